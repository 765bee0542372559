/* cmd_gate.c - `easc gate`: may the policy become the default again? */
#include "commands.h"

#include <stdio.h>

static void print_help(void)
{
    printf("Usage: easc gate [OPTION ...] LOGS ...\n"
           "\n"
           "Answers one question from IIS logs: is it safe to make the ActiveSync policy the\n"
           "default again? Says Ready, NotReady or InsufficientEvidence, with every condition,\n"
           "its figure and its limit, the users who would stop syncing, and the devices to\n"
           "upgrade. LOGS are as for `easc scan`. All times are UTC.\n"
           "\n"
           "While no policy applies a quiet log proves nothing: say when the policy was away\n"
           "with --policy-off. Pilot users with a policy of their own are then the proof.\n"
           "\n"
           "Examples:\n"
           "  easc gate logs                                     the policy was always on\n"
           "  easc gate logs --policy-off 2011-05-06             off since 6 May, still off\n"
           "  easc gate logs --policy-off 2011-05-06..2011-05-18 off, and on again\n"
           "  easc gate logs --mailboxes cas.csv                 only users with that policy:\n"
           "      Get-CASMailbox -ResultSize Unlimited | Export-Csv cas.csv -Encoding UTF8\n"
           "  easc gate logs --policy policy.xml                 what the policy itself asks:\n"
           "      Get-MobileDeviceMailboxPolicy | Export-Clixml policy.xml\n"
           "  easc gate logs -q --format json -o gate.json       in a scheduled job\n"
           "\n"
           "Output:\n"
           "  --format text|csv|json          what is written (default: text, or what the name\n"
           "                                  of the output file says)\n"
           "  -o, --output FILE               write to FILE instead of standard output\n"
           "  -q, --quiet                     no progress and no warnings\n"
           "  -h, --help                      this text\n");
    command_line_print_options(FOR_GATE);
    printf("\nExit codes: 0 ready; 1 not ready; 2 insufficient evidence; 3 wrong usage; 4 no\n"
           "input could be read; 5 some inputs could not be read, or not to their end (goes\n"
           "before 0 to 2); 6 the output could not be written; 130 interrupted.\n");
}

static int verdict_code(const easc_result *result)
{
    easc_gate gate = {.size = sizeof gate};
    if (easc_result_gate(result, &gate) != EASC_OK) {
        return EXIT_OUTPUT;
    }
    switch (gate.verdict) {
    case EASC_READY:
        return EXIT_DONE;
    case EASC_NOT_READY:
        return EXIT_NOT_READY;
    default:
        return EXIT_INSUFFICIENT;
    }
}

static int write_gate(const command_line *line, const easc_result *result)
{
    return write_document(line, result, EASC_DOCUMENT_GATE);
}

int command_gate(int count, char **arguments)
{
    static const command_way way = {"gate", FOR_GATE,   false,       print_help,
                                    NULL,   write_gate, verdict_code};
    return run_command(&way, count, arguments);
}
