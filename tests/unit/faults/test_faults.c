/* test_faults.c - a scan, a gate, a document and a report, again and again, each time with one call
   of the system failing that did not fail before: no crash, no leak (the sanitizers look), no half
   file, and nothing but the right answer or an error. */
#include "easc.h"
#include "support/faults.h"
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

enum { TEXT_MAX = 65536, STEADY = 1500 };

/* What came out: the documents, whether all went well, and whether something was missing in the
 * input. */
typedef struct outcome {
    char scan[TEXT_MAX];
    char gate[TEXT_MAX];
    size_t scan_size;
    size_t gate_size;
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
    return status == EASC_OK;
}

static easc_result *scan_folder(const char *logs)
{
    easc_options *options = NULL;
    easc_scan *scan = NULL;
    easc_result *result = NULL;
    bool ok = easc_options_new(&options) == EASC_OK &&
              easc_options_add_path(options, logs, strlen(logs), NULL) == EASC_OK &&
              easc_options_set(options, "threads", 7, "2", 1, NULL) == EASC_OK &&
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
    bool has_scan = read_document(result, EASC_DOCUMENT_SCAN, out->scan, &out->scan_size);
    bool has_gate = read_document(result, EASC_DOCUMENT_GATE, out->gate, &out->gate_size);
    out->has_file = save_document(result, json);
    out->has_workbook = write_workbook(result, xlsx);
    out->is_whole = is_read && has_scan && has_gate && out->has_file && out->has_workbook;
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
    for (size_t i = 0; i < calls + 2; i += i < STEADY ? 1 : 1 + i / 200) {
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failing_thread_is_survived),
        cmocka_unit_test(a_failing_open_is_survived),
        cmocka_unit_test(a_failing_look_at_a_file_or_folder_is_survived),
        cmocka_unit_test(a_failing_read_is_survived),
        cmocka_unit_test(a_failing_write_or_rename_is_survived),
        cmocka_unit_test(a_failing_allocation_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
