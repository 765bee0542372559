/* coverage_rows.h - server by server and day by day: what there are logs of, and where they are
   missing. Pure. */
#ifndef EASC_REPORT_COVERAGE_ROWS_H
#define EASC_REPORT_COVERAGE_ROWS_H

#include "answer/answer.h"

/* What a row says of its days. */
typedef enum easc__coverage_state {
    EASC__COVERED = 0,
    EASC__COVERAGE_MISSING = 1,
    EASC__COVERAGE_ACCEPTED = 2,       /* missing, and excused by --accept-gap */
    EASC__COVERAGE_MONITORING_ONLY = 3 /* a server with monitoring rows only: it does not count */
} easc__coverage_state;

/* A day with rows, or a run of days without. */
typedef struct easc__coverage_row {
    easc__bytes server;
    int32_t from; /* UTC days, both included */
    int32_t to;
    easc__coverage_state state;
    const easc__coverage *rows; /* NULL on days without */
} easc__coverage_row;

/* The rows of the Coverage sheet. */
typedef struct easc__coverage_rows {
    easc__coverage_row *items; /* by server with case, then day; from easc__alloc */
    size_t count;
    size_t capacity;
} easc__coverage_rows;

/* The missing days of all rows are those of the gate's condition `missing-days`. False: no memory.
 */
bool easc__coverage_rows_list(const easc__answer *answer, easc__coverage_rows *out);
void easc__coverage_rows_done(easc__coverage_rows *rows);

#endif
