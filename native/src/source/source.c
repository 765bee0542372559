/* source.c - finds the inputs; see easc__inputs_find in source.h. The streams are in stream.c. */
#include "source/source.h"

#include "archive/archive.h"
#include "base/arena.h"
#include "base/heap.h"
#include "base/symbols.h"
#include "base/text.h"
#include "os/os_file.h"
#include "source/input_list.h"
#include "source/pattern.h"

#include <stdlib.h>

enum { DEPTH_LIMIT = 128, HEAD_SIZE = 4 };

/* What a search has found, and the files and folders it has seen. */
typedef struct finder {
    easc__input_list *list;
    easc__arena arena;
    easc__symbols seen; /* identities; of what has none the absolute path */
    bool has_stdin;
    const easc__stop *stop;
    easc__error *err; /* for the two failures: no memory, cancelled */
} finder;

static easc_status memory_fail(finder *find, const char *path)
{
    return easc__fail(find->err, EASC_E_MEMORY, path, "not enough memory");
}

static easc_status ask_stop(finder *find)
{
    return easc__is_stop_wanted(find->stop)
               ? easc__fail(find->err, EASC_E_CANCELLED, NULL, "cancelled")
               : EASC_OK;
}

static easc_status add_problem(finder *find, easc_status status, const char *path,
                               const char *message)
{
    easc__error problem;
    (void)easc__fail(&problem, status, path, message);
    return easc__inputs_add_problem(find->list, &problem, find->err);
}

/* Sets `*is_new`, true at the first sight of these bytes. */
static easc_status see(finder *find, easc__bytes key, const char *path, bool *is_new)
{
    size_t before = find->seen.count;
    if (easc__symbols_add(&find->seen, key) == EASC__NO_INDEX) {
        return memory_fail(find, path);
    }
    *is_new = find->seen.count > before;
    return EASC_OK;
}

/* The key is the identity, or, of what has none (pipes of Windows, network shares), the absolute
   path. The NUL in front of the former keeps them apart. */
static easc_status see_path(finder *find, const easc__path_info *info, const char *path,
                            bool *is_new)
{
    if (easc__is_identity(&info->identity)) {
        char key[sizeof info->identity + 1] = {'\0'};
        memcpy(key + 1, &info->identity, sizeof info->identity);
        return see(find, easc__bytes_of(key, sizeof key), path, is_new);
    }
    char *absolute = easc__path_absolute(path);
    for (char *at = absolute; at && *at && easc__names_ignore_case(); at++) {
        *at = easc__lower(*at);
    }
    easc_status status =
        absolute ? see(find, easc__bytes_z(absolute), path, is_new) : memory_fail(find, path);
    easc__free(absolute);
    return status;
}

/* --- files --------------------------------------------------------------------------------------
 */

static bool ends_nocase(const char *name, easc__bytes end)
{
    easc__bytes text = easc__bytes_z(name);
    return text.n >= end.n && easc__equal_nocase(easc__from(text, text.n - end.n), end);
}

static bool is_log_name(const char *name)
{
    return ends_nocase(name, EASC__LIT(".log"));
}

/* What a file in a folder is by its name alone: thousands of files need not be opened twice. */
typedef enum file_form { FORM_OTHER, FORM_PLAIN, FORM_GZIP, FORM_ZIP } file_form;

static file_form form_of_name(const char *name)
{
    if (is_log_name(name)) {
        return FORM_PLAIN;
    }
    if (ends_nocase(name, EASC__LIT(".log.gz"))) {
        return FORM_GZIP;
    }
    return ends_nocase(name, EASC__LIT(".zip")) ? FORM_ZIP : FORM_OTHER;
}

static file_form form_of_head(easc__bytes head)
{
    if (easc__is_gzip_head(head)) {
        return FORM_GZIP;
    }
    return easc__is_zip_head(head) ? FORM_ZIP : FORM_PLAIN;
}

