/* csv.h - the records of a CSV text in memory (RFC 4180): fields, quotes, line numbers. Knows
   nothing of columns. One thread at a time. */
#ifndef EASC_DIRECTORY_CSV_H
#define EASC_DIRECTORY_CSV_H

#include "base/bytes.h"
#include "base/status.h"

/* Walks over a text that the caller owns, and changes it: fields are unquoted where they stand. */
typedef struct easc__csv {
    char *text;
    size_t n;
    size_t at;
    uint64_t line; /* 1-based, of the byte at `at` */
    char separator;
    easc__bytes *fields; /* of the record that was read last */
    size_t capacity;
} easc__csv;

/* In front of the first record; the separator is a comma until easc__csv_choose_separator. */
static inline easc__csv easc__csv_init(char *text, size_t n)
{
    return (easc__csv){text, n, 0, 1, ',', NULL, 0};
}

/* Frees the fields, not the text. */
void easc__csv_done(easc__csv *csv);

/* Passes over the lines at the head that are no record: blank ones, and `#TYPE …`, which Export-Csv
   of Windows PowerShell writes. */
void easc__csv_skip_preamble(easc__csv *csv);

/* Takes comma, semicolon or TAB as the separator: whichever the line that comes next has most of,
   outside quotes; the earlier of them when they are equally many. */
void easc__csv_choose_separator(easc__csv *csv);

/* A record, whose fields are without their quotes. */
typedef struct easc__csv_record {
    const easc__bytes *fields; /* valid until the next record is read; never 0 of them */
    size_t count;
    uint64_t line; /* 1-based, where it begins */
} easc__csv_record;

/* The next record. It ends at LF, CRLF or the end of the text, outside quotes. A quote opens a
   quoted value only at the very beginning of a field, and what stands behind the closing one
   belongs to the value. A blank line is a record of one empty field.
   EASC_OK; EASC_END: none left; EASC_E_DATA: a quote is not closed, and `out->line` is that of the
   quote; EASC_E_MEMORY. */
easc_status easc__csv_next(easc__csv *csv, easc__csv_record *out);

#endif
