/* command_line.c - see command_line.h. */
#include "command_line.h"

#include "terminal.h"

#include <stdio.h>
#include <string.h>

/* One option of the library as the help shows it. */
typedef struct option_help {
    const char *name;
    const char *value; /* NULL: a switch */
    const char *text;
    uint32_t commands;
} option_help;

static const option_help option_table[] = {
    {NULL, "What is read", NULL, FOR_LOGS},
    {"since", "TIME", "only rows from this time on; a date is 00:00 UTC", FOR_LOGS},
    {"until", "TIME", "only rows before this time", FOR_LOGS},
    {"start-date", "TIME",
     "only rows from this time on, in local time of this\n"
     "computer; a date is 00:00",
     FOR_EXPORT},
    {"end-date", "TIME",
     "only rows up to this time, itself included; a date is\n"
     "00:00, the beginning of that day, as for the cmdlet",
     FOR_EXPORT},
    {"use-gmt", NULL, "both of these are UTC", FOR_EXPORT},
    {"server", "NAME", "only rows of this server; repeatable", FOR_LOGS},
    {"exclude-server", "NAME", "no rows of this server; repeatable", FOR_LOGS},
    {"unknown", NULL,
     "list the items of Log= that nobody knows, and where\n"
     "they stand",
     FOR_SCAN},
    {"include-monitoring", NULL, "count probes and monitoring mailboxes as devices", FOR_ALL},
    {"assume-fields", "auto|NAMES",
     "read rows without a #Fields line, such as pasted ones:\n"
     "by their shape, or by the names of their columns",
     FOR_LOGS},
    {"identity-map", "FILE",
     "CSV of users (SamAccountName, UserPrincipalName,\n"
     "PrimarySmtpAddress, Sid, DisplayName, Department):\n"
     "names on one line are one user",
     FOR_ALL},
    {"threads", "N", "use N threads (default: one a processor)", FOR_LOGS},
    {NULL, "Which devices are listed (all are judged)", NULL,
     FOR_SCAN | FOR_REPORT | FOR_FINDINGS | FOR_TIMELINE},
    {"user", "NAME", "only this user, in any spelling; repeatable",
     FOR_SCAN | FOR_REPORT | FOR_FINDINGS | FOR_TIMELINE},
    {"device", "ID", "only this DeviceId; repeatable",
     FOR_SCAN | FOR_REPORT | FOR_FINDINGS | FOR_TIMELINE},
    {NULL, "How it is read and told", NULL, FOR_FINDINGS | FOR_TIMELINE | FOR_EXPLAIN},
    {"fields", "NAMES",
     "the columns of the rows, as in a #Fields line; default:\n"
     "that line in front of them, else guessed",
     FOR_EXPLAIN},
    {"language", "en|nl", "the language of sentences (default: en)",
     FOR_FINDINGS | FOR_TIMELINE | FOR_EXPLAIN},
    {NULL, "What was true of the policy (UTC dates, both included)", NULL, FOR_ALL},
    {"policy-off", "FROM[..TO]",
     "no default policy on these days: refusals do not count,\n"
     "and only a policy key above 0 proves anything; without\n"
     "TO for ever; repeatable",
     FOR_ALL},
    {"policy-on", "FROM[..TO]",
     "the policy that is to come back was in force on these\n"
     "days; repeatable",
     FOR_ALL},
    {"mailboxes", "FILE",
     "CSV of Get-CASMailbox: who is in scope, who has moved,\n"
     "who was not seen",
     FOR_GATE | FOR_REPORT | FOR_FINDINGS},
    {"vip", "FILE",
     "who comes first: one name a line, or a CSV file with a\n"
     "column such as SamAccountName or PrimarySmtpAddress",
     FOR_GATE | FOR_REPORT},
    {"policy", "FILE",
     "the policy itself: Get-ActiveSyncMailboxPolicy or\n"
     "Get-MobileDeviceMailboxPolicy as CSV, JSON or CLIXML:\n"
     "what it means for these phones, and which proofs are\n"
     "older than it is",
     FOR_SCAN | FOR_GATE | FOR_REPORT},
    {"policy-name", "NAME", "which policy of that file (default: the default one)",
     FOR_SCAN | FOR_GATE | FOR_REPORT},
    {"catalogue", "NAME|FILE", "which clients can take the policy (default: logo-2011)",
     FOR_ALL | FOR_EXPLAIN},
    {"active-days", "N", "a device is active when seen in the last N days (30)", FOR_ALL},
    {NULL, "What is not a finding", NULL, FOR_FINDINGS},
    {NULL, "Limits of the gate", NULL, FOR_GATE | FOR_REPORT},
    {"accept-gap", "SERVER=FROM[..TO]", "days without logs that are explained; repeatable",
     FOR_GATE | FOR_REPORT | FOR_FINDINGS},
    {"max-failing-users", "N", "users who would stop syncing, at most (0)", FOR_GATE | FOR_REPORT},
    {"max-upgrade-required", "N", "devices that need an upgrade, at most (0)",
     FOR_GATE | FOR_REPORT},
    {"min-payload-rows", "N", "rows that tell of the policy, at least (1)", FOR_GATE | FOR_REPORT},
    {"min-covered-days", "N", "days with logs of every server, at least (14)",
     FOR_GATE | FOR_REPORT},
    {"max-missing-days", "N", "days without logs in between, at most (0)", FOR_GATE | FOR_REPORT},
    {"min-payload-percent", "P", "answers whose back-end row is there, at least (95)",
     FOR_GATE | FOR_REPORT | FOR_FINDINGS},
    {"max-unknown-percent", "P", "devices nothing is known about, at most (5)",
     FOR_GATE | FOR_REPORT},
    {"min-proven-percent", "P", "devices proven to take the policy, at least (80)",
     FOR_GATE | FOR_REPORT},
};

