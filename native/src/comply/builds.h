/* builds.h - what other devices of the same client family, version and model say about a device. */
#ifndef EASC_COMPLY_BUILDS_H
#define EASC_COMPLY_BUILDS_H

#include "comply/judgement.h"

/* How often a build is proven (Proven or Admitted) and failing. */
typedef struct easc__build {
    const easc__judgement *example;
    uint64_t proven;
    uint64_t failing;
    int64_t latest_s[2]; /* proofs of those that are proven: the latest, and the one before */
} easc__build;

/* All builds, by family, version and model. */
typedef struct easc__builds {
    easc__hash_key key;
    easc__table table;
    easc__build *items;
    size_t count;
    size_t capacity;
} easc__builds;

/* Counts the builds of all devices; those without version or model are no build. The judgements
   must live as long as the builds. `key` is nobody's to guess: clients name their models. False: no
   memory, and then there is nothing to free. */
bool easc__builds_count(const easc__judgement *judgements, size_t count, easc__hash_key key,
                        easc__builds *out);

/* True when the build of that device is proven on at least two other devices and failing on none.
   The device itself must be neither. */
bool easc__builds_prove(const easc__builds *builds, const easc__judgement *judgement);

/* Since when such a device counts as proven: the second latest proof of the devices of its build,
   because two of them are needed. */
int64_t easc__builds_proof(const easc__builds *builds, const easc__judgement *judgement);

/* Frees. */
void easc__builds_done(easc__builds *builds);

#endif
