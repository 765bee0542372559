/* counts.c - see counts.h. */
#include "aggregate/counts.h"

#include "base/hash.h"
#include "base/heap.h"
#include "base/number.h"

void easc__counts_done(easc__counts *counts)
{
    easc__free(counts->items);
    *counts = (easc__counts){NULL, 0, 0};
}

/* Index of the first item whose key is not below `key`. */
static size_t lower_bound(const easc__counts *counts, uint32_t key)
{
    size_t low = 0;
    size_t high = counts->count;
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

bool easc__counts_add(easc__counts *counts, uint32_t key, uint64_t n)
{
    size_t at = lower_bound(counts, key);
    if (at < counts->count && counts->items[at].key == key) {
        counts->items[at].n = easc__add(counts->items[at].n, n);
        return true;
    }
    easc__count *items = easc__grow(counts->items, counts->count, &counts->capacity, sizeof *items);
    if (!items) {
        return false;
    }
    counts->items = items;
    memmove(items + at + 1, items + at, (counts->count - at) * sizeof *items);
    items[at] = (easc__count){key, n};
    counts->count++;
    return true;
}

uint64_t easc__counts_get(const easc__counts *counts, uint32_t key)
{
    size_t at = lower_bound(counts, key);
    return at < counts->count && counts->items[at].key == key ? counts->items[at].n : 0;
}

void easc__numbers_done(easc__numbers *numbers)
{
    easc__free(numbers->items);
    *numbers = (easc__numbers){NULL, 0, 0};
}

bool easc__numbers_add(easc__numbers *numbers, uint32_t number)
{
    size_t at = 0;
    while (at < numbers->count && numbers->items[at] < number) {
        at++;
    }
    if (at < numbers->count && numbers->items[at] == number) {
        return true;
    }
    uint32_t *items = easc__grow(numbers->items, numbers->count, &numbers->capacity, sizeof *items);
    if (!items) {
        return false;
    }
    numbers->items = items;
    memmove(items + at + 1, items + at, (numbers->count - at) * sizeof *items);
    items[at] = number;
    numbers->count++;
    return true;
}

void easc__tally_done(easc__tally *tally)
{
    for (size_t i = 0; i < tally->count; i++) {
        easc__free(tally->items[i].name);
    }
    easc__free(tally->items);
    *tally = (easc__tally){NULL, 0, 0, false};
}

static easc__bytes cut_name(easc__bytes name)
{
    if (name.n <= EASC__TALLY_NAME_MAX) {
        return name;
    }
    size_t n = EASC__TALLY_NAME_MAX;
    while (n > 0 && ((unsigned char)name.p[n] & 0xC0u) == 0x80u) {
        n--;
    }
    return easc__first(name, n);
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
    name = cut_name(name);
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
