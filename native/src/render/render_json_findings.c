/* render_json_findings.c - findings for programs: schema easc.findings/1. */
#include "findings/shell_commands.h"
#include "render/document.h"
#include "render/findings_words.h"
#include "render/json_writer.h"

static void write_head(easc__json_writer *w, const easc__answer *answer)
{
    const easc__totals *totals = &answer->shard.totals;
    bool is_empty = totals->last_s == EASC__NO_TIME;
    easc__json_open(w, '{');
    easc__json_member_string(w, "schema", EASC__LIT("easc.findings/1"));
    easc__json_key(w, "window");
    easc__json_open(w, '{');
    easc__json_member_time(w, "from", is_empty ? EASC__NO_TIME : totals->first_s);
    easc__json_member_time(w, "to", totals->last_s);
    easc__json_close(w, '}');
    easc__json_key(w, "counts");
    easc__json_open(w, '{');
    for (int s = EASC__SEVERITY_HIGH; s <= EASC__SEVERITY_NOTE; s++) {
        easc__json_key_bytes(w, easc__severity_name((easc__severity)s));
        easc__json_u64(w, easc__count_findings(&answer->findings, (easc__severity)s));
    }
    easc__json_close(w, '}');
    easc__json_member_bool(w, "namesDropped", easc__has_dropped_names(answer));
    easc__json_key(w, "findings");
    easc__json_open(w, '[');
}

static void write_finding(easc__json_writer *w, const easc__answer *answer,
                          const easc__finding *finding)
{
    static const char *const parts[] = {"title", "cause", "recommendation"};
    easc__json_open(w, '{');
    easc__json_member_string(w, "id", easc__finding_name(finding->id));
    easc__json_member_string(w, "severity", easc__severity_name(finding->severity));
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        easc__json_member_string(w, parts[i], easc__finding_text(answer, finding->id, parts[i]));
    }
    easc__json_member_u64(w, "users", finding->users);
    easc__json_member_u64(w, "devices", finding->devices);
    easc__json_key(w, "subjects");
    easc__json_open(w, '[');
}

static void write_command(easc__json_writer *w, const char *name, easc__finding_id id,
                          const easc__finding_subject *subject, easc__exchange exchange)
{
    easc__text command = easc__text_init(0);
    easc__finding_add_command(&command, id, subject, exchange);
    if (command.n > 0) {
        easc__json_member_string(w, name, easc__text_view(&command));
    }
    w->to->failed |= command.failed;
    easc__text_done(&command);
}

/* Members that have nothing to say stay out. */
static void write_subject(easc__json_writer *w, const easc__answer *answer,
                          const easc__finding *finding, const easc__finding_subject *subject)
{
    easc__bytes needed = easc__needed_version(answer, finding, subject);
    easc__json_open(w, '{');
    if (subject->device != EASC__NO_DEVICE || subject->user.n > 0) {
        easc__json_member_string(w, "user", subject->user);
        easc__json_member_string(w, "deviceId", subject->device_id);
    }
    if (easc__finding_named(finding->id).n > 0) {
        easc__json_key_bytes(w, easc__finding_named(finding->id));
        easc__json_string(w, subject->name);
    }
    if (easc__finding_counted(finding->id).n > 0) {
        easc__json_key_bytes(w, easc__finding_counted(finding->id));
        easc__json_u64(w, subject->count);
    }
    if (needed.n > 0) {
        easc__json_member_string(w, "minimumVersion", needed);
    }
    write_command(w, "exchange2010", finding->id, subject, EASC__EXCHANGE_2010);
    write_command(w, "exchange2013", finding->id, subject, EASC__EXCHANGE_2013);
    easc__json_evidence(w, answer, subject->rows, subject->row_count);
    easc__json_close(w, '}');
}

static void write_step(easc__text *to, const easc__answer *answer, size_t step)
{
    easc__finding_step at;
    if (!easc__find_step(&answer->findings, step, &at)) {
        easc__text_add_z(to, "]}\n");
        return;
    }
    bool is_first =
        at.subject ? at.subject == at.finding->subjects : at.finding == answer->findings.items;
    easc__json_writer w = {to, !is_first};
    if (!at.subject) {
        write_finding(&w, answer, at.finding);
    } else {
        write_subject(&w, answer, at.finding, at.subject);
        easc__text_add_z(to, at.is_last ? "]}" : "");
    }
}

/* The head, then each finding and each of its subjects, then the end. */
bool easc__json_findings(const easc__answer *answer, const easc__document_style *style, size_t step,
                         easc__text *to)
{
    (void)style;
    easc__json_writer w = {to, false};
    if (step == 0) {
        write_head(&w, answer);
    } else if (step <= easc__finding_steps(&answer->findings) + 1) {
        write_step(to, answer, step - 1);
    } else {
        return false;
    }
    return true;
}
