/* render_csv.c - the documents as tables for spreadsheets and scripts: RFC 4180, CRLF, UTF-8 with
   BOM. Every row repeats what was assumed, since a table has no other place for it. */
#include "render/csv_writer.h"
#include "render/document.h"
#include "report/device_columns.h"

/* --- scan: one row a device ------------------------------------------------------------------ */

static void add_device_head(easc__text *to, const easc__answer *answer)
{
    easc__csv_begin(to);
    for (int i = 0; i < EASC__DEVICE_FIELD_COUNT; i++) {
        if (easc__device_has_field(answer, (easc__device_field)i)) {
            easc__text_add_z(to, i > 0 ? "," : "");
            easc__text_add(to, easc__device_key((easc__device_field)i));
        }
    }
    easc__csv_window_titles(to);
    easc__csv_end_row(to);
}

static void add_device(easc__text *to, const easc__answer *answer, size_t device)
{
    easc__text scratch = easc__text_init(0);
    for (int i = 0; i < EASC__DEVICE_FIELD_COUNT; i++) {
        if (!easc__device_has_field(answer, (easc__device_field)i)) {
            continue;
        }
        easc__text_clear(&scratch);
        easc__cell cell = easc__device_value(answer, device, (easc__device_field)i, &scratch);
        easc__text_add_z(to, i > 0 ? "," : "");
        easc__csv_cell(to, &cell);
        to->failed |= scratch.failed;
    }
    easc__text_done(&scratch);
    easc__csv_window(to, answer);
    easc__csv_end_row(to);
}

bool easc__csv_scan(const easc__answer *answer, const easc__document_style *style, size_t step,
                    easc__text *to)
{
    (void)style;
    if (step == 0) {
        add_device_head(to, answer);
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
    easc__csv_flag(to, c->is_met);
    easc__text_add_char(to, ',');
    easc__text_add(to, easc__gate_verdict_name(c->otherwise));
    easc__text_add_char(to, ',');
    easc__csv_add_text(to, easc__condition_text(c->id));
    easc__text_add_char(to, ',');
    easc__text_add(to, easc__gate_verdict_name(answer->gate.verdict));
    easc__text_add_z(to, answer->gate.has_mailboxes ? ",mailboxes," : ",assumed-all,");
    easc__text_add_u64(to, answer->gate.active_devices);
    easc__text_add_char(to, ',');
    easc__text_add_i64(to, answer->options.terms.active_days);
    easc__csv_window(to, answer);
    easc__csv_end_row(to);
}

bool easc__csv_gate(const easc__answer *answer, const easc__document_style *style, size_t step,
                    easc__text *to)
{
    (void)style;
    if (step == 0) {
        easc__csv_begin(to);
        easc__text_add_z(to, "id,figure,comparison,limit,unit,met,otherwise,text,verdict,scope,"
                             "activeDevices,activeDays");
        easc__csv_window_titles(to);
        easc__csv_end_row(to);
    } else if (step > EASC__CONDITION_COUNT) {
        return false;
    } else {
        add_condition(to, answer, &answer->gate.conditions[step - 1]);
    }
    return true;
}