static easc_status add_archive(finder *find, const char *path, const easc__path_info *info)
{
    easc__zip_member *members = NULL;
    size_t count = 0;
    easc__error problem;
    if (easc__zip_list(path, &members, &count, &problem) != EASC_OK) {
        return easc__inputs_add_problem(find->list, &problem, find->err);
    }
    easc_status status = EASC_OK;
    for (size_t i = 0; i < count && status == EASC_OK; i++) {
        if (!members[i].is_folder && is_log_name(members[i].name)) {
            status = easc__inputs_add_member(find->list, path, info, &members[i], find->err);
        }
        status = status == EASC_OK ? ask_stop(find) : status;
    }
    easc__zip_members_free(members, count);
    return status;
}

static easc_status add_file(finder *find, const char *path, const easc__path_info *info,
                            file_form form)
{
    bool is_new = false;
    easc_status status = see_path(find, info, path, &is_new);
    if (status != EASC_OK || !is_new) {
        return status;
    }
    if (form == FORM_ZIP) {
        return add_archive(find, path, info);
    }
    easc__input_kind kind = form == FORM_GZIP ? EASC__INPUT_GZIP : EASC__INPUT_PLAIN;
    return easc__inputs_add_file(find->list, kind, path, info, find->err);
}

/* The first bytes of a named file say what it is. A pipe is asked when it is opened: it would lose
   them here. */
static easc_status add_named_file(finder *find, const char *path, const easc__path_info *info)
{
    char head[HEAD_SIZE];
    size_t count = 0;
    if (info->is_regular) {
        easc__file *file = NULL;
        easc__error problem;
        easc_status status = easc__file_open(path, &file, &problem);
        if (status == EASC_OK) {
            status = easc__file_read(file, head, sizeof head, &count, &problem);
        }
        easc__file_close(file);
        if (status != EASC_OK) {
            return easc__inputs_add_problem(find->list, &problem, find->err);
        }
    }
    return add_file(find, path, info, form_of_head(easc__bytes_of(head, count)));
}

/* --- folders ------------------------------------------------------------------------------------
 */

/* For what is not there or cannot be looked at: opening it gives the reason. */
static easc_status add_unreachable(finder *find, const char *path)
{
    easc__file *file = NULL;
    easc__error problem;
    if (easc__file_open(path, &file, &problem) != EASC_OK) {
        return easc__inputs_add_problem(find->list, &problem, find->err);
    }
    easc__file_close(file);
    return add_problem(find, EASC_E_ACCESS, path, "could not be looked at: try again");
}

static easc_status enter_folder(finder *find, const char *path, const easc__path_info *info,
                                int depth);

/* NOLINTBEGIN(misc-no-recursion): folders in folders, DEPTH_LIMIT deep */

/* One entry of a folder. Names of no interest are passed over, unless they hide a folder. */
static easc_status add_entry(finder *find, const char *path, int depth)
{
    file_form form = form_of_name(path);
    easc__path_info info;
    easc__path_look(path, &info);
    switch (info.kind) {
    case EASC__PATH_FOLDER:
        return enter_folder(find, path, &info, depth + 1);
    case EASC__PATH_FILE:
        if (form == FORM_OTHER) {
            return EASC_OK;
        }
        if (!info.is_regular) { /* opening a pipe might wait for ever */
            return add_problem(find, EASC_E_READ, path,
                               "is a pipe, a socket or a device: name it to read it");
        }
        return add_file(find, path, &info, form);
    case EASC__PATH_NONE: /* deleted meanwhile, or a link to nowhere */
        return form == FORM_OTHER ? EASC_OK : add_unreachable(find, path);
    case EASC__PATH_DENIED:
        return add_unreachable(find, path);
    }
    return EASC_OK;
}

static easc_status add_entries(finder *find, const char *path, char *const *names, size_t count,
                               int depth)
{
    easc_status status = EASC_OK;
    for (size_t i = 0; i < count && status == EASC_OK; i++) {
        char *entry = easc__path_below(path, names[i]);
        status = entry ? add_entry(find, entry, depth) : memory_fail(find, path);
        easc__free(entry);
        status = status == EASC_OK ? ask_stop(find) : status;
    }
    return status;
}

