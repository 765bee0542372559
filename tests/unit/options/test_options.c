/* test_options.c - every option with values that are taken and values that are refused, by the
   names of the command line; what repeats, what the last one decides, and what only all together
   show. */
#include "options/options.h"
#include "support/unit.h"

#include <stdio.h>

static easc_status set(easc__options *options, const char *name, const char *value,
                       easc__error *error)
{
    return easc__options_set(options, easc__bytes_z(name), easc__bytes_z(value), error);
}

static void expect_set(easc__options *options, const char *name, const char *value)
{
    easc__error error = {0};
    if (set(options, name, value, &error) != EASC_OK) {
        fail_msg("%s", error.message);
    }
}

typedef struct option_case {
    const char *name;
    const char *value;
} option_case;

/* --- good and bad --------------------------------------------------------------------------- */

static const option_case good_cases[] = {
    {"since", "2011-05-06"},
    {"since", "2011-05-06T11:30:00Z"},
    {"since", "2011-05-06 11:30:00"},
    {"since", "2011-05-06T11:30:00+02:00"},
    {"until", "9999-12-31"},
    {"until", "1601-01-01"},
    {"server", "CAS01"},
    {"server", "name with blanks"},
    {"exclude-server", "x"},
    {"user", "CONT\\jan"},
    {"user", ""},
    {"device", "ApplABC"},
    {"include-monitoring", ""},
    {"include-monitoring", "true"},
    {"include-monitoring", "FALSE"},
    {"assume-fields", "auto"},
    {"assume-fields", "AUTO"},
    {"assume-fields", "date time cs-uri-stem"},
    {"assume-fields", "date,time,cs-uri-stem,cs(User-Agent)"},
    {"active-days", "0"},
    {"active-days", "36500"},
    {"policy-off", "2011-05-06"},
    {"policy-off", "2011-05-06.."},
    {"policy-off", "2011-05-06..2011-05-06"},
    {"policy-on", "2011-05-06..2011-05-18"},
    {"accept-gap", "CAS01=2011-05-03..2011-05-04"},
    {"accept-gap", "CAS01=2011-05-03"},
    {"accept-gap", "a=b=2011-05-03"},
    {"mailboxes", "C:\\m.csv"},
    {"identity-map", "C:\\p.csv"},
    {"vip", "C:\\vip.txt"},
    {"policy", "C:\\policy.xml"},
    {"policy-name", "Default"},
    {"catalogue", "logo-2011"},
    {"language", "nl"},
    {"language", "EN"},
    {"threads", "0"},
    {"threads", "256"},
    {"chunk-bytes", "1"},
    {"chunk-bytes", "1073741824"},
    {"max-failing-users", "0"},
    {"max-failing-users", "1000000000"},
    {"max-upgrade-required", "7"},
    {"min-payload-rows", "12.0"},
    {"min-covered-days", "14"},
    {"max-missing-days", "0"},
    {"min-payload-percent", "100"},
    {"min-payload-percent", "97.5"},
    {"max-unknown-percent", "0.0001"},
    {"min-proven-percent", "99.9999"},
    {"min-proven-percent", "100.0000"},
};

static void good_values_are_taken(void **state)
{
    (void)state;
    for (size_t i = 0; i < UNIT_COUNT(good_cases); i++) {
        easc__options options;
        easc__options_init(&options);
        expect_set(&options, good_cases[i].name, good_cases[i].value);
        assert_int_equal(options.setting_count, 1);
        easc__options_done(&options);
    }
}

