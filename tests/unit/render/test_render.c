/* test_render.c - documents for people and spreadsheets, and the workbook as a file. What the cells
   of a workbook hold is compared with the JSON documents by support/check_workbook.py. */
#include "archive/archive.h"
#include "render/document.h"
#include "render/render_xlsx.h"
#include "report/plain.h"
#include "report/workbook.h"
#include "support/failing_heap.h"
#include "support/scratch.h"
#include "support/told_answer.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>

static const char small_story[] =
    "01 10:00:00 449 Sync V141_S142_Error:DeviceNotProvisioned_ x=12\n"
    "01 11:00:00 200 Sync V141_Pk7_ id=D2 user=CONT\\eva\n"
    "01 11:00:01 200 Provision V141_Pa1_ id=D2 user=CONT\\eva\n"
    "02 11:00:01 200 FolderSync V141_Pk7_ id=D2 user=CONT\\eva\n"
    "05 10:00:00 449 Sync V141_S142_Error:DeviceNotProvisioned_ x=11\n"
    "05 12:00:00 200 Ping V141_ id=D3 user=CONT\\kim server=CAS02\n";

static const easc__document_style plain_style = {false, 0};

/* A whole document. */
static easc__text written(easc__document_writer write, const easc__answer *answer,
                          const easc__document_style *style)
{
    easc__text text = easc__text_init(0);
    for (size_t step = 0; write(answer, style, step, &text); step++) {
        assert_true(step < 1000000);
    }
    assert_false(text.failed);
    return text;
}

static bool holds(const easc__text *text, const char *part)
{
    return easc__contains(easc__text_view(text), easc__bytes_z(part));
}

static void assert_holds(const easc__text *text, const char *part)
{
    if (!holds(text, part)) {
        print_error("not there: %s\nin: %.*s\n", part, (int)text->n, text->p);
        fail();
    }
}

static size_t count_of(easc__bytes text, char c)
{
    size_t count = 0;
    for (size_t i = 0; i < text.n; i++) {
        count += text.p[i] == c;
    }
    return count;
}

/* --- CSV ------------------------------------------------------------------------------------- */

static void csv_of_a_scan_has_one_row_a_device(void **state)
{
    (void)state;
    easc__answer answer;
    told_begin(&answer);
    told_set(&answer, "policy-off", "2011-05-03..2011-05-04");
    told_tell(&answer, small_story);
    told_end(&answer);
    easc__text text = written(easc__csv_scan, &answer, &plain_style);
    assert_true(easc__starts(easc__text_view(&text),
                             EASC__LIT("\xEF\xBB\xBFuser,userForms,deviceId,deviceType,")));
    assert_int_equal(count_of(easc__text_view(&text), '\n'), 4);
    assert_int_equal(count_of(easc__text_view(&text), '\r'), 4);
    assert_holds(&text, ",windowFrom,windowTo,policyOff,policyOn,catalogueName\r\n");
    assert_holds(&text, "\r\nCONT\\jan,CONT\\jan,D1,Thing,");
    assert_holds(&text, ",2011-05-01T10:00:00Z,2011-05-05T10:00:10Z,,23,0,Sync=23,449=23,142=23,"
                        "DeviceNotProvisioned=23,23,0,0,0,");
    assert_holds(&text, ",Looping,NotCompliant,failing-looping,");
    assert_holds(&text, ",2011-05-01T10:00:00Z,2011-05-05T12:00:00Z,2011-05-03..2011-05-04,,"
                        "logo-2011\r\n");
    easc__text_done(&text);
    answer.is_listed[0] = false;
    text = written(easc__csv_scan, &answer, &plain_style);
    assert_false(holds(&text, "CONT\\eva"));
    easc__text_done(&text);
    easc__answer_done(&answer);
}

static void csv_of_a_gate_has_one_row_a_condition(void **state)
{
    (void)state;
    easc__answer answer;
    told(&answer, small_story);
    easc__text text = written(easc__csv_gate, &answer, &plain_style);
    assert_int_equal(count_of(easc__text_view(&text), '\n'), 1 + EASC__CONDITION_COUNT);
    assert_holds(&text, "\r\nfailing-users,1,at most,0,count,false,NotReady,");
    assert_holds(&text, "\r\nproven-percent,33.33,at least,80.00,percent,false,"
                        "InsufficientEvidence,");
    assert_holds(&text, ",NotReady,assumed-all,3,30,2011-05-01T10:00:00Z,");
    easc__text_done(&text);
    easc__answer_done(&answer);
}

