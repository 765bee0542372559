/* test_text.c - growing texts, valid UTF-8, percent-decoding, and UTF-16 in pieces. */
#include "base/text.h"

#include "base/civil.h"
#include "base/utf16.h"
#include "failing_heap.h"
#include "unit.h"

#include <stdlib.h>

#define BAD "\xEF\xBF\xBD" /* U+FFFD */

/* A text with its length, because some hold NUL. */
#define TEXT(literal) literal, sizeof(literal) - 1

/* --- the buffer ------------------------------------------------------------------------------ */

static void appends_may_be_chained(void **state)
{
    (void)state;
    easc__text text = easc__text_init(0);
    easc__text_add(&text, EASC__LIT("a"));
    easc__text_add(&text, easc__bytes_of(NULL, 0));
    easc__text_add_char(&text, 'b');
    easc__text_add_z(&text, "cd");
    easc__text_add_z(&text, NULL);
    easc__text_add_u64(&text, UINT64_MAX);
    easc__text_add_i64(&text, -5);
    easc__text_add_time(&text, EASC__NO_TIME);
    easc__text_add_time(&text, 0);
    easc__text_add_date(&text, 1);
    assert_int_equal(unit_wrong_text("all", "text",
                                     "abcd18446744073709551615-51970-01-01T00:00:00Z1970-01-02",
                                     easc__text_view(&text)),
                     0);
    easc__text_clear(&text);
    assert_int_equal(text.n, 0);
    easc__text_done(&text);
    assert_int_equal(failing_heap_live(), 0);
}

typedef struct fixed_row {
    double value;
    const char *text;
} fixed_row;

static const fixed_row fixed_rows[] = {
    {0.0, "0.00"},     {0.004, "0.00"}, {0.005, "0.01"},  {0.994, "0.99"},
    {0.995, "1.00"},   {1.0, "1.00"},   {9.999, "10.00"}, {66.666666, "66.67"},
    {100.0, "100.00"}, {0.125, "0.13"}, {2.5, "2.50"},    {1e15, "1000000000000000.00"},
};

static void two_decimals_are_rounded_half_up(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__text text = easc__text_init(0);
    for (size_t i = 0; i < UNIT_COUNT(fixed_rows); i++) {
        easc__text_clear(&text);
        easc__text_add_fixed2(&text, fixed_rows[i].value);
        wrong += unit_wrong_text(fixed_rows[i].text, "number", fixed_rows[i].text,
                                 easc__text_view(&text));
    }
    easc__text_done(&text);
    assert_int_equal(wrong, 0);
}

static void a_text_stops_at_its_ceiling_and_stays_failed(void **state)
{
    (void)state;
    easc__text text = easc__text_init(5);
    easc__text_add_z(&text, "12345");
    assert_false(text.failed);
    easc__text_add_z(&text, "6");
    assert_true(text.failed);
    easc__text_add_z(&text, "");
    easc__text_add_char(&text, '7');
    assert_true(text.failed);
    assert_int_equal(text.n, 5);
    easc__text_clear(&text);
    easc__text_add_z(&text, "123");
    easc__text_add_z(&text, "456");
    assert_true(text.failed);
    assert_int_equal(text.n, 3);
    assert_false(easc__text_reserve(&text, 1));
    easc__text_done(&text);
    assert_int_equal(text.ceiling, 5);
    assert_false(easc__text_reserve(&text, SIZE_MAX));
}

static void a_text_that_was_reserved_does_not_move(void **state)
{
    (void)state;
    easc__text text = easc__text_init(0);
    easc__text_add_z(&text, "head");
    assert_true(easc__text_reserve(&text, 100000));
    const char *before = text.p;
    for (int i = 0; i < 100000; i++) {
        easc__text_add_char(&text, 'x');
    }
    assert_ptr_equal(text.p, before);
    easc__text_done(&text);
}

