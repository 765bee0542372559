/* render_text_gate.c - the gate for people at a terminal: the verdict first, then why, who stands
   in the way, what was assumed, what to do. */
#include "render/document.h"
#include "render/screen.h"
#include "render/text_policy.h"
#include "report/coverage_rows.h"
#include "report/device_columns.h"
#include "report/plain.h"
#include "report/wording.h"

static const easc__screen_column condition_columns[] = {
    {EASC__NAME("Condition"), 17, 16},
    {EASC__NAME("Figure"), 10, 8},
    {EASC__NAME("Limit"), 17, 15},
    {EASC__NAME("Met"), 7, 7},
    {EASC__NAME("What it looks at"), 66, 10},
};

static const easc__screen_table condition_table = {
    condition_columns, sizeof condition_columns / sizeof condition_columns[0]};

static void add_condition(easc__text *to, const easc__document_style *style,
                          const easc__condition *c)
{
    easc__text s = easc__text_init(0);
    size_t w[EASC__SCREEN_COLUMNS_MAX];
    easc__screen_find_widths(&condition_table, style, w);
    easc__screen_add_cell(to, style, easc__condition_name(c->id), w[0], EASC__TONE_PLAIN, false);
    easc__add_condition_value(&s, c, c->figure);
    easc__screen_add_cell(to, style, easc__text_view(&s), w[1], EASC__TONE_PLAIN, false);
    easc__text_clear(&s);
    easc__text_add_z(&s, c->is_at_most ? "at most " : "at least ");
    easc__add_condition_value(&s, c, c->limit);
    easc__screen_add_cell(to, style, easc__text_view(&s), w[2], EASC__TONE_PLAIN, false);
    easc__screen_add_cell(to, style, c->is_met ? EASC__LIT("ok") : EASC__LIT("NOT MET"), w[3],
                          c->is_met ? EASC__TONE_GOOD : EASC__TONE_BAD, false);
    easc__screen_add_cell(to, style, easc__condition_text(c->id), w[4], EASC__TONE_PLAIN, true);
    easc__text_add_char(to, '\n');
    to->failed |= s.failed;
    easc__text_done(&s);
}

