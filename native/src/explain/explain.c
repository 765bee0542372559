/* explain.c - see explain.h: the steps in their order, and what they share. */
#include "explain/explain.h"

#include "base/heap.h"
#include "base/number.h"
#include "explain/sentences.h"
#include "request/policy.h"

easc__bytes easc__explain_section_name(easc__explain_section section)
{
    static const easc__bytes names[EASC__EXPLAIN_SECTION_COUNT] = {
        EASC__NAME("summary"), EASC__NAME("who"),      EASC__NAME("device"), EASC__NAME("when"),
        EASC__NAME("asked"),   EASC__NAME("answered"), EASC__NAME("policy"), EASC__NAME("next")};
    return names[section];
}

easc__bytes easc__explain_verdict_name(easc__explain_verdict verdict)
{
    static const easc__bytes names[EASC__ROW_VERDICT_COUNT] = {EASC__NAME("Monitoring"),
                                                               EASC__NAME("RemoteWipe"),
                                                               EASC__NAME("PolicyRefusedHard"),
                                                               EASC__NAME("PolicyRefresh"),
                                                               EASC__NAME("PolicyRefused"),
                                                               EASC__NAME("ProvisionError"),
                                                               EASC__NAME("LogonChallenge"),
                                                               EASC__NAME("LogonFailed"),
                                                               EASC__NAME("Moved"),
                                                               EASC__NAME("DeviceQuarantined"),
                                                               EASC__NAME("DeviceBlocked"),
                                                               EASC__NAME("DeviceDiscovery"),
                                                               EASC__NAME("AccessRefused"),
                                                               EASC__NAME("ServerBusy"),
                                                               EASC__NAME("ServerError"),
                                                               EASC__NAME("BadRequest"),
                                                               EASC__NAME("CommandFailed"),
                                                               EASC__NAME("Acknowledged1"),
                                                               EASC__NAME("Acknowledged2"),
                                                               EASC__NAME("Acknowledged3"),
                                                               EASC__NAME("Acknowledged4"),
                                                               EASC__NAME("RequestOnly"),
                                                               EASC__NAME("KeyAccepted"),
                                                               EASC__NAME("NoPolicyApplied"),
                                                               EASC__NAME("Passed"),
                                                               EASC__NAME("PolicyRequested"),
                                                               EASC__NAME("ConnectionLost"),
                                                               EASC__NAME("NotChecked"),
                                                               EASC__NAME("Answered")};
    return names[verdict];
}

void easc__explainer_init(easc__explainer *explainer, const easc__labels *labels,
                          const easc__catalogue *catalogue)
{
    memset(explainer, 0, sizeof *explainer);
    explainer->labels = labels;
    explainer->catalogue = catalogue;
    explainer->arena = easc__arena_init(0);
}

void easc__explainer_done(easc__explainer *explainer)
{
    easc__request_reader_done(&explainer->reader);
    easc__room_done(&explainer->room);
    easc__arena_done(&explainer->arena);
    easc__text_done(&explainer->scratch);
    easc__free(explainer->facts);
    easc__free(explainer->items);
    memset(explainer, 0, sizeof *explainer);
}

/* --- what the steps share --------------------------------------------------------------------- */

easc__bytes easc__keep_scratch(easc__explainer *e)
{
    easc__bytes text = easc__text_view(&e->scratch);
    easc__bytes kept = easc__arena_copy(&e->arena, text);
    e->failed = e->failed || e->scratch.failed || (text.n > 0 && !kept.p);
    easc__text_clear(&e->scratch);
    return kept.p ? kept : (easc__bytes){NULL, 0};
}

easc__bytes easc__keep_number(easc__explainer *e, uint64_t number)
{
    easc__text_add_u64(&e->scratch, number);
    return easc__keep_scratch(e);
}

easc__bytes easc__keep_protocol(easc__explainer *e, int32_t protocol)
{
    if (protocol > 0) {
        easc__text_add_u64(&e->scratch, (uint64_t)protocol / 10);
        easc__text_add_char(&e->scratch, '.');
        easc__text_add_u64(&e->scratch, (uint64_t)protocol % 10);
    }
    return easc__keep_scratch(e);
}

bool easc__column_number(const easc__explanation *x, easc__column column, uint64_t *out)
{
    return easc__parse_u64(x->subject->row.at[column], UINT64_MAX, out);
}

void easc__say(easc__explainer *e, easc__explain_section section, easc__bytes key,
               const easc__label_value *values, size_t count)
{
    static const easc__bytes group = EASC__NAME("explain.");
    easc__explain_fact *facts =
        easc__grow(e->facts, e->fact_count, &e->fact_capacity, sizeof *facts);
    if (!facts) {
        e->failed = true;
        return;
    }
    e->facts = facts;
    easc__label_fill(&e->scratch, easc__label(e->labels, key), values, count);
    easc__bytes text = easc__trim(easc__keep_scratch(e)); /* an action at the end may be empty */
    facts[e->fact_count++] = (easc__explain_fact){section, easc__from(key, group.n), text};
}

