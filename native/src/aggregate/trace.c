/* trace.c - see trace.h. */
#include "aggregate/trace.h"

#include "base/civil.h"
#include "base/heap.h"
#include "base/number.h"
#include "request/account.h"
#include "request/policy.h"

void easc__trace_init(easc__trace *trace, uint64_t hash, easc__bytes form, easc__bytes id_key)
{
    memset(trace, 0, sizeof *trace);
    trace->hash = hash;
    trace->form = form;
    trace->id_key = id_key;
    trace->first_s = INT64_MAX;
    trace->last_s = EASC__NO_TIME;
    trace->acknowledged_s = EASC__NO_TIME;
    trace->moved_s = EASC__NO_TIME;
    trace->agent_times.keeps_least = true;
    for (int i = 0; i < EASC__ATTRIBUTE_COUNT; i++) {
        trace->attributes[i].time_s = EASC__NO_TIME;
    }
}

void easc__trace_done(easc__trace *trace)
{
    easc__counts_done(&trace->counts);
    easc__counts_done(&trace->agent_times);
    easc__free(trace->traffic[0].addresses.hashes);
    easc__free(trace->traffic[1].addresses.hashes);
    easc__marks_done(&trace->marks);
    easc__free(trace->days);
}

int64_t easc__moment_time(int32_t day, easc__moment moment)
{
    return moment ? easc__day_start(day) + moment - 1 : EASC__NO_TIME;
}

static bool is_newer(const easc__latest *known, int64_t time_s, easc__bytes value)
{
    return value.n > 0 && (time_s > known->time_s ||
                           (time_s == known->time_s && easc__compare(value, known->value) > 0));
}

static bool offer_attribute(easc__latest *known, int64_t time_s, easc__bytes value,
                            easc__symbols *symbols)
{
    if (!is_newer(known, time_s, value)) {
        return true;
    }
    if (!easc__equal(known->value, value)) {
        uint32_t symbol = easc__symbols_add(symbols, value);
        if (symbol == EASC__NO_INDEX) {
            return false;
        }
        known->value = easc__symbols_name(symbols, symbol);
    }
    known->time_s = time_s;
    return true;
}

static bool add_address(easc__addresses *addresses, uint64_t hash)
{
    if (addresses->count < EASC__ADDRESSES_MAX) {
        uint64_t *hashes =
            easc__grow(addresses->hashes, addresses->count, &addresses->capacity, sizeof *hashes);
        if (!hashes) {
            return false;
        }
        addresses->hashes = hashes;
    }
    addresses->count =
        easc__keep_smallest(addresses->hashes, addresses->count, EASC__ADDRESSES_MAX, hash);
    return true;
}

/* Counts the symbol of a name, which is copied when it is new. */
static bool count_name(easc__trace *trace, easc__count_kind kind, easc__bytes name,
                       easc__symbols *symbols)
{
    uint32_t symbol = easc__symbols_add(symbols, name);
    return symbol <= EASC__COUNT_VALUE_MAX &&
           easc__counts_add(&trace->counts, easc__count_key(kind, symbol), 1);
}

static bool add_agent(easc__trace *trace, const easc__request *request, easc__symbols *symbols)
{
    if (request->agent.n == 0) {
        return true;
    }
    uint32_t symbol = easc__symbols_add(symbols, request->agent);
    return symbol != EASC__NO_INDEX &&
           easc__counts_add(&trace->agent_times, symbol, easc__time_number(request->time_s));
}

