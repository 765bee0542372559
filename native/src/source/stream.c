/* stream.c - an input as its uncompressed bytes; see source.h. */
#include "source/source.h"

#include "archive/archive.h"
#include "base/heap.h"
#include "os/os_file.h"

struct easc__stream {
    easc__input_kind kind;
    char *path;           /* of the input, for messages */
    easc__file *file;     /* of a plain file and standard input */
    easc__gzip *gzip;     /* of a gzip file */
    easc__zip *zip;       /* of a member */
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
    return status == EASC_OK ? easc__gzip_open(file, out, err) : status;
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
    case EASC__INPUT_PLAIN:
        return easc__file_open(input->path, &stream->file, err);
    case EASC__INPUT_GZIP:
        return open_gzip(input->path, &stream->gzip, err);
    case EASC__INPUT_ZIP_MEMBER:
        return open_member(input, &stream->zip, err);
    case EASC__INPUT_STDIN:
        return easc__file_open_stdin(&stream->file, err);
    }
    return easc__fail(err, EASC_E_INTERNAL, input->path, "an input of no known kind");
}

easc_status easc__stream_open(const easc__input_ref *input, easc__stream **out, easc__error *err)
{
    easc__stream *stream = easc__alloc_zero(1, sizeof *stream);
    char *path = easc__copy_text(input->path, strlen(input->path));
    if (!stream || !path) {
        easc__free(stream);
        easc__free(path);
        return easc__fail(err, EASC_E_MEMORY, input->path, "not enough memory");
    }
    stream->kind = input->kind;
    stream->path = path;
    easc__error fault;
    if (open_kind(input, stream, &fault) != EASC_OK) {
        easc_status status = rename_fault(&fault, input->path, err);
        easc__stream_close(stream);
        return status;
    }
    *out = stream;
    return EASC_OK;
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
    return easc__file_read(stream->file, to, capacity, count, err);
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
