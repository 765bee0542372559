/* log_findings.c - what the logs themselves lack: days, hops, columns, rows. */
#include "findings/maker.h"

#include <stdlib.h>

static easc__finding_subject named(easc__bytes name, uint64_t count)
{
    return (easc__finding_subject){.device = EASC__NO_DEVICE, .name = name, .count = count};
}

static void find_gaps(easc__maker *maker)
{
    const easc__findings_input *input = maker->input;
    for (size_t i = 0; i < input->server_count; i++) {
        if (input->servers[i].missing_days > 0) {
            easc__finding_subject subject =
                named(input->servers[i].server, input->servers[i].missing_days);
            easc__maker_add(maker, EASC__FINDING_COVERAGE_GAP, &subject);
        }
    }
}

/* Rows of a server that a back end answered. */
static uint64_t frontend_rows(const easc__shard *shard, easc__bytes server)
{
    uint64_t rows = 0;
    for (size_t i = 0; i < shard->coverage_count; i++) {
        const easc__coverage *c = &shard->coverage[i];
        if (easc__equal(easc__symbols_name(&shard->symbols, c->server), server)) {
            rows += c->rows[EASC__HOP_FRONTEND];
        }
    }
    return rows;
}

/* Without the query nothing of a row is known, its payload neither: that is another finding. */
static bool has_queries(const easc__findings_input *input)
{
    for (size_t i = 0; i < input->input_count; i++) {
        if (input->inputs[i].missing_columns & 1) {
            return false;
        }
    }
    return true;
}

static void find_missing_back_ends(easc__maker *maker)
{
    const easc__findings_input *input = maker->input;
    const easc__condition *conditions = input->gate->conditions;
    bool is_complete = conditions[EASC__CONDITION_PAYLOAD_ROWS].is_met &&
                       conditions[EASC__CONDITION_PAYLOAD_PERCENT].is_met;
    bool is_doubled = input->proxy_count > 0 && conditions[EASC__CONDITION_PAYLOAD_ROWS].is_met;
    if (is_complete || is_doubled ||
        !has_queries(input) || /* its first hops count twice: that is the finding then */
        input->shard->totals.first_hop_rows_2xx == 0) { /* 401s have no payload */
        return;
    }
    for (size_t i = 0; i < input->server_count; i++) {
        uint64_t rows = frontend_rows(input->shard, input->servers[i].server);
        if (rows > 0) {
            easc__finding_subject subject = named(input->servers[i].server, rows);
            easc__maker_add(maker, EASC__FINDING_NO_BACK_END, &subject);
        }
    }
}

/* One subject a column: how many inputs lack it, and the first row of the first of them. */
static void find_missing_columns(easc__maker *maker)
{
    const easc__findings_input *input = maker->input;
    for (int c = 0; c < EASC__NEEDED_COLUMNS; c++) {
        easc__finding_subject subject = named(easc__needed_columns[c].name, 0);
        for (size_t i = 0; i < input->input_count; i++) {
            if (input->inputs[i].missing_columns >> c & 1) {
                if (subject.count++ == 0) {
                    subject.rows[subject.row_count++] = input->inputs[i].missing_from[c];
                }
            }
        }
        if (subject.count > 0) {
            easc__maker_add(maker, EASC__FINDING_NO_COLUMN, &subject);
        }
    }
}

/* The first sample of all reasons. */
static void cite_reject(easc__finding_subject *subject, const easc__input *input, uint32_t index)
{
    easc__sighting first = {EASC__NO_TIME, {index, 0, 0, UINT64_MAX}};
    for (int r = 0; r < EASC__REJECT_COUNT; r++) {
        if (input->sample_count[r] > 0 && input->samples[r][0].byte < first.place.byte) {
            first.place.byte = input->samples[r][0].byte;
            first.place.line = input->samples[r][0].line;
        }
    }
    if (first.place.line > 0) {
        subject->rows[subject->row_count++] = first;
    }
}

static void find_rejects(easc__maker *maker)
{
    const easc__findings_input *input = maker->input;
    for (size_t i = 0; i < input->input_count; i++) {
        const easc__input *in = &input->inputs[i];
        easc__finding_subject subject = named(easc__bytes_z(in->path), 0);
        for (int r = 0; r < EASC__REJECT_COUNT; r++) {
            subject.count += in->rejected[r];
        }
        if (subject.count > 0) {
            cite_reject(&subject, in, (uint32_t)i);
            easc__maker_add(maker, EASC__FINDING_REJECTED, &subject);
        }
    }
}

static int compare_names(const void *a, const void *b)
{
    const easc__finding_subject *x = a;
    const easc__finding_subject *y = b;
    return easc__compare(x->name, y->name);
}

static void find_unknown_items(easc__maker *maker)
{
    const easc__seen_names *names = &maker->input->shard->unknown_items;
    for (size_t i = 0; i < names->count; i++) {
        const easc__seen_name *name = &names->items[i];
        easc__finding_subject subject = named(easc__seen_front(name), name->n);
        subject.rows[subject.row_count++] = name->first;
        if (easc__is_later(&name->last, &name->first)) {
            subject.rows[subject.row_count++] = name->last;
        }
        easc__maker_add(maker, EASC__FINDING_UNKNOWN_ITEM, &subject);
    }
    if (!maker->failed && names->count > 0) {
        qsort(maker->lists[EASC__FINDING_UNKNOWN_ITEM].items, names->count,
              sizeof(easc__finding_subject), compare_names);
    }
}

static void find_proxies(easc__maker *maker)
{
    for (size_t i = 0; i < maker->input->proxy_count; i++) {
        easc__finding_subject subject = named(maker->input->proxies[i], 0);
        easc__maker_add(maker, EASC__FINDING_PROXY, &subject);
    }
}

void easc__find_in_logs(easc__maker *maker)
{
    find_gaps(maker);
    find_missing_back_ends(maker);
    find_missing_columns(maker);
    find_rejects(maker);
    find_unknown_items(maker);
    find_proxies(maker);
}
