/* proxies.c - see proxies.h. */
#include "comply/proxies.h"

#include "base/heap.h"

#include <stdlib.h>

/* An address of a server, as a hash. */
typedef struct server_address {
    uint64_t address;
    uint32_t server; /* symbol */
    bool is_proxy;
} server_address;

static int compare_addresses(const void *a, const void *b)
{
    const server_address *x = a;
    const server_address *y = b;
    return x->address != y->address ? (x->address < y->address ? -1 : 1)
                                    : (x->server > y->server) - (x->server < y->server);
}

static server_address *list_addresses(const easc__shard *shard, size_t *count)
{
    server_address *list =
        easc__alloc(shard->coverage_count * EASC__SERVER_ADDRESSES_MAX, sizeof *list);
    *count = 0;
    for (size_t i = 0; list && i < shard->coverage_count; i++) {
        const easc__coverage *c = &shard->coverage[i];
        for (size_t k = 0; k < c->address_count; k++) {
            list[(*count)++] = (server_address){c->addresses[k], c->server, false};
        }
    }
    if (list && *count > 1) {
        qsort(list, *count, sizeof *list, compare_addresses);
    }
    return list;
}

static bool was_seen_on(const easc__trace *trace, uint32_t server)
{
    return easc__counts_get(&trace->counts, easc__count_key(EASC__COUNT_SERVER, server)) > 0;
}

static size_t count_servers(const easc__trace *trace)
{
    size_t count = 0;
    for (size_t i = 0; i < trace->counts.count; i++) {
        count += easc__kind_of_key(trace->counts.items[i].key) == EASC__COUNT_SERVER;
    }
    return count;
}

static size_t first_of(const server_address *list, size_t count, uint64_t address)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list[middle].address < address) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Marks the servers that one device shows as proxies. */
static void mark(const easc__trace *trace, server_address *list, size_t count)
{
    const easc__addresses *clients = &trace->traffic[0].addresses;
    if (count_servers(trace) < 2) {
        return;
    }
    for (size_t i = 0; i < clients->count; i++) {
        size_t at = first_of(list, count, clients->hashes[i]);
        for (; at < count && list[at].address == clients->hashes[i]; at++) {
            list[at].is_proxy = list[at].is_proxy || was_seen_on(trace, list[at].server);
        }
    }
}

/* The names of the marked ones, each once. */
static size_t name_marked(const easc__shard *shard, const server_address *list, size_t count,
                          easc__bytes *names)
{
    size_t n = 0;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (list[i].is_proxy) {
            names[n++] = easc__symbols_name(&shard->symbols, list[i].server);
        }
    }
    if (n > 1) {
        qsort(names, n, sizeof *names, easc__compare_elements);
    }
    for (size_t i = 0; i < n; i++) {
        if (kept == 0 || !easc__equal(names[kept - 1], names[i])) {
            names[kept++] = names[i];
        }
    }
    return kept;
}

bool easc__proxies_find(const easc__shard *shard, const easc__devices *devices,
                        easc__bytes **proxies, size_t *count)
{
    size_t addresses = 0;
    server_address *list = list_addresses(shard, &addresses);
    easc__bytes *names = list ? easc__alloc(addresses, sizeof *names) : NULL;
    if (names) {
        for (size_t i = 0; i < devices->count; i++) {
            mark(devices->items[i].trace, list, addresses);
        }
        *count = name_marked(shard, list, addresses, names);
    }
    easc__free(list);
    *proxies = names;
    return names != NULL;
}
