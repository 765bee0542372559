/* civil.c - see civil.h. The conversion shifts the year to begin in March, so that the leap day is
   its last day and month lengths follow one formula (153 days in every five months). */
#include "base/civil.h"

#include "base/number.h"

enum {
    DAYS_PER_ERA = 146097, /* 400 years */
    DAYS_TO_1970 = 719468, /* 0000-03-01 to 1970-01-01 */
    FIRST_YEAR = 1601,     /* FILETIME begins there; no log is older */
    FIRST_DAY = -134774,   /* 1601-01-01 */
    LAST_DAY = 2932896     /* 9999-12-31 */
};

static int32_t day_from_civil(int32_t year, int32_t month, int32_t day)
{
    int32_t shifted = month <= 2 ? year - 1 : year;
    int32_t era = shifted / 400;
    int32_t year_of_era = shifted - era * 400;
    int32_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

static bool is_leap(uint64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static uint64_t month_length(uint64_t year, uint64_t month)
{
    static const uint8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

/* A number of exactly `width` digits. */
static bool take_fixed(easc__bytes *text, size_t width, uint64_t *out)
{
    easc__bytes head = easc__first(*text, width);
    if (head.n != width || !easc__parse_u64(head, 9999, out)) {
        return false;
    }
    *text = easc__from(*text, width);
    return true;
}

static bool take_char(easc__bytes *text, char c)
{
    if (text->n == 0 || text->p[0] != c) {
        return false;
    }
    *text = easc__from(*text, 1);
    return true;
}

bool easc__parse_date(easc__bytes text, int32_t *day)
{
    uint64_t y = 0;
    uint64_t m = 0;
    uint64_t d = 0;
    bool shape = take_fixed(&text, 4, &y) && take_char(&text, '-') && take_fixed(&text, 2, &m) &&
                 take_char(&text, '-') && take_fixed(&text, 2, &d) && text.n == 0;
    if (!shape || y < FIRST_YEAR || m < 1 || m > 12 || d < 1 || d > month_length(y, m)) {
        return false;
    }
    *day = day_from_civil((int32_t)y, (int32_t)m, (int32_t)d);
    return true;
}

static bool take_clock(easc__bytes *text, int32_t *second)
{
    uint64_t h = 0;
    uint64_t m = 0;
    uint64_t s = 0;
    bool shape = take_fixed(text, 2, &h) && take_char(text, ':') && take_fixed(text, 2, &m) &&
                 take_char(text, ':') && take_fixed(text, 2, &s);
    if (!shape || h > 23 || m > 59 || s > 59) {
        return false;
    }
    *second = (int32_t)(h * 3600 + m * 60 + s);
    return true;
}

/* ".235": at least one digit behind the point. */
static bool skip_fraction(easc__bytes *text)
{
    if (!take_char(text, '.')) {
        return true;
    }
    size_t digits = 0;
    while (digits < text->n && easc__is_digit(text->p[digits])) {
        digits++;
    }
    *text = easc__from(*text, digits);
    return digits > 0;
}

bool easc__parse_clock(easc__bytes text, int32_t *second)
{
    int32_t value = 0;
    if (!take_clock(&text, &value) || !skip_fraction(&text) || text.n > 0) {
        return false;
    }
    *second = value;
    return true;
}

/* Nothing, Z, or +HH:MM / -HH:MM; how far the written clock is ahead of UTC. */
static bool take_zone(easc__bytes *text, int32_t *ahead_s)
{
    *ahead_s = 0;
    if (text->n == 0 || take_char(text, 'Z') || take_char(text, 'z')) {
        return true;
    }
    int32_t sign = take_char(text, '+') ? 1 : take_char(text, '-') ? -1 : 0;
    uint64_t h = 0;
    uint64_t m = 0;
    if (sign == 0 || !take_fixed(text, 2, &h) || h > 14) {
        return false;
    }
    (void)take_char(text, ':');
    if (!take_fixed(text, 2, &m) || m > 59) {
        return false;
    }
    *ahead_s = sign * (int32_t)(h * 3600 + m * 60);
    return true;
}

bool easc__parse_time(easc__bytes text, int64_t *time_s)
{
    int32_t day = 0;
    int32_t second = 0;
    int32_t ahead_s = 0;
    if (!easc__parse_date(easc__first(text, EASC__DATE_SIZE), &day)) {
        return false;
    }
    text = easc__from(text, EASC__DATE_SIZE);
    if (text.n > 0) {
        if (!take_char(&text, 'T') && !take_char(&text, ' ')) {
            return false;
        }
        if (!take_clock(&text, &second) || !skip_fraction(&text) || !take_zone(&text, &ahead_s) ||
            text.n > 0) {
            return false;
        }
    }
    int64_t moved_s = easc__day_start(day) + second - ahead_s;
    if (easc__day_of(moved_s) < FIRST_DAY || easc__day_of(moved_s) > LAST_DAY) {
        return false; /* a zone moved it out of the years that can be shown */
    }
    *time_s = moved_s;
    return true;
}

static void put_digits(char *to, int32_t value, int32_t width)
{
    for (int32_t i = width - 1; i >= 0; i--) {
        to[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

void easc__format_date(int32_t day, char *to)
{
    int32_t shifted = day + DAYS_TO_1970;
    int32_t era = shifted / DAYS_PER_ERA;
    int32_t day_of_era = shifted - era * DAYS_PER_ERA;
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month_index = (5 * day_of_year + 2) / 153;
    int32_t month = month_index < 10 ? month_index + 3 : month_index - 9;
    put_digits(to, era * 400 + year_of_era + (month <= 2), 4);
    to[4] = '-';
    put_digits(to + 5, month, 2);
    to[7] = '-';
    put_digits(to + 8, day_of_year - (153 * month_index + 2) / 5 + 1, 2);
}

void easc__format_time(int64_t time_s, char *to)
{
    int32_t day = easc__day_of(time_s);
    int32_t second = (int32_t)(time_s - easc__day_start(day));
    easc__format_date(day, to);
    to[10] = 'T';
    put_digits(to + 11, second / 3600, 2);
    to[13] = ':';
    put_digits(to + 14, second / 60 % 60, 2);
    to[16] = ':';
    put_digits(to + 17, second % 60, 2);
    to[19] = 'Z';
}
