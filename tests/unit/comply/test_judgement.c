/* test_judgement.c - what is said about a device, rule by rule of contract sections 4, 5, 6 and 8:
   each row of a table is a story of device D1 and what must come out, mostly both sides of a limit.
   The end of the input is told by a row of another user's D9. */
#include "judged.h"

/* One story. NULL expectations are not looked at. */
typedef struct judgement_case {
    const char *what;
    const char *story;
    const char *off; /* --policy-off */
    const char *on;  /* --policy-on */
    const char *outcome;
    const char *state;
    const char *reason;
    const char *evidence;
} judgement_case;

/* Ends the input some days later, so that nothing is pending. */
#define LATER "\n28 12:00:00 200 Ping - id=D9 user=CONT\\end"

static void tell(judged *all, const judgement_case *c)
{
    judged_begin(all);
    if (c->off) {
        judged_set(all, "policy-off", c->off);
    }
    if (c->on) {
        judged_set(all, "policy-on", c->on);
    }
    story_tell(&all->shard, c->story);
    judged_end(all);
}

static size_t wrong(const char *what, const char *of, const char *expected, easc__bytes actual)
{
    return expected ? unit_wrong_text(what, of, expected, actual) : 0;
}

static size_t count_wrong(const judgement_case *c)
{
    judged all;
    tell(&all, c);
    const easc__judgement *j = judged_device(&all, "D1");
    size_t n = wrong(c->what, "outcome", c->outcome, easc__outcome_name(j->outcome));
    n += wrong(c->what, "state", c->state, easc__state_name(j->state));
    n += wrong(c->what, "reason", c->reason, easc__reason_name(j->reason));
    n += wrong(c->what, "evidence", c->evidence, easc__evidence_name(j->evidence));
    judged_done(&all);
    return n;
}

static void check(const judgement_case *cases, size_t count)
{
    size_t wrong_rows = 0;
    for (size_t i = 0; i < count; i++) {
        wrong_rows += count_wrong(&cases[i]) > 0;
    }
    assert_int_equal(wrong_rows, 0);
}

/* --- section 5 ------------------------------------------------------------------------------ */

static void a_device_loops_from_ten_current_failures_on_the_day_of_the_last_one(void **state)
{
    (void)state;
    static const judgement_case cases[] = {
        {"nine failures", "10 10:00:00 449 Sync V141_S142 x=9" LATER, NULL, NULL, "Unresolved",
         "NotCompliant", "failing-unresolved", "Failing"},
        {"ten failures", "10 10:00:00 449 Sync V141_S142 x=10" LATER, NULL, NULL, "Looping",
         "NotCompliant", "failing-looping", "Failing"},
        {"nine refreshes prove nothing", "10 10:00:00 449 Sync V141_S143 x=9" LATER, NULL, NULL,
         "Unknown", "Unknown", "no-evidence", "Unknown"},
        {"ten refreshes", "10 10:00:00 449 Sync V141_S143 x=10" LATER, NULL, NULL, "Looping",
         "NotCompliant", "failing-looping", "Failing"},
        {"ten of both kinds",
         "10 10:00:00 449 Sync V141_S143 x=5\n10 11:00:00 449 Sync V141_S142 x=5" LATER, NULL, NULL,
         "Looping", "NotCompliant", "failing-looping", "Failing"},
        {"one more on the next day",
         "10 10:00:00 449 Sync V141_S142 x=10\n11 00:00:00 449 Sync V141_S142" LATER, NULL, NULL,
         "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"over midnight", "10 23:59:55 449 Sync V141_S142 x=10" LATER, NULL, NULL, "Unresolved",
         "NotCompliant", "failing-unresolved", "Failing"},
        {"before the pass they count too",
         "10 09:00:00 449 Sync V141_S142 x=5\n10 10:00:00 200 Sync V141\n"
         "10 11:00:00 449 Sync V141_S142 x=5" LATER,
         NULL, NULL, "Looping", "NotCompliant", "failing-looping", "Failing"},
        {"a pass in the second of the last failure",
         "10 10:00:00 449 Sync V141_S142 x=10\n10 10:00:09 200 Sync V141" LATER, NULL, NULL,
         "Recovered", "Unknown", "recovered-unproven", "Unknown"},
        {"a pass a second before the last failure",
         "10 10:00:00 449 Sync V141_S142 x=10\n10 10:00:08 200 Sync V141" LATER, NULL, NULL,
         "Looping", "NotCompliant", "failing-looping", "Failing"},
        {"a refresh behind the pass is the last failure",
         "10 09:00:00 449 Sync V141_S142 x=9\n10 10:00:00 200 Sync V141_Pk1\n"
         "10 10:00:01 449 Sync V141_S143" LATER,
         NULL, NULL, "Looping", "NotCompliant", "failing-looping", "Failing"},
        {"ten on a policy-free day", "10 10:00:00 449 Sync V141_S142 x=10" LATER,
         "2011-05-10..2011-05-10", NULL, "Unknown", "Unknown", "no-evidence", "Unknown"},
        {"ten at once in the log's last minute", "10 10:00:00 449 Sync V141_S142 x=10", NULL, NULL,
         "Looping", "NotCompliant", "failing-looping", "Failing"},
        {"ten on the first hop", "10 10:00:00 449 Sync - x=10" LATER, NULL, NULL, "Looping",
         "NotCompliant", "failing-looping", "Failing"},
    };
    check(cases, UNIT_COUNT(cases));
}

static void nothing_is_known_without_refusal_pass_and_acknowledgement(void **state)
{
    (void)state;
    static const judgement_case cases[] = {
        {"only front end rows", "10 10:00:00 200 Sync - x=3" LATER, NULL, NULL, "Unknown",
         "Unknown", "no-evidence", "Unknown"},
        {"only commands that are not checked",
         "10 10:00:00 200 Ping V141_Pk5\n10 10:00:01 200 Options V141\n10 10:00:02 200 Provision "
         "V141" LATER,
         NULL, NULL, "Unknown", "Unknown", "no-evidence", "Unknown"},
        {"key 0 is no pass", "10 10:00:00 200 Sync V141_Pk0" LATER, NULL, NULL, "Unknown",
         "Unknown", "no-evidence", "Unknown"},
        {"status 100 is no pass", "10 10:00:00 200 Sync V141_S100" LATER, NULL, NULL, "Unknown",
         "Unknown", "no-evidence", "Unknown"},
        {"status 99 is one", "10 10:00:00 200 Sync V141_S99" LATER, NULL, NULL, "OK", "Unknown",
         "no-evidence", "Unknown"},
        {"answer 299 is one", "10 10:00:00 299 Sync V141" LATER, NULL, NULL, "OK", "Unknown",
         "no-evidence", "Unknown"},
        {"answer 300 is none", "10 10:00:00 300 Sync V141" LATER, NULL, NULL, "Unknown", "Unknown",
         "no-evidence", "Unknown"},
        {"answer 199 is none", "10 10:00:00 199 Sync V141" LATER, NULL, NULL, "Unknown", "Unknown",
         "no-evidence", "Unknown"},
        {"a wipe is no event",
         "10 10:00:00 449 Sync V141_S140\n10 10:00:01 200 Provision V141_S140_Pa1" LATER, NULL,
         NULL, "Unknown", "Unknown", "no-evidence", "Unknown"},
        {"nor is its error, with a status beside it",
         "10 10:00:00 449 Sync V141_S142_Error:RemoteWipeRequested x=12" LATER, NULL, NULL,
         "Unknown", "Unknown", "no-evidence", "Unknown"},
        {"an acknowledgement alone", "10 10:00:00 200 Provision V141_Pa1" LATER, NULL, NULL, "OK",
         "Unknown", "no-evidence", "Unknown"},
        {"a refusal by As", "10 10:00:00 200 Sync V141_As:BlockedP" LATER, NULL, NULL, "Unresolved",
         "NotCompliant", "failing-unresolved", "Failing"},
        {"a quarantined device passes all the same",
         "10 10:00:00 200 Sync V141_As:QuarantinedG_Pk3" LATER, NULL, NULL, "OK", "Provisioned",
         "policy-key-accepted", "KeyHeld"},
    };
    check(cases, UNIT_COUNT(cases));
}

