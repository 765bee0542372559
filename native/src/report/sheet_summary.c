/* sheet_summary.c - the sheet that management reads: the verdict in one sentence, key figures with
   what they are a part of, two charts and the tables behind them. */
#include "report/device_columns.h"
#include "report/failure_days.h"
#include "report/sheets.h"
#include "report/wording.h"

/* --- key figures ---------------------------------------------------------------------------- */

enum { FIGURES_MAX = 12 };

typedef struct figure_list {
    easc__figure items[FIGURES_MAX];
    size_t count;
} figure_list;

/* The builder's sentence is the note. */
static void add_figure(easc__sheet_builder *b, figure_list *list, const char *label, uint64_t n)
{
    list->items[list->count++] =
        (easc__figure){easc__bytes_z(label), easc__count_cell(n), easc__builder_take(b)};
}

/* "of 34 devices judged (8.82 %)" */
static void say_part(easc__sheet_builder *b, uint64_t part, uint64_t whole, const char *of)
{
    easc__text_add_z(&b->text, "of ");
    easc__text_add_u64(&b->text, whole);
    easc__text_add_char(&b->text, ' ');
    easc__text_add_z(&b->text, of);
    if (whole > 0) {
        easc__text_add_z(&b->text, " (");
        easc__text_add_fixed2(&b->text, 100.0 * (double)part / (double)whole);
        easc__text_add_z(&b->text, " %)");
    }
}

static void add_part(easc__sheet_builder *b, figure_list *list, const char *label, uint64_t part,
                     uint64_t whole, const char *of)
{
    say_part(b, part, whole, of);
    add_figure(b, list, label, part);
}

static void add_device_figures(easc__sheet_builder *b, figure_list *list)
{
    static const char judged[] = "devices judged";
    const easc__gate *gate = &b->answer->gate;
    uint64_t active = gate->active_devices;
    add_part(b, list, "Devices judged", active, b->answer->devices.count,
             "devices in the logs: active, not moved away, in scope");
    add_part(b, list, "Devices proven to take the policy", easc__count_proven(gate), active,
             judged);
    add_part(b, list, "Devices that fail on the policy", gate->failing_count, active, judged);
    add_part(b, list, "Users who would stop syncing", gate->failing_user_count,
             easc__count_users_in_scope(b->answer), "users with a device judged");
    add_part(b, list, "Devices that need a newer version", gate->upgrade_count, active,
             "devices judged, not proven to take the policy");
    add_part(b, list, "Devices nothing is known about", gate->unknown_count, active, judged);
}

static void add_log_figures(easc__sheet_builder *b, figure_list *list,
                            const easc__failure_days *days)
{
    const easc__totals *t = &b->answer->shard.totals;
    uint64_t eas_rows = t->hop_rows[0] + t->hop_rows[1] + t->hop_rows[2];
    uint64_t failures = days->left_out;
    for (size_t i = 0; i < days->count; i++) {
        failures += days->items[i].failures;
    }
    easc__text_add_z(&b->text, "with ");
    easc__add_counted(&b->text, b->answer->devices.count, "device", "devices");
    add_figure(b, list, "Users in the logs", easc__answer_count_users(b->answer));
    easc__text_add_z(&b->text, "of the devices listed, policy-free days included");
    add_figure(b, list, "Policy failures", failures);
    add_part(b, list, "Rows that tell of device and policy", t->payload_rows, eas_rows,
             "ActiveSync rows");
    easc__text_add_z(&b->text, "in ");
    easc__add_counted(&b->text, b->answer->input_count, "input", "inputs");
    easc__text_add_z(&b->text, " from ");
    easc__add_counted(&b->text, b->answer->server_count, "server", "servers");
    if (b->answer->problem_count > 0) {
        easc__text_add_z(&b->text, "; ");
        easc__add_counted(&b->text, b->answer->problem_count, "input", "inputs");
        easc__text_add_z(&b->text, " could not be read to the end (see Method)");
    }
    add_figure(b, list, "ActiveSync rows", eas_rows);
}

/* --- tables --------------------------------------------------------------------------------- */

