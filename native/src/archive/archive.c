/* archive.c - see archive.h. The only file that knows zlib and minizip. Both streams work alike:
   they give what they have, remember the fault that came with it, and give it with the next call.
 */
#include "archive/archive.h"

#include "base/heap.h"
#include "base/text.h"

#include <minizip/unzip.h>
#include <zlib.h>

enum {
    BUFFER_SIZE = 64 * 1024,
    READ_LIMIT = 1 << 30, /* zlib counts a buffer in 32 bits, minizip in 31 */
    MEMBER_LIMIT = 1000000,
    NAME_SIZE = 65536, /* the length of a name has 16 bits */
    OLD_COUNT_LIMIT = 0xFFFF,
    FLAG_ENCRYPTED = 1u << 0,
    METHOD_STORED = 0
};

static easc_status memory_fail(easc__error *err, const char *path)
{
    return easc__fail(err, EASC_E_MEMORY, path, "not enough memory");
}

static bool expands_too_far(uint64_t consumed, uint64_t produced)
{
    return produced > EASC__EXPANSION_FREE_BYTES && produced / EASC__EXPANSION_MAX_RATIO > consumed;
}

static void fail_expansion(easc__error *fault)
{
    (void)easc__fail(fault, EASC_E_LIMIT, NULL,
                     "expands more than 200 times, which no log does: unpack it yourself if you "
                     "trust it");
}

/* The end of a read: what came is good; a fault counts when nothing came. */
static easc_status give(size_t produced, const easc__error *fault, size_t *count, easc__error *err)
{
    *count = produced;
    if (produced > 0 || fault->status == EASC_OK) {
        return EASC_OK;
    }
    if (err) {
        *err = *fault;
    }
    return fault->status;
}

/* --- gzip ----------------------------------------------------------------------------------- */

struct easc__gzip {
    easc__file *file;
    z_stream z;
    bool is_in_member;  /* between the first byte of a member and its checksum */
    bool has_member;    /* a complete one was read */
    bool has_ended;     /* nothing but padding is left */
    easc__error fault;  /* EASC_OK: none yet */
    uint64_t fetched;   /* bytes read from the file */
    uint64_t delivered; /* uncompressed bytes */
    unsigned char input[BUFFER_SIZE];
};

static const unsigned char gzip_magic[3] = {0x1F, 0x8B, Z_DEFLATED};

/* zlib's memory comes through our seam as well. */
static voidpf allocate(voidpf opaque, uInt count, uInt size)
{
    (void)opaque;
    return easc__alloc_zero(count, size);
}

static void release(voidpf opaque, voidpf block)
{
    (void)opaque;
    easc__free(block);
}

bool easc__is_gzip_head(easc__bytes head)
{
    return easc__starts(head, EASC__LIT("\x1F\x8B"));
}

bool easc__is_zip_head(easc__bytes head)
{
    /* A member, or the end of an archive without members. */
    return easc__starts(head, EASC__LIT("PK\x03\x04")) ||
           easc__starts(head, EASC__LIT("PK\x05\x06"));
}

easc_status easc__gzip_open(easc__file *file, easc__bytes head, easc__gzip **out, easc__error *err)
{
    easc__gzip *gzip = easc__alloc_zero(1, sizeof *gzip);
    if (gzip) {
        gzip->z.zalloc = allocate;
        gzip->z.zfree = release;
        gzip->z.next_in = gzip->input;
    }
    if (!gzip || inflateInit2(&gzip->z, MAX_WBITS + 16) != Z_OK) { /* 16: a gzip frame */
        easc__free(gzip);
        easc__file_close(file);
        return memory_fail(err, NULL);
    }
    gzip->file = file;
    if (head.n > 0) {
        memcpy(gzip->input, head.p, head.n);
        gzip->z.avail_in = (uInt)head.n;
        gzip->fetched = head.n;
    }
    *out = gzip;
    return EASC_OK;
}

/* Puts more of the file behind what the buffer holds; false at the end of the file or at a fault.
 */
static bool fetch(easc__gzip *gzip)
{
    size_t held = gzip->z.avail_in;
    if (held > 0 && gzip->z.next_in != gzip->input) {
        memmove(gzip->input, gzip->z.next_in, held);
    }
    size_t got = 0;
    gzip->z.next_in = gzip->input;
    (void)easc__file_read(gzip->file, gzip->input + held, BUFFER_SIZE - held, &got, &gzip->fault);
    gzip->z.avail_in = (uInt)(held + got);
    gzip->fetched += got;
    return got > 0;
}