static void add_gate_head(easc__text *to, const easc__answer *answer,
                          const easc__document_style *style)
{
    easc__text s = easc__text_init(0);
    easc__add_verdict(&s, answer);
    const char *end = easc__screen_begin_tone(to, style, easc__verdict_tone(answer->gate.verdict));
    easc__screen_add_sentence(to, style, 0, &s);
    easc__text_add_z(to, end);
    easc__text_clear(&s);
    easc__text_add_z(&s, "Logs: ");
    easc__screen_add_window(&s, &answer->shard.totals);
    easc__text_add_z(&s, "; ");
    easc__add_counted(&s, answer->gate.active_devices, "device", "devices");
    easc__text_add_z(&s, " judged, of ");
    easc__text_add_u64(&s, answer->devices.count);
    easc__text_add_char(&s, '.');
    easc__screen_add_sentence(to, style, 0, &s);
    easc__text_done(&s);
    easc__screen_add_problems(to, answer, style);
    easc__screen_add_heading(to, style, "Conditions");
    easc__screen_add_head(to, style, &condition_table);
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

static const easc__screen_column list_columns[] = {{EASC__NAME("User"), 30, 12},
                                                   {EASC__NAME("Device id"), 34, 10},
                                                   {EASC__NAME("What and which client"), 60, 20}};

static const easc__screen_table list_table = {list_columns, 3};

static bool is_same_reason(const easc__judgement *a, const easc__judgement *b)
{
    return a->outcome == b->outcome && easc__equal(easc__failing_text(a), easc__failing_text(b));
}

/* The number of the reason of failing device `i`: they are counted as they come up. */
static size_t reason_number(const easc__answer *answer, size_t i)
{
    const size_t *failing = answer->gate.failing;
    const easc__judgement *wanted = &answer->judgements[failing[i]];
    size_t number = 0;
    for (size_t k = 0; k <= i; k++) {
        const easc__judgement *j = &answer->judgements[failing[k]];
        bool is_new = true;
        for (size_t before = 0; before < k && is_new; before++) {
            is_new = !is_same_reason(&answer->judgements[failing[before]], j);
        }
        number += is_new;
        if (is_same_reason(j, wanted)) {
            break;
        }
    }
    return number;
}

static void add_reason_number(easc__text *to, const easc__answer *answer, size_t i)
{
    easc__text_add_char(to, '[');
    easc__text_add_u64(to, reason_number(answer, i));
    easc__text_add_z(to, "] ");
}

/* The third column of a line about a device; what matters comes first, since the end may be cut. */
static void say_remark(easc__text *to, const easc__answer *answer, gate_list list, size_t i,
                       size_t device)
{
    const easc__judgement *j = &answer->judgements[device];
    if (list == LIST_UPGRADES) {
        easc__text_add_z(to, "needs ");
        easc__add_need(to, &j->catalogue);
        easc__text_add_z(to, ", has ");
    } else if (list == LIST_FAILING) {
        easc__text_add_z(to, answer->vips && answer->vip_users.is_vip[device] ? "VIP, " : "");
        add_reason_number(to, answer, i);
        easc__text_add(to, easc__outcome_name(j->outcome));
        easc__text_add_z(to, ", ");
    }
    easc__add_client(to, &j->client);
    if (list == LIST_UNKNOWN) {
        easc__text_add_z(to, ", last seen ");
        easc__screen_add_minute(to, answer->devices.items[device].trace->last_s);
    }
}

static void add_list_line(easc__text *to, const easc__answer *answer,
                          const easc__document_style *style, gate_list list, size_t i)
{
    const easc__gate *gate = &answer->gate;
    size_t w[EASC__SCREEN_COLUMNS_MAX];
    easc__screen_find_widths(&list_table, style, w);
    if (list == LIST_UNMATCHED || list == LIST_UNSEEN) {
        easc__bytes user = list == LIST_UNSEEN ? gate->unseen_users[i] : gate->unmatched_users[i];
        easc__screen_add_cell(to, style, easc__shown_user(user), style->width, EASC__TONE_PLAIN,
                              true);
        easc__text_add_char(to, '\n');
        return;
    }
    const size_t *devices = list == LIST_FAILING    ? gate->failing
                            : list == LIST_UPGRADES ? gate->upgrades
                                                    : gate->unknown;
    easc__text s = easc__text_init(0);
    say_remark(&s, answer, list, i, devices[i]);
    easc__screen_add_owner(to, style, &answer->devices.items[devices[i]], w[0]);
    easc__screen_add_cell(to, style, answer->devices.items[devices[i]].id, w[1], EASC__TONE_PLAIN,
                          false);
    easc__screen_add_cell(to, style, easc__text_view(&s), w[2], EASC__TONE_PLAIN, true);
    easc__text_add_char(to, '\n');
    to->failed |= s.failed;
    easc__text_done(&s);
}

/* What the outcomes of the failing devices mean, each reason once. */
static void add_reasons(easc__text *to, const easc__answer *answer,
                        const easc__document_style *style)
{
    const easc__gate *gate = &answer->gate;
    easc__text s = easc__text_init(0);
    size_t told = 0;
    for (size_t i = 0; i < gate->failing_count && i < LINES_MAX; i++) {
        const easc__judgement *j = &answer->judgements[gate->failing[i]];
        if (reason_number(answer, i) > told) {
            told++;
            easc__text_clear(&s);
            add_reason_number(&s, answer, i);
            easc__text_add(&s, easc__outcome_name(j->outcome));
            easc__text_add_z(&s, ": ");
            easc__text_add(&s, easc__failing_text(j));
            easc__screen_add_sentence(to, style, 2, &s);
        }
    }
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
    easc__screen_add_heading(to, style, headings[list]);
    if (count == 0) {
        easc__text_add_z(to, "none\n");
    } else if (!is_of_mailboxes) {
        easc__screen_add_head(to, style, &list_table);
    }
    for (size_t i = 0; i < count && i < LINES_MAX; i++) {
        add_list_line(to, answer, style, list, i);
    }
    if (count > LINES_MAX) {
        easc__text_add_z(to, "and ");
        easc__text_add_u64(to, count - LINES_MAX);
        easc__text_add_z(to, " more: \"easc gate --format json\" has all of them\n");
    }
    if (list == LIST_FAILING) {
        add_reasons(to, answer, style);
    }
}

/* VIPs whose name no user of the logs has: misspelt, or without a phone. */
static void add_unseen_vips(easc__text *to, const easc__answer *answer,
                            const easc__document_style *style)
{
    const easc__vip_users *vips = &answer->vip_users;
    if (vips->unseen_count == 0) {
        return;
    }
    easc__screen_add_heading(to, style, "VIPs who are no user in the logs");
    for (size_t i = 0; i < vips->unseen_count && i < LINES_MAX; i++) {
        easc__screen_add_cell(to, style, vips->unseen[i], style->width, EASC__TONE_PLAIN, true);
        easc__text_add_char(to, '\n');
    }
    if (vips->unseen_count > LINES_MAX) {
        easc__text_add_z(to, "and ");
        easc__text_add_u64(to, vips->unseen_count - LINES_MAX);
        easc__text_add_z(to, " more: \"easc gate --format json\" has all of them\n");
    }
}

/* The gaps in the logs as --accept-gap wants them, for who knows why they are there. */
static void add_gaps(easc__text *to, const easc__answer *answer, const easc__document_style *style)
{
    easc__coverage_rows rows;
    size_t shown = 0;
    if (answer->gate.conditions[EASC__CONDITION_MISSING_DAYS].figure <= 0) {
        return;
    }
    if (!easc__coverage_rows_list(answer, &rows)) {
        to->failed = true;
        return;
    }
    easc__screen_add_heading(to, style, "Days without logs (as --accept-gap takes them)");
    for (size_t i = 0; i < rows.count; i++) {
        const easc__coverage_row *row = &rows.items[i];
        if (row->state != EASC__COVERAGE_MISSING || shown++ >= LINES_MAX) {
            continue;
        }
        easc__add_plain(to, row->server, EASC__PLAIN_TERMINAL);
        easc__text_add_char(to, '=');
        easc__text_add_date(to, row->from);
        easc__text_add_z(to, "..");
        easc__text_add_date(to, row->to);
        easc__text_add_char(to, '\n');
    }
    if (shown > LINES_MAX) {
        easc__text_add_z(to, "and ");
        easc__text_add_u64(to, shown - LINES_MAX);
        easc__text_add_z(to, " more: the sheet Coverage of \"easc report\" has all of them\n");
    }
    easc__coverage_rows_done(&rows);
}

static const easc__screen_column wave_columns[] = {{EASC__NAME("Wave"), 6, 6},
                                                   {EASC__NAME("Users"), 8, 7},
                                                   {EASC__NAME("Devices"), 9, 8},
                                                   {EASC__NAME("Weakest evidence"), 16, 14},
                                                   {EASC__NAME("What it means"), 66, 10}};

static const easc__screen_table wave_table = {wave_columns, 5};

static void add_wave(easc__text *to, const easc__document_style *style, const easc__wave *wave,
                     uint64_t number)
{
    const uint64_t figures[] = {number, wave->user_count, wave->devices};
    easc__text s = easc__text_init(0);
    size_t w[EASC__SCREEN_COLUMNS_MAX];
    easc__screen_find_widths(&wave_table, style, w);
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++) {
        easc__text_clear(&s);
        easc__text_add_u64(&s, figures[i]);
        easc__screen_add_cell(to, style, easc__text_view(&s), w[i], EASC__TONE_PLAIN, false);
    }
    easc__screen_add_cell(to, style, easc__evidence_name(wave->evidence), w[3], EASC__TONE_PLAIN,
                          false);
    easc__screen_add_cell(to, style, easc__evidence_text(wave->evidence), w[4], EASC__TONE_PLAIN,
                          true);
    easc__text_add_char(to, '\n');
    to->failed |= s.failed;
    easc__text_done(&s);
}

