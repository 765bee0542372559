/* test_catalogue_document.c - what is told of catalogues without logs. */
#include "render/catalogue_document.h"
#include "support/failing_heap.h"
#include "support/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static const easc__document_style plain_style = {false, 0};

static easc__catalogue_question question_of(easc__catalogue_kind kind, const char *catalogue,
                                            const char *agent)
{
    return (easc__catalogue_question){.kind = kind,
                                      .catalogue = easc__bytes_z(catalogue),
                                      .words = {.agent = easc__bytes_z(agent)}};
}

static easc__text told(const easc__catalogue_question *q, easc__document_format format)
{
    easc__error err = {.status = EASC_OK};
    easc__text text = easc__text_init(0);
    if (easc__catalogue_document(q, format, &plain_style, &text, &err) != EASC_OK) {
        print_error("%s\n", err.message);
        fail();
    }
    return text;
}

static void expect_parts(const easc__catalogue_question *q, easc__document_format format,
                         const char *const *parts)
{
    easc__text text = told(q, format);
    for (; *parts; parts++) {
        if (!easc__contains(easc__text_view(&text), easc__bytes_z(*parts))) {
            print_error("not there: %s\nin: %.*s\n", *parts, (int)text.n, text.p);
            fail();
        }
    }
    easc__text_done(&text);
}

static void a_list_names_the_shipped_catalogues_and_the_default_one(void **state)
{
    (void)state;
    easc__catalogue_question q = question_of(EASC__CATALOGUE_LIST, "", "");
    static const char *const text[] = {"Name ", "logo-2011 (default)", "exchange-online-2026  ",
                                       "2026.1", NULL};
    static const char *const json[] = {"{\"schema\":\"easc.catalogue-list/1\"",
                                       "\"name\":\"logo-2011\"", "\"rules\":5,\"default\":true",
                                       "\"rules\":3,\"default\":false}]}\n", NULL};
    expect_parts(&q, EASC__DOCUMENT_TEXT, text);
    expect_parts(&q, EASC__DOCUMENT_JSON, json);
}

static const char own_file[] =
    "{\"schema\":\"easc.catalogue/1\",\"name\":\"ours\",\"title\":\"T\\u0007\",\"version\":\"1\","
    "\"extends\":\"logo-2011\",\"rules\":[{\"id\":\"logo2011-apple-ios-4\",\"match\":{\"family\":"
    "[\"Apple\",\"Android\"],\"model\":\"X\"},\"minimumVersion\":\"6\",\"undetermined\":"
    "{\"from\":\"3\",\"below\":\"4\"},\"minimumProtocol\":\"14.1\",\"protocolSince\":\"7\"},"
    "{\"id\":\"rest\",\"match\":{},\"verdict\":\"NotListed\"}]}";

static void a_check_counts_the_rules_and_lists_them_in_order(void **state)
{
    (void)state;
    scratch *place = scratch_new();
    easc__catalogue_question q = question_of(
        EASC__CATALOGUE_CHECK, scratch_write(place, "c.json", own_file, sizeof own_file - 1), "");
    static const char *const text[] = {
        "Catalogue   ours, version 1: T\xEF\xBF\xBD\n",
        "Rules       6: 2 of its own, and behind them 4 of logo-2011\n",
        "Verdicts    NotListed 1, Certified 5\n",
        "Clients     Apple 1, Android 1, Windows Phone 1, Windows Mobile 1, Nokia Mail",
        "Exchange 2, any 1\n",
        "Apple, Android (X)",
        "6 or later, 3 to below 4 cannot be told, EAS 14.1 or later, spoken since 7\n",
        NULL};
    static const char *const json[] = {
        "\"extends\":\"logo-2011\",\"verdicts\":{\"NotListed\":1,\"Certified\":5}",
        "\"any\":1},\"rules\":[{\"id\":\"logo2011-apple-ios-4\",\"own\":true,\"families\":"
        "[\"Apple\",\"Android\"],\"models\":[\"X\"],\"minimumVersion\":\"6\"",
        "\"id\":\"logo2011-windows-phone-7\",\"own\":false", NULL};
    expect_parts(&q, EASC__DOCUMENT_TEXT, text);
    expect_parts(&q, EASC__DOCUMENT_JSON, json);
    scratch_free(place);
}

static void an_explanation_says_client_rule_need_action_and_source(void **state)
{
    (void)state;
    easc__catalogue_question q =
        question_of(EASC__CATALOGUE_EXPLAIN, "", "NokiaE721/2.02(0)MailforExchange+3gpp-gba");
    static const char *const text[] = {
        "User agent  NokiaE721/2.02(0)MailforExchange 3gpp-gba\n",
        "Client      Nokia Mail for Exchange 2.2.0\n",
        "Model       NokiaE721\n",
        "Verdict     UpgradeRequired\n",
        "Rule        logo2011-nokia-mfe\n",
        "Needs       3.0.50 or later\n",
        "What to do  Update Nokia Mail for Exchange to 3.0.50 or later.\n",
        "Source      Announcement of 13 April 2011",
        NULL};
    static const char *const json[] = {
        "\"userAgent\":\"NokiaE721/2.02(0)MailforExchange 3gpp-gba\"",
        "\"clientFamily\":\"Nokia Mail for Exchange\",\"clientVersion\":\"2.2.0\"",
        "\"verdict\":\"UpgradeRequired\",\"rule\":\"logo2011-nokia-mfe\"", NULL};
    expect_parts(&q, EASC__DOCUMENT_TEXT, text);
    expect_parts(&q, EASC__DOCUMENT_JSON, json);
}

