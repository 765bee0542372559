/* test_cmdlet_files.c - the six files of Export-ActiveSyncLog as bytes (cmdlet facts 7 and 8). The
   whole files are compared in tests/exports. */
#include "render/csv_text.h"
#include "render/ratio_text.h"
#include "render/render_cmdlet.h"

#include "unit.h"

typedef struct ratio_row {
    uint64_t part;
    uint64_t whole;
    const char *expected;
} ratio_row;

static void ratios_have_seven_digits_of_single_precision(void **state)
{
    static const ratio_row rows[] = {
        {0, 7, "0"},
        {7, 7, "1"},
        {1, 2, "0.5"},
        {1, 3, "0.3333333"},
        {2, 3, "0.6666667"},
        {1, 7, "0.1428571"},
        {999999, 1000000, "0.999999"},
        {9999999, 10000000, "0.9999999"},
        {99999999, 100000000, "1"}, /* the nearest number of single precision */
        {1, 10000, "0.0001"},
        {1, 9999, "0.00010001"},
        {1, 10001, "9.999E-05"},
        {1, 100000, "1E-05"},
        {1, 2048, "0.0004882813"}, /* a tie goes up */
        {3, 2048, "0.001464844"},
        {123, 1000000000, "1.23E-07"},
        {1, 1000000000, "1E-09"},
        {1, 10000000000, "1E-10"},
        {1, 16777217, "5.960464E-08"},
    };
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(rows); i++) {
        easc__text text = easc__text_init(0);
        easc__add_ratio(&text, rows[i].part, rows[i].whole);
        wrong +=
            unit_wrong_text(rows[i].expected, "ratio", rows[i].expected, easc__text_view(&text));
        easc__text_done(&text);
    }
    assert_int_equal(wrong, 0);
}

static void what_looks_like_a_formula_is_known(void **state)
{
    static const char *const formulas[] = {"=1",   "+1",   "-1",   "@x",           " =1",
                                           "\"=1", "a;=1", "a;@x", "\xEF\xBC\x9Dz"};
    static const char *const others[] = {
        "", "a", "a=1", "Mozilla/4.0+(compatible;+MSIE+8.0)", "CONTOSO\\amy", ";", "a;b"};
    (void)state;
    for (size_t i = 0; i < UNIT_COUNT(formulas); i++) {
        assert_true(easc__csv_is_formula(easc__bytes_z(formulas[i])));
    }
    for (size_t i = 0; i < UNIT_COUNT(others); i++) {
        assert_false(easc__csv_is_formula(easc__bytes_z(others[i])));
    }
}

typedef struct cell_row {
    const char *raw;
    const char *plain; /* as the cmdlet writes it */
    const char *safe;
} cell_row;

/* The agent is in UserAgents.csv by itself. */
static const cell_row cell_rows[] = {
    {"Agent/1.0", "Agent/1.0", "Agent/1.0"},
    {"a,b", "\"a,b\"", "\"a,b\""},
    {"a\"b", "a\"b", "\"a\"\"b\""},
    {"a\",b", "\"a\"\",b\"", "\"a\"\",b\""},
    {"a;b", "a;b", "\"a;b\""},
    {"=cmd|'/c+calc'!A0", "=cmd|'/c+calc'!A0", "'=cmd|'/c+calc'!A0"},
    {"-1", "-1", "'-1"},
    {"=a,b", "\"=a,b\"", "\"'=a,b\""},
    {"a\rz\x1B[m", "a\xEF\xBF\xBDz\xEF\xBF\xBD[m", "a\xEF\xBF\xBDz\xEF\xBF\xBD[m"},
};

static easc__cmdlet *tables_with_agent(const char *agent)
{
    easc__cmdlet *tables = easc__cmdlet_new((easc__hash_key){1, 2}, NULL);
    assert_non_null(tables);
    easc__hit hit = {.time_s = 0, .command = EASC__COMMAND_PING};
    hit.agent = easc__bytes_z(agent);
    assert_true(easc__cmdlet_add(tables, &hit, 0, 0));
    assert_true(easc__cmdlet_settle(tables));
    return tables;
}

static easc__text whole_file(const easc__cmdlet *tables, easc__cmdlet_file file,
                             easc__cmdlet_style *style)
{
    easc__text text = easc__text_init(0);
    size_t step = 0;
    while (easc__cmdlet_write(tables, file, style, step, &text)) {
        step++;
    }
    assert_false(text.failed);
    return text;
}

