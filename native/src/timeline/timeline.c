/* timeline.c - see timeline.h. Marks become steps, steps are sorted by their first row, and what
   goes on is joined. */
#include "timeline/timeline.h"

#include "base/civil.h"
#include "base/heap.h"
#include "base/number.h"

#include <stdlib.h>

easc__bytes easc__step_name(easc__step_kind kind)
{
    static const easc__bytes names[EASC__STEP_COUNT] = {
        EASC__NAME("let-in"),
        EASC__NAME("provisioned"),
        EASC__NAME("let-in-without-policy"),
        EASC__NAME("let-in-while-off"),
        EASC__NAME("refused"),
        EASC__NAME("refused-while-off"),
        EASC__NAME("cannot-comply"),
        EASC__NAME("asked-to-refresh"),
        EASC__NAME("acknowledged-full"),
        EASC__NAME("acknowledged-partial"),
        EASC__NAME("acknowledged-none"),
        EASC__NAME("acknowledged-external"),
        EASC__NAME("server-error"),
        EASC__NAME("moved"),
        EASC__NAME("blocked"),
        EASC__NAME("quarantined"),
        EASC__NAME("wipe-requested"),
        EASC__NAME("new-partnership"),
        EASC__NAME("sync-key-invalid"),
        EASC__NAME("throttled"),
        EASC__NAME("client-changed"),
        EASC__NAME("policy-off"),
        EASC__NAME("policy-on"),
        EASC__NAME("first-seen"),
        EASC__NAME("last-seen"),
    };
    return names[kind];
}

void easc__timeline_done(easc__timeline *timeline)
{
    easc__free(timeline->items);
    memset(timeline, 0, sizeof *timeline);
}

static bool add(easc__timeline *t, const easc__step *step)
{
    easc__step *items = easc__grow(t->items, t->count, &t->capacity, sizeof *items);
    if (!items) {
        return false;
    }
    t->items = items;
    items[t->count++] = *step;
    return true;
}

/* --- marks ---------------------------------------------------------------------------------- */

static easc__step_kind acknowledged_kind(uint32_t value)
{
    static const easc__step_kind kinds[] = {
        EASC__STEP_ACKNOWLEDGED_FULL, EASC__STEP_ACKNOWLEDGED_PARTIAL, EASC__STEP_ACKNOWLEDGED_NONE,
        EASC__STEP_ACKNOWLEDGED_EXTERNAL};
    return kinds[value - 1];
}

static easc__step_kind kind_of(const easc__mark *mark)
{
    static const easc__step_kind kinds[EASC__MARK_KIND_COUNT] = {
        [EASC__MARK_REFUSED] = EASC__STEP_REFUSED,
        [EASC__MARK_HOP_REFUSED] = EASC__STEP_REFUSED,
        [EASC__MARK_HARD] = EASC__STEP_CANNOT_COMPLY,
        [EASC__MARK_REFRESHED] = EASC__STEP_REFRESHED,
        [EASC__MARK_REFUSED_WHILE_OFF] = EASC__STEP_REFUSED_WHILE_OFF,
        [EASC__MARK_PASSED] = EASC__STEP_LET_IN,
        [EASC__MARK_KEY] = EASC__STEP_PROVISIONED,
        [EASC__MARK_LET_IN_WHILE_OFF] = EASC__STEP_LET_IN_WHILE_OFF,
        [EASC__MARK_KEYLESS] = EASC__STEP_KEYLESS,
        [EASC__MARK_PROVISION_ERROR] = EASC__STEP_SERVER_ERROR,
        [EASC__MARK_MOVED] = EASC__STEP_MOVED,
        [EASC__MARK_BLOCKED] = EASC__STEP_BLOCKED,
        [EASC__MARK_QUARANTINED] = EASC__STEP_QUARANTINED,
        [EASC__MARK_WIPE] = EASC__STEP_WIPE,
        [EASC__MARK_FIRST_CONTACT] = EASC__STEP_NEW_PARTNERSHIP,
        [EASC__MARK_RESYNC] = EASC__STEP_RESYNC,
        [EASC__MARK_THROTTLED] = EASC__STEP_THROTTLED,
        [EASC__MARK_AGENT] = EASC__STEP_CLIENT_CHANGED,
    };
    return mark->kind == EASC__MARK_ACKNOWLEDGED ? acknowledged_kind(mark->value)
                                                 : kinds[mark->kind];
}

