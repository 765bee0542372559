/* csv_text.h - texts of strangers as cells of CSV (RFC 4180). Pure. */
#ifndef EASC_RENDER_CSV_TEXT_H
#define EASC_RENDER_CSV_TEXT_H

#include "base/text.h"

/* What a file of UTF-8 begins with, so that a spreadsheet knows. */
static const easc__bytes easc__byte_order_mark = {"\xEF\xBB\xBF", 3};

/* Whether the text looks like a formula to a spreadsheet, by itself or behind a ';'. ";+" and ";-"
   are not looked at: user agents are full of them. */
bool easc__csv_is_formula(easc__bytes raw);

/* Appends a text that is no formula, whatever it was: an apostrophe stands in front of each piece
   that may be one, also behind a ';', since half of Europe reads CSV with ';' between the cells and
   no eye for our quotes. Plain as in report/plain.h, in quotes where it has to be. */
void easc__csv_add_text(easc__text *to, easc__bytes raw);

/* Appends a text in quotes, quotes in it doubled. */
void easc__csv_add_quoted(easc__text *to, easc__bytes plain);

#endif