static size_t wrong_cell(const cell_row *row, bool is_safe)
{
    easc__cmdlet *tables = tables_with_agent(row->raw);
    easc__cmdlet_style style = {is_safe, 0};
    easc__text text = whole_file(tables, EASC__FILE_USER_AGENTS, &style);
    easc__text expected = easc__text_init(0);
    easc__text_add_z(&expected, "\xEF\xBB\xBFUser Agent,Hits,Unique Devices\r\n");
    easc__text_add_z(&expected, is_safe ? row->safe : row->plain);
    easc__text_add_z(&expected, ",1,0\r\n");
    easc__text_add_char(&expected, '\0');
    size_t wrong = unit_wrong_text(row->raw, is_safe ? "the safe file" : "the file", expected.p,
                                   easc__text_view(&text));
    wrong += unit_wrong_number(row->raw, "formulas", easc__csv_is_formula(easc__bytes_z(row->raw)),
                               (int64_t)style.formula_cells);
    easc__text_done(&expected);
    easc__text_done(&text);
    easc__cmdlet_free(tables);
    return wrong;
}

static void cells_are_written_as_the_cmdlet_does_or_safely(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(cell_rows); i++) {
        wrong += wrong_cell(&cell_rows[i], false) + wrong_cell(&cell_rows[i], true);
    }
    assert_int_equal(wrong, 0);
}

static void check_compliance(const uint32_t *said, uint32_t count, const char *expected)
{
    easc__cmdlet *tables = easc__cmdlet_new((easc__hash_key){1, 2}, NULL);
    easc__cmdlet_style style = {false, 0};
    assert_non_null(tables);
    for (uint32_t i = 0; i < count; i++) {
        char name[] = {(char)('a' + i), '\0'};
        easc__hit hit = {.user = easc__bytes_of(name, 1), .items = {.acknowledgement = said[i]}};
        assert_true(easc__cmdlet_add(tables, &hit, 0, i));
    }
    assert_true(easc__cmdlet_settle(tables));
    easc__text text = whole_file(tables, EASC__FILE_POLICY_COMPLIANCE, &style);
    assert_int_equal(
        unit_wrong_text("PolicyCompliance.csv", "text", expected, easc__text_view(&text)), 0);
    easc__text_done(&text);
    easc__cmdlet_free(tables);
}

#define POLICY_HEAD                                                                                \
    "\xEF\xBB\xBF"                                                                                 \
    "Compliance Type,Total,Ratio\r\n"

static void policy_compliance_has_four_rows_and_more_only_when_there_is_something(void **state)
{
    static const uint32_t said[] = {1, 0, 4, 5, 3};
    static const uint32_t invalid[] = {6};
    (void)state;
    check_compliance(said, 0,
                     POLICY_HEAD "Unknown,0,\r\nCompliant,0,\r\nPartially Compliant,0,\r\n"
                                 "Not Compliant,0,\r\n");
    check_compliance(said, 2,
                     POLICY_HEAD "Unknown,1,0.5\r\nCompliant,1,0.5\r\nPartially Compliant,0,0\r\n"
                                 "Not Compliant,0,0\r\n");
    check_compliance(said, 5,
                     POLICY_HEAD "Unknown,1,0.2\r\nCompliant,1,0.2\r\nPartially Compliant,0,0\r\n"
                                 "Not Compliant,1,0.2\r\nExternally Managed,1,0.2\r\n"
                                 "Invalid,1,0.2\r\n");
    check_compliance(invalid, 1,
                     POLICY_HEAD "Unknown,0,0\r\nCompliant,0,0\r\nPartially Compliant,0,0\r\n"
                                 "Not Compliant,0,0\r\nInvalid,1,1\r\n");
}

static void files_that_lack_something_are_known(void **state)
{
    easc__cmdlet *tables = tables_with_agent("a");
    (void)state;
    for (int i = 0; i < EASC__FILE_COUNT; i++) {
        assert_false(easc__cmdlet_file_is_cut(tables, (easc__cmdlet_file)i));
    }
    tables->names[EASC__CMDLET_USERS].is_over = true;
    assert_true(easc__cmdlet_file_is_cut(tables, EASC__FILE_USERS));
    assert_true(easc__cmdlet_file_is_cut(tables, EASC__FILE_POLICY_COMPLIANCE));
    assert_false(easc__cmdlet_file_is_cut(tables, EASC__FILE_HOURLY));
    tables->names[EASC__CMDLET_DEVICES].is_over = true;
    assert_true(easc__cmdlet_file_is_cut(tables, EASC__FILE_HOURLY));
    assert_true(easc__cmdlet_file_is_cut(tables, EASC__FILE_SERVERS));
    assert_true(easc__cmdlet_file_is_cut(tables, EASC__FILE_USER_AGENTS));
    assert_false(easc__cmdlet_file_is_cut(tables, EASC__FILE_STATUS_CODES));
    easc__cmdlet_free(tables);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ratios_have_seven_digits_of_single_precision),
        cmocka_unit_test(what_looks_like_a_formula_is_known),
        cmocka_unit_test(cells_are_written_as_the_cmdlet_does_or_safely),
        cmocka_unit_test(policy_compliance_has_four_rows_and_more_only_when_there_is_something),
        cmocka_unit_test(files_that_lack_something_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
