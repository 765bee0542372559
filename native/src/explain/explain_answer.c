/* explain_answer.c - what the server answered: HTTP, EAS statuses, errors, access state. */
#include "explain/sentences.h"

#include "base/number.h"
#include "explain/error_strings.h"
#include "explain/status_names.h"

#define PLACE(name) EASC__NAME(name)

/* More of them say nothing more; the items list them all. */
enum { SENTENCES_MAX = 20 };

/* --- meanings -------------------------------------------------------------------------------- */

easc__bytes easc__status_meaning(const easc__explainer *e, const easc__request *request,
                                 uint32_t status)
{
    char key[64];
    easc__text name = {key, 0, sizeof key, sizeof key, false};
    if (status < 100 && request->command != EASC__COMMAND_OTHER) {
        easc__text_add(&name, request->command_name);
        easc__text_add_char(&name, '-');
        easc__text_add_u64(&name, status);
        easc__bytes own =
            easc__label_of(e->labels, EASC__LIT("explain.status-of."), easc__text_view(&name));
        if (own.n > 0 || status != 1) {
            return own;
        }
    }
    easc__text_clear(&name);
    easc__text_add_u64(&name, status);
    return easc__label_of(e->labels, EASC__LIT("explain.status."), easc__text_view(&name));
}

easc__bytes easc__error_meaning(const easc__explainer *e, easc__bytes error)
{
    return easc__label_of(e->labels, EASC__LIT("explain.error."), error);
}

void easc__access_words(const easc__explainer *e, easc__bytes access, easc__bytes *state,
                        easc__bytes *reason)
{
    static const easc__bytes states[] = {
        EASC__NAME("Allowed"),     EASC__NAME("Blocked"),
        EASC__NAME("Quarantined"), EASC__NAME("DeviceDiscovery"),
        EASC__NAME("Unknown"),     EASC__NAME("DeviceInformationPromoted")};
    *state = *reason = (easc__bytes){NULL, 0};
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        easc__bytes letters = easc__from(access, states[i].n);
        easc__bytes words = easc__label_of(e->labels, EASC__LIT("explain.reason."), letters);
        if (easc__starts(access, states[i]) && (letters.n == 0 || words.n > 0)) {
            *state = easc__label_of(e->labels, EASC__LIT("explain.access."), states[i]);
            *reason = words;
        }
    }
}

/* --- HTTP ------------------------------------------------------------------------------------ */

static void say_http(easc__explainer *e, int32_t status)
{
    if (status == 0) {
        EASC__SAY_PLAIN(e, EASC__EXPLAIN_ANSWERED, "explain.answered.no-http");
        return;
    }
    easc__bytes number = easc__keep_number(e, (uint64_t)status);
    easc__bytes meaning = easc__label_of(e->labels, EASC__LIT("explain.http."), number);
    if (meaning.n == 0) {
        meaning = easc__label(e->labels, EASC__LIT("explain.http.other"));
    }
    EASC__SAY(e, EASC__EXPLAIN_ANSWERED, "explain.answered.http", {PLACE("status"), number},
              {PLACE("meaning"), meaning});
}

static void say_substatus(easc__explainer *e, const easc__explanation *x)
{
    uint64_t substatus = 0;
    if (!easc__column_number(x, EASC__COLUMN_SUBSTATUS, &substatus) || substatus == 0) {
        return;
    }
    easc__bytes status = easc__keep_number(e, (uint64_t)x->request.http_status);
    easc__bytes number = easc__keep_number(e, substatus);
    easc__text_add(&e->scratch, status);
    easc__text_add_char(&e->scratch, '-');
    easc__text_add(&e->scratch, number);
    easc__bytes meaning =
        easc__label_of(e->labels, EASC__LIT("explain.substatus."), easc__keep_scratch(e));
    if (meaning.n > 0) {
        EASC__SAY(e, EASC__EXPLAIN_ANSWERED, "explain.answered.substatus",
                  {PLACE("status"), status}, {PLACE("substatus"), number},
                  {PLACE("meaning"), meaning});
    }
}

static void say_win32(easc__explainer *e, const easc__explanation *x)
{
    uint64_t win32 = 0;
    if (!easc__column_number(x, EASC__COLUMN_WIN32, &win32) || win32 == 0) {
        return;
    }
    easc__bytes number = easc__keep_number(e, win32);
    easc__bytes meaning = easc__label_of(e->labels, EASC__LIT("explain.win32."), number);
    if (meaning.n > 0) {
        EASC__SAY(e, EASC__EXPLAIN_ANSWERED, "explain.answered.win32", {PLACE("number"), number},
                  {PLACE("meaning"), meaning});
    } else {
        EASC__SAY(e, EASC__EXPLAIN_ANSWERED, "explain.answered.win32-other",
                  {PLACE("number"), number});
    }
}