/* What a client may put into a user name, and the cell that stands for it. */
static void no_cell_of_a_csv_becomes_a_formula(void **state)
{
    (void)state;
    static const struct {
        const char *raw;
        const char *cell;
    } users[] = {
        {"=1+1", "'=1+1"},
        {"+49", "'+49"},
        {"-1", "'-1"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\"=1", "\"'\"\"=1\""},
        {"\"\"@x", "\"'\"\"\"\"@x\""},
        {"a,b", "\"a,b\""},
        {"a\"b", "\"a\"\"b\""},
        {"a;b", "\"a;b\""},
        {"a=b", "a=b"},
        {"\xEF\xBC\x9D"
         "1",
         "'\xEF\xBC\x9D"
         "1"},
        {"\xFF", "\xEF\xBF\xBD"},
        {"\x1B[31m", "\xEF\xBF\xBD[31m"},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(users); i++) {
        easc__answer answer;
        easc__text story = easc__text_init(0);
        easc__text_add_z(&story, "01 10:00:00 200 Sync V141_ user=");
        easc__text_add_z(&story, users[i].raw);
        easc__text_add_char(&story, '\0');
        told(&answer, story.p);
        easc__text text = written(easc__csv_scan, &answer, &plain_style);
        easc__bytes row =
            easc__from(easc__text_view(&text), easc__find(easc__text_view(&text), '\n') + 1);
        size_t n = strlen(users[i].cell);
        wrong += unit_wrong_text(users[i].raw, "cell", users[i].cell, easc__first(row, n));
        assert_true(row.n > n && row.p[n] == ',');
        easc__text_done(&text);
        easc__text_done(&story);
        easc__answer_done(&answer);
    }
    assert_int_equal(wrong, 0);
}

/* --- text ------------------------------------------------------------------------------------ */

static void text_of_a_scan_sums_up_and_lists_the_devices(void **state)
{
    (void)state;
    easc__answer answer;
    told(&answer, small_story);
    easc__text text = written(easc__text_scan, &answer, &plain_style);
    assert_true(
        easc__starts(easc__text_view(&text),
                     EASC__LIT("Window      2011-05-01 10:00 UTC to 2011-05-05 12:00 UTC\n")));
    assert_holds(&text, "Servers     2: CAS01 3 days and 2 MISSING, CAS02 1 day\n");
    assert_holds(&text, "Compliance  Compliant 1, NotCompliant 1, Unknown 1\n");
    assert_holds(&text, "CONT\\jan ");
    assert_holds(&text, "NotCompliant        Looping     2011-05-05 10:00\n");
    assert_holds(&text, "What was assumed\n  Scope \"assumed-all\"");
    assert_false(holds(&text, "\x1B"));
    easc__text_done(&text);
    easc__answer_done(&answer);
}

static void text_of_a_gate_says_the_verdict_first(void **state)
{
    (void)state;
    easc__answer answer;
    told(&answer, small_story);
    easc__text text = written(easc__text_gate, &answer, &plain_style);
    assert_true(easc__starts(easc__text_view(&text), EASC__LIT("Not ready: 1 user has a device")));
    assert_holds(&text, "failing-users      1           at most 0          NOT MET  ");
    assert_holds(&text, "payload-rows       27          at least 1         ok       ");
    assert_holds(&text, "Users who would stop syncing\n");
    assert_holds(&text, "[1] Looping, Thing/1.0\n");
    assert_holds(&text, "\n  [1] Looping: The device is asked to take the policy");
    assert_holds(&text, "Devices that need a newer version\nnone\n");
    assert_holds(&text, "CONT\\kim");
    assert_holds(&text, "What was assumed\n");
    assert_holds(&text, "What to do next\n  Help the users who would stop syncing");
    assert_false(holds(&text, "Mailboxes"));
    easc__text_done(&text);
    easc__answer_done(&answer);
}

