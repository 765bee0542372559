/* render_xlsx.c - see render_xlsx.h. The only file that sees libxlsxwriter.

   That library does not check what it is given (NaN, ill-formed UTF-8, the length of texts) and
   says what it refuses on stderr, so nothing that it would refuse may reach it: texts pass through
   text_for_excel, numbers through write_number. Text is only ever written as a string, never
   guessed to be a formula or an address. It prints numbers with printf, hence the plain locale. */
#include "render/render_xlsx.h"

#include "base/civil.h"
#include "base/number.h"
#include "os/os_locale.h"
#include "render/excel_text.h"
#include "render/lxw_guard.h"
#include "render/sheet_layout.h"
#include "report/plain.h"

#include <float.h>
#include <math.h>
#include <xlsxwriter.h>

/* --- looks ----------------------------------------------------------------------------------- */

typedef enum look {
    LOOK_TITLE,
    LOOK_HEADING,
    LOOK_HEAD, /* of a table */
    LOOK_HEAD_RIGHT,
    LOOK_TEXT,
    LOOK_WRAPPED,
    LOOK_INTEGER,
    LOOK_DECIMAL,
    LOOK_PERCENT,
    LOOK_TIME,
    LOOK_DATE,
    LOOK_LABEL, /* of a key figure */
    LOOK_FIGURE,
    LOOK_FIGURE_TEXT,
    LOOK_REMARK,
    LOOK_COUNT
} look;

typedef struct look_row {
    double size; /* points; 0: the default */
    bool is_bold;
    bool is_wrapped;
    uint8_t indent; /* from the right edge, so that numbers keep off the texts beside them */
    uint32_t ink;   /* 0: the default */
    uint32_t fill;
    const char *number;
} look_row;

enum { INK_DARK = 0x1F3864, INK_GREY = 0x595959, INK_WHITE = 0xFFFFFF };

static const look_row looks[LOOK_COUNT] = {
    [LOOK_TITLE] = {18, true, false, 0, INK_DARK, 0, NULL},
    [LOOK_HEADING] = {13, true, false, 0, INK_DARK, 0, NULL},
    [LOOK_HEAD] = {0, true, false, 0, INK_WHITE, INK_DARK, NULL},
    [LOOK_HEAD_RIGHT] = {0, true, false, 2, INK_WHITE, INK_DARK, NULL},
    [LOOK_TEXT] = {0, false, false, 0, 0, 0, NULL},
    [LOOK_WRAPPED] = {0, false, true, 0, 0, 0, NULL},
    [LOOK_INTEGER] = {0, false, false, 2, 0, 0, "#,##0"},
    [LOOK_DECIMAL] = {0, false, false, 2, 0, 0, "#,##0.00"},
    [LOOK_PERCENT] = {0, false, false, 2, 0, 0, "0.00%"},
    [LOOK_TIME] = {0, false, false, 0, 0, 0, "yyyy-mm-dd hh:mm:ss"},
    [LOOK_DATE] = {0, false, false, 0, 0, 0, "yyyy-mm-dd"},
    [LOOK_LABEL] = {0, false, false, 0, INK_DARK, 0, NULL},
    [LOOK_FIGURE] = {0, true, false, 2, INK_DARK, 0, "#,##0"},
    [LOOK_FIGURE_TEXT] = {0, true, false, 0, INK_DARK, 0, NULL},
    [LOOK_REMARK] = {0, false, false, 0, INK_GREY, 0, NULL},
};

/* --- the writer ------------------------------------------------------------------------------ */

enum { PROPERTIES = 4 };

/* Owns all that is allocated while libxlsxwriter is at work: see lxw_guard.h. */
typedef struct writer {
    const easc__model *model;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *looks[LOOK_COUNT];
    lxw_format *tones[EASC__TONE_COUNT]; /* of words in tables */
    lxw_format *notes[EASC__TONE_COUNT];
    lxw_col_t note_columns; /* a note of this sheet is as wide as these */
    size_t note_width;      /* characters */
    easc__text text;        /* what Excel gets; ends with NUL */
    easc__text properties[PROPERTIES];
    easc__xlsx_progress progress;
    void *context;
    uint64_t rows_done;
    uint64_t rows_all;
    easc_status status;
} writer;

