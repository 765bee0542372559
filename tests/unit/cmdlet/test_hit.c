/* test_hit.c - what Export-ActiveSyncLog takes of a row (cmdlet facts 4 to 6.2), also where the
   cmdlet itself skips it. */
#include "cmdlet/hit.h"

#include "unit.h"

static const easc__selection all_rows = {.since_s = EASC__NO_TIME, .until_s = INT64_MAX};

typedef struct query_case {
    const char *raw;
    const char *device;
    const char *type;
    int command;
    uint32_t acknowledgement;
} query_case;

static const query_case query_cases[] = {
    {"Cmd=Sync&User=u&DeviceId=D1&DeviceType=T1&Log=V1_Pa1_", "D1", "T1", EASC__COMMAND_SYNC, 1},
    {"cMD=sYNC&dEVICEiD=D1&dEVICEtYPE=T1&lOG=Pa1_", "D1", "T1", EASC__COMMAND_SYNC, 1},
    /* of parameters that come again the last one counts, of Log too */
    {"DeviceId=A&DeviceId=B&Cmd=Sync&Cmd=Ping&DeviceType=x&DeviceType=", "B", "",
     EASC__COMMAND_PING, 0},
    {"Log=Pa1_&Cmd=Sync&Log=V1_", "", "", EASC__COMMAND_SYNC, 0},
    /* nothing is decoded */
    {"DeviceId=a%20b+c&D%65viceId=x&DeviceType=%54", "a%20b+c", "%54", EASC__COMMAND_OPTIONS, 0},
    {"Cmd=a=b&DeviceId=c=d", "c=d", "", EASC__COMMAND_OTHER, 0},
    /* the cmdlet skips these rows, or loses a part of them */
    {"Cmd=Sync&DeviceId=D1&", "D1", "", EASC__COMMAND_SYNC, 0},
    {"Cmd=Sync&DeviceId=D1&x", "D1", "", EASC__COMMAND_SYNC, 0},
    {"&Cmd=Sync&DeviceId=D1", "D1", "", EASC__COMMAND_SYNC, 0},
    {"a&Cmd=Sync&&DeviceId=D1", "D1", "", EASC__COMMAND_SYNC, 0},
    {"=a&Cmd=Sync", "", "", EASC__COMMAND_SYNC, 0},
    {"Cmd&DeviceId", "", "", EASC__COMMAND_OPTIONS, 0},
    {"&Log=V1_Pa2_", "", "", EASC__COMMAND_OPTIONS, 2},
    /* base64 (MS-ASHTTP): version 140, Sync, "v140Device", "SmartPhone" */
    {"jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l", "v140Device", "SmartPhone", EASC__COMMAND_SYNC, 0},
    {"jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l&Log=V140_Pa1_", "v140Device", "SmartPhone",
     EASC__COMMAND_SYNC, 1},
    {"jBQJBAp2MTQwRGV2aWNlAApTbWFydFBob25l", "v140Device", "SmartPhone", EASC__COMMAND_PROVISION,
     0},
    {"jP8JBAp2MTQwRGV2aWNlAApTbWFydFBob25l", "v140Device", "SmartPhone", EASC__COMMAND_OTHER, 0},
    {"jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l&DeviceId=own", "own", "SmartPhone", EASC__COMMAND_SYNC,
     0},
};

static easc__row_kind read(easc__request_reader *reader, const easc__row *row,
                           const easc__selection *selection, easc__hit *hit)
{
    size_t bytes = 0;
    for (int i = 0; i < EASC__SLOT_COUNT; i++) {
        bytes += row->at[i].n + 1;
    }
    return easc__hit_read(reader, row, bytes, EASC__LIT("CAS09"), selection, hit);
}

static easc__row row_of(const char *stem, const char *query)
{
    easc__row row = {.time_s = 1304681411};
    row.at[EASC__COLUMN_STEM] = easc__bytes_z(stem);
    row.at[EASC__COLUMN_QUERY] = easc__bytes_z(query);
    return row;
}

