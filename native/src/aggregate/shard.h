/* shard.h - what one worker knows after the rows it read: traces, totals, coverage. Shards merge in
   any order to the same result; a worker shares nothing with others until it hands its shard over.
 */
#ifndef EASC_AGGREGATE_SHARD_H
#define EASC_AGGREGATE_SHARD_H

#include "aggregate/logons.h"
#include "aggregate/trace.h"

/* A protocol version (times ten, 0 none) that a server agreed on with a device (hash of its id). */
typedef struct easc__agreement {
    int32_t protocol;
    uint64_t device;
} easc__agreement;

/* A server with more addresses on one day keeps those with the smallest hashes, as traces do. */
enum { EASC__SERVER_ADDRESSES_MAX = 8 };

/* Rows of a server on a day. Monitoring rows cover a day too, but count in no hop. */
typedef struct easc__coverage {
    uint32_t server; /* symbol */
    int32_t day;
    uint64_t rows[EASC__HOP_COUNT];
    uint64_t monitoring_rows;
    easc__agreement highest[2]; /* of two devices, the higher one first: what the server offers */
    uint64_t addresses[EASC__SERVER_ADDRESSES_MAX]; /* fixed hashes of s-ip on first-hop rows */
    size_t address_count;
} easc__coverage;

/* Offers an agreement to the two highest. Of several devices with one version any may stay. */
void easc__agreements_add(easc__agreement *highest, easc__agreement agreement);

/* Counters over all rows, 401s included. [0]: first-hop rows, [1]: back-end rows. */
typedef struct easc__totals {
    uint64_t hop_rows[EASC__HOP_COUNT];
    uint64_t monitoring_rows;
    uint64_t unauthorized_rows;    /* 401 */
    uint64_t unauthenticated_rows; /* contract section 2; 401s included */
    uint64_t payload_rows;
    uint64_t payload_rows_2xx;
    uint64_t first_hop_rows_2xx;
    int64_t first_s;                 /* of EAS rows; INT64_MAX without any */
    int64_t last_s;                  /* EASC__NO_TIME without any */
    easc__counts counts;             /* keys as in traces: commands and errors by symbol */
    easc__tally unknown_commands[2]; /* names that unauthenticated rows bring: bounded */
    easc__tally unknown_errors;
} easc__totals;

/* All that one worker saw. The names in it are symbols of its own. */
typedef struct easc__shard {
    easc__arena arena;
    easc__hash_key key;
    const easc__interest *interest; /* not owned; only while rows are added */
    easc__symbols symbols;
    easc__table trace_table;
    easc__trace **traces; /* each from the heap */
    size_t trace_count;
    size_t trace_capacity;
    easc__totals totals;
    easc__seen_names unknown_items;  /* of payloads, by name; when they are wanted */
    easc__seen_names device_logons;  /* refused ones, by user, DeviceId and day */
    easc__seen_names address_logons; /* by client address */
    easc__coverage *coverage;        /* in the order of first sight */
    size_t coverage_count;
    size_t coverage_capacity;
    size_t coverage_last; /* index that was hit last: rows of one file stay together */
    easc__text scratch;
} easc__shard;

/* An empty shard. `key` and `interest` must be the same for all shards that are merged, and the
   latter (NULL is nothing) must live until the last row is added. The known commands are
   interned first, so that the symbol of one is its easc__command. False: no memory. The shard must
   stay where it is until easc__shard_done. */
bool easc__shard_init(easc__shard *shard, easc__hash_key key, const easc__interest *interest);
void easc__shard_done(easc__shard *shard);

/* Moves a shard to another place; `from` is empty afterwards, as if done. */
void easc__shard_move(easc__shard *to, easc__shard *from);

/* Settles the maps of totals and traces: before they are read. */
void easc__shard_settle(easc__shard *shard);

/* Counts one EAS row. A monitoring row counts in its totals and covers its day, and is part of
   nothing else unless `include_monitoring`. False: no memory. */
bool easc__shard_add(easc__shard *shard, const easc__request *request, bool include_monitoring);

/* Calls `visit` with every place that is kept, once, in no order. */
void easc__shard_each_place(easc__shard *shard, void (*visit)(void *owner, easc__place *place),
                            void *owner);

/* Moves everything of `from` into `into`; `from` is done afterwards whatever happens. False: no
   memory, and then `into` is only good for easc__shard_done. */
bool easc__shard_merge(easc__shard *into, easc__shard *from);

#endif
