/* test_tables.c - the counters of Export-ActiveSyncLog: how hits become rows, that merging in any
   order gives the same, what is kept of too many names, and that a lack of memory is survived. */
#include "cmdlet/tables.h"
#include "cmdlet/word_order.h"

#include "failing_heap.h"
#include "unit.h"

static const easc__hash_key key = {1, 2};

enum { SUNDAY = 1304208000 }; /* 2011-05-01 00:00:00 UTC */

/* A hit that tells of one thing; the rest is the same for all. */
static easc__hit hit_of(const char *user, const char *device, int64_t time_s)
{
    easc__hit hit = {.time_s = time_s, .has_query = device != NULL};
    hit.user = easc__bytes_z(user);
    hit.device = easc__bytes_z(device);
    hit.address = EASC__LIT("10.0.0.1");
    hit.status = EASC__LIT("200");
    hit.agent = EASC__LIT("Agent");
    hit.command = EASC__COMMAND_SYNC;
    hit.bytes_sent = 10;
    return hit;
}

static easc__cmdlet *new_tables(void)
{
    easc__cmdlet *tables = easc__cmdlet_new(key, NULL);
    assert_non_null(tables);
    return tables;
}

static void add(easc__cmdlet *tables, const easc__hit *hit, uint32_t input, uint64_t byte)
{
    assert_true(easc__cmdlet_add(tables, hit, input, byte));
}

static void settle(easc__cmdlet *tables)
{
    assert_true(easc__cmdlet_settle(tables));
}

/* The n-th row that is shown. */
static const easc__user_row *user(const easc__cmdlet *tables, size_t n)
{
    assert_true(n < tables->shown[EASC__CMDLET_USERS]);
    return &tables->users[tables->order[EASC__CMDLET_USERS][n]];
}

static const easc__counted_row *row(const easc__cmdlet *tables, easc__cmdlet_kind kind, size_t n)
{
    assert_true(n < tables->shown[kind]);
    return &tables->rows[kind][tables->order[kind][n]];
}

static void check_text(const char *expected, easc__bytes actual)
{
    assert_int_equal(unit_wrong_text("row", "text", expected, actual), 0);
}

static void the_first_spelling_is_that_of_the_smallest_place(void **state)
{
    easc__cmdlet *tables = new_tables();
    easc__hit hit = hit_of("AMY", "D1", SUNDAY);
    (void)state;
    add(tables, &hit, 1, 0);
    hit = hit_of("amy", "d1", SUNDAY);
    hit.device_type = EASC__LIT("late");
    add(tables, &hit, 0, 500);
    hit = hit_of("Amy", "D1", SUNDAY);
    add(tables, &hit, 0, 200); /* has no type: the cell stays empty */
    settle(tables);
    assert_int_equal(tables->shown[EASC__CMDLET_USERS], 1);
    check_text("Amy", user(tables, 0)->first.texts[0]);
    check_text("D1", user(tables, 0)->first.texts[1]);
    check_text("", user(tables, 0)->first.texts[2]);
    assert_int_equal(user(tables, 0)->counts[0].hits, 3);
    assert_int_equal(row(tables, EASC__CMDLET_AGENTS, 0)->devices, 2); /* D1 and d1 */
    easc__cmdlet_free(tables);
}

static void keys_are_joined_so_that_some_users_fall_together(void **state)
{
    easc__cmdlet *tables = new_tables();
    easc__hit hit = hit_of("bob", "X_1", SUNDAY);
    (void)state;
    add(tables, &hit, 0, 0);
    hit = hit_of("bob_x", "1", SUNDAY);
    add(tables, &hit, 0, 1);
    hit = hit_of("", NULL, SUNDAY); /* nobody and nothing: no row of Users */
    add(tables, &hit, 0, 2);
    settle(tables);
    assert_int_equal(tables->shown[EASC__CMDLET_USERS], 1);
    assert_int_equal(user(tables, 0)->counts[0].hits, 2);
    assert_int_equal(row(tables, EASC__CMDLET_STATUSES, 0)->hits, 3);
    easc__cmdlet_free(tables);
}

