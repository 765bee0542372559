/* json_path.c - see json_path.h. */
#include "json/json_path.h"

#include "base/number.h"

static const char cut_mark[] = "\xE2\x80\xA6"; /* … */

/* Room for the mark and its NUL is always kept free. */
enum { ROOM = sizeof((easc__json_path *)0)->text - sizeof cut_mark };

static bool is_inside_character(char c)
{
    return ((unsigned char)c & 0xC0u) == 0x80u;
}

/* Appends at `used`; the new length. A part that does not fit is cut at a character. */
static size_t append(easc__json_path *path, size_t used, easc__bytes part)
{
    if (used > ROOM) { /* cut before */
        return used;
    }
    size_t n = part.n;
    bool is_cut = n > ROOM - used;
    if (is_cut) {
        for (n = ROOM - used; n > 0 && is_inside_character(part.p[n]); n--) {
        }
    }
    if (n > 0) {
        memcpy(path->text + used, part.p, n);
    }
    used += n;
    if (is_cut) {
        memcpy(path->text + used, cut_mark, sizeof cut_mark - 1);
    }
    return is_cut ? (size_t)ROOM + 1 : used;
}

static easc__json_path join(const char *at, easc__bytes open, easc__bytes name, easc__bytes close)
{
    easc__json_path path = {{0}};
    size_t used = append(&path, 0, easc__bytes_z(at));
    used = append(&path, used, open);
    used = append(&path, used, name);
    (void)append(&path, used, close);
    return path;
}

easc__json_path easc__json_path_root(void)
{
    return join("$", EASC__LIT(""), EASC__LIT(""), EASC__LIT(""));
}

easc__json_path easc__json_path_member(const char *at, easc__bytes name)
{
    return join(at, EASC__LIT("."), name, EASC__LIT(""));
}

easc__json_path easc__json_path_item(const char *at, size_t index)
{
    char digits[EASC__NUMBER_SIZE];
    easc__bytes number = easc__bytes_of(digits, easc__format_u64(index, digits));
    return join(at, EASC__LIT("["), number, EASC__LIT("]"));
}
