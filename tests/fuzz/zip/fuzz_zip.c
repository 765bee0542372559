/* fuzz_zip.c - any bytes as a .zip file: its directory, and what its first members give. */
#include "archive/archive.h"
#include "fuzz/packed.h"
#include "support/scratch.h"

enum { MEMBERS_READ = 4 };

static easc_status read_piece(void *stream, void *to, size_t capacity, size_t *count,
                              easc__error *err)
{
    return easc__zip_read(stream, to, capacity, count, err);
}

static packed_sum read_member(const char *path, const easc__zip_member *member, size_t step)
{
    easc__zip *zip = NULL;
    easc__error err = {0};
    packed_sum sum = {0, 0, easc__zip_open(path, member, &zip, &err)};
    if (sum.end != EASC_OK) {
        FUZZ_HOLDS(!zip && fuzz_is_told(&err, sum.end));
        return sum;
    }
    sum = packed_read(read_piece, zip, step);
    easc__zip_close(zip);
    return sum;
}

static void read_archive(const char *path)
{
    easc__zip_member *members = NULL;
    size_t count = 0;
    easc__error err = {0};
    easc_status status = easc__zip_list(path, &members, &count, &err);
    if (status != EASC_OK) {
        FUZZ_HOLDS(!members && count == 0 && fuzz_is_told(&err, status));
        return;
    }
    for (size_t i = 0; i < count && i < MEMBERS_READ; i++) {
        FUZZ_HOLDS(easc__is_utf8(easc__bytes_z(members[i].name)));
        packed_sum whole = read_member(path, &members[i], PACKED_PIECE);
        FUZZ_HOLDS(packed_is_same(whole, read_member(path, &members[i], 7)));
    }
    easc__zip_members_free(members, count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    scratch *place = scratch_new();
    read_archive(scratch_write(place, "some.zip", data, size));
    scratch_free(place);
    return 0;
}
