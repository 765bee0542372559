/* called.h - what the tests of easc.h share: logs, a folder of a test's own, and the way from paths
   to a result. (Of the inside only threads and folders are used, to be the same on every system.)
 */
#ifndef EASC_TESTS_UNIT_API_CALLED_H
#define EASC_TESTS_UNIT_API_CALLED_H

#include "easc.h"

#include "os/os_file.h"
#include "support/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define FIELDS                                                                                     \
    "#Software: Microsoft Internet Information Services 7.5\n"                                     \
    "#Fields: date time s-computername cs-method cs-uri-stem cs-uri-query cs-username c-ip "       \
    "cs(User-Agent) sc-status\n"
#define ROW(clock, query, user, agent, status)                                                     \
    "2011-05-06 " clock " CAS01 POST /Microsoft-Server-ActiveSync/default.eas " query              \
    "&DeviceType=Phone " user " 192.168.1.9 " agent " " status "\n"

/* Users that fail, pass, are unknown and have to upgrade, and a row that is none. */
static const char log_text[] = FIELDS ROW("09:00:00", "Cmd=Provision&DeviceId=D1&Log=V141_Pa1",
                                          "CONT\\anna", "Apple-iPhone3C1/801.293", "200")
    ROW("09:00:01", "Cmd=Sync&DeviceId=D1&Log=V141_Pk5_As:AllowedG", "CONT\\anna",
        "Apple-iPhone3C1/801.293", "200") ROW("09:00:02", "Cmd=Sync&DeviceId=D2&Log=V141_S141",
                                              "CONT\\bob", "Thing/1.0", "200")
        ROW("10:00:00", "Cmd=Sync&DeviceId=D2&Log=V141_S141", "CONT\\bob", "Thing/1.0", "200")
            ROW("11:00:00", "Cmd=Sync&DeviceId=D2&Log=V141_S141", "CONT\\bob", "Thing/1.0", "200")
                ROW("12:00:00", "Cmd=Ping&DeviceId=D3&Log=V141", "CONT\\carl", "Thing/1.0", "200")
                    ROW("12:00:01", "Cmd=Ping&DeviceId=D4&Log=V141", "CONT\\dora",
                        "Apple-iPhone/705.18",
                        "200") "2011-05-06 12:00:02 /Microsoft-Server-ActiveSync cut\n";

static inline int make_place(void **state)
{
    *state = scratch_new();
    return 0;
}

static inline int remove_place(void **state)
{
    scratch_free(*state);
    return 0;
}

static inline easc_options *new_options(const char *path)
{
    easc_options *options = NULL;
    assert_int_equal(easc_options_new(&options), EASC_OK);
    assert_int_equal(easc_options_add_path(options, path, strlen(path), NULL), EASC_OK);
    return options;
}

static inline easc_scan *start(const char *path)
{
    easc_options *options = new_options(path);
    easc_scan *scan = NULL;
    assert_int_equal(easc_scan_start(options, &scan, NULL), EASC_OK);
    easc_options_free(options);
    return scan;
}

static inline easc_result *result_of(easc_scan *scan)
{
    easc_result *result = NULL;
    assert_int_equal(easc_scan_wait(scan, UINT32_MAX, NULL, NULL), EASC_OK);
    assert_int_equal(easc_scan_result(scan, &result, NULL), EASC_OK);
    return result;
}

/* A result whose scan is freed already. */
static inline easc_result *new_result(const char *path)
{
    easc_scan *scan = start(path);
    easc_result *result = result_of(scan);
    easc_scan_free(scan);
    return result;
}

/* The log above, and a file that cannot be read. */
static inline const char *write_logs(scratch *place)
{
    (void)scratch_folder(place, "in");
    (void)scratch_write(place, "in/a.log", log_text, sizeof log_text - 1);
    (void)scratch_write(place, "in/b.log.gz", "\x1f\x8b\x07 no gzip", 11);
    return scratch_path(place, "in");
}

/* How many names are in a folder, whatever they are. */
static inline size_t count_names_in(const char *path)
{
    char **names = NULL;
    size_t count = 0;
    assert_int_equal(easc__folder_list(path, &names, &count, NULL), EASC_OK);
    easc__names_free(names, count);
    return count;
}

/* The same of the folder of the test. */
static inline size_t count_names(scratch *place)
{
    return count_names_in(scratch_path(place, ""));
}

/* So many devices that a workbook takes some time. */
static inline const char *write_many_devices(scratch *place, size_t count)
{
    enum { ROOM = 256 };
    char *text = malloc((count + 2) * ROOM);
    assert_non_null(text);
    size_t used = (size_t)snprintf(text, ROOM, "%s", FIELDS);
    for (size_t i = 0; i < count; i++) {
        used += (size_t)snprintf(text + used, ROOM,
                                 "2011-05-06 10:00:00 CAS01 POST /Microsoft-Server-ActiveSync "
                                 "Cmd=Sync&DeviceId=D%zu&Log=V141_S142 u%zu 10.0.0.1 A/1 449\n",
                                 i, i);
    }
    (void)scratch_folder(place, "in");
    (void)scratch_write(place, "in/a.log", text, used);
    free(text);
    return scratch_path(place, "in");
}

/* A test with a folder of its own. */
#define in_a_place(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

#endif
