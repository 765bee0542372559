/* request.c - see request.h. */
#include "request/request.h"

#include "base/number.h"
#include "request/account.h"
#include "request/address.h"
#include "request/policy.h"

easc__bytes easc__hop_name(easc__hop hop)
{
    switch (hop) {
    case EASC__HOP_SINGLE:
        return EASC__LIT("single");
    case EASC__HOP_FRONTEND:
        return EASC__LIT("frontend");
    case EASC__HOP_BACKEND:
        return EASC__LIT("backend");
    case EASC__HOP_COUNT:
        break;
    }
    return EASC__LIT("");
}

void easc__request_reader_done(easc__request_reader *reader)
{
    easc__room_done(&reader->room);
    easc__statuses_done(&reader->statuses);
}

bool easc__is_eas_stem(easc__bytes stem, bool *is_proxy)
{
    static const easc__bytes base = {"/Microsoft-Server-ActiveSync", 28};
    easc__bytes tail = easc__from(stem, base.n);
    if (!easc__starts_nocase(stem, base)) {
        return false;
    }
    *is_proxy = easc__equal_nocase(tail, EASC__LIT("/Proxy")) ||
                easc__equal_nocase(tail, EASC__LIT("/Proxy/")) ||
                easc__equal_nocase(tail, EASC__LIT("/Proxy/default.eas"));
    return *is_proxy || tail.n == 0 || easc__equal(tail, EASC__LIT("/")) ||
           easc__equal_nocase(tail, EASC__LIT("/default.eas"));
}

static easc__hop hop_of(bool is_proxy, const easc__request *request)
{
    if (is_proxy || request->payload.is_proxied_from) {
        return EASC__HOP_BACKEND;
    }
    bool is_front = !request->has_payload || request->payload.is_proxied_to;
    return is_front ? EASC__HOP_FRONTEND : EASC__HOP_SINGLE;
}

/* Command, device and protocol: from the plain parameters, else from the base64 query. */
static void read_query(easc__room *room, const easc__query *query, const easc__wire *wire,
                       bool has_wire, easc__request *out)
{
    easc__bytes name = easc__room_decode(room, query->command, false);
    if (name.n == 0 && has_wire) {
        out->command = wire->command <= EASC__COMMAND_FIND ? (easc__command)wire->command
                                                           : EASC__COMMAND_OTHER;
        size_t start = room->text.n;
        easc__text_add_u64(&room->text, wire->command);
        name = easc__from(easc__text_view(&room->text), start);
    } else {
        out->command = easc__command_of(name);
    }
    out->command_name =
        out->command == EASC__COMMAND_OTHER ? name : easc__command_name(out->command);
    out->device_id = easc__room_decode(room, query->device_id, false);
    if (out->device_id.n == 0) {
        out->device_id = wire->device_id;
    }
    out->device_type = easc__room_decode(room, query->device_type, false);
    if (out->device_type.n == 0) {
        out->device_type = wire->device_type;
    }
    out->protocol = out->payload.protocol ? out->payload.protocol : wire->protocol;
}

/* Contract section 2: who is named, and what else is claimed about that name. */
static void read_user(easc__room *room, const easc__row *row, const easc__query *query,
                      const easc__wire *wire, easc__request *out)
{
    easc__bytes logged = easc__room_clean(room, row->at[EASC__COLUMN_USER], false);
    easc__bytes claimed = easc__room_decode(room, query->user, false);
    if (claimed.n == 0) {
        claimed = wire->user;
    }
    bool is_known = logged.n > 0 && !easc__is_machine_account(logged);
    out->user = is_known ? logged : claimed;
    out->is_claimed = !is_known && claimed.n > 0;
    if (is_known) {
        out->claims[0] = claimed;
        out->claims[1] = out->payload.mail_address;
    }
}

static void read_answer(const easc__row *row, easc__request *out)
{
    uint64_t number = 0;
    out->http_status =
        easc__parse_u64(row->at[EASC__COLUMN_STATUS], 999, &number) ? (int32_t)number : 0;
    out->http_substatus =
        easc__parse_u64(row->at[EASC__COLUMN_SUBSTATUS], 999, &number) ? (int32_t)number : 0;
    out->win32_status =
        easc__parse_u64(row->at[EASC__COLUMN_WIN32], UINT32_MAX, &number) ? number : 0;
    out->bytes_sent = easc__parse_u64(row->at[EASC__COLUMN_SENT], UINT64_MAX, &number) ? number : 0;
    out->bytes_received =
        easc__parse_u64(row->at[EASC__COLUMN_RECEIVED], UINT64_MAX, &number) ? number : 0;
    bool is_refused = out->http_status >= 400 && out->http_status <= 599;
    out->is_unauthenticated = out->http_status == 401 || (is_refused && out->http_status != 449 &&
                                                          row->at[EASC__COLUMN_USER].n == 0);
}

static easc__bytes address_of(easc__room *room, const easc__row *row)
{
    for (int i = 0; i < EASC__FORWARDED_MAX; i++) {
        easc__bytes found =
            easc__last_public_address(row->at[EASC__SLOT_FORWARDED + i], &room->text);
        if (found.n > 0) {
            return found;
        }
    }
    return easc__room_clean(room, row->at[EASC__COLUMN_CLIENT_IP], false);
}

