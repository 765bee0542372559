/* table.h - an open-addressing table from hashes to indexes of an array that its owner keeps.
   It compares hashes first and asks the owner's array through a callback only when they agree. */
#ifndef EASC_BASE_TABLE_H
#define EASC_BASE_TABLE_H

#include "base/bytes.h"

/* A place of the table. */
typedef struct easc__slot {
    uint64_t hash;
    uint32_t index; /* EASC__NO_INDEX: free */
} easc__slot;

#define EASC__NO_INDEX UINT32_MAX

/* A table that begins as all zeros. */
typedef struct easc__table {
    easc__slot *slots;
    size_t capacity; /* a power of two, or 0 */
    size_t count;
} easc__table;

/* True when element `index` of the owner's array has the key that is searched. */
typedef bool (*easc__table_match)(const void *owner, uint32_t index, const void *key);

/* Frees; the table is all zeros again. */
void easc__table_done(easc__table *table);

/* Index of the element with that hash and key, or EASC__NO_INDEX. */
uint32_t easc__table_find(const easc__table *table, uint64_t hash, easc__table_match match,
                          const void *owner, const void *key);

/* Enters `index` under `hash`; the key must not be in the table yet. False when there is no
   memory, and then nothing changed. */
bool easc__table_insert(easc__table *table, uint64_t hash, uint32_t index);

#endif
