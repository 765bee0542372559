/* logons.h - logons that were refused because of wrong credentials (401 with sub-status 1, facts
   d.2): whose telephone locks an account out, and from which address many accounts are tried.
   Strangers choose every name here, so both lists are bounded as tallies are: exact up to a limit,
   beyond it those with the smallest fixed hash stay, and neither order nor merges change that. */
#ifndef EASC_AGGREGATE_LOGONS_H
#define EASC_AGGREGATE_LOGONS_H

#include "aggregate/counts.h"
#include "aggregate/marks.h"

/* Items of a list; bytes of each name, of longer ones the beginning; different users of an item,
   of more those with the smallest hashes. */
enum { EASC__LOGONS_MAX = 4096, EASC__LOGON_NAME_MAX = 128, EASC__LOGON_USERS_MAX = 64 };

/* Refused logons that belong together. */
typedef struct easc__logon {
    uint64_t hash;
    char *text; /* from easc__alloc: the user and, behind it, the DeviceId; or the address */
    size_t user_len;
    size_t len;
    int32_t day; /* of a device's logons; 0 of an address's */
    uint64_t n;
    easc__sighting first;
    easc__sighting last;
    uint64_t *users; /* of an address: fixed hashes of local parts in lower case, sorted */
    size_t user_count;
    size_t user_capacity;
} easc__logon;

/* A bounded list that begins as all zeros. */
typedef struct easc__logons {
    easc__logon *items; /* by hash, then text, then day */
    size_t count;
    size_t capacity;
    bool is_over; /* some were dropped */
} easc__logons;

/* Frees; all zeros again. */
void easc__logons_done(easc__logons *logons);

/* Whether the row is such a logon, of somebody who is named. */
bool easc__is_refused_logon(const easc__request *request);

/* Counts a refused logon by user, DeviceId and UTC day, or by client address. False: no memory. */
bool easc__logons_add_device(easc__logons *logons, const easc__request *request);
bool easc__logons_add_address(easc__logons *logons, const easc__request *request);

/* Adds all of `from`. False: no memory. */
bool easc__logons_merge(easc__logons *into, const easc__logons *from);

static inline easc__bytes easc__logon_user(const easc__logon *logon)
{
    return easc__bytes_of(logon->text, logon->user_len);
}

static inline easc__bytes easc__logon_device(const easc__logon *logon)
{
    return easc__bytes_of(logon->text + logon->user_len, logon->len - logon->user_len);
}

#endif
