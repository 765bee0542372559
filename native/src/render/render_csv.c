/* render_csv.c - the documents as tables for spreadsheets and scripts: RFC 4180, CRLF, UTF-8 with
   BOM. Every row repeats what was assumed, since a table has no other place for it. */
#include "base/civil.h"
#include "render/document.h"
#include "report/device_columns.h"
#include "report/plain.h"
#include "report/wording.h"

static const easc__bytes byte_order_mark = {"\xEF\xBB\xBF", 3};

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
static void add_text(easc__text *to, easc__bytes raw)
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

static void add_flag(easc__text *to, bool flag)
{
    easc__text_add_z(to, flag ? "true" : "false");
}

static void add_cell(easc__text *to, const easc__cell *cell)
{
    switch (cell->type) {
    case EASC__VALUE_EMPTY:
        break;
    case EASC__VALUE_TEXT:
    case EASC__VALUE_WORD:
        add_text(to, cell->as.text);
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
        add_flag(to, cell->as.integer != 0);
        break;
    }
}

static void end_row(easc__text *to)
{
    easc__text_add_z(to, "\r\n");
}

/* --- what was assumed ------------------------------------------------------------------------ */

static const char window_and_periods[] = ",windowFrom,windowTo,policyOff,policyOn,catalogueName";

static void add_periods(easc__text *to, const easc__period *periods, size_t count)
{
    easc__text text = easc__text_init(0);
    easc__add_periods(&text, periods, count, ";");
    add_text(to, easc__text_view(&text));
    to->failed |= text.failed;
    easc__text_done(&text);
}

static void add_window_and_periods(easc__text *to, const easc__answer *answer)
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
    add_text(to, easc__catalogue_name(answer->catalogue));
}

/* --- scan: one row a device ------------------------------------------------------------------ */

static void add_device_head(easc__text *to)
{
    easc__text_add(to, byte_order_mark);
    for (int i = 0; i < EASC__DEVICE_FIELD_COUNT; i++) {
        easc__text_add_z(to, i > 0 ? "," : "");
        easc__text_add(to, easc__device_key((easc__device_field)i));
    }
    easc__text_add_z(to, window_and_periods);
    end_row(to);
}

static void add_device(easc__text *to, const easc__answer *answer, size_t device)
{
    easc__text scratch = easc__text_init(0);
    for (int i = 0; i < EASC__DEVICE_FIELD_COUNT; i++) {
        easc__text_clear(&scratch);
        easc__cell cell = easc__device_value(answer, device, (easc__device_field)i, &scratch);
        easc__text_add_z(to, i > 0 ? "," : "");
        add_cell(to, &cell);
        to->failed |= scratch.failed;
    }
    easc__text_done(&scratch);
    add_window_and_periods(to, answer);
    end_row(to);
}

bool easc__csv_scan(const easc__answer *answer, const easc__document_style *style, size_t step,
                    easc__text *to)
{
    (void)style;
    if (step == 0) {
        add_device_head(to);
    } else if (step > answer->devices.count) {
        return false;
    } else if (answer->is_listed[step - 1]) {
        add_device(to, answer, step - 1);
    }
    return true;
}

/* --- gate: one row a condition --------------------------------------------------------------- */

static void add_value(easc__text *to, const easc__condition *c, double value)
{
    if (c->is_percent) {
        easc__text_add_fixed2(to, value);
    } else {
        easc__text_add_u64(to, (uint64_t)value);
    }
}

static void add_condition(easc__text *to, const easc__answer *answer, const easc__condition *c)
{
    easc__text_add(to, easc__condition_name(c->id));
    easc__text_add_char(to, ',');
    add_value(to, c, c->figure);
    easc__text_add_z(to, c->is_at_most ? ",at most," : ",at least,");
    add_value(to, c, c->limit);
    easc__text_add_z(to, c->is_percent ? ",percent," : ",count,");
    add_flag(to, c->is_met);
    easc__text_add_char(to, ',');
    easc__text_add(to, easc__gate_verdict_name(c->otherwise));
    easc__text_add_char(to, ',');
    add_text(to, easc__condition_text(c->id));
    easc__text_add_char(to, ',');
    easc__text_add(to, easc__gate_verdict_name(answer->gate.verdict));
    easc__text_add_z(to, answer->gate.has_mailboxes ? ",mailboxes," : ",assumed-all,");
    easc__text_add_u64(to, answer->gate.active_devices);
    easc__text_add_char(to, ',');
    easc__text_add_i64(to, answer->options.terms.active_days);
    add_window_and_periods(to, answer);
    end_row(to);
}

bool easc__csv_gate(const easc__answer *answer, const easc__document_style *style, size_t step,
                    easc__text *to)
{
    (void)style;
    if (step == 0) {
        easc__text_add(to, byte_order_mark);
        easc__text_add_z(to, "id,figure,comparison,limit,unit,met,otherwise,text,verdict,scope,"
                             "activeDevices,activeDays");
        easc__text_add_z(to, window_and_periods);
        end_row(to);
    } else if (step > EASC__CONDITION_COUNT) {
        return false;
    } else {
        add_condition(to, answer, &answer->gate.conditions[step - 1]);
    }
    return true;
}
