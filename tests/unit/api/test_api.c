/* test_api.c - the library as its callers see it, through easc.h alone: every function with bad
   arguments, callers with older structs, results, documents, reports. Handles and threads are in
   test_handles.c. */
#include "called.h"

#include "os/os_thread.h"

#ifndef _WIN32
#include <signal.h>
#include <sys/stat.h>
#endif

/* --- what is in the result ------------------------------------------------------------------ */

static void expect_text(easc_text text, const char *expected)
{
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.length > 0 ? text.data : "", expected, text.length);
}

static void a_result_says_what_is_in_the_logs(void **state)
{
    easc_result *result = new_result(write_logs(*state));
    easc_summary summary = {.size = sizeof summary};
    easc_gate gate = {.size = sizeof gate};
    assert_int_equal(easc_result_summary(result, &summary), EASC_OK);
    assert_int_equal(summary.rows, 8);
    assert_int_equal(summary.lines, 10);
    assert_int_equal(summary.eas_rows, 7);
    assert_int_equal(summary.rejected_rows, 1);
    assert_int_equal(summary.reject_groups, 1);
    assert_int_equal(summary.devices, 4);
    assert_int_equal(summary.listed_devices, 4);
    assert_int_equal(summary.users, 4);
    assert_int_equal(summary.problems, 1);
    assert_int_equal(summary.from_time, 1304672400);
    assert_int_equal(summary.to_time, 1304683201);
    assert_int_equal(easc_result_gate(result, &gate), EASC_OK);
    assert_int_equal(gate.verdict, EASC_NOT_READY);
    assert_int_equal(gate.active_devices, 4);
    assert_int_equal(gate.conditions, 8);
    assert_int_equal(gate.failing_users, 1);
    assert_int_equal(gate.upgrade_required, 1);
    assert_int_equal(gate.unknown, 2);
    easc_result_free(result);
}

static void devices_conditions_rejects_and_problems_are_read_one_by_one(void **state)
{
    easc_result *result = new_result(write_logs(*state));
    easc_device device = {.size = sizeof device};
    easc_condition condition = {.size = sizeof condition};
    easc_reject reject = {.size = sizeof reject};
    easc_error problem = {.size = sizeof problem};
    easc_text user;
    assert_int_equal(easc_result_device(result, 1, &device), EASC_OK);
    expect_text(device.user, "CONT\\bob");
    expect_text(device.device_id, "D2");
    expect_text(device.evidence, "Failing");
    expect_text(device.compliance_state, "NotCompliant");
    expect_text(device.reason_id, "failing-refused");
    assert_int_equal(device.hard_failures, 3);
    assert_int_equal(device.is_listed, 1);
    assert_int_equal(easc_result_condition(result, 0, &condition), EASC_OK);
    expect_text(condition.id, "failing-users");
    assert_int_equal(condition.is_met, 0);
    assert_true(condition.figure == 1 && condition.limit == 0);
    assert_int_equal(easc_result_failing_user(result, 0, &user), EASC_OK);
    expect_text(user, "CONT\\bob");
    assert_int_equal(easc_result_reject(result, 0, &reject), EASC_OK);
    expect_text(reject.reason, "column-count");
    expect_text(reject.sample, "2011-05-06 12:00:02 /Microsoft-Server-ActiveSync cut");
    assert_int_equal(reject.rows, 1);
    assert_int_equal(reject.line, 10);
    assert_int_equal(reject.byte, sizeof log_text - 1 - reject.sample.length - 1);
    assert_true(reject.hint.length > 0);
    assert_int_equal(easc_result_problem(result, 0, &problem), EASC_OK);
    assert_int_equal(problem.status, EASC_E_DATA);
    assert_non_null(strstr(problem.path, "b.log.gz"));
    easc_result_free(result);
}

/* An archive with one member, encrypted. */
static const char encrypted_zip[] =
    "PK\3\4\24\0\1\0\0\0\0\0\0\0\x83\x16\xdc\x8c\1\0\0\0\1\0\0\0\5\0\0\0a.logx"
    "PK\1\2\24\0\24\0\1\0\0\0\0\0\0\0\x83\x16\xdc\x8c\1\0\0\0\1\0\0\0\5\0\0\0\0\0\0\0\0\0\0\0\0\0"
    "\0\0\0\0a.log"
    "PK\5\6\0\0\0\0\1\0\1\0\63\0\0\0\44\0\0\0\0\0";

static void inputs_are_those_that_were_read_at_least_in_part(void **state)
{
    easc_summary summary = {.size = sizeof summary};
    (void)scratch_folder(*state, "in");
    (void)scratch_write(*state, "in/a.log", log_text, sizeof log_text - 1);
    (void)scratch_write(*state, "in/b.zip", encrypted_zip, sizeof encrypted_zip - 1);
    easc_result *result = new_result(scratch_path(*state, "in"));
    assert_int_equal(easc_result_summary(result, &summary), EASC_OK);
    assert_int_equal(summary.problems, 1);
    assert_int_equal(summary.inputs, 1);
    easc_result_free(result);
}

static void an_input_that_fails_at_its_first_byte_was_not_read(void **state)
{
    easc_summary summary = {.size = sizeof summary};
    (void)scratch_write(*state, "b.log.gz", "\x1f\x8b\x07 no gzip", 11);
    easc_result *result = new_result(scratch_path(*state, "b.log.gz"));
    assert_int_equal(easc_result_summary(result, &summary), EASC_OK);
    assert_int_equal(summary.problems, 1);
    assert_int_equal(summary.inputs, 0);
    easc_result_free(result);
}

