/* catalogue_read.c - from JSON to rules. Whatever is not understood is an error that names its
   place: a misspelt key would otherwise be a rule that certifies everything. */
#include "catalogue/rules.h"

#include "client/client.h"
#include "json/json.h"
#include "json/json_path.h"

#include <stdio.h>

/* What a step needs: where it reads, where it writes, where it complains. */
typedef struct work {
    const easc__json *json;
    easc__catalogue *catalogue;
    easc__error *err;
} work;

static const char *const file_keys[] = {"$schema",     "schema",  "name",  "title", "version",
                                        "description", "extends", "rules", NULL};
static const char *const rule_keys[] = {"id",
                                        "match",
                                        "verdict",
                                        "minimumVersion",
                                        "minimumProtocol",
                                        "protocolSince",
                                        "withoutVersion",
                                        "undetermined",
                                        "action",
                                        "source",
                                        "description",
                                        NULL};
static const char *const match_keys[] = {"family", "model", NULL};
static const char *const range_keys[] = {"from", "below", NULL};

static easc_status out_of_memory(const work *w)
{
    return easc__fail(w->err, EASC_E_MEMORY, NULL, easc_status_text(EASC_E_MEMORY));
}

/* --- parts of a rule -------------------------------------------------------------------------- */

static easc_status check_object(const work *w, const easc__json_value *value, const char *at,
                                const char *const *keys)
{
    if (easc__json_type_of(value) != EASC__JSON_OBJECT) {
        return easc__json_complain(w->json, value, at, "an object", w->err);
    }
    return easc__json_only(w->json, value, at, keys, w->err);
}

/* A text member, copied into the arena; empty when it is optional and missing. */
static easc_status read_text(const work *w, const easc__json_value *object, const char *at,
                             const char *name, bool required, easc__bytes *out)
{
    easc__bytes text = {NULL, 0};
    easc_status status = easc__json_take_text(w->json, object, at, name, required, &text, w->err);
    if (status != EASC_OK) {
        return status;
    }
    if (required && text.n == 0) {
        easc__json_path path = easc__json_path_member(at, easc__bytes_z(name));
        return easc__json_complain(w->json, easc__json_member(object, name), path.text,
                                   "a text that is not empty", w->err);
    }
    *out = easc__arena_copy(&w->catalogue->arena, text);
    return text.n > 0 && !out->p ? out_of_memory(w) : EASC_OK;
}

/* Digits, and more of them behind points; at most 40 bytes, for messages and sheets. */
static bool is_version(easc__bytes text)
{
    char before = '.';
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (!easc__is_digit(c) && (c != '.' || before == '.')) {
            return false;
        }
        before = c;
    }
    return text.n > 0 && text.n <= 40 && before != '.';
}

static easc_status read_version(const work *w, const easc__json_value *object, const char *at,
                                const char *name, bool required, easc__bytes *out)
{
    easc_status status = read_text(w, object, at, name, required, out);
    const easc__json_value *value = easc__json_member(object, name);
    if (status != EASC_OK || !value || is_version(*out)) {
        return status;
    }
    easc__json_path path = easc__json_path_member(at, easc__bytes_z(name));
    return easc__json_complain(w->json, value, path.text, "a version such as \"3.0.50\"", w->err);
}

static bool parse_verdict(easc__bytes text, easc__verdict *out)
{
    for (int i = EASC__VERDICT_NOT_LISTED; i <= EASC__VERDICT_UNDETERMINED; i++) {
        if (easc__equal(text, easc__verdict_name((easc__verdict)i))) {
            *out = (easc__verdict)i;
            return true;
        }
    }
    return false;
}

/* Unchanged when it is missing. */
static easc_status read_verdict(const work *w, const easc__json_value *object, const char *at,
                                const char *name, easc__verdict *out)
{
    const easc__json_value *value = easc__json_member(object, name);
    if (!value || parse_verdict(easc__json_text(value), out)) {
        return EASC_OK;
    }
    easc__json_path path = easc__json_path_member(at, easc__bytes_z(name));
    return easc__json_complain(w->json, value, path.text,
                               "Certified, UpgradeRequired, Undetermined or NotListed", w->err);
}

/* --- match ------------------------------------------------------------------------------------ */

