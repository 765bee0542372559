/* render_json.c - the JSON documents of contract sections 8 and 9. */
#include "answer/named_counts.h"
#include "answer/policy_sums.h"
#include "base/civil.h"
#include "base/heap.h"
#include "render/document.h"
#include "render/json_policy.h"
#include "render/json_writer.h"
#include "render/told_items.h"

#include <stdlib.h>

static void write_named(easc__json_writer *w, const easc__named_counts *list)
{
    easc__json_open(w, '{');
    for (size_t i = 0; i < list->count; i++) {
        easc__json_key_bytes(w, list->items[i].name);
        easc__json_u64(w, list->items[i].n);
    }
    easc__json_close(w, '}');
}

static void write_window(easc__json_writer *w, const easc__totals *totals)
{
    easc__json_key(w, "window");
    easc__json_open(w, '{');
    easc__json_member_time(w, "from",
                           totals->first_s == INT64_MAX ? EASC__NO_TIME : totals->first_s);
    easc__json_member_time(w, "to", totals->last_s);
    easc__json_close(w, '}');
}

static void write_periods(easc__json_writer *w, const char *name, const easc__period *periods,
                          size_t count)
{
    easc__text text = easc__text_init(0);
    easc__json_key(w, name);
    easc__json_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        easc__text_clear(&text);
        easc__period_text(&periods[i], &text);
        easc__json_string(w, easc__text_view(&text));
    }
    easc__json_close(w, ']');
    w->to->failed = w->to->failed || text.failed;
    easc__text_done(&text);
}

static void write_terms(easc__json_writer *w, const easc__terms *terms)
{
    easc__json_key(w, "periods");
    easc__json_open(w, '{');
    write_periods(w, "policyOff", terms->policy_off, terms->off_count);
    write_periods(w, "policyOn", terms->policy_on, terms->on_count);
    easc__json_close(w, '}');
}

/* What the user set, limits included: nothing that was assumed stays unsaid. */
static void write_settings(easc__json_writer *w, const easc__answer *answer)
{
    easc__json_member_u64(w, "activeDays", (uint64_t)answer->options.terms.active_days);
    easc__json_member_string(w, "catalogueName", easc__catalogue_name(answer->catalogue));
    easc__json_key(w, "options");
    easc__json_open(w, '[');
    for (size_t i = 0; i < answer->options.setting_count; i++) {
        easc__json_open(w, '{');
        easc__json_member_string(w, "name", answer->options.settings[i].name);
        easc__json_member_string(w, "value", answer->options.settings[i].value);
        easc__json_close(w, '}');
    }
    easc__json_close(w, ']');
}

static void write_samples(easc__json_writer *w, const easc__input *input)
{
    easc__json_key(w, "rejectedLines");
    easc__json_open(w, '{');
    for (int r = 0; r < EASC__REJECT_COUNT; r++) {
        if (input->sample_count[r] == 0) {
            continue;
        }
        easc__json_key_bytes(w, easc__reject_name((easc__reject)r));
        easc__json_open(w, '[');
        for (uint32_t i = 0; i < input->sample_count[r]; i++) {
            easc__json_open(w, '{');
            easc__json_member_u64(w, "line", input->samples[r][i].line);
            easc__json_member_u64(w, "byte", input->samples[r][i].byte);
            easc__json_member_string(w, "text", easc__bytes_z(input->samples[r][i].text));
            easc__json_close(w, '}');
        }
        easc__json_close(w, ']');
    }
    easc__json_close(w, '}');
}

static void write_rejected(easc__json_writer *w, const uint64_t *rejected)
{
    easc__json_open(w, '{');
    for (int r = 0; r < EASC__REJECT_COUNT; r++) {
        if (rejected[r] > 0) {
            easc__json_key_bytes(w, easc__reject_name((easc__reject)r));
            easc__json_u64(w, rejected[r]);
        }
    }
    easc__json_close(w, '}');
}

static void write_input(easc__json_writer *w, const easc__input *input)
{
    easc__json_open(w, '{');
    easc__json_member_string(w, "path", easc__bytes_z(input->path));
    easc__json_member_string(w, "format", easc__format_name(input->format));
    easc__json_member_u64(w, "bytes", input->bytes);
    easc__json_member_u64(w, "lines", input->lines);
    easc__json_member_u64(w, "rows", input->rows);
    easc__json_member_u64(w, "easRows", input->eas_rows);
    easc__json_key(w, "rejected");
    write_rejected(w, input->rejected);
    write_samples(w, input);
    easc__json_close(w, '}');
}

