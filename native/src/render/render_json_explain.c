/* render_json_explain.c - explanations as JSON: "easc.explain/1". Keys stay; further ones may be
   added. Sentences are in the language that was asked for, everything else is the same in all. */
#include "render/explain_document.h"
#include "render/json_writer.h"

#include "base/number.h"
#include "catalogue/catalogue.h"

static void write_text(easc__json_writer *w, const char *name, easc__bytes value)
{
    easc__json_member_string(w, name, value);
}

/* A number, or null when it is not logged. */
static void write_column(easc__json_writer *w, const char *name, easc__bytes column)
{
    uint64_t number;
    easc__json_key(w, name);
    if (easc__parse_u64(column, UINT64_MAX, &number)) {
        easc__json_u64(w, number);
    } else {
        easc__json_null(w);
    }
}

static void write_protocol(easc__json_writer *w, int32_t protocol)
{
    char room[EASC__NUMBER_SIZE + 2];
    easc__text text = {room, 0, sizeof room, sizeof room, false};
    if (protocol > 0) {
        easc__text_add_u64(&text, (uint64_t)protocol / 10);
        easc__text_add_char(&text, '.');
        easc__text_add_u64(&text, (uint64_t)protocol % 10);
    }
    write_text(w, "protocolVersion", easc__text_view(&text));
}

static void write_place(easc__json_writer *w, const easc__explanation *x)
{
    const easc__request *r = &x->request;
    bool is_row = x->subject->kind == EASC__SUBJECT_ROW;
    write_text(w, "input", easc__subject_name(x->subject->kind));
    easc__json_member_u64(w, "line", x->subject->line);
    write_text(w, "verdict", easc__explain_verdict_name(x->verdict));
    easc__json_member_time(w, "time", r->time_s);
    write_text(w, "server", r->server);
    write_text(w, "hop", is_row ? easc__hop_name(r->hop) : EASC__LIT(""));
    write_text(w, "clientAddress", r->client_address);
    easc__json_member_bool(w, "isMonitoring", r->is_monitoring);
}

static void write_device(easc__json_writer *w, const easc__explanation *x)
{
    const easc__request *r = &x->request;
    write_text(w, "user", r->user);
    easc__json_member_bool(w, "isClaimed", r->is_claimed);
    write_text(w, "deviceId", r->device_id);
    write_text(w, "deviceType", r->device_type);
    write_text(w, "deviceModel", x->client.model);
    write_text(w, "deviceOS", r->payload.device_os);
    write_text(w, "deviceUserAgent", r->agent);
    write_text(w, "clientFamily", easc__family_name(x->client.family));
    write_text(w, "clientVersion", x->client.version);
    easc__json_key(w, "catalogue");
    easc__json_open(w, '{');
    write_text(w, "verdict", easc__verdict_name(x->catalogue.verdict));
    write_text(w, "rule", x->catalogue.rule);
    write_text(w, "minimumVersion", x->catalogue.minimum_version);
    write_text(w, "action", x->catalogue.action);
    easc__json_close(w, '}');
}

static void write_errors(easc__json_writer *w, easc__bytes errors)
{
    easc__bytes error;
    easc__json_key(w, "errors");
    easc__json_open(w, '[');
    while (easc__next_piece(&errors, ';', &error)) {
        if (error.n > 0) {
            easc__json_string(w, error);
        }
    }
    easc__json_close(w, ']');
}

static void write_answer(easc__json_writer *w, const easc__explanation *x)
{
    const easc__request *r = &x->request;
    const easc__row *row = &x->subject->row;
    write_text(w, "method", row->at[EASC__COLUMN_METHOD]);
    write_text(w, "command", r->command_name);
    easc__json_member_bool(w, "isPolicyChecked", easc__is_policy_checked(r->command));
    write_protocol(w, r->protocol);
    write_column(w, "httpStatus", row->at[EASC__COLUMN_STATUS]);
    write_column(w, "httpSubstatus", row->at[EASC__COLUMN_SUBSTATUS]);
    write_column(w, "win32Status", row->at[EASC__COLUMN_WIN32]);
    write_column(w, "timeTakenMs", row->at[EASC__COLUMN_TIME_TAKEN]);
    easc__json_key(w, "easStatus");
    easc__json_open(w, '[');
    for (size_t i = 0; i < r->statuses->count; i++) {
        easc__json_u64(w, r->statuses->codes[i]);
    }
    easc__json_close(w, ']');
    write_errors(w, r->payload.errors);
    write_text(w, "accessState", r->payload.access);
}

