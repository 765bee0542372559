/* log_items.c - see log_items.h. All walks go from the right to the left, since the last one of
   everything is what counts (cmdlet facts 6.3, 6.4). */
#include "cmdlet/log_items.h"

/* Cuts the last item off `*left`; false when nothing is left. Empty items are given too. */
static bool take_last(easc__bytes *left, easc__bytes *item)
{
    if (left->n == 0) {
        return false;
    }
    size_t start = easc__behind_last(*left, '_');
    *item = easc__bytes_of(left->p + start, left->n - start); /* keeps its place when empty */
    *left = easc__first(*left, start > 0 ? start - 1 : 0);
    return true;
}

/* The digits at the head of `*text`; a number that does not fit 32 bits is 0. False without any. */
static bool take_number(easc__bytes *text, uint32_t *out)
{
    uint64_t number = 0;
    size_t n = 0;
    for (; n < text->n && easc__is_digit(text->p[n]); n++) {
        number = number > UINT32_MAX ? number : number * 10 + (uint64_t)(text->p[n] - '0');
    }
    *text = easc__from(*text, n);
    *out = number > UINT32_MAX ? 0 : (uint32_t)number;
    return n > 0;
}

/* --- Cli and Srv ----------------------------------------------------------------------------- */

/* The counters of a block that are looked at. */
typedef struct block {
    uint32_t adds;
    uint32_t changes;
    uint32_t associated; /* adds */
} block;

/* One number and its letters. A capital A behind a small one counts associated items; without a
   small one it is the documented spelling of adds. */
static void take_part(block *b, easc__bytes letters, uint32_t number, bool *has_adds)
{
    char letter = letters.n == 1 ? letters.p[0] : '\0';
    if (letter == 'A' && *has_adds) {
        b->associated = number;
    } else if (letter == 'a' || letter == 'A') {
        b->adds = number;
        *has_adds = true;
    } else if (letter == 'c' || letter == 'C') {
        b->changes = number;
    }
}

/* "6a0c0d0s0e…": numbers, each with the letters of its counter; anything else is no block. */
static bool read_block(easc__bytes text, block *out)
{
    bool has_adds = false;
    *out = (block){0, 0, 0};
    if (text.n == 0) {
        return false;
    }
    while (text.n > 0) {
        uint32_t number;
        size_t n = 0;
        if (!take_number(&text, &number)) {
            return false;
        }
        while (n < text.n && easc__is_alpha(text.p[n])) {
            n++;
        }
        if (n == 0) {
            return false;
        }
        take_part(out, easc__first(text, n), number, &has_adds);
        text = easc__from(text, n);
    }
    return true;
}

static bool is_block_of(easc__bytes item, bool is_server)
{
    return is_server
               ? easc__starts(item, EASC__LIT("Srv:")) || easc__starts(item, EASC__LIT("Svr:"))
               : easc__starts(item, EASC__LIT("Cli:"));
}

/* The blocks of one side that no folder has taken yet. */
typedef struct blocks {
    easc__bytes left; /* what was not looked at yet */
    bool is_server;
} blocks;

/* Takes the last block that is not taken, if it stands at `from` in the value or behind. */
static bool take_block(blocks *of, size_t from, block *out)
{
    easc__bytes rest = of->left;
    easc__bytes item;
    while (take_last(&rest, &item) && (size_t)(item.p - of->left.p) >= from) {
        of->left = rest;
        if (is_block_of(item, of->is_server) && read_block(easc__from(item, 4), out)) {
            return true;
        }
    }
    *out = (block){0, 0, 0};
    return false;
}

/* --- folders --------------------------------------------------------------------------------- */

typedef struct folder_kind {
    easc__bytes name; /* exact case */
    int sent;
    int received; /* below 0: not counted */
    bool counts_associated;
} folder_kind;

static const folder_kind folder_kinds[] = {
    {EASC__NAME("Em"), EASC__ITEM_EMAILS_SENT, -1, true},
    {EASC__NAME("Ca"), EASC__ITEM_CALENDAR_SENT, EASC__ITEM_CALENDAR_RECEIVED, false},
    {EASC__NAME("Co"), EASC__ITEM_CONTACTS_SENT, EASC__ITEM_CONTACTS_RECEIVED, false},
    {EASC__NAME("Ta"), EASC__ITEM_TASKS_SENT, EASC__ITEM_TASKS_RECEIVED, false},
    {EASC__NAME("Nt"), EASC__ITEM_NOTES_SENT, EASC__ITEM_NOTES_RECEIVED, false},
};

