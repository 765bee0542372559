/* sheet_coverage.c - of which days there are logs of which server, and where they are missing: one
   row a server and day, one row a run of missing days. */
#include "report/coverage_rows.h"
#include "report/sheets.h"

/* Beyond that nobody reads; what is left out is said. */
enum { ROWS_MAX = 500000 };

static const easc__bytes states[] = {EASC__NAME("covered"), EASC__NAME("MISSING"),
                                     EASC__NAME("accepted gap"), EASC__NAME("monitoring only")};

static const easc__word_tone state_tones[] = {
    {EASC__NAME("covered"), EASC__TONE_GOOD},
    {EASC__NAME("MISSING"), EASC__TONE_BAD},
    {EASC__NAME("accepted gap"), EASC__TONE_WARNING},
    {EASC__NAME("monitoring only"), EASC__TONE_UNKNOWN},
};

static const easc__grid_column columns[] = {
    {EASC__NAME("Server"), EASC__VALUE_TEXT, 30, false, {NULL, 0}},
    {EASC__NAME("Date (UTC)"), EASC__VALUE_DATE, 15, false, {NULL, 0}},
    {EASC__NAME("To (UTC)"), EASC__VALUE_DATE, 15, false, {NULL, 0}},
    {EASC__NAME("Days"), EASC__VALUE_INTEGER, 10, false, {NULL, 0}},
    {EASC__NAME("Logs"), EASC__VALUE_WORD, 20, false, {state_tones, 4}},
    {EASC__NAME("Single rows"), EASC__VALUE_INTEGER, 15, false, {NULL, 0}},
    {EASC__NAME("Front-end rows"), EASC__VALUE_INTEGER, 18, false, {NULL, 0}},
    {EASC__NAME("Back-end rows"), EASC__VALUE_INTEGER, 18, false, {NULL, 0}},
    {EASC__NAME("Monitoring rows"), EASC__VALUE_INTEGER, 19, false, {NULL, 0}},
};

static void fill_row(easc__grid *grid, size_t i, const easc__coverage_row *row)
{
    easc__put(grid, i, 0, easc__text_cell(row->server));
    easc__put(grid, i, 1, easc__date_cell(row->from));
    easc__put(grid, i, 2, easc__date_cell(row->to));
    easc__put(grid, i, 3, easc__count_cell((uint64_t)(row->to - row->from) + 1));
    easc__put(grid, i, 4, easc__word_cell(states[row->state]));
    if (row->rows) {
        easc__put(grid, i, 5, easc__count_cell(row->rows->rows[EASC__HOP_SINGLE]));
        easc__put(grid, i, 6, easc__count_cell(row->rows->rows[EASC__HOP_FRONTEND]));
        easc__put(grid, i, 7, easc__count_cell(row->rows->rows[EASC__HOP_BACKEND]));
        easc__put(grid, i, 8, easc__count_cell(row->rows->monitoring_rows));
    }
}

void easc__sheet_coverage(easc__sheet_builder *b)
{
    easc__coverage_rows rows;
    easc__sheet *sheet = easc__model_add_sheet(b->model, EASC__LIT("Coverage"),
                                               EASC__LIT("Coverage: logs of each server and day"));
    if (!sheet || !easc__coverage_rows_list(b->answer, &rows)) {
        b->model->failed = true;
        return;
    }
    size_t shown = rows.count < ROWS_MAX ? rows.count : ROWS_MAX;
    easc__grid *grid = EASC__GRID(b, "Coverage", columns, shown);
    for (size_t i = 0; grid && i < shown; i++) {
        fill_row(grid, i, &rows.items[i]);
    }
    if (shown < rows.count) {
        easc__text_add_u64(&b->text, rows.count - shown);
        easc__text_add_z(&b->text, " more rows are missing here; \"easc scan --format json\" has "
                                   "them.");
        easc__builder_note(b, sheet, EASC__TONE_WARNING);
    }
    sheet->is_data = true;
    sheet->frozen_columns = 1;
    easc__sheet_grid(b->model, sheet, grid);
    easc__coverage_rows_done(&rows);
}
