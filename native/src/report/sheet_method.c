/* sheet_method.c - how the figures came about, for whoever has to defend them: what was assumed,
   what was set, what was read and what could not be read, and the rules in plain words. */
#include "report/policy_words.h"
#include "report/sheets.h"
#include "report/wording.h"

/* All tables of the sheet share their widths. */
enum {
    WIDTH_A = 70,
    WIDTH_B = 22,
    WIDTH_C = 16,
    WIDTH_D = 14,
    WIDTH_E = 14,
    WIDTH_F = 14,
    WIDTH_G = 44
};

static void add_assumptions(easc__sheet_builder *b, easc__sheet *sheet)
{
    easc__sheet_heading(b->model, sheet, EASC__LIT("What was assumed"));
    for (size_t i = 0; easc__add_assumption(&b->text, b->answer, i); i++) {
        easc__builder_note(b, sheet, EASC__TONE_PLAIN);
    }
}

/* What the policy file says, and what clients are known to do with such a policy. */
static void add_policy(easc__sheet_builder *b, easc__sheet *sheet)
{
    easc__policy_sums sums;
    if (!b->answer->policy) {
        return;
    }
    easc__policy_sum(b->answer, true, &sums);
    easc__sheet_heading(b->model, sheet, EASC__LIT("The policy"));
    for (int i = 0; i < EASC__POLICY_NOTE_COUNT; i++) {
        if (easc__add_policy_note(&b->text, b->answer, &sums, (easc__policy_note)i)) {
            easc__builder_note(b, sheet, EASC__TONE_PLAIN);
        }
    }
    for (size_t i = 0; i < easc__quirks_count(b->answer->quirks); i++) {
        if (sums.quirks[i].devices > 0) {
            easc__add_quirk(&b->text, b->answer, &sums, i);
            easc__builder_note(b, sheet, EASC__TONE_WARNING);
        }
    }
}

static void add_versions(easc__sheet_builder *b, easc__sheet *sheet)
{
    const easc__catalogue *catalogue = b->answer->catalogue;
    easc__figure figures[2] = {{.label = EASC__LIT("Made by")}, {.label = EASC__LIT("Catalogue")}};
    figures[0].value = easc__text_cell(easc__tool_words());
    easc__text_add(&b->text, easc__catalogue_name(catalogue));
    easc__text_add_z(&b->text, ", version ");
    easc__text_add(&b->text, easc__catalogue_version(catalogue));
    figures[1].value = easc__text_cell(easc__builder_take(b));
    easc__sheet_figures(b->model, sheet, figures, 2);
}

/* --- options and limits ---------------------------------------------------------------------- */

static const easc__grid_column option_columns[] = {
    {EASC__NAME("Option"), EASC__VALUE_TEXT, WIDTH_A, false, {NULL, 0}},
    {EASC__NAME("Value"), EASC__VALUE_TEXT, WIDTH_B, false, {NULL, 0}},
};

static void add_options(easc__sheet_builder *b, easc__sheet *sheet)
{
    const easc__options *options = &b->answer->options;
    easc__grid *grid = EASC__GRID(b, "Options", option_columns, options->setting_count);
    for (size_t i = 0; i < options->setting_count; i++) {
        easc__put(grid, i, 0, easc__text_cell(options->settings[i].name));
        easc__put(grid, i, 1, easc__text_cell(options->settings[i].value));
    }
    if (grid) {
        grid->empty_text = EASC__LIT("No option was set.");
    }
    easc__sheet_heading(b->model, sheet, EASC__LIT("Options as they were set"));
    easc__sheet_grid(b->model, sheet, grid);
}

static const easc__word_tone change_tones[] = {{EASC__NAME("changed"), EASC__TONE_WARNING},
                                               {EASC__NAME("default"), EASC__TONE_PLAIN}};

