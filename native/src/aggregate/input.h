/* input.h - what is known of one input: a file, a member of an archive, standard input. */
#ifndef EASC_AGGREGATE_INPUT_H
#define EASC_AGGREGATE_INPUT_H

#include "aggregate/marks.h"
#include "base/identity.h"
#include "base/status.h"
#include "w3c/row.h"

/* The first rejects of a reason are kept, with their place. */
enum { EASC__REJECT_SAMPLES = 3, EASC__REJECT_TEXT_MAX = 160 };

/* Columns that the judgement needs, beside date, time and stem; names as in #Fields. */
enum { EASC__NEEDED_COLUMNS = 5 };
typedef struct easc__needed_column {
    easc__column column;
    easc__bytes name;
} easc__needed_column;
extern const easc__needed_column easc__needed_columns[EASC__NEEDED_COLUMNS];

/* One bit for each of them that the schema lacks. */
uint32_t easc__missing_columns(const easc__schema *schema);

/* One row that was rejected. */
typedef struct easc__reject_sample {
    uint64_t line; /* 1-based */
    uint64_t byte;
    char text[EASC__REJECT_TEXT_MAX]; /* head of the row, valid UTF-8, ends with NUL */
} easc__reject_sample;

/* What is known of one file or member when it was read. */
typedef struct easc__input {
    char *path;              /* as shown, valid UTF-8; from easc__alloc */
    easc__identity identity; /* of the file, or of the archive that holds it */
    easc__format format;
    uint64_t bytes; /* uncompressed, as far as it was read */
    uint64_t lines;
    uint64_t rows;
    bool is_read;      /* at least in part, or to its end without a fault */
    uint64_t eas_rows; /* selected, monitoring rows not counted */
    uint64_t rejected[EASC__REJECT_COUNT];
    easc__reject_sample (*samples)[EASC__REJECT_SAMPLES]; /* by reason, from easc__alloc; NULL
                                                             without rejects */
    uint32_t sample_count[EASC__REJECT_COUNT];
    uint32_t missing_columns; /* bits by easc__needed_columns, of selected EAS rows */
    easc__sighting missing_from[EASC__NEEDED_COLUMNS]; /* the first row that lacks it */
} easc__input;

#endif
