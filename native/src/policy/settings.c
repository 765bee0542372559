/* settings.c - see settings.h: one row a setting, with both of its names. */
#include "policy/settings.h"

#include "base/civil.h"
#include "base/number.h"

#include <stdio.h>

/* What values a setting may have. */
typedef enum form {
    FORM_BOOL,
    FORM_NUMBER, /* or Unlimited */
    FORM_SPAN,   /* or Unlimited */
    FORM_WORD,   /* of an enumeration, by name or number */
    FORM_SIZE,   /* "10 MB (10,485,760 bytes)", or Unlimited: kept as it is */
    FORM_LIST
} form;

/* When a setting asks something of a phone that the Logo test did not cover. */
typedef enum demand {
    DEMAND_NONE,    /* never: covered by the test, or looked after by the server */
    DEMAND_TRUE,    /* when true */
    DEMAND_FALSE,   /* when false: something is forbidden */
    DEMAND_LIMIT,   /* when a number above 0, a span or a size */
    DEMAND_NOT_LAX, /* when another word than the first of its enumeration */
    DEMAND_ITEMS    /* when the list is not empty */
} demand;

/* The words of an enumeration, the lax one first, and the digits of their numbers. */
typedef struct vocabulary {
    const char *const *words; /* ends with NULL */
    const char *numbers;
} vocabulary;

typedef struct setting_row {
    easc__bytes name;
    easc__bytes older; /* of Exchange 2007 and 2010; empty when it is the same */
    form form;
    demand demand;
    bool is_of_password; /* asks nothing without a password */
    const vocabulary *vocabulary;
} setting_row;

/* The numbers are those that the phone is sent (MS-ASPROV 2.2.2). */
static const char *const bluetooth_words[] = {"Allow", "Disable", "HandsfreeOnly", NULL};
static const char *const calendar_words[] = {"All",         "TwoWeeks",  "OneMonth",
                                             "ThreeMonths", "SixMonths", NULL};
static const char *const mail_words[] = {"All",      "OneDay",   "ThreeDays", "OneWeek",
                                         "TwoWeeks", "OneMonth", NULL};
static const vocabulary bluetooth = {bluetooth_words, "201"};
static const vocabulary calendar_ages = {calendar_words, "04567"};
static const vocabulary mail_ages = {mail_words, "012345"};

/* clang-format off */
#define BOTH(newer, older) EASC__NAME(newer), EASC__NAME(older)
#define SAME(name) EASC__NAME(name), {NULL, 0}
/* clang-format on */

