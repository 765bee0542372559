/* test_word_order.c - lower case and the word sort of Windows (cmdlet facts 7.2). */
#include "cmdlet/word_order.h"

#include "unit.h"

/* From the smallest to the largest. */
static const char *const ordered[] = {
    "",         " ",        "!",         "\"",       "#",
    "$",        "%",        "&",         "(",        ")",
    "*",        ",",        ".",         "/",        ":",
    ";",        "?",        "@",         "[",        "\\",
    "]",        "^",        "_",         "_x",       "`",
    "{",        "|",        "}",         "~",        "+",
    "<",        "=",        ">",         "0",        "00",
    "1",        "9",        "a",         "A",        "a_b",
    "a1",       "ab",       "aB",        "Ab",       "AB",
    "billet",   "bills",    "bill's",    "cant",     "can't",
    "con",      "coop",     "co'op",     "co-op",    "coo-p",
    "COOP",     "CO-OP",    "cooq",      "e",        "\xC3\xA9",
    "\xC3\x89", "ez",       "\xC3\xA9z", "f",        "stra\xC3\x9F",
    "z",        "\xCE\xB1", "\xCE\x91",  "\xD0\xB6", "\xF0\x9F\x98\x80"};

static void texts_stand_in_the_order_of_windows(void **state)
{
    (void)state;
    for (size_t i = 0; i < UNIT_COUNT(ordered); i++) {
        for (size_t k = 0; k < UNIT_COUNT(ordered); k++) {
            int expected = i < k ? -1 : i > k;
            int order = easc__word_order(easc__bytes_z(ordered[i]), easc__bytes_z(ordered[k]));
            int sign = order < 0 ? -1 : order > 0;
            if (sign != expected) {
                fail_msg("%s and %s: %d", ordered[i], ordered[k], order);
            }
        }
    }
}

typedef struct lower_row {
    const char *raw;
    const char *lower;
} lower_row;

static void letters_have_a_lower_case(void **state)
{
    static const lower_row rows[] = {
        {"", ""},
        {"CONTOSO\\Amy_1", "contoso\\amy_1"},
        {"M\xC3\x9CLLER \xC3\x97", "m\xC3\xBCller \xC3\x97"},
        {"\xC5\xB8\xC5\xBD\xC4\xB0\xC4\x81", "\xC3\xBF\xC5\xBE\xC4\xB0\xC4\x81"},
        {"\xCE\x91\xCE\x86\xCE\xA3", "\xCE\xB1\xCE\xAC\xCF\x83"},
        {"\xD0\x81\xD0\x96\xD0\xAF", "\xD1\x91\xD0\xB6\xD1\x8F"},
        {"\xE2\x82\xAC\xF0\x9F\x98\x80", "\xE2\x82\xAC\xF0\x9F\x98\x80"},
    };
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(rows); i++) {
        easc__text text = easc__text_init(0);
        easc__text_add_lower(&text, easc__bytes_z(rows[i].raw));
        wrong +=
            unit_wrong_text(rows[i].raw, "its lower case", rows[i].lower, easc__text_view(&text));
        easc__text_done(&text);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_stand_in_the_order_of_windows),
        cmocka_unit_test(letters_have_a_lower_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
