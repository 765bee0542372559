/* document.h - an answer as text: JSON, CSV, or a table for people; made piece by piece, so that no
   document is ever whole in memory. */
#ifndef EASC_RENDER_DOCUMENT_H
#define EASC_RENDER_DOCUMENT_H

#include "answer/answer.h"
#include "base/text.h"

/* The numbers of kinds and formats are those of easc.h. */
typedef enum easc__document_kind {
    EASC__DOCUMENT_SCAN = 1,
    EASC__DOCUMENT_GATE = 2,
    EASC__DOCUMENT_FINDINGS = 3,
    EASC__DOCUMENT_TIMELINE = 4
} easc__document_kind;

/* Who it is for. */
typedef enum easc__document_format {
    EASC__DOCUMENT_TEXT = 1, /* for people; UTF-8, LF */
    EASC__DOCUMENT_CSV = 2,  /* RFC 4180, CRLF, UTF-8 with BOM, for spreadsheets */
    EASC__DOCUMENT_JSON = 3  /* contract sections 8 and 9 */
} easc__document_format;

/* How a table for people may look. */
typedef struct easc__document_style {
    bool has_colour; /* ANSI colours: only for a terminal */
    uint32_t width;  /* columns of the terminal; 0: unlimited */
} easc__document_style;

/* One document is `step` 0, 1, 2, … until a writer returns false. A writer appends what belongs to
   the step; steps are bounded in size (one device, one condition). Running out of memory shows as
   `to->failed`. */
typedef bool (*easc__document_writer)(const easc__answer *answer, const easc__document_style *style,
                                      size_t step, easc__text *to);

/* The writer of a kind in a format, NULL when there is none. */
easc__document_writer easc__document_writer_of(easc__document_kind kind,
                                               easc__document_format format);

/* The writers. */
bool easc__json_scan(const easc__answer *answer, const easc__document_style *style, size_t step,
                     easc__text *to);
bool easc__json_gate(const easc__answer *answer, const easc__document_style *style, size_t step,
                     easc__text *to);
bool easc__csv_scan(const easc__answer *answer, const easc__document_style *style, size_t step,
                    easc__text *to);
bool easc__csv_gate(const easc__answer *answer, const easc__document_style *style, size_t step,
                    easc__text *to);
bool easc__text_scan(const easc__answer *answer, const easc__document_style *style, size_t step,
                     easc__text *to);
bool easc__json_timeline(const easc__answer *answer, const easc__document_style *style, size_t step,
                         easc__text *to);
bool easc__csv_timeline(const easc__answer *answer, const easc__document_style *style, size_t step,
                        easc__text *to);
bool easc__text_timeline(const easc__answer *answer, const easc__document_style *style, size_t step,
                         easc__text *to);
bool easc__json_findings(const easc__answer *answer, const easc__document_style *style, size_t step,
                         easc__text *to);
bool easc__csv_findings(const easc__answer *answer, const easc__document_style *style, size_t step,
                        easc__text *to);
bool easc__text_findings(const easc__answer *answer, const easc__document_style *style, size_t step,
                         easc__text *to);
bool easc__text_gate(const easc__answer *answer, const easc__document_style *style, size_t step,
                     easc__text *to);

#endif
