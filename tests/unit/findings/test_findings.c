/* test_findings.c - each finding with a story that makes it and one that just does not. */
#include "findings/shell_commands.h"
#include "render/findings_words.h"

#include "told_answer.h"

/* Options and a story, and the findings that follow: "id:devices or cases", in their order. */
typedef struct found_case {
    const char *what;
    const char *option; /* "name=value", or NULL */
    const char *story;
    const char *findings;
} found_case;

/* Of an Apple device, which the catalogue certifies, on 10 May; nothing else is a finding. */
#define GOOD                                                                                       \
    "10 08:00:00 200 Sync V141_Pk7 agent=Apple-iPhone3C1/801.293 type=iPhone "                     \
    "id=GOOD user=CONT\\good\n"
#define APPLE " agent=Apple-iPhone3C1/801.293 type=iPhone\n"

static const found_case cases[] = {
    {"a device that works is no finding", NULL, GOOD, ""},
    {"a device that cannot take the policy", NULL, GOOD "8 07:00:00 200 Sync V141_S141" APPLE,
     "provisioning-refused:1"},
    {"one that can again", NULL,
     GOOD "8 07:00:00 200 Sync V141_S141" APPLE "9 11:00:00 200 Sync V141_Pk7" APPLE, ""},
    {"ten refusals on the last day", NULL, GOOD "9 10:00:00 449 Sync V121 x=10" APPLE,
     "provisioning-looping:1"},
    {"nine refusals on the last day", NULL, GOOD "8 10:00:00 449 Sync V121 x=9" APPLE,
     "provisioning-unresolved:1"},
    {"first-hop refusals alone", NULL, GOOD "8 10:00:00 449 Sync - x=3" APPLE,
     "provisioning-unresolved:1"},
    {"a refusal of the last day that may still be answered", NULL,
     GOOD "10 07:00:00 449 Sync V121" APPLE, ""},
    {"a server that fails to provision", NULL,
     GOOD "8 10:00:00 449 Sync V121 x=3" APPLE "8 10:01:00 500 Provision V121" APPLE,
     "provisioning-server-error:1"},
    {"a server that failed once before a pass", NULL,
     GOOD "8 10:01:00 500 Provision V121" APPLE "8 11:00:00 200 Sync V121_Pk7" APPLE, ""},
    {"five refusals on each of three days of the week", NULL,
     GOOD "6 10:00:00 449 Sync V121 x=5" APPLE "7 10:00:00 449 Sync V121 x=5" APPLE
          "8 10:00:00 449 Sync V121 x=5" APPLE "8 11:00:00 200 Sync V121_Pk7" APPLE,
     "provisioning-flapping:1"},
    {"four refusals on one of the three", NULL,
     GOOD "6 10:00:00 449 Sync V121 x=5" APPLE "7 10:00:00 449 Sync V121 x=4" APPLE
          "8 10:00:00 449 Sync V121 x=5" APPLE "8 11:00:00 200 Sync V121_Pk7" APPLE,
     ""},
    {"a client below the catalogue's version", NULL,
     GOOD "9 10:00:00 200 Sync V141_Pk7 agent=Apple-iPhone/705.18 type=iPhone",
     "upgrade-required:1"},
    {"a client below the catalogue's version that is proven all the same", NULL,
     GOOD "9 10:00:00 200 Provision V141_Pa1 agent=Apple-iPhone/705.18 type=iPhone\n"
          "9 10:00:01 200 Sync V141_Pk7 agent=Apple-iPhone/705.18 type=iPhone",
     ""},
    {"refused outright, let in again, and nothing that proves it", NULL,
     GOOD "8 07:00:00 200 Sync V141_S141" APPLE "8 08:00:00 200 Sync V141" APPLE,
     "provisioning-refused:1"},
    {"refreshed again and again", NULL, GOOD "8 10:00:00 200 Sync V141_S143 x=12" APPLE,
     "provisioning-looping:1"},
    {"a client that no rule names", NULL, GOOD "9 10:00:00 200 Sync V141_Pk7",
     "not-on-catalogue:1"},
    {"an acknowledgement of nothing", NULL,
     GOOD "9 10:00:00 200 Provision V141_Pa1" APPLE "9 10:00:01 200 Provision V141_Pa3" APPLE,
     "acknowledged-none:1"},
    {"an acknowledgement of a part", NULL, GOOD "9 10:00:01 200 Provision V141_Pa2" APPLE,
     "acknowledged-partial:1"},
    {"an acknowledgement of another system", NULL, GOOD "9 10:00:01 200 Provision V141_Pa4" APPLE,
     "acknowledged-external:1"},
    {"an acknowledgement of all", NULL, GOOD "9 10:00:01 200 Provision V141_Pa1" APPLE, ""},
    {"key 0 let through", NULL, GOOD "9 10:00:01 200 Sync V141_Pk0" APPLE,
     "syncs-without-policy:1"},
    {"key 0 before another key", NULL,
     GOOD "9 10:00:01 200 Sync V141_Pk0" APPLE "9 10:00:02 200 Sync V141_Pk7" APPLE, ""},
    {"key 0 behind another key", NULL,
     GOOD "9 10:00:01 200 Sync V141_Pk7" APPLE "9 10:00:02 200 Sync V141_Pk0" APPLE,
     "syncs-without-policy:1"},
    {"key 0 while the policy was off", "policy-off=2011-05-09..2011-05-09",
     GOOD "9 10:00:01 200 Sync V141_Pk0" APPLE, ""},
    {"a device in quarantine", NULL, GOOD "9 10:00:01 200 Sync V141_Pk7_As:QuarantinedG" APPLE,
     "access-quarantined:1"},
    {"a device that is being discovered", NULL,
     GOOD "9 10:00:01 200 Sync V141_Pk7_As:DeviceDiscoveryU" APPLE, ""},
    {"a device that was in quarantine", NULL,
     GOOD "9 10:00:01 200 Sync V141_Pk7_As:QuarantinedG" APPLE
          "9 10:00:02 200 Sync V141_Pk7_As:AllowedI" APPLE,
     ""},
    {"a device that a rule blocks", NULL, GOOD "9 10:00:01 200 Sync V141_Pk7_As:BlockedD" APPLE,
     "access-blocked-by-rule:1"},
    {"a device that the organisation blocks", NULL,
     GOOD "9 10:00:01 200 Sync V141_Pk7_As:BlockedG" APPLE, "access-blocked-by-rule:1"},
    {"a device that its user's list blocks", NULL,
     GOOD "9 10:00:01 200 Sync V141_Pk7_As:BlockedI" APPLE, "access-blocked-individually:1"},
    {"a device that is blocked for what it does", NULL,
     GOOD "9 10:00:01 200 Sync V141_Pk7_As:BlockedABR" APPLE, "access-blocked-automatically:1"},
    {"a wipe that waits", NULL, GOOD "9 10:00:01 403 Sync V141_Error:RemoteWipeRequested" APPLE,
     "wipe-requested:1"},
    {"a wipe that is over", NULL,
     GOOD "9 10:00:01 403 Sync V141_Error:RemoteWipeRequested" APPLE
          "9 10:00:02 200 Sync V141_Pk7" APPLE,
     ""},
    {"an old protocol where the server offers more", NULL,
     GOOD "9 10:00:01 200 Sync V161_Pk7 id=NEW user=CONT\\new" APPLE, "old-protocol:1"},
    {"an old protocol where nobody was offered more", NULL,
     GOOD "9 10:00:01 200 Sync V160_Pk7 id=NEW user=CONT\\new" APPLE, ""},
    {"a mailbox that moved", NULL, GOOD "9 10:00:01 451 Sync V141" APPLE, "moved-still-calling:1"},
    {"a mailbox that moved and came back", NULL,
     GOOD "9 10:00:01 451 Sync V141" APPLE "9 11:00:01 200 Sync V141_Pk7" APPLE, ""},
    {"a partnership that is lost three times", NULL,
     GOOD "8 10:00:01 200 Sync V141_Pk7_Ssnf:T x=2" APPLE
          "9 10:00:01 200 Sync V141_Pk7_Ssnf:T" APPLE,
     "first-sync-repeated:1"},
    {"three times in less than a day, as when it is set up", NULL,
     GOOD "8 10:00:01 200 Sync V141_Pk7_Ssnf:T x=2" APPLE
          "9 10:00:00 200 Sync V141_Pk7_Ssnf:T" APPLE,
     ""},
    {"a partnership that is lost twice", NULL, GOOD "9 10:00:01 200 Sync V141_Pk7_Ssnf:T x=2" APPLE,
     ""},
    {"ten invalid sync keys", NULL, GOOD "9 10:00:01 200 Sync V141_Pk7_S3 x=10" APPLE,
     "sync-key-invalid:1"},
    {"nine invalid sync keys", NULL, GOOD "9 10:00:01 200 Sync V141_Pk7_S3 x=9" APPLE, ""},
    {"ten times over budget", NULL, GOOD "9 10:00:01 200 Sync V141_Pk7_Error:OverBudget x=10" APPLE,
     "throttled:1"},
    {"nine times over budget", NULL, GOOD "9 10:00:01 200 Sync V141_Pk7_Error:OverBudget x=9" APPLE,
     ""},
    {"ten wrong passwords on a day", NULL,
     GOOD "9 10:00:01 401 Sync - user=- claim=eva id=X sub=1 x=10", "lock-out-risk:1"},
    {"nine and one on the next day", NULL,
     GOOD "8 10:00:01 401 Sync - user=- claim=eva id=X sub=1 x=9\n"
          "9 10:00:01 401 Sync - user=- claim=eva id=X sub=1",
     ""},
    {"a user and an id in several spellings", NULL,
     GOOD "9 10:00:01 401 Sync - user=- claim=eva id=X sub=1 x=4\n"
          "9 10:00:01 401 Sync - user=- claim=CONT%5CEVA id=x sub=1 x=6",
     "lock-out-risk:1"},
    {"a wrong password of somebody else than was asked for", "user=good",
     GOOD "9 10:00:01 401 Sync - user=- claim=eva id=X sub=1 x=10", ""},
    {"a challenge is no wrong password", NULL,
     GOOD "9 10:00:01 401 Sync - user=- claim=eva id=X sub=2 x=10", ""},
    {"too many on two days are one case", NULL,
     GOOD "8 10:00:01 401 Sync - user=- claim=eva id=X sub=1 x=10\n"
          "9 10:00:01 401 Sync - user=- claim=eva id=X sub=1 x=12",
     "lock-out-risk:1"},
    {"days are counted back from the last row: 30", NULL,
     GOOD "2011-04-10 08:00:00 200 Sync V141_Pk7 id=OLD user=CONT\\good "
          "agent=Apple-iPad1C1/801.293 type=iPad",
     ""},
    {"a second more", NULL,
     GOOD "2011-04-10 07:59:59 200 Sync V141_Pk7 id=OLD user=CONT\\good "
          "agent=Apple-iPad1C1/801.293 type=iPad",
     "stale:1"},
    {"a device that is silent for a week, and one of its type", NULL,
     GOOD "3 23:59:59 200 Sync V141_Pk7 id=OLD user=CONT\\good" APPLE, "device-replaced:1"},
    {"a device that is silent for six days", NULL,
     GOOD "4 00:00:00 200 Sync V141_Pk7 id=OLD user=CONT\\good" APPLE, ""},
    {"a device of the same type on the same day", NULL,
     GOOD "10 00:00:00 200 Sync V141_Pk7 id=OLD user=CONT\\good" APPLE, ""},
    {"a device of the same type before the other ended", NULL,
     GOOD "9 23:59:59 200 Sync V141_Pk7 id=OLD user=CONT\\good" APPLE
          "10 00:00:00 200 Sync V141_Pk7 id=OLD user=CONT\\good" APPLE,
     ""},
    {"a device of another type", NULL,
     GOOD
     "9 10:00:00 200 Sync V141_Pk7 id=OLD user=CONT\\good agent=Apple-iPad1C1/801.293 type=iPad",
     ""},
    {"one device of two users", NULL,
     GOOD "10 08:00:00 200 Sync V141_Pk7 id=good user=CONT\\eva" APPLE, "device-shared:2"},
    {"one device of a user and of nobody", NULL,
     GOOD "10 08:00:00 200 Sync V141_Pk7 id=good user=-" APPLE, ""},
    {"rows that were handed on, and no more of them", NULL,
     GOOD "10 08:00:00 200 Sync PrxTo:mbx id=GOOD user=CONT\\good x=3" APPLE,
     "back-end-logs-missing:1"},
    {"rows that were refused at the door", NULL, "10 08:00:00 401 Sync - user=- x=3\n", ""},
    {"a day without logs", NULL, GOOD "8 08:00:00 200 Sync V141_Pk7 id=GOOD user=CONT\\good" APPLE,
     "coverage-gap:1"},
    {"a day without logs that is explained", "accept-gap=CAS01=2011-05-09..2011-05-09",
     GOOD "8 08:00:00 200 Sync V141_Pk7 id=GOOD user=CONT\\good" APPLE, ""},
    {"items that nobody knows", NULL,
     "10 08:00:00 200 Sync V141_Pk7_Zz5_Yy:a id=GOOD user=CONT\\good" APPLE, "unknown-items:2"},
    {"items of a row without a payload of its own", NULL,
     "10 08:00:00 200 Sync PrxTo:mbx_Zz5 id=GOOD user=CONT\\good" APPLE GOOD,
     "back-end-logs-missing:1"},
    {"devices that were not asked for", "device=GOOD", GOOD "8 07:00:00 200 Sync V141_S141" APPLE,
     ""},
    {"the worst comes first", NULL,
     GOOD "9 10:00:00 200 Sync V141_Pk7 id=L\n8 07:00:00 200 Sync V141_S141 id=H" APPLE,
     "provisioning-refused:1 not-on-catalogue:1"},
};

