/* test_archive.c - gzip and zip streams: whole, cut at every byte, damaged, hostile. The archives
   are made here with zlib and minizip, and then changed byte by byte. */
#include "archive/archive.h"
#include "base/heap.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>
#include <minizip/zip.h>
#include <zlib.h>

enum { ROOM = 256 * 1024 };

/* A text that deflate shrinks, but not to nothing. */
static const char sample[] =
    "#Fields: date time cs-method cs-uri-stem\r\n"
    "2011-03-01 00:00:01 POST /Microsoft-Server-ActiveSync/default.eas\r\n"
    "2011-03-01 00:00:02 OPTIONS /Microsoft-Server-ActiveSync/default.eas\r\n";

static int make_place(void **state)
{
    *state = scratch_new();
    return 0;
}

static int remove_place(void **state)
{
    scratch_free(*state);
    return 0;
}

typedef easc_status (*reader)(void *stream, void *to, size_t capacity, size_t *count,
                              easc__error *err);

static easc_status read_gzip(void *stream, void *to, size_t capacity, size_t *count,
                             easc__error *err)
{
    return easc__gzip_read(stream, to, capacity, count, err);
}

static easc_status read_zip(void *stream, void *to, size_t capacity, size_t *count,
                            easc__error *err)
{
    return easc__zip_read(stream, to, capacity, count, err);
}

/* Reads to the end or to the fault, in pieces of `step`; what does not fit into `to` is counted
   only. A fault and an end must last. */
static easc_status read_all(reader read, void *stream, char *to, size_t step, size_t *total)
{
    static char piece[1 << 20];
    easc__error err;
    easc_status status;
    size_t count = 0;
    *total = 0;
    do {
        status = read(stream, piece, step, &count, &err);
        if (to && *total + count <= ROOM) {
            memcpy(to + *total, piece, count);
        }
        *total += count;
    } while (status == EASC_OK && count > 0);
    assert_int_equal(read(stream, piece, step, &count, &err), status);
    assert_int_equal(count, 0);
    if (status != EASC_OK) {
        assert_int_equal(err.status, status);
        assert_true(err.message[0] != '\0');
    }
    return status;
}

/* --- gzip ----------------------------------------------------------------------------------------
 */

/* Appends one gzip member to `to` and gives the new length. */
static size_t add_member(unsigned char *to, size_t used, const void *data, size_t len)
{
    z_stream z = {0};
    unsigned char copy[1024];
    unsigned char *input = len <= sizeof copy ? copy : malloc(len);
    assert_non_null(input);
    memcpy(input, data, len);
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = input;
    z.avail_in = (uInt)len;
    z.next_out = to + used;
    z.avail_out = (uInt)(ROOM - used);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    used = ROOM - z.avail_out;
    assert_int_equal(deflateEnd(&z), Z_OK);
    if (input != copy) {
        free(input);
    }
    return used;
}

static easc__gzip *open_gzip(scratch *place, const void *bytes, size_t len)
{
    easc__file *file = NULL;
    easc__gzip *gzip = NULL;
    const char *path = scratch_write(place, "x.gz", bytes, len);
    assert_int_equal(easc__file_open(path, &file, NULL), EASC_OK);
    assert_int_equal(easc__gzip_open(file, EASC__LIT(""), &gzip, NULL), EASC_OK);
    return gzip;
}

static easc_status gunzip(scratch *place, const void *bytes, size_t len, char *to, size_t step,
                          size_t *total)
{
    easc__gzip *gzip = open_gzip(place, bytes, len);
    easc_status status = read_all(read_gzip, gzip, to, step, total);
    easc__gzip_close(gzip);
    return status;
}

static void a_gzip_gives_the_same_bytes_in_pieces_of_any_size(void **state)
{
    static unsigned char packed[ROOM];
    static char got[ROOM];
    size_t len = add_member(packed, 0, sample, sizeof sample);
    for (size_t step = 1; step <= sizeof sample + 1; step++) {
        size_t total;
        assert_int_equal(gunzip(*state, packed, len, got, step, &total), EASC_OK);
        assert_int_equal(total, sizeof sample);
        assert_memory_equal(got, sample, sizeof sample);
    }
}