static bool is_family(easc__bytes text)
{
    for (int i = EASC__FAMILY_OTHER; i <= EASC__FAMILY_TOUCHDOWN; i++) {
        if (easc__equal(text, easc__family_name((easc__family)i))) {
            return true;
        }
    }
    return false;
}

typedef bool (*word_check)(easc__bytes text);

static bool is_word(easc__bytes text)
{
    return text.n > 0;
}

static easc_status read_word(const work *w, const easc__json_value *value, const char *at,
                             word_check check, const char *expected, easc__bytes *out)
{
    easc__bytes text = easc__json_text(value);
    if (!check(text)) {
        return easc__json_complain(w->json, value, at, expected, w->err);
    }
    *out = easc__arena_copy(&w->catalogue->arena, text);
    return out->p ? EASC_OK : out_of_memory(w);
}

static easc_status read_list(const work *w, const easc__json_value *list, const char *at,
                             word_check check, const char *expected, easc__words *out)
{
    const easc__json_value *item = easc__json_first(list);
    if (!item) {
        return easc__json_complain(w->json, list, at, expected, w->err);
    }
    out->at = easc__arena_alloc(&w->catalogue->arena, easc__json_count(list) * sizeof out->at[0]);
    if (!out->at) {
        return out_of_memory(w);
    }
    for (; item; item = easc__json_next(item)) {
        easc__json_path path = easc__json_path_item(at, out->count);
        easc_status status = read_word(w, item, path.text, check, expected, &out->at[out->count]);
        if (status != EASC_OK) {
            return status;
        }
        out->count++;
    }
    return EASC_OK;
}

/* One word or a list of them. */
static easc_status read_words(const work *w, const easc__json_value *match, const char *at,
                              const char *name, word_check check, const char *expected,
                              easc__words *out)
{
    const easc__json_value *value = easc__json_member(match, name);
    if (!value) {
        return EASC_OK;
    }
    easc__json_path path = easc__json_path_member(at, easc__bytes_z(name));
    if (easc__json_type_of(value) == EASC__JSON_ARRAY) {
        return read_list(w, value, path.text, check, expected, out);
    }
    out->at = easc__arena_alloc(&w->catalogue->arena, sizeof out->at[0]);
    if (!out->at) {
        return out_of_memory(w);
    }
    out->count = 1;
    return read_word(w, value, path.text, check, expected, &out->at[0]);
}

/* "a client family: Apple, …" */
static const char family_expected[] =
    "a client family, or a list of them: Apple, Android, Outlook mobile, Outlook desktop, "
    "Windows Phone, Windows Mobile, Windows Mail, Nokia Mail for Exchange, BlackBerry, TouchDown, "
    "Other";

static easc_status read_match(const work *w, const easc__json_value *object, const char *at,
                              easc__rule *rule)
{
    const easc__json_value *match = easc__json_member(object, "match");
    easc__json_path path = easc__json_path_member(at, EASC__LIT("match"));
    if (!match) {
        return easc__json_complain(w->json, object, path.text, "an object; it is missing", w->err);
    }
    easc_status status = check_object(w, match, path.text, match_keys);
    if (status == EASC_OK) {
        status =
            read_words(w, match, path.text, "family", is_family, family_expected, &rule->families);
    }
    if (status == EASC_OK) {
        status = read_words(w, match, path.text, "model", is_word, "a model, or a list of them",
                            &rule->models);
    }
    return status;
}

/* --- rules ------------------------------------------------------------------------------------ */

static easc_status read_range(const work *w, const easc__json_value *object, const char *at,
                              easc__rule *rule)
{
    const easc__json_value *range = easc__json_member(object, "undetermined");
    if (!range) {
        return EASC_OK;
    }
    easc__json_path path = easc__json_path_member(at, EASC__LIT("undetermined"));
    easc_status status = check_object(w, range, path.text, range_keys);
    if (status == EASC_OK) {
        status = read_version(w, range, path.text, "from", true, &rule->undetermined_from);
    }
    if (status == EASC_OK) {
        status = read_version(w, range, path.text, "below", true, &rule->undetermined_below);
    }
    if (status == EASC_OK &&
        easc__version_compare(rule->undetermined_from, rule->undetermined_below) >= 0) {
        return easc__json_complain(w->json, range, path.text, "\"from\" lower than \"below\"",
                                   w->err);
    }
    if (status == EASC_OK && rule->minimum_version.n == 0) {
        return easc__json_complain(w->json, range, path.text, "a minimumVersion beside it", w->err);
    }
    return status;
}

