/* status.h - the status codes of the library, seen from inside. They are the public ones. */
#ifndef EASC_BASE_STATUS_H
#define EASC_BASE_STATUS_H

#include "easc.h"

#include <stdint.h>

/* What went wrong and where; filled by the function that fails, owned by its caller. */
typedef struct easc__error {
    easc_status status;
    char message[512]; /* one line of UTF-8, ends with NUL, cut at a character */
    char path[1024];   /* the input concerned; empty when there is none */
    uint64_t line;     /* 1-based; 0 when unknown */
    uint64_t byte;     /* offset in the (uncompressed) input; meaningful with a line */
} easc__error;

/* Fills `err` (NULL is allowed) and returns `status`, so that a failing path is one line.
   `path` may be NULL. Control characters of both texts are replaced by '?'. */
easc_status easc__fail(easc__error *err, easc_status status, const char *path, const char *message);

/* The same with a position in the input. */
easc_status easc__fail_at(easc__error *err, easc_status status, const char *path, uint64_t line,
                          uint64_t byte, const char *message);

#endif
