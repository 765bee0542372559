/* test_gate.c - "may the policy become the default again?": every condition on both sides of its
   limit, the order in which they decide, whom the gate looks at, and its lists (contract section
   8). */
#include "judged.h"

#include "comply/coverage.h"

/* A fortnight of a server with one device that is proven. */
#define FORTNIGHT                                                                                  \
    "1 10:00:00 200 Provision V141_Pa1 id=P user=CONT\\proven\n"                                   \
    "1 10:00:01 200 Sync V141_Pk1 id=P user=CONT\\proven x=14 step=86400\n"

/* Proven, though the catalogue wants an upgrade. */
#define OLD_PHONE(id)                                                                              \
    "14 10:00:00 200 Provision V141_Pa1 id=" id " user=" id " agent=Apple-iPhone2C1/705.18\n"      \
    "14 10:00:01 200 Sync V141 id=" id " user=" id " agent=Apple-iPhone2C1/705.18\n"

enum { OPTIONS_MAX = 4 };

typedef struct option {
    const char *name;
    const char *value;
} option;

/* A story with its gate. */
typedef struct gated {
    judged all;
    easc__mailboxes *mailboxes;
    easc__gate gate;
} gated;

static void judge_gate(gated *g)
{
    easc__gate_input input = {&g->all.devices, g->all.judgements, &g->all.shard,
                              &g->all.options.terms, g->mailboxes};
    assert_true(easc__gate_judge(&input, &g->gate));
}

static void open_gate(gated *g, const char *story, const option *options, const char *mailboxes)
{
    memset(g, 0, sizeof *g);
    judged_begin(&g->all);
    for (; options && options->name; options++) {
        judged_set(&g->all, options->name, options->value);
    }
    story_tell(&g->all.shard, story);
    judged_end(&g->all);
    if (mailboxes) {
        assert_int_equal(
            easc__mailboxes_parse(easc__bytes_z(mailboxes), "mailboxes", &g->mailboxes, NULL),
            EASC_OK);
    }
    judge_gate(g);
}

static void close_gate(gated *g)
{
    easc__gate_done(&g->gate);
    easc__mailboxes_free(g->mailboxes);
    judged_done(&g->all);
}

/* "name=met" of all conditions in their order: 'y' and 'n'. */
static void met_text(const easc__gate *gate, char *to)
{
    for (int i = 0; i < EASC__CONDITION_COUNT; i++) {
        assert_int_equal(gate->conditions[i].id, i);
        to[i] = gate->conditions[i].is_met ? 'y' : 'n';
    }
    to[EASC__CONDITION_COUNT] = '\0';
}

/* In the order of the conditions: failing-users, upgrade-required, payload-rows, covered-days,
   missing-days, payload-percent, unknown-percent, proven-percent. */
typedef struct gate_case {
    const char *what;
    const char *story;
    option options[OPTIONS_MAX + 1];
    const char *verdict;
    const char *met;
} gate_case;

static size_t count_wrong(const gate_case *c)
{
    gated g;
    char met[EASC__CONDITION_COUNT + 1];
    open_gate(&g, c->story, c->options, NULL);
    met_text(&g.gate, met);
    size_t n =
        unit_wrong_text(c->what, "verdict", c->verdict, easc__gate_verdict_name(g.gate.verdict));
    n += unit_wrong_text(c->what, "met", c->met, easc__bytes_z(met));
    close_gate(&g);
    return n;
}

static void check(const gate_case *cases, size_t count)
{
    size_t wrong_rows = 0;
    for (size_t i = 0; i < count; i++) {
        wrong_rows += count_wrong(&cases[i]) > 0;
    }
    assert_int_equal(wrong_rows, 0);
}

/* --- conditions ----------------------------------------------------------------------------- */

