/* failing_heap.h - base/heap.h for tests: it can refuse, it counts what was not given back, and
   what grows always moves. A test links failing_heap.c, which then stands for base/heap.c. Not
   thread-safe. */
#ifndef EASC_TESTS_SUPPORT_FAILING_HEAP_H
#define EASC_TESTS_SUPPORT_FAILING_HEAP_H

#include <stddef.h>

/* From now on `count` allocations succeed and all later ones fail; SIZE_MAX: none fails. */
void failing_heap_allow(size_t count);

/* Blocks that were not given back. */
size_t failing_heap_live(void);

#endif
