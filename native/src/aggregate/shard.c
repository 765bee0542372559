/* shard.c - see shard.h. */
#include "aggregate/shard.h"

#include "aggregate/unknown_items.h"

#include "base/civil.h"
#include "base/heap.h"
#include "base/number.h"

bool easc__shard_init(easc__shard *shard, easc__hash_key key, const easc__interest *interest)
{
    static const easc__interest nothing;
    memset(shard, 0, sizeof *shard);
    shard->arena = easc__arena_init(0);
    shard->key = key;
    shard->interest = interest ? interest : &nothing;
    shard->symbols = easc__symbols_init(&shard->arena, key);
    shard->totals.first_s = INT64_MAX;
    shard->totals.last_s = EASC__NO_TIME;
    shard->scratch = easc__text_init(0);
    for (int i = 0; i < EASC__COMMAND_COUNT; i++) {
        easc__bytes name = easc__command_name((easc__command)i);
        if (easc__symbols_add(&shard->symbols, name) != (uint32_t)i) {
            easc__shard_done(shard);
            return false;
        }
    }
    return true;
}

void easc__shard_done(easc__shard *shard)
{
    for (size_t i = 0; i < shard->trace_count; i++) {
        easc__trace_done(shard->traces[i]);
        easc__free(shard->traces[i]);
    }
    easc__free(shard->traces);
    easc__free(shard->coverage);
    easc__table_done(&shard->trace_table);
    easc__symbols_done(&shard->symbols);
    easc__counts_done(&shard->totals.counts);
    easc__tally_done(&shard->totals.unknown_commands[0]);
    easc__tally_done(&shard->totals.unknown_commands[1]);
    easc__tally_done(&shard->totals.unknown_errors);
    easc__seen_names_done(&shard->unknown_items);
    easc__seen_names_done(&shard->device_logons);
    easc__seen_names_done(&shard->address_logons);
    easc__text_done(&shard->scratch);
    easc__arena_done(&shard->arena);
    memset(shard, 0, sizeof *shard);
}

void easc__shard_move(easc__shard *to, easc__shard *from)
{
    *to = *from;
    to->symbols.arena = &to->arena;
    memset(from, 0, sizeof *from);
}

/* Key of a trace: the form as it is, the id without case. */
typedef struct trace_key {
    easc__bytes form;
    easc__bytes id_key;
} trace_key;

static bool is_trace(const void *owner, uint32_t index, const void *key)
{
    const easc__shard *shard = owner;
    const trace_key *wanted = key;
    return easc__equal(shard->traces[index]->form, wanted->form) &&
           easc__equal(shard->traces[index]->id_key, wanted->id_key);
}

/* The id in lower case, in the shard's scratch. */
static bool lower_id(easc__shard *shard, easc__bytes id, easc__bytes *out)
{
    easc__text_clear(&shard->scratch);
    easc__text_add(&shard->scratch, id);
    for (size_t i = 0; i < shard->scratch.n; i++) {
        shard->scratch.p[i] = easc__lower(shard->scratch.p[i]);
    }
    *out = easc__text_view(&shard->scratch);
    return !shard->scratch.failed;
}

static uint64_t hash_of(const easc__shard *shard, const trace_key *key)
{
    uint64_t form = easc__hash(shard->key, key->form);
    return easc__hash((easc__hash_key){shard->key.a ^ form, shard->key.b}, key->id_key);
}

/* Puts a trace that is not there yet into list and table. */
static bool enter_trace(easc__shard *shard, easc__trace *trace)
{
    easc__trace **traces = easc__grow(shard->traces, shard->trace_count, &shard->trace_capacity,
                                      sizeof(easc__trace *));
    if (!traces) {
        return false;
    }
    shard->traces = traces;
    if (shard->trace_count >= EASC__NO_INDEX ||
        !easc__table_insert(&shard->trace_table, trace->hash, (uint32_t)shard->trace_count)) {
        return false;
    }
    shard->traces[shard->trace_count++] = trace;
    return true;
}

static easc__trace *new_trace(easc__shard *shard, uint64_t hash, const trace_key *key)
{
    easc__bytes form = easc__arena_copy(&shard->arena, key->form);
    easc__bytes id_key = easc__arena_copy(&shard->arena, key->id_key);
    if (form.n != key->form.n || id_key.n != key->id_key.n) {
        return NULL;
    }
    easc__trace *trace = easc__alloc(1, sizeof *trace);
    if (!trace) {
        return NULL;
    }
    easc__trace_init(trace, hash, form, id_key);
    if (!enter_trace(shard, trace)) {
        easc__free(trace);
        return NULL;
    }
    return trace;
}