/* long: one table */
static void every_condition_is_met_at_its_limit_and_not_beyond(void **state)
{
    (void)state;
    static const gate_case cases[] = {
        {"everything is fine", FORTNIGHT, {{NULL, NULL}}, "Ready", "yyyyyyyy"},
        {"one user fails",
         FORTNIGHT "14 10:00:00 200 Sync V141_S141 id=F user=f",
         {{"min-proven-percent", "50"}},
         "NotReady",
         "nyyyyyyy"},
        {"one user may fail",
         FORTNIGHT "14 10:00:00 200 Sync V141_S141 id=F user=f",
         {{"min-proven-percent", "50"}, {"max-failing-users", "1"}},
         "Ready",
         "yyyyyyyy"},
        {"two devices of one user are one user",
         FORTNIGHT "14 10:00:00 200 Sync V141_S141 id=F user=f\n"
                   "14 10:00:00 200 Sync V141_S141 id=G user=CONT\\F\n"
                   "14 10:00:00 200 Sync V141_S141 id=G2 user=cont\\f",
         {{"min-proven-percent", "25"}, {"max-failing-users", "2"}},
         "Ready",
         "yyyyyyyy"},
        {"one upgrade",
         FORTNIGHT "14 10:00:00 200 Sync V141_Pk1 id=U user=u agent=Apple-iPhone/705.18",
         {{"min-proven-percent", "50"}},
         "NotReady",
         "ynyyyyyy"},
        {"one upgrade may be",
         FORTNIGHT "14 10:00:00 200 Sync V141_Pk1 id=U user=u agent=Apple-iPhone/705.18",
         {{"min-proven-percent", "50"}, {"max-upgrade-required", "1"}},
         "Ready",
         "yyyyyyyy"},
        {"a proven device needs no upgrade",
         FORTNIGHT "14 10:00:00 200 Provision V141_Pa1 id=U user=u agent=Apple-iPhone/705.18\n"
                   "14 10:00:01 200 Sync V141 id=U user=u agent=Apple-iPhone/705.18",
         {{NULL, NULL}},
         "Ready",
         "yyyyyyyy"},
        {"nor does an admitted one",
         FORTNIGHT "14 10:00:01 200 Sync V141 id=U user=u agent=Apple-iPhone/705.18",
         {{"policy-on", "2011-05-14"}},
         "Ready",
         "yyyyyyyy"},
        {"nor one that is proven by its build",
         FORTNIGHT OLD_PHONE("U")
             OLD_PHONE("V") "14 10:00:00 200 Ping V141 id=W user=w agent=Apple-iPhone2C1/705.18",
         {{NULL, NULL}},
         "Ready",
         "yyyyyyyy"},
        {"as many payload rows as asked for",
         FORTNIGHT,
         {{"min-payload-rows", "15"}},
         "Ready",
         "yyyyyyyy"},
        {"one less", FORTNIGHT, {{"min-payload-rows", "16"}}, "InsufficientEvidence", "yynyyyyy"},
        {"thirteen days",
         "1 10:00:00 200 Provision V141_Pa1\n1 10:00:01 200 Sync V141 x=13 step=86400",
         {{NULL, NULL}},
         "InsufficientEvidence",
         "yyynyyyy"},
        {"thirteen suffice",
         "1 10:00:00 200 Provision V141_Pa1\n1 10:00:01 200 Sync V141 x=13 step=86400",
         {{"min-covered-days", "13"}},
         "Ready",
         "yyyyyyyy"},
        {"a day is missing",
         "1 10:00:00 200 Provision V141_Pa1\n1 10:00:01 200 Sync V141 x=13 step=86400\n"
         "15 10:00:00 200 Sync V141",
         {{NULL, NULL}},
         "InsufficientEvidence",
         "yyyynyyy"},
        {"a day may be missing",
         "1 10:00:00 200 Provision V141_Pa1\n1 10:00:01 200 Sync V141 x=13 step=86400\n"
         "15 10:00:00 200 Sync V141",
         {{"max-missing-days", "1"}},
         "Ready",
         "yyyyyyyy"},
        {"94 percent of the answers have payload",
         FORTNIGHT "14 11:00:00 200 Ping V141 id=P user=CONT\\proven x=79\n"
                   "14 12:00:00 200 Ping - id=P user=CONT\\proven x=6",
         {{NULL, NULL}},
         "InsufficientEvidence",
         "yyyyynyy"},
        {"95 percent",
         FORTNIGHT "14 11:00:00 200 Ping V141 id=P user=CONT\\proven x=80\n"
                   "14 12:00:00 200 Ping - id=P user=CONT\\proven x=5",
         {{NULL, NULL}},
         "Ready",
         "yyyyyyyy"},
        {"one of four is unknown",
         FORTNIGHT "14 10:00:00 200 Ping V141 id=A user=a\n"
                   "14 10:00:00 200 Sync V141_Pk1 id=B user=b\n"
                   "14 10:00:00 200 Sync V141_Pk1 id=C user=c",
         {{"min-proven-percent", "25"}, {"max-unknown-percent", "24.9999"}},
         "InsufficientEvidence",
         "yyyyyyny"},
        {"one of four may be",
         FORTNIGHT "14 10:00:00 200 Ping V141 id=A user=a\n"
                   "14 10:00:00 200 Sync V141_Pk1 id=B user=b\n"
                   "14 10:00:00 200 Sync V141_Pk1 id=C user=c",
         {{"min-proven-percent", "25"}, {"max-unknown-percent", "25"}},
         "Ready",
         "yyyyyyyy"},
        {"one of four is proven",
         FORTNIGHT "14 10:00:00 200 Sync V141_Pk1 id=A user=a\n"
                   "14 10:00:00 200 Sync V141_Pk1 id=B user=b\n"
                   "14 10:00:00 200 Sync V141_Pk1 id=C user=c",
         {{"min-proven-percent", "25.0001"}},
         "InsufficientEvidence",
         "yyyyyyyn"},
    };
    check(cases, UNIT_COUNT(cases));
}

