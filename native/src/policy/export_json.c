/* export_json.c - objects out of ConvertTo-Json: one object, or a list of them. Values that .NET
   makes of several parts come as objects: Unlimited as {IsUnlimited, Value}, a span of time as
   {Ticks, …}; Windows PowerShell wraps some in {value, …}. */
#include "base/number.h"
#include "base/text.h"
#include "policy/export.h"

/* What the steps share. */
typedef struct reader {
    easc__export *out;
    easc__error *err;
    easc__text text; /* of a number */
} reader;

enum { TICKS_PER_SECOND = 10000000, WRAPPERS_MAX = 4 };

/* The value inside of wrappers; sets `*is_unlimited` instead when it is one without end. */
static const easc__json_value *unwrap(const easc__json_value *value, bool *is_unlimited)
{
    *is_unlimited = false;
    for (int i = 0; i < WRAPPERS_MAX && !*is_unlimited; i++) {
        const easc__json_value *unlimited = easc__json_member(value, "IsUnlimited");
        const easc__json_value *inner = easc__json_member(value, unlimited ? "Value" : "value");
        *is_unlimited = unlimited && easc__json_bool(unlimited, false);
        if (!inner) {
            break;
        }
        value = inner;
    }
    return value;
}

/* A span of time as whole seconds, "PT900S". */
static bool add_span(reader *r, const easc__json_value *value)
{
    int64_t ticks;
    const easc__json_value *member = easc__json_member(value, "Ticks");
    if (!member || !easc__json_whole(member, &ticks) || ticks < 0) {
        return false;
    }
    easc__text_add_z(&r->text, "PT");
    easc__text_add_i64(&r->text, ticks / TICKS_PER_SECOND);
    easc__text_add_char(&r->text, 'S');
    return true;
}

static void set_plain(reader *r, const easc__json_value *value, easc__property *property)
{
    int64_t whole;
    property->kind = EASC__PROPERTY_TEXT;
    switch (easc__json_type_of(value)) {
    case EASC__JSON_NULL:
        property->kind = EASC__PROPERTY_NULL;
        break;
    case EASC__JSON_BOOL:
        easc__text_add_z(&r->text, easc__json_bool(value, false) ? "true" : "false");
        break;
    case EASC__JSON_NUMBER:
        if (easc__json_whole(value, &whole)) {
            easc__text_add_i64(&r->text, whole);
        } else {
            easc__text_add_z(&r->text, "a fraction");
        }
        break;
    case EASC__JSON_STRING:
        easc__text_add(&r->text, easc__json_text(value));
        break;
    case EASC__JSON_ARRAY:
        property->kind = EASC__PROPERTY_LIST;
        property->item_count = easc__json_count(value);
        break;
    case EASC__JSON_OBJECT:
        property->kind = add_span(r, value) ? EASC__PROPERTY_TEXT : EASC__PROPERTY_LOST;
        break;
    }
}

static easc_status read_property(reader *r, const easc__json_value *member)
{
    bool is_unlimited;
    easc__property property = {.name = easc__json_name(member), .value = member};
    const easc__json_value *value = unwrap(member, &is_unlimited);
    easc__text_clear(&r->text);
    if (is_unlimited) {
        easc__text_add_z(&r->text, "Unlimited");
    } else {
        set_plain(r, value, &property);
    }
    if (r->text.failed) {
        return easc__fail(r->err, EASC_E_MEMORY, r->out->name, "not enough memory");
    }
    property.text = easc__text_view(&r->text);
    return easc__export_add(r->out, &property, r->err);
}

static easc_status read_object(reader *r, const easc__json_value *object)
{
    if (easc__json_type_of(object) != EASC__JSON_OBJECT) {
        return easc__json_complain(r->out->json, object, "$",
                                   "a policy, or a list of policies, as objects", r->err);
    }
    easc_status status = easc__export_begin(r->out, 0, r->err);
    const easc__json_value *member = easc__json_first(object);
    for (; member && status == EASC_OK; member = easc__json_next(member)) {
        status = read_property(r, member);
    }
    return status;
}

static easc_status read_root(reader *r)
{
    const easc__json_value *root = easc__json_root(r->out->json);
    const easc__json_value *wrapped = easc__json_member(root, "value");
    if (wrapped && easc__json_type_of(wrapped) == EASC__JSON_ARRAY) {
        root = wrapped; /* {value: […], Count: 2}: what Windows PowerShell makes of some lists */
    }
    if (easc__json_type_of(root) != EASC__JSON_ARRAY) {
        return read_object(r, root);
    }
    easc_status status = EASC_OK;
    const easc__json_value *object = easc__json_first(root);
    for (; object && status == EASC_OK; object = easc__json_next(object)) {
        status = read_object(r, object);
    }
    return status;
}

easc_status easc__export_read_json(easc__bytes text, easc__export *out, easc__error *err)
{
    reader r = {out, err, easc__text_init(0)};
    easc_status status = easc__json_parse(text, out->name, &out->json, err);
    if (status == EASC_OK) {
        status = read_root(&r);
    }
    easc__text_done(&r.text);
    return status;
}