/* --- EAS ------------------------------------------------------------------------------------- */

static void say_status(easc__explainer *e, const easc__request *r, uint32_t status)
{
    easc__bytes number = easc__keep_number(e, status);
    easc__bytes meaning = easc__status_meaning(e, r, status);
    easc__bytes name = easc__status_name(status);
    if (meaning.n == 0) {
        EASC__SAY(e, EASC__EXPLAIN_ANSWERED, "explain.answered.status-other",
                  {PLACE("status"), number});
    } else if (name.n > 0) {
        EASC__SAY(e, EASC__EXPLAIN_ANSWERED, "explain.answered.status", {PLACE("status"), number},
                  {PLACE("name"), name}, {PLACE("meaning"), meaning});
    } else {
        EASC__SAY(e, EASC__EXPLAIN_ANSWERED, "explain.answered.status-of",
                  {PLACE("status"), number}, {PLACE("command"), r->command_name},
                  {PLACE("meaning"), meaning});
    }
}

static void say_statuses(easc__explainer *e, const easc__request *r)
{
    for (size_t i = 0; i < r->statuses->count && i < SENTENCES_MAX; i++) {
        say_status(e, r, r->statuses->codes[i]);
    }
    if (r->is_payload_row && r->statuses->count == 0 && r->protocol > 0 && r->protocol < 140) {
        EASC__SAY_PLAIN(e, EASC__EXPLAIN_ANSWERED, "explain.answered.no-status");
    }
}

static void say_error(easc__explainer *e, easc__bytes error)
{
    easc__error_string known;
    easc__bytes meaning = easc__error_meaning(e, error);
    if (meaning.n > 0) {
        EASC__SAY(e, EASC__EXPLAIN_ANSWERED, "explain.answered.error", {PLACE("name"), error},
                  {PLACE("meaning"), meaning});
    } else if (!easc__error_string_find(error, &known)) {
        EASC__SAY(e, EASC__EXPLAIN_ANSWERED, "explain.answered.error-other",
                  {PLACE("name"), error});
    } else if (known.eas_status.n > 0) {
        EASC__SAY(e, EASC__EXPLAIN_ANSWERED, "explain.answered.error-coded", {PLACE("name"), error},
                  {PLACE("status"), known.eas_status});
    } else {
        EASC__SAY(e, EASC__EXPLAIN_ANSWERED, "explain.answered.error-known",
                  {PLACE("name"), error});
    }
}

static void say_access(easc__explainer *e, easc__bytes access)
{
    easc__bytes state;
    easc__bytes reason;
    easc__access_words(e, access, &state, &reason);
    if (state.n == 0) {
        EASC__SAY(e, EASC__EXPLAIN_ANSWERED, "explain.answered.access-other",
                  {PLACE("access"), access});
    } else if (reason.n == 0) {
        EASC__SAY(e, EASC__EXPLAIN_ANSWERED, "explain.answered.access-alone",
                  {PLACE("access"), access}, {PLACE("state"), state});
    } else {
        EASC__SAY(e, EASC__EXPLAIN_ANSWERED, "explain.answered.access", {PLACE("access"), access},
                  {PLACE("state"), state}, {PLACE("reason"), reason});
    }
}

static void say_bytes(easc__explainer *e, const easc__explanation *x)
{
    uint64_t sent = 0;
    uint64_t received = 0;
    if (easc__column_number(x, EASC__COLUMN_SENT, &sent) &&
        easc__column_number(x, EASC__COLUMN_RECEIVED, &received)) {
        EASC__SAY(e, EASC__EXPLAIN_ANSWERED, "explain.answered.bytes",
                  {PLACE("sent"), easc__keep_number(e, sent)},
                  {PLACE("received"), easc__keep_number(e, received)});
    }
}

void easc__explain_answer(easc__explainer *e, const easc__explanation *x)
{
    const easc__request *r = &x->request;
    say_http(e, r->http_status);
    say_substatus(e, x);
    say_win32(e, x);
    say_statuses(e, r);
    easc__bytes error;
    size_t count = 0;
    for (easc__bytes rest = r->payload.errors;
         count < SENTENCES_MAX && easc__next_piece(&rest, ';', &error); count++) {
        if (error.n > 0) {
            say_error(e, error);
        }
    }
    if (r->payload.access.n > 0) {
        say_access(e, r->payload.access);
    }
    say_bytes(e, x);
}
