/* identity.h - what tells files apart, whatever path leads to them. */
#ifndef EASC_BASE_IDENTITY_H
#define EASC_BASE_IDENTITY_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* A volume, and the number of the file on it, which has 128 bits on ReFS. All 0: unknown. */
typedef struct easc__identity {
    uint64_t volume;
    uint64_t number[2];
} easc__identity;

/* The identity out of what the system gives. Some network shares say 0, or all ones, of every file:
   that is none. */
static inline easc__identity easc__identity_of(uint64_t volume, uint64_t low, uint64_t high)
{
    bool is_none = (low == 0 || low == UINT64_MAX) && (high == 0 || high == UINT64_MAX);
    return is_none ? (easc__identity){0, {0, 0}} : (easc__identity){volume, {low, high}};
}

static inline bool easc__is_identity(const easc__identity *identity)
{
    return identity->number[0] != 0 || identity->number[1] != 0;
}

/* True when both are known and the same. */
static inline bool easc__same_identity(const easc__identity *a, const easc__identity *b)
{
    return easc__is_identity(a) && memcmp(a, b, sizeof *a) == 0;
}

#endif
