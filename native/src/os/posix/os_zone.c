/* os_zone.c - see os_zone.h. */
#define _POSIX_C_SOURCE 200809L

#include "os/os_zone.h"

#include "base/civil.h"

#include <time.h>

int64_t easc__utc_of_local(int64_t local_s)
{
    int32_t day = easc__day_of(local_s);
    struct tm clock = {0}; /* mktime makes a date out of a number of days */
    clock.tm_year = 70;
    clock.tm_mday = 1 + day;
    clock.tm_sec = (int)(local_s - easc__day_start(day));
    clock.tm_isdst = -1;
    clock.tm_wday = -1; /* stays so when it fails; -1 is also a time */
    time_t utc = mktime(&clock);
    return clock.tm_wday == -1 ? local_s : (int64_t)utc;
}
