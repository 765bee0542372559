/* test_statuses.c - every status that easc.h documents for every function comes, through easc.h
   alone. Those that need a system that fails (EASC_E_MEMORY, EASC_E_INTERNAL) are in test_faults.c.
   support/check_statuses.py compares both with the comments of easc.h. */
#include "called.h"

#include "support/held_input.h"
#include "support/reaches.h"

#ifdef _WIN32
#include "base/heap.h"
#include "os/win/wide.h"
#endif

/* --- files that cannot be read -------------------------------------------------------------- */

/* A file that nobody may read, the administrator neither. */
typedef struct denied_file {
    const char *path;
#ifdef _WIN32
    HANDLE handle;
#endif
} denied_file;

#ifdef _WIN32
static denied_file deny(scratch *place, const char *name)
{
    const char *path = scratch_path(place, name);
    wchar_t *wide = easc__wide_path(path);
    HANDLE handle = CreateFileW(wide, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    assert_true(handle != INVALID_HANDLE_VALUE);
    easc__free(wide);
    return (denied_file){path, handle};
}

static void allow(denied_file *denied)
{
    assert_true(CloseHandle(denied->handle));
}
#else
static denied_file deny(scratch *place, const char *name)
{
    return (denied_file){scratch_link(place, name, name)}; /* leads to itself */
}

static void allow(denied_file *denied)
{
    (void)denied;
}
#endif

/* --- options -------------------------------------------------------------------------------- */

static void every_status_of_options_comes(void **state)
{
    (void)state;
    easc_options *o = NULL;
    REACHES(easc_options_new, EASC_E_ARGUMENT, (NULL));
    REACHES(easc_options_new, EASC_OK, (&o));
    REACHES(easc_options_add_path, EASC_E_ARGUMENT, (o, "", 0, NULL));
    REACHES(easc_options_add_path, EASC_OK, (o, "a.log", 5, NULL));
    REACHES(easc_options_set, EASC_E_ARGUMENT, (o, "threads", 7, "none", 4, NULL));
    REACHES(easc_options_set, EASC_OK, (o, "threads", 7, "1", 1, NULL));
    easc_options_free(o);
}

/* --- scans ---------------------------------------------------------------------------------- */

/* The last one that is set counts. */
static void set_catalogue(easc_options *options, const char *path)
{
    assert_int_equal(easc_options_set(options, "catalogue", 9, path, strlen(path), NULL), EASC_OK);
}

/* A file of that many bytes, which are spaces. */
static const char *write_spaces(scratch *place, const char *name, size_t size)
{
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, ' ', size);
    const char *path = scratch_write(place, name, text, size);
    free(text);
    return path;
}

static void every_status_of_a_start_comes(void **state)
{
    enum { LIMIT = 16 * 1024 * 1024 };
    easc_options *none = NULL;
    easc_options *o = new_options(scratch_path(*state, ""));
    easc_scan *scan = NULL;
    denied_file denied = deny(*state, "denied.json");
    assert_int_equal(easc_options_new(&none), EASC_OK);
    REACHES(easc_scan_start, EASC_E_ARGUMENT, (none, &scan, NULL)); /* no path */
    set_catalogue(o, scratch_path(*state, "nothing"));
    REACHES(easc_scan_start, EASC_E_NOT_FOUND, (o, &scan, NULL));
    set_catalogue(o, denied.path);
    REACHES(easc_scan_start, EASC_E_ACCESS, (o, &scan, NULL));
    set_catalogue(o, scratch_path(*state, "")); /* a folder */
    REACHES(easc_scan_start, EASC_E_READ, (o, &scan, NULL));
    set_catalogue(o, write_spaces(*state, "whole.json", LIMIT));
    REACHES(easc_scan_start, EASC_E_DATA, (o, &scan, NULL));
    set_catalogue(o, write_spaces(*state, "larger.json", LIMIT + 1));
    REACHES(easc_scan_start, EASC_E_LIMIT, (o, &scan, NULL));
    assert_null(scan);
    set_catalogue(o, "logo-2011");
    REACHES(easc_scan_start, EASC_OK, (o, &scan, NULL));
    allow(&denied);
    easc_scan_free(scan);
    easc_options_free(o);
    easc_options_free(none);
}

