/* settings.h - from the properties of an exported object to typed settings. Inside the module only.
 */
#ifndef EASC_POLICY_SETTINGS_H
#define EASC_POLICY_SETTINGS_H

#include "policy/export.h"
#include "policy/mailbox_policy.h"

/* As many as the table in settings.c has at most; it is checked there. */
enum { EASC__SETTINGS_MAX = 64 };

/* A policy; its texts live in its own arena. */
struct easc__policy {
    easc__arena arena;
    easc__bytes name;
    easc__policy_value is_default;
    easc__zone zone;
    int64_t changed_s;
    bool is_changed_guess;
    easc__policy_value values[EASC__SETTINGS_MAX];
    size_t unknown;
};

/* Reads an object. `*is_policy` is false, and nothing else matters, when none of its properties is
   a setting. Views of the result point into the export. EASC_E_DATA names a value that its setting
   cannot have; EASC_OK. */
easc_status easc__settings_read(const easc__export *from, size_t object, easc__policy *out,
                                bool *is_policy, easc__error *err);

#endif
