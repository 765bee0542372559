/* sheet_readiness.c - may the policy come back? The conditions with their figures, and by name
   those who stand in the way. */
#include "base/civil.h"
#include "report/device_columns.h"
#include "report/sheets.h"
#include "report/wording.h"

/* All tables of the sheet share their widths. */
enum {
    WIDTH_A = 30,
    WIDTH_B = 42,
    WIDTH_C = 20,
    WIDTH_D = 18,
    WIDTH_E = 21,
    WIDTH_F = 34,
    WIDTH_G = 82
};

static const easc__word_tone met_tones[] = {{EASC__NAME("yes"), EASC__TONE_GOOD},
                                            {EASC__NAME("NO"), EASC__TONE_BAD}};

static const easc__word_tone log_tones[] = {{EASC__NAME("complete"), EASC__TONE_GOOD},
                                            {EASC__NAME("GAPS"), EASC__TONE_BAD}};

static const easc__grid_column condition_columns[] = {
    {EASC__NAME("Condition"), EASC__VALUE_TEXT, WIDTH_A, false, {NULL, 0}},
    {EASC__NAME("What it looks at"), EASC__VALUE_TEXT, WIDTH_B, true, {NULL, 0}},
    {EASC__NAME("Figure"), EASC__VALUE_INTEGER, WIDTH_C, false, {NULL, 0}},
    {EASC__NAME("Met"), EASC__VALUE_WORD, WIDTH_D, false, {met_tones, 2}},
    {EASC__NAME("Limit"), EASC__VALUE_INTEGER, WIDTH_E, false, {NULL, 0}},
    {EASC__NAME("The figure has to be"), EASC__VALUE_TEXT, WIDTH_F, false, {NULL, 0}},
    {EASC__NAME("If it is not met"), EASC__VALUE_TEXT, WIDTH_G, false, {NULL, 0}},
};

static easc__cell value_cell(const easc__condition *c, double value)
{
    easc__cell cell = {EASC__VALUE_PERCENT, {.decimal = value}};
    return c->is_percent ? cell : easc__count_cell((uint64_t)value);
}

static void add_conditions(easc__sheet_builder *b, easc__sheet *sheet)
{
    easc__grid *grid = EASC__GRID(b, "Conditions", condition_columns, EASC__CONDITION_COUNT);
    for (size_t i = 0; i < EASC__CONDITION_COUNT; i++) {
        const easc__condition *c = &b->answer->gate.conditions[i];
        easc__put(grid, i, 0, easc__text_cell(easc__condition_name(c->id)));
        easc__put(grid, i, 1, easc__text_cell(easc__condition_text(c->id)));
        easc__put(grid, i, 2, value_cell(c, c->figure));
        easc__put(grid, i, 3, easc__word_cell(c->is_met ? EASC__LIT("yes") : EASC__LIT("NO")));
        easc__put(grid, i, 4, value_cell(c, c->limit));
        easc__put(grid, i, 5,
                  easc__text_cell(c->is_at_most ? EASC__LIT("at most the limit")
                                                : EASC__LIT("at least the limit")));
        easc__put(grid, i, 6, easc__text_cell(easc__verdict_words(c->otherwise)));
    }
    easc__sheet_heading(b->model, sheet, EASC__LIT("Conditions"));
    easc__sheet_grid(b->model, sheet, grid);
}

static void add_steps(easc__sheet_builder *b, easc__sheet *sheet)
{
    easc__sheet_heading(b->model, sheet, EASC__LIT("What to do next"));
    for (size_t i = 0; easc__add_next_step(&b->text, b->answer, i); i++) {
        easc__builder_note(b, sheet, EASC__TONE_PLAIN);
    }
}

/* --- devices that stand in the way ----------------------------------------------------------- */

/* One of the lists of the gate. */
typedef struct device_list {
    const char *heading;
    const char *note;
    const char *empty;
    easc__bytes table;
    easc__device_field fields[7]; /* columns A to G */
    const size_t *devices;
    size_t count;
} device_list;

enum { LIST_COLUMNS = 7 };

/* Like in the sheet Devices, but clients in one column, users of nobody as what they are, and of a
   failing device why it counts as failing. */
static easc__cell list_cell(easc__sheet_builder *b, size_t device, easc__device_field field)
{
    if (field == EASC__DEVICE_FAMILY) {
        easc__add_client(&b->text, &b->answer->judgements[device].client);
        return easc__text_cell(easc__builder_take(b));
    }
    const easc__judgement *j = &b->answer->judgements[device];
    if (field == EASC__DEVICE_REASON && j->evidence == EASC__EVIDENCE_FAILING) {
        return easc__text_cell(easc__failing_text(j));
    }
    easc__cell cell = easc__device_value(b->answer, device, field, &b->text);
    if (b->text.n > 0) {
        cell.as.text = easc__builder_take(b);
    }
    if (field == EASC__DEVICE_USER && cell.as.text.n == 0) {
        cell.as.text = EASC__LIT("(no user named)");
    }
    return cell;
}

