/* json_policy.h - the member "policy" of the documents in JSON, only with a policy file. Only files
   of render include it. */
#ifndef EASC_RENDER_JSON_POLICY_H
#define EASC_RENDER_JSON_POLICY_H

#include "answer/policy_sums.h"
#include "render/json_writer.h"

/* Writes the member: name, isDefault, whenChanged, whenChangedZone ("utc", "local" for a local time
   that was taken as UTC, empty without a time), whenChangedGuessed (day and month might be the
   other way round), allowNonProvisionableDevices, settings, notInFile, unknownProperties, devices,
   withoutPolicyKey, provenBeforeChange, certifiedDevices, beyondCertified, quirks, notes. Nothing
   without a policy. */
void easc__json_member_policy(easc__json_writer *w, const easc__answer *answer, bool of_gate);

#endif
