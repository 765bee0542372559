/* wording.c - see wording.h. */
#include "report/wording.h"

#include "base/civil.h"

#define TEXT_OF(number) TEXT_OF_VALUE(number)
#define TEXT_OF_VALUE(number) #number

easc__bytes easc__tool_words(void)
{
    return EASC__LIT("EasCompliance " TEXT_OF(EASC_VERSION_MAJOR) "." TEXT_OF(
        EASC_VERSION_MINOR) "." TEXT_OF(EASC_VERSION_PATCH));
}

easc__bytes easc__verdict_words(easc__gate_verdict verdict)
{
    switch (verdict) {
    case EASC__GATE_READY:
        return EASC__LIT("Ready");
    case EASC__GATE_NOT_READY:
        return EASC__LIT("Not ready");
    case EASC__GATE_INSUFFICIENT_EVIDENCE:
        break;
    }
    return EASC__LIT("Not enough evidence");
}

void easc__add_counted(easc__text *to, uint64_t n, const char *one, const char *many)
{
    easc__text_add_u64(to, n);
    easc__text_add_char(to, ' ');
    easc__text_add_z(to, n == 1 ? one : many);
}

void easc__add_time_words(easc__text *to, int64_t time_s)
{
    if (time_s == EASC__NO_TIME) {
        easc__text_add_z(to, "never");
        return;
    }
    char digits[EASC__TIME_SIZE]; /* YYYY-MM-DDTHH:MM:SSZ */
    easc__format_time(time_s, digits);
    size_t clock_len = digits[17] == '0' && digits[18] == '0' ? 5 : 8;
    easc__text_add(to, easc__bytes_of(digits, EASC__DATE_SIZE));
    easc__text_add_char(to, ' ');
    easc__text_add(to, easc__bytes_of(digits + EASC__DATE_SIZE + 1, clock_len));
    easc__text_add_z(to, " UTC");
}

void easc__add_second_words(easc__text *to, int64_t time_s)
{
    char when[EASC__TIME_SIZE];
    if (time_s == EASC__NO_TIME) {
        easc__text_add_z(to, "never");
        return;
    }
    easc__format_time(time_s, when);
    easc__text_add(to, easc__bytes_of(when, 10));
    easc__text_add_char(to, ' ');
    easc__text_add(to, easc__bytes_of(when + 11, 8));
    easc__text_add_z(to, " UTC");
}

void easc__add_periods(easc__text *to, const easc__period *periods, size_t count, const char *joint)
{
    for (size_t i = 0; i < count; i++) {
        easc__text_add_z(to, i > 0 ? joint : "");
        easc__period_text(&periods[i], to);
    }
}

void easc__add_condition_value(easc__text *to, const easc__condition *condition, double value)
{
    if (condition->is_percent) {
        easc__text_add_fixed2(to, value);
        easc__text_add_z(to, " %");
    } else {
        easc__text_add_u64(to, (uint64_t)value);
    }
}

easc__bytes easc__protocol_caveat(void)
{
    return EASC__LIT("The EAS version in a log is the one that client and server agreed on: a low "
                     "one proves an old client only where the server of its mailbox agreed on a "
                     "higher one with others, which Exchange 2013 and before never does above "
                     "14.1.");
}

void easc__add_need(easc__text *to, const easc__catalogue_answer *answer)
{
    bool has_version = answer->minimum_version.n > 0;
    bool has_protocol = answer->minimum_protocol.n > 0;
    if (!has_version && has_protocol) {
        easc__text_add_z(to, "EAS ");
        easc__text_add(to, answer->minimum_protocol);
    }
    easc__text_add(to, answer->minimum_version);
    easc__text_add_z(to, has_version || has_protocol ? " or later" : "another client");
}

void easc__add_client(easc__text *to, const easc__client *client)
{
    bool is_known = client->family != EASC__FAMILY_OTHER && client->family != EASC__FAMILY_NONE;
    if (is_known || client->version.n == 0) {
        easc__text_add(to, easc__family_name(client->family));
        easc__text_add_z(to, client->version.n > 0 ? " " : "");
    }
    easc__text_add(to, client->version);
}

uint64_t easc__count_proven(const easc__gate *gate)
{
    return gate->evidence[EASC__EVIDENCE_PROVEN] + gate->evidence[EASC__EVIDENCE_ADMITTED] +
           gate->evidence[EASC__EVIDENCE_PROVEN_BY_BUILD];
}