static void write_problems(easc__json_writer *w, const easc__answer *answer)
{
    easc__json_key(w, "problems");
    easc__json_open(w, '[');
    for (size_t i = 0; i < answer->problem_count; i++) {
        const easc__error *problem = &answer->problems[i];
        easc__json_open(w, '{');
        easc__json_member_string(w, "path", easc__bytes_z(problem->path));
        easc__json_member_string(w, "status", easc__bytes_z(easc_status_name(problem->status)));
        easc__json_member_string(w, "message", easc__bytes_z(problem->message));
        easc__json_close(w, '}');
    }
    easc__json_close(w, ']');
}

static void write_proxies(easc__json_writer *w, const easc__answer *answer)
{
    easc__json_key(w, "reverseProxies");
    easc__json_open(w, '[');
    for (size_t i = 0; i < answer->proxy_count; i++) {
        easc__json_string(w, answer->proxies[i]);
    }
    easc__json_close(w, ']');
}

static void write_total_maps(easc__json_writer *w, const easc__answer *answer)
{
    static const char *const names[] = {"commands", "httpStatus", "easStatus", "errors"};
    easc__named_counts list = {NULL, 0, 0};
    for (int map = EASC__MAP_COMMANDS; map <= EASC__MAP_ERRORS; map++) {
        bool ok = easc__map_of_totals(answer, (easc__map)map, &list);
        w->to->failed = w->to->failed || !ok;
        easc__json_key(w, names[map]);
        write_named(w, &list);
    }
    easc__named_counts_done(&list);
}

static void write_states(easc__json_writer *w, const easc__answer *answer)
{
    easc__json_key(w, "compliance");
    easc__json_open(w, '{');
    for (int i = 0; i < EASC__STATE_COUNT; i++) {
        if (answer->states[i] > 0) {
            easc__json_key_bytes(w, easc__state_name((easc__state)i));
            easc__json_u64(w, answer->states[i]);
        }
    }
    easc__json_close(w, '}');
    easc__json_key(w, "outcome");
    easc__json_open(w, '{');
    for (int i = 0; i < EASC__OUTCOME_COUNT; i++) {
        if (answer->outcomes[i] > 0) {
            easc__json_key_bytes(w, easc__outcome_name((easc__outcome)i));
            easc__json_u64(w, answer->outcomes[i]);
        }
    }
    easc__json_close(w, '}');
}

static void write_totals(easc__json_writer *w, const easc__answer *answer)
{
    const easc__totals *t = &answer->shard.totals;
    easc__input_sums sums;
    easc__answer_sum_inputs(answer, &sums);
    easc__json_key(w, "totals");
    easc__json_open(w, '{');
    easc__json_member_u64(w, "lines", sums.lines);
    easc__json_member_u64(w, "rows", sums.rows);
    easc__json_member_u64(w, "easRows", t->hop_rows[0] + t->hop_rows[1] + t->hop_rows[2]);
    easc__json_member_u64(w, "singleRows", t->hop_rows[EASC__HOP_SINGLE]);
    easc__json_member_u64(w, "frontendRows", t->hop_rows[EASC__HOP_FRONTEND]);
    easc__json_member_u64(w, "backendRows", t->hop_rows[EASC__HOP_BACKEND]);
    easc__json_member_u64(w, "monitoringRows", t->monitoring_rows);
    easc__json_member_u64(w, "unauthorizedRows", t->unauthorized_rows);
    easc__json_member_u64(w, "unauthenticatedRows", t->unauthenticated_rows);
    easc__json_member_u64(w, "payloadRows", t->payload_rows);
    easc__json_member_u64(w, "devices", answer->devices.count);
    easc__json_member_u64(w, "users", easc__answer_count_users(answer));
    easc__json_key(w, "rejected");
    write_rejected(w, sums.rejected);
    write_states(w, answer);
    write_total_maps(w, answer);
    bool is_over = t->unknown_commands[0].is_over || t->unknown_commands[1].is_over ||
                   t->unknown_errors.is_over;
    easc__json_member_bool(w, "namesDropped", is_over);
    easc__json_close(w, '}');
}

/* Order of the documents: server, date, hop. */
typedef struct coverage_row {
    easc__bytes server;
    const easc__coverage *coverage;
} coverage_row;

static int compare_coverage(const void *a, const void *b)
{
    const coverage_row *x = a;
    const coverage_row *y = b;
    int order = easc__compare(x->server, y->server);
    return order ? order
                 : (x->coverage->day > y->coverage->day) - (x->coverage->day < y->coverage->day);
}

