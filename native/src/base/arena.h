/* arena.h - memory for what dies together. One thread at a time. */
#ifndef EASC_BASE_ARENA_H
#define EASC_BASE_ARENA_H

#include "base/bytes.h"

/* A piece from the heap. */
typedef struct easc__arena_block easc__arena_block;

/* The pieces; what they hold is not freed one by one. */
typedef struct easc__arena {
    easc__arena_block *blocks;
    size_t used;          /* of the newest block */
    size_t total_bytes;   /* taken from the heap so far */
    size_t ceiling_bytes; /* 0: none */
} easc__arena;

/* An empty arena that takes at most `ceiling_bytes` from the heap (0: no ceiling). */
static inline easc__arena easc__arena_init(size_t ceiling_bytes)
{
    return (easc__arena){NULL, 0, 0, ceiling_bytes};
}

/* Gives everything back; the arena is empty and usable again. */
void easc__arena_done(easc__arena *arena);

/* `size` bytes, not cleared, aligned for any type; NULL when there is no memory or the ceiling is
   reached. */
void *easc__arena_alloc(easc__arena *arena, size_t size);

/* A copy of the bytes; `p` is NULL when there is no memory and `bytes.n` is not 0. */
easc__bytes easc__arena_copy(easc__arena *arena, easc__bytes bytes);

/* A copy with a NUL behind it, which is not counted; `p` is NULL when there is no memory. */
easc__bytes easc__arena_copy_z(easc__arena *arena, easc__bytes bytes);

/* Moves all blocks of `from` into `into`, so that pointers into them live as long as `into`. */
void easc__arena_adopt(easc__arena *into, easc__arena *from);

#endif
