/* fuzz_gzip.c - any bytes as a .gz file. */
#include "archive/archive.h"
#include "fuzz/packed.h"
#include "support/scratch.h"

static easc_status read_piece(void *stream, void *to, size_t capacity, size_t *count,
                              easc__error *err)
{
    return easc__gzip_read(stream, to, capacity, count, err);
}

/* As a stream is opened: the first bytes were read already, to see what the file is. */
static packed_sum read_file(const char *path, size_t head_bytes, size_t step)
{
    char head[EASC__GZIP_HEAD_MAX];
    size_t count = 0;
    easc__file *file = NULL;
    easc__gzip *gzip = NULL;
    FUZZ_HOLDS(easc__file_open(path, &file, NULL) == EASC_OK);
    FUZZ_HOLDS(easc__file_read(file, head, head_bytes, &count, NULL) == EASC_OK);
    FUZZ_HOLDS(easc__gzip_open(file, easc__bytes_of(head, count), &gzip, NULL) == EASC_OK);
    packed_sum sum = packed_read(read_piece, gzip, step);
    easc__gzip_close(gzip);
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    scratch *place = scratch_new();
    const char *path = scratch_write(place, "some.gz", data, size);
    packed_sum whole = read_file(path, 4, PACKED_PIECE);
    FUZZ_HOLDS(packed_is_same(whole, read_file(path, EASC__GZIP_HEAD_MAX, 7)));
    scratch_free(place);
    return 0;
}