static void a_member_of_no_bytes_is_a_good_one(void **state)
{
    static unsigned char packed[ROOM];
    size_t total;
    size_t len = add_member(packed, 0, "", 0);
    assert_int_equal(gunzip(*state, packed, len, NULL, 7, &total), EASC_OK);
    assert_int_equal(total, 0);
    len = add_member(packed, len, "x", 1);
    len = add_member(packed, len, "", 0);
    assert_int_equal(gunzip(*state, packed, len, NULL, 7, &total), EASC_OK);
    assert_int_equal(total, 1);
}

static void members_behind_each_other_give_one_text(void **state)
{
    static unsigned char packed[ROOM];
    static char got[ROOM];
    size_t total;
    size_t len = 0;
    for (int i = 0; i < 2000; i++) { /* more than one buffer, so that heads are torn by its end */
        len = add_member(packed, len, sample, 40);
    }
    assert_true(len > 100000);
    assert_int_equal(gunzip(*state, packed, len, got, 4096, &total), EASC_OK);
    assert_int_equal(total, 2000 * 40);
    for (size_t i = 0; i < 2000; i++) {
        assert_memory_equal(got + i * 40, sample, 40);
    }
}

static void what_follows_a_complete_member_and_is_none_is_ignored(void **state)
{
    static unsigned char packed[ROOM];
    static const char *const tails[] = {"\0\0\0\0\0\0\0\0\0", "garbage..", "\x1F garbage",
                                        "\x1F\x8Bgarbage"};
    size_t len = add_member(packed, 0, sample, sizeof sample);
    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
        size_t total;
        memcpy(packed + len, tails[i], 9);
        assert_int_equal(gunzip(*state, packed, len + 9, NULL, 64, &total), EASC_OK);
        assert_int_equal(total, sizeof sample);
    }
}

static void a_truncated_gzip_gives_its_good_bytes_first_and_the_fault_after(void **state)
{
    static unsigned char packed[ROOM];
    static char got[ROOM];
    size_t last = 0;
    size_t first_len = add_member(packed, 0, sample, sizeof sample);
    size_t len = add_member(packed, first_len, sample, sizeof sample);
    for (size_t cut = 0; cut < len; cut++) {
        size_t total;
        bool is_whole = cut == first_len;
        easc_status status = gunzip(*state, packed, cut, got, 5 + cut % 60, &total);
        assert_int_equal(status, is_whole ? EASC_OK : EASC_E_TRUNCATED);
        assert_true(total >= last);
        assert_true(total >= (cut >= first_len ? sizeof sample : 0));
        for (size_t i = 0; i < total; i++) {
            assert_int_equal(got[i], sample[i % sizeof sample]);
        }
        last = total;
    }
    assert_int_equal(last, 2 * sizeof sample);
}

/* The last copy of a long run may still be inside zlib when the input is used up. */
static void a_truncation_loses_nothing_that_zlib_still_holds(void **state)
{
    static unsigned char packed[ROOM];
    static char zeros[100000];
    size_t total_small;
    size_t total_large;
    size_t len = add_member(packed, 0, zeros, sizeof zeros);
    for (size_t cut = 12; cut < len; cut++) {
        assert_int_equal(gunzip(*state, packed, cut, NULL, 1000, &total_small), EASC_E_TRUNCATED);
        assert_int_equal(gunzip(*state, packed, cut, NULL, 200000, &total_large), EASC_E_TRUNCATED);
        assert_int_equal(total_small, total_large);
    }
}

static void a_changed_byte_is_found_and_never_crashes(void **state)
{
    static unsigned char packed[ROOM];
    static char got[ROOM];
    size_t len = add_member(packed, 0, sample, sizeof sample);
    for (size_t i = 0; i < len; i++) {
        size_t total;
        bool is_header = i >= 4 && i < 10; /* time, level and system mean nothing to us */
        packed[i] ^= 0x55;
        easc_status status = gunzip(*state, packed, len, got, 50, &total);
        packed[i] ^= 0x55;
        if (is_header) {
            assert_int_equal(status, EASC_OK);
        } else {
            assert_true(status == EASC_E_DATA || status == EASC_E_TRUNCATED);
        }
    }
}

