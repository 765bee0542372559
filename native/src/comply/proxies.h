/* proxies.h - servers in the logs that hand requests on to others in the logs: a reverse proxy's
   own log adds a second front end (contract section 3), and every request of it counts twice. Seen
   when the address of one server is that of a client, on a first-hop row of another, for a device
   that both know. Pure. */
#ifndef EASC_COMPLY_PROXIES_H
#define EASC_COMPLY_PROXIES_H

#include "aggregate/fold.h"

/* The names of such servers, sorted by bytes, each once; views into the shard, `*proxies` is from
   easc__alloc. False: no memory. */
bool easc__proxies_find(const easc__shard *shard, const easc__devices *devices,
                        easc__bytes **proxies, size_t *count);

#endif
