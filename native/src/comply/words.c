/* words.c - the names and sentences of judgement.h. */
#include "comply/judgement.h"

easc__bytes easc__outcome_name(easc__outcome outcome)
{
    static const easc__bytes names[EASC__OUTCOME_COUNT] = {
        EASC__NAME("Looping"),   EASC__NAME("Unknown"), EASC__NAME("Flapping"),  EASC__NAME("OK"),
        EASC__NAME("Recovered"), EASC__NAME("Pending"), EASC__NAME("Unresolved")};
    return names[outcome];
}

easc__bytes easc__state_name(easc__state state)
{
    static const easc__bytes names[EASC__STATE_COUNT] = {
        EASC__NAME("Compliant"),          EASC__NAME("Provisioned"),
        EASC__NAME("PartiallyCompliant"), EASC__NAME("NotCompliant"),
        EASC__NAME("ExternallyManaged"),  EASC__NAME("Unknown")};
    return names[state];
}

easc__bytes easc__evidence_name(easc__evidence evidence)
{
    static const easc__bytes names[EASC__EVIDENCE_COUNT] = {
        EASC__NAME("Failing"),       EASC__NAME("Proven"),  EASC__NAME("Admitted"),
        EASC__NAME("ProvenByBuild"), EASC__NAME("KeyHeld"), EASC__NAME("Catalogue"),
        EASC__NAME("Unknown")};
    return names[evidence];
}

typedef struct reason_words {
    easc__bytes name;
    easc__bytes text;
} reason_words;

static const reason_words reasons[EASC__REASON_COUNT] = {
    {EASC__NAME("failing-refused"),
     EASC__NAME("The server refuses the device, because it cannot satisfy the policy.")},
    {EASC__NAME("failing-server-error"),
     EASC__NAME(
         "The device tries to take the policy, but the server answers with an error of its own.")},
    {EASC__NAME("failing-looping"),
     EASC__NAME("The device is asked to take the policy again and again and never takes it.")},
    {EASC__NAME("failing-unresolved"),
     EASC__NAME("The device was asked to take the policy and has not been let in since.")},
    {EASC__NAME("acknowledged-full"),
     EASC__NAME("The device confirmed that it applied the whole policy.")},
    {EASC__NAME("acknowledged-partial"),
     EASC__NAME("The device reported that it applied only a part of the policy.")},
    {EASC__NAME("acknowledged-none"),
     EASC__NAME("The device reported that it did not apply the policy.")},
    {EASC__NAME("acknowledged-external"),
     EASC__NAME("The device reported that another management system looks after it.")},
    {EASC__NAME("policy-key-accepted"),
     EASC__NAME(
         "The device took part in provisioning; how much of the policy it applied is not in the "
         "log.")},
    {EASC__NAME("failing-recent"),
     EASC__NAME(
         "The device was asked to take the policy less than a day before the log ends; too early "
         "to tell.")},
    {EASC__NAME("recovered-unproven"),
     EASC__NAME(
         "The device was let in again after it had been refused, but nothing shows that it took "
         "the policy.")},
    {EASC__NAME("client-changed"),
     EASC__NAME(
         "An older mail client on this device was refused; nothing shows yet how the present one "
         "takes the policy.")},
    {EASC__NAME("no-evidence"),
     EASC__NAME("The log does not show whether the device takes the policy.")},
};

easc__bytes easc__reason_name(easc__reason reason)
{
    return reasons[reason].name;
}

easc__bytes easc__reason_text(easc__reason reason)
{
    return reasons[reason].text;
}