/* Contract section 4, by name. */
static void write_policy(easc__json_writer *w, const easc__explanation *x)
{
    static const struct {
        uint32_t event;
        easc__bytes name;
    } events[] = {
        {EASC__EVENT_FAILURE, EASC__NAME("failure")},
        {EASC__EVENT_HARD, EASC__NAME("hard")},
        {EASC__EVENT_REFRESH, EASC__NAME("refresh")},
        {EASC__EVENT_SUCCESS, EASC__NAME("success")},
        {EASC__EVENT_PASS, EASC__NAME("pass")},
        {EASC__EVENT_KEY, EASC__NAME("acceptedKey")},
        {EASC__EVENT_PROVISION_ERROR, EASC__NAME("provisionError")},
    };
    easc__json_key(w, "policyEvents");
    easc__json_open(w, '[');
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        if (x->request.events & events[i].event) {
            easc__json_string(w, events[i].name);
        }
    }
    if (x->is_wipe) {
        easc__json_string(w, EASC__LIT("wipe"));
    }
    easc__json_close(w, ']');
    easc__json_member_u64(w, "acknowledgement", (uint64_t)x->request.payload.acknowledgement);
    easc__json_key(w, "policyKey");
    if (x->has_key) {
        easc__json_u64(w, x->key);
    } else {
        easc__json_null(w);
    }
}

static void write_facts(easc__json_writer *w, const easc__explanation *x)
{
    easc__json_key(w, "facts");
    easc__json_open(w, '[');
    for (size_t i = 0; i < x->fact_count; i++) {
        easc__json_open(w, '{');
        write_text(w, "section", easc__explain_section_name(x->facts[i].section));
        write_text(w, "id", x->facts[i].id);
        write_text(w, "text", x->facts[i].text);
        easc__json_close(w, '}');
    }
    easc__json_close(w, ']');
}

static void write_item(easc__json_writer *w, const easc__explain_item *item)
{
    const easc__token *token = item->token;
    easc__json_open(w, '{');
    write_text(w, "name", item->name);
    write_text(w, "value", item->value);
    write_text(w, "raw", item->raw);
    easc__json_member_bool(w, "isKnown", token != NULL);
    write_text(w, "meaning", item->meaning);
    write_text(w, "note", item->note);
    write_text(w, "unit", easc__unit_name(token ? token->unit : EASC__UNIT_NONE));
    write_text(w, "since", easc__bytes_z(token ? token->since : ""));
    write_text(w, "source", easc__bytes_z(token ? token->source : ""));
    easc__json_close(w, '}');
}

static void write_items(easc__json_writer *w, const easc__explanation *x, const char *name,
                        bool of_payload)
{
    easc__json_key(w, name);
    easc__json_open(w, '[');
    for (size_t i = 0; i < x->item_count; i++) {
        easc__token_kind kind = x->items[i].kind;
        if ((kind == EASC__TOKEN_ITEM || kind == EASC__TOKEN_2003) == of_payload) {
            write_item(w, &x->items[i]);
        }
    }
    easc__json_close(w, ']');
}

void easc__json_explanation(const easc__explain_order *order, const easc__explanation *x,
                            bool is_first, easc__text *to)
{
    (void)order;
    easc__text_add_z(to, is_first ? "" : ",\n");
    easc__json_writer w = {to, false};
    easc__json_open(&w, '{');
    write_place(&w, x);
    write_device(&w, x);
    write_answer(&w, x);
    write_policy(&w, x);
    write_facts(&w, x);
    write_items(&w, x, "parameters", false);
    write_items(&w, x, "items", true);
    easc__json_close(&w, '}');
}

void easc__json_explain_begin(const easc__explain_order *order, easc__text *to)
{
    easc__json_writer w = {to, false};
    easc__json_open(&w, '{');
    write_text(&w, "schema", EASC__LIT("easc.explain/1"));
    write_text(&w, "catalogue", easc__catalogue_name(order->catalogue));
    easc__json_key(&w, "rows");
    easc__json_open(&w, '[');
    easc__text_add_char(to, '\n');
}

void easc__json_explain_end(const easc__explain_order *order, easc__bytes text, easc__text *to)
{
    easc__subjects subjects;
    easc__subject subject;
    easc__json_writer w = {to, true};
    easc__json_close(&w, ']');
    easc__json_key(&w, "problems");
    easc__json_open(&w, '[');
    easc__subjects_begin(&subjects, text, order->assumed);
    while (easc__subjects_next(&subjects, &subject)) {
        if (subject.kind != EASC__SUBJECT_NONE) {
            continue;
        }
        easc__text words = easc__text_init(0);
        easc__explain_problem(order->labels, &subject, &words);
        easc__json_open(&w, '{');
        easc__json_member_u64(&w, "line", subject.line);
        write_text(&w, "problem", easc__subject_problem_name(subject.problem));
        write_text(&w, "text", easc__text_view(&words));
        easc__json_close(&w, '}');
        to->failed |= words.failed;
        easc__text_done(&words);
    }
    easc__json_close(&w, ']');
    easc__json_close(&w, '}');
    easc__text_add_char(to, '\n');
}
