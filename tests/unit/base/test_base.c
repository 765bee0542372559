/* test_base.c - views, numbers, dates, hashes, and what is built on memory: arena, table, symbols.
 */
#include "base/arena.h"
#include "base/bytes.h"
#include "base/civil.h"
#include "base/hash.h"
#include "base/identity.h"
#include "base/number.h"
#include "base/status.h"
#include "base/symbols.h"
#include "base/table.h"

#include "failing_heap.h"
#include "unit.h"

#include <stdlib.h>

/* --- identities ------------------------------------------------------------------------------ */

/* What a share answers that has no numbers for its files must not make them all one. */
static void numbers_that_mean_none_make_no_identity(void **state)
{
    static const uint64_t none[][2] = {
        {0, 0}, {UINT64_MAX, 0}, {UINT64_MAX, UINT64_MAX}, {0, UINT64_MAX}};
    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        easc__identity identity = easc__identity_of(7, none[i][0], none[i][1]);
        assert_false(easc__is_identity(&identity));
        assert_false(easc__same_identity(&identity, &identity));
    }
}

static void an_identity_is_the_volume_and_all_of_the_number(void **state)
{
    (void)state;
    easc__identity one = easc__identity_of(7, 1, 2);
    static const uint64_t others[][3] = {{8, 1, 2}, {7, 3, 2}, {7, 1, 3}, {7, 1, 0}, {7, 0, 2}};
    assert_true(easc__same_identity(&one, &one));
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        easc__identity other = easc__identity_of(others[i][0], others[i][1], others[i][2]);
        assert_true(easc__is_identity(&other));
        assert_false(easc__same_identity(&one, &other));
    }
}

/* --- bytes ----------------------------------------------------------------------------------- */

static int sign(int order)
{
    return (order > 0) - (order < 0);
}

typedef struct order_row {
    const char *a;
    const char *b;
    int order;
    int order_nocase;
} order_row;

static const order_row order_rows[] = {
    {"", "", 0, 0},        {"", "a", -1, -1},
    {"a", "a", 0, 0},      {"a", "A", 1, 0},
    {"a", "B", 1, -1},     {"ab", "a", 1, 1},
    {"AB", "aba", -1, -1}, {"a", "\xFF", -1, -1},
    {"Z", "_", -1, 1},     {"\xC3\x89", "\xC3\xA9", -1, -1},
    {"@", "`", -1, -1},
};

static void texts_are_ordered_by_bytes_with_and_without_case(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(order_rows); i++) {
        const order_row *row = &order_rows[i];
        easc__bytes a = easc__bytes_z(row->a);
        easc__bytes b = easc__bytes_z(row->b);
        wrong += unit_wrong_number(row->a, row->b, row->order, sign(easc__compare(a, b)));
        wrong += unit_wrong_number(row->b, row->a, -row->order, sign(easc__compare(b, a)));
        int nocase = sign(easc__compare_nocase(a, b));
        wrong += unit_wrong_number(row->a, "without case", row->order_nocase, nocase);
        wrong += unit_wrong_number(row->a, "equal", row->order == 0, easc__equal(a, b));
        wrong += unit_wrong_number(row->a, "equal without case", row->order_nocase == 0,
                                   easc__equal_nocase(a, b));
    }
    assert_int_equal(wrong, 0);
}

static void parts_of_a_text_are_found(void **state)
{
    (void)state;
    easc__bytes whole = EASC__LIT("abcABC");
    easc__bytes none = {NULL, 0};
    assert_true(easc__starts(whole, EASC__LIT("abc")) && easc__starts(whole, none));
    assert_false(easc__starts(whole, EASC__LIT("ABC")) || easc__starts(none, whole));
    assert_true(easc__starts_nocase(whole, EASC__LIT("ABCabc")));
    assert_false(easc__starts_nocase(whole, EASC__LIT("ABCabcd")));
    assert_true(easc__contains(whole, EASC__LIT("cA")) && easc__contains(whole, EASC__LIT("ABC")));
    assert_true(easc__contains(whole, none) && easc__contains(none, none));
    assert_false(easc__contains(whole, EASC__LIT("bcb")) || easc__contains(none, whole));
    assert_true(easc__contains_nocase(whole, EASC__LIT("CAb")));
    assert_false(easc__contains_nocase(whole, EASC__LIT("cb")));
    assert_int_equal(easc__find(whole, 'A'), 3);
    assert_int_equal(easc__find(whole, 'x'), 6);
    assert_int_equal(easc__find(none, 'x'), 0);
    assert_int_equal(easc__behind_last(EASC__LIT("a/b/c"), '/'), 4);
    assert_int_equal(easc__behind_last(EASC__LIT("abc/"), '/'), 4);
    assert_int_equal(easc__behind_last(whole, '/'), 0);
    assert_int_equal(easc__from(whole, 6).n + easc__from(whole, SIZE_MAX).n, 0);
    assert_int_equal(easc__first(whole, SIZE_MAX).n, 6);
}

