/* test_shell_time.c - times and spans of time as every version and culture of PowerShell writes
   them. */
#include "policy/shell_time.h"

#include "base/text.h"
#include "support/unit.h"

typedef struct time_case {
    const char *text;
    const char *shown; /* '?' behind it: a guess; "none" */
    easc__zone zone;
} time_case;

static const time_case time_cases[] = {
    /* ConvertTo-Json of Windows PowerShell */
    {"/Date(1305184443000)/", "2011-05-12T07:14:03Z", EASC__ZONE_UTC},
    {"/Date(1305184443999)/", "2011-05-12T07:14:03Z", EASC__ZONE_UTC},
    {"/Date(1305184443000+0200)/", "2011-05-12T07:14:03Z", EASC__ZONE_UTC},
    {"/Date(0)/", "1970-01-01T00:00:00Z", EASC__ZONE_UTC},
    {"/Date(-1)/", "1969-12-31T23:59:59Z", EASC__ZONE_UTC},
    {"/Date(-1000)/", "1969-12-31T23:59:59Z", EASC__ZONE_UTC},
    {"/Date(253402300799999)/", "9999-12-31T23:59:59Z", EASC__ZONE_UTC},
    {"/Date(253402300800000)/", "none", EASC__ZONE_NONE},
    {"/Date(-11644473600000)/", "1601-01-01T00:00:00Z", EASC__ZONE_UTC},
    {"/Date(-11644473600001)/", "none", EASC__ZONE_NONE},
    {"/Date()/", "none", EASC__ZONE_NONE},
    {"/Date(1", "none", EASC__ZONE_NONE},
    {"/Date(1)/ ", "1970-01-01T00:00:00Z", EASC__ZONE_UTC},
    {"/Date(1)/x", "none", EASC__ZONE_NONE},
    /* CLIXML, and ConvertTo-Json of PowerShell 7 */
    {"2011-05-12T09:14:03+02:00", "2011-05-12T07:14:03Z", EASC__ZONE_UTC},
    {"2011-05-12T09:14:03.1234567+02:00", "2011-05-12T07:14:03Z", EASC__ZONE_UTC},
    {"2011-05-12T07:14:03Z", "2011-05-12T07:14:03Z", EASC__ZONE_UTC},
    {"2011-05-12T09:14:03-07:00", "2011-05-12T16:14:03Z", EASC__ZONE_UTC},
    {"2011-05-12T09:14:03", "2011-05-12T09:14:03Z", EASC__ZONE_LOCAL},
    {"2011-05-12 09:14:03", "2011-05-12T09:14:03Z", EASC__ZONE_LOCAL},
    /* Export-Csv, by culture */
    {"5/12/2011 9:14:03 AM", "2011-05-12T09:14:03Z?", EASC__ZONE_LOCAL},
    {"5/12/2011 12:00:00 AM", "2011-05-12T00:00:00Z?", EASC__ZONE_LOCAL},
    {"5/12/2011 12:00:00 PM", "2011-05-12T12:00:00Z?", EASC__ZONE_LOCAL},
    {"5/12/2011 1:00:00 pm", "2011-05-12T13:00:00Z?", EASC__ZONE_LOCAL},
    {"5/12/2011 9:14:03\xE2\x80\xAF"
     "AM",
     "2011-05-12T09:14:03Z?", EASC__ZONE_LOCAL},
    {"5/13/2011 9:14:03 AM", "2011-05-13T09:14:03Z", EASC__ZONE_LOCAL},
    {"13/5/2011 9:14:03 AM", "2011-05-13T09:14:03Z", EASC__ZONE_LOCAL},
    {"5/5/2011 9:14:03 AM", "2011-05-05T09:14:03Z", EASC__ZONE_LOCAL},
    {"12/05/2011 09:14:03", "2011-05-12T09:14:03Z?", EASC__ZONE_LOCAL},
    {"10/20/2019 09:14:03", "2019-10-20T09:14:03Z", EASC__ZONE_LOCAL},
    {"12-5-2011 09:14:03", "2011-05-12T09:14:03Z", EASC__ZONE_LOCAL},
    {"12.05.2011 09:14:03", "2011-05-12T09:14:03Z", EASC__ZONE_LOCAL},
    {"12-5-2011 09:14", "2011-05-12T09:14:00Z", EASC__ZONE_LOCAL},
    {"29.02.2012 23:59:59", "2012-02-29T23:59:59Z", EASC__ZONE_LOCAL},
    {"29.02.2011 23:59:59", "none", EASC__ZONE_NONE},
    {"13/13/2011 9:14:03", "none", EASC__ZONE_NONE},
    {"5/12/2011", "none", EASC__ZONE_NONE},
    {"5/12-2011 9:14:03", "none", EASC__ZONE_NONE},
    {"5/12/11 9:14:03", "none", EASC__ZONE_NONE},
    {"5/12/2011 13:14:03 PM", "none", EASC__ZONE_NONE},
    {"5/12/2011 0:14:03 AM", "none", EASC__ZONE_NONE},
    {"5/12/2011 24:00:00", "none", EASC__ZONE_NONE},
    {"5/12/2011 9:60:00", "none", EASC__ZONE_NONE},
    {"5/12/2011 9:14:03 XM", "none", EASC__ZONE_NONE},
    {"2011-05-12", "none", EASC__ZONE_NONE},
    {"", "none", EASC__ZONE_NONE},
    {"yesterday", "none", EASC__ZONE_NONE},
};

