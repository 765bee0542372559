/* marks.c - see marks.h. */
#include "aggregate/marks.h"

#include "base/civil.h"
#include "base/heap.h"
#include "base/number.h"
#include "request/policy.h"

void easc__marks_done(easc__marks *marks)
{
    easc__free(marks->items);
    memset(marks, 0, sizeof *marks);
}

/* --- places --------------------------------------------------------------------------------- */

static int compare_numbers(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int compare_sightings(const easc__sighting *a, const easc__sighting *b)
{
    if (a->time_s != b->time_s) {
        return a->time_s < b->time_s ? -1 : 1;
    }
    int order = compare_numbers(a->place.input, b->place.input);
    return order ? order : compare_numbers(a->place.byte, b->place.byte);
}

bool easc__is_later(const easc__sighting *a, const easc__sighting *b)
{
    return compare_sightings(a, b) > 0;
}

/* --- the list ------------------------------------------------------------------------------- */

static int compare_marks(const easc__mark *a, const easc__mark *b)
{
    int order = compare_numbers(a->kind, b->kind);
    order = order ? order : compare_numbers(a->value, b->value);
    return order ? order : (a->day > b->day) - (a->day < b->day);
}

/* Where a mark is, or would be. */
static size_t bound(const easc__marks *marks, const easc__mark *mark)
{
    size_t low = 0;
    size_t high = marks->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_marks(&marks->items[middle], mark) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void add_up(easc__mark *into, const easc__mark *from)
{
    into->count = easc__add(into->count, from->count);
    if (easc__is_later(&into->first, &from->first)) {
        into->first = from->first;
    }
    if (easc__is_later(&from->last, &into->last)) {
        into->last = from->last;
    }
}

/* Takes the mark at `at` out. */
static void drop(easc__marks *marks, size_t at)
{
    marks->count--;
    memmove(marks->items + at, marks->items + at + 1, (marks->count - at) * sizeof *marks->items);
}

/* Agents are the last kind. */
static size_t first_agent(const easc__marks *marks)
{
    return bound(marks, &(easc__mark){.kind = EASC__MARK_AGENT, .day = INT32_MIN});
}

/* Of too many agents those that were seen first are kept: such a one was among them all the time,
   so its first row is the right one. True when there is room for the mark. */
static bool make_room_for_agent(easc__marks *marks, const easc__mark *mark)
{
    size_t start = first_agent(marks);
    if (marks->count - start < EASC__MARKED_AGENTS_MAX) {
        return true;
    }
    size_t latest = start;
    for (size_t i = start + 1; i < marks->count; i++) {
        if (easc__is_later(&marks->items[i].first, &marks->items[latest].first)) {
            latest = i;
        }
    }
    if (easc__is_later(&mark->first, &marks->items[latest].first)) {
        return false;
    }
    drop(marks, latest);
    return true;
}

static bool insert(easc__marks *marks, const easc__mark *mark)
{
    easc__mark *items = easc__grow(marks->items, marks->count, &marks->capacity, sizeof *items);
    if (!items) {
        return false;
    }
    marks->items = items;
    size_t at = bound(marks, mark);
    memmove(items + at + 1, items + at, (marks->count - at) * sizeof *items);
    items[at] = *mark;
    marks->count++;
    return true;
}

static bool offer(easc__marks *marks, const easc__mark *mark)
{
    size_t at = bound(marks, mark);
    if (at < marks->count && compare_marks(&marks->items[at], mark) == 0) {
        add_up(&marks->items[at], mark);
        return true;
    }
    if (mark->kind == EASC__MARK_AGENT && !make_room_for_agent(marks, mark)) {
        return true;
    }
    return insert(marks, mark);
}

bool easc__marks_merge(easc__marks *into, const easc__marks *from)
{
    for (size_t i = 0; i < from->count; i++) {
        if (!offer(into, &from->items[i])) {
            return false;
        }
    }
    return true;
}

/* Only agents have symbols; their order among themselves may change. */
void easc__marks_translate(easc__marks *marks, const uint32_t *new_symbols)
{
    size_t at = first_agent(marks);
    for (size_t i = at; i < marks->count; i++) {
        easc__mark mark = marks->items[i];
        mark.value = new_symbols[mark.value];
        size_t to = i;
        for (; to > at && compare_marks(&marks->items[to - 1], &mark) > 0; to--) {
            marks->items[to] = marks->items[to - 1];
        }
        marks->items[to] = mark;
    }
}

const easc__mark *easc__marks_find(const easc__marks *marks, easc__mark_kind kind, uint32_t value)
{
    size_t at = bound(marks, &(easc__mark){.kind = kind, .value = value, .day = INT32_MIN});
    bool found =
        at < marks->count && marks->items[at].kind == kind && marks->items[at].value == value;
    return found ? &marks->items[at] : NULL;
}

/* --- what a row shows ----------------------------------------------------------------------- */

/* A row that is being looked at. */
typedef struct look {
    easc__marks *marks;
    const easc__request *request;
    int32_t day; /* 0 unless the device is watched */
    bool is_off;
    bool ok;
} look;

static void mark_value(look *l, easc__mark_kind kind, uint32_t value)
{
    easc__sighting here = {l->request->time_s, l->request->place};
    easc__mark mark = {kind, value, l->day, 1, here, here};
    l->ok = l->ok && offer(l->marks, &mark);
}

static void mark_if(look *l, bool holds, easc__mark_kind kind)
{
    if (holds) {
        mark_value(l, kind, 0);
    }
}

static void look_at_failure(look *l, uint32_t events)
{
    bool is_failure = (events & EASC__EVENT_FAILURE) != 0;
    bool is_refresh = (events & EASC__EVENT_REFRESH) != 0;
    mark_if(l, is_failure && l->is_off, EASC__MARK_REFUSED_WHILE_OFF);
    if (is_failure && !l->is_off) {
        mark_value(l, is_refresh ? EASC__MARK_REFRESHED : EASC__MARK_REFUSED, 0);
        mark_if(l, (events & EASC__EVENT_HARD) != 0, EASC__MARK_HARD);
    }
}

static void look_at_policy(look *l)
{
    const easc__request *r = l->request;
    bool is_keyless = r->payload.has_key && r->payload.key == 0;
    bool is_success = (r->events & EASC__EVENT_SUCCESS) != 0;
    look_at_failure(l, r->events);
    uint32_t pass = l->is_off ? EASC__EVENT_KEY : EASC__EVENT_PASS;
    mark_if(l, (r->events & pass) != 0, EASC__MARK_PASSED);
    mark_if(l, (r->events & EASC__EVENT_KEY) != 0, EASC__MARK_KEY);
    mark_if(l, is_success && is_keyless && !l->is_off, EASC__MARK_KEYLESS);
    mark_if(l, is_success && l->is_off && !(r->events & EASC__EVENT_KEY),
            EASC__MARK_LET_IN_WHILE_OFF);
    mark_if(l, (r->events & EASC__EVENT_PROVISION_ERROR) != 0, EASC__MARK_PROVISION_ERROR);
    mark_if(l, (r->events & EASC__EVENT_WIPE) != 0, EASC__MARK_WIPE);
    if (r->payload.acknowledgement > 0) {
        mark_value(l, EASC__MARK_ACKNOWLEDGED, (uint32_t)r->payload.acknowledgement);
    }
}

static void look_at_access(look *l)
{
    easc__bytes access = l->request->payload.access;
    mark_if(l,
            easc__starts(access, EASC__LIT("Blocked")) &&
                !easc__equal(access, EASC__LIT("BlockedP")),
            EASC__MARK_BLOCKED);
    mark_if(l, easc__starts(access, EASC__LIT("Quarantined")), EASC__MARK_QUARANTINED);
}

static bool is_throttled(const easc__request *r)
{
    static const easc__bytes errors[] = {EASC__NAME("OverBudget"), EASC__NAME("TooManyJobsQueued"),
                                         EASC__NAME("BackingOffMailboxServer"),
                                         EASC__NAME("DeviceIsAutoBlocked"),
                                         EASC__NAME("DeviceIsAutoBlockedOnOOB")};
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        if (easc__names_error(r, errors[i])) {
            return true;
        }
    }
    return r->http_status == 503 || r->payload.is_told_to_back_off;
}

static void look_at_payload(look *l)
{
    const easc__request *r = l->request;
    look_at_policy(l);
    look_at_access(l);
    mark_if(l, r->payload.is_first_contact, EASC__MARK_FIRST_CONTACT);
    mark_if(l, r->command == EASC__COMMAND_SYNC && easc__has_status(r, 3), EASC__MARK_RESYNC);
    mark_if(l, is_throttled(r), EASC__MARK_THROTTLED);
}

static bool is_watched(const easc__interest *interest, easc__bytes device_id)
{
    for (size_t i = 0; i < interest->watched_count; i++) {
        if (easc__equal_nocase(interest->watched[i], device_id)) {
            return true;
        }
    }
    return false;
}

static void look_at_agent(look *l, easc__symbols *symbols)
{
    if (l->request->agent.n > 0) {
        uint32_t symbol = easc__symbols_add(symbols, l->request->agent);
        l->ok = l->ok && symbol != EASC__NO_INDEX;
        l->day = 0;
        mark_value(l, EASC__MARK_AGENT, symbol);
    }
}

bool easc__marks_add(easc__marks *marks, const easc__request *request,
                     const easc__interest *interest, easc__symbols *symbols)
{
    int32_t day = easc__day_of(request->time_s);
    bool is_off = easc__in_periods(interest->policy_off, interest->off_count, day);
    bool is_close = is_watched(interest, request->device_id);
    look l = {marks, request, is_close ? day : 0, is_off, true};
    mark_value(&l, EASC__MARK_SEEN, 0);
    mark_if(&l, request->protocol > 0, EASC__MARK_PROTOCOL);
    if (request->is_payload_row) {
        look_at_payload(&l);
    } else if (request->http_status == 449) {
        mark_value(&l, is_off ? EASC__MARK_REFUSED_WHILE_OFF : EASC__MARK_HOP_REFUSED, 0);
    }
    mark_if(&l, easc__shows_move(request), EASC__MARK_MOVED);
    if (is_close) {
        look_at_agent(&l, symbols);
    }
    return l.ok;
}
