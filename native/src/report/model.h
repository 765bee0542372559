/* model.h - a report before it has a format: a workbook of sheets, a sheet of blocks, a block of
   typed cells. Excel's limits are the model's limits, so that every renderer agrees.
   Texts are views: of the answer, of static words, or of the model's arena. They are raw; a
   renderer replaces what its format cannot hold. One thread at a time while building, any number
   after.

   Building is chained without checks: after a failed step (no memory) `failed` stays true,
   functions that return a pointer give NULL, and every function takes that NULL and does nothing.
 */
#ifndef EASC_REPORT_MODEL_H
#define EASC_REPORT_MODEL_H

#include "base/arena.h"
#include "base/text.h"

/* Limits of Excel, and of what is listed. */
enum {
    EASC__SHEET_NAME_MAX = 31,   /* UTF-16 units of a sheet's name */
    EASC__CELL_TEXT_MAX = 32767, /* UTF-16 units of a cell; longer texts are cut by the renderer */
    EASC__SHEET_ROWS_MAX = 1048576,
    EASC__LISTED_DEVICES_MAX = 200000, /* rows of the Devices sheet; what is left out is said */
    EASC__LIST_ROWS_MAX = 50000        /* rows of each list of the Readiness sheet; likewise */
};

/* What a value means; a renderer finds the form. */
typedef enum easc__value_type {
    EASC__VALUE_EMPTY = 0,
    EASC__VALUE_TEXT = 1,
    EASC__VALUE_INTEGER = 2,
    EASC__VALUE_DECIMAL = 3, /* shown with two decimals */
    EASC__VALUE_PERCENT = 4, /* a decimal: 97.5 is 97.50 % */
    EASC__VALUE_TIME = 5,    /* seconds, UTC */
    EASC__VALUE_DATE = 6,    /* a day, UTC */
    EASC__VALUE_WORD = 7,    /* a text out of a small set: coloured by its column's tones */
    EASC__VALUE_FLAG = 8     /* yes or no */
} easc__value_type;

/* A value of a table. */
typedef struct easc__cell {
    easc__value_type type;
    union {
        easc__bytes text;
        int64_t integer; /* also of a flag: 0 or 1 */
        double decimal;
        int64_t time_s;
        int32_t day;
    } as;
} easc__cell;

/* What a colour says. Colour never says it alone: there is always a word. */
typedef enum easc__tone {
    EASC__TONE_PLAIN = 0,
    EASC__TONE_GOOD = 1,
    EASC__TONE_FAIR = 2,
    EASC__TONE_INFO = 3,
    EASC__TONE_WARNING = 4,
    EASC__TONE_BAD = 5,
    EASC__TONE_UNKNOWN = 6,
    EASC__TONE_COUNT = 7
} easc__tone;

/* 0xRRGGBB. `ink` on `fill`, and white on `strong`, have a contrast of at least 4.5 (WCAG AA). */
typedef struct easc__tone_colours {
    uint32_t fill;
    uint32_t ink;
    uint32_t strong; /* slices and columns of charts */
} easc__tone_colours;

/* A word that is coloured. */
typedef struct easc__word_tone {
    easc__bytes word;
    easc__tone tone;
} easc__word_tone;

/* The words of a column that have a tone; others are plain. */
typedef struct easc__tones {
    const easc__word_tone *items;
    size_t count;
} easc__tones;

/* A column of a table. */
typedef struct easc__grid_column {
    easc__bytes title;     /* different from the others of its table; times say "UTC" */
    easc__value_type type; /* of most of its cells: decides how the column is aligned */
    uint32_t width;        /* characters */
    bool is_wrapped;
    easc__tones tones;
} easc__grid_column;

/* A table. */
typedef struct easc__grid {
    easc__bytes name; /* of the Excel table, unique in the workbook: scripts rely on it */
    const easc__grid_column *columns;
    size_t column_count;
    size_t row_count;
    easc__cell *cells;      /* row by row */
    easc__bytes empty_text; /* said when there is no row */
} easc__grid;

/* One line of a list of key figures: "Devices to upgrade", 3, "of 34 active devices". */
typedef struct easc__figure {
    easc__bytes label;
    easc__cell value;
    easc__bytes note;
} easc__figure;

/* What a chart looks like. */
typedef enum easc__chart_kind {
    EASC__CHART_DOUGHNUT = 1, /* shares of a whole, one slice a row, coloured by the label's tone */
    EASC__CHART_COLUMNS = 2   /* one column a row */
} easc__chart_kind;

/* A picture of two columns of a table. */
typedef struct easc__chart {
    easc__chart_kind kind;
    const easc__grid *grid; /* a table of the same sheet */
    size_t label_column;
    size_t value_column;
    bool is_beside; /* to the right of the chart before it, else below */
} easc__chart;