static void the_first_condition_that_is_not_met_decides(void **state)
{
    (void)state;
    static const gate_case cases[] = {
        {"failing before the rest",
         "14 10:00:00 200 Sync V141_S141 id=F user=f",
         {{NULL, NULL}},
         "NotReady",
         "nyynyyyn"},
        {"upgrade before the rest",
         "14 10:00:00 200 Ping - id=U user=u agent=Apple-iPhone/705.18",
         {{NULL, NULL}},
         "NotReady",
         "ynnnynnn"},
        {"the rest",
         "14 10:00:00 200 Ping - id=U user=u",
         {{NULL, NULL}},
         "InsufficientEvidence",
         "yynnynnn"},
        {"nothing at all", "", {{NULL, NULL}}, "InsufficientEvidence", "yynnyyyn"},
        {"rows without devices",
         "1 10:00:00 401 Sync - user=- x=14 step=86400",
         {{NULL, NULL}},
         "InsufficientEvidence",
         "yynyyyyn"},
        {"nothing asked for, nothing there",
         "",
         {{"min-payload-rows", "0"}, {"min-covered-days", "0"}, {"min-proven-percent", "0"}},
         "Ready",
         "yyyyyyyy"},
    };
    check(cases, UNIT_COUNT(cases));
}

static void without_anything_the_figures_are_plain_numbers(void **state)
{
    (void)state;
    static const double figures[EASC__CONDITION_COUNT] = {0, 0, 0, 0, 0, 100, 0, 0};
    static const double limits[EASC__CONDITION_COUNT] = {0, 0, 1, 14, 0, 95, 5, 80};
    gated g;
    open_gate(&g, "", NULL, NULL);
    for (int i = 0; i < EASC__CONDITION_COUNT; i++) {
        assert_true(g.gate.conditions[i].figure == figures[i]);
        assert_true(g.gate.conditions[i].limit == limits[i]);
    }
    assert_int_equal(g.gate.active_devices, 0);
    assert_false(g.gate.has_mailboxes);
    close_gate(&g);
}

