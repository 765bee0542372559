/* cmd_explain.c - `easc explain`: what one row of a log, or a query, says. */
#include "commands.h"
#include "terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* More than the library takes, so that it can say so. */
enum { INPUT_MAX = (1 << 20) + (1 << 17), LINE_WIDTH = 80, WIDEST_LINE = 100 };

static void print_help(void)
{
    printf(
        "Usage: easc explain [OPTION ...] [ROW | QUERY | BASE64 | -]\n"
        "\n"
        "Tells in plain sentences what a row of an IIS log says: who asked for what with which\n"
        "client, what the server answered, what that means for the policy, and what to do.\n"
        "Then lists every part of the query and every item of the server's notes (Log=): its\n"
        "name, value, meaning, and where that is known from. All times are UTC.\n"
        "\n"
        "Takes a whole row; a query alone, with or without '?' or an address in front; or a\n"
        "base64 query. Without an argument, or with -, it reads standard input: one row or\n"
        "several, also with the #Fields line of their log in front. Without one the columns\n"
        "are guessed. Put a row in single quotes: it holds & and blanks.\n"
        "\n"
        "Examples:\n"
        "  easc explain '2011-05-06 11:30:11 192.168.1.41 POST /Microsoft-Server-ActiveSync ...'\n"
        "  easc explain 'Cmd=Sync&User=amy&DeviceId=A1&Log=V141_S142_Error:DeviceNotProvisioned_'\n"
        "  easc explain jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l\n"
        "  easc explain < rows.txt                    pasted rows\n"
        "  grep ' 449 ' u_ex110506.log | head -3 | easc explain --language nl\n"
        "  easc explain --format json < rows.txt      for a program\n"
        "\n"
        "Output:\n"
        "  --format text|json              what is written (default: text, or what the name\n"
        "                                  of the output file says)\n"
        "  -o, --output FILE               write to FILE instead of standard output\n"
        "  -q, --quiet                     no messages but errors\n"
        "  -h, --help                      this text\n");
    command_line_print_options(FOR_EXPLAIN);
    printf("\nExit codes: 0 done; 3 wrong usage, or nothing that can be explained; 6 the output\n"
           "could not be written.\n");
}

/* Standard input to its end, or as much as there is room for; NULL: no memory. */
static char *read_input(size_t *length)
{
    char *text = malloc(INPUT_MAX);
    *length = text ? fread(text, 1, INPUT_MAX, stdin) : 0;
    return text;
}

static int write_explanation(const command_line *line, const char *text, size_t length)
{
    easc_document *document = NULL;
    easc_error error = {.size = sizeof error};
    screen look = find_screen(line);
    uint32_t width = look.width > WIDEST_LINE ? WIDEST_LINE
                     : look.width > 0         ? look.width
                                              : LINE_WIDTH;
    easc_status status = easc_explain_new(line->options, text, length, line->format,
                                          look.has_colour, width, &document, &error);
    if (status != EASC_OK) {
        complain_error(&error);
        return status == EASC_E_MEMORY ? EXIT_OUTPUT : EXIT_USAGE;
    }
    return deliver_document(line, document);
}

static int explain_input(const command_line *line)
{
    if (!line->is_quiet && terminal_is_watched(stdin)) {
#if defined(_WIN32)
        complain("paste the rows, then press Enter, Ctrl-Z and Enter");
#else
        complain("paste the rows, then press Enter and Ctrl-D; rows over 4095 characters only fit "
                 "through a file: easc explain < rows.txt");
#endif
    }
    size_t length = 0;
    char *text = read_input(&length);
    if (!text) {
        complain("not enough memory");
        return EXIT_OUTPUT;
    }
    int code = EXIT_NO_INPUT;
    if (ferror(stdin)) {
        complain("standard input: reading failed");
    } else {
        code = write_explanation(line, text, length);
    }
    free(text);
    return code;
}

static int explain(const command_line *line)
{
    if (line->path_count > 1) {
        complain("more than one argument: put the row in single quotes, or give it to standard "
                 "input");
        (void)fprintf(stderr, "See `easc explain --help`.\n");
        return EXIT_USAGE;
    }
    if (line->path_count == 0 || strcmp(line->first_path, "-") == 0) {
        return explain_input(line);
    }
    int code = write_explanation(line, line->first_path, strlen(line->first_path));
    if (code == EXIT_USAGE && strpbrk(line->first_path, "= \t\n") == NULL) {
        complain("rows in a file go to standard input: easc explain < FILE");
    }
    return code;
}

int command_explain(int count, char **arguments)
{
    command_line line = {.command = "explain"};
    int code = command_line_read(&line, FOR_EXPLAIN, count, arguments);
    if (line.wants_help) {
        print_help();
        code = end_output();
    } else if (code == EXIT_DONE) {
        code = explain(&line);
    }
    command_line_done(&line);
    return code;
}
