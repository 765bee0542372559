/* text.h - building text: a growing buffer with a sticky failure, percent-decoding, valid UTF-8. */
#ifndef EASC_BASE_TEXT_H
#define EASC_BASE_TEXT_H

#include "base/bytes.h"

/* A growing text. Appends may be chained without checks: after a failed one (no memory, or the
   ceiling reached) `failed` stays true and further appends do nothing. */
typedef struct easc__text {
    char *p;
    size_t n;
    size_t capacity;
    size_t ceiling; /* largest length; 0 means none */
    bool failed;
} easc__text;

/* An empty text that will not grow beyond `ceiling` bytes (0: no ceiling). Allocates nothing. */
static inline easc__text easc__text_init(size_t ceiling)
{
    return (easc__text){NULL, 0, 0, ceiling, false};
}

/* Frees the buffer; the text is empty and usable again. */
void easc__text_done(easc__text *text);

/* Empties for reuse, keeps the memory, forgets a failure. */
static inline void easc__text_clear(easc__text *text)
{
    text->n = 0;
    text->failed = false;
}

/* Room for `more` bytes behind what is there, so that appends up to that size do not move it.
   False, and the text failed, when there is none. */
bool easc__text_reserve(easc__text *text, size_t more);

/* Append bytes, a character, a text that ends with NUL, a number in decimal. */
void easc__text_add(easc__text *text, easc__bytes bytes);
void easc__text_add_char(easc__text *text, char c);
void easc__text_add_z(easc__text *text, const char *z);
void easc__text_add_u64(easc__text *text, uint64_t value);
void easc__text_add_i64(easc__text *text, int64_t value);

/* `value` with exactly two decimals, a point whatever the locale, rounded half up; finite values
   from 0 to 10^15 only. */
void easc__text_add_fixed2(easc__text *text, double value);

/* "YYYY-MM-DDTHH:MM:SSZ"; nothing for EASC__NO_TIME. */
void easc__text_add_time(easc__text *text, int64_t time_s);
void easc__text_add_date(easc__text *text, int32_t day);

/* What the buffer holds now; valid until the next append, clear or done. */
static inline easc__bytes easc__text_view(const easc__text *text)
{
    return (easc__bytes){text->p, text->n};
}

/* Appends `raw` with %XX decoded (an escape that is none stays as it is) and, with `plus_is_blank`,
   '+' as a blank, then made valid UTF-8 as in easc__text_add_utf8. */
void easc__text_add_decoded(easc__text *text, easc__bytes raw, bool plus_is_blank);

/* Appends `raw` as valid UTF-8: each maximal ill-formed part becomes one U+FFFD (the practice that
   Unicode 6.3 and later recommend in chapter 3.9, and WHATWG's decoder follows). */
void easc__text_add_utf8(easc__text *text, easc__bytes raw);

/* True when the bytes are valid UTF-8. */
bool easc__is_utf8(easc__bytes raw);

#endif