static void a_text_without_memory_fails_and_keeps_what_it_has(void **state)
{
    (void)state;
    easc__text text = easc__text_init(0);
    easc__text_add_z(&text, "kept");
    failing_heap_allow(0);
    for (int i = 0; i < 100; i++) {
        easc__text_add_char(&text, 'x');
    }
    easc__text_add_decoded(&text, EASC__LIT("%FF"), false);
    failing_heap_allow(SIZE_MAX);
    assert_true(text.failed);
    assert_true(easc__starts(easc__text_view(&text), EASC__LIT("kept")));
    easc__text_done(&text);
    assert_int_equal(failing_heap_live(), 0);
}

/* --- UTF-8 ----------------------------------------------------------------------------------- */

typedef struct utf8_row {
    const char *raw;
    size_t n;
    const char *valid;
} utf8_row;

static const utf8_row utf8_rows[] = {
    {TEXT(""), ""},
    {TEXT("plain"), "plain"},
    {TEXT("\xC2\x80\xDF\xBF"), "\xC2\x80\xDF\xBF"},
    {TEXT("\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF"),
     "\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF"},
    {TEXT("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"), "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"},
    /* The Unicode Standard, chapter 3: tables 3-8 to 3-11, and 3-8 of version 6 */
    {TEXT("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82"
          "A"),
     BAD BAD BAD BAD BAD BAD BAD BAD "A"},
    {TEXT("\xED\xA0\x80\xED\xBF\xBF\xED\xAF"
          "A"),
     BAD BAD BAD BAD BAD BAD BAD BAD "A"},
    {TEXT("\xF4\x91\x92\x93\xFF"
          "A\x80\xBF"
          "B"),
     BAD BAD BAD BAD BAD "A" BAD BAD "B"},
    {TEXT("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF"
          "A"),
     BAD BAD BAD BAD "A"},
    {TEXT("a\xF1\x80\x80\xE1\x80\xC2"
          "b\x80"
          "c\x80\xBF"
          "d"),
     "a" BAD BAD BAD "b" BAD "c" BAD BAD "d"},
    /* cut at the end */
    {TEXT("a\xC3"), "a" BAD},
    {TEXT("a\xE2\x82"), "a" BAD},
    {TEXT("a\xF0\x9F\x98"), "a" BAD},
    {TEXT("a\xE0\x80"), "a" BAD BAD},
    {TEXT("\xF5\x80\x80\x80"), BAD BAD BAD BAD},
    {TEXT("\xFE\xFF"), BAD BAD},
};

static size_t wrong_utf8(const utf8_row *row, easc__text *text)
{
    char *exact = malloc(row->n > 0 ? row->n : 1);
    assert_non_null(exact);
    memcpy(exact, row->raw, row->n);
    easc__bytes raw = easc__bytes_of(exact, row->n);
    bool is_valid = easc__equal(raw, easc__bytes_z(row->valid));
    easc__text_clear(text);
    easc__text_add_utf8(text, raw);
    size_t wrong = unit_wrong_text(row->valid, "UTF-8", row->valid, easc__text_view(text));
    wrong += unit_wrong_number(row->valid, "valid", is_valid, easc__is_utf8(raw));
    easc__text_clear(text);
    easc__text_add_decoded(text, raw, false);
    wrong += unit_wrong_text(row->valid, "decoded", row->valid, easc__text_view(text));
    free(exact);
    return wrong;
}

static void each_maximal_ill_formed_part_becomes_one_replacement(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__text text = easc__text_init(0);
    for (size_t i = 0; i < UNIT_COUNT(utf8_rows); i++) {
        wrong += wrong_utf8(&utf8_rows[i], &text);
    }
    easc__text_done(&text);
    assert_int_equal(wrong, 0);
    assert_true(easc__is_utf8(easc__bytes_of("a\0b", 3)));
}

/* Every code point, written by the rules of UTF-8, is valid; every surrogate is not. */
static size_t write_code(uint32_t code, char *to)
{
    size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n - 1; i > 0; i--) {
        to[i] = (char)(unsigned char)(0x80u | (code & 0x3Fu));
        code >>= 6;
    }
    to[0] = (char)(unsigned char)(marks[n] | code);
    return n;
}

static bool is_surrogate(uint32_t code)
{
    return code >= 0xD800 && code <= 0xDFFF;
}

