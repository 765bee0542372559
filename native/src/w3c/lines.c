/* lines.c - see lines.h. Most rows of a server are not EAS, so what is done for every row is two
   memory scans: one for the line end (memchr), one for the stem. */
#include "w3c/lines.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

void easc__lines_begin(easc__lines *lines, easc__bytes bytes)
{
    bool has_nul = bytes.n > 0 && memchr(bytes.p, '\0', bytes.n) != NULL;
    *lines = (easc__lines){bytes, 0, 0, 0, has_nul, false};
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

/* The text up to the next NUL or line end; `lines` moves behind it. A line of many NULs is searched
   for its end once only. */
static easc__bytes take_piece(easc__lines *lines)
{
    easc__bytes rest = easc__from(lines->all, lines->at);
    if (!lines->mid_line) {
        lines->line_end = lines->at + easc__find(rest, '\n');
    }
    easc__bytes text = easc__first(rest, lines->line_end - lines->at);
    size_t nul = lines->has_nul ? easc__find(text, '\0') : text.n;
    lines->mid_line = nul < text.n;
    text = easc__first(text, nul);
    while (lines->mid_line && nul + 1 < rest.n && rest.p[nul + 1] == '\0') {
        nul++; /* a run of NULs is one end */
    }
    lines->at += nul + 1;
    lines->line += lines->mid_line ? 0 : 1;
    return text;
}

bool easc__lines_next(easc__lines *lines, easc__piece *piece)
{
    while (lines->at < lines->all.n) {
        size_t start = lines->at;
        uint64_t line = lines->line;
        easc__bytes text = take_piece(lines);
        easc__bytes clean = without_tail(easc__without_bom(text));
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
