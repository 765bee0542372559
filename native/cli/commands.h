/* commands.h - the commands, and the way they share: read logs, say what could not be read, write a
   document. */
#ifndef EASC_CLI_COMMANDS_H
#define EASC_CLI_COMMANDS_H

#include "command_line.h"

/* Each takes the arguments behind its name and returns the exit code. */
int command_scan(int count, char **arguments);
int command_gate(int count, char **arguments);
int command_report(int count, char **arguments);

/* Reads the logs with a progress line. EXIT_DONE and a result; or a code, after a message. */
int run_scan(const command_line *line, easc_result **out);

/* Says on stderr what could not be read or was rejected (not when quiet: only what could not be
   read). Returns EXIT_DONE, EXIT_SOME_INPUT or EXIT_NO_INPUT. */
int report_problems(const command_line *line, const easc_result *result);

/* Writes a document to where the user wants it. EXIT_DONE or EXIT_OUTPUT, after a message. */
int write_document(const command_line *line, const easc_result *result, int32_t kind);

/* Frees the result and the line; returns `code`. */
int finish(command_line *line, easc_result *result, int code);

#endif
