/* test_catalogue.c - verdicts.csv says what the shipped catalogue answers; the rest is about files
   of a user: what a rule may say, and where an error in it is. */
#include "catalogue/catalogue.h"

#include "support/csv_rows.h"
#include "support/scratch.h"
#include "json/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define DATA EASC_SOURCE_DIR "/tests/unit/catalogue/verdicts.csv"

enum { FAMILY, VERSION, MODEL, VERDICT, RULE, MINIMUM, ACTION };

static easc__catalogue *load_shipped(const char *name)
{
    easc__catalogue *catalogue = NULL;
    easc__error err = {.status = EASC_OK};
    assert_int_equal(easc__catalogue_load(name, &catalogue, &err), EASC_OK);
    return catalogue;
}

/* On servers that offer 16.1. */
static easc__catalogue_answer ask(const easc__catalogue *catalogue, const char *family,
                                  const char *version, const char *model, const char *protocol)
{
    easc__catalogue_query query = {easc__bytes_z(family), easc__bytes_z(version),
                                   easc__bytes_z(model), easc__bytes_z(protocol),
                                   EASC__LIT("16.1")};
    return easc__catalogue_ask(catalogue, &query);
}

static void assert_text(easc__bytes got, easc__bytes expected, int line)
{
    if (!easc__equal(got, expected)) {
        print_error("line %d: \"%.*s\", expected \"%.*s\"\n", line, (int)got.n, got.p ? got.p : "",
                    (int)expected.n, expected.p ? expected.p : "");
        fail();
    }
}

/* --- the shipped catalogue -------------------------------------------------------------------- */

static void every_line_of_the_table_gives_verdict_rule_minimum_and_action(void **state)
{
    (void)state;
    csv_rows all = csv_load(DATA);
    easc__catalogue *catalogue = load_shipped("");
    assert_true(all.count > 50);
    for (size_t i = 0; i < all.count; i++) {
        const csv_row *row = &all.rows[i];
        easc__catalogue_query query = {
            row->cells[FAMILY], row->cells[VERSION], row->cells[MODEL], {NULL, 0}, {NULL, 0}};
        easc__catalogue_answer answer = easc__catalogue_ask(catalogue, &query);
        assert_text(easc__verdict_name(answer.verdict), row->cells[VERDICT], row->line);
        assert_text(answer.rule, row->cells[RULE], row->line);
        assert_text(answer.minimum_version, row->cells[MINIMUM], row->line);
        assert_text(answer.action, row->cells[ACTION], row->line);
    }
    easc__catalogue_free(catalogue);
    csv_free(&all);
}

static void the_default_is_the_logo_program_of_2011(void **state)
{
    (void)state;
    easc__catalogue *by_name = load_shipped("logo-2011");
    easc__catalogue *by_default = load_shipped("");
    assert_text(easc__catalogue_name(by_default), EASC__LIT("logo-2011"), 0);
    assert_text(easc__catalogue_title(by_default), easc__catalogue_title(by_name), 0);
    assert_text(easc__catalogue_version(by_default), easc__catalogue_version(by_name), 0);
    assert_true(easc__catalogue_title(by_name).n > 0);
    easc__catalogue_free(by_name);
    easc__catalogue_free(by_default);
    easc__catalogue_free(NULL);
}

static void a_name_that_is_no_file_either_lists_the_shipped_ones(void **state)
{
    (void)state;
    easc__catalogue *catalogue = NULL;
    easc__error err = {.status = EASC_OK};
    assert_int_equal(easc__catalogue_load("logo-2012", &catalogue, &err), EASC_E_NOT_FOUND);
    assert_non_null(strstr(err.message, "logo-2011"));
    assert_string_equal(err.path, "logo-2012");
    assert_null(catalogue);
}

/* --- files of a user -------------------------------------------------------------------------- */

#define HEAD                                                                                       \
    "{\"schema\":\"easc.catalogue/1\",\"name\":\"mine\",\"title\":\"Mine\",\"version\":\"1\","