static void a_wrong_checksum_comes_after_all_bytes(void **state)
{
    static unsigned char packed[ROOM];
    static char got[ROOM];
    size_t total;
    size_t len = add_member(packed, 0, sample, sizeof sample);
    packed[len - 8] ^= 1; /* CRC-32; the last four bytes are the length */
    assert_int_equal(gunzip(*state, packed, len, got, 50, &total), EASC_E_DATA);
    assert_int_equal(total, sizeof sample);
    assert_memory_equal(got, sample, sizeof sample);
    packed[len - 8] ^= 1;
    packed[len - 1] ^= 1;
    assert_int_equal(gunzip(*state, packed, len, got, 50, &total), EASC_E_DATA);
    assert_int_equal(total, sizeof sample);
}

static void a_text_is_no_gzip(void **state)
{
    size_t total;
    assert_int_equal(gunzip(*state, "#Software: IIS", 14, NULL, 9, &total), EASC_E_DATA);
    assert_int_equal(gunzip(*state, "x", 1, NULL, 9, &total), EASC_E_DATA);
    assert_int_equal(gunzip(*state,
                            "\x1F\x8B\x07"
                            "abc",
                            6, NULL, 9, &total),
                     EASC_E_DATA);
    assert_int_equal(gunzip(*state,
                            "\x1F\x8B\x08\xFF"
                            "abcdefghijk",
                            15, NULL, 9, &total),
                     EASC_E_DATA);
    assert_int_equal(gunzip(*state, "", 0, NULL, 9, &total), EASC_E_TRUNCATED);
    assert_int_equal(total, 0);
}

static void a_bomb_of_zeros_ends_with_a_limit(void **state)
{
    static unsigned char packed[ROOM];
    size_t size = EASC__EXPANSION_FREE_BYTES + (8 << 20);
    char *zeros = calloc(1, size);
    size_t total;
    assert_non_null(zeros);
    size_t len = add_member(packed, 0, zeros, size);
    assert_true(size / len > 900);
    assert_int_equal(gunzip(*state, packed, len, NULL, 1 << 20, &total), EASC_E_LIMIT);
    assert_true(total >= EASC__EXPANSION_FREE_BYTES);
    assert_true(total <= EASC__EXPANSION_FREE_BYTES + (2 << 20));
    size_t harmless_len = 0;
    for (size_t part = 0; part < 64; part++) {
        harmless_len = add_member(packed, harmless_len, zeros, EASC__EXPANSION_FREE_BYTES / 64);
    }
    assert_int_equal(gunzip(*state, packed, harmless_len, NULL, 1 << 20, &total), EASC_OK);
    assert_int_equal(total, EASC__EXPANSION_FREE_BYTES);
    free(zeros);
}

/* Long logs that shrink well are no bombs: 80 MiB, 150 times. */
static void much_data_below_the_ratio_is_read_to_its_end(void **state)
{
    static unsigned char packed[ROOM];
    static unsigned char line[64 * 1024];
    uint32_t noise = 1;
    size_t total;
    size_t member_len = 0;
    for (size_t random = 0; sizeof line / 150 > member_len; random += 8) {
        for (size_t i = 0; i < random; i++) {
            noise = noise * 1664525u + 1013904223u;
            line[i] = (unsigned char)(noise >> 24);
        }
        member_len = add_member(packed, 0, line, sizeof line);
    }
    (void)scratch_write(*state, "x.gz", "", 0);
    unsigned char *many = malloc(1280 * member_len);
    assert_non_null(many);
    for (size_t i = 0; i < 1280; i++) {
        memcpy(many + i * member_len, packed, member_len);
    }
    assert_int_equal(gunzip(*state, many, 1280 * member_len, NULL, 1 << 20, &total), EASC_OK);
    assert_int_equal(total, 1280 * sizeof line);
    free(many);
}

static void the_consumed_bytes_grow_to_the_size_of_the_file(void **state)
{
    static unsigned char packed[ROOM];
    char byte;
    size_t count = 1;
    uint64_t last = 0;
    size_t len = add_member(packed, 0, sample, sizeof sample);
    easc__gzip *gzip = open_gzip(*state, packed, len);
    assert_int_equal(easc__gzip_consumed(gzip), 0);
    while (count > 0) {
        assert_int_equal(easc__gzip_read(gzip, &byte, 1, &count, NULL), EASC_OK);
        assert_true(easc__gzip_consumed(gzip) >= last);
        last = easc__gzip_consumed(gzip);
    }
    assert_int_equal(last, len);
    easc__gzip_close(gzip);
    easc__gzip_close(NULL);
}

