/* wide.h - UTF-8 outside, UTF-16 inside. Only files of os/win include it. */
#ifndef EASC_OS_WIN_WIDE_H
#define EASC_OS_WIN_WIDE_H

#include <stdbool.h>
#include <wchar.h>

/* The text in UTF-16 or UTF-8, from easc__alloc; what is ill-formed becomes U+FFFD. NULL: no
   memory. */
wchar_t *easc__wide(const char *text);
char *easc__narrow(const wchar_t *text);

/* The absolute path, "." and ".." resolved, with '\' between the parts; behind \\?\ nothing is
   resolved. NULL: no memory. A text that is no path comes back as it is, for the system to refuse.
 */
wchar_t *easc__wide_absolute(const char *path);

/* The same in the form without MAX_PATH: \\?\C:\folder\file, \\?\UNC\server\share\file. Devices
   (NUL, \\.\pipe\name) are \\.\NAME. */
wchar_t *easc__wide_path(const char *path);

/* True for what easc__wide_path gives for a device. */
bool easc__wide_is_device(const wchar_t *path);

/* `a` with `b` behind it, from easc__alloc. NULL: no memory. */
wchar_t *easc__wide_join(const wchar_t *a, const wchar_t *b);

#endif
