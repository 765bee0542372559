/* apple.c - see apple.h. The letter of a build is not its minor version (16G77 is 12.4), hence a
   table; only the major version follows a rule. */
#include "client/apple.h"

#include "base/number.h"
#include "client/apple_tables.h"

/* A build number taken apart: 16, 6 and 250 of "1606.250". */
typedef struct build_number {
    uint64_t major;
    uint64_t letter; /* A is 1 */
    uint64_t rest;
} build_number;

static bool read_build(easc__bytes text, build_number *out)
{
    uint64_t head = 0;
    if (!easc__take_u64(&text, 9999, &head) || text.n == 0 || text.p[0] != '.') {
        return false;
    }
    text = easc__from(text, 1);
    if (!easc__take_u64(&text, EASC__APPLE_BUILD_SCALE - 1, &out->rest)) {
        return false;
    }
    out->major = head / 100;
    out->letter = head % 100;
    return out->major > 0 && out->letter >= 1 && out->letter <= 26;
}

static const easc__apple_build *find_build(uint64_t number)
{
    size_t low = 0;
    size_t high = easc__apple_build_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (easc__apple_builds[middle].number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < easc__apple_build_count && easc__apple_builds[low].number == number;
    return found ? &easc__apple_builds[low] : NULL;
}

/* Major version of a build's first number; 0 when Apple never used it. It agrees with every row of
   the table but one (5A147p was a beta of 1.2). iOS 26 followed iOS 18, so 23 follows 22; later
   numbers are taken to go on by one. */
static uint64_t major_version(uint64_t major)
{
    if (major <= 4) {
        return 1;
    }
    if (major == 5) {
        return 2;
    }
    if (major == 6) {
        return 0;
    }
    return major <= 22 ? major - 4 : major + 3;
}

static easc__bytes major_only(uint64_t major, char *room)
{
    uint64_t version = major_version(major);
    if (version == 0) {
        return (easc__bytes){NULL, 0};
    }
    size_t n = easc__format_u64(version, room);
    room[n] = '.';
    room[n + 1] = 'x';
    return easc__bytes_of(room, n + 2);
}

easc__bytes easc__apple_version(easc__bytes number, bool is_pad, char room[EASC__VERSION_SIZE])
{
    build_number build = {0, 0, 0};
    if (!read_build(number, &build)) {
        return (easc__bytes){NULL, 0};
    }
    uint64_t head = build.major * 100 + build.letter;
    const easc__apple_build *row = find_build(head * EASC__APPLE_BUILD_SCALE + build.rest);
    if (!row) {
        return major_only(build.major, room);
    }
    return easc__bytes_z(is_pad ? row->pad_version : row->version);
}

easc__bytes easc__apple_model_name(easc__bytes token)
{
    char key[sizeof easc__apple_models[0].token];
    if (token.n == 0 || token.n >= sizeof key) {
        return (easc__bytes){NULL, 0};
    }
    for (size_t i = 0; i < token.n; i++) {
        key[i] = token.p[i] == ',' ? 'C' : token.p[i];
    }
    easc__bytes wanted = easc__bytes_of(key, token.n);
    size_t low = 0;
    size_t high = easc__apple_model_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = easc__compare(easc__bytes_z(easc__apple_models[middle].token), wanted);
        if (order == 0) {
            return easc__bytes_z(easc__apple_models[middle].name);
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return (easc__bytes){NULL, 0};
}
