/* catalogue_told.h - what the two writers of catalogue documents get. Inside render only. */
#ifndef EASC_RENDER_CATALOGUE_TOLD_H
#define EASC_RENDER_CATALOGUE_TOLD_H

#include "render/catalogue_document.h"

/* The question, and what answers it. */
typedef struct easc__catalogue_told {
    easc__catalogue_question question; /* its words without '+' */
    easc__catalogue **catalogues;      /* all shipped ones, or the one that is asked */
    size_t count;
    easc__client client; /* of EASC__CATALOGUE_EXPLAIN */
    easc__catalogue_answer answer;
} easc__catalogue_told;

/* How many rules of a catalogue have a verdict for who misses nothing, or name a family ("" are
   rules that name none). */
size_t easc__count_rules_of_verdict(const easc__catalogue *catalogue, easc__verdict verdict);
size_t easc__count_rules_of_family(const easc__catalogue *catalogue, easc__bytes family);

/* Append the document; running out of memory shows as `to->failed`. */
void easc__catalogue_write_text(const easc__catalogue_told *told, const easc__document_style *style,
                                easc__text *to);
void easc__catalogue_write_json(const easc__catalogue_told *told, easc__text *to);

#endif
