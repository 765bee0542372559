/* feed.c - see feed.h. A chunk ends at its last LF; what is behind is carried to the next one. */
#include "scan/feed.h"

#include "base/heap.h"
#include "base/text.h"
#include "base/utf16.h"

enum {
    LONGEST_BUFFER = EASC__ROW_MAX_BYTES + 65536, /* a row that does not end in here is too long */
    RAW_BYTES = 16384,                            /* UTF-16 is converted in pieces of this size */
    STEM_LENGTH = sizeof EASC__STEM - 1,
    KEPT_ROW = EASC__ROW_MAX_BYTES + 3, /* the longest row that is read, behind a BOM */
    KEPT_HEAD = 256,                    /* of a row that is too long: what a sample shows */
    SHORTEST_BUFFER = 2 * KEPT_HEAD
};

struct easc__feed {
    easc__stream *stream;
    const easc__stop *stop;
    size_t chunk_bytes;
    char *carry; /* read, not given yet */
    size_t carry_bytes;
    size_t carry_capacity;
    easc__text converted; /* UTF-8 of UTF-16 that is not read yet */
    size_t converted_at;
    easc__utf16 utf16;
    bool is_utf16;
    bool is_begun;
    bool is_ended;
    easc_status fault; /* what the stream ended with, given after the last chunk */
    easc__error fault_error;
    bool is_line_open;
    uint64_t bytes_given;
    uint64_t bytes_read; /* of the stream */
    size_t chunk_count;
    easc__directives directives;
    easc__format format;
};

void easc__chunk_done(easc__chunk *chunk)
{
    easc__free(chunk->buffer);
    memset(chunk, 0, sizeof *chunk);
}

easc_status easc__feed_open(const easc__input_ref *input, const easc__schema *assumed,
                            size_t chunk_bytes, const easc__stop *stop, easc__feed **out,
                            easc__error *err)
{
    easc__feed *feed = easc__alloc_zero(1, sizeof *feed);
    if (!feed) {
        return easc__fail(err, EASC_E_MEMORY, input->path, "not enough memory");
    }
    easc_status status = easc__stream_open(input, stop, &feed->stream, err);
    if (status != EASC_OK) {
        easc__free(feed);
        return status;
    }
    feed->stop = stop;
    feed->chunk_bytes = chunk_bytes ? chunk_bytes : EASC__CHUNK_BYTES;
    feed->converted = easc__text_init(0);
    easc__directives_clear(&feed->directives);
    if (assumed) {
        feed->directives.schema = *assumed;
        feed->format = assumed->format;
    }
    *out = feed;
    return EASC_OK;
}

void easc__feed_close(easc__feed *feed)
{
    if (feed) {
        easc__stream_close(feed->stream);
        easc__free(feed->carry);
        easc__text_done(&feed->converted);
        easc__free(feed);
    }
}

easc__format easc__feed_format(const easc__feed *feed)
{
    return feed->format;
}

uint64_t easc__feed_bytes(const easc__feed *feed)
{
    return feed->bytes_read;
}

uint64_t easc__feed_consumed(const easc__feed *feed)
{
    return easc__stream_consumed(feed->stream);
}

void easc__feed_finish_ordered(easc__feed *feed, const easc__directives *directives)
{
    feed->directives = *directives;
}

static void end_with(easc__feed *feed, easc_status status, const easc__error *error)
{
    feed->is_ended = true;
    feed->fault = status;
    if (status != EASC_OK) {
        feed->fault_error = *error;
    }
}

/* Bytes of the stream as they are; 0 at the end or at a fault, which is remembered. */
static size_t read_raw(easc__feed *feed, char *to, size_t capacity)
{
    size_t count = 0;
    easc__error error = {0};
    easc_status status = easc__is_stop_wanted(feed->stop)
                             ? easc__fail(&error, EASC_E_CANCELLED, NULL, "cancelled")
                             : easc__stream_read(feed->stream, to, capacity, &count, &error);
    feed->bytes_read += count;
    if (status != EASC_OK || count == 0) {
        end_with(feed, status, &error);
    }
    return status == EASC_OK ? count : 0;
}

