/* test_payload.c - what Exchange 2003, 2007 to 2013 and 2016 append to the query (contract 1.6,
   facts c). */
#include "request/payload.h"
#include "request/payload_items.h"

#include "failing_heap.h"
#include "unit.h"

#include <stdlib.h>

/* What is not named is expected to be empty or 0. */
typedef struct payload_row {
    const char *raw;
    const char *statuses; /* "1,142" */
    const char *errors;
    const char *access;
    const char *model;
    const char *os;
    const char *agent;
    const char *mail_address;
    int32_t protocol;
    int32_t acknowledgement;
    int64_t key; /* one more than the key; 0: none */
    uint64_t from_client;
    uint64_t to_client;
    bool is_proxied_from;
    bool is_proxied_to;
} payload_row;

static const payload_row rows_of_2003[] = {
    {.raw = "V4TNASNC:0A0C0D0FS:0A0C0D0SP:2C14I7546S161180R0S0L1740H0P", .protocol = 25},
    {.raw = "V4TNASNC:0A0C0D0FS:0A0C0D0SP:1C2I739S232418R0S0L0H0P", .protocol = 25},
    {.raw = "V3TEmSNC:1A2C3D4FS:5A6C7D0SP:2C14I",
     .protocol = 21,
     .from_client = 6,
     .to_client = 18},
    {.raw = "V2TCoSRC:1A2C3D4FS:5A6C7D0SP:2C", .protocol = 20, .from_client = 6, .to_client = 18},
    {.raw = "V1TCaSFC:1A2C3D4FS:5A6C7D0SP:", .protocol = 10, .from_client = 6, .to_client = 18},
    {.raw = "VNATNASNC:1A0C0D0FS:0A0C0D0SP:2C", .protocol = 0, .from_client = 1},
    /* soft deletes are counted as in later versions */
    {.raw = "V4TEmSNC:1A2C3D4FS:5A6C7D8SP:2C", .protocol = 25, .from_client = 6, .to_client = 26},
    {.raw = "V4TEmSNC:1A2C", .protocol = 25, .from_client = 3},
    {.raw = "V4TEmSNC:", .protocol = 25},
    {.raw = "V4TEmSN"},
    {.raw = "V5TEmSNC:1A2C3D4FS:5A6C7D0SP:2C"},
};

static const payload_row rows_of_2007_to_2013[] = {
    {.raw = "V0_LdapC9_LdapL16_Mbx:MB.DOMAIN.LOCAL_Throttle0_Budget:(A)Conn%3a0%2cHangingConn_"},
    {.raw = "V121_Ssnf:T_LdapC4_Ers1_Cpo19781_Fet19999_Pk0_Error:DeviceNotProvisioned_As:BlockedP_"
            "Mbx:MB_Throttle0_",
     .protocol = 121,
     .key = 1,
     .errors = "DeviceNotProvisioned",
     .access = "BlockedP"},
    {.raw = "V141_LdapC1_Hb1680_S3_Error:PingCollisionDetected_Mbx:MAIL1.cdrcb.com_",
     .protocol = 141,
     .statuses = "3",
     .errors = "PingCollisionDetected"},
    {.raw = "PrxTo:cas2.contoso.com_", .is_proxied_to = true},
    {.raw = "PrxFrom:fe80%3a%3a1%2512_V141_Pk3609689902_Pa1_S1_",
     .is_proxied_from = true,
     .protocol = 141,
     .key = 3609689903,
     .acknowledgement = 1,
     .statuses = "1"},
    {.raw = "V141_DevModel:NokiaE72_DevOS:iOS+9.2+13C71_DevAgent:a%2fb_SmtpAdrs:amy%40c.com_",
     .protocol = 141,
     .model = "NokiaE72",
     .os = "iOS 9.2 13C71",
     .agent = "a/b",
     .mail_address = "amy@c.com"},
    {.raw = "V140_Fid:5_Ty:Em_Filt3_St:S_Sk:1519395310_Cli:1a2c3d4f5e6s7fs_Srv:6a1c2d3s4e5r9A8sd_",
     .protocol = 140,
     .from_client = 6,
     .to_client = 12},
    {.raw = "V120_Cli:0A0C3D1F0E_Svr:1A2C3D4S5E_",
     .protocol = 120,
     .from_client = 3,
     .to_client = 10},
    {.raw = "TmRcv06:53:38.4480003_CmdHC-813709136_ProvSyncTypeN-IQ_S142_", .statuses = "142"},
    {.raw = "V141_S14", .protocol = 141, .statuses = "14"},
    {.raw = "V141_S142_Error:DeviceNotPro",
     .protocol = 141,
     .statuses = "142",
     .errors = "DeviceNotPro"},
    {.raw = "_"},
    {.raw = "___V141___", .protocol = 141},
};

