/* command.c - see command.h. */
#include "request/command.h"

static const easc__bytes command_names[EASC__COMMAND_COUNT] = {
    EASC__NAME("Sync"),
    EASC__NAME("SendMail"),
    EASC__NAME("SmartForward"),
    EASC__NAME("SmartReply"),
    EASC__NAME("GetAttachment"),
    EASC__NAME("GetHierarchy"),
    EASC__NAME("CreateCollection"),
    EASC__NAME("DeleteCollection"),
    EASC__NAME("MoveCollection"),
    EASC__NAME("FolderSync"),
    EASC__NAME("FolderCreate"),
    EASC__NAME("FolderDelete"),
    EASC__NAME("FolderUpdate"),
    EASC__NAME("MoveItems"),
    EASC__NAME("GetItemEstimate"),
    EASC__NAME("MeetingResponse"),
    EASC__NAME("Search"),
    EASC__NAME("Settings"),
    EASC__NAME("Ping"),
    EASC__NAME("ItemOperations"),
    EASC__NAME("Provision"),
    EASC__NAME("ResolveRecipients"),
    EASC__NAME("ValidateCert"),
    EASC__NAME("Find"),
    EASC__NAME("Options"),
    EASC__NAME("Autodiscover"),
    EASC__NAME("ProxyLogin"),
};

easc__bytes easc__command_name(easc__command command)
{
    return command < EASC__COMMAND_COUNT ? command_names[command] : (easc__bytes){NULL, 0};
}

easc__command easc__command_of(easc__bytes name)
{
    if (name.n == 0) {
        return EASC__COMMAND_OPTIONS;
    }
    for (int i = 0; i < EASC__COMMAND_COUNT; i++) {
        if (easc__equal_nocase(name, command_names[i])) {
            return (easc__command)i;
        }
    }
    return EASC__COMMAND_OTHER;
}

bool easc__is_policy_checked(easc__command command)
{
    return command != EASC__COMMAND_OPTIONS && command != EASC__COMMAND_PROVISION &&
           command != EASC__COMMAND_PING && command != EASC__COMMAND_AUTODISCOVER &&
           command != EASC__COMMAND_PROXY_LOGIN;
}