static easc__grid_column *list_columns(easc__sheet_builder *b, const device_list *list)
{
    static const uint32_t widths[LIST_COLUMNS] = {WIDTH_A, WIDTH_B, WIDTH_C, WIDTH_D,
                                                  WIDTH_E, WIDTH_F, WIDTH_G};
    easc__grid_column *columns =
        easc__arena_alloc(&b->model->arena, LIST_COLUMNS * sizeof *columns);
    for (size_t i = 0; columns && i < LIST_COLUMNS; i++) {
        columns[i] = easc__device_column(list->fields[i]);
        columns[i].width = widths[i];
        columns[i].is_wrapped = widths[i] == WIDTH_G;
    }
    b->model->failed |= !columns;
    return columns;
}

static size_t rows_of(size_t count)
{
    return count < EASC__LIST_ROWS_MAX ? count : EASC__LIST_ROWS_MAX;
}

/* Says how many of `count` a list leaves out, if it does. */
static void add_cut(easc__sheet_builder *b, easc__sheet *sheet, size_t count)
{
    if (count > EASC__LIST_ROWS_MAX) {
        easc__text_add_z(&b->text, "The list is not complete: ");
        easc__text_add_u64(&b->text, count - EASC__LIST_ROWS_MAX);
        easc__text_add_z(&b->text, " more are missing here; \"easc gate --format json\" has them.");
        easc__builder_note(b, sheet, EASC__TONE_WARNING);
    }
}

static void add_list(easc__sheet_builder *b, easc__sheet *sheet, const device_list *list)
{
    size_t rows = rows_of(list->count);
    easc__grid_column *columns = list_columns(b, list);
    easc__grid *grid = easc__model_grid(b->model, list->table, columns, LIST_COLUMNS, rows);
    for (size_t row = 0; grid && row < rows; row++) {
        for (size_t i = 0; i < LIST_COLUMNS; i++) {
            easc__put(grid, row, i, list_cell(b, list->devices[row], list->fields[i]));
        }
    }
    if (grid) {
        grid->empty_text = easc__bytes_z(list->empty);
    }
    easc__sheet_heading(b->model, sheet, easc__bytes_z(list->heading));
    easc__sheet_note(b->model, sheet, EASC__TONE_PLAIN, easc__bytes_z(list->note));
    add_cut(b, sheet, list->count);
    easc__sheet_grid(b->model, sheet, grid);
}

static void add_failing(easc__sheet_builder *b, easc__sheet *sheet)
{
    const easc__gate *gate = &b->answer->gate;
    device_list list = {"Users who would stop syncing",
                        "One row a device. These devices fail on the policy, or failed last.",
                        "No user would stop syncing, as far as the logs show.",
                        EASC__LIT("FailingDevices"),
                        {EASC__DEVICE_USER, EASC__DEVICE_ID, EASC__DEVICE_STATE,
                         EASC__DEVICE_OUTCOME, EASC__DEVICE_LAST_FAILURE, EASC__DEVICE_FAMILY,
                         EASC__DEVICE_REASON},
                        gate->failing,
                        gate->failing_count};
    add_list(b, sheet, &list);
}

static void add_upgrades(easc__sheet_builder *b, easc__sheet *sheet)
{
    const easc__gate *gate = &b->answer->gate;
    device_list list = {
        "Devices that need a newer version",
        "The catalogue says that their version does not take the policy, and nothing proves that "
        "it does.",
        "No device needs a newer version.",
        EASC__LIT("Upgrades"),
        {EASC__DEVICE_USER, EASC__DEVICE_ID, EASC__DEVICE_VERSION, EASC__DEVICE_MINIMUM_VERSION,
         EASC__DEVICE_LAST_SEEN, EASC__DEVICE_FAMILY, EASC__DEVICE_ACTION},
        gate->upgrades,
        gate->upgrade_count};
    add_list(b, sheet, &list);
}

static void add_unknown(easc__sheet_builder *b, easc__sheet *sheet)
{
    const easc__gate *gate = &b->answer->gate;
    device_list list = {
        "Devices that nothing is known about",
        "Nothing in the logs proves that they take the policy, or that they do not.",
        "There is evidence about every device judged.",
        EASC__LIT("UnknownDevices"),
        {EASC__DEVICE_USER, EASC__DEVICE_ID, EASC__DEVICE_STATE, EASC__DEVICE_OUTCOME,
         EASC__DEVICE_LAST_SEEN, EASC__DEVICE_FAMILY, EASC__DEVICE_REASON},
        gate->unknown,
        gate->unknown_count};
    add_list(b, sheet, &list);
}