static const setting_row settings[] = {
    {SAME("AllowNonProvisionableDevices"), FORM_BOOL, DEMAND_NONE, false, NULL},
    {BOTH("PasswordEnabled", "DevicePasswordEnabled"), FORM_BOOL, DEMAND_NONE, false, NULL},
    {BOTH("AlphanumericPasswordRequired", "AlphanumericDevicePasswordRequired"), FORM_BOOL,
     DEMAND_TRUE, true, NULL},
    {BOTH("MinPasswordComplexCharacters", "MinDevicePasswordComplexCharacters"), FORM_NUMBER,
     DEMAND_NONE, true, NULL},
    {BOTH("MinPasswordLength", "MinDevicePasswordLength"), FORM_NUMBER, DEMAND_NONE, true, NULL},
    {BOTH("MaxInactivityTimeLock", "MaxInactivityTimeDeviceLock"), FORM_SPAN, DEMAND_NONE, true,
     NULL},
    {BOTH("MaxPasswordFailedAttempts", "MaxDevicePasswordFailedAttempts"), FORM_NUMBER, DEMAND_NONE,
     true, NULL},
    {BOTH("PasswordExpiration", "DevicePasswordExpiration"), FORM_SPAN, DEMAND_LIMIT, true, NULL},
    {BOTH("PasswordHistory", "DevicePasswordHistory"), FORM_NUMBER, DEMAND_LIMIT, true, NULL},
    {BOTH("AllowSimplePassword", "AllowSimpleDevicePassword"), FORM_BOOL, DEMAND_FALSE, true, NULL},
    {SAME("PasswordRecoveryEnabled"), FORM_BOOL, DEMAND_TRUE, true, NULL},
    {SAME("DeviceEncryptionEnabled"), FORM_BOOL, DEMAND_TRUE, false, NULL},
    {SAME("RequireDeviceEncryption"), FORM_BOOL, DEMAND_TRUE, false, NULL},
    {SAME("RequireStorageCardEncryption"), FORM_BOOL, DEMAND_TRUE, false, NULL},
    {SAME("RequireManualSyncWhenRoaming"), FORM_BOOL, DEMAND_TRUE, false, NULL},
    {SAME("RequireSignedSMIMEMessages"), FORM_BOOL, DEMAND_TRUE, false, NULL},
    {SAME("RequireEncryptedSMIMEMessages"), FORM_BOOL, DEMAND_TRUE, false, NULL},
    {SAME("AllowBluetooth"), FORM_WORD, DEMAND_NOT_LAX, false, &bluetooth},
    {SAME("AllowBrowser"), FORM_BOOL, DEMAND_FALSE, false, NULL},
    {SAME("AllowCamera"), FORM_BOOL, DEMAND_FALSE, false, NULL},
    {SAME("AllowConsumerEmail"), FORM_BOOL, DEMAND_FALSE, false, NULL},
    {SAME("AllowDesktopSync"), FORM_BOOL, DEMAND_FALSE, false, NULL},
    {SAME("AllowExternalDeviceManagement"), FORM_BOOL, DEMAND_NONE, false, NULL},
    {SAME("AllowHTMLEmail"), FORM_BOOL, DEMAND_FALSE, false, NULL},
    {SAME("AllowInternetSharing"), FORM_BOOL, DEMAND_FALSE, false, NULL},
    {SAME("AllowIrDA"), FORM_BOOL, DEMAND_FALSE, false, NULL},
    {SAME("AllowPOPIMAPEmail"), FORM_BOOL, DEMAND_FALSE, false, NULL},
    {SAME("AllowRemoteDesktop"), FORM_BOOL, DEMAND_FALSE, false, NULL},
    {SAME("AllowSMIMESoftCerts"), FORM_BOOL, DEMAND_FALSE, false, NULL},
    {SAME("AllowStorageCard"), FORM_BOOL, DEMAND_FALSE, false, NULL},
    {SAME("AllowTextMessaging"), FORM_BOOL, DEMAND_FALSE, false, NULL},
    {SAME("AllowUnsignedApplications"), FORM_BOOL, DEMAND_FALSE, false, NULL},
    {SAME("AllowUnsignedInstallationPackages"), FORM_BOOL, DEMAND_FALSE, false, NULL},
    {SAME("AllowWiFi"), FORM_BOOL, DEMAND_FALSE, false, NULL},
    {SAME("AttachmentsEnabled"), FORM_BOOL, DEMAND_FALSE, false, NULL},
    {SAME("MaxAttachmentSize"), FORM_SIZE, DEMAND_LIMIT, false, NULL},
    {SAME("MaxCalendarAgeFilter"), FORM_WORD, DEMAND_NOT_LAX, false, &calendar_ages},
    {SAME("MaxEmailAgeFilter"), FORM_WORD, DEMAND_NOT_LAX, false, &mail_ages},
    {SAME("MaxEmailBodyTruncationSize"), FORM_NUMBER, DEMAND_LIMIT, false, NULL},
    {SAME("MaxEmailHTMLBodyTruncationSize"), FORM_NUMBER, DEMAND_LIMIT, false, NULL},
    {SAME("ApprovedApplicationList"), FORM_LIST, DEMAND_ITEMS, false, NULL},
    {SAME("UnapprovedInROMApplicationList"), FORM_LIST, DEMAND_ITEMS, false, NULL},
    {SAME("DevicePolicyRefreshInterval"), FORM_SPAN, DEMAND_NONE, false, NULL},
    {SAME("IrmEnabled"), FORM_BOOL, DEMAND_NONE, false, NULL},
    {SAME("UNCAccessEnabled"), FORM_BOOL, DEMAND_NONE, false, NULL},
    {SAME("WSSAccessEnabled"), FORM_BOOL, DEMAND_NONE, false, NULL},
};

enum { SETTING_COUNT = sizeof settings / sizeof settings[0] };

_Static_assert((int)SETTING_COUNT <= (int)EASC__SETTINGS_MAX, "a policy has room for each setting");

size_t easc__setting_count(void)
{
    return SETTING_COUNT;
}

easc__bytes easc__setting_name(size_t setting)
{
    return settings[setting].name;
}

