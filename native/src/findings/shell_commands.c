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
    {EASC__FINDING_WIPE,
     {"Get-ActiveSyncDevice -Mailbox {user} | Where-Object { $_.DeviceId -eq {device} } | "
      "Clear-ActiveSyncDevice -Cancel",
      "Get-MobileDevice -Mailbox {user} | Where-Object { $_.DeviceId -eq {device} } | "
      "Clear-MobileDevice -Cancel"}},
    {EASC__FINDING_MOVED,
     BOTH("Get-Recipient -Identity {user} | Format-List RecipientTypeDetails,PrimarySmtpAddress")},
    {EASC__FINDING_THROTTLED, BOTH("Get-ThrottlingPolicyAssociation -Identity {user}")},
    {EASC__FINDING_STALE, REMOVE},
    {EASC__FINDING_REPLACED, REMOVE},
};

/* U+2018 to U+201B: E2 80 98 to E2 80 9B. */
static size_t quote_length(easc__bytes rest)
{
    if (rest.n > 0 && rest.p[0] == '\'') {
        return 1;
    }
    bool is_curved = rest.n >= 3 && easc__starts(rest, EASC__LIT("\xE2\x80")) &&
                     (unsigned char)rest.p[2] >= 0x98 && (unsigned char)rest.p[2] <= 0x9B;
    return is_curved ? 3 : 0;
}

void easc__add_powershell_text(easc__text *to, easc__bytes text)
{
    easc__text_add_char(to, '\'');
    for (size_t i = 0; i < text.n;) {
        easc__bytes rest = easc__from(text, i);
        size_t n = quote_length(rest);
        easc__bytes piece = easc__first(rest, n > 0 ? n : 1);
        easc__text_add(to, piece);
        easc__text_add(to, n > 0 ? piece : (easc__bytes){NULL, 0});
        i += piece.n;
    }
    easc__text_add_char(to, '\'');
}

/* A line end inside would be a second command for whoever pastes it; C1 ends lines, too. */
static bool is_usable(easc__bytes name)
{
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        bool is_c1 = c == 0xC2 && i + 1 < name.n && (unsigned char)name.p[i + 1] < 0xA0;
        bool is_separator = easc__starts(easc__from(name, i), EASC__LIT("\xE2\x80\xA8")) ||
                            easc__starts(easc__from(name, i), EASC__LIT("\xE2\x80\xA9"));
        if (c < 0x20 || c == 0x7F || is_c1 || is_separator) {
            return false;
        }
    }
    return name.n > 0;
}

static void fill(easc__text *to, easc__bytes text, const easc__finding_subject *subject)
{
    while (text.n > 0) {
        if (easc__starts(text, EASC__LIT("{user}"))) {
            easc__add_powershell_text(to, subject->user);
            text = easc__from(text, 6);
        } else if (easc__starts(text, EASC__LIT("{device}"))) {
            easc__add_powershell_text(to, subject->device_id);
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
