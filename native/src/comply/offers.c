/* offers.c - see offers.h. */
#include "comply/offers.h"

#include "base/heap.h"

bool easc__offers_init(const easc__shard *shard, easc__offers *out)
{
    out->highest = easc__alloc_zero(shard->symbols.count, sizeof *out->highest);
    for (size_t i = 0; out->highest && i < shard->coverage_count; i++) {
        int32_t *highest = &out->highest[shard->coverage[i].server];
        int32_t version = shard->coverage[i].highest_protocol;
        *highest = version > *highest ? version : *highest;
    }
    return out->highest != NULL;
}

void easc__offers_done(easc__offers *offers)
{
    easc__free(offers->highest);
    offers->highest = NULL;
}

int32_t easc__offered_to(const easc__offers *offers, const easc__trace *trace)
{
    int32_t highest = 0;
    for (size_t i = 0; i < trace->counts.count; i++) {
        uint32_t key = trace->counts.items[i].key;
        if (easc__kind_of_key(key) == EASC__COUNT_SERVER) {
            int32_t version = offers->highest[easc__value_of_key(key)];
            highest = version > highest ? version : highest;
        }
    }
    return highest;
}