static void conditions_have_the_names_and_directions_of_the_contract(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool is_at_most;
        bool is_percent;
        easc__gate_verdict otherwise;
    } rows[EASC__CONDITION_COUNT] = {
        {"failing-users", true, false, EASC__GATE_NOT_READY},
        {"upgrade-required", true, false, EASC__GATE_NOT_READY},
        {"payload-rows", false, false, EASC__GATE_INSUFFICIENT_EVIDENCE},
        {"covered-days", false, false, EASC__GATE_INSUFFICIENT_EVIDENCE},
        {"missing-days", true, false, EASC__GATE_INSUFFICIENT_EVIDENCE},
        {"payload-percent", false, true, EASC__GATE_INSUFFICIENT_EVIDENCE},
        {"unknown-percent", true, true, EASC__GATE_INSUFFICIENT_EVIDENCE},
        {"proven-percent", false, true, EASC__GATE_INSUFFICIENT_EVIDENCE},
    };
    gated g;
    open_gate(&g, "", NULL, NULL);
    for (int i = 0; i < EASC__CONDITION_COUNT; i++) {
        const easc__condition *c = &g.gate.conditions[i];
        assert_int_equal(
            unit_wrong_text("condition", "name", rows[i].name, easc__condition_name(c->id)), 0);
        assert_true(easc__condition_text(c->id).n > 0);
        assert_int_equal(c->is_at_most, rows[i].is_at_most);
        assert_int_equal(c->is_percent, rows[i].is_percent);
        assert_int_equal(c->otherwise, rows[i].otherwise);
    }
    close_gate(&g);
}

typedef struct percent_case {
    const char *limit;
    uint64_t payload;
    uint64_t first_hop;
    bool is_met;
} percent_case;

static void percentages_are_compared_exactly(void **state)
{
    (void)state;
    static const percent_case cases[] = {
        {"95", 949999, 1000000, false},
        {"95", 950000, 1000000, true},
        {"94.9999", 949999, 1000000, true},
        {"94.9999", 949998, 1000000, false},
        {"33.3334", 1, 3, false},
        {"33.3333", 1, 3, true},
        {"100", 999999999, 1000000000, false},
        {"100", 1000000000, 1000000000, true},
        {"100", 1000000001, 1000000000, true}, /* at most 100 */
        {"100", 5, 0, true},                   /* 100 without any */
        {"0", 0, 10, true},
        {"0.0001", 0, 10, false},
    };
    size_t wrong_rows = 0;
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        gated g;
        option options[] = {{"min-payload-percent", cases[i].limit}, {NULL, NULL}};
        open_gate(&g, FORTNIGHT, options, NULL);
        easc__gate_done(&g.gate);
        g.all.shard.totals.payload_rows_2xx = cases[i].payload;
        g.all.shard.totals.first_hop_rows_2xx = cases[i].first_hop;
        judge_gate(&g);
        const easc__condition *c = &g.gate.conditions[EASC__CONDITION_PAYLOAD_PERCENT];
        wrong_rows += unit_wrong_number(cases[i].limit, "met", cases[i].is_met, c->is_met);
        assert_true(c->figure >= 0 && c->figure <= 100);
        close_gate(&g);
    }
    assert_int_equal(wrong_rows, 0);
}

/* --- coverage ------------------------------------------------------------------------------- */

typedef struct coverage_case {
    const char *what;
    const char *story;
    option options[OPTIONS_MAX + 1];
    uint64_t servers;
    uint64_t fewest_days;
    uint64_t missing_days;
} coverage_case;