static void colours_are_only_there_when_they_are_wanted(void **state)
{
    (void)state;
    static const easc__document_style coloured = {true, 0};
    easc__answer answer;
    told(&answer, small_story);
    easc__text text = written(easc__text_gate, &answer, &coloured);
    assert_true(easc__starts(easc__text_view(&text), EASC__LIT("\x1B[31mNot ready")));
    assert_holds(&text, "\x1B[31mNOT MET\x1B[0m");
    assert_holds(&text, "\x1B[32mok\x1B[0m");
    easc__text_done(&text);
    text = written(easc__text_scan, &answer, &coloured);
    assert_holds(&text, "\x1B[31mNotCompliant\x1B[0m");
    easc__text_done(&text);
    easc__answer_done(&answer);
}

static void no_line_is_wider_than_the_terminal(void **state)
{
    (void)state;
    static const uint32_t widths[] = {80, 100, 132, 200};
    static const easc__document_writer writers[] = {easc__text_scan, easc__text_gate};
    easc__answer answer;
    told_begin(&answer);
    told_tell(&answer, small_story);
    told_tell(&answer,
              "05 10:00:00 449 Sync V141_S142_ id=0123456789012345678901234567890123456789 "
              "user=CONT\\somebody.with.a.name.that.is.longer.than.most agent=\xE4\xB8\xAD\xE4\xB8"
              "\xAD\xE4\xB8\xAD/a.very.long.agent.that.says.nothing.about.a.version.at.all x=3\n");
    told_end(&answer);
    for (size_t i = 0; i < UNIT_COUNT(widths) * UNIT_COUNT(writers); i++) {
        easc__document_style style = {false, widths[i / 2]};
        easc__text text = written(writers[i % 2], &answer, &style);
        easc__bytes line;
        for (easc__bytes rest = easc__text_view(&text); easc__next_piece(&rest, '\n', &line);) {
            if (easc__plain_width(line) > style.width) {
                print_error("wider than %u: %.*s\n", style.width, (int)line.n, line.p);
                fail();
            }
        }
        assert_holds(&text, "\xE2\x80\xA6");
        easc__text_done(&text);
    }
    easc__answer_done(&answer);
}

static void no_escape_sequence_of_a_client_reaches_the_terminal(void **state)
{
    (void)state;
    static const easc__document_style styles[] = {{false, 0}, {false, 100}};
    static const easc__document_writer writers[] = {easc__text_scan, easc__text_gate};
    easc__answer answer;
    told_begin(&answer);
    told_set(&answer, "server", "\x1B]0;x\x07");
    told_tell(&answer, "01 10:00:00 449 Sync V141_S142_ id=%1B%5B2J%C2%9B31m%E2%80%AEx%0A "
                       "user=CONT\\\x1B[31mjan agent=a\xE2\x81\xA6\x08"
                       "b x=12\n");
    told_end(&answer);
    for (size_t i = 0; i < 4; i++) {
        easc__text text = written(writers[i % 2], &answer, &styles[i / 2]);
        assert_holds(&text, "CONT\\\xEF\xBF\xBD[31mjan");
        for (size_t k = 0; k < text.n; k++) {
            assert_true((unsigned char)text.p[k] >= 0x20 || text.p[k] == '\n');
        }
        assert_false(holds(&text, "\xC2\x9B"));
        assert_false(holds(&text, "\xE2\x80\xAE"));
        assert_false(holds(&text, "\xE2\x81\xA6"));
        easc__text_done(&text);
    }
    easc__answer_done(&answer);
}

static void an_empty_answer_is_a_document_too(void **state)
{
    (void)state;
    static const easc__document_writer writers[] = {easc__csv_scan, easc__csv_gate, easc__text_scan,
                                                    easc__text_gate};
    easc__answer answer;
    told(&answer, "");
    for (size_t i = 0; i < UNIT_COUNT(writers); i++) {
        easc__text text = written(writers[i], &answer, &plain_style);
        assert_true(text.n > 100);
        easc__text_done(&text);
    }
    easc__answer_done(&answer);
}

static void documents_survive_running_out_of_memory(void **state)
{
    (void)state;
    static const easc__document_writer writers[] = {easc__csv_scan, easc__csv_gate, easc__text_scan,
                                                    easc__text_gate};
    static const easc__document_style style = {true, 90};
    easc__answer answer;
    told(&answer, small_story);
    size_t live = failing_heap_live();
    for (size_t i = 0; i < UNIT_COUNT(writers); i++) {
        bool failed = true;
        for (size_t allowed = 0; failed; allowed++) {
            easc__text text = easc__text_init(0);
            assert_true(allowed < 100000);
            failing_heap_allow(allowed);
            for (size_t step = 0; writers[i](&answer, &style, step, &text); step++) {
            }
            failing_heap_allow(SIZE_MAX);
            failed = text.failed;
            easc__text_done(&text);
            assert_int_equal(failing_heap_live(), live);
        }
    }
    easc__answer_done(&answer);
}

