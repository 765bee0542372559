/* catalogue_load.c - finding a catalogue: a shipped one by its name, or a file. */
#include "catalogue/catalogue.h"

#include "base/heap.h"
#include "base/text.h"
#include "catalogue/rules.h"
#include "catalogue/shipped.h"
#include "os/os_file.h"
#include "json/json.h"

#include <stdio.h>

bool easc__catalogue_shipped(easc__bytes name, easc__bytes *text)
{
    for (size_t i = 0; i < easc__catalogue_files_count; i++) {
        const easc__embedded *file = &easc__catalogue_files[i];
        if (name.n == 0 || easc__equal(name, easc__bytes_z(file->name))) {
            *text = easc__embedded_text(file);
            return true;
        }
    }
    return false;
}

size_t easc__catalogue_shipped_count(void)
{
    return easc__catalogue_files_count;
}

const char *easc__catalogue_shipped_name(size_t number)
{
    return easc__catalogue_files[number].name;
}

void easc__catalogue_list_shipped(char *to, size_t size)
{
    size_t used = 0;
    to[0] = '\0';
    for (size_t i = 0; i < easc__catalogue_files_count && used < size; i++) {
        const char *comma = i > 0 ? ", " : "";
        int more = snprintf(to + used, size - used, "%s%s", comma, easc__catalogue_files[i].name);
        used += more > 0 ? (size_t)more : 0;
    }
}

/* "no such file" alone would not help who misspelt the name of a shipped catalogue. */
static easc_status not_found(const char *path, easc__error *err)
{
    char names[256];
    char message[400];
    easc__catalogue_list_shipped(names, sizeof names);
    (void)snprintf(message, sizeof message,
                   "no such file, and no shipped catalogue of that name; shipped: %s", names);
    return easc__fail(err, EASC_E_NOT_FOUND, path, message);
}

static easc_status read_all(easc__file *file, const char *path, easc__text *text, easc__error *err)
{
    char part[16384];
    for (;;) {
        size_t count = 0;
        easc_status status = easc__file_read(file, part, sizeof part, &count, err);
        if (status != EASC_OK || count == 0) {
            return status;
        }
        if (text->n + count > EASC__JSON_LIMIT_BYTES) {
            return easc__fail(err, EASC_E_LIMIT, path, "a catalogue may have 16 MiB at most");
        }
        easc__text_add(text, easc__bytes_of(part, count));
        if (text->failed) {
            return easc__fail(err, EASC_E_MEMORY, path, easc_status_text(EASC_E_MEMORY));
        }
    }
}

static easc_status read_file(const char *path, easc__text *text, easc__error *err)
{
    easc__file *file = NULL;
    easc_status status = easc__file_open(path, &file, err);
    if (status == EASC_E_NOT_FOUND) {
        return not_found(path, err);
    }
    if (status != EASC_OK) {
        return status;
    }
    status = read_all(file, path, text, err);
    easc__file_close(file);
    return status;
}

static easc_status read_catalogue(easc__bytes text, const char *file, easc__catalogue **out,
                                  easc__error *err)
{
    easc__catalogue *catalogue = easc__alloc_zero(1, sizeof *catalogue);
    if (!catalogue) {
        return easc__fail(err, EASC_E_MEMORY, file, easc_status_text(EASC_E_MEMORY));
    }
    catalogue->arena = easc__arena_init(0);
    easc_status status = easc__catalogue_read(text, file, catalogue, err);
    if (status != EASC_OK) {
        easc__catalogue_free(catalogue);
        return status;
    }
    *out = catalogue;
    return EASC_OK;
}

easc_status easc__catalogue_load(const char *name_or_path, easc__catalogue **out, easc__error *err)
{
    easc__bytes shipped = {NULL, 0};
    if (easc__catalogue_shipped(easc__bytes_z(name_or_path), &shipped)) {
        return read_catalogue(shipped, name_or_path, out, err);
    }
    easc__text text = easc__text_init(0);
    easc_status status = read_file(name_or_path, &text, err);
    if (status == EASC_OK) {
        status = read_catalogue(easc__text_view(&text), name_or_path, out, err);
    }
    easc__text_done(&text);
    return status;
}
