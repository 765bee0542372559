/* test_report.c - the model of the workbook: legal names, complete tables, sentences that are true.
 */
#include "report/coverage_rows.h"
#include "report/device_columns.h"
#include "report/failure_days.h"
#include "report/plain.h"
#include "report/wording.h"
#include "report/workbook.h"
#include "support/failing_heap.h"
#include "support/told_answer.h"

/* Two servers with a gap, one device that fails, one that takes the policy, one unknown. */
static const char small_story[] =
    "01 10:00:00 449 Sync V141_S142_Error:DeviceNotProvisioned_ x=12\n"
    "01 11:00:00 200 Sync V141_Pk7_ id=D2 user=CONT\\eva\n"
    "01 11:00:01 200 Provision V141_Pa1_ id=D2 user=CONT\\eva\n"
    "02 11:00:01 200 FolderSync V141_Pk7_ id=D2 user=CONT\\eva\n"
    "05 10:00:00 449 Sync V141_S142_Error:DeviceNotProvisioned_ x=11\n"
    "05 12:00:00 200 Ping V141_ id=D3 user=CONT\\kim server=CAS02\n";

static const easc__sheet *sheet_named(const easc__model *model, const char *name)
{
    const easc__sheet *sheet = model->first;
    while (sheet && !easc__equal(sheet->name, easc__bytes_z(name))) {
        sheet = sheet->next;
    }
    assert_non_null(sheet);
    return sheet;
}

static const easc__grid *grid_named(const easc__model *model, const char *name)
{
    for (const easc__sheet *sheet = model->first; sheet; sheet = sheet->next) {
        for (const easc__block *block = sheet->first; block; block = block->next) {
            if (block->kind == EASC__BLOCK_GRID &&
                easc__equal(block->grid->name, easc__bytes_z(name))) {
                return block->grid;
            }
        }
    }
    print_error("there is no table %s\n", name);
    fail();
    return NULL;
}

static const easc__cell *cell_at(const easc__grid *grid, size_t row, const char *title)
{
    for (size_t i = 0; i < grid->column_count; i++) {
        if (easc__equal(grid->columns[i].title, easc__bytes_z(title))) {
            assert_true(row < grid->row_count);
            return &grid->cells[row * grid->column_count + i];
        }
    }
    print_error("there is no column %s\n", title);
    fail();
    return NULL;
}

static void assert_words(const easc__grid *grid, size_t row, const char *title, const char *words)
{
    assert_int_equal(unit_wrong_text("cell", title, words, cell_at(grid, row, title)->as.text), 0);
}

static bool has_note(const easc__sheet *sheet, const char *part)
{
    for (const easc__block *block = sheet->first; block; block = block->next) {
        if (block->kind == EASC__BLOCK_NOTE && easc__contains(block->text, easc__bytes_z(part))) {
            return true;
        }
    }
    return false;
}

/* --- names ----------------------------------------------------------------------------------- */

static void sheet_names_are_legal_and_never_twice_the_same(void **state)
{
    (void)state;
    static const struct {
        const char *wanted;
        const char *given;
    } names[] = {
        {"Devices", "Devices"},
        {"devices", "devices (2)"},
        {"DEVICES", "DEVICES (3)"},
        {"a/b\\c[d]e:f*g?h", "a-b-c-d-e-f-g-h"},
        {"'quoted'", "-quoted-"},
        {"", "Sheet"},
        {"  ", "Sheet (2)"},
        {"History", "History (2)"},
        {"0123456789012345678901234567890123456789", "0123456789012345678901234567890"},
        {"0123456789012345678901234567890xyz", "01234567890123456789012 (2)"},
        {"\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1"
         "\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1"
         "\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1"
         "\xF0\x9F\x93\xB1",
         "\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1"
         "\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1"
         "\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1\xF0\x9F\x93\xB1"},
        {"x\xFFy\nz", "x\xEF\xBF\xBDy\xEF\xBF\xBDz"},
    };
    easc__model model;
    size_t wrong = 0;
    easc__model_init(&model);
    for (size_t i = 0; i < UNIT_COUNT(names); i++) {
        const easc__sheet *sheet =
            easc__model_add_sheet(&model, easc__bytes_z(names[i].wanted), EASC__LIT("x"));
        assert_non_null(sheet);
        wrong += unit_wrong_text(names[i].wanted, "name", names[i].given, sheet->name);
    }
    assert_int_equal(wrong, 0);
    assert_int_equal(model.sheet_count, UNIT_COUNT(names));
    easc__model_done(&model);
}

