/* api_export.c - the six files of Export-ActiveSyncLog of easc.h. */
#include "api/api_result.h"
#include "base/heap.h"
#include "base/text.h"
#include "os/os_file.h"
#include "render/render_cmdlet.h"

#include <stdatomic.h>

struct easc_export {
    char *paths[EASC__FILE_COUNT];
    uint32_t flags;
    atomic_bool is_cancelled; /* no lock: a signal handler may set it */
};

/* --- where ----------------------------------------------------------------------------------- */

static bool is_prefix(easc__bytes prefix)
{
    for (size_t i = 0; i < prefix.n; i++) {
        char c = prefix.p[i];
        if ((unsigned char)c < 0x20 || c == '/' || c == '\\' || c == ':') {
            return false;
        }
    }
    return true;
}

static char *path_of(const char *folder, easc__bytes prefix, easc__cmdlet_file file)
{
    easc__text name = easc__text_init(0);
    easc__text_add(&name, prefix);
    easc__text_add(&name, easc__cmdlet_file_name(file));
    easc__text_add_char(&name, '\0');
    char *path = name.failed ? NULL : easc__path_below(folder, name.p);
    easc__text_done(&name);
    return path;
}

static easc_status make_paths(easc_export *files, const char *folder, easc__bytes prefix,
                              easc__error *err)
{
    easc__path_info info;
    easc__path_look(folder, &info);
    if (info.kind != EASC__PATH_FOLDER) {
        return easc__fail(err, EASC_E_NOT_FOUND, folder, "is no folder that is there: create it");
    }
    for (int i = 0; i < EASC__FILE_COUNT; i++) {
        files->paths[i] = path_of(folder, prefix, (easc__cmdlet_file)i);
        if (!files->paths[i]) {
            return easc__fail(err, EASC_E_MEMORY, NULL, "not enough memory");
        }
    }
    return EASC_OK;
}

/* Without leave to replace them, none of the files may be there. */
static easc_status look_at_targets(const easc_export *files, easc__error *err)
{
    for (int i = 0; i < EASC__FILE_COUNT && !(files->flags & EASC_EXPORT_FORCE); i++) {
        easc__path_info info;
        easc__path_look(files->paths[i], &info);
        if (info.kind != EASC__PATH_NONE) {
            return easc__fail(err, EASC_E_ACCESS, files->paths[i],
                              "is there already: --force replaces it");
        }
    }
    return EASC_OK;
}

easc_status easc_export_new(const char *folder, size_t folder_length, const char *prefix,
                            size_t prefix_length, uint32_t flags, easc_export **out,
                            easc_error *error)
{
    easc_status status = EASC_OK;
    bool is_good = out && (prefix || prefix_length == 0) &&
                   (flags & ~(uint32_t)(EASC_EXPORT_FORCE | EASC_EXPORT_SAFE)) == 0;
    if (!is_good) {
        return easc__refuse(error, EASC_E_ARGUMENT, "out is needed, and flags that are known");
    }
    if (!is_prefix(easc__bytes_of(prefix, prefix_length))) {
        return easc__refuse(error, EASC_E_ARGUMENT,
                            "the prefix stands in front of names of files: it can have none of "
                            "/ \\ : in it, and no control characters");
    }
    char *path = easc__path_text(folder, folder_length, error, &status);
    if (!path) {
        return status;
    }
    easc_export *files = easc__alloc_zero(1, sizeof *files);
    easc__error inner = {0};
    if (files) {
        files->flags = flags;
        atomic_init(&files->is_cancelled, false);
        status = make_paths(files, path, easc__bytes_of(prefix, prefix_length), &inner);
    } else {
        status = easc__fail(&inner, EASC_E_MEMORY, NULL, "not enough memory");
    }
    status = status == EASC_OK ? look_at_targets(files, &inner) : status;
    easc__free(path);
    if (status != EASC_OK) {
        easc_export_free(files);
        (void)easc__give_error(&inner, error);
        return status;
    }
    *out = files;
    return EASC_OK;
}

void easc_export_cancel(easc_export *files)
{
    if (files) {
        atomic_store(&files->is_cancelled, true);
    }
}

void easc_export_free(easc_export *files)
{
    for (int i = 0; files && i < EASC__FILE_COUNT; i++) {
        easc__free(files->paths[i]);
    }
    easc__free(files);
}

