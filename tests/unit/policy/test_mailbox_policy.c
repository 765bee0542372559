/* test_mailbox_policy.c - policies as both cmdlets give them and every form and version of
   PowerShell writes them. The files of exports/ named ps7, and two-unicode.xml, are what PowerShell
   7.6 wrote of objects with the names and types of Exchange; those named ps2, ps51 and dutch follow
   the forms of the older versions. */
#include "policy/mailbox_policy.h"

#include "base/civil.h"
#include "failing_heap.h"
#include "scratch.h"
#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>

static easc_status parse(const char *text, const char *name, easc__policy **out, easc__error *err)
{
    *err = (easc__error){.status = EASC_OK};
    *out = NULL;
    return easc__policy_parse(easc__bytes_z(text), "policy.txt", easc__bytes_z(name), out, err);
}

/* "Name default=true 2011-05-12T07:14:03Z utc unknown=5 Setting=value …"; a lost one is "?", one
   that asks for more than the Logo test has "!" in front. Settings that most policies leave as they
   are by default are left away. */
static void show(const easc__policy *policy, bool with_lists, easc__text *to)
{
    static const char *const zones[] = {"-", "utc", "local"};
    int64_t changed_s;
    easc__zone zone = easc__policy_changed(policy, &changed_s);
    easc__policy_value is_default = easc__policy_is_default(policy);
    easc__text_clear(to);
    easc__text_add(to, easc__policy_name(policy));
    easc__text_add_z(to, " default=");
    easc__policy_add_value(to, &is_default);
    easc__text_add_char(to, ' ');
    easc__text_add_time(to, changed_s);
    easc__text_add_char(to, ' ');
    easc__text_add_z(to, zones[zone]);
    for (size_t i = 0; i < easc__setting_count(); i++) {
        easc__policy_value value = easc__policy_at(policy, i);
        bool is_list = value.kind == EASC__SETTING_LIST || value.kind == EASC__SETTING_LOST;
        bool is_true = value.kind == EASC__SETTING_BOOL && value.is_true;
        bool is_usual =
            is_true ? easc__starts(easc__setting_name(i), EASC__LIT("Allow")) &&
                          i != EASC__SETTING_ALLOW_NON_PROVISIONABLE
                    : value.kind == EASC__SETTING_BOOL || value.kind == EASC__SETTING_UNLIMITED;
        bool asks_more = easc__policy_asks_more(policy, i);
        if (value.kind == EASC__SETTING_ABSENT || (is_usual && !asks_more) ||
            (is_list && !with_lists)) {
            continue;
        }
        easc__text_add_z(to, asks_more ? " !" : " ");
        easc__text_add(to, easc__setting_name(i));
        easc__text_add_char(to, '=');
        easc__policy_add_value(to, &value);
        easc__text_add_z(to, value.kind == EASC__SETTING_LOST ? "?" : "");
    }
}

static easc__text read_export(const char *file)
{
    char path[512];
    easc__text text = easc__text_init(0);
    (void)snprintf(path, sizeof path, "%s/tests/unit/policy/exports/%s", EASC_SOURCE_DIR, file);
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    assert_true(easc__text_reserve(&text, 1 << 16));
    text.n = fread(text.p, 1, 1 << 16, in);
    (void)fclose(in);
    return text;
}

/* --- forms ------------------------------------------------------------------------------------ */

static const char old_policy[] =
    "Default default=true 2011-05-12T07:14:03Z utc PasswordEnabled=true "
    "!AlphanumericPasswordRequired=true MinPasswordComplexCharacters=3 MinPasswordLength=6 "
    "MaxInactivityTimeLock=00:15:00 MaxPasswordFailedAttempts=8 PasswordHistory=0 "
    "!AllowSimplePassword=false !AllowBluetooth=HandsfreeOnly !AllowCamera=false "
    "AttachmentsEnabled=true MaxCalendarAgeFilter=All MaxEmailAgeFilter=All IrmEnabled=true "
    "UNCAccessEnabled=true WSSAccessEnabled=true";

static const char lenient_policy[] =
    "Default default=true 2019-10-20T07:14:03Z utc AllowNonProvisionableDevices=true "
    "MinPasswordComplexCharacters=1 PasswordHistory=0 AllowBluetooth=Allow "
    "AttachmentsEnabled=true MaxCalendarAgeFilter=All MaxEmailAgeFilter=All IrmEnabled=true "
    "UNCAccessEnabled=true WSSAccessEnabled=true";

