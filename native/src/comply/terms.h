/* terms.h - what the user of the tool says about policy and limits. Immutable while judging. */
#ifndef EASC_COMPLY_TERMS_H
#define EASC_COMPLY_TERMS_H

#include "base/bytes.h"
#include "base/period.h"

/* Days without rows of a server that the user explains. */
typedef struct easc__gap {
    easc__bytes server;
    easc__period period;
} easc__gap;

/* The limits of the gate, in its order (contract section 8). */
typedef enum easc__condition_id {
    EASC__CONDITION_FAILING_USERS = 0,
    EASC__CONDITION_UPGRADE_REQUIRED = 1,
    EASC__CONDITION_PAYLOAD_ROWS = 2,
    EASC__CONDITION_COVERED_DAYS = 3,
    EASC__CONDITION_MISSING_DAYS = 4,
    EASC__CONDITION_PAYLOAD_PERCENT = 5,
    EASC__CONDITION_UNKNOWN_PERCENT = 6,
    EASC__CONDITION_PROVEN_PERCENT = 7,
    EASC__CONDITION_COUNT = 8
} easc__condition_id;

/* Limits are kept in ten-thousandths, so that "97.5" is exact. */
enum { EASC__LIMIT_UNIT = 10000, EASC__ACTIVE_DAYS_DEFAULT = 30 };

/* What the user says about policy and gate. */
typedef struct easc__terms {
    easc__period *policy_off;
    size_t off_count;
    easc__period *policy_on;
    size_t on_count;
    easc__gap *gaps;
    size_t gap_count;
    int32_t active_days;
    uint64_t limits[EASC__CONDITION_COUNT]; /* times EASC__LIMIT_UNIT */
} easc__terms;

/* No periods, the limits of contract section 8. */
void easc__terms_default(easc__terms *terms);

#endif
