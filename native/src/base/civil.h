/* civil.h - dates and times of the proleptic Gregorian calendar, always UTC.
   A time is seconds since 1970-01-01T00:00:00Z, a day is days since 1970-01-01. */
#ifndef EASC_BASE_CIVIL_H
#define EASC_BASE_CIVIL_H

#include "base/bytes.h"

/* "No time": older than every time. */
#define EASC__NO_TIME INT64_MIN

/* There are no leap seconds in logs. */
enum { EASC__DAY_SECONDS = 86400 };

/* YYYY-MM-DD of the years 1601 to 9999, the whole text; false when it is none. */
bool easc__parse_date(easc__bytes text, int32_t *day);

/* HH:MM:SS, a fraction behind it is cut off; seconds of the day. */
bool easc__parse_clock(easc__bytes text, int32_t *second);

/* A date (00:00), or date and time joined by 'T' or a blank, with an optional Z or +HH:MM / -HH:MM;
   without a zone it is UTC. What options such as --since take. */
bool easc__parse_time(easc__bytes text, int64_t *time_s);

/* Day of a time, rounded down. */
static inline int32_t easc__day_of(int64_t time_s)
{
    int64_t day = time_s / EASC__DAY_SECONDS;
    return (int32_t)(time_s % EASC__DAY_SECONDS < 0 ? day - 1 : day);
}

static inline int64_t easc__day_start(int32_t day)
{
    return (int64_t)day * EASC__DAY_SECONDS;
}

/* Lengths of a date and of a time as text. */
enum { EASC__DATE_SIZE = 10, EASC__TIME_SIZE = 20 };

/* "YYYY-MM-DD" and "YYYY-MM-DDTHH:MM:SSZ"; exactly EASC__DATE_SIZE / EASC__TIME_SIZE bytes, no NUL.
 */
void easc__format_date(int32_t day, char *to);
void easc__format_time(int64_t time_s, char *to);

#endif
