/* hit.c - see hit.h. */
#include "cmdlet/hit.h"

#include "base/number.h"

/* Valid UTF-8, not longer than what is kept. */
static easc__bytes text_of(easc__room *room, easc__bytes raw)
{
    easc__bytes text = easc__first(easc__room_clean(room, raw, false), EASC__HIT_TEXT_MAX + 1);
    if (text.n > EASC__HIT_TEXT_MAX) {
        text.n--;
        while (text.n > 0 && ((unsigned char)text.p[text.n] & 0xC0u) == 0x80u) {
            text.n--;
        }
    }
    return text;
}

/* The cmdlet takes a '+' in front (cmdlet facts 4.4); what is no number is 0. */
static uint64_t number_of(easc__bytes text)
{
    uint64_t number = 0;
    if (text.n > 1 && text.p[0] == '+') {
        text = easc__from(text, 1);
    }
    return easc__parse_u64(text, UINT64_MAX, &number) ? number : 0;
}

/* The parameters that the cmdlet looks at: names without case and not decoded, of equal names the
   last (cmdlet facts 6.1). */
typedef struct parameters {
    easc__bytes command;
    easc__bytes device;
    easc__bytes device_type;
} parameters;

static void read_parameters(easc__bytes query, parameters *out)
{
    easc__bytes part;
    memset(out, 0, sizeof *out);
    for (easc__bytes rest = query; easc__next_piece(&rest, '&', &part);) {
        size_t equals = easc__find(part, '=');
        easc__bytes name = easc__first(part, equals);
        if (equals == part.n) {
            continue;
        }
        if (easc__equal_nocase(name, EASC__LIT("Cmd"))) {
            out->command = easc__from(part, equals + 1);
        } else if (easc__equal_nocase(name, EASC__LIT("DeviceId"))) {
            out->device = easc__from(part, equals + 1);
        } else if (easc__equal_nocase(name, EASC__LIT("DeviceType"))) {
            out->device_type = easc__from(part, equals + 1);
        }
    }
}

static void count_oof(easc__hit *hit)
{
    if (hit->command == EASC__COMMAND_SETTINGS) {
        hit->items.counts[EASC__ITEM_OOF_SET] =
            easc__equal_nocase(hit->items.oof, EASC__LIT("Set"));
        hit->items.counts[EASC__ITEM_OOF_GET] =
            easc__equal_nocase(hit->items.oof, EASC__LIT("Get"));
    }
}

static void read_query(easc__room *room, easc__bytes raw, easc__hit *out)
{
    easc__query query;
    easc__wire wire = {0};
    parameters plain;
    read_parameters(raw, &plain);
    easc__query_split(raw, room, &query);
    bool has_wire = query.base64.n > 0 && easc__wire_read(query.base64, room, &wire);
    out->has_query = raw.n > 0;
    out->command = easc__command_of(plain.command);
    out->device = text_of(room, plain.device);
    out->device_type = text_of(room, plain.device_type);
    if (has_wire && plain.command.n == 0) {
        out->command =
            wire.command <= EASC__COMMAND_FIND ? (easc__command)wire.command : EASC__COMMAND_OTHER;
    }
    if (has_wire && plain.device.n == 0) {
        out->device = text_of(room, wire.device_id);
    }
    if (has_wire && plain.device_type.n == 0) {
        out->device_type = text_of(room, wire.device_type);
    }
    easc__log_items_read(query.payload, &out->items);
    count_oof(out);
}

easc__row_kind easc__hit_read(easc__request_reader *reader, const easc__row *row, size_t row_bytes,
                              easc__bytes path_server, const easc__selection *selection,
                              easc__hit *out)
{
    memset(out, 0, sizeof *out);
    if (!easc__is_eas_stem(row->at[EASC__COLUMN_STEM], &out->is_second)) {
        return EASC__ROW_FOREIGN;
    }
    easc__room *room = &reader->room;
    if (!easc__room_reserve(room, row_bytes + path_server.n)) {
        return EASC__ROW_NO_MEMORY;
    }
    out->time_s = row->time_s;
    if (!easc__is_selected(selection, easc__row_server(room, row, path_server), row->time_s)) {
        return EASC__ROW_FOREIGN;
    }
    read_query(room, row->at[EASC__COLUMN_QUERY], out);
    out->user = text_of(room, row->at[EASC__COLUMN_USER]);
    out->server = text_of(room, row->at[EASC__COLUMN_COMPUTER]);
    out->host = text_of(room, row->at[EASC__COLUMN_HOST]);
    out->address = text_of(room, row->at[EASC__COLUMN_SERVER_IP]);
    out->status = text_of(room, row->at[EASC__COLUMN_STATUS]);
    out->substatus = text_of(room, row->at[EASC__COLUMN_SUBSTATUS]);
    out->agent = text_of(room, row->at[EASC__COLUMN_AGENT]);
    out->bytes_sent = number_of(row->at[EASC__COLUMN_SENT]);
    out->bytes_received = number_of(row->at[EASC__COLUMN_RECEIVED]);
    return room->text.failed ? EASC__ROW_NO_MEMORY : EASC__ROW_EAS;
}
