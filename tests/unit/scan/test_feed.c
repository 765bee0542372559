/* test_feed.c - an input cut into chunks gives the rows of the whole, whatever the size of the
   chunks: their lines, offsets and bytes, what is too long, and how many lines there are (contract
   1.1, 1.3). The reference is the walk over the whole text in memory. */
#include "base/hash.h"
#include "base/heap.h"
#include "base/utf16.h"
#include "scan/feed.h"
#include "support/scratch.h"
#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>

enum { MIB = EASC__ROW_MAX_BYTES, LONGEST = MIB + 65536 };

static int make_place(void **state)
{
    *state = scratch_new();
    return 0;
}

static int remove_place(void **state)
{
    scratch_free(*state);
    return 0;
}

/* --- what is compared: one line of text a row ----------------------------------------------- */

static void note_row(easc__text *to, uint64_t line, uint64_t byte, easc__bytes row)
{
    easc__text_add_u64(to, line);
    easc__text_add_char(to, ' ');
    easc__text_add_u64(to, byte);
    easc__text_add_char(to, ' ');
    easc__text_add_u64(to, row.n);
    easc__text_add_char(to, ' ');
    easc__text_add_u64(to, easc__hash(easc__fixed_key, row));
    easc__text_add_char(to, '\n');
}

/* Of a row that is too long only its place and its stem are told; of directives nothing. */
static void note_long_row(easc__text *to, uint64_t line, uint64_t byte, bool has_stem)
{
    easc__text_add_u64(to, line);
    easc__text_add_char(to, ' ');
    easc__text_add_u64(to, byte);
    easc__text_add_z(to, has_stem ? " too long, stem\n" : " too long\n");
}

static void note_lines(easc__text *to, uint64_t lines)
{
    easc__text_add_z(to, "lines ");
    easc__text_add_u64(to, lines);
    easc__text_add_char(to, '\n');
}

static void note_piece(easc__text *to, uint64_t line, uint64_t byte, easc__bytes text)
{
    if (text.n > EASC__ROW_MAX_BYTES) {
        note_long_row(to, line, byte, easc__find_stem(text) < text.n);
    } else {
        note_row(to, line, byte, text);
    }
}

/* The walk over the whole. */
static easc__text walk_whole(easc__bytes all)
{
    easc__text to = easc__text_init(0);
    easc__lines lines;
    easc__piece piece;
    easc__lines_begin(&lines, all);
    while (easc__lines_next(&lines, &piece)) {
        note_piece(&to, piece.line, piece.byte, piece.text);
    }
    note_lines(&to, lines.line);
    return to;
}

/* What is known while the chunks of a feed are walked over. */
typedef struct walk {
    easc__text *to;
    uint64_t lines;
    easc__directives directives; /* by the rows' own account */
    bool needs_order;            /* anywhere in the chunk */
} walk;

static void walk_piece(walk *w, const easc__chunk *chunk, const easc__piece *piece)
{
    note_piece(w->to, w->lines + piece->line, chunk->byte + piece->byte, piece->text);
    if (easc__is_directive(piece->text)) {
        easc__directives_apply(&w->directives, piece->text);
        w->needs_order |= easc__needs_order(&w->directives);
    }
}

static void walk_long_chunk(walk *w, const easc__chunk *chunk)
{
    easc__lines lines;
    easc__piece piece;
    easc__lines_begin(&lines, chunk->text);
    /* A head of blanks belongs to a row all the same. */
    uint64_t byte = easc__lines_next(&lines, &piece) ? piece.byte : 0;
    note_long_row(w->to, w->lines, chunk->byte + byte, chunk->has_stem);
    w->lines += chunk->is_line_end;
}

static void walk_chunk(walk *w, const easc__chunk *chunk)
{
    easc__lines lines;
    easc__piece piece;
    w->needs_order = easc__needs_order(&w->directives);
    easc__lines_begin(&lines, chunk->text);
    while (easc__lines_next(&lines, &piece)) {
        walk_piece(w, chunk, &piece);
    }
    w->lines += lines.line - chunk->is_line_open + chunk->is_line_end;
    assert_int_equal(chunk->is_ordered, w->needs_order);
}

static void expect_directives(const easc__directives *got, const easc__directives *expected)
{
    assert_int_equal(got->schema.column_count, expected->schema.column_count);
    assert_int_equal(got->schema.format, expected->schema.format);
    assert_int_equal(got->has_date, expected->has_date);
    assert_int_equal(got->day, expected->day);
    assert_int_equal(got->latest_s, expected->latest_s);
}

