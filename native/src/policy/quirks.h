/* quirks.h - settings that clients are known to refuse or ignore. The list is compiled in from
   templates/quirks/policy-quirks.json; read once, then immutable: any thread. */
#ifndef EASC_POLICY_QUIRKS_H
#define EASC_POLICY_QUIRKS_H

#include "policy/mailbox_policy.h"

/* What a client does with a setting; in the documents "refuses", "ignores", "partial". */
typedef enum easc__quirk_effect {
    EASC__QUIRK_REFUSES = 0, /* it does not synchronise under it */
    EASC__QUIRK_IGNORES = 1, /* it synchronises, and does nothing of it */
    EASC__QUIRK_PARTIAL = 2  /* it synchronises, and does a part of it */
} easc__quirk_effect;

/* Which clients a quirk is of; what is empty, or 0, fits every client. */
typedef struct easc__quirk_match {
    easc__bytes family;
    easc__bytes model;
    easc__bytes except_model;
    easc__bytes from; /* lowest version, and the one that is too high */
    easc__bytes below;
    easc__bytes protocol_below;
    int64_t acknowledgement;
} easc__quirk_match;

/* One of them; all texts live as long as the list. */
typedef struct easc__quirk {
    easc__bytes id;
    easc__quirk_match match;
    size_t setting;    /* its number */
    easc__bytes value; /* that makes it true, as easc__policy_add_value shows it */
    easc__quirk_effect effect;
    easc__bytes text;
    easc__bytes source;
} easc__quirk;

/* What is asked about a device; each may be empty, or 0. */
typedef struct easc__quirk_query {
    easc__bytes family;
    easc__bytes version;
    easc__bytes model;
    easc__bytes protocol;
    int32_t acknowledgement;
} easc__quirk_query;

/* A list of quirks. */
typedef struct easc__quirks easc__quirks;

/* As many as a list has at most. */
enum { EASC__QUIRKS_MAX = 64 };

/* The list that is compiled in. EASC_E_MEMORY; a list that is not as its schema says is EASC_E_DATA
   and would be a fault of the build. One thread at a time in the process (json.h). */
easc_status easc__quirks_load(easc__quirks **out, easc__error *err);

/* A list from memory; `file` is for messages. EASC_E_DATA with file, line and JSON path,
   EASC_E_LIMIT, EASC_E_MEMORY. */
easc_status easc__quirks_parse(easc__bytes text, const char *file, easc__quirks **out,
                               easc__error *err);
void easc__quirks_free(easc__quirks *quirks); /* NULL does nothing */

/* How many there are. */
size_t easc__quirks_count(const easc__quirks *quirks);

/* `index` below easc__quirks_count. */
const easc__quirk *easc__quirks_at(const easc__quirks *quirks, size_t index);

/* Whether the policy has the value of a quirk, and whether a client is one that it is of. Both
   allocate nothing. */
bool easc__quirk_is_of_policy(const easc__quirk *quirk, const easc__policy *policy);
bool easc__quirk_is_of_client(const easc__quirk *quirk, const easc__quirk_query *query);

/* "refuses", "ignores", "partial". */
easc__bytes easc__quirk_effect_name(easc__quirk_effect effect);

#endif
