/* offers.h - the highest protocol versions that each server agreed on. The log shows negotiated
   versions only, so a low one tells of the client only where the server offered more to others
   (contract section 7). */
#ifndef EASC_COMPLY_OFFERS_H
#define EASC_COMPLY_OFFERS_H

#include "aggregate/shard.h"

/* The two highest versions that each server agreed on, with different DeviceIds. */
typedef struct easc__offers {
    const easc__shard *shard;
    easc__agreement (*highest)[2]; /* by symbol of a server */
} easc__offers;

/* False: no memory. */
bool easc__offers_init(const easc__shard *shard, easc__offers *out);
void easc__offers_done(easc__offers *offers);

/* The highest version, times ten, that the server which agreed with the trace last agreed on with
   another DeviceId; 0 without any. A front end on the way says nothing: it hands on what the
   mailbox server behind it offers, which may be an older Exchange. */
int32_t easc__offered_to_others(const easc__offers *offers, const easc__trace *trace);

#endif