/* What stands on a sheet. */
typedef enum easc__block_kind {
    EASC__BLOCK_HEADING = 1,
    EASC__BLOCK_NOTE = 2,
    EASC__BLOCK_FIGURES = 3,
    EASC__BLOCK_GRID = 4,
    EASC__BLOCK_CHART = 5
} easc__block_kind;

/* A piece of a sheet; pieces stand below each other. */
typedef struct easc__block {
    struct easc__block *next;
    easc__block_kind kind;
    easc__bytes text; /* of a heading or note; the title of a chart */
    easc__tone tone;  /* of a note */
    const easc__figure *figures;
    size_t figure_count;
    const easc__grid *grid;
    easc__chart chart;
    easc__bytes description; /* of a chart, in words, for those who cannot see it */
} easc__block;

/* A sheet. */
typedef struct easc__sheet {
    struct easc__sheet *next;
    easc__bytes name;
    easc__bytes title;
    bool is_data; /* for reading by scripts: no title, the table begins in the first row unless a
                     note has to warn in front of it; its head stays in view */
    size_t frozen_columns;
    size_t printed_columns; /* as many as can be read on paper; 0: all */
    easc__block *first;
    easc__block *last;
} easc__sheet;

/* A workbook. Failing is sticky: a model that failed has too little memory somewhere. */
typedef struct easc__model {
    easc__arena arena;
    bool failed;
    easc__bytes title; /* properties of the document */
    easc__bytes subject;
    easc__bytes comment;
    easc__bytes creator;
    int64_t created_s; /* what the document says, so that equal input gives equal bytes */
    easc__tone_colours tones[EASC__TONE_COUNT];
    easc__sheet *first;
    easc__sheet *last;
    size_t sheet_count;
} easc__model;

/* An empty workbook with the colours of the house; allocates nothing. */
void easc__model_init(easc__model *model);
void easc__model_done(easc__model *model); /* a zeroed model is fine */

/* A copy of a text that is being built, in the arena. */
easc__bytes easc__model_keep(easc__model *model, const easc__text *text);

/* A sheet behind the others. The name is made legal: what Excel refuses becomes '-', it is cut to
   31, and gets a number when there is one like it (without case). */
easc__sheet *easc__model_add_sheet(easc__model *model, easc__bytes name, easc__bytes title);

/* A table with cleared cells, on no sheet yet. */
easc__grid *easc__model_grid(easc__model *model, easc__bytes name, const easc__grid_column *columns,
                             size_t column_count, size_t row_count);

/* Blocks, in the order they are shown. */
void easc__sheet_heading(easc__model *model, easc__sheet *sheet, easc__bytes text);
void easc__sheet_note(easc__model *model, easc__sheet *sheet, easc__tone tone, easc__bytes text);
void easc__sheet_figures(easc__model *model, easc__sheet *sheet, const easc__figure *figures,
                         size_t count);
void easc__sheet_grid(easc__model *model, easc__sheet *sheet, const easc__grid *grid);
void easc__sheet_chart(easc__model *model, easc__sheet *sheet, const easc__chart *chart,
                       easc__bytes title, easc__bytes description);

/* The cell of a row and column; a cell that may be written to and is not looked at when the grid is
   NULL or the place is outside. */
void easc__put(easc__grid *grid, size_t row, size_t column, easc__cell cell);

static inline easc__cell easc__text_cell(easc__bytes text)
{
    return (easc__cell){EASC__VALUE_TEXT, {.text = text}};
}

static inline easc__cell easc__word_cell(easc__bytes word)
{
    return (easc__cell){EASC__VALUE_WORD, {.text = word}};
}

/* Numbers beyond what a counter reaches stop at the largest. */
static inline easc__cell easc__count_cell(uint64_t n)
{
    int64_t integer = n > INT64_MAX ? INT64_MAX : (int64_t)n;
    return (easc__cell){EASC__VALUE_INTEGER, {.integer = integer}};
}

static inline easc__cell easc__flag_cell(bool flag)
{
    return (easc__cell){EASC__VALUE_FLAG, {.integer = flag}};
}

static inline easc__cell easc__date_cell(int32_t day)
{
    return (easc__cell){EASC__VALUE_DATE, {.day = day}};
}

/* `part` of `whole` in percent; empty without a whole. */
easc__cell easc__share_cell(uint64_t part, uint64_t whole);

/* Empty for EASC__NO_TIME. */
easc__cell easc__time_cell(int64_t time_s);

/* The tone of a word, EASC__TONE_PLAIN for one that has none. */
easc__tone easc__tone_of(const easc__tones *tones, easc__bytes word);

#endif
