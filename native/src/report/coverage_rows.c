/* coverage_rows.c - see coverage_rows.h. */
#include "report/coverage_rows.h"

#include "base/heap.h"

#include <stdlib.h>

static int compare_rows(const void *a, const void *b)
{
    const easc__coverage_row *x = a;
    const easc__coverage_row *y = b;
    int order = easc__compare(x->server, y->server);
    return order ? order : (x->from > y->from) - (x->from < y->from);
}

/* The days with rows, sorted. */
static easc__coverage_row *sorted_days(const easc__shard *shard)
{
    easc__coverage_row *days = easc__alloc(shard->coverage_count, sizeof *days);
    for (size_t i = 0; days && i < shard->coverage_count; i++) {
        const easc__coverage *c = &shard->coverage[i];
        easc__bytes server = easc__symbols_name(&shard->symbols, c->server);
        days[i] = (easc__coverage_row){server, c->day, c->day, EASC__COVERED, c};
    }
    if (days && shard->coverage_count > 1) {
        qsort(days, shard->coverage_count, sizeof *days, compare_rows);
    }
    return days;
}

static bool add_row(easc__coverage_rows *out, easc__coverage_row row)
{
    easc__coverage_row *items = easc__grow(out->items, out->count, &out->capacity, sizeof *items);
    if (!items) {
        return false;
    }
    out->items = items;
    out->items[out->count++] = row;
    return true;
}

static easc__coverage_state gap_state(const easc__terms *terms, easc__bytes server, int32_t day)
{
    return easc__is_gap_accepted(terms, server, day) ? EASC__COVERAGE_ACCEPTED
                                                     : EASC__COVERAGE_MISSING;
}

/* The days from `from` to `to`, cut where an accepted gap begins or ends. */
static bool add_gap(const easc__terms *terms, easc__bytes server, int32_t from, int32_t to,
                    easc__coverage_rows *out)
{
    while (from <= to) {
        easc__coverage_row row = {server, from, to, gap_state(terms, server, from), NULL};
        for (int32_t day = from + 1; terms->gap_count > 0 && day <= to; day++) {
            if (gap_state(terms, server, day) != row.state) {
                row.to = day - 1;
                break;
            }
        }
        if (!add_row(out, row)) {
            return false;
        }
        from = row.to + 1;
    }
    return true;
}

static bool counts(const easc__answer *answer, easc__bytes server)
{
    for (size_t i = 0; i < answer->server_count; i++) {
        if (easc__equal(answer->servers[i].server, server)) {
            return true;
        }
    }
    return false;
}

/* One server: its run of days, with the gaps between them and behind them. */
static bool add_server(const easc__answer *answer, const easc__coverage_row *days, size_t n,
                       easc__coverage_rows *out)
{
    const easc__terms *terms = &answer->options.terms;
    int64_t last_s = answer->shard.totals.last_s;
    int32_t last_day = last_s == EASC__NO_TIME ? INT32_MIN : easc__day_of(last_s);
    bool is_counted = counts(answer, days[0].server);
    for (size_t i = 0; i < n; i++) {
        easc__coverage_row row = days[i];
        int32_t next =
            i + 1 < n && days[i + 1].from - 1 < last_day ? days[i + 1].from - 1 : last_day;
        row.state = is_counted ? EASC__COVERED : EASC__COVERAGE_MONITORING_ONLY;
        if (!add_row(out, row) ||
            (is_counted && !add_gap(terms, row.server, row.from + 1, next, out))) {
            return false;
        }
    }
    return true;
}

bool easc__coverage_rows_list(const easc__answer *answer, easc__coverage_rows *out)
{
    memset(out, 0, sizeof *out);
    easc__coverage_row *days = sorted_days(&answer->shard);
    bool ok = days != NULL;
    for (size_t at = 0, run = 0; ok && at < answer->shard.coverage_count; at += run) {
        run = 0;
        while (at + run < answer->shard.coverage_count &&
               easc__equal(days[at + run].server, days[at].server)) {
            run++;
        }
        ok = add_server(answer, days + at, run, out);
    }
    easc__free(days);
    if (!ok) {
        easc__coverage_rows_done(out);
    }
    return ok;
}

void easc__coverage_rows_done(easc__coverage_rows *rows)
{
    easc__free(rows->items);
    memset(rows, 0, sizeof *rows);
}