void easc__say_of(easc__explainer *e, easc__explain_section section, easc__bytes group,
                  easc__bytes name, const easc__label_value *values, size_t count)
{
    easc__text_add(&e->scratch, group);
    easc__text_add(&e->scratch, name);
    easc__say(e, section, easc__keep_scratch(e), values, count);
}

/* --- the steps -------------------------------------------------------------------------------- */

static void empty(easc__explainer *e)
{
    easc__arena_done(&e->arena);
    easc__text_clear(&e->scratch);
    e->fact_count = 0;
    e->item_count = 0;
    e->failed = false;
}

static void identify(const easc__explainer *e, easc__explanation *x)
{
    const easc__request *r = &x->request;
    const easc__client_words words = {r->agent, r->payload.device_agent, r->payload.device_os,
                                      r->payload.device_model, r->device_type};
    easc__client_identify(&words, &x->client);
    char protocol[EASC__NUMBER_SIZE + 2];
    easc__text text = {protocol, 0, sizeof protocol, sizeof protocol, false};
    if (r->protocol > 0) {
        easc__text_add_u64(&text, (uint64_t)r->protocol / 10);
        easc__text_add_char(&text, '.');
        easc__text_add_u64(&text, (uint64_t)r->protocol % 10);
    }
    const easc__catalogue_query query = {.family = easc__family_name(x->client.family),
                                         .version = x->client.version,
                                         .model = x->client.model,
                                         .protocol = easc__text_view(&text)};
    x->catalogue = easc__catalogue_ask(e->catalogue, &query);
}

static int compare_facts(const easc__explain_fact *a, const easc__explain_fact *b)
{
    return (int)a->section - (int)b->section;
}

/* By section; those of a section stay in their order. There are a few dozen at most. */
static void sort_facts(easc__explain_fact *facts, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        easc__explain_fact fact = facts[i];
        size_t k = i;
        for (; k > 0 && compare_facts(&facts[k - 1], &fact) > 0; k--) {
            facts[k] = facts[k - 1];
        }
        facts[k] = fact;
    }
}

bool easc__explain(easc__explainer *explainer, const easc__subject *subject, easc__explanation *out)
{
    static const easc__selection all = {.since_s = EASC__NO_TIME, .until_s = INT64_MAX};
    easc__explainer *e = explainer;
    memset(out, 0, sizeof *out);
    out->subject = subject;
    empty(e);
    if (!easc__room_reserve(&e->room, subject->bytes) ||
        easc__request_read(&e->reader, &subject->row, subject->bytes, EASC__LIT(""), &all,
                           &out->request) != EASC__ROW_EAS) {
        return false;
    }
    identify(e, out);
    out->is_wipe = easc__names_wipe(&out->request);
    easc__explain_items(e, out);
    out->items = e->items;
    out->item_count = e->item_count;
    out->verdict = easc__explain_judge(out);
    easc__explain_policy(e, out);
    easc__explain_request(e, out);
    easc__explain_answer(e, out);
    sort_facts(e->facts, e->fact_count);
    out->facts = e->facts;
    out->fact_count = e->fact_count;
    return !e->failed && !e->room.text.failed;
}

void easc__explain_problem(const easc__labels *labels, const easc__subject *subject, easc__text *to)
{
    char found[EASC__NUMBER_SIZE];
    char expected[EASC__NUMBER_SIZE];
    const easc__label_value places[] = {
        {EASC__NAME("found"), easc__bytes_of(found, easc__format_u64(subject->found, found))},
        {EASC__NAME("expected"),
         easc__bytes_of(expected, easc__format_u64(subject->expected, expected))},
        {EASC__NAME("stem"), easc__first(subject->row.at[EASC__COLUMN_STEM], 200)},
        {EASC__NAME("format"), easc__format_name(subject->format)},
    };
    easc__bytes label = easc__label_of(labels, EASC__LIT("explain.problem."),
                                       easc__subject_problem_name(subject->problem));
    easc__label_fill(to, label, places, sizeof places / sizeof places[0]);
}

void easc__explain_problem_line(const easc__labels *labels, const easc__subject *subject,
                                easc__text *to)
{
    char digits[EASC__NUMBER_SIZE];
    easc__text problem = easc__text_init(0);
    easc__explain_problem(labels, subject, &problem);
    const easc__label_value places[] = {
        {EASC__NAME("line"), easc__bytes_of(digits, easc__format_u64(subject->line, digits))},
        {EASC__NAME("text"), easc__text_view(&problem)},
    };
    easc__label_fill(to, easc__label(labels, EASC__LIT("explain.line")), places,
                     sizeof places / sizeof places[0]);
    to->failed |= problem.failed;
    easc__text_done(&problem);
}
