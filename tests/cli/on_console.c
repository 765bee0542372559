/* on_console.c - runs a program on a console of its own (Windows only), and tells what it left
   there:

       on_console RESULT EVENT AFTER_MS PROGRAM ARGUMENT ...

   EVENT is none, c, break or close: what the program gets after that many milliseconds, as from the
   keyboard or the button of the window. %uXXXX in an argument is that unit of UTF-16. RESULT gets
   lines NAME=VALUE, an empty one, and the screen in UTF-8. Standard input is handed on. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <windows.h>

enum { COMMAND_SIZE = 8192, PATIENCE_MS = 20000, KILLED = 99, FAULT = 98, RETURNED = 1 };

typedef struct console_state {
    DWORD mode;
    UINT code_page;
} console_state;

static console_state look_at(HANDLE screen)
{
    console_state state = {0, GetConsoleOutputCP()};
    (void)GetConsoleMode(screen, &state.mode);
    return state;
}

/* The unit of UTF-16 that four digits name. */
static wchar_t unit_of(const wchar_t *digits)
{
    wchar_t four[5] = {digits[0], digits[1], digits[2], digits[3], 0};
    return (wchar_t)wcstoul(four, NULL, 16);
}

/* Adds an argument in quotes; it must hold none itself. */
static void add_argument(wchar_t *command, const wchar_t *argument)
{
    size_t n = wcslen(command);
    command[n++] = L'"';
    for (; *argument && n < COMMAND_SIZE - 3; n++) {
        bool is_unit = wcsncmp(argument, L"%u", 2) == 0 && wcslen(argument) >= 6;
        command[n] = is_unit ? unit_of(argument + 2) : *argument;
        argument += is_unit ? 6 : 1;
    }
    command[n++] = L'"';
    command[n++] = L' ';
    command[n] = L'\0';
}

static HANDLE start(wchar_t *command, HANDLE screen)
{
    STARTUPINFOW info = {.cb = sizeof info, .dwFlags = STARTF_USESTDHANDLES};
    PROCESS_INFORMATION process;
    info.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
    info.hStdOutput = screen;
    info.hStdError = screen;
    (void)SetHandleInformation(info.hStdInput, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
    if (!CreateProcessW(NULL, command, NULL, NULL, TRUE, 0, NULL, NULL, &info, &process)) {
        exit(FAULT);
    }
    (void)CloseHandle(process.hThread);
    return process.hProcess;
}

/* The thread in which the system calls the handlers of a process; the console starts it there.
   (Wine does not know GenerateConsoleCtrlEvent for a console that is a terminal of Unix.) */
static HANDLE send_event(HANDLE process, DWORD event)
{
    FARPROC routine = GetProcAddress(GetModuleHandleW(L"kernelbase"), "CtrlRoutine");
    LPTHREAD_START_ROUTINE start_routine;
    memcpy(&start_routine, &routine, sizeof start_routine);
    return CreateRemoteThread(process, NULL, 0, start_routine, (void *)(ULONG_PTR)event, 0, NULL);
}

/* As the system does when a window is closed: the process is over when its handlers have returned,
   or after a while. A thread that ended with the process has the exit status of the process. */
static void end_after_handlers(HANDLE process, HANDLE thread)
{
    HANDLE waiting[] = {process, thread};
    DWORD code = RETURNED;
    DWORD first = WaitForMultipleObjects(2, waiting, FALSE, PATIENCE_MS);
    if (first == WAIT_OBJECT_0 + 1) {
        (void)GetExitCodeThread(thread, &code);
    }
    if (first != WAIT_OBJECT_0 && code == RETURNED) {
        (void)TerminateProcess(process, KILLED);
    }
}

static void send_and_wait(HANDLE process, const wchar_t *name)
{
    DWORD event = wcscmp(name, L"c") == 0       ? CTRL_C_EVENT
                  : wcscmp(name, L"break") == 0 ? CTRL_BREAK_EVENT
                                                : CTRL_CLOSE_EVENT;
    HANDLE thread = send_event(process, event);
    if (event == CTRL_CLOSE_EVENT) {
        end_after_handlers(process, thread);
    }
}

static void write_screen(FILE *to, HANDLE screen)
{
    CONSOLE_SCREEN_BUFFER_INFO info = {.dwSize = {0, 0}};
    (void)GetConsoleScreenBufferInfo(screen, &info);
    for (SHORT y = 0; y <= info.dwCursorPosition.Y; y++) {
        wchar_t line[512];
        char text[4 * 512];
        DWORD count = 0;
        DWORD width = info.dwSize.X < 512 ? (DWORD)info.dwSize.X : 512;
        (void)ReadConsoleOutputCharacterW(screen, line, width, (COORD){0, y}, &count);
        while (count > 0 && line[count - 1] == L' ') {
            count--;
        }
        int size = WideCharToMultiByte(CP_UTF8, 0, line, (int)count, text, sizeof text, NULL, NULL);
        (void)fprintf(to, "%.*s\n", size, text);
    }
}

int wmain(int count, wchar_t **arguments);

int wmain(int count, wchar_t **arguments)
{
    wchar_t command[COMMAND_SIZE] = L"";
    DWORD code = 0;
    if (count < 5) {
        return FAULT;
    }
    SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
    HANDLE screen =
        CreateConsoleScreenBuffer(GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                                  &inherited, CONSOLE_TEXTMODE_BUFFER, NULL);
    (void)SetConsoleScreenBufferSize(screen, (COORD){120, 5000});
    console_state before = look_at(screen);
    for (int i = 4; i < count; i++) {
        add_argument(command, arguments[i]);
    }
    HANDLE process = start(command, screen);
    if (wcscmp(arguments[2], L"none") != 0) {
        Sleep((DWORD)wcstoul(arguments[3], NULL, 10));
        send_and_wait(process, arguments[2]);
    }
    if (WaitForSingleObject(process, PATIENCE_MS) == WAIT_TIMEOUT) {
        (void)TerminateProcess(process, KILLED);
    }
    (void)GetExitCodeProcess(process, &code);
    console_state after = look_at(screen);
    FILE *to = _wfopen(arguments[1], L"wb");
    if (!to) {
        return FAULT;
    }
    (void)fprintf(
        to,
        "exit=%lu\nmode_before=%lu\nmode_after=%lu\ncode_page_before=%u\ncode_page_after=%u\n\n",
        code, before.mode, after.mode, before.code_page, after.code_page);
    write_screen(to, screen);
    return fclose(to) == 0 ? 0 : FAULT;
}
