/* failure_days.h - how many policy failures there were on each UTC day. Pure. */
#ifndef EASC_REPORT_FAILURE_DAYS_H
#define EASC_REPORT_FAILURE_DAYS_H

#include "answer/answer.h"

/* What the policy is said to have been on a day. */
typedef enum easc__policy_day {
    EASC__POLICY_DAY_UNSAID = 0, /* in force, as far as nothing else is said */
    EASC__POLICY_DAY_OFF = 1,    /* --policy-off */
    EASC__POLICY_DAY_ON = 2      /* --policy-on */
} easc__policy_day;

/* One day over all listed devices. */
typedef struct easc__failure_day {
    int32_t day;
    uint64_t failures; /* history and policy-free days included, as in a device's `failures` */
    easc__policy_day policy;
} easc__failure_day;

/* More days than a chart can show are cut off at the old end. */
enum { EASC__FAILURE_DAYS_MAX = 400 };

/* The days of the window. */
typedef struct easc__failure_days {
    easc__failure_day *items; /* every day of the window, oldest first; from easc__alloc */
    size_t count;
    uint64_t left_out; /* failures on days before the first one listed */
} easc__failure_days;

/* Failures of a device on a day: of payload rows, on a day without any its first-hop 449s (contract
   section 4). */
uint64_t easc__failures_on(const easc__day *day);

/* Over the listed devices. False: no memory. */
bool easc__failure_days_count(const easc__answer *answer, easc__failure_days *out);
void easc__failure_days_done(easc__failure_days *days);

#endif
