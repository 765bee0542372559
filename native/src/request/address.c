/* address.c - see address.h. An address is kept as 16 bytes, IPv4 as ::ffff:a.b.c.d (RFC 4291). */
#include "request/address.h"

#include "base/number.h"

typedef struct address {
    uint8_t bytes[16];
} address;

static bool parse_v4(easc__bytes text, uint8_t *out)
{
    for (int i = 0; i < 4; i++) {
        uint64_t part;
        if (!easc__take_u64(&text, 255, &part)) {
            return false;
        }
        out[i] = (uint8_t)part;
        bool more = text.n > 0 && text.p[0] == '.';
        if (i < 3 ? !more : text.n > 0) {
            return false;
        }
        text = easc__from(text, 1);
    }
    return true;
}

static int hex_digit(char c)
{
    char low = easc__lower(c);
    if (easc__is_digit(c)) {
        return c - '0';
    }
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

static bool parse_group(easc__bytes text, uint8_t *out)
{
    unsigned value = 0;
    if (text.n == 0 || text.n > 4) {
        return false;
    }
    for (size_t i = 0; i < text.n; i++) {
        int digit = hex_digit(text.p[i]);
        if (digit < 0) {
            return false;
        }
        value = value * 16 + (unsigned)digit;
    }
    out[0] = (uint8_t)(value >> 8);
    out[1] = (uint8_t)(value & 0xFFu);
    return true;
}

/* Groups joined by ':' into at most 16 bytes; how many, or -1. With `has_end` the text ends the
   address, and its last group may be an IPv4 address. */
static int parse_groups(easc__bytes text, bool has_end, uint8_t *out)
{
    int n = 0;
    while (text.n > 0) {
        size_t colon = easc__find(text, ':');
        easc__bytes group = easc__first(text, colon);
        bool is_last = colon == text.n;
        if (is_last && has_end && n <= 12 && parse_v4(group, out + n)) {
            return n + 4;
        }
        if (n > 14 || !parse_group(group, out + n) || colon + 1 == text.n) {
            return -1;
        }
        n += 2;
        text = easc__from(text, colon + 1);
    }
    return n;
}

static size_t find_double_colon(easc__bytes text)
{
    for (size_t i = 0; i + 1 < text.n; i++) {
        if (text.p[i] == ':' && text.p[i + 1] == ':') {
            return i;
        }
    }
    return text.n;
}

static bool parse_v6(easc__bytes text, uint8_t *out)
{
    uint8_t head[16];
    uint8_t tail[16];
    size_t gap = find_double_colon(text);
    if (gap == text.n) {
        return parse_groups(text, true, out) == 16;
    }
    int head_n = parse_groups(easc__first(text, gap), false, head);
    int tail_n = parse_groups(easc__from(text, gap + 2), true, tail);
    if (head_n < 0 || tail_n < 0 || head_n + tail_n > 14) {
        return false;
    }
    memset(out, 0, 16);
    memcpy(out, head, (size_t)head_n);
    memcpy(out + 16 - tail_n, tail, (size_t)tail_n);
    return true;
}

static const uint8_t v4_prefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

static bool parse_address(easc__bytes text, address *out)
{
    if (parse_v4(text, out->bytes + 12)) {
        memcpy(out->bytes, v4_prefix, sizeof v4_prefix);
        return true;
    }
    return parse_v6(text, out->bytes);
}

static bool is_public_v4(const uint8_t *b)
{
    bool is_private = b[0] == 0 || b[0] == 10 || (b[0] == 100 && (b[1] & 0xC0u) == 64) ||
                      b[0] == 127 || (b[0] == 169 && b[1] == 254) ||
                      (b[0] == 172 && (b[1] & 0xF0u) == 16) || (b[0] == 192 && b[1] == 168) ||
                      b[0] >= 224;
    return !is_private;
}

static bool is_public(const address *a)
{
    static const uint8_t zero[15] = {0};
    const uint8_t *b = a->bytes;
    if (memcmp(b, v4_prefix, sizeof v4_prefix) == 0) {
        return is_public_v4(b + 12);
    }
    bool is_own = memcmp(b, zero, sizeof zero) == 0 && b[15] <= 1; /* :: and ::1 */
    return !is_own && (b[0] & 0xFEu) != 0xFCu && !(b[0] == 0xFE && (b[1] & 0xC0u) == 0x80u) &&
           b[0] != 0xFF;
}

/* Cuts brackets, port and zone off: "[2001:db8::1]:443", "9.9.2.21:51000", "fe80::1%12". */
static easc__bytes bare_address(easc__bytes text)
{
    if (text.n > 0 && text.p[0] == '[') {
        text = easc__from(text, 1);
        text = easc__first(text, easc__find(text, ']'));
    } else {
        size_t colon = easc__find(text, ':');
        if (easc__find(easc__from(text, colon + 1), ':') + colon + 1 >= text.n) {
            text = easc__first(text, colon); /* one colon at most: an IPv4 address and a port */
        }
    }
    return easc__first(text, easc__find(text, '%'));
}

static bool is_joint(char c)
{
    return c == ',' || c == '+' || c == ' ' || c == '\t' || c == ';';
}

/* The form that stands for the address: of one that is IPv4 in IPv6 form, the IPv4 form. */
static easc__bytes shown(const address *a, easc__bytes text, easc__text *room)
{
    if (memcmp(a->bytes, v4_prefix, sizeof v4_prefix) != 0 || easc__find(text, ':') == text.n) {
        return text;
    }
    size_t start = room->n;
    for (size_t i = sizeof v4_prefix; i < sizeof a->bytes; i++) {
        if (room->n > start) {
            easc__text_add_char(room, '.');
        }
        easc__text_add_u64(room, a->bytes[i]);
    }
    return easc__from(easc__text_view(room), start);
}

easc__bytes easc__last_public_address(easc__bytes list, easc__text *room)
{
    while (list.n > 0) {
        size_t start = list.n;
        while (start > 0 && !is_joint(list.p[start - 1])) {
            start--;
        }
        address parsed;
        easc__bytes text = bare_address(easc__from(list, start));
        if (parse_address(text, &parsed) && is_public(&parsed)) {
            return shown(&parsed, text, room);
        }
        list = easc__first(list, start > 0 ? start - 1 : 0);
    }
    return (easc__bytes){NULL, 0};
}
