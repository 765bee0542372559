/* account.c - see account.h. */
#include "request/account.h"

easc__bytes easc__local_part(easc__bytes form)
{
    size_t at = easc__behind_last(form, '\\');
    if (at == 0) {
        at = easc__behind_last(form, '/');
    }
    return at > 0 ? easc__from(form, at) : easc__first(form, easc__find(form, '@'));
}

int easc__form_rank(easc__bytes form)
{
    if (easc__find(form, '\\') < form.n) {
        return 3;
    }
    if (easc__find(form, '/') < form.n) {
        return 2;
    }
    return easc__find(form, '@') < form.n ? 1 : 0;
}

bool easc__is_machine_account(easc__bytes form)
{
    return form.n > 0 && form.p[form.n - 1] == '$';
}

static bool is_hex(easc__bytes text)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = easc__lower(text.p[i]);
        if (!easc__is_digit(c) && (c < 'a' || c > 'f')) {
            return false;
        }
    }
    return true;
}

static bool is_name_with_hex(easc__bytes name, easc__bytes prefix, size_t least_digits)
{
    easc__bytes digits = easc__from(name, prefix.n);
    return easc__starts_nocase(name, prefix) && digits.n >= least_digits && is_hex(digits);
}

bool easc__is_monitoring_account(easc__bytes form)
{
    easc__bytes name = easc__local_part(form);
    return is_name_with_hex(name, EASC__LIT("HealthMailbox"), 7) ||
           is_name_with_hex(name, EASC__LIT("extest_"), 1);
}
