/* arena.c - see arena.h. Blocks grow with the arena, so that small inputs stay small. */
#include "base/arena.h"

#include "base/heap.h"

struct easc__arena_block {
    easc__arena_block *next;
    size_t capacity;
    _Alignas(16) char data[];
};

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20, ALIGNMENT = 16 };

void easc__arena_done(easc__arena *arena)
{
    for (easc__arena_block *block = arena->blocks; block;) {
        easc__arena_block *next = block->next;
        easc__free(block);
        block = next;
    }
    *arena = easc__arena_init(arena->ceiling_bytes);
}

static size_t block_size(const easc__arena *arena, size_t wanted)
{
    size_t size = arena->total_bytes < FIRST_BLOCK ? FIRST_BLOCK : arena->total_bytes;
    if (size > LARGEST_BLOCK) {
        size = LARGEST_BLOCK;
    }
    return size < wanted ? wanted : size;
}

static bool add_block(easc__arena *arena, size_t wanted)
{
    size_t size = block_size(arena, wanted);
    size_t left = arena->ceiling_bytes ? arena->ceiling_bytes - arena->total_bytes : SIZE_MAX / 2;
    if (size > left) {
        size = left; /* what is left may still do */
    }
    if (size < wanted) {
        return false;
    }
    easc__arena_block *block = easc__alloc(1, sizeof *block + size);
    if (!block) {
        return false;
    }
    block->next = arena->blocks;
    block->capacity = size;
    arena->blocks = block;
    arena->used = 0;
    arena->total_bytes += size;
    return true;
}

void *easc__arena_alloc(easc__arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2) {
        return NULL;
    }
    size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    bool fits = arena->blocks && rounded <= arena->blocks->capacity - arena->used;
    if (!fits && !add_block(arena, rounded)) {
        return NULL;
    }
    void *found = arena->blocks->data + arena->used;
    arena->used += rounded;
    return found;
}

easc__bytes easc__arena_copy(easc__arena *arena, easc__bytes bytes)
{
    if (bytes.n == 0) {
        return (easc__bytes){NULL, 0};
    }
    char *copy = easc__arena_alloc(arena, bytes.n);
    if (copy) {
        memcpy(copy, bytes.p, bytes.n);
    }
    return (easc__bytes){copy, copy ? bytes.n : 0};
}

void easc__arena_adopt(easc__arena *into, easc__arena *from)
{
    if (!from->blocks) {
        return;
    }
    easc__arena_block *last = from->blocks;
    while (last->next) {
        last = last->next;
    }
    /* Behind the newest block of `into`, which stays the one that is filled. */
    if (into->blocks) {
        last->next = into->blocks->next;
        into->blocks->next = from->blocks;
    } else {
        into->blocks = from->blocks;
        into->used = from->used;
    }
    into->total_bytes += from->total_bytes;
    *from = easc__arena_init(from->ceiling_bytes);
}

easc__bytes easc__arena_copy_z(easc__arena *arena, easc__bytes bytes)
{
    char *copy = bytes.n < SIZE_MAX ? easc__arena_alloc(arena, bytes.n + 1) : NULL;
    if (!copy) {
        return (easc__bytes){NULL, 0};
    }
    if (bytes.n > 0) {
        memcpy(copy, bytes.p, bytes.n);
    }
    copy[bytes.n] = '\0';
    return (easc__bytes){copy, bytes.n};
}