#define FIVE(day) day " 10:00:00 449 Sync V141_S142 x=5\n"
#define FOUR(day) day " 10:00:00 449 Sync V141_S142 x=4\n"

static void
a_device_flaps_with_five_refusals_on_three_of_the_seven_days_that_end_with_the_pass(void **state)
{
    (void)state;
    static const judgement_case cases[] = {
        {"the first day is inside",
         FIVE("01") FIVE("03") FIVE("07") "7 11:00:00 200 Sync V141_Pk1" LATER, NULL, NULL,
         "Flapping", "Provisioned", "policy-key-accepted", "Failing"},
        {"the first day is outside",
         FIVE("01") FIVE("03") FIVE("07") "8 00:00:00 200 Sync V141_Pk1" LATER, NULL, NULL,
         "Recovered", "Provisioned", "policy-key-accepted", "KeyHeld"},
        {"four on one of them",
         FIVE("01") FOUR("03") FIVE("07") "7 11:00:00 200 Sync V141_Pk1" LATER, NULL, NULL,
         "Recovered", "Provisioned", "policy-key-accepted", "KeyHeld"},
        {"two days", FIVE("03") FIVE("07") "7 11:00:00 200 Sync V141_Pk1" LATER, NULL, NULL,
         "Recovered", "Provisioned", "policy-key-accepted", "KeyHeld"},
        {"not settled", FIVE("01") FIVE("03") "7 09:00:00 200 Sync V141_Pk1\n" FIVE("07") LATER,
         NULL, NULL, "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"settled in the same second",
         FIVE("01") FIVE("03") FIVE("07") "7 10:00:04 200 Sync V141" LATER, NULL, NULL, "Flapping",
         "Unknown", "recovered-unproven", "Failing"},
        {"refreshes do not count",
         "1 10:00:00 449 Sync V141_S143 x=5\n3 10:00:00 449 Sync V141_S143 x=5\n"
         "7 10:00:00 449 Sync V141_S143 x=5\n7 11:00:00 200 Sync V141_Pk1" LATER,
         NULL, NULL, "OK", "Provisioned", "policy-key-accepted", "KeyHeld"},
        {"a policy-free day does not count",
         FIVE("01") FIVE("03") FIVE("07") "7 11:00:00 200 Sync V141_Pk1" LATER,
         "2011-05-03..2011-05-03", NULL, "Recovered", "Provisioned", "policy-key-accepted",
         "KeyHeld"},
        {"proven does not help",
         FIVE("01") FIVE("03")
             FIVE("07") "7 10:30:00 200 Provision V141_Pa1\n7 11:00:00 200 Sync V141_Pk1" LATER,
         NULL, NULL, "Flapping", "Compliant", "acknowledged-full", "Failing"},
    };
    check(cases, UNIT_COUNT(cases));
}

