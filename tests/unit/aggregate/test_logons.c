/* test_logons.c - refused logons are counted by device and by address, in bounded lists. */
#include "aggregate/logons.h"

#include "unit.h"

#include <stdio.h>

static easc__request refused(const char *user, const char *id, const char *address)
{
    return (easc__request){.time_s = 1304679600,
                           .http_status = 401,
                           .http_substatus = 1,
                           .is_first_hop = true,
                           .user = easc__bytes_z(user),
                           .device_id = easc__bytes_z(id),
                           .client_address = easc__bytes_z(address)};
}

static void only_wrong_credentials_of_somebody_are_a_refused_logon(void **state)
{
    (void)state;
    static const struct {
        int32_t status;
        int32_t substatus;
        const char *user;
        bool is_one;
    } rows[] = {{401, 1, "jan", true},  {401, 2, "jan", false}, {401, 0, "jan", false},
                {403, 1, "jan", false}, {401, 1, "", false},    {200, 1, "jan", false}};
    for (size_t i = 0; i < UNIT_COUNT(rows); i++) {
        easc__request request = refused(rows[i].user, "D", "1.1.1.1");
        request.http_status = rows[i].status;
        request.http_substatus = rows[i].substatus;
        assert_int_equal(easc__is_refused_logon(&request), rows[i].is_one);
    }
}

static void a_logon_without_credentials_is_a_challenge(void **state)
{
    (void)state;
    easc__request request = refused("jan", "D", "1.1.1.1");
    request.win32_status = 2148074254;
    assert_false(easc__is_refused_logon(&request));
    request.win32_status = 1326;
    assert_true(easc__is_refused_logon(&request));
}

static void user_and_device_are_told_apart_however_their_names_join(void **state)
{
    (void)state;
    easc__seen_names logons = {0};
    easc__request one = refused("ab", "c", "1.1.1.1");
    easc__request other = refused("a", "bc", "1.1.1.1");
    for (int i = 0; i < 3; i++) {
        assert_true(easc__logons_add_device(&logons, &one));
    }
    assert_true(easc__logons_add_device(&logons, &other));
    assert_int_equal(logons.count, 2);
    assert_int_equal(logons.items[0].n + logons.items[1].n, 4);
    easc__seen_names_done(&logons);
}

static void each_day_of_a_device_counts_by_itself(void **state)
{
    (void)state;
    easc__seen_names logons = {0};
    easc__request request = refused("jan", "D", "1.1.1.1");
    assert_true(easc__logons_add_device(&logons, &request));
    request.time_s += 86400;
    assert_true(easc__logons_add_device(&logons, &request));
    assert_int_equal(logons.count, 2);
    easc__seen_names_done(&logons);
}

static void an_address_knows_its_users_without_case_and_domain(void **state)
{
    (void)state;
    static const char *const users[] = {"CONT\\Jan", "jan@cont.nl", "JAN", "eva", "piet"};
    easc__seen_names logons = {0};
    for (size_t i = 0; i < UNIT_COUNT(users); i++) {
        easc__request request = refused(users[i], "", "1.1.1.1");
        assert_true(easc__logons_add_address(&logons, &request));
    }
    assert_int_equal(logons.count, 1);
    assert_int_equal(logons.items[0].n, 5);
    assert_int_equal(logons.items[0].user_count, 3);
    easc__seen_names_done(&logons);
}

static void without_an_address_there_is_nothing_to_count(void **state)
{
    (void)state;
    easc__seen_names logons = {0};
    easc__request request = refused("jan", "D", "");
    assert_true(easc__logons_add_address(&logons, &request));
    assert_int_equal(logons.count, 0);
    easc__seen_names_done(&logons);
}

/* Adds numbers from `from` to `to` - 1, forwards or backwards, each as a user of its own address.
 */
