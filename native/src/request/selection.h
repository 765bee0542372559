/* selection.h - which EAS rows are looked at at all (contract 1.13). Immutable after start. */
#ifndef EASC_REQUEST_SELECTION_H
#define EASC_REQUEST_SELECTION_H

#include "base/bytes.h"
#include "base/civil.h"

/* Times and servers. */
typedef struct easc__selection {
    int64_t since_s;      /* included; EASC__NO_TIME: no bound */
    int64_t until_s;      /* excluded; INT64_MAX: no bound */
    easc__bytes *servers; /* none: all */
    size_t server_count;
    easc__bytes *excluded_servers;
    size_t excluded_count;
    bool include_monitoring;
} easc__selection;

/* Whether a row of that server and time is looked at; server names have no case, exclusion goes
   first. */
bool easc__is_selected(const easc__selection *selection, easc__bytes server, int64_t time_s);

#endif
