/* tables_add.c - see tables.h: one row of a log into all tables. */
#include "cmdlet/tables_inside.h"
#include "cmdlet/word_order.h"

/* What all tables need of a row. */
typedef struct adding {
    easc__cmdlet *tables;
    const easc__hit *hit;
    easc__hit_place place;
    uint32_t device; /* EASC__NO_INDEX: none, or not kept */
    bool is_device_kept;
    int32_t day;
    uint32_t hour; /* of the week */
} adding;

/* Texts joined by '_', in lower case, as they are the keys of the cmdlet. */
static easc__bytes join_lower(easc__text *scratch, const easc__bytes *texts, int count)
{
    easc__text_clear(scratch);
    for (int i = 0; i < count; i++) {
        easc__text_add_z(scratch, i > 0 ? "_" : "");
        easc__text_add_lower(scratch, texts[i]);
    }
    return easc__text_view(scratch);
}

static bool add_user(adding *a)
{
    const easc__hit *hit = a->hit;
    const easc__spelling spelling = {a->place, {hit->user, hit->device, hit->device_type}};
    uint32_t number;
    if (hit->user.n == 0 && hit->device.n == 0) {
        return true;
    }
    easc__bytes key = join_lower(&a->tables->scratch, spelling.texts, 2);
    easc__kept kept = easc__cmdlet_row(a->tables, EASC__CMDLET_USERS, key, &number);
    if (kept != EASC__KEPT) {
        return kept == EASC__KEPT_NOT;
    }
    easc__user_row *row = &a->tables->users[number];
    easc__hit_counts *counts = &row->counts[hit->is_second];
    counts->hits++;
    counts->bytes_sent += hit->bytes_sent;
    counts->bytes_received += hit->bytes_received;
    counts->emails_received += hit->command == EASC__COMMAND_SEND_MAIL ||
                               hit->command == EASC__COMMAND_SMART_REPLY ||
                               hit->command == EASC__COMMAND_SMART_FORWARD;
    counts->searches += hit->command == EASC__COMMAND_SEARCH;
    for (int i = 0; i < EASC__ITEM_COUNT; i++) {
        row->items[i] += hit->items.counts[i];
    }
    const easc__cmdlet_pa pa = {hit->items.acknowledgement, hit->time_s, a->place};
    easc__cmdlet_take_pa(&row->pa, &pa);
    return easc__cmdlet_spell(a->tables, &row->first, &spelling);
}

/* Counts in a row of its own at once, or, on a back end, with the device: whether it counts is
   known at the end. `kept` says whether the row has a number. */
static bool count(adding *a, easc__cmdlet_kind kind, uint32_t number, const easc__link *of)
{
    const easc__hit *hit = a->hit;
    easc__counted_row *row = &a->tables->rows[kind][number];
    easc__link link = *of;
    link.device = a->device;
    link.row = number;
    if (hit->is_second) {
        link.hits = 1;
        link.bytes_sent = hit->bytes_sent;
        link.bytes_received = hit->bytes_received;
    } else {
        link.is_first = true;
        row->hits++;
        row->bytes_sent += hit->bytes_sent;
        row->bytes_received += hit->bytes_received;
    }
    bool is_wanted = hit->is_second || (hit->has_query && kind != EASC__CMDLET_STATUSES);
    return !is_wanted || !a->is_device_kept || easc__cmdlet_link(a->tables, &link);
}

static bool add_server(adding *a)
{
    const easc__hit *hit = a->hit;
    const easc__spelling spelling = {a->place, {hit->server, hit->host, hit->address}};
    const easc__link link = {.kind = EASC__LINK_SERVER, .day = a->day};
    uint32_t number;
    if (hit->server.n + hit->host.n + hit->address.n == 0) {
        return true;
    }
    easc__bytes key = join_lower(&a->tables->scratch, spelling.texts, 3);
    easc__kept kept = easc__cmdlet_row(a->tables, EASC__CMDLET_SERVERS, key, &number);
    if (kept != EASC__KEPT) {
        return kept == EASC__KEPT_NOT;
    }
    easc__spelling *first = &a->tables->rows[EASC__CMDLET_SERVERS][number].first;
    return easc__cmdlet_spell(a->tables, first, &spelling) &&
           count(a, EASC__CMDLET_SERVERS, number, &link);
}

