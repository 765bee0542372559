/* csv_file.h - CSV files that an administrator exported: from a file to records whose columns are
   known by name. Comma, semicolon or TAB (whichever the line of titles has most of, outside
   quotes), RFC 4180 quotes with line breaks inside, UTF-8 with or without BOM, UTF-16 with BOM, a
   first line `#TYPE …` passed over, titles without case. Bytes that are no UTF-8 become U+FFFD. At
   most 1 GiB. One thread at a time. */
#ifndef EASC_DIRECTORY_CSV_FILE_H
#define EASC_DIRECTORY_CSV_FILE_H

#include "base/text.h"
#include "directory/csv.h"

/* The text of a file, and where the reading stands. */
typedef struct easc__csv_file {
    easc__text text;
    easc__csv csv;
    const char *name; /* for messages; borrowed */
    easc__error *err;
} easc__csv_file;

/* Reads a whole file by its path: EASC_E_NOT_FOUND, EASC_E_ACCESS, EASC_E_READ, EASC_E_LIMIT,
   EASC_E_MEMORY. Whatever comes back, easc__csv_file_close. */
easc_status easc__csv_file_open(const char *path, easc__csv_file *out, easc__error *err);

/* The same of a text in memory, which is copied: EASC_E_LIMIT, EASC_E_MEMORY. */
easc_status easc__csv_file_open_text(easc__bytes text, const char *name, easc__csv_file *out,
                                     easc__error *err);

/* Frees the text and everything that points into it. */
void easc__csv_file_close(easc__csv_file *file);

/* Columns that are looked for. */
typedef struct easc__csv_columns {
    const easc__bytes *titles;
    size_t count;
    size_t naming;         /* of the first so many there must be one */
    const char *complaint; /* what is said when there is none */
} easc__csv_columns;

/* Reads the line of titles: `places` gets, by column, its place in a record, SIZE_MAX where there
   is no such column. EASC_E_DATA with the line: no line of titles, none of the naming columns, an
   unclosed quote; EASC_E_MEMORY. */
easc_status easc__csv_file_find(easc__csv_file *file, const easc__csv_columns *columns,
                                size_t *places);

/* The next record, good until the one behind it is read. EASC_OK; EASC_END: none left; EASC_E_DATA:
   an unclosed quote; EASC_E_MEMORY. */
easc_status easc__csv_file_next(easc__csv_file *file, easc__csv_record *out);

/* The value at a place, without blanks around it; empty when it is not there. */
easc__bytes easc__csv_value(const easc__csv_record *record, size_t place);

/* Fills the error of the file with EASC_E_MEMORY. */
easc_status easc__csv_file_no_memory(const easc__csv_file *file);

#endif
