/* logons.h - logons that were refused because of wrong credentials (401 with sub-status 1, facts
   d.2): whose telephone locks an account out, and from which address many accounts are tried. */
#ifndef EASC_AGGREGATE_LOGONS_H
#define EASC_AGGREGATE_LOGONS_H

#include "aggregate/seen_names.h"

/* Whether the row is such a logon, of somebody who is named. */
bool easc__is_refused_logon(const easc__request *request);

/* Counts a refused logon by UTC day and the user's local part and DeviceId, without case; or by UTC
   day and client address, with its users. False: no memory. */
bool easc__logons_add_device(easc__seen_names *logons, const easc__request *request);
bool easc__logons_add_address(easc__seen_names *logons, const easc__request *request);

#endif