/* The folder that was named has depth 0. */
static easc_status enter_folder(finder *find, const char *path, const easc__path_info *info,
                                int depth)
{
    if (depth > DEPTH_LIMIT) {
        return add_problem(find, EASC_E_LIMIT, path, "lies more than 128 folders deep: name it");
    }
    bool is_new = false;
    easc_status status = see_path(find, info, path, &is_new);
    if (status != EASC_OK || !is_new) {
        return status;
    }
    char **names = NULL;
    size_t count = 0;
    easc__error problem;
    if (easc__folder_list(path, &names, &count, &problem) != EASC_OK) {
        return easc__inputs_add_problem(find->list, &problem, find->err);
    }
    status = add_entries(find, path, names, count, depth);
    easc__names_free(names, count);
    return status;
}

/* NOLINTEND(misc-no-recursion) */

/* --- what the user named ------------------------------------------------------------------------
 */

/* A path that exists, whatever it is; false in `*is_there` when it does not. */
static easc_status add_existing(finder *find, const char *path, bool *is_there)
{
    easc__path_info info;
    easc__path_look(path, &info);
    *is_there = info.kind != EASC__PATH_NONE;
    switch (info.kind) {
    case EASC__PATH_FOLDER:
        return enter_folder(find, path, &info, 0);
    case EASC__PATH_FILE:
        return add_named_file(find, path, &info);
    case EASC__PATH_DENIED:
        return add_unreachable(find, path);
    case EASC__PATH_NONE:
        break;
    }
    return EASC_OK;
}

/* --- patterns -----------------------------------------------------------------------------------
 */

/* A path whose first part with a * or a ? is looked for: "logs/" "*" "/W3SVC1/x.log". */
typedef struct cut_path {
    easc__bytes folder; /* "" is the current one */
    easc__bytes part;
    easc__bytes rest; /* begins with a separator, or is empty */
} cut_path;

/* What stands before `from` was found as it is, and is no pattern even where it looks like one. */
static cut_path cut(easc__bytes path, size_t from)
{
    size_t start = from;
    size_t end = from;
    for (;; start = end + 1) {
        for (end = start; end < path.n && !easc__is_separator(path.p[end]); end++) {
        }
        easc__bytes part = easc__first(easc__from(path, start), end - start);
        if (easc__is_pattern(part) || end == path.n) {
            return (cut_path){easc__first(path, start), part, easc__from(path, end)};
        }
    }
}

/* NOLINTBEGIN(misc-no-recursion): as deep as the path has parts */

static easc_status expand(finder *find, const char *path, size_t from, size_t *matched);

/* `name` in `folder`, with the rest behind it; NULL: no memory. `*from` is where the rest begins.
 */
static char *spell(const char *folder, const char *name, easc__bytes rest, size_t *from)
{
    char *named = easc__path_below(folder, name);
    if (!named) {
        return NULL;
    }
    easc__text text = easc__text_init(0);
    easc__text_add_z(&text, named);
    *from = text.n;
    easc__text_add(&text, rest);
    char *path = text.failed ? NULL : easc__copy_text(text.p, text.n);
    easc__text_done(&text);
    easc__free(named);
    return path;
}

/* One name that matches the part. What is behind it may be missing there, which is no match, and
   the name may be gone meanwhile. */
static easc_status follow(finder *find, const char *folder, const char *name, easc__bytes rest,
                          size_t *matched)
{
    size_t from = 0;
    char *path = spell(folder, name, rest, &from);
    if (!path) {
        return memory_fail(find, NULL);
    }
    easc_status status = EASC_OK;
    if (easc__is_pattern(rest)) {
        status = expand(find, path, from, matched);
    } else {
        bool is_there = false;
        status = add_existing(find, path, &is_there);
        *matched += is_there;
    }
    easc__free(path);
    return status;
}

/* The folder that a pattern without one means. */
static const char *named_folder(const char *folder)
{
    return folder[0] == '\0' ? "." : folder;
}

/* Whether a folder can be listed; one that cannot be looked at is tried, so that its problem is
   told. */
