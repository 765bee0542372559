/* unknown_items.h - items of payloads that no table knows: Exchange wrote something new, or the
   rows are not what they seem. */
#ifndef EASC_AGGREGATE_UNKNOWN_ITEMS_H
#define EASC_AGGREGATE_UNKNOWN_ITEMS_H

#include "aggregate/seen_names.h"

/* Counts the items of a payload row that easc__token_find does not know, by their names. False: no
   memory. */
bool easc__unknown_items_add(easc__seen_names *names, const easc__request *request);

#endif
