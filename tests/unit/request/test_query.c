/* test_query.c - the parameters of a request, plain and base64 (contract 1.6, facts b). */
#include "request/query.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

/* Memory that ends with the text, so that a read beyond it is seen. */
static easc__bytes exact_copy(const char *text, size_t n)
{
    char *copy = malloc(n > 0 ? n : 1);
    assert_non_null(copy);
    memcpy(copy, text, n);
    return easc__bytes_of(copy, n);
}

static void free_copy(easc__bytes copy)
{
    free((void *)(uintptr_t)copy.p);
}

/* --- plain parameters ------------------------------------------------------------------------ */

typedef struct query_row {
    const char *raw;
    const char *command;
    const char *user;
    const char *device_id;
    const char *device_type;
    const char *payload;
    bool has_base64;
} query_row;

static const query_row query_rows[] = {
    {"", "", "", "", "", "", false},
    {"&", "", "", "", "", "", false},
    {"Cmd=Sync&User=u&DeviceId=d&DeviceType=t&Log=V1_", "Sync", "u", "d", "t", "V1_", false},
    {"User=u&DeviceId=d&DeviceType=t&Cmd=Sync", "Sync", "u", "d", "t", "", false},
    {"cMD=Sync&uSER=u&dEVICEiD=d&dEVICEtYPE=t&lOG=V1_", "Sync", "u", "d", "t", "V1_", false},
    {"Cmd=Sync&cmd=Ping", "Sync", "", "", "", "", false},
    {"User=a&User=b", "", "a", "", "", "", false},
    {"User=&User=b", "", "", "", "", "", false},
    {"User&User=b", "", "", "", "", "", false},
    {"DeviceId=a&DeviceId=b&DeviceType=x&DeviceType=y", "", "", "a", "x", "", false},
    {"Log=V1_&Log=V2_", "", "", "", "", "V2_", false},
    {"Log=V1_&Log=", "", "", "", "", "", false},
    {"Log=V1_&Log", "", "", "", "", "", false},
    {"Log=&Log=V1_", "", "", "", "", "V1_", false},
    {"&Log=V0_", "", "", "", "", "V0_", false},
    {"Cmd=Sync&&Log=V4T", "Sync", "", "", "", "V4T", false},
    {"Log=V1_&CorrelationID=<empty>;&cafeReqId=5;", "", "", "", "", "V1_", false},
    {"Log=V1_Error:a%26b_", "", "", "", "", "V1_Error:a%26b_", false},
    {"Cmd=a=b", "a=b", "", "", "", "", false},
    {"=x&Cmd=Sync", "Sync", "", "", "", "", false},
    {"C%6dd=Sync&%4Cog=V1_", "Sync", "", "", "", "V1_", false},
    {"Cmd%3DSync", "", "", "", "", "", true}, /* it may be one */
    {"XCmd=a&Cmdx=b&Cm=c", "", "", "", "", "", false},
    {"User=jan%40cont.nl", "", "jan%40cont.nl", "", "", "", false},
    {"jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l", "", "", "", "", "", true},
    {"jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l&Log=V140_", "", "", "", "", "V140_", true},
    {"jAEHBBAv56KNBMpd%2FHQi48KtldoWBAAAAAADV1A4AA%3D%3D", "", "", "", "", "", true},
    {"jAEHBBAv56KNBMpd/HQ+i48KtldoWBAAAAAADV1A4AA==", "", "", "", "", "", true},
    /* in the quoted dialect a '+' arrives as a real blank */
    {"jAEHBBAv56KNBMpd/HQ i48KtldoWBAAAAAADV1A4AA==", "", "", "", "", "", true},
    {"jAAJB-p2MTQw", "", "", "", "", "", false},
    {"jAAJB=p2MTQw", "", "", "", "", "", false},
    {"jAAJ", "", "", "", "", "", false},
    {"Cmd=Sync&jAAJBAp2MTQwRGV2aWNl", "Sync", "", "", "", "", false},
};

static size_t wrong_query(const query_row *row, easc__room *room)
{
    easc__query q;
    easc__bytes raw = exact_copy(row->raw, strlen(row->raw));
    assert_true(easc__room_reserve(room, raw.n));
    easc__query_split(raw, room, &q);
    size_t wrong = unit_wrong_text(row->raw, "command", row->command, q.command);
    wrong += unit_wrong_text(row->raw, "user", row->user, q.user);
    wrong += unit_wrong_text(row->raw, "id", row->device_id, q.device_id);
    wrong += unit_wrong_text(row->raw, "type", row->device_type, q.device_type);
    wrong += unit_wrong_text(row->raw, "payload", row->payload, q.payload);
    wrong += unit_wrong_number(row->raw, "base64", row->has_base64, q.base64.n > 0);
    free_copy(raw);
    return wrong;
}