static void add_padded(easc__text *to, easc__bytes text, size_t width)
{
    for (size_t n = text.n; text.n > 0 && n < width; n++) {
        easc__text_add_char(to, '0');
    }
    easc__text_add(to, text);
}

static bool add_status(adding *a)
{
    const easc__hit *hit = a->hit;
    const easc__spelling spelling = {a->place, {hit->status, hit->substatus, {NULL, 0}}};
    const easc__link link = {.kind = EASC__LINK_STATUS};
    uint32_t number;
    if (hit->status.n + hit->substatus.n == 0) {
        return true;
    }
    easc__text *scratch = &a->tables->scratch;
    easc__text_clear(scratch);
    add_padded(scratch, hit->status, 3);
    easc__text_add_char(scratch, '_');
    add_padded(scratch, hit->substatus, 11);
    easc__kept kept =
        easc__cmdlet_row(a->tables, EASC__CMDLET_STATUSES, easc__text_view(scratch), &number);
    if (kept != EASC__KEPT) {
        return kept == EASC__KEPT_NOT;
    }
    easc__spelling *first = &a->tables->rows[EASC__CMDLET_STATUSES][number].first;
    return easc__cmdlet_spell(a->tables, first, &spelling) &&
           count(a, EASC__CMDLET_STATUSES, number, &link);
}

static bool add_agent(adding *a)
{
    const easc__link link = {.kind = EASC__LINK_AGENT};
    uint32_t number;
    if (a->hit->agent.n == 0) {
        return true;
    }
    easc__kept kept = easc__cmdlet_row(a->tables, EASC__CMDLET_AGENTS, a->hit->agent, &number);
    return kept == EASC__KEPT ? count(a, EASC__CMDLET_AGENTS, number, &link)
                              : kept == EASC__KEPT_NOT;
}

static bool add_hour(adding *a)
{
    bool is_second = a->hit->is_second;
    uint64_t is_sync =
        a->hit->command == EASC__COMMAND_SYNC || a->hit->command == EASC__COMMAND_GET_ITEM_ESTIMATE;
    if (a->device != EASC__NO_INDEX) {
        a->tables->devices[a->device].bits[is_second][a->hour / 64] |= 1ull << a->hour % 64;
    }
    if (!is_second) {
        a->tables->sync[a->hour] += is_sync;
    }
    const easc__link link = {
        .kind = EASC__LINK_HOUR, .row = a->hour, .device = a->device, .hits = is_sync};
    bool is_wanted = is_second && is_sync && a->is_device_kept;
    return !is_wanted || easc__cmdlet_link(a->tables, &link);
}

static bool find_device(adding *a)
{
    a->device = EASC__NO_INDEX;
    a->is_device_kept = true;
    if (!a->hit->has_query) {
        a->tables->has_first_without_query |= !a->hit->is_second;
        return true;
    }
    easc__kept kept = easc__cmdlet_row(a->tables, EASC__CMDLET_DEVICES, a->hit->device, &a->device);
    a->is_device_kept = kept == EASC__KEPT;
    a->device = kept == EASC__KEPT ? a->device : EASC__NO_INDEX;
    return kept != EASC__KEPT_NO_MEMORY;
}

bool easc__cmdlet_add(easc__cmdlet *tables, const easc__hit *hit, uint32_t input, uint64_t byte)
{
    int32_t day = easc__day_of(hit->time_s);
    int32_t hour = (int32_t)((hit->time_s - easc__day_start(day)) / 3600);
    int32_t weekday = ((day + 4) % 7 + 7) % 7; /* 1 January 1970 was a Thursday */
    adding a = {tables, hit, {hit->is_second, input, byte},  EASC__NO_INDEX,
                true,   day, (uint32_t)(weekday * 24 + hour)};
    bool ok = find_device(&a) && add_user(&a) && add_server(&a) && add_status(&a) &&
              add_agent(&a) && add_hour(&a) && !tables->scratch.failed;
    return ok && easc__cmdlet_drop_slack(tables);
}