/* A plan for who gives the policy to one group of users after the other. */
/* "1: amy, bob" */
static void add_wave_users(easc__text *to, const easc__document_style *style,
                           const easc__wave *wave, size_t number)
{
    enum { NAMES_MAX = 20 };
    easc__text s = easc__text_init(0);
    easc__text_add_u64(&s, number);
    easc__text_add_z(&s, ": ");
    for (size_t i = 0; i < wave->user_count && i < NAMES_MAX; i++) {
        easc__text_add_z(&s, i > 0 ? ", " : "");
        easc__text_add(&s, easc__shown_user(wave->users[i]));
    }
    if (wave->user_count > NAMES_MAX) {
        easc__text_add_z(&s, ", and ");
        easc__text_add_u64(&s, wave->user_count - NAMES_MAX);
        easc__text_add_z(&s, " more");
    }
    if (wave->user_count > 0) {
        easc__screen_add_sentence(to, style, 2, &s);
    }
    to->failed |= s.failed;
    easc__text_done(&s);
}

static void add_waves(easc__text *to, const easc__answer *answer, const easc__document_style *style)
{
    easc__screen_add_heading(to, style, "Users in waves, the best proven first");
    easc__screen_add_head(to, style, &wave_table);
    for (size_t i = 0; i < EASC__WAVE_COUNT; i++) {
        add_wave(to, style, &answer->waves.items[i], i + 1);
    }
    for (size_t i = 0; i < EASC__WAVE_COUNT; i++) {
        add_wave_users(to, style, &answer->waves.items[i], i + 1);
    }
    easc__screen_add_wrapped(to, style, 0,
                             EASC__LIT("Users with a failing device are in no wave; \"easc gate "
                                       "--format json\" has all names."));
}

static void add_steps(easc__text *to, const easc__answer *answer, const easc__document_style *style)
{
    easc__text sentence = easc__text_init(0);
    easc__screen_add_heading(to, style, "What to do next");
    for (size_t i = 0; easc__add_next_step(&sentence, answer, i); i++) {
        easc__screen_add_sentence(to, style, 2, &sentence);
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
        add_unseen_vips(to, answer, style);
        add_gaps(to, answer, style);
        add_waves(to, answer, style);
        easc__screen_add_policy(to, answer, style, true);
        easc__screen_add_assumptions(to, answer, style);
        add_steps(to, answer, style);
    } else {
        return false;
    }
    return true;
}
