/* test_export.c - the six files of Export-ActiveSyncLog through easc.h: every status, all files or
   none, never onto a log. */
#include "called.h"

#include "support/reaches.h"

#ifdef _WIN32
#include <direct.h>
#else
#include <unistd.h>
#endif

static const char *const names[] = {"Users.csv",       "Servers.csv",          "Hourly.csv",
                                    "StatusCodes.csv", "PolicyCompliance.csv", "UserAgents.csv"};

/* The result of a scan that counted for an export. */
static easc_result *new_counted(const char *path)
{
    easc_options *options = new_options(path);
    easc_scan *scan = NULL;
    assert_int_equal(easc_options_set(options, "export-activesynclog", 20, "", 0, NULL), EASC_OK);
    assert_int_equal(easc_scan_start(options, &scan, NULL), EASC_OK);
    easc_options_free(options);
    assert_int_equal(easc_scan_wait(scan, UINT32_MAX, NULL, NULL), EASC_OK);
    easc_result *result = result_of(scan);
    easc_scan_free(scan);
    return result;
}

static easc_export *new_export(const char *folder, uint32_t flags)
{
    easc_export *files = NULL;
    REACHES(easc_export_new, EASC_OK, (folder, strlen(folder), "", 0, flags, &files, NULL));
    return files;
}

static void an_export_knows_where_it_may_write(void **state)
{
    const char *folder = scratch_folder(*state, "out");
    const char *nowhere = scratch_path(*state, "nowhere");
    const char *file = scratch_write(*state, "file", "x", 1);
    size_t n = strlen(folder);
    easc_export *files = NULL;
    easc_error error = {.size = sizeof error};
    REACHES(easc_export_new, EASC_E_ARGUMENT, ("", 0, "", 0, 0, &files, NULL));
    REACHES(easc_export_new, EASC_E_ARGUMENT, (folder, n, "", 0, 0, NULL, NULL));
    REACHES(easc_export_new, EASC_E_ARGUMENT, (folder, n, NULL, 1, 0, &files, NULL));
    REACHES(easc_export_new, EASC_E_ARGUMENT, (folder, n, "a/b", 3, 0, &files, NULL));
    REACHES(easc_export_new, EASC_E_ARGUMENT, (folder, n, "a\\b", 3, 0, &files, NULL));
    REACHES(easc_export_new, EASC_E_ARGUMENT, (folder, n, "c:", 2, 0, &files, NULL));
    REACHES(easc_export_new, EASC_E_ARGUMENT, (folder, n, "a\0b", 3, 0, &files, NULL));
    REACHES(easc_export_new, EASC_E_ARGUMENT, (folder, n, "", 0, 4, &files, NULL));
    REACHES(easc_export_new, EASC_E_NOT_FOUND,
            (nowhere, strlen(nowhere), "", 0, 0, &files, &error));
    assert_string_equal(error.path, nowhere);
    REACHES(easc_export_new, EASC_E_NOT_FOUND, (file, strlen(file), "", 0, 0, &files, NULL));
    (void)scratch_write(*state, "out/p_UserAgents.csv", "old", 3);
    REACHES(easc_export_new, EASC_E_ACCESS, (folder, n, "p_", 2, 0, &files, NULL));
    assert_null(files);
    REACHES(easc_export_new, EASC_OK, (folder, n, "p_", 2, EASC_EXPORT_FORCE, &files, NULL));
    easc_export_free(files);
    easc_export_free(NULL);
    easc_export_cancel(NULL);
}

static void check_files(scratch *place, const char *folder, size_t count)
{
    assert_int_equal(count_names_in(scratch_path(place, folder)), count);
}

static void every_status_of_a_save_comes(void **state)
{
    easc_result *r = new_counted(write_logs(*state));
    easc_result *judged = new_result(scratch_path(*state, "in"));
    easc_exported exported = {.size = 2};
    easc_export *files = new_export(scratch_folder(*state, "out"), 0);
    REACHES(easc_export_save, EASC_E_ARGUMENT, (NULL, r, NULL, NULL));
    REACHES(easc_export_save, EASC_E_ARGUMENT, (files, NULL, NULL, NULL));
    REACHES(easc_export_save, EASC_E_ARGUMENT, (files, r, &exported, NULL));
    REACHES(easc_export_save, EASC_E_STATE, (files, judged, NULL, NULL));
    check_files(*state, "out", 0);
    exported.size = sizeof exported;
    REACHES(easc_export_save, EASC_OK, (files, r, &exported, NULL));
    check_files(*state, "out", 6);
    assert_int_equal(exported.user_rows, 4);
    assert_int_equal(exported.cut_files, 0);
    assert_int_equal(exported.formula_cells, 0);
    REACHES(easc_export_save, EASC_E_ACCESS, (files, r, NULL, NULL)); /* they are there now */
    easc_export_free(files);
    files = new_export(scratch_path(*state, "out"), EASC_EXPORT_FORCE);
    REACHES(easc_export_save, EASC_OK, (files, r, NULL, NULL));
    easc_export_cancel(files);
    REACHES(easc_export_save, EASC_E_CANCELLED, (files, r, NULL, NULL));
    check_files(*state, "out", 6);
    easc_export_free(files);
    easc_result_free(judged);
    easc_result_free(r);
}

