/* counts.c - see counts.h. */
#include "aggregate/counts.h"

#include "base/hash.h"
#include "base/heap.h"
#include "base/number.h"

#include <stdlib.h>

/* Up to here a new key is put in its place at once; a longer map is sorted now and then. */
enum { SMALL_MAP = 64 };

void easc__counts_done(easc__counts *counts)
{
    easc__free(counts->items);
    *counts = (easc__counts){NULL, 0, 0, 0, counts->keeps_least};
}

/* Index of the first sorted item whose key is not below `key`. */
static size_t lower_bound(const easc__counts *counts, uint32_t key)
{
    size_t low = 0;
    size_t high = counts->sorted;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (counts->items[middle].key < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void combine(const easc__counts *counts, easc__count *item, uint64_t n)
{
    if (!counts->keeps_least) {
        item->n = easc__add(item->n, n);
    } else if (n < item->n) {
        item->n = n;
    }
}

static int compare_keys(const void *a, const void *b)
{
    uint32_t x = ((const easc__count *)a)->key;
    uint32_t y = ((const easc__count *)b)->key;
    return (x > y) - (x < y);
}

void easc__counts_settle(easc__counts *counts)
{
    if (counts->sorted == counts->count) {
        return;
    }
    qsort(counts->items, counts->count, sizeof *counts->items, compare_keys);
    size_t n = 0;
    for (size_t i = 0; i < counts->count; i++) {
        if (n > 0 && counts->items[n - 1].key == counts->items[i].key) {
            combine(counts, &counts->items[n - 1], counts->items[i].n);
        } else {
            counts->items[n++] = counts->items[i];
        }
    }
    counts->sorted = n;
    counts->count = n;
}

void easc__counts_rename(easc__counts *counts, easc__new_key new_key, const uint32_t *names)
{
    for (size_t i = 0; i < counts->count; i++) {
        counts->items[i].key = new_key(counts->items[i].key, names);
    }
    counts->sorted = 0;
    easc__counts_settle(counts);
}

/* Room for one more. A map that is full is settled first, and grows when that freed less than half
   of it: so half its size is added between two settlings. */
static bool make_room(easc__counts *counts)
{
    if (counts->count < counts->capacity) {
        return true;
    }
    easc__counts_settle(counts);
    if (counts->count <= counts->capacity / 2 && counts->count < counts->capacity) {
        return true;
    }
    easc__count *items =
        easc__grow(counts->items, counts->capacity, &counts->capacity, sizeof *items);
    if (items) {
        counts->items = items;
    }
    return items != NULL;
}

bool easc__counts_add(easc__counts *counts, uint32_t key, uint64_t n)
{
    size_t at = lower_bound(counts, key);
    if (at < counts->sorted && counts->items[at].key == key) {
        combine(counts, &counts->items[at], n);
        return true;
    }
    if (!make_room(counts)) {
        return false;
    }
    if (counts->count >= SMALL_MAP) {
        counts->items[counts->count++] = (easc__count){key, n};
        return true;
    }
    memmove(counts->items + at + 1, counts->items + at,
            (counts->count - at) * sizeof *counts->items);
    counts->items[at] = (easc__count){key, n};
    counts->sorted = ++counts->count;
    return true;
}

uint64_t easc__counts_get(const easc__counts *counts, uint32_t key)
{
    size_t at = lower_bound(counts, key);
    return at < counts->sorted && counts->items[at].key == key ? counts->items[at].n : 0;
}

/* The place of a number in a sorted list, or the one where it would go. */
static size_t place_of(const uint64_t *sorted, size_t count, uint64_t number)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sorted[middle] < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

size_t easc__keep_smallest(uint64_t *sorted, size_t count, size_t max, uint64_t number)
{
    size_t at = place_of(sorted, count, number);
    if (at == max || (at < count && sorted[at] == number)) {
        return count;
    }
    size_t kept = count < max ? count + 1 : max;
    memmove(sorted + at + 1, sorted + at, (kept - 1 - at) * sizeof *sorted);
    sorted[at] = number;
    return kept;
}

void easc__tally_done(easc__tally *tally)
{
    for (size_t i = 0; i < tally->count; i++) {
        easc__free(tally->items[i].name);
    }
    easc__free(tally->items);
    *tally = (easc__tally){NULL, 0, 0, false};
}

static int compare_item(const easc__tally_item *item, uint64_t hash, easc__bytes name)
{
    if (item->hash != hash) {
        return item->hash < hash ? -1 : 1;
    }
    return easc__compare(easc__bytes_of(item->name, item->name_len), name);
}

static size_t tally_bound(const easc__tally *tally, uint64_t hash, easc__bytes name)
{
    size_t low = 0;
    size_t high = tally->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_item(&tally->items[middle], hash, name) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool tally_insert(easc__tally *tally, size_t at, easc__tally_item item)
{
    easc__tally_item *items =
        easc__grow(tally->items, tally->count, &tally->capacity, sizeof *items);
    if (!items) {
        return false;
    }
    tally->items = items;
    memmove(items + at + 1, items + at, (tally->count - at) * sizeof *items);
    items[at] = item;
    tally->count++;
    if (tally->count > EASC__TALLY_MAX) {
        easc__free(items[--tally->count].name);
        tally->is_over = true;
    }
    return true;
}

bool easc__tally_add(easc__tally *tally, easc__bytes name, uint64_t n)
{
    name = easc__first_whole(name, EASC__TALLY_NAME_MAX);
    uint64_t hash = easc__hash(easc__fixed_key, name);
    size_t at = tally_bound(tally, hash, name);
    if (at < tally->count && compare_item(&tally->items[at], hash, name) == 0) {
        tally->items[at].n = easc__add(tally->items[at].n, n);
        return true;
    }
    if (at >= EASC__TALLY_MAX) {
        tally->is_over = true;
        return true;
    }
    char *copy = easc__copy_text(name.p, name.n);
    if (!copy || !tally_insert(tally, at, (easc__tally_item){hash, copy, name.n, n})) {
        easc__free(copy);
        return false;
    }
    return true;
}

bool easc__tally_merge(easc__tally *into, const easc__tally *from)
{
    into->is_over = into->is_over || from->is_over;
    for (size_t i = 0; i < from->count; i++) {
        const easc__tally_item *item = &from->items[i];
        if (!easc__tally_add(into, easc__bytes_of(item->name, item->name_len), item->n)) {
            return false;
        }
    }
    return true;
}