/* Each chunk must begin with the directives that the chunks before it left in force. */
static easc__text walk_feed(easc__feed *feed)
{
    easc__text to = easc__text_init(0);
    easc__chunk chunk = {0};
    walk w = {.to = &to};
    easc__directives_clear(&w.directives);
    for (size_t number = 0; easc__feed_next(feed, &chunk, NULL) == EASC_OK; number++) {
        assert_int_equal(chunk.number, number);
        expect_directives(&chunk.directives, &w.directives);
        if (chunk.is_too_long) {
            walk_long_chunk(&w, &chunk);
        } else {
            walk_chunk(&w, &chunk);
        }
        if (chunk.is_ordered) {
            easc__feed_finish_ordered(feed, &w.directives);
        }
    }
    note_lines(&to, w.lines);
    assert_int_equal(easc__feed_next(feed, &chunk, NULL), EASC_END);
    easc__chunk_done(&chunk);
    return to;
}

static easc__text walk_file(const char *path, size_t chunk_bytes, uint64_t expected_bytes)
{
    char *copy = easc__copy_text(path, strlen(path));
    easc__input_ref input = {.kind = EASC__INPUT_PLAIN, .path = copy, .absolute = copy};
    easc__feed *feed = NULL;
    assert_non_null(copy);
    assert_int_equal(easc__feed_open(&input, NULL, chunk_bytes, NULL, &feed, NULL), EASC_OK);
    easc__text to = walk_feed(feed);
    assert_int_equal(easc__feed_bytes(feed), expected_bytes);
    assert_int_equal(easc__feed_consumed(feed), expected_bytes);
    easc__feed_close(feed);
    easc__free(copy);
    return to;
}

/* 1 when a file in chunks of that size differs from its text as a whole. */
static size_t is_wrong(const char *what, const char *path, size_t size, size_t chunk_bytes,
                       const easc__text *expected)
{
    easc__text got = walk_file(path, chunk_bytes, size);
    bool is_equal = easc__equal(easc__text_view(&got), easc__text_view(expected));
    if (!is_equal) {
        print_error("%s, chunks of %zu:\n%.*sexpected\n%.*s", what, chunk_bytes,
                    (int)(got.n < 400 ? got.n : 400), got.p,
                    (int)(expected->n < 400 ? expected->n : 400), expected->p);
    }
    easc__text_done(&got);
    return !is_equal;
}

/* Writes a file and compares all chunk sizes up to a little more than it is long. */
static size_t count_wrong_sizes(scratch *place, const char *what, easc__bytes raw, easc__bytes text)
{
    const char *path = scratch_write(place, "a.log", raw.p, raw.n);
    easc__text expected = walk_whole(text);
    size_t wrong = 0;
    for (size_t size = 0; size <= raw.n + 2 && wrong < 3; size++) {
        wrong += is_wrong(what, path, raw.n, size, &expected);
    }
    easc__text_done(&expected);
    return wrong;
}

/* --- small files: every chunk size ---------------------------------------------------------- */

typedef struct small_case {
    const char *what;
    easc__bytes text;
} small_case;

#define TEXT(literal)                                                                              \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

