/* bytes.h - a view: a pointer and a length into memory that somebody else owns. No NUL is needed
   or looked for. "Without case" means ASCII letters only, as everywhere in the product. */
#ifndef EASC_BASE_BYTES_H
#define EASC_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A view of text or bytes that somebody else owns. */
typedef struct easc__bytes {
    const char *p; /* NULL only when n is 0 */
    size_t n;
} easc__bytes;

/* A view of a string literal. */
#define EASC__LIT(text) ((easc__bytes){(text), sizeof(text) - 1})

static inline easc__bytes easc__bytes_of(const char *p, size_t n)
{
    return (easc__bytes){p, n};
}

/* The same as an initialiser of static data, where a compound literal is no constant. */
/* clang-format off */
#define EASC__NAME(text) {(text), sizeof(text) - 1}
/* clang-format on */

/* A view of a text that ends with NUL; NULL is empty. */
static inline easc__bytes easc__bytes_z(const char *text)
{
    return (easc__bytes){text, text ? strlen(text) : 0};
}

static inline char easc__lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static inline bool easc__is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool easc__is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool easc__equal(easc__bytes a, easc__bytes b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Equality, prefix, containment; the `_nocase` twins ignore the case of ASCII letters. */
bool easc__equal_nocase(easc__bytes a, easc__bytes b);
bool easc__starts(easc__bytes text, easc__bytes prefix);
bool easc__starts_nocase(easc__bytes text, easc__bytes prefix);
bool easc__contains(easc__bytes text, easc__bytes part);
bool easc__contains_nocase(easc__bytes text, easc__bytes part);

/* Order of the bytes as unsigned numbers, a prefix first: below 0, 0 or above 0. */
int easc__compare(easc__bytes a, easc__bytes b);

/* The same of two elements of an array of texts, for qsort. */
int easc__compare_elements(const void *a, const void *b);

/* The same with ASCII letters in lower case. */
int easc__compare_nocase(easc__bytes a, easc__bytes b);

/* Offset of the first `c`, or `text.n`. */
size_t easc__find(easc__bytes text, char c);

/* Offset just behind the last `c`, or 0. */
size_t easc__behind_last(easc__bytes text, char c);

/* Without blanks and tabs at both ends. */
easc__bytes easc__trim(easc__bytes text);

/* The part from `at` on; empty when `at` is beyond the end. */
static inline easc__bytes easc__from(easc__bytes text, size_t at)
{
    return at >= text.n ? (easc__bytes){NULL, 0} : (easc__bytes){text.p + at, text.n - at};
}

/* The first characters of a UTF-8 text, of at most `n` bytes. */
easc__bytes easc__first_whole(easc__bytes text, size_t n);

/* The first `n` bytes, or all of them when there are fewer. */
static inline easc__bytes easc__first(easc__bytes text, size_t n)
{
    return (easc__bytes){text.p, n < text.n ? n : text.n};
}

/* Cuts the piece before the next `separator` off `*rest` and gives it in `piece`; the last piece
   ends with the text. False when nothing is left. An empty text has no piece. */
bool easc__next_piece(easc__bytes *rest, char separator, easc__bytes *piece);

#endif
