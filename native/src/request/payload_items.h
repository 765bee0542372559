/* payload_items.h - the items of a payload one by one, as they are logged (facts c.1, c.2). Nothing
   is decoded. Pure. */
#ifndef EASC_REQUEST_PAYLOAD_ITEMS_H
#define EASC_REQUEST_PAYLOAD_ITEMS_H

#include "base/bytes.h"

/* One item: `Hb1680`, `As:BlockedP`, `SC1:142`. Views of the payload. */
typedef struct easc__payload_item {
    easc__bytes raw;
    easc__bytes key;   /* up to the first colon, or else the leading letters; may be empty */
    easc__bytes value; /* the rest, without the colon */
    bool has_colon;
} easc__payload_item;

/* Where a walk stands. */
typedef struct easc__payload_items {
    easc__bytes rest;
    bool is_2003; /* Exchange 2003: V T S without colons, then C: S: P: (counters) */
    uint32_t at;  /* items so far */
} easc__payload_items;

/* Begins with the first item of a payload. */
void easc__payload_items_begin(easc__payload_items *items, easc__bytes raw);

/* The next item that is not empty; false at the end. */
bool easc__payload_items_next(easc__payload_items *items, easc__payload_item *out);

#endif
