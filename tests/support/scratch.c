/* scratch.c - see scratch.h. */
#define _XOPEN_SOURCE 700 /* nftw, mkdtemp, symlink */

#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#ifdef _WIN32
#include "base/heap.h"
#include "os/win/wide.h"

#include <windows.h>

#include <fcntl.h>
#include <io.h>
#else
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

enum { PATH_LIMIT = 4096, PATHS_LIMIT = 4096 };

struct scratch {
    char folder[PATH_LIMIT];
    char *paths[PATHS_LIMIT];
    size_t count;
};

#ifdef _WIN32

/* Paths as the library makes them: UTF-8, longer than MAX_PATH. */
static wchar_t *wide_of(const char *path)
{
    wchar_t *wide = easc__wide_path(path);
    assert_non_null(wide);
    return wide;
}

static void make_folder(const char *path)
{
    wchar_t *wide = wide_of(path);
    assert_true(CreateDirectoryW(wide, NULL));
    easc__free(wide);
}

static void make_root(scratch *place)
{
    wchar_t base[MAX_PATH];
    wchar_t name[MAX_PATH];
    assert_true(GetTempPathW(MAX_PATH, base) > 0);
    do { /* another test may take the name before it becomes a folder */
        assert_true(GetTempFileNameW(base, L"eas", 0, name) != 0);
        assert_true(DeleteFileW(name));
    } while (!CreateDirectoryW(name, NULL));
    char *narrow = easc__narrow(name);
    assert_non_null(narrow);
    (void)snprintf(place->folder, sizeof place->folder, "%s", narrow);
    easc__free(narrow);
}

void scratch_use_prefix(scratch *place)
{
    static const char prefix[] = "\\\\?\\";
    size_t size = strlen(place->folder) + 1;
    memmove(place->folder + sizeof prefix - 1, place->folder, size);
    memcpy(place->folder, prefix, sizeof prefix - 1);
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the folders that a test made */
static void remove_wide(const wchar_t *path)
{
    WIN32_FIND_DATAW found;
    wchar_t *pattern = easc__wide_join(path, L"\\*");
    HANDLE search = FindFirstFileW(pattern, &found);
    easc__free(pattern);
    while (search != INVALID_HANDLE_VALUE && FindNextFileW(search, &found)) {
        wchar_t *folder = easc__wide_join(path, L"\\");
        wchar_t *inner = easc__wide_join(folder, found.cFileName);
        if (wcscmp(found.cFileName, L"..") != 0) {
            if ((found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0) {
                remove_wide(inner);
            } else {
                (void)DeleteFileW(inner);
            }
        }
        easc__free(folder);
        easc__free(inner);
    }
    (void)FindClose(search);
    (void)RemoveDirectoryW(path);
}

static void remove_all(const char *path)
{
    wchar_t *wide = wide_of(path);
    remove_wide(wide);
    easc__free(wide);
}

static FILE *open_file(const char *path, const char *mode)
{
    wchar_t *wide = wide_of(path);
    wchar_t *wide_mode = easc__wide(mode);
    FILE *file = _wfopen(wide, wide_mode);
    easc__free(wide);
    easc__free(wide_mode);
    return file;
}

static void make_hard_link(const char *old, const char *new)
{
    wchar_t *wide_old = wide_of(old);
    wchar_t *wide_new = wide_of(new);
    assert_true(CreateHardLinkW(wide_new, wide_old, NULL));
    easc__free(wide_old);
    easc__free(wide_new);
}

static FILE *hold_file(const char *path, bool is_alone)
{
    wchar_t *wide = wide_of(path);
    HANDLE handle = CreateFileW(wide, GENERIC_READ | GENERIC_WRITE,
                                is_alone ? 0 : FILE_SHARE_READ | FILE_SHARE_WRITE, NULL,
                                OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    easc__free(wide);
    assert_true(handle != INVALID_HANDLE_VALUE);
    int number = _open_osfhandle((intptr_t)handle, _O_RDWR | _O_APPEND | _O_BINARY);
    assert_int_not_equal(number, -1);
    return _fdopen(number, "ab");
}

#else

static FILE *hold_file(const char *path, bool is_alone)
{
    (void)is_alone;
    return fopen(path, "ab");
}

static void make_hard_link(const char *old, const char *new)
{
    assert_int_equal(link(old, new), 0);
}

static FILE *open_file(const char *path, const char *mode)
{
    return fopen(path, mode);
}

static void make_root(scratch *place)
{
    (void)snprintf(place->folder, sizeof place->folder, "%s/easc-test-XXXXXX", P_tmpdir);
    assert_non_null(mkdtemp(place->folder));
}

static void make_folder(const char *path)
{
    assert_int_equal(mkdir(path, 0777), 0);
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *where)
{
    (void)info;
    (void)kind;
    (void)where;
    return remove(path);
}

static void remove_all(const char *path)
{
    (void)nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *scratch_link(scratch *place, const char *target, const char *name)
{
    const char *path = scratch_path(place, name);
    assert_int_equal(symlink(target, path), 0);
    return path;
}

#endif

scratch *scratch_new(void)
{
    scratch *place = calloc(1, sizeof *place);
    assert_non_null(place);
    make_root(place);
    return place;
}

void scratch_free(scratch *place)
{
    remove_all(place->folder);
    for (size_t i = 0; i < place->count; i++) {
        free(place->paths[i]);
    }
    free(place);
}

const char *scratch_path(scratch *place, const char *name)
{
    if (name[0] == '\0') {
        return place->folder;
    }
    size_t size = strlen(place->folder) + strlen(name) + 2;
    char *path = malloc(size);
    assert_non_null(path);
    assert_true(place->count < PATHS_LIMIT);
    (void)snprintf(path, size, "%s/%s", place->folder, name);
    place->paths[place->count++] = path;
    return path;
}

static void put(const char *path, const char *mode, const void *bytes, size_t len)
{
    FILE *file = open_file(path, mode);
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

const char *scratch_write(scratch *place, const char *name, const void *bytes, size_t len)
{
    const char *path = scratch_path(place, name);
    put(path, "wb", bytes, len);
    return path;
}

const char *scratch_folder(scratch *place, const char *name)
{
    const char *path = scratch_path(place, name);
    make_folder(path);
    return path;
}

void scratch_append(scratch *place, const char *name, const void *bytes, size_t len)
{
    put(scratch_path(place, name), "ab", bytes, len);
}

const char *scratch_hard_link(scratch *place, const char *name, const char *second)
{
    const char *path = scratch_path(place, second);
    make_hard_link(scratch_path(place, name), path);
    return path;
}

FILE *scratch_hold(scratch *place, const char *name, bool is_alone)
{
    FILE *file = hold_file(scratch_path(place, name), is_alone);
    assert_non_null(file);
    return file;
}

size_t scratch_read(scratch *place, const char *name, void *to, size_t capacity)
{
    FILE *file = open_file(scratch_path(place, name), "rb");
    assert_non_null(file);
    size_t count = fread(to, 1, capacity, file);
    assert_int_equal(fclose(file), 0);
    return count;
}