static void the_latest_acknowledgement_counts_then_the_first_read(void **state)
{
    easc__cmdlet *tables = new_tables();
    static const struct {
        uint32_t value;
        int64_t time_s;
        uint64_t byte;
    } said[] = {{3, SUNDAY, 0},
                {2, SUNDAY + 9, 700},
                {1, SUNDAY + 9, 300},
                {4, SUNDAY + 8, 900},
                {0, SUNDAY + 99, 950}};
    (void)state;
    for (size_t i = 0; i < UNIT_COUNT(said); i++) {
        easc__hit hit = hit_of("amy", "D1", said[i].time_s);
        hit.items.acknowledgement = said[i].value;
        add(tables, &hit, 0, said[i].byte);
    }
    settle(tables);
    assert_int_equal(easc__cmdlet_verdict_of(user(tables, 0)), EASC__CMDLET_COMPLIANT);
    assert_int_equal(tables->verdicts[EASC__CMDLET_COMPLIANT], 1);
    easc__cmdlet_free(tables);
}

static void what_ends_the_cmdlet_is_a_verdict_here(void **state)
{
    static const uint32_t said[] = {0, 1, 2, 3, 4, 5, UINT32_MAX};
    static const uint64_t expected[] = {1, 1, 1, 1, 1, 2};
    easc__cmdlet *tables = new_tables();
    (void)state;
    for (uint32_t i = 0; i < UNIT_COUNT(said); i++) {
        char name[] = {(char)('a' + i), '\0'};
        easc__hit hit = hit_of(name, "D", SUNDAY);
        hit.items.acknowledgement = said[i];
        add(tables, &hit, 0, i);
    }
    settle(tables);
    assert_memory_equal(tables->verdicts, expected, sizeof expected);
    easc__cmdlet_free(tables);
}

static void hours_are_those_of_the_week(void **state)
{
    static const struct {
        int64_t time_s;
        int hour;
    } times[] = {{SUNDAY, 0},       {SUNDAY + 3599, 0},      {SUNDAY + 3600, 1},
                 {SUNDAY - 1, 167}, {SUNDAY + 7 * 86400, 0}, {SUNDAY + 86400, 24},
                 {0, 4 * 24},       {-1, 3 * 24 + 23}};
    easc__cmdlet *tables = new_tables();
    uint64_t sync[EASC__HOURS] = {0};
    (void)state;
    for (size_t i = 0; i < UNIT_COUNT(times); i++) {
        easc__hit hit = hit_of("amy", "D1", times[i].time_s);
        add(tables, &hit, 0, i);
        sync[times[i].hour]++;
    }
    easc__hit other = hit_of("amy", "D2", SUNDAY);
    other.command = EASC__COMMAND_PING;
    add(tables, &other, 0, 99);
    other = hit_of("amy", NULL, SUNDAY); /* without a query: no device */
    other.command = EASC__COMMAND_GET_ITEM_ESTIMATE;
    add(tables, &other, 0, 100);
    settle(tables);
    sync[0]++;
    assert_memory_equal(tables->sync, sync, sizeof sync);
    assert_int_equal(tables->unique_devices[0], 2);
    assert_int_equal(tables->unique_devices[167], 1);
    assert_int_equal(tables->unique_devices[2], 0);
    easc__cmdlet_free(tables);
}

/* cmdlet facts 8.2: three on the first day, one on the second, none on the third, which has no
   query: 4 / 2. */
