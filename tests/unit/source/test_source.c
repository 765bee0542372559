/* test_source.c - which inputs a path gives, and their bytes. */
#define _XOPEN_SOURCE 700

#include "base/heap.h"
#include "os/os_file.h"
#include "scratch.h"
#include "source/pattern.h"
#include "source/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <minizip/zip.h>
#include <zlib.h>

#ifndef _WIN32
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

static int make_place(void **state)
{
    *state = scratch_new();
    return 0;
}

static int remove_place(void **state)
{
    scratch_free(*state);
    return 0;
}

static void write_text(scratch *place, const char *name, const char *text)
{
    (void)scratch_write(place, name, text, strlen(text));
}

static void write_gzip(scratch *place, const char *name, const char *text)
{
    gzFile file = gzopen(scratch_path(place, name), "wb");
    assert_non_null(file);
    assert_int_equal(gzwrite(file, text, (unsigned)strlen(text)), (int)strlen(text));
    assert_int_equal(gzclose(file), Z_OK);
}

/* An archive whose members are named; the text of each is its name. NULL ends the names. */
static void write_zip(scratch *place, const char *name, const char *const *members)
{
    zipFile zip = zipOpen64(scratch_path(place, name), APPEND_STATUS_CREATE);
    assert_non_null(zip);
    for (; *members; members++) {
        assert_int_equal(
            zipOpenNewFileInZip(zip, *members, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 6),
            ZIP_OK);
        assert_int_equal(zipWriteInFileInZip(zip, *members, (unsigned)strlen(*members)), ZIP_OK);
        assert_int_equal(zipCloseFileInZip(zip), ZIP_OK);
    }
    assert_int_equal(zipClose(zip, NULL), ZIP_OK);
}

static easc__input_list find_paths(const char *const *paths, size_t count)
{
    easc__input_list list;
    assert_int_equal(easc__inputs_find(paths, count, NULL, &list, NULL), EASC_OK);
    return list;
}

/* Looks for the name below the scratch folder; "" is the folder itself. */
static easc__input_list find_in(scratch *place, const char *name)
{
    const char *path = scratch_path(place, name);
    return find_paths(&path, 1);
}

/* The paths of the list below the scratch folder, each with a blank behind it. */
static void expect_inputs(scratch *place, const easc__input_list *list, const char *expected)
{
    char got[8192] = "";
    size_t used = 0;
    size_t skipped = strlen(scratch_path(place, "")) + 1;
    for (size_t i = 0; i < list->count; i++) {
        assert_true(strlen(list->inputs[i].path) > skipped);
        used +=
            (size_t)snprintf(got + used, sizeof got - used, "%s ", list->inputs[i].path + skipped);
    }
    assert_string_equal(got, expected);
}

/* Searches once and compares; there must be no problem. */
static void expect_found(scratch *place, const char *name, const char *expected)
{
    easc__input_list list = find_in(place, name);
    expect_inputs(place, &list, expected);
    assert_int_equal(list.problem_count, 0);
    easc__inputs_free(&list);
}

/* Searches once; there must be one problem and no input. */
static void expect_problem(scratch *place, const char *name, easc_status status, const char *part)
{
    easc__input_list list = find_in(place, name);
    assert_int_equal(list.count, 0);
    assert_int_equal(list.problem_count, 1);
    assert_int_equal(list.problems[0].status, status);
    assert_string_equal(list.problems[0].path, scratch_path(place, name));
    assert_non_null(strstr(list.problems[0].message, part));
    easc__inputs_free(&list);
}

/* --- finding -------------------------------------------------------------------------------------
 */

static void no_path_gives_no_input(void **state)
{
    (void)state;
    easc__input_list list = find_paths(NULL, 0);
    assert_int_equal(list.count, 0);
    assert_int_equal(list.problem_count, 0);
    easc__inputs_free(&list);
}

static void a_folder_gives_its_logs_and_those_below_sorted(void **state)
{
    scratch *place = *state;
    static const char *const members[] = {"in/u.log", "readme.txt", "LAST.LOG", "in/", NULL};
    (void)scratch_folder(place, "b");
    (void)scratch_folder(place, "b/c.log");
    write_text(place, "b/c.log/deep.log", "x");
    write_text(place, "z.log", "x");
    write_text(place, "A.LOG", "x");
    write_text(place, "notes.txt", "x");
    write_text(place, "log", "x");
    write_text(place, "x.gz", "x");
    write_gzip(place, "b/u.Log.GZ", "x");
    write_zip(place, "b/old.ZIP", members);
    expect_found(place, "",
                 "A.LOG b/c.log/deep.log b/old.ZIP/LAST.LOG b/old.ZIP/in/u.log "
                 "b/u.Log.GZ z.log ");
}