typedef struct pieces_row {
    const char *text;
    const char *pieces; /* joined by '|' */
} pieces_row;

static const pieces_row pieces_rows[] = {
    {"", ""},    {"a", "a"},   {"a&b", "a|b"}, {"&", ""},
    {"&&", "|"}, {"&a", "|a"}, {"a&", "a"},    {"a&&b", "a||b"},
};

static void a_text_falls_into_pieces(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(pieces_rows); i++) {
        char shown[20];
        size_t n = 0;
        easc__bytes piece;
        easc__bytes rest = easc__bytes_z(pieces_rows[i].text);
        for (bool more = false; easc__next_piece(&rest, '&', &piece); more = true) {
            if (more) {
                shown[n++] = '|';
            }
            for (size_t k = 0; k < piece.n; k++) {
                shown[n++] = piece.p[k];
            }
        }
        wrong += unit_wrong_text(pieces_rows[i].text, "pieces", pieces_rows[i].pieces,
                                 easc__bytes_of(shown, n));
    }
    assert_int_equal(wrong, 0);
}

static void blanks_and_tabs_are_trimmed_and_nothing_else(void **state)
{
    (void)state;
    size_t wrong = unit_wrong_text("both", "trimmed", "a b", easc__trim(EASC__LIT(" \ta b\t ")));
    wrong += unit_wrong_text("all", "trimmed", "", easc__trim(EASC__LIT(" \t ")));
    wrong += unit_wrong_text("none", "trimmed", "", easc__trim((easc__bytes){NULL, 0}));
    wrong += unit_wrong_text("line", "trimmed", "a\r\n", easc__trim(EASC__LIT("a\r\n")));
    assert_int_equal(wrong, 0);
}

/* --- numbers --------------------------------------------------------------------------------- */

typedef struct number_row {
    const char *text;
    uint64_t max;
    bool is_number;
    uint64_t value;
} number_row;

static const number_row number_rows[] = {
    {"0", UINT64_MAX, true, 0},
    {"00012", UINT64_MAX, true, 12},
    {"18446744073709551615", UINT64_MAX, true, UINT64_MAX},
    {"18446744073709551616", UINT64_MAX, false, 0},
    {"99999999999999999999999999999999", UINT64_MAX, false, 0},
    {"4294967295", UINT32_MAX, true, UINT32_MAX},
    {"4294967296", UINT32_MAX, false, 0},
    {"4", 4, true, 4},
    {"5", 4, false, 0},
    {"10", 4, false, 0},
    {"0", 0, true, 0},
    {"1", 0, false, 0},
    {"000", 0, true, 0},
    {"", 9, false, 0},
    {"-1", 9, false, 0},
    {"+1", 9, false, 0},
    {" 1", 9, false, 0},
    {"1 ", 9, false, 0},
    {"1x", 9, false, 0},
    {"\xD9\xA1", 9, false, 0}, /* a digit, but not of ASCII */
};

static void only_whole_numbers_up_to_the_maximum_are_read(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(number_rows); i++) {
        const number_row *row = &number_rows[i];
        uint64_t value = 77;
        bool is_number = easc__parse_u64(easc__bytes_z(row->text), row->max, &value);
        wrong += unit_wrong_number(row->text, "a number", row->is_number, is_number);
        wrong += unit_wrong_number(row->text, "value", (int64_t)(is_number ? row->value : 77),
                                   (int64_t)value);
    }
    assert_int_equal(wrong, 0);
}

