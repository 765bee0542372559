/* fold.c - see fold.h. Traces are sorted by DeviceId, then folded user, then spelling, so that each
   id is one run and each user a run within it. */
#include "aggregate/fold.h"

#include "base/civil.h"
#include "base/heap.h"
#include "request/account.h"

#include <stdlib.h>

/* A folded user on one DeviceId: a run of traces. */
typedef struct account {
    easc__trace **traces;
    size_t count;
    bool is_payload_account; /* a cs-username of a payload row: an alias of nobody */
    size_t claimant;         /* an account that claims it; valid when claimant_count is 1 */
    size_t claimant_count;   /* different accounts, 2 stands for "several" */
    size_t first_owned; /* the accounts whose rows belong to this one: a chain, NONE at its end */
    size_t next_owned;
} account;

#define NONE SIZE_MAX

/* What the parts of the folding share. */
typedef struct folding {
    easc__shard *shard;
    const easc__identity_map *map; /* NULL: none */
    account *accounts;             /* of one DeviceId */
} folding;

static int compare_traces(const void *a, const void *b)
{
    const easc__trace *x = *(easc__trace *const *)a;
    const easc__trace *y = *(easc__trace *const *)b;
    int order = easc__compare(x->id_key, y->id_key);
    if (order == 0) {
        order = easc__compare_nocase(x->user_key, y->user_key);
    }
    return order ? order : easc__compare(x->form, y->form);
}

/* What a local part is compared by: with an identity map the one name of a line that stands for all
   of them. */
static easc__bytes key_of(const easc__identity_map *map, easc__bytes local_part)
{
    const easc__person *person = easc__identity_map_find(map, local_part);
    return person ? person->key : local_part;
}

static bool is_same_user(const easc__trace *a, const easc__trace *b)
{
    return easc__equal_nocase(a->user_key, b->user_key);
}

/* The accounts of a run of traces of one id; `accounts` has room for one per trace. */
static size_t list_accounts(easc__trace **traces, size_t count, account *accounts)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (n == 0 || !is_same_user(traces[i], accounts[n - 1].traces[0])) {
            accounts[n++] = (account){&traces[i], 0, false, 0, 0, NONE, NONE};
        }
        accounts[n - 1].count++;
        accounts[n - 1].is_payload_account |= traces[i]->is_payload_account;
    }
    return n;
}

static bool is_nobody(const account *a)
{
    return a->traces[0]->user_key.n == 0;
}

/* The account of that folded name, or `n`; accounts are sorted by name. */
static size_t find_account(const account *accounts, size_t n, easc__bytes name)
{
    size_t low = 0;
    size_t high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (easc__compare_nocase(accounts[middle].traces[0]->user_key, name) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < n && easc__equal_nocase(accounts[low].traces[0]->user_key, name);
    return found ? low : n;
}

static void claim(account *accounts, size_t n, size_t claimant, easc__bytes name)
{
    size_t at = find_account(accounts, n, name);
    if (at == n || at == claimant || accounts[at].is_payload_account) {
        return;
    }
    if (accounts[at].claimant_count == 0) {
        accounts[at].claimant = claimant;
        accounts[at].claimant_count = 1;
    } else if (accounts[at].claimant != claimant) {
        accounts[at].claimant_count = 2;
    }
}

static void claim_of_trace(const folding *f, size_t n, size_t claimant, const easc__trace *trace)
{
    for (size_t c = 0; c < trace->counts.count; c++) {
        uint32_t key = trace->counts.items[c].key;
        if (easc__kind_of_key(key) == EASC__COUNT_CLAIM) {
            easc__bytes name = easc__symbols_name(&f->shard->symbols, easc__value_of_key(key));
            claim(f->accounts, n, claimant, key_of(f->map, name));
        }
    }
}

/* Who is claimed by whom: the aliases of contract section 2. */
static void find_aliases(const folding *f, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t t = 0; t < f->accounts[i].count; t++) {
            claim_of_trace(f, n, i, f->accounts[i].traces[t]);
        }
    }
}

