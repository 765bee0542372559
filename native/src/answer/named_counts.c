/* named_counts.c - see named_counts.h. */
#include "answer/named_counts.h"

#include "base/heap.h"
#include "base/number.h"

#include <stdlib.h>

void easc__named_counts_done(easc__named_counts *list)
{
    easc__free(list->items);
    *list = (easc__named_counts){NULL, 0, 0};
}

static easc__count_kind kind_of(easc__map map, bool is_back)
{
    switch (map) {
    case EASC__MAP_COMMANDS:
        return is_back ? EASC__COUNT_COMMAND_BACK : EASC__COUNT_COMMAND_FIRST;
    case EASC__MAP_HTTP_STATUS:
        return is_back ? EASC__COUNT_HTTP_BACK : EASC__COUNT_HTTP_FIRST;
    case EASC__MAP_EAS_STATUS:
        return EASC__COUNT_STATUS;
    case EASC__MAP_ERRORS:
        break;
    }
    return EASC__COUNT_ERROR;
}

static easc__named_count *append(easc__named_counts *list)
{
    easc__named_count *items = easc__grow(list->items, list->count, &list->capacity, sizeof *items);
    if (!items) {
        return NULL;
    }
    list->items = items;
    return &list->items[list->count++];
}

static int compare_names(const void *a, const void *b)
{
    const easc__named_count *x = a;
    const easc__named_count *y = b;
    return easc__compare(x->name, y->name);
}

static bool append_name(easc__named_counts *list, easc__bytes name, uint64_t n)
{
    for (size_t i = 0; i < list->count; i++) {
        if (easc__equal(list->items[i].name, name)) {
            list->items[i].n = easc__add(list->items[i].n, n);
            return true;
        }
    }
    easc__named_count *item = append(list);
    if (!item) {
        return false;
    }
    item->name = name;
    item->n = n;
    return true;
}

/* The items move while the list grows, so views of their digits are set when it is whole. */
static void name_codes(easc__named_counts *list)
{
    for (size_t i = 0; i < list->count; i++) {
        easc__named_count *item = &list->items[i];
        item->name.p = item->digits;
    }
}

static bool collect(const easc__answer *answer, const easc__counts *counts, easc__count_kind kind,
                    easc__named_counts *list)
{
    bool is_code = kind != EASC__COUNT_COMMAND_FIRST && kind != EASC__COUNT_COMMAND_BACK &&
                   kind != EASC__COUNT_ERROR;
    list->count = 0;
    for (size_t i = 0; i < counts->count; i++) {
        if (easc__kind_of_key(counts->items[i].key) != kind) {
            continue;
        }
        uint32_t value = counts->items[i].key & EASC__COUNT_VALUE_MAX;
        easc__named_count *item = append(list);
        if (!item) {
            return false;
        }
        item->n = counts->items[i].n;
        item->name = is_code ? easc__bytes_of(NULL, easc__format_u64(value, item->digits))
                             : easc__symbols_name(&answer->shard.symbols, value);
    }
    if (is_code) {
        name_codes(list);
    }
    return true;
}

static void sort_names(easc__named_counts *list)
{
    if (list->count > 1) {
        qsort(list->items, list->count, sizeof *list->items, compare_names);
    }
}

bool easc__map_of_trace(const easc__answer *answer, const easc__trace *trace, easc__map map,
                        easc__named_counts *list)
{
    easc__count_kind kind = kind_of(map, easc__uses_back_rows(trace));
    if (!collect(answer, &trace->counts, kind, list)) {
        return false;
    }
    if (map == EASC__MAP_COMMANDS || map == EASC__MAP_ERRORS) {
        sort_names(list);
    }
    return true;
}

static bool append_tally(const easc__tally *tally, easc__named_counts *list)
{
    for (size_t i = 0; i < tally->count; i++) {
        const easc__tally_item *item = &tally->items[i];
        if (!append_name(list, easc__bytes_of(item->name, item->name_len), item->n)) {
            return false;
        }
    }
    return true;
}

bool easc__map_of_totals(const easc__answer *answer, easc__map map, easc__named_counts *list)
{
    const easc__totals *totals = &answer->shard.totals;
    bool is_back = easc__totals_use_back_rows(totals);
    if (!collect(answer, &totals->counts, kind_of(map, is_back), list)) {
        return false;
    }
    bool ok = true;
    if (map == EASC__MAP_COMMANDS) {
        ok = append_tally(&totals->unknown_commands[is_back], list);
    } else if (map == EASC__MAP_ERRORS) {
        ok = append_tally(&totals->unknown_errors, list);
    } else {
        return true;
    }
    sort_names(list);
    return ok;
}

bool easc__servers_of_trace(const easc__answer *answer, const easc__trace *trace,
                            easc__named_counts *list)
{
    list->count = 0;
    for (size_t i = 0; i < trace->servers.count; i++) {
        easc__bytes name = easc__symbols_name(&answer->shard.symbols, trace->servers.items[i]);
        if (!append_name(list, name, 0)) {
            return false;
        }
    }
    sort_names(list);
    return true;
}
