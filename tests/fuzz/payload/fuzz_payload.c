/* fuzz_payload.c - what Exchange appends as `&Log=…`, of every version, out of any bytes. */
#include "fuzz/fuzz.h"
#include "request/payload.h"

static void check_statuses(const easc__statuses *statuses)
{
    for (size_t i = 0; i < statuses->count; i++) {
        FUZZ_HOLDS(statuses->codes[i] <= EASC__STATUS_CODE_MAX);
        FUZZ_HOLDS(i == 0 || statuses->codes[i] > statuses->codes[i - 1]);
    }
}

static void check_payload(const easc__payload *payload)
{
    FUZZ_HOLDS(payload->acknowledgement >= 0 && payload->acknowledgement <= 4);
    FUZZ_HOLDS(payload->protocol >= 0);
    FUZZ_HOLDS(payload->has_key || payload->key == 0);
    const easc__bytes texts[] = {payload->errors,    payload->access,       payload->device_model,
                                 payload->device_os, payload->device_agent, payload->mail_address};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        FUZZ_HOLDS(easc__is_utf8(texts[i]));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    easc__room room = {easc__text_init(0)};
    easc__statuses statuses = {NULL, 0, 0};
    easc__payload payload;
    FUZZ_HOLDS(easc__room_reserve(&room, size));
    const char *buffer = room.text.p;
    if (size > 0) {
        FUZZ_HOLDS(easc__payload_read(fuzz_bytes(data, size), &room, &statuses, &payload));
        FUZZ_HOLDS(room.text.p == buffer && !room.text.failed); /* views into it stay valid */
        check_statuses(&statuses);
        check_payload(&payload);
    }
    easc__statuses_done(&statuses);
    easc__room_done(&room);
    return 0;
}