/* Bytes that could not be kept are lost, so nothing behind them may be given. */
static void check_converted(easc__feed *feed)
{
    if (feed->converted.failed) {
        easc__error error;
        (void)easc__fail(&error, EASC_E_MEMORY, NULL, "not enough memory");
        end_with(feed, EASC_E_MEMORY, &error);
    }
}

/* More UTF-8 out of the UTF-16 of the stream. */
static void convert_more(easc__feed *feed)
{
    char raw[RAW_BYTES];
    easc__text_clear(&feed->converted);
    feed->converted_at = 0;
    while (feed->converted.n == 0 && !feed->is_ended) {
        size_t count = read_raw(feed, raw, sizeof raw);
        if (count == 0) {
            easc__utf16_end(&feed->utf16, &feed->converted);
        } else {
            easc__utf16_add(&feed->utf16, easc__bytes_of(raw, count), &feed->converted);
        }
    }
    check_converted(feed);
}

/* Looks at the first bytes: a BOM of UTF-16 switches the conversion on. Anything else is put back
   by leaving it in `converted`, which is read first. */
static void begin(easc__feed *feed)
{
    char head[4];
    size_t n = 0;
    feed->is_begun = true;
    while (n < 2 && !feed->is_ended) {
        n += read_raw(feed, head + n, 2 - n);
    }
    bool is_big = false;
    if (easc__utf16_bom(easc__bytes_of(head, n), &is_big) > 0) {
        feed->is_utf16 = true;
        feed->utf16 = easc__utf16_init(is_big);
    } else {
        easc__text_add(&feed->converted, easc__bytes_of(head, n));
        check_converted(feed);
    }
}

static size_t read_converted(easc__feed *feed, char *to, size_t capacity)
{
    size_t left = feed->converted.n - feed->converted_at;
    size_t n = left < capacity ? left : capacity;
    if (n > 0) {
        memcpy(to, feed->converted.p + feed->converted_at, n);
        feed->converted_at += n;
    }
    return n;
}

/* Bytes of the input as UTF-8; 0 at its end. */
static size_t read_some(easc__feed *feed, char *to, size_t capacity)
{
    if (!feed->is_begun) {
        begin(feed);
    }
    size_t n = read_converted(feed, to, capacity);
    if (n == 0 && feed->is_utf16 && !feed->is_ended) {
        convert_more(feed);
        n = read_converted(feed, to, capacity);
    }
    if (n == 0 && !feed->is_utf16 && !feed->is_ended) {
        n = read_raw(feed, to, capacity);
    }
    return n;
}

static bool reserve(easc__chunk *chunk, size_t capacity)
{
    if (chunk->capacity >= capacity) {
        return true;
    }
    char *buffer = easc__realloc(chunk->buffer, capacity, 1);
    if (!buffer) {
        return false;
    }
    chunk->buffer = buffer;
    chunk->capacity = capacity;
    return true;
}

/* Reads until there are `wanted` bytes or the input ends. */
static size_t fill(easc__feed *feed, easc__chunk *chunk, size_t used, size_t wanted)
{
    while (used < wanted) {
        size_t n = read_some(feed, chunk->buffer + used, wanted - used);
        if (n == 0) {
            break;
        }
        used += n;
    }
    return used;
}

static size_t behind_last(const char *p, size_t n, char c)
{
    while (n > 0 && p[n - 1] != c) {
        n--;
    }
    return n;
}

static bool keep(easc__feed *feed, const char *p, size_t n)
{
    if (feed->carry_capacity < n) {
        char *carry = easc__realloc(feed->carry, n, 1);
        if (!carry) {
            return false;
        }
        feed->carry = carry;
        feed->carry_capacity = n;
    }
    if (n > 0) {
        memcpy(feed->carry, p, n);
    }
    feed->carry_bytes = n;
    return true;
}

static size_t row_end(const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (p[i] == '\n' || p[i] == '\0') {
            return i;
        }
    }
    return n;
}

/* Whether a directive may begin at `at`: behind a line end, a NUL, a BOM at such a place, or
   at the head. */
static bool begins_piece(const char *p, size_t at)
{
    if (at == 0 || p[at - 1] == '\n' || p[at - 1] == '\0') {
        return true;
    }
    bool behind_bom = at >= 3 && memcmp(p + at - 3, "\xEF\xBB\xBF", 3) == 0;
    return behind_bom && (at == 3 || p[at - 4] == '\n' || p[at - 4] == '\0');
}

