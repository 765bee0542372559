/* device_columns.c - see device_columns.h. */
#include "report/device_columns.h"

#include "answer/named_counts.h"

#define NAME(text)                                                                                 \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }

/* One device and where built text goes. */
typedef struct view {
    const easc__answer *answer;
    const easc__device *device;
    const easc__judgement *judgement;
    easc__text *scratch;
} view;

/* What stands in the scratch text from `start` on. */
static easc__cell built_cell(const view *v, size_t start)
{
    return easc__text_cell(easc__from(easc__text_view(v->scratch), start));
}

/* --- values: `which` tells columns apart that are read alike --------------------------------- */

static easc__cell user(const view *v, size_t which)
{
    (void)which;
    return easc__text_cell(v->device->user);
}

static easc__cell device_id(const view *v, size_t which)
{
    (void)which;
    return easc__text_cell(v->device->id);
}

static easc__cell user_forms(const view *v, size_t which)
{
    (void)which;
    size_t start = v->scratch->n;
    for (size_t i = 0; i < v->device->form_count; i++) {
        easc__text_add_z(v->scratch, i > 0 ? ";" : "");
        easc__text_add(v->scratch, v->device->forms[i]);
    }
    return built_cell(v, start);
}

static easc__cell attribute(const view *v, size_t which)
{
    return easc__text_cell(v->device->trace->attributes[which].value);
}

static easc__cell client(const view *v, size_t which)
{
    const easc__client *c = &v->judgement->client;
    return easc__text_cell(which == EASC__DEVICE_FAMILY    ? easc__family_name(c->family)
                           : which == EASC__DEVICE_VERSION ? c->version
                                                           : c->model);
}

static easc__cell trace_time(const view *v, size_t which)
{
    const easc__trace *trace = v->device->trace;
    return easc__time_cell(which == EASC__DEVICE_FIRST_SEEN ? trace->first_s : trace->last_s);
}

/* `which`: offset in the judgement. */
static easc__cell judged_time(const view *v, size_t which)
{
    int64_t time_s;
    memcpy(&time_s, (const char *)v->judgement + which, sizeof time_s);
    return easc__time_cell(time_s);
}

static easc__cell judged_count(const view *v, size_t which)
{
    uint64_t n;
    memcpy(&n, (const char *)v->judgement + which, sizeof n);
    return easc__count_cell(n);
}

static easc__cell requests(const view *v, size_t which)
{
    (void)which;
    const easc__trace *trace = v->device->trace;
    return easc__count_cell(trace->traffic[easc__uses_back_rows(trace)].requests);
}

static easc__cell backend_requests(const view *v, size_t which)
{
    (void)which;
    return easc__count_cell(v->device->trace->traffic[1].requests);
}

static easc__cell addresses(const view *v, size_t which)
{
    (void)which;
    const easc__trace *trace = v->device->trace;
    return easc__count_cell(trace->traffic[easc__uses_back_rows(trace)].addresses.count);
}

static easc__cell map_of(const view *v, size_t which)
{
    size_t start = v->scratch->n;
    easc__named_counts list = {NULL, 0, 0};
    if (!easc__map_of_trace(v->answer, v->device->trace, (easc__map)which, &list)) {
        v->scratch->failed = true;
    }
    for (size_t i = 0; i < list.count; i++) {
        easc__text_add_z(v->scratch, i > 0 ? ";" : "");
        easc__text_add(v->scratch, list.items[i].name);
        easc__text_add_char(v->scratch, '=');
        easc__text_add_u64(v->scratch, list.items[i].n);
    }
    easc__named_counts_done(&list);
    return built_cell(v, start);
}

static easc__cell servers(const view *v, size_t which)
{
    (void)which;
    size_t start = v->scratch->n;
    easc__named_counts list = {NULL, 0, 0};
    if (!easc__servers_of_trace(v->answer, v->device->trace, &list)) {
        v->scratch->failed = true;
    }
    for (size_t i = 0; i < list.count; i++) {
        easc__text_add_z(v->scratch, i > 0 ? ";" : "");
        easc__text_add(v->scratch, list.items[i].name);
    }
    easc__named_counts_done(&list);
    return built_cell(v, start);
}

static easc__cell acknowledgement(const view *v, size_t which)
{
    (void)which;
    return easc__count_cell((uint64_t)v->judgement->acknowledgement);
}

static easc__cell flag(const view *v, size_t which)
{
    const easc__judgement *j = v->judgement;
    return easc__flag_cell(which == EASC__DEVICE_ACTIVE  ? j->is_active
                           : which == EASC__DEVICE_MOVED ? j->is_moved
                                                         : j->is_policy_key_accepted);
}

static easc__cell access_reason(const view *v, size_t which)
{
    (void)which;
    return easc__text_cell(v->judgement->access_reason);
}