uint64_t easc__count_users_in_scope(const easc__answer *answer)
{
    uint64_t users = 0; /* nobody is one of them */
    easc__bytes last = {NULL, 0};
    for (size_t i = 0; i < answer->devices.count; i++) {
        easc__bytes user = answer->devices.items[i].user;
        if (answer->gate.is_in_scope[i] && (users == 0 || !easc__equal_nocase(user, last))) {
            users++;
            last = user;
        }
    }
    return users;
}

easc__bytes easc__evidence_text(easc__evidence evidence)
{
    static const easc__bytes texts[EASC__EVIDENCE_COUNT] = {
        EASC__NAME("It fails on the policy now, or failed last: its user would stop syncing."),
        EASC__NAME("It confirmed that it applied the whole policy, and works."),
        EASC__NAME("It worked on a day on which this very policy applied."),
        EASC__NAME("The same client, version and model is proven on at least two other devices."),
        EASC__NAME("It took part in provisioning; how much of the policy it applied is not known."),
        EASC__NAME(
            "The catalogue certifies its client; the logs do not show how it takes the policy."),
        EASC__NAME("Nothing shows whether it takes the policy.")};
    return texts[evidence];
}

easc__bytes easc__state_text(easc__state state)
{
    static const easc__bytes texts[EASC__STATE_COUNT] = {
        EASC__NAME("Confirmed that it applied the whole policy."),
        EASC__NAME("Took part in provisioning; how much it applied is not in the log."),
        EASC__NAME("Reported that it applied only a part of the policy."),
        EASC__NAME("Does not take the policy."),
        EASC__NAME("Another management system looks after it."),
        EASC__NAME("The log does not tell, or not yet.")};
    return texts[state];
}

easc__bytes easc__failing_text(const easc__judgement *judgement)
{
    if (judgement->state == EASC__STATE_NOT_COMPLIANT) {
        return easc__reason_text(judgement->reason);
    }
    if (judgement->outcome == EASC__OUTCOME_FLAPPING) {
        return EASC__LIT("The device is let in, but refused again and again.");
    }
    return EASC__LIT("The server said that the device cannot satisfy the policy, and nothing newer "
                     "shows that it can.");
}

/* --- the verdict ---------------------------------------------------------------------------- */

static void add_failing(easc__text *to, uint64_t n)
{
    easc__add_counted(to, n, "user has a device that fails on the policy and would stop syncing",
                      "users have a device that fails on the policy and would stop syncing");
}

static void add_upgrades(easc__text *to, uint64_t n)
{
    easc__add_counted(to, n, "device needs a newer version and is not proven to take the policy",
                      "devices need a newer version and are not proven to take the policy");
}

static void add_figure_and_limit(easc__text *to, const easc__condition *c, const char *what)
{
    easc__text_add_z(to, what);
    easc__add_condition_value(to, c, c->figure);
    easc__text_add_z(to, c->is_at_most ? ", at most " : ", at least ");
    easc__add_condition_value(to, c, c->limit);
    easc__text_add_z(to, c->is_at_most ? " allowed" : " needed");
}

/* Why a condition keeps the verdict from being Ready. */
static void add_obstacle(easc__text *to, const easc__condition *c)
{
    switch (c->id) {
    case EASC__CONDITION_FAILING_USERS:
        add_failing(to, c->numerator);
        break;
    case EASC__CONDITION_UPGRADE_REQUIRED:
        add_upgrades(to, c->numerator);
        break;
    case EASC__CONDITION_PAYLOAD_ROWS:
        add_figure_and_limit(to, c, "rows that tell of device and policy: ");
        break;
    case EASC__CONDITION_COVERED_DAYS:
        add_figure_and_limit(to, c, "days with logs of the server that has fewest: ");
        break;
    case EASC__CONDITION_MISSING_DAYS:
        add_figure_and_limit(to, c, "days without logs of a server: ");
        break;
    case EASC__CONDITION_PAYLOAD_PERCENT:
        add_figure_and_limit(to, c, "answered requests whose back-end row is in the logs: ");
        break;
    case EASC__CONDITION_UNKNOWN_PERCENT:
        add_figure_and_limit(to, c, "devices that nothing is known about: ");
        break;
    case EASC__CONDITION_PROVEN_PERCENT:
        add_figure_and_limit(to, c, "devices proven to take the policy: ");
        break;
    case EASC__CONDITION_COUNT:
        break;
    }
}

