/* findings_words.h - findings in words, for all documents that tell them. Only files of render
   include it. */
#ifndef EASC_RENDER_FINDINGS_WORDS_H
#define EASC_RENDER_FINDINGS_WORDS_H

#include "answer/answer.h"
#include "render/json_writer.h"

/* A place in the list of all findings: step 0 is the first finding itself, then come its subjects,
   then the next finding. */
typedef struct easc__finding_step {
    const easc__finding *finding;
    const easc__finding_subject *subject; /* NULL: the finding itself */
    bool is_last;                         /* subject of its finding */
} easc__finding_step;

/* How many steps there are. */
size_t easc__finding_steps(const easc__findings *findings);

/* False when there is no such step. */
bool easc__find_step(const easc__findings *findings, size_t step, easc__finding_step *out);

/* "title", "cause" or "recommendation" of a finding, in the language of the answer. */
easc__bytes easc__finding_text(const easc__answer *answer, easc__finding_id id, const char *part);

/* Findings of a severity. */
size_t easc__count_findings(const easc__findings *findings, easc__severity severity);

/* The path of the input that a row stands in. */
easc__bytes easc__row_path(const easc__answer *answer, const easc__sighting *row);

/* "logs/u_ex110506.log, line 12, byte 4711", in the language of the answer. */
void easc__add_row_words(easc__text *to, const easc__answer *answer, const easc__sighting *row);

/* The same as three cells of CSV, a comma before each; empty ones for NULL. */
void easc__csv_row(easc__text *to, const easc__answer *answer, const easc__sighting *row);

/* Whether names were dropped that findings are made from. */
bool easc__has_dropped_names(const easc__answer *answer);

/* "evidence": [{ time, path, line, byte }] */
void easc__json_evidence(easc__json_writer *w, const easc__answer *answer,
                         const easc__sighting *rows, size_t count);

/* What a subject's client needs; empty unless the finding is about that. */
easc__bytes easc__needed_version(const easc__answer *answer, const easc__finding *finding,
                                 const easc__finding_subject *subject);

#endif
