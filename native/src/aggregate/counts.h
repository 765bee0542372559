/* counts.h - small maps from a number to a counter, and a bounded one from a text to a counter.
   One thread at a time; merging is commutative and associative. */
#ifndef EASC_AGGREGATE_COUNTS_H
#define EASC_AGGREGATE_COUNTS_H

#include "base/bytes.h"

/* A key and how often it was there. */
typedef struct easc__count {
    uint32_t key;
    uint64_t n;
} easc__count;

/* A map that begins as all zeros. Grows with the number of different keys; n additions cost
   n log n, whatever their order. */
typedef struct easc__counts {
    easc__count *items; /* the first `sorted` by key, each key once; those behind wait for
                           easc__counts_settle: in any order, and keys come again */
    size_t sorted;
    size_t count;
    size_t capacity;
    bool keeps_least; /* the smallest number of a key is kept, instead of the sum */
} easc__counts;

/* A new key of an old one, by a table of names. */
typedef uint32_t (*easc__new_key)(uint32_t key, const uint32_t *names);

/* Frees; the map is all zeros again. */
void easc__counts_done(easc__counts *counts);

/* Adds `n` to the counter of `key`; false when there is no memory. */
bool easc__counts_add(easc__counts *counts, uint32_t key, uint64_t n);

/* Sorts, so that `items` has each key once. Whoever reads `items` calls it first. */
void easc__counts_settle(easc__counts *counts);

/* Gives every key its new one in place, different keys different ones, and settles. */
void easc__counts_rename(easc__counts *counts, easc__new_key new_key, const uint32_t *names);

/* The counter of `key` in a settled map, 0 when there is none. */
uint64_t easc__counts_get(const easc__counts *counts, uint32_t key);

/* Puts a number into a sorted list of different ones that has room for `max`; when it is full the
   smallest stay, so that the order of additions changes nothing. Returns how many there are. */
size_t easc__keep_smallest(uint64_t *sorted, size_t count, size_t max, uint64_t number);

/* Names that strangers choose: exact up to a limit, beyond it those with the smallest fixed hash
   are kept. A name that is kept at the end was among the smallest all the time, so its count is
   exact and neither the order of rows nor of merges changes the result. */
typedef struct easc__tally_item {
    uint64_t hash;
    char *name; /* from easc__alloc; at most EASC__TALLY_NAME_MAX bytes */
    size_t name_len;
    uint64_t n;
} easc__tally_item;

/* Names of a tally, and bytes of a name. */
enum { EASC__TALLY_MAX = 1024, EASC__TALLY_NAME_MAX = 256 };

/* A bounded map from names to counters that begins as all zeros. */
typedef struct easc__tally {
    easc__tally_item *items; /* by hash, then name */
    size_t count;
    size_t capacity;
    bool is_over; /* some names were dropped */
} easc__tally;

/* Frees; the tally is all zeros again. */
void easc__tally_done(easc__tally *tally);

/* Adds to the counter of a name, of which at most EASC__TALLY_NAME_MAX bytes count (cut at a
   character). False when there is no memory. */
bool easc__tally_add(easc__tally *tally, easc__bytes name, uint64_t n);

/* Adds all of `from`. False when there is no memory. */
bool easc__tally_merge(easc__tally *into, const easc__tally *from);

#endif