static easc__trace *trace_of(easc__shard *shard, const easc__request *request)
{
    trace_key key = {request->user, {NULL, 0}};
    if (!lower_id(shard, request->device_id, &key.id_key)) {
        return NULL;
    }
    uint64_t hash = hash_of(shard, &key);
    uint32_t found = easc__table_find(&shard->trace_table, hash, is_trace, shard, &key);
    return found != EASC__NO_INDEX ? shard->traces[found] : new_trace(shard, hash, &key);
}

static easc__coverage *coverage_of(easc__shard *shard, uint32_t server, int32_t day)
{
    for (size_t i = 0; i < shard->coverage_count; i++) {
        size_t at = (shard->coverage_last + i) % shard->coverage_count;
        if (shard->coverage[at].server == server && shard->coverage[at].day == day) {
            shard->coverage_last = at;
            return &shard->coverage[at];
        }
    }
    easc__coverage *coverage = easc__grow(shard->coverage, shard->coverage_count,
                                          &shard->coverage_capacity, sizeof *coverage);
    if (!coverage) {
        return NULL;
    }
    shard->coverage = coverage;
    shard->coverage_last = shard->coverage_count++;
    coverage[shard->coverage_last] = (easc__coverage){.server = server, .day = day};
    return &coverage[shard->coverage_last];
}

/* Rows that make a device: of others nobody checked who wrote them. */
static bool has_device(const easc__request *request)
{
    return !request->is_unauthenticated && request->device_id.n > 0;
}

void easc__agreements_add(easc__agreement *highest, easc__agreement agreement)
{
    bool is_first = agreement.device == highest[0].device;
    if (agreement.protocol > highest[0].protocol) {
        highest[1] = is_first ? highest[1] : highest[0];
        highest[0] = agreement;
    } else if (!is_first && agreement.protocol > highest[1].protocol) {
        highest[1] = agreement;
    }
}

/* The id is hashed only where it changes something. */
static bool add_agreement(easc__shard *shard, const easc__request *request,
                          easc__coverage *coverage)
{
    easc__bytes id;
    if (!easc__is_agreement(request) || request->protocol <= coverage->highest[1].protocol) {
        return true;
    }
    if (!lower_id(shard, request->device_id, &id)) {
        return false;
    }
    easc__agreements_add(coverage->highest,
                         (easc__agreement){request->protocol, easc__hash(shard->key, id)});
    return true;
}

static void add_server_address(easc__coverage *coverage, uint64_t hash)
{
    coverage->address_count = easc__keep_smallest(coverage->addresses, coverage->address_count,
                                                  EASC__SERVER_ADDRESSES_MAX, hash);
}

static bool cover(easc__shard *shard, const easc__request *request, bool is_counted)
{
    uint32_t server = easc__symbols_add(&shard->symbols, request->server);
    easc__coverage *coverage =
        server == EASC__NO_INDEX ? NULL : coverage_of(shard, server, easc__day_of(request->time_s));
    if (!coverage) {
        return false;
    }
    if (is_counted) {
        coverage->rows[request->hop]++;
    } else {
        coverage->monitoring_rows++;
    }
    if (request->is_first_hop && request->server_address.n > 0) {
        add_server_address(coverage, easc__hash(easc__fixed_key, request->server_address));
    }
    return !is_counted || !has_device(request) || add_agreement(shard, request, coverage);
}

static bool count_key(easc__totals *totals, easc__count_kind kind, uint32_t value)
{
    return easc__counts_add(&totals->counts, easc__count_key(kind, value), 1);
}

/* A command's name; what strangers write goes into the bounded tally. */
static bool count_command(easc__shard *shard, const easc__request *request)
{
    bool is_back = !request->is_first_hop;
    if (request->command == EASC__COMMAND_OTHER && request->is_unauthenticated) {
        return easc__tally_add(&shard->totals.unknown_commands[is_back], request->command_name, 1);
    }
    uint32_t symbol = easc__symbols_add(&shard->symbols, request->command_name);
    return symbol <= EASC__COUNT_VALUE_MAX &&
           count_key(&shard->totals, is_back ? EASC__COUNT_COMMAND_BACK : EASC__COUNT_COMMAND_FIRST,
                     symbol);
}

