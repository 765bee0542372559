/* fold.h - from traces to devices: which spellings are one user, which rows of nobody belong to
   whom (contract section 2). Done once, when all shards are merged. */
#ifndef EASC_AGGREGATE_FOLD_H
#define EASC_AGGREGATE_FOLD_H

#include "aggregate/identity_map.h"
#include "aggregate/shard.h"

/* One device: a folded user and a DeviceId. The trace is the sum of its traces. */
typedef struct easc__device {
    easc__trace *trace; /* owned by the shard */
    easc__bytes user;   /* the form shown; empty: nobody */
    easc__bytes id;     /* the latest spelling */
    easc__bytes *forms; /* every exact spelling, by bytes; from the shard's arena */
    size_t form_count;
    int64_t agent_since_s;      /* first row with the latest agent; INT64_MAX without one */
    int64_t others_since_s;     /* first row with another agent; INT64_MAX without one */
    const easc__person *person; /* who that is by the identity map; NULL: not known */
} easc__device;

/* All devices of a shard. */
typedef struct easc__devices {
    easc__device *items; /* by user, then id, both without case */
    size_t count;
} easc__devices;

/* Folds the traces of the shard, which are merged in place: the shard is good for reading and
   easc__shard_done only. `map` (NULL: none) says which names are one user; it has to live as long
   as the devices. False: no memory. */
bool easc__devices_fold(easc__shard *shard, const easc__identity_map *map, easc__devices *out);
void easc__devices_done(easc__devices *devices);

#endif
