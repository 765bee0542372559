/* identity_map.h - which names are one person, as an administrator exported it: a CSV file with any
   of the columns SamAccountName, UserPrincipalName, PrimarySmtpAddress and Sid, and DisplayName and
   Department for showing (contract section 2). Read once, then immutable: any thread. */
#ifndef EASC_AGGREGATE_IDENTITY_MAP_H
#define EASC_AGGREGATE_IDENTITY_MAP_H

#include "base/bytes.h"
#include "base/status.h"

/* The lines of a file. */
typedef struct easc__identity_map easc__identity_map;

/* The names of a line, in the order of the columns above. */
enum { EASC__PERSON_NAMES = 4 };

/* One line. Views live as long as the map. */
typedef struct easc__person {
    easc__bytes names[EASC__PERSON_NAMES]; /* as written; each may be empty */
    easc__bytes display_name;
    easc__bytes department;
    easc__bytes key; /* the local part that stands for all names of the line; empty when each of
                        them stands on another line, too */
} easc__person;

/* Reads a CSV file as directory/csv_file.h says. Lines without a name are passed over.
   EASC_E_DATA: no line of titles, none of the four naming columns, an unclosed quote – with file
   and line; EASC_E_NOT_FOUND, EASC_E_ACCESS, EASC_E_READ, EASC_E_LIMIT (over 1 GiB),
   EASC_E_MEMORY. */
easc_status easc__identity_map_load(const char *path, easc__identity_map **out, easc__error *err);

/* The same from memory; `name` is for messages. */
easc_status easc__identity_map_parse(easc__bytes text, const char *name, easc__identity_map **out,
                                     easc__error *err);
void easc__identity_map_free(easc__identity_map *map); /* NULL does nothing */

/* Lines with a name. */
size_t easc__identity_map_count(const easc__identity_map *map);

/* Different local parts that stand on more than one line, and so name nobody. */
size_t easc__identity_map_doubles(const easc__identity_map *map);

/* Line `index`, below easc__identity_map_count. */
const easc__person *easc__identity_map_at(const easc__identity_map *map, size_t index);

/* The only line on which a name has this local part, without case; NULL when there is none, or
   several, and for a map that is NULL. Constant time. */
const easc__person *easc__identity_map_find(const easc__identity_map *map, easc__bytes local_part);

#endif
