/* test_os.c - files, outputs and threads. What only POSIX systems have is tested there only. */
#define _XOPEN_SOURCE 700

#include "base/heap.h"
#include "os/os_file.h"
#include "os/os_locale.h"
#include "os/os_thread.h"
#include "scratch.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#ifndef _WIN32
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
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

static easc__file *open_good(const char *path)
{
    easc__file *file = NULL;
    easc__error err;
    assert_int_equal(easc__file_open(path, &file, &err), EASC_OK);
    return file;
}

/* Opening fails with this status, the path, and a message that has this part. */
static void expect_open_fault(const char *path, easc_status status, const char *part)
{
    easc__file *file = NULL;
    easc__error err;
    assert_int_equal(easc__file_open(path, &file, &err), status);
    assert_null(file);
    assert_int_equal(err.status, status);
    assert_string_equal(err.path, path);
    assert_non_null(strstr(err.message, part));
}

static void expect_content(scratch *place, const char *name, const char *text)
{
    char content[256];
    size_t len = scratch_read(place, name, content, sizeof content);
    assert_int_equal(len, strlen(text));
    assert_memory_equal(content, text, len);
}

/* How many names the folder has; the temporary file must be gone at the end. */
static size_t count_names(scratch *place)
{
    char **names = NULL;
    size_t count = 0;
    assert_int_equal(easc__folder_list(scratch_path(place, ""), &names, &count, NULL), EASC_OK);
    easc__names_free(names, count);
    return count;
}

/* --- reading -----------------------------------------------------------------------------------
 */

static void what_does_not_exist_is_not_found(void **state)
{
    scratch *place = *state;
    expect_open_fault(scratch_path(place, "none"), EASC_E_NOT_FOUND, "no such file");
    expect_open_fault(scratch_path(place, "none/below"), EASC_E_NOT_FOUND, "folder");
    expect_open_fault("", EASC_E_NOT_FOUND, "");
}

static void a_folder_opened_as_a_file_says_that_it_is_a_folder(void **state)
{
    expect_open_fault(scratch_folder(*state, "folder"), EASC_E_READ, "is a folder");
}

static void a_path_through_a_file_is_not_found(void **state)
{
    scratch *place = *state;
    (void)scratch_write(place, "file", "x", 1);
    expect_open_fault(scratch_path(place, "file/below"), EASC_E_NOT_FOUND, "folder");
}

static void an_empty_file_is_at_its_end_at_once(void **state)
{
    char byte;
    size_t count = 9;
    easc__file *file = open_good(scratch_write(*state, "empty", "", 0));
    assert_int_equal(easc__file_size(file), 0);
    assert_int_equal(easc__file_read(file, &byte, 1, &count, NULL), EASC_OK);
    assert_int_equal(count, 0);
    easc__file_close(file);
}

static void reads_of_any_size_give_the_same_bytes(void **state)
{
    static const char text[] = "0123456789abcdef\r\n\x1Aover\0and out";
    const char *path = scratch_write(*state, "file", text, sizeof text);
    for (size_t step = 1; step <= sizeof text + 1; step++) {
        char got[2 * sizeof text];
        size_t used = 0;
        size_t count = 1;
        easc__file *file = open_good(path);
        while (count > 0) {
            assert_int_equal(easc__file_read(file, got + used, step, &count, NULL), EASC_OK);
            used += count;
        }
        assert_int_equal(used, sizeof text);
        assert_memory_equal(got, text, sizeof text);
        easc__file_close(file);
    }
}

static void a_read_at_an_offset_goes_on_behind_it(void **state)
{
    char got[8];
    size_t count = 0;
    easc__file *file = open_good(scratch_write(*state, "file", "0123456789", 10));
    assert_int_equal(easc__file_read_at(file, 4, got, 2, &count, NULL), EASC_OK);
    assert_int_equal(count, 2);
    assert_memory_equal(got, "45", 2);
    assert_int_equal(easc__file_read(file, got, 8, &count, NULL), EASC_OK);
    assert_int_equal(count, 4);
    assert_memory_equal(got, "6789", 4);
    assert_int_equal(easc__file_read_at(file, 99, got, 8, &count, NULL), EASC_OK);
    assert_int_equal(count, 0);
    assert_int_equal(easc__file_read_at(file, UINT64_MAX, got, 8, &count, NULL), EASC_E_READ);
    easc__file_close(file);
}

static void a_file_that_grows_is_read_to_its_new_end(void **state)
{
    char got[8];
    size_t count = 0;
    easc__file *file = open_good(scratch_write(*state, "file", "one", 3));
    assert_int_equal(easc__file_read(file, got, 8, &count, NULL), EASC_OK);
    assert_int_equal(count, 3);
    scratch_append(*state, "file", "two", 3);
    assert_int_equal(easc__file_size(file), 6);
    assert_int_equal(easc__file_read(file, got, 8, &count, NULL), EASC_OK);
    assert_int_equal(count, 3);
    assert_memory_equal(got, "two", 3);
    (void)scratch_write(*state, "file", "", 0);
    assert_int_equal(easc__file_read(file, got, 8, &count, NULL), EASC_OK);
    assert_int_equal(count, 0);
    easc__file_close(file);
}

static void a_log_that_another_program_writes_is_read_to_what_is_there(void **state)
{
    scratch *place = *state;
    char got[8];
    size_t count = 0;
    const char *path = scratch_write(place, "file", "one", 3);
    FILE *other = scratch_hold(place, "file", false);
    easc__file *file = open_good(path);
    assert_int_equal(easc__file_read(file, got, 8, &count, NULL), EASC_OK);
    assert_int_equal(count, 3);
    assert_true(fputs("two", other) >= 0 && fflush(other) == 0);
    assert_int_equal(easc__file_read(file, got, 8, &count, NULL), EASC_OK);
    assert_int_equal(count, 3);
    assert_memory_equal(got, "two", 3);
    easc__file_close(file);
    assert_int_equal(fclose(other), 0);
}

