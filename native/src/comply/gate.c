/* gate.c - see gate.h. */
#include "comply/gate.h"

#include "base/civil.h"
#include "base/heap.h"
#include "comply/coverage.h"
#include "request/account.h"

#include <stdlib.h>

easc__bytes easc__gate_verdict_name(easc__gate_verdict verdict)
{
    switch (verdict) {
    case EASC__GATE_READY:
        return EASC__LIT("Ready");
    case EASC__GATE_NOT_READY:
        return EASC__LIT("NotReady");
    case EASC__GATE_INSUFFICIENT_EVIDENCE:
        break;
    }
    return EASC__LIT("InsufficientEvidence");
}

typedef struct condition_kind {
    easc__bytes name;
    easc__bytes text;
    bool is_at_most;
    bool is_percent;
    easc__gate_verdict otherwise;
} condition_kind;

static const condition_kind kinds[EASC__CONDITION_COUNT] = {
    {EASC__NAME("failing-users"),
     EASC__NAME("Users whose device fails on the policy and would stop syncing"), true, false,
     EASC__GATE_NOT_READY},
    {EASC__NAME("upgrade-required"),
     EASC__NAME("Devices that need a newer version and are not proven to take the policy"), true,
     false, EASC__GATE_NOT_READY},
    {EASC__NAME("payload-rows"), EASC__NAME("Rows that tell of device and policy"), false, false,
     EASC__GATE_INSUFFICIENT_EVIDENCE},
    {EASC__NAME("covered-days"), EASC__NAME("Days with logs of the server that has fewest"), false,
     false, EASC__GATE_INSUFFICIENT_EVIDENCE},
    {EASC__NAME("missing-days"),
     EASC__NAME("Days without logs between a server's first day and the last day"), true, false,
     EASC__GATE_INSUFFICIENT_EVIDENCE},
    {EASC__NAME("payload-percent"),
     EASC__NAME("Answered requests whose back-end row is in the logs"), false, true,
     EASC__GATE_INSUFFICIENT_EVIDENCE},
    {EASC__NAME("unknown-percent"), EASC__NAME("Devices that nothing is known about"), true, true,
     EASC__GATE_INSUFFICIENT_EVIDENCE},
    {EASC__NAME("proven-percent"), EASC__NAME("Devices proven to take the policy"), false, true,
     EASC__GATE_INSUFFICIENT_EVIDENCE},
};

easc__bytes easc__condition_name(easc__condition_id id)
{
    return kinds[id].name;
}

easc__bytes easc__condition_text(easc__condition_id id)
{
    return kinds[id].text;
}

/* Room for every device, user and mailbox in each list; the mailboxes' list is their own size. */
static bool allocate(const easc__gate_input *input, easc__gate *out)
{
    size_t n = input->devices->count;
    size_t mailboxes = input->mailboxes ? easc__mailboxes_count(input->mailboxes) : 0;
    out->is_in_scope = easc__alloc_zero(n, sizeof *out->is_in_scope);
    out->failing = easc__alloc(n, sizeof *out->failing);
    out->upgrades = easc__alloc(n, sizeof *out->upgrades);
    out->unknown = easc__alloc(n, sizeof *out->unknown);
    out->failing_users = easc__alloc(n, sizeof *out->failing_users);
    out->unmatched_users = easc__alloc(n, sizeof *out->unmatched_users);
    out->unseen_users = easc__alloc(mailboxes, sizeof *out->unseen_users);
    return out->is_in_scope && out->failing && out->upgrades && out->unknown &&
           out->failing_users && out->unmatched_users && out->unseen_users;
}

void easc__gate_done(easc__gate *gate)
{
    easc__free(gate->is_in_scope);
    easc__free(gate->failing);
    easc__free(gate->upgrades);
    easc__free(gate->unknown);
    easc__free(gate->failing_users);
    easc__free(gate->unmatched_users);
    easc__free(gate->unseen_users);
    memset(gate, 0, sizeof *gate);
}