static void a_gzip_that_shrinks_while_it_is_read_is_truncated(void **state)
{
    static unsigned char packed[ROOM];
    static unsigned char noise[200000];
    static char got[ROOM];
    size_t total;
    for (size_t i = 0; i < sizeof noise; i++) {
        noise[i] = (unsigned char)(i * i * 2654435761u >> 13);
    }
    size_t len = add_member(packed, 0, noise, sizeof noise);
    assert_true(len > 150000);
    easc__gzip *gzip = open_gzip(*state, packed, len);
    assert_int_equal(easc__gzip_read(gzip, got, 10, &total, NULL), EASC_OK);
    (void)scratch_write(*state, "x.gz", packed, 100);
    assert_int_equal(read_all(read_gzip, gzip, got, 1000, &total), EASC_E_TRUNCATED);
    assert_true(total > 10000);
    easc__gzip_close(gzip);
}

/* --- zip -----------------------------------------------------------------------------------------
 */

static zipFile begin_zip(scratch *place, const char *name)
{
    zipFile zip = zipOpen64(scratch_path(place, name), APPEND_STATUS_CREATE);
    assert_non_null(zip);
    return zip;
}

static void add_to_zip(zipFile zip, const char *name, const void *data, size_t len, int method)
{
    assert_int_equal(zipOpenNewFileInZip64(zip, name, NULL, NULL, 0, NULL, 0, NULL, method, 9, 0),
                     ZIP_OK);
    assert_int_equal(zipWriteInFileInZip(zip, data, (unsigned)len), ZIP_OK);
    assert_int_equal(zipCloseFileInZip(zip), ZIP_OK);
}

/* An archive of one member, as bytes; gives its length. */
static size_t make_zip(scratch *place, int method, unsigned char *bytes)
{
    zipFile zip = begin_zip(place, "made.zip");
    add_to_zip(zip, "folder/u_ex110301.log", sample, sizeof sample, method);
    assert_int_equal(zipClose(zip, NULL), ZIP_OK);
    return scratch_read(place, "made.zip", bytes, ROOM);
}

/* Offset of the first record with this signature. */
static size_t find_record(const unsigned char *bytes, size_t len, const char *signature)
{
    for (size_t i = 0; i + 4 <= len; i++) {
        if (memcmp(bytes + i, signature, 4) == 0) {
            return i;
        }
    }
    fail();
    return 0;
}

static easc_status list_zip(scratch *place, const void *bytes, size_t len,
                            easc__zip_member **members, size_t *count, easc__error *err)
{
    *members = NULL;
    *count = 0;
    return easc__zip_list(scratch_write(place, "x.zip", bytes, len), members, count, err);
}

static easc__zip *open_only_member(scratch *place, const void *bytes, size_t len)
{
    easc__zip_member *members;
    size_t count;
    easc__zip *zip = NULL;
    assert_int_equal(list_zip(place, bytes, len, &members, &count, NULL), EASC_OK);
    assert_int_equal(count, 1);
    assert_int_equal(easc__zip_open(scratch_path(place, "x.zip"), members, &zip, NULL), EASC_OK);
    easc__zip_members_free(members, count);
    return zip;
}

/* Lists, opens and reads the only member; the first status that is not good. */
static easc_status unzip(scratch *place, const void *bytes, size_t len, char *to, size_t step,
                         size_t *total)
{
    easc__zip_member *members;
    size_t count;
    easc__zip *zip = NULL;
    easc__error err;
    *total = 0;
    easc_status status = list_zip(place, bytes, len, &members, &count, &err);
    if (status == EASC_OK) {
        assert_int_equal(count, 1);
        status = easc__zip_open(scratch_path(place, "x.zip"), members, &zip, &err);
    }
    easc__zip_members_free(members, count);
    if (status == EASC_OK) {
        status = read_all(read_zip, zip, to, step, total);
    } else {
        assert_true(err.message[0] != '\0');
    }
    easc__zip_close(zip);
    return status;
}

static void a_member_gives_the_same_bytes_in_pieces_of_any_size(void **state)
{
    static unsigned char bytes[ROOM];
    static char got[ROOM];
    const int methods[] = {0, Z_DEFLATED};
    for (size_t m = 0; m < 2; m++) {
        size_t len = make_zip(*state, methods[m], bytes);
        for (size_t step = 1; step <= sizeof sample + 1; step += 1 + step / 10) {
            size_t total;
            assert_int_equal(unzip(*state, bytes, len, got, step, &total), EASC_OK);
            assert_int_equal(total, sizeof sample);
            assert_memory_equal(got, sample, sizeof sample);
        }
    }
    easc__zip_close(NULL);
}

