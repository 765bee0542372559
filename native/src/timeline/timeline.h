/* timeline.h - the life of one device, step by step, each with the rows that show it. Of a device
   that was watched (marks.h: day by day); of another there are its first and its last day only.
   Pure. */
#ifndef EASC_TIMELINE_TIMELINE_H
#define EASC_TIMELINE_TIMELINE_H

#include "aggregate/fold.h"
#include "client/client.h"
#include "comply/terms.h"

/* What happened. Those up to EASC__STEP_REFUSED_WHILE_OFF are phases: one lasts until another
   begins, and what else happens meanwhile is told once. */
typedef enum easc__step_kind {
    EASC__STEP_LET_IN,            /* a pass without a key */
    EASC__STEP_PROVISIONED,       /* let in with a policy key */
    EASC__STEP_KEYLESS,           /* let in with key 0 */
    EASC__STEP_LET_IN_WHILE_OFF,  /* without a key, on a policy-free day */
    EASC__STEP_REFUSED,           /* asked to provision, or refused */
    EASC__STEP_REFUSED_WHILE_OFF, /* likewise, on a policy-free day */
    EASC__STEP_CANNOT_COMPLY,     /* a hard failure */
    EASC__STEP_REFRESHED,
    EASC__STEP_ACKNOWLEDGED_FULL,
    EASC__STEP_ACKNOWLEDGED_PARTIAL,
    EASC__STEP_ACKNOWLEDGED_NONE,
    EASC__STEP_ACKNOWLEDGED_EXTERNAL,
    EASC__STEP_SERVER_ERROR,
    EASC__STEP_MOVED,
    EASC__STEP_BLOCKED,
    EASC__STEP_QUARANTINED,
    EASC__STEP_WIPE,
    EASC__STEP_NEW_PARTNERSHIP,
    EASC__STEP_RESYNC,
    EASC__STEP_THROTTLED,
    EASC__STEP_CLIENT_CHANGED,
    EASC__STEP_POLICY_OFF, /* said by the user of the tool: no row shows it */
    EASC__STEP_POLICY_ON,
    EASC__STEP_FIRST_SEEN,
    EASC__STEP_LAST_SEEN,
    EASC__STEP_COUNT
} easc__step_kind;

/* "let-in", "client-changed", … */
easc__bytes easc__step_name(easc__step_kind kind);

/* One step. */
typedef struct easc__step {
    easc__step_kind kind;
    uint64_t count; /* rows; 0: no row shows it */
    easc__sighting first;
    easc__sighting last;
    easc__bytes agent; /* of FIRST_SEEN and CLIENT_CHANGED, which are moments; may be empty */
} easc__step;

/* Steps by time. */
typedef struct easc__timeline {
    easc__step *items;
    size_t count;
    size_t capacity;
} easc__timeline;

/* The steps of a device; `symbols` are those of its shard. Views live as long as these. False: no
   memory, and then there is nothing to free. */
bool easc__timeline_make(const easc__device *device, const easc__symbols *symbols,
                         const easc__terms *terms, easc__timeline *out);

/* Frees; all zeros again. */
void easc__timeline_done(easc__timeline *timeline);

#endif
