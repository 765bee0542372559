/* options.c - see options.h. */
#include "options/options.h"

#include "base/civil.h"
#include "base/heap.h"
#include "base/number.h"
#include "base/text.h"
#include "labels/labels.h"
#include "request/account.h"

#include <stdio.h>

void easc__options_init(easc__options *options)
{
    memset(options, 0, sizeof *options);
    options->arena = easc__arena_init(0);
    options->selection.since_s = EASC__NO_TIME;
    options->selection.until_s = INT64_MAX;
    easc__terms_default(&options->terms);
}

void easc__options_done(easc__options *options)
{
    easc__free(options->paths.items);
    easc__free(options->servers.items);
    easc__free(options->excluded_servers.items);
    easc__free(options->users.items);
    easc__free(options->devices.items);
    easc__free(options->terms.policy_off);
    easc__free(options->terms.policy_on);
    easc__free(options->terms.gaps);
    easc__free(options->settings);
    easc__arena_done(&options->arena);
    memset(options, 0, sizeof *options);
}

static easc_status no_memory(easc__error *err)
{
    return easc__fail(err, EASC_E_MEMORY, NULL, "not enough memory");
}

/* "--name VALUE: message" */
static easc_status refuse(easc__error *err, easc__bytes name, easc__bytes value,
                          const char *message)
{
    easc__text text = easc__text_init(sizeof err->message - 1);
    easc__text_add_z(&text, "--");
    easc__text_add(&text, easc__first(name, 64));
    easc__text_add_char(&text, ' ');
    easc__text_add_utf8(&text, easc__first(value, 100));
    easc__text_add_z(&text, ": ");
    easc__text_add_z(&text, message);
    easc__text_add_char(&text, '\0');
    easc_status status = easc__fail(err, EASC_E_ARGUMENT, NULL, text.failed ? message : text.p);
    easc__text_done(&text);
    return status;
}

static bool add_text(easc__texts *texts, easc__bytes text)
{
    easc__bytes *items = easc__grow(texts->items, texts->count, &texts->capacity, sizeof *items);
    if (!items) {
        return false;
    }
    texts->items = items;
    texts->items[texts->count++] = text;
    return true;
}

/* "FROM", "FROM.." or "FROM..TO". */
static bool parse_period(easc__bytes text, easc__period *out)
{
    easc__bytes from = easc__first(text, EASC__DATE_SIZE);
    easc__bytes rest = easc__from(text, EASC__DATE_SIZE);
    out->to = INT32_MAX;
    if (!easc__parse_date(from, &out->from) ||
        (rest.n > 0 && !easc__starts(rest, EASC__LIT("..")))) {
        return false;
    }
    rest = easc__from(rest, 2);
    return rest.n == 0 || (easc__parse_date(rest, &out->to) && out->to >= out->from);
}

static const char period_form[] =
    "expected FROM or FROM..TO with UTC dates such as 2011-05-06..2011-05-18, TO not before FROM";

typedef easc_status (*set_option)(easc__options *options, easc__bytes name, easc__bytes value,
                                  easc__error *err);

static easc_status add_period(easc__period **periods, size_t *count, size_t *capacity,
                              easc__bytes name, easc__bytes value, easc__error *err)
{
    easc__period period;
    if (!parse_period(value, &period)) {
        return refuse(err, name, value, period_form);
    }
    easc__period *grown = easc__grow(*periods, *count, capacity, sizeof *grown);
    if (!grown) {
        return no_memory(err);
    }
    *periods = grown;
    grown[(*count)++] = period;
    return EASC_OK;
}

static easc_status set_policy_off(easc__options *o, easc__bytes name, easc__bytes value,
                                  easc__error *err)
{
    return add_period(&o->terms.policy_off, &o->terms.off_count, &o->off_capacity, name, value,
                      err);
}