static void a_device_is_ok_without_refusal_and_recovered_when_settled(void **state)
{
    (void)state;
    static const judgement_case cases[] = {
        {"a pass", "10 10:00:00 200 Sync V141" LATER, NULL, NULL, "OK", "Unknown", "no-evidence",
         "Unknown"},
        {"a refresh before it",
         "10 10:00:00 449 Sync V141_S143\n10 10:00:01 200 Sync V141_Pk1" LATER, NULL, NULL, "OK",
         "Provisioned", "policy-key-accepted", "KeyHeld"},
        {"a refresh behind it",
         "10 10:00:00 200 Sync V141_Pk1\n10 10:00:01 449 Sync V141_S143" LATER, NULL, NULL, "OK",
         "Provisioned", "policy-key-accepted", "KeyHeld"},
        {"143 with 142 is a refusal",
         "10 10:00:00 449 Sync V141_S142_S143\n10 10:00:01 200 Sync V141" LATER, NULL, NULL,
         "Recovered", "Unknown", "recovered-unproven", "Unknown"},
        {"a refusal and a pass in one second",
         "10 10:00:00 449 Sync V141_S142\n10 10:00:00 200 Sync V141" LATER, NULL, NULL, "Recovered",
         "Unknown", "recovered-unproven", "Unknown"},
        {"a pass one second older",
         "10 10:00:01 449 Sync V141_S142\n10 10:00:00 200 Sync V141" LATER, NULL, NULL,
         "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"an acknowledgement settles nothing",
         "10 10:00:00 449 Sync V141_S142\n10 10:00:01 200 Provision V141_Pa1" LATER, NULL, NULL,
         "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
    };
    check(cases, UNIT_COUNT(cases));
}

#define END(day, clock) "\n" day " " clock " 200 Ping - id=D9 user=CONT\\end"

static void a_refusal_is_pending_for_less_than_a_day_and_up_to_two_of_them(void **state)
{
    (void)state;
    static const judgement_case cases[] = {
        {"a second less than a day", "10 10:00:00 449 Sync V141_S142" END("11", "09:59:59"), NULL,
         NULL, "Pending", "Unknown", "failing-recent", "Unknown"},
        {"a day", "10 10:00:00 449 Sync V141_S142" END("11", "10:00:00"), NULL, NULL, "Unresolved",
         "NotCompliant", "failing-unresolved", "Failing"},
        {"two", "10 10:00:00 449 Sync V141_S142 x=2" END("10", "12:00:00"), NULL, NULL, "Pending",
         "Unknown", "failing-recent", "Unknown"},
        {"three", "10 10:00:00 449 Sync V141_S142 x=3" END("10", "12:00:00"), NULL, NULL,
         "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"three, two of them refreshes",
         "10 10:00:00 449 Sync V141_S142\n10 10:00:01 449 Sync V141_S143 x=2" END("10", "12:00:00"),
         NULL, NULL, "Pending", "Unknown", "failing-recent", "Unknown"},
        {"without a pass all days count",
         "1 10:00:00 449 Sync V141_S142 x=2\n10 10:00:00 449 Sync V141_S142" END("10", "12:00:00"),
         NULL, NULL, "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"with a pass those of its day on",
         "1 10:00:00 449 Sync V141_S142 x=9\n2 00:00:00 200 Sync V141\n"
         "10 10:00:00 449 Sync V141_S142 x=2" END("10", "12:00:00"),
         NULL, NULL, "Pending", "Unknown", "failing-recent", "Unknown"},
        {"those before it on its day, too",
         "10 09:00:00 449 Sync V141_S142 x=2\n10 10:00:00 200 Sync V141\n"
         "10 11:00:00 449 Sync V141_S142" END("10", "12:00:00"),
         NULL, NULL, "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"the newest row may be one without a user",
         "10 10:00:00 449 Sync V141_S142\n11 10:00:00 401 Sync - user=-", NULL, NULL, "Unresolved",
         "NotCompliant", "failing-unresolved", "Failing"},
        {"a hard one is pending, but no good sign",
         "10 10:00:00 200 Sync V141_S141" END("10", "12:00:00"), NULL, NULL, "Pending", "Unknown",
         "failing-recent", "Failing"},
        {"pending with an older key",
         "9 10:00:00 200 Sync V141_Pk9\n10 10:00:00 449 Sync V141_S142" END("10", "12:00:00"), NULL,
         NULL, "Pending", "Unknown", "failing-recent", "Unknown"},
        {"pending with an acknowledgement in its second",
         "10 10:00:00 449 Sync V141_S142\n10 10:00:00 200 Provision V141_Pa2" END("10", "12:00:00"),
         NULL, NULL, "Pending", "PartiallyCompliant", "acknowledged-partial", "Unknown"},
    };
    check(cases, UNIT_COUNT(cases));
}

/* --- section 4: days ------------------------------------------------------------------------ */

static void first_hop_rows_stand_in_on_days_without_payload_rows(void **state)
{
    (void)state;
    static const judgement_case cases[] = {
        {"refused and answered", "10 10:00:00 449 Sync -\n10 10:00:01 200 Sync -" LATER, NULL, NULL,
         "Recovered", "Unknown", "recovered-unproven", "Unknown"},
        {"answered 299", "10 10:00:00 449 Sync -\n10 10:00:01 299 Sync -" LATER, NULL, NULL,
         "Recovered", "Unknown", "recovered-unproven", "Unknown"},
        {"answered 300", "10 10:00:00 449 Sync -\n10 10:00:01 300 Sync -" LATER, NULL, NULL,
         "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"refused on any day", "10 10:00:00 200 Sync -\n12 10:00:00 449 Sync -" LATER, NULL, NULL,
         "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"answered days later", "10 10:00:00 449 Sync -\n20 10:00:00 200 Sync -" LATER, NULL, NULL,
         "Recovered", "Unknown", "recovered-unproven", "Unknown"},
        {"never refused: hides behind 200", "10 10:00:00 200 Sync -\n20 10:00:00 200 Sync -" LATER,
         NULL, NULL, "Unknown", "Unknown", "no-evidence", "Unknown"},
        {"a payload row of the day speaks for it",
         "10 10:00:00 449 Sync -\n10 10:00:01 200 Ping V141 stem=/Proxy/default.eas" LATER, NULL,
         NULL, "Unknown", "Unknown", "no-evidence", "Unknown"},
        {"a payload row at midnight is another day's",
         "10 23:59:59 449 Sync -\n11 00:00:00 200 Ping V141 stem=/Proxy" LATER, NULL, NULL,
         "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"its refusal makes answers of other days passes",
         "10 10:00:00 449 Sync V141_S142\n20 10:00:00 200 Sync -" LATER, NULL, NULL, "Recovered",
         "Unknown", "recovered-unproven", "Unknown"},
        {"a refusal of the back end alone does not",
         "10 10:00:00 449 Sync V141_S142 stem=/Proxy\n20 10:00:00 200 Sync -" LATER, NULL, NULL,
         "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"commands that are not checked prove nothing",
         "10 10:00:00 449 Sync -\n20 10:00:00 200 Ping -\n20 10:00:01 200 Provision -" LATER, NULL,
         NULL, "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"handed on is a first hop",
         "10 10:00:00 449 Sync PrxTo:x\n20 10:00:00 200 Sync PrxTo:x" LATER, NULL, NULL,
         "Recovered", "Unknown", "recovered-unproven", "Unknown"},
        {"answers of policy-free days are no passes",
         "10 10:00:00 449 Sync -\n20 10:00:00 200 Sync -" LATER, "2011-05-20..2011-05-20", NULL,
         "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"nor do their refusals count", "10 10:00:00 449 Sync -\n20 10:00:00 200 Sync -" LATER,
         "2011-05-10..2011-05-10", NULL, "OK", "Unknown", "no-evidence", "Unknown"},
    };
    check(cases, UNIT_COUNT(cases));
}

static void policy_free_days_count_keys_and_acknowledgements_only(void **state)
{
    (void)state;
    static const judgement_case cases[] = {
        {"the day before", "9 23:59:59 449 Sync V141_S142" LATER, "2011-05-10..2011-05-12", NULL,
         "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"the first day", "10 00:00:00 449 Sync V141_S142" LATER, "2011-05-10..2011-05-12", NULL,
         "Unknown", "Unknown", "no-evidence", "Unknown"},
        {"the last day", "12 23:59:59 449 Sync V141_S142" LATER, "2011-05-10..2011-05-12", NULL,
         "Unknown", "Unknown", "no-evidence", "Unknown"},
        {"the day behind", "13 00:00:00 449 Sync V141_S142" LATER, "2011-05-10..2011-05-12", NULL,
         "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"for ever", "28 10:00:00 449 Sync V141_S142 x=12", "2011-05-10", NULL, "Unknown",
         "Unknown", "no-evidence", "Unknown"},
        {"a pass is none", "10 10:00:00 200 Sync V141" LATER, "2011-05-10..2011-05-12", NULL,
         "Unknown", "Unknown", "no-evidence", "Unknown"},
        {"with a key it is", "10 10:00:00 200 Sync V141_Pk1" LATER, "2011-05-10..2011-05-12", NULL,
         "OK", "Provisioned", "policy-key-accepted", "KeyHeld"},
        {"and settles", "9 10:00:00 449 Sync V141_S142\n10 10:00:00 200 Sync V141_Pk1" LATER,
         "2011-05-10..2011-05-12", NULL, "Recovered", "Provisioned", "policy-key-accepted",
         "KeyHeld"},
        {"a later pass without key hides no key",
         "10 10:00:00 200 Sync V141_Pk1\n10 11:00:00 200 Sync V141" LATER, "2011-05-10..2011-05-12",
         NULL, "OK", "Provisioned", "policy-key-accepted", "KeyHeld"},
        {"an acknowledgement with a key behind it",
         "10 10:00:00 200 Provision V141_Pa1\n10 11:00:00 200 Sync V141_Pk2" LATER,
         "2011-05-10..2011-05-12", NULL, "OK", "Compliant", "acknowledged-full", "Proven"},
        {"an acknowledgement without",
         "10 10:00:00 200 Provision V141_Pa1\n10 11:00:00 200 Sync V141" LATER,
         "2011-05-10..2011-05-12", NULL, "OK", "Unknown", "no-evidence", "Unknown"},
        {"provision errors count as ever",
         "9 10:00:00 449 Sync V141_S142\n10 10:00:00 500 Provision V141" LATER,
         "2011-05-10..2011-05-12", NULL, "Unresolved", "NotCompliant", "failing-server-error",
         "Failing"},
    };
    check(cases, UNIT_COUNT(cases));
}

static void failures_of_an_older_client_are_history(void **state)
{
    (void)state;
    static const judgement_case cases[] = {
        {"another agent failed days before",
         "10 10:00:00 449 Sync V141_S142 agent=Old/1 x=12\n12 00:00:00 200 Ping V141 "
         "agent=New/1" LATER,
         NULL, NULL, "Unknown", "Unknown", "client-changed", "Unknown"},
        {"and the new one passes",
         "10 10:00:00 200 Sync V141_S141 agent=Old/1\n12 00:00:00 200 Sync V141_Pk4 "
         "agent=New/1" LATER,
         NULL, NULL, "OK", "Provisioned", "policy-key-accepted", "KeyHeld"},
        {"on the same day",
         "12 00:00:00 449 Sync V141_S142 agent=Old/1\n12 23:59:59 200 Ping V141 agent=New/1" LATER,
         NULL, NULL, "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"the new agent was first seen days before the failure",
         "9 10:00:00 200 Ping V141 agent=New/1\n10 10:00:00 449 Sync V141_S142 agent=Old/1\n"
         "12 10:00:00 200 Ping V141 agent=New/1" LATER,
         NULL, NULL, "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"no agent before",
         "10 10:00:00 449 Sync V141_S142 agent=-\n12 10:00:00 200 Ping V141 agent=New/1" LATER,
         NULL, NULL, "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"two agents in the first second that shows one: none is earlier",
         "10 10:00:00 449 Sync V141_S142 agent=-\n12 10:00:00 200 Ping V141 agent=New/1\n"
         "12 10:00:00 200 Ping V141 agent=Old/1" LATER,
         NULL, NULL, "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"no agent at all", "10 10:00:00 449 Sync V141_S142 agent=-" LATER, NULL, NULL,
         "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"the failure itself has no agent, an earlier row has another",
         "9 10:00:00 200 Ping V141 agent=Old/1\n10 10:00:00 449 Sync V141_S142 agent=-\n"
         "12 10:00:00 200 Ping V141 agent=New/1" LATER,
         NULL, NULL, "Unknown", "Unknown", "client-changed", "Unknown"},
        {"the case of an agent is part of it",
         "10 10:00:00 449 Sync V141_S142 agent=new/1\n12 10:00:00 200 Ping V141 agent=New/1" LATER,
         NULL, NULL, "Unknown", "Unknown", "client-changed", "Unknown"},
        {"a refresh is no refusal",
         "10 10:00:00 449 Sync V141_S143 agent=Old/1\n12 10:00:00 200 Ping V141 agent=New/1" LATER,
         NULL, NULL, "Unknown", "Unknown", "no-evidence", "Unknown"},
        {"acknowledgements are no failures",
         "10 10:00:00 200 Provision V141_Pa3 agent=Old/1\n12 10:00:00 200 Ping V141 "
         "agent=New/1" LATER,
         NULL, NULL, "OK", "NotCompliant", "acknowledged-none", "Failing"},
        {"first-hop refusals are history, too",
         "10 10:00:00 449 Sync - agent=Old/1\n12 10:00:00 200 Ping - agent=New/1" LATER, NULL, NULL,
         "Unknown", "Unknown", "client-changed", "Unknown"},
    };
    check(cases, UNIT_COUNT(cases));
}

/* --- section 6 ------------------------------------------------------------------------------ */

static void a_device_that_fails_says_why(void **state)
{
    (void)state;
    static const judgement_case cases[] = {
        {"refused for good", "10 10:00:00 200 Sync V141_S141" LATER, NULL, NULL, "Unresolved",
         "NotCompliant", "failing-refused", "Failing"},
        {"hard in the second of the pass",
         "10 10:00:00 200 Sync V141_S141\n10 10:00:00 200 Sync V141\n10 10:00:01 449 Sync "
         "V141_S142" LATER,
         NULL, NULL, "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"hard a second behind it",
         "10 10:00:01 200 Sync V141_S141\n10 10:00:00 200 Sync V141\n10 10:00:02 449 Sync "
         "V141_S142" LATER,
         NULL, NULL, "Unresolved", "NotCompliant", "failing-refused", "Failing"},
        {"looping for good", "10 10:00:00 200 Sync V141_S141 x=10" LATER, NULL, NULL, "Looping",
         "NotCompliant", "failing-refused", "Failing"},
        {"the server's fault",
         "10 10:00:00 449 Sync V141_S142\n9 10:00:00 500 Provision V141" LATER, NULL, NULL,
         "Unresolved", "NotCompliant", "failing-server-error", "Failing"},
        {"its fault in the second of the pass",
         "10 10:00:00 599 Provision V141\n10 10:00:00 200 Sync V141\n10 10:00:01 449 Sync "
         "V141_S142" LATER,
         NULL, NULL, "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"its fault a second behind it",
         "10 10:00:01 599 Provision V141\n10 10:00:00 200 Sync V141\n10 10:00:02 449 Sync "
         "V141_S142" LATER,
         NULL, NULL, "Unresolved", "NotCompliant", "failing-server-error", "Failing"},
        {"answer 600 is none",
         "10 10:00:00 449 Sync V141_S142\n10 11:00:00 600 Provision V141" LATER, NULL, NULL,
         "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"status 110", "10 10:00:00 449 Sync V141_S142\n10 11:00:00 200 Provision V141_S110" LATER,
         NULL, NULL, "Unresolved", "NotCompliant", "failing-server-error", "Failing"},
        {"status 112 is none",
         "10 10:00:00 449 Sync V141_S142\n10 11:00:00 200 Provision V141_S112" LATER, NULL, NULL,
         "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"another command's 500 is none",
         "10 10:00:00 449 Sync V141_S142\n10 11:00:00 500 Sync V141" LATER, NULL, NULL,
         "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"looping at the server's fault",
         "10 10:00:00 449 Sync V141_S142 x=10\n10 11:00:00 500 Provision V141" LATER, NULL, NULL,
         "Looping", "NotCompliant", "failing-server-error", "Failing"},
    };
    check(cases, UNIT_COUNT(cases));
}

static void the_latest_acknowledgement_decides_when_no_refusal_is_newer(void **state)
{
    (void)state;
    static const judgement_case cases[] = {
        {"all, and let in later",
         "10 10:00:00 200 Provision V141_Pa1\n10 10:00:01 200 Sync V141" LATER, NULL, NULL, "OK",
         "Compliant", "acknowledged-full", "Proven"},
        {"all, and let in at once",
         "10 10:00:00 200 Provision V141_Pa1\n10 10:00:00 200 Sync V141" LATER, NULL, NULL, "OK",
         "Compliant", "acknowledged-full", "Proven"},
        {"all, but let in before only",
         "10 10:00:00 200 Provision V141_Pa1\n10 09:59:59 200 Sync V141" LATER, NULL, NULL, "OK",
         "Unknown", "no-evidence", "Unknown"},
        {"all, but let in before only, with a key",
         "10 10:00:00 200 Provision V141_Pa1\n10 09:59:59 200 Sync V141_Pk1" LATER, NULL, NULL,
         "OK", "Provisioned", "policy-key-accepted", "KeyHeld"},
        {"its own row is no pass", "10 10:00:00 200 Sync V141_Pa1_Pk5" LATER, NULL, NULL, "OK",
         "Unknown", "no-evidence", "Unknown"},
        {"a part", "10 10:00:00 200 Provision V141_Pa2" LATER, NULL, NULL, "OK",
         "PartiallyCompliant", "acknowledged-partial", "Unknown"},
        {"nothing", "10 10:00:00 200 Provision V141_Pa3" LATER, NULL, NULL, "OK", "NotCompliant",
         "acknowledged-none", "Failing"},
        {"managed elsewhere", "10 10:00:00 200 Provision V141_Pa4" LATER, NULL, NULL, "OK",
         "ExternallyManaged", "acknowledged-external", "Unknown"},
        {"5 is none", "10 10:00:00 200 Provision V141_Pa5" LATER, NULL, NULL, "Unknown", "Unknown",
         "no-evidence", "Unknown"},
        {"a part in the second of the refusal",
         "10 10:00:00 449 Sync V141_S142\n10 10:00:00 200 Provision V141_Pa2\n"
         "10 11:00:00 200 Sync V141" LATER,
         NULL, NULL, "Recovered", "PartiallyCompliant", "acknowledged-partial", "Unknown"},
        {"a part a second older",
         "10 10:00:00 449 Sync V141_S142\n10 09:59:59 200 Provision V141_Pa2\n"
         "10 11:00:00 200 Sync V141" LATER,
         NULL, NULL, "Recovered", "Unknown", "recovered-unproven", "Unknown"},
        {"a refresh behind it changes nothing",
         "10 10:00:00 200 Provision V141_Pa2\n10 11:00:00 449 Sync V141_S143" LATER, NULL, NULL,
         "OK", "PartiallyCompliant", "acknowledged-partial", "Unknown"},
        {"the latest",
         "10 10:00:00 200 Provision V141_Pa3\n10 10:00:01 200 Provision V141_Pa1\n"
         "10 10:00:02 200 Sync V141" LATER,
         NULL, NULL, "OK", "Compliant", "acknowledged-full", "Proven"},
        {"the larger of one second",
         "10 10:00:00 200 Provision V141_Pa3\n10 10:00:00 200 Provision V141_Pa1\n"
         "10 10:00:02 200 Sync V141" LATER,
         NULL, NULL, "OK", "NotCompliant", "acknowledged-none", "Failing"},
        {"all before the refusal, with a key behind it",
         "10 09:00:00 200 Provision V141_Pa1\n10 10:00:00 449 Sync V141_S142\n"
         "10 11:00:00 200 Sync V141_Pk1" LATER,
         NULL, NULL, "Recovered", "Provisioned", "policy-key-accepted", "KeyHeld"},
        {"on the front end it is not seen", "10 10:00:00 200 Provision PrxTo:x_Pa3" LATER, NULL,
         NULL, "Unknown", "Unknown", "no-evidence", "Unknown"},
    };
    check(cases, UNIT_COUNT(cases));
}

static void an_accepted_key_provisions_when_no_refusal_is_newer(void **state)
{
    (void)state;
    static const judgement_case cases[] = {
        {"key 1", "10 10:00:00 200 Sync V141_Pk1" LATER, NULL, NULL, "OK", "Provisioned",
         "policy-key-accepted", "KeyHeld"},
        {"the largest key", "10 10:00:00 200 Sync V141_Pk4294967295" LATER, NULL, NULL, "OK",
         "Provisioned", "policy-key-accepted", "KeyHeld"},
        {"in the second of the refusal",
         "10 10:00:00 200 Sync V141_Pk1\n10 10:00:00 449 Sync V141_S142" LATER, NULL, NULL,
         "Recovered", "Provisioned", "policy-key-accepted", "KeyHeld"},
        {"a second older, with a pass behind",
         "10 10:00:00 200 Sync V141_Pk1\n10 10:00:01 449 Sync V141_S142\n10 10:00:02 200 Sync "
         "V141" LATER,
         NULL, NULL, "Recovered", "Unknown", "recovered-unproven", "Unknown"},
        {"key 0 settles nothing",
         "10 10:00:01 449 Sync V141_S142\n10 10:00:02 200 Sync V141_Pk0" LATER, NULL, NULL,
         "Unresolved", "NotCompliant", "failing-unresolved", "Failing"},
        {"the new dialect", "10 10:00:00 200 Sync V:161_Pk:77" LATER, NULL, NULL, "OK",
         "Provisioned", "policy-key-accepted", "KeyHeld"},
    };
    check(cases, UNIT_COUNT(cases));
}

/* --- section 8 ------------------------------------------------------------------------------ */

static void a_pass_on_a_policy_on_day_admits(void **state)
{
    (void)state;
    static const judgement_case cases[] = {
        {"a pass", "10 10:00:00 200 Sync V141" LATER, NULL, "2011-05-10..2011-05-12", "OK",
         "Unknown", "no-evidence", "Admitted"},
        {"the day before", "9 23:59:59 200 Sync V141" LATER, NULL, "2011-05-10..2011-05-12", "OK",
         "Unknown", "no-evidence", "Unknown"},
        {"the last day", "12 23:59:59 200 Sync V141" LATER, NULL, "2011-05-10..2011-05-12", "OK",
         "Unknown", "no-evidence", "Admitted"},
        {"the day behind", "13 00:00:00 200 Sync V141" LATER, NULL, "2011-05-10..2011-05-12", "OK",
         "Unknown", "no-evidence", "Unknown"},
        {"key 0 shows that no policy applied", "10 10:00:00 200 Sync V141_Pk0" LATER, NULL,
         "2011-05-10..2011-05-12", "Unknown", "Unknown", "no-evidence", "Unknown"},
        {"in the second of the refusal",
         "10 10:00:00 200 Sync V141\n10 10:00:00 449 Sync V141_S142" LATER, NULL,
         "2011-05-10..2011-05-12", "Recovered", "Unknown", "recovered-unproven", "Admitted"},
        {"a second older, and let in on another day",
         "10 10:00:00 200 Sync V141\n10 10:00:01 449 Sync V141_S142\n20 10:00:00 200 Sync "
         "V141" LATER,
         NULL, "2011-05-10..2011-05-12", "Recovered", "Unknown", "recovered-unproven", "Unknown"},
        {"a refresh behind it", "10 10:00:00 200 Sync V141\n10 10:00:01 449 Sync V141_S143" LATER,
         NULL, "2011-05-10..2011-05-12", "OK", "Unknown", "no-evidence", "Admitted"},
        {"before KeyHeld", "10 10:00:00 200 Sync V141_Pk3" LATER, NULL, "2011-05-10..2011-05-12",
         "OK", "Provisioned", "policy-key-accepted", "Admitted"},
        {"a part is admitted",
         "10 10:00:00 200 Provision V141_Pa2\n10 10:00:01 200 Sync V141" LATER, NULL,
         "2011-05-10..2011-05-12", "OK", "PartiallyCompliant", "acknowledged-partial", "Admitted"},
        {"the access state is no evidence", "10 10:00:00 200 Sync V141_As:AllowedI" LATER, NULL,
         NULL, "OK", "Unknown", "no-evidence", "Unknown"},
        {"the stand-in admits", "9 10:00:00 449 Sync -\n10 10:00:00 200 Sync -" LATER, NULL,
         "2011-05-10..2011-05-12", "Recovered", "Unknown", "recovered-unproven", "Admitted"},
        {"one pass of two periods",
         "20 10:00:00 200 Sync V141_Pk2\n10 10:00:00 200 Sync V141" LATER, "2011-05-20..2011-05-21",
         "2011-05-10..2011-05-12", "OK", "Provisioned", "policy-key-accepted", "Admitted"},
    };
    check(cases, UNIT_COUNT(cases));
}

static void a_hard_failure_fails_until_something_newer_proves_the_contrary(void **state)
{
    (void)state;
    static const judgement_case cases[] = {
        {"a pass without key is no proof",
         "10 10:00:00 200 Sync V141_S141\n11 10:00:00 200 Sync V141" LATER, NULL, NULL, "Recovered",
         "Unknown", "recovered-unproven", "Failing"},
        {"a key is", "10 10:00:00 200 Sync V141_S141\n11 10:00:00 200 Sync V141_Pk1" LATER, NULL,
         NULL, "Recovered", "Provisioned", "policy-key-accepted", "KeyHeld"},
        {"in the same second",
         "10 10:00:00 200 Sync V141_S141\n10 10:00:00 200 Sync V141_Pk1" LATER, NULL, NULL,
         "Recovered", "Provisioned", "policy-key-accepted", "KeyHeld"},
        {"a second older",
         "10 10:00:01 200 Sync V141_S141\n10 10:00:00 200 Sync V141_Pk1\n"
         "11 10:00:00 200 Sync V141" LATER,
         NULL, NULL, "Recovered", "Unknown", "recovered-unproven", "Failing"},
        {"an acknowledgement is",
         "10 10:00:00 200 Sync V141_S141\n10 10:00:00 200 Provision V141_Pa2\n"
         "11 10:00:00 200 Sync V141" LATER,
         NULL, NULL, "Recovered", "PartiallyCompliant", "acknowledged-partial", "Unknown"},
        {"a pass on a policy-on day is",
         "10 10:00:00 200 Sync V141_S141\n11 10:00:00 200 Sync V141" LATER, NULL,
         "2011-05-11..2011-05-11", "Recovered", "Unknown", "recovered-unproven", "Admitted"},
        {"on a policy-free day it is not current",
         "10 10:00:00 200 Sync V141_S141\n11 10:00:00 200 Sync V141" LATER,
         "2011-05-10..2011-05-10", NULL, "OK", "Unknown", "no-evidence", "Unknown"},
        {"a soft one behind it does not soften it",
         "10 10:00:00 200 Sync V141_S145\n10 10:00:01 449 Sync V141_S142\n11 10:00:00 200 Sync "
         "V141" LATER,
         NULL, NULL, "Recovered", "Unknown", "recovered-unproven", "Failing"},
    };
    check(cases, UNIT_COUNT(cases));
}

#define IPHONE " agent=Apple-iPhone3C1/801.293"
#define PROVEN(id, user)                                                                           \
    "10 10:00:00 200 Provision V141_Pa1 id=" id " user=" user IPHONE                               \
    "\n10 10:00:01 200 Sync V141_Pk1 id=" id " user=" user IPHONE "\n"

static void two_other_devices_of_its_build_prove_a_device(void **state)
{
    (void)state;
    static const judgement_case cases[] = {
        {"two", PROVEN("D2", "b") PROVEN("D3", "c") "10 10:00:00 200 Ping V141" IPHONE LATER, NULL,
         NULL, "Unknown", "Unknown", "no-evidence", "ProvenByBuild"},
        {"one", PROVEN("D2", "b") "10 10:00:00 200 Ping V141" IPHONE LATER, NULL, NULL, "Unknown",
         "Unknown", "no-evidence", "Catalogue"},
        {"one phone with two mailboxes is two devices",
         PROVEN("D2", "b") PROVEN("D2", "c") "10 10:00:00 200 Ping V141" IPHONE LATER, NULL, NULL,
         "Unknown", "Unknown", "no-evidence", "ProvenByBuild"},
        {"proven and admitted",
         PROVEN("D2", "b") "11 10:00:00 200 Sync V141 id=D3 user=c" IPHONE
                           "\n10 10:00:00 200 Ping V141" IPHONE LATER,
         NULL, "2011-05-11..2011-05-11", "Unknown", "Unknown", "no-evidence", "ProvenByBuild"},
        {"one of the build fails",
         PROVEN("D2", "b") PROVEN("D3", "c") "10 10:00:00 200 Sync V141_S141 id=D4 user=d" IPHONE
                                             "\n10 10:00:00 200 Ping V141" IPHONE LATER,
         NULL, NULL, "Unknown", "Unknown", "no-evidence", "Catalogue"},
        {"one that fails is long gone",
         PROVEN("D2", "b")
             PROVEN("D3", "c") "2011-01-10 10:00:00 200 Sync V141_S141 id=D4 user=d" IPHONE
                               "\n10 10:00:00 200 Ping V141" IPHONE LATER,
         NULL, NULL, "Unknown", "Unknown", "no-evidence", "Catalogue"},
        {"before KeyHeld",
         PROVEN("D2", "b") PROVEN("D3", "c") "10 10:00:00 200 Sync V141_Pk8" IPHONE LATER, NULL,
         NULL, "OK", "Provisioned", "policy-key-accepted", "ProvenByBuild"},
        {"pending itself",
         PROVEN("D2", "b")
             PROVEN("D3", "c") "10 10:00:00 449 Sync V141_S142" IPHONE END("10", "11:00:00"),
         NULL, NULL, "Pending", "Unknown", "failing-recent", "Unknown"},
        {"a part itself",
         PROVEN("D2", "b") PROVEN("D3", "c") "10 10:00:00 200 Provision V141_Pa2" IPHONE LATER,
         NULL, NULL, "OK", "PartiallyCompliant", "acknowledged-partial", "Unknown"},
        {"managed elsewhere",
         PROVEN("D2", "b") PROVEN("D3", "c") "10 10:00:00 200 Provision V141_Pa4" IPHONE LATER,
         NULL, NULL, "OK", "ExternallyManaged", "acknowledged-external", "Unknown"},
        {"acknowledged, but not let in since",
         PROVEN("D2", "b") PROVEN("D3", "c") "10 10:00:00 200 Provision V141_Pa1" IPHONE LATER,
         NULL, NULL, "OK", "Unknown", "no-evidence", "ProvenByBuild"},
        {"another version",
         PROVEN("D2", "b")
             PROVEN("D3", "c") "10 10:00:00 200 Ping V141 agent=Apple-iPhone3C1/901.405" LATER,
         NULL, NULL, "Unknown", "Unknown", "no-evidence", "Catalogue"},
        {"another model",
         PROVEN("D2", "b")
             PROVEN("D3", "c") "10 10:00:00 200 Ping V141 agent=Apple-iPhone2C1/801.293" LATER,
         NULL, NULL, "Unknown", "Unknown", "no-evidence", "Catalogue"},
    };
    check(cases, UNIT_COUNT(cases));
}

static int64_t proof_of(const judged *all, const char *id)
{
    return judged_device(all, id)->proof_s;
}

static void a_judgement_says_when_its_latest_proof_was(void **state)
{
    (void)state;
    judged all;
    judged_begin(&all);
    judged_set(&all, "policy-on", "2011-05-14..2011-05-14");
    story_tell(&all.shard, PROVEN("D2", "b") /* its key at 10:00:01 */
               "12 10:00:00 200 Provision V141_Pa1 id=D3 user=c" IPHONE
               "\n12 10:00:07 200 Sync V141 id=D3 user=c" IPHONE /* a pass without a key: none */
               "\n14 10:00:00 200 Sync V141 id=D4 user=d" IPHONE /* on a policy-on day */
               "\n10 10:00:00 200 Ping V141 id=D1 user=a" IPHONE
               "\n10 10:00:00 200 Ping V141 id=D5 user=e\n");
    judged_end(&all);
    assert_int_equal(proof_of(&all, "D2"), story_time(EASC__LIT("10"), EASC__LIT("10:00:01")));
    assert_int_equal(proof_of(&all, "D3"), story_time(EASC__LIT("12"), EASC__LIT("10:00:00")));
    assert_int_equal(proof_of(&all, "D4"), story_time(EASC__LIT("14"), EASC__LIT("10:00:00")));
    assert_int_equal(judged_device(&all, "D1")->evidence, EASC__EVIDENCE_PROVEN_BY_BUILD);
    assert_int_equal(proof_of(&all, "D1"), proof_of(&all, "D3")); /* two are needed */
    assert_true(proof_of(&all, "D5") == EASC__NO_TIME);
    judged_done(&all);
}

#define WITHOUT_MODEL(id, user)                                                                    \
    "10 10:00:00 200 Provision V141_Pa1 id=" id " user=" user                                      \
    " agent=Apple-iPhone/705.18\n10 10:00:01 200 Sync V141 id=" id " user=" user                   \
    " agent=Apple-iPhone/705.18\n"

static void a_build_needs_a_version_and_a_model(void **state)
{
    (void)state;
    static const judgement_case cases[] = {
        {"no model",
         WITHOUT_MODEL("D2", "b")
             WITHOUT_MODEL("D3", "c") "10 10:00:00 200 Ping V141 agent=Apple-iPhone/705.18" LATER,
         NULL, NULL, "Unknown", "Unknown", "no-evidence", "Unknown"},
        {"no version",
         "10 10:00:00 200 Provision V141_Pa1_DevModel:M1 id=D2 user=b agent=Android/0.3\n"
         "10 10:00:01 200 Sync V141 id=D2 user=b agent=Android/0.3\n"
         "10 10:00:00 200 Provision V141_Pa1_DevModel:M1 id=D3 user=c agent=Android/0.3\n"
         "10 10:00:01 200 Sync V141 id=D3 user=c agent=Android/0.3\n"
         "10 10:00:00 200 Ping V141_DevModel:M1 agent=Android/0.3" LATER,
         NULL, NULL, "Unknown", "Unknown", "no-evidence", "Unknown"},
    };
    check(cases, UNIT_COUNT(cases));
}

static void the_catalogue_is_the_last_word_on_a_quiet_device(void **state)
{
    (void)state;
    static const judgement_case cases[] = {
        {"certified", "10 10:00:00 200 Ping -" IPHONE LATER, NULL, NULL, "Unknown", "Unknown",
         "no-evidence", "Catalogue"},
        {"too old", "10 10:00:00 200 Ping - agent=Apple-iPhone/705.18" LATER, NULL, NULL, "Unknown",
         "Unknown", "no-evidence", "Unknown"},
        {"not listed", "10 10:00:00 200 Ping -" LATER, NULL, NULL, "Unknown", "Unknown",
         "no-evidence", "Unknown"},
        {"certified, but pending", "10 10:00:00 449 Sync V141_S142" IPHONE, NULL, NULL, "Pending",
         "Unknown", "failing-recent", "Unknown"},
        {"certified, but a part only", "10 10:00:00 200 Provision V141_Pa2" IPHONE LATER, NULL,
         NULL, "OK", "PartiallyCompliant", "acknowledged-partial", "Unknown"},
        {"certified and recovered",
         "10 10:00:00 449 Sync V141_S142" IPHONE "\n10 11:00:00 200 Sync V141" IPHONE LATER, NULL,
         NULL, "Recovered", "Unknown", "recovered-unproven", "Catalogue"},
        {"certified with a key", "10 10:00:00 200 Sync V141_Pk3" IPHONE LATER, NULL, NULL, "OK",
         "Provisioned", "policy-key-accepted", "KeyHeld"},
    };
    check(cases, UNIT_COUNT(cases));
}

/* --- numbers and flags ---------------------------------------------------------------------- */

static void judge_one(judged *all, const char *story, const char *off)
{
    judgement_case c = {"", story, off, NULL, NULL, NULL, NULL, NULL};
    tell(all, &c);
}

static int64_t at(const char *time)
{
    int64_t time_s = 0;
    assert_true(easc__parse_time(easc__bytes_z(time), &time_s));
    return time_s;
}

static void all_failures_are_counted_current_or_not(void **state)
{
    (void)state;
    judged all;
    judge_one(&all,
              "1 10:00:00 449 Sync V141_S142 agent=Old/1 x=2\n"
              "5 10:00:00 449 Sync V141_S143 x=3\n"
              "10 10:00:00 200 Sync V141_S141\n"
              "10 11:00:00 200 Provision V141_S111\n"
              "12 10:00:00 449 Sync -\n"
              "13 10:00:00 200 Sync V141_As:Allowed_Pk0" LATER,
              "2011-05-10..2011-05-10");
    const easc__judgement *j = judged_device(&all, "D1");
    assert_int_equal(j->failures, 7);
    assert_int_equal(j->hard_failures, 1);
    assert_int_equal(j->refreshes, 3);
    assert_int_equal(j->provision_errors, 1);
    assert_int_equal(j->first_failure_s, at("2011-05-01T10:00:00Z"));
    assert_int_equal(j->last_failure_s, at("2011-05-12T10:00:00Z"));
    assert_int_equal(j->last_success_s, at("2011-05-13T10:00:00Z"));
    assert_int_equal(j->last_pass_s, EASC__NO_TIME);
    assert_false(j->is_policy_key_accepted);
    judged_done(&all);
}

static void a_success_of_a_policy_free_day_stays_one(void **state)
{
    (void)state;
    judged all;
    judge_one(&all, "10 10:00:00 200 Sync V141\n9 10:00:00 200 Sync V141_As:Blocked" LATER,
              "2011-05-10..2011-05-10");
    const easc__judgement *j = judged_device(&all, "D1");
    assert_int_equal(j->last_success_s, at("2011-05-10T10:00:00Z"));
    assert_int_equal(j->last_pass_s, at("2011-05-09T10:00:00Z"));
    judged_done(&all);
}

typedef struct flag_case {
    const char *what;
    const char *story;
    bool is_active;
    bool is_moved;
} flag_case;

static void activity_and_moves_have_their_limits(void **state)
{
    (void)state;
    static const flag_case cases[] = {
        {"thirty days", "2011-04-28 12:00:00 200 Ping -" LATER, true, false},
        {"a second more", "2011-04-28 11:59:59 200 Ping -" LATER, false, false},
        {"moved", "10 10:00:00 200 Sync V141\n10 10:00:01 451 Sync -" LATER, true, true},
        {"moved in the second of the success",
         "10 10:00:00 200 Sync V141\n10 10:00:00 451 Sync -" LATER, true, false},
        {"moved before a failure", "10 10:00:00 451 Sync -\n10 10:00:01 449 Sync V141" LATER, true,
         false},
        {"moved before an acknowledgement",
         "10 10:00:00 451 Sync -\n10 10:00:00 200 Provision V141_Pa2" LATER, true, false},
        {"nothing else is known", "10 10:00:00 451 Sync -\n10 10:00:09 200 Ping V141" LATER, true,
         true},
        {"by an error", "10 10:00:00 200 Sync V141_Error:UserHasNoMailbox_S110" LATER, true, true},
        {"by one of several errors", "10 10:00:00 503 Sync V141_Error:Foo%3bUserHasNoMailbox" LATER,
         true, true},
        {"not by one that begins so", "10 10:00:00 503 Sync V141_Error:UserHasNoMailboxes" LATER,
         true, false},
        {"a front end's error is not read",
         "10 10:00:00 200 Sync PrxTo:x_Error:UserHasNoMailbox" LATER, true, false},
    };
    size_t wrong_rows = 0;
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        judged all;
        judge_one(&all, cases[i].story, NULL);
        const easc__judgement *j = judged_device(&all, "D1");
        wrong_rows += unit_wrong_number(cases[i].what, "active", cases[i].is_active, j->is_active);
        wrong_rows += unit_wrong_number(cases[i].what, "moved", cases[i].is_moved, j->is_moved);
        judged_done(&all);
    }
    assert_int_equal(wrong_rows, 0);
}

