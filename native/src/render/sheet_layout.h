/* sheet_layout.h - where the blocks of a sheet stand in its rows, and how wide its columns are.
   Rows are counted from 0. Pure. */
#ifndef EASC_RENDER_SHEET_LAYOUT_H
#define EASC_RENDER_SHEET_LAYOUT_H

#include "report/model.h"

/* How high a chart is, and how many columns a table may have. */
enum {
    EASC__CHART_ROWS = 17, /* 20 pixels each, as high as a chart */
    EASC__GRID_COLUMNS_MAX = 64
};

/* Rows that a block takes. An empty table keeps one free row, and says so in a row in front. */
size_t easc__block_rows(const easc__block *block);

/* The row a block of the sheet begins in; some have a free row in front. */
size_t easc__block_row(const easc__sheet *sheet, const easc__block *wanted);

/* The last row that something stands in. */
size_t easc__sheet_last_row(const easc__sheet *sheet);

/* The first data row of a table of the sheet. */
size_t easc__grid_row(const easc__sheet *sheet, const easc__grid *grid);

/* The row of the titles of the first table. */
size_t easc__sheet_head_row(const easc__sheet *sheet);

/* Each column is as wide as the widest wish of the tables that share it. Notes go over as many
   columns as make a line that can be read. */
typedef struct easc__sheet_widths {
    uint32_t columns[EASC__GRID_COLUMNS_MAX]; /* characters */
    size_t count;
    size_t note_columns;
    size_t note_width; /* characters */
} easc__sheet_widths;

/* Those of a sheet. */
easc__sheet_widths easc__sheet_find_widths(const easc__sheet *sheet);

#endif