static void queries_give_command_device_and_items(void **state)
{
    easc__request_reader reader = {{{0}}, {0}};
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < UNIT_COUNT(query_cases); i++) {
        const query_case *c = &query_cases[i];
        easc__row row = row_of("/Microsoft-Server-ActiveSync", c->raw);
        easc__hit hit;
        assert_int_equal(read(&reader, &row, &all_rows, &hit), EASC__ROW_EAS);
        assert_true(hit.has_query);
        wrong += unit_wrong_number(c->raw, "command", c->command, (int64_t)hit.command);
        wrong += unit_wrong_text(c->raw, "device", c->device, hit.device);
        wrong += unit_wrong_text(c->raw, "type", c->type, hit.device_type);
        wrong += unit_wrong_number(c->raw, "Pa", c->acknowledgement, hit.items.acknowledgement);
    }
    easc__request_reader_done(&reader);
    assert_int_equal(wrong, 0);
}

typedef struct stem_case {
    const char *stem;
    int kind; /* 0: foreign, 1: first, 2: of a back end */
} stem_case;

static void six_stems_count_and_those_of_back_ends_are_second(void **state)
{
    static const stem_case cases[] = {
        {"/Microsoft-Server-ActiveSync", 1},
        {"/MICROSOFT-server-activesync/DEFAULT.eas", 1},
        {"/Microsoft-Server-ActiveSync/", 1}, /* here the cmdlet looks away, as below */
        {"/Microsoft-Server-ActiveSync/Proxy", 2},
        {"/Microsoft-Server-ActiveSync/Proxy/", 2},
        {"/microsoft-server-activesync/proxy/default.eas", 2},
        {"/Microsoft-Server-ActiveSync/default.easx", 0},
        {"/Microsoft-Server-ActiveSync/Proxy/x", 0},
        {"/owa/Microsoft-Server-ActiveSync", 0},
    };
    easc__request_reader reader = {{{0}}, {0}};
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        easc__row row = row_of(cases[i].stem, "");
        easc__hit hit;
        bool is_hit = read(&reader, &row, &all_rows, &hit) == EASC__ROW_EAS;
        wrong += unit_wrong_number(cases[i].stem, "what it is", cases[i].kind,
                                   is_hit + (is_hit && hit.is_second));
        assert_true(!is_hit || !hit.has_query);
    }
    easc__request_reader_done(&reader);
    assert_int_equal(wrong, 0);
}

static void texts_are_as_logged_and_numbers_may_have_a_plus(void **state)
{
    easc__request_reader reader = {{{0}}, {0}};
    easc__row row = row_of("/Microsoft-Server-ActiveSync", "DeviceId=\xFF");
    easc__hit hit;
    (void)state;
    row.at[EASC__COLUMN_USER] = EASC__LIT("CONT\\a%41+\xC3\xA9");
    row.at[EASC__COLUMN_AGENT] = EASC__LIT("Nokia+E7");
    row.at[EASC__COLUMN_SENT] = EASC__LIT("+5");
    row.at[EASC__COLUMN_RECEIVED] = EASC__LIT("18446744073709551616");
    assert_int_equal(read(&reader, &row, &all_rows, &hit), EASC__ROW_EAS);
    assert_int_equal(unit_wrong_text("row", "user", "CONT\\a%41+\xC3\xA9", hit.user), 0);
    assert_int_equal(unit_wrong_text("row", "agent", "Nokia+E7", hit.agent), 0);
    assert_int_equal(unit_wrong_text("row", "device", "\xEF\xBF\xBD", hit.device), 0);
    assert_int_equal(hit.bytes_sent, 5);
    assert_int_equal(hit.bytes_received, 0);
    row.at[EASC__COLUMN_SENT] = EASC__LIT("-0");
    row.at[EASC__COLUMN_RECEIVED] = EASC__LIT("18446744073709551615");
    assert_int_equal(read(&reader, &row, &all_rows, &hit), EASC__ROW_EAS);
    assert_int_equal(hit.bytes_sent, 0);
    assert_true(hit.bytes_received == UINT64_MAX);
    easc__request_reader_done(&reader);
}

