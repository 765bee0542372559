/* row.c - see row.h. */
#include "w3c/row.h"

easc__bytes easc__reject_name(easc__reject reject)
{
    switch (reject) {
    case EASC__REJECT_NO_FIELDS:
        return EASC__LIT("no-fields");
    case EASC__REJECT_COLUMN_COUNT:
        return EASC__LIT("column-count");
    case EASC__REJECT_BAD_TIME:
        return EASC__LIT("bad-time");
    case EASC__REJECT_NO_DATE:
        return EASC__LIT("no-date");
    case EASC__REJECT_TOO_LONG:
        return EASC__LIT("too-long");
    case EASC__REJECT_NONE:
    case EASC__REJECT_COUNT:
        break;
    }
    return EASC__LIT("");
}

easc__bytes easc__reject_hint(easc__reject reject)
{
    switch (reject) {
    case EASC__REJECT_NO_FIELDS:
        return EASC__LIT("these rows stand before any #Fields line; read them with "
                         "--assume-fields auto, or, where that does not know them (wrapped lines, "
                         "text in front, no date), with the names of their columns");
    case EASC__REJECT_COLUMN_COUNT:
        return EASC__LIT("their number of columns is not that of the #Fields line: they are cut, "
                         "glued together or edited; copy the log anew from its server");
    case EASC__REJECT_BAD_TIME:
        return EASC__LIT("their date or time is none: they are cut or edited; copy the log anew "
                         "from its server");
    case EASC__REJECT_NO_DATE:
        return EASC__LIT("the log has no date column and no #Date line in front of them; put one "
                         "there");
    case EASC__REJECT_TOO_LONG:
        return EASC__LIT(
            "they are longer than 1 MiB, which no device of yours sends: look at them");
    case EASC__REJECT_NONE:
    case EASC__REJECT_COUNT:
        break;
    }
    return EASC__LIT("");
}

static bool is_separator(char c)
{
    return c == ' ' || c == '\t';
}

/* The value in quotes at the head of `rest`, which moves behind the closing quote; a doubled quote
   is part of the value. False when the quote is not closed at a separator. */
static bool take_quoted(easc__bytes *rest, easc__bytes *value)
{
    size_t i = 1;
    while (i < rest->n && (rest->p[i] != '"' || (i + 1 < rest->n && rest->p[i + 1] == '"'))) {
        i += rest->p[i] == '"' ? 2 : 1;
    }
    if (i >= rest->n || (i + 1 < rest->n && !is_separator(rest->p[i + 1]))) {
        return false;
    }
    *value = easc__bytes_of(rest->p + 1, i - 1);
    *rest = easc__from(*rest, i + 1);
    return true;
}

static void take_plain(easc__bytes *rest, easc__bytes *value)
{
    size_t n = 0;
    while (n < rest->n && !is_separator(rest->p[n])) {
        n++;
    }
    *value = easc__first(*rest, n);
    *rest = easc__from(*rest, n);
}

static easc__bytes skip_separators(easc__bytes rest)
{
    size_t n = 0;
    while (n < rest.n && is_separator(rest.p[n])) {
        n++;
    }
    return easc__from(rest, n);
}

/* A row that a spreadsheet or CSV editor wrapped in quotes as a whole (facts a.4). */
static easc__bytes unwrap(easc__bytes line)
{
    bool wrapped =
        line.n > 2 && line.p[0] == '"' && line.p[line.n - 1] == '"' && easc__is_digit(line.p[1]);
    return wrapped ? easc__bytes_of(line.p + 1, line.n - 2) : line;
}

easc__reject easc__row_split(const easc__schema *schema, easc__bytes line, easc__row *out)
{
    memset(out, 0, sizeof *out);
    out->is_quoted = schema->format == EASC__FORMAT_W3C_ADVANCED;
    uint32_t count = 0;
    uint32_t next = 0;
    easc__bytes rest = skip_separators(out->is_quoted ? line : unwrap(line));
    for (; rest.n > 0; rest = skip_separators(rest), count++) {
        easc__bytes value;
        if (!out->is_quoted || rest.p[0] != '"' || !take_quoted(&rest, &value)) {
            take_plain(&rest, &value);
        }
        if (count >= schema->column_count) {
            return EASC__REJECT_COLUMN_COUNT;
        }
        if (next < schema->mapped_count && schema->mapped[next].position == count) {
            uint8_t slot = schema->mapped[next++].slot;
            if (!easc__equal(value, EASC__LIT("-"))) {
                out->at[slot] = value;
            }
        }
    }
    return count == schema->column_count ? EASC__REJECT_NONE : EASC__REJECT_COLUMN_COUNT;
}

/* More than this before the latest time so far, and the row belongs to the next day. */
enum { DAY_TURN_SECONDS = 3600 };

easc__reject easc__row_time(easc__directives *directives, easc__row *row)
{
    int32_t day;
    int32_t second;
    if (!easc__parse_clock(row->at[EASC__COLUMN_TIME], &second)) {
        return EASC__REJECT_BAD_TIME;
    }
    if (directives->schema.has[EASC__COLUMN_DATE]) {
        if (!easc__parse_date(row->at[EASC__COLUMN_DATE], &day)) {
            return EASC__REJECT_BAD_TIME;
        }
    } else if (!directives->has_date) {
        return EASC__REJECT_NO_DATE;
    } else {
        if (second < directives->latest_s - DAY_TURN_SECONDS) {
            directives->day++;
            directives->latest_s = second;
        } else if (second > directives->latest_s) {
            directives->latest_s = second;
        }
        day = directives->day;
    }
    row->time_s = easc__day_start(day) + second;
    return EASC__REJECT_NONE;
}