static size_t count_unmet(const easc__gate *gate)
{
    size_t unmet = 0;
    for (int i = 0; i < EASC__CONDITION_COUNT; i++) {
        unmet += !gate->conditions[i].is_met;
    }
    return unmet;
}

/* What takes weight from every verdict. */
static void add_reserve(easc__text *to, const easc__answer *answer)
{
    easc__input_sums sums;
    easc__answer_sum_inputs(answer, &sums);
    if (answer->problem_count > 0) {
        easc__text_add_z(to, " But ");
        easc__add_counted(to, answer->problem_count, "input", "inputs");
        easc__text_add_z(to, " could not be read, or not to the end.");
    }
    if (sums.rejected_rows > 0) {
        easc__text_add_z(to, " But ");
        easc__add_counted(to, sums.rejected_rows, "ActiveSync row was", "ActiveSync rows were");
        easc__text_add_z(to, " rejected: what stood in them is missing here.");
    }
}

static void add_ready(easc__text *to)
{
    easc__text_add_z(to, ": all conditions are met, the policy may become the default again.");
}

static void add_not_ready(easc__text *to, const easc__gate *gate)
{
    int first = 0;
    while (gate->conditions[first].is_met) {
        first++;
    }
    easc__text_add_z(to, ": ");
    add_obstacle(to, &gate->conditions[first]);
    easc__text_add_z(to, " (");
    easc__text_add_u64(to, count_unmet(gate));
    easc__text_add_z(to, " of ");
    easc__add_counted(to, EASC__CONDITION_COUNT, "condition", "conditions");
    easc__text_add_z(to, " not met).");
}

void easc__add_verdict(easc__text *to, const easc__answer *answer)
{
    const easc__gate *gate = &answer->gate;
    easc__text_add(to, easc__verdict_words(gate->verdict));
    if (gate->verdict == EASC__GATE_READY) {
        add_ready(to);
    } else {
        add_not_ready(to, gate);
    }
    add_reserve(to, answer);
}

/* --- what was assumed ----------------------------------------------------------------------- */

static void assume_scope(easc__text *to, const easc__answer *answer)
{
    if (answer->gate.has_mailboxes) {
        easc__text_add_z(to, "Scope \"mailboxes\": the list of mailboxes says who is in question");
        if (answer->options.mailboxes.n > 0) {
            easc__text_add_z(to, " (");
            easc__text_add(to, answer->options.mailboxes);
            easc__text_add_char(to, ')');
        }
        easc__text_add_z(to, "; users that it does not know stay in question.");
    } else {
        easc__text_add_z(to,
                         "Scope \"assumed-all\": every user in the logs is in question, since no "
                         "list of mailboxes was given (--mailboxes).");
    }
}

static void assume_policy_off(easc__text *to, const easc__answer *answer)
{
    const easc__terms *terms = &answer->options.terms;
    if (terms->off_count == 0) {
        easc__text_add_z(to,
                         "A default policy applied on every day: no policy-free days were named "
                         "(--policy-off).");
        return;
    }
    easc__text_add_z(to, "No default policy applied on ");
    easc__add_periods(to, terms->policy_off, terms->off_count, ", ");
    easc__text_add_z(to, " (--policy-off): failures of those days are not held against a device, "
                         "and working on them proves nothing.");
}

static void assume_policy_on(easc__text *to, const easc__answer *answer)
{
    const easc__terms *terms = &answer->options.terms;
    if (terms->on_count == 0) {
        easc__text_add_z(to,
                         "No day is known on which the very policy that is to be enabled applied "
                         "(--policy-on).");
        return;
    }
    easc__text_add_z(to, "The very policy that is to be enabled applied on ");
    easc__add_periods(to, terms->policy_on, terms->on_count, ", ");
    easc__text_add_z(to, " (--policy-on): a device that worked then is admitted.");
}

static void assume_active(easc__text *to, const easc__answer *answer)
{
    easc__text_add_z(to, "A device is active when it was last seen at most ");
    easc__add_counted(to, (uint64_t)answer->options.terms.active_days, "day", "days");
    easc__text_add_z(to, " before the newest row (");
    easc__add_time_words(to, answer->shard.totals.last_s);
    easc__text_add_z(to, "); only active devices that did not move away are judged.");
}

