/* account.h - how user names are written in logs (contract section 2). Pure. */
#ifndef EASC_REQUEST_ACCOUNT_H
#define EASC_REQUEST_ACCOUNT_H

#include "base/bytes.h"

/* The part of a form that names the user: of DOMAIN\sam, domain/sam, sam@domain and sam it is
   "sam", spelled as it stands. Compare without case. */
easc__bytes easc__local_part(easc__bytes form);

/* Which form is shown when a user has several, the largest first: 3 DOMAIN\sam, 2 domain/sam,
   1 sam@domain, 0 sam. */
int easc__form_rank(easc__bytes form);

/* DOMAIN\CAS01$: a server, not a person. */
bool easc__is_machine_account(easc__bytes form);

/* HealthMailbox<7 or more hex digits> or extest_<hex digits>, in any form, without case. */
bool easc__is_monitoring_account(easc__bytes form);

#endif
