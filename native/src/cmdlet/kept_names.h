/* kept_names.h - names that strangers may choose, each with a number, and a limit to how many are
   kept: beyond it those with the smallest rank, a fixed hash, so that neither order nor threads nor
   merges change which. One thread at a time. */
#ifndef EASC_CMDLET_KEPT_NAMES_H
#define EASC_CMDLET_KEPT_NAMES_H

#include "base/symbols.h"

/* The names of one table. */
typedef struct easc__kept_names {
    easc__symbols symbols;
    size_t limit;
    uint64_t highest; /* names of a higher rank were dropped, and are not taken any more */
    bool is_over;     /* some were */
} easc__kept_names;

/* What became of a name. */
typedef enum easc__kept {
    EASC__KEPT = 0,
    EASC__KEPT_NOT = 1, /* its rank is too high: there are names enough */
    EASC__KEPT_NO_MEMORY = 2
} easc__kept;

/* Adds a name; `*number` is its number, those of new ones count up from 0. `is_late` gives it a
   rank behind all that are not; it must be the same each time. More than the limit are taken until
   easc__kept_names_highest is set. */
easc__kept easc__kept_names_add(easc__kept_names *names, easc__bytes name, bool is_late,
                                uint32_t *number);

/* The rank of a name. */
uint64_t easc__kept_rank(easc__bytes name, bool is_late);

#endif
