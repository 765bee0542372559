/* screen.c - see screen.h. */
#include "render/screen.h"

#include "base/civil.h"
#include "report/plain.h"
#include "report/wording.h"
#include "request/account.h"

static const easc__bytes ellipsis = {"\xE2\x80\xA6", 3};

/* --- colours --------------------------------------------------------------------------------- */

static const char *colour_of(easc__tone tone)
{
    switch (tone) {
    case EASC__TONE_GOOD:
        return "\x1B[32m";
    case EASC__TONE_FAIR:
        return "\x1B[36m";
    case EASC__TONE_INFO:
        return "\x1B[34m";
    case EASC__TONE_WARNING:
        return "\x1B[33m";
    case EASC__TONE_BAD:
        return "\x1B[31m";
    case EASC__TONE_UNKNOWN:
        return "\x1B[90m";
    case EASC__TONE_PLAIN:
    case EASC__TONE_COUNT:
        break;
    }
    return "";
}

const char *easc__screen_begin_tone(easc__text *to, const easc__document_style *style,
                                    easc__tone tone)
{
    bool is_coloured = style->has_colour && *colour_of(tone) != '\0';
    easc__text_add_z(to, is_coloured ? colour_of(tone) : "");
    return is_coloured ? "\x1B[0m" : "";
}

void easc__screen_add_heading(easc__text *to, const easc__document_style *style,
                              const char *heading)
{
    easc__text_add_z(to, style->has_colour ? "\n\x1B[1m" : "\n");
    easc__text_add_z(to, heading);
    easc__text_add_z(to, style->has_colour ? "\x1B[0m\n" : "\n");
}

/* --- lines ----------------------------------------------------------------------------------- */

static void add_blanks(easc__text *to, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        easc__text_add_char(to, ' ');
    }
}

void easc__screen_add_wrapped(easc__text *to, const easc__document_style *style, size_t indent,
                              easc__bytes plain)
{
    size_t room = style->width > indent + 20 ? style->width - indent : 0;
    size_t used = 0;
    easc__bytes word;
    add_blanks(to, indent);
    for (easc__bytes rest = plain; easc__next_piece(&rest, ' ', &word);) {
        size_t width = easc__plain_width(word);
        if (used > 0 && room > 0 && used + 1 + width > room) {
            easc__text_add_char(to, '\n');
            add_blanks(to, indent);
            used = 0;
        }
        easc__text_add_z(to, used > 0 ? " " : "");
        easc__text_add(to, word);
        used += width + (used > 0 ? 1 : 0);
    }
    easc__text_add_char(to, '\n');
}

/* One word of a paragraph; where the line stands is in `*used`. */
static void add_hanging_word(easc__text *to, size_t indent, size_t room, size_t *used,
                             easc__bytes word)
{
    size_t width = easc__plain_width(word);
    if (*used > 0 && room > 0 && *used + 1 + width > room) {
        easc__text_add_char(to, '\n');
        add_blanks(to, indent);
        *used = 0;
    }
    easc__text_add_z(to, *used > 0 ? " " : "");
    while (room > 0 && width > room) {
        easc__bytes line = easc__plain_head(word, room);
        easc__text_add(to, line);
        easc__text_add_char(to, '\n');
        add_blanks(to, indent);
        word = easc__from(word, line.n);
        width = easc__plain_width(word);
    }
    easc__text_add(to, word);
    *used += width + (*used > 0 ? 1 : 0);
}

void easc__screen_add_hanging(easc__text *to, const easc__document_style *style, easc__bytes head,
                              size_t indent, easc__bytes plain)
{
    size_t room = style->width > indent + 20 ? style->width - indent : 0;
    size_t used = 0;
    size_t width = easc__plain_width(head);
    easc__bytes word;
    bool is_long = width >= indent && room > 0;
    easc__text_add(to, head);
    easc__text_add_z(to, is_long ? "\n" : width >= indent ? " " : "");
    add_blanks(to, is_long ? indent : width < indent ? indent - width : 0);
    for (easc__bytes rest = plain; easc__next_piece(&rest, ' ', &word);) {
        add_hanging_word(to, indent, room, &used, word);
    }
    easc__text_add_char(to, '\n');
}

