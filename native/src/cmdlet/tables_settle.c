/* tables_settle.c - see tables.h: the end of the counting. A request of Exchange 2013 and later is
   logged twice. The front end's row is the one that the cmdlet counts; the back end's row adds what
   its Log value tells. It counts as a hit itself only when its device has no other rows. */
#include "base/heap.h"
#include "cmdlet/tables_inside.h"
#include "cmdlet/word_order.h"

#include <stdlib.h>

/* --- which devices have rows that are none of a back end ------------------------------------- */

/* Their ids in lower case. */
typedef struct first_devices {
    easc__arena arena;
    easc__symbols ids;
    easc__text scratch;
} first_devices;

static easc__bytes lower_id(first_devices *first, easc__bytes id)
{
    easc__text_clear(&first->scratch);
    easc__text_add_lower(&first->scratch, id);
    return easc__text_view(&first->scratch);
}

static bool has_first(const easc__device_hours *hours)
{
    return (hours->bits[0][0] | hours->bits[0][1] | hours->bits[0][2]) != 0;
}

/* The arena must stay where it is, so `first` is filled in place. False: no memory. */
static bool find_first(const easc__cmdlet *tables, first_devices *first)
{
    const easc__symbols *devices = &tables->names[EASC__CMDLET_DEVICES].symbols;
    bool ok = true;
    for (uint32_t i = 0; ok && i < devices->count; i++) {
        ok = !has_first(&tables->devices[i]) ||
             easc__symbols_add(&first->ids, lower_id(first, devices->names[i])) != EASC__NO_INDEX;
    }
    if (ok && tables->has_first_without_query) {
        ok = easc__symbols_add(&first->ids, EASC__LIT("")) != EASC__NO_INDEX;
    }
    return ok && !first->scratch.failed;
}

/* Whether a device has such rows; rows without a query belong to the one without a name. */
static bool is_first(first_devices *first, easc__bytes id)
{
    return easc__symbols_find(&first->ids, lower_id(first, id)) != EASC__NO_INDEX;
}

static bool is_first_device(const easc__cmdlet *tables, first_devices *first, uint32_t device)
{
    const easc__symbols *devices = &tables->names[EASC__CMDLET_DEVICES].symbols;
    return is_first(first, device == EASC__NO_INDEX ? EASC__LIT("") : devices->names[device]);
}

/* --- links ----------------------------------------------------------------------------------- */

/* A server and a day, in one number: distinct ones are counted by sorting. */
static uint64_t server_day(const easc__link *link)
{
    return (uint64_t)link->row << 32 | ((uint32_t)link->day ^ 0x80000000u);
}

/* Hits of back ends into the row, and whether the device counts as seen. */
static bool count_link(easc__cmdlet *tables, first_devices *first, const easc__link *link)
{
    static const easc__cmdlet_kind kinds[] = {EASC__CMDLET_SERVERS, EASC__CMDLET_AGENTS,
                                              EASC__CMDLET_STATUSES};
    bool counts = link->hits > 0 && !is_first_device(tables, first, link->device);
    if (counts && link->kind == EASC__LINK_HOUR) {
        tables->sync[link->row] += link->hits;
    } else if (counts) {
        easc__counted_row *row = &tables->rows[kinds[link->kind]][link->row];
        row->hits += link->hits;
        row->bytes_sent += link->bytes_sent;
        row->bytes_received += link->bytes_received;
    }
    return (counts || link->is_first) && link->device != EASC__NO_INDEX;
}

