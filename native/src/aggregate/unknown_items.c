/* unknown_items.c - see unknown_items.h. */
#include "aggregate/unknown_items.h"

#include "request/payload_items.h"
#include "request/token_table.h"

bool easc__unknown_items_add(easc__seen_names *names, const easc__request *request)
{
    easc__sighting seen = {request->time_s, request->place};
    easc__payload_items items;
    easc__payload_item item;
    easc__payload_items_begin(&items, request->raw_payload);
    easc__token_kind kind = items.is_2003 ? EASC__TOKEN_2003 : EASC__TOKEN_ITEM;
    while (request->is_payload_row && easc__payload_items_next(&items, &item)) {
        easc__bytes name = item.key.n > 0 ? item.key : item.raw;
        if (!easc__token_find(kind, name) &&
            !easc__seen_names_add(names, name, (easc__bytes){NULL, 0}, 0, &seen, NULL)) {
            return false;
        }
    }
    return true;
}
