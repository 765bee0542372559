/* quirks.c - see quirks.h. What is not understood is an error that names its place: a misspelt key
   would else be a quirk of every client. */
#include "policy/quirks.h"

#include "base/arena.h"
#include "base/heap.h"
#include "client/client.h"
#include "policy/quirk_file.h"
#include "json/json.h"
#include "json/json_path.h"

struct easc__quirks {
    easc__arena arena;
    easc__quirk items[EASC__QUIRKS_MAX];
    size_t count;
};

/* What a step needs: where it reads, where it writes, where it complains. */
typedef struct work {
    const easc__json *json;
    easc__quirks *quirks;
    easc__error *err;
} work;

static const easc__bytes effect_names[] = {EASC__NAME("refuses"), EASC__NAME("ignores"),
                                           EASC__NAME("partial")};

enum { EFFECT_COUNT = sizeof effect_names / sizeof effect_names[0], ACKNOWLEDGEMENT_MAX = 4 };

easc__bytes easc__quirk_effect_name(easc__quirk_effect effect)
{
    return effect_names[effect];
}

/* --- reading ---------------------------------------------------------------------------------- */

static const char *const file_keys[] = {"$schema", "schema",      "name",   "title",
                                        "version", "description", "quirks", NULL};
static const char *const quirk_keys[] = {"id",     "match", "setting", "value",
                                         "effect", "text",  "source",  NULL};
static const char *const match_keys[] = {"family", "model",         "exceptModel",     "from",
                                         "below",  "protocolBelow", "acknowledgement", NULL};

/* A text member, copied; empty when it is optional and missing, else not. */
static easc_status read_text(const work *w, const easc__json_value *object, const char *at,
                             const char *name, bool required, easc__bytes *out)
{
    easc__bytes text = {NULL, 0};
    easc_status status = easc__json_take_text(w->json, object, at, name, required, &text, w->err);
    const easc__json_value *value = easc__json_member(object, name);
    if (status != EASC_OK || !value) {
        return status;
    }
    if (text.n == 0) {
        easc__json_path path = easc__json_path_member(at, easc__bytes_z(name));
        return easc__json_complain(w->json, value, path.text, "a text that is not empty", w->err);
    }
    *out = easc__arena_copy(&w->quirks->arena, text);
    return out->p ? EASC_OK
                  : easc__fail(w->err, EASC_E_MEMORY, NULL, easc_status_text(EASC_E_MEMORY));
}

static easc_status check_object(const work *w, const easc__json_value *value, const char *at,
                                const char *const *keys)
{
    if (!value || easc__json_type_of(value) != EASC__JSON_OBJECT) {
        return easc__json_complain(w->json, value, at, "an object", w->err);
    }
    return easc__json_only(w->json, value, at, keys, w->err);
}

static easc_status read_acknowledgement(const work *w, const easc__json_value *match,
                                        const char *at, int64_t *out)
{
    const easc__json_value *value = easc__json_member(match, "acknowledgement");
    int64_t number = 0;
    if (value &&
        (!easc__json_whole(value, &number) || number < 1 || number > ACKNOWLEDGEMENT_MAX)) {
        easc__json_path path = easc__json_path_member(at, EASC__LIT("acknowledgement"));
        return easc__json_complain(w->json, value, path.text, "a number from 1 to 4", w->err);
    }
    *out = number;
    return EASC_OK;
}

static easc_status read_match(const work *w, const easc__json_value *quirk, const char *at,
                              easc__quirk_match *out)
{
    const struct {
        const char *name;
        easc__bytes *to;
    } texts[] = {
        {"family", &out->family}, {"model", &out->model}, {"exceptModel", &out->except_model},
        {"from", &out->from},     {"below", &out->below}, {"protocolBelow", &out->protocol_below}};
    const easc__json_value *match = easc__json_member(quirk, "match");
    easc__json_path path = easc__json_path_member(at, EASC__LIT("match"));
    easc_status status = check_object(w, match, path.text, match_keys);
    if (status == EASC_OK && easc__json_count(match) == 0) {
        status =
            easc__json_complain(w->json, match, path.text, "at least one thing to match", w->err);
    }
    for (size_t i = 0; i < sizeof texts / sizeof texts[0] && status == EASC_OK; i++) {
        status = read_text(w, match, path.text, texts[i].name, false, texts[i].to);
    }
    return status == EASC_OK ? read_acknowledgement(w, match, path.text, &out->acknowledgement)
                             : status;
}