static void every_status_of_a_scan_comes(void **state)
{
    (void)state;
    held_input held = held_input_open();
    easc_scan *scan = start("-");
    easc_result *result = NULL;
    easc_progress no_size = {.size = 0};
    REACHES(easc_scan_wait, EASC_RUNNING, (scan, 1, NULL, NULL));
    REACHES(easc_scan_wait, EASC_E_ARGUMENT, (scan, 0, &no_size, NULL));
    REACHES(easc_scan_result, EASC_E_STATE, (scan, &result, NULL));
    held_input_give(&held, log_text, sizeof log_text - 1);
    REACHES(easc_scan_wait, EASC_RUNNING, (scan, 1, NULL, NULL));
    held_input_end(&held);
    REACHES(easc_scan_wait, EASC_OK, (scan, UINT32_MAX, NULL, NULL));
    REACHES(easc_scan_result, EASC_E_ARGUMENT, (scan, NULL, NULL));
    REACHES(easc_scan_result, EASC_OK, (scan, &result, NULL));
    easc_result_free(result);
    easc_scan_free(scan);
    held_input_done(&held);
}

static void a_cancelled_scan_says_so_for_ever_and_has_no_result(void **state)
{
    (void)state;
    held_input held = held_input_open();
    easc_scan *scan = start("-");
    easc_result *result = NULL;
    easc_scan_cancel(scan);
    REACHES(easc_scan_wait, EASC_E_CANCELLED, (scan, UINT32_MAX, NULL, NULL));
    REACHES(easc_scan_wait, EASC_E_CANCELLED, (scan, 0, NULL, NULL));
    REACHES(easc_scan_result, EASC_E_STATE, (scan, &result, NULL));
    assert_null(result);
    easc_scan_free(scan);
    held_input_done(&held);
}

/* --- results -------------------------------------------------------------------------------- */

static void every_status_of_a_result_comes(void **state)
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
    REACHES(easc_result_summary, EASC_E_ARGUMENT, (r, NULL));
    REACHES(easc_result_summary, EASC_OK, (r, &summary));
    REACHES(easc_result_device, EASC_E_ARGUMENT, (r, summary.devices, &device));
    REACHES(easc_result_device, EASC_OK, (r, summary.devices - 1, &device));
    REACHES(easc_result_problem, EASC_E_ARGUMENT, (r, summary.problems, &problem));
    REACHES(easc_result_problem, EASC_OK, (r, summary.problems - 1, &problem));
    REACHES(easc_result_input, EASC_E_ARGUMENT, (r, summary.inputs, &input));
    REACHES(easc_result_input, EASC_OK, (r, summary.inputs - 1, &input));
    REACHES(easc_result_reject, EASC_E_ARGUMENT, (r, summary.reject_groups, &reject));
    REACHES(easc_result_reject, EASC_OK, (r, summary.reject_groups - 1, &reject));
    REACHES(easc_result_gate, EASC_E_ARGUMENT, (r, NULL));
    REACHES(easc_result_gate, EASC_OK, (r, &gate));
    REACHES(easc_result_condition, EASC_E_ARGUMENT, (r, gate.conditions, &condition));
    REACHES(easc_result_condition, EASC_OK, (r, gate.conditions - 1, &condition));
    REACHES(easc_result_failing_user, EASC_E_ARGUMENT, (r, gate.failing_users, &user));
    REACHES(easc_result_failing_user, EASC_OK, (r, gate.failing_users - 1, &user));
    easc_result_free(r);
}