static easc__cell reason(const view *v, size_t which)
{
    easc__reason id = v->judgement->reason;
    return easc__text_cell(which == EASC__DEVICE_REASON ? easc__reason_text(id)
                                                        : easc__reason_name(id));
}

static easc__cell access_word(const view *v, size_t which)
{
    (void)which;
    return easc__word_cell(v->judgement->access_state);
}

static easc__cell outcome(const view *v, size_t which)
{
    (void)which;
    return easc__word_cell(easc__outcome_name(v->judgement->outcome));
}

static easc__cell state(const view *v, size_t which)
{
    (void)which;
    return easc__word_cell(easc__state_name(v->judgement->state));
}

static easc__cell evidence(const view *v, size_t which)
{
    (void)which;
    return easc__word_cell(easc__evidence_name(v->judgement->evidence));
}

static easc__cell catalogue_verdict(const view *v, size_t which)
{
    (void)which;
    return easc__word_cell(easc__verdict_name(v->judgement->catalogue.verdict));
}

static easc__cell catalogue_text(const view *v, size_t which)
{
    const easc__catalogue_answer *c = &v->judgement->catalogue;
    return easc__text_cell(which == EASC__DEVICE_RULE              ? c->rule
                           : which == EASC__DEVICE_MINIMUM_VERSION ? c->minimum_version
                                                                   : c->action);
}

/* --- the table ------------------------------------------------------------------------------ */

typedef struct field_row {
    easc__bytes key;
    easc__bytes title;
    easc__value_type type;
    uint32_t width;
    easc__cell (*value)(const view *v, size_t which);
    size_t which;
    easc__tones (*tones)(void); /* NULL: none */
} field_row;

#define JUDGED(member) offsetof(easc__judgement, member)

