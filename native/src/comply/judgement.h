/* judgement.h - from what the log says of a device to what is said about it: outcome, compliance
   state with its reason, evidence (contract sections 4 to 8). Pure: no clock, no files. */
#ifndef EASC_COMPLY_JUDGEMENT_H
#define EASC_COMPLY_JUDGEMENT_H

#include "aggregate/fold.h"
#include "catalogue/catalogue.h"
#include "client/client.h"
#include "comply/terms.h"

/* The log's story (contract section 5), in the order of its table. */
typedef enum easc__outcome {
    EASC__OUTCOME_LOOPING = 0,
    EASC__OUTCOME_UNKNOWN = 1,
    EASC__OUTCOME_FLAPPING = 2,
    EASC__OUTCOME_OK = 3,
    EASC__OUTCOME_RECOVERED = 4,
    EASC__OUTCOME_PENDING = 5,
    EASC__OUTCOME_UNRESOLVED = 6,
    EASC__OUTCOME_COUNT = 7
} easc__outcome;

/* The words administrators know (contract section 6). */
typedef enum easc__state {
    EASC__STATE_COMPLIANT = 0,
    EASC__STATE_PROVISIONED = 1,
    EASC__STATE_PARTIALLY_COMPLIANT = 2,
    EASC__STATE_NOT_COMPLIANT = 3,
    EASC__STATE_EXTERNALLY_MANAGED = 4,
    EASC__STATE_UNKNOWN = 5,
    EASC__STATE_COUNT = 6
} easc__state;

/* Why a device has its state. */
typedef enum easc__reason {
    EASC__REASON_FAILING_REFUSED = 0,
    EASC__REASON_FAILING_SERVER_ERROR = 1,
    EASC__REASON_FAILING_LOOPING = 2,
    EASC__REASON_FAILING_UNRESOLVED = 3,
    EASC__REASON_ACKNOWLEDGED_FULL = 4,
    EASC__REASON_ACKNOWLEDGED_PARTIAL = 5,
    EASC__REASON_ACKNOWLEDGED_NONE = 6,
    EASC__REASON_ACKNOWLEDGED_EXTERNAL = 7,
    EASC__REASON_POLICY_KEY_ACCEPTED = 8,
    EASC__REASON_FAILING_RECENT = 9,
    EASC__REASON_RECOVERED_UNPROVEN = 10,
    EASC__REASON_CLIENT_CHANGED = 11,
    EASC__REASON_NO_EVIDENCE = 12,
    EASC__REASON_COUNT = 13
} easc__reason;

/* Contract section 8, in the order of its table. */
typedef enum easc__evidence {
    EASC__EVIDENCE_FAILING = 0,
    EASC__EVIDENCE_PROVEN = 1,
    EASC__EVIDENCE_ADMITTED = 2,
    EASC__EVIDENCE_PROVEN_BY_BUILD = 3,
    EASC__EVIDENCE_KEY_HELD = 4,
    EASC__EVIDENCE_CATALOGUE = 5,
    EASC__EVIDENCE_UNKNOWN = 6,
    EASC__EVIDENCE_COUNT = 7
} easc__evidence;

/* Names as the documents spell them: "Looping", "NotCompliant", "failing-refused", "Proven". */
easc__bytes easc__outcome_name(easc__outcome outcome);
easc__bytes easc__state_name(easc__state state);
easc__bytes easc__reason_name(easc__reason reason);
easc__bytes easc__evidence_name(easc__evidence evidence);

/* The reason in one sentence that a customer understands. */
easc__bytes easc__reason_text(easc__reason reason);

/* Times are EASC__NO_TIME when there is none. */
typedef struct easc__judgement {
    uint64_t failures; /* all of them, history and policy-free days included */
    uint64_t hard_failures;
    uint64_t refreshes;
    uint64_t provision_errors;
    int64_t first_failure_s;
    int64_t last_failure_s;
    int64_t last_pass_s;
    int64_t last_success_s;
    int32_t acknowledgement;     /* the latest: 1 to 4, 0 without any */
    bool is_policy_key_accepted; /* there is a pass with a policy key above 0 */
    easc__bytes access_state;    /* Allowed, Blocked, … of the latest As */
    easc__bytes access_reason;   /* its letters */
    easc__outcome outcome;
    easc__state state;
    easc__reason reason;
    bool is_active;
    bool is_moved; /* as far as the log tells */
    easc__evidence evidence;
    int64_t proof_s; /* the latest acknowledgement, accepted key or pass on a policy-on day; of
                        ProvenByBuild that of the build */
    easc__client client;
    easc__catalogue_answer catalogue;
} easc__judgement;

/* Whether an evidence class rests on something that a policy made a device do, at proof_s: Proven,
   Admitted, ProvenByBuild and KeyHeld. */
bool easc__evidence_has_proof(easc__evidence evidence);

/* Judges all devices at once, since a device may be proven by others of its build. `out` has room
   for one judgement a device and must stay where it is (clients hold views of their own room).
   `shard` is the one that the devices were folded from. False: no memory. */
bool easc__judge(const easc__devices *devices, const easc__shard *shard, const easc__terms *terms,
                 const easc__catalogue *catalogue, easc__judgement *out);

#endif