static void every_status_of_a_problem_comes(void **state)
{
    /* A gzip file that is cut off behind its head. */
    static const char cut[] = "\x1f\x8b\x08\0\0\0\0\0\0\3";
    easc_error problem = {.size = sizeof problem};
    denied_file denied = deny(*state, "denied.log");
    easc_result *r = new_result(scratch_path(*state, "nothing.log"));
    CARRIES(easc_result_problem, EASC_E_NOT_FOUND, (r, 0, &problem), problem.status);
    easc_result_free(r);
    r = new_result(denied.path);
    CARRIES(easc_result_problem, EASC_E_ACCESS, (r, 0, &problem), problem.status);
    easc_result_free(r);
    r = new_result(scratch_write(*state, "cut.log.gz", cut, sizeof cut - 1));
    CARRIES(easc_result_problem, EASC_E_TRUNCATED, (r, 0, &problem), problem.status);
    easc_result_free(r);
    r = new_result(scratch_write(*state, "bad.log.gz", "\x1f\x8b\x07 no gzip", 11));
    CARRIES(easc_result_problem, EASC_E_DATA, (r, 0, &problem), problem.status);
    easc_result_free(r);
    allow(&denied);
}

static void a_standard_input_that_is_not_open_is_a_problem_of_reading(void **state)
{
    (void)state;
    easc_error problem = {.size = sizeof problem};
    held_input held = held_input_closed();
    easc_result *r = new_result("-");
    held_input_done(&held);
    CARRIES(easc_result_problem, EASC_E_READ, (r, 0, &problem), problem.status);
    easc_result_free(r);
}

static void folders_that_lie_too_deep_are_a_problem_of_limits(void **state)
{
    enum { DEPTH = 129 };
    char name[2 * DEPTH + 2] = "d";
    easc_error problem = {.size = sizeof problem};
    for (size_t i = 0; i < DEPTH; i++) {
        (void)scratch_folder(*state, name);
        memcpy(name + 2 * i + 1, "/d", 3);
    }
    easc_result *r = new_result(scratch_path(*state, ""));
    CARRIES(easc_result_problem, EASC_E_LIMIT, (r, 0, &problem), problem.status);
    easc_result_free(r);
}

/* --- documents ------------------------------------------------------------------------------ */

static void every_status_of_a_document_that_is_read_comes(void **state)
{
    enum { ROOM = 1 << 20 };
    easc_result *r = new_result(write_logs(*state));
    easc_document *d = NULL;
    char *room = malloc(ROOM);
    size_t count = 0;
    assert_non_null(room);
    REACHES(easc_document_new, EASC_E_ARGUMENT, (r, 0, EASC_FORMAT_JSON, 0, 0, &d, NULL));
    REACHES(easc_document_new, EASC_OK, (r, EASC_DOCUMENT_GATE, EASC_FORMAT_JSON, 0, 0, &d, NULL));
    REACHES(easc_document_read, EASC_E_ARGUMENT, (d, room, 0, &count, NULL));
    REACHES(easc_document_read, EASC_OK, (d, room, ROOM, &count, NULL));
    while (easc_document_read(d, room, ROOM, &count, NULL) == EASC_OK) {
    }
    REACHES(easc_document_read, EASC_END, (d, room, ROOM, &count, NULL));
    easc_document_free(d);
    easc_result_free(r);
    free(room);
}

static void every_status_of_an_explanation_comes(void **state)
{
    enum { LIMIT = (1 << 20) + (1 << 16) };
    static const char row[] = "Cmd=Sync&User=amy&Log=V141_S142_";
    easc_options *o = NULL;
    easc_document *d = NULL;
    denied_file denied = deny(*state, "denied.json");
    char *much = calloc(1, LIMIT + 1);
    assert_non_null(much);
    assert_int_equal(easc_options_new(&o), EASC_OK);
    REACHES(easc_explain_new, EASC_E_ARGUMENT,
            (o, row, sizeof row - 1, EASC_FORMAT_CSV, 0, 0, &d, NULL));
    REACHES(easc_explain_new, EASC_E_DATA, (o, "hello", 5, EASC_FORMAT_TEXT, 0, 0, &d, NULL));
    REACHES(easc_explain_new, EASC_E_LIMIT, (o, much, LIMIT + 1, EASC_FORMAT_TEXT, 0, 0, &d, NULL));
    set_catalogue(o, scratch_path(*state, "nothing"));
    REACHES(easc_explain_new, EASC_E_NOT_FOUND,
            (o, row, sizeof row - 1, EASC_FORMAT_JSON, 0, 0, &d, NULL));
    set_catalogue(o, denied.path);
    REACHES(easc_explain_new, EASC_E_ACCESS,
            (o, row, sizeof row - 1, EASC_FORMAT_JSON, 0, 0, &d, NULL));
    set_catalogue(o, scratch_path(*state, "")); /* a folder */
    REACHES(easc_explain_new, EASC_E_READ,
            (o, row, sizeof row - 1, EASC_FORMAT_JSON, 0, 0, &d, NULL));
    assert_null(d);
    set_catalogue(o, "logo-2011");
    REACHES(easc_explain_new, EASC_OK, (o, row, sizeof row - 1, EASC_FORMAT_JSON, 0, 0, &d, NULL));
    easc_document_free(d);
    easc_options_free(o);
    allow(&denied);
    free(much);
}

