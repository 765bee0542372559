/* waves.h - in which order users may be given the policy, by the evidence of their devices: a plan
   for who does not want to switch it on for all at once. Pure. */
#ifndef EASC_COMPLY_WAVES_H
#define EASC_COMPLY_WAVES_H

#include "comply/gate.h"

/* One wave; they come in the order of easc__evidence, from Proven to Unknown. */
typedef struct easc__wave {
    easc__evidence evidence;
    easc__bytes *users; /* whose weakest device has it; sorted without case */
    size_t user_count;
    uint64_t devices; /* of these users, as far as the gate looks at them */
} easc__wave;

/* A policy is given to a user, not to a device: a user waits for the weakest device, and who has a
   Failing one is in no wave. */
enum { EASC__WAVE_COUNT = EASC__EVIDENCE_COUNT - 1 };

/* The plan. */
typedef struct easc__waves {
    easc__wave items[EASC__WAVE_COUNT];
    easc__bytes *users; /* of all waves; owned */
} easc__waves;

/* Users that differ in case are one, shown with the greater bytes; devices of nobody are one user
   with an empty name. False: no memory; then there is nothing to free. */
bool easc__waves_plan(const easc__devices *devices, const easc__judgement *judgements,
                      const easc__gate *gate, easc__waves *out);
void easc__waves_done(easc__waves *waves);

#endif
