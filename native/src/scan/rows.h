/* rows.h - one chunk of an input through w3c, request and aggregate. Pure work on memory: no files,
   no threads, no locks. */
#ifndef EASC_SCAN_ROWS_H
#define EASC_SCAN_ROWS_H

#include "aggregate/input.h"
#include "aggregate/shard.h"
#include "cmdlet/tables.h"
#include "options/options.h"
#include "scan/feed.h"
#include "w3c/guess.h"

/* What a chunk adds to its input. Lines of samples are 0-based and counted from the chunk's head.
 */
typedef struct easc__chunk_sum {
    uint64_t lines;
    uint64_t rows;
    uint64_t eas_rows;
    uint64_t rejected[EASC__REJECT_COUNT];
    easc__reject_sample samples[EASC__REJECT_COUNT][EASC__REJECT_SAMPLES];
    uint32_t sample_count[EASC__REJECT_COUNT];
    uint32_t missing_columns;                          /* as in easc__input */
    easc__sighting missing_from[EASC__NEEDED_COLUMNS]; /* good where one is missing */
    bool is_guessed;                                   /* rows were read by --assume-fields auto */
} easc__chunk_sum;

/* What stays the same over the chunks of an input. */
typedef struct easc__row_context {
    const easc__options *options;
    uint32_t input;          /* index */
    easc__bytes path_server; /* the server that the input's path names; may be empty */
    easc__request_reader *reader;
    easc__shard *shard;
    easc__cmdlet *cmdlet; /* of an export: rows are counted here; NULL: judged, in the shard */
} easc__row_context;

/* Reads all rows of a chunk. `*directives_out` (NULL is allowed) is what is in force behind it.
   False when there is no memory. */
bool easc__rows_read(const easc__row_context *context, const easc__chunk *chunk,
                     easc__chunk_sum *out, easc__directives *directives_out);

#endif
