/* policy_words.c - see policy_words.h. */
#include "report/policy_words.h"

#include "report/wording.h"

easc__bytes easc__policy_note_name(easc__policy_note note)
{
    static const easc__bytes names[EASC__POLICY_NOTE_COUNT] = {
        EASC__NAME("policy"), EASC__NAME("allow-non-provisionable-devices"),
        EASC__NAME("when-changed"), EASC__NAME("beyond-certified"), EASC__NAME("not-in-file")};
    return names[note];
}

static bool say_name(easc__text *to, const easc__answer *answer)
{
    easc__bytes name = easc__policy_name(answer->policy);
    easc__policy_value is_default = easc__policy_is_default(answer->policy);
    if (name.n > 0) {
        easc__text_add_z(to, "The policy is \"");
        easc__text_add(to, name);
        easc__text_add_char(to, '"');
    } else {
        easc__text_add_z(to, "The file does not name its policy");
    }
    if (is_default.kind == EASC__SETTING_BOOL) {
        easc__text_add_z(to, is_default.is_true ? "; it is the default one now."
                                                : "; it is not the default one now.");
    } else {
        easc__text_add_z(to, "; the file does not say whether it is the default one.");
    }
    return true;
}

static bool say_non_provisionable(easc__text *to, const easc__answer *answer,
                                  const easc__policy_sums *sums)
{
    easc__policy_value allows =
        easc__policy_at(answer->policy, EASC__SETTING_ALLOW_NON_PROVISIONABLE);
    if (allows.kind != EASC__SETTING_BOOL) {
        easc__text_add_z(to, "The file does not say AllowNonProvisionableDevices, and Exchange's "
                             "documents name both values as the default: ask Exchange.");
        return true;
    }
    easc__text_add_z(to, "AllowNonProvisionableDevices is ");
    easc__text_add_z(
        to, allows.is_true
                ? "true: phones that cannot take the policy, or only a part of it, synchronise "
                  "all the same, so a log without refusals proves less. Of "
                : "false: phones that do not take the policy are refused (449 or status 142 to "
                  "144, in the end 403 or status 139 or 141); but one that held a policy key "
                  "before this became false goes on until it provisions again (KB 945603). Of ");
    easc__add_counted(to, sums->devices, "device", "devices");
    easc__text_add_z(to, ", ");
    easc__text_add_u64(to, sums->without_key);
    easc__text_add_z(to, " showed no policy key.");
    return true;
}

static bool say_changed(easc__text *to, const easc__answer *answer, const easc__policy_sums *sums)
{
    int64_t changed_s;
    easc__zone zone = easc__policy_changed(answer->policy, &changed_s);
    if (zone == EASC__ZONE_NONE) {
        easc__text_add_z(to, "The file does not say since when the policy is as it is "
                             "(WhenChanged): proofs may be older than the policy.");
        return true;
    }
    easc__text_add_z(to, "The policy is as it is since ");
    easc__add_time_words(to, changed_s);
    if (zone == EASC__ZONE_LOCAL) {
        easc__text_add_z(to, " (the file gives a local time without its zone, which is taken as "
                             "UTC: check it, or export WhenChangedUTC)");
    }
    if (easc__policy_changed_is_guess(answer->policy)) {
        easc__text_add_z(to, " (day and month could be the other way round: the file gives them "
                             "in the order of some culture; ConvertTo-Json and Export-Clixml do "
                             "not)");
    }
    easc__text_add_z(to, ". ");
    if (sums->before_change == 0) {
        easc__text_add_z(to, "No proof is older.");
    } else {
        easc__add_counted(to, sums->before_change, "device that counts", "devices that count");
        easc__text_add_z(to, " as proven, admitted or holding a key showed it last before that: "
                             "what was accepted then may have been another policy.");
    }
    return true;
}

static bool say_certified(easc__text *to, const easc__answer *answer, const easc__policy_sums *sums)
{
    const char *joint = "";
    if (sums->asks_more == 0) {
        return false;
    }
    easc__text_add_z(to, "The test of the Logo Program covered remote wipe, password required, "
                         "minimum length, inactivity timeout and failed attempts. This policy "
                         "asks for more, of which Certified proves nothing: ");
    for (size_t i = 0; i < easc__setting_count(); i++) {
        if (easc__policy_asks_more(answer->policy, i)) {
            easc__policy_value value = easc__policy_at(answer->policy, i);
            easc__text_add_z(to, joint);
            easc__text_add(to, easc__setting_name(i));
            easc__text_add_char(to, ' ');
            easc__policy_add_value(to, &value);
            joint = ", ";
        }
    }
    easc__text_add_z(to, ". ");
    if (sums->certified == 0) {
        easc__text_add_z(to, "No device here has only that for evidence.");
    } else {
        easc__add_counted(to, sums->certified, "device here has", "devices here have");
        easc__text_add_z(to, " only that for evidence.");
    }
    return true;
}

static bool say_lost(easc__text *to, const easc__answer *answer)
{
    const char *joint = "The file has the names of these settings, but not their contents: ";
    bool is_said = false;
    for (size_t i = 0; i < easc__setting_count(); i++) {
        if (easc__policy_at(answer->policy, i).kind == EASC__SETTING_LOST) {
            easc__text_add_z(to, joint);
            easc__text_add(to, easc__setting_name(i));
            joint = ", ";
            is_said = true;
        }
    }
    if (is_said) {
        easc__text_add_z(to, ". Export-Csv leaves lists away: use ConvertTo-Json or "
                             "Export-Clixml.");
    }
    return is_said;
}

bool easc__add_policy_note(easc__text *to, const easc__answer *answer,
                           const easc__policy_sums *sums, easc__policy_note note)
{
    switch (note) {
    case EASC__POLICY_NOTE_NAME:
        return say_name(to, answer);
    case EASC__POLICY_NOTE_NON_PROVISIONABLE:
        return say_non_provisionable(to, answer, sums);
    case EASC__POLICY_NOTE_CHANGED:
        return say_changed(to, answer, sums);
    case EASC__POLICY_NOTE_CERTIFIED:
        return say_certified(to, answer, sums);
    case EASC__POLICY_NOTE_LOST:
        return say_lost(to, answer);
    case EASC__POLICY_NOTE_COUNT:
        break;
    }
    return false;
}

void easc__add_quirk(easc__text *to, const easc__answer *answer, const easc__policy_sums *sums,
                     size_t quirk)
{
    const easc__quirk *q = easc__quirks_at(answer->quirks, quirk);
    easc__add_counted(to, sums->quirks[quirk].devices, "device", "devices");
    easc__text_add_z(to, " of ");
    easc__add_counted(to, sums->quirks[quirk].users, "user", "users");
    easc__text_add_z(to, ", ");
    easc__text_add(to, easc__setting_name(q->setting));
    easc__text_add_char(to, ' ');
    easc__text_add(to, q->value);
    easc__text_add_z(to, ": ");
    easc__text_add(to, q->text);
}
