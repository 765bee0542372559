/* explain_document.h - what is said about the rows and queries of a text, as a text for people or
   as JSON ("easc.explain/1"). Pure but for memory. */
#ifndef EASC_RENDER_EXPLAIN_DOCUMENT_H
#define EASC_RENDER_EXPLAIN_DOCUMENT_H

#include "explain/explain.h"
#include "render/document.h"

/* A row may be 1 MiB long, and there are directives in front. More rows than that are a log. */
enum { EASC__EXPLAIN_MAX_BYTES = EASC__ROW_MAX_BYTES + (1 << 16), EASC__EXPLAIN_MAX_ROWS = 1000 };

/* What is asked for. */
typedef struct easc__explain_order {
    const easc__labels *labels;
    const easc__catalogue *catalogue;
    const easc__schema *assumed; /* columns of rows without #Fields; NULL: guessed */
    bool is_json;
    easc__document_style style; /* of a text for people */
} easc__explain_order;

/* Appends the document to `to`; the text is UTF-8, or UTF-16 with a BOM: each row and query, then
   the lines that cannot be explained. EASC_E_DATA when there is nothing that can, and says what is
   wrong with the first line; EASC_E_LIMIT; EASC_E_MEMORY. */
easc_status easc__explain_document(const easc__explain_order *order, easc__bytes text,
                                   easc__text *to, easc__error *err);

/* What both forms share: the parts that they write. Seen by the files of render/ only. */
void easc__text_explanation(const easc__explain_order *order, const easc__explanation *x,
                            bool is_only, easc__text *to);
void easc__text_explain_problems(const easc__explain_order *order, easc__bytes text,
                                 easc__text *to);
void easc__json_explanation(const easc__explain_order *order, const easc__explanation *x,
                            bool is_first, easc__text *to);
void easc__json_explain_begin(const easc__explain_order *order, easc__text *to);
void easc__json_explain_end(const easc__explain_order *order, easc__bytes text, easc__text *to);

#endif
