/* api_read.c - reading a result through easc.h: from inner structs to public ones. */
#include "api/api_result.h"
#include "base/civil.h"
#include "base/heap.h"

/* NOLINTNEXTLINE(misc-redundant-expression): that both are the same is what it says */
_Static_assert(EASC_NO_TIME == EASC__NO_TIME, "one word for no time");

void easc_result_free(easc_result *result)
{
    if (result) {
        easc__shared_drop(result->shared);
        easc__free(result);
    }
}

static easc_text text_of(easc__bytes bytes)
{
    return (easc_text){bytes.p, bytes.n};
}

static easc_status fill(void *out, const void *from, size_t size)
{
    return easc__give_struct(out, from, size) ? EASC_OK : EASC_E_ARGUMENT;
}

/* Input `index` of those that were read; NULL when there are fewer. */
static const easc__input *find_read(const easc__answer *answer, uint64_t index)
{
    return index < answer->read_count ? &answer->inputs[answer->read_inputs[index]] : NULL;
}

easc_status easc_result_summary(const easc_result *result, easc_summary *out)
{
    if (!result || !out) {
        return EASC_E_ARGUMENT;
    }
    const easc__answer *answer = result->shared->answer;
    const easc__totals *t = &answer->shard.totals;
    easc__input_sums sums;
    easc__answer_sum_inputs(answer, &sums);
    easc_summary s = {.from_time = t->first_s == INT64_MAX ? EASC_NO_TIME : t->first_s,
                      .to_time = t->last_s,
                      .inputs = sums.inputs_read,
                      .problems = answer->problem_count,
                      .lines = sums.lines,
                      .rows = sums.rows,
                      .eas_rows = sums.eas_rows,
                      .rejected_rows = sums.rejected_rows,
                      .reject_groups = answer->reject_group_count,
                      .devices = answer->devices.count,
                      .listed_devices = answer->listed_count,
                      .users = easc__answer_count_users(answer)};
    return fill(out, &s, sizeof s);
}

static void fill_words(const easc__device *device, const easc__judgement *j, easc_device *d)
{
    const easc__latest *a = device->trace->attributes;
    d->user = text_of(device->user);
    d->device_id = text_of(device->id);
    d->device_type = text_of(a[EASC__ATTRIBUTE_TYPE].value);
    d->device_model = text_of(j->client.model);
    d->device_os = text_of(a[EASC__ATTRIBUTE_OS].value);
    d->user_agent = text_of(a[EASC__ATTRIBUTE_AGENT].value);
    d->client_family = text_of(easc__family_name(j->client.family));
    d->client_version = text_of(j->client.version);
    d->protocol_version = text_of(a[EASC__ATTRIBUTE_PROTOCOL].value);
    d->access_state = text_of(j->access_state);
    d->access_reason = text_of(j->access_reason);
    d->outcome = text_of(easc__outcome_name(j->outcome));
    d->compliance_state = text_of(easc__state_name(j->state));
    d->reason_id = text_of(easc__reason_name(j->reason));
    d->reason_text = text_of(easc__reason_text(j->reason));
    d->evidence = text_of(easc__evidence_name(j->evidence));
    d->catalogue_verdict = text_of(easc__verdict_name(j->catalogue.verdict));
    d->catalogue_rule = text_of(j->catalogue.rule);
    d->minimum_version = text_of(j->catalogue.minimum_version);
    d->action = text_of(j->catalogue.action);
    if (device->person) {
        d->display_name = text_of(device->person->display_name);
        d->department = text_of(device->person->department);
    }
}

static void fill_numbers(const easc__device *device, const easc__judgement *j, easc_device *d)
{
    const easc__trace *trace = device->trace;
    const easc__traffic *traffic = &trace->traffic[easc__uses_back_rows(trace)];
    d->acknowledgement = j->acknowledgement;
    d->first_seen = trace->first_s;
    d->last_seen = trace->last_s;
    d->last_success = j->last_success_s;
    d->first_failure = j->first_failure_s;
    d->last_failure = j->last_failure_s;
    d->last_pass = j->last_pass_s;
    d->requests = traffic->requests;
    d->backend_requests = trace->traffic[1].requests;
    d->failures = j->failures;
    d->hard_failures = j->hard_failures;
    d->refreshes = j->refreshes;
    d->provision_errors = j->provision_errors;
    d->client_addresses = traffic->addresses.count;
    d->is_policy_key_accepted = j->is_policy_key_accepted;
    d->is_active = j->is_active;
    d->is_moved = j->is_moved;
}

