/* number.c - see number.h. */
#include "base/number.h"

bool easc__take_u64(easc__bytes *text, uint64_t max, uint64_t *out)
{
    uint64_t value = 0;
    size_t i = 0;
    for (; i < text->n && easc__is_digit(text->p[i]); i++) {
        uint64_t digit = (uint64_t)(text->p[i] - '0');
        if (value > (max - (digit < max ? digit : max)) / 10 || digit > max) {
            return false;
        }
        value = value * 10 + digit;
    }
    if (i == 0 || value > max) {
        return false;
    }
    *text = easc__from(*text, i);
    *out = value;
    return true;
}

bool easc__parse_u64(easc__bytes text, uint64_t max, uint64_t *out)
{
    uint64_t value;
    if (!easc__take_u64(&text, max, &value) || text.n > 0) {
        return false;
    }
    *out = value;
    return true;
}

size_t easc__format_u64(uint64_t value, char *to)
{
    char reversed[EASC__NUMBER_SIZE];
    size_t n = 0;
    do {
        reversed[n++] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    for (size_t i = 0; i < n; i++) {
        to[i] = reversed[n - 1 - i];
    }
    return n;
}

size_t easc__format_i64(int64_t value, char *to)
{
    if (value >= 0) {
        return easc__format_u64((uint64_t)value, to);
    }
    to[0] = '-';
    return 1 + easc__format_u64(0 - (uint64_t)value, to + 1);
}