#ifdef _WIN32
static void a_log_that_another_program_keeps_for_itself_costs_only_itself(void **state)
{
    scratch *place = *state;
    easc_summary summary = {.size = sizeof summary};
    easc_error problem = {.size = sizeof problem};
    (void)scratch_folder(place, "in");
    (void)scratch_write(place, "in/a.log", log_text, sizeof log_text - 1);
    (void)scratch_write(place, "in/b.log", log_text, sizeof log_text - 1);
    FILE *other = scratch_hold(place, "in/b.log", true);
    easc_result *result = new_result(scratch_path(place, "in"));
    assert_int_equal(fclose(other), 0);
    assert_int_equal(easc_result_summary(result, &summary), EASC_OK);
    assert_int_equal(summary.inputs, 1);
    assert_int_equal(summary.eas_rows, 7);
    assert_int_equal(summary.problems, 1);
    assert_int_equal(easc_result_problem(result, 0, &problem), EASC_OK);
    assert_int_equal(problem.status, EASC_E_ACCESS);
    assert_non_null(strstr(problem.message, "another program has the file open"));
    assert_non_null(strstr(problem.path, "b.log"));
    easc_result_free(result);
}
#endif

static void nothing_to_read_is_a_result_without_inputs(void **state)
{
    easc_summary summary = {.size = sizeof summary};
    easc_result *result = new_result(scratch_path(*state, "nothing"));
    assert_int_equal(easc_result_summary(result, &summary), EASC_OK);
    assert_int_equal(summary.inputs, 0);
    assert_int_equal(summary.problems, 1);
    assert_int_equal(summary.devices, 0);
    assert_true(summary.from_time == EASC_NO_TIME && summary.to_time == EASC_NO_TIME);
    easc_result_free(result);
}

/* --- bad arguments -------------------------------------------------------------------------- */

static void statuses_have_names_and_texts_even_unknown_ones(void **state)
{
    (void)state;
    static const easc_status unknown[] = {-1, 3, 22, INT32_MAX, INT32_MIN};
    assert_string_equal(easc_status_name(EASC_E_READ), "EASC_E_READ");
    assert_string_equal(easc_status_text(EASC_E_READ), "reading failed");
    assert_string_equal(easc_status_name(EASC_OK), "EASC_OK");
    for (size_t i = 0; i < COUNT(unknown); i++) {
        assert_true(strlen(easc_status_name(unknown[i])) > 0);
        assert_true(strlen(easc_status_text(unknown[i])) > 0);
    }
    assert_int_equal(easc_abi_version(), EASC_ABI_VERSION);
    assert_string_equal(easc_version(), "0.1.0");
}

static void freeing_and_cancelling_nothing_does_nothing(void **state)
{
    (void)state;
    easc_options_free(NULL);
    easc_scan_free(NULL);
    easc_scan_cancel(NULL);
    easc_result_free(NULL);
    easc_document_free(NULL);
    easc_document_cancel(NULL);
    easc_report_free(NULL);
    easc_report_cancel(NULL);
}

/* Expects a status and an error that says why; the next expectation begins with an empty one. */
static void expect_refused(easc_status status, easc_status expected, easc_error *error)
{
    assert_int_equal(status, expected);
    assert_int_equal(error->status, expected);
    assert_true(strlen(error->message) > 0);
    memset(error, 0, sizeof *error);
    error->size = sizeof *error;
}

static void options_refuse_bad_arguments(void **state)
{
    (void)state;
    easc_options *o = NULL;
    easc_error e = {.size = sizeof e};
    const easc_status bad = EASC_E_ARGUMENT;
    assert_int_equal(easc_options_new(NULL), bad);
    assert_int_equal(easc_options_new(&o), EASC_OK);
    expect_refused(easc_options_add_path(NULL, "a", 1, &e), bad, &e);
    expect_refused(easc_options_add_path(o, NULL, 1, &e), bad, &e);
    expect_refused(easc_options_add_path(o, "a", 0, &e), bad, &e);
    expect_refused(easc_options_add_path(o, "a\0b", 3, &e), bad, &e);
    expect_refused(easc_options_set(NULL, "user", 4, "a", 1, &e), bad, &e);
    expect_refused(easc_options_set(o, NULL, 4, "a", 1, &e), bad, &e);
    expect_refused(easc_options_set(o, "user", 4, NULL, 1, &e), bad, &e);
    expect_refused(easc_options_set(o, "nothing", 7, "a", 1, &e), bad, &e);
    expect_refused(easc_options_set(o, "threads", 7, "many", 4, &e), bad, &e);
    assert_int_equal(easc_options_add_path(o, "a\0b", 3, NULL), bad);
    assert_int_equal(easc_options_set(o, "user", 4, NULL, 0, &e), EASC_OK);
    assert_int_equal(e.status, 0); /* success writes no error */
    easc_options_free(o);
}

static void scans_refuse_bad_arguments(void **state)
{
    easc_options *o = NULL;
    easc_scan *scan = NULL;
    easc_result *result = NULL;
    easc_error e = {.size = sizeof e};
    const easc_status bad = EASC_E_ARGUMENT;
    assert_int_equal(easc_options_new(&o), EASC_OK);
    expect_refused(easc_scan_start(NULL, &scan, &e), bad, &e);
    expect_refused(easc_scan_start(o, &scan, &e), bad, &e); /* no path */
    assert_int_equal(easc_options_add_path(o, ".", 1, &e), EASC_OK);
    expect_refused(easc_scan_start(o, NULL, &e), bad, &e);
    assert_int_equal(easc_options_set(o, "policy-on", 9, "2011-05-01", 10, NULL), EASC_OK);
    assert_int_equal(easc_options_set(o, "policy-off", 10, "2011-05-02", 10, NULL), EASC_OK);
    expect_refused(easc_scan_start(o, &scan, &e), bad, &e); /* they contradict each other */
    assert_null(scan);
    easc_options_free(o);
    expect_refused(easc_scan_wait(NULL, 0, NULL, &e), bad, &e);
    expect_refused(easc_scan_result(NULL, &result, &e), bad, &e);
    scan = start(scratch_path(*state, ""));
    expect_refused(easc_scan_result(scan, NULL, &e), bad, &e);
    assert_null(result);
    easc_scan_free(scan);
}

