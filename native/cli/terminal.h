/* terminal.h - what the command needs to know of its surroundings. Twins: terminal_posix.c and
   terminal_win.c. */
#ifndef EASC_CLI_TERMINAL_H
#define EASC_CLI_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* The compiler compares the arguments with the format. */
#if defined(__MINGW_PRINTF_FORMAT)
#define TERMINAL_FORMAT __attribute__((format(__MINGW_PRINTF_FORMAT, 2, 3)))
#elif defined(__GNUC__)
#define TERMINAL_FORMAT __attribute__((format(printf, 2, 3)))
#else
#define TERMINAL_FORMAT
#endif

/* Binary streams, and a reader of the output that goes away is no signal. */
void terminal_prepare(void);

/* Whether somebody looks at it: stdout or stderr. */
bool terminal_is_watched(FILE *stream);

/* Whether it understands escape sequences: colours. */
bool terminal_has_escapes(FILE *stream);

/* Writes UTF-8; false when that fails. On Windows a console gets UTF-16 and is left with the code
   page and the mode it had, however the program ends: the text must not end inside a character or
   an escape sequence. */
bool terminal_write(FILE *to, const char *text, size_t length);

/* Whether that failed because the reader of a pipe has gone; asked right behind it. */
bool terminal_is_reader_gone(void);

/* As fprintf, through terminal_write, for what may not be ASCII: names, paths. Negative when that
   fails. Without memory the format is written as it stands. */
int terminal_print(FILE *to, const char *format, ...) TERMINAL_FORMAT;

/* How much of the text can be written by itself: its whole lines or, of a line that is longer, its
   whole characters. */
size_t terminal_cut(const char *text, size_t length);

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
