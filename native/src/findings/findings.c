/* findings.c - see findings.h. */
#include "findings/findings.h"

#include "base/heap.h"
#include "findings/maker.h"

#include <stdlib.h>

/* `named` and `counted` say what the name and the count of its subjects are; empty: they have none.
 */
typedef struct finding_row {
    easc__bytes name;
    easc__severity severity;
    easc__bytes named;
    easc__bytes counted;
} finding_row;

static const finding_row rows[EASC__FINDING_COUNT] = {
    [EASC__FINDING_REFUSED] = {EASC__NAME("provisioning-refused"), EASC__SEVERITY_HIGH,
                               EASC__NAME(""), EASC__NAME("rows")},
    [EASC__FINDING_LOOPING] = {EASC__NAME("provisioning-looping"), EASC__SEVERITY_HIGH,
                               EASC__NAME(""), EASC__NAME("rows")},
    [EASC__FINDING_UNRESOLVED] = {EASC__NAME("provisioning-unresolved"), EASC__SEVERITY_HIGH,
                                  EASC__NAME(""), EASC__NAME("rows")},
    [EASC__FINDING_SERVER_ERROR] = {EASC__NAME("provisioning-server-error"), EASC__SEVERITY_HIGH,
                                    EASC__NAME(""), EASC__NAME("rows")},
    [EASC__FINDING_FLAPPING] = {EASC__NAME("provisioning-flapping"), EASC__SEVERITY_MEDIUM,
                                EASC__NAME(""), EASC__NAME("rows")},
    [EASC__FINDING_UPGRADE] = {EASC__NAME("upgrade-required"), EASC__SEVERITY_HIGH, EASC__NAME(""),
                               EASC__NAME("")},
    [EASC__FINDING_ACKNOWLEDGED_NONE] = {EASC__NAME("acknowledged-none"), EASC__SEVERITY_HIGH,
                                         EASC__NAME(""), EASC__NAME("")},
    [EASC__FINDING_ACKNOWLEDGED_PARTIAL] = {EASC__NAME("acknowledged-partial"),
                                            EASC__SEVERITY_MEDIUM, EASC__NAME(""), EASC__NAME("")},
    [EASC__FINDING_ACKNOWLEDGED_EXTERNAL] = {EASC__NAME("acknowledged-external"),
                                             EASC__SEVERITY_NOTE, EASC__NAME(""), EASC__NAME("")},
    [EASC__FINDING_KEYLESS] = {EASC__NAME("syncs-without-policy"), EASC__SEVERITY_MEDIUM,
                               EASC__NAME(""), EASC__NAME("rows")},
    [EASC__FINDING_QUARANTINED] = {EASC__NAME("access-quarantined"), EASC__SEVERITY_MEDIUM,
                                   EASC__NAME(""), EASC__NAME("")},
    [EASC__FINDING_BLOCKED_BY_RULE] = {EASC__NAME("access-blocked-by-rule"), EASC__SEVERITY_MEDIUM,
                                       EASC__NAME(""), EASC__NAME("")},
    [EASC__FINDING_BLOCKED_INDIVIDUALLY] = {EASC__NAME("access-blocked-individually"),
                                            EASC__SEVERITY_LOW, EASC__NAME(""), EASC__NAME("")},
    [EASC__FINDING_BLOCKED_AUTOMATICALLY] = {EASC__NAME("access-blocked-automatically"),
                                             EASC__SEVERITY_MEDIUM, EASC__NAME(""), EASC__NAME("")},
    [EASC__FINDING_WIPE] = {EASC__NAME("wipe-requested"), EASC__SEVERITY_MEDIUM, EASC__NAME(""),
                            EASC__NAME("")},
    [EASC__FINDING_OLD_PROTOCOL] = {EASC__NAME("old-protocol"), EASC__SEVERITY_MEDIUM,
                                    EASC__NAME(""), EASC__NAME("")},
    [EASC__FINDING_MOVED] = {EASC__NAME("moved-still-calling"), EASC__SEVERITY_MEDIUM,
                             EASC__NAME(""), EASC__NAME("rows")},
    [EASC__FINDING_FIRST_SYNC] = {EASC__NAME("first-sync-repeated"), EASC__SEVERITY_MEDIUM,
                                  EASC__NAME(""), EASC__NAME("rows")},
    [EASC__FINDING_RESYNC] = {EASC__NAME("sync-key-invalid"), EASC__SEVERITY_LOW, EASC__NAME(""),
                              EASC__NAME("rows")},
    [EASC__FINDING_THROTTLED] = {EASC__NAME("throttled"), EASC__SEVERITY_MEDIUM, EASC__NAME(""),
                                 EASC__NAME("rows")},
    [EASC__FINDING_LOCK_OUT] = {EASC__NAME("lock-out-risk"), EASC__SEVERITY_HIGH, EASC__NAME(""),
                                EASC__NAME("rows")},
    [EASC__FINDING_SPRAYING] = {EASC__NAME("password-spraying"), EASC__SEVERITY_HIGH,
                                EASC__NAME("address"), EASC__NAME("users")},
    [EASC__FINDING_NOT_LISTED] = {EASC__NAME("not-on-catalogue"), EASC__SEVERITY_LOW,
                                  EASC__NAME(""), EASC__NAME("")},
    [EASC__FINDING_STALE] = {EASC__NAME("stale"), EASC__SEVERITY_LOW, EASC__NAME(""),
                             EASC__NAME("")},
    [EASC__FINDING_REPLACED] = {EASC__NAME("device-replaced"), EASC__SEVERITY_LOW,
                                EASC__NAME("replacedBy"), EASC__NAME("")},
    [EASC__FINDING_SHARED] = {EASC__NAME("device-shared"), EASC__SEVERITY_NOTE, EASC__NAME(""),
                              EASC__NAME("users")},
    [EASC__FINDING_NO_BACK_END] = {EASC__NAME("back-end-logs-missing"), EASC__SEVERITY_HIGH,
                                   EASC__NAME("server"), EASC__NAME("rows")},
    [EASC__FINDING_COVERAGE_GAP] = {EASC__NAME("coverage-gap"), EASC__SEVERITY_MEDIUM,
                                    EASC__NAME("server"), EASC__NAME("days")},
    [EASC__FINDING_NO_COLUMN] = {EASC__NAME("log-field-missing"), EASC__SEVERITY_MEDIUM,
                                 EASC__NAME("field"), EASC__NAME("files")},
    [EASC__FINDING_REJECTED] = {EASC__NAME("rows-rejected"), EASC__SEVERITY_LOW, EASC__NAME("path"),
                                EASC__NAME("rows")},
    [EASC__FINDING_UNKNOWN_ITEM] = {EASC__NAME("unknown-items"), EASC__SEVERITY_NOTE,
                                    EASC__NAME("item"), EASC__NAME("rows")},
    [EASC__FINDING_PROXY] = {EASC__NAME("reverse-proxy"), EASC__SEVERITY_MEDIUM,
                             EASC__NAME("server"), EASC__NAME("")},
};