static void set_option(easc__answer *answer, const char *option)
{
    if (option) {
        easc__bytes text = easc__bytes_z(option);
        size_t equals = easc__find(text, '=');
        assert_int_equal(easc__options_set(&answer->options, easc__first(text, equals),
                                           easc__from(text, equals + 1), NULL),
                         EASC_OK);
    }
}

/* Of other days than 8 to 10 May are no logs in most stories: that is no point of theirs. */
static bool is_beside_the_point(const found_case *c, easc__finding_id id)
{
    return id == EASC__FINDING_COVERAGE_GAP && !strstr(c->what, "without logs");
}

static void tell_findings(const found_case *c, easc__text *to)
{
    easc__answer answer;
    told_begin(&answer);
    set_option(&answer, c->option);
    const easc__terms *terms = &answer.options.terms;
    easc__interest interest = {terms->policy_off, terms->off_count, NULL, 0, true};
    answer.shard.interest = &interest;
    told_tell(&answer, c->story);
    told_end(&answer);
    for (size_t i = 0; i < answer.findings.count; i++) {
        const easc__finding *finding = &answer.findings.items[i];
        if (!is_beside_the_point(c, finding->id)) {
            easc__text_add_z(to, to->n > 0 ? " " : "");
            easc__text_add(to, easc__finding_name(finding->id));
            easc__text_add_char(to, ':');
            easc__text_add_u64(to, finding->count);
        }
    }
    easc__answer_done(&answer);
}

