/* csv_writer.c - see csv_writer.h. */
#include "render/csv_writer.h"

#include "report/wording.h"

void easc__csv_begin(easc__text *to)
{
    easc__text_add(to, easc__byte_order_mark);
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
        easc__csv_add_text(to, cell->as.text);
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
    easc__csv_add_text(to, easc__text_view(&text));
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
    easc__csv_add_text(to, easc__catalogue_name(answer->catalogue));
}