easc__bytes easc__finding_name(easc__finding_id id)
{
    return rows[id].name;
}

easc__bytes easc__finding_named(easc__finding_id id)
{
    return rows[id].named;
}

easc__bytes easc__finding_counted(easc__finding_id id)
{
    return rows[id].counted;
}

easc__bytes easc__severity_name(easc__severity severity)
{
    static const easc__bytes names[] = {EASC__NAME("high"), EASC__NAME("medium"), EASC__NAME("low"),
                                        EASC__NAME("note")};
    return names[severity];
}

/* --- subjects ------------------------------------------------------------------------------- */

void easc__maker_add(easc__maker *maker, easc__finding_id id, const easc__finding_subject *subject)
{
    easc__finding_subject *items = maker->failed
                                       ? NULL
                                       : easc__grow(maker->lists[id].items, maker->lists[id].count,
                                                    &maker->lists[id].capacity, sizeof *items);
    if (!items) {
        maker->failed = true;
        return;
    }
    maker->lists[id].items = items;
    items[maker->lists[id].count++] = *subject;
}

easc__finding_subject easc__device_subject(const easc__findings_input *input, size_t device)
{
    const easc__device *d = &input->devices->items[device];
    return (easc__finding_subject){.device = device, .user = d->user, .device_id = d->id};
}

