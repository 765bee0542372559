/* test_identity_map.c - which names a file makes one person, and how rows are folded by it. */
#include "aggregate/fold.h"
#include "aggregate/identity_map.h"
#include "failing_heap.h"
#include "request/account.h"
#include "story.h"
#include "support/scratch.h"
#include "unit.h"

static easc_status parse(easc__bytes text, easc__identity_map **out, easc__error *err)
{
    *out = NULL;
    *err = (easc__error){.status = EASC_OK};
    return easc__identity_map_parse(text, "people.csv", out, err);
}

static easc__identity_map *map_of(const char *text)
{
    easc__identity_map *map;
    easc__error err;
    if (parse(easc__bytes_z(text), &map, &err) != EASC_OK) {
        print_error("%s\n", err.message);
        fail();
    }
    return map;
}

static const char people_text[] =
    "\xEF\xBB\xBF#TYPE Selected.User\r\n"
    "sid;\"DisplayName\";SAMACCOUNTNAME;UserPrincipalName;PrimarySmtpAddress;Department;Other\r\n"
    "S-1-5-21-1-2-3-1001;\"Smith; Amelie\";asmith;amelie.smith@cont.nl;a.smith@cont.nl;Sales;x\r\n"
    "\r\n"
    ";Nobody;;;;Stores;\r\n"
    "S-1-5-21-1-2-3-1002;Bob;CONT\\bob;BOB@cont.nl;bob@cont.nl;;\r\n"
    "S-1-5-21-1-2-3-1003;Jan One;jan;jan.one@cont.nl;info@cont.nl;;\r\n"
    "S-1-5-21-1-2-3-1004;Jan Two;jan2;jan@sub.cont.nl;INFO@cont.de;;\r\n"
    "S-1-5-21-1-2-3-1005;Short\r\n";

/* --- names ------------------------------------------------------------------------------------ */

static void a_line_is_found_by_each_of_its_names_without_case(void **state)
{
    (void)state;
    static const char *const names[] = {"asmith", "ASMITH", "amelie.smith", "A.Smith",
                                        "s-1-5-21-1-2-3-1001"};
    easc__identity_map *map = map_of(people_text);
    assert_int_equal(easc__identity_map_count(map), 5);
    for (size_t i = 0; i < UNIT_COUNT(names); i++) {
        const easc__person *person = easc__identity_map_find(map, easc__bytes_z(names[i]));
        assert_ptr_equal(person, easc__identity_map_at(map, 0));
    }
    const easc__person *person = easc__identity_map_at(map, 0);
    assert_true(easc__equal(person->display_name, EASC__LIT("Smith; Amelie")));
    assert_true(easc__equal(person->department, EASC__LIT("Sales")));
    assert_true(easc__equal(person->key, EASC__LIT("asmith")));
    assert_null(easc__identity_map_find(map, EASC__LIT("smith")));
    assert_null(easc__identity_map_find(map, EASC__LIT("")));
    assert_null(easc__identity_map_find(NULL, EASC__LIT("asmith")));
    easc__identity_map_free(map);
    easc__identity_map_free(NULL);
}

static void one_name_in_several_columns_of_a_line_is_one(void **state)
{
    (void)state;
    easc__identity_map *map = map_of(people_text);
    const easc__person *bob = easc__identity_map_find(map, EASC__LIT("bob"));
    assert_ptr_equal(bob, easc__identity_map_at(map, 1));
    easc__identity_map_free(map);
}

static void a_name_on_two_lines_names_nobody_and_the_others_of_the_lines_still_do(void **state)
{
    (void)state;
    easc__identity_map *map = map_of(people_text);
    assert_int_equal(easc__identity_map_doubles(map), 2); /* jan and info */
    assert_null(easc__identity_map_find(map, EASC__LIT("jan")));
    assert_null(easc__identity_map_find(map, EASC__LIT("info")));
    const easc__person *one = easc__identity_map_find(map, EASC__LIT("jan.one"));
    assert_ptr_equal(one, easc__identity_map_at(map, 2));
    assert_true(easc__equal(one->key, EASC__LIT("jan.one")));
    easc__identity_map_free(map);
    map = map_of("SamAccountName,Sid\njan,S-1-5-9\njan,S-1-5-9\n");
    assert_int_equal(easc__identity_map_doubles(map), 2);
    assert_int_equal(easc__identity_map_at(map, 0)->key.n, 0);
    easc__identity_map_free(map);
}