static void the_digits_at_the_head_are_taken_whole_or_not_at_all(void **state)
{
    (void)state;
    easc__bytes text = EASC__LIT("142a0");
    uint64_t value = 0;
    assert_false(easc__take_u64(&text, 141, &value));
    assert_int_equal(text.n, 5);
    assert_true(easc__take_u64(&text, 142, &value));
    assert_int_equal(value, 142);
    assert_int_equal(text.n, 2);
    assert_false(easc__take_u64(&text, 142, &value));
    assert_int_equal(text.n, 2);
}

static void numbers_are_written_and_counters_stop_at_their_end(void **state)
{
    (void)state;
    char to[EASC__NUMBER_SIZE];
    size_t wrong = 0;
    wrong += unit_wrong_text("0", "digits", "0", easc__bytes_of(to, easc__format_u64(0, to)));
    wrong += unit_wrong_text("most", "digits", "18446744073709551615",
                             easc__bytes_of(to, easc__format_u64(UINT64_MAX, to)));
    wrong += unit_wrong_text("least", "digits", "-9223372036854775808",
                             easc__bytes_of(to, easc__format_i64(INT64_MIN, to)));
    wrong += unit_wrong_text("-1", "digits", "-1", easc__bytes_of(to, easc__format_i64(-1, to)));
    assert_int_equal(wrong, 0);
    assert_true(easc__add(UINT64_MAX - 1, 1) == UINT64_MAX);
    assert_true(easc__add(UINT64_MAX, UINT64_MAX) == UINT64_MAX);
    assert_true(easc__add32(UINT32_MAX, 1) == UINT32_MAX);
    assert_int_equal(easc__add32(1, 2), 3);
}

/* --- dates ----------------------------------------------------------------------------------- */

static int month_days(int year, int month)
{
    bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (month == 2) {
        return is_leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static void put_two(char *to, int value)
{
    to[0] = (char)('0' + value / 10);
    to[1] = (char)('0' + value % 10);
}

static bool is_right_day(int year, int month, int day, int32_t number)
{
    char text[EASC__DATE_SIZE] = "....-..-..";
    char formatted[EASC__DATE_SIZE];
    int32_t parsed = 0;
    put_two(text, year / 100);
    put_two(text + 2, year % 100);
    text[4] = '-';
    put_two(text + 5, month);
    text[7] = '-';
    put_two(text + 8, day);
    easc__format_date(number, formatted);
    return easc__parse_date(easc__bytes_of(text, sizeof text), &parsed) && parsed == number &&
           memcmp(text, formatted, sizeof text) == 0;
}

enum { DAY_OF_1601 = -134774, DAYS_OF_8399_YEARS = 3067671 };

static void every_day_from_1601_to_9999_has_its_number(void **state)
{
    (void)state;
    int32_t number = DAY_OF_1601;
    size_t wrong = 0;
    for (int year = 1601; year <= 9999; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= month_days(year, month); day++) {
                wrong += !is_right_day(year, month, day, number++);
            }
        }
    }
    assert_int_equal(wrong, 0);
    assert_int_equal(number, DAY_OF_1601 + DAYS_OF_8399_YEARS);
    assert_true(is_right_day(1970, 1, 1, 0));
}

static void every_second_of_a_day_is_read_and_written(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (int32_t second = 0; second < EASC__DAY_SECONDS; second++) {
        char text[EASC__TIME_SIZE];
        int32_t clock = -1;
        int64_t time_s = 0;
        easc__format_time(-EASC__DAY_SECONDS + second, text);
        wrong += !easc__parse_clock(easc__bytes_of(text + 11, 8), &clock) || clock != second;
        wrong += !easc__parse_time(easc__bytes_of(text, sizeof text), &time_s) ||
                 time_s != -EASC__DAY_SECONDS + second || easc__day_of(time_s) != -1;
    }
    assert_int_equal(wrong, 0);
}

typedef struct instant_row {
    const char *text;
    const char *utc; /* "": no time */
} instant_row;