easc_status easc_result_device(const easc_result *result, uint64_t index, easc_device *out)
{
    if (!result || !out || index >= result->shared->answer->devices.count) {
        return EASC_E_ARGUMENT;
    }
    const easc__answer *answer = result->shared->answer;
    easc_device d = {0};
    fill_words(&answer->devices.items[index], &answer->judgements[index], &d);
    fill_numbers(&answer->devices.items[index], &answer->judgements[index], &d);
    d.is_listed = answer->is_listed[index];
    return fill(out, &d, sizeof d);
}

easc_status easc_result_problem(const easc_result *result, uint64_t index, easc_error *out)
{
    if (!result || !out || index >= result->shared->answer->problem_count) {
        return EASC_E_ARGUMENT;
    }
    bool has_room = easc__give_error(&result->shared->answer->problems[index], out);
    return has_room ? EASC_OK : EASC_E_ARGUMENT;
}

easc_status easc_result_gate(const easc_result *result, easc_gate *out)
{
    if (!result || !out) {
        return EASC_E_ARGUMENT;
    }
    const easc__gate *gate = &result->shared->answer->gate;
    easc_gate g = {.verdict = (int32_t)gate->verdict,
                   .active_devices = gate->active_devices,
                   .conditions = EASC__CONDITION_COUNT,
                   .failing_users = gate->failing_user_count,
                   .upgrade_required = gate->upgrade_count,
                   .unknown = gate->unknown_count};
    return fill(out, &g, sizeof g);
}

easc_status easc_result_condition(const easc_result *result, uint64_t index, easc_condition *out)
{
    if (!result || !out || index >= EASC__CONDITION_COUNT) {
        return EASC_E_ARGUMENT;
    }
    const easc__condition *c = &result->shared->answer->gate.conditions[index];
    easc_condition filled = {.is_met = c->is_met,
                             .id = text_of(easc__condition_name(c->id)),
                             .text = text_of(easc__condition_text(c->id)),
                             .figure = c->figure,
                             .limit = c->limit,
                             .is_at_most = c->is_at_most,
                             .is_percent = c->is_percent};
    return fill(out, &filled, sizeof filled);
}

easc_status easc_result_failing_user(const easc_result *result, uint64_t index, easc_text *out)
{
    if (!result || !out || index >= result->shared->answer->gate.failing_user_count) {
        return EASC_E_ARGUMENT;
    }
    *out = text_of(result->shared->answer->gate.failing_users[index]);
    return EASC_OK;
}

easc_status easc_result_input(const easc_result *result, uint64_t index, easc_input *out)
{
    const easc__input *input = result ? find_read(result->shared->answer, index) : NULL;
    if (!input || !out) {
        return EASC_E_ARGUMENT;
    }
    easc_input i = {.path = text_of(easc__bytes_z(input->path)),
                    .format = text_of(easc__format_name(input->format)),
                    .bytes = input->bytes,
                    .lines = input->lines,
                    .rows = input->rows,
                    .eas_rows = input->eas_rows};
    return fill(out, &i, sizeof i);
}

easc_status easc_result_reject(const easc_result *result, uint64_t index, easc_reject *out)
{
    if (!result || !out || index >= result->shared->answer->reject_group_count) {
        return EASC_E_ARGUMENT;
    }
    const easc__reject_group *group = &result->shared->answer->reject_groups[index];
    const easc__input *input = &result->shared->answer->inputs[group->input];
    easc__reject reason = group->reason;
    const easc__reject_sample *first = &input->samples[reason][0];
    easc_reject r = {.rows = input->rejected[reason],
                     .line = first->line,
                     .byte = first->byte,
                     .path = text_of(easc__bytes_z(input->path)),
                     .reason = text_of(easc__reject_name(reason)),
                     .hint = text_of(easc__reject_hint(reason)),
                     .sample = text_of(easc__bytes_z(first->text))};
    return fill(out, &r, sizeof r);
}
