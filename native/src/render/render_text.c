/* render_text.c - the documents for people at a terminal: what matters first, then tables, then
   what was assumed. Texts of strangers pass through easc__add_plain, so that no escape sequence of
   theirs reaches the terminal. */
#include "base/civil.h"
#include "render/document.h"
#include "report/device_columns.h"
#include "report/plain.h"
#include "report/wording.h"

#define NAME(text)                                                                                 \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }

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

/* Begins a colour and gives what ends it. */
static const char *begin_tone(easc__text *to, const easc__document_style *style, easc__tone tone)
{
    bool is_coloured = style->has_colour && *colour_of(tone) != '\0';
    easc__text_add_z(to, is_coloured ? colour_of(tone) : "");
    return is_coloured ? "\x1B[0m" : "";
}

static void add_heading(easc__text *to, const easc__document_style *style, const char *heading)
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

/* A sentence, broken at blanks; lines after the first are indented by as much. Without a width it
   is one line. */
static void add_wrapped(easc__text *to, const easc__document_style *style, size_t indent,
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

/* The same of a text that may hold texts of strangers. */
static void add_sentence(easc__text *to, const easc__document_style *style, size_t indent,
                         const easc__text *sentence)
{
    easc__text plain = easc__text_init(0);
    easc__add_plain(&plain, easc__text_view(sentence), EASC__PLAIN_TERMINAL);
    add_wrapped(to, style, indent, easc__text_view(&plain));
    to->failed |= plain.failed || sentence->failed;
    easc__text_done(&plain);
}

/* A cell of a table: cut with an ellipsis when the table has a width, and filled up with blanks
   unless it is the last. */
static void add_cell(easc__text *to, const easc__document_style *style, easc__bytes raw,
                     size_t width, easc__tone tone, bool is_last)
{
    easc__text plain = easc__text_init(0);
    easc__add_plain(&plain, raw, EASC__PLAIN_TERMINAL);
    easc__bytes shown = easc__text_view(&plain);
    bool is_cut = style->width > 0 && easc__plain_width(shown) > width;
    if (is_cut) {
        shown = easc__plain_head(shown, width > 0 ? width - 1 : 0);
    }
    const char *end = begin_tone(to, style, tone);
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

enum { COLUMNS_MAX = 8, GAP = 2 };

/* A column of a table: how wide it is when there is room, and how narrow it may become. */
typedef struct text_column {
    easc__bytes title;
    size_t width;
    size_t least;
} text_column;

typedef struct text_table {
    const text_column *columns;
    size_t count;
} text_table;

/* The widths for a terminal: the widest column that may shrink gives a place until the table fits.
 */
static void find_widths(const text_table *table, const easc__document_style *style, size_t *widths)
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

static void add_table_head(easc__text *to, const easc__document_style *style,
                           const text_table *table)
{
    size_t widths[COLUMNS_MAX];
    find_widths(table, style, widths);
    for (size_t i = 0; i < table->count; i++) {
        add_cell(to, style, table->columns[i].title, widths[i], EASC__TONE_PLAIN,
                 i + 1 == table->count);
    }
    easc__text_add_char(to, '\n');
}

/* --- assumptions ----------------------------------------------------------------------------- */

static void add_assumptions(easc__text *to, const easc__answer *answer,
                            const easc__document_style *style)
{
    easc__text sentence = easc__text_init(0);
    add_heading(to, style, "What was assumed");
    for (size_t i = 0; easc__add_assumption(&sentence, answer, i); i++) {
        add_sentence(to, style, 2, &sentence);
        easc__text_clear(&sentence);
    }
    easc__text_done(&sentence);
}

/* --- scan: summary --------------------------------------------------------------------------- */

static void add_window(easc__text *to, const easc__totals *totals)
{
    if (totals->last_s == EASC__NO_TIME) {
        easc__text_add_z(to, "no ActiveSync row");
        return;
    }
    easc__add_time_words(to, totals->first_s);
    easc__text_add_z(to, " to ");
    easc__add_time_words(to, totals->last_s);
}

static uint64_t sum_rejected(const easc__input_sums *sums)
{
    uint64_t rejected = 0;
    for (int r = 0; r < EASC__REJECT_COUNT; r++) {
        rejected += sums->rejected[r];
    }
    return rejected;
}

static void say_inputs(easc__text *to, const easc__answer *answer)
{
    easc__input_sums sums;
    easc__answer_sum_inputs(answer, &sums);
    easc__add_counted(to, answer->input_count, "input", "inputs");
    easc__text_add_z(to, ", ");
    easc__add_counted(to, sums.rows, "row", "rows");
    easc__text_add_z(to, ", ");
    easc__add_counted(to, sum_rejected(&sums), "ActiveSync row", "ActiveSync rows");
    easc__text_add_z(to, " rejected");
    for (int r = 0; r < EASC__REJECT_COUNT; r++) {
        if (sums.rejected[r] > 0) {
            easc__text_add_z(to, ", ");
            easc__text_add(to, easc__reject_name((easc__reject)r));
            easc__text_add_char(to, ' ');
            easc__text_add_u64(to, sums.rejected[r]);
        }
    }
}

static void say_rows(easc__text *to, const easc__totals *t)
{
    easc__text_add_u64(to, t->hop_rows[0] + t->hop_rows[1] + t->hop_rows[2]);
    easc__text_add_z(to, ": single ");
    easc__text_add_u64(to, t->hop_rows[EASC__HOP_SINGLE]);
    easc__text_add_z(to, ", front end ");
    easc__text_add_u64(to, t->hop_rows[EASC__HOP_FRONTEND]);
    easc__text_add_z(to, ", back end ");
    easc__text_add_u64(to, t->hop_rows[EASC__HOP_BACKEND]);
    easc__text_add_z(to, "; answered 401 ");
    easc__text_add_u64(to, t->unauthorized_rows);
    easc__text_add_z(to, "; besides, monitoring ");
    easc__text_add_u64(to, t->monitoring_rows);
}

static void say_servers(easc__text *to, const easc__answer *answer)
{
    enum { SERVERS_MAX = 8 };
    easc__text_add_u64(to, answer->server_count);
    for (size_t i = 0; i < answer->server_count && i < SERVERS_MAX; i++) {
        const easc__server_days *server = &answer->servers[i];
        easc__text_add_z(to, i == 0 ? ": " : ", ");
        easc__text_add(to, server->server);
        easc__text_add_char(to, ' ');
        easc__add_counted(to, server->covered_days, "day", "days");
        if (server->missing_days > 0) {
            easc__text_add_z(to, " and ");
            easc__text_add_u64(to, server->missing_days);
            easc__text_add_z(to, " MISSING");
        }
    }
    if (answer->server_count > SERVERS_MAX) {
        easc__text_add_z(to, ", ");
        easc__text_add_u64(to, answer->server_count - SERVERS_MAX);
        easc__text_add_z(to, " more");
    }
}

typedef easc__bytes (*name_of)(const easc__judgement *j);

static easc__bytes state_name_of(const easc__judgement *j)
{
    return easc__state_name(j->state);
}

static easc__bytes outcome_name_of(const easc__judgement *j)
{
    return easc__outcome_name(j->outcome);
}

/* "Compliant 13, NotCompliant 31": the words that occur, in the order of `names`. */
static void say_words(easc__text *to, const easc__answer *answer, name_of name,
                      const easc__tones *names)
{
    bool is_first = true;
    for (size_t i = 0; i < names->count; i++) {
        uint64_t n = 0;
        for (size_t d = 0; d < answer->devices.count; d++) {
            n += easc__equal(name(&answer->judgements[d]), names->items[i].word);
        }
        if (n > 0) {
            easc__text_add_z(to, is_first ? "" : ", ");
            easc__text_add(to, names->items[i].word);
            easc__text_add_char(to, ' ');
            easc__text_add_u64(to, n);
            is_first = false;
        }
    }
    easc__text_add_z(to, is_first ? "none" : "");
}

/* "Label      sentence" */
static void add_labelled(easc__text *to, const easc__document_style *style, const char *label,
                         easc__text *sentence)
{
    enum { LABEL_WIDTH = 12 };
    easc__text line = easc__text_init(0);
    easc__add_plain(&line, easc__text_view(sentence), EASC__PLAIN_TERMINAL);
    size_t start = to->n;
    add_wrapped(to, style, LABEL_WIDTH, easc__text_view(&line));
    if (!to->failed) {
        memcpy(to->p + start, label, strlen(label)); /* over the indent of the first line */
    }
    to->failed |= line.failed || sentence->failed;
    easc__text_done(&line);
    easc__text_clear(sentence);
}

static void add_summary(easc__text *to, const easc__answer *answer,
                        const easc__document_style *style)
{
    easc__tones states = easc__state_tones();
    easc__tones outcomes = easc__outcome_tones();
    easc__text s = easc__text_init(0);
    add_window(&s, &answer->shard.totals);
    add_labelled(to, style, "Window", &s);
    say_inputs(&s, answer);
    add_labelled(to, style, "Inputs", &s);
    say_rows(&s, &answer->shard.totals);
    add_labelled(to, style, "EAS rows", &s);
    say_servers(&s, answer);
    add_labelled(to, style, "Servers", &s);
    easc__add_counted(&s, answer->devices.count, "device", "devices");
    easc__text_add_z(&s, " of ");
    easc__add_counted(&s, easc__answer_count_users(answer), "user", "users");
    add_labelled(to, style, "Devices", &s);
    say_words(&s, answer, state_name_of, &states);
    add_labelled(to, style, "Compliance", &s);
    say_words(&s, answer, outcome_name_of, &outcomes);
    add_labelled(to, style, "Outcome", &s);
    to->failed |= s.failed;
    easc__text_done(&s);
}

static void add_problem(easc__text *to, const easc__document_style *style,
                        const easc__error *problem)
{
    easc__text s = easc__text_init(0);
    easc__text_add_z(&s, problem->path);
    easc__text_add_z(&s, problem->path[0] ? ": " : "");
    easc__text_add_z(&s, problem->message);
    add_sentence(to, style, 2, &s);
    easc__text_done(&s);
}

static void add_problems(easc__text *to, const easc__answer *answer,
                         const easc__document_style *style)
{
    enum { PROBLEMS_MAX = 20 };
    if (answer->problem_count == 0) {
        return;
    }
    add_heading(to, style, "Inputs that could not be read, or not to their end");
    for (size_t i = 0; i < answer->problem_count && i < PROBLEMS_MAX; i++) {
        add_problem(to, style, &answer->problems[i]);
    }
    if (answer->problem_count > PROBLEMS_MAX) {
        easc__text_add_z(to, "  and ");
        easc__text_add_u64(to, answer->problem_count - PROBLEMS_MAX);
        easc__text_add_z(to, " more: \"--format json\" has all of them\n");
    }
}

/* --- scan: devices --------------------------------------------------------------------------- */

static const text_column device_columns[] = {
    {NAME("User"), 26, 10},  {NAME("Device id"), 34, 10}, {NAME("Client"), 30, 8},
    {NAME("State"), 18, 12}, {NAME("Outcome"), 10, 10},   {NAME("Last seen (UTC)"), 16, 16},
};

static const text_table device_table = {device_columns,
                                        sizeof device_columns / sizeof device_columns[0]};

/* "2011-05-12 23:33" */
static void add_minute(easc__text *to, int64_t time_s)
{
    char digits[EASC__TIME_SIZE];
    if (time_s != EASC__NO_TIME) {
        easc__format_time(time_s, digits);
        digits[EASC__DATE_SIZE] = ' ';
        easc__text_add(to, easc__bytes_of(digits, 16));
    }
}

static easc__bytes shown_user(easc__bytes user)
{
    return user.n > 0 ? user : EASC__LIT("(no user named)");
}

static void add_device(easc__text *to, const easc__answer *answer,
                       const easc__document_style *style, size_t i)
{
    const easc__device *device = &answer->devices.items[i];
    const easc__judgement *j = &answer->judgements[i];
    easc__tones states = easc__state_tones();
    easc__tones outcomes = easc__outcome_tones();
    easc__bytes state = easc__state_name(j->state);
    easc__bytes outcome = easc__outcome_name(j->outcome);
    easc__text s = easc__text_init(0);
    size_t w[COLUMNS_MAX];
    find_widths(&device_table, style, w);
    add_cell(to, style, shown_user(device->user), w[0], EASC__TONE_PLAIN, false);
    add_cell(to, style, device->id, w[1], EASC__TONE_PLAIN, false);
    easc__add_client(&s, &j->client);
    add_cell(to, style, easc__text_view(&s), w[2], EASC__TONE_PLAIN, false);
    add_cell(to, style, state, w[3], easc__tone_of(&states, state), false);
    add_cell(to, style, outcome, w[4], easc__tone_of(&outcomes, outcome), false);
    easc__text_clear(&s);
    add_minute(&s, device->trace->last_s);
    add_cell(to, style, easc__text_view(&s), w[5], EASC__TONE_PLAIN, true);
    easc__text_add_char(to, '\n');
    to->failed |= s.failed;
    easc__text_done(&s);
}

/* Step 0 is everything before the devices, then one step a device, then what was assumed. */
bool easc__text_scan(const easc__answer *answer, const easc__document_style *style, size_t step,
                     easc__text *to)
{
    size_t count = answer->devices.count;
    if (step == 0) {
        add_summary(to, answer, style);
        add_problems(to, answer, style);
        add_heading(to, style, "Devices");
        add_table_head(to, style, &device_table);
    } else if (step <= count) {
        if (answer->is_listed[step - 1]) {
            add_device(to, answer, style, step - 1);
        }
    } else if (step == count + 1) {
        add_assumptions(to, answer, style);
    } else {
        return false;
    }
    return true;
}

/* --- gate ------------------------------------------------------------------------------------ */

static const text_column condition_columns[] = {
    {NAME("Condition"), 17, 16},
    {NAME("Figure"), 10, 8},
    {NAME("Limit"), 17, 15},
    {NAME("Met"), 7, 7},
    {NAME("What it looks at"), 66, 10},
};

static const text_table condition_table = {condition_columns,
                                           sizeof condition_columns / sizeof condition_columns[0]};

static void add_condition(easc__text *to, const easc__document_style *style,
                          const easc__condition *c)
{
    easc__text s = easc__text_init(0);
    size_t w[COLUMNS_MAX];
    find_widths(&condition_table, style, w);
    add_cell(to, style, easc__condition_name(c->id), w[0], EASC__TONE_PLAIN, false);
    easc__add_condition_value(&s, c, c->figure);
    add_cell(to, style, easc__text_view(&s), w[1], EASC__TONE_PLAIN, false);
    easc__text_clear(&s);
    easc__text_add_z(&s, c->is_at_most ? "at most " : "at least ");
    easc__add_condition_value(&s, c, c->limit);
    add_cell(to, style, easc__text_view(&s), w[2], EASC__TONE_PLAIN, false);
    add_cell(to, style, c->is_met ? EASC__LIT("ok") : EASC__LIT("NOT MET"), w[3],
             c->is_met ? EASC__TONE_GOOD : EASC__TONE_BAD, false);
    add_cell(to, style, easc__condition_text(c->id), w[4], EASC__TONE_PLAIN, true);
    easc__text_add_char(to, '\n');
    to->failed |= s.failed;
    easc__text_done(&s);
}

static easc__tone verdict_tone(easc__gate_verdict verdict)
{
    return verdict == EASC__GATE_READY       ? EASC__TONE_GOOD
           : verdict == EASC__GATE_NOT_READY ? EASC__TONE_BAD
                                             : EASC__TONE_WARNING;
}

static void add_gate_head(easc__text *to, const easc__answer *answer,
                          const easc__document_style *style)
{
    easc__text s = easc__text_init(0);
    easc__add_verdict(&s, answer);
    const char *end = begin_tone(to, style, verdict_tone(answer->gate.verdict));
    add_sentence(to, style, 0, &s);
    easc__text_add_z(to, end);
    easc__text_clear(&s);
    easc__text_add_z(&s, "Logs: ");
    add_window(&s, &answer->shard.totals);
    easc__text_add_z(&s, "; ");
    easc__add_counted(&s, answer->gate.active_devices, "device", "devices");
    easc__text_add_z(&s, " judged, of ");
    easc__text_add_u64(&s, answer->devices.count);
    easc__text_add_char(&s, '.');
    add_sentence(to, style, 0, &s);
    easc__text_done(&s);
    add_problems(to, answer, style);
    add_heading(to, style, "Conditions");
    add_table_head(to, style, &condition_table);
    for (int i = 0; i < EASC__CONDITION_COUNT; i++) {
        add_condition(to, style, &answer->gate.conditions[i]);
    }
}

/* Where the lists of the gate say what a line says. */
typedef enum gate_list {
    LIST_FAILING = 0,
    LIST_UPGRADES = 1,
    LIST_UNKNOWN = 2,
    LIST_UNMATCHED = 3,
    LIST_UNSEEN = 4,
    LIST_COUNT = 5
} gate_list;

static size_t list_size(const easc__gate *gate, gate_list list)
{
    const size_t sizes[LIST_COUNT] = {gate->failing_count, gate->upgrade_count, gate->unknown_count,
                                      gate->unmatched_count, gate->unseen_count};
    return sizes[list];
}

/* More lines than that scroll away what matters; the rest is counted. */
enum { LINES_MAX = 200 };

static const text_column list_columns[] = {
    {NAME("User"), 30, 12}, {NAME("Device id"), 34, 10}, {NAME("Client"), 70, 20}};

static const text_table list_table = {list_columns, 3};

/* The third column of a line about a device. */
static void say_remark(easc__text *to, const easc__answer *answer, gate_list list, size_t device)
{
    const easc__judgement *j = &answer->judgements[device];
    easc__add_client(to, &j->client);
    if (list == LIST_UPGRADES) {
        easc__text_add_z(to, ", needs ");
        easc__text_add(to, j->catalogue.minimum_version);
        easc__text_add_z(to, j->catalogue.minimum_version.n > 0 ? " or later" : "another client");
    } else if (list == LIST_FAILING) {
        easc__text_add_z(to, ", ");
        easc__text_add(to, easc__outcome_name(j->outcome));
        easc__text_add_z(to, ": ");
        easc__text_add(to, easc__failing_text(j));
    } else {
        easc__text_add_z(to, ", last seen ");
        add_minute(to, answer->devices.items[device].trace->last_s);
    }
}

static void add_list_line(easc__text *to, const easc__answer *answer,
                          const easc__document_style *style, gate_list list, size_t i)
{
    const easc__gate *gate = &answer->gate;
    size_t w[COLUMNS_MAX];
    find_widths(&list_table, style, w);
    if (list == LIST_UNMATCHED || list == LIST_UNSEEN) {
        easc__bytes user = list == LIST_UNSEEN ? gate->unseen_users[i] : gate->unmatched_users[i];
        add_cell(to, style, shown_user(user), style->width, EASC__TONE_PLAIN, true);
        easc__text_add_char(to, '\n');
        return;
    }
    const size_t *devices = list == LIST_FAILING    ? gate->failing
                            : list == LIST_UPGRADES ? gate->upgrades
                                                    : gate->unknown;
    easc__text s = easc__text_init(0);
    say_remark(&s, answer, list, devices[i]);
    add_cell(to, style, shown_user(answer->devices.items[devices[i]].user), w[0], EASC__TONE_PLAIN,
             false);
    add_cell(to, style, answer->devices.items[devices[i]].id, w[1], EASC__TONE_PLAIN, false);
    add_cell(to, style, easc__text_view(&s), w[2], EASC__TONE_PLAIN, true);
    easc__text_add_char(to, '\n');
    to->failed |= s.failed;
    easc__text_done(&s);
}

/* One list, as far as it is not too long; lists of mailboxes only when there are some. */
static void add_list(easc__text *to, const easc__answer *answer, const easc__document_style *style,
                     gate_list list)
{
    static const char *const headings[LIST_COUNT] = {
        "Users who would stop syncing", "Devices that need a newer version",
        "Devices that nothing is known about", "Users without a mailbox in the list",
        "Mailboxes whose devices are not in the logs"};
    size_t count = list_size(&answer->gate, list);
    bool is_of_mailboxes = list == LIST_UNMATCHED || list == LIST_UNSEEN;
    if (is_of_mailboxes && !answer->gate.has_mailboxes) {
        return;
    }
    add_heading(to, style, headings[list]);
    if (count == 0) {
        easc__text_add_z(to, "none\n");
    } else if (!is_of_mailboxes) {
        add_table_head(to, style, &list_table);
    }
    for (size_t i = 0; i < count && i < LINES_MAX; i++) {
        add_list_line(to, answer, style, list, i);
    }
    if (count > LINES_MAX) {
        easc__text_add_z(to, "and ");
        easc__text_add_u64(to, count - LINES_MAX);
        easc__text_add_z(to, " more: \"easc gate --format json\" has all of them\n");
    }
}

static void add_steps(easc__text *to, const easc__answer *answer, const easc__document_style *style)
{
    easc__text sentence = easc__text_init(0);
    add_heading(to, style, "What to do next");
    for (size_t i = 0; easc__add_next_step(&sentence, answer, i); i++) {
        add_sentence(to, style, 2, &sentence);
        easc__text_clear(&sentence);
    }
    easc__text_done(&sentence);
}

/* Verdict and conditions, then one step a list, then what was assumed and what to do. */
bool easc__text_gate(const easc__answer *answer, const easc__document_style *style, size_t step,
                     easc__text *to)
{
    if (step == 0) {
        add_gate_head(to, answer, style);
    } else if (step <= LIST_COUNT) {
        add_list(to, answer, style, (gate_list)(step - 1));
    } else if (step == LIST_COUNT + 1) {
        add_assumptions(to, answer, style);
        add_steps(to, answer, style);
    } else {
        return false;
    }
    return true;
}
