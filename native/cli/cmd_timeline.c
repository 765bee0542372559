/* cmd_timeline.c - `easc timeline`: the life of one device. */
#include "commands.h"

#include <stdio.h>

static void print_help(void)
{
    printf(
        "Usage: easc timeline --device ID [OPTION ...] LOGS ...\n"
        "\n"
        "Tells what became of a device, step by step: first seen, refused, provisioned, upgraded,\n"
        "policy off and on, moved, last seen; each step with the first and the last row that show\n"
        "it by file, line and byte. LOGS are files, folders, patterns, *.gz, *.zip, or - for\n"
        "standard input. All times are UTC.\n"
        "\n"
        "Examples:\n"
        "  easc timeline --device IMEI354343217576797 logs\n"
        "  easc timeline --device ApplDNPHW0 --user amy logs   one of its users alone\n"
        "  easc timeline --device IMEI354343217576797 --policy-off 2011-05-06..2011-05-18 logs\n"
        "  easc timeline --device ApplDNPHW0 logs --format json\n"
        "\n"
        "Output:\n"
        "  --format text|csv|json          what is written (default: text, or what the name\n"
        "                                  of the output file says)\n"
        "  -o, --output FILE               write to FILE instead of standard output\n"
        "  -q, --quiet                     no progress and no warnings\n"
        "  -h, --help                      this text\n");
    command_line_print_options(FOR_TIMELINE);
    printf("\nExit codes: 0 done; 3 wrong usage; 4 no input could be read; 5 some inputs could\n"
           "not be read, or not to their end; 6 the output could not be written; 130 "
           "interrupted.\n");
}

/* The devices that are named are looked at day by day. */
static int watch(command_line *line)
{
    return switch_on(line, "timeline");
}

static int write_timeline(const command_line *line, const easc_result *result)
{
    return write_document(line, result, EASC_DOCUMENT_TIMELINE);
}

int command_timeline(int count, char **arguments)
{
    static const command_way way = {"timeline", FOR_TIMELINE,   false, print_help,
                                    watch,      write_timeline, NULL};
    return run_command(&way, count, arguments);
}
