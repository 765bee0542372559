/* explain_request.c - who, which device and client, when and where, what was asked. */
#include "explain/sentences.h"

#include "base/civil.h"
#include "request/account.h"

#define PLACE(name) EASC__NAME(name)

/* --- who ------------------------------------------------------------------------------------- */

/* Another name than the user's, not another spelling of it. */
static bool is_other_name(easc__bytes name, easc__bytes user)
{
    return name.n > 0 && !easc__equal_nocase(easc__local_part(name), easc__local_part(user));
}

static void say_user(easc__explainer *e, const easc__explanation *x)
{
    const easc__request *r = &x->request;
    bool is_query = x->subject->kind != EASC__SUBJECT_ROW;
    if (r->user.n == 0) {
        EASC__SAY_PLAIN(e, EASC__EXPLAIN_WHO, "explain.who.nobody");
    } else if (is_query) {
        EASC__SAY(e, EASC__EXPLAIN_WHO, "explain.who.claimed-query", {PLACE("user"), r->user});
    } else if (r->is_claimed) {
        EASC__SAY(e, EASC__EXPLAIN_WHO, "explain.who.claimed", {PLACE("user"), r->user});
    } else if (r->http_status == 401) {
        EASC__SAY(e, EASC__EXPLAIN_WHO, "explain.who.rejected", {PLACE("user"), r->user});
    } else {
        EASC__SAY(e, EASC__EXPLAIN_WHO, "explain.who.authenticated", {PLACE("user"), r->user});
    }
}

static void say_who(easc__explainer *e, const easc__explanation *x)
{
    const easc__request *r = &x->request;
    easc__bytes logged = x->subject->row.at[EASC__COLUMN_USER];
    say_user(e, x);
    if (easc__is_machine_account(logged)) {
        EASC__SAY(e, EASC__EXPLAIN_WHO, "explain.who.machine", {PLACE("server"), logged});
    }
    if (is_other_name(r->claims[0], r->user)) {
        EASC__SAY(e, EASC__EXPLAIN_WHO, "explain.who.also", {PLACE("name"), r->claims[0]});
    }
    if (r->payload.mail_address.n > 0) {
        EASC__SAY(e, EASC__EXPLAIN_WHO, "explain.who.mailbox",
                  {PLACE("address"), r->payload.mail_address});
    }
}

/* --- which device and client ------------------------------------------------------------------ */

static void say_id(easc__explainer *e, const easc__request *r)
{
    if (r->device_id.n == 0) {
        EASC__SAY_PLAIN(e, EASC__EXPLAIN_DEVICE, "explain.device.no-id");
    } else if (r->device_type.n == 0) {
        EASC__SAY(e, EASC__EXPLAIN_DEVICE, "explain.device.id-alone", {PLACE("id"), r->device_id});
    } else {
        EASC__SAY(e, EASC__EXPLAIN_DEVICE, "explain.device.id", {PLACE("id"), r->device_id},
                  {PLACE("type"), r->device_type});
    }
}

static void say_client(easc__explainer *e, const easc__client *client)
{
    easc__bytes family = easc__family_name(client->family);
    if (client->family == EASC__FAMILY_NONE) {
        EASC__SAY_PLAIN(e, EASC__EXPLAIN_DEVICE, "explain.device.client-unknown");
    } else if (client->family == EASC__FAMILY_OTHER) {
        EASC__SAY(e, EASC__EXPLAIN_DEVICE, "explain.device.client-other",
                  {PLACE("agent"), client->version});
    } else if (client->version.n == 0) {
        EASC__SAY(e, EASC__EXPLAIN_DEVICE, "explain.device.client-no-version",
                  {PLACE("family"), family});
    } else {
        EASC__SAY(e, EASC__EXPLAIN_DEVICE, "explain.device.client", {PLACE("family"), family},
                  {PLACE("version"), client->version});
    }
}

static void say_words(easc__explainer *e, const easc__explanation *x)
{
    const easc__request *r = &x->request;
    if (x->client.model.n > 0) {
        EASC__SAY(e, EASC__EXPLAIN_DEVICE, "explain.device.model",
                  {PLACE("model"), x->client.model});
    }
    if (r->payload.device_os.n > 0) {
        EASC__SAY(e, EASC__EXPLAIN_DEVICE, "explain.device.os",
                  {PLACE("os"), r->payload.device_os});
    }
    if (r->agent.n > 0 && x->client.family != EASC__FAMILY_OTHER) {
        EASC__SAY(e, EASC__EXPLAIN_DEVICE, "explain.device.agent", {PLACE("agent"), r->agent});
    } else if (r->agent.n == 0 && x->subject->kind == EASC__SUBJECT_ROW) {
        EASC__SAY_PLAIN(e, EASC__EXPLAIN_DEVICE, "explain.device.no-agent");
    }
    if (x->client.family == EASC__FAMILY_OUTLOOK_MOBILE) {
        EASC__SAY_PLAIN(e, EASC__EXPLAIN_DEVICE, "explain.device.cloud");
    }
}