static void times_of_every_form_are_read(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__text shown = easc__text_init(0);
    for (size_t i = 0; i < UNIT_COUNT(time_cases); i++) {
        const time_case *c = &time_cases[i];
        int64_t time_s = 77;
        bool is_guess = false;
        easc__zone zone = easc__shell_time(easc__bytes_z(c->text), &time_s, &is_guess);
        easc__text_clear(&shown);
        if (zone == EASC__ZONE_NONE) {
            easc__text_add_z(&shown, time_s == 77 ? "none" : "changed");
        } else {
            easc__text_add_time(&shown, time_s);
            easc__text_add_z(&shown, is_guess ? "?" : "");
        }
        wrong += unit_wrong_text(c->text, "time", c->shown, easc__text_view(&shown));
        wrong += unit_wrong_number(c->text, "zone", c->zone, zone);
    }
    easc__text_done(&shown);
    assert_int_equal(wrong, 0);
}

typedef struct span_case {
    const char *text;
    int64_t seconds; /* -1: none */
} span_case;

static const span_case span_cases[] = {
    {"00:15:00", 900},
    {"00:15:00.5000000", 900},
    {"0:0:1", 1},
    {"23:59:59", 86399},
    {"24:00:00", -1},
    {"00:60:00", -1},
    {"1.00:00:00", 86400},
    {"90.02:03:04", 7783384},
    {"1.24:00:00", -1},
    {"00:15", -1},
    {"15", -1},
    {"-00:15:00", -1},
    {"00:15:00x", -1},
    {"PT15M", 900},
    {"PT900S", 900},
    {"PT1H30M", 5400},
    {"P1DT2H", 93600},
    {"P90D", 7776000},
    {"PT0S", 0},
    {"PT1.5S", 1},
    {"P15M", -1}, /* months */
    {"PT1D", -1},
    {"PT5M1H", -1},
    {"PT5", -1},
    {"PT", -1},
    {"P", -1},
    {"P1D2H", -1},
    {"PTT1H", -1},
    {"-PT15M", -1},
    {"PT99999999999S", -1},
    {"", -1},
    {"Unlimited", -1},
};

static void spans_of_both_forms_are_read(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(span_cases); i++) {
        int64_t seconds = -1;
        bool ok = easc__shell_span(easc__bytes_z(span_cases[i].text), &seconds);
        wrong += unit_wrong_number(span_cases[i].text, "seconds", span_cases[i].seconds, seconds);
        wrong += ok != (span_cases[i].seconds >= 0);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_of_every_form_are_read),
        cmocka_unit_test(spans_of_both_forms_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