static void every_finding_is_made_when_it_should_and_not_before(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        easc__text shown = easc__text_init(0);
        tell_findings(&cases[i], &shown);
        wrong +=
            unit_wrong_text(cases[i].what, "findings", cases[i].findings, easc__text_view(&shown));
        easc__text_done(&shown);
    }
    assert_int_equal(wrong, 0);
}

/* --- spraying ------------------------------------------------------------------------------- */

/* Wrong passwords of `users` users, and `relayed` of `devices` devices, from one address. */
static size_t count_sprayers(int users, int devices, int relayed)
{
    easc__answer answer;
    char line[160];
    size_t count = 0;
    told_begin(&answer);
    for (int i = 0; i < users; i++) {
        (void)snprintf(line, sizeof line,
                       "9 10:00:00 401 Sync - user=- claim=v%d id=- sub=1 address=9.9.9.9", i);
        told_tell(&answer, line);
    }
    for (int i = 0; i < devices; i++) {
        (void)snprintf(line, sizeof line,
                       "9 10:00:00 200 Sync V141_Pk7 user=u%d id=D%d address=%s" APPLE, i, i,
                       i < relayed ? "9.9.9.9" : "8.8.8.8");
        told_tell(&answer, line);
    }
    told_end(&answer);
    for (size_t i = 0; i < answer.findings.count; i++) {
        if (answer.findings.items[i].id == EASC__FINDING_SPRAYING) {
            count = answer.findings.items[i].count;
            assert_true(
                easc__equal(answer.findings.items[i].subjects[0].name, EASC__LIT("9.9.9.9")));
        }
    }
    easc__answer_done(&answer);
    return count;
}