static void write_coverage_row(easc__json_writer *w, const coverage_row *row)
{
    char date[EASC__DATE_SIZE];
    easc__format_date(row->coverage->day, date);
    for (int hop = 0; hop < EASC__HOP_COUNT; hop++) {
        if (row->coverage->rows[hop] == 0) {
            continue;
        }
        easc__json_open(w, '{');
        easc__json_member_string(w, "server", row->server);
        easc__json_member_string(w, "date", easc__bytes_of(date, sizeof date));
        easc__json_member_string(w, "hop", easc__hop_name((easc__hop)hop));
        easc__json_member_u64(w, "rows", row->coverage->rows[hop]);
        easc__json_close(w, '}');
    }
}

static void write_coverage(easc__json_writer *w, const easc__answer *answer)
{
    size_t count = answer->shard.coverage_count;
    coverage_row *rows = easc__alloc(count, sizeof *rows);
    easc__json_key(w, "coverage");
    easc__json_open(w, '[');
    for (size_t i = 0; rows && i < count; i++) {
        const easc__coverage *c = &answer->shard.coverage[i];
        rows[i] = (coverage_row){easc__symbols_name(&answer->shard.symbols, c->server), c};
    }
    if (rows && count > 1) {
        qsort(rows, count, sizeof *rows, compare_coverage);
    }
    for (size_t i = 0; rows && i < count; i++) {
        write_coverage_row(w, &rows[i]);
    }
    easc__json_close(w, ']');
    w->to->failed = w->to->failed || !rows;
    easc__free(rows);
}

/* Names for people are there only with an identity map (`has_people`). */
static void write_attributes(easc__json_writer *w, const easc__device *device, bool has_people,
                             const easc__judgement *j)
{
    const easc__latest *a = device->trace->attributes;
    easc__json_member_string(w, "user", device->user);
    easc__json_key(w, "userForms");
    easc__json_open(w, '[');
    for (size_t i = 0; i < device->form_count; i++) {
        easc__json_string(w, device->forms[i]);
    }
    easc__json_close(w, ']');
    if (has_people) {
        easc__bytes none = {NULL, 0};
        easc__json_member_string(w, "displayName",
                                 device->person ? device->person->display_name : none);
        easc__json_member_string(w, "department",
                                 device->person ? device->person->department : none);
    }
    easc__json_member_string(w, "deviceId", device->id);
    easc__json_member_string(w, "deviceType", a[EASC__ATTRIBUTE_TYPE].value);
    easc__json_member_string(w, "deviceModel", j->client.model);
    easc__json_member_string(w, "deviceOS", a[EASC__ATTRIBUTE_OS].value);
    easc__json_member_string(w, "deviceUserAgent", a[EASC__ATTRIBUTE_AGENT].value);
    easc__json_member_string(w, "clientFamily", easc__family_name(j->client.family));
    easc__json_member_string(w, "clientVersion", j->client.version);
    easc__json_member_string(w, "protocolVersion", a[EASC__ATTRIBUTE_PROTOCOL].value);
    easc__json_member_time(w, "firstSeen", device->trace->first_s);
    easc__json_member_time(w, "lastSeen", device->trace->last_s);
    easc__json_member_time(w, "lastSuccess", j->last_success_s);
}

static void write_traffic(easc__json_writer *w, const easc__answer *answer,
                          const easc__device *device)
{
    static const char *const names[] = {"commands", "httpStatus", "easStatus", "errors"};
    const easc__trace *trace = device->trace;
    const easc__traffic *traffic = &trace->traffic[easc__uses_back_rows(trace)];
    easc__named_counts list = {NULL, 0, 0};
    easc__json_member_u64(w, "requests", traffic->requests);
    easc__json_member_u64(w, "backendRequests", trace->traffic[1].requests);
    for (int map = EASC__MAP_COMMANDS; map <= EASC__MAP_ERRORS; map++) {
        bool ok = easc__map_of_trace(answer, trace, (easc__map)map, &list);
        w->to->failed = w->to->failed || !ok;
        easc__json_key(w, names[map]);
        write_named(w, &list);
    }
    bool ok = easc__servers_of_trace(answer, trace, &list);
    w->to->failed = w->to->failed || !ok;
    easc__json_key(w, "servers");
    easc__json_open(w, '[');
    for (size_t i = 0; i < list.count; i++) {
        easc__json_string(w, list.items[i].name);
    }
    easc__json_close(w, ']');
    easc__named_counts_done(&list);
    easc__json_member_u64(w, "clientAddresses", traffic->addresses.count);
    easc__json_member_u64(w, "bytesToClient", traffic->bytes_sent);
    easc__json_member_u64(w, "bytesFromClient", traffic->bytes_received);
    easc__json_member_u64(w, "itemsFromClient", trace->items_from_client);
    easc__json_member_u64(w, "itemsToClient", trace->items_to_client);
}

