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
    const easc__seen_name **bad = easc__alloc(logons->count, sizeof(easc__seen_name *));
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
    qsort(bad, count, sizeof(easc__seen_name *), compare_logons);
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

/* An address that is suspected: its days, and how many devices use it. */
typedef struct suspect {
    uint64_t hash;
    const easc__seen_name *worst; /* the day with the most users; ties go to the earliest */
    easc__sighting first;
    easc__sighting last;
    size_t devices;
} suspect;

static int compare_hashes(const void *a, const void *b)
{
    const suspect *x = a;
    const suspect *y = b;
    int order = (x->hash > y->hash) - (x->hash < y->hash);
    return order ? order : (x->worst->day > y->worst->day) - (x->worst->day < y->worst->day);
}

/* The suspects, one for each address, by hash. Names that were cut are no address of anybody. */
static size_t list_suspects(const easc__seen_names *logons, suspect *suspects)
{
    size_t days = 0;
    size_t count = 0;
    for (size_t i = 0; i < logons->count; i++) {
        const easc__seen_name *logon = &logons->items[i];
        if (logon->user_count >= EASC__SPRAYED_USERS) {
            suspects[days++] = (suspect){easc__hash(easc__fixed_key, easc__seen_front(logon)),
                                         logon, logon->first, logon->last, 0};
        }
    }
    qsort(suspects, days, sizeof *suspects, compare_hashes);
    for (size_t i = 0; i < days; i++) {
        suspect *before = count > 0 ? &suspects[count - 1] : NULL;
        if (!before || before->hash != suspects[i].hash) {
            suspects[count++] = suspects[i];
            continue;
        }
        before->last = suspects[i].last;
        if (suspects[i].worst->user_count > before->worst->user_count) {
            before->worst = suspects[i].worst;
        }
    }
    return count;
}

static suspect *find_suspect(suspect *suspects, size_t count, uint64_t hash)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (suspects[middle].hash < hash) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && suspects[low].hash == hash ? &suspects[low] : NULL;
}

/* Looks each address of the device up once, whichever hop it is from. */
static void count_addresses(const easc__trace *trace, suspect *suspects, size_t count)
{
    const easc__addresses *front = &trace->traffic[0].addresses;
    const easc__addresses *back = &trace->traffic[1].addresses;
    for (size_t f = 0, b = 0; f < front->count || b < back->count;) {
        bool takes_front =
            b >= back->count || (f < front->count && front->hashes[f] <= back->hashes[b]);
        uint64_t hash = takes_front ? front->hashes[f] : back->hashes[b];
        f += f < front->count && front->hashes[f] == hash;
        b += b < back->count && back->hashes[b] == hash;
        suspect *found = find_suspect(suspects, count, hash);
        if (found) {
            found->devices++;
        }
    }
}

/* A load balancer or a relay stands before many devices: what comes through it is not its own. */
static bool is_relay(const suspect *s, size_t devices)
{
    return s->devices > 0 && s->devices * EASC__RELAY_DIVISOR >= devices;
}

static int compare_addresses(const void *a, const void *b)
{
    const suspect *x = a;
    const suspect *y = b;
    return easc__compare(easc__seen_front(x->worst), easc__seen_front(y->worst));
}

static void find_spraying(easc__maker *maker)
{
    const easc__findings_input *input = maker->input;
    suspect *suspects = easc__alloc(input->shard->address_logons.count, sizeof *suspects);
    if (!suspects) {
        maker->failed = true;
        return;
    }
    size_t count = list_suspects(&input->shard->address_logons, suspects);
    for (size_t i = 0; count > 0 && i < input->devices->count; i++) {
        count_addresses(input->devices->items[i].trace, suspects, count);
    }
    qsort(suspects, count, sizeof *suspects, compare_addresses);
    for (size_t i = 0; i < count; i++) {
        easc__finding_subject subject = {.device = EASC__NO_DEVICE,
                                         .name = easc__seen_front(suspects[i].worst),
                                         .count = suspects[i].worst->user_count,
                                         .row_count = 2,
                                         .rows = {suspects[i].first, suspects[i].last}};
        if (!is_relay(&suspects[i], input->devices->count)) {
            easc__maker_add(maker, EASC__FINDING_SPRAYING, &subject);
        }
    }
    easc__free(suspects);
}

/* Who asks about some devices is not told about others. */
void easc__find_in_logons(easc__maker *maker)
{
    if (!maker->input->is_filtered) {
        find_lock_outs(maker);
        find_spraying(maker);
    }
}
