/* device_findings.c - what each device shows by itself. */
#include "findings/maker.h"

#include "base/civil.h"
#include "comply/offers.h"

/* A device that is looked at. */
typedef struct view {
    const easc__judgement *judgement;
    const easc__trace *trace;
    int32_t offered; /* protocol that its servers agreed on with others, times ten; 0 none */
} view;

static const easc__mark *mark_of(const view *v, easc__mark_kind kind)
{
    return easc__marks_find(&v->trace->marks, kind, 0);
}

/* Devices that nobody uses any more, or that are served elsewhere, are findings of their own. */
static bool is_in_use(const view *v)
{
    return v->judgement->is_active && !v->judgement->is_moved;
}

static bool has_reason(const view *v, easc__reason reason)
{
    return is_in_use(v) && v->judgement->reason == reason;
}

/* Also who was let in again with nothing to prove it: the gate holds the refusal against it. */
static bool is_refused(const view *v)
{
    const easc__judgement *j = v->judgement;
    bool fails_by_refusal = j->evidence == EASC__EVIDENCE_FAILING &&
                            j->state != EASC__STATE_NOT_COMPLIANT &&
                            j->outcome != EASC__OUTCOME_FLAPPING;
    return has_reason(v, EASC__REASON_FAILING_REFUSED) || (is_in_use(v) && fails_by_refusal);
}

static bool is_looping(const view *v)
{
    return has_reason(v, EASC__REASON_FAILING_LOOPING);
}

static bool is_unresolved(const view *v)
{
    return has_reason(v, EASC__REASON_FAILING_UNRESOLVED);
}

static bool is_server_error(const view *v)
{
    return has_reason(v, EASC__REASON_FAILING_SERVER_ERROR);
}

static bool is_flapping(const view *v)
{
    return is_in_use(v) && v->judgement->outcome == EASC__OUTCOME_FLAPPING;
}

/* The gate holds nothing against a client that is proven, whatever a catalogue says of it. */
static bool is_proven(const view *v)
{
    easc__evidence evidence = v->judgement->evidence;
    return evidence == EASC__EVIDENCE_PROVEN || evidence == EASC__EVIDENCE_ADMITTED ||
           evidence == EASC__EVIDENCE_PROVEN_BY_BUILD;
}

static bool needs_upgrade(const view *v)
{
    return is_in_use(v) && !is_proven(v) &&
           v->judgement->catalogue.verdict == EASC__VERDICT_UPGRADE_REQUIRED;
}

static bool is_not_listed(const view *v)
{
    return is_in_use(v) && !is_proven(v) &&
           v->judgement->catalogue.verdict == EASC__VERDICT_NOT_LISTED;
}

static bool is_acknowledged(const view *v, int32_t number)
{
    return is_in_use(v) && v->judgement->acknowledgement == number;
}

static bool applied_nothing(const view *v)
{
    return is_acknowledged(v, 3);
}

static bool applied_a_part(const view *v)
{
    return is_acknowledged(v, 2);
}

static bool is_managed_elsewhere(const view *v)
{
    return is_acknowledged(v, 4);
}

/* Let in with key 0 since the last time that a key was accepted, if there was one. */
static bool is_keyless(const view *v)
{
    const easc__mark *keyless = mark_of(v, EASC__MARK_KEYLESS);
    const easc__mark *key = mark_of(v, EASC__MARK_KEY);
    return is_in_use(v) && keyless && (!key || easc__is_later(&keyless->last, &key->last));
}

static bool has_access(const view *v, const char *state)
{
    return is_in_use(v) && easc__equal(v->judgement->access_state, easc__bytes_z(state));
}

static bool is_quarantined(const view *v)
{
    return has_access(v, "Quarantined");
}

static bool is_blocked_automatically(const view *v)
{
    return has_access(v, "Blocked") && easc__starts(v->judgement->access_reason, EASC__LIT("AB"));
}

static bool is_blocked_individually(const view *v)
{
    return has_access(v, "Blocked") && easc__equal(v->judgement->access_reason, EASC__LIT("I"));
}

/* BlockedP is the policy's, and has findings of its own. */
static bool is_blocked_by_rule(const view *v)
{
    return has_access(v, "Blocked") && !is_blocked_automatically(v) &&
           !is_blocked_individually(v) && !easc__equal(v->judgement->access_reason, EASC__LIT("P"));
}

/* Not followed by anything that a wiped telephone could not do. */
static bool is_wiped(const view *v)
{
    const easc__mark *wipe = mark_of(v, EASC__MARK_WIPE);
    const easc__mark *passed = mark_of(v, EASC__MARK_PASSED);
    return is_in_use(v) && wipe && (!passed || easc__is_later(&wipe->last, &passed->last));
}

enum { ONLINE_PROTOCOL = 161 };

/* Only where the server offered more to others: the log has what both agreed on. */
static bool has_old_protocol(const view *v)
{
    easc__bytes protocol = v->trace->attributes[EASC__ATTRIBUTE_PROTOCOL].value;
    bool is_told = needs_upgrade(v) && v->judgement->catalogue.minimum_protocol.n > 0;
    return is_in_use(v) && !is_told && protocol.n > 0 && v->offered >= ONLINE_PROTOCOL &&
           v->judgement->client.family != EASC__FAMILY_OUTLOOK_MOBILE &&
           easc__version_compare(protocol, EASC__LIT("16.1")) < 0;
}

static bool is_moved(const view *v)
{
    return v->judgement->is_active && v->judgement->is_moved;
}

static bool is_stale(const view *v)
{
    return !v->judgement->is_active;
}

