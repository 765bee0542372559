/* screen.h - lines, tables and colours for people at a terminal. Texts of strangers pass
   through easc__add_plain here, so that no escape sequence of theirs gets there. Pure; running out
   of memory shows as `to->failed`. Only files of render include it. */
#ifndef EASC_RENDER_SCREEN_H
#define EASC_RENDER_SCREEN_H

#include "render/document.h"
#include "report/model.h"

/* Begins the colour of a tone, when there are colours, and gives the text that ends it. */
const char *easc__screen_begin_tone(easc__text *to, const easc__document_style *style,
                                    easc__tone tone);

/* A line of its own behind an empty one. */
void easc__screen_add_heading(easc__text *to, const easc__document_style *style,
                              const char *heading);

/* A plain sentence, broken at blanks to the width of the terminal, every line indented by as much;
   without a width it is one line. */
void easc__screen_add_wrapped(easc__text *to, const easc__document_style *style, size_t indent,
                              easc__bytes plain);

/* The same of a sentence that may hold texts of strangers. */
void easc__screen_add_sentence(easc__text *to, const easc__document_style *style, size_t indent,
                               const easc__text *sentence);

/* "Label       sentence": the label takes at most 11 columns. The sentence, which may hold texts of
   strangers, is cleared. */
void easc__screen_add_labelled(easc__text *to, const easc__document_style *style, const char *label,
                               easc__text *sentence);
/* A plain text with a hanging indent: `head`, plain too, stands in front of its first line. Broken
   at blanks, and a word that is longer than a line anywhere. */
void easc__screen_add_hanging(easc__text *to, const easc__document_style *style, easc__bytes head,
                              size_t indent, easc__bytes plain);

/* --- tables --------------------------------------------------------------------------------- */

/* Columns of a table for people. */
enum { EASC__SCREEN_COLUMNS_MAX = 8 };

/* A column: how wide it is when there is room, and how narrow it may become. */
typedef struct easc__screen_column {
    easc__bytes title;
    size_t width;
    size_t least;
} easc__screen_column;

/* A table: its columns from the left. */
typedef struct easc__screen_table {
    const easc__screen_column *columns;
    size_t count; /* at most EASC__SCREEN_COLUMNS_MAX */
} easc__screen_table;

/* The widths on a terminal: the widest column that may shrink gives a place until the table fits.
 */
void easc__screen_find_widths(const easc__screen_table *table, const easc__document_style *style,
                              size_t *widths);

/* The line of titles. */
void easc__screen_add_head(easc__text *to, const easc__document_style *style,
                           const easc__screen_table *table);

/* A cell: cut with an ellipsis when the terminal has a width, and filled up with blanks unless it
   is the last of its line. `raw` may be a text of a stranger. */
void easc__screen_add_cell(easc__text *to, const easc__document_style *style, easc__bytes raw,
                           size_t width, easc__tone tone, bool is_last);

/* The cell of a user: the name alone, without its domain, where the whole does not fit. */
void easc__screen_add_user(easc__text *to, const easc__document_style *style, easc__bytes user,
                           size_t width);

/* The same of a device whose user an identity map knows: with the name for people behind it where
   there is room; that name alone where not even the user's name fits, such as a SID. */
void easc__screen_add_owner(easc__text *to, const easc__document_style *style,
                            const easc__device *device, size_t width);

/* --- what both documents say ---------------------------------------------------------------- */

/* "2011-05-01 00:53:32 UTC to 2011-05-12 23:33 UTC" */
void easc__screen_add_window(easc__text *to, const easc__totals *totals);

/* "2011-05-12 23:33"; nothing for no time. */
void easc__screen_add_minute(easc__text *to, int64_t time_s);

/* The user, or that none is named. */
easc__bytes easc__shown_user(easc__bytes user);

/* What was assumed, because the user said it or nobody said anything. */
void easc__screen_add_assumptions(easc__text *to, const easc__answer *answer,
                                  const easc__document_style *style);

/* Inputs that could not be read; nothing when there are none. */
void easc__screen_add_problems(easc__text *to, const easc__answer *answer,
                               const easc__document_style *style);

#endif
