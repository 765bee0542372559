/* test_quirks.c - settings that clients are known to refuse: the list that is compiled in, at its
   boundaries, and lists that are not as their schema says. */
#include "policy/quirks.h"

#include "failing_heap.h"
#include "support/unit.h"

#include <stdio.h>

static easc__policy *policy_of(const char *text)
{
    easc__error err = {0};
    easc__policy *policy = NULL;
    assert_int_equal(easc__policy_parse(easc__bytes_z(text), "a", EASC__LIT(""), &policy, &err),
                     EASC_OK);
    return policy;
}

typedef struct quirk_case {
    const char *policy;
    const char *family;
    const char *version;
    const char *model;
    const char *protocol;
    int32_t acknowledgement;
    const char *ids;
} quirk_case;

#define STRICT "AllowNonProvisionableDevices,RequireStorageCardEncryption\nFalse,False\n"
#define LENIENT "AllowNonProvisionableDevices,RequireStorageCardEncryption\nTrue,False\n"
#define ENCRYPT "RequireStorageCardEncryption\nTrue\n"
#define NOKIA "Nokia Mail for Exchange"

static const quirk_case quirk_cases[] = {
    {STRICT, NOKIA, "2.2.0", "NokiaE721", "14.0", 0, "nokia-mfe-before-3.0.50"},
    {STRICT, NOKIA, "3.0.49", "", "", 0, "nokia-mfe-before-3.0.50"},
    {STRICT, NOKIA, "3.0.50", "", "", 0, ""},
    {STRICT, NOKIA, "", "", "", 0, ""},
    {STRICT, NOKIA, "2.2.0", "nokiae700", "", 0, ""},
    {STRICT, "Apple", "2.2.0", "", "", 0, ""},
    {LENIENT, NOKIA, "2.2.0", "", "", 0, ""},
    {"PasswordEnabled\nTrue\n", NOKIA, "2.2.0", "", "", 2, ""},
    {ENCRYPT, "Windows Mobile", "5.1", "", "2.5", 0, "eas-below-12-storage-card"},
    {ENCRYPT, "Windows Mobile", "5.1", "", "12.0", 0, ""},
    {ENCRYPT, "Windows Mobile", "5.1", "", "", 0, ""},
    {STRICT, "Apple", "4.0", "", "2.5", 0, ""},
    {STRICT, "Apple", "4.0", "", "", 1, ""},
    {STRICT, "Apple", "4.0", "", "", 2, "part-of-the-policy-strict"},
    {LENIENT, "Apple", "4.0", "", "", 2, "part-of-the-policy-lenient"},
    {STRICT, "Apple", "4.0", "", "", 3, ""},
    {"AllowExternalDeviceManagement\nFalse\n", "Apple", "4.0", "", "", 4, "externally-managed"},
    {"AllowExternalDeviceManagement\nTrue\n", "Apple", "4.0", "", "", 4, ""},
    {"AllowExternalDeviceManagement,AllowNonProvisionableDevices\nFalse,False\n", NOKIA, "2.2.0",
     "", "", 4, "nokia-mfe-before-3.0.50 externally-managed"},
};

static void known_quirks_are_told_of_the_clients_that_have_them(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__error err = {0};
    easc__quirks *quirks = NULL;
    assert_int_equal(easc__quirks_load(&quirks, &err), EASC_OK);
    for (size_t i = 0; i < UNIT_COUNT(quirk_cases); i++) {
        const quirk_case *c = &quirk_cases[i];
        easc__policy *policy = policy_of(c->policy);
        easc__text ids = easc__text_init(0);
        easc__quirk_query query = {easc__bytes_z(c->family), easc__bytes_z(c->version),
                                   easc__bytes_z(c->model), easc__bytes_z(c->protocol),
                                   c->acknowledgement};
        for (size_t k = 0; k < easc__quirks_count(quirks); k++) {
            const easc__quirk *quirk = easc__quirks_at(quirks, k);
            if (easc__quirk_is_of_policy(quirk, policy) &&
                easc__quirk_is_of_client(quirk, &query)) {
                easc__text_add_z(&ids, ids.n > 0 ? " " : "");
                easc__text_add(&ids, quirk->id);
            }
        }
        wrong += unit_wrong_text(c->policy, c->version, c->ids, easc__text_view(&ids));
        easc__text_done(&ids);
        easc__policy_free(policy);
    }
    easc__quirks_free(quirks);
    assert_int_equal(wrong, 0);
}

#define HEAD                                                                                       \
    "{\"schema\":\"easc.quirks/1\",\"name\":\"a\",\"title\":\"b\",\"version\":\"1\",\"quirks\":["
#define QUIRK(match, setting, value, effect)                                                       \
    "{\"id\":\"q\",\"match\":" match ",\"setting\":\"" setting "\",\"value\":" value               \
    ",\"effect\":\"" effect "\",\"text\":\"t\",\"source\":\"s\"}"

typedef struct match_case {
    const char *text;
    const char *policy;
    const char *version;
    bool is_hit;
} match_case;

static const match_case match_cases[] = {
    {QUIRK("{\"from\":\"2.0\"}", "PasswordEnabled", "\"true\"", "ignores"),
     "PasswordEnabled\nTrue\n", "2", true},
    {QUIRK("{\"from\":\"2.0\"}", "PasswordEnabled", "\"true\"", "ignores"),
     "PasswordEnabled\nTrue\n", "1.9", false},
    {QUIRK("{\"from\":\"2.0\"}", "PasswordEnabled", "\"true\"", "ignores"),
     "PasswordEnabled\nTrue\n", "", false},
    {QUIRK("{\"model\":\"M\"}", "AllowBluetooth", "\"disable\"", "partial"), "AllowBluetooth\n0\n",
     "", true},
    {QUIRK("{\"model\":\"N\"}", "AllowBluetooth", "\"disable\"", "partial"), "AllowBluetooth\n0\n",
     "", false},
    {QUIRK("{\"model\":\"m\"}", "DevicePasswordExpiration", "\"Unlimited\"", "partial"),
     "PasswordExpiration\nUnlimited\n", "", true},
    {QUIRK("{\"model\":\"m\"}", "DevicePasswordExpiration", "\"Unlimited\"", "partial"),
     "PasswordExpiration\n1.00:00:00\n", "", false},
};