static void a_cell_outside_of_its_table_changes_nothing(void **state)
{
    (void)state;
    static const easc__grid_column column = {{"A", 1}, EASC__VALUE_TEXT, 9, false, {NULL, 0}};
    easc__model model;
    easc__model_init(&model);
    easc__grid *grid = easc__model_grid(&model, EASC__LIT("T"), &column, 1, 2);
    easc__put(grid, 2, 0, easc__count_cell(1));
    easc__put(grid, 0, 1, easc__count_cell(1));
    easc__put(NULL, 0, 0, easc__count_cell(1));
    assert_int_equal(grid->cells[0].type, EASC__VALUE_EMPTY);
    assert_int_equal(grid->cells[1].type, EASC__VALUE_EMPTY);
    assert_null(easc__model_grid(&model, EASC__LIT("T"), &column, 1, SIZE_MAX));
    assert_true(model.failed);
    assert_null(easc__model_add_sheet(&model, EASC__LIT("S"), EASC__LIT("S")));
    easc__model_done(&model);
}

static void values_without_a_meaning_are_empty_cells(void **state)
{
    (void)state;
    assert_int_equal(easc__time_cell(EASC__NO_TIME).type, EASC__VALUE_EMPTY);
    assert_int_equal(easc__share_cell(0, 0).type, EASC__VALUE_EMPTY);
    assert_int_equal(easc__share_cell(1, 4).type, EASC__VALUE_PERCENT);
    assert_true(easc__share_cell(1, 4).as.decimal == 25.0);
    assert_true(easc__count_cell(UINT64_MAX).as.integer == INT64_MAX);
}

/* --- plain texts ----------------------------------------------------------------------------- */

#define LOST "\xEF\xBF\xBD"

static void texts_of_strangers_become_plain(void **state)
{
    (void)state;
    static const struct {
        const char *raw;
        const char *cell;
        const char *terminal;
    } texts[] = {
        {"plain ~", "plain ~", "plain ~"},
        {"\x1B[31mred\x07", LOST "[31mred" LOST, LOST "[31mred" LOST},
        {"tab\tline\r\n\x7F", "tab" LOST "line" LOST LOST LOST, "tab" LOST "line" LOST LOST LOST},
        {"c1 \xC2\x9B"
         "31m",
         "c1 " LOST "31m", "c1 " LOST "31m"},
        {"\xEF\xBF\xBE\xEF\xBF\xBF", LOST LOST, LOST LOST},
        {"bad \xFF\xC3(", "bad " LOST LOST "(", "bad " LOST LOST "("},
        {"\xED\xA0\x80", LOST LOST LOST, LOST LOST LOST},
        {"\xE2\x80\xAEgnp", "\xE2\x80\xAEgnp", LOST "gnp"},
        {"\xE2\x81\xA6x\xE2\x81\xA9\xE2\x80\xA8", "\xE2\x81\xA6x\xE2\x81\xA9\xE2\x80\xA8",
         LOST "x" LOST LOST},
        {"Gr\xC3\xB6\xC3\x9F"
         "e \xE4\xB8\xAD\xF0\x9F\x93\xB1",
         "Gr\xC3\xB6\xC3\x9F"
         "e \xE4\xB8\xAD\xF0\x9F\x93\xB1",
         "Gr\xC3\xB6\xC3\x9F"
         "e \xE4\xB8\xAD\xF0\x9F\x93\xB1"},
    };
    easc__text text = easc__text_init(0);
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
        easc__text_clear(&text);
        easc__add_plain(&text, easc__bytes_z(texts[i].raw), EASC__PLAIN_CELL);
        wrong += unit_wrong_text("text", "cell", texts[i].cell, easc__text_view(&text));
        easc__text_clear(&text);
        easc__add_plain(&text, easc__bytes_z(texts[i].raw), EASC__PLAIN_TERMINAL);
        wrong += unit_wrong_text("text", "terminal", texts[i].terminal, easc__text_view(&text));
    }
    easc__text_clear(&text);
    easc__add_plain(&text, easc__bytes_of("a\0b", 3), EASC__PLAIN_CELL);
    wrong += unit_wrong_text("text", "NUL", "a" LOST "b", easc__text_view(&text));
    easc__text_done(&text);
    assert_int_equal(wrong, 0);
}

