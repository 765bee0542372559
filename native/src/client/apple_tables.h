/* apple_tables.h - Apple's builds and models as sorted tables. The definitions are generated at
   build time from client/data by native/cmake/generate/apple_tables.c. */
#ifndef EASC_CLIENT_APPLE_TABLES_H
#define EASC_CLIENT_APPLE_TABLES_H

#include <stddef.h>
#include <stdint.h>

/* "1606.250" is 1606 * EASC__APPLE_BUILD_SCALE + 250: behind the point stand at most 12 digits
   (a beta: up to seven of the build, five of its letter). The generator knows the same number. */
#define EASC__APPLE_BUILD_SCALE 1000000000000ULL

/* A build of iOS or iPadOS and the version it is. */
typedef struct easc__apple_build {
    uint64_t number;
    char version[24];     /* on an iPhone or iPod; ends with NUL */
    char pad_version[24]; /* on an iPad: six builds have another version there */
} easc__apple_build;

/* A model as a user agent names it, and as people do. */
typedef struct easc__apple_model {
    char token[12]; /* "iPhone10C5"; ends with NUL */
    char name[40];  /* "iPhone 8 Plus" */
} easc__apple_model;

/* Sorted by number and by token. */
extern const easc__apple_build easc__apple_builds[];
extern const size_t easc__apple_build_count;
extern const easc__apple_model easc__apple_models[];
extern const size_t easc__apple_model_count;

#endif
