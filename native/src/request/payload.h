/* payload.h - what Exchange appends to the query as `&Log=…`: the facts about device, policy and
   answer (contract 1.6, facts c). Grammars of Exchange 2003, of 2007 to 2013 (S142, Hb1680) and of
   2016 and later (SC1:142, Hb:600). Pure. */
#ifndef EASC_REQUEST_PAYLOAD_H
#define EASC_REQUEST_PAYLOAD_H

#include "request/query.h"

/* EAS status codes, growing with the rows that name many. */
typedef struct easc__statuses {
    uint32_t *codes; /* distinct, ascending */
    size_t count;
    size_t capacity;
} easc__statuses;

/* Frees. */
void easc__statuses_done(easc__statuses *statuses);

enum { EASC__STATUS_CODE_MAX = (1 << 28) - 1 }; /* larger numbers are no status */

/* The items of a payload. Texts are views of the row or of the room. */
typedef struct easc__payload {
    bool is_proxied_from;    /* PrxFrom: a back end's row */
    bool is_proxied_to;      /* PrxTo: handed on, no facts follow */
    int32_t protocol;        /* version times ten, 0 unknown */
    int32_t acknowledgement; /* Pa 1 to 4, 0 without */
    bool has_key;            /* Pk */
    uint32_t key;
    easc__bytes errors;       /* the values of all Error items, decoded, joined by ';' */
    easc__bytes access;       /* As, as text: "AllowedG" */
    easc__bytes device_model; /* DevModel, DevOS, DevAgent */
    easc__bytes device_os;
    easc__bytes device_agent;
    easc__bytes mail_address;   /* SmtpAdrs */
    bool is_first_contact;      /* Ssnf:T: there was no partnership */
    bool is_told_to_back_off;   /* BkOffRsn */
    uint64_t items_from_client; /* adds, changes and deletes of Cli */
    uint64_t items_to_client;   /* the same of Srv, Svr, and soft deletes */
} easc__payload;

/* Reads a payload that is not empty. Decoded text goes to `room`, codes of S and SC1 to `statuses`
   (emptied first). False when there is no memory. Unknown items are passed over. */
bool easc__payload_read(easc__bytes raw, easc__room *room, easc__statuses *statuses,
                        easc__payload *out);

#endif
