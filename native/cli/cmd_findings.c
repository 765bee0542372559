/* cmd_findings.c - `easc findings`: what an administrator should look at. */
#include "commands.h"

#include <stdio.h>

static void print_help(void)
{
    printf(
        "Usage: easc findings [OPTION ...] LOGS ...\n"
        "\n"
        "Says what is wrong, with whom, why, and what to do about it: devices that are refused,\n"
        "that sync without a policy, that wait in quarantine or lock their user out; days and\n"
        "fields that the logs lack. Each finding names the rows that show it by file, line and\n"
        "byte, and where there is one the Exchange command, to be read before it is run. LOGS are\n"
        "files, folders, patterns, *.gz, *.zip, or - for standard input. All times are UTC.\n"
        "\n"
        "Examples:\n"
        "  easc findings C:\\inetpub\\logs\\LogFiles    what to look at, the worst first\n"
        "  easc findings logs -o findings.csv         one row for each whom a finding concerns\n"
        "  easc findings logs --format json           for programs: schema easc.findings/1\n"
        "  easc findings logs --user CONTOSO\\amy      about the devices of one user\n"
        "  easc findings logs --language nl           in Dutch\n"
        "\n"
        "Output:\n"
        "  --format text|csv|json          what is written (default: text, or what the name\n"
        "                                  of the output file says)\n"
        "  -o, --output FILE               write to FILE instead of standard output\n"
        "  -q, --quiet                     no progress and no warnings\n"
        "  -h, --help                      this text\n");
    command_line_print_options(FOR_FINDINGS);
    printf("\nExit codes: 0 done, whatever was found; 3 wrong usage; 4 no input could be read; 5 "
           "some\n"
           "inputs could not be read, or not to their end; 6 the output could not be written; 130\n"
           "interrupted.\n");
}

static int look_closely(command_line *line)
{
    return switch_on(line, "unknown");
}

static int write_findings(const command_line *line, const easc_result *result)
{
    return write_document(line, result, EASC_DOCUMENT_FINDINGS);
}

int command_findings(int count, char **arguments)
{
    static const command_way way = {"findings",   FOR_FINDINGS,   false, print_help,
                                    look_closely, write_findings, NULL};
    return run_command(&way, count, arguments);
}