static void ranges_models_and_words_are_matched(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(match_cases); i++) {
        const match_case *c = &match_cases[i];
        char text[600];
        easc__error err = {0};
        easc__quirks *quirks = NULL;
        easc__policy *policy = policy_of(c->policy);
        (void)snprintf(text, sizeof text, "%s%s]}", HEAD, c->text);
        assert_int_equal(easc__quirks_parse(easc__bytes_z(text), "q.json", &quirks, &err), EASC_OK);
        const easc__quirk *quirk = easc__quirks_at(quirks, 0);
        easc__quirk_query query = {EASC__LIT("Apple"), easc__bytes_z(c->version), EASC__LIT("M"),
                                   EASC__LIT(""), 0};
        bool is_hit =
            easc__quirk_is_of_policy(quirk, policy) && easc__quirk_is_of_client(quirk, &query);
        wrong += unit_wrong_number(c->text, c->version, c->is_hit, is_hit);
        easc__quirks_free(quirks);
        easc__policy_free(policy);
    }
    assert_int_equal(wrong, 0);
}

typedef struct fault_case {
    const char *text;
    const char *message;
} fault_case;

static const fault_case fault_cases[] = {
    {"[]", "$: expected an object"},
    {"{}", "$.schema: expected a text; it is missing"},
    {"{\"schema\":\"easc.quirks/2\"}", "$.schema: expected \"easc.quirks/1\""},
    {"{\"schema\":\"easc.quirks/1\",\"name\":\"\"}", "$.name: expected a text that is not empty"},
    {"{\"schema\":\"easc.quirks/1\",\"name\":\"a\",\"title\":\"b\",\"version\":\"1\"}",
     "$.quirks: expected a list of at most 64 quirks"},
    {HEAD "1]}", "$.quirks[0]: expected an object"},
    {HEAD "{\"id\":\"a\",\"odd\":1}]}", "$.quirks[0].odd: expected no such key"},
    {HEAD QUIRK("{}", "IrmEnabled", "\"true\"", "ignores") "]}",
     "$.quirks[0].match: expected at least one thing to match"},
    {HEAD QUIRK("{\"models\":\"a\"}", "IrmEnabled", "\"true\"", "ignores") "]}",
     "$.quirks[0].match.models: expected no such key"},
    {HEAD QUIRK("{\"acknowledgement\":5}", "IrmEnabled", "\"true\"", "ignores") "]}",
     "$.quirks[0].match.acknowledgement: expected a number from 1 to 4"},
    {HEAD QUIRK("{\"model\":\"a\"}", "Odd", "\"true\"", "ignores") "]}",
     "$.quirks[0].setting: expected a property of the policy"},
    {HEAD QUIRK("{\"model\":\"a\"}", "IrmEnabled", "true", "ignores") "]}",
     "$.quirks[0].value: expected a text"},
    {HEAD QUIRK("{\"model\":\"a\"}", "IrmEnabled", "\"true\"", "hates") "]}",
     "$.quirks[0].effect: expected \"refuses\", \"ignores\" or \"partial\""},
    {HEAD QUIRK("{\"model\":\"a\"}", "IrmEnabled", "\"true\"",
                "ignores") "," QUIRK("{\"model\":\"a\"}", "IrmEnabled", "\"true\"", "ignores") "]}",
     "$.quirks[1].id: expected an id that no other quirk has"},
};

static void a_list_that_is_not_as_its_schema_says_is_refused(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(fault_cases); i++) {
        easc__error err = {0};
        easc__quirks *quirks = NULL;
        easc_status status =
            easc__quirks_parse(easc__bytes_z(fault_cases[i].text), "q.json", &quirks, &err);
        wrong += unit_wrong_number(fault_cases[i].text, "status", EASC_E_DATA, status);
        if (!easc__contains(easc__bytes_z(err.message), easc__bytes_z(fault_cases[i].message))) {
            print_error("\"%s\", expected \"%s\"\n", err.message, fault_cases[i].message);
            wrong++;
        }
        easc__quirks_free(quirks);
    }
    assert_int_equal(wrong, 0);
}

static void every_failed_allocation_of_a_list_is_survived(void **state)
{
    (void)state;
    size_t live = failing_heap_live();
    easc_status status = EASC_E_MEMORY;
    for (size_t allowed = 0; status == EASC_E_MEMORY; allowed++) {
        easc__error err = {0};
        easc__quirks *quirks = NULL;
        failing_heap_allow(allowed);
        status = easc__quirks_load(&quirks, &err);
        failing_heap_allow(SIZE_MAX);
        assert_true((status == EASC_OK) == (quirks != NULL));
        easc__quirks_free(quirks);
        assert_int_equal(failing_heap_live(), live);
        assert_true(allowed < 10000);
    }
    assert_int_equal(status, EASC_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_quirks_are_told_of_the_clients_that_have_them),
        cmocka_unit_test(ranges_models_and_words_are_matched),
        cmocka_unit_test(a_list_that_is_not_as_its_schema_says_is_refused),
        cmocka_unit_test(every_failed_allocation_of_a_list_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