enum { OPTION_COUNT = sizeof option_table / sizeof option_table[0], HELP_COLUMN = 34 };

/* Known to the library, not to the help: for tests. */
static const char hidden_option[] = "chunk-bytes";

void complain(const char *message)
{
    terminal_print(stderr, "easc: %s\n", message);
}

void complain_error(const easc_error *error)
{
    if (error->path[0] && error->line) {
        terminal_print(stderr, "easc: %s, line %llu, byte %llu: %s\n", error->path,
                       (unsigned long long)error->line, (unsigned long long)error->byte,
                       error->message);
    } else if (error->path[0]) {
        terminal_print(stderr, "easc: %s: %s\n", error->path, error->message);
    } else {
        complain(error->message);
    }
}

static int usage(const command_line *line, const char *argument, const char *message)
{
    terminal_print(stderr, "easc: %s: %s\n", argument, message);
    (void)fprintf(stderr, "See `easc %s --help`.\n", line->command);
    return EXIT_USAGE;
}

/* Text behind the head column; further lines are indented alike. */
static void print_help_text(const char *text, int column)
{
    for (;;) {
        size_t n = strcspn(text, "\n");
        printf("%*s%.*s\n", HELP_COLUMN - column, "", (int)n, text);
        if (text[n] == '\0') {
            return;
        }
        text += n + 1;
        column = 0;
    }
}

static void print_option(const option_help *option)
{
    int column = printf("  --%s%s%s", option->name, option->value ? " " : "",
                        option->value ? option->value : "");
    if (column >= HELP_COLUMN) {
        printf("\n");
        column = 0;
    }
    print_help_text(option->text, column);
}

void command_line_print_options(uint32_t commands)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const option_help *option = &option_table[i];
        if ((option->commands & commands) == 0) {
            continue;
        }
        if (option->name) {
            print_option(option);
        } else {
            printf("\n%s:\n", option->value);
        }
    }
}

static const option_help *find_option(const char *name, size_t length)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const char *known = option_table[i].name;
        if (known && strlen(known) == length && memcmp(known, name, length) == 0) {
            return &option_table[i];
        }
    }
    return NULL;
}

/* The arguments while they are read. */
typedef struct cursor {
    int count;
    int at;
    char **arguments;
} cursor;

/* The value of an option: behind '=', or the next argument; NULL when there is none. */
static const char *take_value(cursor *c, const char *behind)
{
    if (behind) {
        return behind;
    }
    return c->at + 1 < c->count ? c->arguments[++c->at] : NULL;
}

static bool is_word(const char *text, const char *word)
{
    size_t i = 0;
    while (text[i] && ((text[i] >= 'A' && text[i] <= 'Z') ? text[i] + 32 : text[i]) == word[i]) {
        i++;
    }
    return text[i] == word[i];
}

