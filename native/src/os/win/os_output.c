/* os_output.c - the output half of os_file.h. */
#include "os/os_file.h"

#include "base/heap.h"
#include "os/os_error.h"
#include "os/os_name.h"
#include "os/win/wide.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

struct easc__output {
    HANDLE handle;  /* INVALID_HANDLE_VALUE: closed */
    bool is_direct; /* the target is a device or a pipe: written straight, nothing to rename */
    bool is_there;  /* the temporary file exists */
    bool has_failed;
    char *shown;             /* the target as the caller named it, for messages */
    char *temporary;         /* where the bytes go; the target itself when is_direct */
    wchar_t *target_wide;    /* the target with links followed */
    wchar_t *temporary_wide; /* the same as temporary */
};

enum {
    NAME_TRIES = 8,
    RENAME_TRIES = 10, /* virus scanners and indexers hold a file for a moment */
    RENAME_PAUSE_MS = 50,
    FINAL_PATH_SIZE = 32768,
    WRITE_LIMIT = 1 << 30
};

/* Writing to a link writes to what it points at, but renaming onto it would replace the link. */
static wchar_t *follow_link(const wchar_t *path)
{
    HANDLE handle = CreateFileW(path, FILE_READ_ATTRIBUTES,
                                FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                                OPEN_EXISTING, 0, NULL);
    wchar_t *room = easc__alloc(FINAL_PATH_SIZE, sizeof *room);
    if (room && handle != INVALID_HANDLE_VALUE) {
        DWORD used = GetFinalPathNameByHandleW(handle, room, FINAL_PATH_SIZE, FILE_NAME_NORMALIZED);
        path = used > 0 && used < FINAL_PATH_SIZE ? room : path;
    }
    wchar_t *followed = room ? easc__wide_join(path, L"") : NULL;
    if (handle != INVALID_HANDLE_VALUE) {
        (void)CloseHandle(handle);
    }
    easc__free(room);
    return followed;
}

/* "a.log:x" is a second stream of a.log. The colon of a drive stands in front: \\?\C:\. */
static bool is_stream(const wchar_t *wide)
{
    enum { DRIVE_END = 6 };
    return wcslen(wide) > DRIVE_END && wcschr(wide + DRIVE_END, L':');
}

