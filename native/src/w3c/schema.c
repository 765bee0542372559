/* schema.c - see schema.h. */
#include "w3c/schema.h"

#include "base/civil.h"
#include "w3c/lines.h"

easc__bytes easc__format_name(easc__format format)
{
    switch (format) {
    case EASC__FORMAT_W3C:
        return EASC__LIT("w3c");
    case EASC__FORMAT_W3C_ADVANCED:
        return EASC__LIT("w3c-advanced");
    case EASC__FORMAT_HTTPERR:
        return EASC__LIT("httperr");
    case EASC__FORMAT_HTTPPROXY:
        return EASC__LIT("httpproxy");
    case EASC__FORMAT_OTHER:
    case EASC__FORMAT_UNKNOWN:
        break;
    }
    return EASC__LIT("unknown");
}

typedef struct column_name {
    easc__bytes name;
    easc__column column;
} column_name;

static const column_name column_names[] = {
    {EASC__NAME("date"), EASC__COLUMN_DATE},
    {EASC__NAME("time"), EASC__COLUMN_TIME},
    {EASC__NAME("s-computername"), EASC__COLUMN_COMPUTER},
    {EASC__NAME("s-ip"), EASC__COLUMN_SERVER_IP},
    {EASC__NAME("cs-method"), EASC__COLUMN_METHOD},
    {EASC__NAME("cs-uri-stem"), EASC__COLUMN_STEM},
    {EASC__NAME("cs-uri-query"), EASC__COLUMN_QUERY},
    {EASC__NAME("cs-username"), EASC__COLUMN_USER},
    {EASC__NAME("c-ip"), EASC__COLUMN_CLIENT_IP},
    {EASC__NAME("cs(User-Agent)"), EASC__COLUMN_AGENT},
    {EASC__NAME("sc-status"), EASC__COLUMN_STATUS},
    {EASC__NAME("sc-bytes"), EASC__COLUMN_SENT},
    {EASC__NAME("cs-bytes"), EASC__COLUMN_RECEIVED},
    {EASC__NAME("sc-substatus"), EASC__COLUMN_SUBSTATUS},
    {EASC__NAME("sc-win32-status"), EASC__COLUMN_WIN32},
    {EASC__NAME("time-taken"), EASC__COLUMN_TIME_TAKEN},
    {EASC__NAME("cs-host"), EASC__COLUMN_HOST},
};

static uint8_t slot_of(easc__schema *schema, easc__bytes name)
{
    for (size_t i = 0; i < sizeof column_names / sizeof column_names[0]; i++) {
        if (easc__equal_nocase(name, column_names[i].name)) {
            uint8_t slot = (uint8_t)column_names[i].column;
            return schema->has[slot] ? (uint8_t)EASC__SLOT_NONE : slot;
        }
    }
    if (schema->forwarded_count < EASC__FORWARDED_MAX &&
        easc__contains_nocase(name, EASC__LIT("X-Forwarded-For"))) {
        return (uint8_t)(EASC__SLOT_FORWARDED + schema->forwarded_count++);
    }
    return (uint8_t)EASC__SLOT_NONE;
}

static bool next_name(easc__bytes *rest, easc__bytes *name)
{
    *rest = easc__trim(*rest);
    size_t n = 0;
    while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t') {
        n++;
    }
    *name = easc__first(*rest, n);
    *rest = easc__from(*rest, n);
    return n > 0;
}

/* The kind of log by its columns alone. */
static easc__format format_of(const easc__schema *schema, easc__bytes names, bool is_advanced,
                              bool has_uri)
{
    if (easc__starts_nocase(easc__trim(names), EASC__LIT("DateTime,"))) {
        return EASC__FORMAT_HTTPPROXY;
    }
    if (!schema->has[EASC__COLUMN_STEM] && has_uri) {
        return EASC__FORMAT_HTTPERR;
    }
    return is_advanced ? EASC__FORMAT_W3C_ADVANCED : EASC__FORMAT_W3C;
}

