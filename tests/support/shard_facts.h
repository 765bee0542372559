/* shard_facts.h - everything that a shard knows as sorted lines of text, with names in the place of
   numbers: two shards are equal when their texts are. */
#ifndef EASC_TESTS_SUPPORT_SHARD_FACTS_H
#define EASC_TESTS_SUPPORT_SHARD_FACTS_H

#include "base/text.h"
#include "story.h"

#include <stdlib.h>

/* Lines that are collected, then sorted. */
typedef struct facts {
    easc__text text; /* one fact a line */
    easc__text head; /* what the next facts are about */
    bool leaves_places_out;
} facts;

static inline void facts_begin(facts *f)
{
    f->text = easc__text_init(0);
    f->head = easc__text_init(0);
    f->leaves_places_out = false;
}

static inline void facts_about(facts *f, easc__bytes a, easc__bytes b)
{
    easc__text_clear(&f->head);
    easc__text_add(&f->head, a);
    easc__text_add_char(&f->head, '|');
    easc__text_add(&f->head, b);
    easc__text_add_char(&f->head, ' ');
}

static inline void facts_number(facts *f, const char *what, easc__bytes name, uint64_t n)
{
    easc__text_add(&f->text, easc__text_view(&f->head));
    easc__text_add_z(&f->text, what);
    easc__text_add_char(&f->text, ' ');
    easc__text_add(&f->text, name);
    easc__text_add_char(&f->text, ' ');
    easc__text_add_u64(&f->text, n);
    easc__text_add_char(&f->text, '\n');
}

static inline int facts_compare(const void *a, const void *b)
{
    return easc__compare(*(const easc__bytes *)a, *(const easc__bytes *)b);
}

/* The sorted text; from malloc. */
static inline char *facts_end(facts *f)
{
    size_t count = 0;
    easc__bytes line;
    easc__bytes *lines = malloc((f->text.n + 1) * sizeof *lines);
    char *sorted = malloc(f->text.n + 1);
    size_t used = 0;
    assert_non_null(lines);
    assert_non_null(sorted);
    assert_false(f->text.failed || f->head.failed);
    for (easc__bytes rest = easc__text_view(&f->text); easc__next_piece(&rest, '\n', &line);) {
        lines[count++] = line;
    }
    qsort(lines, count, sizeof *lines, facts_compare);
    for (size_t i = 0; i < count; i++) {
        memcpy(sorted + used, lines[i].p, lines[i].n);
        used += lines[i].n;
        sorted[used++] = '\n';
    }
    sorted[used] = '\0';
    free(lines);
    easc__text_done(&f->text);
    easc__text_done(&f->head);
    return sorted;
}

static inline easc__bytes facts_no_name(void)
{
    return EASC__LIT("-");
}

/* Counters by kind, the names of those that have one. */
static inline void facts_counts(facts *f, const easc__symbols *symbols, const easc__counts *counts)
{
    static const char *const kinds[] = {"command-first", "command-back", "http-first", "http-back",
                                        "status",        "error",        "server",     "claim"};
    for (size_t i = 0; i < counts->count; i++) {
        uint32_t value = easc__value_of_key(counts->items[i].key);
        easc__count_kind kind = easc__kind_of_key(counts->items[i].key);
        bool is_code = !easc__counts_symbols(kind);
        char digits[EASC__NUMBER_SIZE];
        easc__bytes code = easc__bytes_of(digits, easc__format_u64(value, digits));
        easc__bytes name = is_code ? code : easc__symbols_name(symbols, value);
        facts_number(f, kinds[kind], name, counts->items[i].n);
    }
}

static inline void facts_tally(facts *f, const char *what, const easc__tally *tally)
{
    facts_number(f, what, EASC__LIT("is over"), tally->is_over);
    for (size_t i = 0; i < tally->count; i++) {
        const easc__tally_item *item = &tally->items[i];
        facts_number(f, what, easc__bytes_of(item->name, item->name_len), item->n);
    }
}

