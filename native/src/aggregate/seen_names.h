/* seen_names.h - names that strangers choose, how often each was there, and where it was seen
   first and last. Bounded as tallies are (counts.h): exact up to a limit, beyond it the names with
   the smallest fixed hash stay, and neither order nor merges change that. */
#ifndef EASC_AGGREGATE_SEEN_NAMES_H
#define EASC_AGGREGATE_SEEN_NAMES_H

#include "aggregate/counts.h"
#include "aggregate/marks.h"

/* Names of a list; bytes of a name, of longer ones the beginning; different users of a name, of
   more those with the smallest hashes. */
enum { EASC__SEEN_NAMES_MAX = 4096, EASC__SEEN_NAME_BYTES = 128, EASC__SEEN_USERS_MAX = 64 };

/* One name, or a pair of names on one day. */
typedef struct easc__seen_name {
    uint64_t hash;
    char *text; /* from easc__alloc: the front, and the back behind it */
    size_t front_len;
    size_t len;
    int32_t day; /* 0 where days are not told apart */
    uint64_t n;
    easc__sighting first;
    easc__sighting last;
    uint64_t *users; /* fixed hashes of local parts in lower case, sorted; where they are noted */
    size_t user_count;
    size_t user_capacity;
} easc__seen_name;

/* A bounded list that begins as all zeros. */
typedef struct easc__seen_names {
    easc__seen_name *items; /* by hash, then names, then day */
    size_t count;
    size_t capacity;
    bool is_over; /* some were dropped */
} easc__seen_names;

/* Frees; all zeros again. */
void easc__seen_names_done(easc__seen_names *names);

/* Counts a name once. `*item` (NULL is allowed) is NULL when it is one of those that are dropped.
   False: no memory. */
bool easc__seen_names_add(easc__seen_names *names, easc__bytes front, easc__bytes back, int32_t day,
                          const easc__sighting *seen, easc__seen_name **item);

/* Notes a user of a name. False: no memory. */
bool easc__seen_names_add_user(easc__seen_name *item, easc__bytes user);

/* Adds all of `from`. False: no memory. */
bool easc__seen_names_merge(easc__seen_names *into, const easc__seen_names *from);

static inline easc__bytes easc__seen_front(const easc__seen_name *name)
{
    return easc__bytes_of(name->text, name->front_len);
}

static inline easc__bytes easc__seen_back(const easc__seen_name *name)
{
    return easc__bytes_of(name->text + name->front_len, name->len - name->front_len);
}

#endif
