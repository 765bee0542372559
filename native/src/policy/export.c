/* export.c - see export.h. */
#include "policy/export.h"

#include "base/heap.h"
#include "base/text.h"

easc__export easc__export_init(const char *name)
{
    return (easc__export){.name = name, .arena = easc__arena_init(0)};
}

void easc__export_done(easc__export *out)
{
    easc__free(out->properties);
    easc__free(out->firsts);
    easc__json_free(out->json);
    easc__arena_done(&out->arena);
    *out = easc__export_init(out->name);
}

static easc_status no_memory(const easc__export *out, easc__error *err)
{
    return easc__fail(err, EASC_E_MEMORY, out->name, "not enough memory");
}

easc_status easc__export_begin(easc__export *out, uint64_t line, easc__error *err)
{
    if (out->object_count >= EASC__EXPORT_OBJECTS_MAX) {
        return easc__fail_at(err, EASC_E_LIMIT, out->name, line, 0, "more than 1000 policies");
    }
    size_t *firsts =
        easc__grow(out->firsts, out->object_count, &out->object_capacity, sizeof *firsts);
    if (!firsts) {
        return no_memory(out, err);
    }
    out->firsts = firsts;
    firsts[out->object_count++] = out->property_count;
    return EASC_OK;
}

easc_status easc__export_add(easc__export *out, const easc__property *property, easc__error *err)
{
    if (out->property_count - out->firsts[out->object_count - 1] >= EASC__EXPORT_PROPERTIES_MAX) {
        return easc__fail_at(err, EASC_E_LIMIT, out->name, property->line, property->byte,
                             "more than 1000 properties of one policy");
    }
    easc__property *properties = easc__grow(out->properties, out->property_count,
                                            &out->property_capacity, sizeof *properties);
    if (!properties) {
        return no_memory(out, err);
    }
    out->properties = properties;
    easc__property *kept = &properties[out->property_count];
    *kept = *property;
    kept->name = easc__arena_copy(&out->arena, property->name);
    kept->text = easc__arena_copy(&out->arena, property->text);
    if ((property->name.n > 0 && !kept->name.p) || (property->text.n > 0 && !kept->text.p)) {
        return no_memory(out, err);
    }
    out->property_count++;
    return EASC_OK;
}

const easc__property *easc__export_object(const easc__export *from, size_t object, size_t *count)
{
    bool is_last = object + 1 == from->object_count;
    size_t end = is_last ? from->property_count : from->firsts[object + 1];
    *count = end - from->firsts[object];
    return from->properties ? from->properties + from->firsts[object] : NULL;
}

easc_status easc__export_complain(const easc__export *from, const easc__property *property,
                                  const char *expected, easc__error *err)
{
    easc__text text = easc__text_init(0);
    easc_status status;
    easc__text_add_utf8(&text, easc__first(property->name, 100)); /* may cut a character */
    if (!property->value) {
        easc__text_add_z(&text, ": expected ");
        easc__text_add_z(&text, expected);
    }
    easc__text_add_char(&text, '\0');
    if (text.failed) {
        status = no_memory(from, err);
    } else if (property->value) {
        status = easc__json_complain(from->json, property->value, text.p, expected, err);
    } else {
        status =
            easc__fail_at(err, EASC_E_DATA, from->name, property->line, property->byte, text.p);
    }
    easc__text_done(&text);
    return status;
}

easc_status easc__export_read(char *text, size_t n, easc__export *out, easc__error *err)
{
    size_t at = 0;
    while (at < n && (text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r'))) {
        at++;
    }
    if (n > EASC__EXPORT_LIMIT_BYTES) {
        return easc__fail(err, EASC_E_LIMIT, out->name, "a file of policies has 16 MiB at most");
    }
    if (at < n && text[at] == '<') {
        return easc__export_read_clixml(easc__bytes_of(text, n), out, err);
    }
    if (at < n && (text[at] == '{' || text[at] == '[')) {
        return easc__export_read_json(easc__bytes_of(text, n), out, err);
    }
    return easc__export_read_csv(text, n, out, err);
}