static void the_list_has_every_member_in_order(void **state)
{
    easc__zip_member *members = NULL;
    size_t count = 0;
    zipFile zip = begin_zip(*state, "many.zip");
    add_to_zip(zip, "b/", "", 0, 0);
    add_to_zip(zip, "b\\win.log", "12345", 5, Z_DEFLATED);
    add_to_zip(zip, "a.log", "", 0, Z_DEFLATED);
    add_to_zip(zip, "../../etc/bad\xFF.log", "1", 1, 0);
    add_to_zip(zip, "gr\xC3\xBC\xC3\x9F\nyou.log", "1", 1, 0);
    assert_int_equal(zipClose(zip, "a comment"), ZIP_OK);
    const char *path = scratch_path(*state, "many.zip");
    assert_int_equal(easc__zip_list(path, &members, &count, NULL), EASC_OK);
    assert_int_equal(count, 5);
    assert_string_equal(members[0].name, "b/");
    assert_true(members[0].is_folder);
    assert_string_equal(members[1].name, "b/win.log");
    assert_int_equal(members[1].size_bytes, 5);
    assert_false(members[1].is_folder);
    assert_string_equal(members[2].name, "a.log");
    assert_string_equal(members[3].name, "../../etc/bad\xEF\xBF\xBD.log");
    assert_string_equal(members[4].name, "gr\xC3\xBC\xC3\x9F\nyou.log");
    assert_false(members[4].is_encrypted);
    easc__zip *stream = NULL;
    char got[8];
    assert_int_equal(easc__zip_open(path, &members[1], &stream, NULL), EASC_OK);
    assert_int_equal(easc__zip_read(stream, got, sizeof got, &count, NULL), EASC_OK);
    assert_int_equal(count, 5);
    assert_memory_equal(got, "12345", 5);
    easc__zip_close(stream);
    assert_int_equal(easc__zip_open(path, &members[2], &stream, NULL), EASC_OK);
    assert_int_equal(easc__zip_read(stream, got, sizeof got, &count, NULL), EASC_OK);
    assert_int_equal(count, 0);
    easc__zip_close(stream);
    easc__zip_members_free(members, 5);
}

static void an_archive_without_members_is_an_empty_list(void **state)
{
    static const char empty[22] = "PK\x05\x06";
    easc__zip_member *members;
    size_t count = 9;
    assert_int_equal(list_zip(*state, empty, sizeof empty, &members, &count, NULL), EASC_OK);
    assert_int_equal(count, 0);
    easc__zip_members_free(members, count);
}

/* 65535 is also the sign of "more than the old format can count". */
static void the_largest_count_of_the_old_format_works(void **state)
{
    easc__zip_member *members = NULL;
    size_t count = 0;
    zipFile zip = begin_zip(*state, "many.zip");
    for (int i = 0; i < 65535; i++) {
        assert_int_equal(zipOpenNewFileInZip(zip, "x", NULL, NULL, 0, NULL, 0, NULL, 0, 0), ZIP_OK);
        assert_int_equal(zipCloseFileInZip(zip), ZIP_OK);
    }
    assert_int_equal(zipClose(zip, NULL), ZIP_OK);
    const char *path = scratch_path(*state, "many.zip");
    assert_int_equal(easc__zip_list(path, &members, &count, NULL), EASC_OK);
    assert_int_equal(count, 65535);
    easc__zip_members_free(members, count);
}

static void put_number(unsigned char *to, uint64_t value, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        to[i] = (unsigned char)(value >> (8 * i));
    }
}

/* Puts the end of a zip64 archive (a record of 56 bytes and a locator of 20) in front of the end of
   the old format, whose numbers then refer to it. Gives the new length. */
static size_t add_zip64_end(unsigned char *bytes, size_t len, uint64_t member_count)
{
    unsigned char record[56 + 20] = "PK\x06\x06\x2C";
    size_t end = find_record(bytes, len, "PK\x05\x06");
    put_number(record + 24, member_count, 8);
    put_number(record + 32, member_count, 8);
    memcpy(record + 40, bytes + end + 12, 4); /* size and offset of the directory */
    memcpy(record + 48, bytes + end + 16, 4);
    memcpy(record + 56, "PK\x06\x07", 4);
    put_number(record + 64, end, 8);
    record[72] = 1;
    memset(bytes + end + 8, 0xFF, 12);
    memmove(bytes + end + sizeof record, bytes + end, len - end);
    memcpy(bytes + end, record, sizeof record);
    return len + sizeof record;
}

