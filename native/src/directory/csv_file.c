/* csv_file.c - see csv_file.h. */
#include "directory/csv_file.h"

#include "directory/admin_text.h"

enum { TEXT_LIMIT = 1 << 30 };

easc_status easc__csv_file_no_memory(const easc__csv_file *file)
{
    return easc__fail(file->err, EASC_E_MEMORY, file->name, "not enough memory");
}

static easc_status fail_at(const easc__csv_file *file, uint64_t line, const char *message)
{
    return easc__fail_at(file->err, EASC_E_DATA, file->name, line, 0, message);
}

/* --- the text --------------------------------------------------------------------------------- */

static const char too_large[] = "is larger than 1 GiB: export only the columns that are needed";

/* Behind the text: in front of the first record. */
static easc_status begin(easc__csv_file *file)
{
    size_t start;
    if (file->text.failed || !easc__admin_text_decode(&file->text, &start)) {
        return easc__csv_file_no_memory(file);
    }
    file->csv =
        easc__csv_init(file->text.n > 0 ? file->text.p + start : NULL, file->text.n - start);
    return EASC_OK;
}

static easc__csv_file empty_file(const char *name, easc__error *err)
{
    return (easc__csv_file){easc__text_init(0), easc__csv_init(NULL, 0), name, err};
}

easc_status easc__csv_file_open(const char *path, easc__csv_file *out, easc__error *err)
{
    *out = empty_file(path, err);
    easc_status status = easc__admin_text_load(path, TEXT_LIMIT, too_large, &out->text, err);
    return status == EASC_OK ? begin(out) : status;
}

easc_status easc__csv_file_open_text(easc__bytes text, const char *name, easc__csv_file *out,
                                     easc__error *err)
{
    *out = empty_file(name, err);
    if (text.n > TEXT_LIMIT) {
        return easc__fail(err, EASC_E_LIMIT, name, too_large);
    }
    easc__text_add(&out->text, text);
    return begin(out);
}

void easc__csv_file_close(easc__csv_file *file)
{
    easc__csv_done(&file->csv);
    easc__text_done(&file->text);
}

/* --- records ---------------------------------------------------------------------------------- */

easc_status easc__csv_file_next(easc__csv_file *file, easc__csv_record *out)
{
    easc_status status = easc__csv_next(&file->csv, out);
    if (status == EASC_E_DATA) {
        return fail_at(file, out->line, "a quote is opened here and never closed");
    }
    return status == EASC_E_MEMORY ? easc__csv_file_no_memory(file) : status;
}

/* The place of a title in a record, SIZE_MAX when it is not there. */
static size_t place_of(const easc__csv_record *head, easc__bytes title)
{
    for (size_t at = 0; at < head->count; at++) {
        if (easc__equal_nocase(easc__trim(head->fields[at]), title)) {
            return at;
        }
    }
    return SIZE_MAX;
}

easc_status easc__csv_file_find(easc__csv_file *file, const easc__csv_columns *columns,
                                size_t *places)
{
    easc__csv_record head;
    bool has_name = false;
    easc__csv_skip_preamble(&file->csv);
    easc__csv_choose_separator(&file->csv);
    easc_status status = easc__csv_file_next(file, &head);
    if (status == EASC_END) {
        return fail_at(file, file->csv.line, "holds no line with the names of the columns");
    }
    for (size_t c = 0; status == EASC_OK && c < columns->count; c++) {
        places[c] = place_of(&head, columns->titles[c]);
        has_name = has_name || (c < columns->naming && places[c] != SIZE_MAX);
    }
    return status != EASC_OK || has_name ? status : fail_at(file, head.line, columns->complaint);
}

easc__bytes easc__csv_value(const easc__csv_record *record, size_t place)
{
    return place < record->count ? easc__trim(record->fields[place]) : easc__bytes_of(NULL, 0);
}