static const option_case bad_cases[] = {
    {"since", ""},
    {"since", "yesterday"},
    {"since", "2011-02-29"},
    {"since", "2011-05-06T"},
    {"since", "2011-05-06T24:00:00"},
    {"until", "06.05.2011"},
    {"server", ""},
    {"exclude-server", ""},
    {"device", ""},
    {"include-monitoring", "yes"},
    {"assume-fields", ""},
    {"assume-fields", "date time"},
    {"assume-fields", "cs-uri-stem"},
    {"active-days", ""},
    {"active-days", "-1"},
    {"active-days", "36501"},
    {"active-days", "30 "},
    {"policy-off", ""},
    {"policy-off", "2011-05-06."},
    {"policy-off", "2011-05-06..."},
    {"policy-off", "2011-05-06-2011-05-07"},
    {"policy-off", "2011-05-06..2011-05-05"},
    {"policy-off", "..2011-05-05"},
    {"policy-off", "2011-05-06..2011-05-07 "},
    {"policy-on", "2011-5-6"},
    {"policy-on", "2011-13-06"},
    {"accept-gap", ""},
    {"accept-gap", "CAS01"},
    {"accept-gap", "2011-05-03"},
    {"accept-gap", "=2011-05-03"},
    {"accept-gap", "CAS01="},
    {"accept-gap", "CAS01=2011-05-03..2011-05-02"},
    {"mailboxes", ""},
    {"vip", ""},
    {"policy", ""},
    {"policy-name", ""},
    {"identity-map", ""},
    {"catalogue", ""},
    {"language", ""},
    {"language", "fr"},
    {"language", "nl-NL"},
    {"threads", "257"},
    {"threads", "two"},
    {"chunk-bytes", "0"},
    {"chunk-bytes", "1073741825"},
    {"max-failing-users", ""},
    {"max-failing-users", "-1"},
    {"max-failing-users", "1.5"},
    {"max-failing-users", "1000000001"},
    {"min-covered-days", "18446744073709551616"},
    {"min-payload-percent", "100.0001"},
    {"min-payload-percent", "101"},
    {"min-payload-percent", "95%"},
    {"min-payload-percent", "95."},
    {"min-payload-percent", ".5"},
    {"min-payload-percent", "95,5"},
    {"min-payload-percent", "95.00001"},
    {"min-payload-percent", "95.5.5"},
    {"max-unknown-percent", "1e1"},
    {"min-proven-percent", " 80"},
    {"no-such-option", "1"},
    {"Since", "2011-05-06"},
    {"", ""},
    {"--since", "2011-05-06"},
};

static void bad_values_are_refused_with_the_name_the_value_and_a_hint(void **state)
{
    (void)state;
    for (size_t i = 0; i < UNIT_COUNT(bad_cases); i++) {
        easc__options options;
        easc__error error = {0};
        char head[160];
        easc__options_init(&options);
        easc_status status = set(&options, bad_cases[i].name, bad_cases[i].value, &error);
        if (status != EASC_E_ARGUMENT) {
            fail_msg("--%s %s: status %d", bad_cases[i].name, bad_cases[i].value, (int)status);
        }
        (void)snprintf(head, sizeof head, "--%s %s: ", bad_cases[i].name, bad_cases[i].value);
        assert_memory_equal(error.message, head, strlen(head));
        assert_true(strlen(error.message) > strlen(head) + 10);
        assert_int_equal(set(&options, bad_cases[i].name, bad_cases[i].value, NULL),
                         EASC_E_ARGUMENT);
        easc__options_done(&options);
    }
}

static void a_refused_value_changes_nothing(void **state)
{
    (void)state;
    easc__options options;
    easc__options fresh;
    easc__options_init(&options);
    easc__options_init(&fresh);
    for (size_t i = 0; i < UNIT_COUNT(bad_cases); i++) {
        assert_int_not_equal(set(&options, bad_cases[i].name, bad_cases[i].value, NULL), EASC_OK);
    }
    assert_int_equal(options.setting_count, 0);
    assert_int_equal(options.terms.off_count + options.terms.on_count + options.terms.gap_count, 0);
    assert_int_equal(options.servers.count + options.users.count + options.devices.count, 0);
    assert_int_equal(options.assume, EASC__ASSUME_NOTHING);
    assert_int_equal(options.selection.since_s, EASC__NO_TIME);
    assert_int_equal(options.selection.until_s, INT64_MAX);
    assert_int_equal(options.terms.active_days, fresh.terms.active_days);
    assert_memory_equal(options.terms.limits, fresh.terms.limits, sizeof fresh.terms.limits);
    easc__options_done(&options);
    easc__options_done(&fresh);
}