/* Where a day is, or would be. Rows come mostly in order, so the last day is tried first. */
static size_t day_bound(const easc__trace *trace, int32_t day)
{
    size_t low = 0;
    size_t high = trace->day_count;
    if (high > 0 && trace->days[high - 1].day < day) {
        return high;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (trace->days[middle].day < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The bucket of a day, made when it is new; NULL when there is no memory. */
static easc__day *day_bucket(easc__trace *trace, int32_t day)
{
    size_t at = day_bound(trace, day);
    if (at < trace->day_count && trace->days[at].day == day) {
        return &trace->days[at];
    }
    easc__day *days = easc__grow(trace->days, trace->day_count, &trace->day_capacity, sizeof *days);
    if (!days) {
        return NULL;
    }
    trace->days = days;
    memmove(days + at + 1, days + at, (trace->day_count - at) * sizeof *days);
    memset(&days[at], 0, sizeof days[at]);
    days[at].day = day;
    trace->day_count++;
    return &days[at];
}

static void raise(easc__moment *known, easc__moment moment)
{
    if (moment > *known) {
        *known = moment;
    }
}

static void lower(easc__moment *known, easc__moment moment)
{
    if (moment && (!*known || moment < *known)) {
        *known = moment;
    }
}

static void count_one(uint32_t *counter)
{
    *counter = easc__add32(*counter, 1);
}

static void add_failure(easc__day *day, uint32_t events, easc__moment moment)
{
    count_one(&day->failures);
    lower(&day->first_failure, moment);
    raise(&day->last_failure, moment);
    if (events & EASC__EVENT_REFRESH) {
        count_one(&day->refreshes);
    } else {
        raise(&day->last_refusal, moment);
    }
    if (events & EASC__EVENT_HARD) {
        count_one(&day->hard_failures);
        raise(&day->last_hard, moment);
    }
}

static void add_events(easc__day *day, uint32_t events, easc__moment moment)
{
    if (events & EASC__EVENT_FAILURE) {
        add_failure(day, events, moment);
    }
    if (events & EASC__EVENT_PASS) {
        raise(&day->last_pass, moment);
    }
    if (events & EASC__EVENT_KEY) {
        raise(&day->last_key_pass, moment);
    }
    if (events & EASC__EVENT_SUCCESS) {
        raise(&day->last_success, moment);
    }
    if (events & EASC__EVENT_PROVISION_ERROR) {
        count_one(&day->provision_errors);
        raise(&day->last_provision_error, moment);
    }
}

static void add_first_hop(easc__day *day, const easc__request *request, easc__moment moment)
{
    if (request->http_status == 449) {
        count_one(&day->hop_refusals);
        lower(&day->first_hop_refusal, moment);
        raise(&day->last_hop_refusal, moment);
    } else if (request->http_status >= 200 && request->http_status <= 299 &&
               easc__is_policy_checked(request->command)) {
        raise(&day->last_hop_answer, moment);
    }
}

static bool add_day(easc__trace *trace, const easc__request *request)
{
    easc__day *day = day_bucket(trace, easc__day_of(request->time_s));
    if (!day) {
        return false;
    }
    easc__moment moment = (easc__moment)(request->time_s - easc__day_start(day->day) + 1);
    if (request->is_payload_row) {
        count_one(&day->payload_rows);
        add_events(day, request->events, moment);
    }
    if (request->is_first_hop) {
        add_first_hop(day, request, moment);
    }
    return true;
}

static void offer_acknowledgement(easc__trace *trace, int64_t time_s, int32_t number)
{
    if (number > 0 && (time_s > trace->acknowledged_s ||
                       (time_s == trace->acknowledged_s && number > trace->acknowledgement))) {
        trace->acknowledged_s = time_s;
        trace->acknowledgement = number;
    }
}

bool easc__is_agreement(const easc__request *request)
{
    return request->is_payload_row && request->protocol > 0 && request->http_status >= 200 &&
           request->http_status <= 299;
}

easc__bytes easc__protocol_text(int32_t protocol, char *room)
{
    if (protocol < 10) {
        return (easc__bytes){NULL, 0};
    }
    size_t n = easc__format_u64((uint64_t)protocol / 10, room);
    room[n] = '.';
    room[n + 1] = (char)('0' + protocol % 10);
    return easc__bytes_of(room, n + 2);
}

/* A front end hands on what a mailbox server behind it agreed on, so only the rows of the server
   that did the work tell which one that was. */
static easc__bytes agreed_server(const easc__request *request)
{
    easc__bytes nobody = {NULL, 0};
    return easc__is_agreement(request) ? request->server : nobody;
}

static bool add_attributes(easc__trace *trace, const easc__request *request, easc__symbols *symbols)
{
    char room[EASC__PROTOCOL_SIZE];
    easc__latest *known = trace->attributes;
    int64_t at = request->time_s;
    bool ok = offer_attribute(&known[EASC__ATTRIBUTE_ID], at, request->device_id, symbols) &&
              offer_attribute(&known[EASC__ATTRIBUTE_TYPE], at, request->device_type, symbols) &&
              offer_attribute(&known[EASC__ATTRIBUTE_AGENT], at, request->agent, symbols) &&
              offer_attribute(&known[EASC__ATTRIBUTE_PROTOCOL], at,
                              easc__protocol_text(request->protocol, room), symbols);
    if (!ok || !request->is_payload_row) {
        return ok;
    }
    const easc__payload *payload = &request->payload;
    return offer_attribute(&known[EASC__ATTRIBUTE_MODEL], at, payload->device_model, symbols) &&
           offer_attribute(&known[EASC__ATTRIBUTE_OS], at, payload->device_os, symbols) &&
           offer_attribute(&known[EASC__ATTRIBUTE_DEV_AGENT], at, payload->device_agent, symbols) &&
           offer_attribute(&known[EASC__ATTRIBUTE_ACCESS], at, payload->access, symbols) &&
           offer_attribute(&known[EASC__ATTRIBUTE_PROTOCOL_SERVER], at, agreed_server(request),
                           symbols);
}

static bool add_traffic(easc__trace *trace, const easc__request *request, easc__symbols *symbols)
{
    bool is_back = !request->is_first_hop;
    easc__traffic *traffic = &trace->traffic[is_back];
    traffic->requests = easc__add(traffic->requests, 1);
    traffic->bytes_sent = easc__add(traffic->bytes_sent, request->bytes_sent);
    traffic->bytes_received = easc__add(traffic->bytes_received, request->bytes_received);
    if (request->client_address.n > 0 &&
        !add_address(&traffic->addresses, easc__hash(easc__fixed_key, request->client_address))) {
        return false;
    }
    easc__count_kind http = is_back ? EASC__COUNT_HTTP_BACK : EASC__COUNT_HTTP_FIRST;
    if (request->http_status > 0 &&
        !easc__counts_add(&trace->counts, easc__count_key(http, (uint32_t)request->http_status),
                          1)) {
        return false;
    }
    return count_name(trace, is_back ? EASC__COUNT_COMMAND_BACK : EASC__COUNT_COMMAND_FIRST,
                      request->command_name, symbols) &&
           count_name(trace, EASC__COUNT_SERVER, request->server, symbols);
}

static bool add_statuses(easc__trace *trace, const easc__request *request)
{
    for (size_t i = 0; i < request->statuses->count; i++) {
        uint32_t key = easc__count_key(EASC__COUNT_STATUS, request->statuses->codes[i]);
        if (!easc__counts_add(&trace->counts, key, 1)) {
            return false;
        }
    }
    return true;
}

static bool add_errors(easc__trace *trace, const easc__request *request, easc__symbols *symbols)
{
    easc__bytes error;
    for (easc__bytes rest = request->payload.errors; easc__next_piece(&rest, ';', &error);) {
        if (error.n == 0) {
            continue;
        }
        if (!count_name(trace, EASC__COUNT_ERROR, error, symbols)) {
            return false;
        }
    }
    return true;
}

/* Facts that only payload rows tell. */
static bool add_payload(easc__trace *trace, const easc__request *request, easc__symbols *symbols)
{
    const easc__payload *payload = &request->payload;
    trace->items_from_client = easc__add(trace->items_from_client, payload->items_from_client);
    trace->items_to_client = easc__add(trace->items_to_client, payload->items_to_client);
    trace->is_payload_account = trace->is_payload_account || !request->is_claimed;
    offer_acknowledgement(trace, request->time_s, payload->acknowledgement);
    return add_statuses(trace, request) && add_errors(trace, request, symbols);
}

static bool add_claims(easc__trace *trace, const easc__request *request, easc__symbols *symbols)
{
    easc__bytes own = easc__local_part(request->user);
    for (size_t i = 0; i < sizeof request->claims / sizeof request->claims[0]; i++) {
        easc__bytes other = easc__local_part(request->claims[i]);
        if (other.n > 0 && !easc__equal_nocase(own, other) &&
            !count_name(trace, EASC__COUNT_CLAIM, other, symbols)) {
            return false;
        }
    }
    return true;
}

static void add_times(easc__trace *trace, const easc__request *request)
{
    int64_t at = request->time_s;
    trace->first_s = at < trace->first_s ? at : trace->first_s;
    trace->last_s = at > trace->last_s ? at : trace->last_s;
    if (at > trace->moved_s && easc__shows_move(request)) {
        trace->moved_s = at;
    }
}

bool easc__trace_add(easc__trace *trace, const easc__request *request,
                     const easc__interest *interest, easc__symbols *symbols)
{
    add_times(trace, request);
    return easc__marks_add(&trace->marks, request, interest, symbols) && add_day(trace, request) &&
           add_attributes(trace, request, symbols) && add_traffic(trace, request, symbols) &&
           add_agent(trace, request, symbols) &&
           (!request->is_payload_row || add_payload(trace, request, symbols)) &&
           add_claims(trace, request, symbols);
}

static void merge_day(easc__day *into, const easc__day *from)
{
    into->payload_rows = easc__add32(into->payload_rows, from->payload_rows);
    into->failures = easc__add32(into->failures, from->failures);
    into->refreshes = easc__add32(into->refreshes, from->refreshes);
    into->hard_failures = easc__add32(into->hard_failures, from->hard_failures);
    into->provision_errors = easc__add32(into->provision_errors, from->provision_errors);
    into->hop_refusals = easc__add32(into->hop_refusals, from->hop_refusals);
    lower(&into->first_failure, from->first_failure);
    raise(&into->last_failure, from->last_failure);
    raise(&into->last_refusal, from->last_refusal);
    raise(&into->last_hard, from->last_hard);
    raise(&into->last_provision_error, from->last_provision_error);
    raise(&into->last_pass, from->last_pass);
    raise(&into->last_key_pass, from->last_key_pass);
    raise(&into->last_success, from->last_success);
    lower(&into->first_hop_refusal, from->first_hop_refusal);
    raise(&into->last_hop_refusal, from->last_hop_refusal);
    raise(&into->last_hop_answer, from->last_hop_answer);
}

static bool merge_traffic(easc__traffic *into, const easc__traffic *from)
{
    into->requests = easc__add(into->requests, from->requests);
    into->bytes_sent = easc__add(into->bytes_sent, from->bytes_sent);
    into->bytes_received = easc__add(into->bytes_received, from->bytes_received);
    for (size_t i = 0; i < from->addresses.count; i++) {
        if (!add_address(&into->addresses, from->addresses.hashes[i])) {
            return false;
        }
    }
    return true;
}

static bool merge_counts(easc__counts *into, const easc__counts *from)
{
    for (size_t i = 0; i < from->count; i++) {
        if (!easc__counts_add(into, from->items[i].key, from->items[i].n)) {
            return false;
        }
    }
    return true;
}

static bool merge_days(easc__trace *into, const easc__trace *from)
{
    for (size_t i = 0; i < from->day_count; i++) {
        easc__day *day = day_bucket(into, from->days[i].day);
        if (!day) {
            return false;
        }
        merge_day(day, &from->days[i]);
    }
    return true;
}

bool easc__trace_merge(easc__trace *into, const easc__trace *from)
{
    into->is_payload_account = into->is_payload_account || from->is_payload_account;
    into->first_s = from->first_s < into->first_s ? from->first_s : into->first_s;
    into->last_s = from->last_s > into->last_s ? from->last_s : into->last_s;
    into->moved_s = from->moved_s > into->moved_s ? from->moved_s : into->moved_s;
    offer_acknowledgement(into, from->acknowledged_s, from->acknowledgement);
    for (int i = 0; i < EASC__ATTRIBUTE_COUNT; i++) {
        const easc__latest *other = &from->attributes[i];
        if (is_newer(&into->attributes[i], other->time_s, other->value)) {
            into->attributes[i] = *other;
        }
    }
    into->items_from_client = easc__add(into->items_from_client, from->items_from_client);
    into->items_to_client = easc__add(into->items_to_client, from->items_to_client);
    return merge_traffic(&into->traffic[0], &from->traffic[0]) &&
           merge_traffic(&into->traffic[1], &from->traffic[1]) &&
           merge_counts(&into->counts, &from->counts) &&
           merge_counts(&into->agent_times, &from->agent_times) &&
           easc__marks_merge(&into->marks, &from->marks) && merge_days(into, from);
}

static uint32_t rename_symbol(uint32_t symbol, const uint32_t *new_symbols)
{
    return new_symbols[symbol];
}

void easc__trace_translate(easc__trace *trace, const uint32_t *new_symbols)
{
    easc__counts_rename(&trace->counts, easc__translate_key, new_symbols);
    easc__counts_rename(&trace->agent_times, rename_symbol, new_symbols);
    easc__marks_translate(&trace->marks, new_symbols);
}

void easc__trace_settle(easc__trace *trace)
{
    easc__counts_settle(&trace->counts);
    easc__counts_settle(&trace->agent_times);
}
