/* test_wide.c - paths of Windows: what the user writes, and what the system is asked for. Pure, and
   for Windows only. Wine opens paths beyond MAX_PATH without \\?\ too, and has no network shares:
   that the forms below are needed, and that they reach a share, only Windows can show. */
#include "base/heap.h"
#include "os/os_file.h"
#include "os/win/wide.h"
#include "scratch.h"

#include <windows.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void expect_wide(const char *path, const char *expected)
{
    wchar_t *wide = easc__wide_path(path);
    char *got = wide ? easc__narrow(wide) : NULL;
    assert_non_null(got);
    assert_string_equal(got, expected);
    easc__free(wide);
    easc__free(got);
}

static void expect_absolute(const char *path, const char *expected)
{
    char *got = easc__path_absolute(path);
    assert_non_null(got);
    assert_string_equal(got, expected);
    easc__free(got);
}

static void a_whole_path_gets_the_form_without_a_limit(void **state)
{
    (void)state;
    expect_wide("C:\\logs\\a.log", "\\\\?\\C:\\logs\\a.log");
    expect_wide("c:/logs/w3svc1/a.log", "\\\\?\\c:\\logs\\w3svc1\\a.log");
    expect_wide("C:\\logs\\..\\other\\.\\\\a.log", "\\\\?\\C:\\other\\a.log");
    expect_wide("C:\\..\\..\\a.log", "\\\\?\\C:\\a.log");
    expect_wide("C:\\Gr\xC3\xB6\xC3\x9F"
                "e\\\xE7\x9B\xAE",
                "\\\\?\\C:\\Gr\xC3\xB6\xC3\x9F"
                "e\\\xE7\x9B\xAE");
}

static void a_share_gets_the_form_of_shares(void **state)
{
    (void)state;
    expect_wide("\\\\CAS01\\logs\\a.log", "\\\\?\\UNC\\CAS01\\logs\\a.log");
    expect_wide("//CAS01/logs/w3svc1/../a.log", "\\\\?\\UNC\\CAS01\\logs\\a.log");
    expect_wide("\\\\?\\UNC\\CAS01\\logs/a.log", "\\\\?\\UNC\\CAS01\\logs\\a.log");
}

static void what_begins_with_the_prefix_is_taken_as_it_stands(void **state)
{
    (void)state;
    expect_wide("\\\\?\\C:\\logs\\a.log", "\\\\?\\C:\\logs\\a.log");
    expect_wide("//?/C:/logs/a.log", "\\\\?\\C:\\logs\\a.log");
    expect_wide("\\\\?\\C:\\logs.\\con.log ", "\\\\?\\C:\\logs.\\con.log ");
    expect_wide("\\\\?\\C:\\a\\..\\b", "\\\\?\\C:\\a\\..\\b");
    expect_wide("\\\\.\\C:\\logs\\a.log", "\\\\?\\C:\\logs\\a.log"); /* no device */
}

static void blanks_and_dots_at_the_end_of_a_name_are_dropped_as_everywhere_on_windows(void **state)
{
    (void)state;
    expect_wide("C:\\logs\\x.json.", "\\\\?\\C:\\logs\\x.json");
    expect_wide("C:\\logs\\x.json . ", "\\\\?\\C:\\logs\\x.json");
    expect_wide("C:\\logs\\x.json\\", "\\\\?\\C:\\logs\\x.json\\");
}

static void names_of_devices_are_devices_in_every_folder_and_case(void **state)
{
    static const char *const paths[][2] = {{"NUL", "\\\\.\\NUL"},
                                           {"nul", "\\\\.\\nul"},
                                           {"CON", "\\\\.\\CON"},
                                           {"C:\\logs\\NUL", "\\\\.\\NUL"},
                                           {"\\\\.\\pipe\\logs", "\\\\.\\pipe\\logs"}};
    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        wchar_t *wide = easc__wide_path(paths[i][0]);
        assert_non_null(wide);
        assert_true(easc__wide_is_device(wide));
        easc__free(wide);
        expect_wide(paths[i][0], paths[i][1]);
    }
    wchar_t *wide = easc__wide_path("C:\\logs\\nullify.log");
    assert_false(easc__wide_is_device(wide));
    easc__free(wide);
}