/* The account that a named account's rows belong to: itself, or the one it is an alias of, when
   that is one account and an alias of nobody. */
static size_t owner_of(const account *accounts, size_t i)
{
    const account *a = &accounts[i];
    bool is_alias = a->claimant_count == 1 && accounts[a->claimant].claimant_count == 0;
    return is_alias ? a->claimant : i;
}

/* The only account that is left when aliases are folded, or `n` when there is none or several. */
static size_t only_user(const account *accounts, size_t n)
{
    size_t found = n;
    for (size_t i = 0; i < n; i++) {
        if (is_nobody(&accounts[i]) || owner_of(accounts, i) != i) {
            continue;
        }
        if (found < n) {
            return n;
        }
        found = i;
    }
    return found;
}

/* Among the forms of a device the one that is shown (contract section 2). A form without a name,
   such as "X\", stands for nobody and comes last. */
static bool is_shown_before(const easc__trace *a, const easc__trace *b)
{
    bool has_name_a = easc__local_part(a->form).n > 0;
    bool has_name_b = easc__local_part(b->form).n > 0;
    if (has_name_a != has_name_b) {
        return has_name_a;
    }
    int rank_a = easc__form_rank(a->form);
    int rank_b = easc__form_rank(b->form);
    if (rank_a != rank_b) {
        return rank_a > rank_b;
    }
    if (a->last_s != b->last_s) {
        return a->last_s > b->last_s;
    }
    return easc__compare(a->form, b->form) > 0;
}

/* The forms of all accounts that account `owner` owns, and the one that is shown. Must be called
   before their traces are merged. */
static bool collect_forms(easc__shard *shard, const account *accounts, size_t owner,
                          easc__device *out)
{
    size_t room = 0;
    for (size_t i = accounts[owner].first_owned; i != NONE; i = accounts[i].next_owned) {
        room += accounts[i].count;
    }
    out->forms = easc__arena_alloc(&shard->arena, room * sizeof *out->forms);
    if (!out->forms) {
        return false;
    }
    const easc__trace *shown = NULL;
    for (size_t i = accounts[owner].first_owned; i != NONE; i = accounts[i].next_owned) {
        for (size_t t = 0; t < accounts[i].count; t++) {
            const easc__trace *trace = accounts[i].traces[t];
            if (trace->form.n > 0) {
                out->forms[out->form_count++] = trace->form;
                shown = !shown || is_shown_before(trace, shown) ? trace : shown;
            }
        }
    }
    qsort(out->forms, out->form_count, sizeof *out->forms, easc__compare_elements);
    out->user = shown ? shown->form : (easc__bytes){NULL, 0};
    return true;
}

static bool merge_owned(const account *accounts, size_t owner)
{
    easc__trace *sum = accounts[owner].traces[0];
    for (size_t i = accounts[owner].first_owned; i != NONE; i = accounts[i].next_owned) {
        for (size_t t = 0; t < accounts[i].count; t++) {
            easc__trace *trace = accounts[i].traces[t];
            if (trace != sum && !easc__trace_merge(sum, trace)) {
                return false;
            }
        }
    }
    return true;
}

static void date_agents(const easc__shard *shard, easc__device *device)
{
    easc__bytes latest = device->trace->attributes[EASC__ATTRIBUTE_AGENT].value;
    const easc__counts *times = &device->trace->agent_times;
    for (size_t i = 0; i < times->count; i++) {
        easc__bytes agent = easc__symbols_name(&shard->symbols, times->items[i].key);
        int64_t *since_s =
            easc__equal(agent, latest) ? &device->agent_since_s : &device->others_since_s;
        int64_t first_s = easc__number_time(times->items[i].n);
        *since_s = first_s < *since_s ? first_s : *since_s;
    }
}

