/* explain_policy.c - what a row comes down to, what it means for the policy (contract section 4),
   and what to do next. */
#include "explain/sentences.h"

#include "request/policy.h"

#define PLACE(name) EASC__NAME(name)

bool easc__has_access(const easc__request *request, easc__bytes state)
{
    return easc__starts(request->payload.access, state);
}

/* --- what it comes down to -------------------------------------------------------------------- */

static bool has_one_of(const easc__request *r, const uint32_t *statuses)
{
    for (; *statuses; statuses++) {
        if (easc__has_status(r, *statuses)) {
            return true;
        }
    }
    return false;
}

/* 401.2, or the error of a request that came without credentials. */
static bool is_challenge(const easc__explanation *x)
{
    enum { BY_CONFIGURATION = 2 };
    uint64_t substatus = 0;
    uint64_t win32 = 0;
    (void)easc__column_number(x, EASC__COLUMN_SUBSTATUS, &substatus);
    (void)easc__column_number(x, EASC__COLUMN_WIN32, &win32);
    bool is_anonymous = x->subject->row.at[EASC__COLUMN_USER].n == 0;
    return substatus == BY_CONFIGURATION || win32 == EASC__WIN32_NO_CREDENTIALS ||
           (is_anonymous && substatus == 0 && win32 == 0);
}

static easc__explain_verdict judge_failure(uint32_t events)
{
    return events & EASC__EVENT_HARD      ? EASC__ROW_POLICY_REFUSED_HARD
           : events & EASC__EVENT_REFRESH ? EASC__ROW_POLICY_REFRESH
                                          : EASC__ROW_POLICY_REFUSED;
}

/* Access, mailbox and device rules; EASC__ROW_VERDICT_COUNT when they are no obstacle. */
static easc__explain_verdict judge_access(const easc__request *r)
{
    static const uint32_t elsewhere[] = {123, 125, 127, 128, 0};
    static const uint32_t refused[] = {112, 126, 130, 131, 177, 0};
    if (r->http_status == 451 || has_one_of(r, elsewhere) ||
        easc__names_error(r, EASC__LIT("UserHasNoMailbox")) ||
        easc__names_error(r, EASC__LIT("NoMailboxServer")) ||
        easc__names_error(r, EASC__LIT("UserPrincipalCouldNotBeFound"))) {
        return EASC__ROW_MOVED;
    }
    if (easc__has_access(r, EASC__LIT("Quarantined")) ||
        easc__names_error(r, EASC__LIT("InQuarantine"))) {
        return EASC__ROW_DEVICE_QUARANTINED;
    }
    if (easc__has_access(r, EASC__LIT("Blocked")) || easc__has_status(r, 129) ||
        easc__names_error(r, EASC__LIT("DeviceIsBlockedForThisUser"))) {
        return EASC__ROW_DEVICE_BLOCKED;
    }
    if (easc__has_access(r, EASC__LIT("DeviceDiscovery"))) {
        return EASC__ROW_DEVICE_DISCOVERY;
    }
    bool is_refused = r->http_status == 403 || has_one_of(r, refused);
    return is_refused ? EASC__ROW_ACCESS_REFUSED : EASC__ROW_VERDICT_COUNT;
}

/* Errors that have nothing to do with policy and access; EASC__ROW_VERDICT_COUNT without any. */
static easc__explain_verdict judge_error(const easc__request *r)
{
    static const uint32_t passing[] = {111, 114, 133, 0};
    enum { PROXY_LOGIN_NEEDED = 441 };
    int32_t http = r->http_status;
    if (http == 503 || http == 409 || has_one_of(r, passing)) {
        return EASC__ROW_SERVER_BUSY;
    }
    if ((http >= 500 && http <= 599) || easc__has_status(r, 110)) {
        return EASC__ROW_SERVER_ERROR;
    }
    if (http >= 300 && http <= 499 && http != PROXY_LOGIN_NEEDED) {
        return EASC__ROW_BAD_REQUEST;
    }
    bool has_failed = r->statuses->count > 0 && r->statuses->codes[r->statuses->count - 1] >= 100;
    return has_failed ? EASC__ROW_COMMAND_FAILED : EASC__ROW_VERDICT_COUNT;
}

static bool is_connection_lost(const easc__explanation *x)
{
    static const uint64_t lost[] = {64, 121, 995, 1236};
    uint64_t win32 = 0;
    if (!easc__column_number(x, EASC__COLUMN_WIN32, &win32)) {
        return false;
    }
    for (size_t i = 0; i < sizeof lost / sizeof lost[0]; i++) {
        if (win32 == lost[i]) {
            return true;
        }
    }
    return false;
}