/* --- the workbook ---------------------------------------------------------------------------- */

static easc__text file_bytes(scratch *place, const char *name)
{
    enum { FILE_MAX = 1 << 21 };
    easc__text text = easc__text_init(0);
    assert_true(easc__text_reserve(&text, FILE_MAX));
    text.n = scratch_read(place, name, text.p, FILE_MAX);
    assert_true(text.n < FILE_MAX);
    return text;
}

/* One part of the file, such as "xl/sharedStrings.xml". */
static easc__text part_of(const char *path, const char *name)
{
    easc__zip_member *members;
    size_t count;
    easc__zip *zip = NULL;
    easc__text text = easc__text_init(0);
    assert_int_equal(easc__zip_list(path, &members, &count, NULL), EASC_OK);
    for (size_t i = 0; i < count && !zip; i++) {
        if (strcmp(members[i].name, name) == 0) {
            assert_int_equal(easc__zip_open(path, &members[i], &zip, NULL), EASC_OK);
        }
    }
    assert_non_null(zip);
    for (size_t n = 1; n > 0;) {
        assert_true(easc__text_reserve(&text, 65536));
        assert_int_equal(easc__zip_read(zip, text.p + text.n, 65536, &n, NULL), EASC_OK);
        text.n += n;
    }
    easc__zip_close(zip);
    easc__zip_members_free(members, count);
    return text;
}

/* The workbook of an answer as a file. */
static const char *write_workbook(const easc__answer *answer, scratch *place, const char *name)
{
    easc__model model;
    easc__error error = {0};
    const char *path = scratch_path(place, name);
    assert_int_equal(easc__workbook_build(answer, &model, &error), EASC_OK);
    if (easc__xlsx_write(&model, path, NULL, NULL, &error) != EASC_OK) {
        print_error("%s\n", error.message);
        fail();
    }
    easc__model_done(&model);
    return path;
}

static void equal_answers_give_equal_bytes(void **state)
{
    (void)state;
    scratch *place = scratch_new();
    easc__text files[2];
    for (size_t i = 0; i < 2; i++) {
        easc__answer answer;
        told(&answer, small_story);
        (void)write_workbook(&answer, place, i == 0 ? "a.xlsx" : "b.xlsx");
        files[i] = file_bytes(place, i == 0 ? "a.xlsx" : "b.xlsx");
        easc__answer_done(&answer);
    }
    assert_true(files[0].n > 10000);
    assert_true(easc__equal(easc__text_view(&files[0]), easc__text_view(&files[1])));
    easc__text_done(&files[0]);
    easc__text_done(&files[1]);
    easc__text part = part_of(scratch_path(place, "a.xlsx"), "docProps/core.xml");
    assert_holds(&part, ">2011-05-05T12:00:00Z</dcterms:created>");
    easc__text_done(&part);
    scratch_free(place);
}

static void hostile_texts_stay_texts_in_a_workbook(void **state)
{
    (void)state;
    scratch *place = scratch_new();
    easc__answer answer;
    told(&answer, "01 10:00:00 200 Sync V141_ user==HYPERLINK(\"http://x\") id=%00%01%EF%BF%BF\n"
                  "01 10:00:01 200 Sync V141_ user=CONT\\a id=_x0007_b agent=http://example.com\n"
                  "01 10:00:02 200 Sync V141_ user=CONT\\\xFF\xC3(c id=<b>%26amp;\n"
                  "01 10:00:03 200 Sync V141_ user=CONT\\d id=0012345 agent=mailto:a@b.c\n");
    const char *path = write_workbook(&answer, place, "hostile.xlsx");
    easc__text strings = part_of(path, "xl/sharedStrings.xml");
    assert_true(easc__is_utf8(easc__text_view(&strings)));
    assert_holds(&strings, ">=HYPERLINK(\"http://x\")<");
    assert_holds(&strings, ">\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD<");
    assert_holds(&strings, ">_x005F_x0007_b<");
    assert_holds(&strings, ">CONT\\\xEF\xBF\xBD\xEF\xBF\xBD(c<");
    assert_holds(&strings, "&lt;b&gt;&amp;amp;");
    assert_holds(&strings, ">0012345<");
    easc__text_done(&strings);
    for (int number = 1; number <= 5; number++) {
        char name[40];
        (void)snprintf(name, sizeof name, "xl/worksheets/sheet%d.xml", number);
        easc__text sheet = part_of(path, name);
        assert_false(holds(&sheet, "<f>"));
        assert_false(holds(&sheet, "<hyperlink"));
        assert_holds(&sheet, "numberStoredAsText=\"1\"");
        assert_holds(&sheet, "orientation=\"landscape\"");
        easc__text_done(&sheet);
    }
    easc__answer_done(&answer);
    scratch_free(place);
}