static void an_address_that_tries_ten_users_is_named_unless_it_is_a_relay(void **state)
{
    (void)state;
    assert_int_equal(count_sprayers(10, 0, 0), 1);
    assert_int_equal(count_sprayers(9, 0, 0), 0);
    assert_int_equal(count_sprayers(10, 10, 0), 1);
    assert_int_equal(count_sprayers(10, 10, 1), 1);
    assert_int_equal(count_sprayers(10, 10, 2), 0); /* a fifth */
    assert_int_equal(count_sprayers(50, 11, 2), 1);
}

/* --- inputs --------------------------------------------------------------------------------- */

static const easc__finding *finding_of(const easc__answer *answer, easc__finding_id id)
{
    for (size_t i = 0; i < answer->findings.count; i++) {
        if (answer->findings.items[i].id == id) {
            return &answer->findings.items[i];
        }
    }
    return NULL;
}

static void missing_columns_and_rejected_rows_name_their_first_row(void **state)
{
    (void)state;
    easc__answer answer;
    told_begin(&answer);
    answer.inputs[0].missing_columns = 1u << 4; /* sc-substatus */
    answer.inputs[0].missing_from[4] = (easc__sighting){1304679600, {0, 0, 7, 700}};
    answer.inputs[0].rejected[EASC__REJECT_BAD_TIME] = 2;
    answer.inputs[0].samples =
        easc__alloc_zero(EASC__REJECT_COUNT, sizeof *answer.inputs[0].samples);
    answer.inputs[0].samples[EASC__REJECT_BAD_TIME][0] = (easc__reject_sample){9, 900, "x"};
    answer.inputs[0].sample_count[EASC__REJECT_BAD_TIME] = 1;
    told_tell(&answer, GOOD);
    told_end(&answer);
    const easc__finding *column = finding_of(&answer, EASC__FINDING_NO_COLUMN);
    const easc__finding *rejected = finding_of(&answer, EASC__FINDING_REJECTED);
    assert_non_null(column);
    assert_non_null(rejected);
    assert_int_equal(column->count, 1);
    assert_true(easc__equal(column->subjects[0].name, EASC__LIT("sc-substatus")));
    assert_int_equal(column->subjects[0].rows[0].place.line, 7);
    assert_int_equal(rejected->subjects[0].count, 2);
    assert_int_equal(rejected->subjects[0].rows[0].place.line, 9);
    assert_int_equal(rejected->subjects[0].rows[0].place.byte, 900);
    easc__answer_done(&answer);
}

