/* render_text_explain.c - an explanation for people: what it comes down to first, then section by
   section, then the parts as they are logged. */
#include "render/explain_document.h"
#include "render/screen.h"
#include "report/plain.h"

#include "base/number.h"

/* Names of items stand in front of what they mean. */
enum { INDENT = 2, ITEM_INDENT = 14, SHOWN_VALUE = 200, SHOWN_PROBLEMS = 20 };

static easc__bytes label(const easc__explain_order *order, easc__bytes group, easc__bytes name)
{
    return easc__label_of(order->labels, group, name);
}

static void add_heading(easc__text *to, const easc__explain_order *order, easc__bytes name)
{
    easc__text heading = easc__text_init(0);
    easc__text_add(&heading, label(order, EASC__LIT("explain.heading."), name));
    easc__text_add_char(&heading, '\0');
    easc__screen_add_heading(to, &order->style, heading.failed ? "" : heading.p);
    to->failed |= heading.failed;
    easc__text_done(&heading);
}

static easc__bytes number_text(uint64_t number, char room[EASC__NUMBER_SIZE])
{
    return easc__bytes_of(room, easc__format_u64(number, room));
}

static void add_title(easc__text *to, const easc__explain_order *order,
                      const easc__subject *subject)
{
    char room[EASC__NUMBER_SIZE];
    easc__label_value place = {EASC__NAME("line"), number_text(subject->line, room)};
    easc__text title = easc__text_init(0);
    easc__text_add_z(to, to->n > 0 ? "\n" : "");
    easc__label_fill(&title,
                     label(order, EASC__LIT("explain.title."), easc__subject_name(subject->kind)),
                     &place, 1);
    easc__text_add_z(to, order->style.has_colour ? "\x1B[1m" : "");
    easc__screen_add_sentence(to, &order->style, 0, &title);
    easc__text_add_z(to, order->style.has_colour ? "\x1B[0m" : "");
    easc__text_done(&title);
}

static easc__tone tone_of(easc__explain_verdict verdict)
{
    switch (verdict) {
    case EASC__ROW_REMOTE_WIPE:
    case EASC__ROW_POLICY_REFUSED_HARD:
    case EASC__ROW_POLICY_REFUSED:
    case EASC__ROW_PROVISION_ERROR:
    case EASC__ROW_LOGON_FAILED:
    case EASC__ROW_DEVICE_BLOCKED:
    case EASC__ROW_ACCESS_REFUSED:
    case EASC__ROW_SERVER_ERROR:
    case EASC__ROW_BAD_REQUEST:
    case EASC__ROW_COMMAND_FAILED:
    case EASC__ROW_ACKNOWLEDGED_3:
        return EASC__TONE_BAD;
    case EASC__ROW_POLICY_REFRESH:
    case EASC__ROW_MOVED:
    case EASC__ROW_DEVICE_QUARANTINED:
    case EASC__ROW_DEVICE_DISCOVERY:
    case EASC__ROW_SERVER_BUSY:
    case EASC__ROW_CONNECTION_LOST:
    case EASC__ROW_ACKNOWLEDGED_2:
    case EASC__ROW_ACKNOWLEDGED_4:
        return EASC__TONE_WARNING;
    case EASC__ROW_ACKNOWLEDGED_1:
    case EASC__ROW_KEY_ACCEPTED:
    case EASC__ROW_PASSED:
        return EASC__TONE_GOOD;
    case EASC__ROW_MONITORING:
    case EASC__ROW_LOGON_CHALLENGE:
    case EASC__ROW_REQUEST_ONLY:
    case EASC__ROW_NO_POLICY_APPLIED:
    case EASC__ROW_POLICY_REQUESTED:
    case EASC__ROW_NOT_CHECKED:
    case EASC__ROW_ANSWERED:
    case EASC__ROW_VERDICT_COUNT:
        break;
    }
    return EASC__TONE_PLAIN;
}

static void add_fact(easc__text *to, const easc__explain_order *order,
                     const easc__explain_fact *fact, size_t indent)
{
    easc__text sentence = easc__text_init(0);
    easc__text_add(&sentence, fact->text);
    easc__screen_add_sentence(to, &order->style, indent, &sentence);
    easc__text_done(&sentence);
}

/* Facts come by section: a heading stands in front of the first of each. */
static void add_facts(easc__text *to, const easc__explain_order *order, const easc__explanation *x,
                      bool is_next)
{
    easc__explain_section before = EASC__EXPLAIN_SUMMARY;
    for (size_t i = 0; i < x->fact_count; i++) {
        const easc__explain_fact *fact = &x->facts[i];
        if ((fact->section == EASC__EXPLAIN_NEXT) != is_next) {
            continue;
        }
        bool is_summary = fact->section == EASC__EXPLAIN_SUMMARY;
        if (fact->section != before) {
            add_heading(to, order, easc__explain_section_name(fact->section));
            before = fact->section;
        }
        const char *end = easc__screen_begin_tone(
            to, &order->style, is_summary && i == 0 ? tone_of(x->verdict) : EASC__TONE_PLAIN);
        add_fact(to, order, fact, is_summary ? 0 : INDENT);
        easc__text_add_z(to, end);
    }
}

/* --- items ----------------------------------------------------------------------------------- */