/* --- mailboxes, servers ---------------------------------------------------------------------- */

static const easc__grid_column user_columns[] = {
    {EASC__NAME("User"), EASC__VALUE_TEXT, WIDTH_A, false, {NULL, 0}}};

static void add_users(easc__sheet_builder *b, easc__sheet *sheet, easc__bytes table,
                      const easc__bytes *users, size_t count, const char *empty)
{
    size_t rows = rows_of(count);
    easc__grid *grid = easc__model_grid(b->model, table, user_columns, 1, rows);
    for (size_t i = 0; grid && i < rows; i++) {
        easc__bytes user = users[i].n > 0 ? users[i] : EASC__LIT("(no user named)");
        easc__put(grid, i, 0, easc__text_cell(user));
    }
    if (grid) {
        grid->empty_text = easc__bytes_z(empty);
    }
    add_cut(b, sheet, count);
    easc__sheet_grid(b->model, sheet, grid);
}

/* Only when mailboxes were given: without them nobody can be missing. */
static void add_mailboxes(easc__sheet_builder *b, easc__sheet *sheet)
{
    const easc__gate *gate = &b->answer->gate;
    if (!gate->has_mailboxes) {
        return;
    }
    easc__sheet_heading(b->model, sheet, EASC__LIT("Users without a mailbox in the list"));
    easc__sheet_note(
        b->model, sheet, EASC__TONE_PLAIN,
        EASC__LIT("They are in the logs, not in the list of mailboxes; they were judged "
                  "like the others."));
    add_users(b, sheet, EASC__LIT("UnmatchedUsers"), gate->unmatched_users, gate->unmatched_count,
              "Every user has a mailbox in the list.");
    easc__sheet_heading(b->model, sheet, EASC__LIT("Mailboxes whose devices are not in the logs"));
    easc__sheet_note(
        b->model, sheet, EASC__TONE_PLAIN,
        EASC__LIT("The list says that they have a device; the logs show none, so nothing "
                  "is known about it."));
    add_users(b, sheet, EASC__LIT("UnseenUsers"), gate->unseen_users, gate->unseen_count,
              "Every mailbox that has a device is in the logs.");
}

static const easc__grid_column server_columns[] = {
    {EASC__NAME("Server"), EASC__VALUE_TEXT, WIDTH_A, false, {NULL, 0}},
    {EASC__NAME("Logs"), EASC__VALUE_WORD, WIDTH_B, false, {log_tones, 2}},
    {EASC__NAME("Covered days"), EASC__VALUE_INTEGER, WIDTH_C, false, {NULL, 0}},
    {EASC__NAME("Missing days"), EASC__VALUE_INTEGER, WIDTH_D, false, {NULL, 0}},
    {EASC__NAME("First day (UTC)"), EASC__VALUE_DATE, WIDTH_E, false, {NULL, 0}},
};

static void add_servers(easc__sheet_builder *b, easc__sheet *sheet)
{
    easc__grid *grid = EASC__GRID(b, "Servers", server_columns, b->answer->server_count);
    for (size_t i = 0; i < b->answer->server_count; i++) {
        const easc__server_days *server = &b->answer->servers[i];
        bool is_complete = server->missing_days == 0;
        easc__put(grid, i, 0, easc__text_cell(server->server));
        easc__put(grid, i, 1,
                  easc__word_cell(is_complete ? EASC__LIT("complete") : EASC__LIT("GAPS")));
        easc__put(grid, i, 2, easc__count_cell(server->covered_days));
        easc__put(grid, i, 3, easc__count_cell(server->missing_days));
        easc__put(grid, i, 4, easc__date_cell(server->first_day));
    }
    if (grid) {
        grid->empty_text = EASC__LIT("There are no logs of any server.");
    }
    easc__sheet_heading(b->model, sheet, EASC__LIT("Logs of each server"));
    easc__sheet_note(
        b->model, sheet, EASC__TONE_PLAIN,
        EASC__LIT("The sheet Coverage shows every day. Accepted gaps are not missing."));
    easc__sheet_grid(b->model, sheet, grid);
}

void easc__sheet_readiness(easc__sheet_builder *b)
{
    easc__sheet *sheet = easc__model_add_sheet(
        b->model, EASC__LIT("Readiness"), EASC__LIT("May the policy become the default again?"));
    easc__add_verdict(&b->text, b->answer);
    easc__builder_note(b, sheet, easc__verdict_tone(b->answer->gate.verdict));
    add_conditions(b, sheet);
    add_steps(b, sheet);
    add_failing(b, sheet);
    add_upgrades(b, sheet);
    add_unknown(b, sheet);
    add_mailboxes(b, sheet);
    add_servers(b, sheet);
}
