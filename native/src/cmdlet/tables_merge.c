/* tables_merge.c - see tables.h: tables put together, and names beyond the limits dropped, which is
   merging into empty tables that take fewer names. */
#include "base/heap.h"
#include "cmdlet/tables_inside.h"

#include <stdlib.h>

/* The numbers that the rows of one side have in the other; EASC__NO_INDEX: dropped there. */
typedef struct new_numbers {
    uint32_t *of[EASC__CMDLET_KINDS];
} new_numbers;

static void free_numbers(new_numbers *numbers)
{
    for (int k = 0; k < EASC__CMDLET_KINDS; k++) {
        easc__free(numbers->of[k]);
    }
}

/* Adds the names of a kind; false when there is no memory. */
static bool add_names(easc__cmdlet *into, const easc__cmdlet *from, easc__cmdlet_kind kind,
                      new_numbers *numbers)
{
    const easc__symbols *symbols = &from->names[kind].symbols;
    numbers->of[kind] = easc__alloc(symbols->count, sizeof *numbers->of[kind]);
    if (!numbers->of[kind]) {
        return false;
    }
    for (uint32_t i = 0; i < symbols->count; i++) {
        uint32_t number = EASC__NO_INDEX;
        easc__kept kept = easc__cmdlet_row(into, kind, easc__symbols_name(symbols, i), &number);
        if (kept == EASC__KEPT_NO_MEMORY) {
            return false;
        }
        numbers->of[kind][i] = kept == EASC__KEPT ? number : EASC__NO_INDEX;
    }
    return true;
}

static void add_counts(easc__hit_counts *to, const easc__hit_counts *from)
{
    to->hits += from->hits;
    to->bytes_sent += from->bytes_sent;
    to->bytes_received += from->bytes_received;
    to->emails_received += from->emails_received;
    to->searches += from->searches;
}

static bool add_users(easc__cmdlet *into, const easc__cmdlet *from, const uint32_t *numbers)
{
    for (size_t i = 0; i < from->names[EASC__CMDLET_USERS].symbols.count; i++) {
        const easc__user_row *other = &from->users[i];
        if (numbers[i] == EASC__NO_INDEX) {
            continue;
        }
        easc__user_row *row = &into->users[numbers[i]];
        add_counts(&row->counts[0], &other->counts[0]);
        add_counts(&row->counts[1], &other->counts[1]);
        for (int k = 0; k < EASC__ITEM_COUNT; k++) {
            row->items[k] += other->items[k];
        }
        easc__cmdlet_take_pa(&row->pa, &other->pa);
        if (!easc__cmdlet_spell(into, &row->first, &other->first)) {
            return false;
        }
    }
    return true;
}

static bool add_rows(easc__cmdlet *into, const easc__cmdlet *from, easc__cmdlet_kind kind,
                     const uint32_t *numbers)
{
    for (size_t i = 0; i < from->names[kind].symbols.count; i++) {
        const easc__counted_row *other = &from->rows[kind][i];
        if (numbers[i] == EASC__NO_INDEX) {
            continue;
        }
        easc__counted_row *row = &into->rows[kind][numbers[i]];
        row->hits += other->hits;
        row->bytes_sent += other->bytes_sent;
        row->bytes_received += other->bytes_received;
        if (!easc__cmdlet_spell(into, &row->first, &other->first)) {
            return false;
        }
    }
    return true;
}

static void add_hours(easc__cmdlet *into, const easc__cmdlet *from, const uint32_t *numbers)
{
    for (size_t i = 0; i < from->names[EASC__CMDLET_DEVICES].symbols.count; i++) {
        for (int k = 0; numbers[i] != EASC__NO_INDEX && k < 6; k++) {
            into->devices[numbers[i]].bits[k / 3][k % 3] |= from->devices[i].bits[k / 3][k % 3];
        }
    }
    for (int h = 0; h < EASC__HOURS; h++) {
        into->sync[h] += from->sync[h];
    }
    into->has_first_without_query |= from->has_first_without_query;
}

static uint32_t new_row(const easc__link *link, const new_numbers *numbers)
{
    switch (link->kind) {
    case EASC__LINK_SERVER:
        return numbers->of[EASC__CMDLET_SERVERS][link->row];
    case EASC__LINK_AGENT:
        return numbers->of[EASC__CMDLET_AGENTS][link->row];
    case EASC__LINK_STATUS:
        return numbers->of[EASC__CMDLET_STATUSES][link->row];
    case EASC__LINK_HOUR:
        break;
    }
    return link->row;
}