static void every_status_of_a_document_that_is_saved_comes(void **state)
{
    easc_result *r = new_result(write_logs(*state));
    easc_document *d = NULL;
    const char *log = scratch_path(*state, "in/a.log");
    const char *good = scratch_path(*state, "gate.json");
    const char *folder = scratch_path(*state, "in");
    const char *nowhere = scratch_path(*state, "no/gate.json");
    assert_int_equal(easc_document_new(r, EASC_DOCUMENT_GATE, EASC_FORMAT_JSON, 0, 0, &d, NULL),
                     EASC_OK);
    REACHES(easc_document_save, EASC_E_ARGUMENT, (d, "", 0, NULL));
    REACHES(easc_document_save, EASC_E_NOT_FOUND, (d, nowhere, strlen(nowhere), NULL));
    REACHES(easc_document_save, EASC_E_ACCESS, (d, log, strlen(log), NULL)); /* was read */
    REACHES(easc_document_save, EASC_E_WRITE, (d, folder, strlen(folder), NULL));
    REACHES(easc_document_save, EASC_OK, (d, good, strlen(good), NULL));
    easc_document_cancel(d);
    REACHES(easc_document_save, EASC_E_CANCELLED, (d, good, strlen(good), NULL));
    easc_document_free(d);
    easc_result_free(r);
}

/* --- catalogues ----------------------------------------------------------------------------- */

static easc_catalogue_question check_of(const char *path)
{
    return (easc_catalogue_question){.size = sizeof(easc_catalogue_question),
                                     .kind = EASC_CATALOGUE_CHECK,
                                     .catalogue = {path, strlen(path)}};
}

static void every_status_of_a_question_about_catalogues_comes(void **state)
{
    enum { LIMIT = 16 * 1024 * 1024 };
    easc_document *d = NULL;
    denied_file denied = deny(*state, "denied.json");
    easc_catalogue_question q = check_of("logo-2011");
    REACHES(easc_catalogue_document, EASC_E_ARGUMENT, (NULL, EASC_FORMAT_TEXT, 0, 0, &d, NULL));
    REACHES(easc_catalogue_document, EASC_E_ARGUMENT, (&q, EASC_FORMAT_CSV, 0, 0, &d, NULL));
    q = check_of(scratch_path(*state, "nothing"));
    REACHES(easc_catalogue_document, EASC_E_NOT_FOUND, (&q, EASC_FORMAT_TEXT, 0, 0, &d, NULL));
    q = check_of(denied.path);
    REACHES(easc_catalogue_document, EASC_E_ACCESS, (&q, EASC_FORMAT_TEXT, 0, 0, &d, NULL));
    q = check_of(scratch_path(*state, "")); /* a folder */
    REACHES(easc_catalogue_document, EASC_E_READ, (&q, EASC_FORMAT_TEXT, 0, 0, &d, NULL));
    q = check_of(write_spaces(*state, "whole.json", LIMIT));
    REACHES(easc_catalogue_document, EASC_E_DATA, (&q, EASC_FORMAT_TEXT, 0, 0, &d, NULL));
    q = check_of(write_spaces(*state, "larger.json", LIMIT + 1));
    REACHES(easc_catalogue_document, EASC_E_LIMIT, (&q, EASC_FORMAT_TEXT, 0, 0, &d, NULL));
    assert_null(d);
    q = check_of("logo-2011");
    REACHES(easc_catalogue_document, EASC_OK, (&q, EASC_FORMAT_TEXT, 0, 0, &d, NULL));
    easc_document_free(d);
    allow(&denied);
}