static easc__explain_verdict judge_success(const easc__explanation *x)
{
    const easc__request *r = &x->request;
    if (r->payload.acknowledgement > 0) {
        return (easc__explain_verdict)(EASC__ROW_ACKNOWLEDGED_1 + r->payload.acknowledgement - 1);
    }
    if (r->http_status == 0) {
        return EASC__ROW_REQUEST_ONLY;
    }
    if (r->events & EASC__EVENT_KEY) {
        return EASC__ROW_KEY_ACCEPTED;
    }
    if (r->events & EASC__EVENT_PASS) {
        return EASC__ROW_PASSED;
    }
    if (r->events & EASC__EVENT_SUCCESS) {
        return EASC__ROW_NO_POLICY_APPLIED;
    }
    if (r->command == EASC__COMMAND_PROVISION && r->is_payload_row) {
        return EASC__ROW_POLICY_REQUESTED;
    }
    if (is_connection_lost(x)) {
        return EASC__ROW_CONNECTION_LOST;
    }
    return easc__is_policy_checked(r->command) ? EASC__ROW_ANSWERED : EASC__ROW_NOT_CHECKED;
}

easc__explain_verdict easc__explain_judge(const easc__explanation *x)
{
    const easc__request *r = &x->request;
    if (r->is_monitoring) {
        return EASC__ROW_MONITORING;
    }
    if (x->is_wipe) {
        return EASC__ROW_REMOTE_WIPE;
    }
    if (r->events & EASC__EVENT_FAILURE) {
        return judge_failure(r->events);
    }
    if (r->events & EASC__EVENT_PROVISION_ERROR) {
        return EASC__ROW_PROVISION_ERROR;
    }
    if (r->http_status == 401) {
        return is_challenge(x) ? EASC__ROW_LOGON_CHALLENGE : EASC__ROW_LOGON_FAILED;
    }
    if (r->http_status == 449) {
        return EASC__ROW_POLICY_REFUSED; /* at a front end */
    }
    easc__explain_verdict verdict = judge_access(r);
    if (verdict == EASC__ROW_VERDICT_COUNT) {
        verdict = judge_error(r);
    }
    return verdict == EASC__ROW_VERDICT_COUNT ? judge_success(x) : verdict;
}

/* --- the summary ------------------------------------------------------------------------------ */

static void begin_sign(easc__explainer *e)
{
    easc__text_add_z(&e->scratch, e->scratch.n > 0 ? ", " : "");
}

/* "HTTP 449, DeviceNotProvisioned, As:BlockedP" */
static easc__bytes keep_signs(easc__explainer *e, const easc__request *r)
{
    enum { SIGNS_MAX = 8 };
    easc__bytes error;
    size_t count = 0;
    if (r->http_status != 0 && r->http_status != 200) {
        easc__text_add_z(&e->scratch, "HTTP ");
        easc__text_add_u64(&e->scratch, (uint64_t)r->http_status);
    }
    for (size_t i = 0; i < r->statuses->count && i < SIGNS_MAX; i++) {
        if (r->statuses->codes[i] >= 100) {
            begin_sign(e);
            easc__text_add(&e->scratch, easc__label(e->labels, EASC__LIT("explain.sign.status")));
            easc__text_add_char(&e->scratch, ' ');
            easc__text_add_u64(&e->scratch, r->statuses->codes[i]);
        }
    }
    for (easc__bytes rest = r->payload.errors;
         count < SIGNS_MAX && easc__next_piece(&rest, ';', &error); count++) {
        begin_sign(e);
        easc__text_add(&e->scratch, error);
    }
    if (r->payload.access.n > 0 && !easc__has_access(r, EASC__LIT("Allowed"))) {
        begin_sign(e);
        easc__text_add_z(&e->scratch, "As:");
        easc__text_add(&e->scratch, r->payload.access);
    }
    return easc__keep_scratch(e);
}

static void say_summary(easc__explainer *e, const easc__explanation *x)
{
    const easc__label_value places[] = {
        {PLACE("signs"), keep_signs(e, &x->request)},
        {PLACE("key"), easc__keep_number(e, x->key)},
        {PLACE("command"), x->request.command_name},
    };
    easc__say_of(e, EASC__EXPLAIN_SUMMARY, EASC__LIT("explain.verdict."),
                 easc__explain_verdict_name(x->verdict), places, sizeof places / sizeof places[0]);
}

/* "Nokia Mail for Exchange 2.2.0" */
static easc__bytes keep_client(easc__explainer *e, const easc__client *client)
{
    bool is_other = client->family == EASC__FAMILY_OTHER;
    if (!is_other) {
        easc__text_add(&e->scratch, easc__family_name(client->family));
        easc__text_add_z(&e->scratch, client->version.n > 0 ? " " : "");
    }
    easc__text_add(&e->scratch, client->version);
    return easc__keep_scratch(e);
}

static void say_client(easc__explainer *e, const easc__explanation *x)
{
    if (x->request.is_monitoring || x->client.family == EASC__FAMILY_NONE) {
        return;
    }
    easc__bytes client = keep_client(e, &x->client);
    if (x->catalogue.verdict != EASC__VERDICT_UPGRADE_REQUIRED) {
        EASC__SAY(e, EASC__EXPLAIN_SUMMARY, "explain.client.plain", {PLACE("client"), client});
    } else if (x->catalogue.minimum_version.n > 0) {
        EASC__SAY(e, EASC__EXPLAIN_SUMMARY, "explain.client.needs", {PLACE("client"), client},
                  {PLACE("minimum"), x->catalogue.minimum_version});
    } else {
        EASC__SAY(e, EASC__EXPLAIN_SUMMARY, "explain.client.replace", {PLACE("client"), client});
    }
}