static easc_status load_text(const char *text, size_t n, easc__catalogue **out, easc__error *err)
{
    scratch *place = scratch_new();
    *err = (easc__error){.status = EASC_OK};
    *out = NULL;
    easc_status status = easc__catalogue_load(scratch_write(place, "c.json", text, n), out, err);
    scratch_free(place);
    return status;
}

static easc__catalogue *load_good(const char *text)
{
    easc__catalogue *catalogue = NULL;
    easc__error err;
    if (load_text(text, strlen(text), &catalogue, &err) != EASC_OK) {
        print_error("%s\n", err.message);
    }
    assert_non_null(catalogue);
    return catalogue;
}

static void the_first_rule_that_matches_decides_and_models_have_no_case(void **state)
{
    (void)state;
    easc__catalogue *c =
        load_good(HEAD "\"rules\":[{\"id\":\"a\",\"match\":{\"model\":[\"Nexus S\",\"x\"]}},"
                       "{\"id\":\"b\",\"match\":{\"family\":[\"Android\",\"Other\"]},"
                       "\"verdict\":\"UpgradeRequired\",\"action\":\"Buy \\u00e9\"},"
                       "{\"id\":\"c\",\"match\":{},\"verdict\":\"NotListed\"}]}");
    assert_text(ask(c, "Android", "", "NEXUS S", "").rule, EASC__LIT("a"), 0);
    easc__catalogue_answer b = ask(c, "Other", "", "Nexus", "");
    assert_int_equal(b.verdict, EASC__VERDICT_UPGRADE_REQUIRED);
    assert_text(b.rule, EASC__LIT("b"), 0);
    assert_text(b.action, EASC__LIT("Buy \xC3\xA9"), 0);
    easc__catalogue_answer none = ask(c, "Apple", "12.4", "", "");
    assert_int_equal(none.verdict, EASC__VERDICT_NOT_LISTED);
    assert_int_equal(none.rule.n, 0);
    easc__catalogue_free(c);
}

static void a_minimum_protocol_asks_for_the_negotiated_version(void **state)
{
    (void)state;
    easc__catalogue *c =
        load_good(HEAD "\"rules\":[{\"id\":\"floor\",\"match\":{},\"minimumProtocol\":\"16.1\"}]}");
    assert_int_equal(ask(c, "Apple", "9.0", "", "16.1").verdict, EASC__VERDICT_CERTIFIED);
    assert_int_equal(ask(c, "Apple", "9.0", "", "16.2").verdict, EASC__VERDICT_CERTIFIED);
    assert_int_equal(ask(c, "Apple", "9.0", "", "16.0").verdict, EASC__VERDICT_UPGRADE_REQUIRED);
    assert_int_equal(ask(c, "Apple", "9.0", "", "2.5").verdict, EASC__VERDICT_UPGRADE_REQUIRED);
    assert_int_equal(ask(c, "Apple", "9.0", "", "").verdict, EASC__VERDICT_UNDETERMINED);
    easc__catalogue_free(c);
}

/* The log shows what was agreed on: less than the minimum proves nothing where nobody got more. */
static void a_low_version_tells_of_the_client_only_where_the_server_offered_more(void **state)
{
    (void)state;
    static const struct {
        const char *protocol;
        const char *offered;
        easc__verdict verdict;
    } rows[] = {
        {"14.1", "16.1", EASC__VERDICT_UPGRADE_REQUIRED},
        {"14.1", "16.0", EASC__VERDICT_UNDETERMINED},
        {"14.1", "14.1", EASC__VERDICT_UNDETERMINED},
        {"14.1", "", EASC__VERDICT_UNDETERMINED},
        {"14.1", "16.2", EASC__VERDICT_UPGRADE_REQUIRED},
        {"16.1", "", EASC__VERDICT_CERTIFIED},
        {"", "16.1", EASC__VERDICT_UNDETERMINED},
    };
    easc__catalogue *c =
        load_good(HEAD "\"rules\":[{\"id\":\"floor\",\"match\":{},\"minimumProtocol\":\"16.1\"}]}");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        easc__catalogue_query query = {.protocol = easc__bytes_z(rows[i].protocol),
                                       .offered = easc__bytes_z(rows[i].offered)};
        assert_int_equal(easc__catalogue_ask(c, &query).verdict, rows[i].verdict);
    }
    easc__catalogue_free(c);
}

