/* apple.h - what the numbers in Apple's user agents mean. Table lookups; every thread. */
#ifndef EASC_CLIENT_APPLE_H
#define EASC_CLIENT_APPLE_H

#include "base/bytes.h"
#include "client/client.h"

/* The iOS version of a build number as sent ("1606.250" is "12.3.2", a beta "5.0 beta 7"); for an
   `is_pad` the iPadOS one. An unknown build gives its major version, written into `room`
   ("12.x"); what is no build number gives nothing. */
easc__bytes easc__apple_version(easc__bytes number, bool is_pad, char room[EASC__VERSION_SIZE]);

/* The name a device is sold under, by its hardware token ("iPhone10C5" or "iPhone10,5"); empty when
   it is unknown. */
easc__bytes easc__apple_model_name(easc__bytes token);

#endif