static const small_case small_cases[] = {
    {"an empty file", TEXT("")},
    {"one byte", TEXT("a")},
    {"one line end", TEXT("\n")},
    {"two bytes", TEXT("a\n")},
    {"rows", TEXT("one\ntwo\nthree\n")},
    {"no final line end", TEXT("one\ntwo\nthree")},
    {"CR LF", TEXT("one\r\ntwo\r\n\r\nthree\r\n")},
    {"a CR at the end", TEXT("one\r\ntwo\r")},
    {"blank lines", TEXT("\n\n  \n\t\none\n \n\n")},
    {"a BOM", TEXT("\xEF\xBB\xBFone\ntwo\n")},
    {"a BOM and nothing else", TEXT("\xEF\xBB\xBF")},
    {"half a BOM", TEXT("\xEF\xBB")},
    {"a BOM in the middle", TEXT("one\n\xEF\xBB\xBF#Date: x\ntwo\n")},
    {"a NUL", TEXT("one\0two\nthree\n")},
    {"a run of NULs", TEXT("one\0\0\0\0two\nthree\n")},
    {"a run of NULs over line ends", TEXT("one\0\0\n\0\n\0\0two\n")},
    {"NULs at the end", TEXT("one\ntwo\0\0\0\0")},
    {"NULs at the head", TEXT("\0\0\0\0one\ntwo\n")},
    {"NULs only", TEXT("\0\0\0\0\0\0\0\0\0")},
    {"one NUL", TEXT("\0")},
    {"a NUL and a line end", TEXT("\0\n")},
    {"a directive behind NULs", TEXT("one\0\0#Fields: time\nrow\n")},
    {"directives", TEXT("#Software: x\n#Date: 2011-05-01 10:00:00\n#Fields: time cs-uri-stem\n"
                        "10:00:00 /a\n11:00:00 /b\n#Fields: date time\nx y\n")},
    {"a directive behind a BOM", TEXT("\xEF\xBB\xBF#Fields: a b\nrow\nrow\n")},
    {"one behind a BOM in the middle", TEXT("row\n\xEF\xBB\xBF#Fields: a b\nrow\nrow\n")},
    {"one behind NULs and a BOM", TEXT("row\0\xEF\xBB\xBF#Fields: a b\0row\nrow\n")},
    {"no directive: behind other bytes", TEXT("row #Fields: a b\nx#Fields: a\nrow\nrow\n")},
    {"no directive: behind a BOM within a row", TEXT("x\xEF\xBB\xBF#Fields: a b\nrow\nrow\n")},
    {"no directive: behind two BOMs", TEXT("\xEF\xBB\xBF\xEF\xBB\xBF#Fields: a b\nrow\nrow\n")},
    {"no directive: behind a blank", TEXT(" #Fields: a b\nrow\nrow\n")},
    {"order that ends", TEXT("#Date: 2011-05-01\n#Fields: time\nrow\n#Fields: date time\nrow\n"
                             "row\nrow\n")},
    {"no UTF-8", TEXT("\xFF\x80 one\n\xC3\n")},
    {"half a UTF-16 BOM", TEXT("\xFE")},
};

static void small_files_are_the_same_in_chunks_of_every_size(void **state)
{
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(small_cases); i++) {
        wrong += count_wrong_sizes(*state, small_cases[i].what, small_cases[i].text,
                                   small_cases[i].text);
    }
    assert_int_equal(wrong, 0);
}

/* --- UTF-16 --------------------------------------------------------------------------------- */

static void add_unit(easc__text *to, uint16_t unit, bool is_big)
{
    easc__text_add_char(to, (char)(is_big ? unit >> 8 : unit & 0xFF));
    easc__text_add_char(to, (char)(is_big ? unit & 0xFF : unit >> 8));
}

/* Letters, and '$' for a character of two surrogates, '<' and '>' for one of them alone. */
static easc__text utf16_of(const char *letters, bool is_big)
{
    easc__text to = easc__text_init(0);
    add_unit(&to, 0xFEFF, is_big);
    for (; *letters; letters++) {
        if (*letters == '$' || *letters == '<') {
            add_unit(&to, 0xD83D, is_big);
        }
        if (*letters == '$' || *letters == '>') {
            add_unit(&to, 0xDE00, is_big);
        }
        if (*letters != '$' && *letters != '<' && *letters != '>') {
            add_unit(&to, (uint16_t)(unsigned char)*letters, is_big);
        }
    }
    return to;
}

/* The UTF-8 of UTF-16 with its BOM. */
static easc__text utf8_of(easc__bytes raw)
{
    bool is_big = false;
    easc__text to = easc__text_init(0);
    assert_int_equal(easc__utf16_bom(raw, &is_big), 2);
    easc__utf16 utf16 = easc__utf16_init(is_big);
    easc__utf16_add(&utf16, easc__from(raw, 2), &to);
    easc__utf16_end(&utf16, &to);
    return to;
}

/* All cuts of a text at its end, each in chunks of every size. */
static size_t count_wrong_cuts(scratch *place, const char *letters, bool is_big)
{
    easc__text raw = utf16_of(letters, is_big);
    size_t wrong = 0;
    for (size_t cut = 2; cut <= raw.n && wrong == 0; cut++) {
        easc__bytes head = easc__first(easc__text_view(&raw), cut);
        easc__text text = utf8_of(head);
        char what[64];
        (void)snprintf(what, sizeof what, "%s of %s, %zu bytes", is_big ? "BE" : "LE", letters,
                       cut);
        wrong += count_wrong_sizes(place, what, head, easc__text_view(&text));
        easc__text_done(&text);
    }
    easc__text_done(&raw);
    return wrong;
}

