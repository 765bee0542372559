/* explain_items.c - the parts of the query and of the payload, one by one. */
#include "explain/sentences.h"

#include "base/heap.h"
#include "base/number.h"
#include "request/payload_items.h"

/* --- notes: what a value means ---------------------------------------------------------------- */

/* A part of a sentence as a sentence of its own. */
static easc__bytes as_sentence(easc__explainer *e, easc__bytes words, easc__bytes more)
{
    easc__text_add(&e->scratch, words);
    if (e->scratch.n > 0 && e->scratch.p[0] >= 'a' && e->scratch.p[0] <= 'z') {
        e->scratch.p[0] = (char)(e->scratch.p[0] - 32);
    }
    if (more.n > 0) {
        easc__text_add_z(&e->scratch, ", ");
        easc__text_add(&e->scratch, more);
    }
    if (e->scratch.n > 0 && e->scratch.p[e->scratch.n - 1] != '.') {
        easc__text_add_char(&e->scratch, '.');
    }
    return easc__keep_scratch(e);
}

static easc__bytes note_of_protocol(easc__explainer *e, easc__bytes value)
{
    uint64_t version;
    if (!easc__parse_u64(value, 999, &version) || version == 0) {
        return (easc__bytes){NULL, 0};
    }
    easc__label_value place = {EASC__NAME("version"), easc__keep_protocol(e, (int32_t)version)};
    easc__label_fill(&e->scratch, easc__label(e->labels, EASC__LIT("explain.note.protocol")),
                     &place, 1);
    return easc__keep_scratch(e);
}

static easc__bytes note_of_status(easc__explainer *e, const easc__request *request,
                                  easc__bytes value)
{
    uint64_t status;
    if (!easc__parse_u64(value, EASC__STATUS_CODE_MAX, &status)) {
        return (easc__bytes){NULL, 0};
    }
    return as_sentence(e, easc__status_meaning(e, request, (uint32_t)status), EASC__LIT(""));
}

static easc__bytes note_of_access(easc__explainer *e, easc__bytes value)
{
    easc__bytes state;
    easc__bytes reason;
    easc__access_words(e, value, &state, &reason);
    return as_sentence(e, state, reason);
}

/* "6 added" of 6 and "a"; counters that are not known keep their letters. */
static void add_counter(easc__explainer *e, easc__bytes group, uint64_t count, easc__bytes letters)
{
    char key[32];
    easc__text name = {key, 0, sizeof key, sizeof key, false};
    easc__text_add(&name, group);
    easc__text_add(&name, letters);
    easc__bytes label =
        easc__label_of(e->labels, EASC__LIT("explain.counter."), easc__text_view(&name));
    if (label.n == 0) {
        label = easc__label(e->labels, EASC__LIT("explain.counter.other"));
    }
    char digits[EASC__NUMBER_SIZE];
    easc__label_value places[] = {
        {EASC__NAME("count"), easc__bytes_of(digits, easc__format_u64(count, digits))},
        {EASC__NAME("letters"), letters}};
    easc__text_add_z(&e->scratch, e->scratch.n > 0 ? ", " : "");
    easc__label_fill(&e->scratch, label, places, 2);
}

/* "6a0c0d": those that are not 0. Up to 2007 the letters are capitals. */
static easc__bytes note_of_counters(easc__explainer *e, easc__bytes group, easc__bytes value)
{
    uint64_t count;
    easc__bytes rest = value;
    while (easc__take_u64(&rest, UINT32_MAX, &count)) {
        size_t n = 0;
        while (n < rest.n && easc__is_alpha(rest.p[n])) {
            n++;
        }
        char lower = n == 1 ? easc__lower(rest.p[0]) : '\0';
        bool is_associated = n == 1 && rest.p[0] == 'A' && value.p[value.n - 1] == 'd';
        easc__bytes letters =
            n == 1 && !is_associated ? easc__bytes_of(&lower, 1) : easc__first(rest, n);
        if (count > 0 && n > 0) {
            add_counter(e, group, count, letters);
        }
        rest = easc__from(rest, n);
    }
    if (e->scratch.n == 0) {
        return easc__label(e->labels, EASC__LIT("explain.note.all-zero"));
    }
    easc__text_add_char(&e->scratch, '.');
    return easc__keep_scratch(e);
}