static void every_input_has_its_kind_paths_and_size(void **state)
{
    scratch *place = *state;
    static const char *const members[] = {"in/m.log", NULL};
    write_text(place, "a.log", "12345");
    write_gzip(place, "b.log.gz", "x");
    write_zip(place, "c.zip", members);
    char relative[4096];
    (void)snprintf(relative, sizeof relative, "%s/x/..", scratch_path(place, ""));
    (void)scratch_folder(place, "x");
    const char *path = relative;
    easc__input_list list = find_paths(&path, 1);
    assert_int_equal(list.count, 3);
    assert_int_equal(list.inputs[0].kind, EASC__INPUT_PLAIN);
    assert_int_equal(list.inputs[0].size_bytes, 5);
    assert_null(list.inputs[0].container);
    assert_non_null(strstr(list.inputs[0].path, "/x/../a.log"));
    assert_null(strstr(list.inputs[0].absolute, ".."));
    assert_int_equal(list.inputs[1].kind, EASC__INPUT_GZIP);
    assert_true(list.inputs[1].size_bytes > 10);
    assert_int_equal(list.inputs[2].kind, EASC__INPUT_ZIP_MEMBER);
    assert_int_equal(list.inputs[2].size_bytes, strlen("in/m.log"));
    assert_non_null(strstr(list.inputs[2].path, "/x/../c.zip/in/m.log"));
    assert_non_null(strstr(list.inputs[2].absolute, "/c.zip/in/m.log"));
    assert_null(strstr(list.inputs[2].absolute, ".."));
    assert_non_null(strstr(list.inputs[2].container, "/x/../c.zip"));
    easc__inputs_free(&list);
}

static void a_named_file_is_known_by_its_first_bytes(void **state)
{
    scratch *place = *state;
    static const char *const members[] = {"in/m.log", "other.txt", NULL};
    static const easc__input_kind kinds[] = {EASC__INPUT_PLAIN, EASC__INPUT_PLAIN,
                                             EASC__INPUT_PLAIN, EASC__INPUT_GZIP,
                                             EASC__INPUT_ZIP_MEMBER};
    write_text(place, "1.zip", "text");
    write_text(place, "2.log.gz", "");
    write_text(place, "3", "PK");
    write_gzip(place, "4.txt", "x");
    write_zip(place, "5.docx", members);
    const char *paths[] = {scratch_path(place, "5.docx"), scratch_path(place, "4.txt"),
                           scratch_path(place, "3"), scratch_path(place, "2.log.gz"),
                           scratch_path(place, "1.zip")};
    easc__input_list list = find_paths(paths, 5);
    expect_inputs(place, &list, "1.zip 2.log.gz 3 4.txt 5.docx/in/m.log ");
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(list.inputs[i].kind, kinds[i]);
    }
    easc__inputs_free(&list);
}

