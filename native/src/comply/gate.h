/* gate.h - "is it safe to make the policy the default again?" (contract section 8). Pure. */
#ifndef EASC_COMPLY_GATE_H
#define EASC_COMPLY_GATE_H

#include "comply/judgement.h"
#include "directory/mailboxes.h"

/* The answer; the numbers are those of easc.h. */
typedef enum easc__gate_verdict {
    EASC__GATE_READY = 0,
    EASC__GATE_NOT_READY = 1,
    EASC__GATE_INSUFFICIENT_EVIDENCE = 2
} easc__gate_verdict;

/* "Ready", "NotReady", "InsufficientEvidence". */
easc__bytes easc__gate_verdict_name(easc__gate_verdict verdict);

/* A figure is a quotient, so that comparing is exact; of a count the divisor is 1. Percentages are
   hundred times numerator by denominator; without a denominator they are `otherwise`. */
typedef struct easc__condition {
    easc__condition_id id;
    uint64_t numerator;
    uint64_t denominator;
    double figure;   /* for showing only */
    double limit;    /* for showing only */
    bool is_at_most; /* else at least */
    bool is_percent;
    bool is_met;
    easc__gate_verdict otherwise; /* what the verdict is when it is not met */
} easc__condition;

/* "failing-users", … */
easc__bytes easc__condition_name(easc__condition_id id);

/* One sentence: what the condition asks. */
easc__bytes easc__condition_text(easc__condition_id id);

/* The verdict, and everything that explains it. */
typedef struct easc__gate {
    easc__gate_verdict verdict;
    bool has_mailboxes;      /* scope "mailboxes", else "assumed-all" */
    uint64_t active_devices; /* active, not moved, in scope: those the gate looks at */
    uint64_t evidence[EASC__EVIDENCE_COUNT];
    easc__condition conditions[EASC__CONDITION_COUNT];
    bool *is_in_scope; /* by device */
    size_t *failing;   /* devices, in the order of the devices */
    size_t failing_count;
    size_t *upgrades;
    size_t upgrade_count;
    size_t *unknown;
    size_t unknown_count;
    easc__bytes *failing_users; /* without repeats, sorted without case */
    size_t failing_user_count;
    easc__bytes *unmatched_users;
    size_t unmatched_count;
    easc__bytes *unseen_users;
    size_t unseen_count;
} easc__gate;

/* What the gate looks at. `mailboxes` may be NULL. */
typedef struct easc__gate_input {
    const easc__devices *devices;
    const easc__judgement *judgements;
    const easc__shard *shard; /* totals and coverage */
    const easc__terms *terms;
    const easc__mailboxes *mailboxes;
} easc__gate_input;

/* False: no memory; then there is nothing to free. Views live as long as the input's things. */
bool easc__gate_judge(const easc__gate_input *input, easc__gate *out);
void easc__gate_done(easc__gate *gate);

#endif
