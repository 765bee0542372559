/* json_writer.h - JSON text, piece by piece: commas and quotes are looked after. RFC 8259. */
#ifndef EASC_RENDER_JSON_WRITER_H
#define EASC_RENDER_JSON_WRITER_H

#include "base/text.h"

/* Writes into a text that the caller owns. A comma is due when something follows in a container. */
typedef struct easc__json_writer {
    easc__text *to;
    bool is_comma_due;
} easc__json_writer;

/* Opens and closes a container; '{' '}' '[' ']'. */
void easc__json_open(easc__json_writer *w, char bracket);
void easc__json_close(easc__json_writer *w, char bracket);

/* A member's name; a value follows. */
void easc__json_key(easc__json_writer *w, const char *name);
void easc__json_key_bytes(easc__json_writer *w, easc__bytes name);

/* Values. Strings are made valid UTF-8; control characters, and the line separators U+2028 and
   U+2029, are escaped. A time is null for EASC__NO_TIME. A decimal has two decimals, no more zeros
   than needed. */
void easc__json_string(easc__json_writer *w, easc__bytes value);
void easc__json_u64(easc__json_writer *w, uint64_t value);
void easc__json_bool_value(easc__json_writer *w, bool value);
void easc__json_null(easc__json_writer *w);
void easc__json_time(easc__json_writer *w, int64_t time_s);
void easc__json_decimal(easc__json_writer *w, double value);

/* Members: name and value in one. */
void easc__json_member_string(easc__json_writer *w, const char *name, easc__bytes value);
void easc__json_member_u64(easc__json_writer *w, const char *name, uint64_t value);
void easc__json_member_bool(easc__json_writer *w, const char *name, bool value);
void easc__json_member_time(easc__json_writer *w, const char *name, int64_t time_s);

#endif