static size_t count_wrong_coverage(const coverage_case *c)
{
    gated g;
    easc__server_days *servers;
    easc__coverage_sums sums;
    size_t count;
    open_gate(&g, c->story, c->options, NULL);
    const easc__terms *terms = &g.all.options.terms;
    assert_true(easc__coverage_list(&g.all.shard, terms, &servers, &count));
    assert_true(easc__coverage_sum(&g.all.shard, terms, &sums));
    size_t n = unit_wrong_number(c->what, "servers", (int64_t)c->servers, (int64_t)count);
    n += unit_wrong_number(c->what, "fewest days", (int64_t)c->fewest_days,
                           (int64_t)sums.fewest_days);
    n += unit_wrong_number(c->what, "missing days", (int64_t)c->missing_days,
                           (int64_t)sums.missing_days);
    easc__free(servers);
    close_gate(&g);
    return n;
}

#define DAYS(from, count) from " 10:00:00 200 Sync V141 x=" count " step=86400\n"
#define PROBE(from, count)                                                                         \
    from " 10:00:00 200 Sync V141 x=" count " step=86400 user=HealthMailboxabcdef0\n"

/* long: one table */
static void days_are_missing_from_a_servers_first_day_to_the_last_of_the_window(void **state)
{
    (void)state;
    static const coverage_case cases[] = {
        {"nothing", "", {{NULL, NULL}}, 0, 0, 0},
        {"one day", DAYS("10", "1"), {{NULL, NULL}}, 1, 1, 0},
        {"a hole of two", DAYS("10", "2") DAYS("14", "1"), {{NULL, NULL}}, 1, 3, 2},
        {"a server that came late",
         DAYS("1", "14") "12 10:00:00 200 Sync V141 server=B x=3 step=86400",
         {{NULL, NULL}},
         2,
         3,
         0},
        {"a server that went early",
         DAYS("1", "14") "1 10:00:00 200 Sync V141 server=B x=3 step=86400",
         {{NULL, NULL}},
         2,
         3,
         11},
        {"summed over servers",
         DAYS("1", "14") "1 10:00:00 200 Sync V141 server=B\n13 10:00:00 200 Sync V141 server=C",
         {{NULL, NULL}},
         3,
         1,
         14},
        {"servers are told apart with case",
         DAYS("1", "2") "2 10:00:00 200 Sync V141 server=cas01",
         {{NULL, NULL}},
         2,
         1,
         0},
        {"monitoring covers a day",
         DAYS("1", "1") PROBE("2", "3") DAYS("5", "1"),
         {{NULL, NULL}},
         1,
         5,
         0},
        {"monitoring before the first row begins the server",
         PROBE("1", "1") DAYS("3", "1"),
         {{NULL, NULL}},
         1,
         2,
         1},
        {"monitoring does not move the end of the window",
         DAYS("1", "1") PROBE("9", "1"),
         {{NULL, NULL}},
         1,
         2,
         0},
        {"a server that was only probed does not count",
         DAYS("1", "3") "1 10:00:00 200 Sync V141 server=B method=GET",
         {{NULL, NULL}},
         1,
         3,
         0},
        {"nothing but probes", PROBE("1", "3"), {{NULL, NULL}}, 0, 0, 0},
        {"a 401 covers a day",
         "1 10:00:00 401 Sync - user=-\n2 10:00:00 200 Sync V141",
         {{NULL, NULL}},
         1,
         2,
         0},
        {"a gap is excused without case",
         DAYS("10", "2") DAYS("14", "1"),
         {{"accept-gap", "cas01=2011-05-12..2011-05-13"}},
         1,
         3,
         0},
        {"a part of it",
         DAYS("10", "2") DAYS("14", "1"),
         {{"accept-gap", "CAS01=2011-05-13..2011-05-20"}},
         1,
         3,
         1},
        {"gaps add up and may overlap",
         DAYS("10", "1") DAYS("14", "1"),
         {{"accept-gap", "CAS01=2011-05-11..2011-05-12"},
          {"accept-gap", "CAS01=2011-05-12..2011-05-13"}},
         1,
         2,
         0},
        {"from a day on",
         DAYS("1", "3") "9 10:00:00 200 Ping V141 server=B",
         {{"accept-gap", "CAS01=2011-05-05"}},
         2,
         1,
         1},
        {"another server's gap excuses nothing",
         DAYS("10", "1") DAYS("12", "1"),
         {{"accept-gap", "CAS02=2011-05-11"}},
         1,
         2,
         1},
        {"one day, both ends the same",
         DAYS("10", "1") DAYS("12", "1"),
         {{"accept-gap", "CAS01=2011-05-11..2011-05-11"}},
         1,
         2,
         0},
        {"years are counted",
         "2001-01-01 10:00:00 200 Sync V141\n2011-01-01 10:00:00 200 Sync V141",
         {{NULL, NULL}},
         1,
         2,
         3651},
        {"a server without a name",
         "1 10:00:00 200 Sync V141 server=-\n3 10:00:00 200 Sync V141 server=-",
         {{NULL, NULL}},
         1,
         2,
         1},
    };
    size_t wrong_rows = 0;
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        wrong_rows += count_wrong_coverage(&cases[i]) > 0;
    }
    assert_int_equal(wrong_rows, 0);
}

