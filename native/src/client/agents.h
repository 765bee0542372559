/* agents.h - what a user agent says: product/version, in the dialect of each client. The version
   is the one the product counts by: the operating system's where it is in the agent (Apple,
   Android, Windows), else the client's own (Outlook, Nokia, TouchDown, …). Every thread. */
#ifndef EASC_CLIENT_AGENTS_H
#define EASC_CLIENT_AGENTS_H

#include "base/bytes.h"
#include "client/client.h"

/* The family of a user agent, matched with case; EASC__FAMILY_NONE when it is unknown. */
easc__family easc__agent_family(easc__bytes agent);

/* The version in an agent of a known family: a part of it, of a static table, or of `room`; empty
   when it has none. */
easc__bytes easc__agent_version(easc__bytes agent, char room[EASC__VERSION_SIZE]);

/* The hardware token: "iPhone10C5" of "Apple-iPhone10C5/1606.250", "NokiaE721" of
   "NokiaE721/2.02(0)MailforExchange"; empty for other families. */
easc__bytes easc__agent_hardware(easc__bytes agent);

/* The number at the head of a text: digits, and more of them behind points ("4.0.3" of
   "4.0.3-EAS-1.3"). */
easc__bytes easc__number_head(easc__bytes text);

#endif
