/* findings.h - what an administrator should look at, each finding with whom it concerns and the
   rows that show it. One function decides each; its texts are in templates/labels, below
   "findings.ID". Pure: no clock, no files. */
#ifndef EASC_FINDINGS_FINDINGS_H
#define EASC_FINDINGS_FINDINGS_H

#include "aggregate/input.h"
#include "comply/coverage.h"
#include "comply/gate.h"

/* All kinds, in the order in which findings of one severity are told. Names never change. */
typedef enum easc__finding_id {
    EASC__FINDING_REFUSED,      /* the device cannot satisfy the policy */
    EASC__FINDING_LOOPING,      /* it provisions again and again */
    EASC__FINDING_UNRESOLVED,   /* it was asked to provision and never did */
    EASC__FINDING_SERVER_ERROR, /* provisioning failed at the server */
    EASC__FINDING_FLAPPING,
    EASC__FINDING_UPGRADE,
    EASC__FINDING_ACKNOWLEDGED_NONE,
    EASC__FINDING_ACKNOWLEDGED_PARTIAL,
    EASC__FINDING_ACKNOWLEDGED_EXTERNAL,
    EASC__FINDING_KEYLESS,     /* syncs without a policy */
    EASC__FINDING_QUARANTINED, /* held until somebody decides */
    EASC__FINDING_BLOCKED_BY_RULE,
    EASC__FINDING_BLOCKED_INDIVIDUALLY,
    EASC__FINDING_BLOCKED_AUTOMATICALLY,
    EASC__FINDING_WIPE,
    EASC__FINDING_OLD_PROTOCOL, /* below 16.1, which Exchange Online asks for */
    EASC__FINDING_MOVED,
    EASC__FINDING_FIRST_SYNC, /* its partnership is lost again and again */
    EASC__FINDING_RESYNC,     /* its sync key is invalid again and again */
    EASC__FINDING_THROTTLED,
    EASC__FINDING_LOCK_OUT, /* a device that tries a wrong password */
    EASC__FINDING_SPRAYING, /* an address that tries many users */
    EASC__FINDING_NOT_LISTED,
    EASC__FINDING_STALE,
    EASC__FINDING_REPLACED,
    EASC__FINDING_SHARED,       /* one device, several mailboxes */
    EASC__FINDING_NO_BACK_END,  /* the logs with the payloads are missing */
    EASC__FINDING_COVERAGE_GAP, /* days without logs */
    EASC__FINDING_NO_COLUMN,    /* a field that the judgement needs is not logged */
    EASC__FINDING_REJECTED,     /* rows that could not be read */
    EASC__FINDING_UNKNOWN_ITEM, /* the server noted something that nobody knows */
    EASC__FINDING_PROXY,        /* a server whose requests count twice */
    EASC__FINDING_COUNT
} easc__finding_id;

/* How much it matters. */
typedef enum easc__severity {
    EASC__SEVERITY_HIGH = 0,   /* people cannot work, or somebody attacks */
    EASC__SEVERITY_MEDIUM = 1, /* it will be so, or the verdict rests on less than it seems */
    EASC__SEVERITY_LOW = 2,    /* worth tidying up */
    EASC__SEVERITY_NOTE = 3    /* good to know */
} easc__severity;

/* "high", "medium", "low", "note". */
easc__bytes easc__severity_name(easc__severity severity);

/* "provisioning-refused", … */
easc__bytes easc__finding_name(easc__finding_id id);

/* What the name of a subject is: "server", "address", "path", "field", "replacedBy",
   "item"; and what its
   count counts: "rows", "days", "users", "files". Empty: it has none. */
easc__bytes easc__finding_named(easc__finding_id id);
easc__bytes easc__finding_counted(easc__finding_id id);

/* Thresholds; at least as many make a finding. */
enum {
    EASC__SILENT_DAYS = 7,      /* without a row of a device that another follows */
    EASC__FIRST_CONTACTS = 3,   /* of a device, whose partnership was lost each time */
    EASC__RESYNCS = 10,         /* answers that the sync key is invalid */
    EASC__THROTTLINGS = 10,     /* rows of a device */
    EASC__LOCK_OUT_LOGONS = 10, /* refused ones, of a user by a device on a UTC day */
    EASC__SPRAYED_USERS = 10,   /* different ones from one address on a UTC day */
    EASC__RELAY_DIVISOR = 5     /* an address with a fifth of all devices is a relay */
};

/* No device. */
#define EASC__NO_DEVICE SIZE_MAX

/* One whom a finding concerns. Views live as long as what the findings were made from. */
typedef struct easc__finding_subject {
    size_t device;    /* index, or EASC__NO_DEVICE */
    easc__bytes user; /* of the device, or of a logon */
    easc__bytes device_id;
    easc__bytes name;       /* of a server, an address, an input, a column, another DeviceId */
    uint64_t count;         /* what the finding counts: rows, days, users; 0: nothing */
    size_t row_count;       /* 0 to 2 */
    easc__sighting rows[2]; /* the first and the last that show it, or the last alone */
} easc__finding_subject;

/* A finding that was made. */
typedef struct easc__finding {
    easc__finding_id id;
    easc__severity severity;
    easc__finding_subject *subjects; /* at least one; in an order that no file or row decides */
    size_t count;
    size_t users;   /* different ones, without case; nobody is none */
    size_t devices; /* subjects that are one */
} easc__finding;

/* All that were made. */
typedef struct easc__findings {
    easc__finding *items; /* by severity, then in the order of easc__finding_id */
    size_t count;
} easc__findings;

/* What findings are made from. Lists by device have one element for each. */
typedef struct easc__findings_input {
    const easc__devices *devices;
    const easc__judgement *judgements;
    const bool *is_listed; /* those that the user asked for */
    bool is_filtered;      /* some were asked for: what is about no device of theirs stays out */
    const easc__shard *shard;
    const easc__terms *terms;
    const easc__gate *gate;
    const easc__server_days *servers;
    size_t server_count;
    const easc__bytes *proxies;
    size_t proxy_count;
    const easc__input *inputs;
    size_t input_count;
} easc__findings_input;

/* Makes all findings. False: no memory, and then there is nothing to free. */
bool easc__findings_make(const easc__findings_input *input, easc__findings *out);

/* Frees; all zeros again. */
void easc__findings_done(easc__findings *findings);

#endif