/* --- whom the gate looks at ----------------------------------------------------------------- */

static void expect_users(const char *what, const char *expected, const easc__bytes *users,
                         size_t count)
{
    easc__text text = easc__text_init(0);
    for (size_t i = 0; i < count; i++) {
        easc__text_add(&text, users[i]);
        easc__text_add_char(&text, ' ');
    }
    size_t wrong = unit_wrong_text(what, "list", expected, easc__text_view(&text));
    easc__text_done(&text);
    assert_int_equal(wrong, 0);
}

/* The ids of devices of a list. */
static void expect_devices(const gated *g, const char *expected, const size_t *list, size_t count)
{
    easc__text text = easc__text_init(0);
    for (size_t i = 0; i < count; i++) {
        easc__text_add(&text, g->all.devices.items[list[i]].id);
        easc__text_add_char(&text, ' ');
    }
    size_t wrong = unit_wrong_text("devices", "list", expected, easc__text_view(&text));
    easc__text_done(&text);
    assert_int_equal(wrong, 0);
}

static void inactive_and_moved_devices_are_not_looked_at(void **state)
{
    (void)state;
    gated g;
    open_gate(&g,
              FORTNIGHT "2011-04-14 10:00:00 200 Sync V141_S141 id=Late user=late\n"
                        "2011-04-14 10:00:01 200 Sync V141_S141 id=Just user=just\n"
                        "9 10:00:00 200 Sync V141_S141 id=Moved user=moved\n"
                        "9 10:00:01 451 Sync V141 id=Moved user=moved\n"
                        "14 10:00:01 200 Ping V141 id=P user=CONT\\proven",
              NULL, NULL);
    assert_int_equal(g.gate.active_devices, 2);
    assert_int_equal(g.gate.evidence[EASC__EVIDENCE_FAILING], 1);
    assert_int_equal(g.gate.evidence[EASC__EVIDENCE_PROVEN], 1);
    expect_users("failing", "just ", g.gate.failing_users, g.gate.failing_user_count);
    assert_int_equal(g.gate.unmatched_count, 0);
    assert_int_equal(g.gate.unseen_count, 0);
    close_gate(&g);
}

static void lists_are_sorted_without_case_and_name_users_once_with_the_greater_bytes(void **state)
{
    (void)state;
    gated g;
    open_gate(&g,
              "14 10:00:00 200 Sync V141_S141 id=1 user=Zoe\n"
              "14 10:00:00 200 Sync V141_S141 id=2 user=bob\n"
              "14 10:00:00 200 Sync V141_S141 id=3 user=BOB\n"
              "14 10:00:00 200 Sync V141_S141 id=4 user=anna\n"
              "14 10:00:00 200 Sync V141_S141 id=5 user=-\n"
              "14 10:00:00 200 Ping V141 id=8 user=Xaver\n"
              "14 10:00:00 200 Ping V141 id=7 user=paul\n"
              "14 10:00:00 200 Ping V141 id=6 user=paul agent=Apple-iPhone/705.18",
              NULL, NULL);
    expect_users("failing", " anna bob Zoe ", g.gate.failing_users, g.gate.failing_user_count);
    expect_devices(&g, "6 7 8 ", g.gate.unknown, g.gate.unknown_count);
    expect_devices(&g, "6 ", g.gate.upgrades, g.gate.upgrade_count);
    assert_int_equal(g.gate.conditions[EASC__CONDITION_FAILING_USERS].numerator, 4);
    close_gate(&g);
}

