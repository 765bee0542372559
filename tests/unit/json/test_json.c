/* test_json.c - what is JSON and what is not, where an error is, and the tree. */
#include "json/json.h"

#include "json/json_path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* A text with its length, because some hold NUL. */
#define TEXT(literal) literal, sizeof(literal) - 1

/* Parsed from memory that ends with the text, so that a read beyond it is seen. */
static easc_status parse(const char *text, size_t n, easc__json **out, easc__error *err)
{
    char *copy = malloc(n > 0 ? n : 1);
    assert_non_null(copy);
    memcpy(copy, text, n);
    *err = (easc__error){.status = EASC_OK};
    easc_status status = easc__json_parse(easc__bytes_of(copy, n), "test.json", out, err);
    free(copy);
    return status;
}

typedef struct valid_row {
    const char *text;
    size_t n;
    easc__json_type type;
} valid_row;

static const valid_row valid_rows[] = {
    {TEXT("null"), EASC__JSON_NULL},
    {TEXT("true"), EASC__JSON_BOOL},
    {TEXT(" \t\r\n false \n"), EASC__JSON_BOOL},
    {TEXT("0"), EASC__JSON_NUMBER},
    {TEXT("-0.5e+10"), EASC__JSON_NUMBER},
    {TEXT("1E-2"), EASC__JSON_NUMBER},
    {TEXT("1e999999999"), EASC__JSON_NUMBER},
    {TEXT("123456789012345678901234567890123456789012345678901234567890123"), EASC__JSON_NUMBER},
    {TEXT("\"\""), EASC__JSON_STRING},
    {TEXT("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\""), EASC__JSON_STRING},
    {TEXT("\"\xC3\xA9\xF0\x9F\x98\x80\x7F\""), EASC__JSON_STRING},
    {TEXT("[]"), EASC__JSON_ARRAY},
    {TEXT("[1, [2], {\"a\": 3}]"), EASC__JSON_ARRAY},
    {TEXT("{}"), EASC__JSON_OBJECT},
    {TEXT("\xEF\xBB\xBF{\"a\": {\"a\": 1}, \"A\": 2}"), EASC__JSON_OBJECT},
};

static void every_form_of_json_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof valid_rows / sizeof valid_rows[0]; i++) {
        easc__json *json = NULL;
        easc__error err;
        easc_status status = parse(valid_rows[i].text, valid_rows[i].n, &json, &err);
        if (status != EASC_OK) {
            print_error("%s: %s\n", valid_rows[i].text, err.message);
        }
        assert_int_equal(status, EASC_OK);
        assert_int_equal(easc__json_type_of(easc__json_root(json)), valid_rows[i].type);
        easc__json_free(json);
    }
}

typedef struct bad_row {
    const char *text;
    size_t n;
    uint64_t line;
    uint64_t byte;
    const char *part; /* of the message */
} bad_row;