static void files_that_a_scan_needs_must_be_there(void **state)
{
    static const struct {
        const char *name;
        const char *value;
        easc_status status;
    } cases[] = {{"catalogue", "nowhere/rules.json", EASC_E_NOT_FOUND},
                 {"mailboxes", "nowhere/mailboxes.csv", EASC_E_NOT_FOUND},
                 {"identity-map", "nowhere/people.csv", EASC_E_NOT_FOUND},
                 {"policy", "nowhere/policy.xml", EASC_E_NOT_FOUND},
                 {"vip", "nowhere/vip.txt", EASC_E_NOT_FOUND}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        easc_options *o = new_options(scratch_path(*state, ""));
        easc_scan *scan = NULL;
        easc_error e = {.size = sizeof e};
        assert_int_equal(easc_options_set(o, cases[i].name, strlen(cases[i].name), cases[i].value,
                                          strlen(cases[i].value), NULL),
                         EASC_OK);
        expect_refused(easc_scan_start(o, &scan, &e), cases[i].status, &e);
        assert_null(scan);
        easc_options_free(o);
    }
}

static void results_refuse_bad_arguments(void **state)
{
    easc_result *r = new_result(write_logs(*state));
    easc_summary summary = {.size = sizeof summary};
    easc_device device = {.size = sizeof device};
    easc_error problem = {.size = sizeof problem};
    easc_input input = {.size = sizeof input};
    easc_reject reject = {.size = sizeof reject};
    easc_gate gate = {.size = sizeof gate};
    easc_condition condition = {.size = sizeof condition};
    easc_text user = {NULL, 0};
    const easc_status statuses[] = {
        easc_result_summary(NULL, &summary),
        easc_result_summary(r, NULL),
        easc_result_device(NULL, 0, &device),
        easc_result_device(r, 0, NULL),
        easc_result_device(r, 4, &device),
        easc_result_device(r, UINT64_MAX, &device),
        easc_result_problem(NULL, 0, &problem),
        easc_result_problem(r, 0, NULL),
        easc_result_problem(r, 1, &problem),
        easc_result_input(NULL, 0, &input),
        easc_result_input(r, 0, NULL),
        easc_result_input(r, 1, &input),
        easc_result_input(r, UINT64_MAX, &input),
        easc_result_reject(NULL, 0, &reject),
        easc_result_reject(r, 0, NULL),
        easc_result_reject(r, 1, &reject),
        easc_result_reject(r, UINT64_MAX, &reject),
        easc_result_gate(NULL, &gate),
        easc_result_gate(r, NULL),
        easc_result_condition(NULL, 0, &condition),
        easc_result_condition(r, 0, NULL),
        easc_result_condition(r, 8, &condition),
        easc_result_condition(r, UINT64_MAX, &condition),
        easc_result_failing_user(NULL, 0, &user),
        easc_result_failing_user(r, 0, NULL),
        easc_result_failing_user(r, 1, &user),
    };
    for (size_t i = 0; i < COUNT(statuses); i++) {
        if (statuses[i] != EASC_E_ARGUMENT) {
            fail_msg("call %zu: %d", i, (int)statuses[i]);
        }
    }
    assert_null(device.user.data);
    assert_int_equal(problem.message[0], '\0');
    assert_true(!input.path.data && !reject.path.data);
    easc_result_free(r);
}

static void documents_refuse_bad_arguments(void **state)
{
    static const struct {
        int32_t kind;
        int32_t format;
    } cases[] = {{0, 1}, {5, 1}, {1, 0}, {1, 4}, {-1, 1}, {INT32_MAX, 1}, {1, INT32_MIN}};
    easc_result *r = new_result(write_logs(*state));
    easc_document *d = NULL;
    easc_error e = {.size = sizeof e};
    char buffer[8];
    size_t count = 77;
    const easc_status bad = EASC_E_ARGUMENT;
    for (size_t i = 0; i < COUNT(cases); i++) {
        expect_refused(easc_document_new(r, cases[i].kind, cases[i].format, 0, 0, &d, &e), bad, &e);
    }
    expect_refused(easc_document_new(NULL, 1, 1, 0, 0, &d, &e), bad, &e);
    expect_refused(easc_document_new(r, 1, 1, 0, 0, NULL, &e), bad, &e);
    assert_null(d);
    assert_int_equal(easc_document_new(r, 1, 1, 0, 0, &d, &e), EASC_OK);
    expect_refused(easc_document_read(NULL, buffer, 8, &count, &e), bad, &e);
    expect_refused(easc_document_read(d, NULL, 8, &count, &e), bad, &e);
    expect_refused(easc_document_read(d, buffer, 0, &count, &e), bad, &e);
    expect_refused(easc_document_read(d, buffer, 8, NULL, &e), bad, &e);
    assert_int_equal(count, 77);
    expect_refused(easc_document_save(NULL, "a", 1, &e), bad, &e);
    expect_refused(easc_document_save(d, NULL, 1, &e), bad, &e);
    expect_refused(easc_document_save(d, "a", 0, &e), bad, &e);
    expect_refused(easc_document_save(d, "a\0b", 3, &e), bad, &e);
    easc_document_free(d);
    easc_result_free(r);
}

