/* logons.c - see logons.h. */
#include "aggregate/logons.h"

#include "base/civil.h"
#include "base/hash.h"
#include "base/heap.h"
#include "base/number.h"
#include "request/account.h"

/* What tells items apart. */
typedef struct logon_key {
    uint64_t hash;
    easc__bytes front; /* the user, or the address */
    easc__bytes back;  /* the DeviceId */
    int32_t day;
} logon_key;

static void free_item(easc__logon *item)
{
    easc__free(item->text);
    easc__free(item->users);
}

void easc__logons_done(easc__logons *logons)
{
    for (size_t i = 0; i < logons->count; i++) {
        free_item(&logons->items[i]);
    }
    easc__free(logons->items);
    memset(logons, 0, sizeof *logons);
}

bool easc__is_refused_logon(const easc__request *request)
{
    enum { WRONG_CREDENTIALS = 1 };
    return request->http_status == 401 && request->http_substatus == WRONG_CREDENTIALS &&
           request->user.n > 0;
}

/* --- the list ------------------------------------------------------------------------------- */

static logon_key key_of(easc__bytes front, easc__bytes back, int32_t day)
{
    logon_key key = {0, easc__first_whole(front, EASC__LOGON_NAME_MAX),
                     easc__first_whole(back, EASC__LOGON_NAME_MAX), day};
    uint64_t seed = easc__hash(easc__fixed_key, key.front) ^ (uint32_t)day;
    key.hash = easc__hash((easc__hash_key){easc__fixed_key.a ^ seed, easc__fixed_key.b}, key.back);
    return key;
}

static int compare_item(const easc__logon *item, const logon_key *key)
{
    if (item->hash != key->hash) {
        return item->hash < key->hash ? -1 : 1;
    }
    int order = easc__compare(easc__logon_user(item), key->front);
    order = order ? order : easc__compare(easc__logon_device(item), key->back);
    return order ? order : (item->day > key->day) - (item->day < key->day);
}

static size_t bound(const easc__logons *logons, const logon_key *key)
{
    size_t low = 0;
    size_t high = logons->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_item(&logons->items[middle], key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static char *join(const logon_key *key)
{
    char *text = easc__alloc(key->front.n + key->back.n + 1, 1);
    if (text) {
        memcpy(text, key->front.p, key->front.n);
        memcpy(text + key->front.n, key->back.n > 0 ? key->back.p : "", key->back.n);
    }
    return text;
}

static bool insert(easc__logons *logons, size_t at, easc__logon item)
{
    easc__logon *items = easc__grow(logons->items, logons->count, &logons->capacity, sizeof *items);
    if (!items) {
        return false;
    }
    logons->items = items;
    memmove(items + at + 1, items + at, (logons->count - at) * sizeof *items);
    items[at] = item;
    logons->count++;
    if (logons->count > EASC__LOGONS_MAX) {
        free_item(&items[--logons->count]);
        logons->is_over = true;
    }
    return true;
}

/* The item of a key, made when it is new; `*item` is NULL when it is one of those that are dropped.
   False: no memory. */
static bool item_of(easc__logons *logons, const logon_key *key, const easc__sighting *seen,
                    easc__logon **item)
{
    size_t at = bound(logons, key);
    *item = NULL;
    if (at >= logons->count || compare_item(&logons->items[at], key) != 0) {
        if (at >= EASC__LOGONS_MAX) {
            logons->is_over = true;
            return true;
        }
        easc__logon fresh = {.hash = key->hash,
                             .text = join(key),
                             .user_len = key->front.n,
                             .len = key->front.n + key->back.n,
                             .day = key->day,
                             .first = *seen,
                             .last = *seen};
        if (!fresh.text || !insert(logons, at, fresh)) {
            easc__free(fresh.text);
            return false;
        }
    }
    *item = &logons->items[at];
    return true;
}

static void count_logons(easc__logon *item, uint64_t n, const easc__sighting *first,
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

/* --- rows ----------------------------------------------------------------------------------- */

static bool add_user(easc__logon *item, uint64_t hash)
{
    if (item->user_count < EASC__LOGON_USERS_MAX) {
        uint64_t *users =
            easc__grow(item->users, item->user_count, &item->user_capacity, sizeof *users);
        if (!users) {
            return false;
        }
        item->users = users;
    }
    item->user_count =
        easc__keep_smallest(item->users, item->user_count, EASC__LOGON_USERS_MAX, hash);
    return true;
}

/* Without case, and without a copy of the whole name. */
static uint64_t hash_of_user(easc__bytes user)
{
    char lower[EASC__LOGON_NAME_MAX];
    easc__bytes local = easc__first(easc__local_part(user), sizeof lower);
    for (size_t i = 0; i < local.n; i++) {
        lower[i] = easc__lower(local.p[i]);
    }
    return easc__hash(easc__fixed_key, easc__bytes_of(lower, local.n));
}

bool easc__logons_add_device(easc__logons *logons, const easc__request *request)
{
    easc__sighting seen = {request->time_s, request->place};
    logon_key key = key_of(request->user, request->device_id, easc__day_of(request->time_s));
    easc__logon *item;
    if (!item_of(logons, &key, &seen, &item)) {
        return false;
    }
    if (item) {
        count_logons(item, 1, &seen, &seen);
    }
    return true;
}

bool easc__logons_add_address(easc__logons *logons, const easc__request *request)
{
    easc__sighting seen = {request->time_s, request->place};
    logon_key key = key_of(request->client_address, (easc__bytes){NULL, 0}, 0);
    easc__logon *item = NULL;
    if (request->client_address.n > 0 && !item_of(logons, &key, &seen, &item)) {
        return false;
    }
    if (!item) {
        return true;
    }
    count_logons(item, 1, &seen, &seen);
    return add_user(item, hash_of_user(request->user));
}

static bool merge_item(easc__logons *into, const easc__logon *from)
{
    logon_key key = {from->hash, easc__logon_user(from), easc__logon_device(from), from->day};
    easc__logon *item;
    if (!item_of(into, &key, &from->first, &item)) {
        return false;
    }
    if (!item) {
        return true;
    }
    count_logons(item, from->n, &from->first, &from->last);
    for (size_t i = 0; i < from->user_count; i++) {
        if (!add_user(item, from->users[i])) {
            return false;
        }
    }
    return true;
}

bool easc__logons_merge(easc__logons *into, const easc__logons *from)
{
    into->is_over = into->is_over || from->is_over;
    for (size_t i = 0; i < from->count; i++) {
        if (!merge_item(into, &from->items[i])) {
            return false;
        }
    }
    return true;
}
