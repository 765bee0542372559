/* cmd_report.c - `easc report`: a workbook for the customer. */
#include "commands.h"
#include "progress.h"
#include "terminal.h"

#include <stdio.h>
#include <string.h>

enum { WAIT_MS = 100 };

static void print_help(void)
{
    printf("Usage: easc report [OPTION ...] LOGS ... -o FILE.xlsx\n"
           "\n"
           "Reads IIS logs, judges every device, and writes an Excel workbook: a summary with\n"
           "charts, whether the policy may become the default again and why, one row a device,\n"
           "which days of which server were read, and how it was done. LOGS are as for\n"
           "`easc scan`. All times are UTC. The old file stays until the new one is whole.\n"
           "\n"
           "Examples:\n"
           "  easc report logs -o report.xlsx\n"
           "  easc report \\\\CAS01\\logs \\\\CAS02\\logs --policy-off 2011-05-06 -o report.xlsx\n"
           "  easc report logs.zip --since 2019-10-01 -q -o weekly.xlsx\n"
           "\n"
           "Output:\n"
           "  -o, --output FILE               the workbook\n"
           "  -q, --quiet                     no progress and no warnings\n"
           "  -h, --help                      this text\n");
    command_line_print_options(FOR_REPORT);
    printf("\nExit codes: 0 done, whatever the verdict; 3 wrong usage; 4 no input could be read;\n"
           "5 some inputs could not be read, or not to their end; 6 the workbook could not be\n"
           "written; 130 interrupted.\n");
}

static int wait_for(easc_report *report, bool is_quiet)
{
    progress_line shown;
    bool is_cancelled = false;
    progress_begin(&shown, is_quiet);
    for (uint64_t elapsed_ms = 0;; elapsed_ms += WAIT_MS) {
        uint32_t permille = 0;
        easc_error error = {.size = sizeof error};
        easc_status status = easc_report_wait(report, WAIT_MS, &permille, &error);
        if (terminal_is_interrupted() && !is_cancelled) {
            easc_report_cancel(report); /* what is half written is removed */
            is_cancelled = true;
        }
        if (status == EASC_RUNNING) {
            progress_report(&shown, elapsed_ms, permille);
            continue;
        }
        progress_end(&shown);
        if (status != EASC_OK) {
            complain_error(&error);
        }
        return status == EASC_OK            ? EXIT_DONE
               : status == EASC_E_CANCELLED ? EXIT_INTERRUPTED
                                            : EXIT_OUTPUT;
    }
}

static int write_workbook(const command_line *line, const easc_result *result)
{
    easc_report *report = NULL;
    easc_error error = {.size = sizeof error};
    easc_status status =
        easc_report_start(result, line->output, strlen(line->output), &report, &error);
    if (status != EASC_OK) {
        complain_error(&error);
        return EXIT_OUTPUT;
    }
    int code = wait_for(report, line->is_quiet);
    easc_report_free(report);
    return code;
}

static void say_verdict(const command_line *line, const easc_result *result)
{
    static const char *const verdicts[] = {"ready: the policy may become the default",
                                           "NOT READY: the sheet Readiness says why",
                                           "insufficient evidence: the logs do not prove enough"};
    easc_gate gate = {.size = sizeof gate};
    easc_summary s = {.size = sizeof s};
    if (line->is_quiet || easc_result_gate(result, &gate) != EASC_OK ||
        easc_result_summary(result, &s) != EASC_OK) {
        return;
    }
    terminal_print(stderr, "easc: %s: %llu device%s; %s\n", line->output,
                   (unsigned long long)s.devices, s.devices == 1 ? "" : "s",
                   verdicts[gate.verdict]);
}

static int write_report(const command_line *line, const easc_result *result)
{
    int code = write_workbook(line, result);
    if (code == EXIT_DONE) {
        say_verdict(line, result);
    }
    return code;
}

int command_report(int count, char **arguments)
{
    static const command_way way = {"report", FOR_REPORT,   true, print_help,
                                    NULL,     write_report, NULL};
    return run_command(&way, count, arguments);
}
