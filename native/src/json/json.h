/* json.h - reading JSON that people write: catalogues, later templates and labels. json.c alone
   sees cJSON. An error names file, line and JSON path and says what was expected.
   Parsing is for one thread at a time in the process (cJSON keeps its error position in a global);
   json.c serialises nothing, callers load at start-up on one thread. A parsed tree is read-only and
   may be read by many threads. cJSON allocates the tree with malloc itself: its hooks would be
   those of the whole process. Everything else comes from base/heap.h. */
#ifndef EASC_JSON_JSON_H
#define EASC_JSON_JSON_H

#include "base/bytes.h"
#include "base/status.h"

typedef struct easc__json easc__json;             /* a document */
typedef struct easc__json_value easc__json_value; /* a value in it; lives as long as the document */

/* Bytes of a document. */
enum { EASC__JSON_LIMIT_BYTES = 16 * 1024 * 1024 };

/* Parses `text`, which is copied: strict JSON in UTF-8 (a BOM is allowed), nesting at most 64, no
   name twice in an object. `name` is the file for messages. EASC_E_DATA with line and byte,
   EASC_E_LIMIT over EASC__JSON_LIMIT_BYTES, EASC_E_MEMORY. `*out` changes only on success. */
easc_status easc__json_parse(easc__bytes text, const char *name, easc__json **out,
                             easc__error *err);
void easc__json_free(easc__json *json); /* NULL does nothing */
const easc__json_value *easc__json_root(const easc__json *json);

/* What a value is. */
typedef enum easc__json_type {
    EASC__JSON_NULL = 0,
    EASC__JSON_BOOL = 1,
    EASC__JSON_NUMBER = 2,
    EASC__JSON_STRING = 3,
    EASC__JSON_ARRAY = 4,
    EASC__JSON_OBJECT = 5
} easc__json_type;

/* NULL is null. */
easc__json_type easc__json_type_of(const easc__json_value *value);

/* Children of an array or object in order: the first, then the next of a child; NULL at the end.
   A value of another type has none. */
const easc__json_value *easc__json_first(const easc__json_value *value);
const easc__json_value *easc__json_next(const easc__json_value *value);
easc__bytes easc__json_name(const easc__json_value *value); /* of a member; else empty */

/* How many children. */
size_t easc__json_count(const easc__json_value *value);

/* The member with exactly that name (case counts), or NULL; a value that is no object has none. */
const easc__json_value *easc__json_member(const easc__json_value *object, const char *name);

/* The text of a string; empty for any other type. */
easc__bytes easc__json_text(const easc__json_value *value);
bool easc__json_bool(const easc__json_value *value, bool otherwise);

/* A number without a fraction, not beyond 2^53 either way (where JSON's numbers stop being exact);
   false, and `out` untouched, for anything else. */
bool easc__json_whole(const easc__json_value *value, int64_t *out);

/* A required or optional text member: EASC_E_DATA (with path and line) when it is missing although
   required, or no string. `at` is the JSON path of `object`, such as "$.rules[3]". `*out` is empty
   for an optional one that is missing, and unchanged on failure. */
easc_status easc__json_take_text(const easc__json *json, const easc__json_value *object,
                                 const char *at, const char *name, bool required, easc__bytes *out,
                                 easc__error *err);

/* Complains about the first member of `object` whose name is not one of `names`, a list that ends
   with NULL: a misspelt key must not be a rule that silently does something else. EASC_OK. */
easc_status easc__json_only(const easc__json *json, const easc__json_value *object, const char *at,
                            const char *const *names, easc__error *err);

/* Fills `err` with EASC_E_DATA for a value: file, line, JSON path and `expected` ("a list of
   rules"). The line is that of the value when it can be found, else 0 (a value that is NULL has
   none). */
easc_status easc__json_complain(const easc__json *json, const easc__json_value *value,
                                const char *at, const char *expected, easc__error *err);

#endif
