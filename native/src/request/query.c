/* query.c - see query.h. */
#include "request/query.h"

/* A raw byte may become three (U+FFFD), is decoded at most twice, and hex digits double. */
enum { ROOM_FACTOR = 8, ROOM_EXTRA = 4096 };

bool easc__room_reserve(easc__room *room, size_t row_bytes)
{
    size_t wanted = row_bytes * ROOM_FACTOR + ROOM_EXTRA;
    easc__text_clear(&room->text);
    if (room->text.capacity < wanted) {
        easc__text_done(&room->text);
        return easc__text_reserve(&room->text, wanted);
    }
    return true;
}

void easc__room_done(easc__room *room)
{
    easc__text_done(&room->text);
}

static bool is_plain(easc__bytes raw, bool plus_is_blank, bool has_escapes)
{
    for (size_t i = 0; i < raw.n; i++) {
        unsigned char c = (unsigned char)raw.p[i];
        if (c >= 0x80 || (has_escapes && c == '%') || (plus_is_blank && c == '+')) {
            return false;
        }
    }
    return true;
}

easc__bytes easc__room_decode(easc__room *room, easc__bytes raw, bool plus_is_blank)
{
    if (is_plain(raw, plus_is_blank, true)) {
        return raw;
    }
    size_t start = room->text.n;
    easc__text_add_decoded(&room->text, raw, plus_is_blank);
    return easc__from(easc__text_view(&room->text), start);
}

easc__bytes easc__room_clean(easc__room *room, easc__bytes raw, bool plus_is_blank)
{
    if (is_plain(raw, plus_is_blank, false)) {
        return raw;
    }
    size_t start = room->text.n;
    easc__text_add_utf8(&room->text, raw);
    for (size_t i = start; plus_is_blank && i < room->text.n; i++) {
        if (room->text.p[i] == '+') {
            room->text.p[i] = ' ';
        }
    }
    return easc__from(easc__text_view(&room->text), start);
}

/* Letters, digits, '+' (a blank in the quoted dialect), '/', escapes of the special characters, and
   '=' at the end only. */
static bool may_be_base64(easc__bytes part)
{
    size_t n = part.n;
    while (n > 0 && part.p[n - 1] == '=') {
        n--;
    }
    for (size_t i = 0; i < n; i++) {
        char c = part.p[i];
        if (!easc__is_alpha(c) && !easc__is_digit(c) && c != '+' && c != ' ' && c != '/' &&
            c != '%') {
            return false;
        }
    }
    return n >= 6; /* version, command, locale and the length of the id are 7 characters */
}

/* The place for a parameter of that name, or NULL. */
static easc__bytes *place_of(easc__query *query, easc__bytes name)
{
    if (easc__equal_nocase(name, EASC__LIT("Cmd"))) {
        return &query->command;
    }
    if (easc__equal_nocase(name, EASC__LIT("User"))) {
        return &query->user;
    }
    if (easc__equal_nocase(name, EASC__LIT("DeviceId"))) {
        return &query->device_id;
    }
    if (easc__equal_nocase(name, EASC__LIT("DeviceType"))) {
        return &query->device_type;
    }
    return easc__equal_nocase(name, EASC__LIT("Log")) ? &query->payload : NULL;
}

static void take_parameter(easc__query *query, easc__bytes part, easc__room *room)
{
    size_t equals = easc__find(part, '=');
    easc__bytes name = easc__room_decode(room, easc__first(part, equals), false);
    easc__bytes value = easc__from(part, equals + 1);
    easc__bytes *place = place_of(query, name);
    if (!place) {
        return;
    }
    bool is_last_wins = place == &query->payload;
    if (is_last_wins || !place->p) {
        /* An empty first value counts as the first one: it keeps a pointer. */
        *place = value.p ? value : easc__bytes_of(part.p + part.n, 0);
    }
}

void easc__query_split(easc__bytes raw, easc__room *room, easc__query *out)
{
    memset(out, 0, sizeof *out);
    easc__bytes part;
    for (easc__bytes rest = raw; easc__next_piece(&rest, '&', &part);) {
        if (part.p == raw.p && may_be_base64(part)) {
            out->base64 = part;
        }
        take_parameter(out, part, room);
    }
}

static int base64_value(char c)
{
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (easc__is_digit(c)) {
        return c - '0' + 52;
    }
    return c == '+' || c == ' ' ? 62 : c == '/' ? 63 : -1;
}

