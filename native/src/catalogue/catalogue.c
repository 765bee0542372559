/* catalogue.c - asking a catalogue. Nothing here allocates or fails. */
#include "catalogue/catalogue.h"

#include "base/heap.h"
#include "catalogue/rules.h"
#include "client/client.h"

easc__bytes easc__verdict_name(easc__verdict verdict)
{
    switch (verdict) {
    case EASC__VERDICT_CERTIFIED:
        return EASC__LIT("Certified");
    case EASC__VERDICT_UPGRADE_REQUIRED:
        return EASC__LIT("UpgradeRequired");
    case EASC__VERDICT_UNDETERMINED:
        return EASC__LIT("Undetermined");
    case EASC__VERDICT_NOT_LISTED:
        break;
    }
    return EASC__LIT("NotListed");
}

void easc__catalogue_free(easc__catalogue *catalogue)
{
    if (catalogue) {
        easc__arena_done(&catalogue->arena);
        easc__free(catalogue);
    }
}

easc__bytes easc__catalogue_name(const easc__catalogue *catalogue)
{
    return catalogue->name;
}

easc__bytes easc__catalogue_title(const easc__catalogue *catalogue)
{
    return catalogue->title;
}

easc__bytes easc__catalogue_version(const easc__catalogue *catalogue)
{
    return catalogue->version;
}

bool easc__catalogue_asks_protocol(const easc__catalogue *catalogue)
{
    bool asks = false;
    for (size_t i = 0; i < catalogue->count; i++) {
        asks = asks || catalogue->rules[i].minimum_protocol.n > 0;
    }
    return asks;
}

static bool has_word(const easc__words *words, easc__bytes text)
{
    for (size_t i = 0; i < words->count; i++) {
        if (easc__equal_nocase(words->at[i], text)) {
            return true;
        }
    }
    return words->count == 0;
}

static size_t count_points(easc__bytes text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.n; i++) {
        count += text.p[i] == '.';
    }
    return count;
}

/* The first `count` numbers of a version. */
static easc__bytes first_numbers(easc__bytes version, size_t count)
{
    size_t n = 0;
    for (; n < version.n; n++) {
        count -= version.p[n] == '.';
        if (count == 0) {
            break;
        }
    }
    return easc__first(version, n);
}

/* True when a version that ends with ".x" may be the minimum or not: "12.x" against 12.4. */
static bool is_open(easc__bytes version, easc__bytes minimum)
{
    if (version.n < 3 || !easc__equal(easc__from(version, version.n - 2), EASC__LIT(".x"))) {
        return false;
    }
    easc__bytes known = easc__first(version, version.n - 2);
    easc__bytes same = first_numbers(minimum, count_points(known) + 1);
    return easc__version_compare(known, same) == 0;
}

static bool is_undetermined(const easc__rule *rule, easc__bytes version)
{
    return rule->undetermined_from.n > 0 &&
           easc__version_compare(version, rule->undetermined_from) >= 0 &&
           easc__version_compare(version, rule->undetermined_below) < 0;
}

/* What a known version says against a minimum. */
static easc__verdict compare_version(const easc__rule *rule, easc__bytes version,
                                     easc__bytes minimum)
{
    if (easc__version_compare(version, minimum) >= 0) {
        return rule->verdict;
    }
    return is_open(version, minimum) ? EASC__VERDICT_UNDETERMINED : EASC__VERDICT_UPGRADE_REQUIRED;
}

static easc__verdict judge_version(const easc__rule *rule, easc__bytes version)
{
    if (rule->minimum_version.n == 0) {
        return rule->verdict;
    }
    if (version.n == 0) {
        return rule->without_version;
    }
    if (is_undetermined(rule, version)) {
        return EASC__VERDICT_UNDETERMINED;
    }
    return compare_version(rule, version, rule->minimum_version);
}

static easc__verdict judge_protocol(const easc__rule *rule, const easc__catalogue_query *query)
{
    easc__bytes minimum = rule->minimum_protocol;
    if (minimum.n == 0) {
        return rule->verdict;
    }
    if (query->protocol.n > 0 && easc__version_compare(query->protocol, minimum) >= 0) {
        return rule->verdict;
    }
    bool is_offered = query->offered.n > 0 && easc__version_compare(query->offered, minimum) >= 0;
    bool is_missed = query->protocol.n > 0 && is_offered;
    if (rule->protocol_since.n == 0 || query->version.n == 0) {
        return is_missed ? EASC__VERDICT_UPGRADE_REQUIRED : EASC__VERDICT_UNDETERMINED;
    }
    easc__verdict by_version = compare_version(rule, query->version, rule->protocol_since);
    bool is_contradicted = is_missed && by_version == rule->verdict; /* it could, and did not */
    return is_contradicted ? EASC__VERDICT_UNDETERMINED : by_version;
}

/* A client that misses one minimum needs an upgrade, whatever the other says. */
static easc__verdict judge(const easc__rule *rule, const easc__catalogue_query *query)
{
    easc__verdict by_version = judge_version(rule, query->version);
    easc__verdict by_protocol = judge_protocol(rule, query);
    if (by_version == EASC__VERDICT_UPGRADE_REQUIRED || by_protocol == rule->verdict) {
        return by_version;
    }
    return by_protocol;
}

static easc__catalogue_answer answer_of(const easc__rule *rule, easc__verdict verdict)
{
    bool has_minimum = rule->minimum_version.n > 0;
    easc__catalogue_answer answer = {.verdict = verdict,
                                     .rule = rule->id,
                                     .minimum_version =
                                         has_minimum ? rule->minimum_version : rule->protocol_since,
                                     .minimum_protocol = rule->minimum_protocol,
                                     .source = rule->source};
    if (verdict != EASC__VERDICT_CERTIFIED) {
        answer.action = rule->action;
    }
    return answer;
}

easc__catalogue_answer easc__catalogue_ask(const easc__catalogue *catalogue,
                                           const easc__catalogue_query *query)
{
    easc__catalogue_answer answer = {.verdict = EASC__VERDICT_NOT_LISTED};
    for (size_t i = 0; i < catalogue->count; i++) {
        const easc__rule *rule = &catalogue->rules[i];
        if (!has_word(&rule->families, query->family) || !has_word(&rule->models, query->model)) {
            continue;
        }
        easc__verdict verdict = judge(rule, query);
        if (verdict != EASC__VERDICT_NOT_LISTED) {
            answer = answer_of(rule, verdict);
        }
        return answer;
    }
    return answer;
}
