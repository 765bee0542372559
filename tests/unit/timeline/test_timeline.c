/* test_timeline.c - a story of rows, and the steps that are told of it. */
#include "timeline/timeline.h"

#include "story.h"

static const easc__period days_off[] = {{15099, 15101}}; /* 5 to 7 May 2011 */
static const easc__bytes watched[] = {EASC__NAME("D1")};
static const easc__interest interest = {days_off, 1, watched, 1, false};

/* "refused*3 provisioned": the steps of the one device, with how many rows they have. */
static void tell_steps(const char *story, easc__text *to)
{
    easc__shard shard;
    easc__devices devices;
    easc__timeline timeline;
    easc__terms terms = {.policy_off = (easc__period *)(uintptr_t)days_off, .off_count = 1};
    assert_true(easc__shard_init(&shard, easc__fixed_key, &interest));
    story_tell(&shard, story);
    assert_true(easc__devices_fold(&shard, NULL, &devices));
    assert_int_equal(devices.count, 1);
    assert_true(easc__timeline_make(&devices.items[0], &shard.symbols, &terms, &timeline));
    for (size_t i = 0; i < timeline.count; i++) {
        const easc__step *step = &timeline.items[i];
        assert_true(i == 0 || step->first.time_s >= timeline.items[i - 1].first.time_s);
        easc__text_add_z(to, i > 0 ? " " : "");
        easc__text_add(to, easc__step_name(step->kind));
        if (step->count > 1) {
            easc__text_add_char(to, '*');
            easc__text_add_u64(to, step->count);
        }
        if (step->agent.n > 0) {
            easc__text_add_char(to, '=');
            easc__text_add(to, step->agent);
        }
    }
    easc__timeline_done(&timeline);
    easc__devices_done(&devices);
    easc__shard_done(&shard);
}

static void every_story_has_its_steps_in_their_order(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        const char *story;
        const char *steps;
    } rows[] = {
        {"one row", "2 10:00:00 200 Ping V141 agent=A/1", "first-seen=A/1 last-seen"},
        {"no agent", "2 10:00:00 200 Ping V141 agent=-", "first-seen last-seen"},
        {"refused day after day is one step",
         "2 10:00:00 449 Sync V121 x=3 agent=-\n3 10:00:00 449 Sync V121 x=2 agent=-",
         "first-seen refused*5 last-seen"},
        {"refused by the first hop and behind it is told once",
         "2 10:00:00 449 Sync - x=3 agent=-\n2 10:00:00 449 Sync V121 x=3 agent=- stem=/Proxy",
         "first-seen refused*3 last-seen"},
        {"provisioned, and still",
         "2 10:00:00 449 Sync V121 agent=-\n2 10:00:01 200 Provision V121_Pa1 agent=-\n"
         "2 10:00:02 200 Sync V121_Pk7 x=2 agent=-\n3 10:00:02 200 Sync V121_Pk7 agent=-",
         "first-seen refused acknowledged-full provisioned*3 last-seen"},
        {"refused again is another step",
         "2 10:00:00 449 Sync V121 agent=-\n2 11:00:00 200 Sync V121_Pk7 agent=-\n"
         "3 10:00:00 449 Sync V121 agent=-\n3 11:00:00 200 Sync V121_Pk7 agent=-",
         "first-seen refused provisioned refused provisioned last-seen"},
        {"what happens in a phase is told once",
         "2 10:00:00 200 Sync V141_Pk7_Error:OverBudget agent=-\n"
         "3 10:00:00 200 Sync V141_Pk7_Error:OverBudget x=2 agent=-",
         "first-seen provisioned*3 throttled*3 last-seen"},
        {"an upgrade", "2 10:00:00 200 Ping V141 agent=A/1\n3 10:00:00 200 Ping V141 agent=A/2 x=2",
         "first-seen=A/1 client-changed=A/2 last-seen"},
        {"policy off and on",
         "4 10:00:00 449 Sync V121 agent=-\n5 10:00:00 200 Sync V121_Pk0 agent=-\n"
         "6 10:00:00 200 Sync V121_S142 agent=-\n8 10:00:00 200 Sync V121_Pk7 agent=-",
         "first-seen refused policy-off let-in-while-off refused-while-off policy-on provisioned "
         "last-seen"},
        {"a period before it was seen is none of it", "8 10:00:00 200 Ping V121 agent=-",
         "first-seen last-seen"},
        {"a phase that goes on behind a change of the policy is told anew",
         "4 10:00:00 200 Sync V121_Pk7 agent=-\n6 10:00:00 200 Sync V121_Pk7 agent=-\n"
         "8 10:00:00 200 Sync V121_Pk7 agent=-",
         "first-seen provisioned policy-off provisioned policy-on provisioned last-seen"},
        {"a move", "2 10:00:00 200 Sync V141_Pk7 agent=-\n3 10:00:00 451 Sync V141 x=2 agent=-",
         "first-seen provisioned moved*2 last-seen"},
        {"each acknowledgement",
         "2 10:00:00 200 Provision V141_Pa2 agent=-\n2 10:00:01 200 Provision V141_Pa3 agent=-\n"
         "2 10:00:02 200 Provision V141_Pa4 agent=-",
         "first-seen acknowledged-partial acknowledged-none acknowledged-external last-seen"},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(rows); i++) {
        easc__text shown = easc__text_init(0);
        tell_steps(rows[i].story, &shown);
        wrong += unit_wrong_text(rows[i].what, "steps", rows[i].steps, easc__text_view(&shown));
        easc__text_done(&shown);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_story_has_its_steps_in_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