static void say_catalogue(easc__explainer *e, const easc__explanation *x)
{
    const easc__catalogue_answer *answer = &x->catalogue;
    if (x->request.is_monitoring || x->client.family <= EASC__FAMILY_OTHER) {
        return;
    }
    const easc__label_value places[] = {
        {PLACE("catalogue"), easc__catalogue_name(e->catalogue)},
        {PLACE("minimum"), answer->minimum_version},
    };
    bool is_other =
        answer->verdict == EASC__VERDICT_UPGRADE_REQUIRED && answer->minimum_version.n == 0;
    easc__say_of(e, EASC__EXPLAIN_DEVICE, EASC__LIT("explain.catalogue."),
                 is_other ? EASC__LIT("Replace") : easc__verdict_name(answer->verdict), places,
                 sizeof places / sizeof places[0]);
    bool is_logo = easc__equal(easc__catalogue_name(e->catalogue), EASC__LIT("logo-2011"));
    if (is_logo && answer->verdict == EASC__VERDICT_CERTIFIED) {
        EASC__SAY_PLAIN(e, EASC__EXPLAIN_DEVICE, "explain.logo-covers");
    }
}

/* --- when and where --------------------------------------------------------------------------- */

/* "2011-05-06 11:30:11" */
static easc__bytes keep_time(easc__explainer *e, int64_t time_s)
{
    char digits[EASC__TIME_SIZE];
    easc__format_time(time_s, digits);
    digits[EASC__DATE_SIZE] = ' ';
    easc__text_add(&e->scratch, easc__bytes_of(digits, EASC__TIME_SIZE - 1));
    return easc__keep_scratch(e);
}

/* The value of an item that is there once at most. */
static easc__bytes item_value(const easc__explanation *x, easc__bytes name)
{
    for (size_t i = 0; i < x->item_count; i++) {
        const easc__explain_item *item = &x->items[i];
        if (item->kind == EASC__TOKEN_ITEM && item->token && easc__equal(item->token->name, name)) {
            return item->value;
        }
    }
    return (easc__bytes){NULL, 0};
}

static void say_time(easc__explainer *e, const easc__explanation *x)
{
    enum { WORTH_TELLING_MS = 2000 };
    uint64_t taken_ms = 0;
    const easc__request *r = &x->request;
    easc__bytes time = keep_time(e, r->time_s);
    if (r->server.n > 0) {
        EASC__SAY(e, EASC__EXPLAIN_WHEN, "explain.when.row", {PLACE("time"), time},
                  {PLACE("server"), r->server});
    } else {
        EASC__SAY(e, EASC__EXPLAIN_WHEN, "explain.when.row-no-server", {PLACE("time"), time});
    }
    if (easc__column_number(x, EASC__COLUMN_TIME_TAKEN, &taken_ms) &&
        taken_ms >= WORTH_TELLING_MS && taken_ms <= UINT32_MAX) {
        EASC__SAY(e, EASC__EXPLAIN_WHEN, "explain.when.took",
                  {PLACE("ms"), easc__keep_number(e, taken_ms)},
                  {PLACE("start"), keep_time(e, r->time_s - (int64_t)((taken_ms + 500) / 1000))});
    }
}

static void say_hop(easc__explainer *e, const easc__explanation *x)
{
    const easc__request *r = &x->request;
    bool is_forwarded = r->client_address.n > 0 &&
                        !easc__equal(r->client_address, x->subject->row.at[EASC__COLUMN_CLIENT_IP]);
    if (r->payload.is_proxied_to) {
        EASC__SAY(e, EASC__EXPLAIN_WHEN, "explain.when.handed-on",
                  {PLACE("server"), item_value(x, EASC__LIT("PrxTo"))});
    } else {
        easc__say_of(e, EASC__EXPLAIN_WHEN, EASC__LIT("explain.when."), easc__hop_name(r->hop),
                     NULL, 0);
    }
    if (r->payload.is_proxied_from) {
        EASC__SAY(e, EASC__EXPLAIN_WHEN, "explain.when.came-from",
                  {PLACE("server"), item_value(x, EASC__LIT("PrxFrom"))});
    }
    if (r->client_address.n > 0 && (r->is_first_hop || is_forwarded)) {
        easc__bytes name = is_forwarded ? EASC__LIT("forwarded") : EASC__LIT("address");
        const easc__label_value places[] = {{PLACE("address"), r->client_address}};
        easc__say_of(e, EASC__EXPLAIN_WHEN, EASC__LIT("explain.when."), name, places, 1);
    }
}

