/* os_zone.c - see os_zone.h. */
#include "os/os_zone.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

/* A FILETIME counts 100 ns from 1601 on. */
static const int64_t seconds_to_1970 = 11644473600;
enum { TICKS = 10000000 };

int64_t easc__utc_of_local(int64_t local_s)
{
    ULARGE_INTEGER ticks;
    FILETIME file_time;
    SYSTEMTIME local;
    SYSTEMTIME utc;
    TIME_ZONE_INFORMATION zone; /* with the rules of that year */
    ticks.QuadPart = (ULONGLONG)((local_s + seconds_to_1970) * TICKS);
    file_time.dwLowDateTime = ticks.LowPart;
    file_time.dwHighDateTime = ticks.HighPart;
    if (!FileTimeToSystemTime(&file_time, &local) ||
        !GetTimeZoneInformationForYear(local.wYear, NULL, &zone) ||
        !TzSpecificLocalTimeToSystemTime(&zone, &local, &utc) ||
        !SystemTimeToFileTime(&utc, &file_time)) {
        return local_s;
    }
    ticks.LowPart = file_time.dwLowDateTime;
    ticks.HighPart = file_time.dwHighDateTime;
    return (int64_t)(ticks.QuadPart / TICKS) - seconds_to_1970;
}
