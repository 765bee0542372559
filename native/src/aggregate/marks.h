/* marks.h - what happened to a device, how often, and where the first and the last row stand that
   say so. Findings cite them; the timeline of a device that is watched has them day by day. Minima,
   maxima and sums, so neither the order of rows nor that of merges changes anything. */
#ifndef EASC_AGGREGATE_MARKS_H
#define EASC_AGGREGATE_MARKS_H

#include "base/period.h"
#include "base/place.h"
#include "base/symbols.h"
#include "request/request.h"

/* What a row shows; several may hold. Policy events are those of contract section 4. */
typedef enum easc__mark_kind {
    EASC__MARK_SEEN = 0,    /* any row */
    EASC__MARK_REFUSED = 1, /* a payload row's refusal, not while the policy was off */
    EASC__MARK_HOP_REFUSED =
        2,               /* a first-hop 449 without payload, likewise: stands in for the other */
    EASC__MARK_HARD = 3, /* a hard failure, likewise */
    EASC__MARK_REFRESHED = 4,         /* a refresh, likewise */
    EASC__MARK_REFUSED_WHILE_OFF = 5, /* any failure, or 449, on a policy-free day */
    EASC__MARK_PASSED = 6,            /* a pass; on a policy-free day only one with a key above 0 */
    EASC__MARK_KEY = 7,               /* an accepted key */
    EASC__MARK_KEYLESS = 8,           /* a success with key 0, not while the policy was off */
    EASC__MARK_ACKNOWLEDGED = 9,      /* value: 1 to 4 */
    EASC__MARK_PROVISION_ERROR = 10,  /* the server's fault */
    EASC__MARK_MOVED = 11,            /* 451 or UserHasNoMailbox */
    EASC__MARK_BLOCKED = 12,          /* As:Blocked…, but for BlockedP, which is the policy's */
    EASC__MARK_QUARANTINED = 13,      /* As:Quarantined… */
    EASC__MARK_WIPE = 14,             /* a wipe is named */
    EASC__MARK_FIRST_CONTACT = 15,    /* Ssnf:T: no partnership was there (facts c.2) */
    EASC__MARK_RESYNC = 16, /* Sync answered with status 3, an invalid sync key (facts d.4) */
    EASC__MARK_THROTTLED =
        17, /* over budget, told to back off, auto-blocked (facts c.2, c.4, d.1) */
    EASC__MARK_LET_IN_WHILE_OFF = 18, /* a success on a policy-free day, without a key above 0 */
    EASC__MARK_PROTOCOL = 19,         /* a protocol version is named */
    EASC__MARK_AGENT = 20,            /* of watched devices; value: symbol of the user agent */
    EASC__MARK_KIND_COUNT = 21
} easc__mark_kind;

/* User agents of a watched device; of more those that were seen first are kept. */
enum { EASC__MARKED_AGENTS_MAX = 1000 };

/* A row that shows it. */
typedef struct easc__sighting {
    int64_t time_s;
    easc__place place;
} easc__sighting;

/* One thing that happened. */
typedef struct easc__mark {
    easc__mark_kind kind;
    uint32_t value;
    int32_t day; /* of a watched device, but of its agents; else 0 */
    uint64_t count;
    easc__sighting first;
    easc__sighting last;
} easc__mark;

/* Begins as all zeros. */
typedef struct easc__marks {
    easc__mark *items; /* by kind, value, day */
    size_t count;
    size_t capacity;
} easc__marks;

/* What decides how marks are kept. Immutable while rows are read; all zeros is fine. */
typedef struct easc__interest {
    const easc__period *policy_off;
    size_t off_count;
    const easc__bytes *watched; /* DeviceIds, without case */
    size_t watched_count;
    bool wants_unknown_items; /* of payloads, which takes time */
} easc__interest;

/* Frees; all zeros again. */
void easc__marks_done(easc__marks *marks);

/* Marks all that a row of a device shows. False: no memory. */
bool easc__marks_add(easc__marks *marks, const easc__request *request,
                     const easc__interest *interest, easc__symbols *symbols);

/* Adds all of `from`. False: no memory. */
bool easc__marks_merge(easc__marks *into, const easc__marks *from);

/* Translates symbols by a table of new numbers. */
void easc__marks_translate(easc__marks *marks, const uint32_t *new_symbols);

/* The mark of a kind and value; NULL when nothing of that kind happened. Of a watched device: of
   its first day. */
const easc__mark *easc__marks_find(const easc__marks *marks, easc__mark_kind kind, uint32_t value);

/* The later row: by time, then by place. */
bool easc__is_later(const easc__sighting *a, const easc__sighting *b);

#endif
