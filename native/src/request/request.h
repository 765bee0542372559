/* request.h - one EAS row of a log as one typed request, and what it means for the policy
   (contract sections 1, 2 and 4). Pure; nothing is allocated per row. */
#ifndef EASC_REQUEST_REQUEST_H
#define EASC_REQUEST_REQUEST_H

#include "base/place.h"
#include "request/command.h"
#include "request/payload.h"
#include "request/selection.h"
#include "w3c/row.h"

/* Which of a request's rows this is (contract 1.8). */
typedef enum easc__hop {
    EASC__HOP_SINGLE = 0,
    EASC__HOP_FRONTEND = 1,
    EASC__HOP_BACKEND = 2,
    EASC__HOP_COUNT = 3
} easc__hop;

/* "single", "frontend", "backend". */
easc__bytes easc__hop_name(easc__hop hop);

/* Policy events of a payload row (contract section 4); several may hold, a wipe excludes the
 * others. */
enum {
    EASC__EVENT_FAILURE = 1 << 0,
    EASC__EVENT_HARD = 1 << 1,    /* a failure: the device cannot satisfy the policy */
    EASC__EVENT_REFRESH = 1 << 2, /* a failure that every device has from time to time */
    EASC__EVENT_SUCCESS = 1 << 3,
    EASC__EVENT_PASS = 1 << 4,
    EASC__EVENT_KEY = 1 << 5, /* a pass with a policy key above 0 */
    EASC__EVENT_PROVISION_ERROR = 1 << 6,
    EASC__EVENT_WIPE = 1 << 7 /* a wipe is named: no policy event */
};

/* SEC_E_NO_CREDENTIALS in sc-win32-status of a 401: a challenge, no refusal (facts d.2). */
#define EASC__WIN32_NO_CREDENTIALS UINT64_C(2148074254)

/* Views point into the row or into the reader's room: good until the next row is read. */
typedef struct easc__request {
    int64_t time_s;
    easc__hop hop;
    bool has_payload;
    bool is_payload_row; /* with a payload, of hop single or backend */
    bool is_first_hop;   /* of hop single or frontend */
    bool is_monitoring;
    bool is_unauthenticated; /* contract section 2 */
    easc__bytes server;
    easc__bytes server_address; /* s-ip; empty when not logged */
    easc__bytes user;           /* the form; empty when nobody is named */
    bool is_claimed;            /* it is what the client says, not what the server checked */
    easc__bytes claims[2]; /* other names on an authenticated row: User (or base64), SmtpAdrs */
    easc__bytes device_id; /* empty: the row creates no device */
    easc__bytes device_type;
    easc__bytes agent;
    easc__command command;
    easc__bytes command_name;
    int32_t http_status;    /* 0 when not logged */
    uint64_t win32_status;  /* 0 when not logged */
    int32_t http_substatus; /* of IIS, which says more about 401 and 403; 0 when not logged */
    int32_t protocol;       /* version times ten, 0 unknown */
    easc__bytes client_address;
    uint64_t bytes_sent;     /* sc-bytes: to the client */
    uint64_t bytes_received; /* cs-bytes: from the client */
    easc__bytes raw_payload; /* as logged; empty without */
    easc__payload payload;   /* zero when there is none */
    const easc__statuses *statuses;
    uint32_t events;   /* EASC__EVENT_…, of payload rows */
    easc__place place; /* where the row stands; set by whoever read the line */
} easc__request;

/* What is kept between rows: buffers, never content. One per thread. */
typedef struct easc__request_reader {
    easc__room room;
    easc__statuses statuses;
} easc__request_reader;

/* Frees. */
void easc__request_reader_done(easc__request_reader *reader);

/* What became of a row. */
typedef enum easc__row_kind {
    EASC__ROW_EAS = 0,
    EASC__ROW_FOREIGN = 1, /* another stem, or not selected: only counted */
    EASC__ROW_NO_MEMORY = 2
} easc__row_kind;

/* Whether a stem is one of the six of contract 1.5, and whether it is the back end's. */
bool easc__is_eas_stem(easc__bytes stem, bool *is_proxy);

/* Reads a row whose columns and time are known. `path_server` names the server when the row does
   not (s-computername), and is empty when the path does not either. `row_bytes` is the length of
   its line. */
easc__row_kind easc__request_read(easc__request_reader *reader, const easc__row *row,
                                  size_t row_bytes, easc__bytes path_server,
                                  const easc__selection *selection, easc__request *out);

/* The server of a row: s-computername, else `path_server`, else s-ip (contract 1.10); valid UTF-8,
   a view of the row or of the room. */
easc__bytes easc__row_server(easc__room *room, const easc__row *row, easc__bytes path_server);

/* The server that a path names: the folder above W3SVC<n> unless it is LogFiles, else what stands
   in front of `_u_ex…` or `_ex…` in the file name; else empty (contract 1.10). A view of `path`,
   whose parts are joined by '/'. */
easc__bytes easc__server_of_path(easc__bytes path);

#endif