static bool count_errors(easc__shard *shard, const easc__request *request)
{
    easc__bytes error;
    for (easc__bytes rest = request->payload.errors; easc__next_piece(&rest, ';', &error);) {
        if (error.n == 0) {
            continue;
        }
        if (request->is_unauthenticated) {
            if (!easc__tally_add(&shard->totals.unknown_errors, error, 1)) {
                return false;
            }
            continue;
        }
        uint32_t symbol = easc__symbols_add(&shard->symbols, error);
        if (symbol > EASC__COUNT_VALUE_MAX ||
            !count_key(&shard->totals, EASC__COUNT_ERROR, symbol)) {
            return false;
        }
    }
    return true;
}

static bool count_payload(easc__shard *shard, const easc__request *request, bool is_2xx)
{
    shard->totals.payload_rows++;
    shard->totals.payload_rows_2xx += is_2xx;
    for (size_t i = 0; i < request->statuses->count; i++) {
        if (!count_key(&shard->totals, EASC__COUNT_STATUS, request->statuses->codes[i])) {
            return false;
        }
    }
    return count_errors(shard, request);
}

static bool count_totals(easc__shard *shard, const easc__request *request)
{
    easc__totals *totals = &shard->totals;
    bool is_2xx = request->http_status >= 200 && request->http_status <= 299;
    totals->hop_rows[request->hop]++;
    totals->unauthorized_rows += request->http_status == 401;
    totals->unauthenticated_rows += request->is_unauthenticated;
    totals->first_hop_rows_2xx += request->is_first_hop && is_2xx;
    totals->first_s = request->time_s < totals->first_s ? request->time_s : totals->first_s;
    totals->last_s = request->time_s > totals->last_s ? request->time_s : totals->last_s;
    easc__count_kind http = request->is_first_hop ? EASC__COUNT_HTTP_FIRST : EASC__COUNT_HTTP_BACK;
    if (request->http_status > 0 && !count_key(totals, http, (uint32_t)request->http_status)) {
        return false;
    }
    return count_command(shard, request) &&
           (!request->is_payload_row || count_payload(shard, request, is_2xx));
}

/* A request that was handed on was answered behind the first hop, and is logged there too. */
static bool add_refused_logon(easc__shard *shard, const easc__request *request)
{
    return !request->is_first_hop || !easc__is_refused_logon(request) ||
           (easc__logons_add_device(&shard->device_logons, request) &&
            easc__logons_add_address(&shard->address_logons, request));
}

static bool add_unknown_items(easc__shard *shard, const easc__request *request)
{
    return !shard->interest->wants_unknown_items ||
           easc__unknown_items_add(&shard->unknown_items, request);
}

bool easc__shard_add(easc__shard *shard, const easc__request *request, bool include_monitoring)
{
    shard->totals.monitoring_rows += request->is_monitoring;
    bool is_counted = !request->is_monitoring || include_monitoring;
    if (!cover(shard, request, is_counted)) {
        return false;
    }
    if (!is_counted) {
        return true;
    }
    if (!count_totals(shard, request) || !add_refused_logon(shard, request) ||
        !add_unknown_items(shard, request)) {
        return false;
    }
    if (!has_device(request)) {
        return true;
    }
    easc__trace *trace = trace_of(shard, request);
    return trace && easc__trace_add(trace, request, shard->interest, &shard->symbols);
}

void easc__shard_settle(easc__shard *shard)
{
    easc__counts_settle(&shard->totals.counts);
    for (size_t i = 0; i < shard->trace_count; i++) {
        easc__trace_settle(shard->traces[i]);
    }
}

static void each_place_of(easc__seen_names *logons, void (*visit)(void *owner, easc__place *place),
                          void *owner)
{
    for (size_t i = 0; i < logons->count; i++) {
        visit(owner, &logons->items[i].first.place);
        visit(owner, &logons->items[i].last.place);
    }
}

void easc__shard_each_place(easc__shard *shard, void (*visit)(void *owner, easc__place *place),
                            void *owner)
{
    for (size_t i = 0; i < shard->trace_count; i++) {
        easc__marks *marks = &shard->traces[i]->marks;
        for (size_t m = 0; m < marks->count; m++) {
            visit(owner, &marks->items[m].first.place);
            visit(owner, &marks->items[m].last.place);
        }
    }
    each_place_of(&shard->unknown_items, visit, owner);
    each_place_of(&shard->device_logons, visit, owner);
    each_place_of(&shard->address_logons, visit, owner);
}

