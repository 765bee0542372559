/* admin_text.h - a text file that an administrator exported, whole in memory: read up to a limit,
   then made UTF-8. One thread at a time. */
#ifndef EASC_DIRECTORY_ADMIN_TEXT_H
#define EASC_DIRECTORY_ADMIN_TEXT_H

#include "base/status.h"
#include "base/text.h"

/* Appends the whole file to `text`, as it lies on the disk. EASC_E_LIMIT with the message
   `too_large` when it has more than `limit` bytes; EASC_E_NOT_FOUND, EASC_E_ACCESS, EASC_E_READ,
   EASC_E_MEMORY. The text is the caller's to free in any case. */
easc_status easc__admin_text_load(const char *path, size_t limit, const char *too_large,
                                  easc__text *text, easc__error *err);

/* Makes `text` valid UTF-8: UTF-16 with BOM is converted, bytes that are no UTF-8 become U+FFFD.
   `*start` is where the text begins, behind a BOM. False when there is no memory. */
bool easc__admin_text_decode(easc__text *text, size_t *start);

#endif
