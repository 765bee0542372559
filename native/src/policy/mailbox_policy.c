/* mailbox_policy.c - see mailbox_policy.h: the file, and which of its policies is meant. */
#include "policy/mailbox_policy.h"

#include "base/civil.h"
#include "base/heap.h"
#include "directory/admin_text.h"
#include "policy/export.h"
#include "policy/settings.h"

static const char too_large[] = "a file of policies has 16 MiB at most";

/* --- which one -------------------------------------------------------------------------------- */

/* The policies of a file, and the one that is meant. */
typedef struct choice {
    easc__policy *policies; /* views into the export */
    size_t count;
    easc__bytes wanted; /* name; empty: the default one */
    const char *file;
    easc__error *err;
} choice;

static bool is_meant(const choice *c, const easc__policy *policy)
{
    return c->wanted.n > 0 ? easc__equal_nocase(policy->name, c->wanted)
                           : policy->is_default.is_true || c->count == 1;
}

/* "… the file has: Default, Pilot" */
static easc_status refuse(const choice *c, const char *why)
{
    easc__text text = easc__text_init(0);
    easc__text_add_z(&text, why);
    easc__text_add_z(&text, "; the file has: ");
    for (size_t i = 0; i < c->count && text.n < 400; i++) {
        easc__text_add_z(&text, i > 0 ? ", " : "");
        easc__text_add_utf8(&text, easc__first(c->policies[i].name, 64)); /* may cut a character */
        easc__text_add_z(&text, c->policies[i].is_default.is_true ? " (default)" : "");
    }
    easc__text_add_char(&text, '\0');
    easc_status status = text.failed
                             ? easc__fail(c->err, EASC_E_MEMORY, c->file, "not enough memory")
                             : easc__fail(c->err, EASC_E_ARGUMENT, c->file, text.p);
    easc__text_done(&text);
    return status;
}

static easc_status choose(const choice *c, size_t *out)
{
    size_t found = 0;
    for (size_t i = 0; i < c->count; i++) {
        if (is_meant(c, &c->policies[i])) {
            *out = i;
            found++;
        }
    }
    if (found == 1) {
        return EASC_OK;
    }
    if (c->wanted.n > 0) {
        return refuse(c, found == 0 ? "no policy has the name that --policy-name says"
                                    : "several policies have the name that --policy-name says");
    }
    return refuse(c, found == 0 ? "none of the policies is the default one: say which one counts "
                                  "with --policy-name"
                                : "several policies say they are the default one: say which one "
                                  "counts with --policy-name");
}

static easc_status read_policies(const easc__export *from, choice *c)
{
    easc_status status = EASC_OK;
    for (size_t i = 0; i < from->object_count && status == EASC_OK; i++) {
        bool is_policy;
        status = easc__settings_read(from, i, &c->policies[c->count], &is_policy, c->err);
        c->count += status == EASC_OK && is_policy;
    }
    if (status == EASC_OK && c->count == 0) {
        return easc__fail_at(c->err, EASC_E_DATA, c->file, 1, 0,
                             "holds no policy: expected what Get-ActiveSyncMailboxPolicy or "
                             "Get-MobileDeviceMailboxPolicy gives, with properties such as "
                             "AllowNonProvisionableDevices");
    }
    return status;
}

/* --- keeping it ------------------------------------------------------------------------------- */

/* A copy that does not need the export any more. */
static easc_status keep(const easc__policy *policy, const choice *c, easc__policy **out)
{
    easc__policy *kept = easc__alloc(1, sizeof *kept);
    bool ok = kept != NULL;
    if (ok) {
        *kept = *policy;
        kept->arena = easc__arena_init(0);
        kept->name = easc__arena_copy(&kept->arena, policy->name);
        ok = policy->name.n == 0 || kept->name.p;
        for (size_t i = 0; i < easc__setting_count() && ok; i++) {
            easc__bytes word = policy->values[i].word;
            kept->values[i].word = easc__arena_copy(&kept->arena, word);
            ok = word.n == 0 || kept->values[i].word.p;
        }
    }
    if (!ok) {
        easc__policy_free(kept);
        return easc__fail(c->err, EASC_E_MEMORY, c->file, "not enough memory");
    }
    *out = kept;
    return EASC_OK;
}

static easc_status choose_and_keep(const easc__export *from, choice *c, easc__policy **out)
{
    size_t chosen = 0;
    c->policies = easc__alloc(from->object_count, sizeof *c->policies);
    if (!c->policies) {
        return easc__fail(c->err, EASC_E_MEMORY, c->file, "not enough memory");
    }
    easc_status status = read_policies(from, c);
    if (status == EASC_OK) {
        status = choose(c, &chosen);
    }
    if (status == EASC_OK) {
        status = keep(&c->policies[chosen], c, out);
    }
    easc__free(c->policies);
    return status;
}

/* Reads a text, which is changed. */
static easc_status read_text(easc__text *text, const char *file, easc__bytes name,
                             easc__policy **out, easc__error *err)
{
    size_t start;
    if (!easc__admin_text_decode(text, &start)) {
        return easc__fail(err, EASC_E_MEMORY, file, "not enough memory");
    }
    easc__export from = easc__export_init(file);
    choice c = {NULL, 0, name, file, err};
    easc_status status =
        easc__export_read(text->n > 0 ? text->p + start : NULL, text->n - start, &from, err);
    if (status == EASC_OK) {
        status = choose_and_keep(&from, &c, out);
    }
    easc__export_done(&from);
    return status;
}

easc_status easc__policy_load(const char *path, easc__bytes name, easc__policy **out,
                              easc__error *err)
{
    easc__text text = easc__text_init(0);
    easc_status status =
        easc__admin_text_load(path, EASC__EXPORT_LIMIT_BYTES, too_large, &text, err);
    if (status == EASC_OK) {
        status = read_text(&text, path, name, out, err);
    }
    easc__text_done(&text);
    return status;
}

easc_status easc__policy_parse(easc__bytes text, const char *file, easc__bytes name,
                               easc__policy **out, easc__error *err)
{
    easc__text copy = easc__text_init(0);
    if (text.n > EASC__EXPORT_LIMIT_BYTES) {
        return easc__fail(err, EASC_E_LIMIT, file, too_large);
    }
    easc__text_add(&copy, text);
    easc_status status = copy.failed ? easc__fail(err, EASC_E_MEMORY, file, "not enough memory")
                                     : read_text(&copy, file, name, out, err);
    easc__text_done(&copy);
    return status;
}

void easc__policy_free(easc__policy *policy)
{
    if (policy) {
        easc__arena_done(&policy->arena);
        easc__free(policy);
    }
}

/* --- asking ----------------------------------------------------------------------------------- */

easc__bytes easc__policy_name(const easc__policy *policy)
{
    return policy->name;
}

easc__policy_value easc__policy_is_default(const easc__policy *policy)
{
    return policy->is_default;
}

easc__zone easc__policy_changed(const easc__policy *policy, int64_t *time_s)
{
    *time_s = policy->changed_s;
    return policy->zone;
}

bool easc__policy_changed_is_guess(const easc__policy *policy)
{
    return policy->is_changed_guess;
}

easc__policy_value easc__policy_at(const easc__policy *policy, size_t setting)
{
    return policy->values[setting];
}

size_t easc__policy_unknown(const easc__policy *policy)
{
    return policy->unknown;
}