static int compare_users(const void *a, const void *b)
{
    const easc__bytes *x = a;
    const easc__bytes *y = b;
    int order = easc__compare_nocase(*x, *y);
    return order ? order : -easc__compare(*x, *y); /* the greater bytes first: they are shown */
}

/* Sorts without case; of users that differ in case only the first stays. */
static size_t sort_users(easc__bytes *users, size_t count)
{
    size_t kept = 0;
    qsort(users, count, sizeof *users, compare_users);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || !easc__equal_nocase(users[i], users[kept - 1])) {
            users[kept++] = users[i];
        }
    }
    return kept;
}

static bool is_proven(easc__evidence evidence)
{
    return evidence == EASC__EVIDENCE_PROVEN || evidence == EASC__EVIDENCE_ADMITTED ||
           evidence == EASC__EVIDENCE_PROVEN_BY_BUILD;
}

/* The mailbox of a shown user; of one that has none by that name, by the other names that the
   identity map knows. */
static easc__mailbox_hit find_mailbox(const easc__mailboxes *mailboxes, const easc__device *device)
{
    easc__mailbox_hit hit =
        easc__mailboxes_find(mailboxes, device->user, easc__local_part(device->user));
    for (size_t i = 0; !hit.is_known && device->person && i < EASC__PERSON_NAMES; i++) {
        easc__bytes name = device->person->names[i];
        hit = easc__mailboxes_find(mailboxes, name, easc__local_part(name));
    }
    return hit;
}

/* Whether the gate looks at a device, and what the mailboxes say of its user. */
static bool is_in_scope(const easc__gate_input *input, size_t i, bool *is_unmatched, bool *is_seen)
{
    const easc__judgement *j = &input->judgements[i];
    *is_unmatched = false;
    if (!input->mailboxes) {
        return j->is_active && !j->is_moved;
    }
    easc__mailbox_hit hit = find_mailbox(input->mailboxes, &input->devices->items[i]);
    for (size_t row = 0; row < hit.row_count; row++) {
        is_seen[hit.rows[row]] = true;
    }
    bool is_looked_at = j->is_active && (!j->is_moved || hit.is_known);
    *is_unmatched = is_looked_at && !hit.is_known;
    return is_looked_at && (!hit.is_known || hit.is_in_scope);
}

static void add_device(const easc__gate_input *input, size_t i, easc__gate *out)
{
    const easc__judgement *j = &input->judgements[i];
    out->is_in_scope[i] = true;
    out->active_devices++;
    out->evidence[j->evidence]++;
    if (j->evidence == EASC__EVIDENCE_FAILING) {
        out->failing[out->failing_count++] = i;
        out->failing_users[out->failing_user_count++] = input->devices->items[i].user;
    }
    if (j->catalogue.verdict == EASC__VERDICT_UPGRADE_REQUIRED && !is_proven(j->evidence)) {
        out->upgrades[out->upgrade_count++] = i;
    }
    if (j->evidence == EASC__EVIDENCE_UNKNOWN) {
        out->unknown[out->unknown_count++] = i;
    }
}

static void list_unseen(const easc__mailboxes *mailboxes, const bool *is_seen, easc__gate *out)
{
    for (size_t row = 0; row < easc__mailboxes_count(mailboxes); row++) {
        easc__mailbox mailbox = easc__mailboxes_at(mailboxes, row);
        if (!is_seen[row] && mailbox.is_in_scope && mailbox.has_partnership) {
            out->unseen_users[out->unseen_count++] = mailbox.name;
        }
    }
    out->unseen_count = sort_users(out->unseen_users, out->unseen_count);
}

static bool look_at_devices(const easc__gate_input *input, easc__gate *out)
{
    size_t mailboxes = input->mailboxes ? easc__mailboxes_count(input->mailboxes) : 0;
    bool *is_seen = easc__alloc_zero(mailboxes, sizeof *is_seen);
    if (!is_seen) {
        return false;
    }
    for (size_t i = 0; i < input->devices->count; i++) {
        bool is_unmatched;
        if (is_in_scope(input, i, &is_unmatched, is_seen)) {
            add_device(input, i, out);
        }
        if (is_unmatched) {
            out->unmatched_users[out->unmatched_count++] = input->devices->items[i].user;
        }
    }
    out->failing_user_count = sort_users(out->failing_users, out->failing_user_count);
    out->unmatched_count = sort_users(out->unmatched_users, out->unmatched_count);
    if (input->mailboxes) {
        list_unseen(input->mailboxes, is_seen, out);
    }
    easc__free(is_seen);
    return true;
}

