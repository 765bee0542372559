/* among_devices.c - what several devices of one user, or of one DeviceId, show together. */
#include "base/civil.h"
#include "base/heap.h"
#include "findings/maker.h"

#include <stdlib.h>

/* A device while it is compared with others. */
typedef struct entry {
    const easc__device *device;
    size_t index;
} entry;

static easc__bytes type_of(const entry *e)
{
    return e->device->trace->attributes[EASC__ATTRIBUTE_TYPE].value;
}

/* All devices, or NULL: no memory. */
static entry *list_devices(const easc__findings_input *input)
{
    entry *entries = easc__alloc(input->devices->count, sizeof *entries);
    for (size_t i = 0; entries && i < input->devices->count; i++) {
        entries[i] = (entry){&input->devices->items[i], i};
    }
    return entries;
}

static int compare_index(const entry *a, const entry *b)
{
    return (a->index > b->index) - (a->index < b->index);
}

/* --- one DeviceId, several users ------------------------------------------------------------ */

static int compare_ids(const void *a, const void *b)
{
    const entry *x = a;
    const entry *y = b;
    int order = easc__compare_nocase(x->device->id, y->device->id);
    return order ? order : compare_index(x, y);
}

static void add_shared(easc__maker *maker, const entry *run, size_t count)
{
    size_t users = 0;
    for (size_t i = 0; i < count; i++) {
        users += run[i].device->user.n > 0;
    }
    for (size_t i = 0; users > 1 && i < count; i++) {
        if (run[i].device->user.n > 0 && maker->input->is_listed[run[i].index]) {
            easc__finding_subject subject = easc__device_subject(maker->input, run[i].index);
            subject.count = users;
            easc__subject_cite_last(
                &subject, easc__marks_find(&run[i].device->trace->marks, EASC__MARK_SEEN, 0));
            easc__maker_add(maker, EASC__FINDING_SHARED, &subject);
        }
    }
}

/* --- one user, a device that follows another ------------------------------------------------ */

/* By user, type, first row. */
static int compare_successors(const void *a, const void *b)
{
    const entry *x = a;
    const entry *y = b;
    int order = easc__compare_nocase(x->device->user, y->device->user);
    order = order ? order : easc__compare_nocase(type_of(x), type_of(y));
    if (order == 0) {
        int64_t first = x->device->trace->first_s;
        int64_t other = y->device->trace->first_s;
        order = (first > other) - (first < other);
    }
    return order ? order : compare_index(x, y);
}

/* Silent for so long that it is no weekend. */
static bool is_silent(const easc__shard *shard, const entry *old)
{
    int32_t newest = easc__day_of(shard->totals.last_s);
    return newest - easc__day_of(old->device->trace->last_s) >= EASC__SILENT_DAYS;
}

/* The first of a run, ordered by their first rows, that began on a later day than `old` ended. */
static const entry *successor_of(const entry *old, const entry *run, size_t count)
{
    int32_t last_day = easc__day_of(old->device->trace->last_s);
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (easc__day_of(run[middle].device->trace->first_s) <= last_day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count ? &run[low] : NULL;
}

static void add_replaced(easc__maker *maker, const entry *run, size_t count)
{
    if (run[0].device->user.n == 0 || type_of(&run[0]).n == 0) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const entry *new = successor_of(&run[i], run, count);
        if (new &&is_silent(maker->input->shard, &run[i]) &&
            maker->input->is_listed[run[i].index]) {
            easc__finding_subject subject = easc__device_subject(maker->input, run[i].index);
            subject.name = new->device->id;
            easc__subject_cite_last(
                &subject, easc__marks_find(&run[i].device->trace->marks, EASC__MARK_SEEN, 0));
            const easc__mark *seen =
                easc__marks_find(&new->device->trace->marks, EASC__MARK_SEEN, 0);
            if (seen) {
                subject.rows[subject.row_count++] = seen->first;
            }
            easc__maker_add(maker, EASC__FINDING_REPLACED, &subject);
        }
    }
}

/* --- runs ----------------------------------------------------------------------------------- */

static bool is_same_id(const entry *a, const entry *b)
{
    return easc__equal_nocase(a->device->id, b->device->id);
}

static bool is_same_user_and_type(const entry *a, const entry *b)
{
    return easc__equal_nocase(a->device->user, b->device->user) &&
           easc__equal_nocase(type_of(a), type_of(b));
}

/* Calls `add` with each run of sorted devices that are the same. */
static void each_run(easc__maker *maker, const entry *entries,
                     bool (*is_same)(const entry *a, const entry *b),
                     void (*add)(easc__maker *maker, const entry *run, size_t count))
{
    size_t count = maker->input->devices->count;
    for (size_t start = 0; start < count;) {
        size_t end = start + 1;
        while (end < count && is_same(&entries[start], &entries[end])) {
            end++;
        }
        add(maker, entries + start, end - start);
        start = end;
    }
}

void easc__find_among_devices(easc__maker *maker)
{
    entry *entries = list_devices(maker->input);
    if (!entries) {
        maker->failed = true;
        return;
    }
    size_t count = maker->input->devices->count;
    qsort(entries, count, sizeof *entries, compare_ids);
    each_run(maker, entries, is_same_id, add_shared);
    qsort(entries, count, sizeof *entries, compare_successors);
    each_run(maker, entries, is_same_user_and_type, add_replaced);
    easc__free(entries);
}
