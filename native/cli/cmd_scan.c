/* cmd_scan.c - `easc scan`: every device, and what is said about it. */
#include "commands.h"

#include <stdio.h>

static void print_help(void)
{
    printf("Usage: easc scan [OPTION ...] LOGS ...\n"
           "\n"
           "Reads IIS logs of any Exchange version and says of every device that synchronises\n"
           "over ActiveSync which client it runs, what happened with the policy, and whether it\n"
           "complies. LOGS are files, folders (searched below), patterns such as '*.log',\n"
           "*.gz, *.zip, or - for standard input. All times are UTC.\n"
           "\n"
           "Examples:\n"
           "  easc scan C:\\inetpub\\logs\\LogFiles        a table of all devices\n"
           "  easc scan logs -o devices.csv              one row a device, for a spreadsheet\n"
           "  easc scan logs --format json > scan.json   everything that is known\n"
           "  easc scan logs --user CONTOSO\\amy           the devices of one user\n"
           "  zcat mixed.gz | easc scan -                from standard input\n"
           "\n"
           "Output:\n"
           "  --format text|csv|json          what is written (default: text, or what the name\n"
           "                                  of the output file says)\n"
           "  -o, --output FILE               write to FILE instead of standard output\n"
           "  -q, --quiet                     no progress and no warnings\n"
           "  -h, --help                      this text\n");
    command_line_print_options(FOR_SCAN);
    printf("\nExit codes: 0 done; 3 wrong usage; 4 no input could be read; 5 some inputs could\n"
           "not be read, or not to their end; 6 the output could not be written; 130 "
           "interrupted.\n");
}

int command_scan(int count, char **arguments)
{
    command_line line = {.command = "scan"};
    easc_result *result = NULL;
    int code = command_line_read(&line, FOR_SCAN, count, arguments);
    if (code != EXIT_DONE || line.wants_help) {
        if (line.wants_help) {
            print_help();
        }
        return finish(&line, NULL, code);
    }
    code = run_scan(&line, &result);
    if (code != EXIT_DONE) {
        return finish(&line, result, code);
    }
    int input_code = report_problems(&line, result);
    if (input_code == EXIT_NO_INPUT) {
        return finish(&line, result, input_code);
    }
    code = write_document(&line, result, EASC_DOCUMENT_SCAN);
    return finish(&line, result, code != EXIT_DONE ? code : input_code);
}