/* --- files ------------------------------------------------------------------------------------ */

static void a_file_that_is_no_map_is_refused_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint64_t line;
        const char *part;
    } rows[] = {
        {"", 1, "names of the columns"},
        {"#TYPE x\r\n", 2, "names of the columns"},
        {"\nDisplayName,Department,Name\nA,B,C\n", 2, "SamAccountName, UserPrincipalName"},
        {"Sid\n\"S-1", 2, "never closed"},
    };
    for (size_t i = 0; i < UNIT_COUNT(rows); i++) {
        easc__identity_map *map;
        easc__error err;
        assert_int_equal(parse(easc__bytes_z(rows[i].text), &map, &err), EASC_E_DATA);
        assert_null(map);
        assert_int_equal(err.line, rows[i].line);
        assert_string_equal(err.path, "people.csv");
        assert_non_null(strstr(err.message, rows[i].part));
    }
}

static void a_file_is_read_like_a_text_and_a_missing_one_is_told(void **state)
{
    (void)state;
    scratch *place = scratch_new();
    easc__identity_map *map = NULL;
    easc__error err = {.status = EASC_OK};
    const char *path = scratch_write(place, "p.csv", people_text, sizeof people_text - 1);
    assert_int_equal(easc__identity_map_load(path, &map, &err), EASC_OK);
    assert_int_equal(easc__identity_map_count(map), 5);
    easc__identity_map_free(map);
    map = NULL;
    assert_int_equal(easc__identity_map_load(scratch_path(place, "no.csv"), &map, &err),
                     EASC_E_NOT_FOUND);
    assert_null(map);
    scratch_free(place);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    easc_status status = EASC_E_MEMORY;
    for (size_t allowed = 0; status != EASC_OK; allowed++) {
        easc__identity_map *map;
        easc__error err;
        assert_true(allowed < 1000);
        failing_heap_allow(allowed);
        status = parse(easc__bytes_z(people_text), &map, &err);
        failing_heap_allow(SIZE_MAX);
        assert_true(status == EASC_OK || (status == EASC_E_MEMORY && !map));
        easc__identity_map_free(map);
        assert_int_equal(failing_heap_live(), 0);
    }
}

/* --- folding ---------------------------------------------------------------------------------- */

#define SID "S-1-5-21-1-2-3-1001"
#define ROW(user, id) "1 10:00:00 200 Sync - user=" user " id=" id "\n"
#define ROW_AT(clock, user, id) "1 " clock " 200 Sync - user=" user " id=" id "\n"
#define ALIAS(user, other) "1 10:00:00 200 Sync - user=" user " claim=" other "\n"

/* Rows, and the devices that come of them: "user:id:requests=forms~display name" with a blank
   behind each. */
typedef struct fold_case {
    const char *what;
    const char *story;
    const char *devices;
} fold_case;

static void devices_text(const easc__devices *devices, easc__text *text)
{
    for (size_t i = 0; i < devices->count; i++) {
        const easc__device *d = &devices->items[i];
        easc__text_add(text, d->user);
        easc__text_add_char(text, ':');
        easc__text_add(text, d->id);
        easc__text_add_char(text, ':');
        easc__text_add_u64(text, d->trace->traffic[0].requests + d->trace->traffic[1].requests);
        for (size_t k = 0; k < d->form_count; k++) {
            easc__text_add_char(text, k == 0 ? '=' : ',');
            easc__text_add(text, d->forms[k]);
        }
        if (d->person) {
            easc__text_add_char(text, '~');
            easc__text_add(text, d->person->display_name);
        }
        easc__text_add_char(text, ' ');
    }
}

static size_t count_wrong(const easc__identity_map *map, const fold_case *c)
{
    easc__shard shard;
    easc__devices devices;
    easc__text text = easc__text_init(0);
    assert_true(easc__shard_init(&shard, easc__fixed_key, NULL));
    story_tell(&shard, c->story);
    assert_true(easc__devices_fold(&shard, map, &devices));
    devices_text(&devices, &text);
    size_t n = unit_wrong_text(c->what, "devices", c->devices, easc__text_view(&text));
    easc__text_done(&text);
    easc__devices_done(&devices);
    easc__shard_done(&shard);
    return n;
}

