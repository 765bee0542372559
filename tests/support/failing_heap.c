/* failing_heap.c - see failing_heap.h. */
#include "failing_heap.h"

#include "base/heap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static size_t allowed = SIZE_MAX;
static size_t live = 0;

void failing_heap_allow(size_t count)
{
    allowed = count;
}

size_t failing_heap_live(void)
{
    return live;
}

/* The size of a block, never 0; 0 when it is refused. No machine has a quarter of all addresses as
   memory, and sanitizers end a program that asks for that. */
static size_t granted_size(size_t count, size_t size)
{
    if (allowed == 0 || (size > 0 && count > SIZE_MAX / 4 / size)) {
        return 0;
    }
    allowed -= allowed != SIZE_MAX;
    return count * size > 0 ? count * size : 1;
}

/* In front of every block: its size, in the room that keeps any type aligned. */
enum { HEADER = 16 };

static size_t size_of(const void *block)
{
    size_t size;
    memcpy(&size, (const char *)block - HEADER, sizeof size);
    return size;
}

/* A block that grows always moves, so that no view into the old one outlives it by luck. */
void *easc__realloc(void *block, size_t count, size_t size)
{
    size_t total = granted_size(count, size);
    char *whole = total > 0 ? malloc(HEADER + total) : NULL;
    if (!whole) {
        return NULL;
    }
    memcpy(whole, &total, sizeof total);
    live++;
    if (block) {
        size_t old = size_of(block);
        memcpy(whole + HEADER, block, old < total ? old : total);
        easc__free(block);
    }
    return whole + HEADER;
}

void *easc__alloc(size_t count, size_t size)
{
    return easc__realloc(NULL, count, size);
}

void *easc__alloc_zero(size_t count, size_t size)
{
    void *block = easc__alloc(count, size);
    if (block && count > 0 && size > 0) {
        memset(block, 0, count * size);
    }
    return block;
}

void easc__free(void *block)
{
    if (block) {
        live--;
        free((char *)block - HEADER);
    }
}

void *easc__grow(void *array, size_t used, size_t *capacity, size_t size)
{
    if (used < *capacity) {
        return array;
    }
    size_t wanted = *capacity < 8 ? 8 : *capacity * 2;
    void *moved = easc__realloc(array, wanted, size);
    *capacity = moved ? wanted : *capacity;
    return moved;
}

char *easc__copy_text(const char *text, size_t len)
{
    char *copy = easc__alloc(len + 1, 1);
    if (copy) {
        memcpy(copy, text, len);
        copy[len] = '\0';
    }
    return copy;
}
