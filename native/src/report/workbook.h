/* workbook.h - the report on an answer, with its fixed layout: Summary, Readiness, Devices,
   Coverage, Method. Pure. */
#ifndef EASC_REPORT_WORKBOOK_H
#define EASC_REPORT_WORKBOOK_H

#include "answer/answer.h"
#include "report/model.h"

/* Builds the model; `out` need not be initialised, holds views of the answer, which must live as
   long, and is freed with easc__model_done. EASC_E_MEMORY, and then there is nothing to free. */
easc_status easc__workbook_build(const easc__answer *answer, easc__model *out, easc__error *err);

#endif
