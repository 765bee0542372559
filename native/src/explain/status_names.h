/* status_names.h - EAS statuses as MS-ASCMD 2.2.2 and the server name them (facts d.4). */
#ifndef EASC_EXPLAIN_STATUS_NAMES_H
#define EASC_EXPLAIN_STATUS_NAMES_H

#include "base/bytes.h"

/* The name of a status that means the same for all commands, 101 to 185; else empty. */
easc__bytes easc__status_name(uint32_t status);

#endif
