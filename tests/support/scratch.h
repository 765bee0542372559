/* scratch.h - a temporary folder for one test. Every function ends the test when it fails; paths
   live as long as the folder. Names may have '/' for folders that were made before. */
#ifndef EASC_TESTS_SCRATCH_H
#define EASC_TESTS_SCRATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct scratch scratch;

scratch *scratch_new(void);

/* Removes the folder with all that is in it. */
void scratch_free(scratch *place);

/* The folder itself for the empty name. */
const char *scratch_path(scratch *place, const char *name);

/* Makes a file (an old one is replaced) or a folder and gives its path. */
const char *scratch_write(scratch *place, const char *name, const void *bytes, size_t len);
const char *scratch_folder(scratch *place, const char *name);

/* Puts bytes behind a file. */
void scratch_append(scratch *place, const char *name, const void *bytes, size_t len);

/* Holds a file open for writing behind its end, as another program: as IIS does, which lets others
   read and write; or alone, which keeps them out (on Windows only). fclose lets it go. */
FILE *scratch_hold(scratch *place, const char *name, bool is_alone);

/* Reads a file, at most `capacity` bytes; gives how many. */
size_t scratch_read(scratch *place, const char *name, void *to, size_t capacity);

/* A second name for a file. */
const char *scratch_hard_link(scratch *place, const char *name, const char *second);

#ifdef _WIN32
/* From now on paths begin with \\?\: names are taken as they stand. */
void scratch_use_prefix(scratch *place);
#else
/* Makes a symbolic link; `target` is taken as it is. */
const char *scratch_link(scratch *place, const char *target, const char *name);
#endif

#endif