/* The numbers that the names of `from` have in `into`; from easc__alloc, NULL: no memory. */
static uint32_t *translation(easc__shard *into, const easc__shard *from)
{
    uint32_t *numbers = easc__alloc(from->symbols.count, sizeof *numbers);
    for (size_t i = 0; numbers && i < from->symbols.count; i++) {
        numbers[i] = easc__symbols_add(&into->symbols, from->symbols.names[i]);
        if (numbers[i] == EASC__NO_INDEX) {
            easc__free(numbers);
            return NULL;
        }
    }
    return numbers;
}

/* Moves or merges one trace of another shard, which then owns it no more. */
static bool merge_trace(easc__shard *into, easc__trace *trace, const uint32_t *numbers)
{
    easc__trace_translate(trace, numbers);
    trace_key key = {trace->form, trace->id_key};
    uint32_t found = easc__table_find(&into->trace_table, trace->hash, is_trace, into, &key);
    return found == EASC__NO_INDEX ? enter_trace(into, trace)
                                   : easc__trace_merge(into->traces[found], trace);
}

static bool merge_traces(easc__shard *into, easc__shard *from, const uint32_t *numbers)
{
    for (size_t i = 0; i < from->trace_count; i++) {
        easc__trace *trace = from->traces[i];
        size_t before = into->trace_count;
        if (!merge_trace(into, trace, numbers)) {
            return false;
        }
        if (into->trace_count == before) { /* merged, not moved */
            easc__trace_done(trace);
            easc__free(trace);
        }
        from->traces[i] = from->traces[--from->trace_count];
        i--;
    }
    return true;
}

static bool merge_coverage(easc__shard *into, const easc__shard *from, const uint32_t *numbers)
{
    for (size_t i = 0; i < from->coverage_count; i++) {
        const easc__coverage *other = &from->coverage[i];
        easc__coverage *coverage = coverage_of(into, numbers[other->server], other->day);
        if (!coverage) {
            return false;
        }
        for (int hop = 0; hop < EASC__HOP_COUNT; hop++) {
            coverage->rows[hop] += other->rows[hop];
        }
        coverage->monitoring_rows += other->monitoring_rows;
        easc__agreements_add(coverage->highest, other->highest[0]);
        easc__agreements_add(coverage->highest, other->highest[1]);
        for (size_t k = 0; k < other->address_count; k++) {
            add_server_address(coverage, other->addresses[k]);
        }
    }
    return true;
}

static bool merge_counts(easc__totals *into, const easc__totals *from, const uint32_t *numbers)
{
    for (size_t i = 0; i < from->counts.count; i++) {
        const easc__count *item = &from->counts.items[i];
        if (!easc__counts_add(&into->counts, easc__translate_key(item->key, numbers), item->n)) {
            return false;
        }
    }
    return true;
}

static bool merge_totals(easc__totals *into, const easc__totals *from, const uint32_t *numbers)
{
    for (int hop = 0; hop < EASC__HOP_COUNT; hop++) {
        into->hop_rows[hop] += from->hop_rows[hop];
    }
    into->monitoring_rows += from->monitoring_rows;
    into->unauthorized_rows += from->unauthorized_rows;
    into->unauthenticated_rows += from->unauthenticated_rows;
    into->payload_rows += from->payload_rows;
    into->payload_rows_2xx += from->payload_rows_2xx;
    into->first_hop_rows_2xx += from->first_hop_rows_2xx;
    into->first_s = from->first_s < into->first_s ? from->first_s : into->first_s;
    into->last_s = from->last_s > into->last_s ? from->last_s : into->last_s;
    return merge_counts(into, from, numbers) &&
           easc__tally_merge(&into->unknown_commands[0], &from->unknown_commands[0]) &&
           easc__tally_merge(&into->unknown_commands[1], &from->unknown_commands[1]) &&
           easc__tally_merge(&into->unknown_errors, &from->unknown_errors);
}

bool easc__shard_merge(easc__shard *into, easc__shard *from)
{
    uint32_t *numbers = translation(into, from);
    bool ok = numbers && merge_totals(&into->totals, &from->totals, numbers) &&
              merge_coverage(into, from, numbers) && merge_traces(into, from, numbers) &&
              easc__seen_names_merge(&into->unknown_items, &from->unknown_items) &&
              easc__seen_names_merge(&into->device_logons, &from->device_logons) &&
              easc__seen_names_merge(&into->address_logons, &from->address_logons);
    easc__free(numbers);
    easc__arena_adopt(&into->arena, &from->arena); /* moved traces point into it */
    easc__shard_done(from);
    return ok;
}