static void an_archive_in_zip64_form_is_read(void **state)
{
    static unsigned char bytes[ROOM];
    static char got[ROOM];
    size_t total;
    zipFile zip = begin_zip(*state, "made.zip");
    assert_int_equal(
        zipOpenNewFileInZip64(zip, "x.log", NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 9, 1),
        ZIP_OK);
    assert_int_equal(zipWriteInFileInZip(zip, sample, sizeof sample), ZIP_OK);
    assert_int_equal(zipCloseFileInZip(zip), ZIP_OK);
    assert_int_equal(zipClose(zip, NULL), ZIP_OK);
    size_t len = scratch_read(*state, "made.zip", bytes, ROOM);
    len = add_zip64_end(bytes, len, 1);
    assert_int_equal(unzip(*state, bytes, len, got, 50, &total), EASC_OK);
    assert_int_equal(total, sizeof sample);
    assert_memory_equal(got, sample, sizeof sample);
}

static void more_than_a_million_members_are_a_limit(void **state)
{
    static unsigned char bytes[ROOM];
    easc__zip_member *members;
    size_t count;
    easc__error err;
    size_t len = add_zip64_end(bytes, make_zip(*state, 0, bytes), 1000001);
    assert_int_equal(list_zip(*state, bytes, len, &members, &count, &err), EASC_E_LIMIT);
    assert_non_null(strstr(err.message, "million"));
}

static void an_archive_cut_at_any_byte_is_damaged(void **state)
{
    static unsigned char bytes[ROOM];
    size_t len = make_zip(*state, Z_DEFLATED, bytes);
    for (size_t cut = 0; cut < len; cut++) {
        easc__zip_member *members;
        size_t count;
        easc__error err;
        assert_int_equal(list_zip(*state, bytes, cut, &members, &count, &err), EASC_E_DATA);
        assert_non_null(strstr(err.message, "damaged or cut off"));
        assert_string_equal(err.path + strlen(err.path) - 5, "x.zip");
    }
}

static void a_changed_byte_in_an_archive_never_crashes(void **state)
{
    static unsigned char bytes[ROOM];
    static char got[ROOM];
    const unsigned char masks[] = {0x01, 0x80, 0xFF};
    size_t len = make_zip(*state, Z_DEFLATED, bytes);
    for (size_t i = 0; i < 3 * len; i++) {
        easc__zip_member *members;
        size_t count;
        bytes[i / 3] ^= masks[i % 3];
        if (list_zip(*state, bytes, len, &members, &count, NULL) == EASC_OK) {
            easc__zip *zip = NULL;
            size_t total;
            const char *path = scratch_path(*state, "x.zip");
            if (count > 0 && easc__zip_open(path, members, &zip, NULL) == EASC_OK) {
                (void)read_all(read_zip, zip, got, 100, &total);
            }
            easc__zip_close(zip);
            easc__zip_members_free(members, count);
        }
        bytes[i / 3] ^= masks[i % 3];
    }
}

static void a_wrong_checksum_of_a_member_comes_after_all_bytes(void **state)
{
    static unsigned char bytes[ROOM];
    static char got[ROOM];
    size_t total;
    size_t len = make_zip(*state, Z_DEFLATED, bytes);
    size_t local = find_record(bytes, len, "PK\x03\x04");
    size_t central = find_record(bytes, len, "PK\x01\x02");
    bytes[local + 14] ^= 1;
    bytes[central + 16] ^= 1;
    assert_int_equal(unzip(*state, bytes, len, got, 50, &total), EASC_E_DATA);
    assert_int_equal(total, sizeof sample);
    assert_memory_equal(got, sample, sizeof sample);
}