static void texts_are_cut_between_characters(void **state)
{
    (void)state;
    easc__bytes text = EASC__LIT("a\xE4\xB8\xAD\xF0\x9F\x93\xB1"
                                 "e\xCC\x81");
    assert_int_equal(easc__plain_width(text), 1 + 2 + 2 + 1);
    assert_int_equal(easc__plain_head(text, 0).n, 0);
    assert_int_equal(easc__plain_head(text, 2).n, 1);
    assert_int_equal(easc__plain_head(text, 3).n, 4);
    assert_int_equal(easc__plain_head(text, 6).n, text.n);
    assert_int_equal(easc__plain_units(text, 2).n, 4);
    assert_int_equal(easc__plain_units(text, 3).n, 4);
    assert_int_equal(easc__plain_units(text, 4).n, 8);
    assert_int_equal(easc__plain_units(text, 6).n, text.n);
}

/* --- figures --------------------------------------------------------------------------------- */

static void failures_of_a_day_are_those_of_payload_rows_or_else_of_the_first_hop(void **state)
{
    (void)state;
    easc__day day = {.payload_rows = 2, .failures = 1, .hop_refusals = 5};
    assert_int_equal(easc__failures_on(&day), 1);
    day.payload_rows = 0;
    assert_int_equal(easc__failures_on(&day), 5);
}

static void every_day_of_the_window_is_counted_over_the_listed_devices(void **state)
{
    (void)state;
    easc__answer answer;
    easc__failure_days days;
    told_begin(&answer);
    told_set(&answer, "policy-off", "2011-05-02..2011-05-03");
    told_set(&answer, "policy-on", "2011-05-05");
    told_tell(&answer, small_story);
    told_tell(&answer, "03 10:00:00 449 Sync - id=D2 user=CONT\\eva\n");
    told_end(&answer);
    static const uint64_t failures[] = {12, 0, 1, 0, 11};
    static const easc__policy_day policies[] = {EASC__POLICY_DAY_UNSAID, EASC__POLICY_DAY_OFF,
                                                EASC__POLICY_DAY_OFF, EASC__POLICY_DAY_UNSAID,
                                                EASC__POLICY_DAY_ON};
    assert_true(easc__failure_days_count(&answer, &days));
    assert_int_equal(days.count, 5);
    assert_int_equal(days.left_out, 0);
    uint64_t sum = 0;
    for (size_t i = 0; i < days.count; i++) {
        assert_int_equal(days.items[i].day, days.items[0].day + (int32_t)i);
        assert_int_equal(days.items[i].failures, failures[i]);
        assert_int_equal(days.items[i].policy, policies[i]);
    }
    for (size_t i = 0; i < answer.devices.count; i++) {
        sum += answer.judgements[i].failures;
    }
    assert_int_equal(sum, 24);
    easc__failure_days_done(&days);
    answer.is_listed[0] = false; /* eva */
    assert_true(easc__failure_days_count(&answer, &days));
    assert_int_equal(days.items[2].failures, 0);
    easc__failure_days_done(&days);
    easc__answer_done(&answer);
}

static void days_that_no_chart_can_show_are_left_out_and_counted(void **state)
{
    (void)state;
    easc__answer answer;
    easc__failure_days days;
    told(&answer, "2009-01-01 10:00:00 449 Sync V141_S142_ x=3\n"
                  "2011-05-05 10:00:00 449 Sync V141_S142_ x=2\n");
    assert_true(easc__failure_days_count(&answer, &days));
    assert_int_equal(days.count, EASC__FAILURE_DAYS_MAX);
    assert_int_equal(days.left_out, 3);
    assert_int_equal(days.items[days.count - 1].failures, 2);
    easc__failure_days_done(&days);
    easc__answer_done(&answer);
}

