/* csv.c - see csv.h. A value never gets longer by being unquoted, so it is written over itself. */
#include "directory/csv.h"

#include "base/heap.h"

void easc__csv_done(easc__csv *csv)
{
    easc__free(csv->fields);
    *csv = easc__csv_init(NULL, 0);
}

/* The bytes from here to the next LF. */
static easc__bytes rest_of_line(const easc__csv *csv)
{
    easc__bytes rest = easc__bytes_of(csv->text + csv->at, csv->n - csv->at);
    return easc__first(rest, easc__find(rest, '\n'));
}

static bool is_preamble(easc__bytes line)
{
    if (line.n > 0 && line.p[line.n - 1] == '\r') {
        line.n--;
    }
    line = easc__trim(line);
    return line.n == 0 || easc__starts_nocase(line, EASC__LIT("#TYPE")) ||
           easc__starts_nocase(line, EASC__LIT("\"#TYPE")); /* rewritten with quotes */
}

void easc__csv_skip_preamble(easc__csv *csv)
{
    while (csv->at < csv->n) {
        easc__bytes line = rest_of_line(csv);
        if (!is_preamble(line)) {
            return;
        }
        csv->at += line.n + (csv->at + line.n < csv->n ? 1 : 0);
        csv->line++;
    }
}

void easc__csv_choose_separator(easc__csv *csv)
{
    static const char candidates[] = {',', ';', '\t'};
    size_t counts[sizeof candidates] = {0};
    bool is_quoted = false;
    for (size_t i = csv->at; i < csv->n && (is_quoted || csv->text[i] != '\n'); i++) {
        is_quoted ^= csv->text[i] == '"';
        for (size_t c = 0; c < sizeof candidates; c++) {
            counts[c] += !is_quoted && csv->text[i] == candidates[c];
        }
    }
    size_t best = 0;
    for (size_t c = 1; c < sizeof candidates; c++) {
        best = counts[c] > counts[best] ? c : best;
    }
    csv->separator = candidates[best];
}

/* Moves the value behind an opening quote to `*to`, and goes behind the closing one. False when
   there is none; then the line is that of the opening quote. */
static bool take_quoted(easc__csv *csv, size_t *to)
{
    uint64_t opened = csv->line;
    csv->at++;
    while (csv->at < csv->n) {
        char c = csv->text[csv->at++];
        if (c == '"') {
            if (csv->at >= csv->n || csv->text[csv->at] != '"') {
                return true;
            }
            csv->at++;
        }
        csv->line += c == '\n';
        csv->text[(*to)++] = c;
    }
    csv->line = opened;
    return false;
}

/* Moves everything up to the end of the field to `*to`, without the CR of a CRLF. */
static void take_plain(easc__csv *csv, size_t *to)
{
    size_t start = csv->at;
    while (csv->at < csv->n && csv->text[csv->at] != csv->separator && csv->text[csv->at] != '\n') {
        csv->text[(*to)++] = csv->text[csv->at++];
    }
    bool is_last = csv->at >= csv->n || csv->text[csv->at] == '\n';
    if (is_last && csv->at > start && csv->text[csv->at - 1] == '\r') {
        (*to)--;
    }
}

static bool take_field(easc__csv *csv, easc__bytes *field)
{
    size_t start = csv->at;
    size_t to = start;
    if (csv->at < csv->n && csv->text[csv->at] == '"' && !take_quoted(csv, &to)) {
        return false;
    }
    take_plain(csv, &to);
    *field = easc__bytes_of(csv->text + start, to - start);
    return true;
}

static bool add_field(easc__csv *csv, size_t used, easc__bytes field)
{
    easc__bytes *fields = easc__grow(csv->fields, used, &csv->capacity, sizeof *fields);
    if (!fields) {
        return false;
    }
    csv->fields = fields;
    csv->fields[used] = field;
    return true;
}

easc_status easc__csv_next(easc__csv *csv, easc__csv_record *out)
{
    *out = (easc__csv_record){NULL, 0, csv->line};
    if (csv->at >= csv->n) {
        return EASC_END;
    }
    for (bool more = true; more; out->count++) {
        easc__bytes field;
        if (!take_field(csv, &field)) {
            out->line = csv->line;
            return EASC_E_DATA;
        }
        if (!add_field(csv, out->count, field)) {
            return EASC_E_MEMORY;
        }
        more = csv->at < csv->n && csv->text[csv->at] == csv->separator;
        csv->line += csv->at < csv->n && !more; /* it stands on LF */
        csv->at += csv->at < csv->n;
    }
    out->fields = csv->fields;
    return EASC_OK;
}
