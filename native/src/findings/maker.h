/* maker.h - findings while they are being made. Only files of findings include it. */
#ifndef EASC_FINDINGS_MAKER_H
#define EASC_FINDINGS_MAKER_H

#include "findings/findings.h"

/* A list of subjects for each kind; fails for good when there is no memory. */
typedef struct easc__maker {
    const easc__findings_input *input;
    struct {
        easc__finding_subject *items;
        size_t count;
        size_t capacity;
    } lists[EASC__FINDING_COUNT];
    bool failed;
} easc__maker;

/* Adds a subject to a kind. */
void easc__maker_add(easc__maker *maker, easc__finding_id id, const easc__finding_subject *subject);

/* A subject that is a device, without rows. */
easc__finding_subject easc__device_subject(const easc__findings_input *input, size_t device);

/* Adds the first and the last row of a mark, or that one alone; nothing of NULL. */
void easc__subject_cite(easc__finding_subject *subject, const easc__mark *mark);
void easc__subject_cite_last(easc__finding_subject *subject, const easc__mark *mark);

/* The kinds. Each looks at everything that it needs. */
void easc__find_in_devices(easc__maker *maker);    /* one device at a time */
void easc__find_among_devices(easc__maker *maker); /* several of one user or id */
void easc__find_in_logons(easc__maker *maker);
void easc__find_in_logs(easc__maker *maker); /* coverage, columns, rows, items, proxies */

#endif
