/* offers.c - see offers.h. */
#include "comply/offers.h"

#include "base/heap.h"

bool easc__offers_init(const easc__shard *shard, easc__offers *out)
{
    out->key = shard->key;
    out->highest = easc__alloc_zero(shard->symbols.count, sizeof *out->highest);
    for (size_t i = 0; out->highest && i < shard->coverage_count; i++) {
        const easc__coverage *c = &shard->coverage[i];
        easc__agreements_add(out->highest[c->server], c->highest[0]);
        easc__agreements_add(out->highest[c->server], c->highest[1]);
    }
    return out->highest != NULL;
}

void easc__offers_done(easc__offers *offers)
{
    easc__free(offers->highest);
    offers->highest = NULL;
}

int32_t easc__offered_to_others(const easc__offers *offers, const easc__trace *trace)
{
    uint64_t device = easc__hash(offers->key, trace->id_key);
    int32_t offered = 0;
    for (size_t i = 0; i < trace->counts.count; i++) {
        uint32_t key = trace->counts.items[i].key;
        if (easc__kind_of_key(key) == EASC__COUNT_SERVER) {
            const easc__agreement *highest = offers->highest[easc__value_of_key(key)];
            int32_t version = highest[highest[0].device == device].protocol;
            offered = version > offered ? version : offered;
        }
    }
    return offered;
}