static void devices_of_a_server_are_averaged_over_days_with_queries(void **state)
{
    static const struct {
        const char *device;
        int day;
    } seen[] = {{"A", 0}, {"a", 0}, {"", 0}, {"A", 1}, {"A", 1}, {NULL, 2}};
    easc__cmdlet *tables = new_tables();
    (void)state;
    for (uint32_t i = 0; i < UNIT_COUNT(seen); i++) {
        easc__hit hit = hit_of("amy", seen[i].device, SUNDAY + seen[i].day * (int64_t)86400);
        add(tables, &hit, 0, i);
    }
    settle(tables);
    assert_int_equal(row(tables, EASC__CMDLET_SERVERS, 0)->devices, 2);
    assert_int_equal(row(tables, EASC__CMDLET_SERVERS, 0)->hits, 6);
    assert_int_equal(row(tables, EASC__CMDLET_AGENTS, 0)->devices, 3);
    easc__cmdlet_free(tables);
}

static void statuses_are_padded_for_their_key_only(void **state)
{
    static const char *const codes[][2] = {{"200", "0"}, {"0200", "0"}, {"5", ""},  {"005", ""},
                                           {"", "7"},    {"", ""},      {"99", "1"}};
    static const char *const expected[][2] = {
        {"", "7"}, {"5", ""}, {"0200", "0"}, {"99", "1"}, {"200", "0"}};
    easc__cmdlet *tables = new_tables();
    (void)state;
    for (uint32_t i = 0; i < UNIT_COUNT(codes); i++) {
        easc__hit hit = hit_of("amy", "D", SUNDAY);
        hit.status = easc__bytes_z(codes[i][0]);
        hit.substatus = easc__bytes_z(codes[i][1]);
        add(tables, &hit, 0, i);
    }
    settle(tables);
    assert_int_equal(tables->shown[EASC__CMDLET_STATUSES], UNIT_COUNT(expected));
    for (size_t i = 0; i < UNIT_COUNT(expected); i++) {
        check_text(expected[i][0], row(tables, EASC__CMDLET_STATUSES, i)->first.texts[0]);
        check_text(expected[i][1], row(tables, EASC__CMDLET_STATUSES, i)->first.texts[1]);
    }
    assert_int_equal(row(tables, EASC__CMDLET_STATUSES, 1)->hits, 2);
    easc__cmdlet_free(tables);
}

/* --- back ends ------------------------------------------------------------------------------- */

static easc__hit second_of(const char *name, const char *device, int64_t time_s)
{
    easc__hit hit = hit_of(name, device, time_s);
    hit.is_second = true;
    hit.host = EASC__LIT("mbx:444");
    hit.status = EASC__LIT("449");
    hit.items.counts[EASC__ITEM_SENT] = 3;
    return hit;
}

static void a_row_of_a_back_end_adds_items_and_is_no_second_hit(void **state)
{
    easc__cmdlet *tables = new_tables();
    easc__hit hit = second_of("Amy", "d1", SUNDAY + 7200); /* the id has another case */
    (void)state;
    hit.agent = EASC__LIT("Behind");
    hit.items.acknowledgement = 1;
    add(tables, &hit, 0, 0);
    hit = hit_of("amy", "D1", SUNDAY);
    add(tables, &hit, 9, 0);
    settle(tables);
    const easc__user_row *amy = user(tables, 0);
    assert_int_equal(tables->shown[EASC__CMDLET_USERS], 1);
    check_text("amy", amy->first.texts[0]); /* rows that are no second ones go first */
    assert_int_equal(amy->counts[0].hits, 1);
    assert_int_equal(amy->counts[0].bytes_sent, 10);
    assert_int_equal(amy->items[EASC__ITEM_SENT], 3);
    assert_int_equal(easc__cmdlet_verdict_of(amy), EASC__CMDLET_COMPLIANT);
    assert_int_equal(tables->shown[EASC__CMDLET_SERVERS], 1);
    assert_int_equal(tables->shown[EASC__CMDLET_STATUSES], 1);
    assert_int_equal(tables->shown[EASC__CMDLET_AGENTS], 1);
    assert_int_equal(tables->sync[2], 0);
    assert_int_equal(tables->unique_devices[2], 0);
    easc__cmdlet_free(tables);
}

