/* status.c - names and texts of the status codes, from the one table in easc.h. */
#include "base/status.h"

#include <stddef.h>
#include <string.h>

typedef struct status_row {
    easc_status status;
    const char *name;
    const char *text;
} status_row;

static const status_row status_table[] = {
#define EASC__STATUS_ROW(number, name, text) {EASC_##name, "EASC_" #name, text},
    EASC_STATUS_MAP(EASC__STATUS_ROW)
#undef EASC__STATUS_ROW
};

static const status_row *find_status(easc_status status)
{
    for (size_t i = 0; i < sizeof status_table / sizeof status_table[0]; i++) {
        if (status_table[i].status == status) {
            return &status_table[i];
        }
    }
    return NULL;
}

const char *easc_status_name(easc_status status)
{
    const status_row *row = find_status(status);
    return row ? row->name : "EASC_UNKNOWN_STATUS";
}

const char *easc_status_text(easc_status status)
{
    const status_row *row = find_status(status);
    return row ? row->text : "unknown status";
}

/* Copies at most cap - 1 bytes, never half a UTF-8 character, control characters replaced. */
static void copy_line(char *to, size_t cap, const char *from)
{
    size_t len = strlen(from);
    if (len >= cap) {
        len = cap - 1;
        while (len > 0 && ((unsigned char)from[len] & 0xC0u) == 0x80u) {
            len--;
        }
    }
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)from[i];
        to[i] = c < 0x20u || c == 0x7Fu ? '?' : from[i];
    }
    to[len] = '\0';
}

easc_status easc__fail_at(easc__error *err, easc_status status, const char *path, uint64_t line,
                          uint64_t byte, const char *message)
{
    if (err) {
        err->status = status;
        err->line = line;
        err->byte = byte;
        copy_line(err->message, sizeof err->message, message);
        copy_line(err->path, sizeof err->path, path ? path : "");
    }
    return status;
}

easc_status easc__fail(easc__error *err, easc_status status, const char *path, const char *message)
{
    return easc__fail_at(err, status, path, 0, 0, message);
}
