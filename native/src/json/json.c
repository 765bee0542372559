/* json.c - the one file that sees cJSON. The text is checked strictly before (json_scan.h), so a
   failure of cJSON itself can only mean that memory ran out. An easc__json_value is a cJSON under
   another name. */
#include "json/json.h"

#include "base/arena.h"
#include "base/heap.h"
#include "base/symbols.h"
#include "json/json_path.h"
#include "json/json_scan.h"

#include <cjson/cJSON.h>
#include <stdio.h>

struct easc__json {
    cJSON *root;
    char *name;
    char *copy;       /* the file, kept to find the line of a value; ends with NUL */
    easc__bytes text; /* the JSON in it, behind a BOM */
};

enum { MESSAGE_SIZE = sizeof((easc__error *)0)->message };

static const cJSON *node_of(const easc__json_value *value)
{
    return (const cJSON *)value;
}

static const easc__json_value *value_of(const cJSON *node)
{
    return (const easc__json_value *)node;
}

/* --- the tree --------------------------------------------------------------------------------- */

const easc__json_value *easc__json_root(const easc__json *json)
{
    return value_of(json->root);
}

easc__json_type easc__json_type_of(const easc__json_value *value)
{
    const cJSON *node = node_of(value);
    if (cJSON_IsBool(node)) {
        return EASC__JSON_BOOL;
    }
    if (cJSON_IsNumber(node)) {
        return EASC__JSON_NUMBER;
    }
    if (cJSON_IsString(node)) {
        return EASC__JSON_STRING;
    }
    if (cJSON_IsArray(node)) {
        return EASC__JSON_ARRAY;
    }
    return cJSON_IsObject(node) ? EASC__JSON_OBJECT : EASC__JSON_NULL;
}

const easc__json_value *easc__json_first(const easc__json_value *value)
{
    return value_of(node_of(value)->child);
}

const easc__json_value *easc__json_next(const easc__json_value *value)
{
    return value_of(node_of(value)->next);
}

easc__bytes easc__json_name(const easc__json_value *value)
{
    return easc__bytes_z(node_of(value)->string);
}

size_t easc__json_count(const easc__json_value *value)
{
    size_t count = 0;
    for (const cJSON *node = node_of(value)->child; node; node = node->next) {
        count++;
    }
    return count;
}

const easc__json_value *easc__json_member(const easc__json_value *object, const char *name)
{
    const cJSON *node = node_of(object);
    return cJSON_IsObject(node) ? value_of(cJSON_GetObjectItemCaseSensitive(node, name)) : NULL;
}

easc__bytes easc__json_text(const easc__json_value *value)
{
    const cJSON *node = node_of(value);
    return easc__bytes_z(cJSON_IsString(node) ? node->valuestring : NULL);
}

bool easc__json_bool(const easc__json_value *value, bool otherwise)
{
    const cJSON *node = node_of(value);
    return cJSON_IsBool(node) ? cJSON_IsTrue(node) != 0 : otherwise;
}

bool easc__json_whole(const easc__json_value *value, int64_t *out)
{
    static const double exact = 9007199254740992.0; /* 2^53 */
    const cJSON *node = node_of(value);
    if (!cJSON_IsNumber(node) || !(node->valuedouble >= -exact && node->valuedouble <= exact)) {
        return false;
    }
    int64_t whole = (int64_t)node->valuedouble;
    if ((double)whole < node->valuedouble || (double)whole > node->valuedouble) {
        return false;
    }
    *out = whole;
    return true;
}

/* --- complaints ------------------------------------------------------------------------------- */

/* Counts values in the order of the text up to `wanted`; true when it was found. */
/* NOLINTNEXTLINE(misc-no-recursion): a tree is EASC__JSON_DEPTH deep at most */
static bool count_until(const cJSON *node, const cJSON *wanted, size_t *count)
{
    if (node == wanted) {
        return true;
    }
    ++*count;
    for (const cJSON *child = node->child; child; child = child->next) {
        if (count_until(child, wanted, count)) {
            return true;
        }
    }
    return false;
}

static uint64_t line_of(easc__bytes text, size_t at)
{
    uint64_t line = 1;
    for (size_t i = 0; i < at && i < text.n; i++) {
        line += text.p[i] == '\n';
    }
    return line;
}

/* Bytes are counted from the start of the file, the BOM included. */
static easc_status fail_at(const easc__json *json, size_t at, const char *message, easc__error *err)
{
    size_t bom = (size_t)(json->text.p - json->copy);
    return easc__fail_at(err, EASC_E_DATA, json->name, line_of(json->text, at), bom + at, message);
}

easc_status easc__json_complain(const easc__json *json, const easc__json_value *value,
                                const char *at, const char *expected, easc__error *err)
{
    char message[MESSAGE_SIZE];
    (void)snprintf(message, sizeof message, "%s: expected %s", at, expected);
    size_t index = 0;
    if (!value || !count_until(json->root, node_of(value), &index)) {
        return easc__fail(err, EASC_E_DATA, json->name, message);
    }
    return fail_at(json, easc__json_offset(json->text, index), message, err);
}

easc_status easc__json_take_text(const easc__json *json, const easc__json_value *object,
                                 const char *at, const char *name, bool required, easc__bytes *out,
                                 easc__error *err)
{
    const easc__json_value *value = easc__json_member(object, name);
    easc__json_path path = easc__json_path_member(at, easc__bytes_z(name));
    if (!value) {
        if (required) {
            return easc__json_complain(json, object, path.text, "a text; it is missing", err);
        }
        *out = (easc__bytes){NULL, 0};
        return EASC_OK;
    }
    if (easc__json_type_of(value) != EASC__JSON_STRING) {
        return easc__json_complain(json, value, path.text, "a text", err);
    }
    *out = easc__json_text(value);
    return EASC_OK;
}