static void users_are_counted_once_whatever_their_case(void **state)
{
    (void)state;
    easc__answer answer;
    told(&answer, GOOD "9 10:00:00 200 Sync V141_Pk7 id=A user=jan\n"
                       "9 10:00:00 200 Sync V141_Pk7 id=B user=JAN\n"
                       "9 10:00:00 200 Sync V141_Pk7 id=C user=eva\n"
                       "9 10:00:00 200 Sync V141_Pk7 id=D user=-\n");
    const easc__finding *finding = finding_of(&answer, EASC__FINDING_NOT_LISTED);
    assert_non_null(finding);
    assert_int_equal(finding->devices, 4);
    assert_int_equal(finding->users, 2);
    easc__answer_done(&answer);
}

/* --- words ---------------------------------------------------------------------------------- */

static void every_finding_has_its_texts_in_every_language(void **state)
{
    (void)state;
    static const char *const parts[] = {"title", "cause", "recommendation"};
    static const char *const languages[] = {"en", "nl"};
    for (size_t l = 0; l < UNIT_COUNT(languages); l++) {
        easc__answer answer;
        memset(&answer, 0, sizeof answer);
        assert_int_equal(easc__labels_load(easc__bytes_z(languages[l]), &answer.labels, NULL),
                         EASC_OK);
        for (int id = 0; id < EASC__FINDING_COUNT; id++) {
            for (size_t p = 0; p < UNIT_COUNT(parts); p++) {
                assert_true(easc__finding_text(&answer, (easc__finding_id)id, parts[p]).n > 0);
            }
        }
        easc__labels_free(answer.labels);
    }
}