static void a_device_of_back_end_rows_only_counts_those(void **state)
{
    easc__cmdlet *tables = new_tables();
    easc__hit hit = second_of("amy", "D1", SUNDAY + 7200);
    (void)state;
    hit.command = EASC__COMMAND_SEND_MAIL;
    add(tables, &hit, 0, 0);
    hit.command = EASC__COMMAND_SYNC;
    add(tables, &hit, 0, 1);
    hit = hit_of("bob", "D2", SUNDAY);
    add(tables, &hit, 0, 2);
    settle(tables);
    assert_int_equal(user(tables, 0)->counts[0].hits, 2);
    assert_int_equal(user(tables, 0)->counts[0].emails_received, 1);
    assert_int_equal(tables->shown[EASC__CMDLET_SERVERS], 2);
    assert_int_equal(row(tables, EASC__CMDLET_SERVERS, 1)->hits, 2);
    assert_int_equal(row(tables, EASC__CMDLET_SERVERS, 1)->bytes_sent, 20);
    assert_int_equal(row(tables, EASC__CMDLET_SERVERS, 1)->devices, 1);
    assert_int_equal(row(tables, EASC__CMDLET_STATUSES, 1)->hits, 2);
    assert_int_equal(row(tables, EASC__CMDLET_AGENTS, 0)->hits, 3);
    assert_int_equal(row(tables, EASC__CMDLET_AGENTS, 0)->devices, 2);
    assert_int_equal(tables->sync[2], 1);
    assert_int_equal(tables->unique_devices[2], 1);
    easc__cmdlet_free(tables);
}

static void a_name_that_only_back_ends_log_is_shown_when_it_tells_something(void **state)
{
    easc__cmdlet *tables = new_tables();
    easc__hit hit = hit_of("amy@contoso.com", "D1", SUNDAY);
    (void)state;
    add(tables, &hit, 0, 0);
    hit = second_of("CONTOSO\\amy", "D1", SUNDAY);
    add(tables, &hit, 0, 1);
    hit = second_of("CONTOSO\\probe", "D1", SUNDAY);
    hit.items.counts[EASC__ITEM_SENT] = 0;
    add(tables, &hit, 0, 2);
    hit = second_of("", NULL, SUNDAY); /* without a query, and no other row is */
    add(tables, &hit, 0, 3);
    settle(tables);
    assert_int_equal(tables->shown[EASC__CMDLET_USERS], 2);
    check_text("CONTOSO\\amy", user(tables, 1)->first.texts[0]);
    assert_int_equal(user(tables, 1)->counts[0].hits, 0);
    assert_int_equal(row(tables, EASC__CMDLET_STATUSES, 1)->hits, 1);
    easc__cmdlet_free(tables);
}

/* --- merging --------------------------------------------------------------------------------- */

enum { MADE_HITS = 400, SHARDS = 3 };

/* Hits that share users, devices and days in many ways; the n-th stands at byte n. */
static easc__hit made_hit(uint32_t n)
{
    static const char *const users[] = {"amy", "Amy", "AMY", "bob", "", "carl"};
    static const char *const devices[] = {"D1", "d1", "D2", "", NULL, "D3"};
    uint32_t chance = n * 2654435761u;
    easc__hit hit =
        hit_of(users[chance % 6], devices[chance / 7 % 6], SUNDAY + chance / 64 % 1000000);
    hit.is_second = chance / 3 % 2;
    hit.items.acknowledgement = chance / 5 % 4;
    hit.items.counts[EASC__ITEM_UNC] = chance % 9;
    hit.agent = easc__bytes_z(users[chance / 11 % 6]);
    hit.status = easc__bytes_z(devices[chance / 13 % 6]);
    hit.server = easc__bytes_z(users[chance / 17 % 6]);
    return hit;
}

static void check_same_rows(const easc__cmdlet *a, const easc__cmdlet *b, easc__cmdlet_kind kind)
{
    assert_int_equal(a->shown[kind], b->shown[kind]);
    for (size_t i = 0; i < a->shown[kind]; i++) {
        const easc__counted_row *x = row(a, kind, i);
        const easc__counted_row *y = row(b, kind, i);
        assert_int_equal(x->hits, y->hits);
        assert_int_equal(x->bytes_sent, y->bytes_sent);
        assert_int_equal(x->devices, y->devices);
        for (int t = 0; t < 3; t++) {
            assert_true(easc__equal(x->first.texts[t], y->first.texts[t]));
        }
    }
}