static void a_folder_without_logs_adds_nothing(void **state)
{
    scratch *place = *state;
    static const char *const members[] = {"readme.txt", NULL};
    (void)scratch_folder(place, "empty");
    write_text(place, "readme.txt", "x");
    write_zip(place, "a.zip", members);
    (void)scratch_write(place, "b.zip", "PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22);
    expect_found(place, "", "");
}

static void a_separator_at_the_end_of_a_folder_is_not_doubled(void **state)
{
    write_text(*state, "a.log", "x");
    expect_found(*state, "", "a.log ");
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/", scratch_path(*state, ""));
    const char *paths = path;
    easc__input_list list = find_paths(&paths, 1);
    expect_inputs(*state, &list, "a.log ");
    easc__inputs_free(&list);
}

static void each_file_counts_once_however_often_it_is_named(void **state)
{
    scratch *place = *state;
    static const char *const members[] = {"m.log", NULL};
    (void)scratch_folder(place, "f");
    write_text(place, "f/a.log", "x");
    write_zip(place, "f/z.zip", members);
    const char *paths[] = {scratch_path(place, "f/a.log"), scratch_path(place, "f"),
                           scratch_path(place, "f/../f"),  scratch_path(place, "f/*.log"),
                           scratch_path(place, "f/z.zip"), scratch_path(place, "")};
    easc__input_list list = find_paths(paths, 6);
    expect_inputs(place, &list, "f/a.log f/z.zip/m.log ");
    assert_int_equal(list.problem_count, 0);
    easc__inputs_free(&list);
}

static void members_of_equal_name_all_count(void **state)
{
    static const char *const members[] = {"m.log", "m.log", NULL};
    write_zip(*state, "z.zip", members);
    easc__input_list list = find_in(*state, "z.zip");
    expect_inputs(*state, &list, "z.zip/m.log z.zip/m.log ");
    assert_true(list.inputs[0].position[0] < list.inputs[1].position[0]);
    easc__inputs_free(&list);
}

static void standard_input_counts_once(void **state)
{
    (void)state;
    const char *paths[] = {"-", "-"};
    easc__input_list list = find_paths(paths, 2);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.inputs[0].kind, EASC__INPUT_STDIN);
    assert_string_equal(list.inputs[0].path, "-");
    assert_string_equal(list.inputs[0].absolute, "");
    easc__inputs_free(&list);
}

static void what_cannot_be_found_is_a_problem_and_the_rest_goes_on(void **state)
{
    scratch *place = *state;
    write_text(place, "a.log", "x");
    const char *paths[] = {scratch_path(place, "none"), scratch_path(place, "a.log"), ""};
    easc__input_list list = find_paths(paths, 3);
    expect_inputs(place, &list, "a.log ");
    assert_int_equal(list.problem_count, 2);
    assert_int_equal(list.problems[0].status, EASC_E_NOT_FOUND);
    assert_string_equal(list.problems[0].path, "");
    assert_int_equal(list.problems[1].status, EASC_E_NOT_FOUND);
    assert_string_equal(list.problems[1].path, paths[0]);
    easc__inputs_free(&list);
}

#ifndef _WIN32
/* Both names name one file, so its path, and the server in it, may not depend on who came first. */
static void the_order_of_paths_changes_nothing(void **state)
{
    scratch *place = *state;
    (void)scratch_folder(place, "CAS01");
    (void)scratch_folder(place, "CAS02");
    write_text(place, "CAS02/a.log", "x");
    assert_int_equal(link(scratch_path(place, "CAS02/a.log"), scratch_path(place, "CAS01/a.log")),
                     0);
    const char *there[] = {scratch_path(place, "CAS01"), scratch_path(place, "CAS02")};
    const char *back[] = {there[1], there[0]};
    easc__input_list a = find_paths(there, 2);
    easc__input_list b = find_paths(back, 2);
    expect_inputs(place, &a, "CAS01/a.log ");
    expect_inputs(place, &b, "CAS01/a.log ");
    easc__inputs_free(&a);
    easc__inputs_free(&b);
}
#endif

static void an_archive_that_cannot_be_opened_is_a_problem(void **state)
{
    scratch *place = *state;
    write_text(place, "text.zip", "no archive");
    (void)scratch_write(place, "cut", "PK\x03\x04 cut off", 12);
    expect_problem(place, "cut", EASC_E_DATA, "damaged or cut off");
    easc__input_list list = find_in(place, "");
    assert_int_equal(list.count, 0);
    assert_int_equal(list.problem_count, 1);
    assert_int_equal(list.problems[0].status, EASC_E_DATA);
    easc__inputs_free(&list);
}

static void a_pattern_gives_the_files_of_its_folder_that_match(void **state)
{
    scratch *place = *state;
    (void)scratch_folder(place, "f");
    write_text(place, "f/u_ex1.log", "x");
    write_text(place, "f/u_ex2.log", "x");
    write_text(place, "f/u_ex10.log", "x");
    write_text(place, "f/u_ex3.txt", "x");
    expect_found(place, "f/u_ex?.log", "f/u_ex1.log f/u_ex2.log ");
    expect_found(place, "f/*3*", "f/u_ex3.txt ");
    expect_found(place, "?", "f/u_ex1.log f/u_ex10.log f/u_ex2.log ");
    expect_problem(place, "f/*.zip", EASC_E_NOT_FOUND, "nothing matches");
    expect_problem(place, "none/*.log", EASC_E_NOT_FOUND, "");
}

