/* command.h - the ActiveSync commands: names as MS-ASCMD spells them, codes of the base64 query
   (MS-ASHTTP 2.2.1.1.1.2.1). Pure. */
#ifndef EASC_REQUEST_COMMAND_H
#define EASC_REQUEST_COMMAND_H

#include "base/bytes.h"

/* Known commands have fixed numbers; what a log names beyond them is EASC__COMMAND_OTHER. */
typedef enum easc__command {
    EASC__COMMAND_SYNC = 0,
    EASC__COMMAND_SEND_MAIL = 1,
    EASC__COMMAND_SMART_FORWARD = 2,
    EASC__COMMAND_SMART_REPLY = 3,
    EASC__COMMAND_GET_ATTACHMENT = 4,
    EASC__COMMAND_GET_HIERARCHY = 5,
    EASC__COMMAND_CREATE_COLLECTION = 6,
    EASC__COMMAND_DELETE_COLLECTION = 7,
    EASC__COMMAND_MOVE_COLLECTION = 8,
    EASC__COMMAND_FOLDER_SYNC = 9,
    EASC__COMMAND_FOLDER_CREATE = 10,
    EASC__COMMAND_FOLDER_DELETE = 11,
    EASC__COMMAND_FOLDER_UPDATE = 12,
    EASC__COMMAND_MOVE_ITEMS = 13,
    EASC__COMMAND_GET_ITEM_ESTIMATE = 14,
    EASC__COMMAND_MEETING_RESPONSE = 15,
    EASC__COMMAND_SEARCH = 16,
    EASC__COMMAND_SETTINGS = 17,
    EASC__COMMAND_PING = 18,
    EASC__COMMAND_ITEM_OPERATIONS = 19,
    EASC__COMMAND_PROVISION = 20,
    EASC__COMMAND_RESOLVE_RECIPIENTS = 21,
    EASC__COMMAND_VALIDATE_CERT = 22,
    EASC__COMMAND_FIND = 23,
    EASC__COMMAND_OPTIONS = 24, /* from here on: not in the base64 query */
    EASC__COMMAND_AUTODISCOVER = 25,
    EASC__COMMAND_PROXY_LOGIN = 26,
    EASC__COMMAND_COUNT = 27,
    EASC__COMMAND_OTHER = 27
} easc__command;

/* The name of a known command. */
easc__bytes easc__command_name(easc__command command);

/* The command of a decoded Cmd parameter, without case; empty is Options. */
easc__command easc__command_of(easc__bytes name);

/* Whether the server checks the policy before it carries the command out (contract 1.7). */
bool easc__is_policy_checked(easc__command command);

#endif
