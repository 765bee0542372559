/* rows.c - see rows.h. */
#include "scan/rows.h"

#include "base/text.h"

/* One chunk's work. */
typedef struct work {
    const easc__row_context *context;
    const easc__chunk *chunk;
    easc__directives directives;
    easc__chunk_sum *sum;
    bool failed;
} work;

/* The head of a row for a person: valid UTF-8, control characters as '.'. */
static void sample_text(easc__bytes row, char *to)
{
    char room[EASC__REJECT_TEXT_MAX * 3];
    easc__text text = {room, 0, sizeof room, sizeof room, false};
    easc__text_add_utf8(&text, easc__first(row, EASC__REJECT_TEXT_MAX - 1));
    size_t n = text.n < EASC__REJECT_TEXT_MAX - 1 ? text.n : EASC__REJECT_TEXT_MAX - 1;
    while (n > 0 && n < text.n && ((unsigned char)room[n] & 0xC0u) == 0x80u) {
        n--;
    }
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)room[i];
        to[i] = c < 0x20 || c == 0x7F ? '.' : room[i];
    }
    to[n] = '\0';
}

static void reject(work *w, easc__reject reason, const easc__piece *piece)
{
    w->sum->rejected[reason]++;
    uint32_t n = w->sum->sample_count[reason];
    if (n < EASC__REJECT_SAMPLES) {
        easc__reject_sample *sample = &w->sum->samples[reason][n];
        sample->line = piece->line;
        sample->byte = w->chunk->byte + piece->byte;
        sample_text(piece->text, sample->text);
        w->sum->sample_count[reason]++;
    }
}

/* The columns of a row, by the schema in force or a guess. */
static easc__reject split(work *w, easc__bytes text, easc__row *row)
{
    if (w->directives.schema.format != EASC__FORMAT_UNKNOWN) {
        easc__reject reason = easc__row_split(&w->directives.schema, text, row);
        return reason ? reason : easc__row_time(&w->directives, row);
    }
    easc__directives guessed = w->directives;
    if (w->context->options->assume != EASC__ASSUME_GUESS ||
        !easc__schema_guess(text, &guessed.schema)) {
        return EASC__REJECT_NO_FIELDS;
    }
    w->sum->is_guessed = true;
    easc__reject reason = easc__row_split(&guessed.schema, text, row);
    return reason ? reason : easc__row_time(&guessed, row);
}

static easc__place place_of(const work *w, const easc__piece *piece)
{
    return (easc__place){w->context->input, (uint32_t)w->chunk->number, piece->line,
                         w->chunk->byte + piece->byte};
}

/* A guess knows the columns that it looked for only. */
static void note_missing_columns(work *w, const easc__request *request)
{
    if (w->directives.schema.format == EASC__FORMAT_UNKNOWN) {
        return;
    }
    uint32_t missing = easc__missing_columns(&w->directives.schema);
    uint32_t fresh = missing & ~w->sum->missing_columns;
    for (int c = 0; fresh && c < EASC__NEEDED_COLUMNS; c++) {
        if (fresh >> c & 1) {
            w->sum->missing_from[c] = (easc__sighting){request->time_s, request->place};
        }
    }
    w->sum->missing_columns |= missing;
}

static void add_request(work *w, const easc__row *row, const easc__piece *piece)
{
    easc__request request;
    const easc__row_context *c = w->context;
    const easc__selection *selection = &c->options->selection;
    switch (
        easc__request_read(c->reader, row, piece->text.n, c->path_server, selection, &request)) {
    case EASC__ROW_EAS:
        request.place = place_of(w, piece);
        note_missing_columns(w, &request);
        w->sum->eas_rows += !request.is_monitoring || selection->include_monitoring;
        w->failed = !easc__shard_add(c->shard, &request, selection->include_monitoring);
        break;
    case EASC__ROW_FOREIGN:
        break;
    case EASC__ROW_NO_MEMORY:
        w->failed = true;
        break;
    }
}

static void add_hit(work *w, const easc__row *row, const easc__piece *piece)
{
    easc__hit hit;
    const easc__row_context *c = w->context;
    switch (easc__hit_read(c->reader, row, piece->text.n, c->path_server, &c->options->selection,
                           &hit)) {
    case EASC__ROW_EAS:
        w->sum->eas_rows++;
        w->failed = !easc__cmdlet_add(c->cmdlet, &hit, c->input, w->chunk->byte + piece->byte);
        break;
    case EASC__ROW_FOREIGN:
        break;
    case EASC__ROW_NO_MEMORY:
        w->failed = true;
        break;
    }
}

static bool is_passed_over(easc__format format)
{
    return format == EASC__FORMAT_HTTPERR || format == EASC__FORMAT_HTTPPROXY ||
           format == EASC__FORMAT_OTHER;
}

/* Most rows end at the first question: without the stem anywhere a row is foreign, unless the file
   has no date column, where every row moves the clock. */
static void read_row(work *w, const easc__piece *piece)
{
    w->sum->rows++;
    bool has_stem = easc__find_stem(piece->text) < piece->text.n;
    if ((!has_stem && !easc__needs_order(&w->directives)) ||
        is_passed_over(easc__format_in_force(&w->directives))) {
        return;
    }
    easc__row row;
    easc__reject reason =
        piece->text.n > EASC__ROW_MAX_BYTES ? EASC__REJECT_TOO_LONG : split(w, piece->text, &row);
    if (!has_stem) {
        return;
    }
    if (reason) {
        reject(w, reason, piece);
    } else if (w->context->cmdlet) {
        add_hit(w, &row, piece);
    } else {
        add_request(w, &row, piece);
    }
}

/* One row that is longer than the longest that is read; the chunk holds its head only. */
static void read_too_long(work *w)
{
    easc__lines lines;
    easc__piece piece;
    w->sum->lines = w->chunk->is_line_end;
    easc__lines_begin(&lines, w->chunk->text);
    if (!easc__lines_next(&lines, &piece)) {
        piece = (easc__piece){w->chunk->text, 0, 0}; /* blanks in front of what is too long */
    }
    if (easc__is_directive(piece.text)) {
        return;
    }
    w->sum->rows++;
    if (w->chunk->has_stem && !is_passed_over(easc__format_in_force(&w->directives))) {
        reject(w, EASC__REJECT_TOO_LONG, &piece);
    }
}

static void read_lines(work *w)
{
    easc__lines lines;
    easc__piece piece;
    easc__lines_begin(&lines, w->chunk->text);
    while (!w->failed && easc__lines_next(&lines, &piece)) {
        if (easc__is_directive(piece.text)) {
            easc__directives_apply(&w->directives, piece.text);
        } else {
            read_row(w, &piece);
        }
    }
    /* A line that goes on in the next chunk is counted there. */
    w->sum->lines = lines.line - w->chunk->is_line_open + w->chunk->is_line_end;
}

bool easc__rows_read(const easc__row_context *context, const easc__chunk *chunk,
                     easc__chunk_sum *out, easc__directives *directives_out)
{
    memset(out, 0, sizeof *out);
    work w = {context, chunk, chunk->directives, out, false};
    if (chunk->is_too_long) {
        read_too_long(&w);
    } else {
        read_lines(&w);
    }
    if (directives_out) {
        *directives_out = w.directives;
    }
    return !w.failed;
}
