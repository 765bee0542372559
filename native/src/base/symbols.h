/* symbols.h - interning: equal bytes get one number. One thread at a time. */
#ifndef EASC_BASE_SYMBOLS_H
#define EASC_BASE_SYMBOLS_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/table.h"

/* The set: names from 0 on, in the order of first sight. */
typedef struct easc__symbols {
    easc__arena *arena; /* where the texts live; not owned */
    easc__hash_key key;
    easc__table table;
    easc__bytes *names; /* by number */
    size_t count;
    size_t capacity;
} easc__symbols;

/* An empty set whose texts live in `arena`. */
static inline easc__symbols easc__symbols_init(easc__arena *arena, easc__hash_key key)
{
    return (easc__symbols){arena, key, {NULL, 0, 0}, NULL, 0, 0};
}

/* Frees the numbers, not the texts. */
void easc__symbols_done(easc__symbols *symbols);

/* The number of `name`, which is copied when it is new: 0, 1, 2 … in order of first sight.
   EASC__NO_INDEX when there is no memory. */
uint32_t easc__symbols_add(easc__symbols *symbols, easc__bytes name);

/* The number of `name`, or EASC__NO_INDEX when it is not in the set. */
uint32_t easc__symbols_find(const easc__symbols *symbols, easc__bytes name);

/* The text of a number that easc__symbols_add gave. */
static inline easc__bytes easc__symbols_name(const easc__symbols *symbols, uint32_t number)
{
    return symbols->names[number];
}

#endif
