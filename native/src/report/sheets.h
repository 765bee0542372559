/* sheets.h - the sheets of the workbook, one file each; only files of report include it. */
#ifndef EASC_REPORT_SHEETS_H
#define EASC_REPORT_SHEETS_H

#include "answer/answer.h"
#include "report/device_columns.h"
#include "report/model.h"

/* What all sheets are built with. A failure shows as `model->failed`. */
typedef struct easc__sheet_builder {
    const easc__answer *answer;
    easc__model *model;
    easc__text text; /* a sentence in the making */
} easc__sheet_builder;

/* Keeps the sentence, and clears it for the next one. */
easc__bytes easc__builder_take(easc__sheet_builder *b);

/* The sentence as a note of the sheet. */
void easc__builder_note(easc__sheet_builder *b, easc__sheet *sheet, easc__tone tone);

/* A table of as many columns as the array has. */
#define EASC__GRID(b, name, columns, rows)                                                         \
    easc__model_grid((b)->model, EASC__LIT(name), (columns),                                       \
                     sizeof(columns) / sizeof((columns)[0]), (rows))

/* "The sheet Devices shows the first N of M devices; K are missing: …" when there are too many;
   else nothing. */
void easc__add_truncation(easc__text *to, const easc__answer *answer);

/* Each adds its sheet to the model. */
void easc__sheet_summary(easc__sheet_builder *b);
void easc__sheet_readiness(easc__sheet_builder *b);
void easc__sheet_devices(easc__sheet_builder *b);
void easc__sheet_coverage(easc__sheet_builder *b);
void easc__sheet_method(easc__sheet_builder *b);

#endif