#define HEADER                                                                                     \
    "SamAccountName,PrimarySmtpAddress,Alias,LinkedMasterAccount,ActiveSyncEnabled,"               \
    "ActiveSyncMailboxPolicy,ActiveSyncMailboxPolicyIsDefaulted,HasActiveSyncDevicePartnership\n"

typedef struct scope_case {
    const char *what;
    const char *user;
    const char *mailbox;
    bool is_in_scope;
    bool is_unmatched;
} scope_case;

static void mailboxes_say_whom_the_policy_would_concern(void **state)
{
    (void)state;
    static const scope_case cases[] = {
        {"defaulted", "CONT\\jan", "jan,,,,True,Default,True,True", true, false},
        {"a policy of its own", "CONT\\jan", "jan,,,,True,Pilot,False,True", false, false},
        {"a policy, and not said whether it is the default", "CONT\\jan", "jan,,,,True,Pilot,,True",
         false, false},
        {"no policy named", "CONT\\jan", "jan,,,,True,,False,True", true, false},
        {"ActiveSync is off", "CONT\\jan", "jan,,,,False,,True,True", false, false},
        {"not said", "CONT\\jan", "jan,,,,,,,", true, false},
        {"another case", "cont\\JAN", "Jan,,,,False,,,", false, false},
        {"by alias", "CONT\\jan", "xx,,jan,,False,,,", false, false},
        {"by local part of the address", "CONT\\jan", "xx,jan@cont.nl,yy,,False,,,", false, false},
        {"by address", "jan@cont.nl", "xx,JAN@cont.nl,yy,,False,,,", false, false},
        {"by linked account", "CONT\\jan", "xx,a@b.c,yy,cont\\jan,False,,,", false, false},
        {"the linked account whole only", "OTHER\\jan", "xx,a@b.c,yy,cont\\jan,False,,,", true,
         true},
        {"unmatched", "CONT\\eva", "jan,,,,False,,,", true, true},
        {"one of two rows suffices", "CONT\\jan", "jan,,,,False,,,\njan,,,,True,,,", true, false},
        {"the first column that knows decides", "CONT\\jan", "jan,,,,False,,,\nxx,,jan,,True,,,",
         false, false},
    };
    size_t wrong_rows = 0;
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        gated g;
        char story[256];
        char mailboxes[512];
        (void)snprintf(story, sizeof story, "14 10:00:00 200 Sync V141_S141 user=%s",
                       cases[i].user);
        (void)snprintf(mailboxes, sizeof mailboxes, HEADER "%s\n", cases[i].mailbox);
        open_gate(&g, story, NULL, mailboxes);
        wrong_rows += unit_wrong_number(cases[i].what, "in scope", cases[i].is_in_scope,
                                        g.gate.is_in_scope[0]);
        wrong_rows += unit_wrong_number(cases[i].what, "failing users", cases[i].is_in_scope,
                                        (int64_t)g.gate.failing_user_count);
        wrong_rows += unit_wrong_number(cases[i].what, "unmatched", cases[i].is_unmatched,
                                        (int64_t)g.gate.unmatched_count);
        assert_true(g.gate.has_mailboxes);
        close_gate(&g);
    }
    assert_int_equal(wrong_rows, 0);
}