static const easc__mark *mark_on(const easc__marks *marks, easc__mark_kind kind, int32_t day)
{
    for (size_t i = 0; i < marks->count; i++) {
        if (marks->items[i].kind == kind && marks->items[i].day == day) {
            return &marks->items[i];
        }
    }
    return NULL;
}

/* Each of the refusals of that day was outright, which says more. */
static bool is_all_hard(const easc__marks *marks, const easc__mark *mark)
{
    const easc__mark *hard = mark_on(marks, EASC__MARK_HARD, mark->day);
    return hard && hard->count == mark->count;
}

/* Every pass with a key is a pass too: the one tells more than the other. A first hop repeats what
   the back end logs. */
static bool is_told_elsewhere(const easc__marks *marks, const easc__mark *mark)
{
    if (mark->kind == EASC__MARK_PASSED) {
        const easc__mark *key = mark_on(marks, EASC__MARK_KEY, mark->day);
        return key && key->count == mark->count;
    }
    return mark->kind == EASC__MARK_SEEN || mark->kind == EASC__MARK_PROTOCOL ||
           (mark->kind == EASC__MARK_REFUSED && is_all_hard(marks, mark)) ||
           (mark->kind == EASC__MARK_HOP_REFUSED && mark_on(marks, EASC__MARK_REFUSED, mark->day));
}

static bool add_marks(easc__timeline *t, const easc__marks *marks, const easc__symbols *symbols)
{
    for (size_t i = 0; i < marks->count; i++) {
        const easc__mark *mark = &marks->items[i];
        if (is_told_elsewhere(marks, mark)) {
            continue;
        }
        easc__step step = {kind_of(mark), mark->count, mark->first, mark->last, {NULL, 0}};
        if (mark->kind == EASC__MARK_AGENT) {
            step.agent = easc__symbols_name(symbols, mark->value);
            step.last = step.first;
            step.count = 1;
        }
        if (!add(t, &step)) {
            return false;
        }
    }
    return true;
}

/* The first row of all, and the last. */
static bool add_ends(easc__timeline *t, const easc__marks *marks)
{
    easc__step first = {.kind = EASC__STEP_FIRST_SEEN};
    easc__step last = {.kind = EASC__STEP_LAST_SEEN};
    for (size_t i = 0; i < marks->count && marks->items[i].kind == EASC__MARK_SEEN; i++) {
        const easc__mark *mark = &marks->items[i];
        if (first.count == 0) {
            first.first = first.last = mark->first;
            first.count = 1;
        }
        last.count = 1;
        last.first = last.last = mark->last;
    }
    return first.count == 0 || (add(t, &first) && add(t, &last));
}

/* --- the policy ----------------------------------------------------------------------------- */

static bool add_moment(easc__timeline *t, easc__step_kind kind, int64_t time_s)
{
    easc__step step = {.kind = kind};
    step.first.time_s = step.last.time_s = time_s;
    return add(t, &step);
}

/* Periods that the device lived through, in part or whole. */
static bool add_policy(easc__timeline *t, const easc__terms *terms, const easc__trace *trace)
{
    for (size_t i = 0; i < terms->off_count; i++) {
        const easc__period *off = &terms->policy_off[i];
        bool is_known =
            easc__day_of(trace->first_s) <= off->to && easc__day_of(trace->last_s) >= off->from;
        if (is_known && !add_moment(t, EASC__STEP_POLICY_OFF, easc__day_start(off->from))) {
            return false;
        }
        if (is_known && off->to != INT32_MAX &&
            !add_moment(t, EASC__STEP_POLICY_ON, easc__day_start(off->to) + EASC__DAY_SECONDS)) {
            return false;
        }
    }
    return true;
}