static void apply(easc__feed *feed, easc__bytes text)
{
    easc__lines lines;
    easc__piece piece;
    easc__lines_begin(&lines, text);
    if (easc__lines_next(&lines, &piece)) {
        easc__directives_apply(&feed->directives, piece.text);
    }
    if (feed->format == EASC__FORMAT_UNKNOWN || feed->format == EASC__FORMAT_OTHER) {
        feed->format = easc__format_in_force(&feed->directives);
    }
}

/* A HttpProxy log without its # lines begins with the plain names (facts g.1). */
static void recognise_plain_header(easc__feed *feed, easc__bytes text)
{
    if (feed->chunk_count == 0 && feed->format == EASC__FORMAT_UNKNOWN &&
        easc__starts(easc__without_bom(text), EASC__LIT("DateTime,RequestId,"))) {
        feed->directives.software = EASC__FORMAT_HTTPPROXY;
        feed->format = EASC__FORMAT_HTTPPROXY;
    }
}

/* Sets the directives at the head of the chunk, and moves the feed's own behind it. A '#' is rare
   in a log, so this costs one memory scan. */
static void apply_directives(easc__feed *feed, easc__chunk *chunk)
{
    recognise_plain_header(feed, chunk->text);
    chunk->directives = feed->directives;
    chunk->is_ordered = easc__needs_order(&feed->directives);
    for (size_t at = 0; at < chunk->text.n; at++) {
        at += easc__find(easc__from(chunk->text, at), '#');
        if (at < chunk->text.n && begins_piece(chunk->text.p, at)) {
            easc__bytes rest = easc__from(chunk->text, at);
            size_t n = row_end(rest.p, rest.n);
            apply(feed, easc__first(rest, n));
            chunk->is_ordered = chunk->is_ordered || easc__needs_order(&feed->directives);
            at += n;
        }
    }
}

static void give(easc__feed *feed, easc__chunk *chunk, size_t n, bool is_too_long)
{
    chunk->text = easc__bytes_of(chunk->buffer, n);
    chunk->byte = feed->bytes_given;
    chunk->is_too_long = is_too_long;
    chunk->has_stem = false;
    chunk->is_line_end = false;
    chunk->directives = feed->directives;
    chunk->is_ordered = false;
    if (!is_too_long) {
        apply_directives(feed, chunk);
    }
    chunk->number = feed->chunk_count++;
    feed->bytes_given += n;
    feed->is_line_open = chunk->is_line_open;
}

/* Length without blanks at the end. */
static size_t solid_length(const char *p, size_t n)
{
    while (n > 0 && (p[n - 1] == ' ' || p[n - 1] == '\t' || p[n - 1] == '\r')) {
        n--;
    }
    return n;
}

/* A row that does not end within the longest buffer, while it is read to its end. */
typedef struct long_row {
    uint64_t length; /* read so far */
    uint64_t solid;  /* up to its last byte that is no blank */
    bool has_stem;
    bool is_ended; /* at a LF or a NUL */
    bool is_nul;
} long_row;

/* Reads on behind the head that is kept. The last bytes of each part stay in front of the next one,
   since the stem may lie across. */
static bool read_long_row(easc__feed *feed, easc__chunk *chunk, size_t used, long_row *row)
{
    size_t start = 0;
    size_t end = used;
    *row = (long_row){used, solid_length(chunk->buffer, used), false, false, false};
    for (;;) {
        easc__bytes part = easc__bytes_of(chunk->buffer + start, end - start);
        row->has_stem = row->has_stem || easc__find_stem(part) < part.n;
        if (row->is_ended || used == 0) {
            break;
        }
        size_t overlap = part.n < STEM_LENGTH ? part.n : STEM_LENGTH;
        memmove(chunk->buffer + KEPT_ROW, chunk->buffer + end - overlap, overlap);
        start = KEPT_ROW;
        char *fresh = chunk->buffer + KEPT_ROW + overlap;
        used = fill(feed, chunk, KEPT_ROW + overlap, chunk->capacity) - KEPT_ROW - overlap;
        size_t n = row_end(fresh, used);
        size_t solid = solid_length(fresh, n);
        row->solid = solid > 0 ? row->length + solid : row->solid;
        row->length += n;
        row->is_ended = n < used;
        row->is_nul = n < used && fresh[n] == '\0';
        end = KEPT_ROW + overlap + n;
        if (row->is_ended && !keep(feed, fresh + n + 1, used - n - 1)) {
            return false;
        }
    }
    return true;
}

