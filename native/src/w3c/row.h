/* row.h - one line of a log as its columns. Views into the line; pure, no allocation. */
#ifndef EASC_W3C_ROW_H
#define EASC_W3C_ROW_H

#include "base/civil.h"
#include "w3c/schema.h"

/* The columns that are read; "-" and columns that are not logged are empty. */
typedef struct easc__row {
    easc__bytes at[EASC__SLOT_COUNT];
    bool is_quoted; /* Advanced dialect: blanks are real ones, '+' is a plus sign */
    int64_t time_s; /* UTC */
} easc__row;

/* Why a row cannot be mapped to the columns (contract 1.3). The numbers are those of the
   documents' order; names by easc__reject_name. */
typedef enum easc__reject {
    EASC__REJECT_NONE = 0,
    EASC__REJECT_NO_FIELDS = 1,    /* no #Fields so far: --assume-fields reads such rows */
    EASC__REJECT_COLUMN_COUNT = 2, /* cut, glued together, or damaged */
    EASC__REJECT_BAD_TIME = 3,     /* date or time is none, or is missing */
    EASC__REJECT_NO_DATE = 4,      /* no date column and no #Date so far */
    EASC__REJECT_TOO_LONG = 5,     /* longer than EASC__ROW_MAX_BYTES */
    EASC__REJECT_COUNT = 6
} easc__reject;

/* "no-fields", "column-count", "bad-time", "no-date", "too-long". */
easc__bytes easc__reject_name(easc__reject reject);

/* What it means and what to do, in one sentence. */
easc__bytes easc__reject_hint(easc__reject reject);

/* Cuts a line into its columns: runs of blanks and TABs separate, in the Advanced dialect a value
   may stand in double quotes. EASC__REJECT_COLUMN_COUNT when their number is not that of the
   schema; then `out` is undefined. Does not look at the time. */
easc__reject easc__row_split(const easc__schema *schema, easc__bytes line, easc__row *out);

/* Sets `row->time_s` from the columns, and without a date column from the directives, whose clock
   it moves (contract 1.4). */
easc__reject easc__row_time(easc__directives *directives, easc__row *row);

#endif
