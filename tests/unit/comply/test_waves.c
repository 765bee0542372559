/* test_waves.c - users in the order in which they may be given the policy. */
#include "comply/waves.h"

#include "judged.h"

#define IPHONE " agent=Apple-iPhone3C1/801.293"

/* "1 Proven 2: a b|…" of the waves that have somebody. */
static void show(const easc__waves *waves, easc__text *to)
{
    easc__text_clear(to);
    for (size_t i = 0; i < EASC__WAVE_COUNT; i++) {
        const easc__wave *wave = &waves->items[i];
        if (wave->user_count == 0) {
            assert_int_equal(wave->devices, 0);
            continue;
        }
        easc__text_add_z(to, to->n > 0 ? "|" : "");
        easc__text_add_u64(to, i + 1);
        easc__text_add_char(to, ' ');
        easc__text_add(to, easc__evidence_name(wave->evidence));
        easc__text_add_char(to, ' ');
        easc__text_add_u64(to, wave->devices);
        easc__text_add_char(to, ':');
        for (size_t k = 0; k < wave->user_count; k++) {
            easc__text_add_char(to, ' ');
            easc__text_add(to, wave->users[k]);
        }
    }
}

typedef struct wave_case {
    const char *story;
    const char *waves;
} wave_case;

#define PROVEN(id, user)                                                                           \
    "10 10:00:00 200 Provision V141_Pa1 id=" id " user=" user                                      \
    "\n10 10:00:01 200 Sync V141_Pk1 id=" id " user=" user "\n"

static const wave_case wave_cases[] = {
    {"10 10:00:00 200 Ping - id=A user=a\n", "6 Unknown 1: a"},
    {PROVEN("A", "a") PROVEN("B", "b"), "1 Proven 2: a b"},
    {"14 10:00:00 200 Sync V141 id=A user=a\n", "2 Admitted 1: a"},
    {"10 10:00:00 200 Sync V141_Pk1 id=A user=a\n", "4 KeyHeld 1: a"},
    {"10 10:00:00 200 Ping - id=A user=a" IPHONE "\n", "5 Catalogue 1: a"},
    /* a user waits for the weakest device */
    {PROVEN("A", "a") "10 10:00:00 200 Sync V141_Pk1 id=A2 user=a\n", "4 KeyHeld 2: a"},
    {PROVEN("A", "a") "10 10:00:00 200 Ping - id=A2 user=a\n" PROVEN("B", "b"),
     "1 Proven 1: b|6 Unknown 2: a"},
    /* who fails is in none, whatever the other devices */
    {PROVEN("A", "a") "10 10:00:00 449 Sync V141_S142 id=A2 user=a x=12\n" PROVEN("B", "b"),
     "1 Proven 1: b"},
    /* one user in two spellings; devices of nobody are one */
    {PROVEN("A", "Amy") PROVEN("B", "amy"), "1 Proven 2: amy"},
    {PROVEN("A", "-") PROVEN("B", "-"), "1 Proven 2: "},
};

static void users_go_with_their_weakest_device(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__text shown = easc__text_init(0);
    for (size_t i = 0; i < UNIT_COUNT(wave_cases); i++) {
        const wave_case *c = &wave_cases[i];
        judged all;
        easc__gate gate;
        easc__waves waves;
        judged_begin(&all);
        judged_set(&all, "policy-on", "2011-05-14..2011-05-14");
        story_tell(&all.shard, c->story);
        judged_end(&all);
        easc__gate_input input = {&all.devices, all.judgements, &all.shard, &all.options.terms,
                                  NULL};
        assert_true(easc__gate_judge(&input, &gate));
        assert_true(easc__waves_plan(&all.devices, all.judgements, &gate, &waves));
        show(&waves, &shown);
        wrong += unit_wrong_text(c->story, "waves", c->waves, easc__text_view(&shown));
        easc__waves_done(&waves);
        easc__gate_done(&gate);
        judged_done(&all);
    }
    easc__text_done(&shown);
    assert_int_equal(wrong, 0);
}

static void a_device_that_the_gate_does_not_look_at_is_in_no_wave(void **state)
{
    (void)state;
    judged all;
    easc__gate gate;
    easc__waves waves;
    easc__text shown = easc__text_init(0);
    judged_begin(&all);
    story_tell(&all.shard, PROVEN("A", "a") "2011-01-01 10:00:00 200 Ping - id=OLD user=a\n"
                                            "2011-01-01 10:00:00 200 Ping - id=GONE user=b\n");
    judged_end(&all);
    easc__gate_input input = {&all.devices, all.judgements, &all.shard, &all.options.terms, NULL};
    assert_true(easc__gate_judge(&input, &gate));
    assert_true(easc__waves_plan(&all.devices, all.judgements, &gate, &waves));
    show(&waves, &shown);
    assert_true(easc__equal(easc__text_view(&shown), EASC__LIT("1 Proven 1: a")));
    easc__text_done(&shown);
    easc__waves_done(&waves);
    easc__gate_done(&gate);
    judged_done(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(users_go_with_their_weakest_device),
        cmocka_unit_test(a_device_that_the_gate_does_not_look_at_is_in_no_wave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
