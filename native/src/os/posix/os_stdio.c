/* os_stdio.c - see os_stdio.h. */
#define _FILE_OFFSET_BITS 64
#define _POSIX_C_SOURCE 200809L

#include "os/os_stdio.h"

#include "base/heap.h"
#include "base/text.h"

#include <stdlib.h>
#include <unistd.h>

FILE *easc__stdio_open(const char *path, const char *mode)
{
    return fopen(path, mode);
}

/* A file of that pattern, without its name. */
static FILE *open_nameless(char *pattern)
{
    int descriptor = mkstemp(pattern);
    if (descriptor < 0) {
        return NULL;
    }
    (void)unlink(pattern);
    FILE *file = fdopen(descriptor, "w+b");
    if (!file) {
        (void)close(descriptor);
    }
    return file;
}

FILE *easc__stdio_temporary(void)
{
    const char *folder = getenv("TMPDIR"); /* NOLINT(concurrency-mt-unsafe): we never set it */
    easc__text pattern = easc__text_init(0);
    easc__text_add_z(&pattern, folder && folder[0] ? folder : "/tmp");
    easc__text_add_z(&pattern, "/easc-XXXXXX");
    easc__text_add_char(&pattern, '\0');
    FILE *file = pattern.failed ? NULL : open_nameless(pattern.p);
    easc__text_done(&pattern);
    return file;
}