static void of_two_minima_the_missed_one_decides(void **state)
{
    (void)state;
    easc__catalogue *c = load_good(HEAD "\"rules\":[{\"id\":\"r\",\"match\":{},"
                                        "\"minimumProtocol\":\"14.0\",\"minimumVersion\":\"4\"}]}");
    assert_int_equal(ask(c, "", "4.0", "", "14.1").verdict, EASC__VERDICT_CERTIFIED);
    assert_int_equal(ask(c, "", "3.9", "", "14.1").verdict, EASC__VERDICT_UPGRADE_REQUIRED);
    assert_int_equal(ask(c, "", "3.9", "", "").verdict, EASC__VERDICT_UPGRADE_REQUIRED);
    assert_int_equal(ask(c, "", "", "", "12.1").verdict, EASC__VERDICT_UPGRADE_REQUIRED);
    assert_int_equal(ask(c, "", "", "", "14.0").verdict, EASC__VERDICT_UNDETERMINED);
    assert_int_equal(ask(c, "", "4.0", "", "").verdict, EASC__VERDICT_UNDETERMINED);
    easc__catalogue_free(c);
}

/* Known versions decide only where the log cannot. */
static void a_version_known_to_speak_the_protocol_decides_where_the_log_cannot(void **state)
{
    (void)state;
    static const struct {
        const char *version;
        const char *protocol;
        const char *offered;
        easc__verdict verdict;
    } rows[] = {
        {"9.3.5", "14.1", "14.1", EASC__VERDICT_UPGRADE_REQUIRED},
        {"9.3.5", "14.1", "16.1", EASC__VERDICT_UPGRADE_REQUIRED},
        {"9.3.5", "", "", EASC__VERDICT_UPGRADE_REQUIRED},
        {"9.3.5", "16.1", "", EASC__VERDICT_CERTIFIED},
        {"9.x", "14.1", "", EASC__VERDICT_UPGRADE_REQUIRED},
        {"10.0", "14.1", "", EASC__VERDICT_CERTIFIED},
        {"10.x", "14.1", "14.1", EASC__VERDICT_CERTIFIED},
        {"26.1", "", "", EASC__VERDICT_CERTIFIED},
        {"26.1", "14.1", "16.0", EASC__VERDICT_CERTIFIED},
        {"26.1", "14.1", "16.1", EASC__VERDICT_UNDETERMINED}, /* it could, and did not */
        {"", "14.1", "16.1", EASC__VERDICT_UPGRADE_REQUIRED},
        {"", "14.1", "14.1", EASC__VERDICT_UNDETERMINED},
        {"", "", "16.1", EASC__VERDICT_UNDETERMINED},
        {"", "16.1", "", EASC__VERDICT_CERTIFIED},
    };
    easc__catalogue *c =
        load_good(HEAD "\"rules\":[{\"id\":\"floor\",\"match\":{},\"minimumProtocol\":\"16.1\","
                       "\"protocolSince\":\"10.0\",\"source\":\"S\"}]}");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        easc__catalogue_query query = {.version = easc__bytes_z(rows[i].version),
                                       .protocol = easc__bytes_z(rows[i].protocol),
                                       .offered = easc__bytes_z(rows[i].offered)};
        easc__catalogue_answer answer = easc__catalogue_ask(c, &query);
        if (answer.verdict != rows[i].verdict) {
            print_error("row %d\n", (int)i);
        }
        assert_int_equal(answer.verdict, rows[i].verdict);
        assert_text(answer.minimum_version, EASC__LIT("10.0"), 0);
        assert_text(answer.minimum_protocol, EASC__LIT("16.1"), 0);
        assert_text(answer.source, EASC__LIT("S"), 0);
    }
    assert_true(easc__catalogue_asks_protocol(c));
    easc__catalogue_free(c);
}

/* --- the floor of Exchange Online ------------------------------------------------------------- */

