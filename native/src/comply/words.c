/* words.c - the names and sentences of judgement.h. */
#include "comply/judgement.h"

#define NAME(text)                                                                                 \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }

easc__bytes easc__outcome_name(easc__outcome outcome)
{
    static const easc__bytes names[EASC__OUTCOME_COUNT] = {
        NAME("Looping"),   NAME("Unknown"), NAME("Flapping"),  NAME("OK"),
        NAME("Recovered"), NAME("Pending"), NAME("Unresolved")};
    return names[outcome];
}

easc__bytes easc__state_name(easc__state state)
{
    static const easc__bytes names[EASC__STATE_COUNT] = {
        NAME("Compliant"),    NAME("Provisioned"),       NAME("PartiallyCompliant"),
        NAME("NotCompliant"), NAME("ExternallyManaged"), NAME("Unknown")};
    return names[state];
}

easc__bytes easc__evidence_name(easc__evidence evidence)
{
    static const easc__bytes names[EASC__EVIDENCE_COUNT] = {
        NAME("Failing"), NAME("Proven"),    NAME("Admitted"), NAME("ProvenByBuild"),
        NAME("KeyHeld"), NAME("Catalogue"), NAME("Unknown")};
    return names[evidence];
}

typedef struct reason_words {
    easc__bytes name;
    easc__bytes text;
} reason_words;

static const reason_words reasons[EASC__REASON_COUNT] = {
    {NAME("failing-refused"),
     NAME("The server refuses the device, because it cannot satisfy the policy.")},
    {NAME("failing-server-error"),
     NAME("The device tries to take the policy, but the server answers with an error of its own.")},
    {NAME("failing-looping"),
     NAME("The device is asked to take the policy again and again and never takes it.")},
    {NAME("failing-unresolved"),
     NAME("The device was asked to take the policy and has not been let in since.")},
    {NAME("acknowledged-full"), NAME("The device confirmed that it applied the whole policy.")},
    {NAME("acknowledged-partial"),
     NAME("The device reported that it applied only a part of the policy.")},
    {NAME("acknowledged-none"), NAME("The device reported that it did not apply the policy.")},
    {NAME("acknowledged-external"),
     NAME("The device reported that another management system looks after it.")},
    {NAME("policy-key-accepted"),
     NAME("The device took part in provisioning; how much of the policy it applied is not in the "
          "log.")},
    {NAME("failing-recent"),
     NAME("The device was asked to take the policy less than a day before the log ends; too early "
          "to tell.")},
    {NAME("recovered-unproven"),
     NAME("The device was let in again after it had been refused, but nothing shows that it took "
          "the policy.")},
    {NAME("client-changed"),
     NAME("An older mail client on this device was refused; nothing shows yet how the present one "
          "takes the policy.")},
    {NAME("no-evidence"), NAME("The log does not show whether the device takes the policy.")},
};

easc__bytes easc__reason_name(easc__reason reason)
{
    return reasons[reason].name;
}

easc__bytes easc__reason_text(easc__reason reason)
{
    return reasons[reason].text;
}
