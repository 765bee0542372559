/* lxw_guard.c - see lxw_guard.h. */
#include "render/lxw_guard.h"

#include "base/civil.h"
#include "base/heap.h"
#include "os/os_stdio.h"

#include <minizip/zip.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

/* In front of each block that the library has. */
struct easc__lxw_block {
    easc__lxw_block *before;
    easc__lxw_block *behind;
    size_t size;
    max_align_t content[];
};

/* The library's calls carry no context, and each thread has its own workbook. */
static _Thread_local easc__lxw_guard *current;

/* What libxlsxwriter calls; the build renames malloc to easc__lxw_malloc and so on. */
void *easc__lxw_malloc(size_t size);
void *easc__lxw_calloc(size_t count, size_t size);
void *easc__lxw_realloc(void *content, size_t size);
void easc__lxw_free(void *content);
FILE *easc__lxw_fopen(const char *path, const char *mode);
FILE *easc__lxw_tmpfileplus(const char *folder, const char *prefix, char **path, int keep);
int easc__lxw_fclose(FILE *file);
zipFile easc__lxw_zipOpen(const char *path, int append);
int easc__lxw_zipClose(zipFile archive, const char *comment);
struct tm *easc__lxw_gmtime(const time_t *when);

static void *leave(void)
{
    if (current) {
        longjmp(current->out, 1);
    }
    return NULL;
}

static easc__lxw_block *block_of(void *content)
{
    return (easc__lxw_block *)((char *)content - offsetof(easc__lxw_block, content));
}

static void link_block(easc__lxw_block *block)
{
    block->before = NULL;
    block->behind = current ? current->blocks : NULL;
    if (block->behind) {
        block->behind->before = block;
    }
    if (current) {
        current->blocks = block;
    }
}

static void unlink_block(easc__lxw_block *block)
{
    if (block->behind) {
        block->behind->before = block->before;
    }
    if (block->before) {
        block->before->behind = block->behind;
    } else if (current && current->blocks == block) {
        current->blocks = block->behind;
    }
}

void *easc__lxw_malloc(size_t size)
{
    bool is_possible = size <= SIZE_MAX - sizeof(easc__lxw_block);
    easc__lxw_block *block = is_possible ? easc__alloc(1, sizeof *block + size) : NULL;
    if (!block) {
        return leave();
    }
    block->size = size;
    link_block(block);
    return block->content;
}

void *easc__lxw_calloc(size_t count, size_t size)
{
    if (size > 0 && count > SIZE_MAX / size) {
        return leave();
    }
    void *content = easc__lxw_malloc(count * size);
    if (content) {
        memset(content, 0, count * size);
    }
    return content;
}

void *easc__lxw_realloc(void *content, size_t size)
{
    void *moved = easc__lxw_malloc(size);
    if (moved && content) {
        size_t old = block_of(content)->size;
        memcpy(moved, content, old < size ? old : size);
        easc__lxw_free(content);
    }
    return moved;
}

void easc__lxw_free(void *content)
{
    if (content) {
        easc__lxw_block *block = block_of(content);
        unlink_block(block);
        easc__free(block);
    }
}

/* Remembers a handle; the library holds two or three at a time, so there is room. */
static void *hold(easc__lxw_handle handle)
{
    for (int i = 0; current && i < EASC__LXW_HANDLES; i++) {
        if (!current->handles[i].file && !current->handles[i].archive) {
            current->handles[i] = handle;
            break;
        }
    }
    return handle.file ? handle.file : handle.archive;
}

static void forget(const void *handle)
{
    for (int i = 0; current && i < EASC__LXW_HANDLES; i++) {
        if (current->handles[i].file == handle || current->handles[i].archive == handle) {
            current->handles[i] = (easc__lxw_handle){NULL, NULL};
            break;
        }
    }
}

FILE *easc__lxw_fopen(const char *path, const char *mode)
{
    return hold((easc__lxw_handle){easc__stdio_open(path, mode), NULL});
}

FILE *easc__lxw_tmpfileplus(const char *folder, const char *prefix, char **path, int keep)
{
    (void)folder; /* easc sets none of these */
    (void)prefix;
    (void)path;
    (void)keep;
    return hold((easc__lxw_handle){easc__stdio_temporary(), NULL});
}

int easc__lxw_fclose(FILE *file)
{
    forget(file);
    return fclose(file);
}

/* libxlsxwriter makes new archives only. */
static voidpf ZCALLBACK open_archive(voidpf opaque, const void *path, int mode)
{
    (void)opaque;
    (void)mode;
    return easc__stdio_open(path, "wb");
}

zipFile easc__lxw_zipOpen(const char *path, int append)
{
    zlib_filefunc64_def io;
    fill_fopen64_filefunc(&io);
    io.zopen64_file = open_archive;
    return hold((easc__lxw_handle){NULL, zipOpen2_64(path, append, NULL, &io)});
}

int easc__lxw_zipClose(zipFile archive, const char *comment)
{
    forget(archive);
    return zipClose(archive, comment);
}

/* The number of two digits. */
static int number_of(const char *digits)
{
    return (digits[0] - '0') * 10 + (digits[1] - '0');
}

/* Of any year from 1601 on, where that of Windows begins with 1970. */
struct tm *easc__lxw_gmtime(const time_t *when)
{
    static _Thread_local struct tm calendar;
    char text[EASC__TIME_SIZE]; /* YYYY-MM-DDTHH:MM:SSZ */
    easc__format_time(*when, text);
    calendar = (struct tm){.tm_year = number_of(text) * 100 + number_of(text + 2) - 1900,
                           .tm_mon = number_of(text + 5) - 1,
                           .tm_mday = number_of(text + 8),
                           .tm_hour = number_of(text + 11),
                           .tm_min = number_of(text + 14),
                           .tm_sec = number_of(text + 17)};
    return &calendar;
}

void easc__lxw_guard_begin(easc__lxw_guard *guard)
{
    memset(guard, 0, sizeof *guard);
    current = guard;
}

void easc__lxw_guard_end(easc__lxw_guard *guard)
{
    for (int i = 0; i < EASC__LXW_HANDLES; i++) {
        if (guard->handles[i].archive) {
            (void)zipClose(guard->handles[i].archive, NULL);
        } else if (guard->handles[i].file) {
            (void)fclose(guard->handles[i].file);
        }
    }
    while (guard->blocks) {
        easc__lxw_free(guard->blocks->content);
    }
    current = NULL;
}
