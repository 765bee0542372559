/* judged.h - a story, folded and judged: what the tests of comply look at. */
#ifndef EASC_TESTS_UNIT_COMPLY_JUDGED_H
#define EASC_TESTS_UNIT_COMPLY_JUDGED_H

#include "base/heap.h"
#include "comply/gate.h"
#include "options/options.h"
#include "support/story.h"

typedef struct judged {
    easc__shard shard;
    easc__devices devices;
    easc__judgement *judgements;
    easc__catalogue *catalogue;
    easc__options options; /* for the terms */
} judged;

static inline void judged_set(judged *all, const char *name, const char *value)
{
    easc__error error = {0};
    if (easc__options_set(&all->options, easc__bytes_z(name), easc__bytes_z(value), &error)) {
        print_error("%s\n", error.message);
        fail();
    }
}

/* Nothing told yet; options may be set. */
static inline void judged_begin(judged *all)
{
    memset(all, 0, sizeof *all);
    assert_true(easc__shard_init(&all->shard, easc__fixed_key, NULL));
    easc__options_init(&all->options);
    assert_int_equal(easc__catalogue_load("", &all->catalogue, NULL), EASC_OK);
}

static inline void judged_end(judged *all)
{
    assert_true(easc__devices_fold(&all->shard, NULL, &all->devices));
    all->judgements = easc__alloc(all->devices.count, sizeof *all->judgements);
    assert_non_null(all->judgements);
    assert_true(easc__judge(&all->devices, &all->shard, &all->options.terms, all->catalogue,
                            all->judgements));
}

static inline void judged_done(judged *all)
{
    easc__free(all->judgements);
    easc__devices_done(&all->devices);
    easc__catalogue_free(all->catalogue);
    easc__options_done(&all->options);
    easc__shard_done(&all->shard);
}

/* The judgement of the device with that id (spelled as shown); ends the test when there is none. */
static inline const easc__judgement *judged_device(const judged *all, const char *id)
{
    for (size_t i = 0; i < all->devices.count; i++) {
        if (easc__equal(all->devices.items[i].id, easc__bytes_z(id))) {
            return &all->judgements[i];
        }
    }
    print_error("there is no device %s\n", id);
    fail();
    return NULL;
}

#endif
