/* agents.c - see agents.h. One row per dialect; the first whose prefix fits decides. */
#include "client/agents.h"

#include "client/apple.h"

typedef easc__bytes (*version_reader)(easc__bytes agent, char *room);

typedef struct agent_row {
    const char *prefix;
    easc__family family;
    version_reader read;
} agent_row;

static const easc__bytes nothing = {NULL, 0};

easc__bytes easc__number_head(easc__bytes text)
{
    size_t n = 0;
    while (n < text.n && easc__is_digit(text.p[n])) {
        n++;
        if (n + 1 < text.n && text.p[n] == '.' && easc__is_digit(text.p[n + 1])) {
            n++;
        }
    }
    return easc__first(text, n);
}

static easc__bytes product_of(easc__bytes agent)
{
    return easc__first(agent, easc__find(agent, '/'));
}

static easc__bytes behind_slash(easc__bytes agent)
{
    return easc__from(agent, easc__find(agent, '/') + 1);
}

/* What follows the first slash that has a number behind it. */
static easc__bytes from_number(easc__bytes agent)
{
    easc__bytes rest = behind_slash(agent);
    while (rest.n > 0 && !easc__is_digit(rest.p[0])) {
        rest = behind_slash(rest);
    }
    return rest;
}

/* NOLINTBEGIN(readability-non-const-parameter): every reader looks as version_reader does */

static easc__bytes read_number(easc__bytes agent, char *room)
{
    (void)room;
    return easc__number_head(from_number(agent));
}

/* A number stands there, but it counts the vendor's client or ROM, not Android. */
static easc__bytes read_nothing(easc__bytes agent, char *room)
{
    (void)agent;
    (void)room;
    return nothing;
}

/* --- Apple ------------------------------------------------------------------------------------ */

static easc__bytes apple_hardware(easc__bytes agent)
{
    easc__bytes product = product_of(agent);
    return easc__from(product, sizeof "Apple-" - 1);
}

static easc__bytes read_apple(easc__bytes agent, char *room)
{
    bool is_pad = easc__starts(apple_hardware(agent), EASC__LIT("iPad"));
    return easc__apple_version(behind_slash(agent), is_pad, room);
}

/* --- Outlook ---------------------------------------------------------------------------------- */

/* "Outlook/16.0 (16.0.7167.6539; C2R; x86)": the build in brackets tells more. */
static easc__bytes read_outlook(easc__bytes agent, char *room)
{
    easc__bytes build = easc__number_head(easc__from(agent, easc__find(agent, '(') + 1));
    return build.n > 0 ? build : read_number(agent, room);
}

static easc__bytes read_outlook_2013(easc__bytes agent, char *room)
{
    (void)room;
    return easc__number_head(easc__from(agent, sizeof "Microsoft.Outlook." - 1));
}

/* --- Android ---------------------------------------------------------------------------------- */

/* Android never was below 1: "0.3" is the constant of its first mail client. */
static easc__bytes android_number(easc__bytes agent)
{
    easc__bytes number = easc__number_head(behind_slash(agent));
    return easc__starts(number, EASC__LIT("0")) ? nothing : number;
}

static easc__bytes read_android(easc__bytes agent, char *room)
{
    (void)room;
    return android_number(agent);
}

static bool is_aosp_dialect(easc__bytes agent)
{
    return easc__contains(behind_slash(agent), EASC__LIT("-EAS-"));
}

/* "<vendor><model>/<os>-EAS-<client>"; any other number is that of a client. */
static easc__bytes read_vendor(easc__bytes agent, char *room)
{
    (void)room;
    return is_aosp_dialect(agent) ? android_number(agent) : nothing;
}

/* Appends the number without leading zeros; false when it does not fit. */
static bool put_number(easc__bytes digits, char *room, size_t *used)
{
    while (digits.n > 1 && digits.p[0] == '0') {
        digits = easc__from(digits, 1);
    }
    size_t point = *used > 0 ? 1 : 0;
    if (digits.n == 0 || digits.n + point > EASC__VERSION_SIZE - *used) {
        return false;
    }
    if (point) {
        room[*used] = '.';
    }
    memcpy(room + *used + point, digits.p, digits.n);
    *used += digits.n + point;
    return true;
}

static bool all_digits(easc__bytes text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (!easc__is_digit(text.p[i])) {
            return false;
        }
    }
    return true;
}

/* "20304" is 2.3.4: a major version of one or two digits, then pairs. */
static easc__bytes samsung_digits(easc__bytes digits, char *room)
{
    size_t used = 0;
    size_t head = digits.n % 2 ? 1 : 2;
    if (digits.n < 3 || digits.n > 6 || !all_digits(digits)) {
        return nothing;
    }
    (void)put_number(easc__first(digits, head), room, &used);
    for (size_t i = head; i < digits.n; i += 2) {
        (void)put_number(easc__first(easc__from(digits, i), 2), room, &used);
    }
    return easc__bytes_of(room, used);
}