static void a_pattern_may_stand_in_any_part_of_a_path(void **state)
{
    scratch *place = *state;
    (void)scratch_folder(place, "CAS01");
    (void)scratch_folder(place, "CAS01/W3SVC1");
    (void)scratch_folder(place, "CAS02");
    (void)scratch_folder(place, "CAS02/W3SVC1");
    (void)scratch_folder(place, "CAS02/W3SVC2");
    (void)scratch_folder(place, "MBX01");
    write_text(place, "CAS01/W3SVC1/a.log", "x");
    write_text(place, "CAS02/W3SVC1/a.log", "x");
    write_text(place, "CAS02/W3SVC2/b.log", "x");
    write_text(place, "CAS.log", "x"); /* a file, where folders are looked for */
    expect_found(place, "CAS*/W3SVC1/a.log", "CAS01/W3SVC1/a.log CAS02/W3SVC1/a.log ");
    expect_found(place, "*/W3SVC?/*.log",
                 "CAS01/W3SVC1/a.log CAS02/W3SVC1/a.log CAS02/W3SVC2/b.log ");
    expect_found(place, "*2/W3SVC2", "CAS02/W3SVC2/b.log ");
    expect_found(place, "CAS02/*/b.log", "CAS02/W3SVC2/b.log ");
    expect_found(place, "C*//W3SVC2/b.log", "CAS02//W3SVC2/b.log ");
    expect_problem(place, "CAS*/W3SVC3/*.log", EASC_E_NOT_FOUND, "nothing matches");
    expect_problem(place, "CAS*/W3SVC1/none.log", EASC_E_NOT_FOUND, "nothing matches");
}

static bool is_wanted_at_once(void *owner)
{
    return ++*(int *)owner > 2;
}

static void a_search_ends_when_it_is_told_to(void **state)
{
    scratch *place = *state;
    char name[32];
    int asked = 0;
    easc__stop stop = {is_wanted_at_once, &asked};
    for (int i = 0; i < 5; i++) {
        (void)snprintf(name, sizeof name, "%d.log", i);
        write_text(place, name, "x");
    }
    const char *paths[] = {scratch_path(place, ""), scratch_path(place, "*.log")};
    for (size_t i = 0; i < 2; i++) {
        easc__input_list list;
        asked = 0;
        assert_int_equal(easc__inputs_find(&paths[i], 1, &stop, &list, NULL), EASC_E_CANCELLED);
        assert_int_equal(asked, 3);
        assert_int_equal(list.count, 0);
    }
}

#ifndef _WIN32
static void a_file_whose_name_looks_like_a_pattern_is_that_file(void **state)
{
    write_text(*state, "a*.log", "x");
    write_text(*state, "ab.log", "x");
    expect_found(*state, "a*.log", "a*.log ");
    (void)scratch_folder(*state, "d*");
    (void)scratch_folder(*state, "dx");
    write_text(*state, "d*/1.log", "x");
    write_text(*state, "dx/1.log", "x");
    expect_found(*state, "d?/1.log", "d*/1.log dx/1.log ");
}

static void a_pattern_without_a_folder_looks_in_the_current_one(void **state)
{
    char before[4096];
    write_text(*state, "a.log", "x");
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(scratch_path(*state, "")), 0);
    const char *pattern = "*.l?g";
    easc__input_list list = find_paths(&pattern, 1);
    assert_int_equal(chdir(before), 0);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.inputs[0].path, "a.log");
    assert_string_equal(list.inputs[0].absolute, scratch_path(*state, "a.log"));
    easc__inputs_free(&list);
}

static void strange_names_are_names(void **state)
{
    write_text(*state, "line\nbreak.log", "x");
    write_text(*state, "bad\xFF.log", "x");
    expect_found(*state, "", "bad\xFF.log line\nbreak.log ");
    expect_found(*state, "bad?.log", "bad\xFF.log ");
}