static void the_first_of_a_parameter_counts_but_the_last_payload(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__room room = {{NULL, 0, 0, 0, false}};
    for (size_t i = 0; i < UNIT_COUNT(query_rows); i++) {
        wrong += wrong_query(&query_rows[i], &room);
    }
    easc__room_done(&room);
    assert_int_equal(wrong, 0);
}

typedef struct decode_row {
    const char *raw;
    bool plus_is_blank;
    const char *decoded;
    const char *cleaned;
} decode_row;

static const decode_row decode_rows[] = {
    {"", false, "", ""},
    {"plain", false, "plain", "plain"},
    {"a+b", false, "a+b", "a+b"},
    {"a+b", true, "a b", "a b"},
    {"a%2bb+c", true, "a+b c", "a%2bb c"},
    {"%41%4a%4A", false, "AJJ", "%41%4a%4A"},
    {"%4", false, "%4", "%4"},
    {"%", false, "%", "%"},
    {"%4g%g4%%41", false, "%4g%g4%A", "%4g%g4%%41"},
    {"%2541", false, "%41", "%2541"},
    {"%c3%a9", false, "\xC3\xA9", "%c3%a9"},
    {"%c3", false, "\xEF\xBF\xBD", "%c3"},
    {"%ff%fe+", true, "\xEF\xBF\xBD\xEF\xBF\xBD ", "%ff%fe "},
    {"%e2%82x", false, "\xEF\xBF\xBDx", "%e2%82x"},
    {"\xC3\xA9+", true, "\xC3\xA9 ", "\xC3\xA9 "},
    {"\xE9+", true, "\xEF\xBF\xBD ", "\xEF\xBF\xBD "},
    {"\xC3%A9", false, "\xC3\xA9", "\xEF\xBF\xBD%A9"},
};

static void escapes_are_decoded_once_and_the_rest_made_valid(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__room room = {{NULL, 0, 0, 0, false}};
    for (size_t i = 0; i < UNIT_COUNT(decode_rows); i++) {
        const decode_row *row = &decode_rows[i];
        easc__bytes raw = exact_copy(row->raw, strlen(row->raw));
        assert_true(easc__room_reserve(&room, raw.n));
        easc__bytes decoded = easc__room_decode(&room, raw, row->plus_is_blank);
        easc__bytes cleaned = easc__room_clean(&room, raw, row->plus_is_blank);
        wrong += unit_wrong_text(row->raw, "decoded", row->decoded, decoded);
        wrong += unit_wrong_text(row->raw, "cleaned", row->cleaned, cleaned);
        free_copy(raw);
    }
    easc__room_done(&room);
    assert_int_equal(wrong, 0);
}

static void text_that_needs_no_change_is_not_copied(void **state)
{
    (void)state;
    easc__room room = {{NULL, 0, 0, 0, false}};
    easc__bytes raw = EASC__LIT("Apple-iPhone/705.18");
    assert_ptr_equal(easc__room_decode(&room, raw, true).p, raw.p);
    assert_ptr_equal(easc__room_clean(&room, raw, true).p, raw.p);
    assert_null(room.text.p);
}

/* --- base64 ---------------------------------------------------------------------------------- */

typedef struct wire_row {
    const char *base64;
    int32_t protocol;
    uint8_t command;
    size_t id_bytes; /* in the query; half of the text for a binary id */
    const char *device_id;
    const char *device_type;
    const char *user;
    const char *rest; /* "locale key tag:bytes" in hex; "-": no key */
} wire_row;