static bool add_links(easc__cmdlet *into, const easc__cmdlet *from, const new_numbers *numbers)
{
    for (size_t i = 0; i < from->link_count; i++) {
        easc__link link = from->links[i];
        bool has_device = link.device != EASC__NO_INDEX;
        link.row = new_row(&link, numbers);
        link.device = has_device ? numbers->of[EASC__CMDLET_DEVICES][link.device] : EASC__NO_INDEX;
        bool is_dropped =
            link.row == EASC__NO_INDEX || (has_device && link.device == EASC__NO_INDEX);
        if (!is_dropped && !easc__cmdlet_link(into, &link)) {
            return false;
        }
    }
    return true;
}

/* As easc__cmdlet_merge, without dropping. */
static bool add_all(easc__cmdlet *into, const easc__cmdlet *from)
{
    new_numbers numbers = {{NULL}};
    bool ok = true;
    for (int k = 0; ok && k < EASC__CMDLET_KINDS; k++) {
        easc__kept_names *names = &into->names[k];
        const easc__kept_names *others = &from->names[k];
        names->highest = others->highest < names->highest ? others->highest : names->highest;
        names->is_over = names->is_over || others->is_over;
        ok = add_names(into, from, (easc__cmdlet_kind)k, &numbers);
    }
    ok = ok && add_users(into, from, numbers.of[EASC__CMDLET_USERS]);
    for (int k = EASC__CMDLET_SERVERS; ok && k < EASC__CMDLET_DEVICES; k++) {
        ok = add_rows(into, from, (easc__cmdlet_kind)k, numbers.of[k]);
    }
    if (ok) {
        add_hours(into, from, numbers.of[EASC__CMDLET_DEVICES]);
        ok = add_links(into, from, &numbers);
    }
    free_numbers(&numbers);
    return ok;
}

static int compare_ranks(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* The highest rank that stays when the limit does. False: no memory. */
static bool find_highest(const easc__cmdlet *tables, easc__cmdlet_kind kind, uint64_t *highest)
{
    const easc__kept_names *names = &tables->names[kind];
    size_t count = names->symbols.count;
    *highest = names->highest;
    if (count <= names->limit) {
        return true;
    }
    uint64_t *ranks = easc__alloc(count, sizeof *ranks);
    if (!ranks) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        ranks[i] = easc__cmdlet_rank(tables, kind, i);
    }
    qsort(ranks, count, sizeof *ranks, compare_ranks);
    *highest = ranks[names->limit - 1];
    easc__free(ranks);
    return true;
}

/* Moves tables to another place; what they point at stays. */
static void move_to(easc__cmdlet *to, const easc__cmdlet *from)
{
    *to = *from;
    for (int k = 0; k < EASC__CMDLET_KINDS; k++) {
        to->names[k].symbols.arena = &to->arena;
    }
}

/* As easc__cmdlet_drop, whatever is there. */
static bool drop_now(easc__cmdlet *tables)
{
    easc__cmdlet fewer;
    easc__cmdlet_limits limits;
    bool ok = true;
    for (int k = 0; k < EASC__CMDLET_KINDS; k++) {
        limits.of[k] = tables->names[k].limit;
    }
    easc__cmdlet_begin(&fewer, tables->key, &limits);
    for (int k = 0; ok && k < EASC__CMDLET_KINDS; k++) {
        ok = find_highest(tables, (easc__cmdlet_kind)k, &fewer.names[k].highest);
    }
    ok = ok && add_all(&fewer, tables);
    if (!ok) {
        easc__cmdlet_end(&fewer);
        return false;
    }
    easc__cmdlet_end(tables);
    move_to(tables, &fewer);
    return true;
}

/* Whether a kind has more than so many times its limit. */
static bool has_more_than(const easc__cmdlet *tables, size_t times)
{
    for (int k = 0; k < EASC__CMDLET_KINDS; k++) {
        if (tables->names[k].symbols.count > times * tables->names[k].limit) {
            return true;
        }
    }
    return false;
}

bool easc__cmdlet_drop(easc__cmdlet *tables)
{
    return !has_more_than(tables, 1) || drop_now(tables);
}

bool easc__cmdlet_drop_slack(easc__cmdlet *tables)
{
    return !has_more_than(tables, 2) || drop_now(tables);
}

bool easc__cmdlet_merge(easc__cmdlet *into, const easc__cmdlet *from)
{
    return add_all(into, from) && easc__cmdlet_drop_slack(into);
}
