/* plain.h - texts of strangers made harmless for a cell or a terminal. Pure. */
#ifndef EASC_REPORT_PLAIN_H
#define EASC_REPORT_PLAIN_H

#include "base/text.h"

/* Where a text is going to be read. */
typedef enum easc__plain_use {
    EASC__PLAIN_CELL = 0,    /* a cell of a workbook or of CSV */
    EASC__PLAIN_TERMINAL = 1 /* a line that people read: also nothing that turns its direction */
} easc__plain_use;

/* C0, DEL and C1, which a terminal obeys. */
bool easc__is_control(uint32_t c);

/* Characters that turn the direction of what follows, or begin a line: U+061C, U+200E, U+200F,
   U+2028 to U+202E, U+2066 to U+2069. */
bool easc__turns_text(uint32_t c);

/* Appends `raw` as valid UTF-8 in which one U+FFFD stands for each ill-formed part, each control
   character, U+FFFE and U+FFFF; on a terminal also for each that turns text. */
void easc__add_plain(easc__text *to, easc__bytes raw, easc__plain_use use);

/* The character at the head of valid UTF-8 that is not empty; moves behind it. */
uint32_t easc__take_char(easc__bytes *valid);

/* Columns that a plain text takes on a terminal: 2 for a wide character, 0 for a mark that
 * combines. */
size_t easc__plain_width(easc__bytes valid);

/* The longest head of a plain text that takes at most `width` columns. */
easc__bytes easc__plain_head(easc__bytes valid, size_t width);

/* The longest head of at most `units` UTF-16 units. */
easc__bytes easc__plain_units(easc__bytes valid, size_t units);

#endif