int32_t format_of(const char *text)
{
    static const struct {
        const char *name;
        int32_t format;
    } formats[] = {
        {"text", EASC_FORMAT_TEXT}, {"csv", EASC_FORMAT_CSV}, {"json", EASC_FORMAT_JSON}};
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (is_word(text, formats[i].name)) {
            return formats[i].format;
        }
    }
    return 0;
}

/* A name that says something else than what will be written would mislead whoever opens it. */
static int check_output(const command_line *line)
{
    static const char *const others[] = {"pdf", "xls", "xlsm", "html", "txt", "log"};
    const char *dot = line->output ? strrchr(line->output, '.') : NULL;
    bool is_report = strcmp(line->command, "report") == 0;
    bool is_folder = strcmp(line->command, "export-activesynclog") == 0;
    if (!dot || is_folder || strchr(dot, '/') || strchr(dot, '\\')) {
        return EXIT_DONE;
    }
    if (!is_report) {
        return is_word(dot + 1, "xlsx")
                   ? usage(line, line->output, "a workbook is what `easc report` writes")
                   : EXIT_DONE;
    }
    bool is_other = format_of(dot + 1) != 0;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        is_other = is_other || is_word(dot + 1, others[i]);
    }
    return is_other ? usage(line, line->output, "a report is a workbook: name it *.xlsx")
                    : EXIT_DONE;
}

static int set_output(command_line *line, const char *argument, const char *value)
{
    if (!value || !value[0]) {
        return usage(line, argument, "needs the name of a file");
    }
    if (strcmp(value, "-") == 0) {
        return usage(line, argument, "leave it away for standard output");
    }
    line->output = value;
    return EXIT_DONE;
}

/* What only an export has, in front of the options of the library. False: it is none of these. */
static bool set_export_option(command_line *line, const char *argument, cursor *c, const char *name,
                              size_t length, const char *behind, int *code)
{
    static const char prefix[] = "output-prefix";
    *code = EXIT_DONE;
    if (length == sizeof prefix - 1 && memcmp(name, prefix, length) == 0) {
        line->prefix = take_value(c, behind);
        *code = line->prefix ? EXIT_DONE : usage(line, argument, "needs a value");
    } else if (strcmp(name, "force") == 0) {
        line->is_forced = true;
    } else if (strcmp(name, "safe") == 0) {
        line->is_safe = true;
    } else {
        return false;
    }
    return true;
}

static int set_format(command_line *line, uint32_t commands, const char *argument,
                      const char *value)
{
    if (commands == FOR_REPORT) {
        return usage(line, argument,
                     "a report is always a workbook (.xlsx); for other formats "
                     "use `easc scan` or `easc gate`");
    }
    if (commands == FOR_EXPORT) {
        return usage(line, argument, "an export is always six CSV files");
    }
    line->format = value ? format_of(value) : 0;
    if (commands == FOR_EXPLAIN && (line->format == 0 || line->format == EASC_FORMAT_CSV)) {
        return usage(line, argument, "expected text or json");
    }
    return line->format ? EXIT_DONE : usage(line, argument, "expected text, csv or json");
}

static int set_library_option(command_line *line, uint32_t commands, cursor *c,
                              const char *argument, const char *name, size_t length,
                              const char *behind)
{
    const option_help *option = find_option(name, length);
    bool is_hidden = strlen(hidden_option) == length && memcmp(name, hidden_option, length) == 0;
    if (!option && !is_hidden) {
        return usage(line, argument, "there is no such option");
    }
    if (option && (option->commands & commands) == 0) {
        return usage(line, argument, "this option has no meaning for this command");
    }
    const char *value = option && !option->value ? (behind ? behind : "") : take_value(c, behind);
    if (!value) {
        return usage(line, argument, "needs a value");
    }
    easc_error error = {.size = sizeof error};
    easc_status status =
        easc_options_set(line->options, name, length, value, strlen(value), &error);
    if (status != EASC_OK) {
        complain(error.message);
        (void)fprintf(stderr, "See `easc %s --help`.\n", line->command);
        return status == EASC_E_ARGUMENT ? EXIT_USAGE : EXIT_OUTPUT;
    }
    return EXIT_DONE;
}

