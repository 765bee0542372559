/* device_columns.c - see device_columns.h. */
#include "report/device_columns.h"

#include "answer/named_counts.h"

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

static easc__cell person_text(const view *v, size_t which)
{
    easc__bytes text = {NULL, 0};
    if (v->device->person) {
        text = which == EASC__DEVICE_DISPLAY_NAME ? v->device->person->display_name
                                                  : v->device->person->department;
    }
    return easc__text_cell(text);
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
    [EASC__DEVICE_USER] = {EASC__NAME("user"), EASC__NAME("User"), EASC__VALUE_TEXT, 28, user, 0,
                           NULL},
    [EASC__DEVICE_USER_FORMS] = {EASC__NAME("userForms"), EASC__NAME("User forms"),
                                 EASC__VALUE_TEXT, 34, user_forms, 0, NULL},
    [EASC__DEVICE_DISPLAY_NAME] = {EASC__NAME("displayName"), EASC__NAME("Display name"),
                                   EASC__VALUE_TEXT, 26, person_text, EASC__DEVICE_DISPLAY_NAME,
                                   NULL},
    [EASC__DEVICE_DEPARTMENT] = {EASC__NAME("department"), EASC__NAME("Department"),
                                 EASC__VALUE_TEXT, 20, person_text, EASC__DEVICE_DEPARTMENT, NULL},
    [EASC__DEVICE_ID] = {EASC__NAME("deviceId"), EASC__NAME("Device id"), EASC__VALUE_TEXT, 38,
                         device_id, 0, NULL},
    [EASC__DEVICE_TYPE] = {EASC__NAME("deviceType"), EASC__NAME("Device type"), EASC__VALUE_TEXT,
                           16, attribute, EASC__ATTRIBUTE_TYPE, NULL},
    [EASC__DEVICE_MODEL] = {EASC__NAME("deviceModel"), EASC__NAME("Model"), EASC__VALUE_TEXT, 22,
                            client, EASC__DEVICE_MODEL, NULL},
    [EASC__DEVICE_OS] = {EASC__NAME("deviceOS"), EASC__NAME("OS"), EASC__VALUE_TEXT, 18, attribute,
                         EASC__ATTRIBUTE_OS, NULL},
    [EASC__DEVICE_AGENT] = {EASC__NAME("deviceUserAgent"), EASC__NAME("User agent"),
                            EASC__VALUE_TEXT, 40, attribute, EASC__ATTRIBUTE_AGENT, NULL},
    [EASC__DEVICE_FAMILY] = {EASC__NAME("clientFamily"), EASC__NAME("Client"), EASC__VALUE_TEXT, 25,
                             client, EASC__DEVICE_FAMILY, NULL},
    [EASC__DEVICE_VERSION] = {EASC__NAME("clientVersion"), EASC__NAME("Client version"),
                              EASC__VALUE_TEXT, 17, client, EASC__DEVICE_VERSION, NULL},
    [EASC__DEVICE_PROTOCOL] = {EASC__NAME("protocolVersion"), EASC__NAME("EAS version"),
                               EASC__VALUE_TEXT, 14, attribute, EASC__ATTRIBUTE_PROTOCOL, NULL},
    [EASC__DEVICE_FIRST_SEEN] = {EASC__NAME("firstSeen"), EASC__NAME("First seen (UTC)"),
                                 EASC__VALUE_TIME, 21, trace_time, EASC__DEVICE_FIRST_SEEN, NULL},
    [EASC__DEVICE_LAST_SEEN] = {EASC__NAME("lastSeen"), EASC__NAME("Last seen (UTC)"),
                                EASC__VALUE_TIME, 21, trace_time, EASC__DEVICE_LAST_SEEN, NULL},
    [EASC__DEVICE_LAST_SUCCESS] = {EASC__NAME("lastSuccess"), EASC__NAME("Last success (UTC)"),
                                   EASC__VALUE_TIME, 21, judged_time, JUDGED(last_success_s), NULL},
    [EASC__DEVICE_REQUESTS] = {EASC__NAME("requests"), EASC__NAME("Requests"), EASC__VALUE_INTEGER,
                               12, requests, 0, NULL},
    [EASC__DEVICE_BACKEND_REQUESTS] = {EASC__NAME("backendRequests"),
                                       EASC__NAME("Back-end requests"), EASC__VALUE_INTEGER, 20,
                                       backend_requests, 0, NULL},
    [EASC__DEVICE_COMMANDS] = {EASC__NAME("commands"), EASC__NAME("Commands"), EASC__VALUE_TEXT, 30,
                               map_of, EASC__MAP_COMMANDS, NULL},
    [EASC__DEVICE_HTTP_STATUS] = {EASC__NAME("httpStatus"), EASC__NAME("HTTP statuses"),
                                  EASC__VALUE_TEXT, 22, map_of, EASC__MAP_HTTP_STATUS, NULL},
    [EASC__DEVICE_EAS_STATUS] = {EASC__NAME("easStatus"), EASC__NAME("EAS statuses"),
                                 EASC__VALUE_TEXT, 20, map_of, EASC__MAP_EAS_STATUS, NULL},
    [EASC__DEVICE_ERRORS] = {EASC__NAME("errors"), EASC__NAME("Errors"), EASC__VALUE_TEXT, 34,
                             map_of, EASC__MAP_ERRORS, NULL},
    [EASC__DEVICE_FAILURES] = {EASC__NAME("failures"), EASC__NAME("Failures"), EASC__VALUE_INTEGER,
                               11, judged_count, JUDGED(failures), NULL},
    [EASC__DEVICE_HARD_FAILURES] = {EASC__NAME("hardFailures"), EASC__NAME("Hard failures"),
                                    EASC__VALUE_INTEGER, 16, judged_count, JUDGED(hard_failures),
                                    NULL},
    [EASC__DEVICE_REFRESHES] = {EASC__NAME("refreshes"), EASC__NAME("Refreshes"),
                                EASC__VALUE_INTEGER, 13, judged_count, JUDGED(refreshes), NULL},
    [EASC__DEVICE_PROVISION_ERRORS] = {EASC__NAME("provisionErrors"),
                                       EASC__NAME("Provision errors"), EASC__VALUE_INTEGER, 19,
                                       judged_count, JUDGED(provision_errors), NULL},
    [EASC__DEVICE_FIRST_FAILURE] = {EASC__NAME("firstFailure"), EASC__NAME("First failure (UTC)"),
                                    EASC__VALUE_TIME, 22, judged_time, JUDGED(first_failure_s),
                                    NULL},
    [EASC__DEVICE_LAST_FAILURE] = {EASC__NAME("lastFailure"), EASC__NAME("Last failure (UTC)"),
                                   EASC__VALUE_TIME, 21, judged_time, JUDGED(last_failure_s), NULL},
    [EASC__DEVICE_LAST_PASS] = {EASC__NAME("lastPass"), EASC__NAME("Last pass (UTC)"),
                                EASC__VALUE_TIME, 21, judged_time, JUDGED(last_pass_s), NULL},
    [EASC__DEVICE_ACKNOWLEDGEMENT] = {EASC__NAME("acknowledgement"), EASC__NAME("Acknowledgement"),
                                      EASC__VALUE_INTEGER, 20, acknowledgement, 0, NULL},
    [EASC__DEVICE_KEY_ACCEPTED] = {EASC__NAME("policyKeyAccepted"),
                                   EASC__NAME("Policy key accepted"), EASC__VALUE_FLAG, 22, flag,
                                   EASC__DEVICE_KEY_ACCEPTED, NULL},
    [EASC__DEVICE_ACCESS_STATE] = {EASC__NAME("accessState"), EASC__NAME("Access state"),
                                   EASC__VALUE_WORD, 16, access_word, 0, easc__access_tones},
    [EASC__DEVICE_ACCESS_REASON] = {EASC__NAME("accessStateReason"), EASC__NAME("Access reason"),
                                    EASC__VALUE_TEXT, 16, access_reason, 0, NULL},
    [EASC__DEVICE_OUTCOME] = {EASC__NAME("outcome"), EASC__NAME("Outcome"), EASC__VALUE_WORD, 13,
                              outcome, 0, easc__outcome_tones},
    [EASC__DEVICE_STATE] = {EASC__NAME("complianceState"), EASC__NAME("Compliance state"),
                            EASC__VALUE_WORD, 20, state, 0, easc__state_tones},
    [EASC__DEVICE_REASON_ID] = {EASC__NAME("complianceReasonId"), EASC__NAME("Reason id"),
                                EASC__VALUE_TEXT, 22, reason, EASC__DEVICE_REASON_ID, NULL},
    [EASC__DEVICE_REASON] = {EASC__NAME("complianceReason"), EASC__NAME("Reason"), EASC__VALUE_TEXT,
                             48, reason, EASC__DEVICE_REASON, NULL},
    [EASC__DEVICE_ACTIVE] = {EASC__NAME("active"), EASC__NAME("Active"), EASC__VALUE_FLAG, 10, flag,
                             EASC__DEVICE_ACTIVE, NULL},
    [EASC__DEVICE_MOVED] = {EASC__NAME("moved"), EASC__NAME("Moved"), EASC__VALUE_FLAG, 10, flag,
                            EASC__DEVICE_MOVED, NULL},
    [EASC__DEVICE_EVIDENCE] = {EASC__NAME("evidence"), EASC__NAME("Evidence"), EASC__VALUE_WORD, 16,
                               evidence, 0, easc__evidence_tones},
    [EASC__DEVICE_VERDICT] = {EASC__NAME("catalogueVerdict"), EASC__NAME("Catalogue"),
                              EASC__VALUE_WORD, 18, catalogue_verdict, 0, easc__catalogue_tones},
    [EASC__DEVICE_RULE] = {EASC__NAME("catalogueRule"), EASC__NAME("Catalogue rule"),
                           EASC__VALUE_TEXT, 27, catalogue_text, EASC__DEVICE_RULE, NULL},
    [EASC__DEVICE_MINIMUM_VERSION] = {EASC__NAME("catalogueMinimumVersion"),
                                      EASC__NAME("Needs version"), EASC__VALUE_TEXT, 16,
                                      catalogue_text, EASC__DEVICE_MINIMUM_VERSION, NULL},
    [EASC__DEVICE_ACTION] = {EASC__NAME("catalogueAction"), EASC__NAME("What to do"),
                             EASC__VALUE_TEXT, 48, catalogue_text, EASC__DEVICE_ACTION, NULL},
    [EASC__DEVICE_SERVERS] = {EASC__NAME("servers"), EASC__NAME("Servers"), EASC__VALUE_TEXT, 22,
                              servers, 0, NULL},
    [EASC__DEVICE_ADDRESSES] = {EASC__NAME("clientAddresses"), EASC__NAME("Client addresses"),
                                EASC__VALUE_INTEGER, 19, addresses, 0, NULL},
};