/* The first is the example of MS-ASHTTP, the fourth a row of a reverse proxy. */
static const wire_row wire_rows[] = {
    {"jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l", 140, 0, 10, "v140Device", "SmartPhone", "", "409 -"},
    {"jREJBBCaPFHgeyRN8oaxwNLj9KWWBC5/J9cLV2luZG93c01haWw=", 141, 17, 16,
     "9A3C51E07B244DF286B1C0D2E3F4A596", "WindowsMail", "", "409 d7277f2e"},
    {"jAEECBD77z4KnHdBv4/+INS2qFITBAAAAAALV2luZG93c01haWz/AwEMAQ==", 140, 1, 16,
     "FBEF3E0A9C7741BF8FFE20D4B6A85213", "WindowsMail", "", "804 0 ff:010c01"},
    {"jBEHBBAv56KNBMpdPHQi48KtldoWBAAAAAADV1A4", 140, 17, 16, "2FE7A28D04CA5D3C7422E3C2AD95DA16",
     "WP8", "", "407 0"},
    {"jBMHBBDUB34ZorhMZpP1CB0uO0xaBAAAAAACV1AHAQI=", 140, 19, 16,
     "D4077E19A2B84C6693F5081D2E3B4C5A", "WP", "", "407 0 7:02"},
    {"jQAJBBBOaW5lMEExQjJDM0Q0RTVGBAAAAAAHQW5kcm9pZAcBAA==", 141, 0, 16, "Nine0A1B2C3D4E5F",
     "Android", "", "409 0 7:00"},
    {"jRQJBBA6W3ydHi9AUWJzhJWWp7jJBAAAAAACU1A=", 141, 20, 16, "3A5B7C9D1E2F40516273849596A7B8C9",
     "SP", "", "409 0"},
    {"jAkJBBBQaG9uZS0xMjM0NTY3ODkwAAxDbGFzc2ljU2t5cGU=", 140, 9, 16, "Phone-1234567890",
     "ClassicSkype", "", "409 -"},
    {"jAAMBBBgscLT5PUGFyg5SltsfY6fBAAAAAALV2luZG93c01haWw=", 140, 0, 16,
     "60B1C2D3E4F5061728394A5B6C7D8E9F", "WindowsMail", "", "40c 0"},
    {"oRITBBowQTFCMkMzRDRFNUY2MDcxODI5M0E0QjVDNgTSApZJBmlQaG9uZQgJQ09OVFx1c2Vy", 161, 18, 26,
     "0A1B2C3D4E5F60718293A4B5C6", "iPhone", "CONT\\user", "413 499602d2 8:434f4e545c75736572"},
};

/* What the query says beside command, device and user. */
static void show_rest(const easc__wire *wire, easc__text *to)
{
    char part[16];
    uint8_t tag;
    easc__bytes value;
    (void)snprintf(part, sizeof part, wire->has_key ? "%x %x" : "%x -", (unsigned)wire->locale,
                   (unsigned)wire->key);
    easc__text_add_z(to, part);
    for (easc__bytes rest = wire->parameters; easc__wire_next_parameter(&rest, &tag, &value);) {
        (void)snprintf(part, sizeof part, " %x:", (unsigned)tag);
        easc__text_add_z(to, part);
        for (size_t i = 0; i < value.n; i++) {
            (void)snprintf(part, sizeof part, "%02x", (unsigned)(unsigned char)value.p[i]);
            easc__text_add_z(to, part);
        }
    }
}

static size_t wrong_wire(const char *what, const wire_row *row, easc__bytes base64)
{
    easc__room room = {{NULL, 0, 0, 0, false}};
    easc__wire wire;
    assert_true(easc__room_reserve(&room, base64.n));
    bool is_read = easc__wire_read(base64, &room, &wire);
    size_t wrong = unit_wrong_number(what, "read", true, is_read);
    if (is_read) {
        wrong += unit_wrong_number(what, "protocol", row->protocol, wire.protocol);
        wrong += unit_wrong_number(what, "command", row->command, wire.command);
        wrong += unit_wrong_text(what, "id", row->device_id, wire.device_id);
        wrong += unit_wrong_text(what, "type", row->device_type, wire.device_type);
        wrong += unit_wrong_text(what, "user", row->user, wire.user);
        easc__text rest = easc__text_init(0);
        show_rest(&wire, &rest);
        wrong += unit_wrong_text(what, "rest", row->rest, easc__text_view(&rest));
        easc__text_done(&rest);
    }
    easc__room_done(&room);
    return wrong;
}

static void the_ten_worked_examples_are_read(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(wire_rows); i++) {
        easc__bytes base64 = easc__bytes_z(wire_rows[i].base64);
        wrong += wrong_wire(wire_rows[i].base64, &wire_rows[i], base64);
    }
    assert_int_equal(wrong, 0);
}

/* Appends `c`, as the escape when there is one. */
static void put_escaped(easc__text *text, char c, const char *plus)
{
    if (c == '+') {
        easc__text_add_z(text, plus);
    } else if (c == '/') {
        easc__text_add_z(text, "%2f");
    } else if (c == '=') {
        easc__text_add_z(text, "%3D");
    } else {
        easc__text_add_char(text, c);
    }
}

