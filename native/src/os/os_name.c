/* os_name.c - see os_name.h, and easc__names_free of os_file.h. */
#include "os/os_name.h"

#include "base/heap.h"
#include "base/text.h"
#include "os/os_error.h"
#include "os/os_file.h"
#include "os/os_thread.h"

#include <stdlib.h>
#include <string.h>

/* How much of the target's name is kept: a name may have 255 bytes. */
enum { NAME_KEPT = 200, RANDOM_SIZE = 8 };

bool easc__name_list_add(easc__name_list *list, char *name)
{
    char **moved = NULL;
    if (name) {
        moved = easc__grow(list->names, list->count, &list->capacity, sizeof *list->names);
    }
    if (!moved) {
        easc__free(name);
        return false;
    }
    list->names = moved;
    list->names[list->count++] = name;
    return true;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void easc__name_list_sort(easc__name_list *list)
{
    if (list->count > 0) {
        qsort(list->names, list->count, sizeof *list->names, compare_names);
    }
}

void easc__names_free(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        easc__free(names[i]);
    }
    easc__free(names);
}

/* The head of a name, never half a character. */
static easc__bytes head_of(easc__bytes name)
{
    if (name.n <= NAME_KEPT) {
        return name;
    }
    size_t kept = NAME_KEPT;
    while (kept > 0 && ((unsigned char)name.p[kept] & 0xC0u) == 0x80u) {
        kept--;
    }
    return easc__first(name, kept);
}

static void add_hex(easc__text *text, const unsigned char *bytes, size_t count)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < count; i++) {
        easc__text_add_char(text, digits[bytes[i] >> 4]);
        easc__text_add_char(text, digits[bytes[i] & 15u]);
    }
}

easc_status easc__temporary_path(const char *target, const char *shown, char **out,
                                 easc__error *err)
{
    unsigned char random[RANDOM_SIZE];
    if (!easc__random(random, sizeof random)) {
        return easc__fail(err, EASC_E_WRITE, shown, "the system gives no random bytes");
    }
    size_t folder_len = easc__path_last_part(target);
    easc__text text = easc__text_init(0);
    easc__text_add(&text, easc__bytes_of(target, folder_len));
    easc__text_add_char(&text, '.');
    easc__text_add(&text, head_of(easc__bytes_z(target + folder_len)));
    easc__text_add_char(&text, '.');
    add_hex(&text, random, sizeof random);
    easc__text_add_z(&text, ".tmp");
    char *path = text.failed ? NULL : easc__copy_text(text.p, text.n);
    easc__text_done(&text);
    if (!path) {
        return easc__memory_fail(err, shown);
    }
    *out = path;
    return EASC_OK;
}

char *easc__join_path(const char *folder, const char *name)
{
    bool has_separator = easc__path_last_part(folder) == strlen(folder);
    easc__text text = easc__text_init(0);
    easc__text_add_z(&text, folder);
    easc__text_add_z(&text, has_separator ? "" : "/");
    easc__text_add_z(&text, name);
    char *path = text.failed ? NULL : easc__copy_text(text.p, text.n);
    easc__text_done(&text);
    return path;
}

size_t easc__path_last_part(const char *path)
{
    size_t n = strlen(path);
    while (n > 0 && !easc__is_separator(path[n - 1])) {
        n--;
    }
    return n;
}
