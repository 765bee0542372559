/* test_mailboxes.c - the export of Get-CASMailbox: who is in scope, and who is found by which name
   (contract section 8). */
#include "directory/mailboxes.h"

#include "base/text.h"
#include "failing_heap.h"
#include "scratch.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

static easc_status parse(easc__bytes text, easc__mailboxes **out, easc__error *err)
{
    *err = (easc__error){.status = EASC_OK};
    return easc__mailboxes_parse(text, "mailboxes.csv", out, err);
}

static easc__mailboxes *parse_good(const char *text)
{
    easc__mailboxes *mailboxes = NULL;
    easc__error err;
    easc_status status = parse(easc__bytes_z(text), &mailboxes, &err);
    if (status != EASC_OK) {
        print_error("%s: line %lu: %s\n", text, (unsigned long)err.line, err.message);
    }
    assert_int_equal(status, EASC_OK);
    return mailboxes;
}

/* All rows as "name", with '-' in front when out of scope and '*' behind when it has a partnership,
   joined by '|'. */
static void show(const easc__mailboxes *mailboxes, easc__text *to)
{
    easc__text_clear(to);
    for (size_t i = 0; i < easc__mailboxes_count(mailboxes); i++) {
        easc__mailbox mailbox = easc__mailboxes_at(mailboxes, i);
        easc__text_add_z(to, i > 0 ? "|" : "");
        easc__text_add_z(to, mailbox.is_in_scope ? "" : "-");
        easc__text_add(to, mailbox.name);
        easc__text_add_z(to, mailbox.has_partnership ? "*" : "");
    }
}

/* --- rows ------------------------------------------------------------------------------------ */

typedef struct table_case {
    const char *text;
    const char *rows;
} table_case;

static const table_case table_cases[] = {
    {"SamAccountName\n", ""},
    {"SamAccountName\njan\npiet\n", "jan|piet"},
    {"samaccountname,X\r\njan,1\r\n\r\n \r\npiet,2", "jan|piet"},
    {"X,SAMACCOUNTNAME\n1,jan\n2\n3,\n,piet,more\n", "jan|piet"},
    {"\" SamAccountName \"\n\" jan \"\n", "jan"},
    {"#TYPE Microsoft.Exchange.Data\n\"SamAccountName\"\n\"jan\"\n", "jan"},
    {"SamAccountName;Name\njan;\"Smit, Jan\"\n", "jan"},
    {"SamAccountName\tName\njan\tx\n", "jan"},
    /* the name that is shown */
    {"Name,Alias,SamAccountName,PrimarySmtpAddress,LinkedMasterAccount\nn,a,s,p,l\nn,a,s,,l\n"
     "n,a,,,l\nn,,,,l\n,,,,l\n,,,,\n",
     "p|s|a|n|l"},
    {"Alias,Alias\na,b\n", "a"},
    /* partnership */
    {"Alias,HasActiveSyncDevicePartnership\na,True\nb,TRUE\nc,true\nd,$true\ne,1\nf,yes\n",
     "a*|b*|c*|d*|e*|f*"},
    {"Alias,HasActiveSyncDevicePartnership\na,False\nb,\nc,0\nd,no\ne,2\nf,truex\n", "a|b|c|d|e|f"},
    /* scope: enabled */
    {"Alias,ActiveSyncEnabled\na,True\nb,False\nc,FALSE\nd,$false\ne,0\nf,no\ng,\nh,?\ni\n",
     "a|-b|-c|-d|-e|-f|g|h|i"},
    /* scope: a policy of its own */
    {"Alias,ActiveSyncMailboxPolicy,ActiveSyncMailboxPolicyIsDefaulted\na,,\nb,Default,True\n"
     "c,Default,$true\nd,Strict,False\ne,Strict,\nf,,False\ng,Strict,?\n",
     "a|b|c|-d|-e|f|-g"},
    {"Alias,ActiveSyncMailboxPolicy\na,\nb,Strict\n", "a|-b"},
    {"Alias,ActiveSyncMailboxPolicyIsDefaulted\na,False\nb,True\n", "a|b"},
    {"Alias,ActiveSyncEnabled,ActiveSyncMailboxPolicy,ActiveSyncMailboxPolicyIsDefaulted\n"
     "a,False,Default,True\nb,True,Strict,False\nc,True,Default,True\n",
     "-a|-b|c"},
    /* text */
    {"\xEF\xBB\xBF"
     "Alias\nJos\xC3\xA9\n",
     "Jos\xC3\xA9"},
    {"\xEF\xBB\xBF"
     "Alias\nJos\xE9\n",
     "Jos\xEF\xBF\xBD"},
    {"Alias\n\"a\nb\"\nc\n", "a\nb|c"},
};

