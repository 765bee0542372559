/* plain.c - see plain.h. */
#include "report/plain.h"

typedef struct char_range {
    uint32_t first;
    uint32_t last;
} char_range;

static const char_range controls[] = {{0x00, 0x1F}, {0x7F, 0x9F}};

static const char_range nothing[] = {{0xFFFE, 0xFFFF}};

/* Overrides and isolates turn what follows round; the separators begin a line. */
static const char_range turning[] = {
    {0x061C, 0x061C}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}};

static const char_range without_width[] = {
    {0x0300, 0x036F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};

static const char_range twice_as_wide[] = {
    {0x1100, 0x115F}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},  {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};

#define IS_IN(c, ranges) is_in((c), (ranges), sizeof(ranges) / sizeof((ranges)[0]))

static bool is_in(uint32_t c, const char_range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (c >= ranges[i].first && c <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

uint32_t easc__take_char(easc__bytes *valid)
{
    const unsigned char *p = (const unsigned char *)valid->p;
    size_t len = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    uint32_t c = len == 1 ? p[0] : p[0] & (0x7Fu >> len);
    for (size_t i = 1; i < len && i < valid->n; i++) {
        c = c << 6 | (p[i] & 0x3Fu);
    }
    *valid = easc__from(*valid, len);
    return c;
}

bool easc__is_control(uint32_t c)
{
    return IS_IN(c, controls);
}

bool easc__turns_text(uint32_t c)
{
    return IS_IN(c, turning);
}

static void add_valid(easc__text *to, easc__bytes valid, easc__plain_use use)
{
    while (valid.n > 0) {
        easc__bytes before = valid;
        uint32_t c = easc__take_char(&valid);
        bool is_bad = easc__is_control(c) || IS_IN(c, nothing) ||
                      (use == EASC__PLAIN_TERMINAL && easc__turns_text(c));
        easc__text_add(to, is_bad ? EASC__LIT("\xEF\xBF\xBD")
                                  : easc__first(before, before.n - valid.n));
    }
}

/* Nearly all texts: printable ASCII. */
static bool is_printable_ascii(easc__bytes raw)
{
    for (size_t i = 0; i < raw.n; i++) {
        if (raw.p[i] < 0x20 || raw.p[i] > 0x7E) {
            return false;
        }
    }
    return true;
}

void easc__add_plain(easc__text *to, easc__bytes raw, easc__plain_use use)
{
    if (is_printable_ascii(raw)) {
        easc__text_add(to, raw);
        return;
    }
    easc__text valid = easc__text_init(0);
    easc__text_add_utf8(&valid, raw);
    add_valid(to, easc__text_view(&valid), use);
    to->failed |= valid.failed;
    easc__text_done(&valid);
}

static size_t char_width(uint32_t c)
{
    return IS_IN(c, without_width) ? 0 : IS_IN(c, twice_as_wide) ? 2 : 1;
}

static size_t char_units(uint32_t c)
{
    return c > 0xFFFF ? 2 : 1;
}

size_t easc__plain_width(easc__bytes valid)
{
    size_t width = 0;
    while (valid.n > 0) {
        width += char_width(easc__take_char(&valid));
    }
    return width;
}

static easc__bytes head_of(easc__bytes valid, size_t most, size_t (*measure)(uint32_t c))
{
    easc__bytes rest = valid;
    size_t used = 0;
    while (rest.n > 0) {
        easc__bytes before = rest;
        used += measure(easc__take_char(&rest));
        if (used > most) {
            return easc__first(valid, valid.n - before.n);
        }
    }
    return valid;
}

easc__bytes easc__plain_head(easc__bytes valid, size_t width)
{
    return head_of(valid, width, char_width);
}

easc__bytes easc__plain_units(easc__bytes valid, size_t units)
{
    return head_of(valid, units, char_units);
}