static void the_floor_of_exchange_online_exempts_outlook_and_asks_others_for_16_1(void **state)
{
    (void)state;
    static const struct {
        const char *family;
        const char *version;
        const char *protocol;
        const char *offered;
        easc__verdict verdict;
        const char *rule;
    } rows[] = {
        {"Outlook mobile", "1.0", "14.1", "16.1", EASC__VERDICT_CERTIFIED, "eo2026-outlook-mobile"},
        {"Outlook mobile", "", "", "", EASC__VERDICT_CERTIFIED, "eo2026-outlook-mobile"},
        {"Outlook desktop", "16.0", "14.1", "16.1", EASC__VERDICT_UPGRADE_REQUIRED, "eo2026-floor"},
        {"Apple", "12.4", "14.1", "14.1", EASC__VERDICT_CERTIFIED, "eo2026-apple-ios-10"},
        {"Apple", "9.3.5", "14.1", "14.1", EASC__VERDICT_UPGRADE_REQUIRED, "eo2026-apple-ios-10"},
        {"Android", "9", "14.1", "14.1", EASC__VERDICT_UNDETERMINED, "eo2026-floor"},
        {"Android", "9", "14.1", "16.1", EASC__VERDICT_UPGRADE_REQUIRED, "eo2026-floor"},
        {"Android", "9", "16.1", "16.1", EASC__VERDICT_CERTIFIED, "eo2026-floor"},
        {"Other", "x", "", "", EASC__VERDICT_UNDETERMINED, "eo2026-floor"},
    };
    easc__catalogue *c = load_shipped("exchange-online-2026");
    assert_text(easc__catalogue_name(c), EASC__LIT("exchange-online-2026"), 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        easc__catalogue_query query = {easc__bytes_z(rows[i].family),
                                       easc__bytes_z(rows[i].version),
                                       {NULL, 0},
                                       easc__bytes_z(rows[i].protocol),
                                       easc__bytes_z(rows[i].offered)};
        easc__catalogue_answer answer = easc__catalogue_ask(c, &query);
        assert_int_equal(answer.verdict, rows[i].verdict);
        assert_text(answer.rule, easc__bytes_z(rows[i].rule), (int)i);
        assert_int_equal(answer.action.n > 0, answer.verdict != EASC__VERDICT_CERTIFIED);
        assert_true(answer.source.n > 0);
    }
    easc__catalogue_free(c);
}

static void a_version_known_by_its_major_only_is_undetermined_where_the_rest_decides(void **state)
{
    (void)state;
    easc__catalogue *c =
        load_good(HEAD "\"rules\":[{\"id\":\"r\",\"match\":{},\"minimumVersion\":\"12.4\"}]}");
    assert_int_equal(ask(c, "", "12.x", "", "").verdict, EASC__VERDICT_UNDETERMINED);
    assert_int_equal(ask(c, "", "11.x", "", "").verdict, EASC__VERDICT_UPGRADE_REQUIRED);
    assert_int_equal(ask(c, "", "13.x", "", "").verdict, EASC__VERDICT_CERTIFIED);
    assert_int_equal(ask(c, "", "1.x", "", "").verdict, EASC__VERDICT_UPGRADE_REQUIRED);
    assert_int_equal(ask(c, "", ".x", "", "").verdict, EASC__VERDICT_UPGRADE_REQUIRED);
    assert_int_equal(ask(c, "", "12", "", "").verdict, EASC__VERDICT_UPGRADE_REQUIRED);
    easc__catalogue_free(c);
}

