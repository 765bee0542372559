/* test_labels.c - texts by key and language. That all languages say the same, and what the code
   asks for, is what tests/support/check_labels.py looks at. */
#include "labels/labels.h"

#include "support/failing_heap.h"
#include "support/unit.h"

static easc__labels *read_labels(const char *text)
{
    easc__labels *labels = NULL;
    assert_int_equal(easc__labels_read(easc__bytes_z(text), "x.json", &labels, NULL), EASC_OK);
    return labels;
}

static void a_text_is_found_by_the_path_to_it(void **state)
{
    (void)state;
    easc__labels *labels = read_labels(
        "{\"a\":{\"b\":{\"c\":\"deep\"},\"d\":\"less\"},\"A\":\"case counts\",\"e\":\"top\"}");
    static const struct {
        const char *key;
        const char *text;
    } rows[] = {
        {"a.b.c", "deep"}, {"a.d", "less"}, {"A", "case counts"}, {"e", "top"},
        {"a", ""},         {"a.b", ""},     {"a.b.c.", ""},       {"", ""},
        {"E", ""},         {".e", ""},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(rows); i++) {
        wrong += unit_wrong_text(rows[i].key, "text", rows[i].text,
                                 easc__label(labels, easc__bytes_z(rows[i].key)));
    }
    assert_int_equal(wrong, 0);
    assert_int_equal(easc__labels_count(labels), 4);
    assert_int_equal(unit_wrong_text("first", "key", "a.b.c", easc__labels_key(labels, 0)), 0);
    easc__labels_free(labels);
}

static void a_key_may_come_in_two_parts(void **state)
{
    (void)state;
    char much[300];
    easc__labels *labels = read_labels("{\"a\":{\"b\":\"both\"}}");
    memset(much, 'x', sizeof much);
    easc__bytes longer = easc__bytes_of(much, sizeof much);
    easc__bytes both = easc__label_of(labels, EASC__LIT("a."), EASC__LIT("b"));
    assert_int_equal(unit_wrong_text("a. b", "text", "both", both), 0);
    assert_int_equal(easc__label_of(labels, EASC__LIT("a."), longer).n, 0);
    assert_int_equal(easc__label_of(labels, longer, EASC__LIT("b")).n, 0);
    assert_int_equal(easc__label_of(labels, EASC__LIT("a.b"), EASC__LIT("")).n, 0);
    easc__labels_free(labels);
}

static void places_are_filled_and_what_is_none_stays(void **state)
{
    (void)state;
    static const easc__label_value values[] = {{EASC__NAME("who"), EASC__NAME("amy")},
                                               {EASC__NAME("n"), EASC__NAME("{who}")}};
    static const struct {
        const char *text;
        const char *filled;
    } rows[] = {
        {"", ""},
        {"nothing", "nothing"},
        {"{who}", "amy"},
        {"{who}{who}, {n}!", "amyamy, {who}!"}, /* a value is no text with places */
        {"{{who}", "{who}"},
        {"{{{who}}", "{amy}"},
        {"{whose} {} {who", "{whose} {} {who"},
        {"{ {who}", "{ amy"},
        {"}{", "}{"},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(rows); i++) {
        easc__text out = easc__text_init(0);
        easc__label_fill(&out, easc__bytes_z(rows[i].text), values, UNIT_COUNT(values));
        wrong += unit_wrong_text(rows[i].text, "filled", rows[i].filled, easc__text_view(&out));
        easc__text_done(&out);
    }
    assert_int_equal(wrong, 0);
}

static void what_is_no_object_of_texts_is_refused_with_its_place(void **state)
{
    (void)state;
    char much[300];
    memset(much, 'x', sizeof much);
    memcpy(much, "{\"", 2);
    memcpy(much + sizeof much - 9, "\":\"t\"}\0", 8);
    const struct {
        const char *text;
        const char *place;
    } rows[] = {
        {"[]", "$"},
        {"\"text\"", "$"},
        {"{\"a\":{\"b\":1}}", "$.a.b"},
        {"{\"a\":\"\"}", "$.a"},
        {"{\"a\":null}", "$.a"},
        {"{\"a\":[\"b\"]}", "$.a"},
        {"{\"a.b\":\"c\"}", "without a point"},
        {"{\"\":\"c\"}", "without a point"},
        {much, "without a point"},
        {"{\"a\":\"b\",}", ""},
        {"{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":"
         "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":\"b\"}}}}}}}}}}}}}}}}}",
         "not too deep"},
    };
    for (size_t i = 0; i < UNIT_COUNT(rows); i++) {
        easc__labels *labels = NULL;
        easc__error err = {.status = EASC_OK};
        easc_status status =
            easc__labels_read(easc__bytes_z(rows[i].text), "x.json", &labels, &err);
        assert_int_equal(status, EASC_E_DATA);
        assert_null(labels);
        assert_string_equal(err.path, "x.json");
        assert_non_null(strstr(err.message, rows[i].place));
    }
}

static void every_shipped_language_loads_and_no_other(void **state)
{
    (void)state;
    static const char *const languages[] = {"", "en", "nl", "NL"};
    easc__labels *labels = NULL;
    easc__error err = {.status = EASC_OK};
    for (size_t i = 0; i < UNIT_COUNT(languages); i++) {
        assert_int_equal(easc__labels_load(easc__bytes_z(languages[i]), &labels, &err), EASC_OK);
        easc__labels_free(labels);
    }
    labels = NULL;
    assert_int_equal(easc__labels_load(EASC__LIT("e"), &labels, &err), EASC_E_ARGUMENT);
    assert_null(labels);
    assert_string_equal(err.message, "there is no such language; there are: en, nl");
    easc__labels_free(NULL);
}

static void running_out_of_memory_leaves_nothing_behind(void **state)
{
    (void)state;
    easc_status status = EASC_E_MEMORY;
    for (size_t allowed = 0; status != EASC_OK; allowed++) {
        easc__labels *labels = NULL;
        easc__error err = {.status = EASC_OK};
        failing_heap_allow(allowed);
        status = easc__labels_read(EASC__LIT("{\"a\":{\"b\":\"c\"},\"d\":\"e\"}"), "x.json",
                                   &labels, &err);
        failing_heap_allow(SIZE_MAX);
        assert_true(status == EASC_OK ? labels != NULL : status == EASC_E_MEMORY && !labels);
        easc__labels_free(labels);
        assert_int_equal(failing_heap_live(), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_found_by_the_path_to_it),
        cmocka_unit_test(a_key_may_come_in_two_parts),
        cmocka_unit_test(places_are_filled_and_what_is_none_stays),
        cmocka_unit_test(what_is_no_object_of_texts_is_refused_with_its_place),
        cmocka_unit_test(every_shipped_language_loads_and_no_other),
        cmocka_unit_test(running_out_of_memory_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