/* A text that a reader of the file wants and the product does not use. */
static easc_status check_description(const work *w, const easc__json_value *object, const char *at)
{
    easc__bytes unused = {NULL, 0};
    return easc__json_take_text(w->json, object, at, "description", false, &unused, w->err);
}

static easc_status read_protocol(const work *w, const easc__json_value *object, const char *at,
                                 easc__rule *rule)
{
    easc_status status =
        read_version(w, object, at, "minimumProtocol", false, &rule->minimum_protocol);
    if (status == EASC_OK) {
        status = read_version(w, object, at, "protocolSince", false, &rule->protocol_since);
    }
    if (status == EASC_OK && rule->protocol_since.n > 0 && rule->minimum_protocol.n == 0) {
        easc__json_path path = easc__json_path_member(at, EASC__LIT("protocolSince"));
        return easc__json_complain(w->json, easc__json_member(object, "protocolSince"), path.text,
                                   "a minimumProtocol beside it", w->err);
    }
    return status;
}

static easc_status read_limits(const work *w, const easc__json_value *object, const char *at,
                               easc__rule *rule)
{
    easc_status status =
        read_version(w, object, at, "minimumVersion", false, &rule->minimum_version);
    if (status == EASC_OK) {
        status = read_protocol(w, object, at, rule);
    }
    if (status == EASC_OK) {
        status = read_range(w, object, at, rule);
    }
    if (status == EASC_OK) {
        status = read_verdict(w, object, at, "verdict", &rule->verdict);
    }
    if (status == EASC_OK) {
        status = read_verdict(w, object, at, "withoutVersion", &rule->without_version);
    }
    return status;
}

static easc_status read_rule(const work *w, const easc__json_value *object, const char *at,
                             easc__rule *rule)
{
    *rule = (easc__rule){.verdict = EASC__VERDICT_CERTIFIED,
                         .without_version = EASC__VERDICT_UNDETERMINED};
    easc_status status = check_object(w, object, at, rule_keys);
    if (status == EASC_OK) {
        status = read_text(w, object, at, "id", true, &rule->id);
    }
    if (status == EASC_OK) {
        status = read_match(w, object, at, rule);
    }
    if (status == EASC_OK) {
        status = read_limits(w, object, at, rule);
    }
    if (status == EASC_OK) {
        status = read_text(w, object, at, "action", false, &rule->action);
    }
    if (status == EASC_OK) {
        status = read_text(w, object, at, "source", false, &rule->source);
    }
    return status == EASC_OK ? check_description(w, object, at) : status;
}

static bool has_rule(const easc__catalogue *catalogue, easc__bytes id)
{
    for (size_t i = 0; i < catalogue->count; i++) {
        if (easc__equal(catalogue->rules[i].id, id)) {
            return true;
        }
    }
    return false;
}

/* A rule whose id is taken: an error in one file; but of a catalogue that is extended it is the one
   that was replaced. */
static easc_status add_rule(const work *w, const easc__json_value *object, const char *at,
                            bool is_extended)
{
    easc__rule rule;
    easc_status status = read_rule(w, object, at, &rule);
    if (status != EASC_OK) {
        return status;
    }
    if (!has_rule(w->catalogue, rule.id)) {
        w->catalogue->rules[w->catalogue->count++] = rule;
        return EASC_OK;
    }
    if (is_extended) {
        return EASC_OK;
    }
    easc__json_path path = easc__json_path_member(at, EASC__LIT("id"));
    return easc__json_complain(w->json, easc__json_member(object, "id"), path.text,
                               "an id that no other rule has", w->err);
}

/* Room for `more` rules behind those there are. */
static bool make_room(easc__catalogue *catalogue, size_t more)
{
    size_t count = catalogue->count + more;
    easc__rule *rules = easc__arena_alloc(&catalogue->arena, count * sizeof rules[0]);
    if (rules && catalogue->count > 0) {
        memcpy(rules, catalogue->rules, catalogue->count * sizeof rules[0]);
    }
    catalogue->rules = rules ? rules : catalogue->rules;
    return rules != NULL;
}