/* Who the owner is by the map, else the one whom all its aliases that are known name. */
static const easc__person *person_of(const folding *f, size_t owner)
{
    const easc__person *person =
        easc__identity_map_find(f->map, f->accounts[owner].traces[0]->user_key);
    bool is_sure = true;
    if (person) {
        return person;
    }
    for (size_t i = f->accounts[owner].first_owned; i != NONE; i = f->accounts[i].next_owned) {
        const easc__person *other =
            easc__identity_map_find(f->map, f->accounts[i].traces[0]->user_key);
        is_sure = is_sure && (!person || !other || other == person);
        person = other ? other : person;
    }
    return is_sure ? person : NULL;
}

static bool make_device(const folding *f, size_t owner, easc__device *out)
{
    *out = (easc__device){.trace = f->accounts[owner].traces[0],
                          .agent_since_s = INT64_MAX,
                          .others_since_s = INT64_MAX,
                          .person = person_of(f, owner)};
    if (!collect_forms(f->shard, f->accounts, owner, out) || !merge_owned(f->accounts, owner)) {
        return false;
    }
    easc__trace_settle(out->trace);
    out->id = out->trace->attributes[EASC__ATTRIBUTE_ID].value;
    date_agents(f->shard, out);
    return true;
}

/* The devices of one DeviceId, appended to `out`. Who owns something owns himself. */
static bool fold_id(const folding *f, size_t n, easc__devices *out)
{
    account *accounts = f->accounts;
    find_aliases(f, n);
    size_t only = only_user(accounts, n);
    for (size_t i = 0; i < n; i++) {
        size_t owner = is_nobody(&accounts[i]) && only < n ? only : owner_of(accounts, i);
        accounts[i].next_owned = accounts[owner].first_owned;
        accounts[owner].first_owned = i;
    }
    for (size_t i = 0; i < n; i++) {
        if (accounts[i].first_owned != NONE && !make_device(f, i, &out->items[out->count++])) {
            return false;
        }
    }
    return true;
}

static int compare_devices(const void *a, const void *b)
{
    const easc__device *x = a;
    const easc__device *y = b;
    int order = easc__compare_nocase(x->user, y->user);
    if (order == 0) {
        order = easc__compare_nocase(x->id, y->id);
    }
    return order ? order : easc__compare(x->user, y->user);
}

static size_t run_length(easc__trace **traces, size_t count)
{
    size_t n = 1;
    while (n < count && easc__equal(traces[n]->id_key, traces[0]->id_key)) {
        n++;
    }
    return n;
}

static void sort_traces(easc__shard *shard, const easc__identity_map *map)
{
    for (size_t i = 0; i < shard->trace_count; i++) {
        easc__trace *trace = shard->traces[i];
        trace->user_key = key_of(map, easc__local_part(trace->form));
    }
    if (shard->trace_count > 0) {
        qsort(shard->traces, shard->trace_count, sizeof(easc__trace *), compare_traces);
    }
}

bool easc__devices_fold(easc__shard *shard, const easc__identity_map *map, easc__devices *out)
{
    size_t count = shard->trace_count;
    easc__shard_settle(shard);
    *out = (easc__devices){easc__alloc(count, sizeof *out->items), 0};
    folding f = {shard, map, easc__alloc(count, sizeof *f.accounts)};
    bool ok = out->items && f.accounts;
    if (ok) {
        sort_traces(shard, map);
    }
    for (size_t at = 0; ok && at < count;) {
        size_t n = run_length(shard->traces + at, count - at);
        ok = fold_id(&f, list_accounts(shard->traces + at, n, f.accounts), out);
        at += n;
    }
    easc__free(f.accounts);
    if (!ok) {
        easc__devices_done(out);
        return false;
    }
    qsort(out->items, out->count, sizeof *out->items, compare_devices);
    return true;
}

void easc__devices_done(easc__devices *devices)
{
    easc__free(devices->items);
    *devices = (easc__devices){NULL, 0};
}
