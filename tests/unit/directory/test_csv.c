/* test_csv.c - records, fields, quotes and line numbers of a CSV text. */
#include "directory/csv.h"

#include "base/text.h"
#include "failing_heap.h"
#include "unit.h"

#include <stdlib.h>

/* Records as "line:field|field", one in each line. */
typedef struct csv_case {
    const char *text;
    const char *records;
} csv_case;

static const csv_case csv_cases[] = {
    {"", ""},
    {"a", "1:a\n"},
    {"a,b", "1:a|b\n"},
    {"a,b\n", "1:a|b\n"},
    {"a,b\r\nc,d\r\n", "1:a|b\n2:c|d\n"},
    {"a,b\nc", "1:a|b\n2:c\n"},
    {",", "1:|\n"},
    {",\n,", "1:|\n2:|\n"},
    {"a,\r\n,b", "1:a|\n2:|b\n"},
    {"\n\r\na", "1:\n2:\n3:a\n"},
    {" a , b ", "1: a | b \n"},
    {"a\rb,c\r", "1:a\rb|c\n"},
    /* quotes */
    {"\"a\",\"b\"\r\n\"c\"", "1:a|b\n2:c\n"},
    {"\"a,b\",c", "1:a,b|c\n"},
    {"\"a\"\"b\"\"\",c", "1:a\"b\"|c\n"},
    {"\"\",\"\"", "1:|\n"},
    {"\"\"\"\"", "1:\"\n"},
    {"\"a\nb\r\nc\",d\ne", "1:a\nb\r\nc|d\n4:e\n"},
    {"\"\n\n\"\nx", "1:\n\n\n4:x\n"},
    {"a\"b,\"c\"", "1:a\"b|c\n"},
    {"a\",b", "1:a\"|b\n"},
    {" \"a\",b", "1: \"a\"|b\n"},
    {"\"a\"b,c", "1:ab|c\n"},
    {"\"a\" \"b\",c", "1:a \"b\"|c\n"},
    {"\"a\"\r\nb", "1:a\n2:b\n"},
    {"\"a\r\",b\r", "1:a\r|b\n"},
    /* a quote that is not closed, and where it stands */
    {"\"", "unclosed at 1"},
    {"a,\"b", "unclosed at 1"},
    {"a\nb,\"c\n\n\n", "1:a\nunclosed at 2"},
    {"\"a\n\",\"b\n", "unclosed at 2"},
    {"\"a\"\"", "unclosed at 1"},
};

static void show_record(const easc__csv_record *record, easc__text *to)
{
    easc__text_add_u64(to, record->line);
    for (size_t i = 0; i < record->count; i++) {
        easc__text_add_char(to, i == 0 ? ':' : '|');
        easc__text_add(to, record->fields[i]);
    }
    easc__text_add_char(to, '\n');
}

/* A copy that may be changed and ends with the text. */
static easc__csv csv_of(const char *text)
{
    size_t n = strlen(text);
    char *copy = malloc(n > 0 ? n : 1);
    assert_non_null(copy);
    memcpy(copy, text, n);
    return easc__csv_init(copy, n);
}

static void free_csv(easc__csv *csv)
{
    free(csv->text);
    easc__csv_done(csv);
}

static easc_status show_all(easc__csv *csv, easc__text *to)
{
    easc__csv_record record;
    easc_status status = easc__csv_next(csv, &record);
    while (status == EASC_OK) {
        show_record(&record, to);
        status = easc__csv_next(csv, &record);
    }
    if (status == EASC_E_DATA) {
        easc__text_add_z(to, "unclosed at ");
        easc__text_add_u64(to, record.line);
    }
    return status;
}

static void fields_and_line_numbers_are_found(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(csv_cases); i++) {
        easc__csv csv = csv_of(csv_cases[i].text);
        easc__text shown = easc__text_init(0);
        (void)show_all(&csv, &shown);
        wrong += unit_wrong_text(csv_cases[i].text, "records", csv_cases[i].records,
                                 easc__text_view(&shown));
        easc__text_done(&shown);
        free_csv(&csv);
    }
    assert_int_equal(wrong, 0);
}

typedef struct head_case {
    const char *text;
    char separator;
    const char *records;
} head_case;

static const head_case head_cases[] = {
    {"a,b;c,d\n", ',', "1:a|b;c|d\n"},
    {"a;b,c;d\n", ';', "1:a|b,c|d\n"},
    {"a\tb\tc,d\n", '\t', "1:a|b|c,d\n"},
    {"a;b,c\n", ',', "1:a;b|c\n"},
    {"a\tb;c\n", ';', "1:a\tb|c\n"},
    {"a\n1;2;3;4\n", ',', "1:a\n2:1;2;3;4\n"},
    {"\"a,b,c\";d\n", ';', "1:a,b,c|d\n"},
    {"\"a\nx,y,z\";d\n", ';', "1:a\nx,y,z|d\n"},
    {"#TYPE Selected.Microsoft.Exchange\r\na;b\r\n", ';', "2:a|b\n"},
    {"#type x,y,z\na;b\n", ';', "2:a|b\n"},
    {"\"#TYPE x\",,,,\na;b\n", ';', "2:a|b\n"},
    {"\r\n \t\n#TYPE x\n\na,b", ',', "5:a|b\n"},
    {"#TYPE x", ',', ""},
    {"", ',', ""},
    {"\n", ',', ""},
};

static void the_head_decides_the_separator(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(head_cases); i++) {
        const head_case *c = &head_cases[i];
        easc__csv csv = csv_of(c->text);
        easc__text shown = easc__text_init(0);
        easc__csv_skip_preamble(&csv);
        easc__csv_choose_separator(&csv);
        wrong += unit_wrong_number(c->text, "separator", c->separator, csv.separator);
        (void)show_all(&csv, &shown);
        wrong += unit_wrong_text(c->text, "records", c->records, easc__text_view(&shown));
        easc__text_done(&shown);
        free_csv(&csv);
    }
    assert_int_equal(wrong, 0);
}

static void a_record_without_memory_is_an_error(void **state)
{
    (void)state;
    static const char *const text = "1,2,3,4,5,6,7,8,9\n";
    for (size_t allowed = 0; allowed < 2; allowed++) {
        easc__csv csv = csv_of(text);
        easc__csv_record record;
        failing_heap_allow(allowed);
        easc_status status = easc__csv_next(&csv, &record);
        failing_heap_allow(SIZE_MAX);
        assert_int_equal(status, EASC_E_MEMORY);
        free_csv(&csv);
    }
    assert_int_equal(failing_heap_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_and_line_numbers_are_found),
        cmocka_unit_test(the_head_decides_the_separator),
        cmocka_unit_test(a_record_without_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
