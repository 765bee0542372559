/* coverage.c - see coverage.h. */
#include "comply/coverage.h"

#include "base/civil.h"
#include "base/heap.h"

#include <stdlib.h>

/* A day of a server, by its name: sorted, the days of a server are one run. */
typedef struct server_day {
    easc__bytes server;
    int32_t day;
    bool has_rows; /* other than monitoring ones */
} server_day;

static int compare_days(const void *a, const void *b)
{
    const server_day *x = a;
    const server_day *y = b;
    int order = easc__compare(x->server, y->server);
    return order ? order : (x->day > y->day) - (x->day < y->day);
}

static server_day *sorted_days(const easc__shard *shard)
{
    server_day *days = easc__alloc(shard->coverage_count, sizeof *days);
    for (size_t i = 0; days && i < shard->coverage_count; i++) {
        const easc__coverage *c = &shard->coverage[i];
        bool has_rows = c->rows[0] + c->rows[1] + c->rows[2] > 0;
        days[i] = (server_day){easc__symbols_name(&shard->symbols, c->server), c->day, has_rows};
    }
    if (days) {
        qsort(days, shard->coverage_count, sizeof *days, compare_days);
    }
    return days;
}

bool easc__is_gap_accepted(const easc__terms *terms, easc__bytes server, int32_t day)
{
    for (size_t i = 0; i < terms->gap_count; i++) {
        const easc__gap *gap = &terms->gaps[i];
        if (easc__equal_nocase(gap->server, server) && easc__in_periods(&gap->period, 1, day)) {
            return true;
        }
    }
    return false;
}

/* Days from `from` to `to`, both included, that are not excused. */
static uint64_t count_missing(const easc__terms *terms, easc__bytes server, int32_t from,
                              int32_t to)
{
    if (from > to) {
        return 0;
    }
    if (terms->gap_count == 0) {
        return (uint64_t)(to - from) + 1;
    }
    uint64_t missing = 0;
    for (int32_t day = from; day <= to; day++) {
        missing += !easc__is_gap_accepted(terms, server, day);
    }
    return missing;
}

/* One server out of its run of days. */
static easc__server_days sum_run(const server_day *days, size_t n, const easc__terms *terms,
                                 int32_t last_day)
{
    easc__server_days sum = {days[0].server, days[0].day, n, 0};
    for (size_t i = 1; i < n; i++) {
        int32_t to = days[i].day - 1 < last_day ? days[i].day - 1 : last_day;
        sum.missing_days += count_missing(terms, sum.server, days[i - 1].day + 1, to);
    }
    sum.missing_days += count_missing(terms, sum.server, days[n - 1].day + 1, last_day);
    return sum;
}

bool easc__coverage_list(const easc__shard *shard, const easc__terms *terms,
                         easc__server_days **servers, size_t *count)
{
    server_day *days = sorted_days(shard);
    easc__server_days *list = easc__alloc(shard->coverage_count, sizeof *list);
    size_t n = 0;
    if (!days || !list) {
        easc__free(days);
        easc__free(list);
        return false;
    }
    int32_t last_day =
        shard->totals.last_s == EASC__NO_TIME ? INT32_MIN : easc__day_of(shard->totals.last_s);
    for (size_t at = 0; at < shard->coverage_count;) {
        size_t run = 0;
        bool has_rows = false;
        while (at + run < shard->coverage_count &&
               easc__equal(days[at + run].server, days[at].server)) {
            has_rows |= days[at + run].has_rows;
            run++;
        }
        if (has_rows) {
            list[n++] = sum_run(days + at, run, terms, last_day);
        }
        at += run;
    }
    easc__free(days);
    *servers = list;
    *count = n;
    return true;
}

bool easc__coverage_sum(const easc__shard *shard, const easc__terms *terms,
                        easc__coverage_sums *out)
{
    easc__server_days *servers;
    size_t count;
    if (!easc__coverage_list(shard, terms, &servers, &count)) {
        return false;
    }
    *out = (easc__coverage_sums){count > 0 ? UINT64_MAX : 0, 0};
    for (size_t i = 0; i < count; i++) {
        out->missing_days += servers[i].missing_days;
        if (servers[i].covered_days < out->fewest_days) {
            out->fewest_days = servers[i].covered_days;
        }
    }
    easc__free(servers);
    return true;
}