static const instant_row instant_rows[] = {
    {"2011-05-06", "2011-05-06T00:00:00Z"},
    {"2011-05-06T11:29:50", "2011-05-06T11:29:50Z"},
    {"2011-05-06 11:29:50", "2011-05-06T11:29:50Z"},
    {"2011-05-06T11:29:50Z", "2011-05-06T11:29:50Z"},
    {"2011-05-06T11:29:50.999Z", "2011-05-06T11:29:50Z"},
    {"2011-05-06T11:29:50+02:00", "2011-05-06T09:29:50Z"},
    {"2011-05-06T01:29:50+02:00", "2011-05-05T23:29:50Z"},
    {"2011-12-31T23:29:50-05:30", "2012-01-01T04:59:50Z"},
    {"2011-05-06T11:29:50.1-00:00", "2011-05-06T11:29:50Z"},
    {"", ""},
    {"2011-05", ""},
    {"2011-05-06T", ""},
    {"2011-05-06T11:29", ""},
    {"2011-05-06x11:29:50", ""},
    {"2011-05-06T11:29:50x", ""},
    {"2011-05-06T11:29:50.", ""},
    {"2011-05-06T11:29:50+15:00", ""},
    {"2011-05-06T11:29:50+02", ""},
    {"2011-05-06T11:29:50+02:60", ""},
    {"2011-05-06T11:29:50+02:00x", ""},
    {"2011-05-06T11:29:50Zx", ""},
    {"2011-05-06Z", ""},
};

static void an_instant_is_read_in_every_form_that_options_take(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(instant_rows); i++) {
        char shown[EASC__TIME_SIZE];
        int64_t time_s = 0;
        bool is_time = easc__parse_time(easc__bytes_z(instant_rows[i].text), &time_s);
        easc__format_time(time_s, shown);
        wrong += unit_wrong_text(instant_rows[i].text, "instant", instant_rows[i].utc,
                                 easc__bytes_of(shown, is_time ? sizeof shown : 0));
    }
    assert_int_equal(wrong, 0);
}

/* --- hash ------------------------------------------------------------------------------------ */

typedef struct hash_row {
    size_t n;
    uint64_t hash;
} hash_row;

/* Key 00 01 … 0f, input 00 01 … of n bytes. Computed by another implementation, which gives the
   published vectors of SipHash-2-4 and those of SipHash-1-3 in the Rust library. */
static const hash_row hash_rows[] = {
    {0, 0xabac0158050fc4dcULL},  {1, 0xc9f49bf37d57ca93ULL},   {2, 0x82cb9b024dc7d44dULL},
    {3, 0x8bf80ab8e7ddf7fbULL},  {4, 0xcf75576088d38328ULL},   {5, 0xdef9d52f49533b67ULL},
    {6, 0xc50d2b50c59f22a7ULL},  {7, 0xd3927d989bb11140ULL},   {8, 0x369095118d299a8eULL},
    {9, 0x25a48eb36c063de4ULL},  {10, 0x79de85ee92ff097fULL},  {11, 0x70c118c1f94dc352ULL},
    {12, 0x78a384b157b4d9a2ULL}, {13, 0x306f760c1229ffa7ULL},  {14, 0x605aa111c0f95d34ULL},
    {15, 0xd320d86d2a519956ULL}, {16, 0xcc4fdd1a7d908b66ULL},  {17, 0x9cf2689063dbd80cULL},
    {63, 0x9d199062b7bbb3a8ULL}, {256, 0x75b3e64e167de370ULL}, {300, 0x4016a23bda5a2224ULL},
};

static void the_hash_is_siphash_1_3(void **state)
{
    (void)state;
    static const easc__hash_key key = {0x0706050403020100ULL, 0x0f0e0d0c0b0a0908ULL};
    char input[300];
    char high[13];
    for (size_t i = 0; i < sizeof input; i++) {
        input[i] = (char)(unsigned char)(i & 0xFFu);
    }
    memset(high, 0xFF, sizeof high);
    for (size_t i = 0; i < UNIT_COUNT(hash_rows); i++) {
        easc__bytes bytes = easc__bytes_of(input, hash_rows[i].n);
        assert_true(easc__hash(key, bytes) == hash_rows[i].hash);
    }
    assert_true(easc__hash(key, easc__bytes_of(high, sizeof high)) == 0xfe140ad8ca5c77d2ULL);
    assert_true(easc__hash(key, easc__bytes_of(NULL, 0)) == hash_rows[0].hash);
}

