/* pattern.c - see pattern.h. */
#include "source/pattern.h"

bool easc__is_pattern(easc__bytes text)
{
    return easc__find(text, '*') < text.n || easc__find(text, '?') < text.n;
}

static bool is_slash(char c)
{
    return c == '/' || c == '\\';
}

size_t easc__pattern_start(easc__bytes path, bool has_backslashes)
{
    bool is_as_it_stands = has_backslashes && path.n >= 4 && is_slash(path.p[0]) &&
                           is_slash(path.p[1]) && path.p[2] == '?' && is_slash(path.p[3]);
    return is_as_it_stands ? 4 : 0;
}

/* Length of the character at `at`: a byte and the continuation bytes behind it. */
static size_t character_length(easc__bytes name, size_t at)
{
    size_t len = 1;
    if (((unsigned char)name.p[at] & 0xC0u) == 0xC0u) {
        while (len < 4 && at + len < name.n && ((unsigned char)name.p[at + len] & 0xC0u) == 0x80u) {
            len++;
        }
    }
    return len;
}

/* How far one sign of the pattern that is no * takes the name; 0: it does not match. */
static size_t step(char sign, easc__bytes name, size_t at, bool ignore_case)
{
    if (sign == '?') {
        return character_length(name, at);
    }
    char c = name.p[at];
    return sign == c || (ignore_case && easc__lower(sign) == easc__lower(c)) ? 1 : 0;
}

/* Only the last * is ever tried again, one place further on: whatever an earlier one could take,
   the last one can take too. So the time is at most the product of the lengths. */
bool easc__pattern_matches(easc__bytes pattern, easc__bytes name, bool ignore_case)
{
    size_t p = 0;
    size_t n = 0;
    size_t behind_star = 0; /* 0: there was none yet */
    size_t star_end = 0;    /* where the text ends that the last * has taken */
    while (n < name.n) {
        size_t len = 0;
        if (p < pattern.n && pattern.p[p] == '*') {
            behind_star = ++p;
            star_end = n;
            continue;
        }
        if (p < pattern.n) {
            len = step(pattern.p[p], name, n, ignore_case);
        }
        if (len > 0) {
            p++;
            n += len;
        } else if (behind_star > 0) {
            p = behind_star;
            star_end += character_length(name, star_end);
            n = star_end;
        } else {
            return false;
        }
    }
    while (p < pattern.n && pattern.p[p] == '*') {
        p++;
    }
    return p == pattern.n;
}
