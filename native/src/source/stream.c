/* stream.c - an input as its uncompressed bytes; see source.h. */
#include "source/source.h"

#include "archive/archive.h"
#include "base/heap.h"
#include "os/os_file.h"

enum { HEAD_SIZE = 4 };

struct easc__stream {
    const easc__stop *stop;
    char *path;           /* of the input, for messages */
    easc__file *file;     /* of a plain file and a plain pipe */
    easc__gzip *gzip;     /* of what is gzip */
    easc__zip *zip;       /* of a member */
    char head[HEAD_SIZE]; /* what was read to see what it is */
    size_t head_count;    /* not given yet */
    uint64_t given_bytes; /* uncompressed */
};

/* The layers below know the archive or the file; the user knows the input. */
static easc_status rename_fault(const easc__error *fault, const char *path, easc__error *err)
{
    return easc__fail(err, fault->status, path, fault->message);
}

static easc_status open_gzip(const char *path, easc__gzip **out, easc__error *err)
{
    easc__file *file = NULL;
    easc_status status = easc__file_open(path, &file, err);
    return status == EASC_OK ? easc__gzip_open(file, EASC__LIT(""), out, err) : status;
}

/* Reads the first bytes, to see what it is: names lie, and pipes have none. A zip archive needs its
   end first. */
static easc_status look_inside(easc__stream *stream, easc__error *err)
{
    size_t count = 1;
    while (stream->head_count < HEAD_SIZE && count > 0) {
        easc_status status = easc__file_read(stream->file, stream->head + stream->head_count,
                                             HEAD_SIZE - stream->head_count, &count, err);
        if (status != EASC_OK) {
            return status;
        }
        stream->head_count += count;
    }
    easc__bytes head = easc__bytes_of(stream->head, stream->head_count);
    if (easc__is_zip_head(head)) {
        return easc__fail(
            err, EASC_E_DATA, NULL,
            "is a zip archive, which is read from a file *.zip only: save it and name it so");
    }
    if (!easc__is_gzip_head(head)) {
        return EASC_OK;
    }
    easc__file *file = stream->file;
    stream->file = NULL;
    stream->head_count = 0;
    return easc__gzip_open(file, head, &stream->gzip, err);
}

static easc_status open_unknown(const easc__input_ref *input, easc__stream *stream,
                                easc__error *err)
{
    easc_status status = input->kind == EASC__INPUT_STDIN
                             ? easc__file_open_stdin(&stream->file, err)
                             : easc__file_open(input->path, &stream->file, err);
    if (status != EASC_OK) {
        return status;
    }
    easc__file_set_stop(stream->file, stream->stop);
    return look_inside(stream, err);
}

static easc_status open_member(const easc__input_ref *input, easc__zip **out, easc__error *err)
{
    easc__zip_member member = {.size_bytes = input->size_bytes,
                               .position = {input->position[0], input->position[1]},
                               .is_encrypted = input->is_encrypted};
    return easc__zip_open(input->container, &member, out, err);
}

static easc_status open_kind(const easc__input_ref *input, easc__stream *stream, easc__error *err)
{
    switch (input->kind) {
    case EASC__INPUT_GZIP:
        return open_gzip(input->path, &stream->gzip, err);
    case EASC__INPUT_ZIP_MEMBER:
        return open_member(input, &stream->zip, err);
    case EASC__INPUT_PLAIN:
    case EASC__INPUT_STDIN:
        return open_unknown(input, stream, err);
    }
    return easc__fail(err, EASC_E_INTERNAL, input->path, "an input of no known kind");
}

easc_status easc__stream_open(const easc__input_ref *input, const easc__stop *stop,
                              easc__stream **out, easc__error *err)
{
    easc__stream *stream = easc__alloc_zero(1, sizeof *stream);
    char *path = easc__copy_text(input->path, strlen(input->path));
    if (!stream || !path) {
        easc__free(stream);
        easc__free(path);
        return easc__fail(err, EASC_E_MEMORY, input->path, "not enough memory");
    }
    stream->path = path;
    stream->stop = stop;
    easc__error fault;
    if (open_kind(input, stream, &fault) != EASC_OK) {
        easc_status status = rename_fault(&fault, input->path, err);
        easc__stream_close(stream);
        return status;
    }
    *out = stream;
    return EASC_OK;
}

/* What the look into a pipe took. */
static size_t give_head(easc__stream *stream, void *to, size_t capacity)
{
    size_t n = stream->head_count < capacity ? stream->head_count : capacity;
    memcpy(to, stream->head, n);
    memmove(stream->head, stream->head + n, stream->head_count - n);
    stream->head_count -= n;
    return n;
}

static easc_status read_kind(easc__stream *stream, void *to, size_t capacity, size_t *count,
                             easc__error *err)
{
    if (stream->gzip) {
        return easc__gzip_read(stream->gzip, to, capacity, count, err);
    }
    if (stream->zip) {
        return easc__zip_read(stream->zip, to, capacity, count, err);
    }
    size_t given = give_head(stream, to, capacity);
    size_t more = 0;
    easc_status status =
        easc__file_read(stream->file, (char *)to + given, capacity - given, &more, err);
    *count = given + more;
    return given > 0 ? EASC_OK : status; /* a fault behind good bytes comes again */
}

easc_status easc__stream_read(easc__stream *stream, void *to, size_t capacity, size_t *count,
                              easc__error *err)
{
    easc__error fault;
    size_t given = 0;
    if (read_kind(stream, to, capacity, &given, &fault) != EASC_OK) {
        *count = 0;
        return rename_fault(&fault, stream->path, err);
    }
    stream->given_bytes += given;
    *count = given;
    return EASC_OK;
}

uint64_t easc__stream_consumed(const easc__stream *stream)
{
    return stream->gzip ? easc__gzip_consumed(stream->gzip) : stream->given_bytes;
}

void easc__stream_close(easc__stream *stream)
{
    if (stream) {
        easc__file_close(stream->file);
        easc__gzip_close(stream->gzip);
        easc__zip_close(stream->zip);
        easc__free(stream->path);
        easc__free(stream);
    }
}