static void active_days_can_be_set_to_none(void **state)
{
    (void)state;
    judged all;
    judged_begin(&all);
    judged_set(&all, "active-days", "0");
    story_tell(&all.shard, "10 10:00:00 200 Ping - id=D1\n10 10:00:01 200 Ping - id=D2");
    judged_end(&all);
    assert_false(judged_device(&all, "D1")->is_active);
    assert_true(judged_device(&all, "D2")->is_active);
    judged_done(&all);
}

typedef struct access_case {
    const char *as;
    const char *state;
    const char *reason;
} access_case;

static void access_is_a_state_and_the_letters_behind_it(void **state)
{
    (void)state;
    static const access_case cases[] = {
        {"As:Allowed", "Allowed", ""},
        {"As:AllowedG", "Allowed", "G"},
        {"As:AllowedABU", "Allowed", "ABU"},
        {"As:BlockedD", "Blocked", "D"},
        {"As:QuarantinedE", "Quarantined", "E"},
        {"As:DeviceDiscoveryG", "DeviceDiscovery", "G"},
        {"As:Unknown", "Unknown", ""},
        {"As:Odd", "Unknown", ""},
        {"S1", "", ""},
    };
    size_t wrong_rows = 0;
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        judged all;
        char story[128];
        (void)snprintf(story, sizeof story, "10 10:00:00 200 Sync V141_%s", cases[i].as);
        judge_one(&all, story, NULL);
        const easc__judgement *j = judged_device(&all, "D1");
        wrong_rows += unit_wrong_text(cases[i].as, "state", cases[i].state, j->access_state);
        wrong_rows += unit_wrong_text(cases[i].as, "reason", cases[i].reason, j->access_reason);
        judged_done(&all);
    }
    assert_int_equal(wrong_rows, 0);
}