/* --- arena ----------------------------------------------------------------------------------- */

static void an_arena_gives_aligned_memory_that_does_not_overlap(void **state)
{
    (void)state;
    easc__arena arena = easc__arena_init(0);
    unsigned char *blocks[300];
    for (size_t i = 0; i < UNIT_COUNT(blocks); i++) {
        blocks[i] = easc__arena_alloc(&arena, i * 37);
        assert_non_null(blocks[i]);
        assert_int_equal((uintptr_t)blocks[i] % 16, 0);
        memset(blocks[i], (int)(i & 0xFFu), i * 37);
    }
    for (size_t i = 0; i < UNIT_COUNT(blocks); i++) {
        for (size_t k = 0; k < i * 37; k++) {
            assert_int_equal(blocks[i][k], i & 0xFFu);
        }
    }
    assert_null(easc__arena_alloc(&arena, SIZE_MAX));
    assert_null(easc__arena_alloc(&arena, SIZE_MAX / 2));
    easc__arena_done(&arena);
    assert_int_equal(failing_heap_live(), 0);
    assert_non_null(easc__arena_alloc(&arena, 3));
    easc__arena_done(&arena);
}

static void an_arena_gives_all_up_to_its_ceiling_and_no_more(void **state)
{
    (void)state;
    enum { CEILING = 6000 };
    easc__arena arena = easc__arena_init(CEILING);
    assert_non_null(easc__arena_alloc(&arena, 4096));
    bool is_given = easc__arena_alloc(&arena, 1000) != NULL;
    assert_null(easc__arena_alloc(&arena, 2000));
    assert_true(arena.total_bytes <= CEILING);
    easc__arena_done(&arena);
    assert_int_equal(arena.ceiling_bytes, CEILING);
    assert_true(is_given); /* 904 bytes below the ceiling */
}

static void memory_of_an_adopted_arena_lives_as_long_as_the_new_one(void **state)
{
    (void)state;
    for (int first = 0; first < 2; first++) {
        easc__arena into = easc__arena_init(0);
        easc__arena from = easc__arena_init(0);
        easc__arena empty = easc__arena_init(0);
        easc__bytes old = {NULL, 0};
        if (first == 0) {
            old = easc__arena_copy(&into, EASC__LIT("old"));
        }
        easc__bytes copies[3];
        for (size_t i = 0; i < UNIT_COUNT(copies); i++) {
            copies[i] = easc__arena_copy(&from, EASC__LIT("from"));
            assert_non_null(easc__arena_alloc(&from, 5000));
        }
        easc__arena_adopt(&into, &from);
        easc__arena_adopt(&into, &empty);
        assert_null(from.blocks);
        easc__bytes later = easc__arena_copy(&into, EASC__LIT("new"));
        assert_true(easc__equal(later, EASC__LIT("new")));
        assert_true(first == 1 || easc__equal(old, EASC__LIT("old")));
        for (size_t i = 0; i < UNIT_COUNT(copies); i++) {
            assert_true(easc__equal(copies[i], EASC__LIT("from")));
        }
        easc__arena_done(&from);
        easc__arena_done(&into);
        assert_int_equal(failing_heap_live(), 0);
    }
}

static void an_arena_without_memory_gives_none(void **state)
{
    (void)state;
    easc__arena arena = easc__arena_init(0);
    failing_heap_allow(0);
    void *none = easc__arena_alloc(&arena, 1);
    easc__bytes copy = easc__arena_copy(&arena, EASC__LIT("x"));
    easc__bytes empty = easc__arena_copy(&arena, EASC__LIT(""));
    failing_heap_allow(SIZE_MAX);
    assert_null(none);
    assert_null(copy.p);
    assert_int_equal(copy.n + empty.n + arena.total_bytes, 0);
    easc__arena_done(&arena);
}

/* --- table and symbols ----------------------------------------------------------------------- */

