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
    bool is_code = !easc__counts_symbols(kind);
    list->count = 0;
    for (size_t i = 0; i < counts->count; i++) {
        if (easc__kind_of_key(counts->items[i].key) != kind) {
            continue;
        }
        uint32_t value = easc__value_of_key(counts->items[i].key);
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

/* By name; those of one name, a symbol and a tally's, become one. */
static void sort_names(easc__named_counts *list)
{
    size_t n = 0;
    if (list->count > 1) {
        qsort(list->items, list->count, sizeof *list->items, compare_names);
    }
    for (size_t i = 0; i < list->count; i++) {
        if (n > 0 && easc__equal(list->items[n - 1].name, list->items[i].name)) {
            list->items[n - 1].n = easc__add(list->items[n - 1].n, list->items[i].n);
        } else {
            list->items[n++] = list->items[i];
        }
    }
    list->count = n;
}

bool easc__map_of_trace(const easc__answer *answer, const easc__trace *trace, easc__map map,
                        easc__named_counts *list)
{
    easc__count_kind kind = kind_of(map, easc__uses_back_rows(trace));
    if (!collect(answer, &trace->counts, kind, list)) {
        return false;
    }
    if (easc__counts_symbols(kind)) {
        sort_names(list);
    }
    return true;
}

static bool append_tally(const easc__tally *tally, easc__named_counts *list)
{
    for (size_t i = 0; i < tally->count; i++) {
        const easc__tally_item *tallied = &tally->items[i];
        easc__named_count *item = append(list);
        if (!item) {
            return false;
        }
        item->name = easc__bytes_of(tallied->name, tallied->name_len);
        item->n = tallied->n;
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
    if (!collect(answer, &trace->counts, EASC__COUNT_SERVER, list)) {
        return false;
    }
    sort_names(list);
    return true;
}
