/* test_marks.c - what each row shows, and that the first and the last row of it are known. */
#include "aggregate/shard.h"

#include "story.h"

static const char *const kind_names[EASC__MARK_KIND_COUNT] = {"seen",
                                                              "refused",
                                                              "hop-refused",
                                                              "hard",
                                                              "refreshed",
                                                              "refused-while-off",
                                                              "passed",
                                                              "key",
                                                              "keyless",
                                                              "acknowledged",
                                                              "server",
                                                              "moved",
                                                              "blocked",
                                                              "quarantined",
                                                              "wipe",
                                                              "new",
                                                              "resync",
                                                              "throttled",
                                                              "let-in-while-off",
                                                              "protocol",
                                                              "agent"};

static const easc__period days_off[] = {{15099, 15100}}; /* 5 and 6 May 2011 */
static const easc__bytes watched[] = {EASC__NAME("watched")};
static const easc__interest interest = {days_off, 1, watched, 1, false};

/* The marks of the one device of a story, all but "seen", in the order of their kinds. */
static void tell_marks(const char *story, easc__text *to)
{
    easc__shard shard;
    assert_true(easc__shard_init(&shard, easc__fixed_key, &interest));
    story_tell(&shard, story);
    assert_int_equal(shard.trace_count, 1);
    const easc__marks *marks = &shard.traces[0]->marks;
    assert_int_equal(marks->items[0].kind, EASC__MARK_SEEN);
    for (size_t i = 1; i < marks->count; i++) {
        if (marks->items[i].kind == EASC__MARK_PROTOCOL) { /* nearly every row's */
            continue;
        }
        easc__text_add_z(to, to->n > 0 ? " " : "");
        easc__text_add_z(to, kind_names[marks->items[i].kind]);
        if (marks->items[i].count > 1) {
            easc__text_add_char(to, '*');
            easc__text_add_u64(to, marks->items[i].count);
        }
    }
    easc__shard_done(&shard);
}

static void each_row_marks_what_it_shows(void **state)
{
    (void)state;
    static const struct {
        const char *story;
        const char *marks;
    } rows[] = {
        {"4 10:00:00 200 Ping V141", ""},
        {"4 10:00:00 200 Sync V141", "passed"},
        {"4 10:00:00 200 Sync V141_Pk7", "passed key"},
        {"4 10:00:00 200 Sync V141_Pk0", "keyless"},
        {"4 10:00:00 200 Sync V141_S142", "refused"},
        {"4 10:00:00 449 Sync V121_Error:DeviceNotProvisioned_As:BlockedP x=3", "refused*3"},
        {"4 10:00:00 200 Sync V141_S143", "refreshed"},
        {"4 10:00:00 200 Sync V141_S141", "refused hard"},
        {"4 10:00:00 449 Sync -", "hop-refused"},
        {"4 10:00:00 200 Provision V141_Pa2", "acknowledged"},
        {"4 10:00:00 200 Provision V141_Pa1\n4 10:00:01 200 Provision V141_Pa2",
         "acknowledged acknowledged"},
        {"4 10:00:00 500 Provision V141", "server"},
        {"4 10:00:00 451 Sync V141", "moved"},
        {"4 10:00:00 451 Sync -", "moved"},
        {"4 10:00:00 200 Sync V141_S123_Error:UserHasNoMailbox", "moved"},
        {"4 10:00:00 200 Sync V141_As:BlockedD", "passed blocked"},
        {"4 10:00:00 200 Sync V141_As:BlockedP", "refused"},
        {"4 10:00:00 200 Sync V141_As:QuarantinedG", "passed quarantined"},
        {"4 10:00:00 200 Sync V141_As:DeviceDiscoveryU", "passed"},
        {"4 10:00:00 200 Sync V141_As:AllowedG", "passed"},
        {"4 10:00:00 200 Sync V141_S140_S142", "wipe"},
        {"4 10:00:00 200 Sync V141_Ssnf:T", "passed new"},
        {"4 10:00:00 200 Sync V141_Ssnf:F", "passed"},
        {"4 10:00:00 200 Sync V141_S3", "passed resync"},
        {"4 10:00:00 200 Ping V141_S3", ""},
        {"4 10:00:00 503 Sync V141_Error:OverBudget", "throttled"},
        {"4 10:00:00 503 Sync V141_Error:TooManyJobsQueued", "throttled"},
        {"4 10:00:00 200 Sync V161_BkOffRsn:OutOfBudget", "passed throttled"},
        {"4 10:00:00 200 Sync V161_SBkOffD:L%2f-470_BkOffRsn:", "passed"},
        /* while the policy was off a refusal proves nothing, and a pass needs a key */
        {"5 10:00:00 200 Sync V141_S142", "refused-while-off"},
        {"6 23:59:59 449 Sync -", "refused-while-off"},
        {"7 00:00:00 449 Sync -", "hop-refused"},
        {"5 10:00:00 200 Sync V141", "let-in-while-off"},
        {"5 10:00:00 200 Sync V141_Pk7", "passed key"},
        {"5 10:00:00 200 Sync V141_Pk0", "let-in-while-off"},
        {"5 10:00:00 200 Ping V141_Pk0", ""},
        /* a watched device day by day, and its agents once each */
        {"4 10:00:00 200 Sync V141 id=WATCHED agent=A/1 x=2\n"
         "8 10:00:00 200 Sync V141 id=watched agent=A/1\n"
         "8 10:00:01 200 Sync V141 id=watched agent=A/2",
         "seen*2 passed*2 passed*2 agent*3 agent"},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(rows); i++) {
        easc__text shown = easc__text_init(0);
        tell_marks(rows[i].story, &shown);
        wrong += unit_wrong_text(rows[i].story, "marks", rows[i].marks, easc__text_view(&shown));
        easc__text_done(&shown);
    }
    assert_int_equal(wrong, 0);
}