static inline void facts_totals(facts *f, const easc__shard *shard)
{
    const easc__totals *t = &shard->totals;
    const uint64_t numbers[] = {t->hop_rows[0],       t->hop_rows[1],       t->hop_rows[2],
                                t->monitoring_rows,   t->unauthorized_rows, t->unauthenticated_rows,
                                t->payload_rows,      t->payload_rows_2xx,  t->first_hop_rows_2xx,
                                (uint64_t)t->first_s, (uint64_t)t->last_s};
    facts_about(f, EASC__LIT("totals"), EASC__LIT(""));
    for (size_t i = 0; i < UNIT_COUNT(numbers); i++) {
        char place[8];
        (void)snprintf(place, sizeof place, "%zu", i);
        facts_number(f, "number", easc__bytes_z(place), numbers[i]);
    }
    facts_counts(f, &shard->symbols, &t->counts);
    facts_tally(f, "first-command", &t->unknown_commands[0]);
    facts_tally(f, "back-command", &t->unknown_commands[1]);
    facts_tally(f, "unknown-error", &t->unknown_errors);
}

static inline void facts_coverage(facts *f, const easc__shard *shard)
{
    for (size_t i = 0; i < shard->coverage_count; i++) {
        const easc__coverage *c = &shard->coverage[i];
        char date[EASC__DATE_SIZE];
        easc__format_date(c->day, date);
        facts_about(f, EASC__LIT("coverage"), easc__symbols_name(&shard->symbols, c->server));
        for (int hop = 0; hop < EASC__HOP_COUNT; hop++) {
            facts_number(f, easc__hop_name((easc__hop)hop).p, easc__bytes_of(date, sizeof date),
                         c->rows[hop]);
        }
        facts_number(f, "monitoring", easc__bytes_of(date, sizeof date), c->monitoring_rows);
        for (int k = 0; k < 2; k++) { /* the device depends on the key of the shard */
            facts_number(f, k ? "second" : "highest", easc__bytes_of(date, sizeof date),
                         (uint64_t)c->highest[k].protocol);
        }
        for (size_t k = 0; k < c->address_count; k++) {
            facts_number(f, "address", easc__bytes_of(date, sizeof date), c->addresses[k]);
        }
    }
}

static inline void facts_attributes(facts *f, const easc__symbols *symbols,
                                    const easc__trace *trace)
{
    const easc__counts *agents = &trace->agent_times;
    for (int i = 0; i < EASC__ATTRIBUTE_COUNT; i++) {
        char what[32];
        (void)snprintf(what, sizeof what, "attribute%d", i);
        facts_number(f, what, trace->attributes[i].value, (uint64_t)trace->attributes[i].time_s);
    }
    for (size_t i = 0; i < agents->count; i++) {
        facts_number(f, "agent", easc__symbols_name(symbols, agents->items[i].key),
                     agents->items[i].n);
    }
}

static inline void facts_traffic(facts *f, const char *what, const easc__traffic *traffic)
{
    facts_number(f, what, EASC__LIT("requests"), traffic->requests);
    facts_number(f, what, EASC__LIT("sent"), traffic->bytes_sent);
    facts_number(f, what, EASC__LIT("received"), traffic->bytes_received);
    facts_number(f, what, EASC__LIT("addresses"), traffic->addresses.count);
    for (size_t i = 0; i < traffic->addresses.count; i++) {
        facts_number(f, what, EASC__LIT("address"), traffic->addresses.hashes[i]);
    }
}

static inline void facts_days(facts *f, const easc__trace *trace)
{
    for (size_t i = 0; i < trace->day_count; i++) {
        const easc__day *d = &trace->days[i];
        const uint32_t numbers[] = {d->payload_rows,
                                    d->failures,
                                    d->refreshes,
                                    d->hard_failures,
                                    d->provision_errors,
                                    d->hop_refusals,
                                    d->first_failure,
                                    d->last_failure,
                                    d->last_refusal,
                                    d->last_hard,
                                    d->last_provision_error,
                                    d->last_pass,
                                    d->last_key_pass,
                                    d->last_success,
                                    d->first_hop_refusal,
                                    d->last_hop_refusal,
                                    d->last_hop_answer};
        char what[EASC__DATE_SIZE + 1] = "";
        easc__format_date(d->day, what);
        assert_true(i == 0 || trace->days[i - 1].day < d->day);
        for (size_t n = 0; n < UNIT_COUNT(numbers); n++) {
            char place[8];
            (void)snprintf(place, sizeof place, "%zu", n);
            facts_number(f, what, easc__bytes_z(place), numbers[n]);
        }
    }
}

static inline void facts_sighting(facts *f, const char *what, easc__bytes name,
                                  const easc__sighting *sighting)
{
    facts_number(f, what, name, (uint64_t)sighting->time_s);
    if (!f->leaves_places_out) {
        facts_number(f, what, name, sighting->place.input);
        facts_number(f, what, name, sighting->place.line);
        facts_number(f, what, name, sighting->place.byte);
    }
}