static void reports_refuse_bad_arguments(void **state)
{
    easc_result *r = new_result(write_logs(*state));
    easc_report *report = NULL;
    easc_error e = {.size = sizeof e};
    const easc_status bad = EASC_E_ARGUMENT;
    expect_refused(easc_report_start(NULL, "a", 1, &report, &e), bad, &e);
    expect_refused(easc_report_start(r, NULL, 1, &report, &e), bad, &e);
    expect_refused(easc_report_start(r, "a", 0, &report, &e), bad, &e);
    expect_refused(easc_report_start(r, "a\0b", 3, &report, &e), bad, &e);
    expect_refused(easc_report_start(r, "a", 1, NULL, &e), bad, &e);
    expect_refused(easc_report_wait(NULL, 0, NULL, &e), bad, &e);
    assert_null(report);
    easc_result_free(r);
}

/* --- structs of other versions of the header ------------------------------------------------ */

/* What the structs are filled from: a scan that has ended, and its result. */
typedef struct filled_from {
    easc_scan *scan;
    easc_result *result;
} filled_from;

typedef easc_status (*fill_struct)(const filled_from *from, void *out);

static easc_status fill_summary(const filled_from *from, void *out)
{
    return easc_result_summary(from->result, out);
}

static easc_status fill_device(const filled_from *from, void *out)
{
    return easc_result_device(from->result, 0, out);
}

static easc_status fill_problem(const filled_from *from, void *out)
{
    return easc_result_problem(from->result, 0, out);
}

static easc_status fill_input(const filled_from *from, void *out)
{
    return easc_result_input(from->result, 0, out);
}

static easc_status fill_reject(const filled_from *from, void *out)
{
    return easc_result_reject(from->result, 0, out);
}

static easc_status fill_gate(const filled_from *from, void *out)
{
    return easc_result_gate(from->result, out);
}

static easc_status fill_condition(const filled_from *from, void *out)
{
    return easc_result_condition(from->result, 0, out);
}

static easc_status fill_progress(const filled_from *from, void *out)
{
    return easc_scan_wait(from->scan, 0, out, NULL);
}

static easc_status fill_error(const filled_from *from, void *out)
{
    return easc_scan_result(from->scan, NULL, out);
}

typedef struct fill_case {
    const char *what;
    fill_struct fill;
    size_t size;
    easc_status status; /* when it is filled */
} fill_case;

static const fill_case fill_cases[] = {
    {"summary", fill_summary, sizeof(easc_summary), EASC_OK},
    {"device", fill_device, sizeof(easc_device), EASC_OK},
    {"problem", fill_problem, sizeof(easc_error), EASC_OK},
    {"input", fill_input, sizeof(easc_input), EASC_OK},
    {"reject", fill_reject, sizeof(easc_reject), EASC_OK},
    {"gate", fill_gate, sizeof(easc_gate), EASC_OK},
    {"condition", fill_condition, sizeof(easc_condition), EASC_OK},
    {"progress", fill_progress, sizeof(easc_progress), EASC_OK},
    {"error", fill_error, sizeof(easc_error), EASC_E_ARGUMENT},
};

enum { STRUCT_ROOM = 2048, UNTOUCHED = 0xA5 };

/* Room of which a caller says that `size` bytes are a struct. Aligned as any struct. */
typedef union struct_room {
    char bytes[STRUCT_ROOM];
    uint64_t alignment;
} struct_room;

static void prepare(struct_room *room, uint32_t size)
{
    memset(room->bytes, UNTOUCHED, sizeof room->bytes);
    memcpy(room->bytes, &size, sizeof size);
}

static void expect_untouched_from(const struct_room *room, size_t from, const char *what)
{
    for (size_t i = from; i < sizeof room->bytes; i++) {
        if ((unsigned char)room->bytes[i] != UNTOUCHED) {
            fail_msg("%s: byte %zu was touched", what, i);
        }
    }
}

/* A caller's struct of any size: filled as far as it reaches, its size left as it is. */
static void expect_filled(const fill_case *c, const filled_from *from, uint32_t size,
                          const struct_room *whole)
{
    struct_room room;
    uint32_t kept;
    prepare(&room, size);
    assert_int_equal(c->fill(from, room.bytes), c->status);
    memcpy(&kept, room.bytes, sizeof kept);
    assert_int_equal(kept, size);
    size_t filled = size < c->size ? size : c->size;
    if (memcmp(room.bytes + sizeof kept, whole->bytes + sizeof kept, filled - sizeof kept) != 0) {
        fail_msg("%s of size %u is not filled as a whole one", c->what, size);
    }
    expect_untouched_from(&room, filled, c->what);
}

static filled_from fill_from(const char *logs)
{
    filled_from from = {.scan = start(logs)};
    from.result = result_of(from.scan);
    return from;
}

static void fill_done(filled_from *from)
{
    easc_result_free(from->result);
    easc_scan_free(from->scan);
}

static void structs_of_older_and_newer_callers_are_filled_as_far_as_they_reach(void **state)
{
    filled_from from = fill_from(write_logs(*state));
    for (size_t i = 0; i < COUNT(fill_cases); i++) {
        struct_room whole;
        prepare(&whole, (uint32_t)fill_cases[i].size);
        assert_int_equal(fill_cases[i].fill(&from, whole.bytes), fill_cases[i].status);
        for (uint32_t size = sizeof size; size <= fill_cases[i].size + 64; size++) {
            expect_filled(&fill_cases[i], &from, size, &whole);
        }
        expect_filled(&fill_cases[i], &from, UINT32_MAX, &whole);
    }
    fill_done(&from);
}