static bool is_listed(easc__bytes name, const char *const *names)
{
    for (; *names; names++) {
        if (easc__equal(name, easc__bytes_z(*names))) {
            return true;
        }
    }
    return false;
}

/* "one of schema, name, …" of a list that ends with NULL; the room is that of a message. */
static void list_names(const char *const *names, char *to, size_t size)
{
    int used = snprintf(to, size, "no such key, but one of");
    for (; *names && used > 0 && (size_t)used < size; names++) {
        const char *comma = names[1] ? "," : "";
        int more = snprintf(to + used, size - (size_t)used, " %s%s", *names, comma);
        used = more < 0 ? more : used + more;
    }
}

easc_status easc__json_only(const easc__json *json, const easc__json_value *object, const char *at,
                            const char *const *names, easc__error *err)
{
    const easc__json_value *member = easc__json_first(object);
    for (; member; member = easc__json_next(member)) {
        easc__bytes name = easc__json_name(member);
        if (!is_listed(name, names)) {
            char expected[MESSAGE_SIZE];
            easc__json_path path = easc__json_path_member(at, name);
            list_names(names, expected, sizeof expected);
            return easc__json_complain(json, member, path.text, expected, err);
        }
    }
    return EASC_OK;
}

/* --- parsing ---------------------------------------------------------------------------------- */

/* The first member whose name an earlier one of the same object has, in `*twin`; EASC_E_MEMORY.
   Numbers are given in the order of first sight, so a name that is not new has a smaller one. */
static easc_status find_twin_member(const cJSON *object, const cJSON **twin)
{
    easc__arena arena = easc__arena_init(0);
    easc__symbols seen = easc__symbols_init(&arena, easc__fixed_key);
    easc_status status = EASC_OK;
    uint32_t count = 0;
    const cJSON *member = object->child;
    for (; member && !*twin && status == EASC_OK; member = member->next) {
        uint32_t number = easc__symbols_add(&seen, easc__bytes_z(member->string));
        status = number == EASC__NO_INDEX ? EASC_E_MEMORY : EASC_OK;
        *twin = number < count ? member : NULL;
        count++;
    }
    easc__symbols_done(&seen);
    easc__arena_done(&arena);
    return status;
}

/* NOLINTNEXTLINE(misc-no-recursion): a tree is EASC__JSON_DEPTH deep at most */
static easc_status find_twin(const cJSON *node, const cJSON **twin)
{
    bool is_large = cJSON_IsObject(node) && node->child && node->child->next;
    easc_status status = is_large ? find_twin_member(node, twin) : EASC_OK;
    for (const cJSON *child = node->child; child && status == EASC_OK && !*twin;
         child = child->next) {
        status = find_twin(child, twin);
    }
    return status;
}

static easc_status check_names(const easc__json *json, easc__error *err)
{
    const cJSON *twin = NULL;
    easc_status status = find_twin(json->root, &twin);
    if (status != EASC_OK) {
        return easc__fail(err, status, json->name, easc_status_text(status));
    }
    if (!twin) {
        return EASC_OK;
    }
    easc__json_path path = easc__json_path_member("", easc__bytes_z(twin->string));
    return easc__json_complain(json, value_of(twin), path.text + 1,
                               "a name that the object does not have yet", err);
}

static easc_status build_tree(easc__json *json, easc__error *err)
{
    size_t at = 0;
    const char *expected = "";
    if (!easc__json_check(json->text, &at, &expected)) {
        char message[MESSAGE_SIZE];
        (void)snprintf(message, sizeof message, "expected %s", expected);
        return fail_at(json, at, message, err);
    }
    json->root = cJSON_ParseWithLength(json->text.p, json->text.n);
    if (!json->root) {
        return easc__fail(err, EASC_E_MEMORY, json->name, easc_status_text(EASC_E_MEMORY));
    }
    return check_names(json, err);
}

static easc_status copy_input(easc__json *json, easc__bytes text, const char *name,
                              easc__error *err)
{
    json->name = easc__copy_text(name, strlen(name));
    json->copy = easc__copy_text(text.n > 0 ? text.p : "", text.n);
    if (!json->name || !json->copy) {
        return easc__fail(err, EASC_E_MEMORY, name, easc_status_text(EASC_E_MEMORY));
    }
    bool has_bom = easc__starts(text, EASC__LIT("\xEF\xBB\xBF"));
    size_t bom = has_bom ? 3 : 0;
    json->text = easc__bytes_of(json->copy + bom, text.n - bom);
    return EASC_OK;
}

easc_status easc__json_parse(easc__bytes text, const char *name, easc__json **out, easc__error *err)
{
    if (text.n > EASC__JSON_LIMIT_BYTES) {
        return easc__fail(err, EASC_E_LIMIT, name, "a JSON file may have 16 MiB at most");
    }
    easc__json *json = easc__alloc_zero(1, sizeof *json);
    if (!json) {
        return easc__fail(err, EASC_E_MEMORY, name, easc_status_text(EASC_E_MEMORY));
    }
    easc_status status = copy_input(json, text, name, err);
    if (status == EASC_OK) {
        status = build_tree(json, err);
    }
    if (status != EASC_OK) {
        easc__json_free(json);
        return status;
    }
    *out = json;
    return EASC_OK;
}

void easc__json_free(easc__json *json)
{
    if (json) {
        cJSON_Delete(json->root);
        easc__free(json->name);
        easc__free(json->copy);
        easc__free(json);
    }
}
