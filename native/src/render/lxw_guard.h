/* lxw_guard.h - libxlsxwriter does not look at every NULL that malloc gives, and opens files by the
   ANSI calls of C. Its gmtime writes into a place that all threads of the process share. The build
   renames its calls (native/deps/CMakeLists.txt), so that they come here: memory through heap.h,
   files through os_stdio.h, dates through civil.h. When there is no memory the guard leaves
   the library by longjmp, and its end gives back all that the library still held. Where the library
   is the system's own, the guard only watches. */
#ifndef EASC_RENDER_LXW_GUARD_H
#define EASC_RENDER_LXW_GUARD_H

#include <setjmp.h>
#include <stdbool.h>

/* A piece of memory that is lent. */
typedef struct easc__lxw_block easc__lxw_block;

/* Something that the library holds open. */
typedef struct easc__lxw_handle {
    void *file;    /* FILE, or NULL */
    void *archive; /* zipFile, or NULL */
} easc__lxw_handle;

/* Files and archives that are open at once; the library holds two or three. */
enum { EASC__LXW_HANDLES = 8 };

/* What one thread has lent to the library. No frame between the guard and the library may own
   anything: it would be lost with the jump. */
typedef struct easc__lxw_guard {
    jmp_buf out; /* setjmp gives 0, and 1 when there was no memory */
    easc__lxw_block *blocks;
    easc__lxw_handle handles[EASC__LXW_HANDLES];
} easc__lxw_guard;

/* The guard of this thread from now on, one at a time; `setjmp(guard->out)` comes next. */
void easc__lxw_guard_begin(easc__lxw_guard *guard);

/* Takes back what was lent and not given back. */
void easc__lxw_guard_end(easc__lxw_guard *guard);

#endif
