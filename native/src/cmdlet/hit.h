/* hit.h - one row of a log as Exchange's own cmdlet Export-ActiveSyncLog takes it: a "hit" (cmdlet
   facts 4 to 6), right also where the cmdlet is blind: back-end rows, base64 queries, queries with
   an odd ampersand. Pure. */
#ifndef EASC_CMDLET_HIT_H
#define EASC_CMDLET_HIT_H

#include "cmdlet/log_items.h"
#include "request/request.h"

/* Texts are as logged, but for what is no UTF-8 (U+FFFD), and at most EASC__HIT_TEXT_MAX bytes,
   cut at a character. IIS itself cuts at 4096. */
enum { EASC__HIT_TEXT_MAX = 2048 };

/* Views point into the row or into the reader's room: good until the next row is read. */
typedef struct easc__hit {
    int64_t time_s;
    bool is_second; /* a row below /Proxy: the second one of a request, if its front end is read */
    bool has_query; /* without a query there is no device; with one, `device` may be empty */
    easc__bytes user; /* cs-username, as logged */
    easc__bytes device;
    easc__bytes device_type;
    easc__bytes server; /* s-computername, cs-host, s-ip */
    easc__bytes host;
    easc__bytes address;
    easc__bytes status; /* sc-status, sc-substatus */
    easc__bytes substatus;
    easc__bytes agent;
    easc__command command;
    uint64_t bytes_sent; /* sc-bytes */
    uint64_t bytes_received;
    easc__log_items items;
} easc__hit;

/* Reads a row whose columns and time are known; arguments as of easc__request_read. */
easc__row_kind easc__hit_read(easc__request_reader *reader, const easc__row *row, size_t row_bytes,
                              easc__bytes path_server, const easc__selection *selection,
                              easc__hit *out);

#endif