static const payload_row rows_of_2016[] = {
    {.raw = "SC1:1_PrxFrom:10.20.52.208_Ver1:161_HH:mail.domain.com_SmtpAdrs:user%40domain.com_"
            "Hb:600_Rto:2_Cpo:656_Fet:600000_TmRcv:06:53:38.4480003_Cafe:DC2-MBX-03.domain.RU_",
     .statuses = "1",
     .is_proxied_from = true,
     .protocol = 161,
     .mail_address = "user@domain.com"},
    {.raw = "SC1:142_Ver1:141_Pk:4016830080_Pa:2_Error:DeviceNotProvisioned_As:BlockedP_",
     .statuses = "142",
     .protocol = 141,
     .key = 4016830081,
     .acknowledgement = 2,
     .errors = "DeviceNotProvisioned",
     .access = "BlockedP"},
    {.raw = "V160_Ver1:160_Srv:1a0c0d0s0e0r0A0sd_", .protocol = 160, .to_client = 1},
    {.raw = "SmtpAdrs:User%domain.com_", .mail_address = "User%domain.com"},
};

static const payload_row rows_of_similar_keys[] = {
    {.raw = "St:S_Sk:142_Sks:142_Sst142_Sslc142_SsCmt142_Ssp142_Sspb142_Ssnf:142_Ssu:142_Spr142_"
            "SrchP:142_SBkOffD:142_SNSSN:142_SyncHC142_"},
    {.raw = "SC142_SC:142_SC2:142_SC11:142_S1:142_"},
    {.raw = "E142_Em:T_Erq142_Ers142_Erd142_ExStk:DeviceNotProvisioned_Errors:x_Err:x_"},
    {.raw = "VCh141_VCe141_VCRL141_Ver:141_Ver141_Ver2:141_"},
    {.raw = "Pic1_Pfs1_Pfc1_Puid:1_PaX1_Pks5_P:1_"},
    {.raw = "MRi1_Asx:BlockedP_A:BlockedP_DevOSx:a_DevName:b_Clix:1a_Srvx:1a_"},
    {.raw = "s142_error:x_pk5_pa1_as:y_v141_"},
    {.raw = "Ty:S142_Mbx:Error:x_Fid:Pk5_"},
    {.raw = "Budget:(A)Owner%3aS-1-5%5FS142%5FPk5_"},
};

static const payload_row rows_of_repeated_keys[] = {
    {.raw = "S1_S142_S1_SC1:143_S1_", .statuses = "1,142,143"},
    {.raw = "S143_S2_S268435455_S268435456_S-1_Sx_S_S:_", .statuses = "2,143,268435455"},
    {.raw = "Error:A_Error:B%3bC_Error:_Error:D_", .errors = "A;B;C;D"},
    {.raw = "Error:_Error:A_", .errors = "A"},
    {.raw = "Error:FId:5:x+y%5Fz_", .errors = "FId:5:x y_z"},
    {.raw = "Error:%FF_Error:A_", .errors = "\xEF\xBF\xBD;A"},
    {.raw = "Pa1_Pa3_Pa2_", .acknowledgement = 3},
    {.raw = "Pa4_Pa5_Pa0_", .acknowledgement = 4},
    {.raw = "Pa5_"},
    {.raw = "Pa1x_Pa-1_Pa_"},
    {.raw = "Pk5_Pk4294967295_Pk0_", .key = 4294967296},
    {.raw = "Pk4294967296_Pk-1_Pk_"},
    {.raw = "Pk0_", .key = 1},
    {.raw = "V140_V141_V0_", .protocol = 141},
    {.raw = "V160_Ver1:161_", .protocol = 161},
    {.raw = "Ver1:161_V160_Ver1:0_", .protocol = 160},
    {.raw = "V1000_Vx_"},
    {.raw = "As:_As:AllowedG_As:BlockedP_", .access = "AllowedG"},
    {.raw = "DevModel:_DevModel:a_DevModel:b_", .model = "a"},
    {.raw = "DevOS:a_DevOS:b_DevAgent:c_DevAgent:d_SmtpAdrs:e_SmtpAdrs:f_",
     .os = "a",
     .agent = "c",
     .mail_address = "e"},
    {.raw = "Cli:1a_Cli:2c_Cli:4d_", .from_client = 7},
    {.raw = "Srv:1a_Svr:2A_Srv:4s_", .to_client = 7},
    {.raw = "Cli:4294967295a4294967295c_", .from_client = 8589934590},
    {.raw = "Cli:_Cli:a_Cli:1_Srv:x1a_"},
    {.raw = "PrxTo:_PrxFrom:_", .is_proxied_to = true, .is_proxied_from = true},
};