void easc__screen_add_sentence(easc__text *to, const easc__document_style *style, size_t indent,
                               const easc__text *sentence)
{
    easc__text plain = easc__text_init(0);
    easc__add_plain(&plain, easc__text_view(sentence), EASC__PLAIN_TERMINAL);
    easc__screen_add_wrapped(to, style, indent, easc__text_view(&plain));
    to->failed |= plain.failed || sentence->failed;
    easc__text_done(&plain);
}

void easc__screen_add_labelled(easc__text *to, const easc__document_style *style, const char *label,
                               easc__text *sentence)
{
    enum { LABEL_WIDTH = 12 };
    easc__text line = easc__text_init(0);
    easc__add_plain(&line, easc__text_view(sentence), EASC__PLAIN_TERMINAL);
    size_t start = to->n;
    easc__screen_add_wrapped(to, style, LABEL_WIDTH, easc__text_view(&line));
    if (!to->failed) {
        memcpy(to->p + start, label, strlen(label)); /* over the indent of the first line */
    }
    to->failed |= line.failed || sentence->failed;
    easc__text_done(&line);
    easc__text_clear(sentence);
}

void easc__screen_add_cell(easc__text *to, const easc__document_style *style, easc__bytes raw,
                           size_t width, easc__tone tone, bool is_last)
{
    easc__text plain = easc__text_init(0);
    easc__add_plain(&plain, raw, EASC__PLAIN_TERMINAL);
    easc__bytes shown = easc__text_view(&plain);
    bool is_cut = style->width > 0 && easc__plain_width(shown) > width;
    if (is_cut) {
        shown = easc__plain_head(shown, width > 0 ? width - 1 : 0);
    }
    const char *end = easc__screen_begin_tone(to, style, tone);
    easc__text_add(to, shown);
    easc__text_add(to, is_cut ? ellipsis : easc__first(ellipsis, 0));
    easc__text_add_z(to, end);
    size_t used = easc__plain_width(shown) + (is_cut ? 1 : 0);
    if (!is_last) {
        add_blanks(to, (used < width ? width - used : 0) + 2);
    }
    to->failed |= plain.failed;
    easc__text_done(&plain);
}

/* --- tables: widths -------------------------------------------------------------------------- */

enum { GAP = 2 };