/* --- reports -------------------------------------------------------------------------------- */

static easc_report *start_report(const easc_result *result, const char *path)
{
    easc_report *report = NULL;
    REACHES(easc_report_start, EASC_OK, (result, path, strlen(path), &report, NULL));
    return report;
}

static void every_status_of_a_report_comes(void **state)
{
    easc_result *r = new_result(write_logs(*state));
    easc_report *report = NULL;
    REACHES(easc_report_start, EASC_E_ARGUMENT, (r, "", 0, &report, NULL));
    REACHES(easc_report_wait, EASC_E_ARGUMENT, (NULL, 0, NULL, NULL));
    report = start_report(r, scratch_path(*state, "r.xlsx"));
    REACHES(easc_report_wait, EASC_OK, (report, UINT32_MAX, NULL, NULL));
    easc_report_free(report);
    report = start_report(r, scratch_path(*state, "no/r.xlsx"));
    REACHES(easc_report_wait, EASC_E_NOT_FOUND, (report, UINT32_MAX, NULL, NULL));
    easc_report_free(report);
    report = start_report(r, scratch_path(*state, "in/a.log")); /* was read */
    REACHES(easc_report_wait, EASC_E_ACCESS, (report, UINT32_MAX, NULL, NULL));
    easc_report_free(report);
    report = start_report(r, scratch_path(*state, "in")); /* a folder */
    REACHES(easc_report_wait, EASC_E_WRITE, (report, UINT32_MAX, NULL, NULL));
    easc_report_free(report);
    easc_result_free(r);
}

static void a_report_that_takes_long_runs_and_can_be_cancelled(void **state)
{
    easc_result *r = new_result(write_many_devices(*state, 20000));
    easc_report *report = start_report(r, scratch_path(*state, "r.xlsx"));
    REACHES(easc_report_wait, EASC_RUNNING, (report, 1, NULL, NULL));
    easc_report_cancel(report);
    REACHES(easc_report_wait, EASC_E_CANCELLED, (report, UINT32_MAX, NULL, NULL));
    easc_report_free(report);
    easc_result_free(r);
}

#ifdef __linux__
static void a_full_disk_is_a_failing_write(void **state)
{
    easc_result *r = new_result(write_logs(*state));
    easc_report *report = start_report(r, "/dev/full");
    easc_document *d = NULL;
    assert_int_equal(easc_document_new(r, EASC_DOCUMENT_SCAN, EASC_FORMAT_CSV, 0, 0, &d, NULL),
                     EASC_OK);
    REACHES(easc_document_save, EASC_E_WRITE, (d, "/dev/full", 9, NULL));
    REACHES(easc_report_wait, EASC_E_WRITE, (report, UINT32_MAX, NULL, NULL));
    easc_document_free(d);
    easc_report_free(report);
    easc_result_free(r);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_of_options_comes),
        in_a_place(every_status_of_a_start_comes),
        cmocka_unit_test(every_status_of_a_scan_comes),
        cmocka_unit_test(a_cancelled_scan_says_so_for_ever_and_has_no_result),
        in_a_place(every_status_of_a_result_comes),
        in_a_place(every_status_of_a_problem_comes),
        cmocka_unit_test(a_standard_input_that_is_not_open_is_a_problem_of_reading),
        in_a_place(folders_that_lie_too_deep_are_a_problem_of_limits),
        in_a_place(every_status_of_a_document_that_is_read_comes),
        in_a_place(every_status_of_an_explanation_comes),
        in_a_place(every_status_of_a_document_that_is_saved_comes),
        in_a_place(every_status_of_a_question_about_catalogues_comes),
        in_a_place(every_status_of_a_report_comes),
        in_a_place(a_report_that_takes_long_runs_and_can_be_cancelled),
#ifdef __linux__
        in_a_place(a_full_disk_is_a_failing_write),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
