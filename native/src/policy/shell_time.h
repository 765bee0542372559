/* shell_time.h - times and spans of time as PowerShell writes them. Pure. */
#ifndef EASC_POLICY_SHELL_TIME_H
#define EASC_POLICY_SHELL_TIME_H

#include "base/bytes.h"

/* How much a text tells of the time it means. */
typedef enum easc__zone {
    EASC__ZONE_NONE = 0,  /* there is no time */
    EASC__ZONE_UTC = 1,   /* it names its zone */
    EASC__ZONE_LOCAL = 2, /* some local time; taken as UTC, so it may be half a day off */
} easc__zone;

/* Reads a time:
     /Date(1305184443000)/           ConvertTo-Json of Windows PowerShell: milliseconds, UTC
     2011-05-12T09:14:03.1234+02:00  CLIXML, ConvertTo-Json of PowerShell 7; without zone: local
     5/12/2011 9:14:03 AM            Export-Csv, in the culture of who exported. Month first with AM
                                     or PM, else the day; a number above 12 decides otherwise
     12-5-2011 09:14:03, 12.05.2011 09:14:03, 2011-05-12 09:14:03   other cultures; day first
   Fractions are cut off. `*is_guess` says that day and month might as well be the other way round:
   slashes, and neither is above 12. EASC__ZONE_NONE, and the others untouched, for anything else.
 */
easc__zone easc__shell_time(easc__bytes text, int64_t *time_s, bool *is_guess);

/* Reads a span of time, in whole seconds: "00:15:00", "1.02:00:00", with a fraction or without, and
   ISO 8601's "PT15M", "P1DT2H", "PT900S". False, and `seconds` untouched, for anything else. */
bool easc__shell_span(easc__bytes text, int64_t *seconds);

#endif