easc__bytes easc__device_key(easc__device_field field)
{
    return fields[field].key;
}

bool easc__device_has_field(const easc__answer *answer, easc__device_field field)
{
    bool is_personal = field == EASC__DEVICE_DISPLAY_NAME || field == EASC__DEVICE_DEPARTMENT;
    return !is_personal || answer->people;
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
    static const easc__word_tone tones[] = {{EASC__NAME("Compliant"), EASC__TONE_GOOD},
                                            {EASC__NAME("Provisioned"), EASC__TONE_FAIR},
                                            {EASC__NAME("PartiallyCompliant"), EASC__TONE_WARNING},
                                            {EASC__NAME("NotCompliant"), EASC__TONE_BAD},
                                            {EASC__NAME("ExternallyManaged"), EASC__TONE_INFO},
                                            {EASC__NAME("Unknown"), EASC__TONE_UNKNOWN}};
    return TONES(tones);
}

easc__tones easc__outcome_tones(void)
{
    static const easc__word_tone tones[] = {
        {EASC__NAME("OK"), EASC__TONE_GOOD},         {EASC__NAME("Recovered"), EASC__TONE_FAIR},
        {EASC__NAME("Pending"), EASC__TONE_INFO},    {EASC__NAME("Flapping"), EASC__TONE_WARNING},
        {EASC__NAME("Unresolved"), EASC__TONE_BAD},  {EASC__NAME("Looping"), EASC__TONE_BAD},
        {EASC__NAME("Unknown"), EASC__TONE_UNKNOWN},
    };
    return TONES(tones);
}

