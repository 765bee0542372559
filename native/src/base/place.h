/* place.h - where a row stands, so that whoever doubts a verdict can look it up. */
#ifndef EASC_BASE_PLACE_H
#define EASC_BASE_PLACE_H

#include <stdint.h>

/* A row of an input. */
typedef struct easc__place {
    uint32_t input; /* index */
    uint32_t chunk; /* of the input, while it is read; means nothing afterwards */
    uint64_t line;  /* 0-based in the chunk while it is read, afterwards 1-based in the input */
    uint64_t byte;  /* offset in the uncompressed input (of UTF-16: in its UTF-8 form) */
} easc__place;

#endif
