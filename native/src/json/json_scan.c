/* json_scan.c - see json_scan.h. Recursion is as deep as the nesting that is allowed. */
#include "json/json_scan.h"

#include "base/text.h"

typedef struct scan {
    easc__bytes text;
    size_t at;
    unsigned depth;
    size_t values; /* begun so far */
    size_t wanted; /* where to note the place of a value: its number, and its offset */
    size_t found_at;
    const char *expected; /* NULL as long as nothing is wrong */
} scan;

/* cJSON reads a number into a buffer of 64. */
enum { NUMBER_LIMIT = 63 };

static bool scan_value(scan *s);

static bool fail(scan *s, const char *expected)
{
    s->expected = expected;
    return false;
}

static char peek(const scan *s)
{
    return s->at < s->text.n ? s->text.p[s->at] : '\0';
}

/* Moves over one character when it is this one. */
static bool take(scan *s, char c)
{
    bool is_here = s->at < s->text.n && s->text.p[s->at] == c;
    s->at += is_here ? 1 : 0;
    return is_here;
}

static void skip_blanks(scan *s)
{
    while (take(s, ' ') || take(s, '\n') || take(s, '\r') || take(s, '\t')) {
    }
}

static bool scan_word(scan *s, easc__bytes word)
{
    if (!easc__starts(easc__from(s->text, s->at), word)) {
        return fail(s, "a value");
    }
    s->at += word.n;
    return true;
}

static size_t skip_digits(scan *s)
{
    size_t start = s->at;
    while (easc__is_digit(peek(s))) {
        s->at++;
    }
    return s->at - start;
}

static bool scan_exponent(scan *s)
{
    if (!take(s, 'e') && !take(s, 'E')) {
        return true;
    }
    (void)(take(s, '+') || take(s, '-'));
    return skip_digits(s) > 0 || fail(s, "a digit");
}

static bool scan_number(scan *s)
{
    size_t start = s->at;
    (void)take(s, '-');
    bool is_zero = take(s, '0');
    if (!is_zero && skip_digits(s) == 0) {
        return fail(s, "a value");
    }
    if (take(s, '.') && skip_digits(s) == 0) {
        return fail(s, "a digit");
    }
    if (!scan_exponent(s)) {
        return false;
    }
    return s->at - start <= NUMBER_LIMIT || fail(s, "a number of at most 63 characters");
}

static int hex_value(char c)
{
    if (easc__is_digit(c)) {
        return c - '0';
    }
    char low = easc__lower(c);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* The four digits of \uXXXX. */
static bool scan_unit(scan *s, unsigned *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_value(peek(s));
        if (digit < 0) {
            return fail(s, "four hexadecimal digits");
        }
        *unit = *unit * 16 + (unsigned)digit;
        s->at++;
    }
    return true;
}

static bool scan_unicode(scan *s)
{
    unsigned unit = 0;
    unsigned low = 0;
    if (!scan_unit(s, &unit)) {
        return false;
    }
    if (unit == 0) {
        return fail(s, "a text without NUL");
    }
    if (unit < 0xD800u || unit > 0xDFFFu) {
        return true;
    }
    bool has_pair = unit <= 0xDBFFu && take(s, '\\') && take(s, 'u') && scan_unit(s, &low);
    bool is_pair = has_pair && low >= 0xDC00u && low <= 0xDFFFu;
    return is_pair || fail(s, "a whole surrogate pair");
}

static bool scan_escape(scan *s)
{
    if (take(s, 'u')) {
        return scan_unicode(s);
    }
    char c = peek(s);
    if (c == '\0' || !strchr("\"\\/bfnrt", c)) {
        return fail(s, "an escape of JSON");
    }
    s->at++;
    return true;
}

static bool scan_character(scan *s)
{
    if ((unsigned char)peek(s) < 0x20u) { /* the end of the file, too */
        return fail(s, "a text that ends on its line");
    }
    if (take(s, '\\')) {
        return scan_escape(s);
    }
    s->at++;
    return true;
}

static bool scan_text(scan *s)
{
    if (!take(s, '"')) {
        return fail(s, "a text in double quotes");
    }
    size_t start = s->at;
    while (!take(s, '"')) {
        if (!scan_character(s)) {
            return false;
        }
    }
    easc__bytes inside = easc__first(easc__from(s->text, start), s->at - 1 - start);
    if (!easc__is_utf8(inside)) {
        s->at = start;
        return fail(s, "a text in valid UTF-8");
    }
    return true;
}

static bool scan_member(scan *s)
{
    skip_blanks(s);
    if (!scan_text(s)) {
        return false;
    }
    skip_blanks(s);
    return take(s, ':') ? scan_value(s) : fail(s, "\":\"");
}

/* The inside of a list or object, behind its opening bracket. */
static bool scan_children(scan *s, bool (*scan_child)(scan *), char end, const char *expected)
{
    skip_blanks(s);
    if (take(s, end)) {
        return true;
    }
    do {
        if (!scan_child(s)) {
            return false;
        }
        skip_blanks(s);
    } while (take(s, ','));
    return take(s, end) || fail(s, expected);
}

static bool scan_nested(scan *s)
{
    bool is_list = take(s, '[');
    if (!is_list) {
        s->at++;
    }
    if (++s->depth > EASC__JSON_DEPTH) {
        s->at--;
        return fail(s, "at most 64 lists and objects inside each other");
    }
    bool done = is_list ? scan_children(s, scan_value, ']', "\",\" or \"]\"")
                        : scan_children(s, scan_member, '}', "\",\" or \"}\"");
    s->depth--;
    return done;
}

static bool scan_value(scan *s)
{
    skip_blanks(s);
    if (s->values++ == s->wanted) {
        s->found_at = s->at;
    }
    switch (peek(s)) {
    case '{':
    case '[':
        return scan_nested(s);
    case '"':
        return scan_text(s);
    case 't':
        return scan_word(s, EASC__LIT("true"));
    case 'f':
        return scan_word(s, EASC__LIT("false"));
    case 'n':
        return scan_word(s, EASC__LIT("null"));
    default:
        return scan_number(s);
    }
}

static bool scan_document(scan *s)
{
    if (!scan_value(s)) {
        return false;
    }
    skip_blanks(s);
    return s->at == s->text.n || fail(s, "the end of the file");
}

bool easc__json_check(easc__bytes text, size_t *at, const char **expected)
{
    scan s = {.text = text, .wanted = SIZE_MAX};
    bool is_valid = scan_document(&s);
    if (!is_valid) {
        *at = s.at;
        *expected = s.expected;
    }
    return is_valid;
}

size_t easc__json_offset(easc__bytes text, size_t index)
{
    scan s = {.text = text, .wanted = index, .found_at = text.n};
    (void)scan_document(&s);
    return s.found_at;
}