static void a_text_that_no_cell_can_hold_is_cut(void **state)
{
    (void)state;
    enum { LONG = 40000 };
    scratch *place = scratch_new();
    easc__answer answer;
    easc__text row = easc__text_init(0);
    easc__text_add_z(&row,
                     "2011-05-01 10:00:00 CAS01 - POST /Microsoft-Server-ActiveSync/default.eas "
                     "Cmd=Sync&DeviceId=D1&Log=V141_ CONT\\jan 10.0.0.1 ");
    for (size_t i = 0; i < LONG; i++) {
        easc__text_add_char(&row, 'A');
    }
    easc__text_add_z(&row, " 200 1 1 0");
    told_begin(&answer);
    assert_true(story_push(&answer.shard, easc__text_view(&row), false));
    told_end(&answer);
    const char *path = write_workbook(&answer, place, "long.xlsx");
    easc__text strings = part_of(path, "xl/sharedStrings.xml");
    const char *at = memchr(strings.p, 'A', strings.n);
    easc__bytes rest = easc__from(easc__text_view(&strings), (size_t)(at - strings.p));
    while (rest.n > 2 && !easc__starts(rest, EASC__LIT("AAA"))) {
        rest = easc__from(rest, 1);
    }
    size_t length = 0;
    while (length < rest.n && rest.p[length] == 'A') {
        length++;
    }
    assert_int_equal(length, EASC__CELL_TEXT_MAX - 1);
    assert_true(easc__starts(easc__from(rest, length), EASC__LIT("\xE2\x80\xA6</t>")));
    easc__text_done(&strings);
    easc__text_done(&row);
    easc__answer_done(&answer);
    scratch_free(place);
}

/* A model that no answer gives: every kind of value, at its ends. */
static void build_odd_model(easc__model *model)
{
    static const easc__grid_column columns[] = {
        {{"Odd", 3}, EASC__VALUE_TEXT, 20, false, {NULL, 0}}};
    static const double infinite = HUGE_VAL;
    const easc__cell cells[] = {
        {EASC__VALUE_DECIMAL, {.decimal = infinite - infinite}},
        {EASC__VALUE_DECIMAL, {.decimal = infinite}},
        {EASC__VALUE_PERCENT, {.decimal = -infinite}},
        {EASC__VALUE_DECIMAL, {.decimal = 1.5}},
        {EASC__VALUE_INTEGER, {.integer = INT64_MAX}},
        {EASC__VALUE_INTEGER, {.integer = (int64_t)1 << 53}},
        {EASC__VALUE_DATE, {.day = -134774}}, /* 1601-01-01 */
        {EASC__VALUE_DATE, {.day = -25508}},  /* 1900-03-01 */
        {EASC__VALUE_TIME, {.time_s = 1304596800}},
        {EASC__VALUE_TEXT, {.text = {NULL, 0}}},
        {EASC__VALUE_EMPTY, {.integer = 0}},
    };
    static const easc__bytes name = {"a name/that is much too long for [a] sheet", 42};
    easc__model_init(model);
    for (size_t i = 0; i < 3; i++) {
        easc__sheet *sheet = easc__model_add_sheet(model, name, EASC__LIT("Odd"));
        easc__sheet_heading(model, sheet, EASC__LIT(""));
        easc__sheet_note(model, sheet, EASC__TONE_BAD, EASC__LIT(""));
        if (i == 0) {
            easc__grid *grid =
                easc__model_grid(model, EASC__LIT("Odd"), columns, 1, UNIT_COUNT(cells));
            for (size_t k = 0; k < UNIT_COUNT(cells); k++) {
                easc__put(grid, k, 0, cells[k]);
            }
            easc__sheet_grid(model, sheet, grid);
        }
    }
    assert_false(model->failed);
}