void easc__screen_find_widths(const easc__screen_table *table, const easc__document_style *style,
                              size_t *widths)
{
    size_t total = (table->count - 1) * GAP;
    for (size_t i = 0; i < table->count; i++) {
        widths[i] = table->columns[i].width;
        total += widths[i];
    }
    while (style->width > 0 && total > style->width) {
        size_t widest = table->count;
        for (size_t i = 0; i < table->count; i++) {
            bool can_shrink = widths[i] > table->columns[i].least;
            if (can_shrink && (widest == table->count || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        if (widest == table->count) {
            return;
        }
        widths[widest]--;
        total--;
    }
}

void easc__screen_add_head(easc__text *to, const easc__document_style *style,
                           const easc__screen_table *table)
{
    size_t widths[EASC__SCREEN_COLUMNS_MAX];
    easc__screen_find_widths(table, style, widths);
    for (size_t i = 0; i < table->count; i++) {
        easc__screen_add_cell(to, style, table->columns[i].title, widths[i], EASC__TONE_PLAIN,
                              i + 1 == table->count);
    }
    easc__text_add_char(to, '\n');
}

/* --- what both documents say ---------------------------------------------------------------- */

void easc__screen_add_window(easc__text *to, const easc__totals *totals)
{
    if (totals->last_s == EASC__NO_TIME) {
        easc__text_add_z(to, "no ActiveSync row");
        return;
    }
    easc__add_time_words(to, totals->first_s);
    easc__text_add_z(to, " to ");
    easc__add_time_words(to, totals->last_s);
}

void easc__screen_add_minute(easc__text *to, int64_t time_s)
{
    char digits[EASC__TIME_SIZE];
    if (time_s != EASC__NO_TIME) {
        easc__format_time(time_s, digits);
        digits[EASC__DATE_SIZE] = ' ';
        easc__text_add(to, easc__bytes_of(digits, 16));
    }
}

easc__bytes easc__shown_user(easc__bytes user)
{
    return user.n > 0 ? user : EASC__LIT("(no user named)");
}

void easc__screen_add_user(easc__text *to, const easc__document_style *style, easc__bytes user,
                           size_t width)
{
    bool is_wide = style->width > 0 && easc__plain_width(user) > width;
    easc__bytes name = is_wide ? easc__local_part(user) : user;
    easc__screen_add_cell(to, style, easc__shown_user(name.n > 0 ? name : user), width,
                          EASC__TONE_PLAIN, false);
}

/* Whether a text of a stranger has room in a cell. */
static bool fits(const easc__document_style *style, easc__bytes raw, size_t width)
{
    easc__text plain = easc__text_init(0);
    easc__add_plain(&plain, raw, EASC__PLAIN_TERMINAL);
    bool has_room = style->width == 0 || easc__plain_width(easc__text_view(&plain)) <= width;
    easc__text_done(&plain);
    return has_room;
}

void easc__screen_add_owner(easc__text *to, const easc__document_style *style,
                            const easc__device *device, size_t width)
{
    easc__bytes name = device->person ? device->person->display_name : easc__bytes_of(NULL, 0);
    easc__text s = easc__text_init(0);
    easc__text_add(&s, device->user);
    easc__text_add_z(&s, " (");
    easc__text_add(&s, name);
    easc__text_add_char(&s, ')');
    if (name.n > 0 && fits(style, easc__text_view(&s), width)) {
        easc__screen_add_cell(to, style, easc__text_view(&s), width, EASC__TONE_PLAIN, false);
    } else if (name.n > 0 && !fits(style, easc__local_part(device->user), width)) {
        easc__screen_add_cell(to, style, name, width, EASC__TONE_PLAIN, false);
    } else {
        easc__screen_add_user(to, style, device->user, width);
    }
    to->failed |= s.failed;
    easc__text_done(&s);
}

void easc__screen_add_assumptions(easc__text *to, const easc__answer *answer,
                                  const easc__document_style *style)
{
    easc__text sentence = easc__text_init(0);
    easc__screen_add_heading(to, style, "What was assumed");
    for (size_t i = 0; easc__add_assumption(&sentence, answer, i); i++) {
        easc__screen_add_sentence(to, style, 2, &sentence);
        easc__text_clear(&sentence);
    }
    easc__text_done(&sentence);
}

static void add_problem(easc__text *to, const easc__document_style *style,
                        const easc__error *problem)
{
    easc__text s = easc__text_init(0);
    easc__text_add_z(&s, problem->path);
    easc__text_add_z(&s, problem->path[0] ? ": " : "");
    easc__text_add_z(&s, problem->message);
    easc__screen_add_sentence(to, style, 2, &s);
    easc__text_done(&s);
}

void easc__screen_add_problems(easc__text *to, const easc__answer *answer,
                               const easc__document_style *style)
{
    enum { PROBLEMS_MAX = 20 };
    if (answer->problem_count == 0) {
        return;
    }
    easc__screen_add_heading(to, style, "Inputs that could not be read, or not to their end");
    for (size_t i = 0; i < answer->problem_count && i < PROBLEMS_MAX; i++) {
        add_problem(to, style, &answer->problems[i]);
    }
    if (answer->problem_count > PROBLEMS_MAX) {
        easc__text_add_z(to, "  and ");
        easc__text_add_u64(to, answer->problem_count - PROBLEMS_MAX);
        easc__text_add_z(to, " more: \"--format json\" has all of them\n");
    }
}