static const bad_row bad_rows[] = {
    {TEXT(""), 1, 0, "a value"},
    {TEXT("\xEF\xBB\xBF"), 1, 3, "a value"},
    {TEXT("\xEF\xBB\xBF\xEF\xBB\xBF{}"), 1, 3, "a value"},
    {TEXT("\n\n  x"), 3, 4, "a value"},
    {TEXT("tru"), 1, 0, "a value"},
    {TEXT("nulll"), 1, 4, "the end of the file"},
    {TEXT("01"), 1, 1, "the end of the file"},
    {TEXT("+1"), 1, 0, "a value"},
    {TEXT("-"), 1, 1, "a value"},
    {TEXT("1."), 1, 2, "a digit"},
    {TEXT(".5"), 1, 0, "a value"},
    {TEXT("1e"), 1, 2, "a digit"},
    {TEXT("0x10"), 1, 1, "the end of the file"},
    {TEXT("NaN"), 1, 0, "a value"},
    {TEXT("1234567890123456789012345678901234567890123456789012345678901234"), 1, 64,
     "63 characters"},
    {TEXT("\""), 1, 1, "ends on its line"},
    {TEXT("\"a\nb\""), 1, 2, "ends on its line"},
    {TEXT("\"a\0b\""), 1, 2, "ends on its line"},
    {TEXT("\"\\"), 1, 2, "an escape"},
    {TEXT("\"\\x\""), 1, 2, "an escape"},
    {TEXT("\"\\u12"), 1, 5, "four hexadecimal digits"},
    {TEXT("\"\\u0000\""), 1, 7, "without NUL"},
    {TEXT("\"\\uD83D\""), 1, 7, "surrogate"},
    {TEXT("\"\\uD83Dxx\""), 1, 7, "surrogate"},
    {TEXT("\"\\uD83D\\u0041\""), 1, 13, "surrogate"},
    {TEXT("\"\\uDE00\""), 1, 7, "surrogate"},
    {TEXT("\"\xFF\""), 1, 1, "UTF-8"},
    {TEXT("\"\xC0\x80\""), 1, 1, "UTF-8"},
    {TEXT("\"\xED\xA0\x80\""), 1, 1, "UTF-8"},
    {TEXT("\xFF\xFE{\0}\0"), 1, 0, "a value"},
    {TEXT("{\0}"), 1, 1, "a text in double quotes"},
    {TEXT("{}\0"), 1, 2, "the end of the file"},
    {TEXT("{} {}"), 1, 3, "the end of the file"},
    {TEXT("[1,]"), 1, 3, "a value"},
    {TEXT("[1 2]"), 1, 3, "\"]\""},
    {TEXT("["), 1, 1, "a value"},
    {TEXT("[1"), 1, 2, "\"]\""},
    {TEXT("{"), 1, 1, "a text in double quotes"},
    {TEXT("{a: 1}"), 1, 1, "a text in double quotes"},
    {TEXT("{\"a\" 1}"), 1, 5, "\":\""},
    {TEXT("{\"a\": 1,}"), 1, 8, "a text in double quotes"},
    {TEXT("{\"a\": 1"), 1, 7, "\"}\""},
    {TEXT("{\n  // no\n}"), 2, 4, "a text in double quotes"},
    {TEXT("{\n \"a\": 1,\n \"a\": 2\n}"), 3, 17, "a: expected a name"},
    {TEXT("{\n \"a\": 1,\n \"\\u0061\": 2\n}"), 3, 22, "a: expected a name"},
    {TEXT("[{}, {\"x\": {\"b\": 1, \"c\": 2,\n\"b\": 3}}]"), 2, 33, "b: expected a name"},
};

static void what_is_no_json_is_refused_with_line_and_byte(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_rows / sizeof bad_rows[0]; i++) {
        const bad_row *row = &bad_rows[i];
        easc__json *json = NULL;
        easc__error err;
        easc_status status = parse(row->text, row->n, &json, &err);
        bool is_right = status == EASC_E_DATA && !json && err.line == row->line &&
                        err.byte == row->byte && strstr(err.message, row->part);
        if (!is_right) {
            print_error("%s: status %d line %d byte %d %s\n", row->text, (int)status, (int)err.line,
                        (int)err.byte, err.message);
            fail();
        }
        assert_string_equal(err.path, "test.json");
    }
}

static easc_status parse_nested(size_t depth, bool is_closed, easc__error *err)
{
    char *text = malloc(2 * depth + 1);
    assert_non_null(text);
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    easc__json *json = NULL;
    easc_status status = parse(text, is_closed ? 2 * depth : depth, &json, err);
    easc__json_free(json);
    free(text);
    return status;
}

static void nesting_of_64_is_read_and_deeper_is_refused_before_the_stack_is_used_up(void **state)
{
    (void)state;
    easc__error err;
    assert_int_equal(parse_nested(64, true, &err), EASC_OK);
    assert_int_equal(parse_nested(65, true, &err), EASC_E_DATA);
    assert_non_null(strstr(err.message, "64"));
    assert_int_equal(err.byte, 64);
    assert_int_equal(parse_nested(5000000, false, &err), EASC_E_DATA);
    assert_int_equal(err.byte, 64);
}

