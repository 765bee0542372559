/* seen_names.c - see seen_names.h. */
#include "aggregate/seen_names.h"

#include "base/hash.h"
#include "base/heap.h"
#include "base/number.h"
#include "request/account.h"

/* What tells items apart. */
typedef struct name_key {
    uint64_t hash;
    easc__bytes front;
    easc__bytes back;
    int32_t day;
} name_key;

static void free_item(easc__seen_name *item)
{
    easc__free(item->text);
    easc__free(item->users);
}

void easc__seen_names_done(easc__seen_names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        free_item(&names->items[i]);
    }
    easc__free(names->items);
    memset(names, 0, sizeof *names);
}

/* --- the list ------------------------------------------------------------------------------- */

static name_key key_of(easc__bytes front, easc__bytes back, int32_t day)
{
    name_key key = {0, easc__first_whole(front, EASC__SEEN_NAME_BYTES),
                    easc__first_whole(back, EASC__SEEN_NAME_BYTES), day};
    uint64_t seed = easc__hash(easc__fixed_key, key.front) ^ (uint32_t)day;
    key.hash = easc__hash((easc__hash_key){easc__fixed_key.a ^ seed, easc__fixed_key.b}, key.back);
    return key;
}

static int compare_item(const easc__seen_name *item, const name_key *key)
{
    if (item->hash != key->hash) {
        return item->hash < key->hash ? -1 : 1;
    }
    int order = easc__compare(easc__seen_front(item), key->front);
    order = order ? order : easc__compare(easc__seen_back(item), key->back);
    return order ? order : (item->day > key->day) - (item->day < key->day);
}

static size_t bound(const easc__seen_names *names, const name_key *key)
{
    size_t low = 0;
    size_t high = names->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_item(&names->items[middle], key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static char *join(const name_key *key)
{
    char *text = easc__alloc(key->front.n + key->back.n + 1, 1);
    if (text) {
        memcpy(text, key->front.p, key->front.n);
        memcpy(text + key->front.n, key->back.n > 0 ? key->back.p : "", key->back.n);
    }
    return text;
}

static bool insert(easc__seen_names *names, size_t at, easc__seen_name item)
{
    easc__seen_name *items =
        easc__grow(names->items, names->count, &names->capacity, sizeof *items);
    if (!items) {
        return false;
    }
    names->items = items;
    memmove(items + at + 1, items + at, (names->count - at) * sizeof *items);
    items[at] = item;
    names->count++;
    if (names->count > EASC__SEEN_NAMES_MAX) {
        free_item(&items[--names->count]);
        names->is_over = true;
    }
    return true;
}

/* The item of a key, made when it is new; `*item` is NULL when it is one of those that are dropped.
   False: no memory. */
static bool item_of(easc__seen_names *names, const name_key *key, const easc__sighting *seen,
                    easc__seen_name **item)
{
    size_t at = bound(names, key);
    *item = NULL;
    if (at >= names->count || compare_item(&names->items[at], key) != 0) {
        if (at >= EASC__SEEN_NAMES_MAX) {
            names->is_over = true;
            return true;
        }
        easc__seen_name fresh = {.hash = key->hash,
                                 .text = join(key),
                                 .front_len = key->front.n,
                                 .len = key->front.n + key->back.n,
                                 .day = key->day,
                                 .first = *seen,
                                 .last = *seen};
        if (!fresh.text || !insert(names, at, fresh)) {
            easc__free(fresh.text);
            return false;
        }
    }
    *item = &names->items[at];
    return true;
}

static void count_up(easc__seen_name *item, uint64_t n, const easc__sighting *first,
                     const easc__sighting *last)
{
    item->n = easc__add(item->n, n);
    if (easc__is_later(&item->first, first)) {
        item->first = *first;
    }
    if (easc__is_later(last, &item->last)) {
        item->last = *last;
    }
}

/* --- adding --------------------------------------------------------------------------------- */

static bool add_user(easc__seen_name *item, uint64_t hash)
{
    if (item->user_count < EASC__SEEN_USERS_MAX) {
        uint64_t *users =
            easc__grow(item->users, item->user_count, &item->user_capacity, sizeof *users);
        if (!users) {
            return false;
        }
        item->users = users;
    }
    item->user_count =
        easc__keep_smallest(item->users, item->user_count, EASC__SEEN_USERS_MAX, hash);
    return true;
}

/* Without case, and without a copy of the whole name. */
static uint64_t hash_of_user(easc__bytes user)
{
    char lower[EASC__SEEN_NAME_BYTES];
    easc__bytes local = easc__first(easc__local_part(user), sizeof lower);
    for (size_t i = 0; i < local.n; i++) {
        lower[i] = easc__lower(local.p[i]);
    }
    return easc__hash(easc__fixed_key, easc__bytes_of(lower, local.n));
}

bool easc__seen_names_add(easc__seen_names *names, easc__bytes front, easc__bytes back, int32_t day,
                          const easc__sighting *seen, easc__seen_name **item)
{
    name_key key = key_of(front, back, day);
    easc__seen_name *found;
    if (!item_of(names, &key, seen, &found)) {
        return false;
    }
    if (found) {
        count_up(found, 1, seen, seen);
    }
    if (item) {
        *item = found;
    }
    return true;
}

bool easc__seen_names_add_user(easc__seen_name *item, easc__bytes user)
{
    return add_user(item, hash_of_user(user));
}

static bool merge_item(easc__seen_names *into, const easc__seen_name *from)
{
    name_key key = {from->hash, easc__seen_front(from), easc__seen_back(from), from->day};
    easc__seen_name *item;
    if (!item_of(into, &key, &from->first, &item)) {
        return false;
    }
    if (!item) {
        return true;
    }
    count_up(item, from->n, &from->first, &from->last);
    for (size_t i = 0; i < from->user_count; i++) {
        if (!add_user(item, from->users[i])) {
            return false;
        }
    }
    return true;
}

bool easc__seen_names_merge(easc__seen_names *into, const easc__seen_names *from)
{
    into->is_over = into->is_over || from->is_over;
    for (size_t i = 0; i < from->count; i++) {
        if (!merge_item(into, &from->items[i])) {
            return false;
        }
    }
    return true;
}
