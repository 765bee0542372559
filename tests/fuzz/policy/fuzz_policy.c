/* fuzz_policy.c - a policy out of any bytes: CLIXML, JSON or CSV, by the first of them. */
#include "policy/mailbox_policy.h"

#include "base/civil.h"
#include "fuzz/fuzz.h"

static void check_setting(const easc__policy *policy, size_t setting)
{
    easc__policy_value value = easc__policy_at(policy, setting);
    easc__text text = easc__text_init(0);
    easc__policy_add_value(&text, &value);
    FUZZ_HOLDS((text.n > 0) == (value.kind > EASC__SETTING_LOST));
    FUZZ_HOLDS(easc__is_utf8(easc__text_view(&text)) && value.number >= 0);
    FUZZ_HOLDS(!easc__policy_asks_more(policy, setting) || text.n > 0);
    easc__text_done(&text);
}

static void check_policy(const easc__policy *policy)
{
    int64_t changed_s;
    easc__zone zone = easc__policy_changed(policy, &changed_s);
    FUZZ_HOLDS((zone == EASC__ZONE_NONE) == (changed_s == EASC__NO_TIME));
    FUZZ_HOLDS(easc__is_utf8(easc__policy_name(policy)));
    for (size_t i = 0; i < easc__setting_count(); i++) {
        check_setting(policy, i);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    easc__error err = {0};
    easc__policy *policy = NULL;
    easc__bytes none = {NULL, 0};
    easc_status status = easc__policy_parse(fuzz_bytes(data, size), "my.xml", none, &policy, &err);
    if (status != EASC_OK) {
        FUZZ_HOLDS(!policy && fuzz_is_told(&err, status));
        return 0;
    }
    check_policy(policy);
    easc__policy_free(policy);
    return 0;
}