/* "explain.value.Ty-Em" */
static easc__bytes note_of_value(easc__explainer *e, easc__bytes name, easc__bytes value)
{
    char key[64];
    easc__text text = {key, 0, sizeof key, sizeof key, false};
    easc__text_add(&text, name);
    easc__text_add_char(&text, '-');
    easc__text_add(&text, value);
    return text.failed
               ? (easc__bytes){NULL, 0}
               : easc__label_of(e->labels, EASC__LIT("explain.value."), easc__text_view(&text));
}

static easc__bytes note_of_command(easc__explainer *e, const easc__request *request)
{
    easc__label_value place = {EASC__NAME("command"), request->command_name};
    if (request->command == EASC__COMMAND_OTHER) {
        return (easc__bytes){NULL, 0};
    }
    easc__label_fill(&e->scratch, easc__label(e->labels, EASC__LIT("explain.note.command")), &place,
                     1);
    return easc__keep_scratch(e);
}

static bool is_one_of(easc__bytes name, const char *const *names)
{
    for (; *names; names++) {
        if (easc__equal(name, easc__bytes_z(*names))) {
            return true;
        }
    }
    return false;
}

static easc__bytes note_of(easc__explainer *e, const easc__request *request,
                           const easc__explain_item *item)
{
    static const char *const protocols[] = {"V", "Ver1", "ProtocolVersion", NULL};
    static const char *const statuses[] = {"S", "SC1", NULL};
    static const char *const client[] = {"Cli", "C:", NULL};
    static const char *const server[] = {"Srv", "Svr", "S:", NULL};
    easc__bytes name = item->token->name;
    bool is_2003 = item->kind == EASC__TOKEN_2003;
    if (!is_2003 && is_one_of(name, protocols)) {
        return note_of_protocol(e, item->value);
    }
    if (!is_2003 && is_one_of(name, statuses)) {
        return note_of_status(e, request, item->value);
    }
    if (is_one_of(name, client)) {
        return note_of_counters(e, EASC__LIT("client-"), item->value);
    }
    if (is_one_of(name, server)) {
        return note_of_counters(e, EASC__LIT("server-"), item->value);
    }
    if (easc__equal(name, EASC__LIT("As"))) {
        return note_of_access(e, item->value);
    }
    if (easc__equal(name, EASC__LIT("Error"))) {
        easc__bytes first = easc__first(item->value, easc__find(item->value, ';'));
        return as_sentence(e, easc__error_meaning(e, first), EASC__LIT(""));
    }
    if (item->kind == EASC__TOKEN_WIRE && easc__equal(name, EASC__LIT("Command"))) {
        return note_of_command(e, request);
    }
    bool is_kind = is_2003 && easc__equal(name, EASC__LIT("S"));
    return note_of_value(e, is_kind ? EASC__LIT("2003") : name, item->value);
}

/* --- items ----------------------------------------------------------------------------------- */

static easc__bytes meaning_of(const easc__explainer *e, easc__token_kind kind,
                              const easc__token *token)
{
    static const easc__bytes groups[EASC__TOKEN_KIND_COUNT] = {
        EASC__NAME("explain.token."), EASC__NAME("explain.token-2003."),
        EASC__NAME("explain.parameter."), EASC__NAME("explain.wire.")};
    if (!token) {
        return easc__label(e->labels, EASC__LIT("explain.item.unknown"));
    }
    bool is_counter = token->name.n == 2 && token->name.p[1] == ':';
    if (is_counter) { /* no colon in a key */
        return token->name.p[0] == 'C'
                   ? easc__label(e->labels, EASC__LIT("explain.token-2003.C-counters"))
               : token->name.p[0] == 'S'
                   ? easc__label(e->labels, EASC__LIT("explain.token-2003.S-counters"))
                   : easc__label(e->labels, EASC__LIT("explain.token-2003.P-counters"));
    }
    return easc__label_of(e->labels, groups[kind], token->name);
}