static const easc__grid_column limit_columns[] = {
    {EASC__NAME("Limit"), EASC__VALUE_TEXT, WIDTH_A, false, {NULL, 0}},
    {EASC__NAME("Option of the command"), EASC__VALUE_TEXT, WIDTH_B, false, {NULL, 0}},
    {EASC__NAME("In force"), EASC__VALUE_INTEGER, WIDTH_C, false, {NULL, 0}},
    {EASC__NAME("Default"), EASC__VALUE_INTEGER, WIDTH_D, false, {NULL, 0}},
    {EASC__NAME("Set"), EASC__VALUE_WORD, WIDTH_E, false, {change_tones, 2}},
};

static easc__cell limit_cell(size_t id, uint64_t limit)
{
    easc__cell percent = {EASC__VALUE_PERCENT, {.decimal = (double)limit / EASC__LIMIT_UNIT}};
    bool is_percent = id >= EASC__CONDITION_PAYLOAD_PERCENT;
    return is_percent ? percent : easc__count_cell(limit / EASC__LIMIT_UNIT);
}

static void add_limits(easc__sheet_builder *b, easc__sheet *sheet)
{
    const easc__terms *terms = &b->answer->options.terms;
    easc__terms standard;
    easc__terms_default(&standard);
    easc__grid *grid = EASC__GRID(b, "Limits", limit_columns, EASC__CONDITION_COUNT);
    for (size_t i = 0; i < EASC__CONDITION_COUNT; i++) {
        easc__condition_id id = (easc__condition_id)i;
        bool is_changed = terms->limits[i] != standard.limits[i];
        easc__put(grid, i, 0, easc__text_cell(easc__condition_text(id)));
        easc__put(grid, i, 1, easc__text_cell(easc__limit_option(id)));
        easc__put(grid, i, 2, limit_cell(i, terms->limits[i]));
        easc__put(grid, i, 3, limit_cell(i, standard.limits[i]));
        easc__put(grid, i, 4,
                  easc__word_cell(is_changed ? EASC__LIT("changed") : EASC__LIT("default")));
    }
    easc__sheet_heading(b->model, sheet, EASC__LIT("Limits"));
    easc__sheet_grid(b->model, sheet, grid);
}

/* --- inputs ---------------------------------------------------------------------------------- */

static const easc__grid_column input_columns[] = {
    {EASC__NAME("Input"), EASC__VALUE_TEXT, WIDTH_A, false, {NULL, 0}},
    {EASC__NAME("Format"), EASC__VALUE_TEXT, WIDTH_B, false, {NULL, 0}},
    {EASC__NAME("Bytes"), EASC__VALUE_INTEGER, WIDTH_C, false, {NULL, 0}},
    {EASC__NAME("Lines"), EASC__VALUE_INTEGER, WIDTH_D, false, {NULL, 0}},
    {EASC__NAME("Rows"), EASC__VALUE_INTEGER, WIDTH_E, false, {NULL, 0}},
    {EASC__NAME("EAS rows"), EASC__VALUE_INTEGER, WIDTH_F, false, {NULL, 0}},
    {EASC__NAME("Rejected rows"), EASC__VALUE_TEXT, WIDTH_G, false, {NULL, 0}},
};

/* "column-count=3;bad-time=1" */
static easc__cell rejects_cell(easc__sheet_builder *b, const easc__input *input)
{
    for (int r = 0; r < EASC__REJECT_COUNT; r++) {
        if (input->rejected[r] > 0) {
            easc__text_add_z(&b->text, b->text.n > 0 ? ";" : "");
            easc__text_add(&b->text, easc__reject_name((easc__reject)r));
            easc__text_add_char(&b->text, '=');
            easc__text_add_u64(&b->text, input->rejected[r]);
        }
    }
    return easc__text_cell(easc__builder_take(b));
}

/* A sheet has an end; what is left out is said. */
enum { INPUTS_MAX = 200000 };