static void rows_are_read_with_their_name_and_scope(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__text shown = easc__text_init(0);
    for (size_t i = 0; i < UNIT_COUNT(table_cases); i++) {
        easc__mailboxes *mailboxes = parse_good(table_cases[i].text);
        show(mailboxes, &shown);
        wrong += unit_wrong_text(table_cases[i].text, "rows", table_cases[i].rows,
                                 easc__text_view(&shown));
        easc__mailboxes_free(mailboxes);
    }
    easc__text_done(&shown);
    assert_int_equal(wrong, 0);
}

typedef struct fault_case {
    const char *text;
    uint64_t line;
    const char *message_part;
} fault_case;

static const fault_case fault_cases[] = {
    {"", 1, "holds no line with the names of the columns"},
    {"\xEF\xBB\xBF", 1, "holds no line"},
    {"\n \r\n", 3, "holds no line"},
    {"#TYPE x\n", 2, "holds no line"},
    {"a,b\n1,2\n", 1, "has none of the columns"},
    {"#TYPE x\n\nActiveSyncEnabled,DisplayName\n", 3, "has none of the columns"},
    {"SamAccountName,\"x\n", 1, "never closed"},
    {"SamAccountName\na\n\"b\n\n", 3, "never closed"},
};

static void a_file_that_is_no_export_is_refused_with_its_line(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(fault_cases); i++) {
        const fault_case *c = &fault_cases[i];
        easc__mailboxes *mailboxes = NULL;
        easc__error err;
        easc_status status = parse(easc__bytes_z(c->text), &mailboxes, &err);
        wrong += unit_wrong_number(c->text, "status", EASC_E_DATA, status);
        wrong += unit_wrong_number(c->text, "line", (int64_t)c->line, (int64_t)err.line);
        wrong += unit_wrong_text(c->text, "path", "mailboxes.csv", easc__bytes_z(err.path));
        bool is_told = easc__contains(easc__bytes_z(err.message), easc__bytes_z(c->message_part));
        wrong += unit_wrong_number(err.message, "message", true, is_told);
        assert_null(mailboxes);
    }
    assert_int_equal(easc__mailboxes_parse(EASC__LIT("x"), "x", &(easc__mailboxes *){NULL}, NULL),
                     EASC_E_DATA);
    assert_int_equal(wrong, 0);
}

/* --- UTF-16 ---------------------------------------------------------------------------------- */

/* ASCII, 0x80 standing for U+1F600 and 0x81 for a surrogate without its partner. */
static easc__bytes as_utf16(const char *text, bool is_big_endian, bool is_odd, char *to)
{
    size_t n = 0;
    for (const char *c = text; *c; c++) {
        uint16_t units[2] = {(unsigned char)*c, 0};
        size_t count = 1;
        if (units[0] == 0x80) {
            units[0] = 0xD83D;
            units[1] = 0xDE00;
            count = 2;
        }
        units[0] = units[0] == 0x81 ? 0xDC00 : units[0];
        for (size_t i = 0; i < count; i++) {
            to[n + is_big_endian] = (char)(unsigned char)(units[i] & 0xFFu);
            to[n + !is_big_endian] = (char)(unsigned char)(units[i] >> 8);
            n += 2;
        }
    }
    return easc__bytes_of(to, n - is_odd);
}

static void utf16_with_a_bom_is_read_in_both_orders(void **state)
{
    (void)state;
    static const char *const boms[] = {"\xFF\xFE", "\xFE\xFF"};
    static const char *const text = "#TYPE x\r\nAlias;Name\r\nJan\x80;x\r\n\x81Piet;\"a\r\nb\"\r\n";
    size_t wrong = 0;
    easc__text shown = easc__text_init(0);
    for (int big = 0; big < 2; big++) {
        char bytes[200];
        memcpy(bytes, boms[big], 2);
        easc__bytes body = as_utf16(text, big == 1, false, bytes + 2);
        easc__mailboxes *mailboxes = NULL;
        easc__error err;
        assert_int_equal(parse(easc__bytes_of(bytes, body.n + 2), &mailboxes, &err), EASC_OK);
        show(mailboxes, &shown);
        wrong += unit_wrong_text(big ? "big" : "little", "rows",
                                 "Jan\xF0\x9F\x98\x80|\xEF\xBF\xBDPiet", easc__text_view(&shown));
        easc__mailboxes_free(mailboxes);
    }
    easc__text_done(&shown);
    assert_int_equal(wrong, 0);
}