static void the_first_and_the_last_row_are_known_whatever_their_order(void **state)
{
    (void)state;
    easc__shard shard;
    assert_true(easc__shard_init(&shard, easc__fixed_key, NULL));
    story_tell(&shard, "4 11:00:00 200 Sync V141_S142\n"
                       "4 13:00:00 200 Sync V141_S142\n"
                       "4 10:00:00 200 Sync V141_S142\n"
                       "4 12:00:00 200 Sync V141_S142\n");
    const easc__mark *mark = easc__marks_find(&shard.traces[0]->marks, EASC__MARK_REFUSED, 0);
    assert_non_null(mark);
    assert_int_equal(mark->count, 4);
    assert_int_equal(mark->last.time_s - mark->first.time_s, 3 * 3600);
    assert_null(easc__marks_find(&shard.traces[0]->marks, EASC__MARK_HARD, 0));
    easc__shard_done(&shard);
}

static easc__request seen_at(int64_t time_s, const char *agent)
{
    return (easc__request){
        .time_s = time_s, .device_id = EASC__LIT("watched"), .agent = easc__bytes_z(agent)};
}

/* Whether the agent is known, and since when. */
static int64_t known_since(const easc__marks *marks, easc__symbols *symbols, const char *agent)
{
    uint32_t symbol = easc__symbols_add(symbols, easc__bytes_z(agent));
    const easc__mark *mark = easc__marks_find(marks, EASC__MARK_AGENT, symbol);
    return mark ? mark->first.time_s : -1;
}

static void of_too_many_agents_those_that_came_first_are_kept(void **state)
{
    (void)state;
    enum { AGENTS = 3 * EASC__MARKED_AGENTS_MAX, STEP = 7 }; /* STEP has no divisor in common */
    easc__arena arena = easc__arena_init(0);
    easc__symbols symbols = easc__symbols_init(&arena, easc__fixed_key);
    easc__marks marks = {0};
    for (int i = 0; i < AGENTS; i++) {
        char agent[16];
        int number = i * STEP % AGENTS;
        (void)snprintf(agent, sizeof agent, "A/%d", number);
        easc__request request = seen_at(1000 + number, agent);
        assert_true(easc__marks_add(&marks, &request, &interest, &symbols));
    }
    assert_int_equal(marks.count, EASC__MARKED_AGENTS_MAX + 1); /* and "seen" */
    assert_int_equal(known_since(&marks, &symbols, "A/0"), 1000);
    assert_int_equal(known_since(&marks, &symbols, "A/999"), 1999);
    assert_int_equal(known_since(&marks, &symbols, "A/1000"), -1);
    easc__marks_done(&marks);
    easc__symbols_done(&symbols);
    easc__arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_marks_what_it_shows),
        cmocka_unit_test(the_first_and_the_last_row_are_known_whatever_their_order),
        cmocka_unit_test(of_too_many_agents_those_that_came_first_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