static bool may_be_folder(const char *path)
{
    easc__path_info info;
    easc__path_look(named_folder(path), &info);
    return info.kind == EASC__PATH_FOLDER || info.kind == EASC__PATH_DENIED;
}

static easc_status follow_names(finder *find, const cut_path *at, const char *folder,
                                size_t *matched)
{
    char **names = NULL;
    size_t count = 0;
    easc__error problem;
    if (easc__folder_list(named_folder(folder), &names, &count, &problem) != EASC_OK) {
        return easc__inputs_add_problem(find->list, &problem, find->err);
    }
    easc_status status = EASC_OK;
    for (size_t i = 0; i < count && status == EASC_OK; i++) {
        if (easc__pattern_matches(at->part, easc__bytes_z(names[i]), easc__names_ignore_case())) {
            status = follow(find, folder, names[i], at->rest, matched);
        }
        status = status == EASC_OK ? ask_stop(find) : status;
    }
    easc__names_free(names, count);
    return status;
}

/* Adds what is there and matches the path, whose patterns begin behind `from`. */
static easc_status expand(finder *find, const char *path, size_t from, size_t *matched)
{
    cut_path at = cut(easc__bytes_z(path), from);
    char *folder = easc__copy_text(at.folder.p, at.folder.n);
    if (!folder) {
        return memory_fail(find, path);
    }
    easc_status status = may_be_folder(folder) ? follow_names(find, &at, folder, matched) : EASC_OK;
    easc__free(folder);
    return status;
}

/* NOLINTEND(misc-no-recursion) */

static easc_status add_pattern(finder *find, const char *pattern, size_t from)
{
    size_t matched = 0;
    easc_status status = expand(find, pattern, from, &matched);
    if (status == EASC_OK && matched == 0) {
        status = add_problem(find, EASC_E_NOT_FOUND, pattern, "nothing matches");
    }
    return status;
}

static easc_status add_named(finder *find, const char *path)
{
    if (strcmp(path, "-") == 0) {
        bool is_again = find->has_stdin;
        find->has_stdin = true;
        return is_again
                   ? EASC_OK
                   : easc__inputs_add_file(find->list, EASC__INPUT_STDIN, path, NULL, find->err);
    }
    bool is_there = false;
    easc_status status = add_existing(find, path, &is_there);
    if (status != EASC_OK || is_there) {
        return status;
    }
    size_t from = easc__pattern_start(easc__bytes_z(path), easc__is_separator('\\'));
    return easc__is_pattern(easc__from(easc__bytes_z(path), from)) ? add_pattern(find, path, from)
                                                                   : add_unreachable(find, path);
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* What is reached by two paths keeps the first of them in the order of the alphabet. */
static easc_status add_all_named(finder *find, const char *const *paths, size_t count)
{
    const char **sorted = easc__alloc(count, sizeof *sorted);
    if (!sorted) {
        return memory_fail(find, NULL);
    }
    if (count > 0) {
        memcpy(sorted, paths, count * sizeof *sorted);
        qsort(sorted, count, sizeof *sorted, compare_paths);
    }
    easc_status status = EASC_OK;
    for (size_t i = 0; i < count && status == EASC_OK; i++) {
        status = add_named(find, sorted[i]);
        status = status == EASC_OK ? ask_stop(find) : status;
    }
    easc__free(sorted);
    return status;
}

easc_status easc__inputs_find(const char *const *paths, size_t count, const easc__stop *stop,
                              easc__input_list *out, easc__error *err)
{
    *out = (easc__input_list){NULL, 0, 0, NULL, 0, 0};
    finder find = {.list = out, .arena = easc__arena_init(0), .stop = stop, .err = err};
    find.seen = easc__symbols_init(&find.arena, easc__fixed_key);
    easc_status status = add_all_named(&find, paths, count);
    easc__symbols_done(&find.seen);
    easc__arena_done(&find.arena);
    if (status != EASC_OK) {
        easc__inputs_free(out);
        return status;
    }
    easc__inputs_sort(out);
    return EASC_OK;
}