/* --- writing --------------------------------------------------------------------------------- */

static bool is_cancelled(void *owner)
{
    const easc_export *files = owner;
    return atomic_load(&files->is_cancelled);
}

enum { PIECE_BYTES = 65536 };

/* Writes one file; does not end the output. */
static easc_status write_file(easc_export *files, const easc__cmdlet *tables,
                              easc__cmdlet_file file, easc__cmdlet_style *style,
                              easc__output *output, easc__error *err)
{
    easc__text text = easc__text_init(0);
    easc_status status = EASC_OK;
    bool goes_on = true;
    for (size_t step = 0; goes_on && status == EASC_OK; step++) {
        goes_on = easc__cmdlet_write(tables, file, style, step, &text);
        if (is_cancelled(files)) {
            status = easc__fail(err, EASC_E_CANCELLED, NULL, "cancelled");
        } else if (text.failed) {
            status = easc__fail(err, EASC_E_MEMORY, NULL, "not enough memory");
        } else if (text.n > 0 && (text.n >= PIECE_BYTES || !goes_on)) {
            status = easc__output_write(output, text.p, text.n, err);
            easc__text_clear(&text);
        }
    }
    easc__text_done(&text);
    return status;
}

/* The files beside their places, all of them written and on the disk. */
static easc_status write_all(easc_export *files, const easc__answer *answer,
                             easc__cmdlet_style *style, easc__output **outputs, easc__error *err)
{
    const easc__stop stop = {is_cancelled, files};
    easc_status status = look_at_targets(files, err);
    for (int i = 0; i < EASC__FILE_COUNT && status == EASC_OK; i++) {
        status = easc__refuse_inputs(answer, NULL, files->paths[i], err);
        if (status == EASC_OK) {
            status = easc__output_create(files->paths[i], &stop, &outputs[i], err);
        }
        if (status == EASC_OK) {
            status =
                write_file(files, answer->cmdlet, (easc__cmdlet_file)i, style, outputs[i], err);
        }
    }
    for (int i = 0; i < EASC__FILE_COUNT && status == EASC_OK; i++) {
        status = easc__output_prepare(outputs[i], err);
    }
    return status;
}

static easc_status commit_all(easc__output **outputs, easc__error *err)
{
    easc_status status = EASC_OK;
    for (int i = 0; i < EASC__FILE_COUNT && status == EASC_OK; i++) {
        easc__output *output = outputs[i];
        outputs[i] = NULL;
        status = easc__output_commit(output, err);
    }
    return status;
}

static void fill(const easc__cmdlet *tables, const easc__cmdlet_style *style, easc_exported *out)
{
    easc_exported filled = {sizeof filled, 0, style->formula_cells,
                            tables->shown[EASC__CMDLET_USERS]};
    for (int i = 0; i < EASC__FILE_COUNT; i++) {
        bool is_cut = easc__cmdlet_file_is_cut(tables, (easc__cmdlet_file)i);
        filled.cut_files |= (uint32_t)is_cut << i;
    }
    (void)easc__give_struct(out, &filled, sizeof filled);
}

easc_status easc_export_save(easc_export *files, const easc_result *result, easc_exported *out,
                             easc_error *error)
{
    if (!files || !result || (out && out->size < sizeof out->size)) {
        return easc__refuse(error, EASC_E_ARGUMENT,
                            "files and result must not be NULL, exported.size must be set");
    }
    const easc__answer *answer = result->shared->answer;
    if (!answer->cmdlet) {
        return easc__refuse(error, EASC_E_STATE,
                            "the scan was not told to count for these files: set its option "
                            "export-activesynclog");
    }
    easc__output *outputs[EASC__FILE_COUNT] = {NULL};
    easc__cmdlet_style style = {(files->flags & EASC_EXPORT_SAFE) != 0, 0};
    easc__error inner = {0};
    easc_status status = write_all(files, answer, &style, outputs, &inner);
    status = status == EASC_OK ? commit_all(outputs, &inner) : status;
    for (int i = 0; i < EASC__FILE_COUNT; i++) {
        easc__output_discard(outputs[i]);
    }
    if (status != EASC_OK) {
        (void)easc__give_error(&inner, error);
    } else if (out) {
        fill(answer->cmdlet, &style, out);
    }
    return status;
}