static void messages_of_hostile_values_are_one_valid_line(void **state)
{
    (void)state;
    char value[5000];
    easc__options options;
    easc__error error = {0};
    easc__options_init(&options);
    memset(value, '\xE2', sizeof value);
    memcpy(value, "a\nb\x1b[0m\xC3", 8);
    assert_int_equal(easc__options_set(&options, EASC__LIT("since"),
                                       easc__bytes_of(value, sizeof value), &error),
                     EASC_E_ARGUMENT);
    assert_null(strchr(error.message, '\n'));
    assert_null(strchr(error.message, '\x1b'));
    assert_true(easc__is_utf8(easc__bytes_z(error.message)));
    easc__options_done(&options);
}

/* --- values --------------------------------------------------------------------------------- */

typedef struct limit_case {
    const char *name;
    easc__condition_id id;
    const char *value;
    uint64_t limit; /* in ten-thousandths */
} limit_case;

static void limits_have_up_to_four_decimals(void **state)
{
    (void)state;
    static const limit_case cases[] = {
        {"max-failing-users", EASC__CONDITION_FAILING_USERS, "3", 30000},
        {"max-upgrade-required", EASC__CONDITION_UPGRADE_REQUIRED, "2.0000", 20000},
        {"min-payload-rows", EASC__CONDITION_PAYLOAD_ROWS, "1000000000", 10000000000000},
        {"min-covered-days", EASC__CONDITION_COVERED_DAYS, "0030", 300000},
        {"max-missing-days", EASC__CONDITION_MISSING_DAYS, "1", 10000},
        {"min-payload-percent", EASC__CONDITION_PAYLOAD_PERCENT, "97.5", 975000},
        {"min-payload-percent", EASC__CONDITION_PAYLOAD_PERCENT, "97.05", 970500},
        {"max-unknown-percent", EASC__CONDITION_UNKNOWN_PERCENT, "0.0001", 1},
        {"min-proven-percent", EASC__CONDITION_PROVEN_PERCENT, "99.9999", 999999},
    };
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        easc__options options;
        easc__options_init(&options);
        expect_set(&options, cases[i].name, cases[i].value);
        assert_int_equal(options.terms.limits[cases[i].id], cases[i].limit);
        assert_true(easc__equal(easc__limit_option(cases[i].id), easc__bytes_z(cases[i].name)));
        easc__options_done(&options);
    }
}

static void the_defaults_are_those_of_the_contract(void **state)
{
    (void)state;
    static const uint64_t limits[EASC__CONDITION_COUNT] = {0, 0, 1, 14, 0, 95, 5, 80};
    easc__options options;
    easc__options_init(&options);
    for (int i = 0; i < EASC__CONDITION_COUNT; i++) {
        assert_int_equal(options.terms.limits[i], limits[i] * EASC__LIMIT_UNIT);
    }
    assert_int_equal(options.terms.active_days, 30);
    assert_int_equal(options.threads, 0);
    assert_false(options.selection.include_monitoring);
    assert_int_equal(options.assume, EASC__ASSUME_NOTHING);
    easc__options_done(&options);
}

static void times_are_utc(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        const char *same;
    } cases[] = {{"2011-05-06", "2011-05-06T00:00:00Z"},
                 {"2011-05-06 11:30:00", "2011-05-06T11:30:00Z"},
                 {"2011-05-06T11:30:00+02:00", "2011-05-06T09:30:00Z"},
                 {"2011-05-06T00:30:00-01:00", "2011-05-06T01:30:00Z"}};
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        easc__options options;
        easc__options_init(&options);
        expect_set(&options, "since", cases[i].value);
        expect_set(&options, "until", cases[i].same);
        assert_int_equal(options.selection.since_s, options.selection.until_s);
        easc__options_done(&options);
    }
}

