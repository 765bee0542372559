/* subject.c - see subject.h. */
#include "explain/subject.h"

#include "request/query.h"
#include "request/request.h"
#include "w3c/guess.h"

easc__bytes easc__subject_name(easc__subject_kind kind)
{
    static const easc__bytes names[] = {EASC__NAME("none"), EASC__NAME("row"), EASC__NAME("query"),
                                        EASC__NAME("base64")};
    return names[kind];
}

easc__bytes easc__subject_problem_name(easc__subject_problem problem)
{
    static const easc__bytes names[EASC__PROBLEM_COUNT] = {
        EASC__NAME("nothing"),   EASC__NAME("columns"), EASC__NAME("shape"),
        EASC__NAME("time"),      EASC__NAME("no-date"), EASC__NAME("foreign"),
        EASC__NAME("other-log"), EASC__NAME("too-long")};
    return names[problem];
}

void easc__subjects_begin(easc__subjects *subjects, easc__bytes text, const easc__schema *assumed)
{
    easc__lines_begin(&subjects->lines, text);
    easc__directives_clear(&subjects->directives);
    if (assumed) {
        subjects->directives.schema = *assumed;
    }
}

static bool next_word(easc__bytes *rest, easc__bytes *word)
{
    *rest = easc__trim(*rest);
    size_t n = 0;
    while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t') {
        n++;
    }
    *word = easc__first(*rest, n);
    *rest = easc__from(*rest, n);
    return n > 0;
}

static uint64_t count_words(easc__bytes text)
{
    uint64_t count = 0;
    easc__bytes word;
    while (next_word(&text, &word)) {
        count++;
    }
    return count;
}

/* Quotes of a shell or a spreadsheet around the whole. */
static easc__bytes without_quotes(easc__bytes text)
{
    bool is_quoted =
        text.n > 1 && text.p[0] == text.p[text.n - 1] && (text.p[0] == '"' || text.p[0] == '\'');
    return is_quoted ? easc__trim(easc__bytes_of(text.p + 1, text.n - 2)) : text;
}

static bool fail(easc__subject *out, easc__subject_problem problem)
{
    out->kind = EASC__SUBJECT_NONE;
    out->problem = problem;
    return false;
}

/* --- queries --------------------------------------------------------------------------------- */

/* Whether a parameter of ActiveSync is named, as plain ASCII. */
static bool has_parameter(easc__bytes query)
{
    static const easc__bytes names[] = {EASC__NAME("Cmd="), EASC__NAME("User="),
                                        EASC__NAME("DeviceId="), EASC__NAME("DeviceType="),
                                        EASC__NAME("Log=")};
    easc__bytes part;
    while (easc__next_piece(&query, '&', &part)) {
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            if (easc__starts_nocase(part, names[i])) {
                return true;
            }
        }
    }
    return false;
}

/* A base64 query is at most a few hundred bytes long: device id, type and parameters are counted in
   single bytes, and the longest ones are names of attachments. */
enum { LONGEST_BASE64 = 4096 };

static bool is_base64(easc__bytes query)
{
    char bytes[LONGEST_BASE64 * 4];
    easc__room room = {{bytes, 0, sizeof bytes, sizeof bytes, false}};
    easc__wire wire;
    easc__bytes first = easc__first(query, easc__find(query, '&'));
    return first.n <= LONGEST_BASE64 && easc__wire_read(first, &room, &wire);
}

/* The path of an address, "https://mail/Microsoft-Server-ActiveSync" or a path alone. */
static easc__bytes path_of(easc__bytes address)
{
    size_t at = easc__find_stem(address);
    return at < address.n ? easc__from(address, at) : address;
}

/* "Cmd=Sync&…", "?Cmd=Sync&…", "/Microsoft-Server-ActiveSync?Cmd=Sync&…", "https://…?…" */
static bool read_query(easc__bytes word, easc__subject *out)
{
    size_t mark = easc__find(word, '?');
    bool has_path = mark < word.n && mark > 0;
    easc__bytes query = mark < word.n ? easc__from(word, mark + 1) : word;
    easc__bytes stem = has_path ? path_of(easc__first(word, mark)) : EASC__LIT(EASC__STEM);
    bool is_proxy;
    if (!has_parameter(query) && !is_base64(query)) {
        return fail(out, EASC__PROBLEM_NOTHING);
    }
    out->row.at[EASC__COLUMN_STEM] = stem;
    out->row.at[EASC__COLUMN_QUERY] = query;
    if (!easc__is_eas_stem(stem, &is_proxy)) {
        return fail(out, EASC__PROBLEM_FOREIGN);
    }
    out->row.time_s = EASC__NO_TIME;
    out->kind = is_base64(query) ? EASC__SUBJECT_BASE64 : EASC__SUBJECT_QUERY;
    return true;
}

