/* ratio_text.c - see ratio_text.h. No printf: its rounding of ties and its decimal point differ
   from system to system. */
#include "render/ratio_text.h"

enum { DIGITS = 7, MANTISSA = 1 << 23, MOST_SHIFT = 60 /* ten times the rest fits 64 bits */ };

/* The first digits of a number from 0 to 1 (both excluded), rounded; the number is
   0.d1d2d3… times 10 to the power of `*exponent`. */
static void make_digits(float value, char *digits, int *exponent)
{
    int shift = 0;
    for (; value < (float)MANTISSA; shift++) {
        value *= 2;
    }
    uint64_t rest = (uint64_t)value; /* the number is rest / 2^shift */
    for (; shift > MOST_SHIFT; shift--) {
        rest >>= 1;
    }
    uint64_t mask = ((uint64_t)1 << shift) - 1;
    *exponent = 0;
    for (int n = 0; n <= DIGITS;) {
        rest *= 10;
        digits[n] = (char)(rest >> shift);
        rest &= mask;
        bool is_leading_zero = n == 0 && digits[0] == 0 && *exponent > -DIGITS * 3;
        *exponent -= is_leading_zero;
        n += !is_leading_zero;
    }
    for (int i = DIGITS - 1, carry = digits[DIGITS] >= 5; carry; i--) {
        if (i < 0) { /* 0.99999996 is 1 */
            digits[0] = 1;
            (*exponent)++;
            break;
        }
        digits[i]++;
        carry = digits[i] == 10;
        digits[i] = (char)(carry ? 0 : digits[i]);
    }
}

static void add_digits(easc__text *to, const char *digits, int from, int count)
{
    for (int i = from; i < count; i++) {
        easc__text_add_char(to, (char)('0' + digits[i]));
    }
}

static void add_fraction(easc__text *to, float value)
{
    char digits[DIGITS + 1];
    int exponent;
    int count = DIGITS;
    make_digits(value, digits, &exponent);
    while (count > 1 && digits[count - 1] == 0) {
        count--;
    }
    if (exponent > 0) { /* rounded up to 1 */
        easc__text_add_char(to, '1');
    } else if (exponent > -4) {
        easc__text_add_z(to, "0.");
        for (int i = exponent; i < 0; i++) {
            easc__text_add_char(to, '0');
        }
        add_digits(to, digits, 0, count);
    } else {
        add_digits(to, digits, 0, 1);
        easc__text_add_z(to, count > 1 ? "." : "");
        add_digits(to, digits, 1, count);
        easc__text_add_z(to, exponent > -9 ? "E-0" : "E-");
        easc__text_add_i64(to, 1 - exponent);
    }
}

void easc__add_ratio(easc__text *to, uint64_t part, uint64_t whole)
{
    float value = (float)part / (float)whole;
    if (value <= 0) {
        easc__text_add_char(to, '0');
    } else if (value >= 1) {
        easc__text_add_char(to, '1');
    } else {
        add_fraction(to, value);
    }
}
