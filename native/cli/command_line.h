/* command_line.h - what the user asked for: options of the library by name, and the few that are
   the command's own. */
#ifndef EASC_CLI_COMMAND_LINE_H
#define EASC_CLI_COMMAND_LINE_H

#include "easc.h"

#include <stdbool.h>

/* Exit codes, contract section 8. */
enum {
    EXIT_DONE = 0,
    EXIT_NOT_READY = 1,
    EXIT_INSUFFICIENT = 2,
    EXIT_USAGE = 3,
    EXIT_NO_INPUT = 4,
    EXIT_SOME_INPUT = 5,
    EXIT_OUTPUT = 6,
    EXIT_INTERRUPTED = 130
};

/* The arguments, read. Paths and options of the library are in `options`; the argument of `explain`
   is no path, but a text. */
typedef struct command_line {
    const char *command; /* "scan", … */
    easc_options *options;
    const char *output; /* NULL: standard output */
    int32_t format;     /* EASC_FORMAT_…; 0: not said */
    const char *prefix; /* --output-prefix; NULL: not said */
    bool is_forced;     /* --force */
    bool is_safe;       /* --safe */
    easc_export *files; /* of an export */
    bool is_quiet;
    bool wants_help;
    size_t path_count;
    const char *first_path; /* of the arguments */
} command_line;

/* Which commands an option belongs to. */
enum {
    FOR_SCAN = 1,
    FOR_GATE = 2,
    FOR_REPORT = 4,
    FOR_FINDINGS = 8,
    FOR_TIMELINE = 16,
    FOR_ALL = 31, /* that judge */
    FOR_EXPORT = 32,
    FOR_LOGS = 63, /* that read logs */
    FOR_EXPLAIN = 64
};

/* Reads the arguments behind the command's name. EXIT_DONE, or EXIT_USAGE after a message on stderr
   that says what to do. `commands` is the bit of the command. */
int command_line_read(command_line *line, uint32_t commands, int count, char **arguments);
void command_line_done(command_line *line);

/* Prints the options of the commands, in groups, as --help shows them. */
void command_line_print_options(uint32_t commands);

/* "text", "csv", "json": the format of that name, without case; 0 when there is none. */
int32_t format_of(const char *text);

/* "easc: message", and for a usage error a line that names the help. */
void complain(const char *message);
void complain_error(const easc_error *error);

#endif