/* As a server does that begins a new log. */
static void a_log_may_be_renamed_and_replaced_while_it_is_read(void **state)
{
    scratch *place = *state;
    char got[8];
    size_t count = 0;
    const char *path = scratch_write(place, "u_ex.log", "old", 3);
    easc__file *file = open_good(path);
    assert_int_equal(rename(path, scratch_path(place, "u_ex_old.log")), 0);
    (void)scratch_write(place, "u_ex.log", "new", 3);
    assert_int_equal(easc__file_read(file, got, 8, &count, NULL), EASC_OK);
    assert_int_equal(count, 3);
    assert_memory_equal(got, "old", 3);
    easc__file_close(file);
    assert_int_equal(count_names(place), 2);
}

static void a_file_may_be_deleted_while_it_is_read(void **state)
{
    char got[8];
    size_t count = 0;
    const char *path = scratch_write(*state, "file", "kept", 4);
    easc__file *file = open_good(path);
    assert_int_equal(remove(path), 0);
    assert_int_equal(easc__file_read(file, got, 8, &count, NULL), EASC_OK);
    assert_int_equal(count, 4);
    easc__file_close(file);
    easc__file_close(NULL);
}

#ifdef _WIN32
static void a_file_that_another_program_keeps_for_itself_is_in_use(void **state)
{
    scratch *place = *state;
    easc__path_info info;
    const char *path = scratch_write(place, "file", "12345", 5);
    FILE *other = scratch_hold(place, "file", true);
    expect_open_fault(path, EASC_E_ACCESS, "another program has the file open");
    easc__path_look(path, &info);
    assert_int_equal(info.kind, EASC__PATH_FILE);
    assert_int_equal(info.size_bytes, 5);
    assert_int_equal(fclose(other), 0);
    easc__file_close(open_good(path));
}
#endif

#ifndef _WIN32
static void a_pipe_gives_what_it_has_and_ends_with_its_writer(void **state)
{
    int ends[2];
    char got[16];
    char path[64];
    size_t count = 0;
    (void)state;
    assert_int_equal(pipe(ends), 0);
    (void)snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    easc__file *file = open_good(path);
    assert_int_equal(write(ends[1], "abc", 3), 3);
    assert_int_equal(easc__file_read(file, got, sizeof got, &count, NULL), EASC_OK);
    assert_int_equal(count, 3);
    assert_int_equal(easc__file_size(file), 0);
    assert_int_equal(easc__file_read_at(file, 0, got, 1, &count, NULL), EASC_E_READ);
    (void)close(ends[1]);
    assert_int_equal(easc__file_read(file, got, sizeof got, &count, NULL), EASC_OK);
    assert_int_equal(count, 0);
    easc__file_close(file);
    (void)close(ends[0]);
}

static void closing_standard_input_leaves_it_open(void **state)
{
    char got[8];
    size_t count = 0;
    easc__file *file = NULL;
    int saved = dup(STDIN_FILENO);
    int other = open(scratch_write(*state, "file", "input", 5), O_RDONLY);
    assert_int_equal(dup2(other, STDIN_FILENO), STDIN_FILENO);
    (void)close(other);
    assert_int_equal(easc__file_open_stdin(&file, NULL), EASC_OK);
    assert_int_equal(easc__file_read(file, got, sizeof got, &count, NULL), EASC_OK);
    assert_int_equal(count, 5);
    easc__file_close(file);
    assert_true(fcntl(STDIN_FILENO, F_GETFD) >= 0);
    (void)dup2(saved, STDIN_FILENO);
    (void)close(saved);
}

static void standard_input_that_does_not_block_is_waited_for(void **state)
{
    char got[8];
    int ends[2];
    size_t count = 0;
    easc__file *file = NULL;
    int saved = dup(STDIN_FILENO);
    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
    (void)dup2(ends[0], STDIN_FILENO);
    pid_t child = fork();
    if (child == 0) {
        struct timespec pause = {0, 50 * 1000 * 1000};
        (void)nanosleep(&pause, NULL);
        _exit(write(ends[1], "late", 4) == 4 ? 0 : 1);
    }
    assert_int_equal(easc__file_open_stdin(&file, NULL), EASC_OK);
    assert_int_equal(easc__file_read(file, got, sizeof got, &count, NULL), EASC_OK);
    assert_int_equal(count, 4);
    easc__file_close(file);
    (void)dup2(saved, STDIN_FILENO);
    (void)close(saved);
    (void)close(ends[0]);
    (void)close(ends[1]);
}

static void closed_standard_input_is_a_fault_and_no_crash(void **state)
{
    easc__file *file = NULL;
    easc__error err;
    int saved = dup(STDIN_FILENO);
    (void)state;
    (void)close(STDIN_FILENO);
    easc_status status = easc__file_open_stdin(&file, &err);
    (void)dup2(saved, STDIN_FILENO);
    (void)close(saved);
    assert_int_equal(status, EASC_E_READ);
    assert_string_equal(err.path, "-");
}

/* Root may do everything, so the test becomes nobody for a while. */
static uid_t become_nobody(void)
{
    uid_t before = geteuid();
    if (before == 0 && seteuid(65534) != 0) {
        skip(); /* a container that has no other user */
    }
    return before;
}