/* Fills shown, target_wide and is_direct. */
static easc_status choose_target(easc__output *output, const char *path, easc__error *err)
{
    output->shown = easc__copy_text(path, strlen(path));
    wchar_t *wide = easc__wide_path(path);
    output->target_wide = wide;
    if (!output->shown || !wide) {
        return easc__memory_fail(err, path);
    }
    output->is_direct = easc__wide_is_device(wide);
    if (is_stream(wide)) {
        return easc__system_fail(err, EASC_E_WRITE, path, ERROR_INVALID_NAME);
    }
    DWORD attributes = output->is_direct ? INVALID_FILE_ATTRIBUTES : GetFileAttributesW(wide);
    bool is_old = attributes != INVALID_FILE_ATTRIBUTES;
    if ((is_old && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0) ||
        path[easc__path_last_part(path)] == '\0') {
        return easc__folder_fail(err, EASC_E_WRITE, path);
    }
    if (is_old && (attributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0) {
        output->target_wide = follow_link(wide);
        easc__free(wide);
    }
    return output->target_wide ? EASC_OK : easc__memory_fail(err, path);
}

/* Others may open it too: a library that writes by itself does, by its path. */
static HANDLE open_for_writing(const wchar_t *wide, DWORD disposition)
{
    return CreateFileW(wide, GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                       NULL, disposition, FILE_ATTRIBUTE_NORMAL, NULL);
}

/* A new name for the temporary file, in both spellings. */
static easc_status choose_temporary(easc__output *output, easc__error *err)
{
    easc__free(output->temporary);
    easc__free(output->temporary_wide);
    output->temporary = NULL;
    output->temporary_wide = NULL;
    char *target = easc__narrow(output->target_wide);
    easc_status status = target
                             ? easc__temporary_path(target, output->shown, &output->temporary, err)
                             : easc__memory_fail(err, output->shown);
    easc__free(target);
    if (status != EASC_OK) {
        return status;
    }
    output->temporary_wide = easc__wide(output->temporary);
    return output->temporary_wide ? EASC_OK : easc__memory_fail(err, output->shown);
}

/* Creates a file of a new name; one that exists, however unlikely, is worth another try. */
static easc_status open_temporary(easc__output *output, easc__error *err)
{
    DWORD code = ERROR_FILE_EXISTS;
    for (int i = 0; i < NAME_TRIES && code == ERROR_FILE_EXISTS; i++) {
        easc_status status = choose_temporary(output, err);
        if (status != EASC_OK) {
            return status;
        }
        output->handle = open_for_writing(output->temporary_wide, CREATE_NEW);
        output->is_there = output->handle != INVALID_HANDLE_VALUE;
        code = output->is_there ? ERROR_SUCCESS : GetLastError();
    }
    if (code == ERROR_PATH_NOT_FOUND) {
        return easc__fail(err, EASC_E_NOT_FOUND, output->shown,
                          "its folder does not exist: create it, or choose another name");
    }
    return output->is_there ? EASC_OK
                            : easc__system_fail(err, EASC_E_WRITE, output->shown, (uint32_t)code);
}

static easc_status open_direct(easc__output *output, easc__error *err)
{
    output->temporary = easc__narrow(output->target_wide);
    if (!output->temporary) {
        return easc__memory_fail(err, output->shown);
    }
    output->handle = open_for_writing(output->target_wide, OPEN_EXISTING);
    return output->handle != INVALID_HANDLE_VALUE
               ? EASC_OK
               : easc__system_fail(err, EASC_E_WRITE, output->shown, (uint32_t)GetLastError());
}

easc_status easc__output_create(const char *path, const easc__stop *stop, easc__output **out,
                                easc__error *err)
{
    (void)stop; /* a pipe without a reader cannot be opened, so there is less to wait for */
    easc__output *output = easc__alloc_zero(1, sizeof *output);
    if (!output) {
        return easc__memory_fail(err, path);
    }
    output->handle = INVALID_HANDLE_VALUE;
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
    return GetFileType(output->handle) != FILE_TYPE_PIPE;
}

const char *easc__output_temporary(const easc__output *output)
{
    return output->temporary;
}

easc_status easc__output_write(easc__output *output, const void *from, size_t count,
                               easc__error *err)
{
    const char *at = from;
    while (count > 0) {
        DWORD wanted = count < WRITE_LIMIT ? (DWORD)count : WRITE_LIMIT;
        DWORD done = 0;
        if (!WriteFile(output->handle, at, wanted, &done, NULL)) {
            output->has_failed = true;
            return easc__system_fail(err, EASC_E_WRITE, output->shown, (uint32_t)GetLastError());
        }
        at += done;
        count -= done;
    }
    return EASC_OK;
}

/* ERROR_SUCCESS, or the code of the first step that failed. */
static DWORD flush_and_close(easc__output *output)
{
    bool is_good = output->is_direct || FlushFileBuffers(output->handle);
    DWORD code = is_good ? ERROR_SUCCESS : GetLastError();
    HANDLE handle = output->handle;
    output->handle = INVALID_HANDLE_VALUE;
    return CloseHandle(handle) || code != ERROR_SUCCESS ? code : GetLastError();
}

static bool is_in_use(DWORD code)
{
    return code == ERROR_ACCESS_DENIED || code == ERROR_SHARING_VIOLATION;
}

static DWORD rename_onto_target(const easc__output *output)
{
    for (int i = 0; i < RENAME_TRIES; i++) {
        if (MoveFileExW(output->temporary_wide, output->target_wide,
                        MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH)) {
            return ERROR_SUCCESS;
        }
        if (!is_in_use(GetLastError())) {
            break;
        }
        Sleep(RENAME_PAUSE_MS);
    }
    return GetLastError();
}

static easc_status fail_commit(const easc__output *output, DWORD code, easc__error *err)
{
    if (is_in_use(code)) {
        return easc__fail(err, EASC_E_ACCESS, output->shown,
                          "the file cannot be replaced: close it where it is open (in Excel?), see "
                          "that it is not read-only, or choose another name");
    }
    return easc__system_fail(err, EASC_E_WRITE, output->shown, (uint32_t)code);
}

/* ERROR_SUCCESS when the target is not there, or nobody keeps it from being replaced. */
static DWORD look_at_target(const easc__output *output)
{
    DWORD attributes = GetFileAttributesW(output->target_wide);
    if (output->is_direct || attributes == INVALID_FILE_ATTRIBUTES) {
        return ERROR_SUCCESS;
    }
    if ((attributes & FILE_ATTRIBUTE_READONLY) != 0) {
        return ERROR_ACCESS_DENIED;
    }
    HANDLE handle = CreateFileW(output->target_wide, DELETE,
                                FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                                OPEN_EXISTING, 0, NULL);
    DWORD code = handle != INVALID_HANDLE_VALUE ? ERROR_SUCCESS : GetLastError();
    if (handle != INVALID_HANDLE_VALUE) {
        (void)CloseHandle(handle);
    }
    return code;
}

easc_status easc__output_prepare(easc__output *output, easc__error *err)
{
    if (output->has_failed) {
        return easc__fail(err, EASC_E_WRITE, output->shown, "an earlier write failed");
    }
    bool is_good = output->is_direct || FlushFileBuffers(output->handle);
    DWORD code = is_good ? look_at_target(output) : GetLastError();
    return code == ERROR_SUCCESS ? EASC_OK : fail_commit(output, code, err);
}

easc_status easc__output_commit(easc__output *output, easc__error *err)
{
    easc_status status = EASC_OK;
    if (output->has_failed) {
        status = easc__fail(err, EASC_E_WRITE, output->shown, "an earlier write failed");
    } else {
        DWORD code = flush_and_close(output);
        if (code == ERROR_SUCCESS && output->is_there) {
            code = rename_onto_target(output);
        }
        output->is_there = output->is_there && code != ERROR_SUCCESS;
        status = code == ERROR_SUCCESS ? EASC_OK : fail_commit(output, code, err);
    }
    easc__output_discard(output);
    return status;
}

void easc__output_discard(easc__output *output)
{
    if (output) {
        if (output->handle != INVALID_HANDLE_VALUE) {
            (void)CloseHandle(output->handle);
        }
        if (output->is_there) {
            (void)DeleteFileW(output->temporary_wide);
        }
        easc__free(output->shown);
        easc__free(output->temporary);
        easc__free(output->target_wide);
        easc__free(output->temporary_wide);
        easc__free(output);
    }
}
