/* policy_sums.c - see policy_sums.h. */
#include "answer/policy_sums.h"

bool easc__is_proven_before_change(const easc__answer *answer, size_t device)
{
    const easc__judgement *j = &answer->judgements[device];
    int64_t changed_s;
    return easc__policy_changed(answer->policy, &changed_s) != EASC__ZONE_NONE &&
           easc__evidence_has_proof(j->evidence) && j->proof_s < changed_s;
}

bool easc__device_has_quirk(const easc__answer *answer, const easc__quirk *quirk, size_t device)
{
    const easc__judgement *j = &answer->judgements[device];
    const easc__latest *a = answer->devices.items[device].trace->attributes;
    easc__quirk_query query = {easc__family_name(j->client.family), j->client.version,
                               j->client.model, a[EASC__ATTRIBUTE_PROTOCOL].value,
                               j->acknowledgement};
    return easc__quirk_is_of_client(quirk, &query);
}

/* Devices are sorted by user, so a user is new when the device before is of another one. */
static void count_quirk(const easc__answer *answer, const easc__quirk *quirk, bool of_gate,
                        easc__quirk_count *out)
{
    easc__bytes last = {NULL, 0};
    for (size_t i = 0; i < answer->devices.count; i++) {
        easc__bytes user = answer->devices.items[i].user;
        if ((of_gate && !answer->gate.is_in_scope[i]) ||
            !easc__device_has_quirk(answer, quirk, i)) {
            continue;
        }
        out->devices++;
        out->users += user.n > 0 && !easc__equal_nocase(user, last);
        last = user;
    }
}

void easc__policy_sum(const easc__answer *answer, bool of_gate, easc__policy_sums *out)
{
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < answer->devices.count; i++) {
        const easc__judgement *j = &answer->judgements[i];
        if (of_gate && !answer->gate.is_in_scope[i]) {
            continue;
        }
        out->devices++;
        out->before_change += easc__is_proven_before_change(answer, i);
        out->without_key += !j->is_policy_key_accepted;
        out->certified += j->evidence == EASC__EVIDENCE_CATALOGUE;
    }
    for (size_t i = 0; i < easc__setting_count(); i++) {
        out->asks_more += easc__policy_asks_more(answer->policy, i);
    }
    for (size_t i = 0; i < easc__quirks_count(answer->quirks); i++) {
        const easc__quirk *quirk = easc__quirks_at(answer->quirks, i);
        if (easc__quirk_is_of_policy(quirk, answer->policy)) {
            count_quirk(answer, quirk, of_gate, &out->quirks[i]);
        }
    }
}