static void write_catalogue(easc__json_writer *w, const easc__catalogue_answer *c)
{
    easc__json_key(w, "catalogue");
    easc__json_open(w, '{');
    easc__json_member_string(w, "verdict", easc__verdict_name(c->verdict));
    easc__json_member_string(w, "rule", c->rule);
    easc__json_member_string(w, "minimumVersion", c->minimum_version);
    easc__json_member_string(w, "action", c->action);
    easc__json_close(w, '}');
}

static void write_judgement(easc__json_writer *w, const easc__judgement *j)
{
    easc__json_member_u64(w, "failures", j->failures);
    easc__json_member_u64(w, "hardFailures", j->hard_failures);
    easc__json_member_u64(w, "refreshes", j->refreshes);
    easc__json_member_u64(w, "provisionErrors", j->provision_errors);
    easc__json_member_time(w, "firstFailure", j->first_failure_s);
    easc__json_member_time(w, "lastFailure", j->last_failure_s);
    easc__json_member_time(w, "lastPass", j->last_pass_s);
    easc__json_member_u64(w, "acknowledgement", (uint64_t)j->acknowledgement);
    easc__json_member_bool(w, "policyKeyAccepted", j->is_policy_key_accepted);
    easc__json_member_string(w, "accessState", j->access_state);
    easc__json_member_string(w, "accessStateReason", j->access_reason);
    easc__json_member_string(w, "outcome", easc__outcome_name(j->outcome));
    easc__json_member_string(w, "complianceState", easc__state_name(j->state));
    easc__json_key(w, "complianceReason");
    easc__json_open(w, '{');
    easc__json_member_string(w, "id", easc__reason_name(j->reason));
    easc__json_member_string(w, "text", easc__reason_text(j->reason));
    easc__json_close(w, '}');
    easc__json_member_bool(w, "active", j->is_active);
    easc__json_member_bool(w, "moved", j->is_moved);
    easc__json_member_string(w, "evidence", easc__evidence_name(j->evidence));
    write_catalogue(w, &j->catalogue);
}

static void write_device(easc__json_writer *w, const easc__answer *answer, size_t i)
{
    easc__json_open(w, '{');
    write_attributes(w, &answer->devices.items[i], answer->people != NULL, &answer->judgements[i]);
    write_traffic(w, answer, &answer->devices.items[i]);
    write_judgement(w, &answer->judgements[i]);
    if (answer->policy) {
        easc__json_member_bool(w, "provenBeforePolicyChange",
                               easc__is_proven_before_change(answer, i));
    }
    easc__json_close(w, '}');
}

static void write_scan_head(easc__json_writer *w, const easc__answer *answer)
{
    easc__text_add_char(w->to, '{');
    easc__json_member_string(w, "schema", EASC__LIT("easc.scan/1"));
    write_window(w, &answer->shard.totals);
    write_terms(w, &answer->options.terms);
    write_settings(w, answer);
    easc__json_member_policy(w, answer, false);
    easc__json_key(w, "inputs");
    easc__json_open(w, '[');
    for (size_t i = 0; i < answer->input_count; i++) {
        write_input(w, &answer->inputs[i]);
    }
    easc__json_close(w, ']');
    write_problems(w, answer);
    write_proxies(w, answer);
    write_totals(w, answer);
    write_coverage(w, answer);
    easc__json_unknown_items(w, answer);
    easc__json_key(w, "devices");
    easc__text_add_z(w->to, "[");
}

/* Step 0 is everything before the devices, then one step a device, then the end. */
bool easc__json_scan(const easc__answer *answer, const easc__document_style *style, size_t step,
                     easc__text *to)
{
    (void)style;
    easc__json_writer w = {to, false};
    if (step == 0) {
        write_scan_head(&w, answer);
    } else if (step <= answer->devices.count) {
        if (answer->is_listed[step - 1]) {
            easc__text_add_z(to, answer->first_listed == step - 1 ? "\n" : ",\n");
            write_device(&w, answer, step - 1);
        }
    } else if (step == answer->devices.count + 1) {
        easc__text_add_z(to, "\n]}\n");
    } else {
        return false;
    }
    return true;
}