/* By the items that later versions added, and those that Exchange 2013 left out. */
static easc__bytes exchange_of(const easc__explanation *x)
{
    bool is_2003 = false;
    bool is_2010 = false;
    bool is_2013 = false;
    bool is_2016 = false;
    for (size_t i = 0; i < x->item_count; i++) {
        const easc__explain_item *item = &x->items[i];
        easc__bytes since = easc__bytes_z(item->token ? item->token->since : "");
        is_2003 = is_2003 || item->kind == EASC__TOKEN_2003;
        is_2010 = is_2010 || easc__starts(since, EASC__LIT("2010"));
        is_2013 = is_2013 || easc__starts(since, EASC__LIT("2013"));
        is_2016 = is_2016 || easc__starts(since, EASC__LIT("2016"));
    }
    bool is_old = item_value(x, EASC__LIT("LdapC")).n > 0 || item_value(x, EASC__LIT("RpcC")).n > 0;
    if (is_2003 || is_2016) {
        return is_2003 ? EASC__LIT("exchange-2003") : EASC__LIT("exchange-2016");
    }
    if (is_old) {
        return is_2010 ? EASC__LIT("exchange-2010") : EASC__LIT("exchange-2007");
    }
    return is_2013   ? EASC__LIT("exchange-2013")
           : is_2010 ? EASC__LIT("exchange-2010-2013")
                     : EASC__LIT("");
}

static void say_when(easc__explainer *e, const easc__explanation *x)
{
    if (x->subject->kind == EASC__SUBJECT_ROW) {
        say_time(e, x);
        say_hop(e, x);
    } else {
        EASC__SAY_PLAIN(e, EASC__EXPLAIN_WHEN, "explain.when.query");
    }
    easc__bytes exchange = exchange_of(x);
    if (exchange.n > 0 && x->request.has_payload) {
        easc__say_of(e, EASC__EXPLAIN_WHEN, EASC__LIT("explain.when."), exchange, NULL, 0);
    }
}

/* --- what was asked --------------------------------------------------------------------------- */

static void say_command(easc__explainer *e, const easc__request *r)
{
    easc__bytes meaning = easc__label_of(e->labels, EASC__LIT("explain.command."), r->command_name);
    if (r->command == EASC__COMMAND_OTHER || meaning.n == 0) {
        EASC__SAY(e, EASC__EXPLAIN_ASKED, "explain.asked.unknown",
                  {PLACE("command"), r->command_name});
    } else {
        EASC__SAY(e, EASC__EXPLAIN_ASKED, "explain.asked.command",
                  {PLACE("command"), r->command_name}, {PLACE("meaning"), meaning});
    }
    if (easc__is_policy_checked(r->command)) {
        EASC__SAY_PLAIN(e, EASC__EXPLAIN_ASKED, "explain.asked.checked");
    } else {
        EASC__SAY_PLAIN(e, EASC__EXPLAIN_ASKED, "explain.asked.unchecked");
    }
}

static void say_asked(easc__explainer *e, const easc__explanation *x)
{
    const easc__request *r = &x->request;
    easc__bytes method = x->subject->row.at[EASC__COLUMN_METHOD];
    bool is_usual = method.n == 0 || easc__equal_nocase(method, EASC__LIT("POST")) ||
                    easc__equal_nocase(method, EASC__LIT("OPTIONS"));
    if (!is_usual) {
        EASC__SAY(e, EASC__EXPLAIN_ASKED, "explain.asked.verb", {PLACE("method"), method});
    } else {
        say_command(e, r);
    }
    if (r->protocol > 0) {
        EASC__SAY(e, EASC__EXPLAIN_ASKED, "explain.asked.protocol",
                  {PLACE("version"), easc__keep_protocol(e, r->protocol)});
    }
    if (x->has_key && x->key == 0) {
        EASC__SAY_PLAIN(e, EASC__EXPLAIN_ASKED, "explain.asked.key-0");
    } else if (x->has_key) {
        EASC__SAY(e, EASC__EXPLAIN_ASKED, "explain.asked.key",
                  {PLACE("key"), easc__keep_number(e, x->key)});
    }
}

void easc__explain_request(easc__explainer *e, const easc__explanation *x)
{
    say_who(e, x);
    say_id(e, &x->request);
    say_client(e, &x->client);
    say_words(e, x);
    say_catalogue(e, x);
    say_when(e, x);
    say_asked(e, x);
}