static void add_strangers(easc__seen_names *by_device, easc__seen_names *by_address, int from,
                          int to, bool is_backwards)
{
    for (int i = from; i < to; i++) {
        char name[16];
        (void)snprintf(name, sizeof name, "u%d", is_backwards ? to - 1 - (i - from) : i);
        easc__request request = refused(name, name, name);
        assert_true(easc__logons_add_device(by_device, &request));
        assert_true(easc__logons_add_address(by_address, &request));
    }
}

static void expect_the_same(const easc__seen_names *a, const easc__seen_names *b)
{
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->is_over, b->is_over);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(a->items[i].hash, b->items[i].hash);
        assert_int_equal(a->items[i].n, b->items[i].n);
        assert_int_equal(a->items[i].len, b->items[i].len);
        assert_memory_equal(a->items[i].text, b->items[i].text, a->items[i].len);
    }
}

static void strangers_fill_no_memory_and_no_order_decides_who_stays(void **state)
{
    enum { STRANGERS = 3 * EASC__SEEN_NAMES_MAX };
    (void)state;
    easc__seen_names forwards[2] = {{0}};
    easc__seen_names backwards[2] = {{0}};
    easc__seen_names half[2] = {{0}};
    add_strangers(&forwards[0], &forwards[1], 0, STRANGERS, false);
    add_strangers(&backwards[0], &backwards[1], STRANGERS / 3, STRANGERS, true);
    add_strangers(&half[0], &half[1], 0, STRANGERS / 3, true);
    for (int i = 0; i < 2; i++) {
        assert_true(easc__seen_names_merge(&backwards[i], &half[i]));
        assert_int_equal(forwards[i].count, EASC__SEEN_NAMES_MAX);
        assert_true(forwards[i].is_over);
        expect_the_same(&forwards[i], &backwards[i]);
        easc__seen_names_done(&forwards[i]);
        easc__seen_names_done(&backwards[i]);
        easc__seen_names_done(&half[i]);
    }
}

static void of_many_users_of_an_address_as_many_are_known_as_there_is_room_for(void **state)
{
    (void)state;
    easc__seen_names logons = {0};
    for (int i = 0; i < 1000; i++) {
        char name[16];
        (void)snprintf(name, sizeof name, "u%d", i);
        easc__request request = refused(name, "", "1.1.1.1");
        assert_true(easc__logons_add_address(&logons, &request));
    }
    assert_int_equal(logons.items[0].user_count, EASC__SEEN_USERS_MAX);
    assert_int_equal(logons.items[0].n, 1000);
    easc__seen_names_done(&logons);
}

static void long_names_are_cut_at_a_character(void **state)
{
    (void)state;
    char name[EASC__SEEN_NAME_BYTES + 2];
    easc__seen_names logons = {0};
    memset(name, 'x', sizeof name);
    memcpy(name + EASC__SEEN_NAME_BYTES - 1, "\xC3\xA9", 3); /* e with an accent, over the edge */
    easc__request request = refused(name, "D", "1.1.1.1");
    assert_true(easc__logons_add_device(&logons, &request));
    assert_int_equal(easc__seen_front(&logons.items[0]).n, EASC__SEEN_NAME_BYTES - 1);
    easc__seen_names_done(&logons);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_wrong_credentials_of_somebody_are_a_refused_logon),
        cmocka_unit_test(a_logon_without_credentials_is_a_challenge),
        cmocka_unit_test(user_and_device_are_told_apart_however_their_names_join),
        cmocka_unit_test(each_day_of_a_device_counts_by_itself),
        cmocka_unit_test(an_address_knows_its_users_without_case_and_domain),
        cmocka_unit_test(without_an_address_there_is_nothing_to_count),
        cmocka_unit_test(strangers_fill_no_memory_and_no_order_decides_who_stays),
        cmocka_unit_test(of_many_users_of_an_address_as_many_are_known_as_there_is_room_for),
        cmocka_unit_test(long_names_are_cut_at_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