static void utf16_is_read_whole_and_cut_anywhere(void **state)
{
    static const char *const texts[] = {"",          "a\nb\n", "$\n$$\n", "one\r\n$two",
                                        "a<\n>b\n<", "<<>>$"};
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
        wrong += count_wrong_cuts(*state, texts[i], false);
        wrong += count_wrong_cuts(*state, texts[i], true);
    }
    assert_int_equal(wrong, 0);
}

/* Bytes are read in pieces of a size that is a power of two; a surrogate pair at each place around
   one. */
static void a_surrogate_pair_may_lie_anywhere_between_two_reads(void **state)
{
    static char letters[9000];
    size_t wrong = 0;
    for (size_t at = 8180; at < 8200; at++) {
        memset(letters, 'x', sizeof letters - 1);
        letters[at] = '$';
        letters[at + 3] = '\n';
        easc__text raw = utf16_of(letters, at % 2 == 0);
        easc__text text = utf8_of(easc__text_view(&raw));
        const char *path = scratch_write(*state, "a.log", raw.p, raw.n);
        easc__text expected = walk_whole(easc__text_view(&text));
        wrong += is_wrong("pair", path, raw.n, 0, &expected);
        wrong += is_wrong("pair", path, raw.n, 1, &expected);
        wrong += is_wrong("pair", path, raw.n, 8192, &expected);
        easc__text_done(&expected);
        easc__text_done(&text);
        easc__text_done(&raw);
    }
    assert_int_equal(wrong, 0);
}

/* --- long rows ------------------------------------------------------------------------------ */

/* A row of a letter, with the stem at `stem_at` unless that is SIZE_MAX. */
static void add_long_row(easc__text *to, size_t length, size_t stem_at)
{
    size_t start = to->n;
    assert_true(easc__text_reserve(to, length));
    memset(to->p + start, 'x', length);
    to->n += length;
    if (stem_at != SIZE_MAX) {
        memcpy(to->p + start + stem_at, EASC__STEM, sizeof EASC__STEM - 1);
    }
}

static const size_t long_chunk_sizes[] = {0, 1, 1000, 300000, LONGEST, 5 * MIB};

/* Writes a text and compares the chunk sizes that matter for long rows. */
static size_t count_wrong_long(scratch *place, const char *what, const easc__text *text)
{
    const char *path = scratch_write(place, "long.log", text->p, text->n);
    easc__text expected = walk_whole(easc__text_view(text));
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(long_chunk_sizes) && wrong == 0; i++) {
        wrong += is_wrong(what, path, text->n, long_chunk_sizes[i], &expected);
    }
    easc__text_done(&expected);
    return wrong;
}

typedef struct long_case {
    size_t length;
    size_t stem_at;
} long_case;

static void rows_around_one_mebibyte_are_followed_by_the_next_ones(void **state)
{
    static const long_case cases[] = {
        {MIB - 1, SIZE_MAX},     {MIB - 1, 0},
        {MIB, SIZE_MAX},         {MIB, MIB - 28},
        {MIB + 1, SIZE_MAX},     {MIB + 1, 100},
        {MIB + 1, MIB + 1 - 28}, {LONGEST - 1, 5},
        {LONGEST - 1, SIZE_MAX}, {LONGEST, SIZE_MAX},
        {LONGEST, LONGEST - 28}, {LONGEST + 1, LONGEST - 27},
        {LONGEST + 1, SIZE_MAX}, {LONGEST + 27, LONGEST - 1},
        {2 * LONGEST, SIZE_MAX}, {2 * LONGEST, 2 * LONGEST - 28},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        char what[64];
        easc__text text = easc__text_init(0);
        easc__text_add_z(&text, "first\nsecond\n");
        add_long_row(&text, cases[i].length, cases[i].stem_at);
        easc__text_add_z(&text, i % 2 ? "\nthird\nfourth" : "\r\n\nthird\nfourth\n");
        (void)snprintf(what, sizeof what, "a row of %zu bytes", cases[i].length);
        wrong += count_wrong_long(*state, what, &text);
        easc__text_done(&text);
    }
    assert_int_equal(wrong, 0);
}

static void the_stem_of_a_long_row_is_found_wherever_it_lies(void **state)
{
    size_t wrong = 0;
    for (size_t at = LONGEST - 60; at < LONGEST + 2; at += 3) {
        char what[64];
        easc__text text = easc__text_init(0);
        add_long_row(&text, 2 * LONGEST, at);
        easc__text_add_z(&text, "\nnext\n");
        const char *path = scratch_write(*state, "long.log", text.p, text.n);
        easc__text expected = walk_whole(easc__text_view(&text));
        (void)snprintf(what, sizeof what, "stem at %zu", at);
        wrong += is_wrong(what, path, text.n, 0, &expected);
        easc__text_done(&expected);
        easc__text_done(&text);
    }
    assert_int_equal(wrong, 0);
}

