/* fuzz_w3c.c - lines, directives, columns and guessed columns of any bytes. */
#include "fuzz/fuzz.h"
#include "w3c/guess.h"
#include "w3c/lines.h"

/* The stem by definition: the first place where it stands. */
static size_t find_stem(easc__bytes text)
{
    size_t at = 0;
    while (at < text.n && !easc__starts_nocase(easc__from(text, at), EASC__LIT(EASC__STEM))) {
        at++;
    }
    return at;
}

/* Views into the line without a separator, nothing where the log has no such column. */
static void check_row(const easc__schema *schema, easc__bytes line, const easc__row *row)
{
    for (size_t i = 0; i < EASC__SLOT_COUNT; i++) {
        easc__bytes value = row->at[i];
        FUZZ_HOLDS(fuzz_is_within(value, line));
        FUZZ_HOLDS(schema->has[i] || value.n == 0);
        FUZZ_HOLDS(easc__find(value, '\t') == value.n || row->is_quoted);
        FUZZ_HOLDS(easc__find(value, ' ') == value.n || row->is_quoted);
        FUZZ_HOLDS(!easc__equal(value, EASC__LIT("-")));
    }
}

static void read_row(easc__directives *directives, easc__bytes line)
{
    easc__row row;
    easc__directives guessed;
    easc__directives_clear(&guessed);
    if (easc__row_split(&directives->schema, line, &row) == EASC__REJECT_NONE) {
        check_row(&directives->schema, line, &row);
        (void)easc__row_time(directives, &row);
    }
    if (easc__schema_guess(line, &guessed.schema)) {
        FUZZ_HOLDS(easc__row_split(&guessed.schema, line, &row) == EASC__REJECT_NONE);
        check_row(&guessed.schema, line, &row);
        FUZZ_HOLDS(easc__row_time(&guessed, &row) != EASC__REJECT_NO_DATE);
    }
}

static uint64_t count_lines(easc__bytes text)
{
    uint64_t count = text.n > 0 && text.p[text.n - 1] != '\n';
    for (size_t i = 0; i < text.n; i++) {
        count += text.p[i] == '\n';
    }
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    easc__bytes all = fuzz_bytes(data, size);
    easc__directives directives;
    easc__lines lines;
    easc__piece piece;
    uint64_t count = count_lines(all);
    uint64_t line = 0;
    size_t end = 0;
    easc__directives_clear(&directives);
    easc__lines_begin(&lines, all);
    while (easc__lines_next(&lines, &piece)) {
        FUZZ_HOLDS(piece.text.n > 0 && fuzz_is_within(piece.text, all));
        FUZZ_HOLDS(piece.byte == (size_t)(piece.text.p - all.p) && piece.byte >= end);
        FUZZ_HOLDS(piece.line >= line && piece.line < count);
        FUZZ_HOLDS(easc__find_stem(piece.text) == find_stem(piece.text));
        end = (size_t)piece.byte + piece.text.n;
        line = piece.line;
        if (easc__is_directive(piece.text)) {
            easc__directives_apply(&directives, piece.text);
        } else {
            read_row(&directives, piece.text);
        }
    }
    FUZZ_HOLDS(lines.line == count);
    return 0;
}
