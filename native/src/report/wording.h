/* wording.h - what all outputs say in the same sentences: the verdict, what was assumed, what to do
   next. English; no colour, no line breaks. Pure. */
#ifndef EASC_REPORT_WORDING_H
#define EASC_REPORT_WORDING_H

#include "answer/answer.h"
#include "base/text.h"

/* "Ready", "Not ready", "Not enough evidence". */
easc__bytes easc__verdict_words(easc__gate_verdict verdict);

/* The verdict and its first reason as one plain sentence: "Not ready: 3 users would stop syncing."
 */
void easc__add_verdict(easc__text *to, const easc__answer *answer);

/* Assumption 0, 1, 2, … as one sentence each: scope, periods, limits, selection. False, and nothing
   is added, when there is no such one. */
bool easc__add_assumption(easc__text *to, const easc__answer *answer, size_t index);

/* The same for what to do next, in the order of the conditions. */
bool easc__add_next_step(easc__text *to, const easc__answer *answer, size_t index);

/* Figure or limit of a condition: "12", or "97.50 %". */
void easc__add_condition_value(easc__text *to, const easc__condition *condition, double value);

/* "1 device", "3 devices" of the words "device" and "devices". */
void easc__add_counted(easc__text *to, uint64_t n, const char *one, const char *many);

/* "2011-05-01 00:53 UTC", to the second when it is not a whole minute; "never" for no time. */
void easc__add_time_words(easc__text *to, int64_t time_s);

/* "2011-05-01 00:53:00 UTC"; "never" for no time. */
void easc__add_second_words(easc__text *to, int64_t time_s);

/* The periods, joined by ", ". */
void easc__add_periods(easc__text *to, const easc__period *periods, size_t count,
                       const char *joint);

/* "EasCompliance 0.1.0" */
easc__bytes easc__tool_words(void);

/* Users with a device that the gate looks at, without case; nobody is not counted. */
uint64_t easc__count_users_in_scope(const easc__answer *answer);

/* Devices proven to take the policy: Proven, Admitted or ProvenByBuild. */
uint64_t easc__count_proven(const easc__gate *gate);

/* What an evidence class or a compliance state means, in one sentence. */
easc__bytes easc__evidence_text(easc__evidence evidence);
easc__bytes easc__state_text(easc__state state);

/* Why a device of the class Failing fails, in one sentence. */
easc__bytes easc__failing_text(const easc__judgement *judgement);

/* What the EAS version in a log proves, in one sentence. */
easc__bytes easc__protocol_caveat(void);

/* What a client that the catalogue does not take needs: "3.0.50 or later", "EAS 16.1 or later",
   "another client". */
void easc__add_need(easc__text *to, const easc__catalogue_answer *answer);

/* "Apple 4.3.2"; of a client that is no known family only its agent. */
void easc__add_client(easc__text *to, const easc__client *client);

#endif
