/* csv_rows.h - test data: a CSV file with a head line, commas and no quotes, read whole. Paths are
   relative to the root of the source tree, EASC_SOURCE_DIR, which the build defines. */
#ifndef EASC_TESTS_SUPPORT_CSV_ROWS_H
#define EASC_TESTS_SUPPORT_CSV_ROWS_H

#include "base/bytes.h"

#include <stdio.h>
#include <stdlib.h>

enum { CSV_MAX_COLUMNS = 12, CSV_MAX_ROWS = 4000 };

typedef struct csv_row {
    int line;
    easc__bytes cells[CSV_MAX_COLUMNS]; /* missing ones are empty */
} csv_row;

typedef struct csv_rows {
    char *text;
    csv_row *rows; /* without the head line */
    size_t count;
} csv_rows;

static inline char *csv_read_file(const char *path, size_t *size)
{
    FILE *in = fopen(path, "rb");
    char *text = in ? malloc(1 << 20) : NULL;
    *size = text ? fread(text, 1, 1 << 20, in) : 0;
    if (in) {
        (void)fclose(in);
    }
    return text;
}

static inline void csv_split(easc__bytes line, csv_row *row)
{
    for (size_t i = 0; i < CSV_MAX_COLUMNS; i++) {
        size_t at = easc__find(line, ',');
        row->cells[i] = easc__first(line, at);
        line = easc__from(line, at + 1);
    }
}

/* A file that cannot be read gives no rows, which every test takes as a failure. */
static inline csv_rows csv_load(const char *path)
{
    csv_rows all = {NULL, NULL, 0};
    size_t size = 0;
    all.text = csv_read_file(path, &size);
    all.rows = calloc(CSV_MAX_ROWS, sizeof all.rows[0]);
    easc__bytes rest = easc__bytes_of(all.text, size);
    easc__bytes line = {NULL, 0};
    for (int number = 1; easc__next_piece(&rest, '\n', &line); number++) {
        if (number > 1 && line.n > 0 && all.rows && all.count < CSV_MAX_ROWS) {
            if (line.p[line.n - 1] == '\r') {
                line.n--;
            }
            all.rows[all.count].line = number;
            csv_split(line, &all.rows[all.count++]);
        }
    }
    return all;
}

static inline void csv_free(csv_rows *all)
{
    free(all->text);
    free(all->rows);
    *all = (csv_rows){NULL, NULL, 0};
}

#endif
