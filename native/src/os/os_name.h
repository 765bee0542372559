/* os_name.h - lists of names and names of temporary files, the same on every system. Only files of
   os include it. */
#ifndef EASC_OS_OS_NAME_H
#define EASC_OS_OS_NAME_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* A growing list of names; begins as {NULL, 0, 0}, ends with easc__names_free. */
typedef struct easc__name_list {
    char **names;
    size_t count;
    size_t capacity;
} easc__name_list;

/* Adds a name from easc__alloc, which the list owns from now on, also on failure. False when there
   is no memory, or `name` is NULL because there was none before. */
bool easc__name_list_add(easc__name_list *list, char *name);

/* Sorts by the bytes of the names. */
void easc__name_list_sort(easc__name_list *list);

/* `folder` and `name` with a '/' between them, unless there is a separator or no folder; from
   easc__alloc. NULL: no memory. */
char *easc__join_path(const char *folder, const char *name);

/* A path for a temporary file that nobody can guess: "folder/.name.0123456789abcdef.tmp" for the
   target "folder/name", from easc__alloc. `shown` is the path for messages. EASC_E_MEMORY,
   EASC_E_WRITE. */
easc_status easc__temporary_path(const char *target, const char *shown, char **out,
                                 easc__error *err);

#endif
