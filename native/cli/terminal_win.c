/* terminal_win.c - see terminal.h. */
#include "terminal.h"

#include <windows.h>

#include <fcntl.h>
#include <io.h>
#include <stdlib.h>

/* Set by the console's own thread, read everywhere. */
static volatile LONG interrupted;

#if !defined(ENABLE_VIRTUAL_TERMINAL_PROCESSING)
#define ENABLE_VIRTUAL_TERMINAL_PROCESSING 0x0004
#endif

static void ask_for_colours(DWORD handle_number)
{
    DWORD mode;
    HANDLE handle = GetStdHandle(handle_number);
    if (GetConsoleMode(handle, &mode)) {
        (void)SetConsoleMode(handle, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
    }
}

void terminal_prepare(void)
{
    /* Text mode would turn LF into CRLF and end the input at Ctrl-Z. */
    (void)_setmode(_fileno(stdin), _O_BINARY);
    (void)_setmode(_fileno(stdout), _O_BINARY);
    (void)_setmode(_fileno(stderr), _O_BINARY);
    (void)SetConsoleOutputCP(CP_UTF8);
    ask_for_colours(STD_OUTPUT_HANDLE);
    ask_for_colours(STD_ERROR_HANDLE);
}

bool terminal_is_watched(FILE *stream)
{
    return _isatty(_fileno(stream)) != 0;
}

uint32_t terminal_width(void)
{
    CONSOLE_SCREEN_BUFFER_INFO info;
    if (!GetConsoleScreenBufferInfo(GetStdHandle(STD_OUTPUT_HANDLE), &info)) {
        return 0;
    }
    return (uint32_t)(info.srWindow.Right - info.srWindow.Left + 1);
}

static SRWLOCK interrupt_lock = SRWLOCK_INIT; /* guards the two below */
static void (*interrupt_call)(void *context);
static void *interrupt_context;

void terminal_on_interrupt(void (*call)(void *context), void *context)
{
    AcquireSRWLockExclusive(&interrupt_lock);
    interrupt_call = call;
    interrupt_context = context;
    ReleaseSRWLockExclusive(&interrupt_lock);
}

static BOOL WINAPI on_control(DWORD kind)
{
    (void)kind;
    if (InterlockedExchange(&interrupted, 1) != 0) {
        terminal_leave(130);
    }
    AcquireSRWLockShared(&interrupt_lock);
    if (interrupt_call) {
        interrupt_call(interrupt_context);
    }
    ReleaseSRWLockShared(&interrupt_lock);
    return TRUE;
}

void terminal_catch_interrupt(void)
{
    (void)SetConsoleCtrlHandler(on_control, TRUE);
}

bool terminal_is_interrupted(void)
{
    return interrupted != 0;
}

_Noreturn void terminal_leave(int code)
{
    _exit(code);
}