static const char *shown_statuses(const easc__statuses *statuses, char *to)
{
    size_t n = 0;
    for (size_t i = 0; i < statuses->count; i++) {
        if (i > 0) {
            to[n++] = ',';
        }
        n += easc__format_u64(statuses->codes[i], to + n);
    }
    to[n] = '\0';
    return to;
}

static size_t wrong_text(const payload_row *row, const char *of, const char *expected,
                         easc__bytes actual)
{
    return unit_wrong_text(row->raw, of, expected ? expected : "", actual);
}

static size_t wrong_texts(const payload_row *row, const easc__payload *p)
{
    size_t wrong = wrong_text(row, "Error", row->errors, p->errors);
    wrong += wrong_text(row, "As", row->access, p->access);
    wrong += wrong_text(row, "DevModel", row->model, p->device_model);
    wrong += wrong_text(row, "DevOS", row->os, p->device_os);
    wrong += wrong_text(row, "DevAgent", row->agent, p->device_agent);
    return wrong + wrong_text(row, "SmtpAdrs", row->mail_address, p->mail_address);
}

static size_t wrong_numbers(const payload_row *row, const easc__payload *p)
{
    int64_t key = p->has_key ? (int64_t)p->key + 1 : 0;
    size_t wrong = unit_wrong_number(row->raw, "protocol", row->protocol, p->protocol);
    wrong += unit_wrong_number(row->raw, "Pa", row->acknowledgement, p->acknowledgement);
    wrong += unit_wrong_number(row->raw, "Pk (+1)", row->key, key);
    wrong += unit_wrong_number(row->raw, "Cli", (int64_t)row->from_client,
                               (int64_t)p->items_from_client);
    wrong +=
        unit_wrong_number(row->raw, "Srv", (int64_t)row->to_client, (int64_t)p->items_to_client);
    wrong += unit_wrong_number(row->raw, "PrxFrom", row->is_proxied_from, p->is_proxied_from);
    return wrong + unit_wrong_number(row->raw, "PrxTo", row->is_proxied_to, p->is_proxied_to);
}

static size_t wrong_payload(const payload_row *row)
{
    easc__room room = {{NULL, 0, 0, 0, false}};
    easc__statuses statuses = {NULL, 0, 0};
    easc__payload payload;
    char shown[400];
    size_t n = strlen(row->raw);
    char *exact = malloc(n);
    assert_non_null(exact);
    memcpy(exact, row->raw, n);
    assert_true(easc__room_reserve(&room, n));
    assert_true(easc__payload_read(easc__bytes_of(exact, n), &room, &statuses, &payload));
    size_t wrong = wrong_texts(row, &payload) + wrong_numbers(row, &payload);
    wrong +=
        wrong_text(row, "statuses", row->statuses, easc__bytes_z(shown_statuses(&statuses, shown)));
    easc__statuses_done(&statuses);
    easc__room_done(&room);
    free(exact);
    return wrong;
}

static void check_rows(const payload_row *rows, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        wrong += wrong_payload(&rows[i]);
    }
    assert_int_equal(wrong, 0);
}

static void the_run_on_text_of_2003_is_read(void **state)
{
    (void)state;
    check_rows(rows_of_2003, UNIT_COUNT(rows_of_2003));
}

static void the_items_of_2007_to_2013_are_read(void **state)
{
    (void)state;
    check_rows(rows_of_2007_to_2013, UNIT_COUNT(rows_of_2007_to_2013));
}

static void the_items_of_2016_are_read(void **state)
{
    (void)state;
    check_rows(rows_of_2016, UNIT_COUNT(rows_of_2016));
}

static void keys_are_never_matched_by_their_beginning(void **state)
{
    (void)state;
    check_rows(rows_of_similar_keys, UNIT_COUNT(rows_of_similar_keys));
}

