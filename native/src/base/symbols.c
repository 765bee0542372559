/* symbols.c - see symbols.h. */
#include "base/symbols.h"

#include "base/heap.h"

void easc__symbols_done(easc__symbols *symbols)
{
    easc__table_done(&symbols->table);
    easc__free(symbols->names);
    symbols->names = NULL;
    symbols->count = 0;
    symbols->capacity = 0;
}

static bool is_name(const void *owner, uint32_t index, const void *key)
{
    const easc__symbols *symbols = owner;
    return easc__equal(symbols->names[index], *(const easc__bytes *)key);
}

uint32_t easc__symbols_find(const easc__symbols *symbols, easc__bytes name)
{
    uint64_t hash = easc__hash(symbols->key, name);
    return easc__table_find(&symbols->table, hash, is_name, symbols, &name);
}

uint32_t easc__symbols_add(easc__symbols *symbols, easc__bytes name)
{
    uint64_t hash = easc__hash(symbols->key, name);
    uint32_t found = easc__table_find(&symbols->table, hash, is_name, symbols, &name);
    if (found != EASC__NO_INDEX || symbols->count >= EASC__NO_INDEX) {
        return found;
    }
    easc__bytes *names =
        easc__grow(symbols->names, symbols->count, &symbols->capacity, sizeof *names);
    if (!names) {
        return EASC__NO_INDEX;
    }
    symbols->names = names;
    easc__bytes copy = easc__arena_copy(symbols->arena, name);
    uint32_t number = (uint32_t)symbols->count;
    if (copy.n != name.n || !easc__table_insert(&symbols->table, hash, number)) {
        return EASC__NO_INDEX;
    }
    symbols->names[symbols->count++] = copy;
    return number;
}
