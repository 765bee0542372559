/* token_table.h - what the items of a payload and the parts of a query are: unit, since when, and
   where that is known from. What they mean is in the labels, by name. Immutable: any thread. */
#ifndef EASC_REQUEST_TOKEN_TABLE_H
#define EASC_REQUEST_TOKEN_TABLE_H

#include "base/bytes.h"

/* What a number is a number of. */
typedef enum easc__unit {
    EASC__UNIT_NONE = 0, /* a text, a flag or an enumeration */
    EASC__UNIT_COUNT = 1,
    EASC__UNIT_MS = 2,
    EASC__UNIT_SECONDS = 3,
    EASC__UNIT_KB = 4,
    EASC__UNIT_BYTES = 5,
    EASC__UNIT_UTC = 6 /* a time of day */
} easc__unit;

/* "ms", "s", "kB", "bytes", "count", "utc"; empty for none. */
easc__bytes easc__unit_name(easc__unit unit);

/* Where a part was found. */
typedef enum easc__token_kind {
    EASC__TOKEN_ITEM = 0,      /* of a payload of Exchange 2007 and later */
    EASC__TOKEN_2003 = 1,      /* of a payload of Exchange 2003 */
    EASC__TOKEN_PARAMETER = 2, /* of a plain query */
    EASC__TOKEN_WIRE = 3,      /* of a base64 query */
    EASC__TOKEN_KIND_COUNT = 4
} easc__token_kind;

/* One of them. Texts end with NUL. */
typedef struct easc__token {
    easc__bytes name;
    const char *since; /* version of Exchange: "2007", "2010 SP1"; "" when it is the client's */
    easc__unit unit;
    const char *source; /* "facts c.2", "MS-ASHTTP 2.2.1.1.1.1" */
} easc__token;

/* The token of a name, case counts but in parameters; NULL when nobody knows it. Names of 2003 are
   V, T, S, and "C:", "S:", "P:" for its counters. */
const easc__token *easc__token_find(easc__token_kind kind, easc__bytes name);

/* Token `index` of a kind; NULL behind the last. */
const easc__token *easc__token_at(easc__token_kind kind, size_t index);

#endif