static void assume_catalogue(easc__text *to, const easc__answer *answer)
{
    easc__text_add_z(to, "Versions that clients need come from the catalogue ");
    easc__text_add(to, easc__catalogue_name(answer->catalogue));
    easc__text_add_z(to, ", version ");
    easc__text_add(to, easc__catalogue_version(answer->catalogue));
    easc__text_add_z(to, " (");
    easc__text_add(to, easc__catalogue_title(answer->catalogue));
    easc__text_add_z(to, ").");
    if (easc__catalogue_asks_protocol(answer->catalogue)) {
        easc__text_add_z(to, " ");
        easc__text_add(to, easc__protocol_caveat());
    }
}

static void assume_people(easc__text *to, const easc__answer *answer)
{
    if (!answer->people) {
        easc__text_add_z(to, "A user's names are those of the logs: no list says which ones are "
                             "one user (--identity-map).");
        return;
    }
    size_t doubles = easc__identity_map_doubles(answer->people);
    easc__text_add_z(to, "Names on one line of ");
    easc__text_add(to, answer->options.identity_map);
    easc__text_add_z(to, " are one user (--identity-map, ");
    easc__add_counted(to, easc__identity_map_count(answer->people), "line", "lines");
    easc__text_add_z(to, ")");
    if (doubles > 0) {
        easc__text_add_z(to, "; ");
        easc__add_counted(to, doubles, "name stands", "names stand");
        easc__text_add_z(to, " on more than one line and fold");
        easc__text_add_z(to, doubles == 1 ? "s nothing" : " nothing");
    }
    easc__text_add_char(to, '.');
}

static void add_limit(easc__text *to, easc__condition_id id, uint64_t limit)
{
    if (id < EASC__CONDITION_PAYLOAD_PERCENT) {
        easc__text_add_u64(to, limit / EASC__LIMIT_UNIT);
    } else {
        easc__text_add_fixed2(to, (double)limit / EASC__LIMIT_UNIT);
    }
}

static void assume_limits(easc__text *to, const easc__answer *answer)
{
    easc__terms standard;
    easc__terms_default(&standard);
    size_t changed = 0;
    for (int i = 0; i < EASC__CONDITION_COUNT; i++) {
        uint64_t limit = answer->options.terms.limits[i];
        if (limit == standard.limits[i]) {
            continue;
        }
        easc__text_add_z(to, changed++ == 0 ? "Limits that differ from the defaults: " : ", ");
        easc__text_add(to, easc__limit_option((easc__condition_id)i));
        easc__text_add_char(to, ' ');
        add_limit(to, (easc__condition_id)i, limit);
        easc__text_add_z(to, " (default ");
        add_limit(to, (easc__condition_id)i, standard.limits[i]);
        easc__text_add_char(to, ')');
    }
    easc__text_add_z(to, changed > 0 ? "." : "All limits are the defaults.");
}

static void add_texts(easc__text *to, const char *before, const easc__texts *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        easc__text_add_z(to, i == 0 ? before : ", ");
        easc__text_add(to, texts->items[i]);
    }
}

static void assume_selection(easc__text *to, const easc__answer *answer)
{
    const easc__options *o = &answer->options;
    bool has_since = o->selection.since_s != EASC__NO_TIME;
    bool has_until = o->selection.until_s != INT64_MAX;
    if (!has_since && !has_until && o->servers.count == 0 && o->excluded_servers.count == 0) {
        easc__text_add_z(to, "All rows of the inputs count.");
        return;
    }
    easc__text_add_z(to, "Only these rows count:");
    if (has_since) {
        easc__text_add_z(to, " from ");
        easc__add_time_words(to, o->selection.since_s);
    }
    if (has_until) {
        easc__text_add_z(to, " before ");
        easc__add_time_words(to, o->selection.until_s);
    }
    add_texts(to, " of servers ", &o->servers);
    add_texts(to, " not of servers ", &o->excluded_servers);
    easc__text_add_char(to, '.');
}

static bool is_server(const easc__answer *answer, easc__bytes name)
{
    for (size_t i = 0; i < answer->server_count; i++) {
        if (easc__equal_nocase(answer->servers[i].server, name)) {
            return true;
        }
    }
    return false;
}