static void add_inputs(easc__sheet_builder *b, easc__sheet *sheet)
{
    const easc__answer *answer = b->answer;
    size_t shown = answer->input_count < INPUTS_MAX ? answer->input_count : INPUTS_MAX;
    easc__grid *grid = EASC__GRID(b, "Inputs", input_columns, shown);
    for (size_t i = 0; i < shown; i++) {
        const easc__input *input = &answer->inputs[i];
        easc__put(grid, i, 0, easc__text_cell(easc__bytes_z(input->path)));
        easc__put(grid, i, 1, easc__text_cell(easc__format_name(input->format)));
        easc__put(grid, i, 2, easc__count_cell(input->bytes));
        easc__put(grid, i, 3, easc__count_cell(input->lines));
        easc__put(grid, i, 4, easc__count_cell(input->rows));
        easc__put(grid, i, 5, easc__count_cell(input->eas_rows));
        easc__put(grid, i, 6, rejects_cell(b, input));
    }
    if (grid) {
        grid->empty_text = EASC__LIT("No input was read.");
    }
    easc__sheet_heading(b->model, sheet, EASC__LIT("Inputs"));
    if (shown < answer->input_count) {
        easc__text_add_u64(&b->text, answer->input_count - shown);
        easc__text_add_z(&b->text, " more inputs are missing here; \"easc scan --format json\" has "
                                   "them.");
        easc__builder_note(b, sheet, EASC__TONE_WARNING);
    }
    easc__sheet_grid(b->model, sheet, grid);
}

static const easc__grid_column problem_columns[] = {
    {EASC__NAME("Path"), EASC__VALUE_TEXT, WIDTH_A, false, {NULL, 0}},
    {EASC__NAME("Line"), EASC__VALUE_INTEGER, WIDTH_B, false, {NULL, 0}},
    {EASC__NAME("Problem"), EASC__VALUE_TEXT, WIDTH_C, false, {NULL, 0}},
};

static void add_problems(easc__sheet_builder *b, easc__sheet *sheet)
{
    const easc__answer *answer = b->answer;
    size_t shown = answer->problem_count < INPUTS_MAX ? answer->problem_count : INPUTS_MAX;
    easc__grid *grid = EASC__GRID(b, "Problems", problem_columns, shown);
    for (size_t i = 0; i < shown; i++) {
        const easc__error *problem = &answer->problems[i];
        easc__put(grid, i, 0, easc__text_cell(easc__bytes_z(problem->path)));
        if (problem->line > 0) {
            easc__put(grid, i, 1, easc__count_cell(problem->line));
        }
        easc__put(grid, i, 2, easc__text_cell(easc__bytes_z(problem->message)));
    }
    if (grid) {
        grid->empty_text = EASC__LIT("Every input was read to its end.");
    }
    easc__sheet_heading(b->model, sheet,
                        EASC__LIT("Inputs that could not be read, or not to their end"));
    easc__sheet_grid(b->model, sheet, grid);
}

static const easc__grid_column reject_columns[] = {
    {EASC__NAME("Input with rejected rows"), EASC__VALUE_TEXT, WIDTH_A, false, {NULL, 0}},
    {EASC__NAME("Reason"), EASC__VALUE_TEXT, WIDTH_B, false, {NULL, 0}},
    {EASC__NAME("Line"), EASC__VALUE_INTEGER, WIDTH_C, false, {NULL, 0}},
    {EASC__NAME("Byte offset"), EASC__VALUE_INTEGER, WIDTH_D, false, {NULL, 0}},
    {EASC__NAME("Head of the row"), EASC__VALUE_TEXT, WIDTH_E, false, {NULL, 0}},
};

/* Samples of all inputs, as many as are useful. */
enum { SAMPLES_MAX = 1000 };

static size_t count_samples(const easc__answer *answer)
{
    size_t count = 0;
    for (size_t i = 0; i < answer->input_count && count < SAMPLES_MAX; i++) {
        for (int r = 0; r < EASC__REJECT_COUNT; r++) {
            count += answer->inputs[i].sample_count[r];
        }
    }
    return count < SAMPLES_MAX ? count : SAMPLES_MAX;
}

