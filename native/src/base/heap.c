/* heap.c - see heap.h. */
#include "base/heap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static size_t checked_product(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        return 0;
    }
    size_t total = count * size;
    return total ? total : 1;
}

void *easc__alloc(size_t count, size_t size)
{
    size_t total = checked_product(count, size);
    return total ? malloc(total) : NULL;
}

void *easc__alloc_zero(size_t count, size_t size)
{
    size_t total = checked_product(count, size);
    return total ? calloc(1, total) : NULL;
}

void *easc__realloc(void *block, size_t count, size_t size)
{
    size_t total = checked_product(count, size);
    return total ? realloc(block, total) : NULL;
}

void easc__free(void *block)
{
    free(block);
}

void *easc__grow(void *array, size_t used, size_t *capacity, size_t size)
{
    if (used < *capacity) {
        return array;
    }
    if (*capacity > SIZE_MAX / 2) {
        return NULL;
    }
    size_t wanted = *capacity < 8 ? 8 : *capacity * 2;
    void *moved = easc__realloc(array, wanted, size);
    if (moved) {
        *capacity = wanted;
    }
    return moved;
}

char *easc__copy_text(const char *text, size_t len)
{
    char *copy = len == SIZE_MAX ? NULL : easc__alloc(len + 1, 1);
    if (copy) {
        if (len > 0) {
            memcpy(copy, text, len);
        }
        copy[len] = '\0';
    }
    return copy;
}
