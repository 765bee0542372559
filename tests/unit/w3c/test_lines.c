/* test_lines.c - lines, blank ones, NULs and BOMs (contract 1.1), and the search for the stem. */
#include "w3c/lines.h"

#include "base/text.h"
#include "unit.h"

#include <stdlib.h>

/* A text with its length, because some hold NUL. */
#define TEXT(literal) literal, sizeof(literal) - 1
#define BOM "\xEF\xBB\xBF"

/* Pieces as "text@line:byte", joined by '|'. */
typedef struct lines_row {
    const char *text;
    size_t n;
    const char *pieces;
    uint64_t lines;
} lines_row;

static const lines_row lines_rows[] = {
    {TEXT(""), "", 0},
    {TEXT("\n"), "", 1},
    {TEXT("a"), "a@0:0", 1},
    {TEXT("a\n"), "a@0:0", 1},
    {TEXT("a\nb"), "a@0:0|b@1:2", 2},
    {TEXT("a\r\nb\r\n"), "a@0:0|b@1:3", 2},
    {TEXT("a\r\n\r\nb"), "a@0:0|b@2:5", 3},
    {TEXT("a \t\r\n b"), "a@0:0| b@1:5", 2},
    {TEXT("a\r\rb\r"), "a\r\rb@0:0", 1},
    {TEXT(" \t \n\r\nb"), "b@2:6", 3},
    {TEXT("\n\n\nb\n"), "b@3:3", 4},
    {TEXT(BOM "#Software: x\r\nb"), "#Software: x@0:3|b@1:17", 2},
    {TEXT(BOM), "", 1},
    {TEXT(BOM "\na"), "a@1:4", 2},
    {TEXT(BOM " \na"), "a@1:5", 2},
    {TEXT("a\n" BOM "b"), "a@0:0|b@1:5", 2},
    {TEXT("a" BOM "b"), "a" BOM "b@0:0", 1},
    {TEXT("\xEF\xBB"
          "a"),
     "\xEF\xBB"
     "a@0:0",
     1},
    /* NULs */
    {TEXT("\0"), "", 1},
    {TEXT("\0\0\0"), "", 1},
    {TEXT("\0\n\0\n"), "", 2},
    {TEXT("a\0b"), "a@0:0|b@0:2", 1},
    {TEXT("a\0\0\0b\nc"), "a@0:0|b@0:4|c@1:6", 2},
    {TEXT("a \0 b\r\n"), "a@0:0| b@0:3", 1},
    {TEXT("a\0"), "a@0:0", 1},
    {TEXT("a\n\0\0"), "a@0:0", 2},
    {TEXT("a\0\nb"), "a@0:0|b@1:3", 2},
    {TEXT("2011-05\0\0\0\0#Software: x\r\n#Fields: y\r\n"),
     "2011-05@0:0|#Software: x@0:11|#Fields: y@1:25", 2},
    {TEXT("a\0" BOM "#b"), "a@0:0|#b@0:5", 1},
    {TEXT(" \0\t\0a"), "a@0:4", 1},
};

static void add_piece(easc__text *text, const easc__piece *piece)
{
    if (text->n > 0) {
        easc__text_add_char(text, '|');
    }
    easc__text_add(text, piece->text);
    easc__text_add_char(text, '@');
    easc__text_add_u64(text, piece->line);
    easc__text_add_char(text, ':');
    easc__text_add_u64(text, piece->byte);
}

/* All pieces of a text as in the table; gives the number of lines. */
static uint64_t walk(easc__bytes all, easc__text *shown)
{
    easc__lines lines;
    easc__piece piece;
    easc__lines_begin(&lines, all);
    while (easc__lines_next(&lines, &piece)) {
        add_piece(shown, &piece);
    }
    return lines.line;
}

