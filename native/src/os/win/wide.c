/* wide.c - see wide.h. */
#include "os/win/wide.h"

#include "base/heap.h"

#include <stdint.h>
#include <string.h>

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

wchar_t *easc__wide(const char *text)
{
    int size = MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);
    wchar_t *wide = size > 0 ? easc__alloc((size_t)size, sizeof *wide) : NULL;
    if (wide && MultiByteToWideChar(CP_UTF8, 0, text, -1, wide, size) == 0) {
        easc__free(wide);
        return NULL;
    }
    return wide;
}

char *easc__narrow(const wchar_t *text)
{
    int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
    char *narrow = size > 0 ? easc__alloc((size_t)size, 1) : NULL;
    if (narrow && WideCharToMultiByte(CP_UTF8, 0, text, -1, narrow, size, NULL, NULL) == 0) {
        easc__free(narrow);
        return NULL;
    }
    return narrow;
}

wchar_t *easc__wide_join(const wchar_t *a, const wchar_t *b)
{
    size_t a_len = wcslen(a);
    size_t b_len = wcslen(b);
    wchar_t *joined = easc__alloc(a_len + b_len + 1, sizeof *joined);
    if (joined) {
        memcpy(joined, a, a_len * sizeof *a);
        memcpy(joined + a_len, b, (b_len + 1) * sizeof *b);
    }
    return joined;
}

/* Absolute form, or the text itself when the system finds no path in it. Another thread may change
   the current folder between the question for the size and the copy, hence the loop. */
static wchar_t *full_path(const wchar_t *wide)
{
    DWORD size = GetFullPathNameW(wide, 0, NULL, NULL);
    while (size > 0) {
        wchar_t *full = easc__alloc(size, sizeof *full);
        if (!full) {
            return NULL;
        }
        DWORD used = GetFullPathNameW(wide, size, full, NULL);
        if (used > 0 && used < size) {
            return full;
        }
        easc__free(full);
        size = used;
    }
    return easc__wide_join(wide, L"");
}

static bool starts_with(const wchar_t *text, const wchar_t *prefix)
{
    return wcsncmp(text, prefix, wcslen(prefix)) == 0;
}

/* What begins with \\?\ is taken as it stands, so that it can name "logs." and "con.log", which
   the system would shorten and take for the console. '/' is in no name. */
wchar_t *easc__wide_absolute(const char *path)
{
    wchar_t *wide = easc__wide(path);
    for (wchar_t *at = wide; at && *at; at++) {
        *at = *at == L'/' ? L'\\' : *at;
    }
    if (!wide || starts_with(wide, L"\\\\?\\")) {
        return wide;
    }
    wchar_t *full = full_path(wide);
    easc__free(wide);
    if (full && starts_with(full, L"\\\\.\\") && full[4] != L'\0' && full[5] == L':' &&
        full[6] == L'\\') {
        full[2] = L'?'; /* \\.\C:\logs is a folder, no device */
    }
    return full;
}

bool easc__wide_is_device(const wchar_t *path)
{
    return starts_with(path, L"\\\\.\\");
}

wchar_t *easc__wide_path(const char *path)
{
    wchar_t *full = easc__wide_absolute(path);
    if (!full || easc__wide_is_device(full) || starts_with(full, L"\\\\?\\")) {
        return full;
    }
    wchar_t *prefixed = NULL;
    if (starts_with(full, L"\\\\")) {
        prefixed = easc__wide_join(L"\\\\?\\UNC\\", full + 2);
    } else if (full[0] != L'\0' && full[1] == L':') {
        prefixed = easc__wide_join(L"\\\\?\\", full);
    } else {
        return full; /* no path: the system shall refuse it */
    }
    easc__free(full);
    return prefixed;
}
