/* vip_users.c - see vip_users.h. */
#include "answer/vip_users.h"

#include "base/heap.h"
#include "request/account.h"

void easc__vip_users_done(easc__vip_users *users)
{
    easc__free(users->is_vip);
    easc__free(users->failing);
    easc__free(users->unseen);
    memset(users, 0, sizeof *users);
}

/* A name as --user takes it. All forms are asked, so that everybody who is meant is marked. */
static bool is_vip(easc__vips *vips, const easc__device *device)
{
    bool is_found = easc__vips_find(vips, device->user);
    is_found |= easc__vips_find(vips, easc__local_part(device->user));
    for (size_t i = 0; i < device->form_count; i++) {
        is_found |= easc__vips_find(vips, device->forms[i]);
        is_found |= easc__vips_find(vips, easc__local_part(device->forms[i]));
    }
    for (size_t i = 0; device->person && i < EASC__PERSON_NAMES; i++) {
        easc__bytes name = device->person->names[i];
        is_found |= name.n > 0 && easc__vips_find(vips, name);
        is_found |= name.n > 0 && easc__vips_find(vips, easc__local_part(name));
    }
    return is_found;
}

static bool allocate(const easc__vips *vips, const easc__devices *devices, const easc__gate *gate,
                     easc__vip_users *out)
{
    out->is_vip = easc__alloc_zero(devices->count, sizeof *out->is_vip);
    out->failing = easc__alloc(gate->failing_user_count, sizeof *out->failing);
    out->unseen = easc__alloc(easc__vips_count(vips), sizeof *out->unseen);
    return out->is_vip && out->failing && out->unseen;
}

/* VIPs first, the order kept otherwise. False when there is no memory. */
static bool order_failing(const easc__vip_users *users, easc__gate *gate)
{
    size_t *others = easc__alloc(gate->failing_count, sizeof *others);
    size_t kept = 0;
    size_t moved = 0;
    if (!others) {
        return false;
    }
    for (size_t i = 0; i < gate->failing_count; i++) {
        size_t device = gate->failing[i];
        if (users->is_vip[device]) {
            gate->failing[kept++] = device;
        } else {
            others[moved++] = device;
        }
    }
    if (moved > 0) {
        memcpy(gate->failing + kept, others, moved * sizeof *others);
    }
    easc__free(others);
    return true;
}

/* The users of the gate's list that have a failing device of a VIP. Both that list and the devices
   are sorted by user, so one walk over each suffices. */
static void list_failing(const easc__devices *devices, const easc__gate *gate, easc__vip_users *out)
{
    size_t user = 0;
    for (size_t i = 0; i < gate->failing_count && out->is_vip[gate->failing[i]]; i++) {
        easc__bytes of_device = devices->items[gate->failing[i]].user;
        while (easc__compare_nocase(gate->failing_users[user], of_device) < 0) {
            user++;
        }
        easc__bytes shown = gate->failing_users[user];
        size_t n = out->failing_count;
        if (n == 0 || !easc__equal_nocase(out->failing[n - 1], shown)) {
            out->failing[out->failing_count++] = shown;
        }
    }
}

bool easc__vip_users_find(easc__vips *vips, const easc__devices *devices, easc__gate *gate,
                          easc__vip_users *out)
{
    memset(out, 0, sizeof *out);
    if (!allocate(vips, devices, gate, out)) {
        easc__vip_users_done(out);
        return false;
    }
    for (size_t i = 0; i < devices->count; i++) {
        out->is_vip[i] = is_vip(vips, &devices->items[i]);
    }
    if (!order_failing(out, gate)) {
        easc__vip_users_done(out);
        return false;
    }
    list_failing(devices, gate, out);
    for (size_t row = 0; row < easc__vips_count(vips); row++) {
        if (!easc__vips_is_found(vips, row)) {
            out->unseen[out->unseen_count++] = easc__vips_name(vips, row);
        }
    }
    return true;
}