static easc_status set_policy_on(easc__options *o, easc__bytes name, easc__bytes value,
                                 easc__error *err)
{
    return add_period(&o->terms.policy_on, &o->terms.on_count, &o->on_capacity, name, value, err);
}

static easc_status set_accept_gap(easc__options *o, easc__bytes name, easc__bytes value,
                                  easc__error *err)
{
    size_t equals = easc__behind_last(value, '=');
    easc__gap gap = {easc__first(value, equals > 0 ? equals - 1 : 0), {0, 0}};
    if (gap.server.n == 0 || !parse_period(easc__from(value, equals), &gap.period)) {
        return refuse(err, name, value,
                      "expected SERVER=FROM or SERVER=FROM..TO with UTC dates, such as "
                      "CAS01=2011-05-03..2011-05-04");
    }
    easc__gap *gaps = easc__grow(o->terms.gaps, o->terms.gap_count, &o->gap_capacity, sizeof *gaps);
    if (!gaps) {
        return no_memory(err);
    }
    o->terms.gaps = gaps;
    o->terms.gaps[o->terms.gap_count++] = gap;
    return EASC_OK;
}

static easc_status set_time(int64_t *time_s, easc__bytes name, easc__bytes value, easc__error *err)
{
    if (!easc__parse_time(value, time_s)) {
        return refuse(err, name, value,
                      "expected a date (00:00 UTC) or a time such as 2011-05-06T11:30:00Z");
    }
    return EASC_OK;
}

static easc_status set_since(easc__options *o, easc__bytes name, easc__bytes value,
                             easc__error *err)
{
    return set_time(&o->selection.since_s, name, value, err);
}

static easc_status set_until(easc__options *o, easc__bytes name, easc__bytes value,
                             easc__error *err)
{
    return set_time(&o->selection.until_s, name, value, err);
}

static easc_status add_name(easc__texts *texts, easc__bytes name, easc__bytes value,
                            easc__error *err)
{
    if (value.n == 0) {
        return refuse(err, name, value, "expected a name");
    }
    return add_text(texts, value) ? EASC_OK : no_memory(err);
}

static easc_status set_server(easc__options *o, easc__bytes name, easc__bytes value,
                              easc__error *err)
{
    return add_name(&o->servers, name, value, err);
}

static easc_status set_exclude_server(easc__options *o, easc__bytes name, easc__bytes value,
                                      easc__error *err)
{
    return add_name(&o->excluded_servers, name, value, err);
}

static easc_status set_user(easc__options *o, easc__bytes name, easc__bytes value, easc__error *err)
{
    (void)name;
    (void)err; /* an empty name is allowed: devices of nobody */
    return add_text(&o->users, value) ? EASC_OK : no_memory(err);
}

static easc_status set_device(easc__options *o, easc__bytes name, easc__bytes value,
                              easc__error *err)
{
    return add_name(&o->devices, name, value, err);
}

/* A switch: no value, or true/false for callers that have to give one. */
static easc_status set_switch(bool *to, easc__bytes name, easc__bytes value, easc__error *err)
{
    if (value.n == 0 || easc__equal_nocase(value, EASC__LIT("true"))) {
        *to = true;
    } else if (easc__equal_nocase(value, EASC__LIT("false"))) {
        *to = false;
    } else {
        return refuse(err, name, value, "expected no value, true or false");
    }
    return EASC_OK;
}

static easc_status set_include_monitoring(easc__options *o, easc__bytes name, easc__bytes value,
                                          easc__error *err)
{
    return set_switch(&o->selection.include_monitoring, name, value, err);
}

static easc_status set_unknown(easc__options *o, easc__bytes name, easc__bytes value,
                               easc__error *err)
{
    return set_switch(&o->wants_unknown, name, value, err);
}

static easc_status set_timeline(easc__options *o, easc__bytes name, easc__bytes value,
                                easc__error *err)
{
    return set_switch(&o->has_timeline, name, value, err);
}

