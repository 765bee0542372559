/* payload.c - see payload.h. */
#include "request/payload.h"

#include "base/heap.h"
#include "base/number.h"
#include "request/payload_items.h"

#include <stdlib.h>

void easc__statuses_done(easc__statuses *statuses)
{
    easc__free(statuses->codes);
    *statuses = (easc__statuses){NULL, 0, 0};
}

/* State while the items are walked: raw values, decoded only when all are known. */
typedef struct reader {
    easc__payload *out;
    easc__room *room;
    easc__statuses *statuses;
    size_t errors_start; /* in the room's text */
    bool failed;
} reader;

static void take_status(reader *r, easc__bytes value)
{
    uint64_t code;
    if (!easc__parse_u64(value, EASC__STATUS_CODE_MAX, &code)) {
        return;
    }
    easc__statuses *s = r->statuses;
    uint32_t *codes = easc__grow(s->codes, s->count, &s->capacity, sizeof *codes);
    if (!codes) {
        r->failed = true;
        return;
    }
    s->codes = codes;
    s->codes[s->count++] = (uint32_t)code;
}

static void take_error(reader *r, easc__bytes value)
{
    if (value.n == 0) {
        return;
    }
    if (r->room->text.n > r->errors_start) {
        easc__text_add_char(&r->room->text, ';');
    }
    easc__text_add_decoded(&r->room->text, value, true);
}

static void take_version(reader *r, easc__bytes value)
{
    uint64_t version;
    if (easc__parse_u64(value, 999, &version) && version > 0) {
        r->out->protocol = (int32_t)version;
    }
}

static void take_acknowledgement(reader *r, easc__bytes value)
{
    uint64_t number;
    if (easc__parse_u64(value, 4, &number) && (int32_t)number > r->out->acknowledgement) {
        r->out->acknowledgement = (int32_t)number;
    }
}

static void take_key(reader *r, easc__bytes value)
{
    uint64_t key;
    if (easc__parse_u64(value, UINT32_MAX, &key)) {
        r->out->key = r->out->has_key && r->out->key > key ? r->out->key : (uint32_t)key;
        r->out->has_key = true;
    }
}

/* Where the last "sd" begins; NULL without any. */
static const char *last_soft_delete(easc__bytes text)
{
    for (size_t i = text.n; i >= 2; i--) {
        if (text.p[i - 2] == 's' && text.p[i - 1] == 'd') {
            return text.p + i - 2;
        }
    }
    return NULL;
}

/* "6a0c0d0s0e…": numbers, each with the letters of its counter behind it. Those counted are named
   by `letters`. Older servers write them as capitals. */
static uint64_t sum_counters(easc__bytes text, const char *letters)
{
    uint64_t sum = 0;
    uint64_t number;
    const char *soft_delete = last_soft_delete(text);
    while (easc__take_u64(&text, UINT32_MAX, &number)) {
        size_t n = 0;
        while (n < text.n && easc__is_alpha(text.p[n])) {
            n++;
        }
        char letter = n == 1 ? easc__lower(text.p[0]) : '\0';
        bool is_associated = n == 1 && text.p[0] == 'A' && soft_delete && soft_delete > text.p;
        if (letter && strchr(letters, letter) && !is_associated) {
            sum = easc__add(sum, number);
        }
        text = easc__from(text, n);
    }
    return sum;
}

typedef void (*take_item)(reader *r, easc__bytes value);

static void take_from_client(reader *r, easc__bytes value)
{
    r->out->items_from_client = easc__add(r->out->items_from_client, sum_counters(value, "acd"));
}

static void take_to_client(reader *r, easc__bytes value)
{
    r->out->items_to_client = easc__add(r->out->items_to_client, sum_counters(value, "acds"));
}

static void take_proxied_from(reader *r, easc__bytes value)
{
    (void)value;
    r->out->is_proxied_from = true;
}

static void take_proxied_to(reader *r, easc__bytes value)
{
    (void)value;
    r->out->is_proxied_to = true;
}

static void take_first(easc__bytes *place, easc__bytes value)
{
    if (place->n == 0) {
        *place = value;
    }
}

static void take_access(reader *r, easc__bytes value)
{
    take_first(&r->out->access, value);
}

static void take_model(reader *r, easc__bytes value)
{
    take_first(&r->out->device_model, value);
}

static void take_os(reader *r, easc__bytes value)
{
    take_first(&r->out->device_os, value);
}