static const char strict_policy[] =
    "Pilot \xE2\x80\x93 Z\xC3\xBCrich default=false 2019-10-21T12:00:00Z utc PasswordEnabled=true "
    "!AlphanumericPasswordRequired=true MinPasswordComplexCharacters=1 MinPasswordLength=6 "
    "MaxInactivityTimeLock=00:15:00 MaxPasswordFailedAttempts=8 "
    "!PasswordExpiration=90.00:00:00 !PasswordHistory=5 !AllowSimplePassword=false "
    "!RequireDeviceEncryption=true !AllowBluetooth=HandsfreeOnly !AllowCamera=false "
    "AttachmentsEnabled=true MaxCalendarAgeFilter=All !MaxEmailAgeFilter=OneMonth IrmEnabled=true "
    "UNCAccessEnabled=true WSSAccessEnabled=true";

static const char pilot[] = "PILOT \xE2\x80\x93 Z\xC3\xBCrich"; /* ASCII letters have no case */

typedef struct form_case {
    const char *file;
    const char *name;
    const char *shown;
} form_case;

static const form_case form_cases[] = {
    {"old-ps2.csv", "", old_policy},
    {"old-ps2.xml", "", old_policy},
    {"old-dutch-bom.csv", "", old_policy},
    {"two-ps7.csv", "", lenient_policy},
    {"two-ps7-unicode-semicolon.csv", "", lenient_policy},
    {"two-ps7.json", "", lenient_policy},
    {"two-ps7.xml", "", lenient_policy},
    {"array-ps7.xml", "", lenient_policy},
    {"two-unicode.xml", "", lenient_policy},
    {"deserialized-ps7.xml", "", lenient_policy},
    {"deserialized-ps7.json", "", lenient_policy},
    {"two-ps7.csv", pilot, strict_policy},
    {"two-ps7-unicode-semicolon.csv", pilot, strict_policy},
    {"two-ps7.json", pilot, strict_policy},
    {"two-ps7.xml", pilot, strict_policy},
    {"array-ps7.xml", pilot, strict_policy},
    {"two-unicode.xml", pilot, strict_policy},
    {"deserialized-ps7.xml", pilot, strict_policy},
    {"deserialized-ps7.json", pilot, strict_policy},
    {"one-ps7.json", "", strict_policy},
    {"one-ps7.json", pilot, strict_policy},
    {"enums-ps7.json", "", strict_policy},
    {"one-ps51.json", "", strict_policy},
};

static void every_form_of_one_policy_says_the_same(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__text shown = easc__text_init(0);
    for (size_t i = 0; i < UNIT_COUNT(form_cases); i++) {
        const form_case *c = &form_cases[i];
        easc__error err = {0};
        easc__policy *policy = NULL;
        easc__text text = read_export(c->file);
        easc_status status = easc__policy_parse(easc__text_view(&text), c->file,
                                                easc__bytes_z(c->name), &policy, &err);
        if (status != EASC_OK) {
            print_error("%s: %s\n", c->file, err.message);
            wrong++;
        } else {
            show(policy, false, &shown);
            wrong += unit_wrong_text(c->file, "policy", c->shown, easc__text_view(&shown));
        }
        easc__policy_free(policy);
        easc__text_done(&text);
    }
    easc__text_done(&shown);
    assert_int_equal(wrong, 0);
}

/* --- values ----------------------------------------------------------------------------------- */