static void fail_gzip(easc__gzip *gzip, easc_status status, const char *message)
{
    if (gzip->fault.status == EASC_OK) { /* a fault of reading came first */
        (void)easc__fail(&gzip->fault, status, NULL, message);
    }
}

/* What stands where a member may begin: a member, its torn head, or something else. */
static void begin_member(easc__gzip *gzip)
{
    while (gzip->z.avail_in < sizeof gzip_magic && fetch(gzip)) {
    }
    size_t held = gzip->z.avail_in < sizeof gzip_magic ? gzip->z.avail_in : sizeof gzip_magic;
    bool is_like_gzip = memcmp(gzip->z.next_in, gzip_magic, held) == 0;
    if (gzip->has_member && (held == 0 || !is_like_gzip)) {
        gzip->has_ended = true;
    } else if (!is_like_gzip) {
        fail_gzip(gzip, EASC_E_DATA, "is no gzip file");
    } else if (held < sizeof gzip_magic) {
        fail_gzip(gzip, EASC_E_TRUNCATED, "the gzip file is cut off in its header");
    } else {
        (void)inflateReset(&gzip->z);
        gzip->is_in_member = true;
    }
}

/* One call of inflate. It comes before any fetch, because zlib may still hold output when the
   input is used up. */
static void continue_member(easc__gzip *gzip)
{
    uInt room = gzip->z.avail_out;
    int result = inflate(&gzip->z, Z_NO_FLUSH);
    gzip->delivered += room - gzip->z.avail_out;
    if (result == Z_STREAM_END) {
        gzip->is_in_member = false;
        gzip->has_member = true;
    } else if (result == Z_BUF_ERROR) {
        if (!fetch(gzip)) {
            fail_gzip(gzip, EASC_E_TRUNCATED, "the gzip file is cut off: its end is missing");
        }
    } else if (result == Z_MEM_ERROR) {
        (void)memory_fail(&gzip->fault, NULL);
    } else if (result != Z_OK) {
        fail_gzip(gzip, EASC_E_DATA, "the gzip file is damaged: its content or checksum is wrong");
    }
    if (expands_too_far(easc__gzip_consumed(gzip), gzip->delivered)) {
        fail_expansion(&gzip->fault);
    }
}

easc_status easc__gzip_read(easc__gzip *gzip, void *to, size_t capacity, size_t *count,
                            easc__error *err)
{
    uInt room = capacity < READ_LIMIT ? (uInt)capacity : READ_LIMIT;
    gzip->z.next_out = to;
    gzip->z.avail_out = room;
    while (gzip->z.avail_out > 0 && !gzip->has_ended && gzip->fault.status == EASC_OK) {
        if (gzip->is_in_member) {
            continue_member(gzip);
        } else {
            begin_member(gzip);
        }
    }
    return give(room - gzip->z.avail_out, &gzip->fault, count, err);
}

uint64_t easc__gzip_consumed(const easc__gzip *gzip)
{
    return gzip->fetched - gzip->z.avail_in;
}

void easc__gzip_close(easc__gzip *gzip)
{
    if (gzip) {
        (void)inflateEnd(&gzip->z);
        easc__file_close(gzip->file);
        easc__free(gzip);
    }
}

/* --- zip: minizip reads through these, so that paths are ours on every system ------------------
 */

/* minizip fetches a directory byte by byte, so the window is what keeps it fast. */
typedef struct zip_io {
    easc__file *file;
    uint64_t size;
    uint64_t position;
    uint64_t window_start; /* offset of the first byte in the window */
    size_t window_len;
    bool is_short;     /* the last read met the end of the file */
    easc__error fault; /* of reading the file; EASC_OK: none */
    unsigned char window[BUFFER_SIZE];
} zip_io;

static voidpf ZCALLBACK io_open(voidpf opaque, const void *path, int mode)
{
    (void)path;
    (void)mode;
    return opaque;
}

/* Bytes of the window from the position on; 0 when it lies outside. */
static size_t window_left(const zip_io *io)
{
    if (io->position < io->window_start || io->position - io->window_start >= io->window_len) {
        return 0;
    }
    return io->window_len - (size_t)(io->position - io->window_start);
}

/* Moves the window to the position; false at the end of the file or at a fault. */
static bool move_window(zip_io *io)
{
    size_t got = 0;
    if (io->position < io->size) {
        (void)easc__file_read_at(io->file, io->position, io->window, BUFFER_SIZE, &got, &io->fault);
    }
    io->window_start = io->position;
    io->window_len = got;
    return got > 0;
}

