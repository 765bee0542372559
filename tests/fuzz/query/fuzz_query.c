/* fuzz_query.c - plain parameters, and what is read of their values: commands, names, addresses. */
#include "fuzz/fuzz.h"
#include "request/account.h"
#include "request/address.h"
#include "request/command.h"
#include "request/query.h"

static void check_name(easc__bytes form)
{
    easc__bytes local = easc__local_part(form);
    FUZZ_HOLDS(fuzz_is_within(local, form));
    FUZZ_HOLDS(easc__form_rank(form) >= 0 && easc__form_rank(form) <= 3);
    FUZZ_HOLDS(easc__form_rank(form) > 0 || local.n == form.n);
    FUZZ_HOLDS(!easc__is_machine_account(form) || form.p[form.n - 1] == '$');
    (void)easc__is_monitoring_account(form);
}

/* Decoding changes nothing that needs none, and gives text. */
static void check_value(easc__room *room, easc__bytes raw, easc__bytes all)
{
    FUZZ_HOLDS(fuzz_is_within(raw, all) || easc__is_utf8(raw));
    easc__bytes decoded = easc__room_decode(room, raw, true);
    FUZZ_HOLDS(easc__is_utf8(decoded) && decoded.n <= 3 * raw.n);
    FUZZ_HOLDS(easc__is_utf8(easc__room_clean(room, raw, false)));
    FUZZ_HOLDS(easc__command_of(decoded) <= EASC__COMMAND_OTHER);
    check_name(decoded);
}

static void check_address(easc__bytes list)
{
    easc__text text = easc__text_init(0);
    easc__bytes address = easc__last_public_address(list, &text);
    FUZZ_HOLDS(fuzz_is_within(address, list) || fuzz_is_within(address, easc__text_view(&text)));
    easc__text_done(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    easc__bytes all = fuzz_bytes(data, size);
    easc__room room = {easc__text_init(0)};
    easc__query query;
    FUZZ_HOLDS(easc__room_reserve(&room, size));
    const char *buffer = room.text.p;
    easc__query_split(all, &room, &query);
    const easc__bytes values[] = {query.command,     query.user,    query.device_id,
                                  query.device_type, query.payload, query.base64};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        check_value(&room, values[i], all);
    }
    FUZZ_HOLDS(room.text.p == buffer && !room.text.failed);
    check_address(all);
    easc__room_done(&room);
    return 0;
}
