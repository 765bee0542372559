/* csv_writer.c - see csv_writer.h. */
#include "render/csv_writer.h"

#include "report/plain.h"
#include "report/wording.h"

void easc__csv_begin(easc__text *to)
{
    easc__text_add_z(to, "\xEF\xBB\xBF"); /* byte order mark */
}

/* --- cells ----------------------------------------------------------------------------------- */

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

static void add_quoted(easc__text *to, easc__bytes plain)
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

/* A text of a stranger. Half of Europe reads CSV with ';' between the cells and no eye for our
   quotes, so each piece behind one must be no formula either. */
void easc__csv_text(easc__text *to, easc__bytes raw)
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
        add_quoted(to, easc__text_view(&plain));
    } else {
        easc__text_add(to, easc__text_view(&plain));
    }
    to->failed |= plain.failed;
    easc__text_done(&plain);
}

void easc__csv_flag(easc__text *to, bool flag)
{
    easc__text_add_z(to, flag ? "true" : "false");
}

void easc__csv_cell(easc__text *to, const easc__cell *cell)
{
    switch (cell->type) {
    case EASC__VALUE_EMPTY:
        break;
    case EASC__VALUE_TEXT:
    case EASC__VALUE_WORD:
        easc__csv_text(to, cell->as.text);
        break;
    case EASC__VALUE_INTEGER:
        easc__text_add_i64(to, cell->as.integer);
        break;
    case EASC__VALUE_DECIMAL:
    case EASC__VALUE_PERCENT:
        easc__text_add_fixed2(to, cell->as.decimal);
        break;
    case EASC__VALUE_TIME:
        easc__text_add_time(to, cell->as.time_s);
        break;
    case EASC__VALUE_DATE:
        easc__text_add_date(to, cell->as.day);
        break;
    case EASC__VALUE_FLAG:
        easc__csv_flag(to, cell->as.integer != 0);
        break;
    }
}

void easc__csv_end_row(easc__text *to)
{
    easc__text_add_z(to, "\r\n");
}

/* --- what was assumed ------------------------------------------------------------------------ */

void easc__csv_window_titles(easc__text *to)
{
    easc__text_add_z(to, ",windowFrom,windowTo,policyOff,policyOn,catalogueName");
}

static void add_periods(easc__text *to, const easc__period *periods, size_t count)
{
    easc__text text = easc__text_init(0);
    easc__add_periods(&text, periods, count, ";");
    easc__csv_text(to, easc__text_view(&text));
    to->failed |= text.failed;
    easc__text_done(&text);
}

void easc__csv_window(easc__text *to, const easc__answer *answer)
{
    const easc__totals *totals = &answer->shard.totals;
    const easc__terms *terms = &answer->options.terms;
    easc__text_add_char(to, ',');
    if (totals->last_s != EASC__NO_TIME) {
        easc__text_add_time(to, totals->first_s);
    }
    easc__text_add_char(to, ',');
    easc__text_add_time(to, totals->last_s);
    easc__text_add_char(to, ',');
    add_periods(to, terms->policy_off, terms->off_count);
    easc__text_add_char(to, ',');
    add_periods(to, terms->policy_on, terms->on_count);
    easc__text_add_char(to, ',');
    easc__csv_text(to, easc__catalogue_name(answer->catalogue));
}