easc__tones easc__evidence_tones(void)
{
    static const easc__word_tone tones[] = {
        {EASC__NAME("Proven"), EASC__TONE_GOOD},        {EASC__NAME("Admitted"), EASC__TONE_GOOD},
        {EASC__NAME("ProvenByBuild"), EASC__TONE_GOOD}, {EASC__NAME("KeyHeld"), EASC__TONE_FAIR},
        {EASC__NAME("Catalogue"), EASC__TONE_INFO},     {EASC__NAME("Failing"), EASC__TONE_BAD},
        {EASC__NAME("Unknown"), EASC__TONE_UNKNOWN},
    };
    return TONES(tones);
}

easc__tones easc__catalogue_tones(void)
{
    static const easc__word_tone tones[] = {{EASC__NAME("Certified"), EASC__TONE_GOOD},
                                            {EASC__NAME("UpgradeRequired"), EASC__TONE_WARNING},
                                            {EASC__NAME("Undetermined"), EASC__TONE_UNKNOWN}};
    return TONES(tones);
}

easc__tones easc__access_tones(void)
{
    static const easc__word_tone tones[] = {{EASC__NAME("Allowed"), EASC__TONE_GOOD},
                                            {EASC__NAME("Blocked"), EASC__TONE_BAD},
                                            {EASC__NAME("Quarantined"), EASC__TONE_WARNING},
                                            {EASC__NAME("DeviceDiscovery"), EASC__TONE_INFO},
                                            {EASC__NAME("Unknown"), EASC__TONE_UNKNOWN}};
    return TONES(tones);
}

easc__tone easc__verdict_tone(easc__gate_verdict verdict)
{
    switch (verdict) {
    case EASC__GATE_READY:
        return EASC__TONE_GOOD;
    case EASC__GATE_NOT_READY:
        return EASC__TONE_BAD;
    case EASC__GATE_INSUFFICIENT_EVIDENCE:
        break;
    }
    return EASC__TONE_WARNING;
}
