/* os_stdio.h - C's own files, for third-party code that wants them. Paths are UTF-8, of any length.
   The implementations are os/posix/os_stdio.c and os/win/os_stdio.c. */
#ifndef EASC_OS_OS_STDIO_H
#define EASC_OS_OS_STDIO_H

#include <stdio.h>

/* fopen for such a path; NULL when the file cannot be opened, or there is no memory. */
FILE *easc__stdio_open(const char *path, const char *mode);

/* A new file for reading and writing in the folder for temporary files, which nobody else can open
   and which is gone when it is closed. NULL when it cannot be made. */
FILE *easc__stdio_temporary(void);

#endif