static void sixteen_mebibytes_are_read_and_one_byte_more_is_a_limit(void **state)
{
    (void)state;
    char *text = malloc(EASC__JSON_LIMIT_BYTES + 1);
    assert_non_null(text);
    memset(text, ' ', EASC__JSON_LIMIT_BYTES + 1);
    text[0] = '1';
    easc__json *json = NULL;
    easc__error err;
    assert_int_equal(parse(text, EASC__JSON_LIMIT_BYTES, &json, &err), EASC_OK);
    easc__json_free(json);
    json = NULL;
    assert_int_equal(parse(text, EASC__JSON_LIMIT_BYTES + 1, &json, &err), EASC_E_LIMIT);
    assert_null(json);
    free(text);
}

static void a_hundred_thousand_names_in_one_object_are_checked_in_time(void **state)
{
    (void)state;
    enum { COUNT = 100000, ROOM = COUNT * 16 };
    char *text = malloc(ROOM);
    assert_non_null(text);
    size_t n = 0;
    for (int i = 0; i < COUNT; i++) {
        n += (size_t)snprintf(text + n, ROOM - n, "%c\"n%d\":0", i ? ',' : '{', i);
    }
    text[n++] = '}';
    easc__json *json = NULL;
    easc__error err;
    assert_int_equal(parse(text, n, &json, &err), EASC_OK);
    assert_int_equal(easc__json_count(easc__json_root(json)), COUNT);
    easc__json_free(json);
    free(text);
}

/* Every beginning of a document and every document with one byte changed: refused or read. */
static void damaged_documents_are_survived(void **state)
{
    (void)state;
    static const char text[] =
        "{\"a\": [1, -2.5e3, \"x\\u00e9\\ud83d\\ude00\xC3\xA9\"], \"b\": null}";
    static const char bytes[] = "\"\\{}[],:u0\0\xFF\xC3\x80 e";
    char copy[sizeof text];
    for (size_t i = 0; i < sizeof text; i++) {
        for (size_t b = 0; b < sizeof bytes; b++) {
            easc__json *json = NULL;
            easc__error err;
            memcpy(copy, text, sizeof text);
            (void)parse(copy, i, &json, &err);
            easc__json_free(json);
            json = NULL;
            copy[i] = bytes[b];
            (void)parse(copy, sizeof text - 1, &json, &err);
            easc__json_free(json);
        }
    }
}

/* --- the tree --------------------------------------------------------------------------------- */

static easc__json *parse_good(const char *text)
{
    easc__json *json = NULL;
    easc__error err;
    assert_int_equal(parse(text, strlen(text), &json, &err), EASC_OK);
    return json;
}

static void assert_bytes(easc__bytes got, const char *expected)
{
    assert_int_equal(got.n, strlen(expected));
    assert_memory_equal(got.p ? got.p : "", expected, got.n);
}

static void members_are_found_with_case_and_children_come_in_order(void **state)
{
    (void)state;
    easc__json *json = parse_good("{\"One\": \"\\u00e9\", \"one\": true, \"two\": [1, 2, 3]}");
    const easc__json_value *root = easc__json_root(json);
    assert_bytes(easc__json_text(easc__json_member(root, "One")), "\xC3\xA9");
    assert_true(easc__json_bool(easc__json_member(root, "one"), false));
    assert_null(easc__json_member(root, "ONE"));
    const easc__json_value *two = easc__json_member(root, "two");
    assert_int_equal(easc__json_count(two), 3);
    assert_null(easc__json_member(two, "one"));
    assert_bytes(easc__json_name(easc__json_first(root)), "One");
    assert_bytes(easc__json_name(easc__json_next(easc__json_first(root))), "one");
    assert_null(easc__json_next(two));
    assert_null(easc__json_first(easc__json_first(two)));
    easc__json_free(json);
}

static void a_value_of_another_type_has_no_text_and_no_truth(void **state)
{
    (void)state;
    easc__json *json = parse_good("[1, \"true\", null]");
    const easc__json_value *one = easc__json_first(easc__json_root(json));
    assert_int_equal(easc__json_text(one).n, 0);
    assert_true(easc__json_bool(one, true));
    assert_false(easc__json_bool(easc__json_next(one), false));
    assert_int_equal(easc__json_name(one).n, 0);
    easc__json_free(json);
}