static void half_a_unit_at_the_end_is_survived(void **state)
{
    (void)state;
    char bytes[100] = "\xFF\xFE";
    easc__bytes body = as_utf16("Alias\nJan\nPietx", false, true, bytes + 2);
    easc__mailboxes *mailboxes = NULL;
    easc__error err;
    easc__text shown = easc__text_init(0);
    assert_int_equal(parse(easc__bytes_of(bytes, body.n + 2), &mailboxes, &err), EASC_OK);
    show(mailboxes, &shown);
    size_t wrong = unit_wrong_text("odd", "rows", "Jan|Piet\xEF\xBF\xBD", easc__text_view(&shown));
    easc__text_done(&shown);
    easc__mailboxes_free(mailboxes);
    assert_int_equal(wrong, 0);
}

/* --- looking users up ------------------------------------------------------------------------ */

/* Rows: 0 out of scope, 1 and 2 share an alias, 3 has a name for an alias, 4 is linked. */
static const char *const directory_text =
    "Name,Alias,SamAccountName,PrimarySmtpAddress,LinkedMasterAccount,ActiveSyncEnabled\n"
    "Jan Smit,jsmit,jan,Jan.Smit@cont.nl,,False\n"
    "Piet Puk,shared,ppuk,P.Puk@cont.nl,,False\n"
    "Puk Piet,Shared,ppiet,puk@cont.nl,,True\n"
    "Room 5,,room,R5@cont.nl,,True\n"
    "Linked,link,lsam,linked@cont.nl,OTHER\\jan,True\n"
    "x,r5,puk,other@cont.nl,NT AUTHORITY\\SELF,False\n";

typedef struct find_case {
    const char *user;
    const char *local_part;
    const char *rows; /* "": unknown */
    bool is_in_scope;
} find_case;

static const find_case find_cases[] = {
    {"CONT\\jan", "jan", "0", false},
    {"CONT\\JAN", "JAN", "0", false},
    {"jan", "jan", "0", false},
    /* a linked account is looked up whole, and first */
    {"OTHER\\jan", "jan", "4", true},
    {"other\\JAN", "JAN", "4", true},
    {"OTHER2\\jan", "jan", "0", false},
    {"OTHER\\jan2", "jan2", "", false},
    /* the whole address, before the local part */
    {"puk@cont.nl", "puk", "2", true},
    {"PUK@CONT.NL", "PUK", "2", true},
    {"puk@other.nl", "puk", "5", false},
    {"CONT\\puk", "puk", "5", false},
    /* the account name before the alias before the local part of the address */
    {"r5@other.nl", "r5", "5", false},
    {"lsam", "lsam", "4", true},
    {"link", "link", "4", true},
    {"linked", "linked", "4", true},
    {"j.smit", "j.smit", "", false},
    {"jan.smit", "jan.smit", "0", false},
    {"p.puk@x.nl", "p.puk", "1", false},
    /* one row in scope suffices */
    {"shared", "shared", "1,2", true},
    {"SHARED@x.nl", "SHARED", "1,2", true},
    /* the name stands for an alias that is empty, and only then */
    {"room 5", "room 5", "3", true},
    {"Jan Smit", "Jan Smit", "", false},
    {"x", "x", "", false},
    /* nobody */
    {"", "", "", false},
    {"nobody", "nobody", "", false},
    {"cont.nl", "cont.nl", "", false},
    {"NT AUTHORITY\\SELF", "SELF", "5", false},
};

static const char *shown_rows(const easc__mailbox_hit *hit, char *to)
{
    size_t n = 0;
    for (size_t i = 0; i < hit->row_count; i++) {
        if (i > 0) {
            to[n++] = ',';
        }
        n += easc__format_u64(hit->rows[i], to + n);
    }
    to[n] = '\0';
    return to;
}