static void structs_too_small_for_their_size_are_refused_and_not_touched(void **state)
{
    filled_from from = fill_from(write_logs(*state));
    for (size_t i = 0; i < COUNT(fill_cases); i++) {
        for (uint32_t size = 0; size < sizeof size; size++) {
            struct_room room;
            uint32_t kept;
            prepare(&room, size);
            easc_status status = fill_cases[i].fill(&from, room.bytes);
            memcpy(&kept, room.bytes, sizeof kept);
            assert_int_equal(kept, size);
            expect_untouched_from(&room, sizeof size, fill_cases[i].what);
            if (status != EASC_E_ARGUMENT) {
                fail_msg("%s of size %u: %d", fill_cases[i].what, size, (int)status);
            }
        }
    }
    fill_done(&from);
}

/* --- handles -------------------------------------------------------------------------------- */

static void two_results_of_a_scan_show_the_same_data(void **state)
{
    easc_scan *scan = start(write_logs(*state));
    easc_result *one = result_of(scan);
    easc_result *two = result_of(scan);
    easc_device a = {.size = sizeof a};
    easc_device b = {.size = sizeof b};
    easc_scan_free(scan);
    assert_int_equal(easc_result_device(one, 2, &a), EASC_OK);
    easc_result_free(one);
    assert_int_equal(easc_result_device(two, 2, &b), EASC_OK);
    assert_memory_equal(&a, &b, sizeof a); /* the same texts at the same place */
    expect_text(a.user, "CONT\\carl");     /* borrowed data lives on with the other */
    easc_result_free(two);
}

static void a_scan_has_no_result_before_its_end_and_none_when_it_was_cancelled(void **state)
{
    (void)write_logs(*state);
    for (int i = 0; i < 20; i++) {
        easc_scan *scan = start(scratch_path(*state, "in"));
        easc_result *result = NULL;
        easc_error e = {.size = sizeof e};
        easc_scan_cancel(scan);
        easc_status status = easc_scan_wait(scan, UINT32_MAX, NULL, &e);
        assert_true(status == EASC_OK || status == EASC_E_CANCELLED);
        easc_status given = easc_scan_result(scan, &result, NULL);
        assert_int_equal(given, status == EASC_OK ? EASC_OK : EASC_E_STATE);
        assert_true((result != NULL) == (status == EASC_OK));
        assert_true(status == EASC_OK || e.status == EASC_E_CANCELLED);
        easc_result_free(result);
        easc_scan_free(scan);
    }
}

#ifndef _WIN32
/* Writes one endless line into a pipe, until nobody reads it any more. */
static void write_endless(void *argument)
{
    static char room[65536];
    memset(room, 'x', sizeof room);
    FILE *pipe = fopen(argument, "wb");
    while (pipe && fwrite(room, 1, sizeof room, pipe) == sizeof room) {
    }
    if (pipe) {
        (void)fclose(pipe);
    }
}

static void cancel_after(easc_scan *scan, uint32_t ms)
{
    assert_int_equal(easc_scan_wait(scan, ms, NULL, NULL), EASC_RUNNING);
    easc_scan_cancel(scan);
    assert_int_equal(easc_scan_wait(scan, 10000, NULL, NULL), EASC_E_CANCELLED);
    easc_scan_free(scan);
}

static void a_scan_that_waits_for_a_pipe_can_be_cancelled(void **state)
{
    const char *pipe = scratch_path(*state, "pipe");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    cancel_after(start(pipe), 50);
}

static void a_scan_of_an_endless_row_can_be_cancelled(void **state)
{
    const char *pipe = scratch_path(*state, "pipe");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_true(signal(SIGPIPE, SIG_IGN) != SIG_ERR);
    easc__thread *writer = easc__thread_start(write_endless, (void *)(uintptr_t)pipe);
    assert_non_null(writer);
    cancel_after(start(pipe), 200);
    easc__thread_join(writer);
}
#endif

static void options_may_be_freed_and_used_again_while_a_scan_works(void **state)
{
    easc_options *options = new_options(write_logs(*state));
    easc_scan *scans[2] = {NULL, NULL};
    assert_int_equal(easc_scan_start(options, &scans[0], NULL), EASC_OK);
    assert_int_equal(easc_options_set(options, "user", 4, "bob", 3, NULL), EASC_OK);
    assert_int_equal(easc_scan_start(options, &scans[1], NULL), EASC_OK);
    easc_options_free(options);
    for (size_t i = 0; i < 2; i++) {
        easc_result *result = result_of(scans[i]);
        easc_summary summary = {.size = sizeof summary};
        assert_int_equal(easc_result_summary(result, &summary), EASC_OK);
        assert_int_equal(summary.devices, 4);
        assert_int_equal(summary.listed_devices, i == 0 ? 4 : 1);
        easc_result_free(result);
        easc_scan_free(scans[i]);
    }
}

static void scans_run_after_each_other_and_at_once(void **state)
{
    enum { SCANS = 4 };
    const char *logs = write_logs(*state);
    easc_scan *scans[SCANS];
    easc_result_free(new_result(logs));
    for (size_t i = 0; i < SCANS; i++) {
        scans[i] = start(logs);
    }
    for (size_t i = SCANS; i > 0; i--) {
        easc_result *result = result_of(scans[i - 1]);
        easc_gate gate = {.size = sizeof gate};
        assert_int_equal(easc_result_gate(result, &gate), EASC_OK);
        assert_int_equal(gate.failing_users, 1);
        easc_result_free(result);
        easc_scan_free(scans[i - 1]);
    }
}

static void progress_ends_with_all_inputs(void **state)
{
    easc_scan *scan = start(write_logs(*state));
    easc_progress progress = {.size = sizeof progress};
    easc_error e = {.size = sizeof e};
    while (easc_scan_wait(scan, 5, &progress, &e) == EASC_RUNNING) {
        assert_true(progress.inputs_done <= 2);
    }
    assert_int_equal(easc_scan_wait(scan, 0, &progress, &e), EASC_OK);
    assert_int_equal(progress.inputs_total, 2);
    assert_int_equal(progress.inputs_done, 2);
    assert_int_equal(progress.rows, 8);
    assert_int_equal(progress.eas_rows, 7);
    assert_int_equal(e.status, 0);
    easc_scan_free(scan);
}