static void of_most_options_the_last_value_counts(void **state)
{
    (void)state;
    easc__options options;
    easc__options_init(&options);
    expect_set(&options, "since", "2011-05-06");
    expect_set(&options, "since", "1970-01-02");
    expect_set(&options, "threads", "4");
    expect_set(&options, "threads", "0");
    expect_set(&options, "chunk-bytes", "1");
    expect_set(&options, "chunk-bytes", "77");
    expect_set(&options, "active-days", "5");
    expect_set(&options, "active-days", "7");
    expect_set(&options, "include-monitoring", "");
    expect_set(&options, "include-monitoring", "false");
    expect_set(&options, "catalogue", "a");
    expect_set(&options, "catalogue", "b");
    expect_set(&options, "min-proven-percent", "1");
    expect_set(&options, "min-proven-percent", "2");
    expect_set(&options, "assume-fields", "auto");
    expect_set(&options, "assume-fields", "time cs-uri-stem");
    assert_int_equal(options.selection.since_s, EASC__DAY_SECONDS);
    assert_int_equal(options.threads, 0);
    assert_int_equal(options.terms.active_days, 7);
    assert_false(options.selection.include_monitoring);
    assert_true(easc__equal(options.catalogue, EASC__LIT("b")));
    assert_int_equal(options.terms.limits[EASC__CONDITION_PROVEN_PERCENT], 2 * EASC__LIMIT_UNIT);
    assert_int_equal(options.assume, EASC__ASSUME_NAMES);
    assert_int_equal(options.assumed.column_count, 2);
    assert_int_equal(options.chunk_bytes, 77);
    assert_int_equal(options.setting_count, 16);
    easc__options_done(&options);
}

static void some_options_add_up(void **state)
{
    (void)state;
    enum { TIMES = 20 };
    static const char *const names[] = {"server", "exclude-server", "user", "device"};
    easc__options options;
    easc__options_init(&options);
    for (int i = 0; i < TIMES; i++) {
        for (size_t n = 0; n < UNIT_COUNT(names); n++) {
            expect_set(&options, names[n], "x");
        }
        expect_set(&options, "policy-off", "2011-05-06..2011-05-07");
        expect_set(&options, "policy-on", "2011-06-06..2011-06-07");
        expect_set(&options, "accept-gap", "CAS01=2011-05-06");
    }
    assert_int_equal(options.selection.server_count, TIMES);
    assert_ptr_equal(options.selection.servers, options.servers.items);
    assert_int_equal(options.selection.excluded_count, TIMES);
    assert_int_equal(options.users.count, TIMES);
    assert_int_equal(options.devices.count, TIMES);
    assert_int_equal(options.terms.off_count, TIMES);
    assert_int_equal(options.terms.on_count, TIMES);
    assert_int_equal(options.terms.gap_count, TIMES);
    assert_int_equal(options.terms.gaps[0].period.to, INT32_MAX);
    assert_int_equal(options.setting_count, TIMES * (UNIT_COUNT(names) + 3));
    easc__options_done(&options);
}

static void values_outlive_the_callers_memory(void **state)
{
    (void)state;
    char name[] = "server";
    char value[] = "CAS01";
    easc__options options;
    easc__options_init(&options);
    expect_set(&options, name, value);
    memset(name, 'x', sizeof name - 1);
    memset(value, 'x', sizeof value - 1);
    assert_true(easc__equal(options.servers.items[0], EASC__LIT("CAS01")));
    assert_true(easc__equal(options.settings[0].name, EASC__LIT("server")));
    easc__options_done(&options);
}

/* --- periods -------------------------------------------------------------------------------- */

static void periods_read_as_they_were_set(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        const char *text;
    } cases[] = {{"2011-05-06", "2011-05-06.."},
                 {"2011-05-06..", "2011-05-06.."},
                 {"2011-05-06..2011-05-18", "2011-05-06..2011-05-18"},
                 {"1601-01-01..9999-12-31", "1601-01-01..9999-12-31"}};
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        easc__options options;
        easc__text text = easc__text_init(0);
        easc__options_init(&options);
        expect_set(&options, "policy-off", cases[i].value);
        easc__period_text(&options.terms.policy_off[0], &text);
        assert_int_equal(
            unit_wrong_text(cases[i].value, "text", cases[i].text, easc__text_view(&text)), 0);
        easc__text_done(&text);
        easc__options_done(&options);
    }
}

typedef struct check_case {
    option_case first;
    option_case second;
    easc_status status;
} check_case;

