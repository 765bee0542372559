/* utf16.c - see utf16.h. */
#include "base/utf16.h"

enum { REPLACEMENT = 0xFFFD, BOM_SIZE = 2, LARGEST_CHARACTER = 4 };

size_t easc__utf16_bom(easc__bytes head, bool *is_big_endian)
{
    if (easc__starts(head, EASC__LIT("\xFF\xFE"))) {
        *is_big_endian = false;
        return BOM_SIZE;
    }
    if (easc__starts(head, EASC__LIT("\xFE\xFF"))) {
        *is_big_endian = true;
        return BOM_SIZE;
    }
    return 0;
}

/* The last byte of a character carries six bits, as do all but the first. */
static char tail_byte(uint32_t code, int shift)
{
    return (char)(unsigned char)(0x80u | (code >> shift & 0x3Fu));
}

static void add_code(easc__text *text, uint32_t code)
{
    char bytes[LARGEST_CHARACTER];
    size_t n = 0;
    if (code < 0x80) {
        bytes[n++] = (char)code;
    } else if (code < 0x800) {
        bytes[n++] = (char)(unsigned char)(0xC0u | code >> 6);
    } else if (code < 0x10000) {
        bytes[n++] = (char)(unsigned char)(0xE0u | code >> 12);
        bytes[n++] = tail_byte(code, 6);
    } else {
        bytes[n++] = (char)(unsigned char)(0xF0u | code >> 18);
        bytes[n++] = tail_byte(code, 12);
        bytes[n++] = tail_byte(code, 6);
    }
    if (code >= 0x80) {
        bytes[n++] = tail_byte(code, 0);
    }
    easc__text_add(text, easc__bytes_of(bytes, n));
}

static void add_unit(easc__utf16 *state, uint16_t unit, easc__text *text)
{
    uint16_t high = state->high;
    bool is_low = unit >= 0xDC00 && unit <= 0xDFFF;
    state->high = 0;
    if (high && is_low) {
        add_code(text, 0x10000u + ((high - 0xD800u) << 10) + (unit - 0xDC00u));
        return;
    }
    if (high) {
        add_code(text, REPLACEMENT);
    }
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        state->high = unit;
    } else {
        add_code(text, is_low ? REPLACEMENT : unit);
    }
}

static uint16_t join_bytes(const easc__utf16 *state, uint8_t first, uint8_t second)
{
    return (uint16_t)(state->is_big_endian ? first << 8 | second : second << 8 | first);
}

void easc__utf16_add(easc__utf16 *state, easc__bytes piece, easc__text *text)
{
    for (size_t i = 0; i < piece.n; i++) {
        uint8_t byte = (uint8_t)piece.p[i];
        if (state->has_odd_byte) {
            add_unit(state, join_bytes(state, state->odd_byte, byte), text);
        }
        state->odd_byte = byte;
        state->has_odd_byte = !state->has_odd_byte;
    }
}

void easc__utf16_end(easc__utf16 *state, easc__text *text)
{
    if (state->has_odd_byte || state->high) {
        add_code(text, REPLACEMENT);
    }
    *state = easc__utf16_init(state->is_big_endian);
}
