/* csv_writer.h - cells and rows of CSV: RFC 4180, CRLF, UTF-8 with BOM. Texts of strangers become
   no formula. Running out of memory shows as `to->failed`. Only files of render include it. */
#ifndef EASC_RENDER_CSV_WRITER_H
#define EASC_RENDER_CSV_WRITER_H

#include "answer/answer.h"
#include "render/csv_text.h"
#include "report/model.h"

/* The byte order mark, before all else. */
void easc__csv_begin(easc__text *to);

/* One cell: a flag, or what a table for people has. Texts: csv_text.h. */
void easc__csv_flag(easc__text *to, bool flag);
void easc__csv_cell(easc__text *to, const easc__cell *cell);

/* What was assumed, at the end of every row, since a table has no other place for it: the titles,
   with a comma before each, and the cells. */
void easc__csv_window_titles(easc__text *to);
void easc__csv_window(easc__text *to, const easc__answer *answer);

/* CR and LF. */
void easc__csv_end_row(easc__text *to);

#endif