/* The value with its unit; a long one is cut, and its length is said. */
static void add_value(easc__text *to, const easc__explain_order *order,
                      const easc__explain_item *item)
{
    char room[EASC__NUMBER_SIZE];
    easc__bytes unit = easc__unit_name(item->token ? item->token->unit : EASC__UNIT_NONE);
    easc__text plain = easc__text_init(0);
    easc__add_plain(&plain, item->value, EASC__PLAIN_TERMINAL);
    easc__bytes shown = easc__plain_head(easc__text_view(&plain), SHOWN_VALUE);
    easc__text_add(to, shown);
    if (shown.n < plain.n) {
        easc__label_value place = {EASC__NAME("count"), number_text(item->value.n, room)};
        easc__text_add_z(to, "\xE2\x80\xA6 [");
        easc__label_fill(to, easc__label(order->labels, EASC__LIT("explain.item.cut")), &place, 1);
        easc__text_add_char(to, ']');
    }
    easc__bytes words = label(order, EASC__LIT("explain.unit."), unit);
    easc__text_add_z(to, words.n > 0 && item->value.n > 0 ? " " : "");
    easc__text_add(to, item->value.n > 0 ? words : easc__first(words, 0));
    easc__text_add_z(to, item->value.n > 0 ? ": " : "");
    to->failed |= plain.failed;
    easc__text_done(&plain);
}

/* " (Exchange 2007; facts c.2)" */
static void add_source(easc__text *to, const easc__explain_order *order, const easc__token *token)
{
    easc__label_value place = {EASC__NAME("since"), easc__bytes_z(token->since)};
    easc__text_add_z(to, " (");
    if (token->since[0]) {
        easc__label_fill(to, easc__label(order->labels, EASC__LIT("explain.item.since")), &place,
                         1);
        easc__text_add_z(to, "; ");
    }
    easc__text_add_z(to, token->source);
    easc__text_add_char(to, ')');
}

static void add_item(easc__text *to, const easc__explain_order *order,
                     const easc__explain_item *item)
{
    easc__text head = easc__text_init(0);
    easc__text words = easc__text_init(0);
    easc__text_add_z(&head, "  ");
    easc__add_plain(&head, item->name, EASC__PLAIN_TERMINAL);
    add_value(&words, order, item);
    easc__text_add(&words, item->meaning);
    easc__text_add_char(&words, '.');
    easc__text_add_z(&words, item->note.n > 0 ? " " : "");
    easc__add_plain(&words, item->note, EASC__PLAIN_TERMINAL);
    if (item->token) {
        add_source(&words, order, item->token);
    }
    easc__screen_add_hanging(to, &order->style, easc__text_view(&head), ITEM_INDENT,
                             easc__text_view(&words));
    to->failed |= head.failed || words.failed;
    easc__text_done(&head);
    easc__text_done(&words);
}

static bool is_of_payload(const easc__explain_item *item)
{
    return item->kind == EASC__TOKEN_ITEM || item->kind == EASC__TOKEN_2003;
}

static void add_items(easc__text *to, const easc__explain_order *order, const easc__explanation *x,
                      bool of_payload)
{
    bool has_heading = false;
    for (size_t i = 0; i < x->item_count; i++) {
        if (is_of_payload(&x->items[i]) != of_payload) {
            continue;
        }
        if (!has_heading) {
            add_heading(to, order, of_payload ? EASC__LIT("items") : EASC__LIT("parameters"));
            has_heading = true;
        }
        add_item(to, order, &x->items[i]);
    }
}

void easc__text_explanation(const easc__explain_order *order, const easc__explanation *x,
                            bool is_only, easc__text *to)
{
    if (!is_only) {
        add_title(to, order, x->subject);
    }
    add_facts(to, order, x, false);
    add_facts(to, order, x, true);
    add_items(to, order, x, false);
    add_items(to, order, x, true);
}

/* --- lines that are not explained ---------------------------------------------------------------
 */

static void add_problem(easc__text *to, const easc__explain_order *order,
                        const easc__subject *subject)
{
    easc__text sentence = easc__text_init(0);
    easc__explain_problem_line(order->labels, subject, &sentence);
    easc__text_add_char(&sentence, '.');
    easc__screen_add_sentence(to, &order->style, INDENT, &sentence);
    easc__text_done(&sentence);
}

void easc__text_explain_problems(const easc__explain_order *order, easc__bytes text, easc__text *to)
{
    char room[EASC__NUMBER_SIZE];
    easc__subjects subjects;
    easc__subject subject;
    uint64_t count = 0;
    easc__subjects_begin(&subjects, text, order->assumed);
    while (easc__subjects_next(&subjects, &subject)) {
        if (subject.kind != EASC__SUBJECT_NONE) {
            continue;
        }
        if (count++ == 0) {
            add_heading(to, order, EASC__LIT("problems"));
        }
        if (count <= SHOWN_PROBLEMS) {
            add_problem(to, order, &subject);
        }
    }
    if (count > SHOWN_PROBLEMS) {
        easc__label_value place = {EASC__NAME("count"), number_text(count - SHOWN_PROBLEMS, room)};
        easc__text_add_z(to, "  ");
        easc__label_fill(to, easc__label(order->labels, EASC__LIT("explain.more-problems")), &place,
                         1);
        easc__text_add_char(to, '\n');
    }
}