static inline void facts_marks(facts *f, const easc__symbols *symbols, const easc__marks *marks)
{
    for (size_t i = 0; i < marks->count; i++) {
        const easc__mark *mark = &marks->items[i];
        bool is_agent = mark->kind == EASC__MARK_AGENT;
        easc__bytes name = is_agent ? easc__symbols_name(symbols, mark->value) : facts_no_name();
        char what[64];
        (void)snprintf(what, sizeof what, "mark %d day %d value %u", (int)mark->kind,
                       (int)mark->day, is_agent ? 0 : (unsigned)mark->value);
        facts_number(f, what, name, mark->count);
        facts_sighting(f, what, name, &mark->first);
        facts_sighting(f, what, name, &mark->last);
    }
}

static inline void facts_logons(facts *f, const easc__seen_names *logons)
{
    facts_about(f, EASC__LIT("logons"), EASC__LIT(""));
    facts_number(f, "logons", EASC__LIT("is over"), logons->is_over);
    for (size_t i = 0; i < logons->count; i++) {
        const easc__seen_name *logon = &logons->items[i];
        facts_about(f, easc__seen_front(logon), easc__seen_back(logon));
        facts_number(f, "logons", facts_no_name(), logon->n);
        facts_sighting(f, "first logon", facts_no_name(), &logon->first);
        facts_sighting(f, "last logon", facts_no_name(), &logon->last);
        for (size_t k = 0; k < logon->user_count; k++) {
            facts_number(f, "logon user", facts_no_name(), logon->users[k]);
        }
    }
}

static inline void facts_trace(facts *f, const easc__symbols *symbols, const easc__trace *trace)
{
    facts_about(f, trace->form, trace->id_key);
    facts_number(f, "payload account", facts_no_name(), trace->is_payload_account);
    facts_number(f, "first", facts_no_name(), (uint64_t)trace->first_s);
    facts_number(f, "last", facts_no_name(), (uint64_t)trace->last_s);
    facts_number(f, "acknowledged", facts_no_name(), (uint64_t)trace->acknowledged_s);
    facts_number(f, "acknowledgement", facts_no_name(), (uint64_t)trace->acknowledgement);
    facts_number(f, "moved", facts_no_name(), (uint64_t)trace->moved_s);
    facts_number(f, "items in", facts_no_name(), trace->items_from_client);
    facts_number(f, "items out", facts_no_name(), trace->items_to_client);
    facts_traffic(f, "first hop", &trace->traffic[0]);
    facts_traffic(f, "back end", &trace->traffic[1]);
    facts_counts(f, symbols, &trace->counts);
    facts_attributes(f, symbols, trace);
    facts_days(f, trace);
    facts_marks(f, symbols, &trace->marks);
}

static inline void facts_shard(facts *f, const easc__shard *shard)
{
    facts_totals(f, shard);
    facts_coverage(f, shard);
    facts_logons(f, &shard->unknown_items);
    facts_logons(f, &shard->device_logons);
    facts_logons(f, &shard->address_logons);
    for (size_t i = 0; i < shard->trace_count; i++) {
        facts_trace(f, &shard->symbols, shard->traces[i]);
    }
}

/* All of a shard; from malloc. */
static inline char *shard_facts(easc__shard *shard)
{
    facts f;
    easc__shard_settle(shard);
    facts_begin(&f);
    facts_shard(&f, shard);
    return facts_end(&f);
}

/* Devices in their order, each with its forms and the sum of its traces. */
static inline void facts_devices(facts *f, const easc__shard *shard, const easc__devices *devices)
{
    for (size_t i = 0; i < devices->count; i++) {
        const easc__device *device = &devices->items[i];
        easc__trace shown = *device->trace;
        shown.form = device->user; /* which of its traces holds the sum is nobody's business */
        facts_trace(f, &shard->symbols, &shown);
        facts_number(f, "device", device->id, i);
        for (size_t k = 0; k < device->form_count; k++) {
            facts_number(f, "form", device->forms[k], k);
        }
    }
}

/* The same, from malloc. */
static inline char *device_facts(const easc__shard *shard, const easc__devices *devices)
{
    facts f;
    facts_begin(&f);
    facts_devices(&f, shard, devices);
    return facts_end(&f);
}

#endif
