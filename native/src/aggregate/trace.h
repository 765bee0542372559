/* trace.h - everything the log says about one spelling of a user on one DeviceId: sums, minima,
   maxima, sets and per-day buckets only, so that merging is commutative, associative and the order
   of rows never matters. No judgement; that is comply's. */
#ifndef EASC_AGGREGATE_TRACE_H
#define EASC_AGGREGATE_TRACE_H

#include "aggregate/counts.h"
#include "aggregate/marks.h"
#include "base/symbols.h"
#include "request/request.h"

/* A value and the latest time it was seen at: the later one wins, ties go to the greater bytes. The
   value is the name of a symbol, so that values that come and go take no memory again. */
typedef struct easc__latest {
    int64_t time_s;
    easc__bytes value;
} easc__latest;

/* The attributes that are kept so. */
typedef enum easc__attribute {
    EASC__ATTRIBUTE_ID, /* spelling of the DeviceId */
    EASC__ATTRIBUTE_TYPE,
    EASC__ATTRIBUTE_AGENT,
    EASC__ATTRIBUTE_MODEL, /* DevModel, DevOS, DevAgent */
    EASC__ATTRIBUTE_OS,
    EASC__ATTRIBUTE_DEV_AGENT,
    EASC__ATTRIBUTE_ACCESS,          /* As */
    EASC__ATTRIBUTE_PROTOCOL,        /* "14.1" */
    EASC__ATTRIBUTE_PROTOCOL_SERVER, /* that agreed on a protocol version last */
    EASC__ATTRIBUTE_COUNT
} easc__attribute;

/* A second of a day plus one, 0: never. */
typedef uint32_t easc__moment;

/* What happened on one UTC day. Those with `hop` in their name are facts of first-hop rows, which
   stand in on a day without payload rows (contract section 4); the others are of payload rows. */
typedef struct easc__day {
    int32_t day;
    uint32_t payload_rows;
    uint32_t failures; /* of payload rows; refusals are failures without refreshes */
    uint32_t refreshes;
    uint32_t hard_failures;
    uint32_t provision_errors;
    uint32_t hop_refusals; /* first-hop 449s */
    easc__moment first_failure;
    easc__moment last_failure;
    easc__moment last_refusal;
    easc__moment last_hard;
    easc__moment last_provision_error;
    easc__moment last_pass;
    easc__moment last_key_pass; /* a pass with a policy key above 0 */
    easc__moment last_success;
    easc__moment first_hop_refusal;
    easc__moment last_hop_refusal;
    easc__moment last_hop_answer; /* 200-299 of a policy-checked command on the first hop */
} easc__day;

/* Kinds of counters of a device; the key of easc__counts is kind << 28 | value. */
typedef enum easc__count_kind {
    EASC__COUNT_COMMAND_FIRST = 0, /* value: symbol of the command's name */
    EASC__COUNT_COMMAND_BACK = 1,
    EASC__COUNT_HTTP_FIRST = 2, /* value: code */
    EASC__COUNT_HTTP_BACK = 3,
    EASC__COUNT_STATUS = 4, /* value: EAS status */
    EASC__COUNT_ERROR = 5,  /* value: symbol of the error's name */
    EASC__COUNT_SERVER = 6, /* value: symbol of the server */
    EASC__COUNT_CLAIM = 7 /* value: symbol of another user's local part that this one answers for */
} easc__count_kind;

/* A key of easc__counts is a kind and a value. */
enum { EASC__COUNT_KIND_SHIFT = 28, EASC__COUNT_VALUE_MAX = (1 << 28) - 1 };

/* Different client addresses, counted up to 64: of more those with the smallest hashes stay. The
   hashes are fixed, so that neither order nor scan decides which. */
enum { EASC__ADDRESSES_MAX = 64 };

/* Those hashes, each once. */
typedef struct easc__addresses {
    uint64_t *hashes; /* sorted */
    size_t count;
    size_t capacity;
} easc__addresses;

/* Requests, bytes and so on, for first-hop rows [0] and back-end rows [1]. */
typedef struct easc__traffic {
    uint64_t requests;
    uint64_t bytes_sent;
    uint64_t bytes_received;
    easc__addresses addresses;
} easc__traffic;