static void assume_gaps(easc__text *to, const easc__answer *answer)
{
    const easc__terms *terms = &answer->options.terms;
    for (size_t i = 0; i < terms->gap_count; i++) {
        easc__text_add_z(to, i == 0 ? "Missing days that are accepted (--accept-gap): " : ", ");
        easc__text_add(to, terms->gaps[i].server);
        easc__text_add_char(to, '=');
        easc__period_text(&terms->gaps[i].period, to);
        if (!is_server(answer, terms->gaps[i].server)) {
            easc__text_add_z(to, " (there is NO SERVER OF THAT NAME in these logs)");
        }
    }
    easc__text_add_z(to, terms->gap_count > 0 ? "." : "No missing day is accepted (--accept-gap).");
}

static void assume_monitoring(easc__text *to, const easc__answer *answer)
{
    easc__text_add_z(to, answer->options.selection.include_monitoring
                             ? "Rows of monitoring probes count like others (--include-monitoring)."
                             : "Rows of monitoring probes are counted, and no part of anything "
                               "else.");
}

static void assume_proxies(easc__text *to, const easc__answer *answer)
{
    for (size_t i = 0; i < answer->proxy_count; i++) {
        easc__text_add_z(to, i == 0 ? "Reverse proxies: " : ", ");
        easc__text_add(to, answer->proxies[i]);
    }
    if (answer->proxy_count > 0) {
        easc__text_add_z(to, ": requests are handed on to other servers of these logs, so they are "
                             "counted there and here. Leave their own logs out "
                             "(--exclude-server) to count them once.");
    } else {
        easc__text_add_z(to, "No reverse proxy was seen in front of these servers.");
    }
}

static void assume_list(easc__text *to, const easc__answer *answer)
{
    const easc__options *o = &answer->options;
    if (o->users.count == 0 && o->devices.count == 0) {
        easc__text_add_z(to, "All devices are listed.");
        return;
    }
    easc__text_add_z(to, "Only some devices are listed, all are judged:");
    add_texts(to, " of users ", &o->users);
    add_texts(to, " with ids ", &o->devices);
    easc__text_add_char(to, '.');
}

bool easc__add_assumption(easc__text *to, const easc__answer *answer, size_t index)
{
    static void (*const assumptions[])(easc__text *, const easc__answer *) = {
        assume_scope,  assume_policy_off, assume_policy_on, assume_limits,
        assume_active, assume_catalogue,  assume_people,    assume_selection,
        assume_gaps,   assume_monitoring, assume_proxies,   assume_list};
    if (index >= sizeof assumptions / sizeof assumptions[0]) {
        return false;
    }
    assumptions[index](to, answer);
    return true;
}

/* --- what to do next ------------------------------------------------------------------------ */

static const char *const steps[EASC__CONDITION_COUNT] = {
    [EASC__CONDITION_FAILING_USERS] =
        "Help the users who would stop syncing: upgrade or replace the device, or give them a "
        "policy that it can take, before the default changes.",
    [EASC__CONDITION_UPGRADE_REQUIRED] =
        "Upgrade the devices that are listed with the version they need.",
    [EASC__CONDITION_PAYLOAD_ROWS] =
        "Add logs of the servers that answer ActiveSync (Client Access servers, back-end sites): "
        "only their rows tell of device and policy.",
    [EASC__CONDITION_COVERED_DAYS] =
        "Collect logs of more days from every server, and judge again.",
    [EASC__CONDITION_MISSING_DAYS] =
        "Find the logs of the missing days, or accept the gaps (--accept-gap SERVER=FROM..TO) when "
        "the server took no requests.",
    [EASC__CONDITION_PAYLOAD_PERCENT] =
        "Add the logs of the back end: without them most requests say nothing about the policy.",
    [EASC__CONDITION_UNKNOWN_PERCENT] =
        "Let a pilot group with the policy use devices of the kinds nothing is known about, name "
        "its days (--policy-on), and judge again.",
    [EASC__CONDITION_PROVEN_PERCENT] = "Widen a pilot with the very policy, name its days "
                                       "(--policy-on), and judge again: a device "
                                       "that works under the policy is proof.",
};

bool easc__add_next_step(easc__text *to, const easc__answer *answer, size_t index)
{
    const easc__gate *gate = &answer->gate;
    if (gate->verdict == EASC__GATE_READY) {
        easc__text_add_z(to, index == 0 ? "Make the policy the default, keep these logs, and judge "
                                          "again after some days."
                                        : "");
        return index == 0;
    }
    for (int i = 0; i < EASC__CONDITION_COUNT; i++) {
        if (!gate->conditions[i].is_met && index-- == 0) {
            easc__text_add_z(to, steps[i]);
            return true;
        }
    }
    return false;
}
