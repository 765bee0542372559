/* logon_findings.c - whose telephone tries a wrong password, and which address tries many users. */
#include "base/hash.h"
#include "base/heap.h"
#include "findings/maker.h"

#include <stdlib.h>

/* --- lock-outs ------------------------------------------------------------------------------ */

static int compare_logons(const void *a, const void *b)
{
    const easc__seen_name *x = *(const easc__seen_name *const *)a;
    const easc__seen_name *y = *(const easc__seen_name *const *)b;
    int order = easc__compare(easc__seen_front(x), easc__seen_front(y));
    order = order ? order : easc__compare(easc__seen_back(x), easc__seen_back(y));
    return order ? order : (x->day > y->day) - (x->day < y->day);
}

static bool is_same_pair(const easc__seen_name *a, const easc__seen_name *b)
{
    return easc__equal(easc__seen_front(a), easc__seen_front(b)) &&
           easc__equal(easc__seen_back(a), easc__seen_back(b));
}

/* The days of one user and device on which there were too many, sorted. */
static void add_lock_out(easc__maker *maker, const easc__seen_name *const *days, size_t count)
{
    const easc__seen_name *first = days[0];
    easc__finding_subject subject = {.device = EASC__NO_DEVICE,
                                     .user = easc__seen_front(first),
                                     .device_id = easc__seen_back(first),
                                     .row_count = 2,
                                     .rows = {first->first, days[count - 1]->last}};
    for (size_t i = 0; i < count; i++) {
        subject.count += days[i]->n;
    }
    easc__maker_add(maker, EASC__FINDING_LOCK_OUT, &subject);
}

static void find_lock_outs(easc__maker *maker)
{
    const easc__seen_names *logons = &maker->input->shard->device_logons;
    const easc__seen_name **bad = easc__alloc(logons->count, sizeof *bad);
    size_t count = 0;
    if (!bad) {
        maker->failed = true;
        return;
    }
    for (size_t i = 0; i < logons->count; i++) {
        if (logons->items[i].n >= EASC__LOCK_OUT_LOGONS) {
            bad[count++] = &logons->items[i];
        }
    }
    qsort(bad, count, sizeof *bad, compare_logons);
    for (size_t start = 0; start < count;) {
        size_t end = start + 1;
        while (end < count && is_same_pair(bad[start], bad[end])) {
            end++;
        }
        add_lock_out(maker, bad + start, end - start);
        start = end;
    }
    easc__free(bad);
}

/* --- spraying ------------------------------------------------------------------------------- */

static bool knows_address(const easc__trace *trace, uint64_t hash)
{
    for (int hop = 0; hop < 2; hop++) {
        const easc__addresses *addresses = &trace->traffic[hop].addresses;
        for (size_t i = 0; i < addresses->count; i++) {
            if (addresses->hashes[i] == hash) {
                return true;
            }
        }
    }
    return false;
}

/* A load balancer or a relay stands before many devices: what comes through it is not its own. */
static bool is_relay(const easc__findings_input *input, easc__bytes address)
{
    uint64_t hash = easc__hash(easc__fixed_key, address);
    size_t devices = 0;
    for (size_t i = 0; i < input->devices->count; i++) {
        devices += knows_address(input->devices->items[i].trace, hash);
    }
    return devices > 0 && devices * EASC__RELAY_DIVISOR >= input->devices->count;
}

static int compare_names(const void *a, const void *b)
{
    const easc__seen_name *x = *(const easc__seen_name *const *)a;
    const easc__seen_name *y = *(const easc__seen_name *const *)b;
    return easc__compare(easc__seen_front(x), easc__seen_front(y));
}

static void add_spraying(easc__maker *maker, const easc__seen_name *logon)
{
    easc__finding_subject subject = {.device = EASC__NO_DEVICE,
                                     .name = easc__seen_front(logon),
                                     .count = logon->user_count,
                                     .row_count = 2,
                                     .rows = {logon->first, logon->last}};
    easc__maker_add(maker, EASC__FINDING_SPRAYING, &subject);
}

static void find_spraying(easc__maker *maker)
{
    const easc__seen_names *logons = &maker->input->shard->address_logons;
    const easc__seen_name **bad = easc__alloc(logons->count, sizeof *bad);
    size_t count = 0;
    if (!bad) {
        maker->failed = true;
        return;
    }
    for (size_t i = 0; i < logons->count; i++) {
        if (logons->items[i].user_count >= EASC__SPRAYED_USERS &&
            !is_relay(maker->input, easc__seen_front(&logons->items[i]))) {
            bad[count++] = &logons->items[i];
        }
    }
    qsort(bad, count, sizeof *bad, compare_names);
    for (size_t i = 0; i < count; i++) {
        add_spraying(maker, bad[i]);
    }
    easc__free(bad);
}

void easc__find_in_logons(easc__maker *maker)
{
    find_lock_outs(maker);
    find_spraying(maker);
}
