/* catalogue_document.h - what is told of catalogues themselves, without logs: which ones are
   shipped, what a file holds, what is said of one client. Text and JSON. Reads files. */
#ifndef EASC_RENDER_CATALOGUE_DOCUMENT_H
#define EASC_RENDER_CATALOGUE_DOCUMENT_H

#include "catalogue/catalogue.h"
#include "client/client.h"
#include "render/document.h"

/* What is asked; the numbers are those of easc.h. */
typedef enum easc__catalogue_kind {
    EASC__CATALOGUE_LIST = 1,
    EASC__CATALOGUE_CHECK = 2,
    EASC__CATALOGUE_EXPLAIN = 3
} easc__catalogue_kind;

/* The words of the client, protocol and offered are for EASC__CATALOGUE_EXPLAIN; each may be
   empty. Agent, OS and model may be written as in a log: '+' is a blank. */
typedef struct easc__catalogue_question {
    easc__catalogue_kind kind;
    easc__bytes catalogue; /* name of a shipped one, or a path; empty: the default one */
    easc__client_words words;
    easc__bytes protocol; /* as in easc__catalogue_query */
    easc__bytes offered;
} easc__catalogue_question;

/* Appends the whole document. EASC_E_ARGUMENT: no such kind or format (CSV is none), nothing of a
   client to explain, a protocol that is no version; what catalogue.h says of
   easc__catalogue_load; EASC_E_MEMORY. One thread at a time in the process (json.h). */
easc_status easc__catalogue_document(const easc__catalogue_question *question,
                                     easc__document_format format,
                                     const easc__document_style *style, easc__text *to,
                                     easc__error *err);

#endif