static const form_case value_cases[] = {
    /* both spellings; the first that says something */
    {"{\"DevicePasswordEnabled\":null,\"PasswordEnabled\":true}", "",
     " default=  - PasswordEnabled=true"},
    {"{\"PasswordEnabled\":true,\"DevicePasswordEnabled\":false}", "",
     " default=  - PasswordEnabled=true"},
    {"passwordenabled\n$TRUE\n", "", " default=  - PasswordEnabled=true"},
    /* names, defaults, times */
    {"Identity,IrmEnabled\nA,\n", "", "A default=  -"},
    {"Name,Identity,IrmEnabled\nB,A,\n", "", "B default=  -"},
    {"Identity,Name,IrmEnabled\nA,B,\n", "", "B default=  -"},
    {"Name,IsDefaultPolicy,IrmEnabled\nB,True,\n", "", "B default=true  -"},
    {"IrmEnabled,WhenChanged\n,2011-05-12T09:14:03\n", "", " default= 2011-05-12T09:14:03Z local"},
    {"IrmEnabled,WhenChangedUTC,WhenChanged\n,2011-05-12 07:14:03,2011-05-12 09:14:03\n", "",
     " default= 2011-05-12T07:14:03Z utc"},
    {"IrmEnabled,WhenChanged,WhenChangedUTC\n,2011-05-12 09:14:03,2011-05-12 07:14:03\n", "",
     " default= 2011-05-12T07:14:03Z utc"},
    /* numbers, spans, sizes, enumerations */
    {"{\"MinPasswordLength\":2147483647,\"MaxInactivityTimeLock\":\"Unlimited\"}", "",
     " default=  - MinPasswordLength=2147483647"},
    {"{\"MaxInactivityTimeLock\":{\"Ticks\":600000000}}", "",
     " default=  - MaxInactivityTimeLock=00:01:00"},
    {"{\"MaxInactivityTimeLock\":{\"value\":{\"IsUnlimited\":false,\"Value\":\"00:10:00\"}}}", "",
     " default=  - MaxInactivityTimeLock=00:10:00"},
    {"AllowBluetooth\n0\n", "", " default=  - !AllowBluetooth=Disable"},
    {"AllowBluetooth\nhandsfreeonly\n", "", " default=  - !AllowBluetooth=HandsfreeOnly"},
    {"AllowBluetooth\n2\n", "", " default=  - AllowBluetooth=Allow"},
    {"MaxCalendarAgeFilter,MaxEmailAgeFilter\n7,1\n", "",
     " default=  - !MaxCalendarAgeFilter=SixMonths !MaxEmailAgeFilter=OneDay"},
    {"MaxAttachmentSize\n\"10 MB (10,485,760 bytes)\"\n", "",
     " default=  - !MaxAttachmentSize=10 MB (10,485,760 bytes)"},
    /* settings of the password ask nothing without a password */
    {"PasswordEnabled,PasswordHistory,AllowSimplePassword,AllowCamera\nFalse,5,False,False\n", "",
     " default=  - PasswordHistory=5 !AllowCamera=false"},
    {"PasswordHistory\n0\n", "", " default=  - PasswordHistory=0"},
    {"PasswordHistory\n1\n", "", " default=  - !PasswordHistory=1"},
    /* lists */
    {"ApprovedApplicationList,UnapprovedInROMApplicationList\n"
     "Microsoft.Exchange.Data.MultiValuedProperty`1[System.String],System.String[]\n",
     "", " default=  - ApprovedApplicationList=? UnapprovedInROMApplicationList=?"},
    {"{\"ApprovedApplicationList\":[],\"UnapprovedInROMApplicationList\":[\"a\",\"b\"]}", "",
     " default=  - ApprovedApplicationList=0 items !UnapprovedInROMApplicationList=2 items"},
    {"{\"ApprovedApplicationList\":{\"value\":[\"a\"],\"Count\":1}}", "",
     " default=  - !ApprovedApplicationList=1 item"},
    {"{\"MaxInactivityTimeLock\":{\"Days\":1}}", "", " default=  - MaxInactivityTimeLock=?"},
    /* shapes */
    {" \r\n {\"value\":[{\"MinPasswordLength\":4}],\"Count\":1}", "",
     " default=  - MinPasswordLength=4"},
    {"[{\"MinPasswordLength\":4},{\"Other\":1}]", "", " default=  - MinPasswordLength=4"},
    {"#TYPE X\n\nMinPasswordLength;Name\n4;A\n\n", "", "A default=  - MinPasswordLength=4"},
    {"<?xml version=\"1.0\" encoding=\"utf-16\"?><Objs><Obj><MS><I32 N=\"MinPasswordLength\">4"
     "</I32><Ref N=\"MaxInactivityTimeLock\" RefId=\"3\"/></MS></Obj></Objs>",
     "", " default=  - MinPasswordLength=4 MaxInactivityTimeLock=?"},
    {"<Objs><S>x</S><Obj><TN><T>y</T></TN><ToString>z</ToString><Props><S N=\"Na_x006D_e\">"
     "a&amp;_x0041__x005F_<![CDATA[<]]>_x00e9_</S><Nil N=\"IrmEnabled\"/></Props></Obj></Objs>",
     "", "a&A_<_x00e9_ default=  -"},
    {"<Objs><Obj><Props><Obj N=\"UnapprovedInROMApplicationList\"><ToString>x</ToString><LST>"
     "<S>a</S><Obj><LST><S>b</S></LST></Obj></LST></Obj></Props><MS><B N=\"IrmEnabled\">true</B>"
     "</MS></Obj></Objs>",
     "", " default=  - !UnapprovedInROMApplicationList=2 items IrmEnabled=true"},
};

