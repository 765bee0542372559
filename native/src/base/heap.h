/* heap.h - the one seam to the C allocator. Everything the library allocates passes here, so that
   a test can replace this file by one that fails on demand. Thread-safe like malloc. */
#ifndef EASC_BASE_HEAP_H
#define EASC_BASE_HEAP_H

#include <stddef.h>

/* `count` times `size` bytes, not cleared; NULL when there is no memory or the product overflows.
   A product of 0 gives a valid block. */
void *easc__alloc(size_t count, size_t size);

/* The same, cleared. */
void *easc__alloc_zero(size_t count, size_t size);

/* Resizes `block` (NULL is a new one); on failure NULL, and the old block stays valid. */
void *easc__realloc(void *block, size_t count, size_t size);

/* Gives back a block of these functions; NULL does nothing. */
void easc__free(void *block);

/* Makes room for one more element in a growing array: when `used` has reached `*capacity`, doubles
   it (at least 8). Returns the array, moved or not, or NULL when there is no memory, and then
   neither the array nor `*capacity` changed. */
void *easc__grow(void *array, size_t used, size_t *capacity, size_t size);

/* A copy of `len` bytes with a NUL behind it, or NULL when there is no memory. */
char *easc__copy_text(const char *text, size_t len);

#endif
