/* named_counts.h - the counters of a device or of the totals as names and numbers, sorted by name:
   the same lists in JSON, CSV and workbook. */
#ifndef EASC_ANSWER_NAMED_COUNTS_H
#define EASC_ANSWER_NAMED_COUNTS_H

#include "answer/answer.h"
#include "base/text.h"

/* The four maps of the documents (contract section 9). */
typedef enum easc__map {
    EASC__MAP_COMMANDS = 0,
    EASC__MAP_HTTP_STATUS = 1,
    EASC__MAP_EAS_STATUS = 2,
    EASC__MAP_ERRORS = 3
} easc__map;

/* A command, code or error by its name. */
typedef struct easc__named_count {
    easc__bytes name;
    uint64_t n;
    char digits[12]; /* room for the name of a code */
} easc__named_count;

/* A list that is used again for one device after the other. */
typedef struct easc__named_counts {
    easc__named_count *items;
    size_t count;
    size_t capacity;
} easc__named_counts;

/* Frees. */
void easc__named_counts_done(easc__named_counts *list);

/* Codes are sorted as numbers, names by their bytes. Views live as long as the answer and the list.
   False: no memory. */
bool easc__map_of_trace(const easc__answer *answer, const easc__trace *trace, easc__map map,
                        easc__named_counts *list);
bool easc__map_of_totals(const easc__answer *answer, easc__map map, easc__named_counts *list);

/* Names of the servers of a trace, sorted by bytes; the numbers are of rows. */
bool easc__servers_of_trace(const easc__answer *answer, const easc__trace *trace,
                            easc__named_counts *list);

#endif