static easc_status set_export(easc__options *o, easc__bytes name, easc__bytes value,
                              easc__error *err)
{
    return set_switch(&o->is_export, name, value, err);
}

static easc_status set_use_gmt(easc__options *o, easc__bytes name, easc__bytes value,
                               easc__error *err)
{
    return set_switch(&o->use_gmt, name, value, err);
}

static easc_status set_date_limit(easc__date_limit *limit, easc__bytes name, easc__bytes value,
                                  easc__error *err)
{
    int64_t time_s = 0;
    easc_status status = set_time(&time_s, name, value, err);
    if (status == EASC_OK) {
        /* A clock ends with a digit; so does +01:00, whose sign stands behind the date. */
        easc__bytes clock = easc__from(value, EASC__DATE_SIZE);
        bool has_zone =
            clock.n > 0 && (!easc__is_digit(clock.p[clock.n - 1]) ||
                            easc__find(clock, '+') < clock.n || easc__find(clock, '-') < clock.n);
        *limit = (easc__date_limit){time_s, true, has_zone};
    }
    return status;
}

static easc_status set_start_date(easc__options *o, easc__bytes name, easc__bytes value,
                                  easc__error *err)
{
    return set_date_limit(&o->start, name, value, err);
}

static easc_status set_end_date(easc__options *o, easc__bytes name, easc__bytes value,
                                easc__error *err)
{
    return set_date_limit(&o->end, name, value, err);
}

static easc_status set_assume_fields(easc__options *o, easc__bytes name, easc__bytes value,
                                     easc__error *err)
{
    if (easc__equal_nocase(value, EASC__LIT("auto"))) {
        o->assume = EASC__ASSUME_GUESS;
        return EASC_OK;
    }
    easc__bytes prefix = EASC__LIT("#Fields:"); /* the whole line, copied */
    easc__text names = easc__text_init(0);
    easc__text_add(&names,
                   easc__starts_nocase(value, prefix) ? easc__from(value, prefix.n) : value);
    for (size_t i = 0; i < names.n; i++) {
        names.p[i] = names.p[i] == ',' ? ' ' : names.p[i];
    }
    easc__schema schema;
    easc__schema_read(easc__text_view(&names), false, &schema);
    bool failed = names.failed;
    easc__text_done(&names);
    if (failed) {
        return no_memory(err);
    }
    if (!schema.has[EASC__COLUMN_TIME] || !schema.has[EASC__COLUMN_STEM]) {
        return refuse(err, name, value,
                      "expected \"auto\" or the names of all columns as in a #Fields line, with "
                      "at least time and cs-uri-stem");
    }
    o->assume = EASC__ASSUME_NAMES;
    o->assumed = schema;
    return EASC_OK;
}

static easc_status set_number(uint64_t *number, uint64_t least, uint64_t most, easc__bytes name,
                              easc__bytes value, const char *message, easc__error *err)
{
    uint64_t parsed;
    if (!easc__parse_u64(value, most, &parsed) || parsed < least) {
        return refuse(err, name, value, message);
    }
    *number = parsed;
    return EASC_OK;
}

static easc_status set_active_days(easc__options *o, easc__bytes name, easc__bytes value,
                                   easc__error *err)
{
    uint64_t days = 0;
    easc_status status =
        set_number(&days, 0, 36500, name, value, "expected a number of days from 0 to 36500", err);
    if (status == EASC_OK) {
        o->terms.active_days = (int32_t)days;
    }
    return status;
}

static easc_status set_threads(easc__options *o, easc__bytes name, easc__bytes value,
                               easc__error *err)
{
    uint64_t threads = 0;
    easc_status status =
        set_number(&threads, 0, EASC__THREADS_MAX, name, value,
                   "expected a number from 1 to 256, or 0 for all processors", err);
    if (status == EASC_OK) {
        o->threads = (uint32_t)threads;
    }
    return status;
}

