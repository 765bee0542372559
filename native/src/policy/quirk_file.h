/* quirk_file.h - the list of quirks that is compiled in. The definition is generated at build time
   from templates/catalogue by native/cmake/generate/embed.c. */
#ifndef EASC_POLICY_QUIRK_FILE_H
#define EASC_POLICY_QUIRK_FILE_H

#include "base/embedded.h"

/* One file. */
extern const easc__embedded easc__quirk_files[];
extern const size_t easc__quirk_files_count;

#endif