static void values_are_read_as_what_they_are(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__text shown = easc__text_init(0);
    for (size_t i = 0; i < UNIT_COUNT(value_cases); i++) {
        const form_case *c = &value_cases[i];
        easc__error err;
        easc__policy *policy;
        if (parse(c->file, c->name, &policy, &err) != EASC_OK) {
            print_error("%s: %s\n", c->file, err.message);
            wrong++;
            continue;
        }
        show(policy, true, &shown);
        wrong += unit_wrong_text(c->file, "policy", c->shown, easc__text_view(&shown));
        easc__policy_free(policy);
    }
    easc__text_done(&shown);
    assert_int_equal(wrong, 0);
}

static void properties_that_are_no_setting_are_counted(void **state)
{
    (void)state;
    easc__error err;
    easc__policy *policy;
    assert_int_equal(parse("IrmEnabled,Guid,RunspaceId,Odd,Name,WhenCreated,Odder\n,1,2,3,4,5,6\n",
                           "", &policy, &err),
                     EASC_OK);
    assert_int_equal(easc__policy_unknown(policy), 2);
    easc__policy_free(policy);
}

/* --- which one -------------------------------------------------------------------------------- */

typedef struct choice_case {
    const char *text;
    const char *name;
    const char *chosen; /* or what the message has */
    easc_status status;
} choice_case;

#define TWO_DEFAULTS "Name,IsDefault,IrmEnabled\nA,True,\nB,True,\n"
#define NO_DEFAULT "Name,IsDefault,IrmEnabled\nA,False,\nB,False,\n"
#define ONE_DEFAULT "Name,IsDefault,IrmEnabled\nA,False,\nB,True,\nC,False,\n"

static const choice_case choice_cases[] = {
    {ONE_DEFAULT, "", "B", EASC_OK},
    {ONE_DEFAULT, "c", "C", EASC_OK},
    {ONE_DEFAULT, "D",
     "no policy has the name that --policy-name says; the file has: A, B (default), C",
     EASC_E_ARGUMENT},
    {NO_DEFAULT, "",
     "none of the policies is the default one: say which one counts with "
     "--policy-name; the file has: A, B",
     EASC_E_ARGUMENT},
    {NO_DEFAULT, "A", "A", EASC_OK},
    {TWO_DEFAULTS, "",
     "several policies say they are the default one: say which one counts with "
     "--policy-name; the file has: A (default), B (default)",
     EASC_E_ARGUMENT},
    {TWO_DEFAULTS, "B", "B", EASC_OK},
    {"Name,IrmEnabled\nA,\na,\n", "A",
     "several policies have the name that --policy-name says; the file has: A, a", EASC_E_ARGUMENT},
    {"Name,IsDefault,IrmEnabled\nA,False,\n", "", "A", EASC_OK},
    {"Name,IrmEnabled\nA,\n", "", "A", EASC_OK},
};

static void the_default_one_counts_or_the_one_that_is_named(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(choice_cases); i++) {
        const choice_case *c = &choice_cases[i];
        easc__error err;
        easc__policy *policy;
        easc_status status = parse(c->text, c->name, &policy, &err);
        wrong += unit_wrong_number(c->text, "status", c->status, status);
        wrong += unit_wrong_text(c->text, "choice", c->chosen,
                                 policy ? easc__policy_name(policy) : easc__bytes_z(err.message));
        easc__policy_free(policy);
    }
    assert_int_equal(wrong, 0);
}

/* --- faults of a file ------------------------------------------------------------------------- */

typedef struct fault_case {
    const char *text;
    const char *message;
    uint64_t line;
} fault_case;

