/* tables.h - the counters behind the six files of Export-ActiveSyncLog (cmdlet facts 8). Each
   worker fills tables of its own; merged in any order they give the same, since a first spelling is
   that of the smallest place. Pure; one thread at a time. */
#ifndef EASC_CMDLET_TABLES_H
#define EASC_CMDLET_TABLES_H

#include "cmdlet/hit.h"
#include "cmdlet/kept_names.h"

/* Names that are kept of each kind. */
typedef enum easc__cmdlet_kind {
    EASC__CMDLET_USERS = 0,   /* rows of Users.csv */
    EASC__CMDLET_SERVERS = 1, /* rows of Servers.csv */
    EASC__CMDLET_STATUSES = 2,
    EASC__CMDLET_AGENTS = 3,
    EASC__CMDLET_DEVICES = 4, /* DeviceIds, with case: what "unique devices" counts */
    EASC__CMDLET_KINDS = 5
} easc__cmdlet_kind;

/* Where a row stands: rows of back ends behind all others, then by input, then by byte. */
typedef struct easc__hit_place {
    bool is_second;
    uint32_t input;
    uint64_t byte;
} easc__hit_place;

/* Texts as they were spelled first. */
typedef struct easc__spelling {
    easc__hit_place place;
    easc__bytes texts[3]; /* user, device, type; server, host, address; status, substatus */
} easc__spelling;

/* Hits of one hop, and what they tell without a Log value. */
typedef struct easc__hit_counts {
    uint64_t hits;
    uint64_t bytes_sent;
    uint64_t bytes_received;
    uint64_t emails_received; /* SendMail, SmartReply, SmartForward */
    uint64_t searches;
} easc__hit_counts;

/* The verdicts of Users.csv; the cmdlet itself has the first four and ends at any other. */
typedef enum easc__cmdlet_verdict {
    EASC__CMDLET_UNKNOWN = 0,
    EASC__CMDLET_COMPLIANT = 1,
    EASC__CMDLET_PARTIAL = 2,
    EASC__CMDLET_NOT_COMPLIANT = 3,
    EASC__CMDLET_EXTERNAL = 4, /* Pa4 */
    EASC__CMDLET_INVALID = 5,  /* Pa5 and above */
    EASC__CMDLET_VERDICTS = 6
} easc__cmdlet_verdict;

/* The latest acknowledgement; of equal times that of the smallest place. */
typedef struct easc__cmdlet_pa {
    uint32_t value; /* 0: none */
    int64_t time_s;
    easc__hit_place place;
} easc__cmdlet_pa;

/* A row of Users.csv. */
typedef struct easc__user_row {
    easc__spelling first;
    easc__hit_counts counts[2]; /* [1]: of back ends */
    uint64_t items[EASC__ITEM_COUNT];
    easc__cmdlet_pa pa;
    bool is_shown; /* once settled */
} easc__user_row;

/* A row of Servers.csv, StatusCodes.csv or UserAgents.csv (which has no spelling but its name). */
typedef struct easc__counted_row {
    easc__spelling first;
    uint64_t hits;
    uint64_t bytes_sent;
    uint64_t bytes_received;
    uint64_t devices; /* once settled: unique ones; of a server their average a day */
} easc__counted_row;

enum { EASC__HOURS = 168 }; /* of a week, from Sunday 0 on */

/* A DeviceId: the hours of the week in which it was seen, [1] on back ends. */
typedef struct easc__device_hours {
    uint64_t bits[2][3];
} easc__device_hours;

/* What a link belongs to. */
typedef enum easc__link_kind {
    EASC__LINK_SERVER = 0, /* and a day */
    EASC__LINK_AGENT = 1,
    EASC__LINK_STATUS = 2, /* only for hits of back ends */
    EASC__LINK_HOUR = 3    /* the same; `row` is the hour, hits are sync requests */
} easc__link_kind;

/* That a device was seen with a server on a day, with an agent …, and how often on back ends. */
typedef struct easc__link {
    easc__link_kind kind;
    uint32_t row;
    int32_t day;
    uint32_t device; /* EASC__NO_INDEX: rows without a query */
    bool is_first;   /* seen on a row that is none of a back end */
    uint64_t hits;   /* of back ends, as bytes */
    uint64_t bytes_sent;
    uint64_t bytes_received;
} easc__link;

/* How many names are kept of each kind; 0: the default. */
typedef struct easc__cmdlet_limits {
    size_t of[EASC__CMDLET_KINDS];
} easc__cmdlet_limits;

/* All tables. The rows of a kind are numbered as its names, which are their keys. */
typedef struct easc__cmdlet {
    easc__arena arena;
    easc__hash_key key;
    easc__kept_names names[EASC__CMDLET_KINDS];
    easc__user_row *users;
    size_t user_capacity;
    easc__counted_row *rows[EASC__CMDLET_DEVICES]; /* [EASC__CMDLET_USERS] is not used */
    size_t row_capacity[EASC__CMDLET_DEVICES];
    easc__device_hours *devices;
    size_t device_capacity;
    bool has_first_without_query; /* a row without a query that is none of a back end */
    uint64_t sync[EASC__HOURS];   /* Sync and GetItemEstimate */
    easc__table link_table;
    easc__link *links;
    size_t link_count;
    size_t link_capacity;
    easc__text scratch;
    uint32_t *order[EASC__CMDLET_DEVICES]; /* once settled: rows by key, only those shown */
    size_t shown[EASC__CMDLET_DEVICES];
    uint64_t unique_devices[EASC__HOURS]; /* once settled */
    uint64_t verdicts[EASC__CMDLET_VERDICTS];
} easc__cmdlet;

/* Empty tables; `key` must be the same for all that are merged, and so must `limits` (NULL: the
   defaults). NULL: no memory. */
easc__cmdlet *easc__cmdlet_new(easc__hash_key key, const easc__cmdlet_limits *limits);
void easc__cmdlet_free(easc__cmdlet *tables); /* NULL does nothing */

/* Counts a row that stands at `byte` of input number `input`. False: no memory. */
bool easc__cmdlet_add(easc__cmdlet *tables, const easc__hit *hit, uint32_t input, uint64_t byte);

/* Adds everything of `from`, which stays as it is. False: no memory, and then `into` is only good
   for easc__cmdlet_free. */
bool easc__cmdlet_merge(easc__cmdlet *into, const easc__cmdlet *from);

/* Ends the counting, once: drops what is beyond the limits, decides which rows of back ends count,
   counts unique devices, verdicts, and sorts. False: no memory. */
bool easc__cmdlet_settle(easc__cmdlet *tables);

/* The verdict of a row. */
easc__cmdlet_verdict easc__cmdlet_verdict_of(const easc__user_row *row);

#endif
