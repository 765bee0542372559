/* admin_text.c - see admin_text.h. */
#include "directory/admin_text.h"

#include "base/utf16.h"
#include "os/os_file.h"

enum { READ_SIZE = 1 << 20 };

static easc_status read_all(easc__file *file, const char *path, size_t limit, const char *too_large,
                            easc__text *text, easc__error *err)
{
    size_t count = 0;
    do {
        text->n += count;
        if (text->n > limit) {
            return easc__fail(err, EASC_E_LIMIT, path, too_large);
        }
        if (!easc__text_reserve(text, READ_SIZE)) {
            return easc__fail(err, EASC_E_MEMORY, path, "not enough memory");
        }
        easc_status status = easc__file_read(file, text->p + text->n, READ_SIZE, &count, err);
        if (status != EASC_OK) {
            return status;
        }
    } while (count > 0);
    return EASC_OK;
}

easc_status easc__admin_text_load(const char *path, size_t limit, const char *too_large,
                                  easc__text *text, easc__error *err)
{
    easc__file *file = NULL;
    easc_status status = easc__file_open(path, &file, err);
    if (status == EASC_OK) {
        status = read_all(file, path, limit, too_large, text, err);
    }
    easc__file_close(file);
    return status;
}

bool easc__admin_text_decode(easc__text *text, size_t *start)
{
    easc__bytes raw = easc__text_view(text);
    easc__text valid = easc__text_init(0);
    bool is_big_endian;
    size_t bom = easc__utf16_bom(raw, &is_big_endian);
    *start = 0;
    if (bom > 0) {
        easc__utf16 state = easc__utf16_init(is_big_endian);
        easc__utf16_add(&state, easc__from(raw, bom), &valid);
        easc__utf16_end(&state, &valid);
    } else if (!easc__is_utf8(raw)) {
        easc__text_add_utf8(&valid, raw);
    } else {
        *start = easc__starts(raw, EASC__LIT("\xEF\xBB\xBF")) ? 3 : 0;
        return true;
    }
    easc__text_done(text);
    *text = valid;
    *start = easc__starts(easc__text_view(text), EASC__LIT("\xEF\xBB\xBF")) ? 3 : 0;
    return !valid.failed;
}
