/* test_client.c - clients.csv says what a device is, line by line; the rest is about versions, the
   tables and hostile words. */
#include "client/client.h"

#include "client/apple.h"
#include "client/apple_tables.h"
#include "support/csv_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define DATA EASC_SOURCE_DIR "/tests/unit/client/clients.csv"
#define BUILDS EASC_SOURCE_DIR "/native/src/client/data/apple-builds.csv"

enum { AGENT, DEV_AGENT, DEV_OS, DEV_MODEL, TYPE, FAMILY, VERSION, MODEL };

static void assert_text(easc__bytes got, easc__bytes expected, int line)
{
    if (!easc__equal(got, expected)) {
        print_error("line %d: \"%.*s\", expected \"%.*s\"\n", line, (int)got.n, got.p ? got.p : "",
                    (int)expected.n, expected.p ? expected.p : "");
        fail();
    }
}

static easc__client_words words_of(const csv_row *row)
{
    const easc__bytes *cells = row->cells;
    return (easc__client_words){cells[AGENT], cells[DEV_AGENT], cells[DEV_OS], cells[DEV_MODEL],
                                cells[TYPE]};
}

static void every_line_of_the_table_gives_family_version_and_model(void **state)
{
    (void)state;
    csv_rows all = csv_load(DATA);
    assert_true(all.count > 200);
    for (size_t i = 0; i < all.count; i++) {
        const csv_row *row = &all.rows[i];
        easc__client_words words = words_of(row);
        easc__client client;
        easc__client_identify(&words, &client);
        assert_text(easc__family_name(client.family), row->cells[FAMILY], row->line);
        assert_text(client.version, row->cells[VERSION], row->line);
        assert_text(client.model, row->cells[MODEL], row->line);
    }
    csv_free(&all);
}

/* A copy without anything behind it, so that a read beyond the end is seen. */
static easc__bytes exact_copy(easc__bytes text)
{
    char *copy = malloc(text.n > 0 ? text.n : 1);
    assert_non_null(copy);
    if (text.n > 0) {
        memcpy(copy, text.p, text.n);
    }
    return easc__bytes_of(copy, text.n);
}

/* One word in every place where it may stand. */
static void identify_everywhere(easc__bytes text)
{
    easc__bytes exact = exact_copy(text);
    for (int place = 0; place < 5; place++) {
        easc__bytes cells[5] = {{NULL, 0}};
        cells[place] = exact;
        easc__client_words words = {cells[0], cells[1], cells[2], cells[3], cells[4]};
        easc__client client;
        easc__client_identify(&words, &client);
        assert_true(client.version.n <= text.n || client.version.n < EASC__VERSION_SIZE);
    }
    free((void *)(uintptr_t)exact.p);
}

static void words_cut_at_any_byte_are_survived(void **state)
{
    (void)state;
    csv_rows all = csv_load(DATA);
    for (size_t i = 0; i < all.count; i++) {
        for (int cell = AGENT; cell <= TYPE; cell++) {
            easc__bytes text = all.rows[i].cells[cell];
            for (size_t n = 0; n < text.n; n++) {
                identify_everywhere(easc__first(text, n));
            }
        }
    }
    csv_free(&all);
}

static void words_of_random_pieces_are_survived(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "Apple-", "iPhone",  "10C5",     "/",          "1606.250",   "Nokia",
        "(",      ")",       "SAMSUNG",  "100.",       "-EAS-",      "0",
        "9999",   "iOS ",    "Windows ", "Mobile ",    ".",          " ",
        "\0x",    "\xFF",    "Android",  "Outlook/16", "BlackBerry", "99999999999999999999",
        "Phone ", "MSFT-PPC"};
    uint32_t seed = 1;
    for (int round = 0; round < 20000; round++) {
        char text[256];
        size_t used = 0;
        for (int i = 0; i < 6; i++) {
            seed = seed * 1664525u + 1013904223u;
            const char *piece = pieces[(seed >> 16) % (sizeof pieces / sizeof pieces[0])];
            size_t n = piece[0] ? strlen(piece) : 2;
            memcpy(text + used, piece, n);
            used += n;
        }
        identify_everywhere(easc__bytes_of(text, used));
    }
}