static void gaps_of_a_server_stand_between_its_days_and_behind_them(void **state)
{
    (void)state;
    easc__answer answer;
    easc__coverage_rows rows;
    told_begin(&answer);
    told_set(&answer, "accept-gap", "cas01=2011-05-03..2011-05-03");
    told_tell(&answer, small_story);
    told_tell(&answer, "01 12:00:00 200 Ping V141_ id=D3 user=CONT\\kim server=CAS03\n"
                       "01 12:00:00 200 Ping - method=GET server=CAS04\n");
    told_end(&answer);
    static const struct {
        const char *server;
        int from;
        int to;
        easc__coverage_state state;
    } expected[] = {
        {"CAS01", 1, 1, EASC__COVERED},
        {"CAS01", 2, 2, EASC__COVERED},
        {"CAS01", 3, 3, EASC__COVERAGE_ACCEPTED},
        {"CAS01", 4, 4, EASC__COVERAGE_MISSING},
        {"CAS01", 5, 5, EASC__COVERED},
        {"CAS02", 5, 5, EASC__COVERED},
        {"CAS03", 1, 1, EASC__COVERED},
        {"CAS03", 2, 5, EASC__COVERAGE_MISSING},
        {"CAS04", 1, 1, EASC__COVERAGE_MONITORING_ONLY},
    };
    const int32_t april_30 = 15094;
    uint64_t missing = 0;
    assert_true(easc__coverage_rows_list(&answer, &rows));
    assert_int_equal(rows.count, UNIT_COUNT(expected));
    for (size_t i = 0; i < rows.count; i++) {
        const easc__coverage_row *row = &rows.items[i];
        assert_int_equal(unit_wrong_text("row", "server", expected[i].server, row->server), 0);
        assert_int_equal(row->from - april_30, expected[i].from);
        assert_int_equal(row->to - april_30, expected[i].to);
        assert_int_equal(row->state, expected[i].state);
        assert_int_equal(row->rows != NULL, row->state == EASC__COVERED ||
                                                row->state == EASC__COVERAGE_MONITORING_ONLY);
        missing += row->state == EASC__COVERAGE_MISSING ? (uint64_t)(row->to - row->from) + 1 : 0;
    }
    assert_true(answer.gate.conditions[EASC__CONDITION_MISSING_DAYS].numerator == missing);
    easc__coverage_rows_done(&rows);
    easc__answer_done(&answer);
}

/* --- sentences ------------------------------------------------------------------------------- */

static void the_verdict_is_a_sentence_with_its_first_reason(void **state)
{
    (void)state;
    easc__answer answer;
    easc__text text = easc__text_init(0);
    told(&answer, small_story);
    easc__add_verdict(&text, &answer);
    assert_int_equal(
        unit_wrong_text("small story", "verdict",
                        "Not ready: 1 user has a device that fails on the policy and would stop "
                        "syncing (5 of 8 conditions not met).",
                        easc__text_view(&text)),
        0);
    easc__answer_done(&answer);

    easc__text_clear(&text);
    told(&answer, "");
    easc__add_verdict(&text, &answer);
    assert_int_equal(unit_wrong_text("no rows", "verdict",
                                     "Not enough evidence: rows that tell of device and policy: 0, "
                                     "at least 1 needed (3 of 8 conditions not met).",
                                     easc__text_view(&text)),
                     0);
    easc__answer_done(&answer);

    easc__text_clear(&text);
    told_begin(&answer);
    told_set(&answer, "min-covered-days", "1");
    told_tell(&answer, "01 11:00:00 200 Provision V141_Pa1_\n01 11:00:01 200 Sync V141_Pk7_\n");
    told_end(&answer);
    easc__add_verdict(&text, &answer);
    assert_true(easc__starts(easc__text_view(&text), EASC__LIT("Ready: ")));
    easc__text_done(&text);
    easc__answer_done(&answer);
}

