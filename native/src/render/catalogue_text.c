/* catalogue_text.c - catalogues for people at a terminal. */
#include "catalogue/rules.h"
#include "render/catalogue_told.h"
#include "render/screen.h"
#include "report/device_columns.h"
#include "report/wording.h"

/* --- list ------------------------------------------------------------------------------------- */

static const easc__screen_column list_columns[] = {
    {EASC__NAME("Name"), 30, 12},
    {EASC__NAME("Version"), 9, 7},
    {EASC__NAME("Rules"), 6, 5},
    {EASC__NAME("Title"), 60, 12},
};

static const easc__screen_table list_table = {list_columns, 4};

static void write_list(const easc__catalogue_told *told, const easc__document_style *style,
                       easc__text *to)
{
    size_t w[EASC__SCREEN_COLUMNS_MAX];
    easc__text s = easc__text_init(0);
    easc__screen_find_widths(&list_table, style, w);
    easc__screen_add_head(to, style, &list_table);
    for (size_t i = 0; i < told->count; i++) {
        const easc__catalogue *c = told->catalogues[i];
        easc__text_add(&s, c->name);
        easc__text_add_z(&s, i == 0 ? " (default)" : "");
        easc__screen_add_cell(to, style, easc__text_view(&s), w[0], EASC__TONE_PLAIN, false);
        easc__screen_add_cell(to, style, c->version, w[1], EASC__TONE_PLAIN, false);
        easc__text_clear(&s);
        easc__text_add_u64(&s, c->count);
        easc__screen_add_cell(to, style, easc__text_view(&s), w[2], EASC__TONE_PLAIN, false);
        easc__text_clear(&s);
        easc__screen_add_cell(to, style, c->title, w[3], EASC__TONE_PLAIN, true);
        easc__text_add_char(to, '\n');
    }
    to->failed |= s.failed;
    easc__text_done(&s);
}

/* --- check ------------------------------------------------------------------------------------ */

static const easc__screen_column rule_columns[] = {
    {EASC__NAME("Rule"), 30, 12},
    {EASC__NAME("Client"), 32, 12},
    {EASC__NAME("Verdict"), 15, 15},
    {EASC__NAME("Needs"), 46, 12},
};

static const easc__screen_table rule_table = {rule_columns, 4};

static void add_words(easc__text *to, const easc__words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        easc__text_add_z(to, i > 0 ? ", " : "");
        easc__text_add(to, words->at[i]);
    }
}

/* "Nokia Mail for Exchange (NokiaE700)", "any" */
static void say_match(easc__text *to, const easc__rule *rule)
{
    add_words(to, &rule->families);
    easc__text_add_z(to, rule->families.count == 0 ? "any" : "");
    if (rule->models.count > 0) {
        easc__text_add_z(to, " (");
        add_words(to, &rule->models);
        easc__text_add_char(to, ')');
    }
}

/* "6.5 or later, 5.2 to 5.3 may be", "EAS 16.1, spoken since 10.0" */
static void say_needs(easc__text *to, const easc__rule *rule)
{
    if (rule->minimum_version.n > 0) {
        easc__text_add(to, rule->minimum_version);
        easc__text_add_z(to, " or later");
    }
    if (rule->undetermined_from.n > 0) {
        easc__text_add_z(to, ", ");
        easc__text_add(to, rule->undetermined_from);
        easc__text_add_z(to, " to below ");
        easc__text_add(to, rule->undetermined_below);
        easc__text_add_z(to, " cannot be told");
    }
    if (rule->minimum_protocol.n > 0) {
        easc__text_add_z(to, to->n > 0 ? ", EAS " : "EAS ");
        easc__text_add(to, rule->minimum_protocol);
        easc__text_add_z(to, " or later");
    }
    if (rule->protocol_since.n > 0) {
        easc__text_add_z(to, ", spoken since ");
        easc__text_add(to, rule->protocol_since);
    }
}