static void take_agent(reader *r, easc__bytes value)
{
    take_first(&r->out->device_agent, value);
}

static void take_mail_address(reader *r, easc__bytes value)
{
    take_first(&r->out->mail_address, value);
}

static void take_first_contact(reader *r, easc__bytes value)
{
    r->out->is_first_contact |= easc__equal(value, EASC__LIT("T"));
}

static void take_back_off(reader *r, easc__bytes value)
{
    r->out->is_told_to_back_off |= value.n > 0;
}

typedef struct item_kind {
    easc__bytes key;
    take_item take;
} item_kind;

/* Never by prefix: S, Sk, Sst, Srv, Ssp … are different items. */
static const item_kind item_kinds[] = {
    {EASC__NAME("S"), take_status},
    {EASC__NAME("SC1"), take_status},
    {EASC__NAME("Error"), take_error},
    {EASC__NAME("V"), take_version},
    {EASC__NAME("Ver1"), take_version},
    {EASC__NAME("Pa"), take_acknowledgement},
    {EASC__NAME("Pk"), take_key},
    {EASC__NAME("As"), take_access},
    {EASC__NAME("Cli"), take_from_client},
    {EASC__NAME("Srv"), take_to_client},
    {EASC__NAME("Svr"), take_to_client},
    {EASC__NAME("PrxFrom"), take_proxied_from},
    {EASC__NAME("PrxTo"), take_proxied_to},
    {EASC__NAME("DevModel"), take_model},
    {EASC__NAME("DevOS"), take_os},
    {EASC__NAME("DevAgent"), take_agent},
    {EASC__NAME("SmtpAdrs"), take_mail_address},
    {EASC__NAME("Ssnf"), take_first_contact},
    {EASC__NAME("BkOffRsn"), take_back_off},
};

static void take(reader *r, const easc__payload_item *item)
{
    for (size_t i = 0; i < sizeof item_kinds / sizeof item_kinds[0]; i++) {
        if (easc__equal(item->key, item_kinds[i].key)) {
            item_kinds[i].take(r, item->value);
            return;
        }
    }
}

/* Versions 1 to 4 are protocols 1.0, 2.0, 2.1 and 2.5; the first counters are the client's, the
   second the server's. */
static void read_2003(easc__payload_items *items, easc__payload *out)
{
    static const int32_t protocols[] = {0, 10, 20, 21, 25};
    easc__payload_item item;
    uint64_t version = 0;
    uint32_t sections = 0;
    while (easc__payload_items_next(items, &item)) {
        if (items->at == 1 && easc__parse_u64(item.value, 4, &version)) {
            out->protocol = protocols[version];
        } else if (item.has_colon && sections++ == 0) {
            out->items_from_client = sum_counters(item.value, "acd");
        } else if (item.has_colon && sections == 2) {
            out->items_to_client = sum_counters(item.value, "acds");
        }
    }
}

static int compare_codes(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static void sort_statuses(easc__statuses *s)
{
    if (s->count < 2) {
        return;
    }
    qsort(s->codes, s->count, sizeof s->codes[0], compare_codes);
    size_t kept = 1;
    for (size_t i = 1; i < s->count; i++) {
        if (s->codes[i] != s->codes[kept - 1]) {
            s->codes[kept++] = s->codes[i];
        }
    }
    s->count = kept;
}

bool easc__payload_read(easc__bytes raw, easc__room *room, easc__statuses *statuses,
                        easc__payload *out)
{
    memset(out, 0, sizeof *out);
    statuses->count = 0;
    easc__payload_items items;
    easc__payload_item item;
    easc__payload_items_begin(&items, raw);
    if (items.is_2003) {
        read_2003(&items, out);
        return true;
    }
    reader r = {out, room, statuses, room->text.n, false};
    while (easc__payload_items_next(&items, &item)) {
        take(&r, &item);
    }
    out->errors = easc__from(easc__text_view(&room->text), r.errors_start);
    sort_statuses(statuses);
    out->access = easc__room_decode(room, out->access, true);
    out->device_model = easc__room_decode(room, out->device_model, true);
    out->device_os = easc__room_decode(room, out->device_os, true);
    out->device_agent = easc__room_decode(room, out->device_agent, true);
    out->mail_address = easc__room_decode(room, out->mail_address, true);
    return !r.failed && !room->text.failed;
}