static void check_same(const easc__cmdlet *a, const easc__cmdlet *b)
{
    assert_int_equal(a->shown[EASC__CMDLET_USERS], b->shown[EASC__CMDLET_USERS]);
    for (size_t i = 0; i < a->shown[EASC__CMDLET_USERS]; i++) {
        const easc__user_row *x = user(a, i);
        const easc__user_row *y = user(b, i);
        for (int t = 0; t < 3; t++) {
            assert_true(easc__equal(x->first.texts[t], y->first.texts[t]));
        }
        assert_memory_equal(x->counts, y->counts, sizeof x->counts);
        assert_memory_equal(x->items, y->items, sizeof x->items);
        assert_int_equal(x->pa.value, y->pa.value);
    }
    for (int k = EASC__CMDLET_SERVERS; k < EASC__CMDLET_DEVICES; k++) {
        check_same_rows(a, b, (easc__cmdlet_kind)k);
    }
    assert_memory_equal(a->sync, b->sync, sizeof a->sync);
    assert_memory_equal(a->unique_devices, b->unique_devices, sizeof a->unique_devices);
    assert_memory_equal(a->verdicts, b->verdicts, sizeof a->verdicts);
}

/* All hits in several tables, merged in one of their orders. */
static easc__cmdlet *made_in_shards(const easc__cmdlet_limits *limits, const uint32_t *order)
{
    easc__cmdlet *shards[SHARDS];
    for (uint32_t s = 0; s < SHARDS; s++) {
        shards[s] = easc__cmdlet_new(key, limits);
        assert_non_null(shards[s]);
    }
    for (uint32_t n = 0; n < MADE_HITS; n++) {
        uint32_t at = order[0] == 0 ? n : MADE_HITS - 1 - n;
        easc__hit hit = made_hit(at);
        add(shards[at / 5 % SHARDS], &hit, at % 2, at);
    }
    for (uint32_t s = 1; s < SHARDS; s++) {
        assert_true(easc__cmdlet_merge(shards[order[0]], shards[order[s]]));
        easc__cmdlet_free(shards[order[s]]);
    }
    settle(shards[order[0]]);
    return shards[order[0]];
}

static void check_orders(const easc__cmdlet_limits *limits)
{
    static const uint32_t orders[][SHARDS] = {{0, 1, 2}, {2, 1, 0}, {1, 0, 2}, {2, 0, 1}};
    easc__cmdlet *whole = easc__cmdlet_new(key, limits);
    assert_non_null(whole);
    for (uint32_t n = 0; n < MADE_HITS; n++) {
        easc__hit hit = made_hit(n);
        add(whole, &hit, n % 2, n);
    }
    settle(whole);
    for (size_t i = 0; i < UNIT_COUNT(orders); i++) {
        easc__cmdlet *merged = made_in_shards(limits, orders[i]);
        check_same(whole, merged);
        easc__cmdlet_free(merged);
    }
    easc__cmdlet_free(whole);
}

static void tables_merged_in_any_order_are_the_same(void **state)
{
    (void)state;
    check_orders(NULL);
}

static void what_is_kept_of_too_many_names_depends_on_no_order(void **state)
{
    static const easc__cmdlet_limits limits = {{4, 2, 2, 2, 2}};
    (void)state;
    check_orders(&limits);
}