/* `times` numerator compared with limit times denominator, all exact: numbers of rows stay far
   below 2^40, so that the products fit. */
static void set_condition(easc__gate *out, easc__condition_id id, uint64_t numerator,
                          uint64_t denominator, uint64_t empty, const easc__terms *terms)
{
    const condition_kind *kind = &kinds[id];
    uint64_t limit = terms->limits[id];
    if (kind->is_percent && denominator == 0) {
        numerator = empty;
        denominator = 100;
    }
    uint64_t scaled = numerator * (kind->is_percent ? 100u : 1u);
    uint64_t left = scaled * EASC__LIMIT_UNIT;
    uint64_t right = limit * denominator;
    out->conditions[id] =
        (easc__condition){.id = id,
                          .numerator = numerator,
                          .denominator = denominator,
                          .figure = (double)scaled / (double)denominator,
                          .limit = (double)limit / EASC__LIMIT_UNIT,
                          .is_at_most = kind->is_at_most,
                          .is_percent = kind->is_percent,
                          .is_met = kind->is_at_most ? left <= right : left >= right,
                          .otherwise = kind->otherwise};
}

static void set_conditions(const easc__gate_input *input, const easc__coverage_sums *coverage,
                           easc__gate *out)
{
    const easc__totals *totals = &input->shard->totals;
    const easc__terms *terms = input->terms;
    uint64_t first_hop = totals->first_hop_rows_2xx;
    uint64_t payload = totals->payload_rows_2xx < first_hop ? totals->payload_rows_2xx : first_hop;
    uint64_t proven = out->evidence[EASC__EVIDENCE_PROVEN] +
                      out->evidence[EASC__EVIDENCE_ADMITTED] +
                      out->evidence[EASC__EVIDENCE_PROVEN_BY_BUILD];
    set_condition(out, EASC__CONDITION_FAILING_USERS, out->failing_user_count, 1, 0, terms);
    set_condition(out, EASC__CONDITION_UPGRADE_REQUIRED, out->upgrade_count, 1, 0, terms);
    set_condition(out, EASC__CONDITION_PAYLOAD_ROWS, totals->payload_rows, 1, 0, terms);
    set_condition(out, EASC__CONDITION_COVERED_DAYS, coverage->fewest_days, 1, 0, terms);
    set_condition(out, EASC__CONDITION_MISSING_DAYS, coverage->missing_days, 1, 0, terms);
    set_condition(out, EASC__CONDITION_PAYLOAD_PERCENT, payload, first_hop, 100, terms);
    set_condition(out, EASC__CONDITION_UNKNOWN_PERCENT, out->unknown_count, out->active_devices, 0,
                  terms);
    set_condition(out, EASC__CONDITION_PROVEN_PERCENT, proven, out->active_devices, 0, terms);
}

static easc__gate_verdict verdict_of(const easc__gate *gate)
{
    for (int i = 0; i < EASC__CONDITION_COUNT; i++) {
        if (!gate->conditions[i].is_met) {
            return gate->conditions[i].otherwise;
        }
    }
    return EASC__GATE_READY;
}

bool easc__gate_judge(const easc__gate_input *input, easc__gate *out)
{
    memset(out, 0, sizeof *out);
    easc__coverage_sums coverage;
    out->has_mailboxes = input->mailboxes != NULL;
    if (!allocate(input, out) || !look_at_devices(input, out) ||
        !easc__coverage_sum(input->shard, input->terms, &coverage)) {
        easc__gate_done(out);
        return false;
    }
    set_conditions(input, &coverage, out);
    out->verdict = verdict_of(out);
    return true;
}