size_t easc__setting_find(easc__bytes name)
{
    size_t i = 0;
    while (i < SETTING_COUNT && !easc__equal_nocase(settings[i].name, name) &&
           (settings[i].older.n == 0 || !easc__equal_nocase(settings[i].older, name))) {
        i++;
    }
    return i;
}

/* --- values ----------------------------------------------------------------------------------- */

/* Contents that a form of export leaves away: .NET's name of the type stands in their place. */
static bool is_lost(const easc__property *property)
{
    return property->kind == EASC__PROPERTY_LOST ||
           easc__starts_nocase(property->text, EASC__LIT("Microsoft.Exchange.")) ||
           easc__starts_nocase(property->text, EASC__LIT("System.")) ||
           easc__starts_nocase(property->text, EASC__LIT("Deserialized."));
}

static bool parse_bool(easc__bytes text, easc__policy_value *out)
{
    out->kind = EASC__SETTING_BOOL;
    out->is_true =
        easc__equal_nocase(text, EASC__LIT("true")) || easc__equal_nocase(text, EASC__LIT("$true"));
    return out->is_true || easc__equal_nocase(text, EASC__LIT("false")) ||
           easc__equal_nocase(text, EASC__LIT("$false"));
}

static bool parse_number(easc__bytes text, easc__policy_value *out)
{
    uint64_t number;
    if (!easc__parse_u64(text, INT32_MAX, &number)) {
        return false;
    }
    out->kind = EASC__SETTING_NUMBER;
    out->number = (int64_t)number;
    return true;
}

static bool parse_word(const setting_row *s, easc__bytes text, easc__policy_value *out)
{
    for (size_t i = 0; s->vocabulary->words[i]; i++) {
        easc__bytes word = easc__bytes_z(s->vocabulary->words[i]);
        bool is_number = text.n == 1 && text.p[0] == s->vocabulary->numbers[i];
        if (is_number || easc__equal_nocase(text, word)) {
            out->kind = EASC__SETTING_WORD;
            out->word = word;
            return true;
        }
    }
    return false;
}

/* A list that is one text: Select-Object with a join, or one item that was unrolled. */
static bool parse_list(const easc__property *property, easc__policy_value *out)
{
    out->kind = EASC__SETTING_LIST;
    out->number = property->kind == EASC__PROPERTY_LIST ? (int64_t)property->item_count : 1;
    return true;
}

static bool parse_value(const setting_row *s, const easc__property *property, easc__bytes text,
                        easc__policy_value *out)
{
    bool may_be_unlimited = s->form == FORM_NUMBER || s->form == FORM_SPAN || s->form == FORM_SIZE;
    if (may_be_unlimited && easc__equal_nocase(text, EASC__LIT("Unlimited"))) {
        out->kind = EASC__SETTING_UNLIMITED;
        return true;
    }
    switch (s->form) {
    case FORM_BOOL:
        return parse_bool(text, out);
    case FORM_NUMBER:
        return parse_number(text, out);
    case FORM_SPAN:
        out->kind = EASC__SETTING_SPAN;
        return easc__shell_span(text, &out->number);
    case FORM_WORD:
        return parse_word(s, text, out);
    case FORM_SIZE:
        out->kind = EASC__SETTING_WORD;
        out->word = text;
        return true;
    case FORM_LIST:
        break;
    }
    return parse_list(property, out);
}

/* "one of Allow, Disable, …" */
static const char *expected_word(const setting_row *s, char *to, size_t size)
{
    int used = snprintf(to, size, "one of");
    for (size_t i = 0; s->vocabulary->words[i] && used > 0 && (size_t)used < size; i++) {
        used += snprintf(to + used, size - (size_t)used, "%s %s", i > 0 ? "," : "",
                         s->vocabulary->words[i]);
    }
    return to;
}

static easc_status complain(const easc__export *from, const easc__property *property,
                            const setting_row *s, easc__error *err)
{
    static const char *const expected[] = {
        [FORM_BOOL] = "True or False",
        [FORM_NUMBER] = "a whole number from 0 to 2147483647, or Unlimited",
        [FORM_SPAN] = "a span of time such as 00:15:00, or Unlimited",
        [FORM_WORD] = "",
        [FORM_SIZE] = "a size such as 10 MB",
        [FORM_LIST] = "a list"};
    char room[200];
    return easc__export_complain(
        from, property,
        s->form == FORM_WORD ? expected_word(s, room, sizeof room) : expected[s->form], err);
}

