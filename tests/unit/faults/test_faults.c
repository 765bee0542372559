/* test_faults.c - a scan, a gate, a document and a report, again and again, each time with one call
   of the system failing that did not fail before: no crash, no leak (the sanitizers look), no half
   file, and nothing but the right answer or an error. Then each function that needs memory tells
   that there is none. */
#include "easc.h"
#include "support/faults.h"
#include "support/held_input.h"
#include "support/reaches.h"
#include "support/scratch.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char log_text[] =
    "#Software: Microsoft Internet Information Services 7.5\r\n"
    "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query cs-username c-ip cs(User-Agent) "
    "sc-status\r\n"
    "2011-05-06 09:00:00 10.0.0.1 POST /Microsoft-Server-ActiveSync "
    "Cmd=Sync&User=amy&DeviceId=A&DeviceType="
    "iPhone&Log=V141_Pk7_S1_As:AllowedG_ CONT\\amy 192.0.2.1 Apple-iPhone3C1/801.293 200\r\n"
    "2011-05-06 09:01:00 10.0.0.1 POST /Microsoft-Server-ActiveSync "
    "Cmd=Sync&User=bob&DeviceId=B&DeviceType="
    "X&Log=V141_S142_Error:DeviceNotProvisioned_As:BlockedP_ CONT\\bob 192.0.2.2 Nokia/2.0 449\r\n"
    "2011-05-06 09:02:00 10.0.0.1 POST /Microsoft-Server-ActiveSync cut\r\n";

#ifdef __SANITIZE_ADDRESS__ /* slow, and the other builds try them all */
enum { TEXT_MAX = 65536, FIRST_CALLS = 150, LAST_CALLS = 50 };
#else
enum { TEXT_MAX = 65536, FIRST_CALLS = 400, LAST_CALLS = 100 };
#endif

/* What came out: the documents, whether all went well, and whether something was missing in the
 * input. */
typedef struct outcome {
    char scan[TEXT_MAX];
    char gate[TEXT_MAX];
    char told[2][TEXT_MAX]; /* findings, timeline */
    size_t scan_size;
    size_t gate_size;
    size_t told_size[2];
    bool is_whole; /* every call said EASC_OK, and no input had a problem */
    bool has_file; /* the document, the workbook: saved, as the library said */
    bool has_workbook;
} outcome;

static bool read_document(const easc_result *result, int32_t kind, char *to, size_t *size)
{
    easc_document *document = NULL;
    size_t count = 0;
    *size = 0;
    if (easc_document_new(result, kind, EASC_FORMAT_JSON, 0, 0, &document, NULL) != EASC_OK) {
        return false;
    }
    easc_status status;
    while ((status = easc_document_read(document, to + *size, TEXT_MAX - *size, &count, NULL)) ==
           EASC_OK) {
        *size += count;
    }
    easc_document_free(document);
    return status == EASC_END;
}

static bool save_document(const easc_result *result, const char *path)
{
    easc_document *document = NULL;
    if (easc_document_new(result, EASC_DOCUMENT_SCAN, EASC_FORMAT_JSON, 0, 0, &document, NULL) !=
        EASC_OK) {
        return false;
    }
    easc_status status = easc_document_save(document, path, strlen(path), NULL);
    easc_document_free(document);
    return status == EASC_OK;
}

static bool write_workbook(const easc_result *result, const char *path)
{
    easc_report *report = NULL;
    if (easc_report_start(result, path, strlen(path), &report, NULL) != EASC_OK) {
        return false;
    }
    easc_status status = easc_report_wait(report, UINT32_MAX, NULL, NULL);
    easc_report_free(report);
    assert_true(status != EASC_E_INTERNAL && status != EASC_E_LIMIT); /* easc.h names neither */
    return status == EASC_OK;
}

/* A lack of memory is none of an input. */
static void check_problems(const easc_result *result, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        easc_error problem = {.size = sizeof problem};
        assert_int_equal(easc_result_problem(result, i, &problem), EASC_OK);
        assert_in_range(problem.status, EASC_E_NOT_FOUND, EASC_E_LIMIT);
        assert_int_not_equal(problem.status, EASC_E_WRITE);
    }
}

static const char policy_file[] = EASC_SOURCE_DIR "/tests/unit/policy/exports/selected-ps7.xml";

