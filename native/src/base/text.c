/* text.c - see text.h. */
#include "base/text.h"

#include "base/civil.h"
#include "base/heap.h"
#include "base/number.h"

static const easc__bytes replacement = {"\xEF\xBF\xBD", 3};

void easc__text_done(easc__text *text)
{
    easc__free(text->p);
    *text = easc__text_init(text->ceiling);
}

bool easc__text_reserve(easc__text *text, size_t more)
{
    if (text->failed || more > SIZE_MAX / 2 - text->n ||
        (text->ceiling && text->n + more > text->ceiling)) {
        text->failed = true;
        return false;
    }
    if (text->n + more <= text->capacity) {
        return true;
    }
    size_t wanted = text->capacity < 64 ? 64 : text->capacity * 2;
    if (wanted < text->n + more) {
        wanted = text->n + more;
    }
    char *moved = easc__realloc(text->p, wanted, 1);
    if (!moved) {
        text->failed = true;
        return false;
    }
    text->p = moved;
    text->capacity = wanted;
    return true;
}

void easc__text_add(easc__text *text, easc__bytes bytes)
{
    if (bytes.n > 0 && easc__text_reserve(text, bytes.n)) {
        memcpy(text->p + text->n, bytes.p, bytes.n);
        text->n += bytes.n;
    }
}

void easc__text_add_char(easc__text *text, char c)
{
    if (easc__text_reserve(text, 1)) {
        text->p[text->n++] = c;
    }
}

void easc__text_add_z(easc__text *text, const char *z)
{
    easc__text_add(text, easc__bytes_z(z));
}

void easc__text_add_u64(easc__text *text, uint64_t value)
{
    char digits[EASC__NUMBER_SIZE];
    easc__text_add(text, easc__bytes_of(digits, easc__format_u64(value, digits)));
}

void easc__text_add_i64(easc__text *text, int64_t value)
{
    char digits[EASC__NUMBER_SIZE];
    easc__text_add(text, easc__bytes_of(digits, easc__format_i64(value, digits)));
}

void easc__text_add_fixed2(easc__text *text, double value)
{
    uint64_t hundredths = (uint64_t)(value * 100.0 + 0.5);
    easc__text_add_u64(text, hundredths / 100);
    easc__text_add_char(text, '.');
    easc__text_add_char(text, (char)('0' + hundredths / 10 % 10));
    easc__text_add_char(text, (char)('0' + hundredths % 10));
}

void easc__text_add_time(easc__text *text, int64_t time_s)
{
    char digits[EASC__TIME_SIZE];
    if (time_s != EASC__NO_TIME) {
        easc__format_time(time_s, digits);
        easc__text_add(text, easc__bytes_of(digits, sizeof digits));
    }
}

void easc__text_add_date(easc__text *text, int32_t day)
{
    char digits[EASC__DATE_SIZE];
    easc__format_date(day, digits);
    easc__text_add(text, easc__bytes_of(digits, sizeof digits));
}

/* The range of the second byte depends on the first one (Unicode, table 3-7); all later ones are
   80..BF. */
typedef struct utf8_lead {
    size_t len; /* 0: no lead byte */
    unsigned char second_min;
    unsigned char second_max;
} utf8_lead;

static utf8_lead lead_of(unsigned char c)
{
    if (c < 0x80) {
        return (utf8_lead){1, 0, 0};
    }
    if (c >= 0xC2 && c <= 0xDF) {
        return (utf8_lead){2, 0x80, 0xBF};
    }
    if (c >= 0xE0 && c <= 0xEF) {
        return (utf8_lead){3, c == 0xE0 ? 0xA0 : 0x80, c == 0xED ? 0x9F : 0xBF};
    }
    if (c >= 0xF0 && c <= 0xF4) {
        return (utf8_lead){4, c == 0xF0 ? 0x90 : 0x80, c == 0xF4 ? 0x8F : 0xBF};
    }
    return (utf8_lead){0, 0, 0};
}

/* Length of the character, or of the maximal ill-formed part, at the head of `raw` (n > 0). */
static size_t character_length(easc__bytes raw, bool *valid)
{
    const unsigned char *p = (const unsigned char *)raw.p;
    utf8_lead lead = lead_of(p[0]);
    size_t i = 1;
    if (lead.len > 1 && raw.n > 1 && p[1] >= lead.second_min && p[1] <= lead.second_max) {
        i = 2;
        while (i < lead.len && i < raw.n && (p[i] & 0xC0u) == 0x80u) {
            i++;
        }
    }
    *valid = lead.len > 0 && i == lead.len;
    return i;
}

/* Length of the run of ASCII at the head. */
static size_t ascii_length(easc__bytes raw)
{
    size_t i = 0;
    while (i < raw.n && ((unsigned char)raw.p[i] & 0x80u) == 0) {
        i++;
    }
    return i;
}

void easc__text_add_utf8(easc__text *text, easc__bytes raw)
{
    while (raw.n > 0) {
        size_t ascii = ascii_length(raw);
        easc__text_add(text, easc__first(raw, ascii));
        raw = easc__from(raw, ascii);
        if (raw.n > 0) {
            bool valid;
            size_t len = character_length(raw, &valid);
            easc__text_add(text, valid ? easc__first(raw, len) : replacement);
            raw = easc__from(raw, len);
        }
    }
}

bool easc__is_utf8(easc__bytes raw)
{
    for (raw = easc__from(raw, ascii_length(raw)); raw.n > 0;) {
        bool valid;
        size_t len = character_length(raw, &valid);
        if (!valid) {
            return false;
        }
        raw = easc__from(raw, len);
        raw = easc__from(raw, ascii_length(raw));
    }
    return true;
}

static int hex_value(char c)
{
    if (easc__is_digit(c)) {
        return c - '0';
    }
    char low = easc__lower(c);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* Decodes into the buffer without a look at UTF-8. */
static void add_unescaped(easc__text *text, easc__bytes raw, bool plus_is_blank)
{
    for (size_t i = 0; i < raw.n; i++) {
        char c = raw.p[i];
        if (c == '%' && i + 2 < raw.n && hex_value(raw.p[i + 1]) >= 0 &&
            hex_value(raw.p[i + 2]) >= 0) {
            c = (char)(hex_value(raw.p[i + 1]) * 16 + hex_value(raw.p[i + 2]));
            i += 2;
        } else if (c == '+' && plus_is_blank) {
            c = ' ';
        }
        easc__text_add_char(text, c);
    }
}

void easc__text_add_decoded(easc__text *text, easc__bytes raw, bool plus_is_blank)
{
    size_t start = text->n;
    add_unescaped(text, raw, plus_is_blank);
    easc__bytes decoded = easc__from(easc__text_view(text), start);
    if (text->failed || easc__is_utf8(decoded)) {
        return;
    }
    easc__text valid = easc__text_init(text->ceiling);
    easc__text_add_utf8(&valid, decoded);
    text->n = start;
    text->failed = valid.failed;
    easc__text_add(text, easc__text_view(&valid));
    easc__text_done(&valid);
}
