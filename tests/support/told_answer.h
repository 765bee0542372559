/* told_answer.h - a whole answer out of a story (story.h): what the tests of report and render look
   at. begin, set and tell in any order, then end. */
#ifndef EASC_TESTS_SUPPORT_TOLD_ANSWER_H
#define EASC_TESTS_SUPPORT_TOLD_ANSWER_H

#include "answer/answer.h"
#include "base/heap.h"
#include "support/story.h"

/* The answer has one input, which the story is said to be from. */
static inline void told_begin(easc__answer *answer)
{
    memset(answer, 0, sizeof *answer);
    easc__options_init(&answer->options);
    assert_true(easc__shard_init(&answer->shard, easc__fixed_key, NULL));
    assert_int_equal(easc__catalogue_load("", &answer->catalogue, NULL), EASC_OK);
    answer->inputs = easc__alloc_zero(1, sizeof *answer->inputs);
    assert_non_null(answer->inputs);
    answer->input_count = 1;
    answer->inputs[0].path = easc__copy_text("logs/u_ex110501.log", 19);
    answer->inputs[0].format = EASC__FORMAT_W3C;
    answer->inputs[0].is_read = true;
}

static inline void told_set(easc__answer *answer, const char *name, const char *value)
{
    easc__error error = {0};
    if (easc__options_set(&answer->options, easc__bytes_z(name), easc__bytes_z(value), &error)) {
        print_error("%s\n", error.message);
        fail();
    }
}

static inline void told_tell(easc__answer *answer, const char *story)
{
    story_tell(&answer->shard, story);
}

static inline void told_end(easc__answer *answer)
{
    assert_int_equal(easc__answer_judge(answer, NULL), EASC_OK);
}

/* All at once, without options. */
static inline void told(easc__answer *answer, const char *story)
{
    told_begin(answer);
    told_tell(answer, story);
    told_end(answer);
}

#endif
