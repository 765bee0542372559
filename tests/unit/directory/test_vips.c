/* test_vips.c - lists of people: one name a line, or a table. */
#include "directory/vips.h"

#include "base/text.h"
#include "failing_heap.h"
#include "scratch.h"
#include "support/unit.h"

typedef struct list_case {
    const char *text;
    const char *people; /* the names they are told by, joined by '|' */
    const char *known;  /* names that find somebody */
    const char *unknown;
} list_case;

static const list_case list_cases[] = {
    {"jan", "jan", "jan|JAN", "piet|CONT\\jan"},
    {"jan\r\nCONT\\piet\r\n\r\n \t\r\n", "jan|CONT\\piet", "jan|cont\\PIET", "piet"},
    {"\"Smit, Jan\"\n  eva@contoso.com  \n", "Smit, Jan|eva@contoso.com",
     "smit, jan|EVA@contoso.com", "eva|Smit|Jan"},
    {"\xEF\xBB\xBFjan\njan\n", "jan|jan", "jan", ""},
    {"SamAccountName\njan\n", "jan", "jan", "SamAccountName"},
    {"#TYPE X\n\"PrimarySmtpAddress\";\"Title\"\n\"eva@contoso.com\";\"Director\"\n",
     "eva@contoso.com", "eva@contoso.com|eva", "Director"},
    {"Name,SamAccountName,UserPrincipalName\nEva de Wit,ewit,eva@contoso.com\n,jan,\n,,\n",
     "eva@contoso.com|jan", "Eva de Wit|EWIT|eva|eva@contoso.com|jan", "Name"},
    {"Alias,LinkedMasterAccount\nev,CONT\\eva\n", "CONT\\eva", "ev|cont\\eva", "eva"},
    {"Department,Who\nSales,jan\n", "Department,Who|Sales,jan", "sales,jan", "jan"},
};

static size_t wrong_names(easc__vips *vips, const char *names, bool is_known)
{
    size_t wrong = 0;
    easc__bytes rest = easc__bytes_z(names);
    easc__bytes name;
    while (easc__next_piece(&rest, '|', &name)) {
        if (easc__vips_find(vips, name) != is_known) {
            print_error("\"%.*s\" is %sfound\n", (int)name.n, name.p, is_known ? "not " : "");
            wrong++;
        }
    }
    return wrong;
}

static void lists_of_both_forms_are_read(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__text people = easc__text_init(0);
    for (size_t i = 0; i < UNIT_COUNT(list_cases); i++) {
        const list_case *c = &list_cases[i];
        easc__error err = {0};
        easc__vips *vips = NULL;
        assert_int_equal(easc__vips_parse(easc__bytes_z(c->text), "vip.txt", &vips, &err), EASC_OK);
        easc__text_clear(&people);
        for (size_t k = 0; k < easc__vips_count(vips); k++) {
            assert_false(easc__vips_is_found(vips, k));
            easc__text_add_z(&people, k > 0 ? "|" : "");
            easc__text_add(&people, easc__vips_name(vips, k));
        }
        wrong += unit_wrong_text(c->text, "people", c->people, easc__text_view(&people));
        wrong += wrong_names(vips, c->unknown, false);
        assert_false(easc__vips_is_found(vips, 0));
        wrong += wrong_names(vips, c->known, true);
        bool is_found = false;
        for (size_t k = 0; k < easc__vips_count(vips); k++) {
            is_found = is_found || easc__vips_is_found(vips, k);
        }
        wrong += !is_found;
        easc__vips_free(vips);
    }
    easc__text_done(&people);
    assert_int_equal(wrong, 0);
}

static void a_list_of_nobody_and_an_open_quote_are_errors(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *part;
        uint64_t line;
    } cases[] = {{"", "names nobody", 1},
                 {"\n \r\n", "names nobody", 1},
                 {"SamAccountName\n\n", "names nobody", 1},
                 {"SamAccountName\njan\n\"piet\n", "never closed", 3}};
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        easc__error err = {0};
        easc__vips *vips = NULL;
        assert_int_equal(easc__vips_parse(easc__bytes_z(cases[i].text), "vip.txt", &vips, &err),
                         EASC_E_DATA);
        assert_null(vips);
        assert_true(easc__contains(easc__bytes_z(err.message), easc__bytes_z(cases[i].part)));
        assert_int_equal(err.line, cases[i].line);
        assert_string_equal(err.path, "vip.txt");
    }
}

static void a_file_is_read_by_its_path(void **state)
{
    (void)state;
    easc__error err = {0};
    easc__vips *vips = NULL;
    scratch *place = scratch_new();
    assert_int_equal(easc__vips_load(scratch_path(place, "missing.txt"), &vips, &err),
                     EASC_E_NOT_FOUND);
    /* UTF-16, as Out-File of Windows PowerShell writes */
    const char *path = scratch_write(place, "vip.txt", "\xFF\xFEj\0a\0n\0\r\0\n\0", 12);
    assert_int_equal(easc__vips_load(path, &vips, &err), EASC_OK);
    assert_true(easc__vips_find(vips, EASC__LIT("jan")));
    easc__vips_free(vips);
    scratch_free(place);
}

static void every_failed_allocation_is_survived(void **state)
{
    (void)state;
    static const char text[] = "Name,SamAccountName,UserPrincipalName\nEva,ewit,eva@contoso.com\n";
    size_t live = failing_heap_live();
    easc_status status = EASC_E_MEMORY;
    for (size_t allowed = 0; status == EASC_E_MEMORY; allowed++) {
        easc__error err = {0};
        easc__vips *vips = NULL;
        failing_heap_allow(allowed);
        status = easc__vips_parse(easc__bytes_z(text), "vip.csv", &vips, &err);
        failing_heap_allow(SIZE_MAX);
        assert_true((status == EASC_OK) == (vips != NULL));
        easc__vips_free(vips);
        assert_int_equal(failing_heap_live(), live);
        assert_true(allowed < 10000);
    }
    assert_int_equal(status, EASC_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_of_both_forms_are_read),
        cmocka_unit_test(a_list_of_nobody_and_an_open_quote_are_errors),
        cmocka_unit_test(a_file_is_read_by_its_path),
        cmocka_unit_test(every_failed_allocation_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