static const field_row fields[EASC__DEVICE_FIELD_COUNT] = {
    [EASC__DEVICE_USER] = {NAME("user"), NAME("User"), EASC__VALUE_TEXT, 28, user, 0, NULL},
    [EASC__DEVICE_USER_FORMS] = {NAME("userForms"), NAME("User forms"), EASC__VALUE_TEXT, 34,
                                 user_forms, 0, NULL},
    [EASC__DEVICE_ID] = {NAME("deviceId"), NAME("Device id"), EASC__VALUE_TEXT, 38, device_id, 0,
                         NULL},
    [EASC__DEVICE_TYPE] = {NAME("deviceType"), NAME("Device type"), EASC__VALUE_TEXT, 16, attribute,
                           EASC__ATTRIBUTE_TYPE, NULL},
    [EASC__DEVICE_MODEL] = {NAME("deviceModel"), NAME("Model"), EASC__VALUE_TEXT, 22, client,
                            EASC__DEVICE_MODEL, NULL},
    [EASC__DEVICE_OS] = {NAME("deviceOS"), NAME("OS"), EASC__VALUE_TEXT, 18, attribute,
                         EASC__ATTRIBUTE_OS, NULL},
    [EASC__DEVICE_AGENT] = {NAME("deviceUserAgent"), NAME("User agent"), EASC__VALUE_TEXT, 40,
                            attribute, EASC__ATTRIBUTE_AGENT, NULL},
    [EASC__DEVICE_FAMILY] = {NAME("clientFamily"), NAME("Client"), EASC__VALUE_TEXT, 25, client,
                             EASC__DEVICE_FAMILY, NULL},
    [EASC__DEVICE_VERSION] = {NAME("clientVersion"), NAME("Client version"), EASC__VALUE_TEXT, 17,
                              client, EASC__DEVICE_VERSION, NULL},
    [EASC__DEVICE_PROTOCOL] = {NAME("protocolVersion"), NAME("EAS version"), EASC__VALUE_TEXT, 14,
                               attribute, EASC__ATTRIBUTE_PROTOCOL, NULL},
    [EASC__DEVICE_FIRST_SEEN] = {NAME("firstSeen"), NAME("First seen (UTC)"), EASC__VALUE_TIME, 21,
                                 trace_time, EASC__DEVICE_FIRST_SEEN, NULL},
    [EASC__DEVICE_LAST_SEEN] = {NAME("lastSeen"), NAME("Last seen (UTC)"), EASC__VALUE_TIME, 21,
                                trace_time, EASC__DEVICE_LAST_SEEN, NULL},
    [EASC__DEVICE_LAST_SUCCESS] = {NAME("lastSuccess"), NAME("Last success (UTC)"),
                                   EASC__VALUE_TIME, 21, judged_time, JUDGED(last_success_s), NULL},
    [EASC__DEVICE_REQUESTS] = {NAME("requests"), NAME("Requests"), EASC__VALUE_INTEGER, 12,
                               requests, 0, NULL},
    [EASC__DEVICE_BACKEND_REQUESTS] = {NAME("backendRequests"), NAME("Back-end requests"),
                                       EASC__VALUE_INTEGER, 20, backend_requests, 0, NULL},
    [EASC__DEVICE_COMMANDS] = {NAME("commands"), NAME("Commands"), EASC__VALUE_TEXT, 30, map_of,
                               EASC__MAP_COMMANDS, NULL},
    [EASC__DEVICE_HTTP_STATUS] = {NAME("httpStatus"), NAME("HTTP statuses"), EASC__VALUE_TEXT, 22,
                                  map_of, EASC__MAP_HTTP_STATUS, NULL},
    [EASC__DEVICE_EAS_STATUS] = {NAME("easStatus"), NAME("EAS statuses"), EASC__VALUE_TEXT, 20,
                                 map_of, EASC__MAP_EAS_STATUS, NULL},
    [EASC__DEVICE_ERRORS] = {NAME("errors"), NAME("Errors"), EASC__VALUE_TEXT, 34, map_of,
                             EASC__MAP_ERRORS, NULL},
    [EASC__DEVICE_FAILURES] = {NAME("failures"), NAME("Failures"), EASC__VALUE_INTEGER, 11,
                               judged_count, JUDGED(failures), NULL},
    [EASC__DEVICE_HARD_FAILURES] = {NAME("hardFailures"), NAME("Hard failures"),
                                    EASC__VALUE_INTEGER, 16, judged_count, JUDGED(hard_failures),
                                    NULL},
    [EASC__DEVICE_REFRESHES] = {NAME("refreshes"), NAME("Refreshes"), EASC__VALUE_INTEGER, 13,
                                judged_count, JUDGED(refreshes), NULL},
    [EASC__DEVICE_PROVISION_ERRORS] = {NAME("provisionErrors"), NAME("Provision errors"),
                                       EASC__VALUE_INTEGER, 19, judged_count,
                                       JUDGED(provision_errors), NULL},
    [EASC__DEVICE_FIRST_FAILURE] = {NAME("firstFailure"), NAME("First failure (UTC)"),
                                    EASC__VALUE_TIME, 22, judged_time, JUDGED(first_failure_s),
                                    NULL},
    [EASC__DEVICE_LAST_FAILURE] = {NAME("lastFailure"), NAME("Last failure (UTC)"),
                                   EASC__VALUE_TIME, 21, judged_time, JUDGED(last_failure_s), NULL},
    [EASC__DEVICE_LAST_PASS] = {NAME("lastPass"), NAME("Last pass (UTC)"), EASC__VALUE_TIME, 21,
                                judged_time, JUDGED(last_pass_s), NULL},
    [EASC__DEVICE_ACKNOWLEDGEMENT] = {NAME("acknowledgement"), NAME("Acknowledgement"),
                                      EASC__VALUE_INTEGER, 20, acknowledgement, 0, NULL},
    [EASC__DEVICE_KEY_ACCEPTED] = {NAME("policyKeyAccepted"), NAME("Policy key accepted"),
                                   EASC__VALUE_FLAG, 22, flag, EASC__DEVICE_KEY_ACCEPTED, NULL},
    [EASC__DEVICE_ACCESS_STATE] = {NAME("accessState"), NAME("Access state"), EASC__VALUE_WORD, 16,
                                   access_word, 0, easc__access_tones},
    [EASC__DEVICE_ACCESS_REASON] = {NAME("accessStateReason"), NAME("Access reason"),
                                    EASC__VALUE_TEXT, 16, access_reason, 0, NULL},
    [EASC__DEVICE_OUTCOME] = {NAME("outcome"), NAME("Outcome"), EASC__VALUE_WORD, 13, outcome, 0,
                              easc__outcome_tones},
    [EASC__DEVICE_STATE] = {NAME("complianceState"), NAME("Compliance state"), EASC__VALUE_WORD, 20,
                            state, 0, easc__state_tones},
    [EASC__DEVICE_REASON_ID] = {NAME("complianceReasonId"), NAME("Reason id"), EASC__VALUE_TEXT, 22,
                                reason, EASC__DEVICE_REASON_ID, NULL},
    [EASC__DEVICE_REASON] = {NAME("complianceReason"), NAME("Reason"), EASC__VALUE_TEXT, 48, reason,
                             EASC__DEVICE_REASON, NULL},
    [EASC__DEVICE_ACTIVE] = {NAME("active"), NAME("Active"), EASC__VALUE_FLAG, 10, flag,
                             EASC__DEVICE_ACTIVE, NULL},
    [EASC__DEVICE_MOVED] = {NAME("moved"), NAME("Moved"), EASC__VALUE_FLAG, 10, flag,
                            EASC__DEVICE_MOVED, NULL},
    [EASC__DEVICE_EVIDENCE] = {NAME("evidence"), NAME("Evidence"), EASC__VALUE_WORD, 16, evidence,
                               0, easc__evidence_tones},
    [EASC__DEVICE_VERDICT] = {NAME("catalogueVerdict"), NAME("Catalogue"), EASC__VALUE_WORD, 18,
                              catalogue_verdict, 0, easc__catalogue_tones},
    [EASC__DEVICE_RULE] = {NAME("catalogueRule"), NAME("Catalogue rule"), EASC__VALUE_TEXT, 27,
                           catalogue_text, EASC__DEVICE_RULE, NULL},
    [EASC__DEVICE_MINIMUM_VERSION] = {NAME("catalogueMinimumVersion"), NAME("Needs version"),
                                      EASC__VALUE_TEXT, 16, catalogue_text,
                                      EASC__DEVICE_MINIMUM_VERSION, NULL},
    [EASC__DEVICE_ACTION] = {NAME("catalogueAction"), NAME("What to do"), EASC__VALUE_TEXT, 48,
                             catalogue_text, EASC__DEVICE_ACTION, NULL},
    [EASC__DEVICE_SERVERS] = {NAME("servers"), NAME("Servers"), EASC__VALUE_TEXT, 22, servers, 0,
                              NULL},
    [EASC__DEVICE_ADDRESSES] = {NAME("clientAddresses"), NAME("Client addresses"),
                                EASC__VALUE_INTEGER, 19, addresses, 0, NULL},
};

