/* answer.c - see answer.h. */
#include "answer/answer.h"

#include "base/heap.h"

void easc__answer_done(easc__answer *answer)
{
    for (size_t i = 0; i < answer->input_count; i++) {
        easc__free(answer->inputs[i].path);
        easc__free(answer->inputs[i].samples);
    }
    easc__free(answer->inputs);
    easc__free(answer->read_inputs);
    easc__free(answer->reject_groups);
    easc__free(answer->problems);
    easc__findings_done(&answer->findings);
    easc__gate_done(&answer->gate);
    easc__waves_done(&answer->waves);
    easc__free(answer->servers);
    easc__free(answer->proxies);
    easc__cmdlet_free(answer->cmdlet);
    easc__free(answer->judgements);
    easc__free(answer->is_listed);
    easc__devices_done(&answer->devices);
    easc__shard_done(&answer->shard);
    easc__catalogue_free(answer->catalogue);
    easc__mailboxes_free(answer->mailboxes);
    easc__labels_free(answer->labels);
    easc__vip_users_done(&answer->vip_users);
    easc__vips_free(answer->vips);
    easc__policy_free(answer->policy);
    easc__quirks_free(answer->quirks);
    easc__identity_map_free(answer->people);
    easc__options_done(&answer->options);
    memset(answer, 0, sizeof *answer);
}

/* A user is chosen by any form, with an identity map also by any name that is the same user's. */
static bool is_listed(const easc__options *options, const easc__device *device)
{
    const easc__person *person = device->person;
    return easc__is_listed(options, device->forms, device->form_count, device->user, device->id) ||
           (person &&
            easc__is_listed(options, person->names, EASC__PERSON_NAMES, device->user, device->id));
}

static bool judge_devices(easc__answer *answer)
{
    size_t count = answer->devices.count;
    answer->judgements = easc__alloc(count, sizeof *answer->judgements);
    answer->is_listed = easc__alloc(count, sizeof *answer->is_listed);
    if (!answer->judgements || !answer->is_listed) {
        return false;
    }
    answer->first_listed = count;
    for (size_t i = 0; i < count; i++) {
        answer->is_listed[i] = is_listed(&answer->options, &answer->devices.items[i]);
        if (answer->is_listed[i] && answer->listed_count++ == 0) {
            answer->first_listed = i;
        }
    }
    return easc__judge(&answer->devices, &answer->shard, &answer->options.terms, answer->catalogue,
                       answer->judgements);
}

static void count_words(easc__answer *answer)
{
    for (size_t i = 0; i < answer->devices.count; i++) {
        answer->states[answer->judgements[i].state]++;
        answer->outcomes[answer->judgements[i].outcome]++;
    }
}

/* So that callers find the n-th of them at once. */
static bool index_inputs(easc__answer *answer)
{
    size_t groups = 0;
    for (size_t i = 0; i < answer->input_count; i++) {
        for (int r = 0; r < EASC__REJECT_COUNT; r++) {
            groups += answer->inputs[i].rejected[r] > 0;
        }
    }
    answer->read_inputs = easc__alloc(answer->input_count, sizeof *answer->read_inputs);
    answer->reject_groups = easc__alloc(groups, sizeof *answer->reject_groups);
    if (!answer->read_inputs || !answer->reject_groups) {
        return false;
    }
    for (size_t i = 0; i < answer->input_count; i++) {
        if (answer->inputs[i].is_read) {
            answer->read_inputs[answer->read_count++] = i;
        }
        for (int r = 0; r < EASC__REJECT_COUNT; r++) {
            if (answer->inputs[i].rejected[r] > 0) {
                answer->reject_groups[answer->reject_group_count++] =
                    (easc__reject_group){i, (easc__reject)r};
            }
        }
    }
    return true;
}

static bool find_vips(easc__answer *answer)
{
    return !answer->vips ||
           easc__vip_users_find(answer->vips, &answer->devices, &answer->gate, &answer->vip_users);
}

static bool make_findings(easc__answer *answer)
{
    bool is_filtered = answer->options.users.count + answer->options.devices.count > 0;
    easc__findings_input input = {.devices = &answer->devices,
                                  .judgements = answer->judgements,
                                  .is_listed = answer->is_listed,
                                  .is_filtered = is_filtered,
                                  .shard = &answer->shard,
                                  .terms = &answer->options.terms,
                                  .gate = &answer->gate,
                                  .servers = answer->servers,
                                  .server_count = answer->server_count,
                                  .proxies = answer->proxies,
                                  .proxy_count = answer->proxy_count,
                                  .inputs = answer->inputs,
                                  .input_count = answer->input_count};
    return easc__findings_make(&input, &answer->findings);
}

easc_status easc__answer_judge(easc__answer *answer, easc__error *err)
{
    const easc__terms *terms = &answer->options.terms;
    bool ok = index_inputs(answer) &&
              easc__devices_fold(&answer->shard, answer->people, &answer->devices) &&
              judge_devices(answer) &&
              easc__coverage_list(&answer->shard, terms, &answer->servers, &answer->server_count) &&
              easc__proxies_find(&answer->shard, &answer->devices, &answer->proxies,
                                 &answer->proxy_count);
    if (ok) {
        count_words(answer);
        easc__gate_input input = {&answer->devices, answer->judgements, &answer->shard, terms,
                                  answer->mailboxes};
        ok =
            easc__gate_judge(&input, &answer->gate) &&
            easc__waves_plan(&answer->devices, answer->judgements, &answer->gate, &answer->waves) &&
            find_vips(answer) && make_findings(answer);
    }
    return ok ? EASC_OK : easc__fail(err, EASC_E_MEMORY, NULL, "not enough memory to judge");
}

void easc__answer_sum_inputs(const easc__answer *answer, easc__input_sums *out)
{
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < answer->input_count; i++) {
        out->bytes += answer->inputs[i].bytes;
        out->lines += answer->inputs[i].lines;
        out->rows += answer->inputs[i].rows;
        out->eas_rows += answer->inputs[i].eas_rows;
        for (int r = 0; r < EASC__REJECT_COUNT; r++) {
            out->rejected[r] += answer->inputs[i].rejected[r];
            out->rejected_rows += answer->inputs[i].rejected[r];
        }
    }
    out->inputs_read = answer->read_count;
}

size_t easc__answer_count_users(const easc__answer *answer)
{
    size_t users = 0;
    for (size_t i = 0; i < answer->devices.count; i++) {
        easc__bytes user = answer->devices.items[i].user;
        bool is_new = i == 0 || !easc__equal_nocase(user, answer->devices.items[i - 1].user);
        users += user.n > 0 && is_new;
    }
    return users;
}
