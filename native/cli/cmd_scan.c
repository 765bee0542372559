/* cmd_scan.c - `easc scan`: every device, and what is said about it. */
#include "commands.h"

#include <stdio.h>

static void print_help(void)
{
    printf("Usage: easc scan [OPTION ...] LOGS ...\n"
           "\n"
           "Reads IIS logs of any Exchange version and says of every device that synchronises\n"
           "over ActiveSync which client it runs, what happened with the policy, and whether it\n"
           "complies. LOGS are files, folders (searched below), patterns such as\n"
           "'*/W3SVC1/*.log', *.gz, *.zip, or - for standard input. All times are UTC.\n"
           "\n"
           "Examples:\n"
           "  easc scan C:\\inetpub\\logs\\LogFiles        a table of all devices\n"
           "  easc scan logs -o devices.csv              one row a device, for a spreadsheet\n"
           "  easc scan logs --format json > scan.json   everything that is known\n"
           "  easc scan logs --user CONTOSO\\amy           the devices of one user\n"
           "  easc scan - < u_ex260302.log.gz            standard input, packed or not\n"
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

static int write_scan(const command_line *line, const easc_result *result)
{
    return write_document(line, result, EASC_DOCUMENT_SCAN);
}

int command_scan(int count, char **arguments)
{
    static const command_way way = {"scan", FOR_SCAN, false, print_help, NULL, write_scan, NULL};
    return run_command(&way, count, arguments);
}