/* `value` is decoded already. */
static void add_item(easc__explainer *e, const easc__request *request, easc__token_kind kind,
                     const easc__token *token, easc__bytes name, easc__bytes value, easc__bytes raw)
{
    easc__explain_item *items =
        easc__grow(e->items, e->item_count, &e->item_capacity, sizeof *items);
    if (!items) {
        e->failed = true;
        return;
    }
    e->items = items;
    easc__explain_item *item = &items[e->item_count++];
    *item = (easc__explain_item){
        .kind = kind, .token = token, .name = name, .value = value, .raw = raw};
    item->meaning = meaning_of(e, kind, token);
    if (token) {
        item->note = note_of(e, request, item);
    }
}

/* A time without a colon in front, "TmRcv06:53:38", and a word directly behind its key. */
static const easc__token *find_glued(const easc__payload_item *item, size_t *key_length)
{
    static const easc__bytes glued = EASC__NAME("ProvSyncType");
    size_t n = item->key.n;
    while (item->has_colon && n > 0 && easc__is_digit(item->key.p[n - 1])) {
        n--;
    }
    n = easc__starts(item->key, glued) ? glued.n : n;
    *key_length = n;
    return n < item->key.n ? easc__token_find(EASC__TOKEN_ITEM, easc__first(item->key, n)) : NULL;
}

static void add_payload_item(easc__explainer *e, const easc__request *request, bool is_2003,
                             const easc__payload_item *item)
{
    easc__token_kind kind = is_2003 ? EASC__TOKEN_2003 : EASC__TOKEN_ITEM;
    easc__bytes name = is_2003 ? easc__first(item->raw, item->has_colon ? 2 : 1) : item->key;
    easc__bytes value = item->value;
    size_t key_length = 0;
    const easc__token *token = easc__token_find(kind, name);
    if (!token && !is_2003) {
        token = find_glued(item, &key_length);
        name = token ? easc__first(item->raw, key_length) : name;
        value = token ? easc__from(item->raw, key_length) : value;
    }
    if (name.n == 0) { /* neither key nor colon: ")x" */
        name = item->raw;
        value = easc__first(value, 0);
    }
    add_item(e, request, kind, token, easc__room_clean(&e->room, name, false),
             easc__room_decode(&e->room, value, true), item->raw);
}

static void add_payload(easc__explainer *e, const easc__request *request, easc__bytes payload)
{
    easc__payload_items items;
    easc__payload_item item;
    easc__payload_items_begin(&items, payload);
    while (!e->failed && easc__payload_items_next(&items, &item)) {
        add_payload_item(e, request, items.is_2003, &item);
    }
}

static void add_wire_part(easc__explainer *e, const easc__request *request, const char *name,
                          easc__bytes value)
{
    const easc__token *token = easc__token_find(EASC__TOKEN_WIRE, easc__bytes_z(name));
    add_item(e, request, EASC__TOKEN_WIRE, token, token->name, value, value);
}

/* Bytes as they are when they are text, else as hex. */
static easc__bytes show_bytes(easc__explainer *e, easc__bytes value)
{
    static const char hex[] = "0123456789ABCDEF";
    bool is_text = value.n > 0;
    for (size_t i = 0; i < value.n && is_text; i++) {
        is_text = (unsigned char)value.p[i] >= ' ' && (unsigned char)value.p[i] != 0x7F;
    }
    if (is_text && easc__is_utf8(value)) {
        return value;
    }
    for (size_t i = 0; i < value.n; i++) {
        easc__text_add_char(&e->scratch, hex[(unsigned char)value.p[i] >> 4]);
        easc__text_add_char(&e->scratch, hex[(unsigned char)value.p[i] & 0xFu]);
    }
    return easc__keep_scratch(e);
}

