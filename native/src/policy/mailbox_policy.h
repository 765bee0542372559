/* mailbox_policy.h - an ActiveSync policy as an administrator exported it: the objects of
   Get-ActiveSyncMailboxPolicy (Exchange 2007 and 2010) and Get-MobileDeviceMailboxPolicy (2013 and
   later), written by Export-Csv, ConvertTo-Json or Export-Clixml. Where the two cmdlets differ in a
   name, the newer one is used. Read once, then immutable: any thread.
   Names of the properties: facts powershell-exchange 4.1, and Microsoft's cmdlet reference. */
#ifndef EASC_POLICY_MAILBOX_POLICY_H
#define EASC_POLICY_MAILBOX_POLICY_H

#include "base/status.h"
#include "base/text.h"
#include "policy/shell_time.h"

/* The settings that the product itself asks for; the others are known by their number only. */
typedef enum easc__setting_id {
    EASC__SETTING_ALLOW_NON_PROVISIONABLE = 0,
    EASC__SETTING_PASSWORD_ENABLED = 1,
    EASC__SETTING_ALPHANUMERIC = 2
} easc__setting_id;

/* What a value is. */
typedef enum easc__value_kind {
    EASC__SETTING_ABSENT = 0, /* the file has no such property, or it is empty */
    EASC__SETTING_LOST = 1,   /* the file has its name, but not its contents (a list in a CSV) */
    EASC__SETTING_BOOL = 2,
    EASC__SETTING_NUMBER = 3,
    EASC__SETTING_UNLIMITED = 4,
    EASC__SETTING_SPAN = 5, /* whole seconds */
    EASC__SETTING_WORD = 6, /* of an enumeration, spelled as Exchange does; or a size */
    EASC__SETTING_LIST = 7  /* `number` items */
} easc__value_kind;

/* The value of a setting. */
typedef struct easc__policy_value {
    easc__value_kind kind;
    bool is_true;
    int64_t number;
    easc__bytes word;
} easc__policy_value;

/* A policy. */
typedef struct easc__policy easc__policy;

/* Reads a file and takes the policy of that name (without case), or with an empty name the default
   one, or the only one. UTF-8 or UTF-16, the form is known by its first character.
   EASC_E_ARGUMENT: no policy or several have that name, no or several defaults among several – the
   message names those there are; EASC_E_DATA with file, line, and what was expected: no policy in
   the file, a value that its setting cannot have; EASC_E_LIMIT: more than 16 MiB, 1000 policies,
   1000 properties; EASC_E_NOT_FOUND, EASC_E_ACCESS, EASC_E_READ, EASC_E_MEMORY. One thread at a
   time in the process (json.h). `*out` changes only on success. */
easc_status easc__policy_load(const char *path, easc__bytes name, easc__policy **out,
                              easc__error *err);

/* The same from memory; `file` is for messages. */
easc_status easc__policy_parse(easc__bytes text, const char *file, easc__bytes name,
                               easc__policy **out, easc__error *err);
void easc__policy_free(easc__policy *policy); /* NULL does nothing */

/* Its Name, else its Identity; empty when the file has neither. */
easc__bytes easc__policy_name(const easc__policy *policy);

/* IsDefault or IsDefaultPolicy. */
easc__policy_value easc__policy_is_default(const easc__policy *policy);

/* WhenChangedUTC, else WhenChanged: since when the policy is as it is. EASC__ZONE_NONE and
   EASC__NO_TIME when the file does not say; a local time without zone is given as if it were UTC.
 */
easc__zone easc__policy_changed(const easc__policy *policy, int64_t *time_s);

/* Whether day and month of that time might as well be the other way round (shell_time.h). */
bool easc__policy_changed_is_guess(const easc__policy *policy);

/* The settings, numbered from 0 in a fixed order; the first are easc__setting_id. */
size_t easc__setting_count(void);
easc__bytes easc__setting_name(size_t setting);

/* The number of a setting by either of its names, without case; easc__setting_count() when there is
   none. */
size_t easc__setting_find(easc__bytes name);

/* The value of a setting; `setting` below easc__setting_count. */
easc__policy_value easc__policy_at(const easc__policy *policy, size_t setting);

/* Properties of the object that are no setting and none of the names and times above. */
size_t easc__policy_unknown(const easc__policy *policy);

/* Whether the policy asks something of a phone by this setting that the test of the Logo Program
   did not cover. It covered remote wipe, password required, minimum length, inactivity timeout and
   failed attempts (facts f, requirements 10 to 14). Settings of the password ask nothing when no
   password is asked for; what the server looks after asks nothing of a phone. */
bool easc__policy_asks_more(const easc__policy *policy, size_t setting);

/* "true", "8", "Unlimited", "00:15:00", "HandsfreeOnly", "3 items"; nothing for a value that is
   absent or lost. */
void easc__policy_add_value(easc__text *to, const easc__policy_value *value);

#endif