static bool is_number(const void *owner, uint32_t index, const void *key)
{
    return ((const uint32_t *)owner)[index] == *(const uint32_t *)key;
}

enum { NUMBERS = 5000 };

/* Hashes that all fall into few places, or all into one. */
static uint64_t bad_hash(uint32_t number, int badness)
{
    return badness == 0 ? number * 0x9e3779b97f4a7c15ULL : badness == 1 ? number % 7 << 20 : 5;
}

static void a_table_finds_what_was_entered_whatever_the_hashes(void **state)
{
    (void)state;
    static uint32_t numbers[NUMBERS];
    for (int badness = 0; badness < 3; badness++) {
        easc__table table = {NULL, 0, 0};
        uint32_t count = badness == 2 ? 500 : NUMBERS;
        for (uint32_t i = 0; i < count; i++) {
            numbers[i] = i * 3;
            uint64_t hash = bad_hash(numbers[i], badness);
            assert_int_equal(easc__table_find(&table, hash, is_number, numbers, &numbers[i]),
                             EASC__NO_INDEX);
            assert_true(easc__table_insert(&table, hash, i));
        }
        assert_int_equal(table.count, count);
        for (uint32_t key = 0; key < count * 3; key++) {
            uint32_t expected = key % 3 == 0 ? key / 3 : EASC__NO_INDEX;
            uint32_t found =
                easc__table_find(&table, bad_hash(key, badness), is_number, numbers, &key);
            assert_int_equal(found, expected);
        }
        easc__table_done(&table);
    }
    assert_int_equal(failing_heap_live(), 0);
}

static void a_table_without_memory_stays_as_it_was(void **state)
{
    (void)state;
    static uint32_t numbers[100];
    easc__table table = {NULL, 0, 0};
    uint32_t refused = 0;
    failing_heap_allow(1);
    for (uint32_t i = 0; i < UNIT_COUNT(numbers); i++) {
        numbers[i] = i;
        if (!easc__table_insert(&table, i, i)) {
            refused++;
            assert_int_equal(table.count, i - refused + 1);
            uint32_t first = 0;
            assert_int_equal(easc__table_find(&table, 0, is_number, numbers, &first), 0);
            assert_int_equal(easc__table_find(&table, i, is_number, numbers, &i), EASC__NO_INDEX);
        }
    }
    failing_heap_allow(SIZE_MAX);
    assert_true(refused > 50);
    easc__table_done(&table);
}

static void equal_names_get_one_number_in_order_of_first_sight(void **state)
{
    (void)state;
    easc__arena arena = easc__arena_init(0);
    easc__symbols symbols = easc__symbols_init(&arena, easc__fixed_key);
    char name[] = "Sync";
    assert_int_equal(easc__symbols_add(&symbols, easc__bytes_of(name, 4)), 0);
    name[0] = 's';
    assert_int_equal(easc__symbols_add(&symbols, easc__bytes_of(name, 4)), 1);
    assert_int_equal(easc__symbols_add(&symbols, EASC__LIT("")), 2);
    assert_int_equal(easc__symbols_add(&symbols, EASC__LIT("Sync")), 0);
    assert_int_equal(easc__symbols_add(&symbols, EASC__LIT("")), 2);
    assert_true(easc__equal(easc__symbols_name(&symbols, 0), EASC__LIT("Sync")));
    for (uint32_t i = 3; i < 2000; i++) {
        char digits[EASC__NUMBER_SIZE];
        easc__bytes text = easc__bytes_of(digits, easc__format_u64(i, digits));
        assert_int_equal(easc__symbols_add(&symbols, text), i);
        assert_true(easc__equal(easc__symbols_name(&symbols, i), text));
    }
    easc__symbols_done(&symbols);
    easc__arena_done(&arena);
    assert_int_equal(failing_heap_live(), 0);
}