static void repeated_items_follow_the_rule_of_their_key(void **state)
{
    (void)state;
    check_rows(rows_of_repeated_keys, UNIT_COUNT(rows_of_repeated_keys));
}

static void thousands_of_statuses_are_kept_once_each(void **state)
{
    (void)state;
    easc__room room = {{NULL, 0, 0, 0, false}};
    easc__statuses statuses = {NULL, 0, 0};
    easc__payload payload;
    easc__text text = easc__text_init(0);
    for (uint64_t i = 0; i < 30000; i++) {
        easc__text_add_z(&text, i % 2 == 0 ? "S" : "SC1:");
        easc__text_add_u64(&text, i * 7919 % 10000);
        easc__text_add_char(&text, '_');
    }
    assert_true(easc__room_reserve(&room, text.n));
    assert_true(easc__payload_read(easc__text_view(&text), &room, &statuses, &payload));
    assert_int_equal(statuses.count, 10000);
    for (size_t i = 0; i < statuses.count; i++) {
        assert_int_equal(statuses.codes[i], i);
    }
    easc__statuses_done(&statuses);
    easc__room_done(&room);
    easc__text_done(&text);
}

static void a_status_without_memory_fails_the_payload(void **state)
{
    (void)state;
    easc__room room = {{NULL, 0, 0, 0, false}};
    easc__statuses statuses = {NULL, 0, 0};
    easc__payload payload;
    assert_true(easc__room_reserve(&room, 10));
    failing_heap_allow(0);
    bool is_read = easc__payload_read(EASC__LIT("V141_S1_"), &room, &statuses, &payload);
    failing_heap_allow(SIZE_MAX);
    assert_false(is_read);
    easc__room_done(&room);
    assert_int_equal(failing_heap_live(), 0);
}

/* --- items ----------------------------------------------------------------------------------- */

typedef struct item_row {
    const char *raw;
    const char *items; /* "key=value" of each; '|' stands in front of a value behind a colon */
} item_row;

static const item_row item_rows[] = {
    {"", ""},
    {"_", ""},
    {"V121_Hb1680_S3_", "V=121 Hb=1680 S=3"},
    {"SC1:142_Ver1:161_Hb:600_TmRcv:06:53:38.44_", "SC1=|142 Ver1=|161 Hb=|600 TmRcv=|06:53:38.44"},
    {"TmRcv06:53:38.44_CmdHC-8137_ProvSyncTypeN-IQ",
     "TmRcv06=|53:38.44 CmdHC=-8137 ProvSyncTypeN=-IQ"},
    {"__As:__x%5Fy_:a_12_", "As=| x=%5Fy =|a =12"},
    {"V4TNASNC:0A0C0D0FS:0A0C0D0SP:2C14I", "V=4 T=NA S=N C=|0A0C0D0F S=|0A0C0D0S P=|2C14I"},
    {"VNATEmSFC:1A", "V=NA T=Em S=F C=|1A"},
    {"V4TEmSNC:", "V=4 T=Em S=N C=|"},
    {"V4TEmSNC:1AS:", "V=4 T=Em S=N C=|1A S=|"},
    {"V5TEmSNC:1A", "V5TEmSNC=|1A"},
};

static void items_come_one_by_one_as_they_are_logged(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(item_rows); i++) {
        easc__text shown = easc__text_init(0);
        easc__payload_items items;
        easc__payload_item item;
        easc__payload_items_begin(&items, easc__bytes_z(item_rows[i].raw));
        while (easc__payload_items_next(&items, &item)) {
            easc__text_add_z(&shown, shown.n > 0 ? " " : "");
            easc__text_add(&shown, item.key);
            easc__text_add_z(&shown, item.has_colon ? "=|" : "=");
            easc__text_add(&shown, item.value);
        }
        wrong +=
            unit_wrong_text(item_rows[i].raw, "items", item_rows[i].items, easc__text_view(&shown));
        easc__text_done(&shown);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_run_on_text_of_2003_is_read),
        cmocka_unit_test(the_items_of_2007_to_2013_are_read),
        cmocka_unit_test(the_items_of_2016_are_read),
        cmocka_unit_test(keys_are_never_matched_by_their_beginning),
        cmocka_unit_test(repeated_items_follow_the_rule_of_their_key),
        cmocka_unit_test(thousands_of_statuses_are_kept_once_each),
        cmocka_unit_test(a_status_without_memory_fails_the_payload),
        cmocka_unit_test(items_come_one_by_one_as_they_are_logged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