/* All rows of one spelling of a user on one DeviceId. */
typedef struct easc__trace {
    uint64_t hash;           /* of the key */
    easc__bytes form;        /* the user as written; empty: nobody is named */
    easc__bytes user_key;    /* compared without case; set by easc__devices_fold */
    easc__bytes id_key;      /* the DeviceId in lower case */
    bool is_payload_account; /* a cs-username of a payload row */
    int64_t first_s;
    int64_t last_s;
    easc__latest attributes[EASC__ATTRIBUTE_COUNT];
    int64_t acknowledged_s; /* latest acknowledgement, ties go to the larger number */
    int32_t acknowledgement;
    int64_t moved_s; /* latest 451 or UserHasNoMailbox */
    easc__traffic traffic[2];
    uint64_t items_from_client;
    uint64_t items_to_client;
    easc__counts counts;      /* settled by easc__trace_settle */
    easc__counts agent_times; /* by symbol of an agent: easc__time_number of its first row */
    easc__marks marks;
    easc__day *days; /* sorted */
    size_t day_count;
    size_t day_capacity;
} easc__trace;

/* A trace without rows. */
void easc__trace_init(easc__trace *trace, uint64_t hash, easc__bytes form, easc__bytes id_key);
void easc__trace_done(easc__trace *trace);

/* Counts a row that belongs to the trace. Texts are copied to `symbols`. False when there is no
   memory. */
bool easc__trace_add(easc__trace *trace, const easc__request *request,
                     const easc__interest *interest, easc__symbols *symbols);

/* Adds everything of `from` to `into`; symbols must be of one table, and texts live long enough.
   Form and id stay. False when there is no memory. */
bool easc__trace_merge(easc__trace *into, const easc__trace *from);

/* Translates the symbols of a trace by a table of new numbers. */
void easc__trace_translate(easc__trace *trace, const uint32_t *new_symbols);

/* Settles the maps: before they are read. */
void easc__trace_settle(easc__trace *trace);

/* Whether the server of the row agreed on the protocol version of the row: it did the work itself
   (a payload row) and answered 2xx. */
bool easc__is_agreement(const easc__request *request);

/* "14.1" of 141, in `room`; empty of an unknown version (below 10). */
enum { EASC__PROTOCOL_SIZE = 12 };
easc__bytes easc__protocol_text(int32_t protocol, char *room);

/* A moment of a day as a time, EASC__NO_TIME for never. */
int64_t easc__moment_time(int32_t day, easc__moment moment);

static inline uint32_t easc__count_key(easc__count_kind kind, uint32_t value)
{
    return (uint32_t)kind << EASC__COUNT_KIND_SHIFT | (value & EASC__COUNT_VALUE_MAX);
}

static inline easc__count_kind easc__kind_of_key(uint32_t key)
{
    return (easc__count_kind)(key >> EASC__COUNT_KIND_SHIFT);
}

static inline uint32_t easc__value_of_key(uint32_t key)
{
    return key & EASC__COUNT_VALUE_MAX;
}

/* True of kinds whose values are symbols. */
static inline bool easc__counts_symbols(easc__count_kind kind)
{
    return kind != EASC__COUNT_HTTP_FIRST && kind != EASC__COUNT_HTTP_BACK &&
           kind != EASC__COUNT_STATUS;
}

/* The key with its symbol, if it has one, translated. */
static inline uint32_t easc__translate_key(uint32_t key, const uint32_t *new_symbols)
{
    easc__count_kind kind = easc__kind_of_key(key);
    return easc__counts_symbols(kind) ? easc__count_key(kind, new_symbols[easc__value_of_key(key)])
                                      : key;
}

/* A time as a number of a map, in the order of time. */
static inline uint64_t easc__time_number(int64_t time_s)
{
    return (uint64_t)time_s ^ (uint64_t)1 << 63;
}

static inline int64_t easc__number_time(uint64_t number)
{
    return (int64_t)(number ^ (uint64_t)1 << 63);
}

#endif
