/* guess.c - see guess.h. */
#include "w3c/guess.h"

#include "base/number.h"

enum {
    MOST_COLUMNS = 40,
    MOST_CUSTOM = 4,  /* address, port and two more */
    MOST_BETWEEN = 3, /* cookie, referer and host, between agent and status */
    LEAST_IP = 2      /* where s-ip stands at the earliest */
};

/* The words of a row, and where the parser stands. */
typedef struct words {
    easc__bytes at[MOST_COLUMNS];
    uint32_t count;
} words;

static bool split_words(easc__bytes line, words *out)
{
    easc__bytes rest = easc__trim(line);
    for (out->count = 0; rest.n > 0; out->count++) {
        size_t n = 0;
        while (n < rest.n && rest.p[n] != ' ' && rest.p[n] != '\t') {
            n++;
        }
        if (out->count == MOST_COLUMNS) {
            return false;
        }
        out->at[out->count] = easc__first(rest, n);
        rest = easc__trim(easc__from(rest, n));
    }
    return true;
}

static bool is_number(easc__bytes text)
{
    uint64_t number;
    return easc__parse_u64(text, UINT64_MAX, &number);
}

static bool is_status(easc__bytes text)
{
    uint64_t number;
    return text.n == 3 && easc__parse_u64(text, 599, &number) && number >= 100;
}

static bool is_method(easc__bytes text)
{
    size_t i = 0;
    while (i < text.n && text.p[i] >= 'A' && text.p[i] <= 'Z') {
        i++;
    }
    return text.n > 1 && i == text.n;
}

static bool is_path(easc__bytes text)
{
    return text.n > 0 && text.p[0] == '/';
}

/* A method in front of a path: between time and method stand one to three columns. */
static uint32_t find_method(const words *w)
{
    for (uint32_t i = LEAST_IP + 1; i <= LEAST_IP + 3 && i + 1 < w->count; i++) {
        if (is_method(w->at[i]) && is_path(w->at[i + 1])) {
            return i;
        }
    }
    return w->count;
}

/* The first status behind the agent at `agent` that is followed by a number, win32 or substatus. */
static uint32_t find_status(const words *w, uint32_t agent)
{
    for (uint32_t i = agent + 1; i <= agent + 1 + MOST_BETWEEN && i + 1 < w->count; i++) {
        if (is_status(w->at[i]) && is_number(w->at[i + 1])) {
            return i;
        }
    }
    return w->count;
}

/* Columns are placed from left to right. */
static void place(easc__schema *schema, uint32_t at, uint32_t slot)
{
    schema->mapped[schema->mapped_count++] = (easc__mapped_column){at, (uint8_t)slot};
    schema->has[slot] = true;
}

/* The numbers behind the status: substatus, win32, sc-bytes, cs-bytes and time-taken, from left to
   right. Five are all of them, three are those of IIS 7 and later, two those of IIS 6 (facts a.3);
   one alone may be anything, and so may be the last two of four. */
static void place_numbers(uint32_t first, uint32_t count, easc__schema *out)
{
    if (count < 2) {
        return;
    }
    place(out, first, EASC__COLUMN_SUBSTATUS);
    place(out, first + 1, EASC__COLUMN_WIN32);
    if (count == 5) {
        place(out, first + 2, EASC__COLUMN_SENT);
        place(out, first + 3, EASC__COLUMN_RECEIVED);
    }
    if (count != 2 && count != 4) {
        place(out, first + count - 1, EASC__COLUMN_TIME_TAKEN);
    }
}

/* What follows the status. */
static bool place_tail(const words *w, uint32_t status, easc__schema *out)
{
    uint32_t at = status + 1;
    while (at < w->count && at <= status + 5 && is_number(w->at[at])) {
        at++;
    }
    place_numbers(status + 1, at - status - 1, out);
    if (at < w->count) {
        place(out, at, EASC__SLOT_FORWARDED);
        out->forwarded_count = 1;
    }
    for (uint32_t i = at; i < w->count; i++) {
        if (is_path(w->at[i]) || is_method(w->at[i])) {
            return false; /* another row */
        }
    }
    return w->count - at <= MOST_CUSTOM;
}

static bool place_all(const words *w, uint32_t method, uint32_t status, easc__schema *out)
{
    static const easc__column behind_method[] = {EASC__COLUMN_METHOD, EASC__COLUMN_STEM,
                                                 EASC__COLUMN_QUERY};
    memset(out, 0, sizeof *out);
    out->format = EASC__FORMAT_W3C;
    out->column_count = w->count;
    place(out, 0, EASC__COLUMN_DATE);
    place(out, 1, EASC__COLUMN_TIME);
    if (method == LEAST_IP + 3) {
        place(out, 3, EASC__COLUMN_COMPUTER);
    } else if (method == LEAST_IP + 2 && !easc__starts_nocase(w->at[2], EASC__LIT("W3SVC"))) {
        place(out, 2, EASC__COLUMN_COMPUTER); /* else it is s-sitename */
    }
    place(out, method - 1, EASC__COLUMN_SERVER_IP);
    for (uint32_t i = 0; i < sizeof behind_method / sizeof behind_method[0]; i++) {
        place(out, method + i, behind_method[i]);
    }
    place(out, method + 4, EASC__COLUMN_USER);
    place(out, method + 5, EASC__COLUMN_CLIENT_IP);
    bool has_version = easc__starts(w->at[method + 6], EASC__LIT("HTTP/"));
    place(out, method + 6 + has_version, EASC__COLUMN_AGENT);
    place(out, status, EASC__COLUMN_STATUS);
    return place_tail(w, status, out);
}

bool easc__schema_guess(easc__bytes line, easc__schema *out)
{
    words w;
    int32_t day;
    if (!split_words(line, &w)) {
        return false;
    }
    uint32_t method = find_method(&w);
    if (method + 6 >= w.count || !easc__parse_date(w.at[0], &day) || !is_number(w.at[method + 3])) {
        return false;
    }
    bool has_version = easc__starts(w.at[method + 6], EASC__LIT("HTTP/"));
    uint32_t status = find_status(&w, method + 6 + has_version);
    return status < w.count && place_all(&w, method, status, out);
}