static void odd_values_become_blank_or_text(void **state)
{
    (void)state;
    scratch *place = scratch_new();
    easc__model model;
    const char *path = scratch_path(place, "odd.xlsx");
    build_odd_model(&model);
    assert_int_equal(easc__xlsx_write(&model, path, NULL, NULL, NULL), EASC_OK);
    easc__text sheet = part_of(path, "xl/worksheets/sheet1.xml");
    easc__text strings = part_of(path, "xl/sharedStrings.xml");
    easc__text book = part_of(path, "xl/workbook.xml");
    assert_holds(&sheet, "<v>1.5</v>");
    assert_holds(&sheet, "<v>9007199254740992</v>");
    assert_holds(&sheet, "<v>61</v>");
    assert_holds(&sheet, "<v>40668.5</v>");
    assert_false(holds(&sheet, "<v>nan"));
    assert_false(holds(&sheet, "NAN"));
    assert_false(holds(&sheet, "INF"));
    assert_holds(&strings, ">9223372036854775807<");
    assert_holds(&strings, ">1601-01-01<");
    assert_holds(&book, "name=\"a name-that is much too long fo\"");
    assert_holds(&book, "name=\"a name-that is much too (2)\"");
    assert_holds(&book, "name=\"a name-that is much too (3)\"");
    easc__text_done(&sheet);
    easc__text_done(&strings);
    easc__text_done(&book);
    easc__model_done(&model);
    scratch_free(place);
}

static void a_model_without_sheets_is_still_a_workbook(void **state)
{
    (void)state;
    scratch *place = scratch_new();
    easc__model model;
    const char *path = scratch_path(place, "none.xlsx");
    easc__model_init(&model);
    assert_int_equal(easc__xlsx_write(&model, path, NULL, NULL, NULL), EASC_OK);
    easc__text book = part_of(path, "xl/workbook.xml");
    assert_holds(&book, "<sheet ");
    easc__text_done(&book);
    easc__model_done(&model);
    scratch_free(place);
}

/* The host may write numbers with a comma. */
static void a_decimal_comma_of_the_host_does_no_harm(void **state)
{
    (void)state;
    static const char *const names[] = {"de_DE.UTF-8", "German"};
    bool has_comma = false;
    for (size_t i = 0; i < UNIT_COUNT(names) && !has_comma; i++) {
        has_comma = setlocale(LC_ALL, names[i]) && localeconv()->decimal_point[0] == ',';
    }
    assert_true(has_comma);
    scratch *place = scratch_new();
    easc__model model;
    const char *path = scratch_path(place, "comma.xlsx");
    build_odd_model(&model);
    assert_int_equal(easc__xlsx_write(&model, path, NULL, NULL, NULL), EASC_OK);
    assert_true(localeconv()->decimal_point[0] == ',');
    easc__text sheet = part_of(path, "xl/worksheets/sheet1.xml");
    assert_holds(&sheet, "<v>1.5</v>");
    easc__text_done(&sheet);
    easc__model_done(&model);
    scratch_free(place);
    (void)setlocale(LC_ALL, "C");
}

typedef struct progress_seen {
    size_t calls;
    double last;
    size_t allowed;
} progress_seen;

static bool note_progress(void *context, double done)
{
    progress_seen *seen = context;
    seen->calls++;
    assert_true(done >= seen->last && done <= 1.0);
    seen->last = done;
    return seen->calls <= seen->allowed;
}

