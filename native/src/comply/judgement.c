/* judgement.c - see judgement.h. Days are looked at one by one; everything is a maximum, a sum or a
   count over them, so nothing depends on an order of rows. */
#include "comply/judgement.h"

#include "base/civil.h"
#include "comply/builds.h"
#include "comply/offers.h"

/* What one day counts for (contract section 4): payload rows, or first-hop rows in their place. */
typedef struct day_view {
    int32_t day;
    bool is_current; /* failures are: neither history nor policy-free */
    bool is_history;
    bool is_policy_on;
    uint64_t failures;
    uint64_t refusals;
    uint64_t hard_failures;
    uint64_t refreshes;
    int64_t first_failure_s;
    int64_t last_failure_s;
    int64_t last_refusal_s;
    int64_t last_hard_s;
    int64_t last_pass_s;
    int64_t last_key_pass_s;
    int64_t last_success_s;
    int64_t last_provision_error_s;
} day_view;

/* What is the same for all devices. */
typedef struct setting {
    const easc__terms *terms;
    const easc__catalogue *catalogue;
    easc__offers offers;
    int64_t newest_s; /* EAS row of the input */
} setting;

/* What the rules of sections 5, 6 and 8 look at. */
typedef struct facts {
    const easc__trace *trace;
    const easc__terms *terms;
    int64_t newest_s;
    int32_t client_since; /* day of the first row with the present agent; INT32_MIN: no history */
    bool has_hop_refusal;
    bool has_history_refusal;
    int64_t last_current_failure_s;
    int64_t last_current_refusal_s;
    int64_t last_current_hard_s;
    int64_t last_key_pass_s;
    int64_t last_on_pass_s; /* on a policy-on day */
    int64_t last_provision_error_s;
    easc__judgement *out;
} facts;

static void later(int64_t *known, int64_t time_s)
{
    if (time_s > *known) {
        *known = time_s;
    }
}

static void view_payload(const easc__day *day, bool is_off, day_view *v)
{
    v->failures = day->failures;
    v->refreshes = day->refreshes;
    v->refusals = day->failures - day->refreshes;
    v->hard_failures = day->hard_failures;
    v->first_failure_s = easc__moment_time(day->day, day->first_failure);
    v->last_failure_s = easc__moment_time(day->day, day->last_failure);
    v->last_refusal_s = easc__moment_time(day->day, day->last_refusal);
    v->last_hard_s = easc__moment_time(day->day, day->last_hard);
    v->last_key_pass_s = easc__moment_time(day->day, day->last_key_pass);
    v->last_pass_s = is_off ? v->last_key_pass_s : easc__moment_time(day->day, day->last_pass);
    v->last_success_s = easc__moment_time(day->day, day->last_success);
    v->last_provision_error_s = easc__moment_time(day->day, day->last_provision_error);
}

/* A client that is answered 449 hides nothing behind 200, so its first-hop rows can stand in. */
static void view_stand_in(const easc__day *day, bool is_off, bool has_hop_refusal, day_view *v)
{
    v->failures = day->hop_refusals;
    v->refusals = day->hop_refusals;
    v->first_failure_s = easc__moment_time(day->day, day->first_hop_refusal);
    v->last_failure_s = easc__moment_time(day->day, day->last_hop_refusal);
    v->last_refusal_s = v->last_failure_s;
    if (has_hop_refusal) {
        v->last_success_s = easc__moment_time(day->day, day->last_hop_answer);
        v->last_pass_s = is_off ? EASC__NO_TIME : v->last_success_s;
    }
}

static day_view view_day(const facts *f, const easc__day *day)
{
    const int64_t no = EASC__NO_TIME;
    day_view v = {.day = day->day,
                  .first_failure_s = no,
                  .last_failure_s = no,
                  .last_refusal_s = no,
                  .last_hard_s = no,
                  .last_pass_s = no,
                  .last_key_pass_s = no,
                  .last_success_s = no,
                  .last_provision_error_s = no};
    bool is_off = easc__in_periods(f->terms->policy_off, f->terms->off_count, day->day);
    v.is_policy_on = easc__in_periods(f->terms->policy_on, f->terms->on_count, day->day);
    v.is_history = day->day < f->client_since;
    v.is_current = !is_off && !v.is_history;
    if (day->payload_rows > 0) {
        view_payload(day, is_off, &v);
    } else {
        view_stand_in(day, is_off, f->has_hop_refusal, &v);
    }
    return v;
}

/* Failures before the first row with the present agent belong to an older client, when an earlier
   row shows another agent. */
static int32_t client_since(const easc__device *device)
{
    return device->others_since_s < device->agent_since_s && device->agent_since_s != INT64_MAX
               ? easc__day_of(device->agent_since_s)
               : INT32_MIN;
}

