/* fuzz_base64.c - the base64 query of MS-ASHTTP, and the same with its signs escaped. */
#include "fuzz/fuzz.h"
#include "request/query.h"

static bool read_wire(easc__bytes base64, easc__room *room, easc__wire *out)
{
    FUZZ_HOLDS(easc__room_reserve(room, base64.n));
    const char *buffer = room->text.p;
    bool is_wire = easc__wire_read(base64, room, out);
    FUZZ_HOLDS(room->text.p == buffer && !room->text.failed);
    return is_wire;
}

static void check_wire(const easc__wire *wire)
{
    static const int32_t versions[] = {121, 140, 141, 160, 161};
    bool is_known = false;
    for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++) {
        is_known = is_known || wire->protocol == versions[i];
    }
    FUZZ_HOLDS(is_known);
    FUZZ_HOLDS(easc__is_utf8(wire->device_id) && easc__is_utf8(wire->device_type));
    FUZZ_HOLDS(easc__is_utf8(wire->user));
}

/* As a client or a proxy may write it: '+', '/' and '=' as escapes. */
static void add_escaped(easc__text *to, easc__bytes base64)
{
    for (size_t i = 0; i < base64.n; i++) {
        switch (base64.p[i]) {
        case '+':
            easc__text_add_z(to, "%2B");
            break;
        case '/':
            easc__text_add_z(to, "%2f");
            break;
        case '=':
            easc__text_add_z(to, "%3D");
            break;
        default:
            easc__text_add_char(to, base64.p[i]);
        }
    }
}

static void check_escaped(easc__bytes base64, const easc__wire *wire)
{
    easc__wire again;
    easc__room room = {easc__text_init(0)};
    easc__text text = easc__text_init(0);
    add_escaped(&text, base64);
    FUZZ_HOLDS(read_wire(easc__text_view(&text), &room, &again));
    FUZZ_HOLDS(again.protocol == wire->protocol && again.command == wire->command);
    FUZZ_HOLDS(easc__equal(again.device_id, wire->device_id));
    FUZZ_HOLDS(easc__equal(again.device_type, wire->device_type));
    FUZZ_HOLDS(easc__equal(again.user, wire->user));
    easc__text_done(&text);
    easc__room_done(&room);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    easc__wire wire;
    easc__bytes base64 = fuzz_bytes(data, size);
    easc__room room = {easc__text_init(0)};
    if (read_wire(base64, &room, &wire)) {
        check_wire(&wire);
        check_escaped(base64, &wire);
    }
    easc__room_done(&room);
    return 0;
}