static easc_result *scan_folder(const char *logs)
{
    easc_options *options = NULL;
    easc_scan *scan = NULL;
    easc_result *result = NULL;
    bool ok =
        easc_options_new(&options) == EASC_OK &&
        easc_options_add_path(options, logs, strlen(logs), NULL) == EASC_OK &&
        easc_options_set(options, "threads", 7, "2", 1, NULL) == EASC_OK &&
        easc_options_set(options, "unknown", 7, NULL, 0, NULL) == EASC_OK &&
        easc_options_set(options, "policy", 6, policy_file, strlen(policy_file), NULL) == EASC_OK &&
        easc_scan_start(options, &scan, NULL) == EASC_OK &&
        easc_scan_wait(scan, UINT32_MAX, NULL, NULL) == EASC_OK;
    if (ok) {
        (void)easc_scan_result(scan, &result, NULL);
    }
    easc_scan_free(scan);
    easc_options_free(options);
    return result;
}

static void run(const char *logs, const char *json, const char *xlsx, outcome *out)
{
    easc_summary summary = {.size = sizeof summary};
    easc_result *result = scan_folder(logs);
    memset(out, 0, sizeof *out);
    if (!result) {
        return;
    }
    bool is_read = easc_result_summary(result, &summary) == EASC_OK && summary.problems == 0 &&
                   summary.inputs == 2;
    check_problems(result, summary.problems);
    bool has_scan = read_document(result, EASC_DOCUMENT_SCAN, out->scan, &out->scan_size);
    bool has_gate = read_document(result, EASC_DOCUMENT_GATE, out->gate, &out->gate_size);
    bool has_told =
        read_document(result, EASC_DOCUMENT_FINDINGS, out->told[0], &out->told_size[0]) &&
        read_document(result, EASC_DOCUMENT_TIMELINE, out->told[1], &out->told_size[1]);
    out->has_file = save_document(result, json);
    out->has_workbook = write_workbook(result, xlsx);
    out->is_whole =
        is_read && has_scan && has_gate && has_told && out->has_file && out->has_workbook;
    easc_result_free(result);
}

/* Names in the folder but those of the test itself: what a failed call left behind. */
static size_t count_left_behind(const char *folder)
{
    size_t count = 0;
    DIR *names = opendir(folder);
    assert_non_null(names);
    for (struct dirent *entry; (entry = readdir(names)) != NULL;) {
        bool is_known = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
                        strcmp(entry->d_name, "in") == 0 || strcmp(entry->d_name, "x.json") == 0 ||
                        strcmp(entry->d_name, "x.xlsx") == 0;
        count += !is_known;
    }
    (void)closedir(names);
    return count;
}

static void put_old(const char *path)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite("old", 1, 3, file), 3);
    assert_int_equal(fclose(file), 0);
}

static size_t read_file(const char *path, char *to, size_t capacity)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t size = fread(to, 1, capacity, file);
    assert_int_equal(fclose(file), 0);
    return size;
}

/* The old file, or the whole new one, and which of them is what the library said. */
static void check_file(const char *path, bool is_workbook, bool is_new)
{
    char *room = malloc(TEXT_MAX * 4);
    assert_non_null(room);
    size_t size = read_file(path, room, TEXT_MAX * 4);
    bool is_old = size == 3 && memcmp(room, "old", 3) == 0;
    assert_true(is_old != is_new);
    if (is_new && is_workbook) {
        assert_memory_equal(room, "PK", 2);
        assert_memory_equal(room + size - 22, "PK\x05\x06", 4); /* the end of a whole archive */
    }
    if (is_new && !is_workbook) {
        assert_memory_equal(room + size - 2, "}\n", 2);
    }
    free(room);
}

/* Which call fails next: each of the first and of the last, and in growing steps between them,
   where a workbook makes the same calls again and again. */
static size_t next_call(size_t i, size_t calls)
{
    size_t last = calls > LAST_CALLS ? calls - LAST_CALLS : 0;
    size_t next = i + 1 + i / 200;
    return i < FIRST_CALLS || i >= last ? i + 1 : next < last ? next : last;
}

