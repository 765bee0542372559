/* hash.c - see hash.h. One compression round per eight bytes, three at the end. */
#include "base/hash.h"

typedef struct sip_state {
    uint64_t v0;
    uint64_t v1;
    uint64_t v2;
    uint64_t v3;
} sip_state;

static uint64_t rotate(uint64_t x, int bits)
{
    return (x << bits) | (x >> (64 - bits));
}

static void sip_round(sip_state *s)
{
    s->v0 += s->v1;
    s->v1 = rotate(s->v1, 13) ^ s->v0;
    s->v0 = rotate(s->v0, 32);
    s->v2 += s->v3;
    s->v3 = rotate(s->v3, 16) ^ s->v2;
    s->v0 += s->v3;
    s->v3 = rotate(s->v3, 21) ^ s->v0;
    s->v2 += s->v1;
    s->v1 = rotate(s->v1, 17) ^ s->v2;
    s->v2 = rotate(s->v2, 32);
}

/* Little endian whatever the machine; compilers make one load of it. */
static uint64_t load(const char *p, size_t n)
{
    uint64_t word = 0;
    for (size_t i = 0; i < n; i++) {
        word |= (uint64_t)(unsigned char)p[i] << (8 * i);
    }
    return word;
}

static void absorb(sip_state *s, uint64_t word)
{
    s->v3 ^= word;
    sip_round(s);
    s->v0 ^= word;
}

uint64_t easc__hash(easc__hash_key key, easc__bytes bytes)
{
    sip_state s = {key.a ^ 0x736f6d6570736575ULL, key.b ^ 0x646f72616e646f6dULL,
                   key.a ^ 0x6c7967656e657261ULL, key.b ^ 0x7465646279746573ULL};
    size_t at = 0;
    for (; at + 8 <= bytes.n; at += 8) {
        absorb(&s, load(bytes.p + at, 8));
    }
    uint64_t tail = bytes.n > at ? load(bytes.p + at, bytes.n - at) : 0;
    absorb(&s, tail | (uint64_t)bytes.n << 56);
    s.v2 ^= 0xff;
    sip_round(&s);
    sip_round(&s);
    sip_round(&s);
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}