static bool has_many(const view *v, easc__mark_kind kind, uint64_t least)
{
    const easc__mark *mark = mark_of(v, kind);
    return is_in_use(v) && mark && mark->count >= least;
}

static bool begins_again(const view *v)
{
    const easc__mark *mark = mark_of(v, EASC__MARK_FIRST_CONTACT);
    return has_many(v, EASC__MARK_FIRST_CONTACT, EASC__FIRST_CONTACTS) &&
           mark->last.time_s - mark->first.time_s >= EASC__DAY_SECONDS;
}

static bool resyncs(const view *v)
{
    return has_many(v, EASC__MARK_RESYNC, EASC__RESYNCS);
}

static bool is_throttled(const view *v)
{
    return has_many(v, EASC__MARK_THROTTLED, EASC__THROTTLINGS);
}

/* A kind: when it holds, and the marks that show it, the first that there is. */
typedef struct device_finding {
    bool (*holds)(const view *v);
    easc__finding_id id;
    easc__mark_kind shown_by[3];
    uint32_t value;  /* of the marks */
    bool is_counted; /* how often that mark was there is worth saying */
} device_finding;

#define SHOWN_BY(kind) {EASC__MARK_##kind, EASC__MARK_SEEN, EASC__MARK_SEEN}, 0, false
#define COUNTED_BY(kind, other)                                                                    \
    {EASC__MARK_##kind, EASC__MARK_##other, EASC__MARK_REFRESHED}, 0, true

static const device_finding kinds[] = {
    {is_refused, EASC__FINDING_REFUSED, COUNTED_BY(HARD, REFUSED)},
    {is_looping, EASC__FINDING_LOOPING, COUNTED_BY(REFUSED, HOP_REFUSED)},
    {is_unresolved, EASC__FINDING_UNRESOLVED, COUNTED_BY(REFUSED, HOP_REFUSED)},
    {is_server_error, EASC__FINDING_SERVER_ERROR, COUNTED_BY(PROVISION_ERROR, SEEN)},
    {is_flapping, EASC__FINDING_FLAPPING, COUNTED_BY(REFUSED, HOP_REFUSED)},
    {needs_upgrade, EASC__FINDING_UPGRADE, SHOWN_BY(SEEN)},
    {is_not_listed, EASC__FINDING_NOT_LISTED, SHOWN_BY(SEEN)},
    {applied_nothing, EASC__FINDING_ACKNOWLEDGED_NONE, {EASC__MARK_ACKNOWLEDGED, 0}, 3, false},
    {applied_a_part, EASC__FINDING_ACKNOWLEDGED_PARTIAL, {EASC__MARK_ACKNOWLEDGED, 0}, 2, false},
    {is_managed_elsewhere,
     EASC__FINDING_ACKNOWLEDGED_EXTERNAL,
     {EASC__MARK_ACKNOWLEDGED, 0},
     4,
     false},
    {is_keyless, EASC__FINDING_KEYLESS, COUNTED_BY(KEYLESS, SEEN)},
    {is_quarantined, EASC__FINDING_QUARANTINED, SHOWN_BY(QUARANTINED)},
    {is_blocked_by_rule, EASC__FINDING_BLOCKED_BY_RULE, SHOWN_BY(BLOCKED)},
    {is_blocked_individually, EASC__FINDING_BLOCKED_INDIVIDUALLY, SHOWN_BY(BLOCKED)},
    {is_blocked_automatically, EASC__FINDING_BLOCKED_AUTOMATICALLY, SHOWN_BY(BLOCKED)},
    {is_wiped, EASC__FINDING_WIPE, SHOWN_BY(WIPE)},
    {has_old_protocol, EASC__FINDING_OLD_PROTOCOL, SHOWN_BY(PROTOCOL)},
    {is_moved, EASC__FINDING_MOVED, COUNTED_BY(MOVED, SEEN)},
    {begins_again, EASC__FINDING_FIRST_SYNC, COUNTED_BY(FIRST_CONTACT, SEEN)},
    {resyncs, EASC__FINDING_RESYNC, COUNTED_BY(RESYNC, SEEN)},
    {is_throttled, EASC__FINDING_THROTTLED, COUNTED_BY(THROTTLED, SEEN)},
    {is_stale, EASC__FINDING_STALE, SHOWN_BY(SEEN)},
};

static void add(easc__maker *maker, const device_finding *kind, const view *v, size_t device)
{
    easc__finding_subject subject = easc__device_subject(maker->input, device);
    const easc__mark *mark = NULL;
    for (size_t i = 0; !mark && i < sizeof kind->shown_by / sizeof kind->shown_by[0]; i++) {
        mark = easc__marks_find(&v->trace->marks, kind->shown_by[i], kind->value);
    }
    if (kind->is_counted && mark) {
        subject.count = mark->count;
        easc__subject_cite(&subject, mark);
    } else {
        easc__subject_cite_last(&subject, mark);
    }
    easc__maker_add(maker, kind->id, &subject);
}

void easc__find_in_devices(easc__maker *maker)
{
    const easc__findings_input *input = maker->input;
    easc__offers offers;
    if (!easc__offers_init(input->shard, &offers)) {
        maker->failed = true;
        return;
    }
    for (size_t i = 0; i < input->devices->count; i++) {
        const easc__trace *trace = input->devices->items[i].trace;
        view v = {&input->judgements[i], trace, easc__offered_to_others(&offers, trace)};
        for (size_t k = 0; input->is_listed[i] && k < sizeof kinds / sizeof kinds[0]; k++) {
            if (kinds[k].holds(&v)) {
                add(maker, &kinds[k], &v, i);
            }
        }
    }
    easc__offers_done(&offers);
}