static void every_call_of(fault_kind kind)
{
    static outcome right;
    static outcome got;
    scratch *place = scratch_new();
    const char *folder = scratch_path(place, "");
    const char *logs = scratch_folder(place, "in");
    const char *json = scratch_path(place, "x.json");
    const char *xlsx = scratch_path(place, "x.xlsx");
    (void)scratch_write(place, "in/a.log", log_text, sizeof log_text - 1);
    (void)scratch_write(place, "in/b.log", log_text, sizeof log_text - 1);
    faults_set(kind, SIZE_MAX);
    run(logs, json, xlsx, &right);
    size_t calls = faults_seen(kind);
    assert_true(right.is_whole);
    for (size_t i = 0; i < calls + 2; i = next_call(i, calls)) {
        put_old(json);
        put_old(xlsx);
        faults_set(kind, i);
        run(logs, json, xlsx, &got);
        faults_set(kind, SIZE_MAX);
        if (got.is_whole) {
            assert_int_equal(got.scan_size, right.scan_size);
            assert_memory_equal(got.scan, right.scan, right.scan_size);
            assert_int_equal(got.gate_size, right.gate_size);
            assert_memory_equal(got.gate, right.gate, right.gate_size);
            for (size_t k = 0; k < 2; k++) {
                assert_int_equal(got.told_size[k], right.told_size[k]);
                assert_memory_equal(got.told[k], right.told[k], right.told_size[k]);
            }
        }
        check_file(json, false, got.has_file);
        check_file(xlsx, true, got.has_workbook);
        assert_int_equal(count_left_behind(folder), 0);
    }
    scratch_free(place);
}

static void a_failing_allocation_is_survived(void **state)
{
    (void)state;
    every_call_of(FAULT_MEMORY);
}

static void a_failing_look_at_a_file_or_folder_is_survived(void **state)
{
    (void)state;
    every_call_of(FAULT_LOOK);
}

static void a_failing_open_is_survived(void **state)
{
    (void)state;
    every_call_of(FAULT_OPEN);
}

static void a_failing_read_is_survived(void **state)
{
    (void)state;
    every_call_of(FAULT_READ);
}

static void a_failing_write_or_rename_is_survived(void **state)
{
    (void)state;
    every_call_of(FAULT_WRITE);
}

static void a_failing_thread_is_survived(void **state)
{
    (void)state;
    every_call_of(FAULT_THREAD);
}

static void a_system_without_random_bytes_is_survived(void **state)
{
    (void)state;
    every_call_of(FAULT_RANDOM);
}

/* --- statuses of one function ----------------------------------------------------------------- */

static easc_options *new_options(const char *path)
{
    easc_options *options = NULL;
    assert_int_equal(easc_options_new(&options), EASC_OK);
    assert_int_equal(easc_options_add_path(options, path, strlen(path), NULL), EASC_OK);
    assert_int_equal(easc_options_set(options, "threads", 7, "1", 1, NULL), EASC_OK);
    return options;
}

static void options_tell_that_there_is_no_memory(void **state)
{
    (void)state;
    easc_options *o = NULL;
    faults_set(FAULT_MEMORY, 0);
    REACHES(easc_options_new, EASC_E_MEMORY, (&o));
    assert_null(o);
    assert_int_equal(easc_options_new(&o), EASC_OK);
    faults_set(FAULT_MEMORY, 0);
    REACHES(easc_options_add_path, EASC_E_MEMORY, (o, "a.log", 5, NULL));
    faults_set(FAULT_MEMORY, 0);
    REACHES(easc_options_set, EASC_E_MEMORY, (o, "user", 4, "amy", 3, NULL));
    easc_options_free(o);
}

static void a_scan_tells_that_there_is_no_memory(void **state)
{
    (void)state;
    easc_options *o = new_options("-");
    easc_scan *scan = NULL;
    held_input held = held_input_open();
    faults_set(FAULT_MEMORY, 0);
    REACHES(easc_scan_start, EASC_E_MEMORY, (o, &scan, NULL));
    assert_null(scan);
    assert_int_equal(easc_scan_start(o, &scan, NULL), EASC_OK);
    faults_set(FAULT_MEMORY, 0); /* of whatever it does next */
    held_input_give(&held, log_text, sizeof log_text - 1);
    held_input_end(&held);
    REACHES(easc_scan_wait, EASC_E_MEMORY, (scan, UINT32_MAX, NULL, NULL));
    easc_scan_free(scan);
    easc_options_free(o);
    held_input_done(&held);
}

static void a_scan_tells_that_there_are_no_random_bytes(void **state)
{
    scratch *place = scratch_new();
    easc_options *o = new_options(scratch_path(place, ""));
    easc_scan *scan = NULL;
    (void)state;
    faults_set(FAULT_RANDOM, 0);
    assert_int_equal(easc_scan_start(o, &scan, NULL), EASC_OK);
    REACHES(easc_scan_wait, EASC_E_INTERNAL, (scan, UINT32_MAX, NULL, NULL));
    easc_scan_free(scan);
    easc_options_free(o);
    scratch_free(place);
}