static void put_samples(easc__grid *grid, size_t *row, const easc__input *input, int reason)
{
    for (uint32_t i = 0; i < input->sample_count[reason]; i++, (*row)++) {
        const easc__reject_sample *sample = &input->samples[reason][i];
        easc__put(grid, *row, 0, easc__text_cell(easc__bytes_z(input->path)));
        easc__put(grid, *row, 1, easc__text_cell(easc__reject_name((easc__reject)reason)));
        easc__put(grid, *row, 2, easc__count_cell(sample->line));
        easc__put(grid, *row, 3, easc__count_cell(sample->byte));
        easc__put(grid, *row, 4, easc__text_cell(easc__bytes_z(sample->text)));
    }
}

static void add_samples(easc__sheet_builder *b, easc__sheet *sheet)
{
    size_t row = 0;
    easc__grid *grid = EASC__GRID(b, "Rejects", reject_columns, count_samples(b->answer));
    for (size_t i = 0; grid && i < b->answer->input_count && row < grid->row_count; i++) {
        for (int r = 0; r < EASC__REJECT_COUNT; r++) {
            put_samples(grid, &row, &b->answer->inputs[i], r);
        }
    }
    if (grid) {
        grid->empty_text = EASC__LIT("No ActiveSync row was rejected.");
    }
    easc__sheet_heading(b->model, sheet, EASC__LIT("The first rejected rows of each reason"));
    easc__sheet_grid(b->model, sheet, grid);
}

/* --- rules ----------------------------------------------------------------------------------- */

static const easc__bytes rules[] = {
    EASC__NAME("A device is one user on one device id; a phone with two mailboxes is two devices. "
               "Spellings "
               "of one user on a device are folded; \"User forms\" keeps them."),
    EASC__NAME(
        "Only rows of a server that handled the request itself (with Exchange's own remarks in the "
        "query) tell of device and policy. On a day on which a device has none, answers 449 of the "
        "first server stand in."),
    EASC__NAME(
        "A failure is a row in which the server does not let a device in because of the policy. A "
        "refresh is a failure that every device has from time to time. A hard failure says that "
        "the "
        "device cannot satisfy the policy."),
    EASC__NAME(
        "A pass is a request that the policy would have stopped and that was answered. A success "
        "is "
        "a pass that no device rule or quarantine stopped either."),
    EASC__NAME(
        "Outcome: OK: no refusal. Recovered: let in after the last refusal. Flapping: let in, but "
        "refused again and again. Pending: refused less than a day before the logs end. "
        "Unresolved: "
        "refused, and not let in since. Looping: refused at least ten times on the last day of "
        "it."),
    EASC__NAME(
        "Acknowledgement: 1 the whole policy, 2 a part of it, 3 none of it, 4 another management "
        "system; 0 means that the device acknowledged nothing."),
    EASC__NAME(
        "A quiet log proves nothing while no default policy applies: that is why evidence is asked "
        "of every device, and not only that no failure is seen."),
    EASC__NAME(
        "The EAS version is the one that client and server agreed on. A low one proves an old "
        "client only where the server of its mailbox agreed on a higher one with others."),
    EASC__NAME(
        "Requests count rows of the first server a phone met, those of the back end where there "
        "is no "
        "other. Requests answered 401 belong to no device. Rows of monitoring probes belong to "
        "nothing."),
    EASC__NAME("All times are UTC."),
};

static void add_rules(easc__sheet_builder *b, easc__sheet *sheet)
{
    easc__sheet_heading(b->model, sheet, EASC__LIT("How the figures are made"));
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        easc__sheet_note(b->model, sheet, EASC__TONE_PLAIN, rules[i]);
    }
}

void easc__sheet_method(easc__sheet_builder *b)
{
    easc__sheet *sheet = easc__model_add_sheet(b->model, EASC__LIT("Method"),
                                               EASC__LIT("Method: how these figures were made"));
    add_versions(b, sheet);
    add_assumptions(b, sheet);
    add_policy(b, sheet);
    add_limits(b, sheet);
    add_options(b, sheet);
    add_rules(b, sheet);
    add_problems(b, sheet);
    add_samples(b, sheet);
    add_inputs(b, sheet);
}
