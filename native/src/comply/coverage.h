/* coverage.h - from which server there are logs of which days (contract section 8). Pure. */
#ifndef EASC_COMPLY_COVERAGE_H
#define EASC_COMPLY_COVERAGE_H

#include "aggregate/shard.h"
#include "comply/terms.h"

/* A server: days with an EAS row of it, monitoring rows included. Servers with monitoring rows only
   do not count and are not listed. */
typedef struct easc__server_days {
    easc__bytes server;
    int32_t first_day;
    uint64_t covered_days;
    uint64_t missing_days; /* first covered day to the window's last day, without accepted gaps */
} easc__server_days;

/* What the gate asks of all servers together. */
typedef struct easc__coverage_sums {
    uint64_t fewest_days; /* covered days of the server that has fewest; 0 without servers */
    uint64_t missing_days;
} easc__coverage_sums;

/* The servers, sorted by name with case; `*servers` is from easc__alloc. False: no memory. */
bool easc__coverage_list(const easc__shard *shard, const easc__terms *terms,
                         easc__server_days **servers, size_t *count);

/* The same, added up. False: no memory. */
bool easc__coverage_sum(const easc__shard *shard, const easc__terms *terms,
                        easc__coverage_sums *out);

/* Whether a day without rows of that server is explained (`--accept-gap`); server names in options
   have no case. */
bool easc__is_gap_accepted(const easc__terms *terms, easc__bytes server, int32_t day);

#endif