static easc_status status_of(lxw_error error)
{
    if (error == LXW_NO_ERROR) {
        return EASC_OK;
    }
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED) {
        return EASC_E_MEMORY;
    }
    bool is_write = error >= LXW_ERROR_CREATING_XLSX_FILE && error <= LXW_ERROR_ZIP_CLOSE;
    if (is_write) {
        return EASC_E_WRITE;
    }
    bool is_limit = error == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE ||
                    error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED;
    return is_limit ? EASC_E_LIMIT : EASC_E_INTERNAL;
}

/* The first failure stays. */
static void check(writer *w, lxw_error error)
{
    if (w->status == EASC_OK) {
        w->status = status_of(error);
    }
}

static bool check_made(writer *w, const void *made)
{
    if (!made && w->status == EASC_OK) {
        w->status = EASC_E_MEMORY;
    }
    return made != NULL;
}

/* --- texts ----------------------------------------------------------------------------------- */

/* The text as Excel may have it, in the writer's room. Mutable, since libxlsxwriter's structs want
   char pointers. NULL when there is no memory. */
static char *text_for_excel(writer *w, easc__bytes raw, size_t units)
{
    easc__text_clear(&w->text);
    easc__add_excel_text(&w->text, raw, units);
    easc__text_add_char(&w->text, '\0');
    if (w->text.failed) {
        check(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    return w->text.p;
}

static void write_text(writer *w, lxw_row_t row, lxw_col_t column, easc__bytes raw,
                       lxw_format *format)
{
    const char *text = raw.n > 0 ? text_for_excel(w, raw, EASC__CELL_TEXT_MAX) : NULL;
    if (text) {
        check(w, worksheet_write_string(w->sheet, row, column, text, format));
    } else if (w->status == EASC_OK) {
        check(w, worksheet_write_blank(w->sheet, row, column, format));
    }
}

/* --- cells ----------------------------------------------------------------------------------- */

static void write_number(writer *w, lxw_row_t row, lxw_col_t column, double number,
                         lxw_format *format)
{
    if (fabs(number) <= DBL_MAX) { /* neither NaN nor infinite */
        check(w, worksheet_write_number(w->sheet, row, column, number, format));
    }
}

/* Numbers that a double does not hold exactly stand as text. */
static void write_integer(writer *w, lxw_row_t row, lxw_col_t column, int64_t integer,
                          lxw_format *format)
{
    const int64_t most = (int64_t)1 << 53;
    if (integer <= most && integer >= -most) {
        write_number(w, row, column, (double)integer, format);
    } else {
        char digits[EASC__NUMBER_SIZE];
        size_t n = easc__format_i64(integer, digits);
        write_text(w, row, column, easc__bytes_of(digits, n), format);
    }
}

/* Days of Excel count from 1899-12-30; before March 1900 its calendar has a day that never was. */
enum { EXCEL_EPOCH = 25569, FIRST_EXCEL_DAY = -25508, LAST_EXCEL_DAY = 2932896 };

static void write_time(writer *w, lxw_row_t row, lxw_col_t column, int64_t time_s)
{
    int32_t day = easc__day_of(time_s);
    if (day < FIRST_EXCEL_DAY || day > LAST_EXCEL_DAY) {
        char digits[EASC__TIME_SIZE];
        easc__format_time(time_s, digits);
        write_text(w, row, column, easc__bytes_of(digits, sizeof digits), w->looks[LOOK_TEXT]);
        return;
    }
    double second = (double)(time_s - easc__day_start(day));
    write_number(w, row, column, day + EXCEL_EPOCH + second / EASC__DAY_SECONDS,
                 w->looks[LOOK_TIME]);
}

static void write_date(writer *w, lxw_row_t row, lxw_col_t column, int32_t day)
{
    if (day < FIRST_EXCEL_DAY || day > LAST_EXCEL_DAY) {
        char digits[EASC__DATE_SIZE];
        easc__format_date(day, digits);
        write_text(w, row, column, easc__bytes_of(digits, sizeof digits), w->looks[LOOK_TEXT]);
        return;
    }
    write_number(w, row, column, day + EXCEL_EPOCH, w->looks[LOOK_DATE]);
}

/* `text_look` is that of texts, words and flags. */
static void write_cell(writer *w, lxw_row_t row, lxw_col_t column, const easc__cell *cell,
                       look text_look)
{
    lxw_format *format = w->looks[text_look];
    switch (cell->type) {
    case EASC__VALUE_EMPTY:
        break;
    case EASC__VALUE_TEXT:
    case EASC__VALUE_WORD:
        write_text(w, row, column, cell->as.text, format);
        break;
    case EASC__VALUE_FLAG:
        write_text(w, row, column, cell->as.integer ? EASC__LIT("yes") : EASC__LIT("no"), format);
        break;
    case EASC__VALUE_INTEGER:
        write_integer(w, row, column, cell->as.integer,
                      w->looks[text_look == LOOK_FIGURE_TEXT ? LOOK_FIGURE : LOOK_INTEGER]);
        break;
    case EASC__VALUE_DECIMAL:
        write_number(w, row, column, cell->as.decimal, w->looks[LOOK_DECIMAL]);
        break;
    case EASC__VALUE_PERCENT:
        write_number(w, row, column, cell->as.decimal / 100.0, w->looks[LOOK_PERCENT]);
        break;
    case EASC__VALUE_TIME:
        write_time(w, row, column, cell->as.time_s);
        break;
    case EASC__VALUE_DATE:
        write_date(w, row, column, cell->as.day);
        break;
    }
}

/* --- formats --------------------------------------------------------------------------------- */

static lxw_format *make_look(writer *w, const look_row *row)
{
    lxw_format *format = workbook_add_format(w->book);
    if (!check_made(w, format)) {
        return NULL;
    }
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (row->size > 0) {
        format_set_font_size(format, row->size);
    }
    if (row->is_bold) {
        format_set_bold(format);
    }
    if (row->is_wrapped) {
        format_set_text_wrap(format);
    }
    if (row->ink) {
        format_set_font_color(format, row->ink);
    }
    if (row->fill) {
        format_set_bg_color(format, row->fill);
    }
    if (row->number) {
        format_set_num_format(format, row->number);
        format_set_align(format, row->indent > 0 ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
    }
    if (row->indent > 0) {
        format_set_align(format, LXW_ALIGN_RIGHT);
        format_set_indent(format, row->indent);
    }
    return format;
}

static void make_tone(writer *w, easc__tone tone)
{
    const easc__tone_colours *colours = &w->model->tones[tone];
    bool is_plain = tone == EASC__TONE_PLAIN;
    lxw_format *word = workbook_add_format(w->book);
    lxw_format *note = workbook_add_format(w->book);
    if (!check_made(w, word) || !check_made(w, note)) {
        return;
    }
    format_set_font_color(word, colours->ink);
    format_set_bg_color(word, colours->fill);
    format_set_text_wrap(note);
    format_set_align(note, is_plain ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
    if (!is_plain) {
        format_set_bold(note);
        format_set_font_size(note, 12);
        format_set_font_color(note, colours->ink);
        format_set_bg_color(note, colours->fill);
        format_set_indent(note, 1);
    }
    w->tones[tone] = word;
    w->notes[tone] = note;
}

static void make_formats(writer *w)
{
    for (int i = 0; i < LOOK_COUNT; i++) {
        w->looks[i] = make_look(w, &looks[i]);
    }
    for (int i = 0; i < EASC__TONE_COUNT; i++) {
        make_tone(w, (easc__tone)i);
    }
}

/* --- blocks ---------------------------------------------------------------------------------- */

static void write_heading(writer *w, lxw_row_t row, const easc__block *block)
{
    check(w, worksheet_set_row(w->sheet, row, 20, NULL));
    write_text(w, row, 0, block->text, w->looks[LOOK_HEADING]);
}

/* A note stands over several columns; Excel does not find the height of merged cells by itself. */
static void write_note(writer *w, lxw_row_t row, easc__bytes text, easc__tone tone)
{
    bool is_plain = tone == EASC__TONE_PLAIN;
    size_t room = w->note_width * (is_plain ? 105 : 80) / 100; /* a tone is bold and larger */
    size_t lines = (easc__plain_width(text) + room - 1) / room;
    size_t height = (lines < 1 ? 1 : lines) * (is_plain ? 15 : 17) + (is_plain ? 0 : 9);
    check(w, worksheet_set_row(w->sheet, row, height > 400 ? 400 : (double)height, NULL));
    if (w->note_columns > 1) {
        check(w, worksheet_merge_range(w->sheet, row, 0, row, (lxw_col_t)(w->note_columns - 1), "",
                                       w->notes[tone]));
    }
    write_text(w, row, 0, text, w->notes[tone]);
}

static void write_figures(writer *w, lxw_row_t row, const easc__block *block)
{
    for (size_t i = 0; i < block->figure_count; i++, row++) {
        const easc__figure *figure = &block->figures[i];
        write_text(w, row, 0, figure->label, w->looks[LOOK_LABEL]);
        write_cell(w, row, 1, &figure->value, LOOK_FIGURE_TEXT);
        if (figure->note.n > 0) {
            write_text(w, row, 2, figure->note, w->looks[LOOK_REMARK]);
        }
    }
}

/* Colours words, in the way that still holds when somebody sorts or edits the table. */
static void add_tones(writer *w, lxw_row_t first, lxw_row_t last, lxw_col_t column,
                      const easc__tones *tones)
{
    char quoted[64];
    for (size_t i = 0; i < tones->count; i++) {
        easc__bytes word = tones->items[i].word;
        if (tones->items[i].tone == EASC__TONE_PLAIN || word.n > sizeof quoted - 3) {
            continue;
        }
        quoted[0] = '"';
        memcpy(quoted + 1, word.p, word.n);
        memcpy(quoted + 1 + word.n, "\"", 2);
        lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_CELL,
                                       .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
                                       .value_string = quoted,
                                       .format = w->tones[tones->items[i].tone]};
        check(w, worksheet_conditional_format_range(w->sheet, first, column, last, column, &rule));
    }
}

enum { TITLE_SIZE = 96 };

/* The names of the columns and of the table, where libxlsxwriter wants to have them. */
typedef struct table_words {
    lxw_table_column columns[EASC__GRID_COLUMNS_MAX];
    lxw_table_column *pointers[EASC__GRID_COLUMNS_MAX + 1];
    char titles[EASC__GRID_COLUMNS_MAX][TITLE_SIZE];
    char name[TITLE_SIZE];
} table_words;

static bool is_number(easc__value_type type)
{
    return type == EASC__VALUE_INTEGER || type == EASC__VALUE_DECIMAL ||
           type == EASC__VALUE_PERCENT;
}

static void copy_words(char *to, easc__bytes from)
{
    size_t n = from.n < TITLE_SIZE ? from.n : TITLE_SIZE - 1;
    memcpy(to, from.p, n);
    to[n] = '\0';
}

static void add_excel_table(writer *w, lxw_row_t head, lxw_row_t last, const easc__grid *grid)
{
    table_words words;
    memset(&words, 0, sizeof words);
    for (size_t i = 0; i < grid->column_count; i++) {
        copy_words(words.titles[i], grid->columns[i].title);
        words.columns[i].header = words.titles[i];
        words.columns[i].header_format =
            w->looks[is_number(grid->columns[i].type) ? LOOK_HEAD_RIGHT : LOOK_HEAD];
        words.pointers[i] = &words.columns[i];
    }
    copy_words(words.name, grid->name);
    lxw_table_options options = {.name = words.name,
                                 .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                                 .style_type_number = 1,
                                 .columns = words.pointers};
    check(w, worksheet_add_table(w->sheet, head, 0, last, (lxw_col_t)(grid->column_count - 1),
                                 &options));
}

/* False when the writing is to end. */
static bool tick(writer *w)
{
    enum { ROWS_BETWEEN = 256 };
    w->rows_done++;
    if (w->progress && w->rows_done % ROWS_BETWEEN == 0 && w->status == EASC_OK &&
        !w->progress(w->context, (double)w->rows_done / (double)(w->rows_all + 1))) {
        w->status = EASC_E_CANCELLED;
    }
    return w->status == EASC_OK;
}

/* Excel finds the height of a row by itself, others do not. */
static void set_height(writer *w, lxw_row_t row, const easc__grid *grid, const easc__cell *cells)
{
    enum { LINES_MAX = 20 };
    size_t lines = 1;
    for (size_t k = 0; k < grid->column_count; k++) {
        const easc__grid_column *column = &grid->columns[k];
        if (column->is_wrapped && column->width > 2 && cells[k].type == EASC__VALUE_TEXT) {
            size_t needed = cells[k].as.text.n / (column->width - 2) + 1;
            lines = needed > lines ? needed : lines;
        }
    }
    if (lines > 1) {
        double height = 15.0 * (double)(lines < LINES_MAX ? lines : LINES_MAX);
        check(w, worksheet_set_row(w->sheet, row, height, NULL));
    }
}

static void write_rows(writer *w, lxw_row_t first, const easc__grid *grid)
{
    for (size_t i = 0; i < grid->row_count; i++) {
        set_height(w, first + (lxw_row_t)i, grid, &grid->cells[i * grid->column_count]);
        for (size_t k = 0; k < grid->column_count; k++) {
            write_cell(w, first + (lxw_row_t)i, (lxw_col_t)k,
                       &grid->cells[i * grid->column_count + k],
                       grid->columns[k].is_wrapped ? LOOK_WRAPPED : LOOK_TEXT);
        }
        if (!tick(w)) {
            return;
        }
    }
}

static void write_grid(writer *w, lxw_row_t row, const easc__grid *grid)
{
    if (grid->column_count == 0 || grid->column_count > EASC__GRID_COLUMNS_MAX) {
        check(w, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
        return;
    }
    if (grid->row_count == 0) {
        write_note(w, row++, grid->empty_text, EASC__TONE_PLAIN);
    }
    lxw_row_t first = row + 1;
    lxw_row_t last = grid->row_count > 0 ? row + (lxw_row_t)grid->row_count : first;
    add_excel_table(w, row, last, grid);
    write_rows(w, first, grid);
    for (size_t k = 0; k < grid->column_count; k++) {
        add_tones(w, first, last, (lxw_col_t)k, &grid->columns[k].tones);
    }
}

/* --- charts ---------------------------------------------------------------------------------- */

/* Pixels; libxlsxwriter scales its default of 480 by 288. */
enum { DOUGHNUT_WIDTH = 430, COLUMNS_WIDTH = 555, CHART_HEIGHT = 330 };

/* A colour for every slice, by the tone of its word. */
static void colour_slices(writer *w, lxw_chart_series *series, const easc__chart *chart)
{
    enum { SLICES_MAX = 32 };
    lxw_chart_fill fills[SLICES_MAX];
    lxw_chart_point points[SLICES_MAX];
    lxw_chart_point *pointers[SLICES_MAX + 1] = {NULL};
    const easc__grid *grid = chart->grid;
    memset(fills, 0, sizeof fills);
    memset(points, 0, sizeof points);
    for (size_t i = 0; i < grid->row_count && i < SLICES_MAX; i++) {
        const easc__cell *word = &grid->cells[i * grid->column_count + chart->label_column];
        easc__tone tone = easc__tone_of(&grid->columns[chart->label_column].tones, word->as.text);
        fills[i].color = w->model->tones[tone].strong;
        points[i].fill = &fills[i];
        pointers[i] = &points[i];
    }
    check(w, chart_series_set_points(series, pointers));
}

static void finish_doughnut(writer *w, lxw_chart *chart, lxw_chart_series *series,
                            const easc__chart *from)
{
    lxw_chart_font white = {.color = INK_WHITE, .bold = LXW_TRUE};
    colour_slices(w, series, from);
    chart_set_hole_size(chart, 45);
    chart_series_set_labels_options(series, LXW_FALSE, LXW_FALSE, LXW_FALSE);
    chart_series_set_labels_percentage(series);
    chart_series_set_labels_num_format(series, "0%");
    chart_series_set_labels_font(series, &white);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_RIGHT);
}

static void finish_columns(writer *w, lxw_chart *chart, lxw_chart_series *series,
                           const easc__chart *from)
{
    enum { LABELS_MAX = 16 };
    lxw_chart_fill fill = {.color = w->model->tones[EASC__TONE_PLAIN].strong};
    lxw_chart_font steep = {.rotation = -45, .size = 9};
    lxw_chart_line pale = {.color = 0xD9D9D9, .width = 0.75};
    lxw_chart_axis *days = chart_axis_get(chart, LXW_CHART_AXIS_TYPE_X);
    lxw_chart_axis *values = chart_axis_get(chart, LXW_CHART_AXIS_TYPE_Y);
    chart_series_set_fill(series, &fill);
    chart_set_series_gap(chart, 40);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    chart_axis_set_num_format(days, "yyyy-mm-dd");
    chart_axis_set_num_font(days, &steep);
    chart_axis_set_interval_unit(days, (uint16_t)(from->grid->row_count / LABELS_MAX + 1));
    chart_axis_set_num_format(values, "#,##0");
    chart_axis_set_min(values, 0);
    chart_axis_major_gridlines_set_line(values, &pale);
}

static void place_chart(writer *w, lxw_row_t row, lxw_chart *chart, const easc__block *block)
{
    bool is_doughnut = block->chart.kind == EASC__CHART_DOUGHNUT;
    char *description = text_for_excel(w, block->description, 1000);
    lxw_chart_options options = {.x_offset = block->chart.is_beside ? DOUGHNUT_WIDTH + 10 : 2,
                                 .y_offset = 2,
                                 .x_scale = (is_doughnut ? DOUGHNUT_WIDTH : COLUMNS_WIDTH) / 480.0,
                                 .y_scale = CHART_HEIGHT / 288.0,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                 .description = description};
    if (description) {
        check(w, worksheet_insert_chart_opt(w->sheet, row, 0, chart, &options));
    }
}

/* The columns of the table as ranges of the series. */
static lxw_chart_series *add_series(writer *w, lxw_chart *chart, const easc__chart *from,
                                    const easc__sheet *sheet)
{
    const easc__grid *grid = from->grid;
    lxw_row_t first = (lxw_row_t)easc__grid_row(sheet, grid);
    lxw_row_t last = first + (lxw_row_t)grid->row_count - 1;
    lxw_col_t labels = (lxw_col_t)from->label_column;
    lxw_col_t values = (lxw_col_t)from->value_column;
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    const char *name = check_made(w, series) ? text_for_excel(w, sheet->name, 255) : NULL;
    if (!name) {
        return NULL;
    }
    chart_series_set_categories(series, name, first, labels, last, labels);
    chart_series_set_values(series, name, first, values, last, values);
    chart_series_set_name_range(series, name, first - 1, values);
    return series;
}

static void write_chart(writer *w, lxw_row_t row, const easc__sheet *sheet,
                        const easc__block *block)
{
    bool is_doughnut = block->chart.kind == EASC__CHART_DOUGHNUT;
    lxw_chart *chart =
        workbook_add_chart(w->book, is_doughnut ? LXW_CHART_DOUGHNUT : LXW_CHART_COLUMN);
    lxw_chart_font font = {.size = 12, .bold = LXW_TRUE, .color = INK_DARK};
    if (block->chart.grid->row_count == 0 || !check_made(w, chart)) {
        return;
    }
    lxw_chart_series *series = add_series(w, chart, &block->chart, sheet);
    const char *title = series ? text_for_excel(w, block->text, 255) : NULL;
    if (!title) {
        return;
    }
    chart_title_set_name(chart, title);
    chart_title_set_name_font(chart, &font);
    if (is_doughnut) {
        finish_doughnut(w, chart, series, &block->chart);
    } else {
        finish_columns(w, chart, series, &block->chart);
    }
    place_chart(w, row, chart, block);
}

/* --- sheets ---------------------------------------------------------------------------------- */

static void write_block(writer *w, const easc__sheet *sheet, const easc__block *block)
{
    size_t at = easc__block_row(sheet, block);
    if (at + easc__block_rows(block) > EASC__SHEET_ROWS_MAX) {
        check(w, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
        return;
    }
    lxw_row_t row = (lxw_row_t)at;
    switch (block->kind) {
    case EASC__BLOCK_HEADING:
        write_heading(w, row, block);
        break;
    case EASC__BLOCK_NOTE:
        write_note(w, row, block->text, block->tone);
        break;
    case EASC__BLOCK_FIGURES:
        write_figures(w, row, block);
        break;
    case EASC__BLOCK_GRID:
        write_grid(w, row, block->grid);
        break;
    case EASC__BLOCK_CHART: /* beside: in the rows of the chart before */
        write_chart(w, block->chart.is_beside ? row - EASC__CHART_ROWS : row, sheet, block);
        break;
    }
}

static void set_widths(writer *w, const easc__sheet *sheet)
{
    easc__sheet_widths widths = easc__sheet_find_widths(sheet);
    for (size_t i = 0; i < widths.count; i++) {
        check(w,
              worksheet_set_column(w->sheet, (lxw_col_t)i, (lxw_col_t)i, widths.columns[i], NULL));
    }
    w->note_columns = (lxw_col_t)widths.note_columns;
    w->note_width = widths.note_width;
}

static void set_page(writer *w, const easc__sheet *sheet)
{
    enum { PAPER_A4 = 9 };
    lxw_row_t head = sheet->is_data ? (lxw_row_t)easc__sheet_head_row(sheet) : 0;
    worksheet_set_landscape(w->sheet);
    worksheet_set_paper(w->sheet, PAPER_A4);
    worksheet_fit_to_pages(w->sheet, 1, 0);
    worksheet_set_margins(w->sheet, 0.4, 0.4, 0.7, 0.6);
    check(w, worksheet_repeat_rows(w->sheet, head, head));
    check(w, worksheet_set_header(w->sheet, "&L&F&R&A"));
    check(w, worksheet_set_footer(w->sheet, sheet->printed_columns > 0
                                                ? "&LTimes are UTC. The workbook has more columns."
                                                  "&RPage &P of &N"
                                                : "&LTimes are UTC.&RPage &P of &N"));
    if (sheet->printed_columns > 0) {
        check(w, worksheet_print_area(w->sheet, 0, 0, (lxw_row_t)easc__sheet_last_row(sheet),
                                      (lxw_col_t)(sheet->printed_columns - 1)));
    }
    check(w, worksheet_ignore_errors(w->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"));
    if (sheet->is_data) {
        worksheet_freeze_panes(w->sheet, head + 1, (lxw_col_t)sheet->frozen_columns);
    } else {
        worksheet_gridlines(w->sheet, LXW_HIDE_ALL_GRIDLINES);
    }
}

static void write_sheet(writer *w, const easc__sheet *sheet)
{
    const char *name = text_for_excel(w, sheet->name, EASC__SHEET_NAME_MAX);
    w->sheet = name ? workbook_add_worksheet(w->book, name) : NULL;
    if (!check_made(w, w->sheet)) {
        return;
    }
    set_widths(w, sheet);
    set_page(w, sheet);
    if (!sheet->is_data) {
        check(w, worksheet_set_row(w->sheet, 0, 27, NULL));
        write_text(w, 0, 0, sheet->title, w->looks[LOOK_TITLE]);
    }
    for (const easc__block *block = sheet->first; block && w->status == EASC_OK;
         block = block->next) {
        write_block(w, sheet, block);
    }
}

/* --- the workbook ---------------------------------------------------------------------------- */

/* A copy, since all properties are needed at once; Excel takes 255 characters. */
static char *property(writer *w, easc__bytes raw, easc__text *room)
{
    const char *text = text_for_excel(w, raw, 255);
    if (text) {
        easc__text_add_z(room, text);
        easc__text_add_char(room, '\0');
    }
    if (room->failed) {
        check(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
    return text && !room->failed ? room->p : NULL;
}

static void set_properties(writer *w)
{
    const easc__model *model = w->model;
    const easc__bytes raw[] = {model->title, model->subject, model->creator, model->comment};
    char *texts[PROPERTIES];
    for (size_t i = 0; i < PROPERTIES; i++) {
        texts[i] = property(w, raw[i], &w->properties[i]);
    }
    /* 0 would mean now. */
    lxw_doc_properties properties = {.title = texts[0],
                                     .subject = texts[1],
                                     .author = texts[2],
                                     .comments = texts[3],
                                     .created = model->created_s ? (time_t)model->created_s : 1};
    if (w->status == EASC_OK) {
        check(w, workbook_set_properties(w->book, &properties));
    }
}

static uint64_t count_rows(const easc__model *model)
{
    uint64_t rows = 0;
    for (const easc__sheet *sheet = model->first; sheet; sheet = sheet->next) {
        for (const easc__block *block = sheet->first; block; block = block->next) {
            rows += block->kind == EASC__BLOCK_GRID ? block->grid->row_count : 0;
        }
    }
    return rows;
}

static const char *message_of(easc_status status)
{
    switch (status) {
    case EASC_E_MEMORY:
        return "not enough memory to write the workbook";
    case EASC_E_WRITE:
        return "the workbook could not be written: check the free space of its disk and of the "
               "folder for temporary files";
    case EASC_E_LIMIT:
        return "the report is larger than a workbook can be";
    case EASC_E_CANCELLED:
        return "cancelled";
    default:
        return "the workbook could not be made";
    }
}

static void write_sheets(writer *w)
{
    make_formats(w);
    set_properties(w);
    for (const easc__sheet *sheet = w->model->first; sheet && w->status == EASC_OK;
         sheet = sheet->next) {
        write_sheet(w, sheet);
    }
}

/* Writes the file, or drops everything when something went wrong before. */
static void write_book(writer *w, const char *path)
{
    w->book = workbook_new(path);
    if (!check_made(w, w->book)) {
        return;
    }
    write_sheets(w);
    if (w->status == EASC_OK) {
        check(w, workbook_close(w->book));
    } else {
        lxw_workbook_free(w->book);
    }
}

static void write_guarded(writer *w, const char *path)
{
    easc__lxw_guard guard;
    easc__lxw_guard_begin(&guard);
    if (setjmp(guard.out) == 0) {
        write_book(w, path);
    } else {
        w->status = EASC_E_MEMORY;
    }
    easc__lxw_guard_end(&guard);
}

easc_status easc__xlsx_write(const easc__model *model, const char *path,
                             easc__xlsx_progress progress, void *context, easc__error *err)
{
    writer w = {.model = model, .progress = progress, .context = context, .status = EASC_OK};
    easc__locale *locale = easc__locale_plain();
    w.rows_all = count_rows(model);
    if (check_made(&w, locale)) {
        write_guarded(&w, path);
    }
    easc__locale_restore(locale);
    easc__text_done(&w.text);
    for (size_t i = 0; i < PROPERTIES; i++) {
        easc__text_done(&w.properties[i]);
    }
    return w.status == EASC_OK ? EASC_OK : easc__fail(err, w.status, path, message_of(w.status));
}