static uLong ZCALLBACK io_read(voidpf opaque, voidpf stream, void *to, uLong size)
{
    (void)opaque;
    zip_io *io = stream;
    uLong used = 0;
    while (used < size) {
        size_t left = window_left(io);
        if (left == 0 && !move_window(io)) {
            break;
        }
        left = window_left(io);
        size_t piece = size - used < left ? size - used : left;
        memcpy((char *)to + used, io->window + (io->position - io->window_start), piece);
        io->position += piece;
        used += (uLong)piece;
    }
    io->is_short = used < size;
    return used;
}

static uLong ZCALLBACK io_write(voidpf opaque, voidpf stream, const void *from, uLong size)
{
    (void)opaque;
    (void)stream;
    (void)from;
    (void)size;
    return 0; /* nothing is ever written */
}

static ZPOS64_T ZCALLBACK io_tell(voidpf opaque, voidpf stream)
{
    (void)opaque;
    const zip_io *io = stream;
    return io->position;
}

/* Any position will do: behind the end there is nothing to read. */
static long ZCALLBACK io_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
    (void)opaque;
    zip_io *io = stream;
    uint64_t base = origin == ZLIB_FILEFUNC_SEEK_CUR ? io->position : 0;
    base = origin == ZLIB_FILEFUNC_SEEK_END ? io->size : base;
    io->position = base + offset;
    return 0;
}

/* The owner closes: minizip does so also when it finds no archive, and then the fault is needed. */
static int ZCALLBACK io_close(voidpf opaque, voidpf stream)
{
    (void)opaque;
    (void)stream;
    return 0;
}

/* The end of the file is an error too: without it minizip takes what is missing for zeros. */
static int ZCALLBACK io_error(voidpf opaque, voidpf stream)
{
    (void)opaque;
    const zip_io *io = stream;
    return io->is_short || io->fault.status != EASC_OK;
}

static void io_free(zip_io *io)
{
    if (io) {
        easc__file_close(io->file);
        easc__free(io);
    }
}

/* `*out` is set when it is EASC_OK, and only then. */
static easc_status io_new(const char *path, zip_io **out, easc__error *err)
{
    zip_io *io = easc__alloc_zero(1, sizeof *io);
    if (!io) {
        return memory_fail(err, path);
    }
    easc_status status = easc__file_open(path, &io->file, err);
    if (status != EASC_OK) {
        io_free(io);
        return status;
    }
    io->size = easc__file_size(io->file);
    *out = io;
    return EASC_OK;
}

/* An archive as minizip sees it; both NULL when closed. */
typedef struct zip_archive {
    zip_io *io;
    unzFile unz; /* NULL also for an archive without members, which minizip takes for none */
} zip_archive;

static void close_archive(zip_archive *archive)
{
    if (archive->unz) {
        (void)unzCloseCurrentFile(archive->unz);
        (void)unzClose(archive->unz);
    }
    io_free(archive->io);
    *archive = (zip_archive){NULL, NULL};
}

/* Nothing but the 22 bytes at the end of every archive, with no member in this one. */
static bool is_empty_archive(zip_io *io)
{
    static const unsigned char expected[12] = {'P', 'K', 5, 6};
    unsigned char head[sizeof expected];
    io->position = 0;
    return io->size >= 22 && io_read(NULL, io, head, sizeof head) == sizeof head &&
           memcmp(head, expected, sizeof head) == 0;
}

static easc_status fail_zip(easc__error *err, const zip_io *io, const char *path, int code)
{
    if (io->fault.status != EASC_OK) {
        return easc__fail(err, io->fault.status, path, io->fault.message);
    }
    if (code == UNZ_INTERNALERROR || code == Z_MEM_ERROR) {
        return memory_fail(err, path);
    }
    return easc__fail(err, EASC_E_DATA, path, "the zip archive is damaged or cut off");
}

static easc_status open_archive(const char *path, zip_archive *out, easc__error *err)
{
    zip_archive archive = {NULL, NULL};
    easc_status status = io_new(path, &archive.io, err);
    if (!archive.io) {
        return status;
    }
    zlib_filefunc64_def functions = {io_open, io_read,  io_write, io_tell,
                                     io_seek, io_close, io_error, archive.io};
    archive.unz = unzOpen2_64(path, &functions);
    if (!archive.unz && !is_empty_archive(archive.io)) {
        status = fail_zip(err, archive.io, path, UNZ_BADZIPFILE);
        close_archive(&archive);
        return status;
    }
    *out = archive;
    return EASC_OK;
}

/* --- zip: the list of members ------------------------------------------------------------------
 */

typedef struct member_list {
    easc__zip_member *members;
    size_t count;
    size_t capacity;
    char *raw_name; /* NAME_SIZE bytes */
} member_list;