static void names_beyond_the_limit_are_told_and_rows_of_nobody_go_first(void **state)
{
    static const easc__cmdlet_limits limits = {{3, 0, 0, 0, 0}};
    easc__cmdlet *tables = easc__cmdlet_new(key, &limits);
    (void)state;
    assert_non_null(tables);
    for (uint32_t i = 0; i < 100; i++) {
        char id[] = {(char)('A' + i % 26), (char)('A' + i / 26), '\0'};
        easc__hit hit = hit_of(i % 40 == 39 ? "amy" : "", id, SUNDAY);
        add(tables, &hit, 0, i);
    }
    settle(tables);
    assert_int_equal(tables->shown[EASC__CMDLET_USERS], 3);
    check_text("amy", user(tables, 2)->first.texts[0]);
    check_text("amy", user(tables, 1)->first.texts[0]);
    assert_true(tables->names[EASC__CMDLET_USERS].is_over);
    assert_false(tables->names[EASC__CMDLET_DEVICES].is_over);
    assert_int_equal(row(tables, EASC__CMDLET_STATUSES, 0)->hits, 100);
    easc__cmdlet_free(tables);
}

static void as_many_names_as_the_limit_are_not_too_many(void **state)
{
    static const easc__cmdlet_limits limits = {{3, 1, 1, 1, 3}};
    easc__cmdlet *tables = easc__cmdlet_new(key, &limits);
    (void)state;
    assert_non_null(tables);
    for (uint32_t i = 0; i < 3; i++) {
        char id[] = {(char)('A' + i), '\0'};
        easc__hit hit = hit_of("amy", id, SUNDAY);
        add(tables, &hit, 0, i);
    }
    settle(tables);
    for (int k = 0; k < EASC__CMDLET_KINDS; k++) {
        assert_false(tables->names[k].is_over);
    }
    assert_int_equal(tables->shown[EASC__CMDLET_USERS], 3);
    easc__cmdlet_free(tables);
}

/* --- memory ---------------------------------------------------------------------------------- */

/* False when something lacked memory. */
static bool make_all(void)
{
    static const easc__cmdlet_limits limits = {{4, 2, 2, 2, 2}};
    easc__cmdlet *a = easc__cmdlet_new(key, &limits);
    easc__cmdlet *b = easc__cmdlet_new(key, &limits);
    bool ok = a && b;
    for (uint32_t n = 0; ok && n < 40; n++) {
        easc__hit hit = made_hit(n);
        ok = easc__cmdlet_add(n % 2 ? a : b, &hit, 0, 1000 - n);
    }
    ok = ok && easc__cmdlet_merge(a, b) && easc__cmdlet_settle(a);
    easc__cmdlet_free(a);
    easc__cmdlet_free(b);
    return ok;
}

static void a_lack_of_memory_is_survived_anywhere(void **state)
{
    (void)state;
    size_t allowed = 0;
    for (;; allowed++) {
        failing_heap_allow(allowed);
        bool ok = make_all();
        failing_heap_allow(SIZE_MAX);
        assert_int_equal(failing_heap_live(), 0);
        if (ok) {
            break;
        }
    }
    assert_true(allowed > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_spelling_is_that_of_the_smallest_place),
        cmocka_unit_test(keys_are_joined_so_that_some_users_fall_together),
        cmocka_unit_test(the_latest_acknowledgement_counts_then_the_first_read),
        cmocka_unit_test(what_ends_the_cmdlet_is_a_verdict_here),
        cmocka_unit_test(hours_are_those_of_the_week),
        cmocka_unit_test(devices_of_a_server_are_averaged_over_days_with_queries),
        cmocka_unit_test(statuses_are_padded_for_their_key_only),
        cmocka_unit_test(a_row_of_a_back_end_adds_items_and_is_no_second_hit),
        cmocka_unit_test(a_device_of_back_end_rows_only_counts_those),
        cmocka_unit_test(a_name_that_only_back_ends_log_is_shown_when_it_tells_something),
        cmocka_unit_test(tables_merged_in_any_order_are_the_same),
        cmocka_unit_test(what_is_kept_of_too_many_names_depends_on_no_order),
        cmocka_unit_test(names_beyond_the_limit_are_told_and_rows_of_nobody_go_first),
        cmocka_unit_test(as_many_names_as_the_limit_are_not_too_many),
        cmocka_unit_test(a_lack_of_memory_is_survived_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