static void lines_and_their_places_are_found(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(lines_rows); i++) {
        const lines_row *row = &lines_rows[i];
        easc__text shown = easc__text_init(0);
        char *exact = malloc(row->n > 0 ? row->n : 1);
        assert_non_null(exact);
        memcpy(exact, row->text, row->n);
        uint64_t lines = walk(easc__bytes_of(exact, row->n), &shown);
        wrong += unit_wrong_text(row->pieces, "pieces", row->pieces, easc__text_view(&shown));
        wrong += unit_wrong_number(row->pieces, "lines", (int64_t)row->lines, (int64_t)lines);
        easc__text_done(&shown);
        free(exact);
    }
    assert_int_equal(wrong, 0);
}

/* --- against a reference --------------------------------------------------------------------- */

static bool is_tail(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* One piece between two NULs or line ends, by the words of the contract. */
static void add_expected(easc__bytes all, size_t from, size_t to, uint64_t line, easc__text *shown)
{
    if (to - from >= 3 && memcmp(all.p + from, BOM, 3) == 0) {
        from += 3;
    }
    while (to > from && is_tail(all.p[to - 1])) {
        to--;
    }
    if (to > from) {
        easc__piece piece = {easc__bytes_of(all.p + from, to - from), line, from};
        add_piece(shown, &piece);
    }
}

static uint64_t expected_walk(easc__bytes all, easc__text *shown)
{
    uint64_t line = 0;
    size_t from = 0;
    for (size_t i = 0; i <= all.n; i++) {
        if (i == all.n || all.p[i] == '\n' || all.p[i] == '\0') {
            add_expected(all, from, i, line, shown);
            line += i < all.n && all.p[i] == '\n';
            from = i + 1;
        }
    }
    return line + (all.n > 0 && all.p[all.n - 1] != '\n');
}

enum { TOKENS = 7, LONGEST = 6 };

/* The text that a number spells in tokens; gives its length. */
static size_t spell(uint32_t number, size_t tokens, char *to)
{
    static const struct {
        const char *p;
        size_t n;
    } alphabet[TOKENS] = {{"a", 1}, {"\n", 1}, {"\r\n", 2}, {"\0", 1},
                          {" ", 1}, {BOM, 3},  {"#", 1}};
    size_t n = 0;
    for (size_t i = 0; i < tokens; i++) {
        memcpy(to + n, alphabet[number % TOKENS].p, alphabet[number % TOKENS].n);
        n += alphabet[number % TOKENS].n;
        number /= TOKENS;
    }
    return n;
}

static void every_short_text_agrees_with_the_reference(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__text shown = easc__text_init(0);
    easc__text expected = easc__text_init(0);
    uint32_t texts = 1;
    for (size_t tokens = 0; tokens <= LONGEST; tokens++, texts *= TOKENS) {
        for (uint32_t number = 0; number < texts; number++) {
            char text[LONGEST * 3];
            easc__bytes all = easc__bytes_of(text, spell(number, tokens, text));
            easc__text_clear(&shown);
            easc__text_clear(&expected);
            bool same = walk(all, &shown) == expected_walk(all, &expected);
            same = same && easc__equal(easc__text_view(&shown), easc__text_view(&expected));
            wrong += !same;
        }
    }
    easc__text_done(&shown);
    easc__text_done(&expected);
    assert_int_equal(wrong, 0);
}

/* --- work ------------------------------------------------------------------------------------ */

/* A crash leaves megabytes of NULs behind the last row. Work that grew with their square would take
   minutes here. */
static void pass_over(const char *unit, size_t unit_n, size_t bytes)
{
    char *text = malloc(bytes);
    assert_non_null(text);
    for (size_t i = 0; i < bytes; i++) {
        text[i] = unit[i % unit_n];
    }
    easc__lines lines;
    easc__piece piece;
    easc__lines_begin(&lines, easc__bytes_of(text, bytes));
    while (easc__lines_next(&lines, &piece)) {
    }
    assert_int_equal(lines.line, 1);
    free(text);
}

static void megabytes_of_nuls_are_passed_over(void **state)
{
    (void)state;
    pass_over("\0", 1, 1 << 24);
}

static void a_line_of_millions_of_pieces_between_nuls_is_read(void **state)
{
    (void)state;
    pass_over("a\0", 2, 1 << 24);
}

/* --- the stem -------------------------------------------------------------------------------- */

static size_t find_slowly(easc__bytes text)
{
    easc__bytes stem = EASC__LIT(EASC__STEM);
    for (size_t i = 0; i + stem.n <= text.n; i++) {
        if (easc__starts_nocase(easc__from(text, i), stem)) {
            return i;
        }
    }
    return text.n;
}

enum { STEM_N = sizeof EASC__STEM - 1, ROOM = 160, ALIGNMENTS = 32 };

/* Searches a text in memory that ends with it and begins at every alignment. */
static size_t wrong_search(const char *text, size_t n)
{
    size_t wrong = 0;
    for (size_t shift = 0; shift < ALIGNMENTS; shift++) {
        char *block = malloc(shift + n + 1);
        assert_non_null(block);
        char *copy = block + shift;
        memcpy(copy, text, n);
        easc__bytes all = easc__bytes_of(copy, n);
        wrong += easc__find_stem(all) != find_slowly(all);
        free(block);
    }
    return wrong;
}

static void fill(char *to, size_t n, const char *pattern)
{
    size_t pattern_n = strlen(pattern);
    for (size_t i = 0; i < n; i++) {
        to[i] = pattern[i % pattern_n];
    }
}

static const char *const fillers[] = {
    "x",
    "-",
    "/",
    "-------/",
    "/Microsoft-Server-ActiveSyn",
    "/Microsoft-Server-",
    "/microsoft-",
    "/Microsoft_Server-ActiveSync",
    "/Microsoft-Server_ActiveSync",
};

static void the_stem_is_found_at_every_place(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t f = 0; f < UNIT_COUNT(fillers); f++) {
        for (size_t at = 0; at + STEM_N <= 100; at++) {
            char text[ROOM];
            fill(text, sizeof text, fillers[f]);
            memcpy(text + at, f % 2 ? EASC__STEM : "/MICROSOFT-SERVER-ACTIVESYNC", STEM_N);
            for (size_t n = at; n <= at + STEM_N + 40; n += n + 1 < at + STEM_N ? 10 : 1) {
                wrong += wrong_search(text, n);
            }
        }
    }
    assert_int_equal(wrong, 0);
}