static void texts_are_taken_required_or_not(void **state)
{
    (void)state;
    easc__json *json = parse_good("{\n \"a\": \"x\",\n \"b\": 7\n}");
    const easc__json_value *root = easc__json_root(json);
    easc__bytes out = EASC__LIT("untouched");
    easc__error err;
    assert_int_equal(easc__json_take_text(json, root, "$", "a", true, &out, &err), EASC_OK);
    assert_bytes(out, "x");
    assert_int_equal(easc__json_take_text(json, root, "$", "b", false, &out, &err), EASC_E_DATA);
    assert_string_equal(err.message, "$.b: expected a text");
    assert_int_equal(err.line, 3);
    assert_bytes(out, "x");
    assert_int_equal(easc__json_take_text(json, root, "$.r[1]", "c", true, &out, &err),
                     EASC_E_DATA);
    assert_string_equal(err.message, "$.r[1].c: expected a text; it is missing");
    assert_int_equal(easc__json_take_text(json, root, "$", "c", false, &out, &err), EASC_OK);
    assert_int_equal(out.n, 0);
    easc__json_free(json);
}

static void a_complaint_names_the_line_and_byte_of_the_value(void **state)
{
    (void)state;
    easc__json *json = parse_good("\xEF\xBB\xBF[\n {\"a\": [[],\n {}, \"{[\"]},\n\n  9\n]");
    const easc__json_value *object = easc__json_first(easc__json_root(json));
    const easc__json_value *a = easc__json_member(object, "a");
    const easc__json_value *braces = easc__json_next(easc__json_first(a));
    easc__error err;
    assert_int_equal(easc__json_complain(json, easc__json_next(object), "$[1]", "x", &err),
                     EASC_E_DATA);
    assert_int_equal(err.line, 5);
    assert_int_equal(err.byte, 33);
    (void)easc__json_complain(json, braces, "$", "x", &err);
    assert_int_equal(err.line, 3);
    (void)easc__json_complain(json, easc__json_root(json), "$", "x", &err);
    assert_int_equal(err.line, 1);
    assert_int_equal(err.byte, 3);
    (void)easc__json_complain(json, NULL, "$", "x", &err);
    assert_int_equal(err.line, 0);
    assert_int_equal(easc__json_complain(json, braces, "$", "x", NULL), EASC_E_DATA);
    easc__json_free(json);
}

static void a_key_that_is_not_listed_is_named(void **state)
{
    (void)state;
    static const char *const names[] = {"a", "b", NULL};
    easc__json *json = parse_good("{\"a\": 1,\n\"B\": 2}");
    easc__error err;
    assert_int_equal(easc__json_only(json, easc__json_root(json), "$", names, &err), EASC_E_DATA);
    assert_string_equal(err.message, "$.B: expected no such key, but one of a, b");
    assert_int_equal(err.line, 2);
    easc__json_free(json);
}

static void a_path_is_cut_at_a_character_and_never_grows_beyond_its_room(void **state)
{
    (void)state;
    easc__json_path path = easc__json_path_root();
    for (size_t i = 0; i < 200; i++) {
        path = easc__json_path_member(path.text, EASC__LIT("\xC3\xA9\xC3\xA9\xC3\xA9"));
        path = easc__json_path_item(path.text, i);
        size_t n = strlen(path.text);
        assert_true(n < sizeof path.text);
        assert_true(i < 30 || strcmp(path.text + n - 3, "\xE2\x80\xA6") == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_of_json_is_read),
        cmocka_unit_test(what_is_no_json_is_refused_with_line_and_byte),
        cmocka_unit_test(nesting_of_64_is_read_and_deeper_is_refused_before_the_stack_is_used_up),
        cmocka_unit_test(sixteen_mebibytes_are_read_and_one_byte_more_is_a_limit),
        cmocka_unit_test(a_hundred_thousand_names_in_one_object_are_checked_in_time),
        cmocka_unit_test(damaged_documents_are_survived),
        cmocka_unit_test(members_are_found_with_case_and_children_come_in_order),
        cmocka_unit_test(a_value_of_another_type_has_no_text_and_no_truth),
        cmocka_unit_test(texts_are_taken_required_or_not),
        cmocka_unit_test(a_complaint_names_the_line_and_byte_of_the_value),
        cmocka_unit_test(a_key_that_is_not_listed_is_named),
        cmocka_unit_test(a_path_is_cut_at_a_character_and_never_grows_beyond_its_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