static void add_day(facts *f, const day_view *v)
{
    easc__judgement *out = f->out;
    out->failures += v->failures;
    out->hard_failures += v->hard_failures;
    out->refreshes += v->refreshes;
    if (v->first_failure_s != EASC__NO_TIME &&
        (out->first_failure_s == EASC__NO_TIME || v->first_failure_s < out->first_failure_s)) {
        out->first_failure_s = v->first_failure_s;
    }
    later(&out->last_failure_s, v->last_failure_s);
    later(&out->last_pass_s, v->last_pass_s);
    later(&out->last_success_s, v->last_success_s);
    later(&f->last_key_pass_s, v->last_key_pass_s);
    later(&f->last_provision_error_s, v->last_provision_error_s);
    if (v->is_policy_on) {
        later(&f->last_on_pass_s, v->last_pass_s);
    }
    if (v->is_current) {
        later(&f->last_current_failure_s, v->last_failure_s);
        later(&f->last_current_refusal_s, v->last_refusal_s);
        later(&f->last_current_hard_s, v->last_hard_s);
    }
    f->has_history_refusal |= v->is_history && v->refusals > 0;
}

static void collect(facts *f)
{
    const easc__trace *trace = f->trace;
    for (size_t i = 0; i < trace->day_count; i++) {
        f->has_hop_refusal |= trace->days[i].hop_refusals > 0;
        f->out->provision_errors += trace->days[i].provision_errors;
    }
    for (size_t i = 0; i < trace->day_count; i++) {
        day_view v = view_day(f, &trace->days[i]);
        add_day(f, &v);
    }
    f->out->acknowledgement = trace->acknowledgement;
    f->out->is_policy_key_accepted = f->last_key_pass_s != EASC__NO_TIME;
}

/* Sum of the current failures, or refusals, of the days from `from` to `to`, and on how many days
   there were at least `least` of them. */
static uint64_t sum_current(const facts *f, int32_t from, int32_t to, bool refusals_only,
                            uint64_t least, uint64_t *days)
{
    uint64_t sum = 0;
    *days = 0;
    for (size_t i = 0; i < f->trace->day_count; i++) {
        if (f->trace->days[i].day < from || f->trace->days[i].day > to) {
            continue;
        }
        day_view v = view_day(f, &f->trace->days[i]);
        uint64_t n = !v.is_current ? 0 : refusals_only ? v.refusals : v.failures;
        sum += n;
        *days += n >= least;
    }
    return sum;
}

enum {
    LOOPING_FAILURES = 10, /* a day */
    FLAPPING_REFUSALS = 5, /* a day, on that many days of the week that ends with the last pass */
    FLAPPING_DAYS = 3,
    FLAPPING_WINDOW = 7,
    PENDING_REFUSALS = 3 /* as many are no beginning any more */
};

static bool is_looping(const facts *f)
{
    uint64_t days;
    if (f->last_current_failure_s == EASC__NO_TIME ||
        f->last_current_failure_s <= f->out->last_pass_s) {
        return false;
    }
    int32_t day = easc__day_of(f->last_current_failure_s);
    return sum_current(f, day, day, false, 1, &days) >= LOOPING_FAILURES;
}

static bool is_settled(const facts *f)
{
    return f->out->last_pass_s != EASC__NO_TIME && f->out->last_pass_s >= f->last_current_refusal_s;
}

static bool is_flapping(const facts *f)
{
    uint64_t days;
    if (!is_settled(f)) {
        return false;
    }
    int32_t day = easc__day_of(f->out->last_pass_s);
    (void)sum_current(f, day - FLAPPING_WINDOW + 1, day, true, FLAPPING_REFUSALS, &days);
    return days >= FLAPPING_DAYS;
}

static bool is_pending(const facts *f)
{
    uint64_t days;
    int32_t since =
        f->out->last_pass_s == EASC__NO_TIME ? INT32_MIN : easc__day_of(f->out->last_pass_s);
    return f->newest_s - f->last_current_refusal_s < EASC__DAY_SECONDS &&
           sum_current(f, since, INT32_MAX, true, 1, &days) < PENDING_REFUSALS;
}

static easc__outcome outcome_of(const facts *f)
{
    bool has_refusal = f->last_current_refusal_s != EASC__NO_TIME;
    if (is_looping(f)) {
        return EASC__OUTCOME_LOOPING;
    }
    if (!has_refusal && f->out->last_pass_s == EASC__NO_TIME && f->out->acknowledgement == 0) {
        return EASC__OUTCOME_UNKNOWN;
    }
    if (is_flapping(f)) {
        return EASC__OUTCOME_FLAPPING;
    }
    if (!has_refusal) {
        return EASC__OUTCOME_OK;
    }
    if (is_settled(f)) {
        return EASC__OUTCOME_RECOVERED;
    }
    return is_pending(f) ? EASC__OUTCOME_PENDING : EASC__OUTCOME_UNRESOLVED;
}

