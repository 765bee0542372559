/* vips.h - people whose phones matter most, as an administrator listed them. Read once, then asked
   by one thread, which marks who was found. */
#ifndef EASC_DIRECTORY_VIPS_H
#define EASC_DIRECTORY_VIPS_H

#include "base/bytes.h"
#include "base/status.h"

/* The people of a file. */
typedef struct easc__vips easc__vips;

/* Reads a file: one name a line, in any form that a user has in logs; or a CSV file (csv_file.h)
   whose first line has a column LinkedMasterAccount, PrimarySmtpAddress, UserPrincipalName,
   SamAccountName, Alias or Name, of which each is a name of the person, and of an address also what
   is in front of the '@'. Blank lines are passed over.
   EASC_E_DATA: nobody in it, or an unclosed quote, with file and line; EASC_E_NOT_FOUND,
   EASC_E_ACCESS, EASC_E_READ, EASC_E_LIMIT (1 GiB), EASC_E_MEMORY. */
easc_status easc__vips_load(const char *path, easc__vips **out, easc__error *err);

/* The same from memory; `name` is for messages. */
easc_status easc__vips_parse(easc__bytes text, const char *name, easc__vips **out,
                             easc__error *err);
void easc__vips_free(easc__vips *vips); /* NULL does nothing */

/* How many people. */
size_t easc__vips_count(const easc__vips *vips);

/* The name by which a person is told: the first of the line. `row` below easc__vips_count; a view
   that lives as long as the list. */
easc__bytes easc__vips_name(const easc__vips *vips, size_t row);

/* Whether somebody has that name, without case; who has it is marked as found. Constant time. */
bool easc__vips_find(easc__vips *vips, easc__bytes name);

/* Whether easc__vips_find has met that person. */
bool easc__vips_is_found(const easc__vips *vips, size_t row);

#endif