easc__bytes easc__device_key(easc__device_field field)
{
    return fields[field].key;
}

easc__grid_column easc__device_column(easc__device_field field)
{
    const field_row *row = &fields[field];
    easc__grid_column column = {row->title, row->type, row->width, false, {NULL, 0}};
    if (row->tones) {
        column.tones = row->tones();
    }
    return column;
}

easc__cell easc__device_value(const easc__answer *answer, size_t device, easc__device_field field,
                              easc__text *scratch)
{
    view v = {answer, &answer->devices.items[device], &answer->judgements[device], scratch};
    return fields[field].value(&v, fields[field].which);
}

/* --- tones ---------------------------------------------------------------------------------- */

#define TONES(items) ((easc__tones){(items), sizeof(items) / sizeof((items)[0])})

easc__tones easc__state_tones(void)
{
    static const easc__word_tone tones[] = {{NAME("Compliant"), EASC__TONE_GOOD},
                                            {NAME("Provisioned"), EASC__TONE_FAIR},
                                            {NAME("PartiallyCompliant"), EASC__TONE_WARNING},
                                            {NAME("NotCompliant"), EASC__TONE_BAD},
                                            {NAME("ExternallyManaged"), EASC__TONE_INFO},
                                            {NAME("Unknown"), EASC__TONE_UNKNOWN}};
    return TONES(tones);
}

easc__tones easc__outcome_tones(void)
{
    static const easc__word_tone tones[] = {
        {NAME("OK"), EASC__TONE_GOOD},         {NAME("Recovered"), EASC__TONE_FAIR},
        {NAME("Pending"), EASC__TONE_INFO},    {NAME("Flapping"), EASC__TONE_WARNING},
        {NAME("Unresolved"), EASC__TONE_BAD},  {NAME("Looping"), EASC__TONE_BAD},
        {NAME("Unknown"), EASC__TONE_UNKNOWN},
    };
    return TONES(tones);
}

easc__tones easc__evidence_tones(void)
{
    static const easc__word_tone tones[] = {
        {NAME("Proven"), EASC__TONE_GOOD},        {NAME("Admitted"), EASC__TONE_GOOD},
        {NAME("ProvenByBuild"), EASC__TONE_GOOD}, {NAME("KeyHeld"), EASC__TONE_FAIR},
        {NAME("Catalogue"), EASC__TONE_INFO},     {NAME("Failing"), EASC__TONE_BAD},
        {NAME("Unknown"), EASC__TONE_UNKNOWN},
    };
    return TONES(tones);
}

easc__tones easc__catalogue_tones(void)
{
    static const easc__word_tone tones[] = {{NAME("Certified"), EASC__TONE_GOOD},
                                            {NAME("UpgradeRequired"), EASC__TONE_WARNING},
                                            {NAME("Undetermined"), EASC__TONE_UNKNOWN}};
    return TONES(tones);
}

easc__tones easc__access_tones(void)
{
    static const easc__word_tone tones[] = {{NAME("Allowed"), EASC__TONE_GOOD},
                                            {NAME("Blocked"), EASC__TONE_BAD},
                                            {NAME("Quarantined"), EASC__TONE_WARNING},
                                            {NAME("DeviceDiscovery"), EASC__TONE_INFO},
                                            {NAME("Unknown"), EASC__TONE_UNKNOWN}};
    return TONES(tones);
}