static void damaged_content_gives_what_came_before_it(void **state)
{
    static unsigned char bytes[ROOM];
    static char got[ROOM];
    size_t total;
    size_t len = make_zip(*state, 0, bytes);
    size_t data = find_record(bytes, len, "#Fie");
    bytes[data + 20] ^= 1; /* stored: only the checksum can tell */
    assert_int_equal(unzip(*state, bytes, len, got, 50, &total), EASC_E_DATA);
    assert_int_equal(total, sizeof sample);
    len = make_zip(*state, Z_DEFLATED, bytes);
    size_t central = find_record(bytes, len, "PK\x01\x02");
    memset(bytes + central - 12, 0xFF, 12);
    assert_int_equal(unzip(*state, bytes, len, got, sizeof sample, &total), EASC_E_DATA);
    assert_true(total > 20 && total < sizeof sample);
    assert_memory_equal(got, sample, total - 20);
}

/* Lengths that do not fit together: the directory promises more than there is. */
static void a_member_shorter_than_promised_is_damaged(void **state)
{
    static unsigned char bytes[ROOM];
    static char got[ROOM];
    size_t total;
    size_t len = make_zip(*state, Z_DEFLATED, bytes);
    bytes[find_record(bytes, len, "PK\x03\x04") + 22] ^= 4;
    bytes[find_record(bytes, len, "PK\x01\x02") + 24] ^= 4;
    assert_int_equal(unzip(*state, bytes, len, got, 50, &total), EASC_E_DATA);
    assert_true(total <= sizeof sample);
}

static void an_encrypted_member_is_refused_with_a_reason(void **state)
{
    static unsigned char bytes[ROOM];
    easc__zip_member *members;
    size_t count;
    easc__error err;
    easc__zip *zip = NULL;
    size_t len = make_zip(*state, Z_DEFLATED, bytes);
    bytes[find_record(bytes, len, "PK\x03\x04") + 6] |= 1;
    bytes[find_record(bytes, len, "PK\x01\x02") + 8] |= 1;
    assert_int_equal(list_zip(*state, bytes, len, &members, &count, &err), EASC_OK);
    assert_true(members[0].is_encrypted);
    const char *path = scratch_path(*state, "x.zip");
    assert_int_equal(easc__zip_open(path, members, &zip, &err), EASC_E_DATA);
    assert_null(zip);
    assert_non_null(strstr(err.message, "encrypted"));
    easc__zip_members_free(members, count);
}

static void another_method_than_deflate_is_refused_with_a_reason(void **state)
{
    static unsigned char bytes[ROOM];
    easc__zip_member *members;
    size_t count;
    easc__error err;
    easc__zip *zip = NULL;
    size_t len = make_zip(*state, Z_DEFLATED, bytes);
    bytes[find_record(bytes, len, "PK\x03\x04") + 8] = 14; /* LZMA */
    bytes[find_record(bytes, len, "PK\x01\x02") + 10] = 14;
    assert_int_equal(list_zip(*state, bytes, len, &members, &count, &err), EASC_OK);
    const char *path = scratch_path(*state, "x.zip");
    assert_int_equal(easc__zip_open(path, members, &zip, &err), EASC_E_DATA);
    assert_non_null(strstr(err.message, "method"));
    easc__zip_members_free(members, count);
}

static void a_bomb_in_an_archive_ends_with_a_limit(void **state)
{
    static unsigned char bytes[ROOM];
    size_t size = EASC__EXPANSION_FREE_BYTES + (8 << 20);
    char *zeros = calloc(1, size);
    size_t total;
    assert_non_null(zeros);
    zipFile zip = begin_zip(*state, "made.zip");
    add_to_zip(zip, "bomb.log", zeros, size, Z_DEFLATED);
    assert_int_equal(zipClose(zip, NULL), ZIP_OK);
    size_t len = scratch_read(*state, "made.zip", bytes, ROOM);
    assert_int_equal(unzip(*state, bytes, len, NULL, 1 << 20, &total), EASC_E_LIMIT);
    assert_true(total <= EASC__EXPANSION_FREE_BYTES + (8 << 20));
    free(zeros);
}

static void an_archive_that_shrinks_while_it_is_read_is_truncated(void **state)
{
    static unsigned char noise[200000];
    static unsigned char bytes[ROOM];
    static char got[ROOM];
    size_t total;
    for (size_t i = 0; i < sizeof noise; i++) {
        noise[i] = (unsigned char)(i * i * 2654435761u >> 13);
    }
    zipFile made = begin_zip(*state, "made.zip");
    add_to_zip(made, "x.log", noise, sizeof noise, 0);
    assert_int_equal(zipClose(made, NULL), ZIP_OK);
    size_t len = scratch_read(*state, "made.zip", bytes, ROOM);
    easc__zip *zip = open_only_member(*state, bytes, len);
    assert_int_equal(easc__zip_read(zip, got, 10, &total, NULL), EASC_OK);
    (void)scratch_write(*state, "x.zip", bytes, 100);
    assert_int_equal(read_all(read_zip, zip, got, 1000, &total), EASC_E_TRUNCATED);
    assert_true(total > 10000);
    easc__zip_close(zip);
}

