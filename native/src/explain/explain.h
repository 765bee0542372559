/* explain.h - what a row of a log, or a query alone, says: in plain sentences and part by part.
   Nothing here prints or knows of formats; render/ turns an explanation into text and JSON. Pure
   but for memory. */
#ifndef EASC_EXPLAIN_EXPLAIN_H
#define EASC_EXPLAIN_EXPLAIN_H

#include "base/arena.h"
#include "base/text.h"
#include "catalogue/catalogue.h"
#include "client/client.h"
#include "explain/subject.h"
#include "labels/labels.h"
#include "request/request.h"
#include "request/token_table.h"

/* What a sentence is about, in the order in which they are told. */
typedef enum easc__explain_section {
    EASC__EXPLAIN_SUMMARY = 0,
    EASC__EXPLAIN_WHO = 1,
    EASC__EXPLAIN_DEVICE = 2,
    EASC__EXPLAIN_WHEN = 3,
    EASC__EXPLAIN_ASKED = 4,
    EASC__EXPLAIN_ANSWERED = 5,
    EASC__EXPLAIN_POLICY = 6,
    EASC__EXPLAIN_NEXT = 7,
    EASC__EXPLAIN_SECTION_COUNT = 8
} easc__explain_section;

/* "summary", "who", "device", … */
easc__bytes easc__explain_section_name(easc__explain_section section);

/* What a row comes down to; the first that holds. */
typedef enum easc__explain_verdict {
    EASC__ROW_MONITORING = 0,
    EASC__ROW_REMOTE_WIPE,
    EASC__ROW_POLICY_REFUSED_HARD,
    EASC__ROW_POLICY_REFRESH,
    EASC__ROW_POLICY_REFUSED,
    EASC__ROW_PROVISION_ERROR,
    EASC__ROW_LOGON_CHALLENGE,
    EASC__ROW_LOGON_FAILED,
    EASC__ROW_MOVED,
    EASC__ROW_DEVICE_QUARANTINED,
    EASC__ROW_DEVICE_BLOCKED,
    EASC__ROW_DEVICE_DISCOVERY,
    EASC__ROW_ACCESS_REFUSED,
    EASC__ROW_SERVER_BUSY,
    EASC__ROW_SERVER_ERROR,
    EASC__ROW_BAD_REQUEST,
    EASC__ROW_COMMAND_FAILED,
    EASC__ROW_ACKNOWLEDGED_1,
    EASC__ROW_ACKNOWLEDGED_2,
    EASC__ROW_ACKNOWLEDGED_3,
    EASC__ROW_ACKNOWLEDGED_4,
    EASC__ROW_REQUEST_ONLY,
    EASC__ROW_KEY_ACCEPTED,
    EASC__ROW_NO_POLICY_APPLIED,
    EASC__ROW_PASSED,
    EASC__ROW_POLICY_REQUESTED,
    EASC__ROW_CONNECTION_LOST,
    EASC__ROW_NOT_CHECKED,
    EASC__ROW_ANSWERED,
    EASC__ROW_VERDICT_COUNT
} easc__explain_verdict;

/* "PolicyRefused", "KeyAccepted", … */
easc__bytes easc__explain_verdict_name(easc__explain_verdict verdict);

/* A sentence; `id` is the key of its label, without "explain.". */
typedef struct easc__explain_fact {
    easc__explain_section section;
    easc__bytes id;
    easc__bytes text;
} easc__explain_fact;

/* A part of the query or of the payload, as it is logged. */
typedef struct easc__explain_item {
    easc__token_kind kind;
    const easc__token *token; /* NULL: unknown */
    easc__bytes name;         /* as logged */
    easc__bytes value;        /* decoded, valid UTF-8 */
    easc__bytes raw;          /* as logged; of a base64 query the same as the value */
    easc__bytes meaning;      /* of the name; a few words */
    easc__bytes note;         /* what the value means; a sentence, or empty */
} easc__explain_item;

/* Everything that is said about a subject. Views live until the explainer's next call. */
typedef struct easc__explanation {
    const easc__subject *subject;
    easc__request request;
    easc__client client;
    easc__catalogue_answer catalogue;
    easc__explain_verdict verdict;
    bool is_wipe;
    bool has_key; /* a policy key, of the payload or the base64 query */
    uint32_t key;
    const easc__explain_fact *facts; /* by section */
    size_t fact_count;
    const easc__explain_item *items; /* of the query, then of the payload, each as logged */
    size_t item_count;
} easc__explanation;

/* What explains: language, catalogue, and buffers that are used again. One thread. */
typedef struct easc__explainer {
    const easc__labels *labels;
    const easc__catalogue *catalogue;
    easc__request_reader reader;
    easc__room room;
    easc__arena arena;
    easc__text scratch;
    easc__explain_fact *facts;
    size_t fact_count;
    size_t fact_capacity;
    easc__explain_item *items;
    size_t item_count;
    size_t item_capacity;
    bool failed; /* no memory */
} easc__explainer;

/* Labels and catalogue must outlive it. Allocates nothing. */
void easc__explainer_init(easc__explainer *explainer, const easc__labels *labels,
                          const easc__catalogue *catalogue);
void easc__explainer_done(easc__explainer *explainer);

/* Explains a subject that is a row or a query. False: no memory. `out` and `subject` must stay
   where they are as long as the explanation is used. */
bool easc__explain(easc__explainer *explainer, const easc__subject *subject,
                   easc__explanation *out);

/* Appends what is wrong with a subject that cannot be explained, without a point at its end. */
void easc__explain_problem(const easc__labels *labels, const easc__subject *subject,
                           easc__text *to);

/* The same with the number of its line in front. */
void easc__explain_problem_line(const easc__labels *labels, const easc__subject *subject,
                                easc__text *to);

#endif