static void names_in_a_command_end_where_they_should(void **state)
{
    (void)state;
    static const struct {
        const char *user;
        const char *command;
    } rows[] = {
        {"CONT\\jan",
         "Set-CASMailbox -Identity 'CONT\\jan' -ActiveSyncAllowedDeviceIDs @{Add='D'}"},
        {"o'brien", "Set-CASMailbox -Identity 'o''brien' -ActiveSyncAllowedDeviceIDs @{Add='D'}"},
        {"a'; Remove-Mailbox x #", ""},
        {"x;+1};calc.exe;#", ""},
        {"o\xE2\x80\x99"
         "brien",
         ""},
        {"x\xD1\x92};calc.exe;#", ""}, /* a quote when it is read as Windows-1252 */
        {"M\xC3\xBCller", ""},
        {"$(calc)", "Set-CASMailbox -Identity '$(calc)' -ActiveSyncAllowedDeviceIDs @{Add='D'}"},
        {"`n {device}", ""},
        {"two\nlines", ""},
        {"c1\xC2\x85line", ""},
        {"line\xE2\x80\xA8separator", ""},
        {"", ""},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(rows); i++) {
        easc__finding_subject subject = {.user = easc__bytes_z(rows[i].user),
                                         .device_id = EASC__LIT("D")};
        easc__text shown = easc__text_init(0);
        easc__finding_add_command(&shown, EASC__FINDING_QUARANTINED, &subject, EASC__EXCHANGE_2013);
        wrong += unit_wrong_text(rows[i].user, "command", rows[i].command, easc__text_view(&shown));
        easc__text_done(&shown);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_finding_is_made_when_it_should_and_not_before),
        cmocka_unit_test(an_address_that_tries_ten_users_is_named_unless_it_is_a_relay),
        cmocka_unit_test(missing_columns_and_rejected_rows_name_their_first_row),
        cmocka_unit_test(users_are_counted_once_whatever_their_case),
        cmocka_unit_test(every_finding_has_its_texts_in_every_language),
        cmocka_unit_test(names_in_a_command_end_where_they_should),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