/* Blanks longer than the longest buffer, between a head and a tail. */
static void long_blanks_count_as_any_others(void **state)
{
    static const char *const cases[][2] = {
        {"", ""},
        {"", "\n"},
        {"a\n", "b\nc"},
        {"a", "b\nc\n"},
        {"#Fields: date time x\n#Fields:", "date time\nrow\n"}, /* too long a directive to apply */
        {"#Date: 2011-05-06 00:00:00\n#Date: ", "2011-05-07 00:00:00\nrow\n"},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(cases) * 2; i++) {
        char what[64];
        easc__text text = easc__text_init(0);
        easc__text_add_z(&text, cases[i / 2][0]);
        add_long_row(&text, LONGEST + 100, SIZE_MAX);
        memset(text.p + text.n - LONGEST - 100, ' ', LONGEST + 100);
        if (i % 2) {
            easc__text_add_char(&text, '\0');
        }
        easc__text_add_z(&text, cases[i / 2][1]);
        (void)snprintf(what, sizeof what, "blanks %zu", i);
        wrong += count_wrong_long(*state, what, &text);
        easc__text_done(&text);
    }
    assert_int_equal(wrong, 0);
}

static void a_long_row_may_end_the_file_or_end_with_a_nul(void **state)
{
    static const easc__bytes tails[] = {TEXT(""),   TEXT("\0"),   TEXT("\0\0\0next\nlast\n"),
                                        TEXT("\n"), TEXT("\0\n"), TEXT("\0\n\nlast")};
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(tails); i++) {
        char what[32];
        easc__text text = easc__text_init(0);
        add_long_row(&text, LONGEST + 5, 77);
        easc__text_add(&text, tails[i]);
        (void)snprintf(what, sizeof what, "tail %zu", i);
        wrong += count_wrong_long(*state, what, &text);
        easc__text_done(&text);
    }
    assert_int_equal(wrong, 0);
}

static void long_rows_may_follow_each_other(void **state)
{
    easc__text text = easc__text_init(0);
    add_long_row(&text, LONGEST + 5, 77);
    easc__text_add_char(&text, '\n');
    add_long_row(&text, LONGEST + 9, SIZE_MAX);
    easc__text_add_z(&text, "\nshort\n");
    add_long_row(&text, MIB, 3);
    easc__text_add_z(&text, "\nlast");
    assert_int_equal(count_wrong_long(*state, "three", &text), 0);
    easc__text_done(&text);
}

/* What a row is, is decided without the blanks at its end (contract 1.1: what is blank is no row).
 */
static void blanks_at_the_ends_of_a_long_line_change_nothing(void **state)
{
    static const struct {
        const char *what;
        size_t before;
        size_t row;
        size_t behind;
    } cases[] = {{"blanks only", LONGEST + 5, 0, 0},
                 {"a short row with blanks behind", 0, 100, LONGEST + 5},
                 {"a row of a mebibyte with blanks behind", 0, MIB, 70000},
                 {"a long row with blanks in front", 300, LONGEST + 5, 0}};
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        easc__text text = easc__text_init(0);
        add_long_row(&text, cases[i].before + cases[i].row + cases[i].behind, SIZE_MAX);
        memset(text.p, ' ', cases[i].before);
        memset(text.p + cases[i].before + cases[i].row, ' ', cases[i].behind);
        easc__text_add_z(&text, "\nnext\n");
        wrong += count_wrong_long(*state, cases[i].what, &text);
        easc__text_done(&text);
    }
    assert_int_equal(wrong, 0);
}

/* --- NULs ----------------------------------------------------------------------------------- */

static void a_run_of_two_mebibytes_of_nuls_ends_a_row_and_begins_another(void **state)
{
    easc__text text = easc__text_init(0);
    easc__text_add_z(&text, "first\ncut");
    add_long_row(&text, 2 * MIB, SIZE_MAX);
    memset(text.p + 9, '\0', 2 * MIB);
    easc__text_add_z(&text, "whole\nnext\n");
    assert_int_equal(count_wrong_long(*state, "NULs", &text), 0);
    easc__text_done(&text);
}

