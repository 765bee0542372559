/* shell_time.c - see shell_time.h. */
#include "policy/shell_time.h"

#include "base/civil.h"
#include "base/number.h"

/* Cuts `c` off the head of the text. */
static bool take_char(easc__bytes *text, char c)
{
    if (text->n == 0 || text->p[0] != c) {
        return false;
    }
    *text = easc__from(*text, 1);
    return true;
}

/* Cuts a fraction of a second off. */
static void pass_fraction(easc__bytes *text)
{
    if (text->n > 1 && (text->p[0] == '.' || text->p[0] == ',') && easc__is_digit(text->p[1])) {
        size_t n = 1;
        while (n < text->n && easc__is_digit(text->p[n])) {
            n++;
        }
        *text = easc__from(*text, n);
    }
}

/* --- times ------------------------------------------------------------------------------------ */

/* The years that can be shown, 1601 to 9999. */
static const int64_t first_second = -11644473600;
static const int64_t last_second = 253402300799;

static bool parse_milliseconds(easc__bytes text, int64_t *time_s)
{
    uint64_t ms;
    if (!easc__starts(text, EASC__LIT("/Date("))) {
        return false;
    }
    text = easc__from(text, 6);
    bool is_negative = take_char(&text, '-');
    if (!easc__take_u64(&text, (uint64_t)last_second * 1000 + 999, &ms)) {
        return false;
    }
    if (text.n == 7 && (text.p[0] == '+' || text.p[0] == '-')) {
        text = easc__from(text, 5); /* a zone for showing; the number is UTC all the same */
    }
    if (!easc__equal(text, EASC__LIT(")/"))) {
        return false;
    }
    int64_t whole = (int64_t)(ms / 1000);
    whole = is_negative ? -whole - (ms % 1000 > 0) : whole;
    if (whole < first_second) {
        return false;
    }
    *time_s = whole;
    return true;
}

/* 2011-05-12T09:14:03, with or without zone. */
static easc__zone parse_iso(easc__bytes text, int64_t *time_s)
{
    if (text.n <= EASC__DATE_SIZE || !easc__parse_time(text, time_s)) {
        return EASC__ZONE_NONE;
    }
    char last = text.p[text.n - 1];
    bool has_offset = text.n > 6 && (text.p[text.n - 6] == '+' || text.p[text.n - 6] == '-');
    return last == 'Z' || has_offset ? EASC__ZONE_UTC : EASC__ZONE_LOCAL;
}

/* The day of a date whose order of day and month has to be found out. */
static bool make_date(const uint64_t parts[3], bool month_first, int32_t *day)
{
    uint64_t month = month_first ? parts[0] : parts[1];
    uint64_t in_month = month_first ? parts[1] : parts[0];
    char text[EASC__DATE_SIZE] = {0};
    if (parts[2] < 1601 || month > 99 || in_month > 99) {
        return false;
    }
    const uint64_t digits[] = {parts[2] / 1000,
                               parts[2] / 100 % 10,
                               parts[2] / 10 % 10,
                               parts[2] % 10,
                               0,
                               month / 10,
                               month % 10,
                               0,
                               in_month / 10,
                               in_month % 10};
    for (size_t i = 0; i < EASC__DATE_SIZE; i++) {
        text[i] = i == 4 || i == 7 ? '-' : (char)('0' + digits[i]);
    }
    return easc__parse_date(easc__bytes_of(text, sizeof text), day);
}

/* Hours, minutes and, when there are any, seconds; AM and PM. */
static bool parse_day_time(easc__bytes text, int64_t *seconds, bool *has_half)
{
    uint64_t hour;
    uint64_t minute;
    uint64_t second = 0;
    if (!easc__take_u64(&text, 23, &hour) || !take_char(&text, ':') ||
        !easc__take_u64(&text, 59, &minute)) {
        return false;
    }
    if (take_char(&text, ':') && !easc__take_u64(&text, 59, &second)) {
        return false;
    }
    pass_fraction(&text);
    text = easc__trim(text);
    /* Newer Windows puts a narrow no-break space in front of AM. */
    text = easc__starts(text, EASC__LIT("\xE2\x80\xAF")) ? easc__from(text, 3) : text;
    bool is_pm = easc__equal_nocase(text, EASC__LIT("PM"));
    *has_half = is_pm || easc__equal_nocase(text, EASC__LIT("AM"));
    if ((text.n > 0 && !*has_half) || (*has_half && (hour == 0 || hour > 12))) {
        return false;
    }
    hour = *has_half ? hour % 12 + (is_pm ? 12 : 0) : hour;
    *seconds = (int64_t)(hour * 3600 + minute * 60 + second);
    return true;
}

