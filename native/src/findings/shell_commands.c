/* shell_commands.c - see shell_commands.h. */
#include "findings/shell_commands.h"

/* `{user}` and `{device}` are filled in. */
typedef struct command {
    easc__finding_id id;
    const char *text[2]; /* by easc__exchange */
} command;

#define STATISTICS                                                                                 \
    {                                                                                              \
        "Get-ActiveSyncDeviceStatistics -Mailbox {user} | Where-Object { $_.DeviceID -eq "         \
        "{device} }",                                                                              \
            "Get-MobileDeviceStatistics -Mailbox {user} | Where-Object { $_.DeviceID -eq "         \
            "{device} }"                                                                           \
    }

#define BOTH(text)                                                                                 \
    {                                                                                              \
        text, text                                                                                 \
    }

#define REMOVE                                                                                     \
    {                                                                                              \
        "Get-ActiveSyncDevice -Mailbox {user} | Where-Object { $_.DeviceId -eq {device} } | "      \
        "Remove-ActiveSyncDevice",                                                                 \
            "Get-MobileDevice -Mailbox {user} | Where-Object { $_.DeviceId -eq {device} } | "      \
            "Remove-MobileDevice"                                                                  \
    }

static const command commands[] = {
    {EASC__FINDING_REFUSED,
     BOTH("Set-CASMailbox -Identity {user} -ActiveSyncMailboxPolicy '<name of a policy>'")},
    {EASC__FINDING_LOOPING, STATISTICS},
    {EASC__FINDING_UNRESOLVED, STATISTICS},
    {EASC__FINDING_FLAPPING, STATISTICS},
    {EASC__FINDING_UPGRADE, STATISTICS},
    {EASC__FINDING_ACKNOWLEDGED_NONE, STATISTICS},
    {EASC__FINDING_ACKNOWLEDGED_PARTIAL, STATISTICS},
    {EASC__FINDING_ACKNOWLEDGED_EXTERNAL, STATISTICS},
    {EASC__FINDING_OLD_PROTOCOL, STATISTICS},
    {EASC__FINDING_KEYLESS, BOTH("Get-CASMailbox -Identity {user} | Format-List "
                                 "ActiveSyncMailboxPolicy,ActiveSyncMailboxPolicyIsDefaulted")},
    {EASC__FINDING_QUARANTINED,
     BOTH("Set-CASMailbox -Identity {user} -ActiveSyncAllowedDeviceIDs @{Add={device}}")},
    {EASC__FINDING_BLOCKED_BY_RULE, BOTH("Get-ActiveSyncDeviceAccessRule")},
    {EASC__FINDING_BLOCKED_INDIVIDUALLY,
     BOTH("Set-CASMailbox -Identity {user} -ActiveSyncBlockedDeviceIDs @{Remove={device}}")},
    {EASC__FINDING_BLOCKED_AUTOMATICALLY, BOTH("Get-ActiveSyncDeviceAutoblockThreshold")},
    {EASC__FINDING_WIPE, STATISTICS},
    {EASC__FINDING_MOVED,
     BOTH("Get-Recipient -Identity {user} | Format-List RecipientTypeDetails,PrimarySmtpAddress")},
    {EASC__FINDING_THROTTLED, BOTH("Get-ThrottlingPolicyAssociation -Identity {user}")},
    {EASC__FINDING_STALE, REMOVE},
    {EASC__FINDING_REPLACED, REMOVE},
};

/* In single quotes, those inside doubled. */
static void add_quoted(easc__text *to, easc__bytes name)
{
    easc__text_add_char(to, '\'');
    for (size_t i = 0; i < name.n; i++) {
        easc__text_add_z(to, name.p[i] == '\'' ? "'" : "");
        easc__text_add_char(to, name.p[i]);
    }
    easc__text_add_char(to, '\'');
}

/* Names of accounts and devices as they are: letters, digits and what joins them. Whatever else a
   stranger writes (line ends, ';', characters that another encoding turns into a quote, ones that
   turn the direction of the text) makes no command at all. */
static bool is_usable(easc__bytes name)
{
    static const char joints[] = " \\@._-+$'/()";
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (!easc__is_alpha(c) && !easc__is_digit(c) && (c == '\0' || !strchr(joints, c))) {
            return false;
        }
    }
    return name.n > 0;
}

static void fill(easc__text *to, easc__bytes text, const easc__finding_subject *subject)
{
    while (text.n > 0) {
        if (easc__starts(text, EASC__LIT("{user}"))) {
            add_quoted(to, subject->user);
            text = easc__from(text, 6);
        } else if (easc__starts(text, EASC__LIT("{device}"))) {
            add_quoted(to, subject->device_id);
            text = easc__from(text, 8);
        } else {
            easc__text_add_char(to, text.p[0]);
            text = easc__from(text, 1);
        }
    }
}

void easc__finding_add_command(easc__text *to, easc__finding_id id,
                               const easc__finding_subject *subject, easc__exchange exchange)
{
    bool is_named = is_usable(subject->user) && is_usable(subject->device_id);
    for (size_t i = 0; is_named && i < sizeof commands / sizeof commands[0]; i++) {
        if (commands[i].id == id) {
            fill(to, easc__bytes_z(commands[i].text[exchange]), subject);
        }
    }
}
