/* os_file.c - see os_file.h; the output is in os_output.c. */
#define _FILE_OFFSET_BITS 64
#define _POSIX_C_SOURCE 200809L

#include "os/os_file.h"

#include "base/heap.h"
#include "base/text.h"
#include "os/os_error.h"
#include "os/os_name.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

struct easc__file {
    int descriptor;
    bool is_owned;   /* not standard input */
    bool is_regular; /* else a read may give less than there will be */
    const easc__stop *stop;
    char *path; /* for messages */
};

/* One read takes no more: macOS refuses more than INT_MAX, Linux gives less anyway. */
enum { READ_LIMIT = 1 << 30, WAIT_MS = 100, FOLDER_TEXT_LIMIT = 1 << 20 };

void easc__path_look(const char *path, easc__path_info *out)
{
    struct stat found;
    *out = (easc__path_info){.kind = EASC__PATH_NONE};
    if (stat(path, &found) != 0) {
        bool is_missing = easc__system_says_missing((uint32_t)errno);
        out->kind = is_missing ? EASC__PATH_NONE : EASC__PATH_DENIED;
        return;
    }
    out->kind = S_ISDIR(found.st_mode) ? EASC__PATH_FOLDER : EASC__PATH_FILE;
    out->is_regular = S_ISREG(found.st_mode);
    out->size_bytes = out->is_regular ? (uint64_t)found.st_size : 0;
    out->identity = easc__identity_of((uint64_t)found.st_dev, (uint64_t)found.st_ino, 0);
}

static easc_status wrap_descriptor(int descriptor, const char *path, easc__file **out,
                                   easc__error *err)
{
    struct stat found;
    if (fstat(descriptor, &found) != 0) {
        return easc__system_fail(err, EASC_E_READ, path, (uint32_t)errno);
    }
    if (S_ISDIR(found.st_mode)) {
        return easc__folder_fail(err, EASC_E_READ, path);
    }
    easc__file *file = easc__alloc(1, sizeof *file);
    char *copy = easc__copy_text(path, strlen(path));
    if (!file || !copy) {
        easc__free(file);
        easc__free(copy);
        return easc__memory_fail(err, path);
    }
    *file = (easc__file){descriptor, true, S_ISREG(found.st_mode), NULL, copy};
    *out = file;
    return EASC_OK;
}

easc_status easc__file_open(const char *path, easc__file **out, easc__error *err)
{
    int descriptor;
    do { /* a named pipe without a writer would block here, where nobody can end the wait */
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    } while (descriptor < 0 && errno == EINTR);
    if (descriptor < 0) {
        return easc__system_fail(err, EASC_E_READ, path, (uint32_t)errno);
    }
    easc_status status = wrap_descriptor(descriptor, path, out, err);
    if (status != EASC_OK) {
        (void)close(descriptor);
    }
    return status;
}

easc_status easc__file_open_stdin(easc__file **out, easc__error *err)
{
    easc_status status = wrap_descriptor(STDIN_FILENO, "-", out, err);
    if (status == EASC_OK) {
        (*out)->is_owned = false;
    }
    return status;
}

void easc__file_set_stop(easc__file *file, const easc__stop *stop)
{
    file->stop = stop;
}

/* Until a pipe has something, or its writers are gone; a named one also waits for the first. False
   when the stop was wanted. */
static bool wait_for_bytes(const easc__file *file)
{
    struct pollfd waiting = {file->descriptor, POLLIN, 0};
    while (!file->is_regular && poll(&waiting, 1, WAIT_MS) == 0) {
        if (easc__is_stop_wanted(file->stop)) {
            return false;
        }
    }
    return true;
}

/* One read that is neither interrupted nor sent away: another reader of the pipe may have been
   faster. -1 with ECANCELED when the stop was wanted. */
static ssize_t read_once(const easc__file *file, void *to, size_t capacity)
{
    for (;;) {
        if (!wait_for_bytes(file)) {
            errno = ECANCELED;
            return -1;
        }
        ssize_t got = read(file->descriptor, to, capacity < READ_LIMIT ? capacity : READ_LIMIT);
        if (got >= 0 || (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK)) {
            return got;
        }
    }
}

