/* client.h - which mail client a device runs, in which version, out of what it says of itself.
   Pure functions over memory; every thread. Rules: contract section 7; the user agents and their
   sources are in facts e.1 to e.4 (Apple build numbers, "Android/0.3" that is no version, …). */
#ifndef EASC_CLIENT_CLIENT_H
#define EASC_CLIENT_CLIENT_H

#include "base/bytes.h"

/* Clients that a catalogue can tell apart. */
typedef enum easc__family {
    EASC__FAMILY_NONE = 0, /* nothing said, nothing known: shown as "Other" */
    EASC__FAMILY_OTHER = 1,
    EASC__FAMILY_APPLE = 2,
    EASC__FAMILY_ANDROID = 3,
    EASC__FAMILY_OUTLOOK_MOBILE = 4,
    EASC__FAMILY_OUTLOOK_DESKTOP = 5,
    EASC__FAMILY_WINDOWS_PHONE = 6,
    EASC__FAMILY_WINDOWS_MOBILE = 7,
    EASC__FAMILY_WINDOWS_MAIL = 8,
    EASC__FAMILY_NOKIA = 9,
    EASC__FAMILY_BLACKBERRY = 10,
    EASC__FAMILY_TOUCHDOWN = 11
} easc__family;

/* "Apple", "Nokia Mail for Exchange", … as contract section 7 spells them. */
easc__bytes easc__family_name(easc__family family);

/* What the log says of a device; each may be empty. Decoded, valid UTF-8. */
typedef struct easc__client_words {
    easc__bytes agent;     /* the latest cs(User-Agent) */
    easc__bytes dev_agent; /* payload items DevAgent, DevOS, DevModel */
    easc__bytes dev_os;
    easc__bytes dev_model;
    easc__bytes type; /* DeviceType */
} easc__client_words;

/* Room for the text of a version. */
enum { EASC__VERSION_SIZE = 64 };

/* Family, version and model. `version` is text ("3.0.50", "12.x", "5.0 beta 7"), empty when
   unknown; for EASC__FAMILY_OTHER it is the agent. `model` as contract section 7 says. Both point
   into the words, into static tables, or into `room`. */
typedef struct easc__client {
    easc__family family;
    easc__bytes version;
    easc__bytes model;
    char room[EASC__VERSION_SIZE];
} easc__client;

/* `out` must stay where it is as long as its views are used (they may point into `room`). */
void easc__client_identify(const easc__client_words *words, easc__client *out);

/* Compares versions number by number ("2.10" > "2.9", "4" = "4.0", "12.x" = "12", "7.1.0005" =
   "7.1.5", what follows the first text behind a number, such as " beta 7", is ignored): below 0, 0
   or above 0. An empty version is below every other. */
int easc__version_compare(easc__bytes a, easc__bytes b);

#endif