/* --- documents ------------------------------------------------------------------------------ */

enum { DOCUMENT_ROOM = 1 << 20 };

static easc_document *new_document(const easc_result *result, int32_t kind, int32_t format)
{
    easc_document *document = NULL;
    assert_int_equal(easc_document_new(result, kind, format, 0, 80, &document, NULL), EASC_OK);
    return document;
}

/* Reads to the end in pieces of at most `piece` bytes. */
static size_t read_document(easc_document *document, char *to, size_t piece)
{
    size_t used = 0;
    size_t count = 0;
    easc_status status = EASC_OK;
    while ((status = easc_document_read(document, to + used, piece, &count, NULL)) == EASC_OK) {
        assert_in_range(count, 1, piece);
        used += count;
        assert_true(used + piece <= DOCUMENT_ROOM);
    }
    assert_int_equal(status, EASC_END);
    assert_int_equal(count, 0);
    assert_int_equal(easc_document_read(document, to, 1, &count, NULL), EASC_END);
    return used;
}

static void expect_same_document(scratch *place, int32_t kind, int32_t format)
{
    char *whole = malloc(DOCUMENT_ROOM);
    char *other = malloc(DOCUMENT_ROOM);
    const char *path = scratch_path(place, "out");
    assert_true(whole && other);
    easc_result *result = new_result(scratch_path(place, "in"));
    easc_document *at_once = new_document(result, kind, format);
    easc_document *by_byte = new_document(result, kind, format);
    easc_document *saved = new_document(result, kind, format);
    easc_result_free(result); /* documents outlive it */
    size_t n = read_document(at_once, whole, DOCUMENT_ROOM / 2);
    assert_true(n > 100);
    assert_int_equal(read_document(by_byte, other, 1), n);
    assert_memory_equal(other, whole, n);
    assert_int_equal(easc_document_save(saved, path, strlen(path), NULL), EASC_OK);
    assert_int_equal(scratch_read(place, "out", other, DOCUMENT_ROOM), n);
    assert_memory_equal(other, whole, n);
    easc_document_free(at_once);
    easc_document_free(by_byte);
    easc_document_free(saved);
    free(whole);
    free(other);
}

static void a_document_is_the_same_read_byte_by_byte_at_once_and_saved(void **state)
{
    (void)write_logs(*state);
    for (int32_t kind = EASC_DOCUMENT_SCAN; kind <= EASC_DOCUMENT_TIMELINE; kind++) {
        for (int32_t format = EASC_FORMAT_TEXT; format <= EASC_FORMAT_JSON; format++) {
            expect_same_document(*state, kind, format);
        }
    }
}

static void saving_writes_what_is_left_and_replaces_the_old_file(void **state)
{
    char head[10];
    char rest[64];
    size_t count = 0;
    easc_result *result = new_result(write_logs(*state));
    easc_document *document = new_document(result, EASC_DOCUMENT_GATE, EASC_FORMAT_JSON);
    const char *path = scratch_write(*state, "out", "old text", 8);
    assert_int_equal(easc_document_read(document, head, sizeof head, &count, NULL), EASC_OK);
    assert_int_equal(easc_document_save(document, path, strlen(path), NULL), EASC_OK);
    assert_true(scratch_read(*state, "out", rest, sizeof rest) == sizeof rest);
    assert_memory_not_equal(rest, "old text", 8);
    assert_int_equal(easc_document_read(document, head, 1, &count, NULL), EASC_END);
    easc_document_free(document);
    document = new_document(result, EASC_DOCUMENT_GATE, EASC_FORMAT_JSON);
    char whole[128];
    size_t n = 0;
    while (n < 74 && easc_document_read(document, whole + n, 74 - n, &count, NULL) == EASC_OK) {
        n += count;
    }
    assert_memory_equal(rest, whole + 10, 64);
    easc_document_free(document);
    easc_result_free(result);
}

static void a_cancelled_document_is_not_saved_but_may_be_read(void **state)
{
    easc_result *result = new_result(write_logs(*state));
    easc_document *document = new_document(result, EASC_DOCUMENT_SCAN, EASC_FORMAT_JSON);
    const char *path = scratch_write(*state, "x.json", "old", 3);
    char room[4];
    size_t count = 0;
    easc_document_cancel(document);
    assert_int_equal(easc_document_save(document, path, strlen(path), NULL), EASC_E_CANCELLED);
    assert_int_equal(scratch_read(*state, "x.json", room, sizeof room), 3);
    assert_int_equal(easc_document_read(document, room, sizeof room, &count, NULL), EASC_OK);
    assert_int_equal(room[0], '{');
    easc_document_free(document);
    easc_result_free(result);
}

/* Nothing is known of it any more but its path, as of every file on a network share of Windows. */
static void a_document_does_not_take_the_name_of_a_log_that_is_gone(void **state)
{
    const char *log = scratch_write(*state, "a.log", log_text, sizeof log_text - 1);
    easc_result *result = new_result(log);
    easc_document *document = new_document(result, EASC_DOCUMENT_SCAN, EASC_FORMAT_CSV);
    easc_error e = {.size = sizeof e};
    assert_int_equal(remove(log), 0);
    expect_refused(easc_document_save(document, log, strlen(log), &e), EASC_E_ACCESS, &e);
    const char *other = scratch_path(*state, "a.log2");
    assert_int_equal(easc_document_save(document, other, strlen(other), &e), EASC_OK);
    easc_document_free(document);
    easc_result_free(result);
}

