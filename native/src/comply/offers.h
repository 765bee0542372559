/* offers.h - the highest protocol version that each server agreed on with any device. The log shows
   negotiated versions only, so a low one tells of the client only where the server offered more
   (contract section 7). */
#ifndef EASC_COMPLY_OFFERS_H
#define EASC_COMPLY_OFFERS_H

#include "aggregate/shard.h"

typedef struct easc__offers {
    int32_t *highest; /* by symbol of a server: version times ten, 0 unknown */
} easc__offers;

/* False: no memory. */
bool easc__offers_init(const easc__shard *shard, easc__offers *out);
void easc__offers_done(easc__offers *offers);

/* The highest version, times ten, of all servers that the trace was seen on; 0 unknown. */
int32_t easc__offered_to(const easc__offers *offers, const easc__trace *trace);

#endif
