/* test_policy_words.c - what a policy file says about the phones of a log, as sentences: each of
   its values, and which devices are counted. */
#include "report/policy_words.h"

#include "render/document.h"
#include "support/told_answer.h"

#define IPHONE " agent=Apple-iPhone3C1/801.293"
#define STORY                                                                                      \
    "10 09:59:59 200 Sync V141_Pk1 id=D1 user=a" IPHONE                                            \
    "\n10 10:00:00 200 Sync V141_Pk1 id=D2 user=b agent=Apple-iPhone2C1/801.293"                   \
    "\n12 10:00:00 200 Ping V141 id=D3 user=c" IPHONE                                              \
    "\n2011-01-01 10:00:00 200 Sync V141_Pk1 id=OLD user=d" IPHONE                                 \
    "\n12 10:00:00 449 Sync V141_Pk0_S142 id=N user=e agent=NokiaE721/2.02(0)MailforExchange "     \
    "x=3\n"

/* Answers a story under a policy, of which only what matters is given. */
static void answer_with(easc__answer *answer, const char *policy)
{
    easc__error err = {0};
    told_begin(answer);
    assert_int_equal(
        easc__policy_parse(easc__bytes_z(policy), "p", EASC__LIT(""), &answer->policy, &err),
        EASC_OK);
    assert_int_equal(easc__quirks_load(&answer->quirks, &err), EASC_OK);
    told_tell(answer, STORY);
    told_end(answer);
}

typedef struct note_case {
    const char *policy;
    easc__policy_note note;
    const char *part; /* of the sentence; NULL: nothing is said */
} note_case;

static const note_case note_cases[] = {
    {"Name,IsDefault,IrmEnabled\nA,True,\n", EASC__POLICY_NOTE_NAME,
     "The policy is \"A\"; it is the default one now."},
    {"Name,IsDefault,IrmEnabled\nA,False,\n", EASC__POLICY_NOTE_NAME,
     "\"A\"; it is not the default"},
    {"IrmEnabled\nTrue\n", EASC__POLICY_NOTE_NAME,
     "The file does not name its policy; the file does not say whether it is the default one."},
    {"AllowNonProvisionableDevices\nTrue\n", EASC__POLICY_NOTE_NON_PROVISIONABLE,
     "is true: phones that cannot take the policy"},
    {"AllowNonProvisionableDevices\nFalse\n", EASC__POLICY_NOTE_NON_PROVISIONABLE,
     "Of 4 devices, 2 showed no policy key."},
    {"IrmEnabled\nTrue\n", EASC__POLICY_NOTE_NON_PROVISIONABLE,
     "The file does not say AllowNonProvisionableDevices"},
    {"IrmEnabled\nTrue\n", EASC__POLICY_NOTE_CHANGED, "does not say since when"},
    {"IrmEnabled,WhenChanged\nTrue,2011-05-10T09:59:59Z\n", EASC__POLICY_NOTE_CHANGED,
     "since 2011-05-10 09:59:59 UTC. No proof is older."},
    {"IrmEnabled,WhenChanged\nTrue,2011-05-10T10:00:00Z\n", EASC__POLICY_NOTE_CHANGED,
     "since 2011-05-10 10:00 UTC. 1 device that counts as"},
    {"IrmEnabled,WhenChanged\nTrue,2011-05-10T10:00:01Z\n", EASC__POLICY_NOTE_CHANGED,
     "2 devices that count as proven"},
    {"IrmEnabled,WhenChanged\nTrue,2011-05-10T10:00:00\n", EASC__POLICY_NOTE_CHANGED,
     "gives a local time without its zone"},
    {"IrmEnabled,WhenChanged\nTrue,5/10/2011 9:14:03 AM\n", EASC__POLICY_NOTE_CHANGED,
     "day and month could be the other way round"},
    {"IrmEnabled\nTrue\n", EASC__POLICY_NOTE_CERTIFIED, NULL},
    {"AllowCamera,AllowWiFi\nFalse,False\n", EASC__POLICY_NOTE_CERTIFIED,
     "proves nothing: AllowCamera false, AllowWiFi false. 1 device here has only that"},
    {"IrmEnabled\nTrue\n", EASC__POLICY_NOTE_LOST, NULL},
    {"ApprovedApplicationList,UnapprovedInROMApplicationList\nSystem.String[],System.String[]\n",
     EASC__POLICY_NOTE_LOST, "contents: ApprovedApplicationList, UnapprovedInROMApplicationList. "},
};