/* The bytes of a base64 text in `room`; empty when a character does not belong there. */
static easc__bytes decode_base64(easc__bytes text, easc__room *room)
{
    easc__bytes plain = easc__room_decode(room, text, false);
    size_t start = room->text.n;
    uint32_t bits = 0;
    int count = 0;
    for (size_t i = 0; i < plain.n && plain.p[i] != '='; i++) {
        int value = base64_value(plain.p[i]);
        if (value < 0) {
            return (easc__bytes){NULL, 0};
        }
        bits = (bits << 6 | (uint32_t)value) & 0xFFFFFFu;
        count += 6;
        if (count >= 8) {
            count -= 8;
            easc__text_add_char(&room->text, (char)(unsigned char)(bits >> count & 0xFFu));
        }
    }
    return easc__from(easc__text_view(&room->text), start);
}

static bool is_printable(easc__bytes text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] <= ' ' || text.p[i] > '~') {
            return false;
        }
    }
    return true;
}

/* Text stays text; anything else is binary, and the plain form of it is upper-case hex. */
static easc__bytes id_text(easc__bytes id, easc__room *room)
{
    static const char hex[] = "0123456789ABCDEF";
    if (is_printable(id)) {
        return id;
    }
    size_t start = room->text.n;
    for (size_t i = 0; i < id.n; i++) {
        unsigned char c = (unsigned char)id.p[i];
        easc__text_add_char(&room->text, hex[c >> 4]);
        easc__text_add_char(&room->text, hex[c & 0xFu]);
    }
    return easc__from(easc__text_view(&room->text), start);
}

/* One length byte and that many bytes; false when the data ends before. */
static bool take_counted(easc__bytes *rest, easc__bytes *out)
{
    if (rest->n == 0 || rest->n - 1 < (size_t)(unsigned char)rest->p[0]) {
        return false;
    }
    *out = easc__bytes_of(rest->p + 1, (size_t)(unsigned char)rest->p[0]);
    *rest = easc__from(*rest, 1 + out->n);
    return true;
}

enum { HEAD_BYTES = 4, KEY_BYTES = 4 }; /* version, command, two bytes of locale */

bool easc__wire_next_parameter(easc__bytes *rest, uint8_t *tag, easc__bytes *value)
{
    if (rest->n < 2) {
        return false;
    }
    *tag = (uint8_t)rest->p[0];
    *rest = easc__from(*rest, 1);
    return take_counted(rest, value);
}

static void read_parameters(easc__room *room, easc__wire *out)
{
    uint8_t tag;
    easc__bytes value;
    for (easc__bytes rest = out->parameters; easc__wire_next_parameter(&rest, &tag, &value);) {
        if (tag == EASC__WIRE_USER && out->user.n == 0) {
            out->user = easc__room_clean(room, value, false);
        }
    }
}

static void read_key(easc__bytes key, easc__wire *out)
{
    out->has_key = key.n == KEY_BYTES;
    for (size_t i = 0; out->has_key && i < KEY_BYTES; i++) {
        out->key |= (uint32_t)(unsigned char)key.p[i] << (8 * i);
    }
}

static bool is_version(int32_t v)
{
    return v == 121 || v == 140 || v == 141 || v == 160 || v == 161;
}

bool easc__wire_read(easc__bytes base64, easc__room *room, easc__wire *out)
{
    memset(out, 0, sizeof *out);
    easc__bytes rest = decode_base64(base64, room);
    if (rest.n < HEAD_BYTES || !is_version((unsigned char)rest.p[0])) {
        return false;
    }
    out->protocol = (unsigned char)rest.p[0];
    out->command = (uint8_t)rest.p[1];
    out->locale = (uint16_t)((unsigned char)rest.p[2] | (unsigned char)rest.p[3] << 8);
    rest = easc__from(rest, HEAD_BYTES);
    easc__bytes id;
    easc__bytes key;
    easc__bytes type;
    if (!take_counted(&rest, &id)) {
        return false;
    }
    out->device_id = id_text(id, room);
    if (take_counted(&rest, &key)) {
        read_key(key, out);
        if (take_counted(&rest, &type)) {
            out->device_type = easc__room_clean(room, type, false);
            out->parameters = rest;
            read_parameters(room, out);
        }
    }
    return true;
}
