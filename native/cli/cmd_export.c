/* cmd_export.c - `easc export-activesynclog`: the six files of Exchange's own cmdlet. */
#include "commands.h"
#include "terminal.h"

#include <stdio.h>
#include <string.h>

static void print_help(void)
{
    printf(
        "Usage: easc export-activesynclog [OPTION ...] LOGS ... -o DIR\n"
        "\n"
        "Writes Users.csv, Servers.csv, Hourly.csv, StatusCodes.csv, PolicyCompliance.csv and\n"
        "UserAgents.csv into the folder DIR, as Exchange's own Export-ActiveSyncLog does, to\n"
        "the byte where the cmdlet can read (Exchange 2007 and 2010), and right where it\n"
        "cannot: back-end logs and tokens of 2013 and later, base64 queries, Pa4. LOGS are as\n"
        "for `easc scan`, all of them in one report. Nothing is judged; probes and answers\n"
        "401 count; one person under two names is two rows. The files tell UTC times.\n"
        "\n"
        "Examples:\n"
        "  easc export-activesynclog C:\\inetpub\\logs\\LogFiles\\W3SVC1 -o C:\\Reports\n"
        "  easc export-activesynclog u_ex110501.log -o out --output-prefix day1_ --force\n"
        "  easc export-activesynclog logs -o out --start-date 2011-05-02 \\\n"
        "       --end-date 2011-05-08T23:59:59 --use-gmt\n"
        "\n"
        "Output:\n"
        "  -o, --output DIR                the folder, which has to be there\n"
        "  --output-prefix TEXT            what stands in front of the six names\n"
        "  --force                         replace files that are there\n"
        "  --safe                          no cell is a formula, quotes as CSV wants them: where\n"
        "                                  such cells are, the files are not the cmdlet's\n"
        "  -q, --quiet                     no progress and no warnings\n"
        "  -h, --help                      this text\n");
    command_line_print_options(FOR_EXPORT);
    printf("\nExit codes: 0 done; 3 wrong usage; 4 no input could be read; 5 some inputs could\n"
           "not be read, or not to their end; 6 the files could not be written; 130 "
           "interrupted.\n");
}

static int code_of(easc_status status, const easc_error *error)
{
    if (status == EASC_E_CANCELLED) {
        complain("interrupted");
        return EXIT_INTERRUPTED;
    }
    complain_error(error);
    return status == EASC_E_ARGUMENT ? EXIT_USAGE : EXIT_OUTPUT;
}

/* What cannot be written is said before an hour of reading. */
static int prepare(command_line *line)
{
    static const char option[] = "export-activesynclog";
    easc_error error = {.size = sizeof error};
    const char *prefix = line->prefix ? line->prefix : "";
    uint32_t flags =
        (line->is_forced ? EASC_EXPORT_FORCE : 0u) | (line->is_safe ? EASC_EXPORT_SAFE : 0u);
    easc_status status =
        easc_options_set(line->options, option, sizeof option - 1, "true", 4, &error);
    if (status == EASC_OK) {
        status = easc_export_new(line->output, strlen(line->output), prefix, strlen(prefix), flags,
                                 &line->files, &error);
    }
    return status == EASC_OK ? EXIT_DONE : code_of(status, &error);
}

static void cancel_files(void *files)
{
    easc_export_cancel(files);
}

static void warn(const command_line *line, const easc_exported *exported)
{
    static const char *const names[] = {
        "Users.csv",       "Servers.csv",          "Hourly.csv",
        "StatusCodes.csv", "PolicyCompliance.csv", "UserAgents.csv"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (exported->cut_files >> i & 1u) {
            terminal_print(stderr,
                           "easc: warning: %s%s is not complete: there are more names in the logs "
                           "than are kept; read fewer days at once (--since, --until)\n",
                           line->prefix ? line->prefix : "", names[i]);
        }
    }
    if (exported->formula_cells > 0 && !line->is_safe) {
        terminal_print(stderr,
                       "easc: warning: %llu cell%s of these files may be a formula to a "
                       "spreadsheet; strangers chose the text. --safe makes such cells harmless\n",
                       (unsigned long long)exported->formula_cells,
                       exported->formula_cells == 1 ? "" : "s");
    }
}

static int write_files(const command_line *line, const easc_result *result)
{
    easc_error error = {.size = sizeof error};
    easc_exported exported = {.size = sizeof exported};
    terminal_on_interrupt(cancel_files, line->files);
    if (terminal_is_interrupted()) { /* before that was set */
        easc_export_cancel(line->files);
    }
    easc_status status = easc_export_save(line->files, result, &exported, &error);
    terminal_on_interrupt(NULL, NULL);
    if (status != EASC_OK) {
        return code_of(status, &error);
    }
    if (!line->is_quiet) {
        warn(line, &exported);
    }
    return EXIT_DONE;
}

int command_export(int count, char **arguments)
{
    static const command_way way = {
        "export-activesynclog", FOR_EXPORT, true, print_help, prepare, write_files, NULL};
    return run_command(&way, count, arguments);
}