static void every_value_has_its_sentence(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__text said = easc__text_init(0);
    for (size_t i = 0; i < UNIT_COUNT(note_cases); i++) {
        const note_case *c = &note_cases[i];
        easc__answer answer;
        easc__policy_sums sums;
        answer_with(&answer, c->policy);
        easc__policy_sum(&answer, true, &sums);
        easc__text_clear(&said);
        bool is_said = easc__add_policy_note(&said, &answer, &sums, c->note);
        bool is_right = is_said == (c->part != NULL) &&
                        easc__contains(easc__text_view(&said), easc__bytes_z(c->part));
        if (!is_right || is_said != (said.n > 0)) {
            print_error("%s: \"%.*s\", expected \"%s\"\n", c->policy, (int)said.n,
                        said.n > 0 ? said.p : "", c->part ? c->part : "(nothing)");
            wrong++;
        }
        easc__answer_done(&answer);
    }
    easc__text_done(&said);
    assert_int_equal(wrong, 0);
}

static void the_gate_counts_its_devices_and_a_scan_all_of_them(void **state)
{
    (void)state;
    easc__answer answer;
    easc__policy_sums of_gate;
    easc__policy_sums of_all;
    answer_with(&answer, "IrmEnabled,WhenChangedUTC\nTrue,2011-05-10 10:00:00\n");
    easc__policy_sum(&answer, true, &of_gate);
    easc__policy_sum(&answer, false, &of_all);
    assert_int_equal(of_gate.devices, 4);
    assert_int_equal(of_gate.before_change, 1);
    assert_int_equal(of_all.devices, 5);
    assert_int_equal(of_all.before_change, 2);
    easc__answer_done(&answer);
}

static void a_quirk_is_told_with_its_devices_and_users(void **state)
{
    (void)state;
    easc__answer answer;
    easc__policy_sums sums;
    easc__text said = easc__text_init(0);
    answer_with(&answer, "AllowNonProvisionableDevices\nFalse\n");
    easc__policy_sum(&answer, true, &sums);
    assert_true(sums.quirks[0].devices == 1 && sums.quirks[0].users == 1);
    easc__add_quirk(&said, &answer, &sums, 0);
    assert_true(easc__starts(easc__text_view(&said),
                             EASC__LIT("1 device of 1 user, AllowNonProvisionableDevices false: "
                                       "Nokia Mail for Exchange before 3.0.50")));
    for (size_t i = 1; i < easc__quirks_count(answer.quirks); i++) {
        assert_true(sums.quirks[i].devices == 0);
    }
    easc__text_done(&said);
    easc__answer_done(&answer);
}

static easc__text whole_document(const easc__answer *answer, easc__document_writer write)
{
    easc__document_style style = {false, 0};
    easc__text to = easc__text_init(0);
    for (size_t step = 0; write(answer, &style, step, &to); step++) {
    }
    assert_false(to.failed);
    return to;
}

static void documents_have_a_policy_only_with_its_file(void **state)
{
    (void)state;
    static const easc__document_writer writers[] = {easc__text_gate, easc__text_scan,
                                                    easc__json_gate, easc__json_scan};
    easc__answer with;
    easc__answer without;
    answer_with(&with, "AllowNonProvisionableDevices\nFalse\n");
    told(&without, STORY);
    for (size_t i = 0; i < UNIT_COUNT(writers); i++) {
        easc__text a = whole_document(&with, writers[i]);
        easc__text b = whole_document(&without, writers[i]);
        assert_true(
            easc__contains(easc__text_view(&a), EASC__LIT("Nokia Mail for Exchange before")));
        assert_false(easc__contains(easc__text_view(&b), EASC__LIT("Nokia Mail for Exchange bef")));
        assert_false(easc__contains(easc__text_view(&b), EASC__LIT("\"policy\"")));
        easc__text_done(&a);
        easc__text_done(&b);
    }
    easc__answer_done(&with);
    easc__answer_done(&without);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_has_its_sentence),
        cmocka_unit_test(the_gate_counts_its_devices_and_a_scan_all_of_them),
        cmocka_unit_test(a_quirk_is_told_with_its_devices_and_users),
        cmocka_unit_test(documents_have_a_policy_only_with_its_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