static void base64_may_be_escaped_and_its_padding_missing(void **state)
{
    (void)state;
    static const char *const pluses[] = {"%2B", "%2b", "%20", " ", "+"};
    size_t wrong = 0;
    easc__text text = easc__text_init(0);
    for (size_t i = 0; i < UNIT_COUNT(wire_rows); i++) {
        easc__bytes base64 = easc__bytes_z(wire_rows[i].base64);
        for (size_t k = 0; k < UNIT_COUNT(pluses); k++) {
            easc__text_clear(&text);
            for (size_t c = 0; c < base64.n; c++) {
                put_escaped(&text, base64.p[c], pluses[k]);
            }
            wrong += wrong_wire(wire_rows[i].base64, &wire_rows[i], easc__text_view(&text));
        }
        base64 = easc__first(base64, easc__find(base64, '='));
        wrong += wrong_wire("without padding", &wire_rows[i], base64);
    }
    easc__text_done(&text);
    assert_int_equal(wrong, 0);
}

/* What a cut query still says: nothing before the id is whole, then parts, whole or empty. */
static size_t wrong_cut(const wire_row *row, size_t n)
{
    easc__room room = {{NULL, 0, 0, 0, false}};
    easc__wire wire;
    easc__bytes cut = exact_copy(row->base64, n);
    size_t bytes = n * 6 / 8;
    assert_true(easc__room_reserve(&room, n));
    bool is_read = easc__wire_read(cut, &room, &wire);
    size_t wrong =
        unit_wrong_number(row->base64, "read when cut", bytes >= 5 + row->id_bytes, is_read);
    if (is_read) {
        wrong += unit_wrong_text(row->base64, "id", row->device_id, wire.device_id);
        bool is_whole = easc__equal(wire.device_type, easc__bytes_z(row->device_type));
        wrong += unit_wrong_number(row->base64, "type whole or empty", true,
                                   is_whole || wire.device_type.n == 0);
        is_whole = easc__equal(wire.user, easc__bytes_z(row->user));
        wrong += unit_wrong_number(row->base64, "user whole or empty", true,
                                   is_whole || wire.user.n == 0);
    }
    easc__room_done(&room);
    free_copy(cut);
    return wrong;
}

static void a_query_cut_at_any_place_says_what_is_whole(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(wire_rows); i++) {
        size_t chars = easc__find(easc__bytes_z(wire_rows[i].base64), '=');
        for (size_t n = 0; n < chars; n++) {
            wrong += wrong_cut(&wire_rows[i], n);
        }
    }
    assert_int_equal(wrong, 0);
}

/* "eQ" to "eR" and so on: only the five versions begin a query. */
static void only_the_five_versions_are_base64_queries(void **state)
{
    (void)state;
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (unsigned version = 0; version < 256; version++) {
        char base64[] = "xxAJBAFB"; /* version, 0, 0x0409, one byte of id */
        easc__room room = {{NULL, 0, 0, 0, false}};
        easc__wire wire;
        base64[0] = alphabet[version >> 2];
        base64[1] = alphabet[(version & 3u) << 4];
        assert_true(easc__room_reserve(&room, sizeof base64));
        bool is_version =
            version == 121 || version == 140 || version == 141 || version == 160 || version == 161;
        assert_int_equal(easc__wire_read(easc__bytes_z(base64), &room, &wire), is_version);
        easc__room_done(&room);
    }
}

static void a_character_that_is_not_base64_spoils_the_query(void **state)
{
    (void)state;
    easc__room room = {{NULL, 0, 0, 0, false}};
    easc__wire wire;
    assert_true(easc__room_reserve(&room, 100));
    assert_false(easc__wire_read(EASC__LIT("jAAJBAp2MTQw_GV2aWNlAApTbWFydFBob25l"), &room, &wire));
    assert_false(easc__wire_read(EASC__LIT("jAAJBAp2MTQw%FFGV2aWNlAApTbWFydFBo"), &room, &wire));
    assert_false(easc__wire_read(EASC__LIT(""), &room, &wire));
    easc__room_done(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_of_a_parameter_counts_but_the_last_payload),
        cmocka_unit_test(escapes_are_decoded_once_and_the_rest_made_valid),
        cmocka_unit_test(text_that_needs_no_change_is_not_copied),
        cmocka_unit_test(the_ten_worked_examples_are_read),
        cmocka_unit_test(base64_may_be_escaped_and_its_padding_missing),
        cmocka_unit_test(a_query_cut_at_any_place_says_what_is_whole),
        cmocka_unit_test(only_the_five_versions_are_base64_queries),
        cmocka_unit_test(a_character_that_is_not_base64_spoils_the_query),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
