/* shipped.h - the catalogues that are compiled in. The definitions are generated at build time from
   templates/catalogue by native/cmake/generate/embed.c, the default one first. */
#ifndef EASC_CATALOGUE_SHIPPED_H
#define EASC_CATALOGUE_SHIPPED_H

#include "base/embedded.h"

/* The files by name, without their ending. */
extern const easc__embedded easc__catalogue_files[];
extern const size_t easc__catalogue_files_count;

#endif
