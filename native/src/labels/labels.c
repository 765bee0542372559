/* labels.c - see labels.h. */
#include "labels/labels.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/heap.h"
#include "base/table.h"
#include "labels/label_files.h"
#include "json/json.h"
#include "json/json_path.h"

#include <stdio.h>

/* A key and its text. */
typedef struct label {
    easc__bytes key;
    easc__bytes text;
} label;

struct easc__labels {
    easc__arena arena;
    easc__table table;
    label *items;
    size_t count;
    size_t capacity;
};

/* --- the shipped languages -------------------------------------------------------------------- */

bool easc__labels_shipped(easc__bytes language, easc__bytes *text)
{
    for (size_t i = 0; i < easc__label_files_count; i++) {
        const easc__embedded *file = &easc__label_files[i];
        if (language.n == 0 || easc__equal_nocase(language, easc__bytes_z(file->name))) {
            *text = easc__embedded_text(file);
            return true;
        }
    }
    return false;
}

void easc__labels_list_shipped(char *to, size_t size)
{
    size_t used = 0;
    to[0] = '\0';
    for (size_t i = 0; i < easc__label_files_count && used < size; i++) {
        const char *comma = i > 0 ? ", " : "";
        int more = snprintf(to + used, size - used, "%s%s", comma, easc__label_files[i].name);
        used += more > 0 ? (size_t)more : 0;
    }
}

easc_status easc__labels_load(easc__bytes language, easc__labels **out, easc__error *err)
{
    easc__bytes text = {NULL, 0};
    if (!easc__labels_shipped(language, &text)) {
        char names[64];
        char message[128];
        easc__labels_list_shipped(names, sizeof names);
        (void)snprintf(message, sizeof message, "there is no such language; there are: %s", names);
        return easc__fail(err, EASC_E_ARGUMENT, NULL, message);
    }
    return easc__labels_read(text, "labels", out, err);
}

/* --- reading ---------------------------------------------------------------------------------- */

/* What a step needs: where it reads, where it writes, where it complains. */
typedef struct work {
    const easc__json *json;
    easc__labels *labels;
    easc__error *err;
} work;

static easc_status out_of_memory(easc__error *err)
{
    return easc__fail(err, EASC_E_MEMORY, NULL, easc_status_text(EASC_E_MEMORY));
}

/* Takes over a key and a text that live in the arena. */
static bool enter(easc__labels *labels, easc__bytes key, easc__bytes text)
{
    label *items = easc__grow(labels->items, labels->count, &labels->capacity, sizeof *items);
    if (!items) {
        return false;
    }
    labels->items = items;
    items[labels->count] = (label){key, text};
    return easc__table_insert(&labels->table, easc__hash(easc__fixed_key, key),
                              (uint32_t)labels->count++);
}

static bool add_label(easc__labels *labels, const char *key, easc__bytes text)
{
    easc__bytes kept_key = easc__arena_copy(&labels->arena, easc__bytes_z(key));
    easc__bytes kept_text = easc__arena_copy(&labels->arena, text);
    return kept_key.p && kept_text.p && enter(labels, kept_key, kept_text);
}

/* A walk through nested objects: the members that come next, and how long the key in front is. */
typedef struct level {
    const easc__json_value *next;
    size_t key_length;
} level;

enum { DEEPEST = 16 };

typedef struct walk {
    level levels[DEEPEST];
    size_t depth;
    char key[EASC__LABEL_KEY_MAX + 1]; /* of the member that is read; ends with NUL */
} walk;

/* The key of a member behind that of its object; false when it is none. */
static bool make_key(walk *at, easc__bytes name)
{
    size_t head = at->levels[at->depth - 1].key_length;
    size_t point = head > 0;
    if (name.n == 0 || easc__find(name, '.') < name.n ||
        name.n > sizeof at->key - 1 - head - point) {
        return false;
    }
    at->key[head] = '.';
    memcpy(at->key + head + point, name.p, name.n);
    at->key[head + point + name.n] = '\0';
    return true;
}

/* A text is entered, an object becomes the next level. */
static easc_status read_member(const work *w, walk *at, const easc__json_value *value)
{
    easc__bytes name = easc__json_name(value);
    easc__bytes text = easc__json_text(value);
    bool is_object = easc__json_type_of(value) == EASC__JSON_OBJECT;
    if (!make_key(at, name) || (is_object && at->depth == DEEPEST)) {
        easc__json_path path = easc__json_path_member("$", name);
        return easc__json_complain(w->json, value, path.text,
                                   "a short name without a point, not too deep", w->err);
    }
    if (is_object) {
        at->levels[at->depth++] = (level){easc__json_first(value), strlen(at->key)};
        return EASC_OK;
    }
    if (text.n == 0) {
        easc__json_path path = easc__json_path_member("$", easc__bytes_z(at->key));
        return easc__json_complain(w->json, value, path.text,
                                   "a text that is not empty, or an object", w->err);
    }
    return add_label(w->labels, at->key, text) ? EASC_OK : out_of_memory(w->err);
}

