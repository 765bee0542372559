/* os_error.h - what the system reports, as a status and one line of text that says what to do.
   Only files of os include it. */
#ifndef EASC_OS_OS_ERROR_H
#define EASC_OS_OS_ERROR_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* One code of the system: an errno or a GetLastError. */
typedef struct easc__code_row {
    uint32_t code;
    easc_status status; /* EASC_OK: whatever the caller was doing, so its fallback */
    const char *text;
} easc__code_row;

/* The table of the system: os/posix/os_codes.c or os/win/os_codes.c. */
const easc__code_row *easc__system_codes(size_t *count);

/* Fills `err` for `code` and returns the status: the one of the code, or `fallback` (EASC_E_READ,
   EASC_E_WRITE) when the code alone does not tell. */
easc_status easc__system_fail(easc__error *err, easc_status fallback, const char *path,
                              uint32_t code);

/* EASC_E_MEMORY with its text. */
easc_status easc__memory_fail(easc__error *err, const char *path);

/* A folder was named where a file is needed. */
easc_status easc__folder_fail(easc__error *err, easc_status status, const char *path);

/* True for the codes that mean: nothing is there. */
bool easc__system_says_missing(uint32_t code);

#endif
