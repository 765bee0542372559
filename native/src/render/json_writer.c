/* json_writer.c - see json_writer.h. */
#include "render/json_writer.h"

#include "report/plain.h"

#include "base/civil.h"
#include "base/number.h"

static void comma(easc__json_writer *w)
{
    if (w->is_comma_due) {
        easc__text_add_char(w->to, ',');
    }
    w->is_comma_due = true;
}

void easc__json_open(easc__json_writer *w, char bracket)
{
    comma(w);
    easc__text_add_char(w->to, bracket);
    w->is_comma_due = false;
}

void easc__json_close(easc__json_writer *w, char bracket)
{
    easc__text_add_char(w->to, bracket);
    w->is_comma_due = true;
}

static void add_escape(easc__text *to, uint32_t c)
{
    static const char hex[] = "0123456789abcdef";
    easc__text_add_z(to, "\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
        easc__text_add_char(to, hex[c >> shift & 0xFu]);
    }
}

/* What JSON wants escaped, and what a terminal, an editor or a script would obey. All of it lies
   below U+10000. */
static bool is_escaped(uint32_t c)
{
    bool is_ascii = c >= 0x20 && c < 0x7F; /* nearly all */
    return is_ascii ? c == '"' || c == '\\' : easc__is_control(c) || easc__turns_text(c);
}

/* Length of what may be copied as it is. */
static size_t plain_length(easc__bytes text)
{
    easc__bytes rest = text;
    easc__bytes before = text;
    while (rest.n > 0 && !is_escaped(easc__take_char(&rest))) {
        before = rest;
    }
    return text.n - before.n;
}

static void add_valid(easc__text *to, easc__bytes text)
{
    while (text.n > 0) {
        size_t n = plain_length(text);
        easc__text_add(to, easc__first(text, n));
        text = easc__from(text, n);
        if (text.n == 0) {
            break;
        }
        uint32_t c = easc__take_char(&text);
        if (c == '"' || c == '\\') {
            easc__text_add_char(to, '\\');
            easc__text_add_char(to, (char)c);
        } else {
            add_escape(to, c);
        }
    }
}

static void add_quoted(easc__text *to, easc__bytes value)
{
    easc__text_add_char(to, '"');
    if (easc__is_utf8(value)) {
        add_valid(to, value);
    } else {
        easc__text valid = easc__text_init(0);
        easc__text_add_utf8(&valid, value);
        add_valid(to, easc__text_view(&valid));
        to->failed = to->failed || valid.failed;
        easc__text_done(&valid);
    }
    easc__text_add_char(to, '"');
}

void easc__json_key_bytes(easc__json_writer *w, easc__bytes name)
{
    comma(w);
    add_quoted(w->to, name);
    easc__text_add_char(w->to, ':');
    w->is_comma_due = false;
}

void easc__json_key(easc__json_writer *w, const char *name)
{
    easc__json_key_bytes(w, easc__bytes_z(name));
}

void easc__json_string(easc__json_writer *w, easc__bytes value)
{
    comma(w);
    add_quoted(w->to, value);
}

void easc__json_u64(easc__json_writer *w, uint64_t value)
{
    comma(w);
    easc__text_add_u64(w->to, value);
}

void easc__json_bool_value(easc__json_writer *w, bool value)
{
    comma(w);
    easc__text_add_z(w->to, value ? "true" : "false");
}

void easc__json_null(easc__json_writer *w)
{
    comma(w);
    easc__text_add_z(w->to, "null");
}

void easc__json_time(easc__json_writer *w, int64_t time_s)
{
    if (time_s == EASC__NO_TIME) {
        easc__json_null(w);
        return;
    }
    char text[EASC__TIME_SIZE];
    easc__format_time(time_s, text);
    easc__json_string(w, easc__bytes_of(text, sizeof text));
}

void easc__json_decimal(easc__json_writer *w, double value)
{
    comma(w);
    easc__text_add_fixed2(w->to, value);
    while (w->to->n > 0 && w->to->p[w->to->n - 1] == '0') {
        w->to->n--;
    }
    if (w->to->n > 0 && w->to->p[w->to->n - 1] == '.') {
        w->to->n--;
    }
}

void easc__json_member_string(easc__json_writer *w, const char *name, easc__bytes value)
{
    easc__json_key(w, name);
    easc__json_string(w, value);
}

void easc__json_member_u64(easc__json_writer *w, const char *name, uint64_t value)
{
    easc__json_key(w, name);
    easc__json_u64(w, value);
}

void easc__json_member_bool(easc__json_writer *w, const char *name, bool value)
{
    easc__json_key(w, name);
    easc__json_bool_value(w, value);
}

void easc__json_member_time(easc__json_writer *w, const char *name, int64_t time_s)
{
    easc__json_key(w, name);
    easc__json_time(w, time_s);
}
