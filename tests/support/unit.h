/* unit.h - what the unit tests of pure functions share: cmocka behind the headers that it needs,
   and comparisons that report and count, so that a table shows all of its wrong rows in one run. */
#ifndef EASC_TESTS_SUPPORT_UNIT_H
#define EASC_TESTS_SUPPORT_UNIT_H

#include "base/bytes.h"
#include "base/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define UNIT_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* 0 when equal, else 1 with a message; `what` says which row of the table, `of` what of it. */
static inline size_t unit_wrong_text(const char *what, const char *of, const char *expected,
                                     easc__bytes actual)
{
    if (easc__equal(actual, easc__bytes_z(expected))) {
        return 0;
    }
    print_error("%s: %s is \"%.*s\", expected \"%s\"\n", what, of, (int)actual.n,
                actual.n > 0 ? actual.p : "", expected);
    return 1;
}

static inline size_t unit_wrong_number(const char *what, const char *of, int64_t expected,
                                       int64_t actual)
{
    char wanted[EASC__NUMBER_SIZE + 1] = {0};
    char got[EASC__NUMBER_SIZE + 1] = {0};
    if (actual == expected) {
        return 0;
    }
    (void)easc__format_i64(expected, wanted);
    (void)easc__format_i64(actual, got);
    print_error("%s: %s is %s, expected %s\n", what, of, got, wanted);
    return 1;
}

#endif