static void links_lead_to_each_file_and_folder_once(void **state)
{
    scratch *place = *state;
    (void)scratch_folder(place, "f");
    (void)scratch_folder(place, "f/g");
    write_text(place, "f/g/a.log", "x");
    (void)scratch_link(place, "..", "f/g/up");
    (void)scratch_link(place, ".", "f/same");
    (void)scratch_link(place, "g/a.log", "f/link.log");
    assert_int_equal(link(scratch_path(place, "f/g/a.log"), scratch_path(place, "hard.log")), 0);
    (void)scratch_link(place, "nowhere", "f/ignored");
    expect_found(place, "", "f/g/a.log ");
}

static void a_link_with_the_name_of_a_log_that_leads_nowhere_is_a_problem(void **state)
{
    scratch *place = *state;
    (void)scratch_link(place, "nowhere", "a.log");
    (void)scratch_link(place, "b.log", "b.log");
    easc__input_list list = find_in(place, "");
    assert_int_equal(list.problem_count, 2);
    assert_int_equal(list.problems[0].status, EASC_E_NOT_FOUND);
    assert_int_equal(list.problems[1].status, EASC_E_ACCESS);
    assert_non_null(strstr(list.problems[1].message, "circle"));
    easc__inputs_free(&list);
}

static void a_pipe_in_a_folder_is_a_problem_and_does_not_block(void **state)
{
    assert_int_equal(mkfifo(scratch_path(*state, "a.log"), 0600), 0);
    assert_int_equal(mkfifo(scratch_path(*state, "other"), 0600), 0);
    easc__input_list list = find_in(*state, "");
    assert_int_equal(list.count, 0);
    assert_int_equal(list.problem_count, 1);
    assert_non_null(strstr(list.problems[0].message, "pipe"));
    easc__inputs_free(&list);
    list = find_in(*state, "a.log");
    assert_int_equal(list.count, 1);
    assert_int_equal(list.inputs[0].kind, EASC__INPUT_PLAIN);
    easc__inputs_free(&list);
}

static void folders_without_permission_are_problems(void **state)
{
    scratch *place = *state;
    (void)scratch_folder(place, "open");
    (void)scratch_folder(place, "open/locked");
    write_text(place, "open/a.log", "x");
    assert_int_equal(chmod(scratch_path(place, ""), 0755), 0);
    assert_int_equal(chmod(scratch_path(place, "open/locked"), 0), 0);
    uid_t before = geteuid();
    if (before == 0 && seteuid(65534) != 0) {
        skip(); /* a container that has no other user */
    }
    easc__input_list list = find_in(place, "open");
    assert_int_equal(seteuid(before), 0);
    assert_int_equal(chmod(scratch_path(place, "open/locked"), 0700), 0);
    expect_inputs(place, &list, "open/a.log ");
    assert_int_equal(list.problem_count, 1);
    assert_int_equal(list.problems[0].status, EASC_E_ACCESS);
    assert_string_equal(list.problems[0].path, scratch_path(place, "open/locked"));
    easc__inputs_free(&list);
}
#endif

/* Folders named "d" in each other; the named one has depth 0. */
static void folders_are_entered_to_a_depth_of_128(void **state)
{
    scratch *place = *state;
    char name[600] = "d";
    for (size_t depth = 1; depth <= 130; depth++) {
        (void)scratch_folder(place, name);
        size_t len = strlen(name);
        memcpy(name + len, "/x.log", 7);
        if (depth >= 128) {
            write_text(place, name, "x");
        }
        memcpy(name + len, "/d", 3);
    }
    easc__input_list list = find_in(place, "");
    assert_int_equal(list.count, 1);
    assert_int_equal(strlen(list.inputs[0].path),
                     strlen(scratch_path(place, "")) + 128 * 2 + strlen("/x.log"));
    assert_int_equal(list.problem_count, 1);
    assert_int_equal(list.problems[0].status, EASC_E_LIMIT);
    assert_int_equal(strlen(list.problems[0].path), strlen(scratch_path(place, "")) + 129 * 2);
    easc__inputs_free(&list);
}

static void many_files_are_all_found(void **state)
{
    scratch *place = *state;
    char name[32];
    for (int i = 0; i < 1000; i++) {
        (void)snprintf(name, sizeof name, "u_ex%04d.log", i);
        write_text(place, name, "x");
    }
    easc__input_list list = find_in(place, "");
    assert_int_equal(list.count, 1000);
    for (size_t i = 1; i < list.count; i++) {
        assert_true(strcmp(list.inputs[i - 1].path, list.inputs[i].path) < 0);
    }
    easc__inputs_free(&list);
}