static bool is_empty(const easc__property *property)
{
    return property->kind == EASC__PROPERTY_NULL ||
           (property->kind == EASC__PROPERTY_TEXT && easc__trim(property->text).n == 0);
}

/* Exchange 2013 and later give some settings under both names; the first that says something
   counts. */
static easc_status read_setting(const easc__export *from, const easc__property *property,
                                size_t number, easc__policy *out, easc__error *err)
{
    easc__policy_value value = {EASC__SETTING_LOST, false, 0, {NULL, 0}};
    easc__policy_value *kept = &out->values[number];
    if (is_empty(property) || kept->kind > EASC__SETTING_LOST) {
        return EASC_OK;
    }
    bool is_wrong_kind =
        property->kind == EASC__PROPERTY_LIST && settings[number].form != FORM_LIST;
    if (!is_lost(property) && (is_wrong_kind || !parse_value(&settings[number], property,
                                                             easc__trim(property->text), &value))) {
        return complain(from, property, &settings[number], err);
    }
    *kept = value;
    return EASC_OK;
}

/* --- names and times -------------------------------------------------------------------------- */

/* What else is read of an object. */
typedef enum extra {
    EXTRA_NAME,
    EXTRA_IDENTITY,
    EXTRA_IS_DEFAULT,
    EXTRA_IS_DEFAULT_OLDER,
    EXTRA_CHANGED,
    EXTRA_CHANGED_UTC,
    EXTRA_COUNT
} extra;

static const easc__bytes extra_names[EXTRA_COUNT] = {
    EASC__NAME("Name"),        EASC__NAME("Identity"),
    EASC__NAME("IsDefault"),   EASC__NAME("IsDefaultPolicy"),
    EASC__NAME("WhenChanged"), EASC__NAME("WhenChangedUTC"),
};

/* Properties that every object of a directory has, or PowerShell adds: neither settings nor news.
 */
static const easc__bytes passed_over[] = {
    EASC__NAME("AdminDisplayName"),
    EASC__NAME("DistinguishedName"),
    EASC__NAME("ExchangeObjectId"),
    EASC__NAME("ExchangeVersion"),
    EASC__NAME("Guid"),
    EASC__NAME("Id"),
    EASC__NAME("IsValid"),
    EASC__NAME("ObjectCategory"),
    EASC__NAME("ObjectClass"),
    EASC__NAME("ObjectState"),
    EASC__NAME("OrganizationId"),
    EASC__NAME("OrganizationalUnitRoot"),
    EASC__NAME("OriginatingServer"),
    EASC__NAME("PSComputerName"),
    EASC__NAME("PSShowComputerName"),
    EASC__NAME("RunspaceId"),
    EASC__NAME("WhenCreated"),
    EASC__NAME("WhenCreatedUTC"),
};

static size_t find_name(const easc__bytes *names, size_t count, easc__bytes name)
{
    size_t i = 0;
    while (i < count && !easc__equal_nocase(names[i], name)) {
        i++;
    }
    return i;
}

/* A name in UTC beats one in whatever zone the exporting machine has. */
static easc_status read_changed(const easc__export *from, const easc__property *property,
                                bool is_utc, easc__policy *out, easc__error *err)
{
    int64_t time_s = EASC__NO_TIME;
    bool is_guess = false;
    easc__zone zone = easc__shell_time(property->text, &time_s, &is_guess);
    if (zone == EASC__ZONE_NONE) {
        return easc__export_complain(from, property, "a time such as 2011-05-12T09:14:03Z", err);
    }
    zone = is_utc ? EASC__ZONE_UTC : zone;
    if (out->zone == EASC__ZONE_NONE || zone == EASC__ZONE_UTC) {
        out->zone = zone;
        out->changed_s = time_s;
        out->is_changed_guess = is_guess;
    }
    return EASC_OK;
}

static easc_status read_extra(const easc__export *from, const easc__property *property, extra which,
                              easc__policy *out, easc__error *err)
{
    if (is_empty(property) || is_lost(property)) {
        return EASC_OK;
    }
    switch (which) {
    case EXTRA_NAME:
        out->name = easc__trim(property->text);
        break;
    case EXTRA_IDENTITY:
        out->name = out->name.n > 0 ? out->name : easc__trim(property->text);
        break;
    case EXTRA_IS_DEFAULT:
    case EXTRA_IS_DEFAULT_OLDER:
        return parse_bool(easc__trim(property->text), &out->is_default)
                   ? EASC_OK
                   : easc__export_complain(from, property, "True or False", err);
    case EXTRA_CHANGED:
    case EXTRA_CHANGED_UTC:
        return read_changed(from, property, which == EXTRA_CHANGED_UTC, out, err);
    case EXTRA_COUNT:
        break;
    }
    return EASC_OK;
}

