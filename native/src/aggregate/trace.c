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
    for (int i = 0; i < EASC__ATTRIBUTE_COUNT; i++) {
        trace->attributes[i].time_s = EASC__NO_TIME;
    }
}

void easc__trace_done(easc__trace *trace)
{
    easc__counts_done(&trace->counts);
    easc__numbers_done(&trace->servers);
    easc__free(trace->traffic[0].addresses.hashes);
    easc__free(trace->traffic[1].addresses.hashes);
    easc__free(trace->agents);
    easc__free(trace->claims);
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

/* Copies only a value that differs from the one known. */
static bool offer_attribute(easc__latest *known, int64_t time_s, easc__bytes value,
                            easc__arena *arena)
{
    if (!is_newer(known, time_s, value)) {
        return true;
    }
    if (!easc__equal(known->value, value)) {
        easc__bytes copy = easc__arena_copy(arena, value);
        if (!copy.p) {
            return false;
        }
        known->value = copy;
    }
    known->time_s = time_s;
    return true;
}

static bool add_address(easc__addresses *addresses, uint64_t hash)
{
    for (size_t i = 0; i < addresses->count; i++) {
        if (addresses->hashes[i] == hash) {
            return true;
        }
    }
    if (addresses->count >= EASC__ADDRESSES_MAX) {
        return true;
    }
    uint64_t *hashes =
        easc__grow(addresses->hashes, addresses->count, &addresses->capacity, sizeof *hashes);
    if (!hashes) {
        return false;
    }
    addresses->hashes = hashes;
    addresses->hashes[addresses->count++] = hash;
    return true;
}

static bool add_agent(easc__trace *trace, int64_t time_s, easc__bytes agent, easc__arena *arena)
{
    for (size_t i = 0; i < trace->agent_count; i++) {
        if (easc__equal(trace->agents[i].agent, agent)) {
            if (time_s < trace->agents[i].first_s) {
                trace->agents[i].first_s = time_s;
            }
            return true;
        }
    }
    easc__bytes copy = arena ? easc__arena_copy(arena, agent) : agent;
    easc__agent_seen *agents =
        easc__grow(trace->agents, trace->agent_count, &trace->agent_capacity, sizeof *agents);
    if (!agents) {
        return false;
    }
    trace->agents = agents;
    if (!copy.p) {
        return false;
    }
    trace->agents[trace->agent_count++] = (easc__agent_seen){copy, time_s};
    return true;
}

/* Where a claim is, or would be, in the sorted list. */
static size_t claim_bound(const easc__trace *trace, easc__bytes name, bool *found)
{
    size_t low = 0;
    size_t high = trace->claim_count;
    *found = false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = easc__compare_nocase(trace->claims[middle], name);
        if (order == 0) {
            *found = true;
            return middle;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool add_claim(easc__trace *trace, easc__bytes name, easc__arena *arena)
{
    bool found;
    size_t at = claim_bound(trace, name, &found);
    if (found) {
        return true;
    }
    easc__bytes copy = arena ? easc__arena_copy(arena, name) : name;
    easc__bytes *claims =
        easc__grow(trace->claims, trace->claim_count, &trace->claim_capacity, sizeof *claims);
    if (!claims) {
        return false;
    }
    trace->claims = claims;
    if (!copy.p) {
        return false;
    }
    memmove(claims + at + 1, claims + at, (trace->claim_count - at) * sizeof *claims);
    claims[at] = copy;
    trace->claim_count++;
    return true;
}

/* The bucket of a day, made when it is new; NULL when there is no memory. Rows come mostly in
   order, so the search begins at the end. */
static easc__day *day_bucket(easc__trace *trace, int32_t day)
{
    size_t at = trace->day_count;
    while (at > 0 && trace->days[at - 1].day > day) {
        at--;
    }
    if (at > 0 && trace->days[at - 1].day == day) {
        return &trace->days[at - 1];
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

/* "14.1" of 141, in `room`. */
static easc__bytes protocol_text(int32_t protocol, char *room)
{
    if (protocol < 10) {
        return (easc__bytes){NULL, 0};
    }
    size_t n = easc__format_u64((uint64_t)protocol / 10, room);
    room[n] = '.';
    room[n + 1] = (char)('0' + protocol % 10);
    return easc__bytes_of(room, n + 2);
}

static bool add_attributes(easc__trace *trace, const easc__request *request, easc__arena *arena)
{
    char room[EASC__NUMBER_SIZE + 2];
    easc__latest *known = trace->attributes;
    int64_t at = request->time_s;
    bool ok = offer_attribute(&known[EASC__ATTRIBUTE_ID], at, request->device_id, arena) &&
              offer_attribute(&known[EASC__ATTRIBUTE_TYPE], at, request->device_type, arena) &&
              offer_attribute(&known[EASC__ATTRIBUTE_AGENT], at, request->agent, arena) &&
              offer_attribute(&known[EASC__ATTRIBUTE_PROTOCOL], at,
                              protocol_text(request->protocol, room), arena);
    if (!ok || !request->is_payload_row) {
        return ok;
    }
    const easc__payload *payload = &request->payload;
    return offer_attribute(&known[EASC__ATTRIBUTE_MODEL], at, payload->device_model, arena) &&
           offer_attribute(&known[EASC__ATTRIBUTE_OS], at, payload->device_os, arena) &&
           offer_attribute(&known[EASC__ATTRIBUTE_DEV_AGENT], at, payload->device_agent, arena) &&
           offer_attribute(&known[EASC__ATTRIBUTE_ACCESS], at, payload->access, arena);
}

static bool add_traffic(easc__trace *trace, const easc__request *request, uint32_t command,
                        easc__hash_key key)
{
    bool is_back = !request->is_first_hop;
    easc__traffic *traffic = &trace->traffic[is_back];
    traffic->requests = easc__add(traffic->requests, 1);
    traffic->bytes_sent = easc__add(traffic->bytes_sent, request->bytes_sent);
    traffic->bytes_received = easc__add(traffic->bytes_received, request->bytes_received);
    if (request->client_address.n > 0 &&
        !add_address(&traffic->addresses, easc__hash(key, request->client_address))) {
        return false;
    }
    if (request->http_status > 0 &&
        !easc__counts_add(&trace->counts,
                          easc__count_key(is_back ? EASC__COUNT_HTTP_BACK : EASC__COUNT_HTTP_FIRST,
                                          (uint32_t)request->http_status),
                          1)) {
        return false;
    }
    return easc__counts_add(
        &trace->counts,
        easc__count_key(is_back ? EASC__COUNT_COMMAND_BACK : EASC__COUNT_COMMAND_FIRST, command),
        1);
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
        uint32_t symbol = easc__symbols_add(symbols, error);
        if (symbol > EASC__COUNT_VALUE_MAX ||
            !easc__counts_add(&trace->counts, easc__count_key(EASC__COUNT_ERROR, symbol), 1)) {
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

static bool add_claims(easc__trace *trace, const easc__request *request, easc__arena *arena)
{
    easc__bytes own = easc__local_part(request->user);
    for (size_t i = 0; i < sizeof request->claims / sizeof request->claims[0]; i++) {
        easc__bytes other = easc__local_part(request->claims[i]);
        if (other.n > 0 && !easc__equal_nocase(own, other) && !add_claim(trace, other, arena)) {
            return false;
        }
    }
    return true;
}

static bool shows_move(const easc__request *request)
{
    return request->http_status == 451 ||
           (request->is_payload_row && easc__names_error(request, EASC__LIT("UserHasNoMailbox")));
}

static void add_times(easc__trace *trace, const easc__request *request)
{
    int64_t at = request->time_s;
    trace->first_s = at < trace->first_s ? at : trace->first_s;
    trace->last_s = at > trace->last_s ? at : trace->last_s;
    if (at > trace->moved_s && shows_move(request)) {
        trace->moved_s = at;
    }
}

bool easc__trace_add(easc__trace *trace, const easc__request *request, easc__arena *arena,
                     easc__symbols *symbols, easc__hash_key key)
{
    uint32_t command = easc__symbols_add(symbols, request->command_name);
    uint32_t server = easc__symbols_add(symbols, request->server);
    if (command > EASC__COUNT_VALUE_MAX || server == EASC__NO_INDEX) {
        return false;
    }
    add_times(trace, request);
    return add_day(trace, request) && add_attributes(trace, request, arena) &&
           add_traffic(trace, request, command, key) &&
           easc__numbers_add(&trace->servers, server) &&
           (request->agent.n == 0 || add_agent(trace, request->time_s, request->agent, arena)) &&
           (!request->is_payload_row || add_payload(trace, request, symbols)) &&
           add_claims(trace, request, arena);
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

static bool merge_sets(easc__trace *into, const easc__trace *from)
{
    for (size_t i = 0; i < from->counts.count; i++) {
        if (!easc__counts_add(&into->counts, from->counts.items[i].key, from->counts.items[i].n)) {
            return false;
        }
    }
    for (size_t i = 0; i < from->servers.count; i++) {
        if (!easc__numbers_add(&into->servers, from->servers.items[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < from->agent_count; i++) {
        if (!add_agent(into, from->agents[i].first_s, from->agents[i].agent, NULL)) {
            return false;
        }
    }
    for (size_t i = 0; i < from->claim_count; i++) {
        if (!add_claim(into, from->claims[i], NULL)) {
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
           merge_traffic(&into->traffic[1], &from->traffic[1]) && merge_sets(into, from) &&
           merge_days(into, from);
}

static bool names_symbol(uint32_t key)
{
    easc__count_kind kind = easc__kind_of_key(key);
    return kind == EASC__COUNT_COMMAND_FIRST || kind == EASC__COUNT_COMMAND_BACK ||
           kind == EASC__COUNT_ERROR;
}

bool easc__trace_translate(easc__trace *trace, const uint32_t *new_symbols)
{
    easc__counts counts = {NULL, 0, 0};
    easc__numbers servers = {NULL, 0, 0};
    bool ok = true;
    for (size_t i = 0; ok && i < trace->counts.count; i++) {
        uint32_t key = trace->counts.items[i].key;
        if (names_symbol(key)) {
            key = easc__count_key(easc__kind_of_key(key), new_symbols[key & EASC__COUNT_VALUE_MAX]);
        }
        ok = easc__counts_add(&counts, key, trace->counts.items[i].n);
    }
    for (size_t i = 0; ok && i < trace->servers.count; i++) {
        ok = easc__numbers_add(&servers, new_symbols[trace->servers.items[i]]);
    }
    if (!ok) {
        easc__counts_done(&counts);
        easc__numbers_done(&servers);
        return false;
    }
    easc__counts_done(&trace->counts);
    easc__numbers_done(&trace->servers);
    trace->counts = counts;
    trace->servers = servers;
    return true;
}