static void a_name_without_memory_gets_no_number_and_may_try_again(void **state)
{
    (void)state;
    for (size_t allowed = 0; allowed < 3; allowed++) {
        easc__arena arena = easc__arena_init(0);
        easc__symbols symbols = easc__symbols_init(&arena, easc__fixed_key);
        failing_heap_allow(allowed);
        uint32_t refused = easc__symbols_add(&symbols, EASC__LIT("Sync"));
        failing_heap_allow(SIZE_MAX);
        assert_int_equal(refused, EASC__NO_INDEX);
        assert_int_equal(symbols.count, 0);
        assert_int_equal(easc__symbols_add(&symbols, EASC__LIT("Sync")), 0);
        easc__symbols_done(&symbols);
        easc__arena_done(&arena);
        assert_int_equal(failing_heap_live(), 0);
    }
}

/* --- status ---------------------------------------------------------------------------------- */

static void an_error_is_one_line_cut_at_a_character(void **state)
{
    (void)state;
    easc__error err;
    char longer[2000];
    for (size_t i = 0; i + 1 < sizeof longer; i++) {
        longer[i] = i % 2 == 0 ? '\xC3' : '\xA9';
    }
    longer[sizeof longer - 1] = '\0';
    assert_int_equal(easc__fail_at(&err, EASC_E_DATA, "a\tb", 3, 9, "x\ny\x7F"), EASC_E_DATA);
    assert_string_equal(err.message, "x?y?");
    assert_string_equal(err.path, "a?b");
    assert_int_equal(err.status, EASC_E_DATA);
    assert_true(err.line == 3 && err.byte == 9);
    assert_int_equal(easc__fail(&err, EASC_E_READ, NULL, longer), EASC_E_READ);
    assert_int_equal(strlen(err.message), sizeof err.message - 2);
    assert_string_equal(err.path, "");
    assert_true(err.line == 0 && err.byte == 0);
    assert_int_equal(easc__fail(NULL, EASC_E_READ, "x", "y"), EASC_E_READ);
}

/* It goes into the caller's struct whole. */
static void an_error_has_nothing_behind_its_texts_that_was_there_before(void **state)
{
    (void)state;
    static const easc__error none = {0};
    easc__error err;
    memset(&err, 0xA5, sizeof err);
    assert_int_equal(easc__fail(&err, EASC_E_READ, "path", "message"), EASC_E_READ);
    assert_string_equal(err.message, "message");
    assert_string_equal(err.path, "path");
    assert_memory_equal(err.message + 7, none.message, sizeof err.message - 7);
    assert_memory_equal(err.path + 4, none.path, sizeof err.path - 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_that_mean_none_make_no_identity),
        cmocka_unit_test(an_identity_is_the_volume_and_all_of_the_number),
        cmocka_unit_test(texts_are_ordered_by_bytes_with_and_without_case),
        cmocka_unit_test(parts_of_a_text_are_found),
        cmocka_unit_test(a_text_falls_into_pieces),
        cmocka_unit_test(blanks_and_tabs_are_trimmed_and_nothing_else),
        cmocka_unit_test(only_whole_numbers_up_to_the_maximum_are_read),
        cmocka_unit_test(the_digits_at_the_head_are_taken_whole_or_not_at_all),
        cmocka_unit_test(numbers_are_written_and_counters_stop_at_their_end),
        cmocka_unit_test(every_day_from_1601_to_9999_has_its_number),
        cmocka_unit_test(every_second_of_a_day_is_read_and_written),
        cmocka_unit_test(an_instant_is_read_in_every_form_that_options_take),
        cmocka_unit_test(the_hash_is_siphash_1_3),
        cmocka_unit_test(an_arena_gives_aligned_memory_that_does_not_overlap),
        cmocka_unit_test(an_arena_gives_all_up_to_its_ceiling_and_no_more),
        cmocka_unit_test(memory_of_an_adopted_arena_lives_as_long_as_the_new_one),
        cmocka_unit_test(an_arena_without_memory_gives_none),
        cmocka_unit_test(a_table_finds_what_was_entered_whatever_the_hashes),
        cmocka_unit_test(a_table_without_memory_stays_as_it_was),
        cmocka_unit_test(equal_names_get_one_number_in_order_of_first_sight),
        cmocka_unit_test(a_name_without_memory_gets_no_number_and_may_try_again),
        cmocka_unit_test(an_error_is_one_line_cut_at_a_character),
        cmocka_unit_test(an_error_has_nothing_behind_its_texts_that_was_there_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