static void names_of_one_line_are_one_user_on_a_device(void **state)
{
    (void)state;
    static const fold_case cases[] = {
        {"a SID", ROW(SID, "D1") ROW("CONT\\asmith", "D1"),
         "CONT\\asmith:D1:2=CONT\\asmith," SID "~Smith; Amelie "},
        {"all of them",
         ROW(SID, "D1") ROW("amelie.smith@cont.nl", "D1") ROW("A.SMITH@other.nl", "D1")
             ROW("asmith", "d1"),
         "amelie.smith@cont.nl:d1:4=A.SMITH@other.nl," SID ",amelie.smith@cont.nl,asmith~Smith; "
         "Amelie "},
        {"on another device they are others", ROW(SID, "D1") ROW("CONT\\asmith", "D2"),
         "CONT\\asmith:D2:1=CONT\\asmith~Smith; Amelie " SID ":D1:1=" SID "~Smith; Amelie "},
        {"a name on two lines folds nothing",
         ROW("jan", "D1") ROW("S-1-5-21-1-2-3-1003", "D1") ROW("jan.one@cont.nl", "D1"),
         "jan:D1:1=jan jan.one@cont.nl:D1:2=S-1-5-21-1-2-3-1003,jan.one@cont.nl~Jan One "},
        {"who is not in the map is himself", ROW("CONT\\eva", "D1") ROW(SID, "D1"),
         "CONT\\eva:D1:1=CONT\\eva " SID ":D1:1=" SID "~Smith; Amelie "},
        {"rows of nobody go to the only user", ROW("-", "D1") ROW(SID, "D1") ROW("asmith", "D1"),
         "asmith:D1:3=" SID ",asmith~Smith; Amelie "},
        {"nobody is nobody", ROW("-", "D1"), ":D1:1 "},
    };
    size_t wrong = 0;
    easc__identity_map *map = map_of(people_text);
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        wrong += count_wrong(map, &cases[i]);
    }
    easc__identity_map_free(map);
    assert_int_equal(wrong, 0);
}

static void a_map_folds_before_aliases_do(void **state)
{
    (void)state;
    static const fold_case cases[] = {
        {"two spellings that claim a name are one account",
         ALIAS(SID, "jj") ALIAS("asmith", "jj") ROW("jj", "D1"),
         "jj:D1:3=" SID ",asmith,jj~Smith; Amelie "},
        {"names of one line claim each other in vain", ALIAS(SID, "asmith") ROW("asmith", "D1"),
         "asmith:D1:2=" SID ",asmith~Smith; Amelie "},
        {"whoever is claimed by one name is claimed by all",
         ALIAS("CONT\\eva", "a.smith") ROW(SID, "D1"),
         "CONT\\eva:D1:2=CONT\\eva," SID "~Smith; Amelie "},
        {"an account that is known goes before its alias",
         ALIAS("CONT\\bob", "a.smith") ROW(SID, "D1"), "CONT\\bob:D1:2=CONT\\bob," SID "~Bob "},
        {"of aliases that are different persons none is shown",
         ALIAS("CONT\\eva", "a.smith") ALIAS("CONT\\eva", "bob") ROW(SID, "D1") ROW("bob", "D1"),
         "CONT\\eva:D1:4=CONT\\eva," SID ",bob "},
    };
    size_t wrong = 0;
    easc__identity_map *map = map_of(people_text);
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        wrong += count_wrong(map, &cases[i]);
    }
    easc__identity_map_free(map);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_found_by_each_of_its_names_without_case),
        cmocka_unit_test(one_name_in_several_columns_of_a_line_is_one),
        cmocka_unit_test(a_name_on_two_lines_names_nobody_and_the_others_of_the_lines_still_do),
        cmocka_unit_test(a_file_that_is_no_map_is_refused_with_its_line),
        cmocka_unit_test(a_file_is_read_like_a_text_and_a_missing_one_is_told),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(names_of_one_line_are_one_user_on_a_device),
        cmocka_unit_test(a_map_folds_before_aliases_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