static void a_file_of_nuls_is_one_blank_line(void **state)
{
    static const size_t sizes[] = {1, MIB, LONGEST, LONGEST + 1, 2 * LONGEST, 2 * LONGEST + 1};
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(sizes); i++) {
        easc__text text = easc__text_init(0);
        add_long_row(&text, sizes[i], SIZE_MAX);
        memset(text.p, '\0', text.n);
        wrong += count_wrong_long(*state, "NULs only", &text);
        easc__text_done(&text);
    }
    assert_int_equal(wrong, 0);
}

static void rows_between_nuls_are_cut_there_when_no_line_ends(void **state)
{
    easc__text text = easc__text_init(0);
    for (size_t i = 0; i < 40; i++) {
        add_long_row(&text, 60000 + i, i % 3 ? SIZE_MAX : 9);
        easc__text_add_char(&text, '\0');
    }
    assert_int_equal(count_wrong_long(*state, "no line end", &text), 0);
    easc__text_add_z(&text, "\nnext");
    assert_int_equal(count_wrong_long(*state, "a line end behind", &text), 0);
    easc__text_done(&text);
}

/* --- kinds of logs -------------------------------------------------------------------------- */

typedef struct format_case {
    easc__bytes text;
    easc__format format;
} format_case;

static void the_kind_of_log_is_known_in_chunks_of_every_size(void **state)
{
    static const format_case cases[] = {
        {TEXT(""), EASC__FORMAT_UNKNOWN},
        {TEXT("row\n"), EASC__FORMAT_UNKNOWN},
        {TEXT("row\n#Fields: date time cs-uri-stem\n"), EASC__FORMAT_W3C},
        {TEXT("DateTime,RequestId,MajorVersion\nrow\nrow\n"), EASC__FORMAT_HTTPPROXY},
        {TEXT("row\nDateTime,RequestId,MajorVersion\nrow\n"), EASC__FORMAT_UNKNOWN},
        {TEXT("#Software: Microsoft HTTP API 2.0\n#Fields: date time c-ip cs-uri sc-status\n"),
         EASC__FORMAT_HTTPERR},
    };
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        const char *path = scratch_write(*state, "a.log", cases[i].text.p, cases[i].text.n);
        for (size_t size = 1; size <= cases[i].text.n + 1; size++) {
            char *copy = easc__copy_text(path, strlen(path));
            easc__input_ref input = {.kind = EASC__INPUT_PLAIN, .path = copy, .absolute = copy};
            easc__feed *feed = NULL;
            easc__chunk chunk = {0};
            assert_int_equal(easc__feed_open(&input, NULL, size, NULL, &feed, NULL), EASC_OK);
            while (easc__feed_next(feed, &chunk, NULL) == EASC_OK) {
            }
            assert_int_equal(easc__feed_format(feed), cases[i].format);
            easc__chunk_done(&chunk);
            easc__feed_close(feed);
            easc__free(copy);
        }
    }
}

static void a_file_that_is_not_there_gives_no_feed(void **state)
{
    char path[] = "/nowhere/at/all.log";
    easc__input_ref input = {.kind = EASC__INPUT_PLAIN, .path = path, .absolute = path};
    easc__feed *feed = NULL;
    easc__error error = {0};
    (void)state;
    assert_int_equal(easc__feed_open(&input, NULL, 0, NULL, &feed, &error), EASC_E_NOT_FOUND);
    assert_null(feed);
    assert_string_equal(error.path, path);
}

/* A test with a folder of its own. */
#define in_a_place(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_a_place(small_files_are_the_same_in_chunks_of_every_size),
        in_a_place(utf16_is_read_whole_and_cut_anywhere),
        in_a_place(a_surrogate_pair_may_lie_anywhere_between_two_reads),
        in_a_place(rows_around_one_mebibyte_are_followed_by_the_next_ones),
        in_a_place(the_stem_of_a_long_row_is_found_wherever_it_lies),
        in_a_place(long_blanks_count_as_any_others),
        in_a_place(a_long_row_may_end_the_file_or_end_with_a_nul),
        in_a_place(long_rows_may_follow_each_other),
        in_a_place(blanks_at_the_ends_of_a_long_line_change_nothing),
        in_a_place(a_run_of_two_mebibytes_of_nuls_ends_a_row_and_begins_another),
        in_a_place(a_file_of_nuls_is_one_blank_line),
        in_a_place(rows_between_nuls_are_cut_there_when_no_line_ends),
        in_a_place(the_kind_of_log_is_known_in_chunks_of_every_size),
        in_a_place(a_file_that_is_not_there_gives_no_feed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
