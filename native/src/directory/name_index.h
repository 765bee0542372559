/* name_index.h - from a name in a column, without case, to the rows that have it. Filled by one
   thread, then sealed and read by any. */
#ifndef EASC_DIRECTORY_NAME_INDEX_H
#define EASC_DIRECTORY_NAME_INDEX_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/table.h"

/* One name of one column. */
typedef struct easc__name_group {
    easc__bytes name;
    uint32_t column;
    bool is_marked; /* by at least one of its rows */
    uint32_t first; /* of its rows, once sealed */
    uint32_t count;
} easc__name_group;

/* A row that has the name of a group. */
typedef struct easc__name_entry {
    uint32_t group;
    uint32_t row;
} easc__name_entry;

/* The index: filled first, then sealed, then asked. */
typedef struct easc__name_index {
    easc__arena *arena; /* where the names live; not owned */
    easc__hash_key key;
    easc__table table;
    easc__name_group *groups;
    size_t group_count;
    size_t group_capacity;
    easc__name_entry *entries;
    size_t entry_count;
    size_t entry_capacity;
    uint32_t *rows; /* by group; NULL until sealed */
} easc__name_index;

/* An empty index, with a random key, because the names come from a directory that users may write
   to. Allocates nothing. */
easc__name_index easc__name_index_init(easc__arena *arena);

/* Frees everything but the names. */
void easc__name_index_done(easc__name_index *index);

/* Says that `row` has `name` (copied) in `column`; an empty name is none. `is_marked` marks the
   name. Rows come in any order. False when there is no memory. */
bool easc__name_index_add(easc__name_index *index, uint32_t column, easc__bytes name, uint32_t row,
                          bool is_marked);

/* Ends the filling; nothing may be added any more. False when there is no memory. */
bool easc__name_index_seal(easc__name_index *index);

/* The name's group, in constant time; NULL when no row has it. Of a sealed index. */
const easc__name_group *easc__name_index_find(const easc__name_index *index, uint32_t column,
                                              easc__bytes name);

/* The group's rows, in the order in which they were added. */
static inline const uint32_t *easc__name_index_rows(const easc__name_index *index,
                                                    const easc__name_group *group)
{
    return index->rows + group->first;
}

#endif
