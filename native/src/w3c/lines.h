/* lines.h - from bytes to rows of text. Contract 1.1: a line ends at LF, a run of NUL bytes ends a
   row too, and what follows on the same line is read as if it began a line. Pure, no allocation. */
#ifndef EASC_W3C_LINES_H
#define EASC_W3C_LINES_H

#include "base/bytes.h"

/* Longest row that is read; longer ones are rejected as "too-long" (contract 1.3). */
enum { EASC__ROW_MAX_BYTES = 1 << 20 };

/* What cs-uri-stem of every EAS row begins with, without case (contract 1.5). */
#define EASC__STEM "/Microsoft-Server-ActiveSync"

/* One row, directive or blank piece of a line. */
typedef struct easc__piece {
    easc__bytes text; /* without line end, blanks and CR at the end cut off, no BOM in front */
    uint64_t line;    /* 0-based number of its line, counted from the start of the bytes */
    uint64_t byte;    /* its offset, counted alike */
} easc__piece;

/* Walks over bytes that begin at the start of a line. */
typedef struct easc__lines {
    easc__bytes all;
    size_t at;
    size_t line_end; /* offset of the LF of the line that `at` is in; valid in mid-line */
    uint64_t line;   /* of the piece that comes next */
    bool has_nul;    /* whether a look for NULs is needed at all */
    bool mid_line;   /* the next piece follows a NUL */
} easc__lines;

/* Begins with the first line of the bytes. */
void easc__lines_begin(easc__lines *lines, easc__bytes bytes);

/* The next piece that is not blank; false at the end. Then `lines->line` is the number of lines. */
bool easc__lines_next(easc__lines *lines, easc__piece *piece);

/* Offset of EASC__STEM in the text, without case, or `text.n`. */
size_t easc__find_stem(easc__bytes text);

/* Without a BOM of UTF-8 at its head. */
static inline easc__bytes easc__without_bom(easc__bytes text)
{
    bool has_bom = text.n >= 3 && memcmp(text.p, "\xEF\xBB\xBF", 3) == 0;
    return has_bom ? easc__from(text, 3) : text;
}

/* True when a piece is a directive: it begins with '#'. One longer than EASC__ROW_MAX_BYTES is
   never applied. */
static inline bool easc__is_directive(easc__bytes text)
{
    return text.n > 0 && text.p[0] == '#';
}

#endif