/* --- patterns ------------------------------------------------------------------------------------
 */

static bool matches(const char *pattern, const char *name)
{
    return easc__pattern_matches(easc__bytes_z(pattern), easc__bytes_z(name), false);
}

static void patterns_match_whole_names(void **state)
{
    (void)state;
    assert_true(matches("", ""));
    assert_false(matches("", "a"));
    assert_true(matches("*", ""));
    assert_true(matches("***", "anything"));
    assert_false(matches("?", ""));
    assert_true(matches("a?c", "abc"));
    assert_false(matches("a?c", "ac"));
    assert_true(matches("*.log", ".log"));
    assert_false(matches("*.log", "a.log.gz"));
    assert_true(matches("*ab*ab", "aababxab"));
    assert_false(matches("a*b", "abc"));
    assert_true(matches("??", "\xC3\xA9\xE2\x82\xAC"));
    assert_false(matches("?", "\xC3\xA9x"));
    assert_true(matches("?x", "\xFFx"));
    assert_false(matches("A", "a"));
    assert_true(easc__pattern_matches(EASC__LIT("A*G"), EASC__LIT("a.Log"), true));
    assert_false(easc__is_pattern(EASC__LIT("a.log")));
    assert_true(easc__is_pattern(EASC__LIT("?")) && easc__is_pattern(EASC__LIT("a*")));
}

static void the_question_mark_of_a_windows_prefix_is_no_pattern(void **state)
{
    (void)state;
    assert_int_equal(easc__pattern_start(EASC__LIT("\\\\?\\C:\\logs"), true), 4);
    assert_int_equal(easc__pattern_start(EASC__LIT("//?/UNC/server/share"), true), 4);
    assert_int_equal(easc__pattern_start(EASC__LIT("\\\\?\\"), true), 4);
    assert_int_equal(easc__pattern_start(EASC__LIT("\\\\?\\C:\\logs"), false), 0);
    assert_int_equal(easc__pattern_start(EASC__LIT("\\\\?"), true), 0);
    assert_int_equal(easc__pattern_start(EASC__LIT("\\\\?x\\*.log"), true), 0);
    assert_int_equal(easc__pattern_start(EASC__LIT("\\\\.\\pipe\\*"), true), 0);
    assert_int_equal(easc__pattern_start(EASC__LIT("\\?\\C:"), true), 0);
    assert_int_equal(easc__pattern_start(EASC__LIT(""), true), 0);
}

static void a_pattern_made_to_be_slow_is_not(void **state)
{
    static char pattern[2001];
    static char name[5001];
    (void)state;
    for (size_t i = 0; i + 1 < sizeof pattern; i += 2) {
        memcpy(pattern + i, "*a", 2);
    }
    memset(name, 'a', sizeof name - 1);
    assert_true(matches(pattern, name));
    name[sizeof name - 2] = 'b';
    assert_false(matches(pattern, name));
}

/* --- streams -------------------------------------------------------------------------------------
 */

static easc__stream *open_stream(const easc__input_ref *input)
{
    easc__stream *stream = NULL;
    assert_int_equal(easc__stream_open(input, NULL, &stream, NULL), EASC_OK);
    return stream;
}

static void expect_text(const easc__input_ref *input, const char *text)
{
    char got[256];
    size_t used = 0;
    size_t count = 1;
    easc__stream *stream = open_stream(input);
    assert_int_equal(easc__stream_consumed(stream), 0);
    while (count > 0) {
        assert_int_equal(easc__stream_read(stream, got + used, 3, &count, NULL), EASC_OK);
        used += count;
    }
    assert_int_equal(used, strlen(text));
    assert_memory_equal(got, text, used);
    assert_int_equal(easc__stream_consumed(stream), input->size_bytes);
    easc__stream_close(stream);
}

static void every_kind_of_input_gives_its_text(void **state)
{
    scratch *place = *state;
    static const char *const members[] = {"in/m.log", NULL};
    write_text(place, "a.log", "plain text");
    write_gzip(place, "b.log.gz", "zipped text");
    write_zip(place, "c.zip", members);
    write_text(place, "d.log", "");
    easc__input_list list = find_in(place, "");
    assert_int_equal(list.count, 4);
    expect_text(&list.inputs[0], "plain text");
    expect_text(&list.inputs[1], "zipped text");
    expect_text(&list.inputs[2], "in/m.log");
    expect_text(&list.inputs[3], "");
    easc__inputs_free(&list);
    easc__stream_close(NULL);
}

