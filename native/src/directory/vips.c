/* vips.c - see vips.h. */
#include "directory/vips.h"

#include "base/arena.h"
#include "base/heap.h"
#include "directory/csv_file.h"
#include "directory/name_index.h"

/* One of them. */
typedef struct person {
    easc__bytes name;
    bool is_found;
} person;

struct easc__vips {
    easc__arena arena; /* the names */
    person *people;
    size_t count;
    size_t capacity;
    easc__name_index index;
};

/* The columns that name a person; the first two are addresses. */
static const easc__bytes titles[] = {EASC__NAME("PrimarySmtpAddress"),
                                     EASC__NAME("UserPrincipalName"),
                                     EASC__NAME("SamAccountName"),
                                     EASC__NAME("LinkedMasterAccount"),
                                     EASC__NAME("Alias"),
                                     EASC__NAME("Name")};

enum { TITLE_COUNT = sizeof titles / sizeof titles[0], ADDRESS_COUNT = 2 };

static const easc__csv_columns columns = {titles, TITLE_COUNT, TITLE_COUNT,
                                          "has none of the columns that name a person"};

/* --- people ----------------------------------------------------------------------------------- */

/* Gives the newest person one more name. */
static bool add_name(easc__vips *vips, easc__bytes name)
{
    return easc__name_index_add(&vips->index, 0, name, (uint32_t)(vips->count - 1), false);
}

static bool add_person(easc__vips *vips, easc__bytes name)
{
    person *people = easc__grow(vips->people, vips->count, &vips->capacity, sizeof *people);
    if (!people || vips->count >= UINT32_MAX) {
        return false;
    }
    vips->people = people;
    people[vips->count] = (person){easc__arena_copy(&vips->arena, name), false};
    return people[vips->count++].name.p && add_name(vips, name);
}

/* --- a table ---------------------------------------------------------------------------------- */

static bool add_row(easc__vips *vips, const easc__csv_record *record, const size_t *places)
{
    bool is_begun = false;
    for (size_t c = 0; c < TITLE_COUNT; c++) {
        easc__bytes name = easc__csv_value(record, places[c]);
        if (name.n == 0) {
            continue;
        }
        if (!(is_begun ? add_name(vips, name) : add_person(vips, name))) {
            return false;
        }
        is_begun = true;
        if (c < ADDRESS_COUNT && !add_name(vips, easc__first(name, easc__find(name, '@')))) {
            return false;
        }
    }
    return true;
}

static easc_status read_table(easc__csv_file *file, easc__vips *vips)
{
    size_t places[TITLE_COUNT];
    easc__csv_record record;
    easc_status status = easc__csv_file_find(file, &columns, places);
    while (status == EASC_OK) {
        status = easc__csv_file_next(file, &record);
        if (status == EASC_OK && !add_row(vips, &record, places)) {
            status = easc__csv_file_no_memory(file);
        }
    }
    return status == EASC_END ? EASC_OK : status;
}

/* --- lines ------------------------------------------------------------------------------------ */

/* A line without its CR, blanks around it, and quotes around all of it. */
static easc__bytes bare(easc__bytes line)
{
    if (line.n > 0 && line.p[line.n - 1] == '\r') {
        line.n--;
    }
    line = easc__trim(line);
    if (line.n >= 2 && line.p[0] == '"' && line.p[line.n - 1] == '"') {
        line = easc__bytes_of(line.p + 1, line.n - 2);
    }
    return line;
}

static bool is_title(easc__bytes word)
{
    for (size_t c = 0; c < TITLE_COUNT; c++) {
        if (easc__equal_nocase(bare(word), titles[c])) {
            return true;
        }
    }
    return false;
}

/* Whether the first line that is no preamble has the title of a column. */
static bool is_table(const easc__csv_file *file)
{
    easc__csv csv = file->csv;
    easc__csv_skip_preamble(&csv);
    easc__csv_choose_separator(&csv);
    easc__bytes rest = easc__bytes_of(csv.text + csv.at, csv.n - csv.at);
    easc__bytes word;
    rest = easc__first(rest, easc__find(rest, '\n'));
    while (easc__next_piece(&rest, csv.separator, &word)) {
        if (is_title(word)) {
            return true;
        }
    }
    return false;
}

static easc_status read_lines(const easc__csv_file *file, easc__vips *vips)
{
    easc__bytes rest = easc__bytes_of(file->csv.text, file->csv.n);
    easc__bytes line;
    while (easc__next_piece(&rest, '\n', &line)) {
        easc__bytes name = bare(line);
        if (name.n > 0 && !add_person(vips, name)) {
            return easc__csv_file_no_memory(file);
        }
    }
    return EASC_OK;
}

/* --- the file --------------------------------------------------------------------------------- */

static easc_status read_people(easc__csv_file *file, easc__vips *vips)
{
    easc_status status =
        file->csv.n > 0 && is_table(file) ? read_table(file, vips) : read_lines(file, vips);
    if (status == EASC_OK && vips->count == 0) {
        return easc__fail_at(file->err, EASC_E_DATA, file->name, 1, 0,
                             "names nobody: expected one name a line, or a CSV file with a column "
                             "such as SamAccountName or PrimarySmtpAddress");
    }
    if (status == EASC_OK && !easc__name_index_seal(&vips->index)) {
        return easc__csv_file_no_memory(file);
    }
    return status;
}

/* Reads an open file. */
static easc_status read_open(easc__csv_file *file, easc__vips **out)
{
    easc__vips *vips = easc__alloc_zero(1, sizeof *vips);
    if (!vips) {
        return easc__csv_file_no_memory(file);
    }
    vips->arena = easc__arena_init(0);
    vips->index = easc__name_index_init(&vips->arena);
    easc_status status = read_people(file, vips);
    if (status != EASC_OK) {
        easc__vips_free(vips);
        return status;
    }
    *out = vips;
    return EASC_OK;
}

easc_status easc__vips_load(const char *path, easc__vips **out, easc__error *err)
{
    easc__csv_file file;
    easc_status status = easc__csv_file_open(path, &file, err);
    status = status == EASC_OK ? read_open(&file, out) : status;
    easc__csv_file_close(&file);
    return status;
}

easc_status easc__vips_parse(easc__bytes text, const char *name, easc__vips **out, easc__error *err)
{
    easc__csv_file file;
    easc_status status = easc__csv_file_open_text(text, name, &file, err);
    status = status == EASC_OK ? read_open(&file, out) : status;
    easc__csv_file_close(&file);
    return status;
}

void easc__vips_free(easc__vips *vips)
{
    if (vips) {
        easc__name_index_done(&vips->index);
        easc__free(vips->people);
        easc__arena_done(&vips->arena);
        easc__free(vips);
    }
}

/* --- asking ----------------------------------------------------------------------------------- */

size_t easc__vips_count(const easc__vips *vips)
{
    return vips->count;
}

easc__bytes easc__vips_name(const easc__vips *vips, size_t row)
{
    return vips->people[row].name;
}

bool easc__vips_find(easc__vips *vips, easc__bytes name)
{
    const easc__name_group *group = easc__name_index_find(&vips->index, 0, name);
    for (size_t i = 0; group && i < group->count; i++) {
        vips->people[easc__name_index_rows(&vips->index, group)[i]].is_found = true;
    }
    return group != NULL;
}

bool easc__vips_is_found(const easc__vips *vips, size_t row)
{
    return vips->people[row].is_found;
}