static easc_status set_chunk_bytes(easc__options *o, easc__bytes name, easc__bytes value,
                                   easc__error *err)
{
    uint64_t bytes = 0;
    easc_status status = set_number(&bytes, 1, 1 << 30, name, value,
                                    "expected a number of bytes from 1 to 1073741824", err);
    if (status == EASC_OK) {
        o->chunk_bytes = (size_t)bytes;
    }
    return status;
}

/* The path of a file, or a name that may stand for one. */
static easc_status set_file(easc__bytes *to, easc__bytes name, easc__bytes value,
                            const char *expected, easc__error *err)
{
    if (value.n == 0 || easc__find(value, '\0') < value.n) {
        return refuse(err, name, value, expected);
    }
    *to = value;
    return EASC_OK;
}

static easc_status set_catalogue(easc__options *o, easc__bytes name, easc__bytes value,
                                 easc__error *err)
{
    return set_file(&o->catalogue, name, value, "expected the name of a catalogue or a JSON file",
                    err);
}

static easc_status set_mailboxes(easc__options *o, easc__bytes name, easc__bytes value,
                                 easc__error *err)
{
    return set_file(&o->mailboxes, name, value, "expected a CSV file of Get-CASMailbox", err);
}

static easc_status set_language(easc__options *o, easc__bytes name, easc__bytes value,
                                easc__error *err)
{
    easc__bytes unused;
    if (value.n == 0 || !easc__labels_shipped(value, &unused)) {
        char names[64];
        char message[96];
        easc__labels_list_shipped(names, sizeof names);
        (void)snprintf(message, sizeof message, "expected one of: %s", names);
        return refuse(err, name, value, message);
    }
    o->language = value;
    return EASC_OK;
}

static easc_status set_vip(easc__options *o, easc__bytes name, easc__bytes value, easc__error *err)
{
    return set_file(&o->vip, name, value, "expected a file with one name a line, or a CSV file",
                    err);
}

static easc_status set_policy(easc__options *o, easc__bytes name, easc__bytes value,
                              easc__error *err)
{
    return set_file(&o->policy, name, value,
                    "expected a file of Get-ActiveSyncMailboxPolicy or "
                    "Get-MobileDeviceMailboxPolicy, as CSV, JSON or CLIXML",
                    err);
}

static easc_status set_policy_name(easc__options *o, easc__bytes name, easc__bytes value,
                                   easc__error *err)
{
    if (value.n == 0) {
        return refuse(err, name, value, "expected the name of a policy");
    }
    o->policy_name = value;
    return EASC_OK;
}

static easc_status set_identity_map(easc__options *o, easc__bytes name, easc__bytes value,
                                    easc__error *err)
{
    return set_file(&o->identity_map, name, value, "expected a CSV file with the names of users",
                    err);
}

typedef struct option_kind {
    easc__bytes name;
    set_option set;
} option_kind;

static const option_kind option_kinds[] = {
    {EASC__NAME("since"), set_since},
    {EASC__NAME("until"), set_until},
    {EASC__NAME("server"), set_server},
    {EASC__NAME("exclude-server"), set_exclude_server},
    {EASC__NAME("user"), set_user},
    {EASC__NAME("device"), set_device},
    {EASC__NAME("include-monitoring"), set_include_monitoring},
    {EASC__NAME("timeline"), set_timeline},
    {EASC__NAME("unknown"), set_unknown},
    {EASC__NAME("assume-fields"), set_assume_fields},
    {EASC__NAME("fields"), set_assume_fields}, /* for an explanation, which guesses by itself */
    {EASC__NAME("active-days"), set_active_days},
    {EASC__NAME("policy-off"), set_policy_off},
    {EASC__NAME("policy-on"), set_policy_on},
    {EASC__NAME("accept-gap"), set_accept_gap},
    {EASC__NAME("mailboxes"), set_mailboxes},
    {EASC__NAME("vip"), set_vip},
    {EASC__NAME("policy"), set_policy},
    {EASC__NAME("policy-name"), set_policy_name},
    {EASC__NAME("identity-map"), set_identity_map},
    {EASC__NAME("catalogue"), set_catalogue},
    {EASC__NAME("language"), set_language},
    {EASC__NAME("export-activesynclog"), set_export},
    {EASC__NAME("start-date"), set_start_date},
    {EASC__NAME("end-date"), set_end_date},
    {EASC__NAME("use-gmt"), set_use_gmt},
    {EASC__NAME("threads"), set_threads},
    {EASC__NAME("chunk-bytes"), set_chunk_bytes},
};