static void a_file_that_extends_a_shipped_one_goes_first_and_replaces_by_id(void **state)
{
    (void)state;
    easc__catalogue *c =
        load_good(HEAD "\"extends\":\"logo-2011\",\"rules\":["
                       "{\"id\":\"mine\",\"match\":{\"family\":\"TouchDown\"}},"
                       "{\"id\":\"logo2011-apple-ios-4\",\"match\":{\"family\":\"Apple\"},"
                       "\"minimumVersion\":\"9.0\"}]}");
    assert_text(easc__catalogue_name(c), EASC__LIT("mine"), 0);
    assert_text(ask(c, "TouchDown", "", "", "").rule, EASC__LIT("mine"), 0);
    assert_int_equal(ask(c, "Apple", "8.4", "", "").verdict, EASC__VERDICT_UPGRADE_REQUIRED);
    assert_text(ask(c, "Apple", "8.4", "", "").minimum_version, EASC__LIT("9.0"), 0);
    assert_text(ask(c, "Windows Phone", "", "", "").rule, EASC__LIT("logo2011-windows-phone-7"), 0);
    easc__catalogue_free(c);
}

static void no_rules_list_nothing(void **state)
{
    (void)state;
    easc__catalogue *c = load_good(HEAD "\"rules\":[]}");
    assert_int_equal(ask(c, "Apple", "9.0", "", "").verdict, EASC__VERDICT_NOT_LISTED);
    easc__catalogue_free(c);
}

/* --- errors ----------------------------------------------------------------------------------- */

typedef struct bad_row {
    const char *text;
    uint64_t line;
    const char *part; /* of the message */
} bad_row;

#define RULE_IN HEAD "\n\"rules\":[{\"id\":\"a\",\"match\":{}},\n{\"id\":\"b\","
#define RULE_END "}]}"

