/* builds.c - see builds.h. */
#include "comply/builds.h"

#include "base/civil.h"
#include "base/hash.h"
#include "base/heap.h"

enum { PROVEN_DEVICES = 2 };

static bool is_build(const easc__judgement *j)
{
    return j->client.version.n > 0 && j->client.model.n > 0;
}

static uint64_t hash_of(easc__hash_key key, const easc__judgement *j)
{
    key.a ^= easc__hash(key, j->client.version);
    key.b ^= (uint64_t)j->client.family;
    return easc__hash(key, j->client.model);
}

static bool is_same(const void *owner, uint32_t index, const void *key)
{
    const easc__build *items = ((const easc__builds *)owner)->items;
    const easc__client *a = &items[index].example->client;
    const easc__client *b = &((const easc__judgement *)key)->client;
    return a->family == b->family && easc__equal(a->version, b->version) &&
           easc__equal(a->model, b->model);
}

static uint32_t find(const easc__builds *builds, const easc__judgement *j)
{
    return easc__table_find(&builds->table, hash_of(builds->key, j), is_same, builds, j);
}

static easc__build *build_of(easc__builds *builds, const easc__judgement *j)
{
    uint32_t found = find(builds, j);
    if (found != EASC__NO_INDEX) {
        return &builds->items[found];
    }
    easc__build *items = easc__grow(builds->items, builds->count, &builds->capacity, sizeof *items);
    if (!items) {
        return NULL;
    }
    builds->items = items;
    if (!easc__table_insert(&builds->table, hash_of(builds->key, j), (uint32_t)builds->count)) {
        return NULL;
    }
    builds->items[builds->count] = (easc__build){j, 0, 0, {EASC__NO_TIME, EASC__NO_TIME}};
    return &builds->items[builds->count++];
}

static void add_proof(easc__build *build, int64_t proof_s)
{
    build->proven++;
    if (proof_s > build->latest_s[0]) {
        build->latest_s[1] = build->latest_s[0];
        build->latest_s[0] = proof_s;
    } else if (proof_s > build->latest_s[1]) {
        build->latest_s[1] = proof_s;
    }
}

bool easc__builds_count(const easc__judgement *judgements, size_t count, easc__hash_key key,
                        easc__builds *out)
{
    memset(out, 0, sizeof *out);
    out->key = key;
    for (size_t i = 0; i < count; i++) {
        const easc__judgement *j = &judgements[i];
        if (!is_build(j)) {
            continue;
        }
        easc__build *build = build_of(out, j);
        if (!build) {
            easc__builds_done(out);
            return false;
        }
        if (j->evidence == EASC__EVIDENCE_PROVEN || j->evidence == EASC__EVIDENCE_ADMITTED) {
            add_proof(build, j->proof_s);
        }
        build->failing += j->evidence == EASC__EVIDENCE_FAILING;
    }
    return true;
}

bool easc__builds_prove(const easc__builds *builds, const easc__judgement *judgement)
{
    uint32_t found = is_build(judgement) ? find(builds, judgement) : EASC__NO_INDEX;
    return found != EASC__NO_INDEX && builds->items[found].proven >= PROVEN_DEVICES &&
           builds->items[found].failing == 0;
}

int64_t easc__builds_proof(const easc__builds *builds, const easc__judgement *judgement)
{
    return builds->items[find(builds, judgement)].latest_s[1];
}

void easc__builds_done(easc__builds *builds)
{
    easc__table_done(&builds->table);
    easc__free(builds->items);
    memset(builds, 0, sizeof *builds);
}