static void an_archive_that_was_replaced_is_noticed(void **state)
{
    static unsigned char bytes[ROOM];
    easc__zip_member *members;
    size_t count;
    easc__error err;
    easc__zip *zip = NULL;
    size_t len = make_zip(*state, Z_DEFLATED, bytes);
    assert_int_equal(list_zip(*state, bytes, len, &members, &count, &err), EASC_OK);
    members[0].size_bytes++;
    const char *path = scratch_path(*state, "x.zip");
    assert_int_equal(easc__zip_open(path, members, &zip, &err), EASC_E_DATA);
    assert_non_null(strstr(err.message, "changed"));
    members[0].position[0] = UINT64_MAX - 7;
    assert_int_equal(easc__zip_open(path, members, &zip, &err), EASC_E_DATA);
    (void)scratch_write(*state, "x.zip", "PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22);
    assert_int_equal(easc__zip_open(path, members, &zip, &err), EASC_E_DATA);
    assert_int_equal(remove(path), 0);
    assert_int_equal(easc__zip_open(path, members, &zip, &err), EASC_E_NOT_FOUND);
    easc__zip_members_free(members, count);
}

static void what_is_no_file_is_no_archive(void **state)
{
    scratch *place = *state;
    easc__zip_member *members = NULL;
    size_t count = 0;
    easc__error err;
    const char *none = scratch_path(place, "none.zip");
    assert_int_equal(easc__zip_list(none, &members, &count, &err), EASC_E_NOT_FOUND);
    assert_string_equal(err.path, none);
    const char *folder = scratch_folder(place, "folder.zip");
    assert_int_equal(easc__zip_list(folder, &members, &count, &err), EASC_E_READ);
    assert_null(members);
}

#define PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE(a_gzip_gives_the_same_bytes_in_pieces_of_any_size),
        PLACE(a_member_of_no_bytes_is_a_good_one),
        PLACE(members_behind_each_other_give_one_text),
        PLACE(what_follows_a_complete_member_and_is_none_is_ignored),
        PLACE(a_truncated_gzip_gives_its_good_bytes_first_and_the_fault_after),
        PLACE(a_truncation_loses_nothing_that_zlib_still_holds),
        PLACE(a_changed_byte_is_found_and_never_crashes),
        PLACE(a_wrong_checksum_comes_after_all_bytes),
        PLACE(a_text_is_no_gzip),
        PLACE(a_bomb_of_zeros_ends_with_a_limit),
        PLACE(much_data_below_the_ratio_is_read_to_its_end),
        PLACE(the_consumed_bytes_grow_to_the_size_of_the_file),
        PLACE(a_gzip_that_shrinks_while_it_is_read_is_truncated),
        PLACE(a_member_gives_the_same_bytes_in_pieces_of_any_size),
        PLACE(the_list_has_every_member_in_order),
        PLACE(an_archive_without_members_is_an_empty_list),
        PLACE(the_largest_count_of_the_old_format_works),
        PLACE(an_archive_in_zip64_form_is_read),
        PLACE(more_than_a_million_members_are_a_limit),
        PLACE(an_archive_cut_at_any_byte_is_damaged),
        PLACE(a_changed_byte_in_an_archive_never_crashes),
        PLACE(a_wrong_checksum_of_a_member_comes_after_all_bytes),
        PLACE(damaged_content_gives_what_came_before_it),
        PLACE(a_member_shorter_than_promised_is_damaged),
        PLACE(an_encrypted_member_is_refused_with_a_reason),
        PLACE(another_method_than_deflate_is_refused_with_a_reason),
        PLACE(a_bomb_in_an_archive_ends_with_a_limit),
        PLACE(an_archive_that_shrinks_while_it_is_read_is_truncated),
        PLACE(an_archive_that_was_replaced_is_noticed),
        PLACE(what_is_no_file_is_no_archive),
    };
    return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
