/* policy_words.h - what a policy file says about the answer, in the sentences that all outputs
   share. English; no colour, no line breaks. Pure; only with a policy. */
#ifndef EASC_REPORT_POLICY_WORDS_H
#define EASC_REPORT_POLICY_WORDS_H

#include "answer/policy_sums.h"
#include "base/text.h"

/* The kinds of notes, in their order. */
typedef enum easc__policy_note {
    EASC__POLICY_NOTE_NAME = 0,              /* which policy it is */
    EASC__POLICY_NOTE_NON_PROVISIONABLE = 1, /* what AllowNonProvisionableDevices means */
    EASC__POLICY_NOTE_CHANGED = 2,           /* since when it is as it is */
    EASC__POLICY_NOTE_CERTIFIED = 3,         /* what the catalogue does not vouch for */
    EASC__POLICY_NOTE_LOST = 4,              /* what the form of export left away */
    EASC__POLICY_NOTE_COUNT = 5
} easc__policy_note;

/* "policy", "allow-non-provisionable-devices", … */
easc__bytes easc__policy_note_name(easc__policy_note note);

/* Adds a note; false, and nothing is added, when there is nothing to say. */
bool easc__add_policy_note(easc__text *to, const easc__answer *answer,
                           const easc__policy_sums *sums, easc__policy_note note);

/* "3 devices of 2 users, AllowNonProvisionableDevices is false, refuses: …" of a quirk that devices
   of the sums have. */
void easc__add_quirk(easc__text *to, const easc__answer *answer, const easc__policy_sums *sums,
                     size_t quirk);

#endif
