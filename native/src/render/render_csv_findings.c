/* render_csv_findings.c - findings as a table: one row for each whom a finding concerns. */
#include "findings/shell_commands.h"
#include "render/csv_writer.h"
#include "render/document.h"
#include "render/findings_words.h"

static void add_evidence(easc__text *to, const easc__answer *answer, const easc__sighting *row)
{
    easc__text_add_char(to, ',');
    if (row) {
        easc__text_add_time(to, row->time_s);
    }
    easc__csv_row(to, answer, row);
}

static void add_command(easc__text *to, easc__finding_id id, const easc__finding_subject *subject,
                        easc__exchange exchange)
{
    easc__text command = easc__text_init(0);
    easc__finding_add_command(&command, id, subject, exchange);
    easc__text_add_char(to, ',');
    easc__csv_add_text(to, easc__text_view(&command));
    to->failed |= command.failed;
    easc__text_done(&command);
}

/* A cell of ours, or of a stranger, behind another. */
static void add_next(easc__text *to, easc__bytes text)
{
    easc__text_add_char(to, ',');
    easc__csv_add_text(to, text);
}

static void add_subject(easc__text *to, const easc__answer *answer, const easc__finding *finding,
                        const easc__finding_subject *subject)
{
    easc__text_add(to, easc__severity_name(finding->severity));
    add_next(to, easc__finding_name(finding->id));
    add_next(to, easc__finding_text(answer, finding->id, "title"));
    add_next(to, subject->user);
    add_next(to, subject->device_id);
    add_next(to, easc__finding_named(finding->id));
    add_next(to, subject->name);
    add_next(to, easc__finding_counted(finding->id));
    easc__text_add_char(to, ',');
    if (easc__finding_counted(finding->id).n > 0) {
        easc__text_add_u64(to, subject->count);
    }
    add_next(to, easc__needed_version(answer, finding, subject));
    size_t n = subject->row_count;
    add_evidence(to, answer, n > 0 ? &subject->rows[0] : NULL);
    add_evidence(to, answer, n > 1 ? &subject->rows[1] : NULL);
    add_command(to, finding->id, subject, EASC__EXCHANGE_2010);
    add_command(to, finding->id, subject, EASC__EXCHANGE_2013);
    add_next(to, easc__finding_text(answer, finding->id, "cause"));
    add_next(to, easc__finding_text(answer, finding->id, "recommendation"));
    easc__csv_window(to, answer);
    easc__csv_end_row(to);
}

bool easc__csv_findings(const easc__answer *answer, const easc__document_style *style, size_t step,
                        easc__text *to)
{
    (void)style;
    easc__finding_step at;
    if (step == 0) {
        easc__csv_begin(to);
        easc__text_add_z(to, "severity,id,title,user,deviceId,named,name,counted,count,"
                             "minimumVersion,time1,path1,line1,byte1,time2,path2,line2,byte2,"
                             "exchange2010,exchange2013,cause,recommendation");
        easc__csv_window_titles(to);
        easc__csv_end_row(to);
        return true;
    }
    bool is_there = easc__find_step(&answer->findings, step - 1, &at);
    if (is_there && at.subject) {
        add_subject(to, answer, at.finding, at.subject);
    }
    return is_there;
}