static void count_folder(easc__log_items *out, easc__bytes kind, const block *client,
                         const block *server)
{
    uint32_t sent = server->adds + server->changes;
    uint32_t received = client->adds + client->changes;
    out->counts[EASC__ITEM_SENT] += sent + server->associated;
    out->counts[EASC__ITEM_RECEIVED] += received;
    for (size_t i = 0; i < sizeof folder_kinds / sizeof folder_kinds[0]; i++) {
        const folder_kind *k = &folder_kinds[i];
        if (easc__equal(kind, k->name)) {
            out->counts[k->sent] += sent + (k->counts_associated ? server->associated : 0);
            if (k->received >= 0) {
                out->counts[k->received] += received;
            }
        }
    }
}

/* Each folder, from the last to the first, takes the last free block of either side that stands
   behind it. Without a folder the last blocks count, without associated items. */
static void count_folders(easc__bytes raw, easc__log_items *out)
{
    blocks clients = {raw, false};
    blocks servers = {raw, true};
    block client;
    block server;
    easc__bytes item;
    bool has_folder = false;
    for (easc__bytes left = raw; take_last(&left, &item);) {
        if (item.n > 3 && easc__starts(item, EASC__LIT("Ty:"))) {
            has_folder = true;
            size_t behind = (size_t)(item.p - raw.p) + item.n;
            (void)take_block(&clients, behind, &client);
            (void)take_block(&servers, behind, &server);
            count_folder(out, easc__from(item, 3), &client, &server);
        }
    }
    if (!has_folder) {
        (void)take_block(&clients, 0, &client);
        (void)take_block(&servers, 0, &server);
        server.associated = 0;
        count_folder(out, EASC__LIT(""), &client, &server);
    }
}

/* --- counters -------------------------------------------------------------------------------- */

/* Pa1 or Pa:1: the key, a colon or none, and digits to the end. */
static bool read_counter(easc__bytes item, easc__bytes key, uint32_t *out)
{
    if (!easc__starts(item, key)) {
        return false;
    }
    easc__bytes value = easc__from(item, key.n);
    if (value.n > 0 && value.p[0] == ':') {
        value = easc__from(value, 1);
    }
    return take_number(&value, out) && value.n == 0;
}

enum { KEY_COUNT = 6, KEY_OOF = 5 };

/* Where an item goes. */
typedef struct places {
    uint32_t *numbers[KEY_OOF];
    easc__bytes *oof;
    bool is_known[KEY_COUNT]; /* one stood further to the right */
} places;

static void take_counter(places *p, easc__bytes item)
{
    static const easc__bytes keys[KEY_OOF] = {EASC__NAME("Ssp"), EASC__NAME("Unc"),
                                              EASC__NAME("Att"), EASC__NAME("Attb"),
                                              EASC__NAME("Pa")};
    uint32_t number;
    for (int i = 0; i < KEY_OOF; i++) {
        if (!p->is_known[i] && read_counter(item, keys[i], &number)) {
            *p->numbers[i] = number;
            p->is_known[i] = true;
            return;
        }
    }
    if (!p->is_known[KEY_OOF] && item.n > 4 && easc__starts(item, EASC__LIT("Oof:"))) {
        *p->oof = easc__from(item, 4);
        p->is_known[KEY_OOF] = true;
    }
}

void easc__log_items_read(easc__bytes raw, easc__log_items *out)
{
    memset(out, 0, sizeof *out);
    places p = {{&out->counts[EASC__ITEM_SHAREPOINT], &out->counts[EASC__ITEM_UNC],
                 &out->counts[EASC__ITEM_ATTACHMENTS], &out->counts[EASC__ITEM_ATTACHMENT_BYTES],
                 &out->acknowledgement},
                &out->oof,
                {false}};
    easc__bytes item;
    for (easc__bytes left = raw; take_last(&left, &item);) {
        take_counter(&p, item);
    }
    count_folders(raw, out);
}