/* Rows for the states that occur only: an empty slice is clutter. */
static easc__grid *build_states(easc__sheet_builder *b)
{
    easc__grid_column *columns = easc__arena_alloc(&b->model->arena, 4 * sizeof *columns);
    const uint64_t *counts = b->answer->states;
    size_t rows = 0;
    if (!columns) {
        b->model->failed = true;
        return NULL;
    }
    columns[0] = easc__device_column(EASC__DEVICE_STATE);
    columns[1] = (easc__grid_column){EASC__LIT("Devices"), EASC__VALUE_INTEGER, 13, false, {0}};
    columns[2] = (easc__grid_column){EASC__LIT("Share"), EASC__VALUE_PERCENT, 14, false, {0}};
    columns[3] = (easc__grid_column){EASC__LIT("What it means"), EASC__VALUE_TEXT, 76, false, {0}};
    for (size_t i = 0; i < EASC__STATE_COUNT; i++) {
        rows += counts[i] > 0;
    }
    easc__grid *grid = easc__model_grid(b->model, EASC__LIT("States"), columns, 4, rows);
    for (size_t i = 0, row = 0; i < EASC__STATE_COUNT; i++) {
        if (counts[i] > 0) {
            easc__put(grid, row, 0, easc__word_cell(easc__state_name((easc__state)i)));
            easc__put(grid, row, 1, easc__count_cell(counts[i]));
            easc__put(grid, row, 2, easc__share_cell(counts[i], b->answer->devices.count));
            easc__put(grid, row++, 3, easc__text_cell(easc__state_text((easc__state)i)));
        }
    }
    return grid;
}

static easc__grid *build_evidence(easc__sheet_builder *b)
{
    easc__grid_column *columns = easc__arena_alloc(&b->model->arena, 4 * sizeof *columns);
    const easc__gate *gate = &b->answer->gate;
    if (!columns) {
        b->model->failed = true;
        return NULL;
    }
    columns[0] = easc__device_column(EASC__DEVICE_EVIDENCE);
    columns[1] = (easc__grid_column){EASC__LIT("Devices"), EASC__VALUE_INTEGER, 13, false, {0}};
    columns[2] = (easc__grid_column){EASC__LIT("Share"), EASC__VALUE_PERCENT, 14, false, {0}};
    columns[3] = (easc__grid_column){EASC__LIT("What it means"), EASC__VALUE_TEXT, 76, false, {0}};
    easc__grid *grid =
        easc__model_grid(b->model, EASC__LIT("Evidence"), columns, 4, EASC__EVIDENCE_COUNT);
    for (size_t i = 0; i < EASC__EVIDENCE_COUNT; i++) {
        easc__put(grid, i, 0, easc__word_cell(easc__evidence_name((easc__evidence)i)));
        easc__put(grid, i, 1, easc__count_cell(gate->evidence[i]));
        easc__put(grid, i, 2, easc__share_cell(gate->evidence[i], gate->active_devices));
        easc__put(grid, i, 3, easc__text_cell(easc__evidence_text((easc__evidence)i)));
    }
    return grid;
}

static const easc__word_tone policy_tones[] = {{EASC__NAME("off"), EASC__TONE_WARNING},
                                               {EASC__NAME("on"), EASC__TONE_INFO}};

static const easc__grid_column day_columns[] = {
    {EASC__NAME("Date (UTC)"), EASC__VALUE_DATE, 36, false, {NULL, 0}},
    {EASC__NAME("Failures"), EASC__VALUE_INTEGER, 13, false, {NULL, 0}},
    {EASC__NAME("Policy"), EASC__VALUE_WORD, 14, false, {policy_tones, 2}},
};

static easc__grid *build_days(easc__sheet_builder *b, const easc__failure_days *days)
{
    static const easc__bytes policies[] = {EASC__NAME(""), EASC__NAME("off"), EASC__NAME("on")};
    easc__grid *grid = EASC__GRID(b, "FailuresPerDay", day_columns, days->count);
    for (size_t i = 0; i < days->count; i++) {
        const easc__failure_day *day = &days->items[i];
        easc__put(grid, i, 0, easc__date_cell(day->day));
        easc__put(grid, i, 1, easc__count_cell(day->failures));
        easc__put(grid, i, 2, easc__word_cell(policies[day->policy]));
    }
    if (grid) {
        grid->empty_text = EASC__LIT("The logs hold no ActiveSync row.");
    }
    return grid;
}

/* --- the sheet ------------------------------------------------------------------------------ */

static void say_window(easc__sheet_builder *b, easc__sheet *sheet)
{
    const easc__totals *totals = &b->answer->shard.totals;
    if (totals->last_s == EASC__NO_TIME) {
        easc__text_add_z(&b->text, "The logs hold no ActiveSync row.");
    } else {
        easc__text_add_z(&b->text, "ActiveSync rows from ");
        easc__add_time_words(&b->text, totals->first_s);
        easc__text_add_z(&b->text, " to ");
        easc__add_time_words(&b->text, totals->last_s);
        easc__text_add_char(&b->text, '.');
    }
    easc__builder_note(b, sheet, EASC__TONE_PLAIN);
}

