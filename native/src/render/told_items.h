/* told_items.h - the items of payloads that nobody knows, in the documents of a scan that looked
   for them. Only files of render include it. */
#ifndef EASC_RENDER_TOLD_ITEMS_H
#define EASC_RENDER_TOLD_ITEMS_H

#include "render/document.h"
#include "render/json_writer.h"

/* "unknownItems": [{ name, rows, evidence }], by name; nothing unless they were looked for. */
void easc__json_unknown_items(easc__json_writer *w, const easc__answer *answer);

/* The same as lines below a heading. */
void easc__text_unknown_items(easc__text *to, const easc__answer *answer,
                              const easc__document_style *style);

#endif
