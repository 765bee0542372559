/* export.h - what PowerShell writes of objects, whatever the form: objects with named properties,
   whose values are texts. Inside the module only; one thread at a time.
   Forms and their traps: facts powershell-exchange 3 and 4.3. */
#ifndef EASC_POLICY_EXPORT_H
#define EASC_POLICY_EXPORT_H

#include "base/arena.h"
#include "base/status.h"
#include "json/json.h"

/* What a value is, as far as the form tells. */
typedef enum easc__property_kind {
    EASC__PROPERTY_TEXT = 0,
    EASC__PROPERTY_NULL = 1,
    EASC__PROPERTY_LIST = 2, /* `item_count` values */
    EASC__PROPERTY_LOST = 3  /* an object whose contents are not in the file */
} easc__property_kind;

/* One property. The texts live in the arena of the export. Numbers, times, enums and the like are
   their texts; a boolean is "true" or "false". */
typedef struct easc__property {
    easc__bytes name;
    easc__bytes text;
    easc__property_kind kind;
    size_t item_count;
    uint64_t line; /* 1-based, with the byte offset in the UTF-8 form of the file; JSON: 0 */
    uint64_t byte;
    const easc__json_value *value; /* where it is from in JSON; NULL in the other forms */
} easc__property;

/* Ceilings: a policy has some eighty properties, and an organisation a handful of policies. */
enum {
    EASC__EXPORT_LIMIT_BYTES = 16 * 1024 * 1024,
    EASC__EXPORT_OBJECTS_MAX = 1000,
    EASC__EXPORT_PROPERTIES_MAX = 1000
};

/* The objects of a file. */
typedef struct easc__export {
    const char *name; /* of the file, for messages; not owned */
    easc__arena arena;
    easc__property *properties; /* those of the first object, then those of the next … */
    size_t property_count;
    size_t property_capacity;
    size_t *firsts; /* by object: its first property */
    size_t object_count;
    size_t object_capacity;
    easc__json *json; /* the document, when it was one */
} easc__export;

/* An empty export; `name` must live as long. Allocates nothing. */
easc__export easc__export_init(const char *name);
void easc__export_done(easc__export *out);

/* Reads a file in memory, which is changed: CLIXML when its first character is '<', JSON when it is
   '[' or '{', else CSV. EASC_E_DATA with line and byte, EASC_E_LIMIT, EASC_E_MEMORY. The export is
   to be freed in any case. */
easc_status easc__export_read(char *text, size_t n, easc__export *out, easc__error *err);

/* The readers of the three forms. */
easc_status easc__export_read_csv(char *text, size_t n, easc__export *out, easc__error *err);
easc_status easc__export_read_json(easc__bytes text, easc__export *out, easc__error *err);
easc_status easc__export_read_clixml(easc__bytes text, easc__export *out, easc__error *err);

/* For readers: a new object, and a property of the newest one, whose texts are copied. EASC_E_LIMIT
   with the line of the property, or `line`; EASC_E_MEMORY. */
easc_status easc__export_begin(easc__export *out, uint64_t line, easc__error *err);
easc_status easc__export_add(easc__export *out, const easc__property *property, easc__error *err);

/* The properties of an object; `object` below object_count. */
const easc__property *easc__export_object(const easc__export *from, size_t object, size_t *count);

/* EASC_E_DATA: "NAME: expected EXPECTED", with the place of the property. */
easc_status easc__export_complain(const easc__export *from, const easc__property *property,
                                  const char *expected, easc__error *err);

#endif
