/* json_path.h - the place of a value for messages: "$.rules[3].match". A value type, no memory; a
   path that is too long is cut, with "…" at its end. */
#ifndef EASC_JSON_JSON_PATH_H
#define EASC_JSON_JSON_PATH_H

#include "base/bytes.h"

/* "$.rules[3].os": which value a message is about. */
typedef struct easc__json_path {
    char text[240]; /* ends with NUL */
} easc__json_path;

/* "$" */
easc__json_path easc__json_path_root(void);

/* `at`.name and `at`[index] */
easc__json_path easc__json_path_member(const char *at, easc__bytes name);
easc__json_path easc__json_path_item(const char *at, size_t index);

#endif