static void policy_on_and_policy_off_share_no_day(void **state)
{
    (void)state;
    static const check_case cases[] = {
        {{"policy-off", "2011-05-01..2011-05-03"},
         {"policy-on", "2011-05-04..2011-05-05"},
         EASC_OK},
        {{"policy-off", "2011-05-01..2011-05-04"},
         {"policy-on", "2011-05-04..2011-05-05"},
         EASC_E_ARGUMENT},
        {{"policy-on", "2011-05-01..2011-05-03"}, {"policy-off", "2011-05-04"}, EASC_OK},
        {{"policy-on", "2011-05-01..2011-05-04"}, {"policy-off", "2011-05-04"}, EASC_E_ARGUMENT},
        {{"policy-on", "2011-05-01"}, {"policy-off", "2012-05-04..2012-05-04"}, EASC_E_ARGUMENT},
        {{"policy-on", "2011-05-03..2011-05-03"},
         {"policy-off", "2011-05-01..2011-05-09"},
         EASC_E_ARGUMENT},
        {{"policy-off", "2011-05-01..2011-05-03"}, {"policy-off", "2011-05-02"}, EASC_OK},
        {{"policy-on", "2011-05-01..2011-05-03"}, {"policy-on", "2011-05-02"}, EASC_OK},
        {{"since", "2011-05-01"}, {"until", "2011-05-01T00:00:01"}, EASC_OK},
        {{"since", "2011-05-01"}, {"until", "2011-05-01"}, EASC_E_ARGUMENT},
        {{"until", "2011-05-01"}, {"since", "2011-05-02"}, EASC_E_ARGUMENT},
    };
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        easc__options options;
        easc__error error = {0};
        easc__options_init(&options);
        expect_set(&options, cases[i].first.name, cases[i].first.value);
        assert_int_equal(easc__options_check(&options, NULL), EASC_OK);
        expect_set(&options, cases[i].second.name, cases[i].second.value);
        if (easc__options_check(&options, &error) != cases[i].status) {
            fail_msg("row %zu", i);
        }
        assert_true((error.message[0] != '\0') == (cases[i].status != EASC_OK));
        easc__options_done(&options);
    }
}

/* --- paths, copies, lists ------------------------------------------------------------------- */

static void paths_are_texts_that_end_with_nul(void **state)
{
    (void)state;
    char path[] = "a.log";
    easc__options options;
    easc__error error = {0};
    easc__options_init(&options);
    assert_int_equal(easc__options_add_path(&options, easc__bytes_of(path, 5), NULL), EASC_OK);
    path[0] = 'x';
    assert_int_equal(options.paths.count, 1);
    assert_string_equal(options.paths.items[0].p, "a.log");
    assert_int_equal(easc__options_add_path(&options, EASC__LIT(""), &error), EASC_E_ARGUMENT);
    assert_int_equal(easc__options_add_path(&options, EASC__LIT("a\0b"), &error), EASC_E_ARGUMENT);
    assert_int_equal(options.paths.count, 1);
    easc__options_done(&options);
}

/* A file of that name is not what the user meant. */
static void file_names_with_a_nul_are_refused(void **state)
{
    (void)state;
    static const char *const names[] = {"mailboxes", "catalogue", "identity-map", "policy", "vip"};
    for (size_t i = 0; i < UNIT_COUNT(names); i++) {
        easc__options options;
        easc__options_init(&options);
        assert_int_equal(easc__options_set(&options, easc__bytes_z(names[i]),
                                           EASC__LIT("logo-2011\0.json"), NULL),
                         EASC_E_ARGUMENT);
        easc__options_done(&options);
    }
}

static void set_some(easc__options *options)
{
    expect_set(options, "server", "CAS01");
    expect_set(options, "exclude-server", "CAS02");
    expect_set(options, "user", "jan");
    expect_set(options, "policy-off", "2011-05-01..2011-05-03");
    expect_set(options, "accept-gap", "CAS01=2011-05-06..2011-05-07");
    expect_set(options, "min-proven-percent", "12.5");
    expect_set(options, "since", "2011-05-01");
    expect_set(options, "assume-fields", "time,cs-uri-stem");
    expect_set(options, "catalogue", "logo-2011");
    expect_set(options, "language", "nl");
    expect_set(options, "threads", "3");
    assert_int_equal(easc__options_add_path(options, EASC__LIT("a.log"), NULL), EASC_OK);
    assert_int_equal(easc__options_add_path(options, EASC__LIT("b.log"), NULL), EASC_OK);
}

