/* faults.c - see faults.h. */
#define _GNU_SOURCE

#include "faults.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_size_t seen[FAULT_KINDS];
static atomic_size_t failing[FAULT_KINDS]; /* from 1 on; 0: none */

void faults_set(fault_kind kind, size_t number)
{
    for (int i = 0; i < FAULT_KINDS; i++) {
        atomic_store(&failing[i], 0);
        atomic_store(&seen[i], 0);
    }
    atomic_store(&failing[kind], number == SIZE_MAX ? 0 : number + 1);
}

size_t faults_seen(fault_kind kind)
{
    return atomic_load(&seen[kind]);
}

static bool has_to_fail(fault_kind kind, int code)
{
    if (atomic_fetch_add(&seen[kind], 1) + 1 != atomic_load(&failing[kind])) {
        return false;
    }
    errno = code;
    return true;
}

/* A call that gives `failed` when it fails. */
#define WRAP(kind, code, failed, type, name, parameters, arguments)                                \
    type __real_##name parameters;                                                                 \
    type __wrap_##name parameters;                                                                 \
    type __wrap_##name parameters                                                                  \
    {                                                                                              \
        return has_to_fail(kind, code) ? (failed) : __real_##name arguments;                       \
    }

WRAP(FAULT_MEMORY, ENOMEM, NULL, void *, malloc, (size_t size), (size))
WRAP(FAULT_MEMORY, ENOMEM, NULL, void *, calloc, (size_t count, size_t size), (count, size))
WRAP(FAULT_MEMORY, ENOMEM, NULL, void *, realloc, (void *block, size_t size), (block, size))
WRAP(FAULT_LOOK, EACCES, -1, int, stat, (const char *path, struct stat *out), (path, out))
WRAP(FAULT_LOOK, EIO, -1, int, fstat, (int file, struct stat *out), (file, out))
WRAP(FAULT_LOOK, EACCES, -1, int, stat64, (const char *path, struct stat64 *out), (path, out))
WRAP(FAULT_LOOK, EIO, -1, int, fstat64, (int file, struct stat64 *out), (file, out))
WRAP(FAULT_LOOK, EACCES, NULL, DIR *, opendir, (const char *path), (path))
WRAP(FAULT_LOOK, EIO, NULL, struct dirent *, readdir, (DIR * folder), (folder))
WRAP(FAULT_LOOK, EIO, NULL, struct dirent64 *, readdir64, (DIR * folder), (folder))
WRAP(FAULT_LOOK, EIO, -1, off_t, lseek, (int file, off_t at, int from), (file, at, from))
WRAP(FAULT_LOOK, EIO, -1, off_t, lseek64, (int file, off_t at, int from), (file, at, from))
WRAP(FAULT_OPEN, EMFILE, NULL, FILE *, fopen, (const char *path, const char *mode), (path, mode))
WRAP(FAULT_OPEN, EMFILE, NULL, FILE *, fopen64, (const char *path, const char *mode), (path, mode))
WRAP(FAULT_OPEN, EMFILE, -1, int, mkstemp, (char *pattern), (pattern))
WRAP(FAULT_OPEN, EMFILE, -1, int, mkstemp64, (char *pattern), (pattern))
WRAP(FAULT_READ, EIO, -1, ssize_t, read, (int file, void *to, size_t n), (file, to, n))
WRAP(FAULT_WRITE, ENOSPC, -1, ssize_t, write, (int file, const void *from, size_t n),
     (file, from, n))
WRAP(FAULT_WRITE, ENOSPC, 0, size_t, fwrite, (const void *from, size_t size, size_t n, FILE *file),
     (from, size, n, file))
WRAP(FAULT_WRITE, ENOSPC, EOF, int, fflush, (FILE * file), (file))
WRAP(FAULT_WRITE, EIO, -1, int, fsync, (int file), (file))
WRAP(FAULT_WRITE, EACCES, -1, int, rename, (const char *from, const char *to), (from, to))
WRAP(FAULT_RANDOM, ENOSYS, -1, ssize_t, getrandom, (void *to, size_t n, unsigned int how),
     (to, n, how))
WRAP(FAULT_THREAD, EAGAIN, EAGAIN, int, pthread_create,
     (pthread_t * thread, const pthread_attr_t *how, void *(*run)(void *), void *argument),
     (thread, how, run, argument))

/* A file that fails to be closed is closed all the same. */
int __real_fclose(FILE *file); /* NOLINT(bugprone-reserved-identifier): the linker's name */
int __wrap_fclose(FILE *file); /* NOLINT(bugprone-reserved-identifier): the linker's name */
int __wrap_fclose(FILE *file)
{
    bool fails = has_to_fail(FAULT_WRITE, ENOSPC);
    int result = __real_fclose(file);
    errno = fails ? ENOSPC : errno;
    return fails ? EOF : result;
}

/* The mode is read only where the call has one. */
#define WRAP_OPEN(name)                                                                            \
    int __real_##name(const char *path, int how, ...);                                             \
    int __wrap_##name(const char *path, int how, ...);                                             \
    int __wrap_##name(const char *path, int how, ...)                                              \
    {                                                                                              \
        va_list rest;                                                                              \
        va_start(rest, how);                                                                       \
        mode_t mode = (how & O_CREAT) != 0 ? (mode_t)va_arg(rest, int) : 0;                        \
        va_end(rest);                                                                              \
        return has_to_fail(FAULT_OPEN, EMFILE) ? -1 : __real_##name(path, how, mode);              \
    }

WRAP_OPEN(open)
WRAP_OPEN(open64)