static const fault_case fault_cases[] = {
    {"", "holds no line with the names of the columns", 1},
    {"Name\n", "holds no policy", 1},
    {"Name,Alias\nA,B\n", "holds no policy", 1},
    {"[]", "holds no policy", 1},
    {"<Objs></Objs>", "holds no policy", 1},
    {"<Objs><S>Default</S></Objs>", "holds no policy", 1},
    {"IrmEnabled\n\nmaybe\n", "IrmEnabled: expected True or False", 3},
    {"IrmEnabled\nTrue,1\n", "has more values than there are columns in the head", 2},
    {"IrmEnabled\n\"True\n", "a quote is opened here and never closed", 2},
    {"IsDefault,IrmEnabled\nx,\n", "IsDefault: expected True or False", 2},
    {"WhenChanged,IrmEnabled\nyesterday,\n", "WhenChanged: expected a time such as", 2},
    {"MinPasswordLength\n-1\n", "MinPasswordLength: expected a whole number from 0", 2},
    {"MinPasswordLength\n2147483648\n", "MinPasswordLength: expected a whole number from 0", 2},
    {"MaxInactivityTimeLock\n15\n", "MaxInactivityTimeLock: expected a span of time", 2},
    {"AllowBluetooth\n3\n", "AllowBluetooth: expected one of Allow, Disable, HandsfreeOnly", 2},
    {"AllowBluetooth\nAllow2\n", "AllowBluetooth: expected one of", 2},
    {"{\n\"MinPasswordLength\": 1.5}", "MinPasswordLength: expected a whole number", 2},
    {"{\n\"IrmEnabled\": [true]}", "IrmEnabled: expected True or False", 2},
    {"{\n\"IrmEnabled\": tru}", "", 2},
    {"[\n1]", "expected a policy, or a list of policies, as objects", 2},
    {"[{\"IrmEnabled\":true}", "", 1},
    {"<Objs>\n<Obj><Props><B N=\"IrmEnabled\">1</B></Props></Obj></Objs>",
     "IrmEnabled: expected True or False", 2},
    {"<Objs>\n<Obj><Props><B>true</B></Props></Obj></Objs>", "expected the attribute N", 2},
    {"<html>", "expected <Objs>", 1},
    {"<Objs>\n<Obj>", "expected well-formed XML", 2},
    {"<Objs></Obj>", "expected well-formed XML", 1},
    {"<Objs>&lol;</Objs>", "expected well-formed XML", 1},
    {"<!DOCTYPE Objs [<!ENTITY a \"b\">]>\n<Objs>&a;</Objs>", "a document type", 1},
    {"<!DOCTYPE Objs SYSTEM \"file:///etc/passwd\"><Objs/>", "a document type", 1},
    {"<?xml version=\"1.0\"?>\n<!DOCTYPE Objs><Objs/>", "a document type", 2},
};

static void a_fault_is_told_with_its_place_and_what_was_expected(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(fault_cases); i++) {
        const fault_case *c = &fault_cases[i];
        easc__error err;
        easc__policy *policy;
        easc_status status = parse(c->text, "", &policy, &err);
        bool is_told = easc__contains(easc__bytes_z(err.message), easc__bytes_z(c->message));
        if (!is_told) {
            print_error("%s: says \"%s\", expected \"%s\"\n", c->text, err.message, c->message);
        }
        wrong += !is_told;
        wrong += unit_wrong_number(c->text, "status", EASC_E_DATA, status);
        wrong += unit_wrong_number(c->text, "line", (int64_t)c->line, (int64_t)err.line);
        wrong += unit_wrong_text(c->text, "path", "policy.txt", easc__bytes_z(err.path));
        easc__policy_free(policy);
    }
    assert_int_equal(wrong, 0);
}

/* `count` times `piece` between `head` and `tail`. */
static easc__text repeated(const char *head, const char *piece, size_t count, const char *tail)
{
    easc__text text = easc__text_init(0);
    easc__text_add_z(&text, head);
    for (size_t i = 0; i < count; i++) {
        easc__text_add_z(&text, piece);
    }
    easc__text_add_z(&text, tail);
    assert_false(text.failed);
    return text;
}

typedef struct bound_case {
    const char *head;
    const char *piece;
    size_t good; /* one more is too many */
    const char *tail;
    easc_status status;
    const char *message;
} bound_case;

static const bound_case bound_cases[] = {
    {"Name,IsDefault,IrmEnabled\nA,True,\n", "B,False,\n", 999, "", EASC_E_LIMIT,
     "more than 1000 policies"},
    {"IrmEnabled", ",x", 999, "\n,\n", EASC_OK, ""}, /* columns without a value are none */
    {"{\"IrmEnabled\":true", ",\"X\":1", 0, "}", EASC_OK, ""},
    {"<Objs><Obj><Props><B N=\"IrmEnabled\">true</B>", "<S N=\"x\">y</S>", 999,
     "</Props></Obj></Objs>", EASC_E_LIMIT, "more than 1000 properties of one policy"},
    {"<Objs><Obj><Props><B N=\"IrmEnabled\">true</B></Props></Obj>", "<a>", 63, "", EASC_E_DATA,
     "elements are nested more than 64 deep"},
};

