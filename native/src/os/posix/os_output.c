/* os_output.c - the output half of os_file.h. */
#define _FILE_OFFSET_BITS 64
#define _POSIX_C_SOURCE 200809L

#include "os/os_file.h"

#include "base/heap.h"
#include "base/text.h"
#include "os/os_error.h"
#include "os/os_name.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct easc__output {
    int descriptor; /* -1: closed */
    bool is_direct; /* the target is a device or a pipe: written straight, nothing to rename */
    bool is_pipe;   /* its reader may be still to come */
    bool is_there;  /* the temporary file exists */
    bool has_failed;
    const easc__stop *stop;
    mode_t mode;     /* of the old target; 0 when there is none */
    char *shown;     /* the target as the caller named it, for messages */
    char *target;    /* the same with links followed */
    char *temporary; /* where the bytes go; the target itself when is_direct */
};

enum {
    LINK_HOPS = 40, /* as the kernel does */
    LINK_SIZE = 4096,
    NAME_TRIES = 8,
    WRITE_LIMIT = 1 << 30,
    WAIT_MS = 100
};

/* The links of /dev and /proc (/dev/stdout, /dev/fd/3) lead to open files, not to names. */
static bool is_of_system(const char *path)
{
    easc__bytes text = easc__bytes_z(path);
    return easc__starts(text, EASC__LIT("/dev/")) || easc__starts(text, EASC__LIT("/proc/"));
}

/* `name` beside `path`: in the same folder. NULL: no memory. */
static char *beside(const char *path, easc__bytes name)
{
    easc__text text = easc__text_init(0);
    if (name.n == 0 || name.p[0] != '/') {
        easc__text_add(&text, easc__bytes_of(path, easc__path_last_part(path)));
    }
    easc__text_add(&text, name);
    char *joined = text.failed ? NULL : easc__copy_text(text.p, text.n);
    easc__text_done(&text);
    return joined;
}

/* What `path` stands for after all symbolic links of its last part, which may not exist yet; NULL:
   no memory. A circle has been refused before. */
static char *follow_links(const char *path, bool *is_direct)
{
    char *at = easc__copy_text(path, strlen(path));
    for (int hop = 0; at && hop < LINK_HOPS; hop++) {
        char link[LINK_SIZE];
        ssize_t len = readlink(at, link, sizeof link);
        if (len < 0) {
            break;
        }
        if (is_of_system(at)) {
            *is_direct = true;
            break;
        }
        char *next = beside(at, easc__bytes_of(link, (size_t)len));
        easc__free(at);
        at = next;
    }
    return at;
}

/* Fills shown, target, is_direct and is_pipe. */
static easc_status choose_target(easc__output *output, const char *path, easc__error *err)
{
    struct stat found;
    bool is_old = stat(path, &found) == 0;
    if (!is_old && errno != ENOENT) {
        return easc__system_fail(err, EASC_E_WRITE, path, (uint32_t)errno);
    }
    if ((is_old && S_ISDIR(found.st_mode)) || path[easc__path_last_part(path)] == '\0') {
        return easc__folder_fail(err, EASC_E_WRITE, path);
    }
    output->is_direct = is_old && !S_ISREG(found.st_mode);
    output->is_pipe = is_old && S_ISFIFO(found.st_mode);
    if (is_old && access(path, W_OK) != 0) { /* a rename would not ask */
        return easc__system_fail(err, EASC_E_WRITE, path, (uint32_t)errno);
    }
    output->mode = is_old && !output->is_direct ? found.st_mode & 07777 : 0;
    output->shown = easc__copy_text(path, strlen(path));
    output->target = output->is_direct ? easc__copy_text(path, strlen(path))
                                       : follow_links(path, &output->is_direct);
    return output->shown && output->target ? EASC_OK : easc__memory_fail(err, path);
}

/* Creates a file of a new name; EEXIST, however unlikely, is worth another try. */
static easc_status open_temporary(easc__output *output, easc__error *err)
{
    for (int i = 0; i < NAME_TRIES && output->descriptor < 0; i++) {
        easc__free(output->temporary);
        output->temporary = NULL;
        easc_status status =
            easc__temporary_path(output->target, output->shown, &output->temporary, err);
        if (status != EASC_OK) {
            return status;
        }
        output->descriptor = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (output->descriptor < 0 && errno != EEXIST && errno != EINTR) {
            break;
        }
    }
    output->is_there = output->descriptor >= 0;
    if (!output->is_there && errno == ENOENT) {
        return easc__fail(err, EASC_E_NOT_FOUND, output->shown,
                          "its folder does not exist: create it, or choose another name");
    }
    if (output->is_there && output->mode != 0 && fchmod(output->descriptor, output->mode) != 0) {
        return easc__system_fail(err, EASC_E_WRITE, output->shown, (uint32_t)errno);
    }
    return output->is_there ? EASC_OK
                            : easc__system_fail(err, EASC_E_WRITE, output->shown, (uint32_t)errno);
}

/* A pipe without a reader would block here, where nobody can end the wait. -1 with ECANCELED when
   the stop was wanted. */