static void a_moved_device_of_a_known_mailbox_is_looked_at(void **state)
{
    (void)state;
    static const char story[] = "9 10:00:00 200 Sync V141_S141 user=CONT\\jan id=A\n"
                                "9 10:00:01 451 Sync V141 user=CONT\\jan id=A\n"
                                "9 10:00:00 200 Sync V141_S141 user=CONT\\eva id=B\n"
                                "9 10:00:01 451 Sync V141 user=CONT\\eva id=B";
    gated g;
    open_gate(&g, story, NULL, HEADER "jan,,,,,,,\n");
    expect_users("failing", "CONT\\jan ", g.gate.failing_users, g.gate.failing_user_count);
    assert_int_equal(g.gate.active_devices, 1);
    assert_int_equal(g.gate.unmatched_count, 0);
    close_gate(&g);
}

static void unmatched_and_unseen_users_are_listed(void **state)
{
    (void)state;
    static const char mailboxes[] =
        HEADER "jan,,,,True,,,True\n"              /* has a device */
               "old,,,,True,,,True\n"              /* has one that is not active any more */
               "gone,Gone@cont.nl,,,True,,,True\n" /* has none */
               "zed,,,,True,,,$true\n"             /* nor has he */
               "off,,,,False,,,True\n"             /* not in scope */
               "never,,,,True,,,False\n"           /* no partnership */
               "ZED,,,,True,,,True\n";             /* twice in the file */
    static const char story[] = "14 10:00:00 200 Ping V141 user=CONT\\jan id=A\n"
                                "2011-01-01 10:00:00 200 Ping V141 user=CONT\\old id=B\n"
                                "14 10:00:00 200 Ping V141 user=CONT\\who id=C\n"
                                "14 10:00:00 200 Ping V141 user=cont\\WHO id=D\n"
                                "2011-01-01 10:00:00 200 Ping V141 user=CONT\\past id=E\n"
                                "14 10:00:00 200 Ping V141 user=- id=F";
    gated g;
    open_gate(&g, story, NULL, mailboxes);
    expect_users("unmatched", " cont\\WHO ", g.gate.unmatched_users, g.gate.unmatched_count);
    expect_users("unseen", "Gone@cont.nl zed ", g.gate.unseen_users, g.gate.unseen_count);
    assert_int_equal(g.gate.active_devices, 4);
    close_gate(&g);
}

static void payload_and_coverage_are_about_the_whole_input(void **state)
{
    (void)state;
    gated g;
    open_gate(&g,
              FORTNIGHT "14 12:00:00 200 Ping V141 id=X user=CONT\\off x=10\n"
                        "14 13:00:00 401 Sync V141 user=-",
              NULL, HEADER "off,,,,False,,,\nproven,,,,,,,\n");
    assert_int_equal(g.gate.conditions[EASC__CONDITION_PAYLOAD_ROWS].numerator, 26);
    assert_int_equal(g.gate.active_devices, 1);
    assert_int_equal(g.gate.verdict, EASC__GATE_READY);
    close_gate(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_condition_is_met_at_its_limit_and_not_beyond),
        cmocka_unit_test(the_first_condition_that_is_not_met_decides),
        cmocka_unit_test(without_anything_the_figures_are_plain_numbers),
        cmocka_unit_test(conditions_have_the_names_and_directions_of_the_contract),
        cmocka_unit_test(percentages_are_compared_exactly),
        cmocka_unit_test(days_are_missing_from_a_servers_first_day_to_the_last_of_the_window),
        cmocka_unit_test(inactive_and_moved_devices_are_not_looked_at),
        cmocka_unit_test(lists_are_sorted_without_case_and_name_users_once_with_the_greater_bytes),
        cmocka_unit_test(mailboxes_say_whom_the_policy_would_concern),
        cmocka_unit_test(a_moved_device_of_a_known_mailbox_is_looked_at),
        cmocka_unit_test(unmatched_and_unseen_users_are_listed),
        cmocka_unit_test(payload_and_coverage_are_about_the_whole_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