void easc__schema_read(easc__bytes names, bool is_advanced, easc__schema *out)
{
    memset(out, 0, sizeof *out);
    bool has_uri = false; /* cs-uri, which is neither stem nor query */
    easc__bytes rest = names;
    easc__bytes name;
    while (next_name(&rest, &name)) {
        has_uri = has_uri || easc__equal_nocase(name, EASC__LIT("cs-uri"));
        uint8_t slot = slot_of(out, name);
        if (slot != EASC__SLOT_NONE) {
            out->has[slot] = true;
            out->mapped[out->mapped_count++] = (easc__mapped_column){out->column_count, slot};
        }
        out->column_count++;
    }
    out->format = format_of(out, names, is_advanced, has_uri);
}

void easc__directives_clear(easc__directives *directives)
{
    memset(directives, 0, sizeof *directives);
}

/* Cuts "# Name :" off; false when the line has no colon. */
static bool split_directive(easc__bytes line, easc__bytes *name, easc__bytes *value)
{
    easc__bytes body = easc__from(line, 1);
    size_t colon = easc__find(body, ':');
    *name = easc__trim(easc__first(body, colon));
    *value = easc__trim(easc__from(body, colon + 1));
    return colon < body.n;
}

static void apply_software(easc__directives *directives, easc__bytes value)
{
    if (easc__contains_nocase(value, EASC__LIT("Advanced Logging"))) {
        directives->software = EASC__FORMAT_W3C_ADVANCED;
    } else if (easc__starts_nocase(value, EASC__LIT("Microsoft HTTP API"))) {
        directives->software = EASC__FORMAT_HTTPERR;
    } else if (easc__starts_nocase(value, EASC__LIT("Microsoft Exchange"))) {
        directives->software = EASC__FORMAT_OTHER;
    } else {
        directives->software = EASC__FORMAT_W3C;
    }
}

static void apply_date(easc__directives *directives, easc__bytes value)
{
    int32_t day;
    int32_t second = 0;
    easc__bytes clock = easc__from(value, EASC__DATE_SIZE);
    if (clock.n > 0 && (clock.p[0] == 'T' || clock.p[0] == 't')) {
        clock = easc__from(clock, 1);
    }
    clock = easc__trim(clock);
    if (clock.n > 0 && (clock.p[clock.n - 1] == 'Z' || clock.p[clock.n - 1] == 'z')) {
        clock.n--;
    }
    if (!easc__parse_date(easc__first(value, EASC__DATE_SIZE), &day) ||
        (clock.n > 0 && !easc__parse_clock(clock, &second))) {
        return;
    }
    directives->has_date = true;
    directives->day = day;
    directives->latest_s = second;
}

static void apply_fields(easc__directives *directives, easc__bytes value)
{
    easc__schema_read(value, directives->software == EASC__FORMAT_W3C_ADVANCED,
                      &directives->schema);
    bool is_foreign = directives->software == EASC__FORMAT_HTTPERR ||
                      directives->software == EASC__FORMAT_HTTPPROXY ||
                      directives->software == EASC__FORMAT_OTHER;
    if (is_foreign && directives->schema.format != EASC__FORMAT_HTTPPROXY) {
        directives->schema.format = directives->software;
    }
}

easc__format easc__format_in_force(const easc__directives *directives)
{
    easc__format format = directives->schema.format;
    bool is_announced = format == EASC__FORMAT_UNKNOWN &&
                        directives->software != EASC__FORMAT_W3C &&
                        directives->software != EASC__FORMAT_W3C_ADVANCED;
    return is_announced ? directives->software : format;
}

void easc__directives_apply(easc__directives *directives, easc__bytes line)
{
    easc__bytes name;
    easc__bytes value;
    if (line.n > EASC__ROW_MAX_BYTES || !split_directive(line, &name, &value)) {
        return;
    }
    if (easc__equal_nocase(name, EASC__LIT("Fields"))) {
        apply_fields(directives, value);
    } else if (easc__equal_nocase(name, EASC__LIT("Date")) ||
               easc__equal_nocase(name, EASC__LIT("Start-Date"))) {
        apply_date(directives, value);
    } else if (easc__equal_nocase(name, EASC__LIT("Software"))) {
        apply_software(directives, value);
    } else if (easc__equal_nocase(name, EASC__LIT("Log-type")) &&
               easc__starts_nocase(value, EASC__LIT("HttpProxy"))) {
        directives->software = EASC__FORMAT_HTTPPROXY;
    }
}