static void a_document_cannot_be_saved_where_there_is_no_folder(void **state)
{
    easc_result *result = new_result(write_logs(*state));
    easc_document *document = new_document(result, EASC_DOCUMENT_SCAN, EASC_FORMAT_CSV);
    easc_error e = {.size = sizeof e};
    const char *path = scratch_path(*state, "no/folder/out");
    expect_refused(easc_document_save(document, path, strlen(path), &e), EASC_E_NOT_FOUND, &e);
    path = scratch_path(*state, "in");
    easc_status status = easc_document_save(document, path, strlen(path), &e);
    assert_true(status == EASC_E_ACCESS || status == EASC_E_WRITE);
    easc_document_free(document);
    easc_result_free(result);
}

/* --- reports -------------------------------------------------------------------------------- */

static void a_report_is_there_when_it_has_ended(void **state)
{
    easc_result *result = new_result(write_logs(*state));
    const char *path = scratch_path(*state, "r.xlsx");
    easc_report *report = NULL;
    uint32_t permille = 0;
    char head[4];
    assert_int_equal(easc_report_start(result, path, strlen(path), &report, NULL), EASC_OK);
    easc_result_free(result); /* a report outlives it */
    while (easc_report_wait(report, 5, &permille, NULL) == EASC_RUNNING) {
        assert_true(permille <= 1000);
    }
    assert_int_equal(easc_report_wait(report, UINT32_MAX, &permille, NULL), EASC_OK);
    assert_int_equal(permille, 1000);
    assert_int_equal(scratch_read(*state, "r.xlsx", head, sizeof head), sizeof head);
    assert_memory_equal(head, "PK\3\4", 4);
    assert_int_equal(count_names(*state), 2);
    easc_report_cancel(report); /* too late */
    assert_int_equal(easc_report_wait(report, 0, NULL, NULL), EASC_OK);
    easc_report_free(report);
    assert_int_equal(count_names(*state), 2);
}

/* The name of a folder below the scratch folder, which is made, and whose path has over 2,000
   characters. Windows has a limit of 260 for programs that do nothing about it. */
static void make_long_folder(scratch *place, char *name, size_t size)
{
    (void)snprintf(name, size, "in");
    (void)scratch_folder(place, name);
    while (strlen(name) < 2000) {
        size_t n = strlen(name);
        assert_true(n + 128 < size);
        memset(name + n, 'x', 120);
        memcpy(name + n, "/\xC3\xA9", 3);
        name[n + 120] = '\0';
        (void)scratch_folder(place, name);
    }
}

static void save_both(const easc_result *result, const char *json, const char *xlsx)
{
    easc_report *report = NULL;
    easc_document *document = new_document(result, EASC_DOCUMENT_SCAN, EASC_FORMAT_JSON);
    assert_int_equal(easc_document_save(document, json, strlen(json), NULL), EASC_OK);
    easc_document_free(document);
    assert_int_equal(easc_report_start(result, xlsx, strlen(xlsx), &report, NULL), EASC_OK);
    assert_int_equal(easc_report_wait(report, UINT32_MAX, NULL, NULL), EASC_OK);
    easc_report_free(report);
}

/* `name` in the long folder, below the scratch folder. */
static const char *long_path(scratch *place, const char *folder, const char *name)
{
    char path[2300];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return scratch_path(place, path);
}

static void paths_of_two_thousand_characters_are_read_and_written(void **state)
{
    scratch *place = *state;
    char folder[2200];
    char log[2300];
    easc_summary summary = {.size = sizeof summary};
    make_long_folder(place, folder, sizeof folder);
    (void)snprintf(log, sizeof log, "%s/a.log", folder);
    (void)scratch_write(place, log, log_text, sizeof log_text - 1);
    easc_result *result = new_result(scratch_path(place, "in"));
    assert_int_equal(easc_result_summary(result, &summary), EASC_OK);
    assert_int_equal(summary.problems, 0);
    assert_int_equal(summary.eas_rows, 7);
    save_both(result, long_path(place, folder, "x.json"), long_path(place, folder, "x.xlsx"));
    assert_int_equal(count_names_in(scratch_path(place, folder)), 3);
    easc_result_free(result);
}

static void a_report_of_days_before_1970_is_written(void **state)
{
    static const char text[] = FIELDS "1960-05-06 09:00:00 CAS01 POST "
                                      "/Microsoft-Server-ActiveSync/default.eas "
                                      "Cmd=Ping&DeviceId=D1&Log=V141 anna 192.0.2.1 A/1 200\n";
    easc_result *result = new_result(scratch_write(*state, "a.log", text, sizeof text - 1));
    easc_summary summary = {.size = sizeof summary};
    const char *path = scratch_path(*state, "r.xlsx");
    easc_report *report = NULL;
    assert_int_equal(easc_result_summary(result, &summary), EASC_OK);
    assert_true(summary.to_time < 0 && summary.devices == 1);
    assert_int_equal(easc_report_start(result, path, strlen(path), &report, NULL), EASC_OK);
    assert_int_equal(easc_report_wait(report, UINT32_MAX, NULL, NULL), EASC_OK);
    easc_report_free(report);
    easc_result_free(result);
}

static void a_cancelled_report_leaves_no_file(void **state)
{
    easc_result *result = new_result(write_many_devices(*state, 3000));
    const char *path = scratch_path(*state, "r.xlsx");
    size_t cancelled = 0;
    for (uint32_t i = 0; i < 6; i++) {
        easc_report *report = NULL;
        easc_error e = {.size = sizeof e};
        assert_int_equal(easc_report_start(result, path, strlen(path), &report, NULL), EASC_OK);
        (void)easc_report_wait(report, i * i, NULL, NULL);
        easc_report_cancel(report);
        easc_status status = easc_report_wait(report, UINT32_MAX, NULL, &e);
        assert_true(status == EASC_OK || status == EASC_E_CANCELLED);
        assert_int_equal(count_names(*state), status == EASC_OK ? 2 : 1);
        assert_true(status == EASC_OK || e.status == EASC_E_CANCELLED);
        cancelled += status == EASC_E_CANCELLED;
        easc_report_free(report);
        (void)remove(path);
    }
    assert_true(cancelled > 0);
    easc_result_free(result);
}