static void a_user_is_found_by_the_first_column_that_knows_it(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__mailboxes *mailboxes = parse_good(directory_text);
    assert_int_equal(easc__mailboxes_count(mailboxes), 6);
    for (size_t i = 0; i < UNIT_COUNT(find_cases); i++) {
        const find_case *c = &find_cases[i];
        char shown[100];
        easc__mailbox_hit hit =
            easc__mailboxes_find(mailboxes, easc__bytes_z(c->user), easc__bytes_z(c->local_part));
        wrong += unit_wrong_number(c->user, "known", c->rows[0] != '\0', hit.is_known);
        wrong += unit_wrong_number(c->user, "in scope", c->is_in_scope, hit.is_in_scope);
        wrong += unit_wrong_text(c->user, "rows", c->rows, easc__bytes_z(shown_rows(&hit, shown)));
    }
    easc__mailboxes_free(mailboxes);
    assert_int_equal(wrong, 0);
}

static void an_address_without_a_domain_is_its_own_local_part(void **state)
{
    (void)state;
    easc__mailboxes *mailboxes = parse_good("PrimarySmtpAddress\njan\n@cont.nl\na@b@c\n");
    easc__bytes none = {NULL, 0};
    assert_true(easc__mailboxes_find(mailboxes, none, EASC__LIT("jan")).is_known);
    assert_true(easc__mailboxes_find(mailboxes, EASC__LIT("@CONT.nl"), none).is_known);
    assert_true(easc__mailboxes_find(mailboxes, none, EASC__LIT("a")).is_known);
    assert_false(easc__mailboxes_find(mailboxes, none, none).is_known);
    easc__mailboxes_free(mailboxes);
}

/* Names that differ only beyond the pieces in which they are hashed. */
static void names_of_any_length_are_told_apart(void **state)
{
    (void)state;
    enum { LONGEST = 600 };
    easc__text text = easc__text_init(0);
    easc__text_add_z(&text, "Alias\n");
    for (size_t n = 1; n <= LONGEST; n++) {
        for (size_t i = 0; i < n; i++) {
            easc__text_add_char(&text, "aB"[i % 2]);
        }
        easc__text_add_char(&text, '\n');
    }
    easc__mailboxes *mailboxes = NULL;
    easc__error err;
    assert_int_equal(parse(easc__text_view(&text), &mailboxes, &err), EASC_OK);
    char name[LONGEST + 1];
    for (size_t n = 1; n <= LONGEST; n++) {
        name[n - 1] = "Ab"[(n - 1) % 2];
        easc__bytes none = {NULL, 0};
        easc__mailbox_hit hit = easc__mailboxes_find(mailboxes, none, easc__bytes_of(name, n));
        assert_int_equal(hit.row_count, 1);
        assert_int_equal(hit.rows[0], n - 1);
    }
    easc__text_done(&text);
    easc__mailboxes_free(mailboxes);
}

static void a_hundred_thousand_mailboxes_are_found(void **state)
{
    (void)state;
    enum { MANY = 100000 };
    easc__text text = easc__text_init(0);
    easc__text_add_z(&text, "SamAccountName,PrimarySmtpAddress,LinkedMasterAccount\n");
    for (uint64_t i = 0; i < MANY; i++) {
        easc__text_add_z(&text, "user");
        easc__text_add_u64(&text, i);
        easc__text_add_z(&text, ",u");
        easc__text_add_u64(&text, i);
        easc__text_add_z(&text, "@cont.nl,NT AUTHORITY\\SELF\n");
    }
    easc__mailboxes *mailboxes = NULL;
    easc__error err;
    assert_int_equal(parse(easc__text_view(&text), &mailboxes, &err), EASC_OK);
    assert_int_equal(easc__mailboxes_count(mailboxes), MANY);
    for (uint64_t i = 0; i < MANY; i++) {
        easc__text_clear(&text);
        easc__text_add_z(&text, "USER");
        easc__text_add_u64(&text, i);
        easc__mailbox_hit hit =
            easc__mailboxes_find(mailboxes, EASC__LIT("x"), easc__text_view(&text));
        assert_int_equal(hit.row_count, 1);
        assert_int_equal(hit.rows[0], i);
    }
    easc__mailbox_hit all =
        easc__mailboxes_find(mailboxes, EASC__LIT("nt authority\\self"), EASC__LIT("self"));
    assert_int_equal(all.row_count, MANY);
    easc__text_done(&text);
    easc__mailboxes_free(mailboxes);
}

/* --- files ----------------------------------------------------------------------------------- */