static int open_with_reader(const easc__output *output)
{
    for (;;) {
        int descriptor =
            open(output->target, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
        bool is_alone = descriptor < 0 && errno == ENXIO && output->is_pipe;
        if (!is_alone && (descriptor >= 0 || errno != EINTR)) {
            return descriptor;
        }
        if (easc__is_stop_wanted(output->stop)) {
            errno = ECANCELED;
            return -1;
        }
        (void)poll(NULL, 0, WAIT_MS);
    }
}

static easc_status write_fail(const easc__output *output, easc__error *err)
{
    return errno == ECANCELED
               ? easc__fail(err, EASC_E_CANCELLED, output->shown, "cancelled")
               : easc__system_fail(err, EASC_E_WRITE, output->shown, (uint32_t)errno);
}

/* Appends, so that "--output /dev/stdout >> file" keeps what the file has. */
static easc_status open_direct(easc__output *output, easc__error *err)
{
    output->temporary = easc__copy_text(output->target, strlen(output->target));
    if (!output->temporary) {
        return easc__memory_fail(err, output->shown);
    }
    output->descriptor = open_with_reader(output);
    return output->descriptor >= 0 ? EASC_OK : write_fail(output, err);
}

easc_status easc__output_create(const char *path, const easc__stop *stop, easc__output **out,
                                easc__error *err)
{
    easc__output *output = easc__alloc_zero(1, sizeof *output);
    if (!output) {
        return easc__memory_fail(err, path);
    }
    output->descriptor = -1;
    output->stop = stop;
    easc_status status = choose_target(output, path, err);
    if (status == EASC_OK) {
        status = output->is_direct ? open_direct(output, err) : open_temporary(output, err);
    }
    if (status != EASC_OK) {
        easc__output_discard(output);
        return status;
    }
    *out = output;
    return EASC_OK;
}

bool easc__output_can_seek(const easc__output *output)
{
    return lseek(output->descriptor, 0, SEEK_CUR) >= 0;
}

const char *easc__output_temporary(const easc__output *output)
{
    return output->temporary;
}

/* A pipe whose reader has gone must not kill the host: SIGPIPE is blocked during the write, and
   taken away again when this write raised it. */
static ssize_t write_quietly(int descriptor, const void *from, size_t count)
{
    sigset_t only_pipe;
    sigset_t pending;
    sigset_t before;
    (void)sigemptyset(&only_pipe);
    (void)sigaddset(&only_pipe, SIGPIPE);
    (void)sigemptyset(&pending);
    (void)sigpending(&pending);
    (void)pthread_sigmask(SIG_BLOCK, &only_pipe, &before);
    ssize_t done = write(descriptor, from, count);
    int reason = errno;
    if (done < 0 && reason == EPIPE && sigismember(&pending, SIGPIPE) == 0) {
        struct timespec at_once = {0, 0};
        (void)sigtimedwait(&only_pipe, NULL, &at_once);
    }
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = reason;
    return done;
}

/* False when the stop was wanted. */
static bool wait_for_room(const easc__output *output)
{
    struct pollfd waiting = {output->descriptor, POLLOUT, 0};
    while (poll(&waiting, 1, WAIT_MS) == 0) {
        if (easc__is_stop_wanted(output->stop)) {
            return false;
        }
    }
    return true;
}

/* One write that is neither interrupted nor sent away. -1 with ECANCELED when the stop was wanted.
 */
static ssize_t write_once(const easc__output *output, const void *from, size_t count)
{
    count = count < WRITE_LIMIT ? count : WRITE_LIMIT;
    for (;;) {
        ssize_t done = output->is_direct ? write_quietly(output->descriptor, from, count)
                                         : write(output->descriptor, from, count);
        if (done >= 0 || (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK)) {
            return done;
        }
        if (errno != EINTR && !wait_for_room(output)) {
            errno = ECANCELED;
            return -1;
        }
    }
}

easc_status easc__output_write(easc__output *output, const void *from, size_t count,
                               easc__error *err)
{
    const char *at = from;
    while (count > 0) {
        ssize_t done = write_once(output, at, count);
        if (done < 0) {
            output->has_failed = true;
            return write_fail(output, err);
        }
        at += done;
        count -= (size_t)done;
    }
    return EASC_OK;
}

/* Everything on the disk before the name changes, or a crash could leave an empty file under it.
   Some file systems of user space do not know fsync. */
static bool flush(const easc__output *output)
{
    return output->is_direct || fsync(output->descriptor) == 0 || errno == EINVAL ||
           errno == ENOSYS;
}

/* A full network share may report it only now. */
static bool close_output(easc__output *output)
{
    int descriptor = output->descriptor;
    output->descriptor = -1;
    return descriptor < 0 || close(descriptor) == 0 || errno == EINTR;
}

/* Whether the target may be written was asked when the output was created. */
easc_status easc__output_prepare(easc__output *output, easc__error *err)
{
    if (output->has_failed) {
        return easc__fail(err, EASC_E_WRITE, output->shown, "an earlier write failed");
    }
    return flush(output) ? EASC_OK
                         : easc__system_fail(err, EASC_E_WRITE, output->shown, (uint32_t)errno);
}

easc_status easc__output_commit(easc__output *output, easc__error *err)
{
    easc_status status = EASC_OK;
    if (output->has_failed) {
        status = easc__fail(err, EASC_E_WRITE, output->shown, "an earlier write failed");
    } else if (!flush(output) || !close_output(output) ||
               (output->is_there && rename(output->temporary, output->target) != 0)) {
        status = easc__system_fail(err, EASC_E_WRITE, output->shown, (uint32_t)errno);
    } else {
        output->is_there = false;
    }
    easc__output_discard(output);
    return status;
}

void easc__output_discard(easc__output *output)
{
    if (output) {
        (void)close_output(output);
        if (output->is_there) {
            (void)unlink(output->temporary);
        }
        easc__free(output->shown);
        easc__free(output->target);
        easc__free(output->temporary);
        easc__free(output);
    }
}
