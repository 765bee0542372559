/* device_words.h - what DevOS, DevModel and DeviceType say of the client. Unlike user agents they
   are matched without case: people and ROMs spell them. Every thread. */
#ifndef EASC_CLIENT_DEVICE_WORDS_H
#define EASC_CLIENT_DEVICE_WORDS_H

#include "base/bytes.h"
#include "client/client.h"

/* The family that an operating system belongs to ("iOS 12.3.2 16F250", "Android 5.0.2"), or
   EASC__FAMILY_NONE. "Windows Phone 6.5" is Windows Mobile, which was sold under that name. */
easc__family easc__os_family(easc__bytes dev_os);

/* The number of the operating system: the first word that is one, behind its name when that is
   known ("12.3.2" of "iOS 12.3.2 16F250"). A build such as "16F250" is none. */
easc__bytes easc__os_version(easc__bytes dev_os);

/* The family a model gives away: only Apple's, BlackBerry's and that of Outlook mobile, which says
   its own name. Other vendors sold phones of several families. */
easc__family easc__model_family(easc__bytes dev_model);

/* The family that a DeviceType usually stands for; the client chooses it freely. */
easc__family easc__type_family(easc__bytes type);

#endif
