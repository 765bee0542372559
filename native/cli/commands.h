/* commands.h - the commands, and the way they share: read logs, say what could not be read, write.
 */
#ifndef EASC_CLI_COMMANDS_H
#define EASC_CLI_COMMANDS_H

#include "command_line.h"

/* Each takes the arguments behind its name and returns the exit code. */
int command_scan(int count, char **arguments);
int command_gate(int count, char **arguments);
int command_report(int count, char **arguments);
int command_explain(int count, char **arguments);
int command_findings(int count, char **arguments);
int command_timeline(int count, char **arguments);
int command_catalogue(int count, char **arguments);
int command_export(int count, char **arguments);

/* What makes a command, beside the way that all share. */
typedef struct command_way {
    const char *name;
    uint32_t options; /* FOR_SCAN, … */
    bool needs_output;
    void (*print_help)(void);
    /* What is done before logs are read: EXIT_DONE, or a code after a message. NULL: nothing. */
    int (*prepare)(command_line *line);
    /* Writes what the command is for: EXIT_DONE, or another code after a message. */
    int (*write)(const command_line *line, const easc_result *result);
    /* The code when all was read and written; NULL: EXIT_DONE. */
    int (*code_of)(const easc_result *result);
} command_way;

/* Arguments, logs, problems, output: the whole command. Returns the exit code; inputs that could
   not be read go before the code of the command. */
int run_command(const command_way *way, int count, char **arguments);

/* Sets a switch of the library. EXIT_DONE, or EXIT_OUTPUT after a message. */
int switch_on(command_line *line, const char *name);

/* Writes a document to where the user wants it. EXIT_DONE or EXIT_OUTPUT, after a message. */
int write_document(const command_line *line, const easc_result *result, int32_t kind);

/* How a document may look where it goes. */
typedef struct screen {
    int32_t has_colour;
    uint32_t width; /* columns; 0: unlimited */
} screen;
screen find_screen(const command_line *line);

/* Writes a document to where the user wants it, and frees it. EXIT_DONE, EXIT_OUTPUT or
   EXIT_INTERRUPTED, after a message. */
int deliver_document(const command_line *line, easc_document *document);

/* Behind all that goes to standard output. EXIT_DONE, or EXIT_OUTPUT, after a message, when a part
   of it got lost. */
int end_output(void);

#endif
