/* table.c - see table.h. Linear probing, at most three quarters full. */
#include "base/table.h"

#include "base/heap.h"

void easc__table_done(easc__table *table)
{
    easc__free(table->slots);
    *table = (easc__table){NULL, 0, 0};
}

uint32_t easc__table_find(const easc__table *table, uint64_t hash, easc__table_match match,
                          const void *owner, const void *key)
{
    if (table->capacity == 0) {
        return EASC__NO_INDEX;
    }
    size_t mask = table->capacity - 1;
    for (size_t at = (size_t)hash & mask;; at = (at + 1) & mask) {
        const easc__slot *slot = &table->slots[at];
        if (slot->index == EASC__NO_INDEX) {
            return EASC__NO_INDEX;
        }
        if (slot->hash == hash && match(owner, slot->index, key)) {
            return slot->index;
        }
    }
}

static void place(easc__slot *slots, size_t capacity, uint64_t hash, uint32_t index)
{
    size_t at = (size_t)hash & (capacity - 1);
    while (slots[at].index != EASC__NO_INDEX) {
        at = (at + 1) & (capacity - 1);
    }
    slots[at] = (easc__slot){hash, index};
}

static bool grow(easc__table *table)
{
    size_t capacity = table->capacity ? table->capacity * 2 : 16;
    easc__slot *slots = easc__alloc(capacity, sizeof *slots);
    if (!slots) {
        return false;
    }
    for (size_t i = 0; i < capacity; i++) {
        slots[i] = (easc__slot){0, EASC__NO_INDEX};
    }
    for (size_t i = 0; i < table->capacity; i++) {
        if (table->slots[i].index != EASC__NO_INDEX) {
            place(slots, capacity, table->slots[i].hash, table->slots[i].index);
        }
    }
    easc__free(table->slots);
    table->slots = slots;
    table->capacity = capacity;
    return true;
}

bool easc__table_insert(easc__table *table, uint64_t hash, uint32_t index)
{
    if (table->count + 1 > table->capacity / 4 * 3 && !grow(table)) {
        return false;
    }
    place(table->slots, table->capacity, hash, index);
    table->count++;
    return true;
}