/* Goes into the folder, and gives its whole path without \\?\. */
static char *enter(const char *path, wchar_t before[MAX_PATH])
{
    wchar_t *wide = easc__wide_absolute(path);
    assert_true(GetCurrentDirectoryW(MAX_PATH, before) > 0);
    assert_true(SetCurrentDirectoryW(wide));
    char *folder = easc__narrow(wide);
    easc__free(wide);
    return folder;
}

static void relative_paths_and_those_of_a_drive_start_in_the_current_folder(void **state)
{
    scratch *place = scratch_new();
    wchar_t before[MAX_PATH];
    char paths[6][64] = {"a.log",           "./a.log", "x/../a.log",
                         "x\\..\\.\\a.log", "C:a.log", "C:x\\..\\a.log"};
    char expected[1024];
    (void)state;
    char *folder = enter(scratch_path(place, ""), before);
    (void)snprintf(expected, sizeof expected, "\\\\?\\%s\\a.log", folder);
    for (size_t i = 0; i < 6; i++) {
        paths[i][0] = paths[i][1] == ':' ? folder[0] : paths[i][0];
        expect_wide(paths[i], expected);
    }
    (void)snprintf(expected, sizeof expected, "\\\\?\\%c:\\a.log", folder[0]);
    expect_wide("\\a.log", expected);
    expect_wide("/a.log", expected);
    assert_true(SetCurrentDirectoryW(before));
    easc__free(folder);
    scratch_free(place);
}

static void the_absolute_path_that_names_servers_has_no_prefix(void **state)
{
    (void)state;
    expect_absolute("C:\\CAS01\\W3SVC1\\x\\..\\a.log", "C:/CAS01/W3SVC1/a.log");
    expect_absolute("\\\\?\\C:\\CAS01\\W3SVC1\\a.log", "C:/CAS01/W3SVC1/a.log");
    expect_absolute("\\\\CAS01\\logs\\a.log", "//CAS01/logs/a.log");
    expect_absolute("\\\\?\\UNC\\CAS01\\logs\\a.log", "//CAS01/logs/a.log");
}

static void a_name_below_a_folder_keeps_its_meaning(void **state)
{
    static const char *const cases[][3] = {
        {"C:\\logs", "a.log", "C:\\logs/a.log"},
        {"C:\\logs\\", "a.log", "C:\\logs\\a.log"},
        {"C:", "a.log", "C:a.log"},
        {"", "a.log", "a.log"},
        {"C:\\logs", "a.", "\\\\?\\C:\\logs/a."},
        {"C:/logs", "a ", "\\\\?\\C:\\logs/a "},
        {"C:\\logs", "NUL", "\\\\?\\C:\\logs/NUL"},
        {"\\\\CAS01\\logs", "a.", "\\\\?\\UNC\\CAS01\\logs/a."},
        {"\\\\?\\C:\\logs.", "a.", "\\\\?\\C:\\logs./a."},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *path = easc__path_below(cases[i][0], cases[i][1]);
        assert_non_null(path);
        assert_string_equal(path, cases[i][2]);
        easc__free(path);
    }
}

static void text_that_is_no_unicode_becomes_replacement_characters(void **state)
{
    static const wchar_t lone[] = {L'a', 0xD800, L'b', 0};
    (void)state;
    char *narrow = easc__narrow(lone);
    assert_string_equal(narrow, "a\xEF\xBF\xBD"
                                "b");
    wchar_t *wide = easc__wide("a\xFF"
                               "b");
    assert_true(wcscmp(wide, L"a\xFFFD"
                             L"b") == 0);
    easc__free(narrow);
    easc__free(wide);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_path_gets_the_form_without_a_limit),
        cmocka_unit_test(a_share_gets_the_form_of_shares),
        cmocka_unit_test(what_begins_with_the_prefix_is_taken_as_it_stands),
        cmocka_unit_test(blanks_and_dots_at_the_end_of_a_name_are_dropped_as_everywhere_on_windows),
        cmocka_unit_test(names_of_devices_are_devices_in_every_folder_and_case),
        cmocka_unit_test(relative_paths_and_those_of_a_drive_start_in_the_current_folder),
        cmocka_unit_test(the_absolute_path_that_names_servers_has_no_prefix),
        cmocka_unit_test(a_name_below_a_folder_keeps_its_meaning),
        cmocka_unit_test(text_that_is_no_unicode_becomes_replacement_characters),
    };
    return cmocka_run_group_tests_name("wide", tests, NULL, NULL);
}
