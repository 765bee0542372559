/* os_locale.h - the calling thread's locale as "C" for a while, for libraries that print numbers
   with printf: in a host with a decimal comma they would write 1,5. Nothing else may touch a
   locale. The implementations are os/posix/os_locale.c and os/win/os_locale.c. */
#ifndef EASC_OS_OS_LOCALE_H
#define EASC_OS_OS_LOCALE_H

/* What the locale was before. */
typedef struct easc__locale easc__locale;

/* Makes the locale of this thread, and of no other, "C"; where threads have none of their own
   (mingw) nothing changes. NULL when there is no memory; then nothing changed. */
easc__locale *easc__locale_plain(void);

/* Puts back what there was, in the thread that took it away, and frees it; NULL does nothing. */
void easc__locale_restore(easc__locale *locale);

#endif
