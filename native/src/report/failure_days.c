/* failure_days.c - see failure_days.h. */
#include "report/failure_days.h"

#include "base/heap.h"
#include "base/number.h"

uint64_t easc__failures_on(const easc__day *day)
{
    return day->payload_rows > 0 ? day->failures : day->hop_refusals;
}

static easc__policy_day policy_on(const easc__terms *terms, int32_t day)
{
    if (easc__in_periods(terms->policy_off, terms->off_count, day)) {
        return EASC__POLICY_DAY_OFF;
    }
    return easc__in_periods(terms->policy_on, terms->on_count, day) ? EASC__POLICY_DAY_ON
                                                                    : EASC__POLICY_DAY_UNSAID;
}

/* The days of the window, the last EASC__FAILURE_DAYS_MAX of them; none when there is no row. */
static bool list_days(const easc__answer *answer, easc__failure_days *out)
{
    const easc__totals *totals = &answer->shard.totals;
    bool is_empty = totals->last_s == EASC__NO_TIME;
    int32_t last = is_empty ? 0 : easc__day_of(totals->last_s);
    int32_t first = is_empty ? 1 : easc__day_of(totals->first_s);
    if (last - first >= EASC__FAILURE_DAYS_MAX) {
        first = last - EASC__FAILURE_DAYS_MAX + 1;
    }
    int32_t count = last - first + 1;
    out->count = (size_t)count;
    out->items = easc__alloc_zero(out->count, sizeof *out->items);
    for (size_t i = 0; out->items && i < out->count; i++) {
        out->items[i].day = first + (int32_t)i;
        out->items[i].policy = policy_on(&answer->options.terms, out->items[i].day);
    }
    return out->items != NULL;
}

static void add_trace(const easc__trace *trace, easc__failure_days *out)
{
    for (size_t i = 0; i < trace->day_count; i++) {
        const easc__day *day = &trace->days[i];
        uint64_t failures = easc__failures_on(day);
        int64_t at = out->count > 0 ? (int64_t)day->day - out->items[0].day : -1;
        if (failures == 0) {
            continue;
        }
        if (at < 0 || (uint64_t)at >= out->count) {
            out->left_out = easc__add(out->left_out, failures);
        } else {
            out->items[at].failures = easc__add(out->items[at].failures, failures);
        }
    }
}

bool easc__failure_days_count(const easc__answer *answer, easc__failure_days *out)
{
    memset(out, 0, sizeof *out);
    if (!list_days(answer, out)) {
        return false;
    }
    for (size_t i = 0; i < answer->devices.count; i++) {
        if (answer->is_listed[i]) {
            add_trace(answer->devices.items[i].trace, out);
        }
    }
    return true;
}

void easc__failure_days_done(easc__failure_days *days)
{
    easc__free(days->items);
    memset(days, 0, sizeof *days);
}
