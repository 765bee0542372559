/* input_list.h - the list of inputs while it is made. Private to source. */
#ifndef EASC_SOURCE_INPUT_LIST_H
#define EASC_SOURCE_INPUT_LIST_H

#include "archive/archive.h"
#include "os/os_file.h"
#include "source/source.h"

/* The functions below give EASC_E_MEMORY or EASC_OK; `err` is filled with the former. */

/* Adds a file of that kind; standard input is "-" and has no info (NULL). */
easc_status easc__inputs_add_file(easc__input_list *list, easc__input_kind kind, const char *path,
                                  const easc__path_info *info, easc__error *err);

/* Adds a member of the archive `path`. */
easc_status easc__inputs_add_member(easc__input_list *list, const char *path,
                                    const easc__path_info *info, const easc__zip_member *member,
                                    easc__error *err);

/* Adds a copy of a problem; one of memory is none but ends everything. */
easc_status easc__inputs_add_problem(easc__input_list *list, const easc__error *problem,
                                     easc__error *err);

/* Sorts the inputs by the bytes of their paths. */
void easc__inputs_sort(easc__input_list *list);

#endif