static void a_file_that_cannot_be_written_leaves_the_others_as_they_were(void **state)
{
    easc_result *r = new_counted(write_logs(*state));
    char room[4] = {0};
    (void)scratch_folder(*state, "out");
    (void)scratch_folder(*state, "out/UserAgents.csv"); /* the last one, a folder */
    (void)scratch_write(*state, "out/Users.csv", "old", 3);
    easc_export *files = new_export(scratch_path(*state, "out"), EASC_EXPORT_FORCE);
    REACHES(easc_export_save, EASC_E_WRITE, (files, r, NULL, NULL));
    check_files(*state, "out", 2);
    assert_int_equal(scratch_read(*state, "out/Users.csv", room, sizeof room), 3);
    easc_export_free(files);
    easc_result_free(r);
}

static void a_folder_that_goes_meanwhile_is_told(void **state)
{
    easc_result *r = new_counted(write_logs(*state));
    const char *folder = scratch_folder(*state, "gone");
    easc_export *files = new_export(folder, 0);
#ifdef _WIN32
    assert_int_equal(_rmdir(folder), 0);
#else
    assert_int_equal(rmdir(folder), 0);
#endif
    REACHES(easc_export_save, EASC_E_NOT_FOUND, (files, r, NULL, NULL));
    easc_export_free(files);
    easc_result_free(r);
}

static void a_log_that_was_read_is_never_replaced(void **state)
{
    char room[8] = {0};
    (void)scratch_folder(*state, "in");
    (void)scratch_write(*state, "in/Users.csv", log_text, sizeof log_text - 1);
    easc_result *r = new_counted(scratch_path(*state, "in/Users.csv"));
    easc_export *files = new_export(scratch_path(*state, "in"), EASC_EXPORT_FORCE);
    REACHES(easc_export_save, EASC_E_ACCESS, (files, r, NULL, NULL));
    check_files(*state, "in", 1);
    assert_int_equal(scratch_read(*state, "in/Users.csv", room, 4), 4);
    assert_memory_equal(room, log_text, 4);
    easc_export_free(files);
    easc_result_free(r);
}

#ifdef _WIN32
static void a_file_that_is_open_elsewhere_leaves_all_as_they_were(void **state)
{
    easc_result *r = new_counted(write_logs(*state));
    (void)scratch_folder(*state, "out");
    (void)scratch_write(*state, "out/Hourly.csv", "old", 3);
    FILE *held = scratch_hold(*state, "out/Hourly.csv", true);
    easc_export *files = new_export(scratch_path(*state, "out"), EASC_EXPORT_FORCE);
    REACHES(easc_export_save, EASC_E_ACCESS, (files, r, NULL, NULL));
    check_files(*state, "out", 1);
    assert_int_equal(fclose(held), 0);
    easc_export_free(files);
    easc_result_free(r);
}
#endif

static void formulas_are_counted_and_a_result_is_not_judged(void **state)
{
    static const char row[] =
        FIELDS ROW("09:00:00", "Cmd=Sync&DeviceId==1+1", "CONT\\anna", "@SUM(1)", "200");
    easc_result *r = new_counted(scratch_write(*state, "a.log", row, sizeof row - 1));
    easc_exported exported = {.size = sizeof exported};
    easc_summary summary = {.size = sizeof summary};
    easc_export *files = new_export(scratch_folder(*state, "out"), EASC_EXPORT_SAFE);
    REACHES(easc_export_save, EASC_OK, (files, r, &exported, NULL));
    assert_int_equal(exported.formula_cells, 2);
    assert_int_equal(easc_result_summary(r, &summary), EASC_OK);
    assert_int_equal(summary.eas_rows, 1);
    assert_int_equal(summary.devices, 0);
    easc_export_free(files);
    easc_result_free(r);
}

static void names_are_those_of_the_cmdlet(void **state)
{
    easc_result *r = new_counted(write_logs(*state));
    easc_export *files = new_export(scratch_folder(*state, "out"), 0);
    char room[4];
    assert_int_equal(easc_export_save(files, r, NULL, NULL), EASC_OK);
    for (size_t i = 0; i < COUNT(names); i++) {
        char path[64];
        (void)snprintf(path, sizeof path, "out/%s", names[i]);
        assert_int_equal(scratch_read(*state, path, room, 3), 3);
        assert_memory_equal(room, "\xEF\xBB\xBF", 3);
    }
    easc_export_free(files);
    easc_result_free(r);
}

#define IN_A_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_PLACE(an_export_knows_where_it_may_write),
        IN_A_PLACE(every_status_of_a_save_comes),
        IN_A_PLACE(a_file_that_cannot_be_written_leaves_the_others_as_they_were),
        IN_A_PLACE(a_folder_that_goes_meanwhile_is_told),
        IN_A_PLACE(a_log_that_was_read_is_never_replaced),
#ifdef _WIN32
        IN_A_PLACE(a_file_that_is_open_elsewhere_leaves_all_as_they_were),
#endif
        IN_A_PLACE(formulas_are_counted_and_a_result_is_not_judged),
        IN_A_PLACE(names_are_those_of_the_cmdlet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
