/* fuzz.h - what the fuzz targets share. A target is one function of libFuzzer's form that hands
   arbitrary bytes to one reader and checks what must hold of every answer. The preset "fuzz" lets
   libFuzzer invent inputs; every other build replays the corpus beside the target (replay.c). */
#ifndef EASC_TESTS_FUZZ_FUZZ_H
#define EASC_TESTS_FUZZ_FUZZ_H

#include "base/bytes.h"
#include "base/status.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>

/* libFuzzer's name and form; 0: the input was read. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the process, as a crash would, when something does not hold. */
#define FUZZ_HOLDS(condition) fuzz_holds((condition), #condition, __FILE__, __LINE__)

static inline void fuzz_holds(bool holds, const char *condition, const char *file, int line)
{
    if (!holds) {
        (void)fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
        abort();
    }
}

static inline easc__bytes fuzz_bytes(const uint8_t *data, size_t size)
{
    return easc__bytes_of((const char *)data, size);
}

/* True when a view is empty or lies whole in what it was taken from. */
static inline bool fuzz_is_within(easc__bytes part, easc__bytes whole)
{
    return part.n == 0 || (part.p >= whole.p && part.n <= whole.n &&
                           (size_t)(part.p - whole.p) <= whole.n - part.n);
}

/* What every error that is handed out must be: a status, and a line of text. */
static inline bool fuzz_is_told(const easc__error *err, easc_status status)
{
    return status != EASC_OK && err->status == status && err->message[0] != '\0' &&
           easc__is_utf8(easc__bytes_z(err->message)) && easc__is_utf8(easc__bytes_z(err->path));
}

#endif
