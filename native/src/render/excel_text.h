/* excel_text.h - a text as a cell of Excel may hold it. Pure. */
#ifndef EASC_RENDER_EXCEL_TEXT_H
#define EASC_RENDER_EXCEL_TEXT_H

#include "base/text.h"

/* Appends `raw`, made plain (report/plain.h), so that Excel shows exactly that: what looks like one
   of its escapes (_x0007_ is the character 7) is escaped itself. At most `units` UTF-16 units; a
   longer text ends with an ellipsis. Out of memory shows as `to->failed`. */
void easc__add_excel_text(easc__text *to, easc__bytes raw, size_t units);

#endif
