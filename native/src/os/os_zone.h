/* os_zone.h - the time zone of this computer. The implementations are os/posix/os_zone.c and
   os/win/os_zone.c. */
#ifndef EASC_OS_OS_ZONE_H
#define EASC_OS_OS_ZONE_H

#include <stdint.h>

/* The UTC time at which clocks here show `local_s` (both seconds since 1970-01-01T00:00:00), by the
   rules of that year as far as the system knows them. Of a time that clocks skip or show twice, one
   that the system chooses; where it knows no zone, the time itself. Any thread. */
int64_t easc__utc_of_local(int64_t local_s);

#endif
