/* scanned.h - a scan of some paths with some options, and everything that it found as sorted lines
   of text, without what may differ (paths of the temporary folder, hashes with a random key). */
#ifndef EASC_TESTS_UNIT_SCAN_SCANNED_H
#define EASC_TESTS_UNIT_SCAN_SCANNED_H

#include "base/heap.h"
#include "scan/scan.h"
#include "support/scratch.h"
#include "support/shard_facts.h"

/* A pair of name and value; a NULL name ends a list. */
typedef struct scan_option {
    const char *name;
    const char *value;
} scan_option;

static inline void scan_set(easc__options *options, const char *name, const char *value)
{
    assert_int_equal(easc__options_set(options, easc__bytes_z(name), easc__bytes_z(value), NULL),
                     EASC_OK);
}

static inline void scan_set_number(easc__options *options, const char *name, size_t value)
{
    char text[EASC__NUMBER_SIZE + 1] = "";
    (void)easc__format_u64(value, text);
    scan_set(options, name, text);
}

static inline easc__scan *scan_begin(const char *path, const scan_option *set, size_t chunk_bytes,
                                     size_t threads)
{
    easc__options options;
    easc__scan *scan = NULL;
    easc__options_init(&options);
    for (; set && set->name; set++) {
        scan_set(&options, set->name, set->value);
    }
    if (chunk_bytes > 0) {
        scan_set_number(&options, "chunk-bytes", chunk_bytes);
    }
    scan_set_number(&options, "threads", threads);
    assert_int_equal(easc__options_add_path(&options, easc__bytes_z(path), NULL), EASC_OK);
    assert_int_equal(easc__scan_start(&options, &scan, NULL), EASC_OK);
    easc__options_done(&options);
    return scan;
}

/* Runs to the end; from easc__alloc, for scanned_free. */
static inline easc__answer *scan_whole(const char *path, const scan_option *set, size_t chunk_bytes,
                                       size_t threads)
{
    easc__scan *scan = scan_begin(path, set, chunk_bytes, threads);
    assert_int_equal(easc__scan_wait(scan, UINT32_MAX, NULL, NULL), EASC_OK);
    easc__answer *answer = easc__scan_take(scan);
    assert_non_null(answer);
    assert_null(easc__scan_take(scan));
    easc__scan_free(scan);
    return answer;
}

static inline void scanned_free(easc__answer *answer)
{
    easc__answer_done(answer);
    easc__free(answer);
}

static inline void scanned_samples(facts *f, const easc__input *input, int reason)
{
    for (uint32_t i = 0; i < input->sample_count[reason]; i++) {
        const easc__reject_sample *sample = &input->samples[reason][i];
        facts_number(f, "sample line", easc__bytes_z(sample->text), sample->line);
        facts_number(f, "sample byte", easc__bytes_z(sample->text), sample->byte);
    }
}

static inline void scanned_input(facts *f, const easc__input *input)
{
    easc__bytes path = easc__bytes_z(input->path);
    facts_about(f, easc__from(path, easc__behind_last(path, '/')),
                easc__format_name(input->format));
    facts_number(f, "bytes", facts_no_name(), input->bytes);
    facts_number(f, "lines", facts_no_name(), input->lines);
    facts_number(f, "rows", facts_no_name(), input->rows);
    facts_number(f, "eas rows", facts_no_name(), input->eas_rows);
    for (int r = 0; r < EASC__REJECT_COUNT; r++) {
        facts_number(f, "rejected", easc__reject_name((easc__reject)r), input->rejected[r]);
        scanned_samples(f, input, r);
    }
}

/* Everything; from malloc. */
static inline char *scanned_facts(const easc__answer *answer)
{
    facts f;
    facts_begin(&f);
    for (size_t i = 0; i < answer->input_count; i++) {
        scanned_input(&f, &answer->inputs[i]);
    }
    for (size_t i = 0; i < answer->problem_count; i++) {
        facts_about(&f, EASC__LIT("problem"), easc__bytes_z(answer->problems[i].message));
        facts_number(&f, "status", facts_no_name(), (uint64_t)answer->problems[i].status);
    }
    facts_shard(&f, &answer->shard);
    facts_devices(&f, &answer->shard, &answer->devices);
    return facts_end(&f);
}

/* The facts of a scan; from malloc. */
static inline char *facts_of_scan(const char *path, const scan_option *set, size_t chunk_bytes,
                                  size_t threads)
{
    easc__answer *answer = scan_whole(path, set, chunk_bytes, threads);
    char *text = scanned_facts(answer);
    scanned_free(answer);
    return text;
}

#endif
