/* export_csv.c - objects out of Export-Csv: a record each, a column a property. */
#include "base/heap.h"
#include "directory/csv.h"
#include "policy/export.h"

/* What the steps share. */
typedef struct reader {
    easc__csv csv;
    easc__export *out;
    easc__error *err;
    easc__bytes *names; /* of the columns; they point into the text */
    size_t name_count;
} reader;

static easc_status no_memory(const reader *r)
{
    return easc__fail(r->err, EASC_E_MEMORY, r->out->name, "not enough memory");
}

static easc_status next_record(reader *r, easc__csv_record *record)
{
    easc_status status = easc__csv_next(&r->csv, record);
    if (status == EASC_E_DATA) {
        return easc__fail_at(r->err, status, r->out->name, record->line, 0,
                             "a quote is opened here and never closed");
    }
    return status == EASC_E_MEMORY ? no_memory(r) : status;
}

static easc_status read_head(reader *r)
{
    easc__csv_record head;
    easc__csv_skip_preamble(&r->csv);
    easc__csv_choose_separator(&r->csv);
    easc_status status = next_record(r, &head);
    if (status == EASC_END) {
        return easc__fail_at(r->err, EASC_E_DATA, r->out->name, r->csv.line, 0,
                             "holds no line with the names of the columns");
    }
    if (status != EASC_OK) {
        return status;
    }
    r->names = easc__alloc(head.count, sizeof *r->names);
    if (!r->names) {
        return no_memory(r);
    }
    r->name_count = head.count;
    for (size_t i = 0; i < head.count; i++) {
        r->names[i] = easc__trim(head.fields[i]);
    }
    return EASC_OK;
}

static bool is_blank(const easc__csv_record *record)
{
    return record->count == 1 && easc__trim(record->fields[0]).n == 0;
}

static easc_status read_object(reader *r, const easc__csv_record *record)
{
    if (record->count > r->name_count) {
        return easc__fail_at(r->err, EASC_E_DATA, r->out->name, record->line, 0,
                             "has more values than there are columns in the head");
    }
    easc_status status = easc__export_begin(r->out, record->line, r->err);
    for (size_t i = 0; i < record->count && status == EASC_OK; i++) {
        easc__property property = {
            .name = r->names[i], .text = record->fields[i], .line = record->line};
        status = easc__export_add(r->out, &property, r->err);
    }
    return status;
}

easc_status easc__export_read_csv(char *text, size_t n, easc__export *out, easc__error *err)
{
    reader r = {.csv = easc__csv_init(text, n), .out = out, .err = err};
    easc__csv_record record;
    easc_status status = read_head(&r);
    while (status == EASC_OK) {
        status = next_record(&r, &record);
        if (status == EASC_OK && !is_blank(&record)) {
            status = read_object(&r, &record);
        }
    }
    easc__csv_done(&r.csv);
    easc__free(r.names);
    return status == EASC_END ? EASC_OK : status;
}