/* A name as the product shows it. Windows programs wrote '\'; a NUL would cut it short. */
static char *clean_name(char *raw, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        raw[i] = raw[i] == '\\' ? '/' : raw[i];
        raw[i] = raw[i] == '\0' ? '?' : raw[i];
    }
    easc__text text = easc__text_init(0);
    easc__text_add_utf8(&text, easc__bytes_of(raw, len));
    char *name = text.failed ? NULL : easc__copy_text(text.p, text.n);
    easc__text_done(&text);
    return name;
}

/* Adds the member at which minizip stands. Gives minizip's code. */
static int add_member(member_list *list, unzFile unz)
{
    easc__zip_member *moved =
        easc__grow(list->members, list->count, &list->capacity, sizeof *list->members);
    if (!moved) {
        return Z_MEM_ERROR;
    }
    list->members = moved;
    unz_file_info64 info;
    unz64_file_pos at;
    int code = unzGetCurrentFileInfo64(unz, &info, list->raw_name, NAME_SIZE, NULL, 0, NULL, 0);
    if (code == UNZ_OK) {
        code = unzGetFilePos64(unz, &at);
    }
    if (code != UNZ_OK) {
        return code;
    }
    char *name = clean_name(list->raw_name, info.size_filename);
    if (!name) {
        return Z_MEM_ERROR;
    }
    list->members[list->count++] = (easc__zip_member){
        .name = name,
        .size_bytes = info.uncompressed_size,
        .position = {at.pos_in_zip_directory, at.num_of_file},
        .is_encrypted = (info.flag & FLAG_ENCRYPTED) != 0,
        .is_folder = easc__behind_last(easc__bytes_z(name), '/') == strlen(name)};
    return UNZ_OK;
}

/* Goes through the directory. Gives minizip's code, UNZ_OK when there are too many. */
static int add_members(member_list *list, unzFile unz)
{
    int code = unzGoToFirstFile(unz);
    while (code == UNZ_OK && list->count < MEMBER_LIMIT) {
        code = add_member(list, unz);
        if (code == UNZ_OK) {
            code = unzGoToNextFile(unz);
        }
    }
    return code;
}

static easc_status fail_count(easc__error *err, const char *path)
{
    return easc__fail(err, EASC_E_LIMIT, path, "the zip archive has more than a million members");
}

/* minizip trusts the count that the archive gives, except for the largest one that the old format
   can write: then it reads on until no entry comes. */
static easc_status read_members(member_list *list, const zip_archive *archive, const char *path,
                                easc__error *err)
{
    unz_global_info64 global = {0, 0};
    int code = unzGetGlobalInfo64(archive->unz, &global);
    if (code == UNZ_OK && global.number_entry == 0) {
        return EASC_OK;
    }
    if (code == UNZ_OK && global.number_entry <= MEMBER_LIMIT) {
        code = add_members(list, archive->unz);
    }
    if (code == UNZ_OK) {
        return fail_count(err, path);
    }
    bool is_no_entry = code == UNZ_BADZIPFILE || code == UNZ_ERRNO;
    bool is_at_end = code == UNZ_END_OF_LIST_OF_FILE ||
                     (is_no_entry && archive->io->fault.status == EASC_OK &&
                      list->count == OLD_COUNT_LIMIT && global.number_entry == OLD_COUNT_LIMIT);
    return is_at_end ? EASC_OK : fail_zip(err, archive->io, path, code);
}

easc_status easc__zip_list(const char *path, easc__zip_member **members, size_t *count,
                           easc__error *err)
{
    zip_archive archive = {NULL, NULL};
    easc_status status = open_archive(path, &archive, err);
    if (status != EASC_OK) {
        return status;
    }
    member_list list = {NULL, 0, 0, easc__alloc(NAME_SIZE, 1)};
    if (!list.raw_name) {
        status = memory_fail(err, path);
    } else if (archive.unz) {
        status = read_members(&list, &archive, path, err);
    }
    easc__free(list.raw_name);
    close_archive(&archive);
    if (status != EASC_OK) {
        easc__zip_members_free(list.members, list.count);
        return status;
    }
    *members = list.members;
    *count = list.count;
    return EASC_OK;
}

void easc__zip_members_free(easc__zip_member *members, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        easc__free(members[i].name);
    }
    easc__free(members);
}

/* --- zip: one member ---------------------------------------------------------------------------
 */

struct easc__zip {
    zip_archive archive;
    uint64_t size_bytes; /* as the directory says */
    uint64_t data_start; /* where minizip began to read compressed bytes */
    bool has_ended;
    easc__error fault; /* EASC_OK: none yet */
};