/* "100.20304" and, of later clients, "101.60001". */
static easc__bytes read_samsung(easc__bytes agent, char *room)
{
    easc__bytes number = easc__number_head(behind_slash(agent));
    bool is_coded =
        easc__starts(number, EASC__LIT("100.")) || easc__starts(number, EASC__LIT("101."));
    return is_coded ? samsung_digits(easc__from(number, 4), room) : read_vendor(agent, room);
}

/* --- Nokia ------------------------------------------------------------------------------------ */

/* The number in the brackets of "(50)MailforExchange"; empty when there is none. */
static easc__bytes in_brackets(easc__bytes text)
{
    if (!easc__starts(text, EASC__LIT("("))) {
        return nothing;
    }
    easc__bytes inside = easc__from(text, 1);
    inside = easc__first(inside, easc__find(inside, ')'));
    return all_digits(inside) ? inside : nothing;
}

/* "3.00(50)" is 3.0.50: point and brackets part numbers that are written with leading zeros. */
static easc__bytes read_nokia(easc__bytes agent, char *room)
{
    easc__bytes text = from_number(agent);
    easc__bytes head = easc__number_head(text);
    easc__bytes last = in_brackets(easc__from(text, head.n));
    easc__bytes piece = nothing;
    size_t used = 0;
    bool fits = true;
    while (fits && easc__next_piece(&head, '.', &piece)) {
        fits = put_number(piece, room, &used);
    }
    if (fits && used > 0 && last.n > 0) {
        fits = put_number(last, room, &used);
    }
    return fits && used > 0 ? easc__bytes_of(room, used) : nothing;
}

/* NOLINTEND(readability-non-const-parameter) */

/* --- the table -------------------------------------------------------------------------------- */

static const agent_row agent_rows[] = {
    {"Apple-", EASC__FAMILY_APPLE, read_apple},
    {"Outlook-iOS", EASC__FAMILY_OUTLOOK_MOBILE, read_number},
    {"Outlook/", EASC__FAMILY_OUTLOOK_DESKTOP, read_outlook},
    {"Microsoft.Outlook.", EASC__FAMILY_OUTLOOK_DESKTOP, read_outlook_2013},
    {"WindowsMail", EASC__FAMILY_WINDOWS_MAIL, read_number},
    {"MSFT-WP", EASC__FAMILY_WINDOWS_PHONE, read_number},
    {"MSFT-PPC", EASC__FAMILY_WINDOWS_MOBILE, read_number},
    {"MSFT-SPhone", EASC__FAMILY_WINDOWS_MOBILE, read_number},
    {"Microsoft-PocketPC", EASC__FAMILY_WINDOWS_MOBILE, read_number},
    {"Microsoft-AirSync", EASC__FAMILY_WINDOWS_MOBILE, read_number},
    {"Nokia", EASC__FAMILY_NOKIA, read_nokia},
    {"BlackBerry", EASC__FAMILY_BLACKBERRY, read_number},
    {"RIM-", EASC__FAMILY_BLACKBERRY, read_number},
    {"TouchDown", EASC__FAMILY_TOUCHDOWN, read_number},
    {"Android/", EASC__FAMILY_ANDROID, read_android},
    {"Android-EAS/", EASC__FAMILY_ANDROID, read_nothing},
    {"SAMSUNG", EASC__FAMILY_ANDROID, read_samsung},
    {"Moto-", EASC__FAMILY_ANDROID, read_nothing},
    {"LGMC-", EASC__FAMILY_ANDROID, read_nothing},
    {"HTC", EASC__FAMILY_ANDROID, read_nothing},
    {"PANTECH-", EASC__FAMILY_ANDROID, read_vendor},
    {"GARM-", EASC__FAMILY_ANDROID, read_android},
};

static const agent_row vendor_row = {"", EASC__FAMILY_ANDROID, read_vendor};

/* Android under a vendor's name: its dialect of the version, its name in the product ("KSAndroid",
   "RoadSync-Android"), or the constant of its first client ("LS670/0.3"). */
static bool is_android_vendor(easc__bytes agent)
{
    return is_aosp_dialect(agent) || easc__contains(product_of(agent), EASC__LIT("Android")) ||
           easc__equal(behind_slash(agent), EASC__LIT("0.3"));
}

static const agent_row *find_row(easc__bytes agent)
{
    for (size_t i = 0; i < sizeof agent_rows / sizeof agent_rows[0]; i++) {
        if (easc__starts(agent, easc__bytes_z(agent_rows[i].prefix))) {
            return &agent_rows[i];
        }
    }
    return is_android_vendor(agent) ? &vendor_row : NULL;
}

easc__family easc__agent_family(easc__bytes agent)
{
    const agent_row *row = find_row(agent);
    return row ? row->family : EASC__FAMILY_NONE;
}

easc__bytes easc__agent_version(easc__bytes agent, char room[EASC__VERSION_SIZE])
{
    const agent_row *row = find_row(agent);
    return row ? row->read(agent, room) : nothing;
}

easc__bytes easc__agent_hardware(easc__bytes agent)
{
    easc__family family = easc__agent_family(agent);
    if (family == EASC__FAMILY_APPLE) {
        return apple_hardware(agent);
    }
    return family == EASC__FAMILY_NOKIA ? product_of(agent) : nothing;
}
