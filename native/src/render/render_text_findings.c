/* render_text_findings.c - findings for people at a terminal: what it is, why, what to do, whom it
   concerns, and the rows that show it. */
#include "base/number.h"
#include "findings/shell_commands.h"
#include "render/document.h"
#include "render/findings_words.h"
#include "render/screen.h"
#include "report/wording.h"

/* Of more the end is counted: other formats have them all. */
enum { SUBJECTS_MAX = 20, INDENT = 2, DEEP_INDENT = 4 };

static easc__bytes word(const easc__answer *answer, const char *name)
{
    return easc__label_of(answer->labels, EASC__LIT("finding-words."), easc__bytes_z(name));
}

static void add_filled(easc__text *to, const easc__answer *answer, const char *name,
                       const easc__label_value *values, size_t count)
{
    easc__label_fill(to, word(answer, name), values, count);
}

static void add_head(easc__text *to, const easc__answer *answer, const easc__document_style *style)
{
    easc__text sentence = easc__text_init(0);
    easc__text window = easc__text_init(0);
    char digits[EASC__NUMBER_SIZE];
    size_t count = answer->findings.count;
    easc__screen_add_window(&window, &answer->shard.totals);
    easc__label_value values[] = {
        {EASC__LIT("n"), easc__bytes_of(digits, easc__format_u64(count, digits))},
        {EASC__LIT("window"), easc__text_view(&window)}};
    add_filled(&sentence, answer, count > 0 ? "heading" : "none", values, 2);
    easc__screen_add_sentence(to, style, 0, &sentence);
    to->failed |= window.failed || sentence.failed;
    easc__text_done(&window);
    easc__text_done(&sentence);
    easc__screen_add_problems(to, answer, style);
    if (easc__has_dropped_names(answer)) {
        easc__screen_add_wrapped(to, style, 0, word(answer, "dropped"));
    }
}

static easc__tone tone_of(easc__severity severity)
{
    static const easc__tone tones[] = {EASC__TONE_BAD, EASC__TONE_WARNING, EASC__TONE_FAIR,
                                       EASC__TONE_INFO};
    return tones[severity];
}

/* "Why: …" */
static void add_part(easc__text *to, const easc__answer *answer, const easc__document_style *style,
                     const easc__finding *finding, const char *name, const char *part)
{
    easc__text sentence = easc__text_init(0);
    easc__text_add(&sentence, word(answer, name));
    easc__text_add_z(&sentence, ": ");
    easc__text_add(&sentence, easc__finding_text(answer, finding->id, part));
    easc__screen_add_sentence(to, style, INDENT, &sentence);
    easc__text_done(&sentence);
}

static void add_extent(easc__text *to, const easc__answer *answer,
                       const easc__document_style *style, const easc__finding *finding)
{
    char n[EASC__NUMBER_SIZE];
    char users[EASC__NUMBER_SIZE];
    easc__text sentence = easc__text_init(0);
    easc__label_value values[] = {
        {EASC__LIT("n"), easc__bytes_of(n, easc__format_u64(finding->count, n))},
        {EASC__LIT("users"), easc__bytes_of(users, easc__format_u64(finding->users, users))}};
    add_filled(&sentence, answer, finding->devices > 0 ? "devices" : "others", values, 2);
    easc__screen_add_sentence(to, style, INDENT, &sentence);
    easc__text_done(&sentence);
}

static void add_finding(easc__text *to, const easc__answer *answer,
                        const easc__document_style *style, const easc__finding *finding)
{
    easc__text sentence = easc__text_init(0);
    easc__text_add(&sentence, easc__label_of(answer->labels, EASC__LIT("severity."),
                                             easc__severity_name(finding->severity)));
    easc__text_add_z(&sentence, ": ");
    easc__text_add(&sentence, easc__finding_text(answer, finding->id, "title"));
    easc__text_add_z(&sentence, " (");
    easc__text_add(&sentence, easc__finding_name(finding->id));
    easc__text_add_char(&sentence, ')');
    easc__text_add_char(to, '\n');
    const char *end = easc__screen_begin_tone(to, style, tone_of(finding->severity));
    easc__screen_add_sentence(to, style, 0, &sentence);
    easc__text_add_z(to, end);
    easc__text_done(&sentence);
    add_extent(to, answer, style, finding);
    add_part(to, answer, style, finding, "cause", "cause");
    add_part(to, answer, style, finding, "advice", "recommendation");
}

static void add_needed(easc__text *to, const easc__answer *answer, const easc__finding *finding,
                       const easc__finding_subject *subject)
{
    easc__label_value needed = {EASC__LIT("version"),
                                easc__needed_version(answer, finding, subject)};
    easc__label_value successor = {EASC__LIT("id"), subject->name};
    if (needed.value.n > 0) {
        easc__text_add_z(to, ", ");
        add_filled(to, answer, "minimum", &needed, 1);
    } else if (finding->id == EASC__FINDING_REPLACED) {
        easc__text_add_z(to, ", ");
        add_filled(to, answer, "successor", &successor, 1);
    }
}