static void without_permission_the_message_speaks_of_permissions(void **state)
{
    const char *path = scratch_write(*state, "secret", "x", 1);
    assert_int_equal(chmod(path, 0), 0);
    easc__path_info info;
    easc__file *file = NULL;
    easc__error err;
    uid_t before = become_nobody();
    easc_status status = easc__file_open(path, &file, &err);
    assert_int_equal(seteuid(before), 0);
    assert_int_equal(status, EASC_E_ACCESS);
    assert_non_null(strstr(err.message, "permissions"));
    assert_int_equal(chmod(scratch_path(*state, ""), 0), 0);
    (void)become_nobody();
    easc__path_look(path, &info);
    assert_int_equal(seteuid(before), 0);
    assert_int_equal(chmod(scratch_path(*state, ""), 0700), 0);
    assert_int_equal(info.kind, EASC__PATH_DENIED);
}

static void links_in_a_circle_are_named_as_such(void **state)
{
    scratch *place = *state;
    (void)scratch_link(place, "b", "a");
    (void)scratch_link(place, "a", "b");
    expect_open_fault(scratch_path(place, "a"), EASC_E_ACCESS, "circle");
}

static void too_many_open_files_are_named_as_such(void **state)
{
    struct rlimit before;
    const char *path = scratch_write(*state, "file", "x", 1);
    easc__file *file = NULL;
    easc__error err;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    struct rlimit none = {0, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    easc_status status = easc__file_open(path, &file, &err);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    assert_int_equal(status, EASC_E_READ);
    assert_non_null(strstr(err.message, "ulimit -n"));
}

static void a_fault_while_reading_names_the_file(void **state)
{
    (void)state;
    easc__file *file = NULL;
    easc__error err;
    char byte;
    size_t count;
    if (easc__file_open("/proc/self/mem", &file, &err) == EASC_OK) {
        assert_int_equal(easc__file_read(file, &byte, 1, &count, &err), EASC_E_READ);
        assert_string_equal(err.path, "/proc/self/mem");
        assert_non_null(strstr(err.message, "device reports a fault"));
        easc__file_close(file);
    }
}
#endif

/* --- looking -----------------------------------------------------------------------------------
 */

static void a_look_tells_files_folders_and_nothing_apart(void **state)
{
    scratch *place = *state;
    easc__path_info info;
    easc__path_look(scratch_write(place, "file", "12345", 5), &info);
    assert_int_equal(info.kind, EASC__PATH_FILE);
    assert_true(info.is_regular);
    assert_int_equal(info.size_bytes, 5);
    assert_true(easc__is_identity(&info.identity));
    easc__path_look(scratch_folder(place, "folder"), &info);
    assert_int_equal(info.kind, EASC__PATH_FOLDER);
    assert_false(info.is_regular);
    easc__path_look(scratch_path(place, "none"), &info);
    assert_int_equal(info.kind, EASC__PATH_NONE);
    assert_false(easc__is_identity(&info.identity));
    easc__path_look(scratch_path(place, "file/none"), &info);
    assert_int_equal(info.kind, EASC__PATH_NONE);
    easc__path_look("", &info);
    assert_int_equal(info.kind, EASC__PATH_NONE);
}

static bool are_the_same(const char *a, const char *b)
{
    easc__path_info first;
    easc__path_info second;
    easc__path_look(a, &first);
    easc__path_look(b, &second);
    return easc__same_identity(&first.identity, &second.identity);
}

static void one_file_has_one_identity_on_all_its_paths(void **state)
{
    scratch *place = *state;
    const char *path = scratch_write(place, "file", "x", 1);
    (void)scratch_folder(place, "folder");
    assert_true(are_the_same(path, scratch_hard_link(place, "file", "hard")));
    assert_true(are_the_same(path, scratch_path(place, "folder/../file")));
    assert_false(are_the_same(path, scratch_write(place, "other", "x", 1)));
    assert_false(are_the_same(path, scratch_path(place, "folder")));
    assert_false(are_the_same(scratch_path(place, "none"), scratch_path(place, "none")));
#ifdef _WIN32
    assert_true(are_the_same(path, scratch_path(place, "FILE")));
#else
    assert_true(are_the_same(path, scratch_link(place, "file", "soft")));
#endif
}

#ifndef _WIN32

static void links_to_nowhere_are_nothing_and_circles_are_denied(void **state)
{
    scratch *place = *state;
    easc__path_info info;
    easc__path_look(scratch_link(place, "nowhere", "dangling"), &info);
    assert_int_equal(info.kind, EASC__PATH_NONE);
    easc__path_look(scratch_link(place, "circle", "circle"), &info);
    assert_int_equal(info.kind, EASC__PATH_DENIED);
}

static void a_pipe_is_a_file_but_not_a_regular_one(void **state)
{
    easc__path_info info;
    const char *path = scratch_path(*state, "pipe");
    assert_int_equal(mkfifo(path, 0600), 0);
    easc__path_look(path, &info);
    assert_int_equal(info.kind, EASC__PATH_FILE);
    assert_false(info.is_regular);
    assert_int_equal(info.size_bytes, 0);
}
#endif

/* --- folders and paths -------------------------------------------------------------------------
 */

static void the_names_of_a_folder_come_sorted_by_their_bytes(void **state)
{
    static const char *const expected[] = {"B", "a", "a b", "b2", "c"};
    scratch *place = *state;
    char **names = NULL;
    size_t count = 0;
    for (size_t i = 5; i > 0; i--) {
        (void)scratch_write(place, expected[i - 1], "", 0);
    }
    assert_int_equal(easc__folder_list(scratch_path(place, ""), &names, &count, NULL), EASC_OK);
    assert_int_equal(count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(names[i], expected[i]);
    }
    easc__names_free(names, count);
}

#ifndef _WIN32
static void strange_names_are_given_as_they_are(void **state)
{
    scratch *place = *state;
    char **names = NULL;
    size_t count = 0;
    (void)scratch_write(place, "line\nbreak", "", 0);
    (void)scratch_write(place, "bad\xFF\xC3", "", 0);
    assert_int_equal(easc__folder_list(scratch_path(place, ""), &names, &count, NULL), EASC_OK);
    assert_int_equal(count, 2);
    assert_string_equal(names[0], "bad\xFF\xC3");
    assert_string_equal(names[1], "line\nbreak");
    easc__names_free(names, count);
}
#endif

static void an_empty_folder_has_no_names_and_no_folder_is_a_fault(void **state)
{
    scratch *place = *state;
    char **names = NULL;
    size_t count = 9;
    easc__error err;
    const char *none = scratch_path(place, "none");
    assert_int_equal(easc__folder_list(scratch_path(place, ""), &names, &count, &err), EASC_OK);
    assert_int_equal(count, 0);
    easc__names_free(names, count);
    assert_int_equal(easc__folder_list(none, &names, &count, &err), EASC_E_NOT_FOUND);
    assert_string_equal(err.path, none);
    const char *file = scratch_write(place, "file", "", 0);
    assert_int_equal(easc__folder_list(file, &names, &count, &err), EASC_E_NOT_FOUND);
}

#ifndef _WIN32
static void paths_are_made_absolute_by_their_text_alone(void **state)
{
    static const char *const pairs[][2] = {
        {"/", "/"},
        {"//", "/"},
        {"/a/b/", "/a/b"},
        {"/a/./b/../c", "/a/c"},
        {"/../..", "/"},
        {"/a/../../b", "/b"},
        {"/a//b", "/a/b"},
        {"/...", "/..."},
        {"/none/../x\n", "/x\n"},
        {"/\xFF", "/\xFF"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        char *absolute = easc__path_absolute(pairs[i][0]);
        assert_string_equal(absolute, pairs[i][1]);
        easc__free(absolute);
    }
}

static void relative_paths_start_in_the_current_folder(void **state)
{
    char before[4096];
    char expected[8192];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(scratch_folder(*state, "here")), 0);
    char *here = easc__path_absolute("");
    char *above = easc__path_absolute("./x/../../y");
    assert_int_equal(chdir(before), 0);
    (void)snprintf(expected, sizeof expected, "%s/here", scratch_path(*state, ""));
    assert_string_equal(here, expected);
    (void)snprintf(expected, sizeof expected, "%s/y", scratch_path(*state, ""));
    assert_string_equal(above, expected);
    easc__free(here);
    easc__free(above);
}

static void a_deleted_current_folder_does_no_harm(void **state)
{
    char before[4096];
    assert_non_null(getcwd(before, sizeof before));
    const char *gone = scratch_folder(*state, "gone");
    assert_int_equal(chdir(gone), 0);
    assert_int_equal(rmdir(gone), 0);
    char *absolute = easc__path_absolute("x");
    assert_int_equal(chdir(before), 0);
    assert_string_equal(absolute, "/x");
    easc__free(absolute);
}
#endif

static void the_last_part_begins_behind_the_last_separator(void **state)
{
    (void)state;
    assert_int_equal(easc__path_last_part(""), 0);
    assert_int_equal(easc__path_last_part("name"), 0);
    assert_int_equal(easc__path_last_part("/"), 1);
    assert_int_equal(easc__path_last_part("a/b"), 2);
    assert_int_equal(easc__path_last_part("a/b/"), 4);
#ifdef _WIN32
    assert_int_equal(easc__path_last_part("C:x"), 2);
    assert_int_equal(easc__path_last_part("C:\\a\\b"), 5);
#else
    assert_int_equal(easc__path_last_part("a\\b"), 0);
#endif
}

/* --- outputs -----------------------------------------------------------------------------------
 */

static easc__output *create_good(const char *path)
{
    easc__output *output = NULL;
    easc__error err;
    assert_int_equal(easc__output_create(path, NULL, &output, &err), EASC_OK);
    return output;
}

static void write_and_commit(const char *path, const char *text)
{
    easc__output *output = create_good(path);
    assert_int_equal(easc__output_write(output, text, strlen(text), NULL), EASC_OK);
    assert_int_equal(easc__output_commit(output, NULL), EASC_OK);
}

static void an_output_is_not_there_before_the_commit(void **state)
{
    scratch *place = *state;
    easc__path_info info;
    const char *path = scratch_path(place, "out");
    easc__output *output = create_good(path);
    assert_int_equal(easc__output_write(output, "one ", 4, NULL), EASC_OK);
    assert_int_equal(easc__output_write(output, "two", 3, NULL), EASC_OK);
    assert_int_equal(easc__output_write(output, NULL, 0, NULL), EASC_OK);
    easc__path_look(path, &info);
    assert_int_equal(info.kind, EASC__PATH_NONE);
    assert_int_equal(easc__output_commit(output, NULL), EASC_OK);
    expect_content(place, "out", "one two");
    assert_int_equal(count_names(place), 1);
}

static void a_commit_replaces_an_old_file_whole(void **state)
{
    scratch *place = *state;
    const char *path = scratch_write(place, "out", "a long old text", 15);
    write_and_commit(path, "new");
    expect_content(place, "out", "new");
    assert_int_equal(count_names(place), 1);
}

static void a_discard_leaves_the_old_file_and_no_other(void **state)
{
    scratch *place = *state;
    easc__output *output = create_good(scratch_write(place, "out", "old", 3));
    assert_int_equal(easc__output_write(output, "new", 3, NULL), EASC_OK);
    assert_int_equal(count_names(place), 2);
    easc__output_discard(output);
    easc__output_discard(NULL);
    expect_content(place, "out", "old");
    assert_int_equal(count_names(place), 1);
}

static void the_temporary_file_lies_beside_the_target_with_a_name_of_its_own(void **state)
{
    scratch *place = *state;
    const char *path = scratch_path(place, "report.xlsx");
    easc__output *first = create_good(path);
    easc__output *second = create_good(path);
    const char *temporary = easc__output_temporary(first);
    const char *name = temporary + easc__path_last_part(temporary);
    assert_memory_equal(name, ".report.xlsx.", 13);
    assert_int_equal(strlen(name), strlen(".report.xlsx.0123456789abcdef.tmp"));
    assert_string_not_equal(temporary, easc__output_temporary(second));
    easc__output_discard(first);
    easc__output_discard(second);
    assert_int_equal(count_names(place), 0);
}

static void a_library_may_write_the_temporary_file_by_itself(void **state)
{
    scratch *place = *state;
    easc__output *output = create_good(scratch_path(place, "out"));
    FILE *file = fopen(easc__output_temporary(output), "wb");
    assert_non_null(file);
    assert_true(fputs("by itself", file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(easc__output_commit(output, NULL), EASC_OK);
    expect_content(place, "out", "by itself");
}

static void expect_create_fault(const char *path, easc_status status, const char *part)
{
    easc__output *output = NULL;
    easc__error err;
    assert_int_equal(easc__output_create(path, NULL, &output, &err), status);
    assert_null(output);
    assert_string_equal(err.path, path);
    assert_non_null(strstr(err.message, part));
}

static void an_output_in_no_folder_or_onto_a_folder_is_refused(void **state)
{
    scratch *place = *state;
    expect_create_fault(scratch_path(place, "none/out"), EASC_E_NOT_FOUND, "folder");
    expect_create_fault(scratch_folder(place, "folder"), EASC_E_WRITE, "is a folder");
    expect_create_fault(scratch_path(place, "folder/"), EASC_E_WRITE, "is a folder");
    expect_create_fault(scratch_path(place, "none/"), EASC_E_WRITE, "is a folder");
    assert_int_equal(count_names(place), 1);
}

static void a_folder_that_takes_the_targets_place_is_not_replaced(void **state)
{
    scratch *place = *state;
    easc__error err;
    easc__output *output = create_good(scratch_path(place, "out"));
    (void)scratch_folder(place, "out");
    assert_int_not_equal(easc__output_commit(output, &err), EASC_OK);
    assert_int_equal(count_names(place), 1);
}

static void an_output_that_was_prepared_is_not_there_yet_and_can_be_committed(void **state)
{
    scratch *place = *state;
    const char *path = scratch_write(place, "out", "old", 3);
    easc__output *output = create_good(path);
    assert_int_equal(easc__output_write(output, "new", 3, NULL), EASC_OK);
    assert_int_equal(easc__output_prepare(output, NULL), EASC_OK);
    expect_content(place, "out", "old");
    assert_int_equal(easc__output_commit(output, NULL), EASC_OK);
    expect_content(place, "out", "new");
    output = create_good(path);
    assert_int_equal(easc__output_prepare(output, NULL), EASC_OK);
    easc__output_discard(output);
    expect_content(place, "out", "new");
    assert_int_equal(count_names(place), 1);
}

static void a_name_of_any_length_that_a_file_may_have_works(void **state)
{
    scratch *place = *state;
    char name[256];
    memset(name, 'n', sizeof name);
    for (size_t i = 0; i + 1 < 254; i += 2) {
        memcpy(name + i, "\xC3\xA9", 2); /* é: the cut must not halve it */
    }
    name[254] = '\0';
    write_and_commit(scratch_path(place, name), "long");
    name[199] = '\0';
    name[0] = 'x';
    write_and_commit(scratch_path(place, name), "odd");
    assert_int_equal(count_names(place), 2);
}

#ifdef _WIN32
/* As a workbook that is open in Excel. */
static void a_target_that_is_open_elsewhere_stays_as_it_is(void **state)
{
    scratch *place = *state;
    easc__error err;
    const char *path = scratch_write(place, "r.xlsx", "old", 3);
    FILE *other = scratch_hold(place, "r.xlsx", false);
    easc__output *output = create_good(path);
    assert_int_equal(easc__output_write(output, "new", 3, NULL), EASC_OK);
    assert_int_equal(easc__output_prepare(output, &err), EASC_E_ACCESS);
    assert_non_null(strstr(err.message, "close it where it is open"));
    assert_int_equal(easc__output_commit(output, &err), EASC_E_ACCESS);
    assert_non_null(strstr(err.message, "close it where it is open"));
    expect_content(place, "r.xlsx", "old");
    assert_int_equal(count_names(place), 1);
    assert_int_equal(fclose(other), 0);
    write_and_commit(path, "new");
    expect_content(place, "r.xlsx", "new");
}

static void a_device_is_written_and_not_replaced(void **state)
{
    scratch *place = *state;
    easc__output *output = create_good(scratch_path(place, "NUL"));
    assert_string_equal(easc__output_temporary(output), "\\\\.\\NUL");
    easc__output_discard(output);
    write_and_commit("nul", "x");
    assert_int_equal(count_names(place), 0);
}

static void an_output_has_no_blanks_and_dots_at_its_end(void **state)
{
    scratch *place = *state;
    write_and_commit(scratch_path(place, "a.json."), "dot");
    write_and_commit(scratch_path(place, "b.json . "), "blank");
    expect_content(place, "a.json", "dot");
    expect_content(place, "b.json", "blank");
    assert_int_equal(count_names(place), 2);
}

/* "a.log:x.json" would be a second stream of a.log, which nothing can be renamed onto. */
static void an_output_is_no_stream_of_another_file(void **state)
{
    scratch *place = *state;
    (void)scratch_write(place, "a.log", "x", 1);
    expect_create_fault(scratch_path(place, "a.log:x.json"), EASC_E_NOT_FOUND, "character");
    assert_int_equal(count_names(place), 1);
}
#else
static void the_mode_of_an_output_is_that_of_a_new_file(void **state)
{
    struct stat found;
    mode_t before = umask(027);
    const char *path = scratch_path(*state, "out");
    write_and_commit(path, "x");
    (void)umask(before);
    assert_int_equal(stat(path, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0640);
}

static void an_output_onto_a_link_replaces_what_it_leads_to(void **state)
{
    scratch *place = *state;
    struct stat found;
    (void)scratch_folder(place, "folder");
    (void)scratch_write(place, "folder/real", "old", 3);
    (void)scratch_link(place, "folder/real", "first");
    const char *link = scratch_link(place, scratch_path(place, "first"), "second");
    write_and_commit(link, "new");
    assert_int_equal(lstat(link, &found), 0);
    assert_true(S_ISLNK(found.st_mode));
    assert_int_equal(lstat(scratch_path(place, "first"), &found), 0);
    assert_true(S_ISLNK(found.st_mode));
    expect_content(place, "folder/real", "new");
}

static void an_output_onto_a_dangling_link_makes_what_it_leads_to(void **state)
{
    scratch *place = *state;
    const char *link = scratch_link(place, "made", "link");
    write_and_commit(link, "new");
    expect_content(place, "made", "new");
    assert_int_equal(count_names(place), 2);
    expect_create_fault(scratch_link(place, "circle", "circle"), EASC_E_ACCESS, "circle");
}

static void a_device_is_written_and_not_replaced(void **state)
{
    struct stat found;
    (void)state;
    easc__output *output = create_good("/dev/null");
    assert_string_equal(easc__output_temporary(output), "/dev/null");
    easc__output_discard(output);
    write_and_commit("/dev/null", "x");
    assert_int_equal(stat("/dev/null", &found), 0);
    assert_true(S_ISCHR(found.st_mode));
}

static void a_full_disk_says_what_to_do_and_the_commit_fails(void **state)
{
    scratch *place = *state;
    easc__error err;
    easc__output *output = create_good(scratch_link(place, "/dev/full", "link"));
    assert_int_equal(easc__output_write(output, "x", 1, &err), EASC_E_WRITE);
    assert_string_equal(err.message, "the disk is full: free space there or choose another folder");
    assert_string_equal(err.path, scratch_path(place, "link"));
    assert_int_equal(easc__output_commit(output, &err), EASC_E_WRITE);
    assert_int_equal(count_names(place), 1);
}

static void a_file_size_limit_fails_the_output_and_removes_it(void **state)
{
    scratch *place = *state;
    struct rlimit before;
    easc__error err;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit small = {4, before.rlim_max};
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    easc__output *output = create_good(scratch_write(place, "out", "old", 3));
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    easc_status status = easc__output_write(output, "too long", 8, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    (void)signal(SIGXFSZ, handler);
    assert_int_equal(status, EASC_E_WRITE);
    assert_non_null(strstr(err.message, "ulimit -f"));
    assert_int_equal(easc__output_commit(output, &err), EASC_E_WRITE);
    expect_content(place, "out", "old");
    assert_int_equal(count_names(place), 1);
}

static void a_pipe_whose_reader_has_gone_is_a_fault_and_no_signal(void **state)
{
    int ends[2];
    char path[64];
    char got[8];
    easc__error err;
    (void)state;
    assert_int_equal(pipe(ends), 0);
    (void)snprintf(path, sizeof path, "/dev/fd/%d", ends[1]);
    easc__output *output = create_good(path);
    assert_int_equal(easc__output_write(output, "abc", 3, &err), EASC_OK);
    assert_int_equal(read(ends[0], got, sizeof got), 3);
    (void)close(ends[0]);
    assert_int_equal(easc__output_write(output, "abc", 3, &err), EASC_E_WRITE);
    assert_non_null(strstr(err.message, "closed"));
    easc__output_discard(output);
    (void)close(ends[1]);
}

static bool is_always_wanted(void *owner)
{
    (void)owner;
    return true;
}

static void the_wait_for_a_reader_of_a_pipe_ends_when_it_has_to(void **state)
{
    const easc__stop stop = {is_always_wanted, NULL};
    const char *path = scratch_path(*state, "pipe");
    easc__output *output = NULL;
    easc__error err;
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(easc__output_create(path, &stop, &output, &err), EASC_E_CANCELLED);
    assert_null(output);
}

static void the_wait_for_a_reader_that_rests_ends_when_it_has_to(void **state)
{
    static const char much[1 << 20]; /* more than a pipe takes */
    const easc__stop stop = {is_always_wanted, NULL};
    const char *path = scratch_path(*state, "pipe");
    easc__output *output = NULL;
    easc__error err;
    assert_int_equal(mkfifo(path, 0600), 0);
    int reader = open(path, O_RDONLY | O_NONBLOCK);
    assert_int_equal(easc__output_create(path, &stop, &output, &err), EASC_OK);
    assert_false(easc__output_can_seek(output));
    assert_int_equal(easc__output_write(output, much, sizeof much, &err), EASC_E_CANCELLED);
    easc__output_discard(output);
    assert_int_equal(close(reader), 0);
}

static void standard_output_that_is_a_file_is_appended_to(void **state)
{
    scratch *place = *state;
    char path[64];
    int descriptor = open(scratch_write(place, "out", "head ", 5), O_WRONLY);
    (void)snprintf(path, sizeof path, "/dev/fd/%d", descriptor);
    write_and_commit(path, "tail");
    (void)close(descriptor);
    expect_content(place, "out", "head tail");
    assert_int_equal(count_names(place), 1);
}

static void without_permission_no_output_is_created(void **state)
{
    easc__output *output = NULL;
    easc__error err;
    const char *path = scratch_path(*state, "locked/out");
    assert_int_equal(chmod(scratch_folder(*state, "locked"), 0500), 0);
    uid_t before = become_nobody();
    easc_status status = easc__output_create(path, NULL, &output, &err);
    assert_int_equal(seteuid(before), 0);
    assert_int_equal(status, EASC_E_ACCESS);
    assert_non_null(strstr(err.message, "permissions"));
}
#endif

/* --- threads -----------------------------------------------------------------------------------
 */

enum { THREADS = 4, ROUNDS = 10000 };

typedef struct shared {
    easc__lock *lock;
    easc__signal *signal;
    uint32_t count;
    bool has_blocked_signals;
    bool is_ready;
} shared;

static void count_up(void *argument)
{
    shared *all = argument;
    for (int i = 0; i < ROUNDS; i++) {
        easc__lock_take(all->lock);
        all->count++;
        easc__lock_give(all->lock);
    }
}

static void a_lock_keeps_counters_right(void **state)
{
    shared all = {easc__lock_new(), NULL, 0, false, false};
    easc__thread *threads[THREADS];
    (void)state;
    for (int i = 0; i < THREADS; i++) {
        threads[i] = easc__thread_start(count_up, &all);
        assert_non_null(threads[i]);
    }
    for (int i = 0; i < THREADS; i++) {
        easc__thread_join(threads[i]);
    }
    assert_int_equal(all.count, THREADS * ROUNDS);
    easc__lock_free(all.lock);
    easc__lock_free(NULL);
    easc__thread_join(NULL);
}

static void wait_until_ready(void *argument)
{
    shared *all = argument;
    easc__lock_take(all->lock);
    while (!all->is_ready) {
        easc__signal_wait(all->signal, all->lock, UINT32_MAX);
    }
    all->count++;
    easc__lock_give(all->lock);
}

static void a_signal_wakes_everyone_who_waits(void **state)
{
    shared all = {easc__lock_new(), easc__signal_new(), 0, false, false};
    easc__thread *threads[THREADS];
    (void)state;
    for (int i = 0; i < THREADS; i++) {
        threads[i] = easc__thread_start(wait_until_ready, &all);
        assert_non_null(threads[i]);
    }
    easc__lock_take(all.lock);
    all.is_ready = true;
    easc__signal_all(all.signal);
    easc__lock_give(all.lock);
    for (int i = 0; i < THREADS; i++) {
        easc__thread_join(threads[i]);
    }
    assert_int_equal(all.count, THREADS);
    easc__signal_free(all.signal);
    easc__signal_free(NULL);
    easc__lock_free(all.lock);
}

static void a_wait_ends_with_its_time(void **state)
{
    (void)state;
    easc__lock *lock = easc__lock_new();
    easc__signal *signal = easc__signal_new();
    uint64_t start = easc__clock_ms();
    uint64_t passed = 0;
    easc__lock_take(lock);
    easc__signal_wait(signal, lock, 0);
    while (passed < 60) { /* it may wake early, but never sleeps on */
        easc__signal_wait(signal, lock, 1050);
        passed = easc__clock_ms() - start;
    }
    easc__lock_give(lock);
    assert_true(passed < 60000);
    easc__signal_free(signal);
    easc__lock_free(lock);
}

#ifndef _WIN32
static void look_at_signals(void *argument)
{
    shared *all = argument;
    sigset_t mask;
    (void)pthread_sigmask(SIG_BLOCK, NULL, &mask);
    all->has_blocked_signals = sigismember(&mask, SIGINT) == 1 &&
                               sigismember(&mask, SIGTERM) == 1 &&
                               sigismember(&mask, SIGPIPE) == 1 &&
                               sigismember(&mask, SIGALRM) == 1 && sigismember(&mask, SIGSEGV) == 0;
}

static void signals_of_the_host_stay_with_its_own_threads(void **state)
{
    shared all = {NULL, NULL, 0, false, false};
    sigset_t before;
    sigset_t after;
    (void)state;
    (void)pthread_sigmask(SIG_BLOCK, NULL, &before);
    easc__thread_join(easc__thread_start(look_at_signals, &all));
    (void)pthread_sigmask(SIG_BLOCK, NULL, &after);
    assert_true(all.has_blocked_signals);
    assert_int_equal(sigismember(&before, SIGINT), sigismember(&after, SIGINT));
    assert_int_equal(sigismember(&before, SIGPIPE), sigismember(&after, SIGPIPE));
}
#endif

static void make_the_locale_plain(void *argument)
{
    shared *all = argument;
    easc__locale *locale = easc__locale_plain();
    easc__lock_take(all->lock);
    all->count = locale != NULL;
    easc__signal_all(all->signal);
    while (!all->is_ready) {
        easc__signal_wait(all->signal, all->lock, UINT32_MAX);
    }
    easc__lock_give(all->lock);
    easc__locale_restore(locale);
}

/* The host may write numbers with a comma. */
static void a_plain_locale_is_one_of_its_thread_alone(void **state)
{
    static const char *const names[] = {"de_DE.UTF-8", "German"};
    (void)state;
    assert_true(setlocale(LC_NUMERIC, names[0]) || setlocale(LC_NUMERIC, names[1]));
    shared all = {easc__lock_new(), easc__signal_new(), 0, false, false};
    easc__thread *thread = easc__thread_start(make_the_locale_plain, &all);
    easc__lock_take(all.lock);
    while (all.count == 0) {
        easc__signal_wait(all.signal, all.lock, UINT32_MAX);
    }
    char point = localeconv()->decimal_point[0];
    all.is_ready = true;
    easc__signal_all(all.signal);
    easc__lock_give(all.lock);
    easc__thread_join(thread);
    char point_behind = localeconv()->decimal_point[0];
    (void)setlocale(LC_NUMERIC, "C");
    easc__signal_free(all.signal);
    easc__lock_free(all.lock);
    assert_int_equal(point, ',');
    assert_int_equal(point_behind, ',');
}

static void random_bytes_differ_and_there_is_a_processor(void **state)
{
    unsigned char first[300] = {0};
    unsigned char second[300] = {0};
    (void)state;
    assert_true(easc__random(first, sizeof first));
    assert_true(easc__random(second, sizeof second));
    assert_memory_not_equal(first, second, sizeof first);
    assert_memory_not_equal(first, first + 150, 150);
    assert_true(easc__random(first, 0));
    assert_true(easc__processor_count() >= 1);
}

#define PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

/* long: one table */
int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE(what_does_not_exist_is_not_found),
        PLACE(a_folder_opened_as_a_file_says_that_it_is_a_folder),
        PLACE(a_path_through_a_file_is_not_found),
        PLACE(an_empty_file_is_at_its_end_at_once),
        PLACE(reads_of_any_size_give_the_same_bytes),
        PLACE(a_read_at_an_offset_goes_on_behind_it),
        PLACE(a_file_that_grows_is_read_to_its_new_end),
        PLACE(a_log_that_another_program_writes_is_read_to_what_is_there),
        PLACE(a_log_may_be_renamed_and_replaced_while_it_is_read),
        PLACE(a_file_may_be_deleted_while_it_is_read),
        PLACE(a_look_tells_files_folders_and_nothing_apart),
        PLACE(one_file_has_one_identity_on_all_its_paths),
        PLACE(the_names_of_a_folder_come_sorted_by_their_bytes),
        PLACE(an_empty_folder_has_no_names_and_no_folder_is_a_fault),
        PLACE(the_last_part_begins_behind_the_last_separator),
        PLACE(an_output_is_not_there_before_the_commit),
        PLACE(a_commit_replaces_an_old_file_whole),
        PLACE(a_discard_leaves_the_old_file_and_no_other),
        PLACE(the_temporary_file_lies_beside_the_target_with_a_name_of_its_own),
        PLACE(a_library_may_write_the_temporary_file_by_itself),
        PLACE(an_output_in_no_folder_or_onto_a_folder_is_refused),
        PLACE(a_folder_that_takes_the_targets_place_is_not_replaced),
        PLACE(an_output_that_was_prepared_is_not_there_yet_and_can_be_committed),
        PLACE(a_name_of_any_length_that_a_file_may_have_works),
        cmocka_unit_test(a_lock_keeps_counters_right),
        cmocka_unit_test(a_signal_wakes_everyone_who_waits),
        cmocka_unit_test(a_wait_ends_with_its_time),
        cmocka_unit_test(a_plain_locale_is_one_of_its_thread_alone),
        cmocka_unit_test(random_bytes_differ_and_there_is_a_processor),
#ifdef _WIN32
        PLACE(a_file_that_another_program_keeps_for_itself_is_in_use),
        PLACE(a_target_that_is_open_elsewhere_stays_as_it_is),
        PLACE(a_device_is_written_and_not_replaced),
        PLACE(an_output_has_no_blanks_and_dots_at_its_end),
        PLACE(an_output_is_no_stream_of_another_file),
#else
        PLACE(a_pipe_gives_what_it_has_and_ends_with_its_writer),
        PLACE(closing_standard_input_leaves_it_open),
        PLACE(standard_input_that_does_not_block_is_waited_for),
        PLACE(closed_standard_input_is_a_fault_and_no_crash),
        PLACE(without_permission_the_message_speaks_of_permissions),
        PLACE(links_in_a_circle_are_named_as_such),
        PLACE(too_many_open_files_are_named_as_such),
        PLACE(a_fault_while_reading_names_the_file),
        PLACE(links_to_nowhere_are_nothing_and_circles_are_denied),
        PLACE(a_pipe_is_a_file_but_not_a_regular_one),
        PLACE(strange_names_are_given_as_they_are),
        PLACE(paths_are_made_absolute_by_their_text_alone),
        PLACE(relative_paths_start_in_the_current_folder),
        PLACE(a_deleted_current_folder_does_no_harm),
        PLACE(the_mode_of_an_output_is_that_of_a_new_file),
        PLACE(an_output_onto_a_link_replaces_what_it_leads_to),
        PLACE(an_output_onto_a_dangling_link_makes_what_it_leads_to),
        PLACE(a_device_is_written_and_not_replaced),
        PLACE(a_full_disk_says_what_to_do_and_the_commit_fails),
        PLACE(a_file_size_limit_fails_the_output_and_removes_it),
        PLACE(a_pipe_whose_reader_has_gone_is_a_fault_and_no_signal),
        PLACE(the_wait_for_a_reader_of_a_pipe_ends_when_it_has_to),
        PLACE(the_wait_for_a_reader_that_rests_ends_when_it_has_to),
        PLACE(standard_output_that_is_a_file_is_appended_to),
        PLACE(without_permission_no_output_is_created),
        cmocka_unit_test(signals_of_the_host_stay_with_its_own_threads),
#endif
    };
    return cmocka_run_group_tests_name("os", tests, NULL, NULL);
}
