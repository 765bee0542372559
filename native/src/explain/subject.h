/* subject.h - from a text that somebody pasted to what is to be explained in it: rows of an IIS
   log, queries, base64 queries. #Fields and #Date lines in front are honoured; without #Fields the
   columns are guessed (w3c/guess.h). Pure; views point into the text. */
#ifndef EASC_EXPLAIN_SUBJECT_H
#define EASC_EXPLAIN_SUBJECT_H

#include "w3c/lines.h"
#include "w3c/row.h"

/* What a line is. */
typedef enum easc__subject_kind {
    EASC__SUBJECT_NONE = 0, /* nothing that can be explained: see the problem */
    EASC__SUBJECT_ROW = 1,
    EASC__SUBJECT_QUERY = 2, /* with or without '?', path or address in front */
    EASC__SUBJECT_BASE64 = 3
} easc__subject_kind;

/* "none", "row", "query", "base64". */
easc__bytes easc__subject_name(easc__subject_kind kind);

/* Why a line cannot be explained. */
typedef enum easc__subject_problem {
    EASC__PROBLEM_NOTHING = 0, /* neither row nor query */
    EASC__PROBLEM_COLUMNS = 1, /* another number of columns than #Fields names */
    EASC__PROBLEM_SHAPE = 2,   /* columns in no order that IIS writes */
    EASC__PROBLEM_TIME = 3,
    EASC__PROBLEM_NO_DATE = 4,
    EASC__PROBLEM_FOREIGN = 5,   /* a row of another address */
    EASC__PROBLEM_OTHER_LOG = 6, /* a row of HTTPERR or HttpProxy */
    EASC__PROBLEM_TOO_LONG = 7,
    EASC__PROBLEM_COUNT = 8
} easc__subject_problem;

/* "nothing", "columns", … */
easc__bytes easc__subject_problem_name(easc__subject_problem problem);

/* A line that is neither blank nor a directive. */
typedef struct easc__subject {
    easc__subject_kind kind;
    easc__subject_problem problem; /* of EASC__SUBJECT_NONE */
    uint64_t line;                 /* 1-based */
    size_t bytes;                  /* of the line */
    easc__row row;                 /* of a query: stem and query only, and no time */
    uint64_t found;                /* columns of the line */
    uint64_t expected;             /* columns that #Fields names */
    easc__format format;           /* of EASC__PROBLEM_OTHER_LOG */
} easc__subject;

/* A walk over the lines. */
typedef struct easc__subjects {
    easc__lines lines;
    easc__directives directives;
} easc__subjects;

/* Begins with the first line. `assumed` (NULL: none) are the columns until a #Fields line comes. */
void easc__subjects_begin(easc__subjects *subjects, easc__bytes text, const easc__schema *assumed);

/* The next line; false at the end. */
bool easc__subjects_next(easc__subjects *subjects, easc__subject *out);

#endif