/* A text of that many two-byte characters behind one byte, so that a cut would fall into one. */
static void long_texts_are_cut_at_a_character(void **state)
{
    static char query[9 + 1 + 2 * EASC__HIT_TEXT_MAX + 1] = "DeviceId=a";
    easc__request_reader reader = {{{0}}, {0}};
    (void)state;
    for (size_t i = 10; i + 1 < sizeof query - 1; i += 2) {
        memcpy(query + i, "\xC3\xA9", 2);
    }
    easc__row row = row_of("/Microsoft-Server-ActiveSync", query);
    easc__hit hit;
    assert_int_equal(read(&reader, &row, &all_rows, &hit), EASC__ROW_EAS);
    assert_int_equal(hit.device.n, EASC__HIT_TEXT_MAX - 1);
    query[9 + EASC__HIT_TEXT_MAX - 1] = '\0'; /* as long as is kept, without the half character */
    row = row_of("/Microsoft-Server-ActiveSync", query);
    assert_int_equal(read(&reader, &row, &all_rows, &hit), EASC__ROW_EAS);
    assert_int_equal(hit.device.n, EASC__HIT_TEXT_MAX - 1);
    easc__request_reader_done(&reader);
}

static void oof_counts_with_the_command_settings_only(void **state)
{
    easc__request_reader reader = {{{0}}, {0}};
    easc__row row = row_of("/Microsoft-Server-ActiveSync", "Cmd=Settings&Log=Oof:sET_");
    easc__hit hit;
    (void)state;
    assert_int_equal(read(&reader, &row, &all_rows, &hit), EASC__ROW_EAS);
    assert_int_equal(hit.items.counts[EASC__ITEM_OOF_SET], 1);
    assert_int_equal(hit.items.counts[EASC__ITEM_OOF_GET], 0);
    row = row_of("/Microsoft-Server-ActiveSync", "Cmd=settings&Log=Oof:Get_");
    assert_int_equal(read(&reader, &row, &all_rows, &hit), EASC__ROW_EAS);
    assert_int_equal(hit.items.counts[EASC__ITEM_OOF_GET], 1);
    row = row_of("/Microsoft-Server-ActiveSync", "Cmd=Sync&Log=Oof:Get_");
    assert_int_equal(read(&reader, &row, &all_rows, &hit), EASC__ROW_EAS);
    assert_int_equal(hit.items.counts[EASC__ITEM_OOF_GET], 0);
    easc__request_reader_done(&reader);
}

static void the_selection_decides_which_rows_are_hits(void **state)
{
    easc__bytes servers[] = {EASC__LIT("cas09")};
    easc__selection selection = {1304681411, 1304681412, servers, 1, NULL, 0, false};
    easc__request_reader reader = {{{0}}, {0}};
    easc__row row = row_of("/Microsoft-Server-ActiveSync", "");
    easc__hit hit;
    (void)state;
    assert_int_equal(read(&reader, &row, &selection, &hit), EASC__ROW_EAS);
    row.time_s++;
    assert_int_equal(read(&reader, &row, &selection, &hit), EASC__ROW_FOREIGN);
    row.time_s--;
    row.at[EASC__COLUMN_COMPUTER] = EASC__LIT("CAS01"); /* goes before what the path says */
    assert_int_equal(read(&reader, &row, &selection, &hit), EASC__ROW_FOREIGN);
    easc__request_reader_done(&reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(queries_give_command_device_and_items),
        cmocka_unit_test(six_stems_count_and_those_of_back_ends_are_second),
        cmocka_unit_test(texts_are_as_logged_and_numbers_may_have_a_plus),
        cmocka_unit_test(long_texts_are_cut_at_a_character),
        cmocka_unit_test(oof_counts_with_the_command_settings_only),
        cmocka_unit_test(the_selection_decides_which_rows_are_hits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
