/* version.c - versions number by number. A number is compared as text without leading zeros (the
   longer one is larger), so that no count of digits can overflow anything. */
#include "client/client.h"

static size_t digits_at(easc__bytes text)
{
    size_t n = 0;
    while (n < text.n && easc__is_digit(text.p[n])) {
        n++;
    }
    return n;
}

/* Cuts the first number off `*rest`, without leading zeros: nothing means 0. What does not go on
   with a point and a digit ends the version. */
static easc__bytes take_number(easc__bytes *rest)
{
    size_t n = digits_at(*rest);
    easc__bytes number = easc__first(*rest, n);
    while (number.n > 0 && number.p[0] == '0') {
        number = easc__from(number, 1);
    }
    bool goes_on = n > 0 && n + 1 < rest->n && rest->p[n] == '.' && easc__is_digit(rest->p[n + 1]);
    *rest = goes_on ? easc__from(*rest, n + 1) : (easc__bytes){NULL, 0};
    return number;
}

static int compare_numbers(easc__bytes a, easc__bytes b)
{
    if (a.n != b.n) {
        return a.n < b.n ? -1 : 1;
    }
    return easc__compare(a, b);
}

int easc__version_compare(easc__bytes a, easc__bytes b)
{
    if (a.n == 0 || b.n == 0) {
        return (a.n > 0) - (b.n > 0);
    }
    while (a.n > 0 || b.n > 0) {
        easc__bytes x = take_number(&a);
        easc__bytes y = take_number(&b);
        int order = compare_numbers(x, y);
        if (order != 0) {
            return order;
        }
    }
    return 0;
}
