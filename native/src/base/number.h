/* number.h - bounded numbers out of text, and back. No locale, no sign tricks, no overflow. */
#ifndef EASC_BASE_NUMBER_H
#define EASC_BASE_NUMBER_H

#include "base/bytes.h"

/* The whole text as a decimal number without a sign; false (and `out` untouched) when it is empty,
   holds anything but digits, or is above `max`. */
bool easc__parse_u64(easc__bytes text, uint64_t max, uint64_t *out);

/* The digits at the head of `*text`, which is moved behind them; false when there is none or the
   number is above `max` (then nothing moves). */
bool easc__take_u64(easc__bytes *text, uint64_t max, uint64_t *out);

/* Room for any 64-bit number with its sign. */
enum { EASC__NUMBER_SIZE = 21 };

/* Decimal digits of `value` into `to` (at least EASC__NUMBER_SIZE bytes, no NUL written); returns
   how many. */
size_t easc__format_u64(uint64_t value, char *to);
size_t easc__format_i64(int64_t value, char *to);

/* a + b, or the largest number when it would overflow: counters stop, they never wrap. */
static inline uint64_t easc__add(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

static inline uint32_t easc__add32(uint32_t a, uint32_t b)
{
    return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

#endif
