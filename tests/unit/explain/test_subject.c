/* test_subject.c - what a pasted line is: a row, a query, a base64 query, or nothing of the kind,
   and then why. */
#include "explain/subject.h"

#include "base/text.h"

#include "unit.h"
#include "unit/w3c/real_rows.h"

#define EAS "/Microsoft-Server-ActiveSync"
#define ROW                                                                                        \
    "2011-05-06 11:30:11 10.0.0.1 POST " EAS                                                       \
    "/default.eas Cmd=Sync&User=a 443 C\\a 1.1.1.1 A/1 449 0 0 9"
#define FIELDS "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query sc-status\n"
#define BASE64 "jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l"

/* "row 1", "none 2 columns 3 of 7": kind and line of each, and of what is none the problem with the
   columns found and expected. */
static void show_subjects(const char *text, const easc__schema *assumed, easc__text *to)
{
    easc__subjects subjects;
    easc__subject s;
    easc__subjects_begin(&subjects, easc__bytes_z(text), assumed);
    while (easc__subjects_next(&subjects, &s)) {
        easc__text_add_z(to, to->n > 0 ? "; " : "");
        easc__text_add(to, easc__subject_name(s.kind));
        easc__text_add_char(to, ' ');
        easc__text_add_u64(to, s.line);
        if (s.kind == EASC__SUBJECT_NONE) {
            easc__text_add_char(to, ' ');
            easc__text_add(to, easc__subject_problem_name(s.problem));
            easc__text_add_char(to, ' ');
            easc__text_add_u64(to, s.found);
            easc__text_add_z(to, " of ");
            easc__text_add_u64(to, s.expected);
        }
    }
}

typedef struct subject_row {
    const char *text;
    const char *subjects;
} subject_row;

static const subject_row subject_rows[] = {
    {"", ""},
    {"\n \r\n\n", ""},
    {ROW, "row 1"},
    {"\"" ROW "\"", "row 1"},
    {"'" ROW "'", "row 1"},
    {"\xEF\xBB\xBF" ROW "\r\n", "row 1"},
    {ROW "\n\n" ROW "\n", "row 1; row 3"},
    /* columns by name */
    {FIELDS "2011-05-06 11:30:11 10.0.0.1 POST " EAS " Cmd=Sync 449", "row 2"},
    {FIELDS "2011-05-06 11:30:11 10.0.0.1 POST " EAS " 449", "none 2 columns 6 of 7"},
    {FIELDS ROW, "none 2 columns 14 of 7"},
    {FIELDS "2011-05-36 11:30:11 10.0.0.1 POST " EAS " - 449", "none 2 time 7 of 7"},
    {FIELDS "2011-05-06 11:30:11 10.0.0.1 GET /owa/ - 200", "none 2 foreign 7 of 7"},
    {"#Fields: time cs-uri-stem\n11:30:11 " EAS, "none 2 no-date 2 of 2"},
    {"#Date: 2011-05-06\n#Fields: time cs-uri-stem\n11:30:11 " EAS, "row 3"},
    {"#Software: Microsoft HTTP API 2.0\n#Fields: date cs-uri\n2011-05-06 /",
     "none 3 other-log 0 of 0"},
    /* queries */
    {"Cmd=Sync&User=a", "query 1"},
    {"?Cmd=Sync&User=a", "query 1"},
    {"&Log=V141_S142_", "query 1"},
    {"log=V141_", "query 1"},
    {EAS "?Cmd=Sync", "query 1"},
    {EAS "/Proxy/default.eas?Cmd=Sync", "query 1"},
    {"https://mail.contoso.com" EAS "/default.eas?Cmd=Sync&User=a", "query 1"},
    {"https://mail.contoso.com/owa/?Cmd=Sync", "none 1 foreign 0 of 0"},
    {"https://mail.contoso.com" EAS, "none 1 nothing 0 of 0"},
    {FIELDS "Cmd=Sync", "query 2"},
    {BASE64, "base64 1"},
    {"?" BASE64, "base64 1"},
    {BASE64 "&Log=V140_S142_", "base64 1"},
    {EAS "?" BASE64, "base64 1"},
    {"1.1.1.1 - a [18/Apr/2015:08:03:13 +0200] \"POST " EAS "?" BASE64 " HTTP/1.1\" 301 184",
     "base64 1"},
    /* nothing of the kind */
    {"hello", "none 1 nothing 0 of 0"},
    {"a=b&c=d", "none 1 nothing 0 of 0"},
    {"hello world", "none 1 shape 2 of 0"},
    {"2011-05-06 11:30:11 10.0.0.1 POST " EAS " Cmd=Sync&User=a", "none 1 shape 6 of 0"},
    {"2011-05-06 11:30:11 10.0.0.1 POST /owa/ - 443 C\\a 1.1.1.1 A/1 200 0 0 9",
     "none 1 foreign 14 of 0"},
    {"eQ", "none 1 nothing 0 of 0"},
};

static void a_line_is_a_row_a_query_or_nothing_of_the_kind(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(subject_rows); i++) {
        easc__text shown = easc__text_init(0);
        show_subjects(subject_rows[i].text, NULL, &shown);
        wrong += unit_wrong_text(subject_rows[i].text, "subjects", subject_rows[i].subjects,
                                 easc__text_view(&shown));
        easc__text_done(&shown);
    }
    assert_int_equal(wrong, 0);
}

static void real_rows_without_their_fields_are_rows(void **state)
{
    (void)state;
    const char *const rows[] = {e2016_all_fields[0], e2016_all_fields[1], e2016_all_fields[2],
                                e2010_nokia[0],      e2010_nokia[1],      e2010_android[0],
                                e2003_all_fields[0], e2003_all_fields[1], e2003_default[3]};
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(rows); i++) {
        easc__text shown = easc__text_init(0);
        show_subjects(rows[i], NULL, &shown);
        wrong += unit_wrong_text(rows[i], "subjects", "row 1", easc__text_view(&shown));
        easc__text_done(&shown);
    }
    assert_int_equal(wrong, 0);
}

static void columns_that_are_assumed_hold_until_a_fields_line_comes(void **state)
{
    (void)state;
    easc__schema assumed;
    easc__text shown = easc__text_init(0);
    easc__schema_read(EASC__LIT("date time cs-uri-stem cs-uri-query"), false, &assumed);
    show_subjects("2011-05-06 11:30:11 " EAS " Cmd=Sync\n" ROW "\n" FIELDS
                  "2011-05-06 11:30:11 10.0.0.1 POST " EAS " Cmd=Sync 449",
                  &assumed, &shown);
    assert_int_equal(unit_wrong_text("assumed", "subjects", "row 1; none 2 columns 14 of 4; row 4",
                                     easc__text_view(&shown)),
                     0);
    easc__text_done(&shown);
}

static void a_row_that_is_longer_than_the_longest_is_none(void **state)
{
    (void)state;
    size_t n = EASC__ROW_MAX_BYTES + 1;
    char *text = test_malloc(n + 1);
    easc__text shown = easc__text_init(0);
    memset(text, 'x', n);
    text[n] = '\0';
    show_subjects(text, NULL, &shown);
    assert_int_equal(
        unit_wrong_text("long", "subjects", "none 1 too-long 0 of 0", easc__text_view(&shown)), 0);
    easc__text_done(&shown);
    test_free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_a_row_a_query_or_nothing_of_the_kind),
        cmocka_unit_test(real_rows_without_their_fields_are_rows),
        cmocka_unit_test(columns_that_are_assumed_hold_until_a_fields_line_comes),
        cmocka_unit_test(a_row_that_is_longer_than_the_longest_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
