/* word_order.c - see word_order.h. Texts are compared level by level, as NLS does: letters, then
   accents, then case, then the marks that do not count. */
#include "cmdlet/word_order.h"

enum {
    DIGITS = 64, /* weights: symbols from 1, digits, letters, and code points beyond */
    LETTERS = 128,
    BEYOND = 256,
    LATIN_FIRST = 0xC0, /* of the table below */
    LATIN_LAST = 0x17F
};

/* The letter without its accent, from U+00C0 on; '.': none. */
static const char plain_latin[] = "aaaaaaaceeeeiiii"
                                  "dnooooo.ouuuuyts"
                                  "aaaaaaaceeeeiiii"
                                  "dnooooo.ouuuuyty"
                                  "aaaaaacccccccc"
                                  "ddddeeeeeeeeee"
                                  "gggggggghhhh"
                                  "iiiiiiiiiiiijj"
                                  "kkkllllllllll"
                                  "nnnnnnnnn"
                                  "oooooooorrrrrr"
                                  "ssssssss"
                                  "tttttt"
                                  "uuuuuuuuuuuu"
                                  "wwyyyzzzzzzs";

static const char symbols[] = " !\"#$%&()*,./:;?@[\\]^_`{|}~+<=>";

typedef struct case_range {
    uint32_t first;
    uint32_t last;
    uint32_t step; /* 2: every second one, from the first on */
    int32_t to_lower;
} case_range;

static const case_range capitals[] = {
    {'A', 'Z', 1, 32},     {0xC0, 0xD6, 1, 32},   {0xD8, 0xDE, 1, 32},   {0x100, 0x12E, 2, 1},
    {0x132, 0x136, 2, 1},  {0x139, 0x147, 2, 1},  {0x14A, 0x176, 2, 1},  {0x178, 0x178, 1, -121},
    {0x179, 0x17D, 2, 1},  {0x386, 0x386, 1, 38}, {0x388, 0x38A, 1, 37}, {0x38C, 0x38C, 1, 64},
    {0x38E, 0x38F, 1, 63}, {0x391, 0x3A1, 1, 32}, {0x3A3, 0x3AB, 1, 32}, {0x400, 0x40F, 1, 80},
    {0x410, 0x42F, 1, 32}};

static uint32_t lower_of(uint32_t c)
{
    for (size_t i = 0; i < sizeof capitals / sizeof capitals[0]; i++) {
        const case_range *r = &capitals[i];
        if (c >= r->first && c <= r->last && (c - r->first) % r->step == 0) {
            return (uint32_t)((int32_t)c + r->to_lower);
        }
    }
    return c;
}

/* The character at the head of valid UTF-8 that is not empty; moves behind it. */
static uint32_t take_character(easc__bytes *text)
{
    const unsigned char *p = (const unsigned char *)text->p;
    size_t n = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    uint32_t c = n == 1 ? p[0] : p[0] & (0x7Fu >> n);
    for (size_t i = 1; i < n && i < text->n; i++) {
        c = c << 6 | (p[i] & 0x3Fu);
    }
    *text = easc__from(*text, n);
    return c;
}

void easc__text_add_lower(easc__text *to, easc__bytes text)
{
    while (text.n > 0) {
        easc__bytes before = text;
        uint32_t c = take_character(&text);
        uint32_t low = lower_of(c);
        if (low == c) {
            easc__text_add(to, easc__first(before, before.n - text.n));
        } else if (low < 0x80) {
            easc__text_add_char(to, (char)low);
        } else { /* every letter of the table takes two bytes */
            easc__text_add_char(to, (char)(0xC0u | low >> 6));
            easc__text_add_char(to, (char)(0x80u | (low & 0x3Fu)));
        }
    }
}

typedef enum level { LEVEL_LETTER, LEVEL_ACCENT, LEVEL_CASE, LEVEL_COUNT } level;

static bool counts(uint32_t c)
{
    return c >= ' ' && c != '-' && c != '\'' && c != 0x7F;
}

static uint32_t letter_weight(uint32_t c)
{
    uint32_t low = lower_of(c);
    const char *symbol = c < 0x80 ? memchr(symbols, (int)c, sizeof symbols - 1) : NULL;
    if (symbol) {
        return (uint32_t)(symbol - symbols) + 1;
    }
    if (c >= '0' && c <= '9') {
        return DIGITS + (c - '0');
    }
    if (low >= LATIN_FIRST && low <= LATIN_LAST && plain_latin[low - LATIN_FIRST] != '.') {
        low = (uint32_t)plain_latin[low - LATIN_FIRST];
    }
    return low < 0x80 ? LETTERS + (low - 'a') : BEYOND + low;
}

static uint32_t weight_of(uint32_t c, level at)
{
    uint32_t low = lower_of(c);
    switch (at) {
    case LEVEL_LETTER:
        return letter_weight(c);
    case LEVEL_ACCENT:
        return low < 0x80 ? 0 : low;
    case LEVEL_CASE:
        return c != low;
    case LEVEL_COUNT:
        break;
    }
    return 0;
}

/* The weight of the next character that counts; 0 at the end. */
static uint32_t next_weight(easc__bytes *text, level at)
{
    while (text->n > 0) {
        uint32_t c = take_character(text);
        if (counts(c)) {
            return weight_of(c, at) + 1;
        }
    }
    return 0;
}

static int compare_level(easc__bytes a, easc__bytes b, level at)
{
    for (;;) {
        uint32_t x = next_weight(&a, at);
        uint32_t y = next_weight(&b, at);
        if (x != y) {
            return x < y ? -1 : 1;
        }
        if (x == 0) {
            return 0;
        }
    }
}

/* A mark that does not count: how many that do stand in front of it, and which it is. */
typedef struct mark {
    size_t place;
    uint32_t c; /* 0: there is no further one */
} mark;

static mark next_mark(easc__bytes *text, size_t *place)
{
    while (text->n > 0) {
        uint32_t c = take_character(text);
        if (!counts(c)) {
            return (mark){*place, c};
        }
        (*place)++;
    }
    return (mark){0, 0};
}

static int compare_marks(easc__bytes a, easc__bytes b)
{
    size_t at_a = 0;
    size_t at_b = 0;
    for (;;) {
        mark x = next_mark(&a, &at_a);
        mark y = next_mark(&b, &at_b);
        if (x.place != y.place && x.c != 0 && y.c != 0) {
            return x.place < y.place ? -1 : 1;
        }
        if (x.c != y.c) {
            return x.c < y.c ? -1 : 1;
        }
        if (x.c == 0) {
            return 0;
        }
    }
}

int easc__word_order(easc__bytes a, easc__bytes b)
{
    int order = 0;
    for (int at = LEVEL_LETTER; order == 0 && at < LEVEL_COUNT; at++) {
        order = compare_level(a, b, (level)at);
    }
    return order ? order : compare_marks(a, b);
}
