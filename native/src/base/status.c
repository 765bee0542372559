/* status.c - names and texts of the status codes, from the one table in easc.h. */
#include "base/status.h"

#include "base/text.h"

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

/* The length of the character of valid UTF-8 at `at`. */
static size_t width_of(easc__bytes text, size_t at)
{
    size_t n = 1;
    while (at + n < text.n && ((unsigned char)text.p[at + n] & 0xC0u) == 0x80u) {
        n++;
    }
    return n;
}

/* C0, DEL and C1, which move a terminal's cursor or worse. */
static bool is_control(easc__bytes text, size_t at, size_t width)
{
    unsigned char c = (unsigned char)text.p[at];
    return c < 0x20u || c == 0x7Fu ||
           (width == 2 && c == 0xC2u && (unsigned char)text.p[at + 1] < 0xA0u);
}

/* Copies at most cap - 1 bytes, never half a character; control characters and what is no UTF-8
   become '?'. The rest becomes NUL: callers get the whole array, and no left-over of the stack in
   it. Nothing may be allocated here: the error may be the lack of memory. */
static void copy_line(char *to, size_t cap, const char *from)
{
    easc__bytes rest = easc__bytes_z(from);
    size_t used = 0;
    while (rest.n > 0) {
        size_t width = width_of(rest, 0);
        bool is_valid = easc__is_utf8(easc__first(rest, width));
        bool is_shown = is_valid && !is_control(rest, 0, width);
        width = is_valid ? width : 1;
        size_t needed = is_shown ? width : 1;
        if (used + needed >= cap) {
            break;
        }
        memcpy(to + used, is_shown ? rest.p : "?", needed);
        used += needed;
        rest = easc__from(rest, width);
    }
    memset(to + used, 0, cap - used);
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