static easc_status read_setting(const work *w, const easc__json_value *object, const char *at,
                                easc__quirk *quirk)
{
    easc__bytes name = {NULL, 0};
    easc_status status = read_text(w, object, at, "setting", true, &name);
    if (status != EASC_OK) {
        return status;
    }
    quirk->setting = easc__setting_find(name);
    if (quirk->setting == easc__setting_count()) {
        easc__json_path path = easc__json_path_member(at, EASC__LIT("setting"));
        return easc__json_complain(w->json, easc__json_member(object, "setting"), path.text,
                                   "a property of the policy, such as PasswordEnabled", w->err);
    }
    return EASC_OK;
}

static easc_status read_effect(const work *w, const easc__json_value *object, const char *at,
                               easc__quirk *quirk)
{
    easc__bytes name = {NULL, 0};
    easc_status status = read_text(w, object, at, "effect", true, &name);
    if (status != EASC_OK) {
        return status;
    }
    for (int i = 0; i < (int)EFFECT_COUNT; i++) {
        if (easc__equal(name, effect_names[i])) {
            quirk->effect = (easc__quirk_effect)i;
            return EASC_OK;
        }
    }
    easc__json_path path = easc__json_path_member(at, EASC__LIT("effect"));
    return easc__json_complain(w->json, easc__json_member(object, "effect"), path.text,
                               "\"refuses\", \"ignores\" or \"partial\"", w->err);
}

static easc_status read_quirk(const work *w, const easc__json_value *object, const char *at,
                              easc__quirk *quirk)
{
    easc_status status = check_object(w, object, at, quirk_keys);
    if (status == EASC_OK) {
        status = read_text(w, object, at, "id", true, &quirk->id);
    }
    if (status == EASC_OK) {
        status = read_match(w, object, at, &quirk->match);
    }
    if (status == EASC_OK) {
        status = read_setting(w, object, at, quirk);
    }
    if (status == EASC_OK) {
        status = read_text(w, object, at, "value", true, &quirk->value);
    }
    if (status == EASC_OK) {
        status = read_effect(w, object, at, quirk);
    }
    if (status == EASC_OK) {
        status = read_text(w, object, at, "text", true, &quirk->text);
    }
    return status == EASC_OK ? read_text(w, object, at, "source", true, &quirk->source) : status;
}

static easc_status check_id(const work *w, const easc__json_value *object, const char *at,
                            const easc__quirk *quirk)
{
    for (size_t i = 0; i < w->quirks->count; i++) {
        if (easc__equal(w->quirks->items[i].id, quirk->id)) {
            easc__json_path path = easc__json_path_member(at, EASC__LIT("id"));
            return easc__json_complain(w->json, easc__json_member(object, "id"), path.text,
                                       "an id that no other quirk has", w->err);
        }
    }
    return EASC_OK;
}

static easc_status read_quirks(const work *w, const easc__json_value *list)
{
    if (!list || easc__json_type_of(list) != EASC__JSON_ARRAY ||
        easc__json_count(list) > EASC__QUIRKS_MAX) {
        return easc__json_complain(w->json, list, "$.quirks", "a list of at most 64 quirks",
                                   w->err);
    }
    easc_status status = EASC_OK;
    const easc__json_value *object = easc__json_first(list);
    for (size_t i = 0; object && status == EASC_OK; object = easc__json_next(object), i++) {
        easc__json_path path = easc__json_path_item("$.quirks", i);
        easc__quirk quirk = {.setting = 0};
        status = read_quirk(w, object, path.text, &quirk);
        if (status == EASC_OK) {
            status = check_id(w, object, path.text, &quirk);
        }
        w->quirks->items[w->quirks->count] = quirk;
        w->quirks->count += status == EASC_OK;
    }
    return status;
}

