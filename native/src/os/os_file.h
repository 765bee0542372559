/* os_file.h - files by UTF-8 path: reading beside a process that still writes, listing folders,
   replacing an output as one step. The implementations are os/posix/os_file.c and
   os/win/os_file.c (UTF-16 and \\?\ long paths inside); no platform type appears here.
   Every function may be called from any thread; one handle by one thread at a time. */
#ifndef EASC_OS_OS_FILE_H
#define EASC_OS_OS_FILE_H

#include "base/bytes.h"
#include "base/identity.h"
#include "base/status.h"
#include "base/stop.h"

/* A file that is open for reading. */
typedef struct easc__file easc__file;

/* What a path is. */
typedef enum easc__path_kind {
    EASC__PATH_NONE = 0, /* does not exist */
    EASC__PATH_FILE = 1, /* something that can be read as a file, a pipe too */
    EASC__PATH_FOLDER = 2,
    EASC__PATH_DENIED = 3 /* exists, or may exist, but cannot be looked at */
} easc__path_kind;

/* What is known of a path without opening it. */
typedef struct easc__path_info {
    easc__path_kind kind;
    uint64_t size_bytes;     /* of a file */
    easc__identity identity; /* unknown of EASC__PATH_NONE, and where the system has none */
    bool is_regular;         /* a plain file: its size is known and it can be read at an offset */
} easc__path_info;

/* Looks at a path, following links. Never fails: what cannot be looked at is DENIED. */
void easc__path_look(const char *path, easc__path_info *out);

/* Opens for reading; other processes may go on writing, renaming and deleting. "-" has no special
   meaning here. EASC_E_NOT_FOUND, EASC_E_ACCESS, EASC_E_READ, EASC_E_MEMORY. */
easc_status easc__file_open(const char *path, easc__file **out, easc__error *err);

/* Standard input, in binary. Closing it leaves the descriptor open. EASC_E_MEMORY, EASC_E_READ. */
easc_status easc__file_open_stdin(easc__file **out, easc__error *err);

/* While a pipe, a terminal or a device has nothing to give, reads ask `stop` several times a
   second, and end with EASC_E_CANCELLED when it is wanted. It must live as long as the file. */
void easc__file_set_stop(easc__file *file, const easc__stop *stop);

/* Reads up to `capacity` bytes from where the last read ended; fewer only at the end of the file or
   from a pipe, `*count` 0 only at the end. Interrupted reads are repeated. EASC_E_READ,
   EASC_E_CANCELLED. */
easc_status easc__file_read(easc__file *file, void *to, size_t capacity, size_t *count,
                            easc__error *err);

/* Reads at an offset of a regular file; the next easc__file_read goes on behind it. EASC_E_READ. */
easc_status easc__file_read_at(easc__file *file, uint64_t offset, void *to, size_t capacity,
                               size_t *count, easc__error *err);

/* Size now, of a regular file; 0 of anything else. */
uint64_t easc__file_size(easc__file *file);

void easc__file_close(easc__file *file); /* NULL does nothing */

/* The names (no path) in a folder, without "." and "..", sorted by their bytes. Names that are no
   valid UTF-8 are given as they are on POSIX, and with unpaired surrogates as U+FFFD on Windows.
   `*names` is an array of `*count` texts, each and the array itself from easc__alloc.
   EASC_E_NOT_FOUND, EASC_E_ACCESS, EASC_E_READ, EASC_E_MEMORY. */
easc_status easc__folder_list(const char *path, char ***names, size_t *count, easc__error *err);

/* Frees what easc__folder_list gave. */
void easc__names_free(char **names, size_t count);

/* The absolute form of a path, from easc__alloc; relative to the current folder, "." and ".."
   resolved by text, links not followed, '/' between the parts on every system. NULL: no memory. */
char *easc__path_absolute(const char *path);

/* The path of a name that easc__folder_list gave for `folder` ("" is the current one), from
   easc__alloc. On Windows behind \\?\ where the name would else mean something else: it would take
   "logs." for "logs", and "con.log" for the console. NULL: no memory. */
char *easc__path_below(const char *folder, const char *name);

/* True of what stands between the parts of a path: '/', on Windows also '\' and ':'. */
bool easc__is_separator(char c);

/* Offset of the last part of a path: behind its last separator, 0 without one, the length when
   nothing is behind it. */
size_t easc__path_last_part(const char *path);

/* True where "A.log" and "a.log" are the same name (Windows). */
bool easc__names_ignore_case(void);

/* --- an output that is there whole or not at all -------------------------------------------- */

/* An output that is being written. */
typedef struct easc__output easc__output;

/* Creates a temporary file beside `path` (same folder, a name of its own, mode as a new file). A
   link is followed: the file it leads to will be replaced, not the link. A device or a pipe
   (/dev/null, /dev/stdout, NUL) cannot be replaced; it is written straight, from its end on. While
   a pipe has no reader, or one that does not read, `stop` is asked several times a second (NULL:
   the wait has no end; on Windows it is not asked); it must live as long as the output.
   EASC_E_NOT_FOUND (the folder), EASC_E_ACCESS, EASC_E_WRITE, EASC_E_CANCELLED, EASC_E_MEMORY. */
easc_status easc__output_create(const char *path, const easc__stop *stop, easc__output **out,
                                easc__error *err);

/* False of a pipe, into which no library can write an archive. */
bool easc__output_can_seek(const easc__output *output);

/* Path of the temporary file, for a library that writes by itself; valid until the end. Of a device
   or a pipe its own path. */
const char *easc__output_temporary(const easc__output *output);

/* Appends. EASC_E_WRITE, with the reason (disk full, …) in the message; EASC_E_CANCELLED. */
easc_status easc__output_write(easc__output *output, const void *from, size_t count,
                               easc__error *err);

/* Flushes to the disk, and looks whether the target can be replaced now, so that of several outputs
   none is committed when one of them would fail. Statuses of easc__output_commit; the output stays
   open either way. */
easc_status easc__output_prepare(easc__output *output, easc__error *err);

/* Flushes to the disk, closes, renames onto the target, frees `output` whatever happens. On failure
   the temporary file is removed and an old target is untouched. A target that another program holds
   open (Excel does, on Windows) gives EASC_E_ACCESS with a message that says to close it there. */
easc_status easc__output_commit(easc__output *output, easc__error *err);

/* Closes, removes the temporary file, frees; NULL does nothing. */
void easc__output_discard(easc__output *output);

#endif
