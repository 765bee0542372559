/* pattern.h - names with * and ?. */
#ifndef EASC_SOURCE_PATTERN_H
#define EASC_SOURCE_PATTERN_H

#include "base/bytes.h"

/* True when the text has a * or a ?. */
bool easc__is_pattern(easc__bytes text);

/* Where a path may have them: behind \\?\ where '\' stands between the parts (Windows), else at its
   begin. That ? is no sign; it says that the path is to be taken as it stands. */
size_t easc__pattern_start(easc__bytes path, bool has_backslashes);

/* True when the whole name matches: * is any text, also none, ? is one character of UTF-8 (one byte
   of what is no UTF-8), everything else is itself, with `ignore_case` in either case. */
bool easc__pattern_matches(easc__bytes pattern, easc__bytes name, bool ignore_case);

#endif
