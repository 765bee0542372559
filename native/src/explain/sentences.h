/* sentences.h - the steps of an explanation: each adds sentences of some sections, or items. Seen
   by the files of explain/ only. A failure for memory is the explainer's `failed`. */
#ifndef EASC_EXPLAIN_SENTENCES_H
#define EASC_EXPLAIN_SENTENCES_H

#include "explain/explain.h"

/* Adds the sentence of a label, "explain.who.nobody", with its places filled in. */
void easc__say(easc__explainer *e, easc__explain_section section, easc__bytes key,
               const easc__label_value *values, size_t count);

/* The same for the label of a group and a name: "explain.verdict." and "PolicyRefused". */
void easc__say_of(easc__explainer *e, easc__explain_section section, easc__bytes group,
                  easc__bytes name, const easc__label_value *values, size_t count);

/* A copy of what `scratch` holds, for as long as the explanation; `scratch` is empty afterwards. */
easc__bytes easc__keep_scratch(easc__explainer *e);

/* A number as text, kept likewise. */
easc__bytes easc__keep_number(easc__explainer *e, uint64_t number);

/* "14.1" of 141, kept likewise; empty for 0. */
easc__bytes easc__keep_protocol(easc__explainer *e, int32_t protocol);

/* Values of places: EASC__SAY(e, SECTION, "explain.who.claimed", {EASC__NAME("user"), user}) */
#define EASC__SAY(e, section, key, ...)                                                            \
    easc__say((e), (section), EASC__LIT(key), (const easc__label_value[]){__VA_ARGS__},            \
              sizeof((const easc__label_value[]){__VA_ARGS__}) / sizeof(easc__label_value))

/* A sentence without places. */
#define EASC__SAY_PLAIN(e, section, key) easc__say((e), (section), EASC__LIT(key), NULL, 0)

/* The parts of query and payload; sets has_key and key of the base64 query. */
void easc__explain_items(easc__explainer *e, easc__explanation *x);

/* Who, which device and client, when and where, what was asked. */
void easc__explain_request(easc__explainer *e, const easc__explanation *x);

/* What the server answered. */
void easc__explain_answer(easc__explainer *e, const easc__explanation *x);

/* What it comes down to, what it means for the policy, what to do. */
easc__explain_verdict easc__explain_judge(const easc__explanation *x);
void easc__explain_policy(easc__explainer *e, const easc__explanation *x);

/* The meaning of a status of this request, as a part of a sentence; empty when it is not known. */
easc__bytes easc__status_meaning(const easc__explainer *e, const easc__request *request,
                                 uint32_t status);

/* The meaning of an error, likewise. */
easc__bytes easc__error_meaning(const easc__explainer *e, easc__bytes error);

/* "BlockedABO" as the words for Blocked and for ABO; `reason` is empty without letters, both are
   when it is no known state. */
void easc__access_words(const easc__explainer *e, easc__bytes access, easc__bytes *state,
                        easc__bytes *reason);

/* Whether `As` is the state, whatever the reason: "Blocked" of "BlockedP". */
bool easc__has_access(const easc__request *request, easc__bytes state);

/* A column of the row as a number; false when it is none. */
bool easc__column_number(const easc__explanation *x, easc__column column, uint64_t *out);

#endif