static void a_nokia_version_that_fills_the_room_is_kept_and_a_longer_one_is_unknown(void **state)
{
    (void)state;
    char text[160] = "NokiaE71/1.";
    size_t head = strlen(text);
    memset(text + head, '7', 80);
    for (size_t digits = EASC__VERSION_SIZE - 2; digits <= EASC__VERSION_SIZE - 1; digits++) {
        easc__client_words words = {.agent = easc__bytes_of(text, head + digits)};
        easc__client client;
        easc__client_identify(&words, &client);
        bool fits = digits == EASC__VERSION_SIZE - 2;
        assert_int_equal(client.version.n, fits ? EASC__VERSION_SIZE : 0);
        assert_int_equal(client.family, EASC__FAMILY_NOKIA);
    }
}

static void an_agent_nobody_knows_is_the_version_whatever_its_length(void **state)
{
    (void)state;
    char text[4000];
    memset(text, 'x', sizeof text);
    easc__client_words words = {.agent = easc__bytes_of(text, sizeof text)};
    easc__client client;
    easc__client_identify(&words, &client);
    assert_int_equal(client.family, EASC__FAMILY_OTHER);
    assert_true(client.version.p == text && client.version.n == sizeof text);
}

static void a_device_that_says_nothing_has_no_family(void **state)
{
    (void)state;
    easc__client_words words = {{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}};
    easc__client client;
    easc__client_identify(&words, &client);
    assert_int_equal(client.family, EASC__FAMILY_NONE);
    assert_int_equal(client.version.n, 0);
    assert_text(easc__family_name(client.family), EASC__LIT("Other"), 0);
}

/* --- Apple ------------------------------------------------------------------------------------ */

static void the_generated_tables_are_sorted_and_complete(void **state)
{
    (void)state;
    assert_int_equal(easc__apple_build_count, 1195);
    assert_int_equal(easc__apple_model_count, 176);
    for (size_t i = 1; i < easc__apple_build_count; i++) {
        assert_true(easc__apple_builds[i - 1].number < easc__apple_builds[i].number);
    }
    for (size_t i = 1; i < easc__apple_model_count; i++) {
        assert_true(strcmp(easc__apple_models[i - 1].token, easc__apple_models[i].token) < 0);
    }
}

static void every_build_of_the_source_table_is_found(void **state)
{
    (void)state;
    csv_rows all = csv_load(BUILDS);
    assert_int_equal(all.count, 1549);
    for (size_t i = 0; i < all.count; i++) {
        const csv_row *row = &all.rows[i];
        bool is_pad = easc__equal(row->cells[2], EASC__LIT("iPadOS"));
        char room[EASC__VERSION_SIZE];
        assert_text(easc__apple_version(row->cells[1], is_pad, room), row->cells[3], row->line);
    }
    csv_free(&all);
}

static void every_build_agrees_with_the_rule_for_unknown_builds_of_its_major(void **state)
{
    (void)state;
    csv_rows all = csv_load(BUILDS);
    for (size_t i = 0; i < all.count; i++) {
        const csv_row *row = &all.rows[i];
        easc__bytes number = row->cells[1];
        char unknown[64];
        char room[EASC__VERSION_SIZE];
        int n = snprintf(unknown, sizeof unknown, "%.*s.999999999999", (int)easc__find(number, '.'),
                         number.p);
        easc__bytes major = easc__apple_version(easc__bytes_of(unknown, (size_t)n), false, room);
        assert_true(easc__contains(major, EASC__LIT(".x")));
        easc__bytes known = easc__first(row->cells[3], easc__find(row->cells[3], '.'));
        if (easc__equal(row->cells[0], EASC__LIT("5A147p"))) {
            known = EASC__LIT("2"); /* a beta of 1.2, which became 2.0 */
        }
        assert_int_equal(easc__version_compare(major, known), 0);
    }
    csv_free(&all);
}