static void a_result_that_lacked_memory_comes_with_the_next_call(void **state)
{
    scratch *place = scratch_new();
    easc_options *o = new_options(scratch_write(place, "a.log", log_text, sizeof log_text - 1));
    easc_scan *scan = NULL;
    easc_result *r = NULL;
    (void)state;
    assert_int_equal(easc_scan_start(o, &scan, NULL), EASC_OK);
    assert_int_equal(easc_scan_wait(scan, UINT32_MAX, NULL, NULL), EASC_OK);
    faults_set(FAULT_MEMORY, 0);
    REACHES(easc_scan_result, EASC_E_MEMORY, (scan, &r, NULL));
    assert_null(r);
    REACHES(easc_scan_result, EASC_OK, (scan, &r, NULL));
    easc_result_free(r);
    easc_scan_free(scan);
    easc_options_free(o);
    scratch_free(place);
}

static void documents_tell_that_there_is_no_memory(void **state)
{
    scratch *place = scratch_new();
    const char *path = scratch_path(place, "x.json");
    easc_result *r = scan_folder(scratch_path(place, ""));
    easc_document *d = NULL;
    char room[8];
    size_t count = 0;
    (void)state;
    faults_set(FAULT_MEMORY, 0);
    REACHES(easc_document_new, EASC_E_MEMORY, (r, 1, EASC_FORMAT_JSON, 0, 0, &d, NULL));
    assert_null(d);
    assert_int_equal(easc_document_new(r, 1, EASC_FORMAT_JSON, 0, 0, &d, NULL), EASC_OK);
    faults_set(FAULT_MEMORY, 0);
    REACHES(easc_document_save, EASC_E_MEMORY, (d, path, strlen(path), NULL));
    faults_set(FAULT_MEMORY, 0);
    REACHES(easc_document_read, EASC_E_MEMORY, (d, room, sizeof room, &count, NULL));
    assert_int_equal(count, 0);
    assert_int_equal(count_left_behind(scratch_path(place, "")), 0);
    easc_document_free(d);
    easc_result_free(r);
    scratch_free(place);
}

static void questions_about_catalogues_tell_that_there_is_no_memory(void **state)
{
    easc_catalogue_question q = {.size = sizeof q, .kind = EASC_CATALOGUE_LIST};
    easc_document *d = NULL;
    (void)state;
    faults_set(FAULT_MEMORY, 0);
    REACHES(easc_catalogue_document, EASC_E_MEMORY, (&q, EASC_FORMAT_JSON, 0, 0, &d, NULL));
    assert_null(d);
}

static void explanations_tell_that_there_is_no_memory(void **state)
{
    static const char row[] = "Cmd=Sync&User=amy&Log=V141_S142_Error:DeviceNotProvisioned_";
    easc_options *o = NULL;
    easc_document *d = NULL;
    (void)state;
    assert_int_equal(easc_options_new(&o), EASC_OK);
    for (unsigned long calls = 0; !d && calls < 20; calls++) {
        faults_set(FAULT_MEMORY, calls);
        REACHES(easc_explain_new, EASC_E_MEMORY,
                (o, row, sizeof row - 1, EASC_FORMAT_TEXT, 0, 80, &d, NULL));
        assert_null(d);
    }
    REACHES(easc_explain_new, EASC_OK, (o, row, sizeof row - 1, EASC_FORMAT_TEXT, 0, 80, &d, NULL));
    easc_document_free(d);
    easc_options_free(o);
}

static void reports_tell_that_there_is_no_memory(void **state)
{
    enum { BEHIND_THE_START = 20 }; /* more than the start needs, less than the workbook does */
    scratch *place = scratch_new();
    const char *path = scratch_path(place, "x.xlsx");
    easc_result *r = scan_folder(scratch_path(place, ""));
    easc_report *report = NULL;
    (void)state;
    faults_set(FAULT_MEMORY, 0);
    REACHES(easc_report_start, EASC_E_MEMORY, (r, path, strlen(path), &report, NULL));
    assert_null(report);
    faults_set(FAULT_MEMORY, BEHIND_THE_START);
    assert_int_equal(easc_report_start(r, path, strlen(path), &report, NULL), EASC_OK);
    REACHES(easc_report_wait, EASC_E_MEMORY, (report, UINT32_MAX, NULL, NULL));
    assert_int_equal(count_left_behind(scratch_path(place, "")), 0);
    easc_report_free(report);
    easc_result_free(r);
    scratch_free(place);
}

