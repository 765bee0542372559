/* label_files.h - the labels that are compiled in. The definitions are generated at build time from
   templates/labels by native/cmake/generate/embed.c, the default language first. */
#ifndef EASC_LABELS_LABEL_FILES_H
#define EASC_LABELS_LABEL_FILES_H

#include "base/embedded.h"

/* The files by language. */
extern const easc__embedded easc__label_files[];
extern const size_t easc__label_files_count;

#endif
