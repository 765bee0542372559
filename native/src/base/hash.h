/* hash.h - SipHash-1-3 (Aumasson and Bernstein, https://131002.net/siphash/), with a key, so that
   whoever writes device ids into a log cannot aim at one bucket. */
#ifndef EASC_BASE_HASH_H
#define EASC_BASE_HASH_H

#include "base/bytes.h"

/* 128 bits that whoever writes a log must not know. */
typedef struct easc__hash_key {
    uint64_t a;
    uint64_t b;
} easc__hash_key;

/* SipHash-1-3 of the bytes. */
uint64_t easc__hash(easc__hash_key key, easc__bytes bytes);

/* Key of hashes that have to be the same in every process: never for a table that a client fills.
 */
static const easc__hash_key easc__fixed_key = {0x6561736320666978ULL, 0x6564206b65790001ULL};

#endif
