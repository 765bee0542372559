/* sheet_devices.c - one row a device, for filtering and for scripts. */
#include "report/device_columns.h"
#include "report/sheets.h"

/* What a reader looks for first stands first; the long maps stand last. */
static const easc__device_field shown[] = {
    EASC__DEVICE_USER,
    EASC__DEVICE_ID,
    EASC__DEVICE_DISPLAY_NAME,
    EASC__DEVICE_DEPARTMENT,
    EASC__DEVICE_FAMILY,
    EASC__DEVICE_VERSION,
    EASC__DEVICE_STATE,
    EASC__DEVICE_OUTCOME,
    EASC__DEVICE_EVIDENCE,
    EASC__DEVICE_VERDICT,
    EASC__DEVICE_MINIMUM_VERSION,
    EASC__DEVICE_LAST_SEEN,
    EASC__DEVICE_MODEL,
    EASC__DEVICE_ACTIVE,
    EASC__DEVICE_MOVED,
    EASC__DEVICE_LAST_SUCCESS,
    EASC__DEVICE_LAST_FAILURE,
    EASC__DEVICE_FAILURES,
    EASC__DEVICE_HARD_FAILURES,
    EASC__DEVICE_REFRESHES,
    EASC__DEVICE_REASON,
    EASC__DEVICE_ACTION,
    EASC__DEVICE_FIRST_SEEN,
    EASC__DEVICE_FIRST_FAILURE,
    EASC__DEVICE_LAST_PASS,
    EASC__DEVICE_PROVISION_ERRORS,
    EASC__DEVICE_ACKNOWLEDGEMENT,
    EASC__DEVICE_KEY_ACCEPTED,
    EASC__DEVICE_ACCESS_STATE,
    EASC__DEVICE_ACCESS_REASON,
    EASC__DEVICE_PROTOCOL,
    EASC__DEVICE_TYPE,
    EASC__DEVICE_OS,
    EASC__DEVICE_AGENT,
    EASC__DEVICE_REQUESTS,
    EASC__DEVICE_BACKEND_REQUESTS,
    EASC__DEVICE_ADDRESSES,
    EASC__DEVICE_SERVERS,
    EASC__DEVICE_HTTP_STATUS,
    EASC__DEVICE_EAS_STATUS,
    EASC__DEVICE_ERRORS,
    EASC__DEVICE_COMMANDS,
    EASC__DEVICE_USER_FORMS,
    EASC__DEVICE_REASON_ID,
    EASC__DEVICE_RULE,
};

enum {
    SHOWN = sizeof shown / sizeof shown[0],
    PERSONAL = 2, /* that are there with an identity map only */
    PRINTED = 10  /* up to the last time seen: more columns cannot be read on paper */
};

_Static_assert((int)SHOWN == (int)EASC__DEVICE_FIELD_COUNT, "every field is shown once");

static void fill_row(easc__sheet_builder *b, easc__grid *grid, size_t row, size_t device)
{
    size_t column = 0;
    for (size_t i = 0; i < SHOWN; i++) {
        if (!easc__device_has_field(b->answer, shown[i])) {
            continue;
        }
        easc__cell cell = easc__device_value(b->answer, device, shown[i], &b->text);
        if (b->text.n > 0 || b->text.failed) {
            cell.as.text = easc__builder_take(b);
        }
        easc__put(grid, row, column++, cell);
    }
}

void easc__sheet_devices(easc__sheet_builder *b)
{
    size_t listed = b->answer->listed_count;
    size_t rows = listed < EASC__LISTED_DEVICES_MAX ? listed : EASC__LISTED_DEVICES_MAX;
    easc__sheet *sheet =
        easc__model_add_sheet(b->model, EASC__LIT("Devices"), EASC__LIT("Devices"));
    easc__grid_column *columns = easc__arena_alloc(&b->model->arena, sizeof *columns * SHOWN);
    if (!sheet || !columns) {
        b->model->failed = true;
        return;
    }
    size_t count = 0;
    for (size_t i = 0; i < SHOWN; i++) {
        if (easc__device_has_field(b->answer, shown[i])) {
            columns[count++] = easc__device_column(shown[i]);
        }
    }
    easc__grid *grid = easc__model_grid(b->model, EASC__LIT("Devices"), columns, count, rows);
    for (size_t i = 0, row = 0; grid && i < b->answer->devices.count && row < rows; i++) {
        if (b->answer->is_listed[i]) {
            fill_row(b, grid, row++, i);
        }
    }
    sheet->is_data = true;
    sheet->frozen_columns = 2;
    sheet->printed_columns = PRINTED + PERSONAL + count - SHOWN;
    easc__add_truncation(&b->text, b->answer);
    if (b->text.n > 0) {
        easc__builder_note(b, sheet, EASC__TONE_WARNING);
    }
    easc__sheet_grid(b->model, sheet, grid);
}
