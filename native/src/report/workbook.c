/* workbook.c - see workbook.h. */
#include "report/workbook.h"

#include "base/civil.h"
#include "report/sheets.h"
#include "report/wording.h"

easc__bytes easc__builder_take(easc__sheet_builder *b)
{
    easc__bytes kept = easc__model_keep(b->model, &b->text);
    easc__text_clear(&b->text);
    return kept;
}

void easc__builder_note(easc__sheet_builder *b, easc__sheet *sheet, easc__tone tone)
{
    easc__sheet_note(b->model, sheet, tone, easc__builder_take(b));
}

void easc__add_truncation(easc__text *to, const easc__answer *answer)
{
    size_t listed = answer->listed_count;
    if (listed <= EASC__LISTED_DEVICES_MAX) {
        return;
    }
    easc__text_add_z(to, "The sheet Devices is not complete: it shows the first ");
    easc__text_add_u64(to, EASC__LISTED_DEVICES_MAX);
    easc__text_add_z(to, " of ");
    easc__text_add_u64(to, listed);
    easc__text_add_z(to, " devices, ");
    easc__text_add_u64(to, listed - EASC__LISTED_DEVICES_MAX);
    easc__text_add_z(to, " are missing. \"easc scan --format csv\" has all of them.");
}

/* The day of the end of the window, so that equal input gives an equal document; a fixed day when
   the logs hold no row. */
enum { NO_WINDOW_DAY = 10957 }; /* 2000-01-01 */

static void set_properties(easc__sheet_builder *b)
{
    const easc__totals *totals = &b->answer->shard.totals;
    bool is_empty = totals->last_s == EASC__NO_TIME;
    b->model->created_s = is_empty ? easc__day_start(NO_WINDOW_DAY) : totals->last_s;
    b->model->title = EASC__LIT("ActiveSync policy readiness");
    b->model->subject = EASC__LIT("Which phones work with the ActiveSync policy, and may it become "
                                  "the default again?");
    b->model->creator = easc__tool_words();
    if (!is_empty) {
        easc__text_add_z(&b->text, "Logs from ");
        easc__add_time_words(&b->text, totals->first_s);
        easc__text_add_z(&b->text, " to ");
        easc__add_time_words(&b->text, totals->last_s);
        easc__text_add_z(&b->text, ". ");
    }
    easc__add_verdict(&b->text, b->answer);
    b->model->comment = easc__builder_take(b);
}

easc_status easc__workbook_build(const easc__answer *answer, easc__model *out, easc__error *err)
{
    static void (*const sheets[])(easc__sheet_builder *) = {
        easc__sheet_summary, easc__sheet_readiness, easc__sheet_devices, easc__sheet_coverage,
        easc__sheet_method};
    easc__model_init(out);
    easc__sheet_builder b = {answer, out, easc__text_init(0)};
    set_properties(&b);
    for (size_t i = 0; i < sizeof sheets / sizeof sheets[0]; i++) {
        sheets[i](&b);
    }
    easc__text_done(&b.text);
    if (out->failed) {
        easc__model_done(out);
        return easc__fail(err, EASC_E_MEMORY, NULL, "not enough memory for the report");
    }
    return EASC_OK;
}
