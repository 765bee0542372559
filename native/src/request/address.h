/* address.h - which client address a row shows (contract 1.12). Pure. */
#ifndef EASC_REQUEST_ADDRESS_H
#define EASC_REQUEST_ADDRESS_H

#include "base/text.h"

/* The last public address of a list such as "9.9.2.21,+10.0.11.6", without port, brackets and zone;
   an IPv4 address in IPv6 form counts as IPv4 and is given in that form. Empty when there is none.
   The view points into `list` or, for such an address, into `room`, to which it is appended.
   Private ranges: contract 1.12. */
easc__bytes easc__last_public_address(easc__bytes list, easc__text *room);

#endif