static easc__reason failing_reason(const facts *f)
{
    if (f->last_current_hard_s > f->out->last_pass_s) {
        return EASC__REASON_FAILING_REFUSED;
    }
    if (f->last_provision_error_s > f->out->last_pass_s) {
        return EASC__REASON_FAILING_SERVER_ERROR;
    }
    return f->out->outcome == EASC__OUTCOME_LOOPING ? EASC__REASON_FAILING_LOOPING
                                                    : EASC__REASON_FAILING_UNRESOLVED;
}

/* By the latest acknowledgement; false when it decides nothing. An acknowledgement 1 is also
   written before the server refuses, and when a policy is undone, so it needs a pass behind it. */
static bool judge_acknowledgement(facts *f)
{
    easc__judgement *out = f->out;
    int64_t at = f->trace->acknowledged_s;
    if (out->acknowledgement == 0 || at < f->last_current_refusal_s) {
        return false;
    }
    switch (out->acknowledgement) {
    case 1:
        out->state = EASC__STATE_COMPLIANT;
        out->reason = EASC__REASON_ACKNOWLEDGED_FULL;
        return out->last_pass_s >= at;
    case 2:
        out->state = EASC__STATE_PARTIALLY_COMPLIANT;
        out->reason = EASC__REASON_ACKNOWLEDGED_PARTIAL;
        return true;
    case 3:
        out->state = EASC__STATE_NOT_COMPLIANT;
        out->reason = EASC__REASON_ACKNOWLEDGED_NONE;
        return true;
    default:
        out->state = EASC__STATE_EXTERNALLY_MANAGED;
        out->reason = EASC__REASON_ACKNOWLEDGED_EXTERNAL;
        return true;
    }
}

static easc__reason unknown_reason(const facts *f)
{
    if (f->out->outcome == EASC__OUTCOME_PENDING) {
        return EASC__REASON_FAILING_RECENT;
    }
    if (f->last_current_refusal_s != EASC__NO_TIME) {
        return EASC__REASON_RECOVERED_UNPROVEN;
    }
    return f->has_history_refusal ? EASC__REASON_CLIENT_CHANGED : EASC__REASON_NO_EVIDENCE;
}

static void judge_state(facts *f)
{
    easc__judgement *out = f->out;
    if (out->outcome == EASC__OUTCOME_UNRESOLVED || out->outcome == EASC__OUTCOME_LOOPING) {
        out->state = EASC__STATE_NOT_COMPLIANT;
        out->reason = failing_reason(f);
    } else if (judge_acknowledgement(f)) {
        return;
    } else if (f->last_key_pass_s != EASC__NO_TIME &&
               f->last_key_pass_s >= f->last_current_refusal_s) {
        out->state = EASC__STATE_PROVISIONED;
        out->reason = EASC__REASON_POLICY_KEY_ACCEPTED;
    } else {
        out->state = EASC__STATE_UNKNOWN;
        out->reason = unknown_reason(f);
    }
}

static int64_t last_proof(const facts *f)
{
    int64_t proof_s = f->last_key_pass_s;
    later(&proof_s, f->last_on_pass_s);
    if (f->out->acknowledgement > 0) {
        later(&proof_s, f->trace->acknowledged_s);
    }
    return proof_s;
}

/* A hard refusal that nothing newer outweighs. */
static bool is_refused_last(const facts *f)
{
    return f->last_current_hard_s != EASC__NO_TIME && f->last_current_hard_s > f->out->proof_s;
}

bool easc__evidence_has_proof(easc__evidence evidence)
{
    return evidence == EASC__EVIDENCE_PROVEN || evidence == EASC__EVIDENCE_ADMITTED ||
           evidence == EASC__EVIDENCE_PROVEN_BY_BUILD || evidence == EASC__EVIDENCE_KEY_HELD;
}

/* The classes that the device alone decides; EASC__EVIDENCE_UNKNOWN for those behind them. */
static easc__evidence own_evidence(const facts *f)
{
    const easc__judgement *out = f->out;
    if (out->state == EASC__STATE_NOT_COMPLIANT || out->outcome == EASC__OUTCOME_FLAPPING ||
        is_refused_last(f)) {
        return EASC__EVIDENCE_FAILING;
    }
    if (out->state == EASC__STATE_COMPLIANT) {
        return EASC__EVIDENCE_PROVEN;
    }
    bool is_admitted =
        f->last_on_pass_s != EASC__NO_TIME && f->last_on_pass_s >= f->last_current_refusal_s;
    return is_admitted ? EASC__EVIDENCE_ADMITTED : EASC__EVIDENCE_UNKNOWN;
}

