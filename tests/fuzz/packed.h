/* packed.h - what the targets of compressed files share: the same bytes must come out whatever the
   size of the pieces that are asked for. */
#ifndef EASC_TESTS_FUZZ_PACKED_H
#define EASC_TESTS_FUZZ_PACKED_H

#include "fuzz/fuzz.h"

/* What came out of a stream: how many bytes, a sum over them, and how it ended. */
typedef struct packed_sum {
    uint64_t bytes;
    uint64_t sum; /* FNV-1a */
    easc_status end;
} packed_sum;

typedef easc_status (*packed_reader)(void *stream, void *to, size_t capacity, size_t *count,
                                     easc__error *err);

enum { PACKED_PIECE = 4096 };

/* Reads to the end in pieces of `step` bytes, at most PACKED_PIECE. */
static inline packed_sum packed_read(packed_reader read, void *stream, size_t step)
{
    packed_sum out = {0, 14695981039346656037u, EASC_OK};
    unsigned char piece[PACKED_PIECE];
    easc__error err = {0};
    size_t count = 0;
    do {
        out.end = read(stream, piece, step, &count, &err);
        FUZZ_HOLDS(count <= step);
        FUZZ_HOLDS(out.end == EASC_OK || (count == 0 && fuzz_is_told(&err, out.end)));
        out.bytes += count;
        for (size_t i = 0; i < count; i++) {
            out.sum = (out.sum ^ piece[i]) * 1099511628211u;
        }
    } while (count > 0);
    return out;
}

static inline bool packed_is_same(packed_sum a, packed_sum b)
{
    return a.bytes == b.bytes && a.sum == b.sum && a.end == b.end;
}

#endif
