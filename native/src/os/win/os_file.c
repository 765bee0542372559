/* os_file.c - see os_file.h; the output is in os_output.c. */
#include "os/os_file.h"

#include "base/heap.h"
#include "os/os_error.h"
#include "os/os_name.h"
#include "os/win/wide.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

struct easc__file {
    HANDLE handle;
    DWORD type;      /* FILE_TYPE_DISK, _PIPE, _CHAR */
    bool is_console; /* can be waited for, which other devices (NUL) do not promise */
    bool is_owned;   /* not standard input */
    const easc__stop *stop;
    char *path; /* for messages */
};

/* Others may go on writing, renaming and deleting. */
static const DWORD share_all = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

enum { READ_LIMIT = 1 << 30, EMPTY_PIECES = 64, PAUSE_MS = 20, WAIT_MS = 100 };

static uint64_t join_halves(DWORD high, DWORD low)
{
    return (uint64_t)high << 32 | low;
}

static void fill_info(const BY_HANDLE_FILE_INFORMATION *found, easc__path_info *out)
{
    bool is_folder = (found->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
    out->kind = is_folder ? EASC__PATH_FOLDER : EASC__PATH_FILE;
    out->is_regular = !is_folder;
    out->size_bytes = is_folder ? 0 : join_halves(found->nFileSizeHigh, found->nFileSizeLow);
}

/* FILE_ID_INFO and its class: Windows 8 brought them, for ReFS, whose file numbers have 128 bits.
   Windows 7 refuses the class. */
typedef struct file_id {
    ULONGLONG volume;
    ULONGLONG number[2];
} file_id;

static const FILE_INFO_BY_HANDLE_CLASS file_id_class = (FILE_INFO_BY_HANDLE_CLASS)18;

/* The numbers of a file on another computer are unique there at best, and some redirectors give
   them anew with every opening (microsoft/STL issue 3571): two logs must never be taken for one. */
static bool is_remote(HANDLE handle)
{
    FILE_REMOTE_PROTOCOL_INFO remote;
    return GetFileInformationByHandleEx(handle, FileRemoteProtocolInfo, &remote, sizeof remote);
}

static easc__identity identity_of(HANDLE handle, const BY_HANDLE_FILE_INFORMATION *found)
{
    file_id id;
    if (is_remote(handle)) {
        return (easc__identity){0, {0, 0}};
    }
    if (GetFileInformationByHandleEx(handle, file_id_class, &id, sizeof id)) {
        return easc__identity_of(id.volume, id.number[0], id.number[1]);
    }
    return easc__identity_of(found->dwVolumeSerialNumber,
                             join_halves(found->nFileIndexHigh, found->nFileIndexLow), 0);
}

/* No access is asked for but to look, so that no lock of another program is in the way. */
static void look_wide(const wchar_t *wide, easc__path_info *out)
{
    HANDLE handle = CreateFileW(wide, FILE_READ_ATTRIBUTES, share_all, NULL, OPEN_EXISTING,
                                FILE_FLAG_BACKUP_SEMANTICS, NULL);
    if (handle == INVALID_HANDLE_VALUE) {
        bool is_missing = easc__system_says_missing((uint32_t)GetLastError());
        out->kind = is_missing ? EASC__PATH_NONE : EASC__PATH_DENIED;
        return;
    }
    BY_HANDLE_FILE_INFORMATION found;
    if (GetFileInformationByHandle(handle, &found)) {
        fill_info(&found, out);
        out->identity = identity_of(handle, &found);
    } else {
        out->kind = EASC__PATH_DENIED;
    }
    (void)CloseHandle(handle);
}

void easc__path_look(const char *path, easc__path_info *out)
{
    *out = (easc__path_info){.kind = EASC__PATH_DENIED};
    wchar_t *wide = easc__wide_path(path);
    if (wide && easc__wide_is_device(wide)) {
        out->kind = EASC__PATH_FILE; /* opening a pipe to look at it would use it up */
    } else if (wide) {
        look_wide(wide, out);
    }
    easc__free(wide);
}

static easc_status wrap_handle(HANDLE handle, const char *path, easc__file **out, easc__error *err)
{
    easc__file *file = easc__alloc(1, sizeof *file);
    char *copy = easc__copy_text(path, strlen(path));
    if (!file || !copy) {
        easc__free(file);
        easc__free(copy);
        return easc__memory_fail(err, path);
    }
    DWORD mode;
    *file = (easc__file){.handle = handle,
                         .type = GetFileType(handle),
                         .is_console = GetConsoleMode(handle, &mode) != 0,
                         .is_owned = true,
                         .path = copy};
    *out = file;
    return EASC_OK;
}

/* Opening a folder as a file gives "access is denied", which sends people to the wrong place. */
static easc_status fail_open(easc__error *err, const wchar_t *wide, const char *path, DWORD code)
{
    DWORD attributes = code == ERROR_ACCESS_DENIED ? GetFileAttributesW(wide) : 0;
    if (attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0) {
        return easc__folder_fail(err, EASC_E_READ, path);
    }
    return easc__system_fail(err, EASC_E_READ, path, (uint32_t)code);
}

easc_status easc__file_open(const char *path, easc__file **out, easc__error *err)
{
    wchar_t *wide = easc__wide_path(path);
    if (!wide) {
        return easc__memory_fail(err, path);
    }
    HANDLE handle = CreateFileW(wide, GENERIC_READ, share_all, NULL, OPEN_EXISTING,
                                FILE_ATTRIBUTE_NORMAL | FILE_FLAG_SEQUENTIAL_SCAN, NULL);
    easc_status status = handle == INVALID_HANDLE_VALUE ? fail_open(err, wide, path, GetLastError())
                                                        : wrap_handle(handle, path, out, err);
    if (status != EASC_OK && handle != INVALID_HANDLE_VALUE) {
        (void)CloseHandle(handle);
    }
    easc__free(wide);
    return status;
}

easc_status easc__file_open_stdin(easc__file **out, easc__error *err)
{
    HANDLE handle = GetStdHandle(STD_INPUT_HANDLE);
    if (!handle || handle == INVALID_HANDLE_VALUE) {
        return easc__system_fail(err, EASC_E_READ, "-", ERROR_INVALID_HANDLE);
    }
    easc_status status = wrap_handle(handle, "-", out, err);
    if (status == EASC_OK) {
        (*out)->is_owned = false;
    }
    return status;
}

void easc__file_set_stop(easc__file *file, const easc__stop *stop)
{
    file->stop = stop;
}

/* Whether a read would give something, or the end, at once. */
static bool has_bytes(const easc__file *file)
{
    DWORD waiting = 0;
    if (file->type == FILE_TYPE_PIPE) {
        return !PeekNamedPipe(file->handle, NULL, 0, NULL, &waiting, NULL) || waiting > 0;
    }
    return !file->is_console || WaitForSingleObject(file->handle, WAIT_MS) != WAIT_TIMEOUT;
}

/* False when the stop was wanted. */
static bool wait_for_bytes(const easc__file *file)
{
    while (file->stop && !has_bytes(file)) {
        if (easc__is_stop_wanted(file->stop)) {
            return false;
        }
        Sleep(PAUSE_MS);
    }
    return true;
}

/* One read; 0 bytes only at the end. A writer may put an empty piece into a pipe, which is not its
   end; but Wine tells the end of a pipe so too, hence the limit. */
static bool read_once(const easc__file *file, void *to, size_t capacity, DWORD *got)
{
    DWORD wanted = capacity < READ_LIMIT ? (DWORD)capacity : READ_LIMIT;
    for (int empty = 0; empty < EMPTY_PIECES; empty++) {
        *got = 0;
        if (!ReadFile(file->handle, to, wanted, got, NULL)) {
            DWORD code = GetLastError();
            return code == ERROR_HANDLE_EOF || code == ERROR_BROKEN_PIPE;
        }
        if (*got > 0 || file->type != FILE_TYPE_PIPE) {
            return true;
        }
    }
    return true;
}

easc_status easc__file_read(easc__file *file, void *to, size_t capacity, size_t *count,
                            easc__error *err)
{
    size_t used = 0;
    while (used < capacity) {
        DWORD got;
        if (!wait_for_bytes(file)) {
            return easc__fail(err, EASC_E_CANCELLED, file->path, "cancelled");
        }
        bool is_good = read_once(file, (char *)to + used, capacity - used, &got);
        if (!is_good && used == 0) {
            return easc__system_fail(err, EASC_E_READ, file->path, (uint32_t)GetLastError());
        }
        if (!is_good || got == 0) {
            break; /* a fault behind good bytes comes again with the next call */
        }
        used += got;
        if (file->type != FILE_TYPE_DISK) {
            break;
        }
    }
    *count = used;
    return EASC_OK;
}

easc_status easc__file_read_at(easc__file *file, uint64_t offset, void *to, size_t capacity,
                               size_t *count, easc__error *err)
{
    LARGE_INTEGER at;
    at.QuadPart = (LONGLONG)offset;
    if (file->type != FILE_TYPE_DISK || !SetFilePointerEx(file->handle, at, NULL, FILE_BEGIN)) {
        return easc__fail(err, EASC_E_READ, file->path, "cannot be read from a position in it");
    }
    return easc__file_read(file, to, capacity, count, err);
}

uint64_t easc__file_size(easc__file *file)
{
    LARGE_INTEGER size;
    if (file->type != FILE_TYPE_DISK || !GetFileSizeEx(file->handle, &size)) {
        return 0;
    }
    return (uint64_t)size.QuadPart;
}

void easc__file_close(easc__file *file)
{
    if (file) {
        if (file->is_owned) {
            (void)CloseHandle(file->handle);
        }
        easc__free(file->path);
        easc__free(file);
    }
}

static bool is_dots(const wchar_t *name)
{
    return wcscmp(name, L".") == 0 || wcscmp(name, L"..") == 0;
}

/* Every path that names a folder, with "\*" behind it; NULL: no memory. */
static wchar_t *everything_in(const char *path)
{
    wchar_t *wide = easc__wide_path(path);
    size_t len = wide ? wcslen(wide) : 0;
    bool has_slash = len > 0 && wide[len - 1] == L'\\';
    wchar_t *pattern = wide ? easc__wide_join(wide, has_slash ? L"*" : L"\\*") : NULL;
    easc__free(wide);
    return pattern;
}

static easc_status read_names(const wchar_t *pattern, const char *path, easc__name_list *list,
                              easc__error *err)
{
    WIN32_FIND_DATAW found;
    HANDLE search = FindFirstFileExW(pattern, FindExInfoBasic, &found, FindExSearchNameMatch, NULL,
                                     FIND_FIRST_EX_LARGE_FETCH);
    if (search == INVALID_HANDLE_VALUE) {
        DWORD code = GetLastError(); /* "file not found" is the empty root of a drive */
        return code == ERROR_FILE_NOT_FOUND
                   ? EASC_OK
                   : easc__system_fail(err, EASC_E_READ, path, (uint32_t)code);
    }
    easc_status status = EASC_OK;
    do {
        if (!is_dots(found.cFileName) &&
            !easc__name_list_add(list, easc__narrow(found.cFileName))) {
            status = easc__memory_fail(err, path);
        }
    } while (status == EASC_OK && FindNextFileW(search, &found));
    DWORD code = GetLastError();
    if (status == EASC_OK && code != ERROR_NO_MORE_FILES) {
        status = easc__system_fail(err, EASC_E_READ, path, (uint32_t)code);
    }
    (void)FindClose(search);
    return status;
}

easc_status easc__folder_list(const char *path, char ***names, size_t *count, easc__error *err)
{
    wchar_t *pattern = everything_in(path);
    if (!pattern) {
        return easc__memory_fail(err, path);
    }
    easc__name_list list = {NULL, 0, 0};
    easc_status status = read_names(pattern, path, &list, err);
    easc__free(pattern);
    if (status != EASC_OK) {
        easc__names_free(list.names, list.count);
        return status;
    }
    easc__name_list_sort(&list);
    *names = list.names;
    *count = list.count;
    return EASC_OK;
}

/* The long form in which the caller may have written the path is no part of its meaning. */
static const wchar_t *without_prefix(wchar_t *full)
{
    if (wcsncmp(full, L"\\\\?\\UNC\\", 8) == 0) {
        full[6] = L'\\';
        return full + 6;
    }
    return wcsncmp(full, L"\\\\?\\", 4) == 0 ? full + 4 : full;
}

char *easc__path_absolute(const char *path)
{
    wchar_t *full = easc__wide_absolute(path);
    char *absolute = full ? easc__narrow(without_prefix(full)) : NULL;
    for (char *at = absolute; at && *at; at++) {
        *at = *at == '\\' ? '/' : *at;
    }
    easc__free(full);
    return absolute;
}

/* Whether the system takes the path for what it says: the name is still there at its end. */
static bool keeps_name(const wchar_t *full, const wchar_t *name)
{
    size_t n = wcslen(full);
    size_t name_n = wcslen(name);
    return n > name_n && full[n - name_n - 1] == L'\\' && wcscmp(full + n - name_n, name) == 0 &&
           !easc__wide_is_device(full);
}

/* The path behind \\?\. */
static char *below_as_it_stands(const char *folder, const char *name)
{
    wchar_t *wide = easc__wide_path(folder[0] == '\0' ? "." : folder);
    char *full = wide ? easc__narrow(wide) : NULL;
    char *path = full ? easc__join_path(full, name) : NULL;
    easc__free(wide);
    easc__free(full);
    return path;
}

char *easc__path_below(const char *folder, const char *name)
{
    char *path = easc__join_path(folder, name);
    wchar_t *full = path ? easc__wide_absolute(path) : NULL;
    wchar_t *wide = full ? easc__wide(name) : NULL;
    if (!wide || !keeps_name(full, wide)) {
        easc__free(path);
        path = wide ? below_as_it_stands(folder, name) : NULL;
    }
    easc__free(full);
    easc__free(wide);
    return path;
}

bool easc__is_separator(char c)
{
    return c == '/' || c == '\\' || c == ':';
}

bool easc__names_ignore_case(void)
{
    return true;
}
