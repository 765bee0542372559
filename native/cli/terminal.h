/* terminal.h - what the command needs to know of its surroundings. Twins: terminal_posix.c and
   terminal_win.c. */
#ifndef EASC_CLI_TERMINAL_H
#define EASC_CLI_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Binary output, UTF-8 on a console, colours where the console has to be asked for them. */
void terminal_prepare(void);

/* Whether somebody looks at it: stdout or stderr. */
bool terminal_is_watched(FILE *stream);

/* Columns of the terminal behind stdout; 0 when there is none. */
uint32_t terminal_width(void);

/* From now on Ctrl-C, and a request to terminate, only set a flag; a second Ctrl-C ends at once. */
void terminal_catch_interrupt(void);
bool terminal_is_interrupted(void);

/* What the first Ctrl-C calls besides, from a signal handler or another thread: `call` with
   `context`, until it is set anew; NULL is nothing. Behind this function the old one is not called
   any more. */
void terminal_on_interrupt(void (*call)(void *context), void *context);

/* Ends the process at once with that code, running nothing more. */
_Noreturn void terminal_leave(int code);

#endif