static void every_character_is_valid_and_no_surrogate(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (uint32_t code = 0; code < 0x110100; code++) {
        char bytes[4];
        size_t n = write_code(code, bytes);
        bool is_valid = !is_surrogate(code) && code < 0x110000;
        wrong += easc__is_utf8(easc__bytes_of(bytes, n)) != is_valid;
    }
    assert_int_equal(wrong, 0);
}

typedef struct escape_row {
    const char *raw;
    bool plus_is_blank;
    const char *decoded;
} escape_row;

static const escape_row escape_rows[] = {
    {"a%20b", false, "a b"},
    {"a+b%2Bc", true, "a b+c"},
    {"a+b%2bc", false, "a+b+c"},
    {"%5Cjan%5fx", false, "\\jan_x"},
    {"%", false, "%"},
    {"%4", false, "%4"},
    {"%4G%G4%%20", false, "%4G%G4% "},
    {"%2520", false, "%20"},
    {"%%34%31", false, "%41"},
    {"%C3%A9\xC3\xA9\xC3%A9", false, "\xC3\xA9\xC3\xA9\xC3\xA9"},
    {"%C3x%E2%82", true, BAD "x" BAD},
    {"%F1%80%80%E1%80%C2b%80c", false, BAD BAD BAD "b" BAD "c"},
};

static void escapes_are_decoded_once(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(escape_rows); i++) {
        const escape_row *row = &escape_rows[i];
        easc__text text = easc__text_init(0);
        easc__text_add_z(&text, "\xC3"); /* what is there already is not looked at */
        easc__text_add_decoded(&text, easc__bytes_z(row->raw), row->plus_is_blank);
        wrong += unit_wrong_text(row->raw, "decoded", row->decoded,
                                 easc__from(easc__text_view(&text), 1));
        easc__text_done(&text);
    }
    assert_int_equal(wrong, 0);
}

static void a_decoded_nul_stays_a_character(void **state)
{
    (void)state;
    easc__text text = easc__text_init(0);
    easc__text_add_decoded(&text, EASC__LIT("a%00b"), false);
    assert_true(easc__equal(easc__text_view(&text), easc__bytes_of("a\0b", 3)));
    easc__text_done(&text);
}

/* --- UTF-16 ---------------------------------------------------------------------------------- */

/* Big endian; the other order is made from it. */
typedef struct utf16_row {
    const char *raw;
    size_t n;
    const char *utf8;
} utf16_row;

static const utf16_row utf16_rows[] = {
    {TEXT(""), ""},
    {TEXT("\0a\0b"), "ab"},
    {TEXT("\0\x7F\0\x80\x07\xFF\x08\0\xFF\xFD"), "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80" BAD},
    {TEXT("\xD7\xFF\xE0\0\xFF\xFF"), "\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF"},
    {TEXT("\xD8\0\xDC\0"), "\xF0\x90\x80\x80"},
    {TEXT("\xD8\x3D\xDE\0\0x"), "\xF0\x9F\x98\x80x"},
    {TEXT("\xDB\xFF\xDF\xFF"), "\xF4\x8F\xBF\xBF"},
    {TEXT("\xFE\xFF\0a"), "\xEF\xBB\xBF"
                          "a"},
    /* surrogates without a partner */
    {TEXT("\xD8\0\0a"), BAD "a"},
    {TEXT("\xDC\0\0a"), BAD "a"},
    {TEXT("\xD8\0\xD8\0\xDC\0"), BAD "\xF0\x90\x80\x80"},
    {TEXT("\xDC\0\xD8\0"), BAD BAD},
    {TEXT("\xD8\0\xDC\0\xDC\0"), "\xF0\x90\x80\x80" BAD},
    {TEXT("\xDB\xFF"), BAD},
    /* half a unit */
    {TEXT("\0"), BAD},
    {TEXT("\0a\0"), "a" BAD},
    {TEXT("\xD8\0\xDC"), BAD},
};

static easc__bytes in_order(const utf16_row *row, bool is_big_endian, char *to)
{
    memcpy(to, row->raw, row->n);
    for (size_t i = 0; !is_big_endian && i + 1 < row->n; i += 2) {
        to[i] = row->raw[i + 1];
        to[i + 1] = row->raw[i];
    }
    return easc__bytes_of(to, row->n);
}