static void a_report_that_is_freed_while_it_works_leaves_no_file(void **state)
{
    easc_result *result = new_result(write_many_devices(*state, 3000));
    const char *path = scratch_write(*state, "r.xlsx", "old", 3);
    easc_report *report = NULL;
    char text[8];
    assert_int_equal(easc_report_start(result, path, strlen(path), &report, NULL), EASC_OK);
    easc_report_free(report);
    assert_int_equal(count_names(*state), 2);
    assert_int_equal(scratch_read(*state, "r.xlsx", text, sizeof text), 3); /* the old one */
    easc_result_free(result);
}

static void a_report_cannot_be_written_where_there_is_no_folder(void **state)
{
    easc_result *result = new_result(write_logs(*state));
    const char *path = scratch_path(*state, "no/folder/r.xlsx");
    easc_report *report = NULL;
    easc_error e = {.size = sizeof e};
    assert_int_equal(easc_report_start(result, path, strlen(path), &report, NULL), EASC_OK);
    expect_refused(easc_report_wait(report, UINT32_MAX, NULL, &e), EASC_E_NOT_FOUND, &e);
    easc_report_free(report);
    easc_result_free(result);
}

static void an_identity_map_tells_who_a_device_belongs_to(void **state)
{
    static const char people[] = "SamAccountName,DisplayName,Department\nanna,Anna A,Sales\n";
    easc_options *o = new_options(write_logs(*state));
    easc_scan *scan = NULL;
    easc_device d = {.size = sizeof d};
    const char *path = scratch_write(*state, "people.csv", people, sizeof people - 1);
    assert_int_equal(easc_options_set(o, "identity-map", 12, path, strlen(path), NULL), EASC_OK);
    assert_int_equal(easc_scan_start(o, &scan, NULL), EASC_OK);
    easc_result *r = result_of(scan);
    assert_int_equal(easc_result_device(r, 0, &d), EASC_OK);
    assert_int_equal(d.display_name.length, 6);
    assert_memory_equal(d.display_name.data, "Anna A", 6);
    assert_memory_equal(d.department.data, "Sales", 5);
    assert_int_equal(easc_result_device(r, 1, &d), EASC_OK); /* who is not on the map */
    assert_int_equal(d.display_name.length, 0);
    assert_int_equal(d.department.length, 0);
    d = (easc_device){.size = offsetof(easc_device, display_name)}; /* of an older program */
    assert_int_equal(easc_result_device(r, 0, &d), EASC_OK);
    assert_int_equal(d.is_listed, 1);
    assert_null(d.display_name.data);
    easc_result_free(r);
    easc_scan_free(scan);
    easc_options_free(o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_a_place(an_identity_map_tells_who_a_device_belongs_to),
        in_a_place(a_result_says_what_is_in_the_logs),
        in_a_place(devices_conditions_rejects_and_problems_are_read_one_by_one),
        in_a_place(inputs_are_those_that_were_read_at_least_in_part),
        in_a_place(an_input_that_fails_at_its_first_byte_was_not_read),
        in_a_place(nothing_to_read_is_a_result_without_inputs),
        cmocka_unit_test(statuses_have_names_and_texts_even_unknown_ones),
        cmocka_unit_test(freeing_and_cancelling_nothing_does_nothing),
        cmocka_unit_test(options_refuse_bad_arguments),
        in_a_place(scans_refuse_bad_arguments),
        in_a_place(files_that_a_scan_needs_must_be_there),
        in_a_place(results_refuse_bad_arguments),
        in_a_place(documents_refuse_bad_arguments),
        in_a_place(reports_refuse_bad_arguments),
        in_a_place(structs_of_older_and_newer_callers_are_filled_as_far_as_they_reach),
        in_a_place(structs_too_small_for_their_size_are_refused_and_not_touched),
        in_a_place(two_results_of_a_scan_show_the_same_data),
        in_a_place(a_scan_has_no_result_before_its_end_and_none_when_it_was_cancelled),
#ifdef _WIN32
        in_a_place(a_log_that_another_program_keeps_for_itself_costs_only_itself),
#else
        in_a_place(a_scan_that_waits_for_a_pipe_can_be_cancelled),
        in_a_place(a_scan_of_an_endless_row_can_be_cancelled),
#endif
        in_a_place(options_may_be_freed_and_used_again_while_a_scan_works),
        in_a_place(scans_run_after_each_other_and_at_once),
        in_a_place(progress_ends_with_all_inputs),
        in_a_place(a_document_is_the_same_read_byte_by_byte_at_once_and_saved),
        in_a_place(saving_writes_what_is_left_and_replaces_the_old_file),
        in_a_place(a_cancelled_document_is_not_saved_but_may_be_read),
        in_a_place(a_document_does_not_take_the_name_of_a_log_that_is_gone),
        in_a_place(a_document_cannot_be_saved_where_there_is_no_folder),
        in_a_place(a_report_is_there_when_it_has_ended),
        in_a_place(a_report_of_days_before_1970_is_written),
        in_a_place(paths_of_two_thousand_characters_are_read_and_written),
        in_a_place(a_cancelled_report_leaves_no_file),
        in_a_place(a_report_that_is_freed_while_it_works_leaves_no_file),
        in_a_place(a_report_cannot_be_written_where_there_is_no_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
