/* json_policy.c - see json_policy.h. */
#include "render/json_policy.h"

#include "report/policy_words.h"

/* true or false; null when nothing is known. */
static void write_bool(easc__json_writer *w, const char *name, const easc__policy_value *value)
{
    if (value->kind == EASC__SETTING_BOOL) {
        easc__json_member_bool(w, name, value->is_true);
    } else {
        easc__json_member_time(w, name, EASC__NO_TIME);
    }
}

static void write_value(easc__json_writer *w, easc__bytes name, const easc__policy_value *value)
{
    easc__text text = easc__text_init(0);
    easc__json_key_bytes(w, name);
    switch (value->kind) {
    case EASC__SETTING_BOOL:
        easc__json_bool_value(w, value->is_true);
        break;
    case EASC__SETTING_NUMBER:
    case EASC__SETTING_LIST:
        easc__json_u64(w, (uint64_t)value->number);
        break;
    case EASC__SETTING_ABSENT:
    case EASC__SETTING_LOST:
    case EASC__SETTING_UNLIMITED:
    case EASC__SETTING_SPAN:
    case EASC__SETTING_WORD:
        easc__policy_add_value(&text, value);
        easc__json_string(w, easc__text_view(&text));
        break;
    }
    w->to->failed = w->to->failed || text.failed;
    easc__text_done(&text);
}

/* Numbers and lengths of lists as numbers, everything else as Exchange shows it. */
static void write_settings(easc__json_writer *w, const easc__policy *policy)
{
    easc__json_key(w, "settings");
    easc__json_open(w, '{');
    for (size_t i = 0; i < easc__setting_count(); i++) {
        easc__policy_value value = easc__policy_at(policy, i);
        if (value.kind > EASC__SETTING_LOST) {
            write_value(w, easc__setting_name(i), &value);
        }
    }
    easc__json_close(w, '}');
}

/* The names of settings: those that were lost, or those that ask for more than the Logo test. */
static void write_names(easc__json_writer *w, const char *name, const easc__policy *policy,
                        bool of_lost)
{
    easc__json_key(w, name);
    easc__json_open(w, '[');
    for (size_t i = 0; i < easc__setting_count(); i++) {
        bool is_lost = easc__policy_at(policy, i).kind == EASC__SETTING_LOST;
        if (of_lost ? is_lost : easc__policy_asks_more(policy, i)) {
            easc__json_string(w, easc__setting_name(i));
        }
    }
    easc__json_close(w, ']');
}

static void write_quirks(easc__json_writer *w, const easc__answer *answer,
                         const easc__policy_sums *sums)
{
    easc__json_key(w, "quirks");
    easc__json_open(w, '[');
    for (size_t i = 0; i < easc__quirks_count(answer->quirks); i++) {
        const easc__quirk *quirk = easc__quirks_at(answer->quirks, i);
        if (sums->quirks[i].devices == 0) {
            continue;
        }
        easc__json_open(w, '{');
        easc__json_member_string(w, "id", quirk->id);
        easc__json_member_string(w, "family", quirk->match.family);
        easc__json_member_string(w, "setting", easc__setting_name(quirk->setting));
        easc__json_member_string(w, "value", quirk->value);
        easc__json_member_string(w, "effect", easc__quirk_effect_name(quirk->effect));
        easc__json_member_u64(w, "devices", sums->quirks[i].devices);
        easc__json_member_u64(w, "users", sums->quirks[i].users);
        easc__json_member_string(w, "text", quirk->text);
        easc__json_member_string(w, "source", quirk->source);
        easc__json_close(w, '}');
    }
    easc__json_close(w, ']');
}

static void write_notes(easc__json_writer *w, const easc__answer *answer,
                        const easc__policy_sums *sums)
{
    easc__text text = easc__text_init(0);
    easc__json_key(w, "notes");
    easc__json_open(w, '[');
    for (int i = 0; i < EASC__POLICY_NOTE_COUNT; i++) {
        easc__policy_note note = (easc__policy_note)i;
        easc__text_clear(&text);
        if (easc__add_policy_note(&text, answer, sums, note)) {
            easc__json_open(w, '{');
            easc__json_member_string(w, "id", easc__policy_note_name(note));
            easc__json_member_string(w, "text", easc__text_view(&text));
            easc__json_close(w, '}');
        }
        w->to->failed = w->to->failed || text.failed;
    }
    easc__json_close(w, ']');
    easc__text_done(&text);
}

void easc__json_member_policy(easc__json_writer *w, const easc__answer *answer, bool of_gate)
{
    static const easc__bytes zones[] = {EASC__NAME(""), EASC__NAME("utc"), EASC__NAME("local")};
    const easc__policy *policy = answer->policy;
    if (!policy) {
        return;
    }
    easc__policy_sums sums;
    int64_t changed_s;
    easc__zone zone = easc__policy_changed(policy, &changed_s);
    easc__policy_value is_default = easc__policy_is_default(policy);
    easc__policy_value allows = easc__policy_at(policy, EASC__SETTING_ALLOW_NON_PROVISIONABLE);
    easc__policy_sum(answer, of_gate, &sums);
    easc__json_key(w, "policy");
    easc__json_open(w, '{');
    easc__json_member_string(w, "name", easc__policy_name(policy));
    write_bool(w, "isDefault", &is_default);
    easc__json_member_time(w, "whenChanged", changed_s);
    easc__json_member_string(w, "whenChangedZone", zones[zone]);
    easc__json_member_bool(w, "whenChangedGuessed", easc__policy_changed_is_guess(policy));
    write_bool(w, "allowNonProvisionableDevices", &allows);
    write_settings(w, policy);
    write_names(w, "notInFile", policy, true);
    easc__json_member_u64(w, "unknownProperties", easc__policy_unknown(policy));
    easc__json_member_u64(w, "devices", sums.devices);
    easc__json_member_u64(w, "withoutPolicyKey", sums.without_key);
    easc__json_member_u64(w, "provenBeforeChange", sums.before_change);
    easc__json_member_u64(w, "certifiedDevices", sums.certified);
    write_names(w, "beyondCertified", policy, false);
    write_quirks(w, answer, &sums);
    write_notes(w, answer, &sums);
    easc__json_close(w, '}');
}