static easc_result *count_folder(const char *logs)
{
    easc_options *options = new_options(logs);
    easc_scan *scan = NULL;
    easc_result *result = NULL;
    bool ok = easc_options_set(options, "export-activesynclog", 20, "", 0, NULL) == EASC_OK &&
              easc_scan_start(options, &scan, NULL) == EASC_OK &&
              easc_scan_wait(scan, UINT32_MAX, NULL, NULL) == EASC_OK;
    if (ok) {
        (void)easc_scan_result(scan, &result, NULL);
    }
    easc_scan_free(scan);
    easc_options_free(options);
    return result;
}

static void exports_tell_that_there_is_no_memory(void **state)
{
    scratch *place = scratch_new();
    const char *folder = scratch_folder(place, "out");
    easc_result *r = count_folder(scratch_path(place, ""));
    easc_export *files = NULL;
    (void)state;
    faults_set(FAULT_MEMORY, 1); /* behind the copy of the path */
    REACHES(easc_export_new, EASC_E_MEMORY, (folder, strlen(folder), "", 0, 0, &files, NULL));
    assert_null(files);
    assert_int_equal(easc_export_new(folder, strlen(folder), "", 0, 0, &files, NULL), EASC_OK);
    faults_set(FAULT_MEMORY, 0);
    REACHES(easc_export_save, EASC_E_MEMORY, (files, r, NULL, NULL));
    faults_set(FAULT_MEMORY, SIZE_MAX);
    assert_int_equal(rmdir(folder), 0); /* nothing is in it */
    easc_export_free(files);
    easc_result_free(r);
    scratch_free(place);
}

/* Counts, and writes the files, with each call failing once: all six are there, or none is. */
static void every_call_of_an_export(fault_kind kind)
{
    scratch *place = scratch_new();
    const char *logs = scratch_folder(place, "in");
    const char *folder = scratch_folder(place, "out");
    (void)scratch_write(place, "in/a.log", log_text, sizeof log_text - 1);
    bool is_whole = false;
    for (size_t i = 0; !is_whole; i++) {
        easc_export *files = NULL;
        faults_set(kind, i);
        easc_result *r = count_folder(logs);
        bool is_saved = r &&
                        easc_export_new(folder, strlen(folder), "", 0, EASC_EXPORT_FORCE, &files,
                                        NULL) == EASC_OK &&
                        easc_export_save(files, r, NULL, NULL) == EASC_OK;
        is_whole = faults_seen(kind) <= i;
        faults_set(kind, SIZE_MAX);
        easc_export_free(files);
        easc_result_free(r);
        assert_true(!is_whole || is_saved);
        size_t count = count_left_behind(folder);
        assert_true(count == 0 || count == 6 || (kind == FAULT_WRITE && !is_saved));
        assert_true(!is_saved || count == 6);
    }
    scratch_free(place);
}

static void exports_survive_every_failing_call(void **state)
{
    (void)state;
    every_call_of_an_export(FAULT_OPEN);
    every_call_of_an_export(FAULT_WRITE);
    every_call_of_an_export(FAULT_LOOK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failing_thread_is_survived),
        cmocka_unit_test(a_failing_open_is_survived),
        cmocka_unit_test(a_failing_look_at_a_file_or_folder_is_survived),
        cmocka_unit_test(a_failing_read_is_survived),
        cmocka_unit_test(a_failing_write_or_rename_is_survived),
        cmocka_unit_test(a_system_without_random_bytes_is_survived),
        cmocka_unit_test(a_failing_allocation_is_survived),
        cmocka_unit_test(options_tell_that_there_is_no_memory),
        cmocka_unit_test(a_scan_tells_that_there_is_no_memory),
        cmocka_unit_test(a_scan_tells_that_there_are_no_random_bytes),
        cmocka_unit_test(a_result_that_lacked_memory_comes_with_the_next_call),
        cmocka_unit_test(documents_tell_that_there_is_no_memory),
        cmocka_unit_test(questions_about_catalogues_tell_that_there_is_no_memory),
        cmocka_unit_test(explanations_tell_that_there_is_no_memory),
        cmocka_unit_test(reports_tell_that_there_is_no_memory),
        cmocka_unit_test(exports_tell_that_there_is_no_memory),
        cmocka_unit_test(exports_survive_every_failing_call),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
