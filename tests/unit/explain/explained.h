/* explained.h - what the tests of explain share: labels and the shipped catalogue, and a line as
   its explanation. */
#ifndef EASC_TESTS_UNIT_EXPLAIN_EXPLAINED_H
#define EASC_TESTS_UNIT_EXPLAIN_EXPLAINED_H

#include "explain/explain.h"
#include "unit.h"

/* All that is needed to explain; must stay where it is. */
typedef struct explained {
    easc__labels *labels;
    easc__catalogue *catalogue;
    easc__explainer explainer;
    easc__subject subject;
    easc__explanation x;
} explained;

static inline void explained_begin(explained *e, const char *language)
{
    assert_int_equal(easc__labels_load(easc__bytes_z(language), &e->labels, NULL), EASC_OK);
    assert_int_equal(easc__catalogue_load("", &e->catalogue, NULL), EASC_OK);
    easc__explainer_init(&e->explainer, e->labels, e->catalogue);
}

static inline void explained_end(explained *e)
{
    easc__explainer_done(&e->explainer);
    easc__catalogue_free(e->catalogue);
    easc__labels_free(e->labels);
}

/* Explains the first line of a text; false when it cannot be explained. */
static inline bool explained_read(explained *e, easc__bytes text)
{
    easc__subjects subjects;
    easc__subjects_begin(&subjects, text, NULL);
    bool is_good =
        easc__subjects_next(&subjects, &e->subject) && e->subject.kind != EASC__SUBJECT_NONE;
    if (is_good) {
        assert_true(easc__explain(&e->explainer, &e->subject, &e->x));
    }
    return is_good;
}

#endif
