/* payload_items.c - see payload_items.h. */
#include "request/payload_items.h"

#include "base/number.h"

/* Behind "V<ver>", facts c.1: T<Em|Co|Ca|NA>S<N|S|R|F>C: */
enum { KIND_LENGTH = 3, SYNC_LENGTH = 2, FIRST_COLON = 6 };

/* V and 1 to 4 or NA; 0 when the text does not begin so. */
static size_t version_length(easc__bytes raw)
{
    easc__bytes rest = easc__from(raw, 1);
    uint64_t version = 0;
    if (raw.n == 0 || raw.p[0] != 'V') {
        return 0;
    }
    if (easc__starts(rest, EASC__LIT("NA"))) {
        return 3;
    }
    return easc__take_u64(&rest, 4, &version) ? raw.n - rest.n : 0;
}

static bool is_2003(easc__bytes raw)
{
    size_t n = version_length(raw);
    easc__bytes rest = easc__from(raw, n);
    return n > 0 && rest.n > FIRST_COLON - 1 && rest.p[0] == 'T' && rest.p[KIND_LENGTH] == 'S' &&
           easc__find(rest, ':') == FIRST_COLON && rest.p[FIRST_COLON - 1] == 'C';
}

void easc__payload_items_begin(easc__payload_items *items, easc__bytes raw)
{
    *items = (easc__payload_items){raw, is_2003(raw), 0};
}

/* "C:1A2C3D4F" of "C:1A2C3D4FS:…": up to the letter in front of the next colon. */
static size_t section_length(easc__bytes rest)
{
    size_t next = easc__find(easc__from(rest, 2), ':');
    return next > 0 && next + 2 < rest.n ? next + 1 : rest.n;
}

static bool next_of_2003(easc__payload_items *items, easc__payload_item *out)
{
    easc__bytes rest = items->rest;
    uint32_t at = items->at++;
    if (rest.n == 0) {
        return false;
    }
    size_t n = at == 0   ? version_length(rest)
               : at == 1 ? KIND_LENGTH
               : at == 2 ? SYNC_LENGTH
                         : section_length(rest);
    bool has_colon = at > 2 && n > 1;
    out->raw = easc__first(rest, n);
    out->key = easc__first(rest, 1);
    out->value = easc__from(out->raw, has_colon ? 2 : 1);
    out->has_colon = has_colon;
    items->rest = easc__from(rest, n);
    return true;
}

static void split_item(easc__bytes raw, easc__payload_item *out)
{
    size_t colon = easc__find(raw, ':');
    size_t n = colon;
    out->has_colon = colon < raw.n;
    if (!out->has_colon) {
        n = 0;
        while (n < raw.n && easc__is_alpha(raw.p[n])) {
            n++;
        }
    }
    out->raw = raw;
    out->key = easc__first(raw, n);
    out->value = easc__from(raw, out->has_colon ? n + 1 : n);
}

bool easc__payload_items_next(easc__payload_items *items, easc__payload_item *out)
{
    if (items->is_2003) {
        return next_of_2003(items, out);
    }
    easc__bytes raw = {NULL, 0};
    while (raw.n == 0) {
        if (!easc__next_piece(&items->rest, '_', &raw)) {
            return false;
        }
    }
    items->at++;
    split_item(raw, out);
    return true;
}