static void a_hardware_token_is_known_with_c_and_with_comma_and_nothing_else(void **state)
{
    (void)state;
    assert_text(easc__apple_model_name(EASC__LIT("iPhone10C5")), EASC__LIT("iPhone 8 Plus"), 0);
    assert_text(easc__apple_model_name(EASC__LIT("iPhone10,5")), EASC__LIT("iPhone 8 Plus"), 0);
    assert_text(easc__apple_model_name(EASC__LIT("iPhone10C")), EASC__LIT(""), 0);
    assert_text(easc__apple_model_name(EASC__LIT("iPhone10C55")), EASC__LIT(""), 0);
    assert_text(easc__apple_model_name(EASC__LIT("iPhone10C5555555")), EASC__LIT(""), 0);
    assert_text(easc__apple_model_name(EASC__LIT("iphone10C5")), EASC__LIT(""), 0);
    assert_text(easc__apple_model_name(EASC__LIT("")), EASC__LIT(""), 0);
}

/* --- versions --------------------------------------------------------------------------------- */

typedef struct order_row {
    const char *low;
    const char *high;
    bool is_equal;
} order_row;

static const order_row order_rows[] = {
    {"", "", true},
    {"", "0", false},
    {"", "Python", false},
    {"2.9", "2.10", false},
    {"4", "4.0", true},
    {"4", "4.0.0.0", true},
    {"4", "4.0.0.1", false},
    {"12.x", "12", true},
    {"12.x", "12.1", false},
    {"11.9", "12.x", false},
    {"7.1.0005", "7.1.5", true},
    {"0007", "7", true},
    {"0", "000", true},
    {"5.0 beta 7", "5.0", true},
    {"5.0 beta 7", "5.0.1", false},
    {"16.4.1 (a)", "16.4.1", true},
    {"3.0.5", "3.0.50", false},
    {"3.0.49", "3.0.50", false},
    {"3.", "3", true},
    {"3..5", "3", true},
    {"3.0.", "3", true},
    {".5", "0", true},
    {"Python", "0", true},
    {"-5", "0", true},
    {"1", "18446744073709551616", false},
    {"18446744073709551615", "18446744073709551616", false},
    {"99999999999999999999999999999999999999998", "99999999999999999999999999999999999999999",
     false},
    {"1.00000000000000000000000000000000000000001", "1.1", true},
};

static void versions_compare_number_by_number_whatever_their_length(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof order_rows / sizeof order_rows[0]; i++) {
        const order_row *row = &order_rows[i];
        easc__bytes low = exact_copy(easc__bytes_z(row->low));
        easc__bytes high = exact_copy(easc__bytes_z(row->high));
        int order = easc__version_compare(low, high);
        int back = easc__version_compare(high, low);
        if (row->is_equal ? order != 0 || back != 0 : order >= 0 || back <= 0) {
            print_error("\"%s\" and \"%s\": %d, %d\n", row->low, row->high, order, back);
            fail();
        }
        free((void *)(uintptr_t)low.p);
        free((void *)(uintptr_t)high.p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_of_the_table_gives_family_version_and_model),
        cmocka_unit_test(words_cut_at_any_byte_are_survived),
        cmocka_unit_test(words_of_random_pieces_are_survived),
        cmocka_unit_test(a_nokia_version_that_fills_the_room_is_kept_and_a_longer_one_is_unknown),
        cmocka_unit_test(an_agent_nobody_knows_is_the_version_whatever_its_length),
        cmocka_unit_test(a_device_that_says_nothing_has_no_family),
        cmocka_unit_test(the_generated_tables_are_sorted_and_complete),
        cmocka_unit_test(every_build_of_the_source_table_is_found),
        cmocka_unit_test(every_build_agrees_with_the_rule_for_unknown_builds_of_its_major),
        cmocka_unit_test(a_hardware_token_is_known_with_c_and_with_comma_and_nothing_else),
        cmocka_unit_test(versions_compare_number_by_number_whatever_their_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
