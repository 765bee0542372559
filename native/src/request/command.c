/* command.c - see command.h. */
#include "request/command.h"

#define NAME(text)                                                                                 \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }

static const easc__bytes command_names[EASC__COMMAND_COUNT] = {
    NAME("Sync"),
    NAME("SendMail"),
    NAME("SmartForward"),
    NAME("SmartReply"),
    NAME("GetAttachment"),
    NAME("GetHierarchy"),
    NAME("CreateCollection"),
    NAME("DeleteCollection"),
    NAME("MoveCollection"),
    NAME("FolderSync"),
    NAME("FolderCreate"),
    NAME("FolderDelete"),
    NAME("FolderUpdate"),
    NAME("MoveItems"),
    NAME("GetItemEstimate"),
    NAME("MeetingResponse"),
    NAME("Search"),
    NAME("Settings"),
    NAME("Ping"),
    NAME("ItemOperations"),
    NAME("Provision"),
    NAME("ResolveRecipients"),
    NAME("ValidateCert"),
    NAME("Find"),
    NAME("Options"),
    NAME("Autodiscover"),
    NAME("ProxyLogin"),
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
