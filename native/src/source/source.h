/* source.h - from the paths that a user names to a list of inputs, and from an input to its
   uncompressed bytes. Knows nothing of W3C. */
#ifndef EASC_SOURCE_SOURCE_H
#define EASC_SOURCE_SOURCE_H

#include "base/bytes.h"
#include "base/identity.h"
#include "base/status.h"
#include "base/stop.h"

/* Where bytes come from. */
typedef enum easc__input_kind {
    EASC__INPUT_PLAIN = 0,
    EASC__INPUT_GZIP = 1,
    EASC__INPUT_ZIP_MEMBER = 2,
    EASC__INPUT_STDIN = 3
} easc__input_kind;

/* One input: a file, a member of an archive, or standard input. */
typedef struct easc__input_ref {
    easc__input_kind kind;
    char *path;     /* as shown: what the user named, then the way below it; a member is
                       ARCHIVE/MEMBER; standard input is "-" */
    char *absolute; /* the absolute path ('/' between parts), of a member with its name behind
                       it; "" for standard input. Servers are named after it. */
    easc__identity identity; /* of the file, of a member of its archive */
    char *container;         /* of a member: path of the archive; else NULL */
    uint64_t position[2];    /* of a member */
    bool is_encrypted;       /* of a member */
    uint64_t size_bytes; /* compressed size of a file, uncompressed size of a member; 0 unknown */
} easc__input_ref;

/* What was found, and what could not be looked at (each with path and message). */
typedef struct easc__input_list {
    easc__input_ref *inputs;
    size_t count;
    size_t capacity;
    easc__error *problems;
    size_t problem_count;
    size_t problem_capacity;
} easc__input_list;

/* Finds the inputs that `paths` name, each file once (by identity) however often it is reached:
   - a folder: below it, recursively, every *.log, *.log.gz and every member *.log of every *.zip,
     names without case; a folder that is reached twice (links) is entered once; folders nest at
     most 128 deep, what lies deeper is a problem;
   - a file, whatever its name: gzip and zip are recognised by their first bytes; of an archive the
     members *.log;
   - a name with * or ? that is no existing file: what is there and matches, part by part, without
     case on Windows; matching nothing is a problem EASC_E_NOT_FOUND; a matched folder is entered;
   - "-": standard input, once; gzip is recognised there, and in every file, by its first bytes when
   it is opened. A path that does not exist, a folder that cannot be listed, an archive that cannot
   be opened is a problem, not a failure; a folder without logs adds nothing. Inputs come sorted by
   the bytes of `path`, so that the list does not depend on the system. Fails with EASC_E_MEMORY,
   and with EASC_E_CANCELLED when `stop`, which is asked now and then (NULL: never), says so; then
   the list is empty. */
easc_status easc__inputs_find(const char *const *paths, size_t count, const easc__stop *stop,
                              easc__input_list *out, easc__error *err);
void easc__inputs_free(easc__input_list *list);

/* An input that is open. */
typedef struct easc__stream easc__stream;

/* Opens an input for reading its uncompressed bytes from the beginning. `stop` (NULL is allowed,
   must live as long as the stream) ends waits for a pipe with EASC_E_CANCELLED. Statuses of
   os_file.h and archive.h; the error names the input's path. */
easc_status easc__stream_open(const easc__input_ref *input, const easc__stop *stop,
                              easc__stream **out, easc__error *err);

/* Up to `capacity` bytes, `*count` 0 at the end only; as easc__gzip_read for faults. A plain file
   is read to the size it has when the end is reached. */
easc_status easc__stream_read(easc__stream *stream, void *to, size_t capacity, size_t *count,
                              easc__error *err);

/* How much has been read, in the unit of the input's size_bytes: compressed bytes of a gzip file,
   uncompressed bytes of everything else. For progress. */
uint64_t easc__stream_consumed(const easc__stream *stream);
void easc__stream_close(easc__stream *stream); /* NULL does nothing */

#endif