/* The states in one sentence, for those who cannot see the chart. */
static easc__bytes describe_states(easc__sheet_builder *b, const easc__grid *states)
{
    easc__text_add_z(&b->text, "Devices by compliance state: ");
    for (size_t i = 0; states && i < states->row_count; i++) {
        const easc__cell *row = &states->cells[i * states->column_count];
        easc__text_add_z(&b->text, i > 0 ? ", " : "");
        easc__text_add(&b->text, row[0].as.text);
        easc__text_add_char(&b->text, ' ');
        easc__text_add_i64(&b->text, row[1].as.integer);
    }
    easc__text_add_char(&b->text, '.');
    return easc__builder_take(b);
}

static easc__bytes describe_days(easc__sheet_builder *b, const easc__failure_days *days)
{
    const easc__failure_day *most = NULL;
    for (size_t i = 0; i < days->count; i++) {
        if (!most || days->items[i].failures > most->failures) {
            most = &days->items[i];
        }
    }
    easc__text_add_z(&b->text, "Policy failures on each UTC day");
    if (most && most->failures > 0) {
        easc__text_add_z(&b->text, "; the most were on ");
        easc__text_add_date(&b->text, most->day);
        easc__text_add_z(&b->text, ": ");
        easc__text_add_u64(&b->text, most->failures);
    }
    easc__text_add_char(&b->text, '.');
    return easc__builder_take(b);
}

/* Nothing is drawn of nothing. */
static void add_charts(easc__sheet_builder *b, easc__sheet *sheet, const easc__grid *states,
                       const easc__grid *per_day, const easc__failure_days *days)
{
    if (!states || !per_day || states->row_count == 0 || per_day->row_count == 0) {
        return;
    }
    easc__chart shares = {EASC__CHART_DOUGHNUT, states, 0, 1, false};
    easc__sheet_chart(b->model, sheet, &shares, EASC__LIT("Devices by compliance state"),
                      describe_states(b, states));
    easc__chart columns = {EASC__CHART_COLUMNS, per_day, 0, 1, true};
    easc__sheet_chart(b->model, sheet, &columns, EASC__LIT("Policy failures per day (UTC)"),
                      describe_days(b, days));
}

static void add_day_table(easc__sheet_builder *b, easc__sheet *sheet, const easc__grid *per_day,
                          const easc__failure_days *days)
{
    easc__sheet_heading(b->model, sheet, EASC__LIT("Policy failures per day"));
    easc__sheet_note(
        b->model, sheet, EASC__TONE_PLAIN,
        EASC__LIT("Failures of the devices listed. Policy: "
                  "\"off\" on days named with --policy-off, \"on\" with --policy-on."));
    if (days->left_out > 0) {
        easc__text_add_z(&b->text, "Older days are not shown; they had ");
        easc__add_counted(&b->text, days->left_out, "failure", "failures");
        easc__text_add_char(&b->text, '.');
        easc__builder_note(b, sheet, EASC__TONE_WARNING);
    }
    easc__sheet_grid(b->model, sheet, per_day);
}

static void add_tables(easc__sheet_builder *b, easc__sheet *sheet, easc__grid *states,
                       const easc__grid *per_day, const easc__failure_days *days)
{
    if (states) {
        states->empty_text = EASC__LIT("The logs hold no device.");
    }
    easc__sheet_heading(b->model, sheet, EASC__LIT("All devices by compliance state"));
    easc__sheet_grid(b->model, sheet, states);
    easc__sheet_heading(b->model, sheet,
                        EASC__LIT("Devices judged by evidence that they take the policy"));
    easc__sheet_grid(b->model, sheet, build_evidence(b));
    add_day_table(b, sheet, per_day, days);
}

void easc__sheet_summary(easc__sheet_builder *b)
{
    easc__failure_days days;
    figure_list figures = {.count = 0};
    easc__sheet *sheet = easc__model_add_sheet(b->model, EASC__LIT("Summary"), b->model->title);
    if (!easc__failure_days_count(b->answer, &days)) {
        b->model->failed = true;
        return;
    }
    say_window(b, sheet);
    easc__add_verdict(&b->text, b->answer);
    easc__builder_note(b, sheet, easc__verdict_tone(b->answer->gate.verdict));
    easc__add_truncation(&b->text, b->answer);
    if (b->text.n > 0) {
        easc__builder_note(b, sheet, EASC__TONE_WARNING);
    }
    add_device_figures(b, &figures);
    add_log_figures(b, &figures, &days);
    easc__sheet_figures(b->model, sheet, figures.items, figures.count);
    easc__grid *states = build_states(b);
    easc__grid *per_day = build_days(b, &days);
    add_charts(b, sheet, states, per_day, &days);
    add_tables(b, sheet, states, per_day, &days);
    easc__failure_days_done(&days);
}