void easc__subject_cite(easc__finding_subject *subject, const easc__mark *mark)
{
    if (mark && easc__is_later(&mark->last, &mark->first)) {
        subject->rows[subject->row_count++] = mark->first;
    }
    easc__subject_cite_last(subject, mark);
}

void easc__subject_cite_last(easc__finding_subject *subject, const easc__mark *mark)
{
    if (mark) {
        subject->rows[subject->row_count++] = mark->last;
    }
}

/* --- the whole ------------------------------------------------------------------------------ */

static int compare_users(const void *a, const void *b)
{
    const easc__bytes *x = a;
    const easc__bytes *y = b;
    return easc__compare_nocase(*x, *y);
}

/* Different users of subjects; `room` has a place for each. */
static size_t count_users(const easc__finding *finding, easc__bytes *room)
{
    size_t named = 0;
    size_t users = 0;
    for (size_t i = 0; i < finding->count; i++) {
        if (finding->subjects[i].user.n > 0) {
            room[named++] = finding->subjects[i].user;
        }
    }
    qsort(room, named, sizeof *room, compare_users);
    for (size_t i = 0; i < named; i++) {
        users += i == 0 || !easc__equal_nocase(room[i], room[i - 1]);
    }
    return users;
}

/* Moves the subjects of a kind into a finding. */
static bool take(easc__maker *maker, easc__finding_id id, easc__finding *out)
{
    size_t count = maker->lists[id].count;
    easc__bytes *room = easc__alloc(count, sizeof *room);
    if (!room) {
        return false;
    }
    *out = (easc__finding){id, rows[id].severity, maker->lists[id].items, count, 0, 0};
    maker->lists[id].items = NULL;
    out->users = count_users(out, room);
    for (size_t i = 0; i < count; i++) {
        out->devices += out->subjects[i].device != EASC__NO_DEVICE;
    }
    easc__free(room);
    return true;
}

static bool take_all(easc__maker *maker, easc__findings *out)
{
    out->items = easc__alloc_zero(EASC__FINDING_COUNT, sizeof *out->items);
    for (int s = EASC__SEVERITY_HIGH; out->items && s <= EASC__SEVERITY_NOTE; s++) {
        for (int id = 0; id < EASC__FINDING_COUNT; id++) {
            if ((int)rows[id].severity != s || maker->lists[id].count == 0) {
                continue;
            }
            if (!take(maker, (easc__finding_id)id, &out->items[out->count])) {
                return false;
            }
            out->count++;
        }
    }
    return out->items != NULL;
}

bool easc__findings_make(const easc__findings_input *input, easc__findings *out)
{
    easc__maker maker = {.input = input};
    memset(out, 0, sizeof *out);
    easc__find_in_devices(&maker);
    easc__find_among_devices(&maker);
    easc__find_in_logons(&maker);
    easc__find_in_logs(&maker);
    bool ok = !maker.failed && take_all(&maker, out);
    for (int id = 0; id < EASC__FINDING_COUNT; id++) {
        easc__free(maker.lists[id].items);
    }
    if (!ok) {
        easc__findings_done(out);
    }
    return ok;
}

void easc__findings_done(easc__findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        easc__free(findings->items[i].subjects);
    }
    easc__free(findings->items);
    memset(findings, 0, sizeof *findings);
}