static easc_status read_object(const work *w, const easc__json_value *root)
{
    walk at = {.levels = {{easc__json_first(root), 0}}, .depth = 1};
    easc_status status = EASC_OK;
    while (status == EASC_OK && at.depth > 0) {
        level *top = &at.levels[at.depth - 1];
        const easc__json_value *value = top->next;
        if (!value) {
            at.depth--;
            continue;
        }
        top->next = easc__json_next(value);
        status = read_member(w, &at, value);
    }
    return status;
}

static easc_status read_root(const work *w)
{
    const easc__json_value *root = easc__json_root(w->json);
    if (easc__json_type_of(root) != EASC__JSON_OBJECT) {
        return easc__json_complain(w->json, root, "$", "an object of texts", w->err);
    }
    return read_object(w, root);
}

easc_status easc__labels_read(easc__bytes text, const char *name, easc__labels **out,
                              easc__error *err)
{
    easc__json *json = NULL;
    easc_status status = easc__json_parse(text, name, &json, err);
    if (status != EASC_OK) {
        return status;
    }
    easc__labels *labels = easc__alloc_zero(1, sizeof *labels);
    work w = {json, labels, err};
    status = labels ? read_root(&w) : out_of_memory(err);
    easc__json_free(json);
    if (status != EASC_OK) {
        easc__labels_free(labels);
        return status;
    }
    *out = labels;
    return EASC_OK;
}

void easc__labels_free(easc__labels *labels)
{
    if (labels) {
        easc__table_done(&labels->table);
        easc__free(labels->items);
        easc__arena_done(&labels->arena);
        easc__free(labels);
    }
}

/* --- asking ----------------------------------------------------------------------------------- */

size_t easc__labels_count(const easc__labels *labels)
{
    return labels->count;
}

easc__bytes easc__labels_key(const easc__labels *labels, size_t index)
{
    return labels->items[index].key;
}

static bool has_key(const void *owner, uint32_t index, const void *key)
{
    const easc__labels *labels = owner;
    return easc__equal(labels->items[index].key, *(const easc__bytes *)key);
}

easc__bytes easc__label(const easc__labels *labels, easc__bytes key)
{
    uint64_t hash = easc__hash(easc__fixed_key, key);
    uint32_t index = easc__table_find(&labels->table, hash, has_key, labels, &key);
    return index == EASC__NO_INDEX ? (easc__bytes){NULL, 0} : labels->items[index].text;
}

easc__bytes easc__label_of(const easc__labels *labels, easc__bytes group, easc__bytes name)
{
    char key[EASC__LABEL_KEY_MAX];
    if (name.n == 0 || group.n > sizeof key || name.n > sizeof key - group.n) {
        return (easc__bytes){NULL, 0};
    }
    memcpy(key, group.p, group.n);
    memcpy(key + group.n, name.p, name.n);
    return easc__label(labels, easc__bytes_of(key, group.n + name.n));
}

/* --- filling in ------------------------------------------------------------------------------- */

/* The value of the place that `text` begins with, and its length in `*n`; NULL when it is none. */
static const easc__label_value *find_value(easc__bytes text, const easc__label_value *values,
                                           size_t count, size_t *n)
{
    size_t end = easc__find(text, '}');
    easc__bytes name = easc__from(easc__first(text, end), 1);
    for (size_t i = 0; end < text.n && i < count; i++) {
        if (easc__equal(values[i].name, name)) {
            *n = end + 1;
            return &values[i];
        }
    }
    return NULL;
}

void easc__label_fill(easc__text *to, easc__bytes text, const easc__label_value *values,
                      size_t count)
{
    while (text.n > 0) {
        size_t brace = easc__find(text, '{');
        easc__text_add(to, easc__first(text, brace));
        text = easc__from(text, brace);
        if (text.n == 0) {
            return;
        }
        size_t n = 0;
        const easc__label_value *value = find_value(text, values, count, &n);
        if (easc__starts(text, EASC__LIT("{{"))) {
            easc__text_add_char(to, '{');
            n = 2;
        } else if (value) {
            easc__text_add(to, value->value);
        } else {
            easc__text_add_char(to, '{');
            n = 1;
        }
        text = easc__from(text, n);
    }
}
