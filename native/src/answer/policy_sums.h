/* policy_sums.h - what a policy file and the devices say about each other: how many proofs are
   older than the policy, how many devices each quirk is of. Pure; only with a policy. */
#ifndef EASC_ANSWER_POLICY_SUMS_H
#define EASC_ANSWER_POLICY_SUMS_H

#include "answer/answer.h"

/* The devices that a quirk is of. */
typedef struct easc__quirk_count {
    uint64_t devices;
    uint64_t users; /* shown ones, without case; nobody is not counted */
} easc__quirk_count;

/* Sums over devices. */
typedef struct easc__policy_sums {
    uint64_t devices;
    uint64_t before_change; /* proven before the policy was changed */
    uint64_t without_key;   /* no accepted policy key in the log */
    uint64_t certified;     /* with no evidence but that the catalogue lists them */
    size_t asks_more;       /* settings of the policy beyond the Logo test */
    easc__quirk_count quirks[EASC__QUIRKS_MAX]; /* by quirk; 0 where the policy has not its value */
} easc__policy_sums;

/* Adds up the devices that the gate looks at, or all of them. */
void easc__policy_sum(const easc__answer *answer, bool of_gate, easc__policy_sums *out);

/* Whether all that proves a device is older than the policy as it is now. False when the file does
   not say since when that is. */
bool easc__is_proven_before_change(const easc__answer *answer, size_t device);

/* Whether a device is one that a quirk is of, whatever the policy says. */
bool easc__device_has_quirk(const easc__answer *answer, const easc__quirk *quirk, size_t device);

#endif