static void add_wire_parameter(easc__explainer *e, const easc__request *request, uint8_t tag,
                               easc__bytes value)
{
    static const char *const names[] = {"AttachmentName", "CollectionId", NULL,
                                        "ItemId",         "LongId",       NULL,
                                        "Occurrence",     "Options",      "User"};
    const char *name = tag < sizeof names / sizeof names[0] ? names[tag] : NULL;
    if (tag == EASC__WIRE_OPTIONS && value.n == 1) {
        add_wire_part(e, request, name, easc__keep_number(e, (unsigned char)value.p[0]));
    } else if (name) {
        add_wire_part(e, request, name, show_bytes(e, value));
    } else {
        add_item(e, request, EASC__TOKEN_WIRE, NULL, easc__keep_number(e, tag),
                 show_bytes(e, value), (easc__bytes){NULL, 0});
    }
}

static void add_wire(easc__explainer *e, const easc__request *request, const easc__wire *wire)
{
    static const char hex[] = "0123456789ABCDEF";
    add_wire_part(e, request, "ProtocolVersion", easc__keep_number(e, (uint64_t)wire->protocol));
    add_wire_part(e, request, "Command", easc__keep_number(e, wire->command));
    easc__text_add_z(&e->scratch, "0x");
    for (int shift = 12; shift >= 0; shift -= 4) {
        easc__text_add_char(&e->scratch, hex[wire->locale >> shift & 0xF]);
    }
    add_wire_part(e, request, "Locale", easc__keep_scratch(e));
    add_wire_part(e, request, "DeviceId", wire->device_id);
    if (wire->has_key) {
        add_wire_part(e, request, "PolicyKey", easc__keep_number(e, wire->key));
    } else {
        add_wire_part(e, request, "PolicyKey",
                      easc__label(e->labels, EASC__LIT("explain.item.none")));
    }
    add_wire_part(e, request, "DeviceType", wire->device_type);
    uint8_t tag;
    easc__bytes value;
    for (easc__bytes rest = wire->parameters; easc__wire_next_parameter(&rest, &tag, &value);) {
        add_wire_parameter(e, request, tag, value);
    }
}

/* Front ends end what they append with ';'. */
static easc__bytes without_semicolon(easc__bytes value)
{
    bool has_one = value.n > 0 && value.p[value.n - 1] == ';';
    return easc__first(value, value.n - has_one);
}

static void add_parameter(easc__explainer *e, const easc__request *request, easc__bytes part)
{
    size_t equals = easc__find(part, '=');
    easc__bytes name = easc__room_decode(&e->room, easc__first(part, equals), false);
    easc__bytes value = without_semicolon(easc__from(part, equals + 1));
    if (part.n > 0 && !easc__equal_nocase(name, EASC__LIT("Log"))) {
        add_item(e, request, EASC__TOKEN_PARAMETER, easc__token_find(EASC__TOKEN_PARAMETER, name),
                 name, easc__room_decode(&e->room, value, false), part);
    }
}

void easc__explain_items(easc__explainer *e, easc__explanation *x)
{
    easc__query query;
    easc__wire wire;
    easc__bytes raw = x->subject->row.at[EASC__COLUMN_QUERY];
    easc__bytes part;
    easc__query_split(raw, &e->room, &query);
    bool has_wire = query.base64.n > 0 && easc__wire_read(query.base64, &e->room, &wire);
    if (has_wire) {
        add_wire(e, &x->request, &wire);
    }
    for (easc__bytes rest = raw; !e->failed && easc__next_piece(&rest, '&', &part);) {
        if (!has_wire || part.p != query.base64.p) {
            add_parameter(e, &x->request, part);
        }
    }
    add_payload(e, &x->request, query.payload);
    x->has_key = x->request.payload.has_key || (has_wire && wire.has_key);
    x->key = x->request.payload.has_key ? x->request.payload.key : has_wire ? wire.key : 0;
}
