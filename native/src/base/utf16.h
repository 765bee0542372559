/* utf16.h - UTF-16 as UTF-8, in pieces: what a stream gives may end in the middle of a unit or
   between two surrogates. Pure but for the text it appends to. */
#ifndef EASC_BASE_UTF16_H
#define EASC_BASE_UTF16_H

#include "base/bytes.h"
#include "base/text.h"

/* What is carried from one piece to the next. */
typedef struct easc__utf16 {
    bool is_big_endian;
    bool has_odd_byte;
    uint8_t odd_byte;
    uint16_t high; /* a high surrogate that waits for its low one; 0: none */
} easc__utf16;

/* Length of the UTF-16 BOM at the head of a text (2), and its byte order; 0, and `is_big_endian`
   untouched, when there is none. */
size_t easc__utf16_bom(easc__bytes head, bool *is_big_endian);

/* The state in front of the first piece (behind the BOM). */
static inline easc__utf16 easc__utf16_init(bool is_big_endian)
{
    return (easc__utf16){is_big_endian, false, 0, 0};
}

/* Appends a piece as UTF-8; an unpaired surrogate becomes U+FFFD. A BOM that is not at the head of
   the stream is a character like any other. A failure is the text's. */
void easc__utf16_add(easc__utf16 *state, easc__bytes piece, easc__text *text);

/* The end of the stream: half a unit, or a high surrogate alone, becomes one U+FFFD. The state is
   ready for another stream of the same byte order. */
void easc__utf16_end(easc__utf16 *state, easc__text *text);

#endif
