/* identity_map.c - see identity_map.h. */
#include "aggregate/identity_map.h"

#include "base/arena.h"
#include "base/heap.h"
#include "directory/csv_file.h"
#include "directory/name_index.h"
#include "request/account.h"

/* The columns that are read; the first four name a person. */
typedef enum column {
    COLUMN_SAM,
    COLUMN_UPN,
    COLUMN_SMTP,
    COLUMN_SID,
    COLUMN_DISPLAY_NAME,
    COLUMN_DEPARTMENT,
    COLUMN_COUNT
} column;

_Static_assert(COLUMN_SID + 1 == (int)EASC__PERSON_NAMES, "all naming columns are names");

static const easc__bytes titles[COLUMN_COUNT] = {
    [COLUMN_SAM] = EASC__NAME("SamAccountName"),
    [COLUMN_UPN] = EASC__NAME("UserPrincipalName"),
    [COLUMN_SMTP] = EASC__NAME("PrimarySmtpAddress"),
    [COLUMN_SID] = EASC__NAME("Sid"),
    [COLUMN_DISPLAY_NAME] = EASC__NAME("DisplayName"),
    [COLUMN_DEPARTMENT] = EASC__NAME("Department"),
};

static const easc__csv_columns columns = {
    titles, COLUMN_COUNT, EASC__PERSON_NAMES,
    "has none of the columns SamAccountName, UserPrincipalName, PrimarySmtpAddress, Sid: no name "
    "could be folded by it"};

struct easc__identity_map {
    easc__arena arena; /* the texts */
    easc__person *persons;
    size_t count;
    size_t capacity;
    easc__name_index index; /* from local parts to lines */
    size_t doubles;
};

/* --- reading ---------------------------------------------------------------------------------- */

/* What the parts of the reading share. */
typedef struct reader {
    easc__csv_file file;
    size_t places[COLUMN_COUNT]; /* in a record */
    easc__identity_map *out;
} reader;

/* Whether an earlier column of the line has the same local part. */
static bool is_repeated(const easc__person *person, size_t name)
{
    easc__bytes local_part = easc__local_part(person->names[name]);
    for (size_t i = 0; i < name; i++) {
        if (easc__equal_nocase(easc__local_part(person->names[i]), local_part)) {
            return true;
        }
    }
    return false;
}

static bool index_names(easc__identity_map *map, size_t line)
{
    const easc__person *person = &map->persons[line];
    for (size_t i = 0; i < EASC__PERSON_NAMES; i++) {
        easc__bytes local_part = easc__local_part(person->names[i]);
        if (!is_repeated(person, i) &&
            !easc__name_index_add(&map->index, 0, local_part, (uint32_t)line, false)) {
            return false;
        }
    }
    return true;
}

/* The texts of a record, copied; false when there is no memory. */
static bool copy_texts(reader *r, const easc__csv_record *record, easc__person *out)
{
    easc__bytes *const texts[COLUMN_COUNT] = {&out->names[0], &out->names[1],     &out->names[2],
                                              &out->names[3], &out->display_name, &out->department};
    for (size_t c = 0; c < COLUMN_COUNT; c++) {
        easc__bytes text = easc__csv_value(record, r->places[c]);
        *texts[c] = easc__arena_copy(&r->out->arena, text);
        if (texts[c]->n != text.n) {
            return false;
        }
    }
    return true;
}

static bool has_name(const reader *r, const easc__csv_record *record)
{
    for (size_t c = 0; c < EASC__PERSON_NAMES; c++) {
        if (easc__local_part(easc__csv_value(record, r->places[c])).n > 0) {
            return true;
        }
    }
    return false;
}

/* False when there is no memory. */
static bool add_person(reader *r, const easc__csv_record *record)
{
    easc__identity_map *map = r->out;
    if (!has_name(r, record)) {
        return true;
    }
    easc__person *persons = easc__grow(map->persons, map->count, &map->capacity, sizeof *persons);
    if (!persons) {
        return false;
    }
    map->persons = persons;
    persons[map->count] = (easc__person){.key = {NULL, 0}};
    return copy_texts(r, record, &persons[map->count]) && index_names(map, map->count++);
}

/* When all lines are there: which name stands for each. */
static void choose_keys(easc__identity_map *map)
{
    for (size_t i = 0; i < map->count; i++) {
        easc__person *person = &map->persons[i];
        for (size_t n = 0; n < EASC__PERSON_NAMES && person->key.n == 0; n++) {
            easc__bytes local_part = easc__local_part(person->names[n]);
            person->key = easc__identity_map_find(map, local_part) ? local_part : person->key;
        }
    }
    for (size_t i = 0; i < map->index.group_count; i++) {
        map->doubles += map->index.groups[i].count > 1;
    }
}

static easc_status read_table(reader *r)
{
    easc__csv_record record;
    easc_status status = easc__csv_file_find(&r->file, &columns, r->places);
    while (status == EASC_OK) {
        status = easc__csv_file_next(&r->file, &record);
        if (status == EASC_OK && !add_person(r, &record)) {
            status = easc__csv_file_no_memory(&r->file);
        }
    }
    if (status != EASC_END) {
        return status;
    }
    if (!easc__name_index_seal(&r->out->index)) {
        return easc__csv_file_no_memory(&r->file);
    }
    choose_keys(r->out);
    return EASC_OK;
}

static easc__identity_map *new_map(void)
{
    easc__identity_map *map = easc__alloc_zero(1, sizeof *map);
    if (map) {
        map->arena = easc__arena_init(0);
        map->index = easc__name_index_init(&map->arena);
    }
    return map;
}

/* Reads a file that was opened with that status, and closes it. */
static easc_status read_file(reader *r, easc_status status, easc__identity_map **out)
{
    r->out = status == EASC_OK ? new_map() : NULL;
    if (status == EASC_OK) {
        status = r->out ? read_table(r) : easc__csv_file_no_memory(&r->file);
    }
    easc__csv_file_close(&r->file);
    if (status != EASC_OK) {
        easc__identity_map_free(r->out);
        return status;
    }
    *out = r->out;
    return EASC_OK;
}

easc_status easc__identity_map_load(const char *path, easc__identity_map **out, easc__error *err)
{
    reader r;
    return read_file(&r, easc__csv_file_open(path, &r.file, err), out);
}

easc_status easc__identity_map_parse(easc__bytes text, const char *name, easc__identity_map **out,
                                     easc__error *err)
{
    reader r;
    return read_file(&r, easc__csv_file_open_text(text, name, &r.file, err), out);
}

void easc__identity_map_free(easc__identity_map *map)
{
    if (map) {
        easc__name_index_done(&map->index);
        easc__free(map->persons);
        easc__arena_done(&map->arena);
        easc__free(map);
    }
}

/* --- asking ----------------------------------------------------------------------------------- */

size_t easc__identity_map_count(const easc__identity_map *map)
{
    return map->count;
}

size_t easc__identity_map_doubles(const easc__identity_map *map)
{
    return map->doubles;
}

const easc__person *easc__identity_map_at(const easc__identity_map *map, size_t index)
{
    return &map->persons[index];
}

const easc__person *easc__identity_map_find(const easc__identity_map *map, easc__bytes local_part)
{
    const easc__name_group *group = map ? easc__name_index_find(&map->index, 0, local_part) : NULL;
    return group && group->count == 1 ? &map->persons[easc__name_index_rows(&map->index, group)[0]]
                                      : NULL;
}
