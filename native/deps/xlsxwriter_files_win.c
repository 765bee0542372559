/* xlsxwriter_files_win.c - what libxlsxwriter calls on Windows instead of zipOpen, fopen and
   tmpfileplus: its own are ANSI, end at 260 characters, and draw names from rand(). The build
   renames its calls. Paths are UTF-8. */
#include "base/heap.h"
#include "os/os_thread.h"
#include "os/win/wide.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <fcntl.h>
#include <io.h>
#include <stdio.h>

#include <minizip/zip.h>

zipFile easc__lxw_zip_open(const char *path, int append);
FILE *easc__lxw_fopen(const char *path, const char *mode);
FILE *easc__lxw_tmpfileplus(const char *folder, const char *prefix, char **path, int keep);

FILE *easc__lxw_fopen(const char *path, const char *mode)
{
    wchar_t *wide = easc__wide_path(path);
    wchar_t *wide_mode = easc__wide(mode);
    FILE *file = wide && wide_mode ? _wfopen(wide, wide_mode) : NULL;
    easc__free(wide);
    easc__free(wide_mode);
    return file;
}

/* libxlsxwriter makes new archives only. The file may be open elsewhere in this process. */
static voidpf ZCALLBACK open_archive(voidpf opaque, const void *path, int mode)
{
    (void)opaque;
    (void)mode;
    return easc__lxw_fopen(path, "wb");
}

zipFile easc__lxw_zip_open(const char *path, int append)
{
    zlib_filefunc64_def io;
    fill_fopen64_filefunc(&io);
    io.zopen64_file = open_archive;
    return zipOpen2_64(path, append, NULL, &io);
}

/* The folder for temporary files, which ends with a separator; NULL: none, or no memory. */
static wchar_t *temporary_folder(void)
{
    DWORD size = GetTempPathW(0, NULL);
    wchar_t *folder = size > 0 ? easc__alloc((size_t)size + 1, sizeof *folder) : NULL;
    if (folder && GetTempPathW(size + 1, folder) > size) {
        easc__free(folder);
        return NULL;
    }
    return folder;
}

/* A new file, gone when it is closed; NULL when it cannot be made. */
static FILE *new_temporary(const wchar_t *path)
{
    HANDLE handle = CreateFileW(path, GENERIC_READ | GENERIC_WRITE | DELETE, 0, NULL, CREATE_NEW,
                                FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, NULL);
    if (handle == INVALID_HANDLE_VALUE) {
        return NULL;
    }
    int number = _open_osfhandle((intptr_t)handle, _O_RDWR | _O_BINARY);
    if (number == -1) {
        (void)CloseHandle(handle);
        return NULL;
    }
    FILE *file = _fdopen(number, "w+b");
    if (!file) {
        (void)_close(number);
    }
    return file;
}

FILE *easc__lxw_tmpfileplus(const char *folder, const char *prefix, char **path, int keep)
{
    (void)folder; /* easc sets none */
    (void)prefix;
    (void)path;
    (void)keep;
    uint64_t number = 0;
    wchar_t name[32];
    if (!easc__random(&number, sizeof number)) {
        return NULL;
    }
    (void)_snwprintf(name, sizeof name / sizeof name[0], L"easc-%016llx.tmp",
                     (unsigned long long)number);
    wchar_t *place = temporary_folder();
    wchar_t *whole = place ? easc__wide_join(place, name) : NULL;
    FILE *file = whole ? new_temporary(whole) : NULL;
    easc__free(place);
    easc__free(whole);
    return file;
}
