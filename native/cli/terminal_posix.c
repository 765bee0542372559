/* terminal_posix.c - see terminal.h. */
#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE /* TIOCGWINSZ */

#include "terminal.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* A handler can reach nothing else; written there, read everywhere. */
static volatile sig_atomic_t interrupted;

void terminal_prepare(void)
{
    /* A reader that went away shows as a failed write, not as a signal. */
    struct sigaction ignore;
    memset(&ignore, 0, sizeof ignore);
    ignore.sa_handler = SIG_IGN;
    (void)sigaction(SIGPIPE, &ignore, NULL);
}

bool terminal_is_watched(FILE *stream)
{
    return isatty(fileno(stream)) == 1;
}

bool terminal_has_escapes(FILE *stream)
{
    const char *kind = getenv("TERM"); /* NOLINT(concurrency-mt-unsafe): we never set it */
    return terminal_is_watched(stream) && (!kind || strcmp(kind, "dumb") != 0);
}

bool terminal_write(FILE *to, const char *text, size_t length)
{
    return fwrite(text, 1, length, to) == length;
}

bool terminal_is_reader_gone(void)
{
    return errno == EPIPE;
}

uint32_t terminal_width(void)
{
    struct winsize size;
    memset(&size, 0, sizeof size);
    if (!terminal_is_watched(stdout) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) {
        return 0;
    }
    return size.ws_col;
}

/* Read by the handler, which interrupts the thread that sets them. */
static void (*volatile interrupt_call)(void *context);
static void *volatile interrupt_context;

void terminal_on_interrupt(void (*call)(void *context), void *context)
{
    interrupt_call = NULL;
    interrupt_context = context;
    interrupt_call = call;
}

static void on_signal(int number)
{
    if (interrupted) {
        _exit(130);
    }
    interrupted = number;
    void (*call)(void *context) = interrupt_call;
    if (call) {
        call(interrupt_context);
    }
}

void terminal_catch_interrupt(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    (void)sigaction(SIGHUP, &action, NULL);
}

bool terminal_is_interrupted(void)
{
    return interrupted != 0;
}

_Noreturn void terminal_leave(int code)
{
    _exit(code);
}