/* --- the policy ------------------------------------------------------------------------------- */

static easc__bytes name_of_failure(uint32_t events)
{
    return events & EASC__EVENT_HARD      ? EASC__LIT("hard")
           : events & EASC__EVENT_REFRESH ? EASC__LIT("refresh")
                                          : EASC__LIT("soft");
}

static easc__bytes name_of_pass(uint32_t events)
{
    if (!(events & EASC__EVENT_PASS)) {
        return EASC__LIT("key-0");
    }
    if (!(events & EASC__EVENT_SUCCESS)) {
        return EASC__LIT("pass-kept-out");
    }
    return events & EASC__EVENT_KEY ? EASC__LIT("key") : EASC__LIT("pass");
}

/* Why a row without an event has none. */
static easc__bytes name_of_nothing(const easc__explanation *x)
{
    const easc__request *r = &x->request;
    if (r->http_status == 401) {
        return EASC__LIT("nothing-logon");
    }
    if (r->payload.is_proxied_to) {
        return EASC__LIT("nothing-proxied");
    }
    if (r->http_status == 449) {
        return EASC__LIT("soft-frontend");
    }
    if (x->subject->kind == EASC__SUBJECT_ROW && !r->is_payload_row &&
        easc__is_policy_checked(r->command)) {
        return EASC__LIT("nothing-frontend");
    }
    if (!easc__is_policy_checked(r->command)) {
        return EASC__LIT("nothing-unchecked");
    }
    if (!r->has_payload) {
        return EASC__LIT("nothing-no-notes");
    }
    return r->http_status == 0 ? EASC__LIT("nothing-no-answer") : EASC__LIT("nothing-failed");
}

static void say_policy_of(easc__explainer *e, const easc__explanation *x, easc__bytes name)
{
    const easc__label_value place = {PLACE("command"), x->request.command_name};
    easc__say_of(e, EASC__EXPLAIN_POLICY, EASC__LIT("explain.policy."), name, &place, 1);
}

static void say_acknowledgement(easc__explainer *e, const easc__explanation *x)
{
    easc__text_add_z(&e->scratch, "acknowledged-");
    easc__text_add_u64(&e->scratch, (uint64_t)x->request.payload.acknowledgement);
    say_policy_of(e, x, easc__keep_scratch(e));
}

static void say_policy(easc__explainer *e, const easc__explanation *x)
{
    const easc__request *r = &x->request;
    const uint32_t passing = EASC__EVENT_PASS | EASC__EVENT_SUCCESS;
    bool is_acknowledged = r->payload.acknowledgement > 0 && r->is_payload_row;
    if (r->is_monitoring) {
        say_policy_of(e, x, EASC__LIT("nothing-monitoring"));
        return;
    }
    if (x->is_wipe) {
        say_policy_of(e, x, EASC__LIT("wipe"));
        return;
    }
    if (r->events & EASC__EVENT_FAILURE) {
        say_policy_of(e, x, name_of_failure(r->events));
    }
    if (r->events & EASC__EVENT_PROVISION_ERROR) {
        say_policy_of(e, x, EASC__LIT("provision-error"));
    }
    if (is_acknowledged) {
        say_acknowledgement(e, x);
    } else if (r->events & passing) {
        say_policy_of(e, x, name_of_pass(r->events));
    } else if (r->events == 0) {
        say_policy_of(e, x, name_of_nothing(x));
    }
}

/* --- what to do ------------------------------------------------------------------------------- */

static void say_next(easc__explainer *e, const easc__explanation *x)
{
    const easc__label_value places[] = {
        {PLACE("minimum"), x->catalogue.minimum_version},
        {PLACE("action"), x->catalogue.action},
    };
    bool needs_upgrade =
        x->catalogue.verdict == EASC__VERDICT_UPGRADE_REQUIRED && !x->request.is_monitoring;
    easc__bytes group = EASC__LIT("explain.next.");
    easc__bytes name = easc__explain_verdict_name(x->verdict);
    if (needs_upgrade) {
        bool has_minimum = x->catalogue.minimum_version.n > 0;
        easc__say_of(e, EASC__EXPLAIN_NEXT, group,
                     has_minimum ? EASC__LIT("upgrade") : EASC__LIT("replace"), places, 2);
    }
    if (easc__label_of(e->labels, group, name).n > 0) {
        easc__say_of(e, EASC__EXPLAIN_NEXT, group, name, NULL, 0);
    } else if (!needs_upgrade) {
        EASC__SAY_PLAIN(e, EASC__EXPLAIN_NEXT, "explain.next.nothing");
    }
}

void easc__explain_policy(easc__explainer *e, const easc__explanation *x)
{
    say_summary(e, x);
    say_client(e, x);
    say_policy(e, x);
    say_next(e, x);
}
