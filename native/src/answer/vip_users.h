/* vip_users.h - which users are VIPs, and which of those would stop syncing: the part of an answer
   that needs the list of --vip. Pure. */
#ifndef EASC_ANSWER_VIP_USERS_H
#define EASC_ANSWER_VIP_USERS_H

#include "aggregate/fold.h"
#include "comply/gate.h"
#include "directory/vips.h"

/* What is known of the VIPs of a file. */
typedef struct easc__vip_users {
    bool *is_vip; /* by device: one of its user's forms, or the local part of one, is on the list */
    easc__bytes *failing; /* users of Failing devices, without repeats, sorted without case */
    size_t failing_count;
    easc__bytes *unseen; /* those whom no device in the logs belongs to, in the order of the file */
    size_t unseen_count;
} easc__vip_users;

/* Finds them, and moves their devices to the front of `gate->failing`, whose order is kept
   otherwise. `vips` is marked. False: no memory; then there is nothing to free. */
bool easc__vip_users_find(easc__vips *vips, const easc__devices *devices, easc__gate *gate,
                          easc__vip_users *out);
void easc__vip_users_done(easc__vip_users *users);

#endif
