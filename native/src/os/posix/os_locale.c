/* os_locale.c - see os_locale.h. */
#define _POSIX_C_SOURCE 200809L

#include "os/os_locale.h"

#include "base/heap.h"

#include <locale.h>

struct easc__locale {
    locale_t before;
    locale_t plain;
};

easc__locale *easc__locale_plain(void)
{
    easc__locale *locale = easc__alloc(1, sizeof *locale);
    if (!locale) {
        return NULL;
    }
    locale->plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (locale->plain == (locale_t)0) {
        easc__free(locale);
        return NULL;
    }
    locale->before = uselocale(locale->plain);
    return locale;
}

void easc__locale_restore(easc__locale *locale)
{
    if (locale) {
        (void)uselocale(locale->before);
        freelocale(locale->plain);
        easc__free(locale);
    }
}
