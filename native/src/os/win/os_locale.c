/* os_locale.c - see os_locale.h. The UCRT keeps a locale per thread when it is told to; ours is
   then a copy that only this thread sees. mingw's msvcrt has but one for the process, which belongs
   to the host: there nothing is changed, and numbers do not need it, since libxlsxwriter is always
   built with DTOA there. */
#include "os/os_locale.h"

#include "base/heap.h"

#include <locale.h>
#include <string.h>

struct easc__locale {
    int mode_before;   /* of _configthreadlocale; -1: it knows no locales of threads */
    char *name_before; /* NULL with that */
};

/* NOLINTBEGIN(concurrency-mt-unsafe): between the two calls each thread has its own locale */

easc__locale *easc__locale_plain(void)
{
    easc__locale *locale = easc__alloc(1, sizeof *locale);
    if (!locale) {
        return NULL;
    }
    *locale = (easc__locale){_configthreadlocale(_ENABLE_PER_THREAD_LOCALE), NULL};
    if (locale->mode_before == -1) {
        return locale;
    }
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
    if (locale && locale->mode_before != -1) {
        (void)setlocale(LC_NUMERIC, locale->name_before);
        (void)_configthreadlocale(locale->mode_before);
        easc__free(locale->name_before);
    }
    easc__free(locale);
}

/* NOLINTEND(concurrency-mt-unsafe) */