static int read_long(command_line *line, uint32_t commands, cursor *c)
{
    const char *argument = c->arguments[c->at];
    const char *name = argument + 2;
    size_t length = strcspn(name, "=");
    const char *behind = name[length] == '=' ? name + length + 1 : NULL;
    if (length == 6 && memcmp(name, "output", length) == 0) {
        return set_output(line, argument, take_value(c, behind));
    }
    if (length == 6 && memcmp(name, "format", length) == 0) {
        return set_format(line, commands, argument, take_value(c, behind));
    }
    if (strcmp(name, "quiet") == 0) {
        line->is_quiet = true;
        return EXIT_DONE;
    }
    if (strcmp(name, "help") == 0) {
        line->wants_help = true;
        return EXIT_DONE;
    }
    int code;
    if (commands == FOR_EXPORT &&
        set_export_option(line, argument, c, name, length, behind, &code)) {
        return code;
    }
    return set_library_option(line, commands, c, argument, name, length, behind);
}

static int read_short(command_line *line, cursor *c)
{
    const char *argument = c->arguments[c->at];
    if (argument[1] == 'o') { /* -o FILE, -oFILE, -o=FILE */
        const char *behind = argument[2] == '=' ? argument + 3 : argument + 2;
        return set_output(line, argument, take_value(c, argument[2] ? behind : NULL));
    }
    if (strcmp(argument, "-q") == 0) {
        line->is_quiet = true;
        return EXIT_DONE;
    }
    if (strcmp(argument, "-h") == 0 || strcmp(argument, "-?") == 0) {
        line->wants_help = true;
        return EXIT_DONE;
    }
    return usage(line, argument, "there is no such option");
}

static int add_path(command_line *line, uint32_t commands, const char *path)
{
    easc_error error = {.size = sizeof error};
    easc_status status = commands == FOR_EXPLAIN
                             ? EASC_OK
                             : easc_options_add_path(line->options, path, strlen(path), &error);
    if (status != EASC_OK) {
        complain(error.message);
        return status == EASC_E_ARGUMENT ? EXIT_USAGE : EXIT_OUTPUT;
    }
    line->first_path = line->path_count++ == 0 ? path : line->first_path;
    return EXIT_DONE;
}

static int read_all(command_line *line, uint32_t commands, cursor *c)
{
    int code = EXIT_DONE;
    bool is_open = true; /* options may still come: "--" ends them */
    for (; code == EXIT_DONE && c->at < c->count; c->at++) {
        const char *argument = c->arguments[c->at];
        if (is_open && strcmp(argument, "--") == 0) {
            is_open = false;
        } else if (is_open && strncmp(argument, "--", 2) == 0) {
            code = read_long(line, commands, c);
        } else if (is_open && argument[0] == '-' && argument[1]) {
            code = read_short(line, c);
        } else {
            code = add_path(line, commands, argument);
        }
        if (line->wants_help) {
            break;
        }
    }
    return code;
}

/* "-o devices.csv" says what the format is. */
static void infer_format(command_line *line, uint32_t commands)
{
    const char *dot = line->output ? strrchr(line->output, '.') : NULL;
    if (!line->format && dot) {
        line->format = format_of(dot + 1);
    }
    bool is_none = commands == FOR_EXPLAIN && line->format == EASC_FORMAT_CSV;
    if (!line->format || is_none) {
        line->format = EASC_FORMAT_TEXT;
    }
}

int command_line_read(command_line *line, uint32_t commands, int count, char **arguments)
{
    cursor c = {count, 0, arguments};
    if (easc_options_new(&line->options) != EASC_OK) {
        complain("not enough memory");
        return EXIT_OUTPUT;
    }
    int code = read_all(line, commands, &c);
    if (code != EXIT_DONE || line->wants_help) {
        return code;
    }
    infer_format(line, commands);
    code = check_output(line);
    if (code != EXIT_DONE) {
        return code;
    }
    if (line->path_count == 0 && commands != FOR_EXPLAIN) {
        (void)fprintf(stderr,
                      "easc: say which logs to read: files, folders, *.zip, or - for standard "
                      "input.\nSee `easc %s --help`.\n",
                      line->command);
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}

void command_line_done(command_line *line)
{
    easc_options_free(line->options);
    easc_export_free(line->files);
    line->options = NULL;
    line->files = NULL;
}