/* Gives such a row: as it is when all behind the longest row that is read was blanks, else its head
   only. */
static bool give_long_row(easc__feed *feed, easc__chunk *chunk, size_t used)
{
    uint64_t byte = feed->bytes_given;
    long_row row;
    if (!read_long_row(feed, chunk, used, &row)) {
        return false;
    }
    bool is_short = row.solid <= KEPT_ROW;
    chunk->is_line_open = row.solid > 0 && is_short && row.is_nul; /* rows count a line's pieces */
    give(feed, chunk, is_short ? (size_t)row.solid : KEPT_HEAD, !is_short);
    chunk->has_stem = row.has_stem;
    chunk->is_line_end = !row.is_nul && (!is_short || row.solid == 0);
    feed->is_line_open = row.is_nul;
    feed->bytes_given = byte + row.length + row.is_ended;
    return true;
}

/* Nothing is left: gives an open line's end, or says how the input ended. */
static easc_status finish(easc__feed *feed, easc__chunk *chunk, easc__error *err)
{
    if (feed->is_line_open) {
        chunk->is_line_open = false;
        give(feed, chunk, 0, false);
        chunk->is_line_end = true;
        return EASC_OK;
    }
    if (feed->fault != EASC_OK && err) {
        *err = feed->fault_error;
    }
    return feed->fault != EASC_OK ? feed->fault : EASC_END;
}

/* Where a chunk of these bytes ends: behind the last line, or, when none ends in the longest
   buffer, behind the last NUL; 0 when there is neither. */
static size_t last_end(const char *p, size_t n)
{
    size_t end = behind_last(p, n, '\n');
    return end == 0 && n >= LONGEST_BUFFER ? behind_last(p, n, '\0') : end;
}

/* Reads what was carried and more, into a buffer that grows until a row ends in it or the input
   does. `*end` is 0 when nothing is left or the row is too long. False when there is no memory. */
static bool read_rows(easc__feed *feed, easc__chunk *chunk, size_t *used, size_t *end)
{
    *used = feed->carry_bytes;
    size_t wanted = feed->chunk_bytes > *used ? feed->chunk_bytes : *used;
    for (;;) {
        if (!reserve(chunk, wanted > SHORTEST_BUFFER ? wanted : SHORTEST_BUFFER)) {
            return false;
        }
        if (feed->carry_bytes > 0) {
            memcpy(chunk->buffer, feed->carry, feed->carry_bytes);
            feed->carry_bytes = 0;
        }
        *used = fill(feed, chunk, *used, wanted);
        *end = *used < wanted ? *used : last_end(chunk->buffer, *used);
        if (*used < wanted || *end > 0 || *used >= LONGEST_BUFFER) {
            return true;
        }
        wanted = wanted < LONGEST_BUFFER / 2 ? wanted * 2 : LONGEST_BUFFER;
    }
}

/* Gives the rows up to `end` and keeps what is behind them. */
static bool give_rows(easc__feed *feed, easc__chunk *chunk, size_t used, size_t end)
{
    if (!keep(feed, chunk->buffer + end, used - end)) {
        return false;
    }
    chunk->is_line_open = chunk->buffer[end - 1] == '\0' && !(feed->is_ended && used == end);
    give(feed, chunk, end, false);
    return true;
}

easc_status easc__feed_next(easc__feed *feed, easc__chunk *chunk, easc__error *err)
{
    size_t used = 0;
    size_t end = 0;
    bool ok = read_rows(feed, chunk, &used, &end);
    if (ok && used == 0) {
        return finish(feed, chunk, err);
    }
    if (ok) {
        ok = end > 0 ? give_rows(feed, chunk, used, end) : give_long_row(feed, chunk, used);
    }
    return ok ? EASC_OK : easc__fail(err, EASC_E_MEMORY, NULL, "not enough memory");
}