static easc__tone tone_of(easc__verdict verdict)
{
    easc__tones tones = easc__catalogue_tones();
    return easc__tone_of(&tones, easc__verdict_name(verdict));
}

static void add_rule(easc__text *to, const easc__document_style *style, const easc__rule *rule)
{
    size_t w[EASC__SCREEN_COLUMNS_MAX];
    easc__text s = easc__text_init(0);
    easc__screen_find_widths(&rule_table, style, w);
    easc__screen_add_cell(to, style, rule->id, w[0], EASC__TONE_PLAIN, false);
    say_match(&s, rule);
    easc__screen_add_cell(to, style, easc__text_view(&s), w[1], EASC__TONE_PLAIN, false);
    easc__screen_add_cell(to, style, easc__verdict_name(rule->verdict), w[2],
                          tone_of(rule->verdict), false);
    easc__text_clear(&s);
    say_needs(&s, rule);
    easc__screen_add_cell(to, style, easc__text_view(&s), w[3], EASC__TONE_PLAIN, true);
    easc__text_add_char(to, '\n');
    to->failed |= s.failed;
    easc__text_done(&s);
}

static void add_count(easc__text *to, easc__bytes word, size_t count)
{
    if (count > 0) {
        easc__text_add_z(to, to->n > 0 ? ", " : "");
        easc__text_add(to, word);
        easc__text_add_char(to, ' ');
        easc__text_add_u64(to, count);
    }
}

static void say_rules(easc__text *to, const easc__catalogue *c)
{
    easc__text_add_u64(to, c->count);
    if (c->extends.n > 0) {
        easc__text_add_z(to, ": ");
        easc__text_add_u64(to, c->own_count);
        easc__text_add_z(to, " of its own, and behind them ");
        easc__text_add_u64(to, c->count - c->own_count);
        easc__text_add_z(to, " of ");
        easc__text_add(to, c->extends);
    }
}

static void say_verdicts(easc__text *to, const easc__catalogue *c)
{
    for (int v = EASC__VERDICT_NOT_LISTED; v <= EASC__VERDICT_UNDETERMINED; v++) {
        easc__verdict verdict = (easc__verdict)v;
        add_count(to, easc__verdict_name(verdict), easc__count_rules_of_verdict(c, verdict));
    }
    easc__text_add_z(to, to->n == 0 ? "none" : "");
}

static void say_families(easc__text *to, const easc__catalogue *c)
{
    for (int f = EASC__FAMILY_OTHER; f <= EASC__FAMILY_TOUCHDOWN; f++) {
        easc__bytes family = easc__family_name((easc__family)f);
        add_count(to, family, easc__count_rules_of_family(c, family));
    }
    add_count(to, EASC__LIT("any"), easc__count_rules_of_family(c, easc__bytes_of(NULL, 0)));
    easc__text_add_z(to, to->n == 0 ? "none" : "");
}

static void say_catalogue(easc__text *to, const easc__catalogue *c)
{
    easc__text_add(to, c->name);
    easc__text_add_z(to, ", version ");
    easc__text_add(to, c->version);
    easc__text_add_z(to, ": ");
    easc__text_add(to, c->title);
}

static void write_check(const easc__catalogue_told *told, const easc__document_style *style,
                        easc__text *to)
{
    const easc__catalogue *c = told->catalogues[0];
    easc__text s = easc__text_init(0);
    say_catalogue(&s, c);
    easc__screen_add_labelled(to, style, "Catalogue", &s);
    say_rules(&s, c);
    easc__screen_add_labelled(to, style, "Rules", &s);
    say_verdicts(&s, c);
    easc__screen_add_labelled(to, style, "Verdicts", &s);
    say_families(&s, c);
    easc__screen_add_labelled(to, style, "Clients", &s);
    easc__text_done(&s);
    easc__screen_add_heading(to, style, "Rules, in the order in which they are asked");
    easc__screen_add_head(to, style, &rule_table);
    for (size_t i = 0; i < c->count; i++) {
        add_rule(to, style, &c->rules[i]);
    }
    easc__text_add_z(to, c->count == 0 ? "none\n" : "");
}