static const easc__bytes limit_options[EASC__CONDITION_COUNT] = {
    EASC__NAME("max-failing-users"),   EASC__NAME("max-upgrade-required"),
    EASC__NAME("min-payload-rows"),    EASC__NAME("min-covered-days"),
    EASC__NAME("max-missing-days"),    EASC__NAME("min-payload-percent"),
    EASC__NAME("max-unknown-percent"), EASC__NAME("min-proven-percent")};

easc__bytes easc__limit_option(easc__condition_id id)
{
    return limit_options[id];
}

/* A number with at most four decimals, in units of 1 / EASC__LIMIT_UNIT. */
static bool parse_limit(easc__bytes text, uint64_t most, uint64_t *out)
{
    uint64_t whole;
    uint64_t part = 0;
    if (!easc__take_u64(&text, most, &whole)) {
        return false;
    }
    if (text.n > 0) {
        easc__bytes decimals = easc__from(text, 1);
        if (text.p[0] != '.' || decimals.n > 4 || !easc__parse_u64(decimals, 9999, &part)) {
            return false;
        }
        for (size_t i = decimals.n; i < 4; i++) {
            part *= 10;
        }
    }
    *out = whole * EASC__LIMIT_UNIT + part;
    return *out <= most * EASC__LIMIT_UNIT;
}

static easc_status set_limit(easc__options *o, size_t id, easc__bytes value, easc__error *err)
{
    bool is_percent = id >= EASC__CONDITION_PAYLOAD_PERCENT;
    uint64_t limit;
    bool ok = parse_limit(value, is_percent ? 100 : 1000000000, &limit);
    if (!ok || (!is_percent && limit % EASC__LIMIT_UNIT != 0)) {
        return refuse(err, limit_options[id], value,
                      is_percent ? "expected a percentage from 0 to 100, such as 97.5"
                                 : "expected a whole number from 0 to 1000000000");
    }
    o->terms.limits[id] = limit;
    return EASC_OK;
}

static easc_status apply(easc__options *o, easc__bytes name, easc__bytes value, easc__error *err)
{
    for (size_t i = 0; i < sizeof option_kinds / sizeof option_kinds[0]; i++) {
        if (easc__equal(name, option_kinds[i].name)) {
            return option_kinds[i].set(o, name, value, err);
        }
    }
    for (size_t i = 0; i < EASC__CONDITION_COUNT; i++) {
        if (easc__equal(name, limit_options[i])) {
            return set_limit(o, i, value, err);
        }
    }
    return refuse(err, name, value, "there is no such option");
}

easc_status easc__options_set(easc__options *options, easc__bytes name, easc__bytes value,
                              easc__error *err)
{
    easc__setting *settings = easc__grow(options->settings, options->setting_count,
                                         &options->setting_capacity, sizeof *settings);
    if (!settings) {
        return no_memory(err);
    }
    options->settings = settings;
    easc__setting kept = {easc__arena_copy(&options->arena, name),
                          easc__arena_copy_z(&options->arena, value)};
    if (kept.name.n != name.n || !kept.value.p) {
        return no_memory(err);
    }
    easc_status status = apply(options, kept.name, kept.value, err);
    if (status == EASC_OK) {
        options->settings[options->setting_count++] = kept;
        options->selection.servers = options->servers.items;
        options->selection.server_count = options->servers.count;
        options->selection.excluded_servers = options->excluded_servers.items;
        options->selection.excluded_count = options->excluded_servers.count;
    }
    return status;
}