static void a_copy_shares_nothing_with_its_original(void **state)
{
    (void)state;
    easc__options options;
    easc__options copy;
    easc__options_init(&options);
    set_some(&options);
    assert_int_equal(easc__options_copy(&options, &copy, NULL), EASC_OK);
    easc__options_done(&options);
    assert_int_equal(copy.setting_count, 11);
    assert_true(easc__equal(copy.settings[10].value, EASC__LIT("3")));
    assert_int_equal(copy.paths.count, 2);
    assert_string_equal(copy.paths.items[1].p, "b.log");
    assert_int_equal(copy.selection.server_count, 1);
    assert_true(easc__equal(copy.selection.servers[0], EASC__LIT("CAS01")));
    assert_true(easc__equal(copy.selection.excluded_servers[0], EASC__LIT("CAS02")));
    assert_true(easc__equal(copy.terms.gaps[0].server, EASC__LIT("CAS01")));
    assert_int_equal(copy.terms.limits[EASC__CONDITION_PROVEN_PERCENT], 125000);
    assert_int_equal(copy.assumed.column_count, 2);
    assert_true(easc__equal(copy.catalogue, EASC__LIT("logo-2011")));
    assert_true(easc__equal(copy.language, EASC__LIT("nl")));
    assert_int_equal(copy.threads, 3);
    easc__options_done(&copy);
}

typedef struct listed_case {
    const char *user;   /* --user, NULL: not set */
    const char *device; /* --device */
    bool is_listed;
} listed_case;

static void users_are_listed_by_form_or_local_part_and_devices_by_id(void **state)
{
    (void)state;
    static const listed_case cases[] = {
        {NULL, NULL, true},          {"CONT\\jan", NULL, true}, {"cont\\JAN", NULL, true},
        {"jan", NULL, true},         {"JAN", NULL, true},       {"jan@cont.nl", NULL, true},
        {"OTHER\\jan", NULL, false}, {"ja", NULL, false},       {"", NULL, false},
        {"j.jansen", NULL, true},    {NULL, "d1", true},        {NULL, "D", false},
        {"jan", "D1", true},         {"jan", "D2", false},      {"eva", "D1", false},
    };
    const easc__bytes forms[] = {EASC__LIT("CONT\\jan"), EASC__LIT("j.jansen@cont.nl"),
                                 EASC__LIT("jan@cont.nl")};
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        easc__options options;
        easc__options_init(&options);
        if (cases[i].user) {
            expect_set(&options, "user", cases[i].user);
        }
        if (cases[i].device) {
            expect_set(&options, "device", cases[i].device);
        }
        bool is_listed =
            easc__is_listed(&options, forms, UNIT_COUNT(forms), forms[0], EASC__LIT("D1"));
        if (is_listed != cases[i].is_listed) {
            fail_msg("row %zu", i);
        }
        easc__options_done(&options);
    }
}

static void the_empty_user_lists_the_devices_of_nobody(void **state)
{
    (void)state;
    easc__options options;
    const easc__bytes nobody = {NULL, 0};
    easc__options_init(&options);
    expect_set(&options, "user", "");
    assert_true(easc__is_listed(&options, NULL, 0, nobody, EASC__LIT("D1")));
    expect_set(&options, "user", "jan");
    assert_true(easc__is_listed(&options, NULL, 0, nobody, EASC__LIT("D1")));
    easc__options_done(&options);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_values_are_taken),
        cmocka_unit_test(bad_values_are_refused_with_the_name_the_value_and_a_hint),
        cmocka_unit_test(a_refused_value_changes_nothing),
        cmocka_unit_test(messages_of_hostile_values_are_one_valid_line),
        cmocka_unit_test(limits_have_up_to_four_decimals),
        cmocka_unit_test(the_defaults_are_those_of_the_contract),
        cmocka_unit_test(times_are_utc),
        cmocka_unit_test(of_most_options_the_last_value_counts),
        cmocka_unit_test(some_options_add_up),
        cmocka_unit_test(values_outlive_the_callers_memory),
        cmocka_unit_test(periods_read_as_they_were_set),
        cmocka_unit_test(policy_on_and_policy_off_share_no_day),
        cmocka_unit_test(paths_are_texts_that_end_with_nul),
        cmocka_unit_test(file_names_with_a_nul_are_refused),
        cmocka_unit_test(a_copy_shares_nothing_with_its_original),
        cmocka_unit_test(users_are_listed_by_form_or_local_part_and_devices_by_id),
        cmocka_unit_test(the_empty_user_lists_the_devices_of_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
