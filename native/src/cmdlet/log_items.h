/* log_items.h - the Log value of a row as Exchange's own cmdlet Export-ActiveSyncLog counts it. Its
   rules differ from those of payload.h: folders, client and server counters are matched from the
   right, the last of a counter wins, nothing is decoded. Pure, linear time, no allocation.
   "cmdlet facts 6.3" and the like name sections of the notes on that cmdlet. */
#ifndef EASC_CMDLET_LOG_ITEMS_H
#define EASC_CMDLET_LOG_ITEMS_H

#include "base/bytes.h"

/* What is counted of a Log value, in the order of the columns of Users.csv. "Sent" is from the
   server to the device. */
typedef enum easc__item {
    EASC__ITEM_SENT = 0,
    EASC__ITEM_RECEIVED = 1,
    EASC__ITEM_EMAILS_SENT = 2,
    EASC__ITEM_CALENDAR_SENT = 3,
    EASC__ITEM_CALENDAR_RECEIVED = 4,
    EASC__ITEM_CONTACTS_SENT = 5,
    EASC__ITEM_CONTACTS_RECEIVED = 6,
    EASC__ITEM_TASKS_SENT = 7,
    EASC__ITEM_TASKS_RECEIVED = 8,
    EASC__ITEM_NOTES_SENT = 9,
    EASC__ITEM_NOTES_RECEIVED = 10,
    EASC__ITEM_OOF_SET = 11, /* set by easc__hit_read, which knows the command */
    EASC__ITEM_OOF_GET = 12,
    EASC__ITEM_SHAREPOINT = 13,       /* Ssp */
    EASC__ITEM_UNC = 14,              /* Unc */
    EASC__ITEM_ATTACHMENTS = 15,      /* Att */
    EASC__ITEM_ATTACHMENT_BYTES = 16, /* Attb */
    EASC__ITEM_COUNT = 17
} easc__item;

/* The counters of one row; they wrap at 2^32, as the cmdlet's do (cmdlet facts 4.4). */
typedef struct easc__log_items {
    uint32_t counts[EASC__ITEM_COUNT];
    uint32_t acknowledgement; /* the last Pa; 0 without, and when it does not fit 32 bits */
    easc__bytes oof;          /* the last Oof, a view of the value; empty without */
} easc__log_items;

/* Reads a Log value, which may be empty. An item of unknown shape is passed over by itself (to the
   cmdlet one such item is the end of the whole value), and the shapes of every Exchange are known:
   Cli and Srv with any number of counters, the documented Svr:2A0C2D1F1E, Pa1 and Pa:1. */
void easc__log_items_read(easc__bytes raw, easc__log_items *out);

#endif