/* --- order and joining ---------------------------------------------------------------------- */

/* What begins comes before what happens in it, what ends behind it. */
static int rank(easc__step_kind kind)
{
    switch (kind) {
    case EASC__STEP_POLICY_OFF:
    case EASC__STEP_POLICY_ON:
        return 0;
    case EASC__STEP_FIRST_SEEN:
        return 1;
    case EASC__STEP_CLIENT_CHANGED:
        return 2;
    case EASC__STEP_LAST_SEEN:
        return 4;
    default:
        return 3;
    }
}

static int compare_steps(const void *a, const void *b)
{
    const easc__step *x = a;
    const easc__step *y = b;
    if (x->first.time_s != y->first.time_s) {
        return x->first.time_s < y->first.time_s ? -1 : 1;
    }
    if (rank(x->kind) != rank(y->kind)) {
        return rank(x->kind) - rank(y->kind);
    }
    if (x->kind != y->kind) { /* never by place: files come in any order */
        return (int)x->kind - (int)y->kind;
    }
    return easc__compare(x->agent, y->agent);
}

static bool is_phase(easc__step_kind kind)
{
    return kind <= EASC__STEP_REFUSED_WHILE_OFF;
}

static bool is_moment(easc__step_kind kind)
{
    return kind >= EASC__STEP_CLIENT_CHANGED;
}

/* The step that goes on with this one: a phase the latest phase, anything else one of its kind that
   was told since the latest phase or moment began. */
static easc__step *goes_on(easc__step *told, size_t count, const easc__step *step)
{
    for (size_t i = count; i > 0; i--) {
        if (told[i - 1].kind == step->kind) {
            return is_moment(step->kind) ? NULL : &told[i - 1];
        }
        bool is_end = is_phase(told[i - 1].kind) || is_moment(told[i - 1].kind);
        if (is_end && told[i - 1].kind != EASC__STEP_FIRST_SEEN) {
            return NULL;
        }
    }
    return NULL;
}

static void join(easc__timeline *t)
{
    size_t told = 0;
    for (size_t i = 0; i < t->count; i++) {
        easc__step step = t->items[i];
        easc__step *before = goes_on(t->items, told, &step);
        if (!before) {
            t->items[told++] = step;
            continue;
        }
        before->count = easc__add(before->count, step.count);
        if (easc__is_later(&step.last, &before->last)) {
            before->last = step.last;
        }
    }
    t->count = told;
}

/* The first agent is what the device came with. */
static void name_first_client(easc__timeline *t)
{
    for (size_t i = 0; i + 1 < t->count; i++) {
        easc__step *next = &t->items[i + 1];
        if (t->items[i].kind == EASC__STEP_FIRST_SEEN && next->kind == EASC__STEP_CLIENT_CHANGED &&
            next->first.time_s == t->items[i].first.time_s) {
            t->items[i].agent = next->agent;
            t->count--;
            memmove(next, next + 1, (t->count - i - 1) * sizeof *next);
            return;
        }
    }
}

bool easc__timeline_make(const easc__device *device, const easc__symbols *symbols,
                         const easc__terms *terms, easc__timeline *out)
{
    const easc__marks *marks = &device->trace->marks;
    memset(out, 0, sizeof *out);
    if (!add_marks(out, marks, symbols) || !add_ends(out, marks) ||
        !add_policy(out, terms, device->trace)) {
        easc__timeline_done(out);
        return false;
    }
    qsort(out->items, out->count, sizeof *out->items, compare_steps);
    name_first_client(out);
    join(out);
    return true;
}