/* "CONT\jan, Appl1, Apple 4.3, 12 rows" or "CAS01, 3 days". */
static void add_subject_line(easc__text *to, const easc__answer *answer,
                             const easc__document_style *style, const easc__finding *finding,
                             const easc__finding_subject *subject)
{
    easc__text s = easc__text_init(0);
    bool is_person = subject->device != EASC__NO_DEVICE || subject->user.n > 0;
    easc__text_add_z(&s, "- ");
    easc__text_add(&s, is_person ? easc__shown_user(subject->user) : subject->name);
    if (is_person && subject->device_id.n > 0) {
        easc__text_add_z(&s, ", ");
        easc__text_add(&s, subject->device_id);
    }
    if (subject->device != EASC__NO_DEVICE) {
        easc__text_add_z(&s, ", ");
        easc__add_client(&s, &answer->judgements[subject->device].client);
    }
    add_needed(&s, answer, finding, subject);
    if (easc__finding_counted(finding->id).n > 0) {
        easc__text_add_z(&s, ", ");
        easc__text_add(&s, easc__label_of(answer->labels, EASC__LIT("counted."),
                                          easc__finding_counted(finding->id)));
        easc__text_add_z(&s, ": ");
        easc__text_add_u64(&s, subject->count);
    }
    easc__screen_add_sentence(to, style, INDENT, &s);
    easc__text_done(&s);
}

/* "2011-05-06 11:29:50 UTC: logs/u_ex110506.log, line 12, byte 4711" */
static void add_row(easc__text *to, const easc__answer *answer, const easc__document_style *style,
                    const easc__sighting *row)
{
    easc__text s = easc__text_init(0);
    if (row->time_s != EASC__NO_TIME) {
        easc__add_second_words(&s, row->time_s);
        easc__text_add_z(&s, ": ");
    }
    easc__add_row_words(&s, answer, row);
    easc__screen_add_sentence(to, style, DEEP_INDENT, &s);
    easc__text_done(&s);
}

/* "Exchange 2010: Get-…", whole, to be copied in one piece. */
static void add_command(easc__text *to, const easc__answer *answer, const char *label,
                        const easc__text *command)
{
    easc__text s = easc__text_init(0);
    easc__document_style whole = {false, 0};
    easc__text_add(&s, word(answer, label));
    easc__text_add_z(&s, ": ");
    easc__text_add(&s, easc__text_view(command));
    easc__screen_add_sentence(to, &whole, DEEP_INDENT, &s);
    to->failed |= s.failed;
    easc__text_done(&s);
}

static void add_commands(easc__text *to, const easc__answer *answer,
                         const easc__document_style *style, const easc__finding *finding,
                         const easc__finding_subject *subject)
{
    easc__text old = easc__text_init(0);
    easc__text new = easc__text_init(0);
    easc__finding_add_command(&old, finding->id, subject, EASC__EXCHANGE_2010);
    easc__finding_add_command(&new, finding->id, subject, EASC__EXCHANGE_2013);
    if (old.n > 0 && easc__equal(easc__text_view(&old), easc__text_view(&new))) {
        add_command(to, answer, "both", &old);
    } else if (old.n > 0) {
        add_command(to, answer, "exchange2010", &old);
        add_command(to, answer, "exchange2013", &new);
    }
    if (old.n > 0 && finding->count > 1) {
        easc__screen_add_wrapped(to, style, DEEP_INDENT, word(answer, "first-only"));
    }
    to->failed |= old.failed || new.failed;
    easc__text_done(&old);
    easc__text_done(&new);
}

static void add_subject(easc__text *to, const easc__answer *answer,
                        const easc__document_style *style, const easc__finding *finding,
                        const easc__finding_subject *subject)
{
    add_subject_line(to, answer, style, finding, subject);
    for (size_t i = 0; i < subject->row_count; i++) {
        add_row(to, answer, style, &subject->rows[i]);
    }
    if (subject == finding->subjects) { /* an example: other formats have all */
        add_commands(to, answer, style, finding, subject);
    }
}

static void add_rest(easc__text *to, const easc__answer *answer, const easc__document_style *style,
                     size_t rest)
{
    char n[EASC__NUMBER_SIZE];
    easc__text s = easc__text_init(0);
    easc__label_value value = {EASC__LIT("n"), easc__bytes_of(n, easc__format_u64(rest, n))};
    add_filled(&s, answer, "more", &value, 1);
    easc__screen_add_sentence(to, style, INDENT, &s);
    easc__text_done(&s);
}

bool easc__text_findings(const easc__answer *answer, const easc__document_style *style, size_t step,
                         easc__text *to)
{
    easc__finding_step at;
    if (step == 0) {
        add_head(to, answer, style);
        return true;
    }
    if (!easc__find_step(&answer->findings, step - 1, &at)) {
        return false;
    }
    size_t index = at.subject ? (size_t)(at.subject - at.finding->subjects) : 0;
    if (!at.subject) {
        add_finding(to, answer, style, at.finding);
    } else if (index < SUBJECTS_MAX) {
        add_subject(to, answer, style, at.finding, at.subject);
    } else if (index == SUBJECTS_MAX) {
        add_rest(to, answer, style, at.finding->count - SUBJECTS_MAX);
    }
    return true;
}
