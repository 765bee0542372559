/* policy.h - what a payload row says about the policy (contract section 4). Pure. */
#ifndef EASC_REQUEST_POLICY_H
#define EASC_REQUEST_POLICY_H

#include "request/request.h"

/* EASC__EVENT_… of a payload row; 0 for any other. EASC__EVENT_WIPE comes alone. Sets
   `request->payload.acknowledgement` to 0 for a row that names a wipe, since that is no policy
   event at all. */
uint32_t easc__policy_events(easc__request *request);

/* Whether the row says that the mailbox is elsewhere: 451, or the error UserHasNoMailbox. */
bool easc__shows_move(const easc__request *request);

/* Whether S or SC1 gave that status. */
bool easc__has_status(const easc__request *request, uint32_t status);

/* Whether a status or error names a wipe, on any row. */
bool easc__names_wipe(const easc__request *request);

/* Whether one of the row's Error values is exactly `name`, with case. */
bool easc__names_error(const easc__request *request, easc__bytes name);

#endif
