/* test_export_window.c - which rows --start-date and --end-date let through (cmdlet facts 1, 5.3).
   The time zone of the process is set where a system can be told one. */
#ifndef _WIN32
#define _POSIX_C_SOURCE 200809L
#endif

#include "os/os_zone.h"
#include "scan/export_window.h"

#include "unit.h"

#include <stdlib.h>
#include <time.h>

enum { MAY_6 = 1304640000, HOUR = 3600 }; /* 2011-05-06 00:00:00 UTC */

typedef struct window_row {
    const char *what;
    const char *settings[4][2]; /* option and value; NULL ends */
    int64_t since_s;
    int64_t until_s;
} window_row;

static easc_status window_of(const char *const (*settings)[2], easc__options *options)
{
    easc_status status = EASC_OK;
    easc__options_init(options);
    for (int i = 0; i < 4 && settings[i][0] && status == EASC_OK; i++) {
        status = easc__options_set(options, easc__bytes_z(settings[i][0]),
                                   easc__bytes_z(settings[i][1]), NULL);
    }
    return status == EASC_OK ? easc__export_window(options, NULL) : status;
}

static size_t wrong_windows(const window_row *rows, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        easc__options options;
        assert_int_equal(window_of(rows[i].settings, &options), EASC_OK);
        wrong +=
            unit_wrong_number(rows[i].what, "since", rows[i].since_s, options.selection.since_s);
        wrong +=
            unit_wrong_number(rows[i].what, "until", rows[i].until_s, options.selection.until_s);
        easc__options_done(&options);
    }
    return wrong;
}

static void limits_in_utc_are_both_included(void **state)
{
    static const window_row rows[] = {
        {"nothing", {{NULL}}, EASC__NO_TIME, INT64_MAX},
        {"a date is its beginning, of the end too",
         {{"use-gmt", ""}, {"start-date", "2011-05-06"}, {"end-date", "2011-05-06"}},
         MAY_6,
         MAY_6 + 1},
        {"a zone of its own goes before local time",
         {{"start-date", "2011-05-06T00:00:00Z"}, {"end-date", "2011-05-06T02:00:00+01:00"}},
         MAY_6,
         MAY_6 + HOUR + 1},
        {"a zone to the west", {{"start-date", "2011-05-05T23:00:00-01:00"}}, MAY_6, INT64_MAX},
        {"since and until narrow too",
         {{"use-gmt", "true"},
          {"start-date", "2011-05-01"},
          {"since", "2011-05-06"},
          {"until", "2011-05-07"}},
         MAY_6,
         MAY_6 + 24 * HOUR},
        {"the later start, the earlier end",
         {{"use-gmt", ""},
          {"start-date", "2011-05-06"},
          {"since", "2011-05-01"},
          {"end-date", "2011-05-06T00:00:10"}},
         MAY_6,
         MAY_6 + 11},
    };
    (void)state;
    assert_int_equal(wrong_windows(rows, UNIT_COUNT(rows)), 0);
}

static void a_start_behind_the_end_is_refused(void **state)
{
    static const char *const settings[][2] = {
        {"use-gmt", ""}, {"start-date", "2011-05-07"}, {"end-date", "2011-05-06"}, {NULL, NULL}};
    easc__options options;
    (void)state;
    assert_int_equal(window_of(settings, &options), EASC_E_ARGUMENT);
    easc__options_done(&options);
}

static void a_limit_that_is_no_time_is_refused(void **state)
{
    static const char *const settings[][2] = {{"start-date", "06/09/18"}, {NULL, NULL}};
    easc__options options;
    (void)state;
    assert_int_equal(window_of(settings, &options), EASC_E_ARGUMENT);
    easc__options_done(&options);
}

#ifndef _WIN32
/* Central Europe, with rules of its own so that no data base is needed. */
static const char central_europe[] = "CET-1CEST,M3.5.0,M10.5.0/3";

static void limits_without_a_zone_are_local_time(void **state)
{
    static const window_row rows[] = {
        {"summer", {{"start-date", "2011-05-06T02:00:00"}}, MAY_6, INT64_MAX},
        {"winter", {{"end-date", "2011-01-01"}}, EASC__NO_TIME, 1293840000 - HOUR + 1},
    };
    (void)state;
    assert_int_equal(setenv("TZ", central_europe, 1), 0);
    tzset();
    assert_int_equal(wrong_windows(rows, UNIT_COUNT(rows)), 0);
    assert_int_equal(easc__utc_of_local(-1), -1 - HOUR); /* -1 is a time, not a failure */
    assert_int_equal(easc__utc_of_local(HOUR - 1), -1);
    assert_int_equal(unsetenv("TZ"), 0);
    tzset();
}
#else
static void limits_without_a_zone_are_local_time(void **state)
{
    (void)
        state; /* whatever the zone is here, it is a whole number of minutes, and less than a day */
    int64_t ahead_s = MAY_6 - easc__utc_of_local(MAY_6);
    assert_int_equal(ahead_s % 60, 0);
    assert_in_range(ahead_s + 24 * HOUR, 0, 48 * HOUR);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_in_utc_are_both_included),
        cmocka_unit_test(a_start_behind_the_end_is_refused),
        cmocka_unit_test(a_limit_that_is_no_time_is_refused),
        cmocka_unit_test(limits_without_a_zone_are_local_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
