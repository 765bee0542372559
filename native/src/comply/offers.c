/* offers.c - see offers.h. */
#include "comply/offers.h"

#include "base/heap.h"

bool easc__offers_init(const easc__shard *shard, easc__offers *out)
{
    out->shard = shard;
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
    uint64_t device = easc__hash(offers->shard->key, trace->id_key);
    easc__bytes server = trace->attributes[EASC__ATTRIBUTE_PROTOCOL_SERVER].value;
    for (size_t i = 0; server.n > 0 && i < trace->counts.count; i++) {
        uint32_t key = trace->counts.items[i].key;
        uint32_t symbol = easc__value_of_key(key);
        if (easc__kind_of_key(key) == EASC__COUNT_SERVER &&
            easc__equal(easc__symbols_name(&offers->shard->symbols, symbol), server)) {
            const easc__agreement *highest = offers->highest[symbol];
            return highest[highest[0].device == device].protocol;
        }
    }
    return 0;
}
