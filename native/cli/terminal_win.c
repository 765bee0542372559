/* terminal_win.c - see terminal.h. */
#include "terminal.h"

#include <windows.h>

#include <fcntl.h>
#include <io.h>
#include <stdlib.h>
#include <string.h>

/* Set by the console's own thread, read everywhere. */
static volatile LONG interrupted;

#if !defined(ENABLE_VIRTUAL_TERMINAL_PROCESSING)
#define ENABLE_VIRTUAL_TERMINAL_PROCESSING 0x0004
#endif

/* A console that takes escape sequences for the time of one write, and the mode it has else. */
static HANDLE volatile changed_console;
static volatile DWORD changed_mode;

void terminal_prepare(void)
{
    /* Text mode would turn LF into CRLF, and end an input at 0x1A. */
    (void)_setmode(_fileno(stdin), _O_BINARY);
    (void)_setmode(_fileno(stdout), _O_BINARY);
    (void)_setmode(_fileno(stderr), _O_BINARY);
}

/* NULL when there is none behind the stream. */
static HANDLE console_of(FILE *stream)
{
    DWORD mode;
    int number = _fileno(stream);
    HANDLE handle = number < 0 ? INVALID_HANDLE_VALUE : (HANDLE)_get_osfhandle(number);
    return handle != INVALID_HANDLE_VALUE && GetConsoleMode(handle, &mode) ? handle : NULL;
}

bool terminal_is_watched(FILE *stream)
{
    return console_of(stream) != NULL;
}

static bool begin_escapes(HANDLE console)
{
    DWORD mode;
    if (!GetConsoleMode(console, &mode)) {
        return false;
    }
    changed_mode = mode;
    changed_console = console;
    if (!SetConsoleMode(console, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING)) {
        changed_console = NULL;
    }
    return changed_console != NULL;
}

static void end_escapes(void)
{
    HANDLE console = changed_console;
    if (console) {
        (void)SetConsoleMode(console, changed_mode);
        changed_console = NULL;
    }
}

/* Consoles before Windows 10 do not. */
bool terminal_has_escapes(FILE *stream)
{
    HANDLE console = console_of(stream);
    bool has_escapes = console && begin_escapes(console);
    end_escapes();
    return has_escapes;
}

/* A console takes UTF-16 whatever its code page is. With the code page of UTF-8 Windows 7 counts
   characters where it should count bytes, and the C library writes the rest once more. */
static bool write_console(HANDLE console, const char *text, size_t length)
{
    enum { PIECE = 4096 }; /* Windows 7 takes no more than some 30,000 characters at once */
    wchar_t wide[PIECE];
    while (length > 0) {
        size_t taken = length <= PIECE ? length : terminal_cut(text, PIECE);
        int count = MultiByteToWideChar(CP_UTF8, 0, text, (int)taken, wide, PIECE);
        DWORD written = 0;
        if (!WriteConsoleW(console, wide, (DWORD)count, &written, NULL)) {
            return false;
        }
        text += taken;
        length -= taken;
    }
    return true;
}

bool terminal_write(FILE *to, const char *text, size_t length)
{
    HANDLE console = console_of(to);
    if (!console) {
        return fwrite(text, 1, length, to) == length;
    }
    if (memchr(text, '\x1B', length)) {
        (void)begin_escapes(console);
    }
    bool is_written = write_console(console, text, length);
    end_escapes();
    return is_written;
}

/* The C library has no errno for these. */
bool terminal_is_reader_gone(void)
{
    unsigned long code = _doserrno;
    return code == ERROR_NO_DATA || code == ERROR_BROKEN_PIPE || code == ERROR_PIPE_NOT_CONNECTED;
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

/* Behind this function a window that is closed ends the process: so it waits for its orderly end,
   for which the system gives some seconds. */
static BOOL WINAPI on_control(DWORD kind)
{
    bool is_key = kind == CTRL_C_EVENT || kind == CTRL_BREAK_EVENT;
    if (kind == CTRL_LOGOFF_EVENT) {
        return FALSE; /* a service hears of everybody's */
    }
    if (InterlockedExchange(&interrupted, 1) != 0 && is_key) {
        terminal_leave(130);
    }
    AcquireSRWLockShared(&interrupt_lock);
    if (interrupt_call) {
        interrupt_call(interrupt_context);
    }
    ReleaseSRWLockShared(&interrupt_lock);
    if (!is_key) {
        Sleep(INFINITE);
    }
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
    end_escapes();
    _exit(code);
}