/* The query of a request line in another log: `"POST /Microsoft-Server-ActiveSync?jBEH… HTTP/1.1"`.
 */
static bool find_query(easc__bytes line, easc__subject *out)
{
    easc__bytes word;
    while (next_word(&line, &word)) {
        bool is_address = easc__find_stem(word) < word.n && easc__find(word, '?') < word.n;
        if (is_address) {
            return read_query(word, out);
        }
    }
    return false;
}

/* --- rows ------------------------------------------------------------------------------------ */

static bool reject(easc__subject *out, easc__reject reason)
{
    switch (reason) {
    case EASC__REJECT_NONE:
        return true;
    case EASC__REJECT_COLUMN_COUNT:
        return fail(out, EASC__PROBLEM_COLUMNS);
    case EASC__REJECT_NO_DATE:
        return fail(out, EASC__PROBLEM_NO_DATE);
    case EASC__REJECT_BAD_TIME:
    case EASC__REJECT_NO_FIELDS:
    case EASC__REJECT_TOO_LONG:
    case EASC__REJECT_COUNT:
        break;
    }
    return fail(out, EASC__PROBLEM_TIME);
}

static bool split(easc__directives *directives, easc__bytes line, easc__subject *out)
{
    easc__reject reason = easc__row_split(&directives->schema, line, &out->row);
    return reject(out, reason ? reason : easc__row_time(directives, &out->row));
}

static bool read_row(easc__directives *directives, easc__bytes line, easc__subject *out)
{
    bool is_proxy;
    easc__directives guessed = *directives;
    out->found = count_words(line);
    out->expected = directives->schema.column_count;
    if (directives->schema.format != EASC__FORMAT_UNKNOWN) {
        if (!split(directives, line, out)) {
            return false;
        }
    } else if (!easc__schema_guess(line, &guessed.schema)) {
        return fail(out, EASC__PROBLEM_SHAPE);
    } else if (!split(&guessed, line, out)) {
        return false;
    }
    out->kind = EASC__SUBJECT_ROW;
    return easc__is_eas_stem(out->row.at[EASC__COLUMN_STEM], &is_proxy) ||
           fail(out, EASC__PROBLEM_FOREIGN);
}

static bool is_other_log(easc__format format)
{
    return format == EASC__FORMAT_HTTPERR || format == EASC__FORMAT_HTTPPROXY ||
           format == EASC__FORMAT_OTHER;
}

static void read_line(easc__directives *directives, easc__bytes line, easc__subject *out)
{
    easc__subject query = *out;
    out->format = easc__format_in_force(directives);
    if (line.n > EASC__ROW_MAX_BYTES) {
        (void)fail(out, EASC__PROBLEM_TOO_LONG);
    } else if (count_words(line) == 1) {
        (void)read_query(line, out);
    } else if (is_other_log(out->format)) {
        (void)fail(out, EASC__PROBLEM_OTHER_LOG);
    } else if (!read_row(directives, line, out) && out->problem != EASC__PROBLEM_FOREIGN &&
               find_query(line, &query)) {
        *out = query;
    }
}

bool easc__subjects_next(easc__subjects *subjects, easc__subject *out)
{
    easc__piece piece;
    while (easc__lines_next(&subjects->lines, &piece)) {
        if (easc__is_directive(piece.text)) {
            easc__directives_apply(&subjects->directives, piece.text);
            continue;
        }
        bool is_quoted = subjects->directives.schema.format == EASC__FORMAT_W3C_ADVANCED;
        easc__bytes line = is_quoted ? piece.text : without_quotes(easc__trim(piece.text));
        *out = (easc__subject){.line = piece.line + 1, .bytes = piece.text.n};
        read_line(&subjects->directives, line, out);
        return true;
    }
    return false;
}