static easc_status read_rules(const work *w, bool is_extended)
{
    const easc__json_value *root = easc__json_root(w->json);
    const easc__json_value *rules = easc__json_member(root, "rules");
    if (!rules || easc__json_type_of(rules) != EASC__JSON_ARRAY) {
        return easc__json_complain(w->json, rules ? rules : root, "$.rules", "a list of rules",
                                   w->err);
    }
    if (!make_room(w->catalogue, easc__json_count(rules))) {
        return out_of_memory(w);
    }
    const easc__json_value *rule = easc__json_first(rules);
    for (size_t i = 0; rule; rule = easc__json_next(rule), i++) {
        easc__json_path path = easc__json_path_item("$.rules", i);
        easc_status status = add_rule(w, rule, path.text, is_extended);
        if (status != EASC_OK) {
            return status;
        }
    }
    return EASC_OK;
}

/* --- the file --------------------------------------------------------------------------------- */

static easc_status read_head(const work *w)
{
    const easc__json_value *root = easc__json_root(w->json);
    easc__catalogue *catalogue = w->catalogue;
    easc__bytes schema = {NULL, 0};
    easc_status status = check_object(w, root, "$", file_keys);
    if (status == EASC_OK) { /* what editors look for: any text */
        status = easc__json_take_text(w->json, root, "$", "$schema", false, &schema, w->err);
    }
    if (status == EASC_OK) {
        status = read_text(w, root, "$", "schema", true, &schema);
    }
    if (status == EASC_OK && !easc__equal(schema, EASC__LIT("easc.catalogue/1"))) {
        return easc__json_complain(w->json, easc__json_member(root, "schema"), "$.schema",
                                   "\"easc.catalogue/1\"", w->err);
    }
    if (status == EASC_OK) {
        status = read_text(w, root, "$", "name", true, &catalogue->name);
    }
    if (status == EASC_OK) {
        status = read_text(w, root, "$", "title", true, &catalogue->title);
    }
    if (status == EASC_OK) {
        status = read_text(w, root, "$", "version", true, &catalogue->version);
    }
    return status == EASC_OK ? check_description(w, root, "$") : status;
}

/* Appends the rules of a shipped catalogue. */
static easc_status append_shipped(const work *w, easc__bytes text)
{
    easc__json *json = NULL;
    easc_status status = easc__json_parse(text, "(shipped catalogue)", &json, w->err);
    if (status != EASC_OK) {
        return status;
    }
    work shipped = {json, w->catalogue, w->err};
    status = read_rules(&shipped, true);
    easc__json_free(json);
    return status;
}

static easc_status read_extended(const work *w)
{
    const easc__json_value *root = easc__json_root(w->json);
    const easc__json_value *value = easc__json_member(root, "extends");
    easc__bytes text = {NULL, 0};
    if (!value) {
        return EASC_OK;
    }
    easc__bytes name = easc__json_text(value);
    if (name.n == 0 || !easc__catalogue_shipped(name, &text)) {
        char names[256];
        char expected[300];
        easc__catalogue_list_shipped(names, sizeof names);
        (void)snprintf(expected, sizeof expected, "a shipped catalogue: %s", names);
        return easc__json_complain(w->json, value, "$.extends", expected, w->err);
    }
    w->catalogue->extends = easc__arena_copy(&w->catalogue->arena, name);
    return w->catalogue->extends.p ? append_shipped(w, text) : out_of_memory(w);
}

static easc_status read_document(const work *w)
{
    easc_status status = read_head(w);
    if (status == EASC_OK) {
        status = read_rules(w, false);
        w->catalogue->own_count = w->catalogue->count;
    }
    return status == EASC_OK ? read_extended(w) : status;
}

easc_status easc__catalogue_read(easc__bytes text, const char *file, easc__catalogue *catalogue,
                                 easc__error *err)
{
    easc__json *json = NULL;
    easc_status status = easc__json_parse(text, file, &json, err);
    if (status != EASC_OK) {
        return status;
    }
    work w = {json, catalogue, err};
    status = read_document(&w);
    easc__json_free(json);
    return status;
}