/* The classes behind, when the builds of all devices are known. */
static easc__evidence later_evidence(const easc__judgement *j, bool is_proven_by_build)
{
    bool is_open = j->outcome != EASC__OUTCOME_PENDING && j->acknowledgement < 2;
    if (is_open && is_proven_by_build) {
        return EASC__EVIDENCE_PROVEN_BY_BUILD;
    }
    if (j->state == EASC__STATE_PROVISIONED) {
        return EASC__EVIDENCE_KEY_HELD;
    }
    return is_open && j->catalogue.verdict == EASC__VERDICT_CERTIFIED ? EASC__EVIDENCE_CATALOGUE
                                                                      : EASC__EVIDENCE_UNKNOWN;
}

/* "AllowedG" is Allowed for the reason G. Unknown words are Unknown. */
static void split_access(easc__bytes access, easc__judgement *out)
{
    static const easc__bytes states[] = {{"Allowed", 7},
                                         {"Blocked", 7},
                                         {"Quarantined", 11},
                                         {"DeviceDiscovery", 15},
                                         {"Unknown", 7}};
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        if (easc__starts(access, states[i])) {
            out->access_state = states[i];
            out->access_reason = easc__from(access, states[i].n);
            return;
        }
    }
    out->access_state = access.n > 0 ? states[4] : (easc__bytes){NULL, 0};
}

static void identify(const easc__trace *trace, const setting *set, easc__judgement *out)
{
    const easc__latest *a = trace->attributes;
    char room[EASC__PROTOCOL_SIZE];
    easc__client_words words = {a[EASC__ATTRIBUTE_AGENT].value, a[EASC__ATTRIBUTE_DEV_AGENT].value,
                                a[EASC__ATTRIBUTE_OS].value, a[EASC__ATTRIBUTE_MODEL].value,
                                a[EASC__ATTRIBUTE_TYPE].value};
    easc__client_identify(&words, &out->client);
    easc__catalogue_query query = {
        easc__family_name(out->client.family), out->client.version, out->client.model,
        a[EASC__ATTRIBUTE_PROTOCOL].value,
        easc__protocol_text(easc__offered_to_others(&set->offers, trace), room)};
    out->catalogue = easc__catalogue_ask(set->catalogue, &query);
}

static bool is_moved(const facts *f)
{
    int64_t newest_s = f->out->last_success_s;
    later(&newest_s, f->out->last_failure_s);
    if (f->out->acknowledgement > 0) {
        later(&newest_s, f->trace->acknowledged_s);
    }
    return f->trace->moved_s != EASC__NO_TIME && f->trace->moved_s > newest_s;
}

static void judge_device(const easc__device *device, const setting *set, easc__judgement *out)
{
    const int64_t no = EASC__NO_TIME;
    const easc__trace *trace = device->trace;
    memset(out, 0, sizeof *out);
    out->first_failure_s = no;
    out->last_failure_s = no;
    out->last_pass_s = no;
    out->last_success_s = no;
    facts f = {.trace = trace,
               .terms = set->terms,
               .newest_s = set->newest_s,
               .client_since = client_since(device),
               .last_current_failure_s = no,
               .last_current_refusal_s = no,
               .last_current_hard_s = no,
               .last_key_pass_s = no,
               .last_on_pass_s = no,
               .last_provision_error_s = no,
               .out = out};
    collect(&f);
    out->outcome = outcome_of(&f);
    judge_state(&f);
    out->proof_s = last_proof(&f);
    out->evidence = own_evidence(&f);
    out->is_active =
        set->newest_s - trace->last_s <= (int64_t)set->terms->active_days * EASC__DAY_SECONDS;
    out->is_moved = is_moved(&f);
    split_access(trace->attributes[EASC__ATTRIBUTE_ACCESS].value, out);
    identify(trace, set, out);
}

static bool judge_by_builds(size_t count, easc__hash_key key, easc__judgement *out)
{
    easc__builds builds;
    if (!easc__builds_count(out, count, key, &builds)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (out[i].evidence == EASC__EVIDENCE_UNKNOWN) {
            out[i].evidence = later_evidence(&out[i], easc__builds_prove(&builds, &out[i]));
        }
        if (out[i].evidence == EASC__EVIDENCE_PROVEN_BY_BUILD) {
            out[i].proof_s = easc__builds_proof(&builds, &out[i]);
        }
    }
    easc__builds_done(&builds);
    return true;
}

bool easc__judge(const easc__devices *devices, const easc__shard *shard, const easc__terms *terms,
                 const easc__catalogue *catalogue, easc__judgement *out)
{
    setting set = {.terms = terms, .catalogue = catalogue, .newest_s = shard->totals.last_s};
    if (!easc__offers_init(shard, &set.offers)) {
        return false;
    }
    for (size_t i = 0; i < devices->count; i++) {
        judge_device(&devices->items[i], &set, &out[i]);
    }
    easc__offers_done(&set.offers);
    return judge_by_builds(devices->count, shard->key, out);
}