static void a_file_is_read_like_a_text(void **state)
{
    (void)state;
    scratch *place = scratch_new();
    const char *path = scratch_write(place, "users.csv", directory_text, strlen(directory_text));
    easc__mailboxes *mailboxes = NULL;
    easc__error err;
    assert_int_equal(easc__mailboxes_load(path, &mailboxes, &err), EASC_OK);
    assert_int_equal(easc__mailboxes_count(mailboxes), 6);
    easc__mailboxes_free(mailboxes);
    scratch_free(place);
}

static void a_file_larger_than_one_read_is_whole(void **state)
{
    (void)state;
    scratch *place = scratch_new();
    easc__text text = easc__text_init(0);
    easc__text_add_z(&text, "Alias,Note\n");
    while (text.n < (2 << 20)) {
        easc__text_add_z(&text, "jan,\"a note that makes the file long\n\"\n");
    }
    easc__text_add_z(&text, "last,x");
    const char *path = scratch_write(place, "long.csv", text.p, text.n);
    easc__mailboxes *mailboxes = NULL;
    easc__error err;
    assert_int_equal(easc__mailboxes_load(path, &mailboxes, &err), EASC_OK);
    easc__bytes none = {NULL, 0};
    assert_true(easc__mailboxes_find(mailboxes, none, EASC__LIT("LAST")).is_known);
    easc__mailboxes_free(mailboxes);
    easc__text_done(&text);
    scratch_free(place);
}

static void a_file_that_is_not_there_is_not_found(void **state)
{
    (void)state;
    scratch *place = scratch_new();
    const char *path = scratch_path(place, "none.csv");
    easc__mailboxes *mailboxes = NULL;
    easc__error err;
    assert_int_equal(easc__mailboxes_load(path, &mailboxes, &err), EASC_E_NOT_FOUND);
    assert_string_equal(err.path, path);
    assert_int_not_equal(easc__mailboxes_load(scratch_path(place, ""), &mailboxes, &err), EASC_OK);
    assert_null(mailboxes);
    scratch_free(place);
}

static void more_than_a_gibibyte_is_a_limit(void **state)
{
    (void)state;
    easc__mailboxes *mailboxes = NULL;
    easc__error err;
    easc__bytes huge = easc__bytes_of("Alias\n", ((size_t)1 << 30) + 1); /* refused unread */
    assert_int_equal(parse(huge, &mailboxes, &err), EASC_E_LIMIT);
}

/* --- memory ---------------------------------------------------------------------------------- */

static void every_allocation_may_fail(void **state)
{
    (void)state;
    char wide[2000] = "\xFF\xFE";
    easc__bytes texts[] = {easc__bytes_z(directory_text), EASC__LIT("Alias\n\xFFx\n"),
                           as_utf16(directory_text, false, false, wide + 2)};
    texts[2] = easc__bytes_of(wide, texts[2].n + 2);
    for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
        easc_status status = EASC_E_MEMORY;
        size_t allowed = 0;
        for (; status != EASC_OK && allowed < 1000; allowed++) {
            easc__mailboxes *mailboxes = NULL;
            easc__error err;
            failing_heap_allow(allowed);
            status = parse(texts[i], &mailboxes, &err);
            failing_heap_allow(SIZE_MAX);
            assert_true(status == EASC_OK || status == EASC_E_MEMORY);
            assert_true(status == EASC_OK || (!mailboxes && err.status == EASC_E_MEMORY));
            easc__mailboxes_free(mailboxes);
            assert_int_equal(failing_heap_live(), 0);
        }
        assert_int_equal(status, EASC_OK);
        assert_true(allowed > 5);
    }
    easc__mailboxes_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_read_with_their_name_and_scope),
        cmocka_unit_test(a_file_that_is_no_export_is_refused_with_its_line),
        cmocka_unit_test(utf16_with_a_bom_is_read_in_both_orders),
        cmocka_unit_test(half_a_unit_at_the_end_is_survived),
        cmocka_unit_test(a_user_is_found_by_the_first_column_that_knows_it),
        cmocka_unit_test(an_address_without_a_domain_is_its_own_local_part),
        cmocka_unit_test(names_of_any_length_are_told_apart),
        cmocka_unit_test(a_hundred_thousand_mailboxes_are_found),
        cmocka_unit_test(a_file_is_read_like_a_text),
        cmocka_unit_test(a_file_larger_than_one_read_is_whole),
        cmocka_unit_test(a_file_that_is_not_there_is_not_found),
        cmocka_unit_test(more_than_a_gibibyte_is_a_limit),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
