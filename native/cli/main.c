/* main.c - the command `easc`: finds the command that is asked for and runs it. Uses easc.h only.
 */
#include "commands.h"
#include "terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct command {
    const char *name;
    int (*run)(int count, char **arguments);
    const char *text;
} command;

static const command commands[] = {
    {"scan", command_scan, "every device: client, what happened, whether it complies"},
    {"gate", command_gate, "may the policy become the default again? exit code 0, 1 or 2"},
    {"report", command_report, "both as an Excel workbook"},
    {"explain", command_explain, "one row or query, in plain sentences"},
    {"timeline", command_timeline, "the life of one device, step by step"},
    {"findings", command_findings,
     "what to look at: who, why, what to do, and the rows that show it"},
    {"catalogue", command_catalogue, "which clients a catalogue takes: list, check, explain"},
    {"export-activesynclog", command_export, "the six CSV files of Exchange's own cmdlet"},
};

enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

static void print_help(FILE *to)
{
    (void)fprintf(to,
                  "easc %s - which phones work with our ActiveSync policy, from IIS logs\n\n"
                  "Usage: easc COMMAND [OPTION ...] LOGS ...\n\nCommands:\n",
                  easc_version());
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        (void)fprintf(to, "  %-21s %s\n", commands[i].name, commands[i].text);
    }
    (void)fprintf(to, "\nTry:\n"
                      "  easc gate C:\\inetpub\\logs\\LogFiles\n"
                      "  easc report C:\\inetpub\\logs\\LogFiles -o report.xlsx\n"
                      "\n`easc COMMAND --help` explains a command, with examples.\n");
}

static int run(int count, char **arguments)
{
    terminal_prepare();
    const char *name = count > 1 ? arguments[1] : "";
    if (strcmp(name, "--version") == 0) {
        printf("easc %s\n", easc_version());
        return end_output();
    }
    bool wants_help =
        strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0;
    if (wants_help && count == 2) {
        print_help(stdout);
        return end_output();
    }
    char help[] = "--help";
    char *asks_for_help[] = {arguments[0], NULL, help};
    if (wants_help) { /* `easc help scan` is `easc scan --help` */
        name = arguments[2];
        arguments = asks_for_help;
        count = 3;
    }
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(name, commands[i].name) == 0) {
            return commands[i].run(count - 2, arguments + 2);
        }
    }
    if (name[0]) {
        terminal_print(stderr, "easc: %s: there is no such command\n\n", name);
    }
    print_help(stderr);
    return EXIT_USAGE;
}

#if defined(_WIN32)

#include <windows.h>

/* The arguments of Windows are UTF-16; everything inside is UTF-8. */
static char *to_utf8(const wchar_t *wide)
{
    int size = WideCharToMultiByte(CP_UTF8, 0, wide, -1, NULL, 0, NULL, NULL);
    char *text = size > 0 ? malloc((size_t)size) : NULL;
    if (text && WideCharToMultiByte(CP_UTF8, 0, wide, -1, text, size, NULL, NULL) != size) {
        free(text);
        text = NULL;
    }
    return text;
}

int wmain(int count, wchar_t **wide);

int wmain(int count, wchar_t **wide)
{
    char **arguments = calloc((size_t)count + 1, sizeof *arguments);
    bool ok = arguments != NULL;
    for (int i = 0; ok && i < count; i++) {
        arguments[i] = to_utf8(wide[i]);
        ok = arguments[i] != NULL;
    }
    int code = EXIT_OUTPUT;
    if (ok) {
        code = run(count, arguments);
    } else {
        complain("not enough memory");
    }
    for (int i = 0; arguments && i < count; i++) {
        free(arguments[i]);
    }
    free(arguments);
    return code;
}

#else

int main(int count, char **arguments)
{
    return run(count, arguments);
}

#endif