static int compare_numbers(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* `days` holds the server and day of each device that was seen: unique devices of a day summed,
   divided by the number of days, rounded down (cmdlet facts 8.2). */
static void average_devices(easc__cmdlet *tables, uint64_t *days, size_t count)
{
    qsort(days, count, sizeof *days, compare_numbers);
    for (size_t i = 0; i < count;) {
        uint32_t server = (uint32_t)(days[i] >> 32);
        uint64_t sum = 0;
        uint64_t distinct = 0;
        for (; i < count && (uint32_t)(days[i] >> 32) == server; i++) {
            distinct += sum == 0 || days[i] != days[i - 1];
            sum++;
        }
        tables->rows[EASC__CMDLET_SERVERS][server].devices = sum / distinct;
    }
}

static bool count_links(easc__cmdlet *tables, first_devices *first)
{
    uint64_t *days = easc__alloc(tables->link_count, sizeof *days);
    size_t day_count = 0;
    if (!days) {
        return false;
    }
    for (size_t i = 0; i < tables->link_count; i++) {
        const easc__link *link = &tables->links[i];
        if (!count_link(tables, first, link)) {
            continue;
        }
        if (link->kind == EASC__LINK_SERVER) {
            days[day_count++] = server_day(link);
        } else if (link->kind == EASC__LINK_AGENT) {
            tables->rows[EASC__CMDLET_AGENTS][link->row].devices++;
        }
    }
    average_devices(tables, days, day_count);
    easc__free(days);
    return !first->scratch.failed;
}

static void count_hours(easc__cmdlet *tables, first_devices *first)
{
    for (uint32_t i = 0; i < tables->names[EASC__CMDLET_DEVICES].symbols.count; i++) {
        const easc__device_hours *device = &tables->devices[i];
        bool has_own = is_first_device(tables, first, i);
        for (int h = 0; h < EASC__HOURS; h++) {
            uint64_t bits = device->bits[0][h / 64] | (has_own ? 0 : device->bits[1][h / 64]);
            tables->unique_devices[h] += bits >> h % 64 & 1u;
        }
    }
}

/* --- users ----------------------------------------------------------------------------------- */

easc__cmdlet_verdict easc__cmdlet_verdict_of(const easc__user_row *row)
{
    return row->pa.value < EASC__CMDLET_INVALID ? (easc__cmdlet_verdict)row->pa.value
                                                : EASC__CMDLET_INVALID;
}

static bool has_anything(const easc__user_row *row)
{
    uint64_t any = row->counts[0].hits | row->pa.value;
    for (int i = 0; i < EASC__ITEM_COUNT; i++) {
        any |= row->items[i];
    }
    return any != 0;
}

static void count_users(easc__cmdlet *tables, first_devices *first)
{
    for (size_t i = 0; i < tables->names[EASC__CMDLET_USERS].symbols.count; i++) {
        easc__user_row *row = &tables->users[i];
        if (row->counts[0].hits == 0 && !is_first(first, row->first.texts[1])) {
            row->counts[0] = row->counts[1];
        }
        row->is_shown = has_anything(row);
        if (row->is_shown) {
            tables->verdicts[easc__cmdlet_verdict_of(row)]++;
        }
    }
}

/* --- order ----------------------------------------------------------------------------------- */

/* A row while rows are sorted. */
typedef struct keyed {
    easc__bytes key;
    uint32_t number;
} keyed;

static int compare_keys(const void *a, const void *b)
{
    return easc__word_order(((const keyed *)a)->key, ((const keyed *)b)->key);
}

static bool is_shown(const easc__cmdlet *tables, int kind, uint32_t number)
{
    return kind == EASC__CMDLET_USERS ? tables->users[number].is_shown
                                      : tables->rows[kind][number].hits > 0;
}

static bool sort_kind(easc__cmdlet *tables, int kind)
{
    const easc__symbols *symbols = &tables->names[kind].symbols;
    keyed *items = easc__alloc(symbols->count, sizeof *items);
    tables->order[kind] = easc__alloc(symbols->count, sizeof *tables->order[kind]);
    bool ok = items && tables->order[kind];
    size_t count = 0;
    for (uint32_t i = 0; ok && i < symbols->count; i++) {
        if (is_shown(tables, kind, i)) {
            items[count++] = (keyed){symbols->names[i], i};
        }
    }
    if (ok && count > 1) {
        qsort(items, count, sizeof *items, compare_keys);
    }
    for (size_t i = 0; ok && i < count; i++) {
        tables->order[kind][i] = items[i].number;
    }
    tables->shown[kind] = count;
    easc__free(items);
    return ok;
}

static bool settle(easc__cmdlet *tables, first_devices *first)
{
    bool ok = easc__cmdlet_drop(tables) && find_first(tables, first) && count_links(tables, first);
    if (ok) {
        count_hours(tables, first);
        count_users(tables, first);
    }
    for (int k = 0; ok && k < EASC__CMDLET_DEVICES; k++) {
        ok = sort_kind(tables, k);
    }
    return ok && !first->scratch.failed;
}

bool easc__cmdlet_settle(easc__cmdlet *tables)
{
    first_devices first = {easc__arena_init(0), {0}, easc__text_init(0)};
    first.ids = easc__symbols_init(&first.arena, tables->key);
    bool ok = settle(tables, &first);
    easc__symbols_done(&first.ids);
    easc__text_done(&first.scratch);
    easc__arena_done(&first.arena);
    return ok;
}