static bool says(const easc__answer *answer, const char *part)
{
    bool found = false;
    easc__text text = easc__text_init(0);
    for (size_t i = 0; easc__add_assumption(&text, answer, i); i++) {
        found |= easc__contains(easc__text_view(&text), easc__bytes_z(part));
        easc__text_clear(&text);
    }
    easc__text_done(&text);
    return found;
}

static void everything_that_was_assumed_is_said(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "assumed-all",
        "2011-05-02..2011-05-03, 2011-05-04..2011-05-04 (--policy-off)",
        "2011-05-05.. (--policy-on)",
        "max-failing-users 3 (default 0), min-proven-percent 75.50 (default 80.00)",
        "at most 7 days before",
        "logo-2011",
        ("from 2011-05-01 00:00 UTC before 2011-06-01 00:00 UTC of servers CAS01, CAS02 not of "
         "servers CAS09"),
        "CAS01=2011-05-03..2011-05-03",
        "of users jan with ids D1",
    };
    easc__answer answer;
    told_begin(&answer);
    assert_true(says(&answer, "no policy-free days were named"));
    assert_true(says(&answer, "All limits are the defaults."));
    assert_true(says(&answer, "All rows of the inputs count."));
    told_set(&answer, "policy-off", "2011-05-02..2011-05-03");
    told_set(&answer, "policy-off", "2011-05-04..2011-05-04");
    told_set(&answer, "policy-on", "2011-05-05");
    told_set(&answer, "max-failing-users", "3");
    told_set(&answer, "min-proven-percent", "75.5");
    told_set(&answer, "active-days", "7");
    told_set(&answer, "since", "2011-05-01");
    told_set(&answer, "until", "2011-06-01");
    told_set(&answer, "server", "CAS01");
    told_set(&answer, "server", "CAS02");
    told_set(&answer, "exclude-server", "CAS09");
    told_set(&answer, "accept-gap", "CAS01=2011-05-03..2011-05-03");
    told_set(&answer, "user", "jan");
    told_set(&answer, "device", "D1");
    told_tell(&answer, small_story);
    told_end(&answer);
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(parts); i++) {
        if (!says(&answer, parts[i])) {
            print_error("not said: %s\n", parts[i]);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
    easc__answer_done(&answer);
}

static void there_is_a_next_step_for_every_condition_that_is_not_met(void **state)
{
    (void)state;
    easc__answer answer;
    easc__text text = easc__text_init(0);
    told(&answer, small_story);
    size_t unmet = 0;
    size_t steps = 0;
    for (int i = 0; i < EASC__CONDITION_COUNT; i++) {
        unmet += !answer.gate.conditions[i].is_met;
    }
    while (easc__add_next_step(&text, &answer, steps)) {
        assert_true(text.n > 0);
        easc__text_clear(&text);
        steps++;
    }
    assert_int_equal(steps, unmet);
    easc__text_done(&text);
    easc__answer_done(&answer);
}

/* --- the workbook ---------------------------------------------------------------------------- */

static void the_workbook_of_a_small_answer_is_complete(void **state)
{
    (void)state;
    static const char *const names[] = {"Summary", "Readiness", "Devices", "Coverage", "Method"};
    easc__answer answer;
    easc__model model;
    told(&answer, small_story);
    assert_int_equal(easc__workbook_build(&answer, &model, NULL), EASC_OK);
    const easc__sheet *sheet = model.first;
    for (size_t i = 0; i < UNIT_COUNT(names); i++, sheet = sheet->next) {
        assert_non_null(sheet);
        assert_int_equal(unit_wrong_text("sheet", "name", names[i], sheet->name), 0);
    }
    assert_null(sheet);
    assert_true(has_note(sheet_named(&model, "Summary"), "Not ready: 1 user"));
    const easc__grid *devices = grid_named(&model, "Devices");
    assert_int_equal(devices->row_count, 3);
    assert_int_equal(devices->column_count, EASC__DEVICE_FIELD_COUNT - 2); /* no identity map */
    assert_words(devices, 0, "User", "CONT\\eva");
    assert_words(devices, 0, "Compliance state", "Compliant");
    assert_words(devices, 1, "Outcome", "Looping");
    assert_words(devices, 1, "Errors", "DeviceNotProvisioned=23");
    assert_true(cell_at(devices, 1, "Failures")->as.integer == 23);
    assert_true(cell_at(devices, 2, "Last seen (UTC)")->as.time_s == 1304596800);
    assert_int_equal(cell_at(devices, 2, "Last failure (UTC)")->type, EASC__VALUE_EMPTY);
    assert_int_equal(grid_named(&model, "FailingDevices")->row_count, 1);
    assert_words(grid_named(&model, "FailingDevices"), 0, "User", "CONT\\jan");
    assert_int_equal(grid_named(&model, "FailuresPerDay")->row_count, 5);
    assert_int_equal(grid_named(&model, "Conditions")->row_count, EASC__CONDITION_COUNT);
    assert_words(grid_named(&model, "Conditions"), 0, "Met", "NO");
    assert_words(grid_named(&model, "Coverage"), 2, "Logs", "MISSING");
    assert_int_equal(grid_named(&model, "Inputs")->row_count, 1);
    assert_true(model.created_s == 1304596800);
    easc__model_done(&model);
    easc__answer_done(&answer);
}

static void tables_and_their_columns_have_names_of_their_own(void **state)
{
    (void)state;
    easc__answer answer;
    easc__model model;
    easc__bytes seen[64];
    size_t count = 0;
    told(&answer, small_story);
    assert_int_equal(easc__workbook_build(&answer, &model, NULL), EASC_OK);
    for (const easc__sheet *sheet = model.first; sheet; sheet = sheet->next) {
        for (const easc__block *block = sheet->first; block; block = block->next) {
            if (block->kind != EASC__BLOCK_GRID) {
                continue;
            }
            for (size_t i = 0; i < count; i++) {
                assert_false(easc__equal_nocase(seen[i], block->grid->name));
            }
            seen[count++] = block->grid->name;
            for (size_t i = 0; i < block->grid->column_count; i++) {
                const easc__grid_column *column = &block->grid->columns[i];
                bool is_time = column->type == EASC__VALUE_TIME || column->type == EASC__VALUE_DATE;
                assert_true(!is_time || easc__contains(column->title, EASC__LIT("UTC")));
                for (size_t k = 0; k < i; k++) {
                    assert_false(easc__equal_nocase(column->title, block->grid->columns[k].title));
                }
            }
        }
    }
    assert_in_range(count, 14, 64);
    easc__model_done(&model);
    easc__answer_done(&answer);
}

static void an_empty_answer_gives_a_workbook_that_says_so(void **state)
{
    (void)state;
    easc__answer answer;
    easc__model model;
    told(&answer, "");
    assert_int_equal(easc__workbook_build(&answer, &model, NULL), EASC_OK);
    assert_true(has_note(sheet_named(&model, "Summary"), "The logs hold no ActiveSync row."));
    assert_int_equal(grid_named(&model, "Devices")->row_count, 0);
    assert_true(model.created_s != 0);
    for (const easc__block *b = sheet_named(&model, "Summary")->first; b; b = b->next) {
        assert_int_not_equal(b->kind, EASC__BLOCK_CHART);
    }
    easc__model_done(&model);
    easc__answer_done(&answer);
}

/* 200,000 rows are more than a test wants to tell: the same device, many times over. */
static void a_list_that_is_too_long_is_cut_and_says_so(void **state)
{
    (void)state;
    enum { MANY = EASC__LISTED_DEVICES_MAX + 7 };
    easc__answer answer;
    easc__model model;
    told(&answer, "01 11:00:00 200 Sync V141_Pk7_\n");
    answer.devices.items = easc__realloc(answer.devices.items, MANY, sizeof *answer.devices.items);
    answer.judgements = easc__realloc(answer.judgements, MANY, sizeof *answer.judgements);
    answer.is_listed = easc__realloc(answer.is_listed, MANY, sizeof *answer.is_listed);
    answer.gate.is_in_scope = easc__realloc(answer.gate.is_in_scope, MANY, sizeof(bool));
    assert_true(answer.devices.items && answer.judgements && answer.is_listed &&
                answer.gate.is_in_scope);
    for (size_t i = 1; i < MANY; i++) {
        answer.devices.items[i] = answer.devices.items[0];
        answer.judgements[i] = answer.judgements[0];
        answer.is_listed[i] = true;
        answer.gate.is_in_scope[i] = true;
    }
    answer.devices.count = MANY;
    answer.listed_count = MANY;
    easc__gate real = answer.gate;
    size_t *one_device = easc__alloc_zero(MANY, sizeof *one_device);
    assert_non_null(one_device);
    answer.gate.failing = answer.gate.upgrades = answer.gate.unknown = one_device;
    answer.gate.failing_count = answer.gate.upgrade_count = answer.gate.unknown_count = MANY;
    assert_int_equal(easc__workbook_build(&answer, &model, NULL), EASC_OK);
    assert_int_equal(grid_named(&model, "Devices")->row_count, EASC__LISTED_DEVICES_MAX);
    assert_true(has_note(sheet_named(&model, "Devices"), "7 are missing. \"easc scan"));
    assert_true(has_note(sheet_named(&model, "Summary"), "7 are missing. \"easc scan"));
    static const char *const lists[] = {"FailingDevices", "Upgrades", "UnknownDevices"};
    for (size_t i = 0; i < UNIT_COUNT(lists); i++) {
        assert_int_equal(grid_named(&model, lists[i])->row_count, EASC__LIST_ROWS_MAX);
    }
    assert_true(has_note(sheet_named(&model, "Readiness"), "150007 more are missing here"));
    easc__model_done(&model);
    easc__free(one_device);
    answer.gate = real;
    for (size_t i = 1; i < MANY; i++) {
        answer.devices.items[i] = (easc__device){0};
    }
    answer.devices.count = 1;
    easc__answer_done(&answer);
}

static void running_out_of_memory_is_survived_at_every_step(void **state)
{
    (void)state;
    easc__answer answer;
    easc__model model;
    easc_status status = EASC_E_MEMORY;
    told(&answer, small_story);
    size_t live = failing_heap_live();
    for (size_t allowed = 0; status != EASC_OK; allowed++) {
        assert_true(allowed < 10000);
        failing_heap_allow(allowed);
        status = easc__workbook_build(&answer, &model, NULL);
        failing_heap_allow(SIZE_MAX);
        assert_true(status == EASC_OK || status == EASC_E_MEMORY);
        if (status != EASC_OK) {
            assert_int_equal(failing_heap_live(), live);
        }
    }
    easc__model_done(&model);
    assert_int_equal(failing_heap_live(), live);
    easc__answer_done(&answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheet_names_are_legal_and_never_twice_the_same),
        cmocka_unit_test(a_cell_outside_of_its_table_changes_nothing),
        cmocka_unit_test(values_without_a_meaning_are_empty_cells),
        cmocka_unit_test(texts_of_strangers_become_plain),
        cmocka_unit_test(texts_are_cut_between_characters),
        cmocka_unit_test(failures_of_a_day_are_those_of_payload_rows_or_else_of_the_first_hop),
        cmocka_unit_test(every_day_of_the_window_is_counted_over_the_listed_devices),
        cmocka_unit_test(days_that_no_chart_can_show_are_left_out_and_counted),
        cmocka_unit_test(gaps_of_a_server_stand_between_its_days_and_behind_them),
        cmocka_unit_test(the_verdict_is_a_sentence_with_its_first_reason),
        cmocka_unit_test(everything_that_was_assumed_is_said),
        cmocka_unit_test(there_is_a_next_step_for_every_condition_that_is_not_met),
        cmocka_unit_test(the_workbook_of_a_small_answer_is_complete),
        cmocka_unit_test(tables_and_their_columns_have_names_of_their_own),
        cmocka_unit_test(an_empty_answer_gives_a_workbook_that_says_so),
        cmocka_unit_test(a_list_that_is_too_long_is_cut_and_says_so),
        cmocka_unit_test(running_out_of_memory_is_survived_at_every_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
