/* os_error.c - see os_error.h. Our own texts: those of the system speak the language of the host,
   and say what failed but not what to do. */
#include "os/os_error.h"

#include "base/number.h"

#include <string.h>

static const easc__code_row *find_code(uint32_t code)
{
    size_t count;
    const easc__code_row *rows = easc__system_codes(&count);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].code == code) {
            return &rows[i];
        }
    }
    return NULL;
}

/* For what the table does not know, so that the number can be looked up. */
static easc_status fail_with_number(easc__error *err, easc_status status, const char *path,
                                    uint32_t code)
{
    static const char lead[] = "the system reports error ";
    char message[sizeof lead + EASC__NUMBER_SIZE];
    memcpy(message, lead, sizeof lead - 1);
    message[sizeof lead - 1 + easc__format_u64(code, message + sizeof lead - 1)] = '\0';
    return easc__fail(err, status, path, message);
}

easc_status easc__system_fail(easc__error *err, easc_status fallback, const char *path,
                              uint32_t code)
{
    const easc__code_row *row = find_code(code);
    if (!row) {
        return fail_with_number(err, fallback, path, code);
    }
    return easc__fail(err, row->status == EASC_OK ? fallback : row->status, path, row->text);
}

easc_status easc__memory_fail(easc__error *err, const char *path)
{
    return easc__fail(err, EASC_E_MEMORY, path, "not enough memory");
}

easc_status easc__folder_fail(easc__error *err, easc_status status, const char *path)
{
    return easc__fail(err, status, path, "is a folder where a file is needed: name a file in it");
}

bool easc__system_says_missing(uint32_t code)
{
    const easc__code_row *row = find_code(code);
    return row && row->status == EASC_E_NOT_FOUND;
}
