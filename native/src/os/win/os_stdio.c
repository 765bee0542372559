/* os_stdio.c - see os_stdio.h. */
#include "os/os_stdio.h"

#include "base/heap.h"
#include "os/os_thread.h"
#include "os/win/wide.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <fcntl.h>
#include <io.h>

FILE *easc__stdio_open(const char *path, const char *mode)
{
    wchar_t *wide = easc__wide_path(path);
    wchar_t *wide_mode = easc__wide(mode);
    FILE *file = wide && wide_mode ? _wfopen(wide, wide_mode) : NULL;
    easc__free(wide);
    easc__free(wide_mode);
    return file;
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

FILE *easc__stdio_temporary(void)
{
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