/* Day, month and year in the order of some culture, and a time of day. */
static easc__zone parse_culture(easc__bytes text, int64_t *time_s, bool *is_guess)
{
    uint64_t parts[3];
    char separator = '\0';
    for (size_t i = 0; i < 3; i++) {
        if (!easc__take_u64(&text, 9999, &parts[i]) || text.n == 0) {
            return EASC__ZONE_NONE;
        }
        separator = i == 0 ? text.p[0] : separator;
        if (i < 2 && ((separator != '/' && separator != '-' && separator != '.') ||
                      !take_char(&text, separator))) {
            return EASC__ZONE_NONE;
        }
    }
    int64_t seconds;
    int32_t day;
    bool has_half;
    if (!parse_day_time(easc__trim(text), &seconds, &has_half)) {
        return EASC__ZONE_NONE;
    }
    bool month_first = separator == '/' && has_half;
    month_first = month_first ? parts[0] <= 12 : parts[1] > 12;
    if (!make_date(parts, month_first, &day)) {
        return EASC__ZONE_NONE;
    }
    *time_s = easc__day_start(day) + seconds;
    *is_guess = separator == '/' && parts[0] <= 12 && parts[1] <= 12 && parts[0] != parts[1];
    return EASC__ZONE_LOCAL;
}

easc__zone easc__shell_time(easc__bytes text, int64_t *time_s, bool *is_guess)
{
    text = easc__trim(text);
    easc__zone zone = parse_milliseconds(text, time_s) ? EASC__ZONE_UTC : parse_iso(text, time_s);
    if (zone != EASC__ZONE_NONE) {
        *is_guess = false;
        return zone;
    }
    return parse_culture(text, time_s, is_guess);
}

/* --- spans of time ---------------------------------------------------------------------------- */

enum { DAYS_MAX = 100000000, SECONDS_MAX = INT32_MAX };

/* [d.]hh:mm:ss */
static bool parse_clock_span(easc__bytes text, int64_t *seconds)
{
    uint64_t day = 0;
    uint64_t hour;
    uint64_t minute;
    uint64_t second;
    if (!easc__take_u64(&text, DAYS_MAX, &hour)) {
        return false;
    }
    if (take_char(&text, '.')) {
        day = hour;
        if (!easc__take_u64(&text, 23, &hour)) {
            return false;
        }
    }
    if (hour > 23 || !take_char(&text, ':') || !easc__take_u64(&text, 59, &minute) ||
        !take_char(&text, ':') || !easc__take_u64(&text, 59, &second)) {
        return false;
    }
    pass_fraction(&text);
    if (text.n > 0) {
        return false;
    }
    *seconds = (int64_t)(day * EASC__DAY_SECONDS + hour * 3600 + minute * 60 + second);
    return true;
}

static bool parse_iso_span(easc__bytes text, int64_t *seconds)
{
    static const char units[] = "DHMS"; /* in this order, T in front of the last three */
    static const int64_t lengths[] = {EASC__DAY_SECONDS, 3600, 60, 1};
    int64_t sum = 0;
    size_t next = 0;
    size_t found = 0;
    bool is_time = false; /* behind T; in front of it M would be months */
    if (!take_char(&text, 'P')) {
        return false;
    }
    while (text.n > 0) {
        uint64_t number;
        if (!is_time && take_char(&text, 'T')) {
            is_time = true;
            next = 1;
        }
        if (!easc__take_u64(&text, SECONDS_MAX, &number)) {
            return false;
        }
        pass_fraction(&text);
        while (next < 4 && text.n > 0 && text.p[0] != units[next]) {
            next++;
        }
        if (next >= 4 || text.n == 0 || (next > 0) != is_time) {
            return false;
        }
        sum += (int64_t)number * lengths[next++];
        text = easc__from(text, 1);
        found++;
    }
    if (found == 0) {
        return false;
    }
    *seconds = sum;
    return true;
}

bool easc__shell_span(easc__bytes text, int64_t *seconds)
{
    text = easc__trim(text);
    return parse_clock_span(text, seconds) || parse_iso_span(text, seconds);
}
