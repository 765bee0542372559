/* tables.c - see tables.h: their memory, names with their rows, and links. */
#include "base/heap.h"
#include "cmdlet/tables_inside.h"

static const size_t default_limits[EASC__CMDLET_KINDS] = {1u << 20, 1u << 12, 1u << 12, 1u << 18,
                                                          1u << 20};

/* Rows of nobody are what an attacker without a password can make: they go first. */
static bool is_late(easc__cmdlet_kind kind, easc__bytes key)
{
    return kind == EASC__CMDLET_USERS && key.n > 0 && key.p[0] == '_';
}

void easc__cmdlet_begin(easc__cmdlet *tables, easc__hash_key key, const easc__cmdlet_limits *limits)
{
    memset(tables, 0, sizeof *tables);
    tables->arena = easc__arena_init(0);
    tables->key = key;
    tables->scratch = easc__text_init(0);
    for (int k = 0; k < EASC__CMDLET_KINDS; k++) {
        size_t limit = limits && limits->of[k] > 0 ? limits->of[k] : default_limits[k];
        tables->names[k] =
            (easc__kept_names){easc__symbols_init(&tables->arena, key), limit, UINT64_MAX, false};
    }
}

void easc__cmdlet_end(easc__cmdlet *tables)
{
    for (int k = 0; k < EASC__CMDLET_KINDS; k++) {
        easc__symbols_done(&tables->names[k].symbols);
    }
    for (int k = 0; k < EASC__CMDLET_DEVICES; k++) {
        easc__free(tables->rows[k]);
        easc__free(tables->order[k]);
    }
    easc__free(tables->users);
    easc__free(tables->devices);
    easc__free(tables->links);
    easc__table_done(&tables->link_table);
    easc__text_done(&tables->scratch);
    easc__arena_done(&tables->arena);
}

easc__cmdlet *easc__cmdlet_new(easc__hash_key key, const easc__cmdlet_limits *limits)
{
    easc__cmdlet *tables = easc__alloc(1, sizeof *tables);
    if (tables) {
        easc__cmdlet_begin(tables, key, limits);
    }
    return tables;
}

void easc__cmdlet_free(easc__cmdlet *tables)
{
    if (tables) {
        easc__cmdlet_end(tables);
        easc__free(tables);
    }
}

/* --- names and their rows -------------------------------------------------------------------- */

/* Room for one more element, cleared; NULL: no memory. */
static void *grow_one(void *array, uint32_t number, size_t *capacity, size_t size)
{
    void *grown = easc__grow(array, number, capacity, size);
    if (grown) {
        memset((char *)grown + number * size, 0, size);
    }
    return grown;
}

/* The place behind all others: any spelling takes it. */
static const easc__hit_place nowhere = {true, UINT32_MAX, UINT64_MAX};

static bool add_user_row(easc__cmdlet *tables, uint32_t number)
{
    easc__user_row *users =
        grow_one(tables->users, number, &tables->user_capacity, sizeof *tables->users);
    if (users) {
        tables->users = users;
        users[number].first.place = nowhere;
    }
    return users != NULL;
}

static bool add_device(easc__cmdlet *tables, uint32_t number)
{
    easc__device_hours *devices =
        grow_one(tables->devices, number, &tables->device_capacity, sizeof *tables->devices);
    tables->devices = devices ? devices : tables->devices;
    return devices != NULL;
}

static bool add_counted_row(easc__cmdlet *tables, easc__cmdlet_kind kind, uint32_t number)
{
    easc__counted_row *rows = grow_one(tables->rows[kind], number, &tables->row_capacity[kind],
                                       sizeof *tables->rows[kind]);
    if (rows) {
        tables->rows[kind] = rows;
        rows[number].first.place = nowhere;
    }
    return rows != NULL;
}

easc__kept easc__cmdlet_row(easc__cmdlet *tables, easc__cmdlet_kind kind, easc__bytes key,
                            uint32_t *number)
{
    easc__kept_names *names = &tables->names[kind];
    size_t before = names->symbols.count;
    easc__kept kept = easc__kept_names_add(names, key, is_late(kind, key), number);
    if (kept != EASC__KEPT || names->symbols.count == before) {
        return kept;
    }
    bool ok = kind == EASC__CMDLET_USERS     ? add_user_row(tables, *number)
              : kind == EASC__CMDLET_DEVICES ? add_device(tables, *number)
                                             : add_counted_row(tables, kind, *number);
    return ok ? EASC__KEPT : EASC__KEPT_NO_MEMORY;
}

static bool is_before(const easc__hit_place *a, const easc__hit_place *b)
{
    if (a->is_second != b->is_second) {
        return b->is_second;
    }
    return a->input != b->input ? a->input < b->input : a->byte < b->byte;
}

bool easc__cmdlet_spell(easc__cmdlet *tables, easc__spelling *first, const easc__spelling *other)
{
    if (!is_before(&other->place, &first->place)) {
        return true;
    }
    for (int i = 0; i < 3; i++) {
        if (easc__equal(first->texts[i], other->texts[i])) {
            continue;
        }
        easc__bytes copy = easc__arena_copy(&tables->arena, other->texts[i]);
        if (copy.n != other->texts[i].n) {
            return false;
        }
        first->texts[i] = copy;
    }
    first->place = other->place;
    return true;
}

void easc__cmdlet_take_pa(easc__cmdlet_pa *pa, const easc__cmdlet_pa *other)
{
    bool is_later =
        other->value > 0 && (pa->value == 0 || other->time_s > pa->time_s ||
                             (other->time_s == pa->time_s && is_before(&other->place, &pa->place)));
    if (is_later) {
        *pa = *other;
    }
}

/* --- links ----------------------------------------------------------------------------------- */

static bool is_link(const void *owner, uint32_t index, const void *key)
{
    const easc__link *a = &((const easc__cmdlet *)owner)->links[index];
    const easc__link *b = key;
    return a->kind == b->kind && a->row == b->row && a->day == b->day && a->device == b->device;
}

bool easc__cmdlet_link(easc__cmdlet *tables, const easc__link *added)
{
    const uint32_t parts[] = {(uint32_t)added->kind, added->row, (uint32_t)added->day,
                              added->device};
    uint64_t hash =
        easc__hash(tables->key, easc__bytes_of((const char *)(const void *)parts, sizeof parts));
    uint32_t at = easc__table_find(&tables->link_table, hash, is_link, tables, added);
    if (at != EASC__NO_INDEX) {
        easc__link *link = &tables->links[at];
        link->is_first = link->is_first || added->is_first;
        link->hits += added->hits;
        link->bytes_sent += added->bytes_sent;
        link->bytes_received += added->bytes_received;
        return true;
    }
    easc__link *links =
        easc__grow(tables->links, tables->link_count, &tables->link_capacity, sizeof *links);
    if (!links) {
        return false;
    }
    tables->links = links;
    if (tables->link_count >= EASC__NO_INDEX ||
        !easc__table_insert(&tables->link_table, hash, (uint32_t)tables->link_count)) {
        return false;
    }
    links[tables->link_count++] = *added;
    return true;
}

uint64_t easc__cmdlet_rank(const easc__cmdlet *tables, easc__cmdlet_kind kind, uint32_t number)
{
    easc__bytes key = easc__symbols_name(&tables->names[kind].symbols, number);
    return easc__kept_rank(key, is_late(kind, key));
}