/* Converts in pieces that end at the two places; 0 and n make one piece of it. */
static size_t wrong_utf16(const utf16_row *row, bool is_big_endian, size_t first, size_t second)
{
    char bytes[32];
    easc__bytes raw = in_order(row, is_big_endian, bytes);
    easc__text text = easc__text_init(0);
    easc__utf16 utf16 = easc__utf16_init(is_big_endian);
    easc__utf16_add(&utf16, easc__first(raw, first), &text);
    easc__utf16_add(&utf16, easc__from(easc__first(raw, second), first), &text);
    easc__utf16_add(&utf16, easc__from(raw, second), &text);
    easc__utf16_end(&utf16, &text);
    size_t wrong = unit_wrong_text(row->utf8, "UTF-8", row->utf8, easc__text_view(&text));
    wrong += utf16.has_odd_byte || utf16.high != 0;
    easc__text_done(&text);
    return wrong;
}

static void utf16_is_converted_wherever_it_is_cut(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(utf16_rows); i++) {
        for (size_t first = 0; first <= utf16_rows[i].n; first++) {
            for (size_t second = first; second <= utf16_rows[i].n; second++) {
                wrong += wrong_utf16(&utf16_rows[i], true, first, second);
                wrong += wrong_utf16(&utf16_rows[i], false, first, second);
            }
        }
    }
    assert_int_equal(wrong, 0);
}

static void every_character_survives_utf16(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__text text = easc__text_init(0);
    easc__utf16 utf16 = easc__utf16_init(false);
    for (uint32_t code = 0; code < 0x110000; code += is_surrogate(code + 1) ? 0x801 : 1) {
        uint32_t high = 0xD800u + ((code - 0x10000u) >> 10);
        uint32_t low = code < 0x10000 ? code : 0xDC00u + (code & 0x3FFu);
        unsigned char units[] = {high & 0xFFu, (high >> 8) & 0xFFu, low & 0xFFu,
                                 (low >> 8) & 0xFFu};
        char expected[4];
        size_t n = write_code(code, expected);
        easc__bytes raw = easc__bytes_of((const char *)units, sizeof units);
        easc__text_clear(&text);
        easc__utf16_add(&utf16, easc__from(raw, code < 0x10000 ? 2 : 0), &text);
        wrong += !easc__equal(easc__text_view(&text), easc__bytes_of(expected, n));
    }
    easc__text_done(&text);
    assert_int_equal(wrong, 0);
}

static void the_bom_tells_the_order(void **state)
{
    (void)state;
    bool is_big_endian = true;
    assert_int_equal(easc__utf16_bom(EASC__LIT("\xFF\xFE"
                                               "a"),
                                     &is_big_endian),
                     2);
    assert_false(is_big_endian);
    assert_int_equal(easc__utf16_bom(EASC__LIT("\xFE\xFF"), &is_big_endian), 2);
    assert_true(is_big_endian);
    assert_int_equal(easc__utf16_bom(EASC__LIT("\xFF"), &is_big_endian), 0);
    assert_int_equal(easc__utf16_bom(EASC__LIT("\xEF\xBB\xBF"), &is_big_endian), 0);
    assert_int_equal(easc__utf16_bom(easc__bytes_of(NULL, 0), &is_big_endian), 0);
    assert_true(is_big_endian);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appends_may_be_chained),
        cmocka_unit_test(two_decimals_are_rounded_half_up),
        cmocka_unit_test(a_text_stops_at_its_ceiling_and_stays_failed),
        cmocka_unit_test(a_text_that_was_reserved_does_not_move),
        cmocka_unit_test(a_text_without_memory_fails_and_keeps_what_it_has),
        cmocka_unit_test(each_maximal_ill_formed_part_becomes_one_replacement),
        cmocka_unit_test(every_character_is_valid_and_no_surrogate),
        cmocka_unit_test(escapes_are_decoded_once),
        cmocka_unit_test(a_decoded_nul_stays_a_character),
        cmocka_unit_test(utf16_is_converted_wherever_it_is_cut),
        cmocka_unit_test(every_character_survives_utf16),
        cmocka_unit_test(the_bom_tells_the_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