easc_status easc__settings_read(const easc__export *from, size_t object, easc__policy *out,
                                bool *is_policy, easc__error *err)
{
    size_t count;
    const easc__property *properties = easc__export_object(from, object, &count);
    easc_status status = EASC_OK;
    memset(out, 0, sizeof *out);
    out->changed_s = EASC__NO_TIME;
    *is_policy = false;
    for (size_t i = 0; i < count && status == EASC_OK; i++) {
        const easc__property *property = &properties[i];
        size_t number = easc__setting_find(property->name);
        size_t which = find_name(extra_names, EXTRA_COUNT, property->name);
        if (number < SETTING_COUNT) {
            *is_policy = true;
            status = read_setting(from, property, number, out, err);
        } else if (which < EXTRA_COUNT) {
            status = read_extra(from, property, (extra)which, out, err);
        } else if (find_name(passed_over, sizeof passed_over / sizeof passed_over[0],
                             property->name) == sizeof passed_over / sizeof passed_over[0]) {
            out->unknown++;
        }
    }
    return status;
}

/* --- what a policy asks ----------------------------------------------------------------------- */

static bool asks(const setting_row *s, const easc__policy_value *value)
{
    switch (s->demand) {
    case DEMAND_NONE:
        break;
    case DEMAND_TRUE:
        return value->kind == EASC__SETTING_BOOL && value->is_true;
    case DEMAND_FALSE:
        return value->kind == EASC__SETTING_BOOL && !value->is_true;
    case DEMAND_LIMIT:
        return value->kind == EASC__SETTING_WORD ||
               ((value->kind == EASC__SETTING_NUMBER || value->kind == EASC__SETTING_SPAN) &&
                value->number > 0);
    case DEMAND_NOT_LAX:
        return value->kind == EASC__SETTING_WORD &&
               !easc__equal(value->word, easc__bytes_z(s->vocabulary->words[0]));
    case DEMAND_ITEMS:
        return value->kind == EASC__SETTING_LIST && value->number > 0;
    }
    return false;
}

bool easc__policy_asks_more(const easc__policy *policy, size_t setting)
{
    const easc__policy_value *password = &policy->values[EASC__SETTING_PASSWORD_ENABLED];
    bool has_no_password = password->kind == EASC__SETTING_BOOL && !password->is_true;
    return !(settings[setting].is_of_password && has_no_password) &&
           asks(&settings[setting], &policy->values[setting]);
}

static void add_two_digits(easc__text *to, int64_t number)
{
    easc__text_add_char(to, (char)('0' + number / 10 % 10));
    easc__text_add_char(to, (char)('0' + number % 10));
}

/* "00:15:00", "1.00:00:00" */
static void add_span(easc__text *to, int64_t seconds)
{
    if (seconds >= EASC__DAY_SECONDS) {
        easc__text_add_i64(to, seconds / EASC__DAY_SECONDS);
        easc__text_add_char(to, '.');
    }
    add_two_digits(to, seconds / 3600 % 24);
    easc__text_add_char(to, ':');
    add_two_digits(to, seconds / 60 % 60);
    easc__text_add_char(to, ':');
    add_two_digits(to, seconds % 60);
}

void easc__policy_add_value(easc__text *to, const easc__policy_value *value)
{
    switch (value->kind) {
    case EASC__SETTING_ABSENT:
    case EASC__SETTING_LOST:
        break;
    case EASC__SETTING_BOOL:
        easc__text_add_z(to, value->is_true ? "true" : "false");
        break;
    case EASC__SETTING_NUMBER:
        easc__text_add_i64(to, value->number);
        break;
    case EASC__SETTING_UNLIMITED:
        easc__text_add_z(to, "Unlimited");
        break;
    case EASC__SETTING_SPAN:
        add_span(to, value->number);
        break;
    case EASC__SETTING_WORD:
        easc__text_add(to, value->word);
        break;
    case EASC__SETTING_LIST:
        easc__text_add_i64(to, value->number);
        easc__text_add_z(to, value->number == 1 ? " item" : " items");
        break;
    }
}
