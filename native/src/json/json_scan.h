/* json_scan.h - walks JSON text by RFC 8259, without building anything. It comes before cJSON,
   which forgives much (blanks of any kind, "01", text behind the end) and cuts a text at \u0000,
   and it finds the place of a value, which cJSON does not keep. Every thread. */
#ifndef EASC_JSON_JSON_SCAN_H
#define EASC_JSON_JSON_SCAN_H

#include "base/bytes.h"

/* Lists and objects inside each other. */
enum { EASC__JSON_DEPTH = 64 };

/* True when the text is one JSON value and nothing else: valid UTF-8, no deeper than
   EASC__JSON_DEPTH, no number longer than 63 characters, no text that holds NUL. Otherwise
   `*at` is the offset of what is wrong, and `*expected` what should stand there. */
bool easc__json_check(easc__bytes text, size_t *at, const char **expected);

/* Offset of the value number `index` (0 is the root; counted as they begin in the text) of a valid
   text; `text.n` when there are not so many. */
size_t easc__json_offset(easc__bytes text, size_t index);

#endif
