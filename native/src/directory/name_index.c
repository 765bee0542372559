/* name_index.c - see name_index.h. */
#include "directory/name_index.h"

#include "base/heap.h"
#include "os/os_thread.h"

typedef struct name_key {
    uint32_t column;
    easc__bytes name;
} name_key;

easc__name_index easc__name_index_init(easc__arena *arena)
{
    easc__hash_key key = easc__fixed_key;
    (void)easc__random(&key, sizeof key); /* without, it is slower on hostile names at worst */
    return (easc__name_index){.arena = arena, .key = key};
}

void easc__name_index_done(easc__name_index *index)
{
    easc__table_done(&index->table);
    easc__free(index->groups);
    easc__free(index->entries);
    easc__free(index->rows);
    *index = (easc__name_index){.arena = index->arena, .key = index->key};
}

enum { FOLD_BYTES = 256 };

/* Hash without case of a name of any length, with no memory but the stack: pieces in lower case,
   each hashed under a key that holds the hash of those before. */
static uint64_t hash_of(const easc__name_index *index, const name_key *key)
{
    char lower[FOLD_BYTES];
    uint64_t hash = key->column;
    easc__bytes rest = key->name;
    do {
        easc__bytes piece = easc__first(rest, sizeof lower);
        for (size_t i = 0; i < piece.n; i++) {
            lower[i] = easc__lower(piece.p[i]);
        }
        easc__hash_key piece_key = {index->key.a ^ hash, index->key.b};
        hash = easc__hash(piece_key, easc__bytes_of(lower, piece.n));
        rest = easc__from(rest, sizeof lower);
    } while (rest.n > 0);
    return hash;
}

static bool is_group(const void *owner, uint32_t index, const void *key)
{
    const easc__name_group *group = &((const easc__name_index *)owner)->groups[index];
    const name_key *wanted = key;
    return group->column == wanted->column && easc__equal_nocase(group->name, wanted->name);
}

static uint32_t find_group(const easc__name_index *index, const name_key *key)
{
    return easc__table_find(&index->table, hash_of(index, key), is_group, index, key);
}

/* The number of a new group, or EASC__NO_INDEX when there is no memory. */
static uint32_t add_group(easc__name_index *index, const name_key *key)
{
    easc__name_group *groups =
        easc__grow(index->groups, index->group_count, &index->group_capacity, sizeof *groups);
    if (!groups) {
        return EASC__NO_INDEX;
    }
    index->groups = groups;
    easc__bytes name = easc__arena_copy(index->arena, key->name);
    uint32_t number = (uint32_t)index->group_count;
    if (!name.p || !easc__table_insert(&index->table, hash_of(index, key), number)) {
        return EASC__NO_INDEX;
    }
    groups[index->group_count++] = (easc__name_group){name, key->column, false, 0, 0};
    return number;
}

bool easc__name_index_add(easc__name_index *index, uint32_t column, easc__bytes name, uint32_t row,
                          bool is_marked)
{
    name_key key = {column, name};
    if (name.n == 0) {
        return true;
    }
    if (index->entry_count >= EASC__NO_INDEX) {
        return false;
    }
    easc__name_entry *entries =
        easc__grow(index->entries, index->entry_count, &index->entry_capacity, sizeof *entries);
    if (!entries) {
        return false;
    }
    index->entries = entries;
    uint32_t group = find_group(index, &key);
    if (group == EASC__NO_INDEX) {
        group = add_group(index, &key);
    }
    if (group == EASC__NO_INDEX) {
        return false;
    }
    index->groups[group].is_marked |= is_marked;
    index->groups[group].count++;
    entries[index->entry_count++] = (easc__name_entry){group, row};
    return true;
}

bool easc__name_index_seal(easc__name_index *index)
{
    index->rows = easc__alloc(index->entry_count, sizeof *index->rows);
    if (!index->rows) {
        return false;
    }
    uint32_t first = 0;
    for (size_t i = 0; i < index->group_count; i++) {
        index->groups[i].first = first;
        first += index->groups[i].count;
        index->groups[i].count = 0;
    }
    for (size_t i = 0; i < index->entry_count; i++) {
        easc__name_group *group = &index->groups[index->entries[i].group];
        index->rows[group->first + group->count++] = index->entries[i].row;
    }
    easc__free(index->entries);
    index->entries = NULL;
    index->entry_count = 0;
    index->entry_capacity = 0;
    return true;
}

const easc__name_group *easc__name_index_find(const easc__name_index *index, uint32_t column,
                                              easc__bytes name)
{
    name_key key = {column, name};
    uint32_t found = name.n > 0 ? find_group(index, &key) : EASC__NO_INDEX;
    return found == EASC__NO_INDEX ? NULL : &index->groups[found];
}