easc_status easc__options_add_path(easc__options *options, easc__bytes path, easc__error *err)
{
    if (path.n == 0 || easc__find(path, '\0') < path.n) {
        return easc__fail(err, EASC_E_ARGUMENT, NULL, "a path is empty or holds a NUL byte");
    }
    easc__bytes copy = easc__arena_copy_z(&options->arena, path);
    return copy.p && add_text(&options->paths, copy) ? EASC_OK : no_memory(err);
}

static bool overlap(const easc__period *a, const easc__period *b)
{
    return a->from <= b->to && b->from <= a->to;
}

easc_status easc__options_check(const easc__options *options, easc__error *err)
{
    const easc__terms *terms = &options->terms;
    for (size_t i = 0; i < terms->off_count; i++) {
        for (size_t k = 0; k < terms->on_count; k++) {
            if (overlap(&terms->policy_off[i], &terms->policy_on[k])) {
                return easc__fail(err, EASC_E_ARGUMENT, NULL,
                                  "--policy-off and --policy-on overlap: a day is one or the "
                                  "other");
            }
        }
    }
    if (options->policy_name.n > 0 && options->policy.n == 0) {
        return easc__fail(err, EASC_E_ARGUMENT, NULL,
                          "--policy-name says which policy of a file counts: it needs --policy");
    }
    if (options->selection.since_s >= options->selection.until_s) {
        return easc__fail(err, EASC_E_ARGUMENT, NULL,
                          "--until must be later than --since: no row lies between them");
    }
    if (options->has_timeline && options->devices.count == 0) {
        return easc__fail(err, EASC_E_ARGUMENT, NULL,
                          "a timeline is that of a device: name its DeviceId with --device ID "
                          "(`easc scan` lists them)");
    }
    return EASC_OK;
}

easc_status easc__options_copy(const easc__options *from, easc__options *to, easc__error *err)
{
    easc_status status = EASC_OK;
    easc__options_init(to);
    for (size_t i = 0; status == EASC_OK && i < from->setting_count; i++) {
        status = easc__options_set(to, from->settings[i].name, from->settings[i].value, err);
    }
    for (size_t i = 0; status == EASC_OK && i < from->paths.count; i++) {
        status = easc__options_add_path(to, from->paths.items[i], err);
    }
    if (status != EASC_OK) {
        easc__options_done(to);
    }
    return status;
}

void easc__period_text(const easc__period *period, easc__text *to)
{
    easc__text_add_date(to, period->from);
    easc__text_add_z(to, "..");
    if (period->to != INT32_MAX) {
        easc__text_add_date(to, period->to);
    }
}

static bool is_wanted_user(const easc__texts *users, const easc__bytes *forms, size_t form_count,
                           easc__bytes user)
{
    for (size_t i = 0; i < users->count; i++) {
        easc__bytes wanted = users->items[i];
        if (easc__equal_nocase(wanted, user) ||
            easc__equal_nocase(wanted, easc__local_part(user))) {
            return true;
        }
        for (size_t k = 0; k < form_count; k++) {
            if (easc__equal_nocase(wanted, forms[k]) ||
                easc__equal_nocase(wanted, easc__local_part(forms[k]))) {
                return true;
            }
        }
    }
    return users->count == 0;
}

bool easc__is_listed(const easc__options *options, const easc__bytes *forms, size_t form_count,
                     easc__bytes user, easc__bytes device_id)
{
    bool is_wanted_id = options->devices.count == 0;
    for (size_t i = 0; i < options->devices.count && !is_wanted_id; i++) {
        is_wanted_id = easc__equal_nocase(options->devices.items[i], device_id);
    }
    return is_wanted_id && is_wanted_user(&options->users, forms, form_count, user);
}
