/* embedded.h - files compiled into the library: what native/cmake/generate/embed.c writes. */
#ifndef EASC_BASE_EMBEDDED_H
#define EASC_BASE_EMBEDDED_H

#include "base/bytes.h"

/* One such file. */
typedef struct easc__embedded {
    const char *name;          /* as given to the generator, ends with NUL */
    const unsigned char *data; /* the bytes of the file; no NUL behind them */
    size_t size;
} easc__embedded;

static inline easc__bytes easc__embedded_text(const easc__embedded *file)
{
    return (easc__bytes){(const char *)file->data, file->size};
}

#endif
