/* excel_text.c - see excel_text.h. */
#include "render/excel_text.h"

#include "report/plain.h"

/* Excel reads _x0007_ as the character 7, so a text that looks so has its first '_' written that
   way itself. */
static bool looks_escaped(easc__bytes text)
{
    if (text.n < 7 || text.p[0] != '_' || (text.p[1] != 'x' && text.p[1] != 'X') ||
        text.p[6] != '_') {
        return false;
    }
    for (size_t i = 2; i < 6; i++) {
        char c = easc__lower(text.p[i]);
        if (!easc__is_digit(c) && (c < 'a' || c > 'f')) {
            return false;
        }
    }
    return true;
}

static void add_escaped(easc__text *to, easc__bytes plain)
{
    while (plain.n > 0) {
        size_t n = easc__find(plain, '_');
        easc__text_add(to, easc__first(plain, n));
        plain = easc__from(plain, n);
        if (plain.n > 0) {
            easc__text_add_z(to, looks_escaped(plain) ? "_x005F_" : "_");
            plain = easc__from(plain, 1);
        }
    }
}

void easc__add_excel_text(easc__text *to, easc__bytes raw, size_t units)
{
    static const easc__bytes ellipsis = {"\xE2\x80\xA6", 3};
    easc__text plain = easc__text_init(0);
    easc__text escaped = easc__text_init(0);
    easc__add_plain(&plain, raw, EASC__PLAIN_CELL);
    add_escaped(&escaped, easc__text_view(&plain));
    easc__bytes head = easc__plain_units(easc__text_view(&escaped), units);
    if (head.n < escaped.n) {
        easc__text_add(to, easc__plain_units(head, units - 1));
        easc__text_add(to, ellipsis);
    } else {
        easc__text_add(to, head);
    }
    to->failed |= plain.failed || escaped.failed;
    easc__text_done(&plain);
    easc__text_done(&escaped);
}