/* Opening, or else reading, gives this status under the path of the input. */
static void expect_fault(const easc__input_ref *input, easc_status status)
{
    char got[64];
    size_t count = 1;
    easc__stream *stream = NULL;
    easc__error err;
    easc_status found = easc__stream_open(input, NULL, &stream, &err);
    while (found == EASC_OK && count > 0) {
        found = easc__stream_read(stream, got, sizeof got, &count, &err);
    }
    assert_int_equal(found, status);
    assert_int_equal(err.status, status);
    assert_string_equal(err.path, input->path);
    assert_true(err.message[0] != '\0');
    easc__stream_close(stream);
}

static void a_fault_names_the_input(void **state)
{
    scratch *place = *state;
    unsigned char bytes[4096];
    static const char *const members[] = {"in/m.log", NULL};
    write_zip(place, "c.zip", members);
    write_gzip(place, "b.log.gz", "zipped text");
    (void)scratch_write(place, "b.log.gz", bytes, scratch_read(place, "b.log.gz", bytes, 20));
    write_text(place, "a.log", "x");
    write_text(place, "d.log.gz", "no gzip");
    size_t len = scratch_read(place, "c.zip", bytes, sizeof bytes);
    bytes[6] |= 1; /* encrypted, also in the directory, which begins 46 + 8 + 22 before the end */
    bytes[len - 46 - 8 - 22 + 8] |= 1;
    (void)scratch_write(place, "c.zip", bytes, len);
    easc__input_list list = find_in(place, "");
    assert_int_equal(list.count, 4);
    assert_int_equal(remove(list.inputs[0].path), 0);
    expect_fault(&list.inputs[0], EASC_E_NOT_FOUND);
    expect_fault(&list.inputs[1], EASC_E_TRUNCATED);
    assert_true(list.inputs[2].is_encrypted);
    expect_fault(&list.inputs[2], EASC_E_DATA);
    expect_fault(&list.inputs[3], EASC_E_DATA);
    easc__inputs_free(&list);
}

static void a_plain_file_is_read_to_the_end_that_it_has_then(void **state)
{
    scratch *place = *state;
    char got[16];
    size_t count = 0;
    write_text(place, "a.log", "one");
    easc__input_list list = find_in(place, "a.log");
    easc__stream *stream = open_stream(&list.inputs[0]);
    assert_int_equal(easc__stream_read(stream, got, 2, &count, NULL), EASC_OK);
    scratch_append(place, "a.log", " more", 5);
    assert_int_equal(easc__stream_read(stream, got, sizeof got, &count, NULL), EASC_OK);
    assert_int_equal(count, 6);
    assert_memory_equal(got, "e more", 6);
    write_text(place, "a.log", "1");
    assert_int_equal(easc__stream_read(stream, got, sizeof got, &count, NULL), EASC_OK);
    assert_int_equal(count, 0);
    easc__stream_close(stream);
    easc__inputs_free(&list);
}

#ifdef _WIN32
static void a_path_with_a_windows_prefix_is_found_or_said_to_be_missing(void **state)
{
    scratch *place = *state;
    scratch_use_prefix(place);
    (void)scratch_folder(place, "f");
    write_text(place, "f/u_ex1.log", "x");
    write_text(place, "f/u_ex2.log", "x");
    expect_found(place, "", "f/u_ex1.log f/u_ex2.log ");
    expect_found(place, "f/u_ex1.log", "f/u_ex1.log ");
    expect_found(place, "f\\u_ex?.log", "f\\u_ex1.log f\\u_ex2.log ");
    expect_found(place, "?/*2.log", "f/u_ex2.log ");
    expect_problem(place, "none.log", EASC_E_NOT_FOUND, "no such file");
    expect_problem(place, "*.gz", EASC_E_NOT_FOUND, "nothing matches");
}

