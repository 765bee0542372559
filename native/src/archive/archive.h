/* archive.h - bytes out of .gz files and .zip members, as a stream. archive.c alone sees zlib and
   minizip. One stream by one thread at a time; different streams freely.

   The file behind a complete member may go on with another one; anything else there (zeros that
   fill a block, garbage) is ignored, as gzip does. A stream that expands without measure (a "bomb")
   ends with EASC_E_LIMIT: see EASC__EXPANSION_FREE_BYTES. What came before an error stays good. */
#ifndef EASC_ARCHIVE_ARCHIVE_H
#define EASC_ARCHIVE_ARCHIVE_H

#include "base/bytes.h"
#include "base/status.h"
#include "os/os_file.h"

/* IIS logs shrink 10 to 40 times; deflate cannot do more than 1032 times. Above the first number a
   stream must not exceed the second one. */
#define EASC__EXPANSION_FREE_BYTES ((uint64_t)64 << 20)
#define EASC__EXPANSION_MAX_RATIO 200u

/* An open gzip stream. */
typedef struct easc__gzip easc__gzip;

/* Reads gzip members, one behind the other, out of `head`, what was read of the file already (at
   most EASC__GZIP_HEAD_MAX bytes), and `file`, which it owns from now on, also on failure.
   EASC_E_MEMORY. */
enum { EASC__GZIP_HEAD_MAX = 16 };
easc_status easc__gzip_open(easc__file *file, easc__bytes head, easc__gzip **out, easc__error *err);

/* What the first bytes of a file say it is (4 are enough). */
bool easc__is_gzip_head(easc__bytes head);
bool easc__is_zip_head(easc__bytes head);

/* Up to `capacity` uncompressed bytes, `*count` 0 at the end. EASC_E_TRUNCATED (the file ends
   inside a member), EASC_E_DATA (no gzip, or damaged: checksum, length), EASC_E_LIMIT, EASC_E_READ.
   Bytes that came before the fault are given first, the fault with the next call. */
easc_status easc__gzip_read(easc__gzip *gzip, void *to, size_t capacity, size_t *count,
                            easc__error *err);

/* Bytes of the file used so far, for progress. */
uint64_t easc__gzip_consumed(const easc__gzip *gzip);
void easc__gzip_close(easc__gzip *gzip); /* NULL does nothing */

/* One member of an archive, as the central directory describes it. */
typedef struct easc__zip_member {
    char *name; /* UTF-8, '/' between folders; from easc__alloc */
    uint64_t size_bytes;
    uint64_t position[2]; /* where minizip finds it again */
    bool is_encrypted;
    bool is_folder;
} easc__zip_member;

/* The members in the order of the central directory, at most one million. `*members` is from
   easc__alloc. EASC_E_NOT_FOUND, EASC_E_ACCESS, EASC_E_READ, EASC_E_DATA (no archive, or damaged),
   EASC_E_LIMIT, EASC_E_MEMORY. */
easc_status easc__zip_list(const char *path, easc__zip_member **members, size_t *count,
                           easc__error *err);
void easc__zip_members_free(easc__zip_member *members, size_t count);

/* An open member of a zip archive. */
typedef struct easc__zip easc__zip;

/* Opens one member for reading; its own handle on the archive. Encrypted members and methods other
   than stored and deflate give EASC_E_DATA with a message that says so. */
easc_status easc__zip_open(const char *path, const easc__zip_member *member, easc__zip **out,
                           easc__error *err);

/* As easc__gzip_read; EASC_E_DATA also when the length or the checksum is not the one that the
   directory of the archive gives. */
easc_status easc__zip_read(easc__zip *zip, void *to, size_t capacity, size_t *count,
                           easc__error *err);
void easc__zip_close(easc__zip *zip); /* NULL does nothing */

#endif