static void what_is_too_much_is_refused(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(bound_cases); i++) {
        const bound_case *c = &bound_cases[i];
        for (size_t more = 0; more < 2; more++) {
            easc__error err;
            easc__policy *policy;
            easc__text text = repeated(c->head, c->piece, c->good + more, c->tail);
            easc__text_add_char(&text, '\0');
            easc_status status = parse(text.p, "", &policy, &err);
            bool is_refused = strcmp(err.message, c->message) == 0 && status == c->status;
            wrong += more == 1 && !is_refused;
            wrong += more == 0 && c->message[0] && is_refused;
            if (wrong > 0) {
                print_error("%s: %s\n", c->head, err.message);
            }
            easc__policy_free(policy);
            easc__text_done(&text);
        }
    }
    assert_int_equal(wrong, 0);
}

static void a_file_beyond_16_mib_is_refused(void **state)
{
    (void)state;
    easc__error err = {0};
    easc__policy *policy = NULL;
    easc__bytes none = {NULL, 0};
    size_t size = (16 << 20) + 1;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, ' ', size);
    memcpy(text, "IrmEnabled\nTrue\n", 16);
    text[size - 1] = '\n';
    assert_int_equal(easc__policy_parse(easc__bytes_of(text, size), "a", none, &policy, &err),
                     EASC_E_LIMIT);
    assert_int_equal(easc__policy_parse(easc__bytes_of(text, size - 1), "a", none, &policy, &err),
                     EASC_OK);
    easc__policy_free(policy);
    scratch *place = scratch_new();
    policy = NULL;
    const char *path = scratch_write(place, "policy.csv", text, size);
    assert_int_equal(easc__policy_load(path, none, &policy, &err), EASC_E_LIMIT);
    assert_string_equal(err.path, path);
    scratch_free(place);
    free(text);
}

static void a_file_that_is_not_there_is_named(void **state)
{
    (void)state;
    easc__error err = {0};
    easc__policy *policy = NULL;
    scratch *place = scratch_new();
    const char *path = scratch_path(place, "missing.xml");
    assert_int_equal(easc__policy_load(path, EASC__LIT(""), &policy, &err), EASC_E_NOT_FOUND);
    assert_string_equal(err.path, path);
    assert_null(policy);
    const char *good = scratch_write(place, "good.csv", "Name,IrmEnabled\nA,\n", 19);
    assert_int_equal(easc__policy_load(good, EASC__LIT(""), &policy, &err), EASC_OK);
    assert_true(easc__equal(easc__policy_name(policy), EASC__LIT("A")));
    easc__policy_free(policy);
    scratch_free(place);
}

/* --- memory ----------------------------------------------------------------------------------- */

/* cJSON allocates for itself, and is not refused here. */
static void every_failed_allocation_is_survived(void **state)
{
    (void)state;
    static const char *const files[] = {"old-ps2.xml", "two-ps7.xml",
                                        "two-ps7-unicode-semicolon.csv", "one-ps7.json"};
    for (size_t i = 0; i < UNIT_COUNT(files); i++) {
        easc__text text = read_export(files[i]);
        size_t live = failing_heap_live();
        easc_status status = EASC_E_MEMORY;
        for (size_t allowed = 0; status == EASC_E_MEMORY; allowed++) {
            easc__error err = {0};
            easc__policy *policy = NULL;
            failing_heap_allow(allowed);
            status =
                easc__policy_parse(easc__text_view(&text), files[i], EASC__LIT(""), &policy, &err);
            failing_heap_allow(SIZE_MAX);
            assert_true((status == EASC_OK) == (policy != NULL));
            easc__policy_free(policy);
            assert_int_equal(failing_heap_live(), live);
            assert_true(allowed < 100000);
        }
        assert_int_equal(status, EASC_OK);
        easc__text_done(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_of_one_policy_says_the_same),
        cmocka_unit_test(values_are_read_as_what_they_are),
        cmocka_unit_test(properties_that_are_no_setting_are_counted),
        cmocka_unit_test(the_default_one_counts_or_the_one_that_is_named),
        cmocka_unit_test(a_fault_is_told_with_its_place_and_what_was_expected),
        cmocka_unit_test(what_is_too_much_is_refused),
        cmocka_unit_test(a_file_beyond_16_mib_is_refused),
        cmocka_unit_test(a_file_that_is_not_there_is_named),
        cmocka_unit_test(every_failed_allocation_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