/* Only \\?\ leads to such names; without it Windows means "f", and the console. */
static void names_that_windows_takes_for_others_are_read(void **state)
{
    scratch *place = *state;
    const char *plain = scratch_path(place, "");
    char *folder = easc__copy_text(plain, strlen(plain));
    const char *const paths[] = {folder};
    scratch_use_prefix(place);
    (void)scratch_folder(place, "f");
    (void)scratch_folder(place, "f.");
    (void)scratch_folder(place, "g ");
    write_text(place, "f/u.log", "plain");
    write_text(place, "f./u.log", "dot");
    write_text(place, "f./aux.log", "device");
    write_text(place, "g /u.log", "blank");
    write_text(place, "con.log", "device");
    easc__input_list list = find_paths(paths, 1);
    assert_int_equal(list.problem_count, 0);
    assert_int_equal(list.count, 5);
    for (size_t i = 0; i < list.count; i++) {
        const char *shown = list.inputs[i].path;
        expect_text(&list.inputs[i], strstr(shown, "f.") ? (strstr(shown, "aux") ? "device" : "dot")
                                     : strstr(shown, "g ")  ? "blank"
                                     : strstr(shown, "con") ? "device"
                                                            : "plain");
    }
    easc__inputs_free(&list);
    easc__free(folder);
}
#endif

#ifndef _WIN32
static void standard_input_and_named_pipes_are_read_to_their_end(void **state)
{
    int ends[2];
    char path[64];
    int saved = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "text", 4), 4);
    (void)close(ends[1]);
    (void)dup2(ends[0], STDIN_FILENO);
    (void)close(ends[0]);
    const char *dash = "-";
    easc__input_list list = find_paths(&dash, 1);
    list.inputs[0].size_bytes = 4;
    expect_text(&list.inputs[0], "text");
    easc__inputs_free(&list);
    (void)dup2(saved, STDIN_FILENO);
    (void)close(saved);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "other", 5), 5);
    (void)close(ends[1]);
    (void)snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    const char *named = path;
    list = find_paths(&named, 1);
    assert_int_equal(list.count, 1);
    list.inputs[0].size_bytes = 5;
    expect_text(&list.inputs[0], "other");
    easc__inputs_free(&list);
    (void)close(ends[0]);
    (void)state;
}
#endif

#define PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_path_gives_no_input),
        PLACE(a_folder_gives_its_logs_and_those_below_sorted),
        PLACE(every_input_has_its_kind_paths_and_size),
        PLACE(a_named_file_is_known_by_its_first_bytes),
        PLACE(a_folder_without_logs_adds_nothing),
        PLACE(a_separator_at_the_end_of_a_folder_is_not_doubled),
        PLACE(each_file_counts_once_however_often_it_is_named),
        PLACE(members_of_equal_name_all_count),
        cmocka_unit_test(standard_input_counts_once),
        PLACE(what_cannot_be_found_is_a_problem_and_the_rest_goes_on),
        PLACE(an_archive_that_cannot_be_opened_is_a_problem),
        PLACE(a_pattern_gives_the_files_of_its_folder_that_match),
        PLACE(a_pattern_may_stand_in_any_part_of_a_path),
        PLACE(a_search_ends_when_it_is_told_to),
        PLACE(folders_are_entered_to_a_depth_of_128),
        PLACE(many_files_are_all_found),
        cmocka_unit_test(patterns_match_whole_names),
        cmocka_unit_test(the_question_mark_of_a_windows_prefix_is_no_pattern),
        cmocka_unit_test(a_pattern_made_to_be_slow_is_not),
        PLACE(every_kind_of_input_gives_its_text),
        PLACE(a_fault_names_the_input),
        PLACE(a_plain_file_is_read_to_the_end_that_it_has_then),
#ifdef _WIN32
        PLACE(a_path_with_a_windows_prefix_is_found_or_said_to_be_missing),
        PLACE(names_that_windows_takes_for_others_are_read),
#else
        PLACE(the_order_of_paths_changes_nothing),
        PLACE(a_file_whose_name_looks_like_a_pattern_is_that_file),
        PLACE(a_pattern_without_a_folder_looks_in_the_current_one),
        PLACE(strange_names_are_names),
        PLACE(links_lead_to_each_file_and_folder_once),
        PLACE(a_link_with_the_name_of_a_log_that_leads_nowhere_is_a_problem),
        PLACE(a_pipe_in_a_folder_is_a_problem_and_does_not_block),
        PLACE(folders_without_permission_are_problems),
        PLACE(standard_input_and_named_pipes_are_read_to_their_end),
#endif
    };
    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