static const bad_row bad_rows[] = {
    {"", 1, "expected a value"},
    {"[]", 1, "$: expected an object"},
    {"7", 1, "$: expected an object"},
    {"{}", 1, "$.schema: expected a text; it is missing"},
    {"{\"schema\":1}", 1, "$.schema: expected a text"},
    {"{\"$schema\":1}", 1, "expected a text"},
    {"{\"schema\":\"easc.catalogue/2\"}", 1, "$.schema: expected \"easc.catalogue/1\""},
    {"{\"schema\":\"easc.catalogue/1\",\"name\":\"\"}", 1, "$.name: expected a text that is not"},
    {"{\"schema\":\"easc.catalogue/1\",\"name\":\"a\",\"title\":[]}", 1,
     "$.title: expected a text"},
    {"{\"schema\":\"easc.catalogue/1\",\"name\":\"a\",\"title\":\"a\"}", 1, "$.version: expected"},
    {HEAD "\"description\":1}", 1, "$.description: expected a text"},
    {HEAD "\"x\":1}", 1, "$.x: expected no such key"},
    {HEAD "\"Rules\":[]}", 1, "$.Rules: expected no such key"},
    {HEAD "\n\"rules\":[]\n,\"rules\":[]}", 3, "rules: expected a name that the object does not"},
    {HEAD "\"extends\":\"\"}", 1, "$.rules: expected a list of rules"},
    {HEAD "\"rules\":{}}", 1, "$.rules: expected a list of rules"},
    {HEAD "\"rules\":[],\n\"extends\":\"x\"}", 2,
     "$.extends: expected a shipped catalogue: logo-2011"},
    {HEAD "\"rules\":[],\n\"extends\":7}", 2, "$.extends: expected a shipped catalogue: logo-2011"},
    {HEAD "\"rules\":[\n7]}", 2, "$.rules[0]: expected an object"},
    {HEAD "\"rules\":[\n[]]}", 2, "$.rules[0]: expected an object"},
    {HEAD "\"rules\":[\n{}]}", 2, "$.rules[0].id: expected a text; it is missing"},
    {HEAD "\"rules\":[\n{\"id\":null}]}", 2, "$.rules[0].id: expected a text"},
    {HEAD "\"rules\":[\n{\"id\":\"a\"}]}", 2,
     "$.rules[0].match: expected an object; it is missing"},
    {RULE_IN "\"match\":\n7" RULE_END, 4, "$.rules[1].match: expected an object"},
    {RULE_IN "\"match\":{\n\"Family\":\"Apple\"}" RULE_END, 4,
     "$.rules[1].match.Family: expected no"},
    {RULE_IN "\"match\":{\"family\":\n\"apple\"}" RULE_END, 4,
     "$.rules[1].match.family: expected a"},
    {RULE_IN "\"match\":{\"family\":\n{}}" RULE_END, 4, "$.rules[1].match.family: expected a"},
    {RULE_IN "\"match\":{\"family\":\n[]}" RULE_END, 4, "$.rules[1].match.family: expected a"},
    {RULE_IN "\"match\":{\"family\":[\"Apple\",\n7]}" RULE_END, 4,
     "$.rules[1].match.family[1]: exp"},
    {RULE_IN "\"match\":{\"model\":\n\"\"}" RULE_END, 4,
     "$.rules[1].match.model: expected a model"},
    {RULE_IN "\"match\":{\"model\":[\n[\"a\"]]}" RULE_END, 4,
     "$.rules[1].match.model[0]: expected"},
    {HEAD "\"rules\":[{\"id\":\"a\",\"match\":{}},\n{\"match\":{},\"id\":\"a\"}]}", 2,
     "$.rules[1].id: expected an id that no other rule has"},
    {RULE_IN "\"match\":{},\"minimumVersion\":\n4" RULE_END, 4, "$.rules[1].minimumVersion: expe"},
    {RULE_IN "\"match\":{},\"minimumVersion\":\n\"\"" RULE_END, 4,
     "minimumVersion: expected a vers"},
    {RULE_IN "\"match\":{},\"minimumVersion\":\n\"4.\"" RULE_END, 4,
     "minimumVersion: expected a v"},
    {RULE_IN "\"match\":{},\"minimumVersion\":\n\".4\"" RULE_END, 4,
     "minimumVersion: expected a v"},
    {RULE_IN "\"match\":{},\"minimumVersion\":\n\"4..0\"" RULE_END, 4,
     "minimumVersion: expected a"},
    {RULE_IN "\"match\":{},\"minimumVersion\":\n\"4.x\"" RULE_END, 4,
     "minimumVersion: expected a v"},
    {RULE_IN
     "\"match\":{},\"minimumVersion\":\n\"99999999999999999999999999999999999999999\"" RULE_END,
     4, "minimumVersion: expected a v"},
    {RULE_IN "\"match\":{},\"minimumProtocol\":\nfalse" RULE_END, 4,
     "$.rules[1].minimumProtocol: "},
    {RULE_IN "\"match\":{},\"protocolSince\":\n\"10\"" RULE_END, 4,
     "$.rules[1].protocolSince: expected a minimumProtocol beside it"},
    {RULE_IN "\"match\":{},\"minimumProtocol\":\"16.1\",\"protocolSince\":\n10" RULE_END, 4,
     "$.rules[1].protocolSince: expected a text"},
    {RULE_IN "\"match\":{},\"verdict\":\n\"certified\"" RULE_END, 4,
     "$.rules[1].verdict: expected C"},
    {RULE_IN "\"match\":{},\"verdict\":\n1e999" RULE_END, 4, "$.rules[1].verdict: expected Certif"},
    {RULE_IN "\"match\":{},\"withoutVersion\":\n[]" RULE_END, 4,
     "$.rules[1].withoutVersion: expec"},
    {RULE_IN "\"match\":{},\"action\":\n[]" RULE_END, 4, "$.rules[1].action: expected a text"},
    {RULE_IN "\"match\":{},\"source\":\n{}" RULE_END, 4, "$.rules[1].source: expected a text"},
    {RULE_IN "\"match\":{},\"Action\":\n\"\"" RULE_END, 4,
     "$.rules[1].Action: expected no such key"},
    {RULE_IN "\"match\":{},\"minimumVersion\":\"6\",\"undetermined\":\n[]" RULE_END, 4,
     "$.rules[1].undetermined: expected an object"},
    {RULE_IN "\"match\":{},\"minimumVersion\":\"6\",\"undetermined\":\n{\"from\":\"5\"}" RULE_END,
     4, "$.rules[1].undetermined.below: expected a text; it is missing"},
    {RULE_IN "\"match\":{},\"minimumVersion\":\"6\",\"undetermined\":{\"from\":\"5\",\n\"to\":"
             "\"6\"}" RULE_END,
     4, "$.rules[1].undetermined.to: expected no such key"},
    {RULE_IN "\"match\":{},\"minimumVersion\":\"6\",\"undetermined\":\n{\"from\":\"5.10\","
             "\"below\":\"5.9\"}" RULE_END,
     4, "\"from\" lower than \"below\""},
    {RULE_IN "\"match\":{},\"undetermined\":\n{\"from\":\"5.9\",\"below\":\"5.10\"}" RULE_END, 4,
     "$.rules[1].undetermined: expected a minimumVersion beside it"},
};