/* Contract 1.9. Methods, types and ids have no case here; agents have. */
static bool is_monitoring(const easc__row *row, const easc__request *request)
{
    easc__bytes method = row->at[EASC__COLUMN_METHOD];
    return easc__equal_nocase(method, EASC__LIT("GET")) ||
           easc__equal_nocase(method, EASC__LIT("HEAD")) ||
           easc__starts(request->agent, EASC__LIT("HttpProxy.ClientAccessServer2010Ping")) ||
           easc__starts(request->agent, EASC__LIT("AMProbe/")) ||
           easc__starts(request->agent, EASC__LIT("TestActiveSyncConnectivity")) ||
           easc__contains(request->agent, EASC__LIT("MSExchMonitoring")) ||
           easc__equal_nocase(request->device_type, EASC__LIT("EASProbeDeviceType")) ||
           easc__equal_nocase(request->device_type, EASC__LIT("TestActiveSyncConnectivity")) ||
           easc__starts_nocase(request->device_id, EASC__LIT("EASProbeDeviceId")) ||
           easc__is_monitoring_account(request->user);
}

easc__bytes easc__row_server(easc__room *room, const easc__row *row, easc__bytes path_server)
{
    easc__bytes named = row->at[EASC__COLUMN_COMPUTER];
    if (named.n == 0) {
        named = path_server;
    }
    return easc__room_clean(room, named.n > 0 ? named : row->at[EASC__COLUMN_SERVER_IP], false);
}

/* Everything behind the decision that the row is looked at; false when there is no memory. */
static bool read_request(easc__request_reader *reader, const easc__row *row, bool is_proxy,
                         easc__request *out)
{
    easc__room *room = &reader->room;
    easc__query query;
    easc__wire wire = {0};
    easc__query_split(row->at[EASC__COLUMN_QUERY], room, &query);
    bool has_wire = query.base64.n > 0 && easc__wire_read(query.base64, room, &wire);
    if (!has_wire) {
        memset(&wire, 0, sizeof wire);
    }
    reader->statuses.count = 0;
    out->has_payload = query.payload.n > 0;
    out->raw_payload = query.payload;
    if (out->has_payload &&
        !easc__payload_read(query.payload, room, &reader->statuses, &out->payload)) {
        return false;
    }
    out->statuses = &reader->statuses;
    out->hop = hop_of(is_proxy, out);
    out->is_payload_row = out->has_payload && out->hop != EASC__HOP_FRONTEND;
    out->is_first_hop = out->hop != EASC__HOP_BACKEND;
    out->agent = easc__room_clean(room, row->at[EASC__COLUMN_AGENT], !row->is_quoted);
    read_query(room, &query, &wire, has_wire, out);
    read_user(room, row, &query, &wire, out);
    read_answer(row, out);
    out->client_address = address_of(room, row);
    out->is_monitoring = is_monitoring(row, out);
    out->events = easc__policy_events(out);
    return !room->text.failed;
}

easc__row_kind easc__request_read(easc__request_reader *reader, const easc__row *row,
                                  size_t row_bytes, easc__bytes path_server,
                                  const easc__selection *selection, easc__request *out)
{
    bool is_proxy = false;
    if (!easc__is_eas_stem(row->at[EASC__COLUMN_STEM], &is_proxy)) {
        return EASC__ROW_FOREIGN;
    }
    if (!easc__room_reserve(&reader->room, row_bytes + path_server.n)) {
        return EASC__ROW_NO_MEMORY;
    }
    memset(out, 0, sizeof *out);
    out->time_s = row->time_s;
    out->server_address = row->at[EASC__COLUMN_SERVER_IP];
    out->server = easc__row_server(&reader->room, row, path_server);
    if (!easc__is_selected(selection, out->server, out->time_s)) {
        return EASC__ROW_FOREIGN;
    }
    return read_request(reader, row, is_proxy, out) ? EASC__ROW_EAS : EASC__ROW_NO_MEMORY;
}

/* W3SVC and a number: the folder of a site. */
static bool is_site_folder(easc__bytes name)
{
    uint64_t number;
    return easc__starts_nocase(name, EASC__LIT("W3SVC")) &&
           easc__parse_u64(easc__from(name, 5), UINT32_MAX, &number);
}

/* The last folder above a site folder. */
static easc__bytes folder_above_site(easc__bytes path)
{
    easc__bytes above = {NULL, 0};
    easc__bytes found = {NULL, 0};
    easc__bytes part;
    for (easc__bytes rest = path; easc__next_piece(&rest, '/', &part);) {
        if (rest.n > 0 && is_site_folder(part)) {
            found = above;
        }
        bool is_drive = part.n == 2 && part.p[1] == ':';
        above = is_drive ? (easc__bytes){NULL, 0} : part;
    }
    return easc__equal_nocase(found, EASC__LIT("LogFiles")) ? (easc__bytes){NULL, 0} : found;
}

/* Behind "_ex" or "_u_ex" comes a date, or "tend" for logs cut by size. */
static bool is_log_tail(easc__bytes tail)
{
    return tail.n > 0 &&
           (easc__is_digit(tail.p[0]) || easc__starts_nocase(tail, EASC__LIT("tend")));
}

static easc__bytes name_before_log(easc__bytes file)
{
    for (size_t i = 1; i < file.n; i++) {
        easc__bytes rest = easc__from(file, i);
        size_t n = easc__starts_nocase(rest, EASC__LIT("_u_ex")) ? 5
                   : easc__starts_nocase(rest, EASC__LIT("_ex")) ? 3
                                                                 : 0;
        easc__bytes name = easc__first(file, i);
        if (n > 0 && is_log_tail(easc__from(rest, n)) &&
            !easc__equal_nocase(name, EASC__LIT("u"))) {
            return name;
        }
    }
    return (easc__bytes){NULL, 0};
}

easc__bytes easc__server_of_path(easc__bytes path)
{
    easc__bytes folder = folder_above_site(path);
    return folder.n > 0 ? folder : name_before_log(easc__from(path, easc__behind_last(path, '/')));
}