static void write_evidence(easc__json_writer *w, const easc__gate *gate)
{
    easc__json_key(w, "evidence");
    easc__json_open(w, '{');
    for (int i = 0; i < EASC__EVIDENCE_COUNT; i++) {
        if (gate->evidence[i] > 0) {
            easc__json_key_bytes(w, easc__evidence_name((easc__evidence)i));
            easc__json_u64(w, gate->evidence[i]);
        }
    }
    easc__json_close(w, '}');
}

static void write_condition(easc__json_writer *w, const easc__condition *c)
{
    easc__json_open(w, '{');
    easc__json_member_string(w, "id", easc__condition_name(c->id));
    easc__json_key(w, "figure");
    easc__json_decimal(w, c->figure);
    easc__json_key(w, "limit");
    easc__json_decimal(w, c->limit);
    easc__json_member_bool(w, "met", c->is_met);
    easc__json_close(w, '}');
}

static void write_users(easc__json_writer *w, const char *name, const easc__bytes *users,
                        size_t count)
{
    easc__json_key(w, name);
    easc__json_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        easc__json_string(w, users[i]);
    }
    easc__json_close(w, ']');
}

static void write_gate_devices(easc__json_writer *w, const easc__answer *answer, const char *name,
                               const size_t *devices, size_t count, bool has_version)
{
    easc__json_key(w, name);
    easc__json_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        const easc__device *device = &answer->devices.items[devices[i]];
        easc__json_open(w, '{');
        easc__json_member_string(w, "user", device->user);
        easc__json_member_string(w, "deviceId", device->id);
        if (has_version) {
            easc__json_member_string(w, "minimumVersion",
                                     answer->judgements[devices[i]].catalogue.minimum_version);
        }
        easc__json_close(w, '}');
    }
    easc__json_close(w, ']');
}

static void write_waves(easc__json_writer *w, const easc__waves *waves)
{
    easc__json_key(w, "waves");
    easc__json_open(w, '[');
    for (size_t i = 0; i < EASC__WAVE_COUNT; i++) {
        const easc__wave *wave = &waves->items[i];
        easc__json_open(w, '{');
        easc__json_member_u64(w, "wave", i + 1);
        easc__json_member_string(w, "evidence", easc__evidence_name(wave->evidence));
        easc__json_member_u64(w, "devices", wave->devices);
        write_users(w, "users", wave->users, wave->user_count);
        easc__json_close(w, '}');
    }
    easc__json_close(w, ']');
}

static void write_gate(easc__json_writer *w, const easc__answer *answer)
{
    const easc__gate *gate = &answer->gate;
    easc__json_open(w, '{');
    easc__json_member_string(w, "schema", EASC__LIT("easc.gate/1"));
    easc__json_member_string(w, "verdict", easc__gate_verdict_name(gate->verdict));
    easc__json_member_string(
        w, "scope", gate->has_mailboxes ? EASC__LIT("mailboxes") : EASC__LIT("assumed-all"));
    write_window(w, &answer->shard.totals);
    write_terms(w, &answer->options.terms);
    write_settings(w, answer);
    easc__json_member_policy(w, answer, true);
    easc__json_member_u64(w, "activeDevices", gate->active_devices);
    write_evidence(w, gate);
    easc__json_key(w, "conditions");
    easc__json_open(w, '[');
    for (int i = 0; i < EASC__CONDITION_COUNT; i++) {
        write_condition(w, &gate->conditions[i]);
    }
    easc__json_close(w, ']');
    write_users(w, "failingUsers", gate->failing_users, gate->failing_user_count);
    if (answer->vips) {
        const easc__vip_users *vips = &answer->vip_users;
        write_users(w, "vipFailingUsers", vips->failing, vips->failing_count);
        write_users(w, "unseenVips", vips->unseen, vips->unseen_count);
    }
    write_gate_devices(w, answer, "upgradeRequired", gate->upgrades, gate->upgrade_count, true);
    write_gate_devices(w, answer, "unknown", gate->unknown, gate->unknown_count, false);
    write_users(w, "unmatchedUsers", gate->unmatched_users, gate->unmatched_count);
    write_users(w, "unseenUsers", gate->unseen_users, gate->unseen_count);
    write_waves(w, &answer->waves);
    write_problems(w, answer);
    write_proxies(w, answer);
    easc__json_close(w, '}');
    easc__text_add_char(w->to, '\n');
}

bool easc__json_gate(const easc__answer *answer, const easc__document_style *style, size_t step,
                     easc__text *to)
{
    (void)style;
    easc__json_writer w = {to, false};
    if (step > 0) {
        return false;
    }
    write_gate(&w, answer);
    return true;
}
