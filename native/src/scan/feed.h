/* feed.h - one open input, cut into chunks at line ends. Reading a feed is for one thread at a
   time; what it gives is independent, so that chunks are worked on by many. */
#ifndef EASC_SCAN_FEED_H
#define EASC_SCAN_FEED_H

#include "source/source.h"
#include "w3c/lines.h"
#include "w3c/schema.h"

/* The wanted size of a chunk. */
enum { EASC__CHUNK_BYTES = 1 << 20 };

/* A piece of an input. The buffer belongs to whoever holds the chunk and is used again. */
typedef struct easc__chunk {
    char *buffer;
    size_t capacity;
    easc__bytes text;            /* whole rows only */
    uint64_t byte;               /* offset of the text in the uncompressed input (of UTF-16: in its
                                    UTF-8 form) */
    size_t number;               /* 0, 1, 2 … in the input */
    easc__directives directives; /* in force at the first byte */
    bool is_ordered;   /* rows move the clock: finish it before the next chunk is read, and tell
                          easc__feed_finish_ordered */
    bool is_line_open; /* the text ends with a NUL inside a line, which goes on in the next chunk */
    bool is_too_long;  /* the text is the head of one row longer than EASC__ROW_MAX_BYTES, blanks at
                          its end not counted; the head itself may be blanks */
    bool has_stem;     /* such a row holds the stem of contract 1.5 somewhere */
    bool is_line_end;  /* such a row, or a text of no bytes, ended its line */
} easc__chunk;

/* Frees the buffer. */
void easc__chunk_done(easc__chunk *chunk);

/* An open input. */
typedef struct easc__feed easc__feed;

/* Opens an input. `assumed` is the schema for rows before the first #Fields, NULL for none.
   `chunk_bytes` is the wanted size of a chunk, 0 the default; rows are never cut. `stop` (NULL is
   allowed, must live as long as the feed) ends waits and endless rows with EASC_E_CANCELLED.
   Statuses of source.h. */
easc_status easc__feed_open(const easc__input_ref *input, const easc__schema *assumed,
                            size_t chunk_bytes, const easc__stop *stop, easc__feed **out,
                            easc__error *err);

/* The next chunk, into the buffer of `chunk`. EASC_OK; EASC_END; or what went wrong with the input
   (EASC_E_READ, EASC_E_TRUNCATED, EASC_E_DATA, EASC_E_LIMIT) after everything that came before the
   fault was given; EASC_E_MEMORY. */
easc_status easc__feed_next(easc__feed *feed, easc__chunk *chunk, easc__error *err);

/* Hands the directives and the clock behind an ordered chunk back. */
void easc__feed_finish_ordered(easc__feed *feed, const easc__directives *directives);

/* What kind of log it is, as far as it was read. */
easc__format easc__feed_format(const easc__feed *feed);

/* Uncompressed bytes given, and bytes of the file consumed. */
uint64_t easc__feed_bytes(const easc__feed *feed);
uint64_t easc__feed_consumed(const easc__feed *feed);

void easc__feed_close(easc__feed *feed); /* NULL does nothing */

#endif
