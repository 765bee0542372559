/* os_locale.c - see os_locale.h. msvcrt and the UCRT keep a locale per thread when they are told
   to; ours is then a copy that only this thread sees. */
#include "os/os_locale.h"

#include "base/heap.h"

#include <locale.h>
#include <string.h>

struct easc__locale {
    int mode_before; /* of _configthreadlocale */
    char *name_before;
};

/* NOLINTBEGIN(concurrency-mt-unsafe): between the two calls each thread has its own locale */

easc__locale *easc__locale_plain(void)
{
    easc__locale *locale = easc__alloc(1, sizeof *locale);
    if (!locale) {
        return NULL;
    }
    locale->mode_before = _configthreadlocale(_ENABLE_PER_THREAD_LOCALE);
    const char *name = setlocale(LC_NUMERIC, NULL);
    locale->name_before = name ? easc__copy_text(name, strlen(name)) : NULL;
    if (!locale->name_before || !setlocale(LC_NUMERIC, "C")) {
        (void)_configthreadlocale(locale->mode_before);
        easc__free(locale->name_before);
        easc__free(locale);
        return NULL;
    }
    return locale;
}

void easc__locale_restore(easc__locale *locale)
{
    if (locale) {
        (void)setlocale(LC_NUMERIC, locale->name_before);
        (void)_configthreadlocale(locale->mode_before);
        easc__free(locale->name_before);
        easc__free(locale);
    }
}

/* NOLINTEND(concurrency-mt-unsafe) */
