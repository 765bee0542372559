/* catalogue_json.c - catalogues as JSON: easc.catalogue-list/1, easc.catalogue-check/1,
   easc.catalogue-explain/1. */
#include "catalogue/rules.h"
#include "render/catalogue_told.h"
#include "render/json_writer.h"

static void write_name(easc__json_writer *w, const easc__catalogue *c)
{
    easc__json_member_string(w, "name", c->name);
    easc__json_member_string(w, "title", c->title);
    easc__json_member_string(w, "version", c->version);
}

static void write_list(easc__json_writer *w, const easc__catalogue_told *told)
{
    easc__json_member_string(w, "schema", EASC__LIT("easc.catalogue-list/1"));
    easc__json_key(w, "catalogues");
    easc__json_open(w, '[');
    for (size_t i = 0; i < told->count; i++) {
        easc__json_open(w, '{');
        write_name(w, told->catalogues[i]);
        easc__json_member_u64(w, "rules", told->catalogues[i]->count);
        easc__json_member_bool(w, "default", i == 0);
        easc__json_close(w, '}');
    }
    easc__json_close(w, ']');
}

static void write_words(easc__json_writer *w, const char *name, const easc__words *words)
{
    easc__json_key(w, name);
    easc__json_open(w, '[');
    for (size_t i = 0; i < words->count; i++) {
        easc__json_string(w, words->at[i]);
    }
    easc__json_close(w, ']');
}

static void write_rule(easc__json_writer *w, const easc__rule *rule, bool is_own)
{
    easc__json_open(w, '{');
    easc__json_member_string(w, "id", rule->id);
    easc__json_member_bool(w, "own", is_own);
    write_words(w, "families", &rule->families);
    write_words(w, "models", &rule->models);
    easc__json_member_string(w, "minimumVersion", rule->minimum_version);
    easc__json_member_string(w, "undeterminedFrom", rule->undetermined_from);
    easc__json_member_string(w, "undeterminedBelow", rule->undetermined_below);
    easc__json_member_string(w, "minimumProtocol", rule->minimum_protocol);
    easc__json_member_string(w, "protocolSince", rule->protocol_since);
    easc__json_member_string(w, "verdict", easc__verdict_name(rule->verdict));
    easc__json_member_string(w, "withoutVersion", easc__verdict_name(rule->without_version));
    easc__json_member_string(w, "action", rule->action);
    easc__json_member_string(w, "source", rule->source);
    easc__json_close(w, '}');
}

static void write_count(easc__json_writer *w, easc__bytes name, size_t count)
{
    if (count > 0) {
        easc__json_key_bytes(w, name);
        easc__json_u64(w, count);
    }
}

static void write_counts(easc__json_writer *w, const easc__catalogue *c)
{
    easc__json_key(w, "verdicts");
    easc__json_open(w, '{');
    for (int v = EASC__VERDICT_NOT_LISTED; v <= EASC__VERDICT_UNDETERMINED; v++) {
        easc__verdict verdict = (easc__verdict)v;
        write_count(w, easc__verdict_name(verdict), easc__count_rules_of_verdict(c, verdict));
    }
    easc__json_close(w, '}');
    easc__json_key(w, "families");
    easc__json_open(w, '{');
    for (int f = EASC__FAMILY_OTHER; f <= EASC__FAMILY_TOUCHDOWN; f++) {
        easc__bytes family = easc__family_name((easc__family)f);
        write_count(w, family, easc__count_rules_of_family(c, family));
    }
    write_count(w, EASC__LIT("any"), easc__count_rules_of_family(c, easc__bytes_of(NULL, 0)));
    easc__json_close(w, '}');
}

static void write_check(easc__json_writer *w, const easc__catalogue_told *told)
{
    const easc__catalogue *c = told->catalogues[0];
    easc__json_member_string(w, "schema", EASC__LIT("easc.catalogue-check/1"));
    write_name(w, c);
    easc__json_member_string(w, "extends", c->extends);
    write_counts(w, c);
    easc__json_key(w, "rules");
    easc__json_open(w, '[');
    for (size_t i = 0; i < c->count; i++) {
        write_rule(w, &c->rules[i], i < c->own_count);
    }
    easc__json_close(w, ']');
}

static void write_said(easc__json_writer *w, const easc__catalogue_question *q)
{
    easc__json_key(w, "said");
    easc__json_open(w, '{');
    easc__json_member_string(w, "userAgent", q->words.agent);
    easc__json_member_string(w, "deviceType", q->words.type);
    easc__json_member_string(w, "deviceModel", q->words.dev_model);
    easc__json_member_string(w, "deviceOS", q->words.dev_os);
    easc__json_member_string(w, "protocolVersion", q->protocol);
    easc__json_member_string(w, "offeredVersion", q->offered);
    easc__json_close(w, '}');
}

static void write_explain(easc__json_writer *w, const easc__catalogue_told *told)
{
    const easc__catalogue_answer *a = &told->answer;
    easc__json_member_string(w, "schema", EASC__LIT("easc.catalogue-explain/1"));
    write_said(w, &told->question);
    easc__json_member_string(w, "clientFamily", easc__family_name(told->client.family));
    easc__json_member_string(w, "clientVersion", told->client.version);
    easc__json_member_string(w, "deviceModel", told->client.model);
    easc__json_member_string(w, "catalogueName", easc__catalogue_name(told->catalogues[0]));
    easc__json_key(w, "catalogue");
    easc__json_open(w, '{');
    easc__json_member_string(w, "verdict", easc__verdict_name(a->verdict));
    easc__json_member_string(w, "rule", a->rule);
    easc__json_member_string(w, "minimumVersion", a->minimum_version);
    easc__json_member_string(w, "minimumProtocol", a->minimum_protocol);
    easc__json_member_string(w, "action", a->action);
    easc__json_member_string(w, "source", a->source);
    easc__json_close(w, '}');
}

void easc__catalogue_write_json(const easc__catalogue_told *told, easc__text *to)
{
    easc__json_writer w = {to, false};
    easc__json_open(&w, '{');
    switch (told->question.kind) {
    case EASC__CATALOGUE_LIST:
        write_list(&w, told);
        break;
    case EASC__CATALOGUE_CHECK:
        write_check(&w, told);
        break;
    case EASC__CATALOGUE_EXPLAIN:
        write_explain(&w, told);
        break;
    }
    easc__json_close(&w, '}');
    easc__text_add_char(to, '\n');
}
