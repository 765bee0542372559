/* render_xlsx.h - the report model as a workbook. render_xlsx.c alone sees libxlsxwriter. */
#ifndef EASC_RENDER_RENDER_XLSX_H
#define EASC_RENDER_RENDER_XLSX_H

#include "base/status.h"
#include "report/model.h"

/* Called between rows with the share done, 0.0 to 1.0; returning false ends the writing with
   EASC_E_CANCELLED. */
typedef bool (*easc__xlsx_progress)(void *context, double done);

/* Writes the workbook to `path`, which is created; the caller writes beside its target and renames
   (os_file.h). Equal models give equal bytes. `progress` may be NULL.
   EASC_E_WRITE, EASC_E_MEMORY, EASC_E_LIMIT, EASC_E_CANCELLED. */
easc_status easc__xlsx_write(const easc__model *model, const char *path,
                             easc__xlsx_progress progress, void *context, easc__error *err);

#endif
