/* error_strings.h - what Exchange 2013 is known to note as `Error:`, with the statuses that clients
   get for it (data/README.md). Immutable: any thread. */
#ifndef EASC_EXPLAIN_ERROR_STRINGS_H
#define EASC_EXPLAIN_ERROR_STRINGS_H

#include "base/embedded.h"

/* A row of the table; statuses are texts, empty when they are not fixed. */
typedef struct easc__error_string {
    easc__bytes name; /* or what it begins with */
    easc__bytes http_status;
    easc__bytes eas_status;
} easc__error_string;

/* The string of that name, else the longest that it begins with; false when there is none. */
bool easc__error_string_find(easc__bytes error, easc__error_string *out);

/* The compiled-in table, native/src/explain/data/error-strings.csv. */
extern const easc__embedded easc__error_files[];
extern const size_t easc__error_files_count;

#endif
