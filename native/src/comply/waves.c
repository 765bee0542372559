/* waves.c - see waves.h. Devices are sorted by user without case, so the devices of a user follow
   each other, and each wave gets its users in order. */
#include "comply/waves.h"

#include "base/heap.h"

void easc__waves_done(easc__waves *waves)
{
    easc__free(waves->users);
    memset(waves, 0, sizeof *waves);
}

/* The devices of one user. */
typedef struct group {
    easc__bytes user;
    easc__evidence weakest; /* classes are in the order of their strength, but Failing is first */
    uint64_t devices;       /* that the gate looks at */
    bool is_failing;
} group;

/* The group that begins at device `*at`, which is moved behind it. */
static group take_group(const easc__devices *devices, const easc__judgement *judgements,
                        const easc__gate *gate, size_t *at)
{
    group g = {devices->items[*at].user, EASC__EVIDENCE_PROVEN, 0, false};
    size_t i = *at;
    for (; i < devices->count && easc__equal_nocase(devices->items[i].user, g.user); i++) {
        easc__evidence evidence = judgements[i].evidence;
        if (!gate->is_in_scope[i]) {
            continue;
        }
        bool is_greater = easc__compare(devices->items[i].user, g.user) > 0;
        g.user = g.devices == 0 || is_greater ? devices->items[i].user : g.user;
        g.weakest = evidence > g.weakest ? evidence : g.weakest;
        g.is_failing |= evidence == EASC__EVIDENCE_FAILING;
        g.devices++;
    }
    *at = i;
    return g;
}

/* Lists the users of a wave behind those of the waves before. */
static void list_users(const easc__devices *devices, const easc__judgement *judgements,
                       const easc__gate *gate, easc__wave *wave)
{
    for (size_t i = 0; i < devices->count;) {
        group g = take_group(devices, judgements, gate, &i);
        if (g.devices > 0 && !g.is_failing && g.weakest == wave->evidence) {
            wave->users[wave->user_count++] = g.user;
            wave->devices += g.devices;
        }
    }
}

bool easc__waves_plan(const easc__devices *devices, const easc__judgement *judgements,
                      const easc__gate *gate, easc__waves *out)
{
    memset(out, 0, sizeof *out);
    out->users = easc__alloc(devices->count, sizeof *out->users);
    if (!out->users) {
        return false;
    }
    easc__bytes *next = out->users;
    for (int i = 0; i < EASC__WAVE_COUNT; i++) {
        easc__wave *wave = &out->items[i];
        wave->evidence = (easc__evidence)(i + EASC__EVIDENCE_PROVEN);
        wave->users = next;
        list_users(devices, judgements, gate, wave);
        next += wave->user_count;
    }
    return true;
}