/* Goes to the member and sees that it is one we can read. */
static easc_status find_member(const zip_archive *archive, const char *path,
                               const easc__zip_member *member, easc__error *err)
{
    unz64_file_pos at = {member->position[0], member->position[1]};
    unz_file_info64 info;
    int code = archive->unz ? unzGoToFilePos64(archive->unz, &at) : UNZ_BADZIPFILE;
    if (code == UNZ_OK) {
        code = unzGetCurrentFileInfo64(archive->unz, &info, NULL, 0, NULL, 0, NULL, 0);
    }
    if (code != UNZ_OK) {
        return fail_zip(err, archive->io, path, code);
    }
    if (info.uncompressed_size != member->size_bytes) {
        return easc__fail(err, EASC_E_DATA, path, "the zip archive has changed while it was read");
    }
    if ((info.flag & FLAG_ENCRYPTED) != 0) {
        return easc__fail(err, EASC_E_DATA, path,
                          "the member is encrypted: unpack the archive with its password first");
    }
    if (info.compression_method != METHOD_STORED && info.compression_method != Z_DEFLATED) {
        return easc__fail(err, EASC_E_DATA, path,
                          "the member is compressed by a method other than deflate: unpack the "
                          "archive first");
    }
    return EASC_OK;
}

static easc_status open_member(easc__zip *zip, const char *path, const easc__zip_member *member,
                               easc__error *err)
{
    easc_status status = open_archive(path, &zip->archive, err);
    if (status == EASC_OK) {
        status = find_member(&zip->archive, path, member, err);
    }
    if (status != EASC_OK) {
        return status;
    }
    int code = unzOpenCurrentFile(zip->archive.unz);
    if (code != UNZ_OK) {
        return fail_zip(err, zip->archive.io, path, code);
    }
    zip->size_bytes = member->size_bytes;
    zip->data_start = unzGetCurrentFileZStreamPos64(zip->archive.unz);
    return EASC_OK;
}

easc_status easc__zip_open(const char *path, const easc__zip_member *member, easc__zip **out,
                           easc__error *err)
{
    easc__zip *zip = easc__alloc_zero(1, sizeof *zip);
    if (!zip) {
        return memory_fail(err, path);
    }
    easc_status status = open_member(zip, path, member, err);
    if (status != EASC_OK) {
        easc__zip_close(zip);
        return status;
    }
    *out = zip;
    return EASC_OK;
}

/* At the end the length and the checksum must be those of the directory. */
static void finish_member(easc__zip *zip)
{
    bool is_whole = unztell64(zip->archive.unz) == zip->size_bytes;
    if (unzCloseCurrentFile(zip->archive.unz) != UNZ_OK || !is_whole) {
        (void)easc__fail(&zip->fault, EASC_E_DATA, NULL,
                         "the member is damaged: its length or checksum is wrong");
    }
    zip->has_ended = true;
}

static void fail_member(easc__zip *zip, int code)
{
    if (code == UNZ_ERRNO && zip->archive.io->fault.status == EASC_OK) {
        (void)easc__fail(&zip->fault, EASC_E_TRUNCATED, NULL,
                         "the zip archive is cut off inside this member");
    } else {
        (void)fail_zip(&zip->fault, zip->archive.io, NULL, code);
    }
}

/* minizip forgets to say how many bytes came before a fault; its position in the member tells. */
static size_t read_member(easc__zip *zip, void *to, unsigned capacity)
{
    uint64_t before = unztell64(zip->archive.unz);
    int code = unzReadCurrentFile(zip->archive.unz, to, capacity);
    uint64_t after = unztell64(zip->archive.unz);
    uint64_t fetched = unzGetCurrentFileZStreamPos64(zip->archive.unz) - zip->data_start;
    if (code < 0) {
        fail_member(zip, code);
    } else if (expands_too_far(fetched, after)) {
        fail_expansion(&zip->fault);
    } else if (code == 0) {
        finish_member(zip);
    }
    return (size_t)(after - before);
}

easc_status easc__zip_read(easc__zip *zip, void *to, size_t capacity, size_t *count,
                           easc__error *err)
{
    size_t produced = 0;
    if (capacity > 0 && !zip->has_ended && zip->fault.status == EASC_OK) {
        produced = read_member(zip, to, capacity < READ_LIMIT ? (unsigned)capacity : READ_LIMIT);
    }
    return give(produced, &zip->fault, count, err);
}

void easc__zip_close(easc__zip *zip)
{
    if (zip) {
        close_archive(&zip->archive);
        easc__free(zip);
    }
}