static void an_error_names_file_line_json_path_and_what_was_expected(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_rows / sizeof bad_rows[0]; i++) {
        easc__catalogue *catalogue = NULL;
        easc__error err;
        const bad_row *row = &bad_rows[i];
        easc_status status = load_text(row->text, strlen(row->text), &catalogue, &err);
        bool names_file = strstr(err.path, "c.json") != NULL;
        if (status != EASC_E_DATA || catalogue || err.line != row->line || !names_file ||
            !strstr(err.message, row->part)) {
            print_error("%s\nstatus %d line %d %s: %s\n", row->text, (int)status, (int)err.line,
                        err.path, err.message);
            fail();
        }
    }
}

static void a_file_of_more_than_sixteen_mebibytes_is_a_limit(void **state)
{
    (void)state;
    size_t size = (size_t)EASC__JSON_LIMIT_BYTES + 1;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, ' ', size);
    easc__catalogue *catalogue = NULL;
    easc__error err;
    assert_int_equal(load_text(text, size, &catalogue, &err), EASC_E_LIMIT);
    assert_null(catalogue);
    free(text);
}

static void a_file_cut_at_any_byte_is_refused(void **state)
{
    (void)state;
    static const char text[] = HEAD "\"extends\":\"logo-2011\",\"rules\":[{\"id\":\"a\",\"match\":"
                                    "{\"family\":[\"Apple\"]},\"minimumVersion\":\"4\"}]}";
    for (size_t n = 0; n < sizeof text - 1; n++) {
        easc__catalogue *catalogue = NULL;
        easc__error err;
        assert_int_equal(load_text(text, n, &catalogue, &err), EASC_E_DATA);
        assert_null(catalogue);
    }
}

static void a_folder_is_no_catalogue(void **state)
{
    (void)state;
    scratch *place = scratch_new();
    easc__catalogue *catalogue = NULL;
    easc__error err = {.status = EASC_OK};
    assert_int_not_equal(easc__catalogue_load(scratch_path(place, ""), &catalogue, &err), EASC_OK);
    assert_null(catalogue);
    scratch_free(place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_of_the_table_gives_verdict_rule_minimum_and_action),
        cmocka_unit_test(the_default_is_the_logo_program_of_2011),
        cmocka_unit_test(a_name_that_is_no_file_either_lists_the_shipped_ones),
        cmocka_unit_test(the_first_rule_that_matches_decides_and_models_have_no_case),
        cmocka_unit_test(a_minimum_protocol_asks_for_the_negotiated_version),
        cmocka_unit_test(a_low_version_tells_of_the_client_only_where_the_server_offered_more),
        cmocka_unit_test(of_two_minima_the_missed_one_decides),
        cmocka_unit_test(a_version_known_to_speak_the_protocol_decides_where_the_log_cannot),
        cmocka_unit_test(the_floor_of_exchange_online_exempts_outlook_and_asks_others_for_16_1),
        cmocka_unit_test(a_version_known_by_its_major_only_is_undetermined_where_the_rest_decides),
        cmocka_unit_test(a_file_that_extends_a_shipped_one_goes_first_and_replaces_by_id),
        cmocka_unit_test(no_rules_list_nothing),
        cmocka_unit_test(an_error_names_file_line_json_path_and_what_was_expected),
        cmocka_unit_test(a_file_of_more_than_sixteen_mebibytes_is_a_limit),
        cmocka_unit_test(a_file_cut_at_any_byte_is_refused),
        cmocka_unit_test(a_folder_is_no_catalogue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