static easc_status read_document(const work *w)
{
    static const char *const texts[] = {"schema", "name", "title", "version"};
    const easc__json_value *root = easc__json_root(w->json);
    easc_status status = check_object(w, root, "$", file_keys);
    easc__bytes kept = {NULL, 0};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0] && status == EASC_OK; i++) {
        status = read_text(w, root, "$", texts[i], true, &kept);
        if (i == 0 && status == EASC_OK && !easc__equal(kept, EASC__LIT("easc.quirks/1"))) {
            status = easc__json_complain(w->json, easc__json_member(root, texts[i]), "$.schema",
                                         "\"easc.quirks/1\"", w->err);
        }
    }
    return status == EASC_OK ? read_quirks(w, easc__json_member(root, "quirks")) : status;
}

easc_status easc__quirks_parse(easc__bytes text, const char *file, easc__quirks **out,
                               easc__error *err)
{
    easc__json *json = NULL;
    easc_status status = easc__json_parse(text, file, &json, err);
    if (status != EASC_OK) {
        return status;
    }
    easc__quirks *quirks = easc__alloc_zero(1, sizeof *quirks);
    if (quirks) {
        work w = {json, quirks, err};
        quirks->arena = easc__arena_init(0);
        status = read_document(&w);
    } else {
        status = easc__fail(err, EASC_E_MEMORY, file, easc_status_text(EASC_E_MEMORY));
    }
    easc__json_free(json);
    if (status != EASC_OK) {
        easc__quirks_free(quirks);
        return status;
    }
    *out = quirks;
    return EASC_OK;
}

easc_status easc__quirks_load(easc__quirks **out, easc__error *err)
{
    return easc__quirks_parse(easc__embedded_text(&easc__quirk_files[0]), easc__quirk_files[0].name,
                              out, err);
}

void easc__quirks_free(easc__quirks *quirks)
{
    if (quirks) {
        easc__arena_done(&quirks->arena);
        easc__free(quirks);
    }
}

/* --- asking ----------------------------------------------------------------------------------- */

size_t easc__quirks_count(const easc__quirks *quirks)
{
    return quirks->count;
}

const easc__quirk *easc__quirks_at(const easc__quirks *quirks, size_t index)
{
    return &quirks->items[index];
}

bool easc__quirk_is_of_policy(const easc__quirk *quirk, const easc__policy *policy)
{
    easc__policy_value value = easc__policy_at(policy, quirk->setting);
    switch (value.kind) {
    case EASC__SETTING_BOOL:
        return easc__equal(quirk->value, value.is_true ? EASC__LIT("true") : EASC__LIT("false"));
    case EASC__SETTING_WORD:
        return easc__equal_nocase(quirk->value, value.word);
    case EASC__SETTING_UNLIMITED:
        return easc__equal_nocase(quirk->value, EASC__LIT("Unlimited"));
    case EASC__SETTING_ABSENT:
    case EASC__SETTING_LOST:
    case EASC__SETTING_NUMBER:
    case EASC__SETTING_SPAN:
    case EASC__SETTING_LIST:
        break;
    }
    return false;
}

static bool fits_word(easc__bytes wanted, easc__bytes word)
{
    return wanted.n == 0 || easc__equal_nocase(wanted, word);
}

static bool is_below(easc__bytes limit, easc__bytes version)
{
    return limit.n == 0 || (version.n > 0 && easc__version_compare(version, limit) < 0);
}

bool easc__quirk_is_of_client(const easc__quirk *quirk, const easc__quirk_query *query)
{
    const easc__quirk_match *m = &quirk->match;
    bool is_excepted = m->except_model.n > 0 && easc__equal_nocase(m->except_model, query->model);
    bool is_new_enough = m->from.n == 0 || (query->version.n > 0 &&
                                            easc__version_compare(query->version, m->from) >= 0);
    return !is_excepted && fits_word(m->family, query->family) &&
           fits_word(m->model, query->model) && is_new_enough &&
           is_below(m->below, query->version) && is_below(m->protocol_below, query->protocol) &&
           (m->acknowledgement == 0 || m->acknowledgement == query->acknowledgement);
}