static void an_explanation_knows_what_the_server_offers(void **state)
{
    (void)state;
    easc__catalogue_question q =
        question_of(EASC__CATALOGUE_EXPLAIN, "exchange-online-2026", "Android/9-EAS-2.0");
    static const char *const open[] = {"Verdict     Undetermined\n",
                                       "Needs       EAS 16.1 or later",
                                       "Note        The EAS version in a log", NULL};
    static const char *const old[] = {"Verdict     UpgradeRequired\n", "Note        ", NULL};
    static const char *const fine[] = {"Verdict     Certified\n", NULL};
    q.protocol = EASC__LIT("14.1");
    expect_parts(&q, EASC__DOCUMENT_TEXT, open);
    q.offered = EASC__LIT("16.1");
    expect_parts(&q, EASC__DOCUMENT_TEXT, old);
    q.protocol = EASC__LIT("16.1");
    expect_parts(&q, EASC__DOCUMENT_TEXT, fine);
}

static void type_model_and_os_tell_of_a_client_too(void **state)
{
    (void)state;
    easc__catalogue_question q = question_of(EASC__CATALOGUE_EXPLAIN, "", "");
    static const char *const by_type[] = {"Client      Windows Phone, version unknown\n", NULL};
    static const char *const by_os[] = {"Client      Apple 16.1\n", "Model       iPhone 13\n",
                                        NULL};
    static const char *const nobody[] = {"Client      Other: no client that is known\n",
                                         "Verdict     NotListed\n", "Rule        none", NULL};
    q.words.type = EASC__LIT("WP8");
    expect_parts(&q, EASC__DOCUMENT_TEXT, by_type);
    q.words.dev_os = EASC__LIT("iOS+16.1+20B82");
    q.words.dev_model = EASC__LIT("iPhone14C5");
    expect_parts(&q, EASC__DOCUMENT_TEXT, by_os);
    q = question_of(EASC__CATALOGUE_EXPLAIN, "", "\xFFThing/1\x1B[31m");
    expect_parts(&q, EASC__DOCUMENT_TEXT, nobody);
}

static void expect_refused(const easc__catalogue_question *q, easc__document_format format,
                           const char *part)
{
    easc__error err = {.status = EASC_OK};
    easc__text text = easc__text_init(0);
    assert_int_equal(easc__catalogue_document(q, format, &plain_style, &text, &err),
                     EASC_E_ARGUMENT);
    assert_non_null(strstr(err.message, part));
    assert_int_equal(text.n, 0);
    easc__text_done(&text);
}

static void questions_that_make_no_sense_are_refused(void **state)
{
    (void)state;
    easc__catalogue_question q = question_of((easc__catalogue_kind)4, "", "");
    expect_refused(&q, EASC__DOCUMENT_TEXT, "no such document");
    q = question_of(EASC__CATALOGUE_LIST, "", "");
    expect_refused(&q, EASC__DOCUMENT_CSV, "no such document");
    q = question_of(EASC__CATALOGUE_EXPLAIN, "", "");
    expect_refused(&q, EASC__DOCUMENT_TEXT, "nothing is said");
    static const char *const none[] = {"161", "16", "16.", ".1", "16.10", "x", "V16.1", "100.1"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        q = question_of(EASC__CATALOGUE_EXPLAIN, "", "a");
        q.protocol = easc__bytes_z(none[i]);
        expect_refused(&q, EASC__DOCUMENT_TEXT, "14.1");
        q.offered = q.protocol;
        q.protocol = easc__bytes_of(NULL, 0);
        expect_refused(&q, EASC__DOCUMENT_TEXT, "14.1");
    }
    q.catalogue = EASC__LIT("a\0b");
    expect_refused(&q, EASC__DOCUMENT_TEXT, "NUL");
}

static void running_out_of_memory_at_any_call_is_told(void **state)
{
    (void)state;
    for (int kind = EASC__CATALOGUE_LIST; kind <= EASC__CATALOGUE_EXPLAIN; kind++) {
        easc__catalogue_question q =
            question_of((easc__catalogue_kind)kind, "exchange-online-2026", "a+b");
        easc_status status = EASC_E_MEMORY;
        for (size_t allowed = 0; status == EASC_E_MEMORY; allowed++) {
            easc__error err = {.status = EASC_OK};
            easc__text text = easc__text_init(0);
            failing_heap_allow(allowed);
            status = easc__catalogue_document(
                &q, (allowed & 1) != 0 ? EASC__DOCUMENT_JSON : EASC__DOCUMENT_TEXT, &plain_style,
                &text, &err);
            failing_heap_allow(SIZE_MAX);
            easc__text_done(&text);
            assert_int_equal(failing_heap_live(), 0);
        }
        assert_int_equal(status, EASC_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_names_the_shipped_catalogues_and_the_default_one),
        cmocka_unit_test(a_check_counts_the_rules_and_lists_them_in_order),
        cmocka_unit_test(an_explanation_says_client_rule_need_action_and_source),
        cmocka_unit_test(an_explanation_knows_what_the_server_offers),
        cmocka_unit_test(type_model_and_os_tell_of_a_client_too),
        cmocka_unit_test(questions_that_make_no_sense_are_refused),
        cmocka_unit_test(running_out_of_memory_at_any_call_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
