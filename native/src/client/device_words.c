/* device_words.c - see device_words.h. */
#include "client/device_words.h"

#include "client/agents.h"

typedef struct word_row {
    const char *word;
    easc__family family;
} word_row;

static const word_row os_rows[] = {
    {"iOS", EASC__FAMILY_APPLE},
    {"iPadOS", EASC__FAMILY_APPLE},
    {"iPhone OS", EASC__FAMILY_APPLE},
    {"iPhoneOS", EASC__FAMILY_APPLE},
    {"Android", EASC__FAMILY_ANDROID},
    {"Windows Phone", EASC__FAMILY_WINDOWS_PHONE},
    {"Windows Mobile", EASC__FAMILY_WINDOWS_MOBILE},
    {"Windows CE", EASC__FAMILY_WINDOWS_MOBILE},
    {"WindowsCE", EASC__FAMILY_WINDOWS_MOBILE},
    {"Pocket PC", EASC__FAMILY_WINDOWS_MOBILE},
    {"BlackBerry", EASC__FAMILY_BLACKBERRY},
};

static bool is_word_char(char c)
{
    return easc__is_alpha(c) || easc__is_digit(c);
}

/* Offset just behind `word` where it begins a word of the text, or 0. */
static size_t behind_word(easc__bytes text, easc__bytes word)
{
    for (size_t i = 0; i + word.n <= text.n; i++) {
        bool at_start = i == 0 || !is_word_char(text.p[i - 1]);
        if (at_start && easc__starts_nocase(easc__from(text, i), word)) {
            return i + word.n;
        }
    }
    return 0;
}

/* The row whose name stands in the text, and the text behind that name. */
static const word_row *find_os(easc__bytes text, easc__bytes *behind)
{
    for (size_t i = 0; i < sizeof os_rows / sizeof os_rows[0]; i++) {
        size_t at = behind_word(text, easc__bytes_z(os_rows[i].word));
        if (at > 0) {
            *behind = easc__from(text, at);
            return &os_rows[i];
        }
    }
    return NULL;
}

static size_t word_length(easc__bytes text)
{
    size_t n = 0;
    while (n < text.n && (is_word_char(text.p[n]) || text.p[n] == '.')) {
        n++;
    }
    return n;
}

/* The first word that is a number and nothing else. */
static easc__bytes first_number(easc__bytes text)
{
    while (text.n > 0) {
        easc__bytes word = easc__first(text, word_length(text));
        easc__bytes number = easc__number_head(word);
        if (number.n > 0 && (number.n == word.n || word.p[number.n] == '.')) {
            return number;
        }
        text = easc__from(text, word.n + 1);
    }
    return (easc__bytes){NULL, 0};
}

easc__bytes easc__os_version(easc__bytes dev_os)
{
    easc__bytes behind = dev_os;
    (void)find_os(dev_os, &behind);
    return first_number(behind);
}

easc__family easc__os_family(easc__bytes dev_os)
{
    easc__bytes behind = dev_os;
    const word_row *row = find_os(dev_os, &behind);
    if (!row) {
        return EASC__FAMILY_NONE;
    }
    easc__bytes version = first_number(behind);
    bool is_old = version.n > 0 && easc__version_compare(version, EASC__LIT("7")) < 0;
    bool is_phone = row->family == EASC__FAMILY_WINDOWS_PHONE;
    return is_phone && is_old ? EASC__FAMILY_WINDOWS_MOBILE : row->family;
}

static easc__family prefix_family(const word_row *rows, size_t count, easc__bytes text)
{
    for (size_t i = 0; i < count; i++) {
        if (easc__starts_nocase(text, easc__bytes_z(rows[i].word))) {
            return rows[i].family;
        }
    }
    return EASC__FAMILY_NONE;
}

static const word_row model_rows[] = {
    {"iPhone", EASC__FAMILY_APPLE},
    {"iPad", EASC__FAMILY_APPLE},
    {"iPod", EASC__FAMILY_APPLE},
    {"Outlook for ", EASC__FAMILY_OUTLOOK_MOBILE},
    {"BlackBerry", EASC__FAMILY_BLACKBERRY},
};

easc__family easc__model_family(easc__bytes dev_model)
{
    return prefix_family(model_rows, sizeof model_rows / sizeof model_rows[0], dev_model);
}

/* Types that are whole words, and beginnings of types: "WP8", "IMEI354…", "SAMSUNGGTI9000". */
static const word_row whole_types[] = {
    {"Outlook", EASC__FAMILY_OUTLOOK_MOBILE},
    {"PocketPC", EASC__FAMILY_WINDOWS_MOBILE},
    {"SmartPhone", EASC__FAMILY_WINDOWS_MOBILE},
    {"SP", EASC__FAMILY_WINDOWS_MOBILE},
};

static const word_row type_rows[] = {
    {"iPhone", EASC__FAMILY_APPLE},
    {"iPad", EASC__FAMILY_APPLE},
    {"iPod", EASC__FAMILY_APPLE},
    {"WP", EASC__FAMILY_WINDOWS_PHONE},
    {"WindowsPhone", EASC__FAMILY_WINDOWS_PHONE},
    {"WindowsMail", EASC__FAMILY_WINDOWS_MAIL},
    {"WindowsOutlook", EASC__FAMILY_OUTLOOK_DESKTOP},
    {"NokiaEmail", EASC__FAMILY_NOKIA},
    {"IMEI", EASC__FAMILY_NOKIA},
    {"BlackBerry", EASC__FAMILY_BLACKBERRY},
    {"TouchDown", EASC__FAMILY_TOUCHDOWN},
    {"SAMSUNG", EASC__FAMILY_ANDROID},
    {"Sony", EASC__FAMILY_ANDROID},
    {"HTC", EASC__FAMILY_ANDROID},
    {"Moto", EASC__FAMILY_ANDROID},
};

easc__family easc__type_family(easc__bytes type)
{
    for (size_t i = 0; i < sizeof whole_types / sizeof whole_types[0]; i++) {
        if (easc__equal_nocase(type, easc__bytes_z(whole_types[i].word))) {
            return whole_types[i].family;
        }
    }
    if (easc__contains_nocase(type, EASC__LIT("Android"))) {
        return EASC__FAMILY_ANDROID;
    }
    return prefix_family(type_rows, sizeof type_rows / sizeof type_rows[0], type);
}
