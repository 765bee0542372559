/* render_text.c - the scan for people at a terminal: sums, one line a device, what was assumed. */
#include "base/civil.h"
#include "render/document.h"
#include "render/screen.h"
#include "render/text_policy.h"
#include "render/told_items.h"
#include "report/device_columns.h"
#include "report/plain.h"
#include "report/wording.h"

/* --- scan: summary --------------------------------------------------------------------------- */

static void say_inputs(easc__text *to, const easc__answer *answer)
{
    easc__input_sums sums;
    easc__answer_sum_inputs(answer, &sums);
    easc__add_counted(to, answer->input_count, "input", "inputs");
    easc__text_add_z(to, ", ");
    easc__add_counted(to, sums.rows, "row", "rows");
    easc__text_add_z(to, ", ");
    easc__add_counted(to, sums.rejected_rows, "ActiveSync row", "ActiveSync rows");
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

/* A word and how many devices it is said of. */
typedef struct counted_word {
    easc__bytes word;
    uint64_t n;
} counted_word;

/* "Compliant 13, NotCompliant 31": the words that occur, in the order of `order`. */
static void say_words(easc__text *to, const counted_word *words, size_t count,
                      const easc__tones *order)
{
    bool is_first = true;
    for (size_t i = 0; i < order->count; i++) {
        for (size_t k = 0; k < count; k++) {
            if (words[k].n > 0 && easc__equal(words[k].word, order->items[i].word)) {
                easc__text_add_z(to, is_first ? "" : ", ");
                easc__text_add(to, words[k].word);
                easc__text_add_char(to, ' ');
                easc__text_add_u64(to, words[k].n);
                is_first = false;
            }
        }
    }
    easc__text_add_z(to, is_first ? "none" : "");
}

static void say_states(easc__text *to, const easc__answer *answer)
{
    easc__tones order = easc__state_tones();
    counted_word words[EASC__STATE_COUNT];
    for (int i = 0; i < EASC__STATE_COUNT; i++) {
        words[i] = (counted_word){easc__state_name((easc__state)i), answer->states[i]};
    }
    say_words(to, words, EASC__STATE_COUNT, &order);
}

static void say_outcomes(easc__text *to, const easc__answer *answer)
{
    easc__tones order = easc__outcome_tones();
    counted_word words[EASC__OUTCOME_COUNT];
    for (int i = 0; i < EASC__OUTCOME_COUNT; i++) {
        words[i] = (counted_word){easc__outcome_name((easc__outcome)i), answer->outcomes[i]};
    }
    say_words(to, words, EASC__OUTCOME_COUNT, &order);
}

static void add_summary(easc__text *to, const easc__answer *answer,
                        const easc__document_style *style)
{
    easc__text s = easc__text_init(0);
    easc__screen_add_window(&s, &answer->shard.totals);
    easc__screen_add_labelled(to, style, "Window", &s);
    say_inputs(&s, answer);
    easc__screen_add_labelled(to, style, "Inputs", &s);
    say_rows(&s, &answer->shard.totals);
    easc__screen_add_labelled(to, style, "EAS rows", &s);
    say_servers(&s, answer);
    easc__screen_add_labelled(to, style, "Servers", &s);
    easc__add_counted(&s, answer->devices.count, "device", "devices");
    easc__text_add_z(&s, " of ");
    easc__add_counted(&s, easc__answer_count_users(answer), "user", "users");
    easc__screen_add_labelled(to, style, "Devices", &s);
    say_states(&s, answer);
    easc__screen_add_labelled(to, style, "Compliance", &s);
    say_outcomes(&s, answer);
    easc__screen_add_labelled(to, style, "Outcome", &s);
    to->failed |= s.failed;
    easc__text_done(&s);
}

/* --- scan: devices --------------------------------------------------------------------------- */

static const easc__screen_column device_columns[] = {
    {EASC__NAME("User"), 26, 10},    {EASC__NAME("Device id"), 34, 10},
    {EASC__NAME("Client"), 30, 8},   {EASC__NAME("State"), 18, 12},
    {EASC__NAME("Outcome"), 10, 10}, {EASC__NAME("Seen (UTC)"), 16, 10},
};

static const easc__screen_table device_table = {device_columns,
                                                sizeof device_columns / sizeof device_columns[0]};

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
    size_t w[EASC__SCREEN_COLUMNS_MAX];
    easc__screen_find_widths(&device_table, style, w);
    easc__screen_add_owner(to, style, device, w[0]);
    easc__screen_add_cell(to, style, device->id, w[1], EASC__TONE_PLAIN, false);
    easc__add_client(&s, &j->client);
    easc__screen_add_cell(to, style, easc__text_view(&s), w[2], EASC__TONE_PLAIN, false);
    easc__screen_add_cell(to, style, state, w[3], easc__tone_of(&states, state), false);
    easc__screen_add_cell(to, style, outcome, w[4], easc__tone_of(&outcomes, outcome), false);
    easc__text_clear(&s);
    easc__screen_add_minute(&s, device->trace->last_s);
    bool has_clock = style->width == 0 || w[5] >= s.n; /* else the day alone */
    easc__screen_add_cell(to, style,
                          easc__first(easc__text_view(&s), has_clock ? s.n : EASC__DATE_SIZE), w[5],
                          EASC__TONE_PLAIN, true);
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
        easc__screen_add_problems(to, answer, style);
        easc__screen_add_heading(to, style, "Devices");
        easc__screen_add_head(to, style, &device_table);
        easc__text_add_z(to, answer->listed_count == 0 ? "none\n" : "");
    } else if (step <= count) {
        if (answer->is_listed[step - 1]) {
            add_device(to, answer, style, step - 1);
        }
    } else if (step == count + 1) {
        easc__text_unknown_items(to, answer, style);
        easc__screen_add_policy(to, answer, style, false);
        easc__screen_add_assumptions(to, answer, style);
    } else {
        return false;
    }
    return true;
}
