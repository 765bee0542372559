/* lines.c - see lines.h. Most rows of a server are not EAS, so what is done for every row is two
   memory scans: one for the line end (memchr), one for the stem. */
#include "w3c/lines.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

void easc__lines_begin(easc__lines *lines, easc__bytes bytes)
{
    bool has_nul = bytes.n > 0 && memchr(bytes.p, '\0', bytes.n) != NULL;
    *lines = (easc__lines){bytes, 0, 0, has_nul, false};
}

static easc__bytes without_bom(easc__bytes text)
{
    return easc__starts(text, EASC__LIT("\xEF\xBB\xBF")) ? easc__from(text, 3) : text;
}

static easc__bytes without_tail(easc__bytes text)
{
    while (text.n > 0) {
        char c = text.p[text.n - 1];
        if (c != '\r' && c != ' ' && c != '\t') {
            break;
        }
        text.n--;
    }
    return text;
}

/* Cuts the line at its first NUL; true when there was one. */
static bool cut_at_nul(const easc__lines *lines, easc__bytes *rest)
{
    size_t nul = lines->has_nul ? easc__find(*rest, '\0') : rest->n;
    bool found = nul < rest->n;
    *rest = easc__first(*rest, nul);
    return found;
}

bool easc__lines_next(easc__lines *lines, easc__piece *piece)
{
    while (lines->at < lines->all.n) {
        easc__bytes rest = easc__from(lines->all, lines->at);
        size_t start = lines->at;
        size_t end = easc__find(rest, '\n');
        easc__bytes text = easc__first(rest, end);
        bool at_nul = cut_at_nul(lines, &text);
        lines->at += text.n + 1;
        uint64_t line = lines->line;
        lines->line += at_nul ? 0 : 1;
        lines->mid_line = at_nul;
        easc__bytes clean = without_tail(without_bom(text));
        if (clean.n > 0) {
            *piece = (easc__piece){clean, line, start + (size_t)(clean.p - text.p)};
            return true;
        }
    }
    if (lines->mid_line) { /* the last line ended with NULs and no LF: it is a line all the same */
        lines->line++;
        lines->mid_line = false;
    }
    return false;
}

static bool is_stem(const char *p)
{
    static const char stem[] = EASC__STEM;
    for (size_t i = 0; i < sizeof stem - 1; i++) {
        if (easc__lower(p[i]) != easc__lower(stem[i])) {
            return false;
        }
    }
    return true;
}

enum {
    STEM_LENGTH = sizeof EASC__STEM - 1,
    FIRST_DASH = 10, /* of "/Microsoft-Server-ActiveSync" */
    SECOND_DASH = 17
};

/* The reference: every position. */
static size_t find_stem_from(easc__bytes text, size_t at)
{
    for (; at + STEM_LENGTH <= text.n; at++) {
        if (text.p[at + FIRST_DASH] == '-' && text.p[at + SECOND_DASH] == '-' &&
            is_stem(text.p + at)) {
            return at;
        }
    }
    return text.n;
}

#if defined(__SSE2__)
/* Two dashes seven bytes apart are rare in a log (GUIDs have them 5, 9, 10, … apart, dates 3), so
   sixteen positions at once are dismissed by two comparisons. */
size_t easc__find_stem(easc__bytes text)
{
    const __m128i dash = _mm_set1_epi8('-');
    size_t at = 0;
    for (; at + STEM_LENGTH + 16 <= text.n; at += 16) {
        __m128i first = _mm_loadu_si128((const __m128i *)(const void *)(text.p + at + FIRST_DASH));
        __m128i second =
            _mm_loadu_si128((const __m128i *)(const void *)(text.p + at + SECOND_DASH));
        __m128i both = _mm_and_si128(_mm_cmpeq_epi8(first, dash), _mm_cmpeq_epi8(second, dash));
        if (_mm_movemask_epi8(both) != 0) {
            size_t found = find_stem_from(easc__first(text, at + 15 + STEM_LENGTH), at);
            if (found < at + 16) {
                return found;
            }
        }
    }
    return find_stem_from(text, at);
}
#else
size_t easc__find_stem(easc__bytes text)
{
    return find_stem_from(text, 0);
}
#endif
