/* bytes.c - see bytes.h. */
#include "base/bytes.h"

bool easc__equal_nocase(easc__bytes a, easc__bytes b)
{
    return a.n == b.n && easc__compare_nocase(a, b) == 0;
}

bool easc__starts(easc__bytes text, easc__bytes prefix)
{
    return text.n >= prefix.n && easc__equal(easc__first(text, prefix.n), prefix);
}

bool easc__starts_nocase(easc__bytes text, easc__bytes prefix)
{
    return text.n >= prefix.n && easc__equal_nocase(easc__first(text, prefix.n), prefix);
}

bool easc__contains(easc__bytes text, easc__bytes part)
{
    for (size_t i = 0; i + part.n <= text.n; i++) {
        if (easc__starts(easc__from(text, i), part)) {
            return true;
        }
    }
    return part.n == 0;
}

bool easc__contains_nocase(easc__bytes text, easc__bytes part)
{
    for (size_t i = 0; i + part.n <= text.n; i++) {
        if (easc__starts_nocase(easc__from(text, i), part)) {
            return true;
        }
    }
    return part.n == 0;
}

static int compare_lengths(size_t a, size_t b)
{
    return a < b ? -1 : a > b;
}

int easc__compare(easc__bytes a, easc__bytes b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    return order ? order : compare_lengths(a.n, b.n);
}

int easc__compare_elements(const void *a, const void *b)
{
    return easc__compare(*(const easc__bytes *)a, *(const easc__bytes *)b);
}

int easc__compare_nocase(easc__bytes a, easc__bytes b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    for (size_t i = 0; i < n; i++) {
        unsigned char x = (unsigned char)easc__lower(a.p[i]);
        unsigned char y = (unsigned char)easc__lower(b.p[i]);
        if (x != y) {
            return x < y ? -1 : 1;
        }
    }
    return compare_lengths(a.n, b.n);
}

size_t easc__find(easc__bytes text, char c)
{
    const char *hit = text.n ? memchr(text.p, c, text.n) : NULL;
    return hit ? (size_t)(hit - text.p) : text.n;
}

size_t easc__behind_last(easc__bytes text, char c)
{
    for (size_t i = text.n; i > 0; i--) {
        if (text.p[i - 1] == c) {
            return i;
        }
    }
    return 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

easc__bytes easc__trim(easc__bytes text)
{
    while (text.n > 0 && is_blank(text.p[0])) {
        text.p++;
        text.n--;
    }
    while (text.n > 0 && is_blank(text.p[text.n - 1])) {
        text.n--;
    }
    return text;
}

bool easc__next_piece(easc__bytes *rest, char separator, easc__bytes *piece)
{
    if (rest->n == 0) {
        return false;
    }
    size_t at = easc__find(*rest, separator);
    *piece = easc__first(*rest, at);
    *rest = easc__from(*rest, at + 1);
    return true;
}

easc__bytes easc__first_whole(easc__bytes text, size_t n)
{
    if (text.n <= n) {
        return text;
    }
    while (n > 0 && ((unsigned char)text.p[n] & 0xC0u) == 0x80u) {
        n--;
    }
    return easc__first(text, n);
}