static void a_stem_with_one_wrong_letter_is_none(void **state)
{
    (void)state;
    size_t wrong = 0;
    static const char others[] = {'x', '-', '_', '/', '\0', '\xAD', 'M' ^ 0x20 ^ 0x40};
    for (size_t at = 0; at < STEM_N; at++) {
        for (size_t k = 0; k < sizeof others; k++) {
            char text[ROOM];
            fill(text, sizeof text, EASC__STEM);
            for (size_t i = at; i < sizeof text; i += STEM_N) {
                text[i] = others[k];
            }
            for (size_t n = 0; n <= sizeof text; n += 13) {
                wrong += wrong_search(text, n);
            }
        }
    }
    assert_int_equal(wrong, 0);
}

static void a_text_that_is_too_short_has_no_stem(void **state)
{
    (void)state;
    for (size_t n = 0; n < STEM_N; n++) {
        assert_int_equal(easc__find_stem(easc__bytes_of(EASC__STEM, n)), n);
    }
    assert_int_equal(easc__find_stem(EASC__LIT(EASC__STEM)), 0);
    assert_int_equal(easc__find_stem(easc__bytes_of(NULL, 0)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_and_their_places_are_found),
        cmocka_unit_test(every_short_text_agrees_with_the_reference),
        cmocka_unit_test(megabytes_of_nuls_are_passed_over),
        cmocka_unit_test(a_line_of_millions_of_pieces_between_nuls_is_read),
        cmocka_unit_test(the_stem_is_found_at_every_place),
        cmocka_unit_test(a_stem_with_one_wrong_letter_is_none),
        cmocka_unit_test(a_text_that_is_too_short_has_no_stem),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
