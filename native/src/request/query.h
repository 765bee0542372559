/* query.h - the parameters of a request: plain `Cmd=…&User=…` and the base64 form of MS-ASHTTP
   2.2.1.1.1.1, and the payload that Exchange glues on as `&Log=…` (contract 1.6, facts b). Pure. */
#ifndef EASC_REQUEST_QUERY_H
#define EASC_REQUEST_QUERY_H

#include "base/bytes.h"
#include "base/text.h"

/* Where decoded text goes. Its capacity is reserved before a row is read, so that the buffer never
   moves and views into it stay valid until the next row. */
typedef struct easc__room {
    easc__text text;
} easc__room;

/* Makes room for a row of `row_bytes`, and empties it. False when there is no memory. */
bool easc__room_reserve(easc__room *room, size_t row_bytes);
void easc__room_done(easc__room *room);

/* `raw` with its percent-escapes decoded and valid UTF-8: a view of `raw` itself when nothing had
   to change. `plus_is_blank` as in text.h. */
easc__bytes easc__room_decode(easc__room *room, easc__bytes raw, bool plus_is_blank);

/* `raw` as valid UTF-8, nothing decoded; with `plus_is_blank` '+' becomes a blank. */
easc__bytes easc__room_clean(easc__room *room, easc__bytes raw, bool plus_is_blank);

/* Raw values (not decoded) of the parameters that count: the first of a name, the last `Log`. */
typedef struct easc__query {
    easc__bytes command;
    easc__bytes user;
    easc__bytes device_id;
    easc__bytes device_type;
    easc__bytes payload; /* of Log */
    easc__bytes base64;  /* the first part when it may be a base64 query, else empty */
} easc__query;

/* Finds the parameters in a query. Decoded text goes to `room`. */
void easc__query_split(easc__bytes raw, easc__room *room, easc__query *out);

/* What a base64 query says; text is decoded and valid UTF-8. */
typedef struct easc__wire {
    int32_t protocol; /* version times ten: 121, 140, 141, 160, 161 */
    uint8_t command;  /* code */
    uint16_t locale;  /* LCID, 0x0409 */
    bool has_key;     /* a policy key, in four bytes */
    uint32_t key;
    easc__bytes device_id; /* as text, or 16 binary bytes as upper-case hex (facts b.2) */
    easc__bytes device_type;
    easc__bytes user;       /* parameter 8; empty without it */
    easc__bytes parameters; /* all of them as bytes, for easc__wire_next_parameter */
} easc__wire;

/* Tags of parameters. */
enum {
    EASC__WIRE_ATTACHMENT_NAME = 0,
    EASC__WIRE_COLLECTION_ID = 1,
    EASC__WIRE_ITEM_ID = 3,
    EASC__WIRE_LONG_ID = 4,
    EASC__WIRE_OCCURRENCE = 6,
    EASC__WIRE_OPTIONS = 7, /* one byte: 1 SaveInSent, 2 AcceptMultiPart */
    EASC__WIRE_USER = 8
};

/* Cuts the next parameter off `*rest`: its tag and its bytes. False at the end, and at a cut. */
bool easc__wire_next_parameter(easc__bytes *rest, uint8_t *tag, easc__bytes *value);

/* Decodes a base64 query: '+', '/' and '=' may be escaped, the padding may be missing. False when
   it is none: no base64, not one of the five versions, or cut before the device id ends. Parts
   behind a cut are empty; unknown parameters are passed over by their length. */
bool easc__wire_read(easc__bytes base64, easc__room *room, easc__wire *out);

#endif