static void writing_shows_its_progress_and_can_be_ended(void **state)
{
    (void)state;
    static const easc__grid_column column = {{"A", 1}, EASC__VALUE_TEXT, 9, false, {NULL, 0}};
    scratch *place = scratch_new();
    easc__model model;
    easc__error error = {0};
    progress_seen seen = {0, 0, SIZE_MAX};
    easc__model_init(&model);
    easc__sheet *sheet = easc__model_add_sheet(&model, EASC__LIT("S"), EASC__LIT("S"));
    easc__sheet_grid(&model, sheet, easc__model_grid(&model, EASC__LIT("T"), &column, 1, 5000));
    assert_int_equal(
        easc__xlsx_write(&model, scratch_path(place, "a.xlsx"), note_progress, &seen, &error),
        EASC_OK);
    assert_in_range(seen.calls, 10, 5000);
    seen = (progress_seen){0, 0, 3};
    const char *path = scratch_path(place, "b.xlsx");
    assert_int_equal(easc__xlsx_write(&model, path, note_progress, &seen, &error),
                     EASC_E_CANCELLED);
    assert_int_equal(seen.calls, 4);
    easc__path_info info;
    easc__path_look(path, &info);
    assert_int_equal(info.kind, EASC__PATH_NONE);
    easc__model_done(&model);
    scratch_free(place);
}

static void a_table_with_more_rows_than_a_sheet_is_a_limit(void **state)
{
    (void)state;
    static const easc__grid_column column = {{"A", 1}, EASC__VALUE_TEXT, 9, false, {NULL, 0}};
    scratch *place = scratch_new();
    easc__model model;
    easc__error error = {0};
    easc__model_init(&model);
    easc__sheet *sheet = easc__model_add_sheet(&model, EASC__LIT("S"), EASC__LIT("S"));
    easc__sheet_grid(&model, sheet,
                     easc__model_grid(&model, EASC__LIT("T"), &column, 1, EASC__SHEET_ROWS_MAX));
    assert_int_equal(easc__xlsx_write(&model, scratch_path(place, "a.xlsx"), NULL, NULL, &error),
                     EASC_E_LIMIT);
    assert_int_equal(error.status, EASC_E_LIMIT);
    easc__model_done(&model);
    scratch_free(place);
}

static void the_workbook_survives_running_out_of_memory(void **state)
{
    (void)state;
    scratch *place = scratch_new();
    easc__answer answer;
    easc__model model;
    easc_status status = EASC_E_MEMORY;
    told(&answer, small_story);
    assert_int_equal(easc__workbook_build(&answer, &model, NULL), EASC_OK);
    const char *path = scratch_path(place, "a.xlsx");
    size_t live = failing_heap_live();
    for (size_t allowed = 0; status != EASC_OK; allowed += 1 + allowed / 100) {
        assert_true(allowed < 100000);
        failing_heap_allow(allowed);
        status = easc__xlsx_write(&model, path, NULL, NULL, NULL);
        failing_heap_allow(SIZE_MAX);
        /* Of the files that libxlsxwriter opens through ours on Windows it does not ask why. */
        assert_true(status == EASC_OK || status == EASC_E_MEMORY || status == EASC_E_WRITE);
        assert_int_equal(failing_heap_live(), live);
    }
    easc__model_done(&model);
    easc__answer_done(&answer);
    scratch_free(place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_of_a_scan_has_one_row_a_device),
        cmocka_unit_test(csv_of_a_gate_has_one_row_a_condition),
        cmocka_unit_test(no_cell_of_a_csv_becomes_a_formula),
        cmocka_unit_test(text_of_a_scan_sums_up_and_lists_the_devices),
        cmocka_unit_test(text_of_a_gate_says_the_verdict_first),
        cmocka_unit_test(colours_are_only_there_when_they_are_wanted),
        cmocka_unit_test(no_line_is_wider_than_the_terminal),
        cmocka_unit_test(no_escape_sequence_of_a_client_reaches_the_terminal),
        cmocka_unit_test(an_empty_answer_is_a_document_too),
        cmocka_unit_test(documents_survive_running_out_of_memory),
        cmocka_unit_test(equal_answers_give_equal_bytes),
        cmocka_unit_test(hostile_texts_stay_texts_in_a_workbook),
        cmocka_unit_test(a_text_that_no_cell_can_hold_is_cut),
        cmocka_unit_test(odd_values_become_blank_or_text),
        cmocka_unit_test(a_model_without_sheets_is_still_a_workbook),
        cmocka_unit_test(a_decimal_comma_of_the_host_does_no_harm),
        cmocka_unit_test(writing_shows_its_progress_and_can_be_ended),
        cmocka_unit_test(a_table_with_more_rows_than_a_sheet_is_a_limit),
        cmocka_unit_test(the_workbook_survives_running_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
