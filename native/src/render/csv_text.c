/* csv_text.c - see csv_text.h. */
#include "render/csv_text.h"

#include "report/plain.h"

static bool needs_quotes(easc__bytes plain)
{
    for (size_t i = 0; i < plain.n; i++) {
        char c = plain.p[i];
        if (c == '"' || c == ',' || c == ';' || c == '\r' || c == '\n' || c == '\t') {
            return true;
        }
    }
    return plain.n > 0 && (plain.p[0] == ' ' || plain.p[plain.n - 1] == ' ');
}

void easc__csv_add_quoted(easc__text *to, easc__bytes plain)
{
    easc__text_add_char(to, '"');
    for (size_t i = 0; i < plain.n; i++) {
        easc__text_add_z(to, plain.p[i] == '"' ? "\"" : "");
        easc__text_add_char(to, plain.p[i]);
    }
    easc__text_add_char(to, '"');
}

/* What a spreadsheet takes for the beginning of a formula, also behind a quote or blanks, also as a
   full-width character. */
static bool begins_formula(easc__bytes raw)
{
    static const easc__bytes wide[] = {EASC__NAME("\xEF\xBC\x9D"), EASC__NAME("\xEF\xBC\x8B"),
                                       EASC__NAME("\xEF\xBC\x8D"), EASC__NAME("\xEF\xBC\xA0")};
    size_t i = 0;
    while (i < raw.n && (raw.p[i] == '"' || raw.p[i] == ' ')) {
        i++;
    }
    easc__bytes rest = easc__from(raw, i);
    for (size_t k = 0; k < sizeof wide / sizeof wide[0]; k++) {
        if (easc__starts(rest, wide[k])) {
            return true;
        }
    }
    return rest.n > 0 && memchr("=+-@\t\r\n", rest.p[0], 7) != NULL;
}

bool easc__csv_is_formula(easc__bytes raw)
{
    if (begins_formula(raw)) {
        return true;
    }
    for (size_t i = 1; i < raw.n; i++) {
        if (raw.p[i - 1] == ';' && (raw.p[i] == '=' || raw.p[i] == '@')) {
            return true;
        }
    }
    return false;
}

void easc__csv_add_text(easc__text *to, easc__bytes raw)
{
    easc__text plain = easc__text_init(0);
    easc__bytes piece;
    for (easc__bytes rest = raw; easc__next_piece(&rest, ';', &piece);) {
        if (piece.p != raw.p) {
            easc__text_add_char(&plain, ';');
        }
        if (begins_formula(piece)) {
            easc__text_add_char(&plain, '\'');
        }
        easc__add_plain(&plain, piece, EASC__PLAIN_CELL);
    }
    if (raw.n > 0 && raw.p[raw.n - 1] == ';') {
        easc__text_add_char(&plain, ';');
    }
    if (needs_quotes(easc__text_view(&plain))) {
        easc__csv_add_quoted(to, easc__text_view(&plain));
    } else {
        easc__text_add(to, easc__text_view(&plain));
    }
    to->failed |= plain.failed;
    easc__text_done(&plain);
}