static void the_latest_acknowledgement_and_access_are_shown_whatever_decides(void **state)
{
    (void)state;
    judged all;
    judge_one(
        &all,
        "9 10:00:00 200 Provision V141_Pa3\n10 10:00:00 200 Provision V141_Pa1\n"
        "11 10:00:00 449 Sync V141_S142_As:BlockedG\n9 10:00:00 200 Sync V141_As:Allowed" LATER,
        NULL);
    const easc__judgement *j = judged_device(&all, "D1");
    assert_int_equal(j->acknowledgement, 1);
    assert_true(easc__equal(j->access_state, EASC__LIT("Blocked")));
    assert_int_equal(j->state, EASC__STATE_NOT_COMPLIANT);
    judged_done(&all);
}

static void no_device_is_no_judgement(void **state)
{
    (void)state;
    judged all;
    judge_one(&all, "10 10:00:00 401 Sync - user=-\n10 10:00:00 200 Sync V141 id=-", NULL);
    assert_int_equal(all.devices.count, 0);
    judged_done(&all);
}

static void every_outcome_state_reason_and_evidence_has_its_name(void **state)
{
    (void)state;
    for (int i = 0; i < EASC__OUTCOME_COUNT; i++) {
        assert_true(easc__outcome_name((easc__outcome)i).n > 0);
    }
    for (int i = 0; i < EASC__STATE_COUNT; i++) {
        assert_true(easc__state_name((easc__state)i).n > 0);
    }
    for (int i = 0; i < EASC__EVIDENCE_COUNT; i++) {
        assert_true(easc__evidence_name((easc__evidence)i).n > 0);
    }
    for (int i = 0; i < EASC__REASON_COUNT; i++) {
        easc__bytes text = easc__reason_text((easc__reason)i);
        assert_true(easc__reason_name((easc__reason)i).n > 0);
        assert_true(text.n > 0 && text.p[text.n - 1] == '.');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_device_loops_from_ten_current_failures_on_the_day_of_the_last_one),
        cmocka_unit_test(nothing_is_known_without_refusal_pass_and_acknowledgement),
        cmocka_unit_test(
            a_device_flaps_with_five_refusals_on_three_of_the_seven_days_that_end_with_the_pass),
        cmocka_unit_test(a_device_is_ok_without_refusal_and_recovered_when_settled),
        cmocka_unit_test(a_refusal_is_pending_for_less_than_a_day_and_up_to_two_of_them),
        cmocka_unit_test(first_hop_rows_stand_in_on_days_without_payload_rows),
        cmocka_unit_test(policy_free_days_count_keys_and_acknowledgements_only),
        cmocka_unit_test(failures_of_an_older_client_are_history),
        cmocka_unit_test(a_device_that_fails_says_why),
        cmocka_unit_test(the_latest_acknowledgement_decides_when_no_refusal_is_newer),
        cmocka_unit_test(an_accepted_key_provisions_when_no_refusal_is_newer),
        cmocka_unit_test(a_pass_on_a_policy_on_day_admits),
        cmocka_unit_test(a_hard_failure_fails_until_something_newer_proves_the_contrary),
        cmocka_unit_test(two_other_devices_of_its_build_prove_a_device),
        cmocka_unit_test(a_judgement_says_when_its_latest_proof_was),
        cmocka_unit_test(a_build_needs_a_version_and_a_model),
        cmocka_unit_test(the_catalogue_is_the_last_word_on_a_quiet_device),
        cmocka_unit_test(all_failures_are_counted_current_or_not),
        cmocka_unit_test(a_success_of_a_policy_free_day_stays_one),
        cmocka_unit_test(activity_and_moves_have_their_limits),
        cmocka_unit_test(active_days_can_be_set_to_none),
        cmocka_unit_test(access_is_a_state_and_the_letters_behind_it),
        cmocka_unit_test(the_latest_acknowledgement_and_access_are_shown_whatever_decides),
        cmocka_unit_test(no_device_is_no_judgement),
        cmocka_unit_test(every_outcome_state_reason_and_evidence_has_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