/* --- explain ---------------------------------------------------------------------------------- */

/* A line of its own, when there is something to say. */
static void add_line(easc__text *to, const easc__document_style *style, const char *label,
                     easc__bytes value)
{
    easc__text s = easc__text_init(0);
    if (value.n > 0) {
        easc__text_add(&s, value);
        easc__screen_add_labelled(to, style, label, &s);
    }
    easc__text_done(&s);
}

static void add_client_lines(const easc__catalogue_told *told, const easc__document_style *style,
                             easc__text *to)
{
    const easc__client *client = &told->client;
    bool is_other = client->family == EASC__FAMILY_OTHER || client->family == EASC__FAMILY_NONE;
    easc__text s = easc__text_init(0);
    add_line(to, style, "User agent", told->question.words.agent);
    easc__text_add(&s, easc__family_name(client->family));
    if (is_other) {
        easc__text_add_z(&s, ": no client that is known");
    } else {
        easc__text_add_z(&s, client->version.n > 0 ? " " : ", version unknown");
        easc__text_add(&s, client->version);
    }
    easc__screen_add_labelled(to, style, "Client", &s);
    easc__text_done(&s);
    add_line(to, style, "Model", client->model);
    add_line(to, style, "EAS version", told->question.protocol);
}

/* Why the verdict may surprise. */
static easc__bytes note_of(const easc__catalogue_told *told)
{
    const easc__catalogue_answer *a = &told->answer;
    bool is_open = a->verdict == EASC__VERDICT_UNDETERMINED;
    bool is_refused = a->verdict == EASC__VERDICT_UPGRADE_REQUIRED && told->question.protocol.n > 0;
    if (a->minimum_protocol.n > 0 && (is_open || is_refused)) {
        return easc__protocol_caveat();
    }
    if (is_open) {
        return EASC__LIT("What is known of this client does not tell whether it has that version.");
    }
    return easc__bytes_of(NULL, 0);
}

static void add_answer_lines(const easc__catalogue_told *told, const easc__document_style *style,
                             easc__text *to)
{
    const easc__catalogue_answer *a = &told->answer;
    easc__text s = easc__text_init(0);
    const char *end = easc__screen_begin_tone(to, style, tone_of(a->verdict));
    add_line(to, style, "Verdict", easc__verdict_name(a->verdict));
    easc__text_add_z(to, end);
    add_line(to, style, "Rule",
             a->rule.n > 0 ? a->rule : EASC__LIT("none: the catalogue does not list this client"));
    if (a->minimum_version.n > 0 || a->minimum_protocol.n > 0) {
        easc__add_need(&s, a);
        easc__screen_add_labelled(to, style, "Needs", &s);
    }
    easc__text_done(&s);
    add_line(to, style, "What to do", a->action);
    add_line(to, style, "Source", a->source);
    add_line(to, style, "Note", note_of(told));
}

static void write_explain(const easc__catalogue_told *told, const easc__document_style *style,
                          easc__text *to)
{
    easc__text s = easc__text_init(0);
    add_client_lines(told, style, to);
    say_catalogue(&s, told->catalogues[0]);
    easc__screen_add_labelled(to, style, "Catalogue", &s);
    easc__text_done(&s);
    add_answer_lines(told, style, to);
}

void easc__catalogue_write_text(const easc__catalogue_told *told, const easc__document_style *style,
                                easc__text *to)
{
    switch (told->question.kind) {
    case EASC__CATALOGUE_LIST:
        write_list(told, style, to);
        break;
    case EASC__CATALOGUE_CHECK:
        write_check(told, style, to);
        break;
    case EASC__CATALOGUE_EXPLAIN:
        write_explain(told, style, to);
        break;
    }
}