easc_status easc__file_read(easc__file *file, void *to, size_t capacity, size_t *count,
                            easc__error *err)
{
    size_t used = 0;
    while (used < capacity) {
        ssize_t got = read_once(file, (char *)to + used, capacity - used);
        if (got < 0 && used == 0 && errno == ECANCELED) {
            return easc__fail(err, EASC_E_CANCELLED, file->path, "cancelled");
        }
        if (got < 0 && used == 0) {
            return easc__system_fail(err, EASC_E_READ, file->path, (uint32_t)errno);
        }
        if (got <= 0) {
            break; /* a fault behind good bytes comes again with the next call */
        }
        used += (size_t)got;
        if (!file->is_regular) {
            break;
        }
    }
    *count = used;
    return EASC_OK;
}

easc_status easc__file_read_at(easc__file *file, uint64_t offset, void *to, size_t capacity,
                               size_t *count, easc__error *err)
{
    if (lseek(file->descriptor, (off_t)offset, SEEK_SET) < 0) {
        return easc__fail(err, EASC_E_READ, file->path, "cannot be read from a position in it");
    }
    return easc__file_read(file, to, capacity, count, err);
}

uint64_t easc__file_size(easc__file *file)
{
    struct stat found;
    if (!file->is_regular || fstat(file->descriptor, &found) != 0) {
        return 0;
    }
    return (uint64_t)found.st_size;
}

void easc__file_close(easc__file *file)
{
    if (file) {
        if (file->is_owned) {
            (void)close(file->descriptor);
        }
        easc__free(file->path);
        easc__free(file);
    }
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static easc_status read_names(DIR *folder, const char *path, easc__name_list *list,
                              easc__error *err)
{
    for (;;) {
        errno = 0; /* the only way to tell the end from a fault */
        /* NOLINTNEXTLINE(concurrency-mt-unsafe): the folder is open for this call alone */
        const struct dirent *entry = readdir(folder);
        if (!entry) {
            return errno == 0 ? EASC_OK
                              : easc__system_fail(err, EASC_E_READ, path, (uint32_t)errno);
        }
        if (!is_dots(entry->d_name) &&
            !easc__name_list_add(list, easc__copy_text(entry->d_name, strlen(entry->d_name)))) {
            return easc__memory_fail(err, path);
        }
    }
}

easc_status easc__folder_list(const char *path, char ***names, size_t *count, easc__error *err)
{
    DIR *folder = opendir(path);
    if (!folder) {
        return easc__system_fail(err, EASC_E_READ, path, (uint32_t)errno);
    }
    easc__name_list list = {NULL, 0, 0};
    easc_status status = read_names(folder, path, &list, err);
    (void)closedir(folder);
    if (status != EASC_OK) {
        easc__names_free(list.names, list.count);
        return status;
    }
    easc__name_list_sort(&list);
    *names = list.names;
    *count = list.count;
    return EASC_OK;
}

/* Adds the parts of `path`, each behind a '/'; "." adds nothing, ".." takes the last one away. */
static void add_parts(easc__text *text, easc__bytes path)
{
    easc__bytes part;
    while (easc__next_piece(&path, '/', &part)) {
        if (easc__equal(part, EASC__LIT(".."))) {
            size_t behind = easc__behind_last(easc__text_view(text), '/');
            text->n = behind > 0 ? behind - 1 : 0;
        } else if (part.n > 0 && !easc__equal(part, EASC__LIT("."))) {
            easc__text_add_char(text, '/');
            easc__text_add(text, part);
        }
    }
}

/* Adds the current folder; nothing when it has been deleted, and then paths start at the root.
   False: no memory. */
static bool add_current_folder(easc__text *text)
{
    for (size_t size = 4096; size <= FOLDER_TEXT_LIMIT; size *= 2) {
        char *room = easc__alloc(size, 1);
        if (!room) {
            return false;
        }
        bool is_known = getcwd(room, size) != NULL;
        bool is_short = !is_known && errno == ERANGE;
        if (is_known) {
            add_parts(text, easc__bytes_z(room));
        }
        easc__free(room);
        if (!is_short) {
            break;
        }
    }
    return !text->failed;
}

char *easc__path_absolute(const char *path)
{
    easc__text text = easc__text_init(0);
    bool is_known = path[0] == '/' || add_current_folder(&text);
    add_parts(&text, easc__bytes_z(path));
    if (text.n == 0) {
        easc__text_add_char(&text, '/');
    }
    char *absolute = is_known && !text.failed ? easc__copy_text(text.p, text.n) : NULL;
    easc__text_done(&text);
    return absolute;
}

char *easc__path_below(const char *folder, const char *name)
{
    return easc__join_path(folder, name);
}

bool easc__is_separator(char c)
{
    return c == '/';
}

bool easc__names_ignore_case(void)
{
    return false;
}
