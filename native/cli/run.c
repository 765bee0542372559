/* run.c - what the commands share: see commands.h. */
#include "commands.h"
#include "progress.h"
#include "terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WAIT_MS = 100, PATIENCE_MS = 2000, SHOWN_REJECTS = 5, SHOWN_INPUTS = 5 };

static int code_of_start(easc_status status)
{
    return status == EASC_E_MEMORY || status == EASC_E_INTERNAL ? EXIT_OUTPUT : EXIT_USAGE;
}

/* A scan that is blocked (a silent standard input) cannot be cancelled, and no output exists yet.
 */
static int interrupt(easc_scan *scan, progress_line *progress)
{
    easc_scan_cancel(scan);
    progress_end(progress);
    if (easc_scan_wait(scan, PATIENCE_MS, NULL, NULL) == EASC_RUNNING) {
        complain("interrupted");
        terminal_leave(EXIT_INTERRUPTED);
    }
    complain("interrupted");
    return EXIT_INTERRUPTED;
}

static int wait_for(easc_scan *scan, bool is_quiet)
{
    progress_line shown;
    progress_begin(&shown, is_quiet);
    for (;;) {
        easc_progress progress = {.size = sizeof progress};
        easc_error error = {.size = sizeof error};
        easc_status status = easc_scan_wait(scan, WAIT_MS, &progress, &error);
        if (terminal_is_interrupted()) {
            return interrupt(scan, &shown);
        }
        if (status != EASC_RUNNING) {
            progress_end(&shown);
            if (status != EASC_OK) {
                complain_error(&error);
            }
            return status == EASC_OK ? EXIT_DONE : EXIT_OUTPUT;
        }
        progress_scan(&shown, &progress);
    }
}

/* Reads the logs with a progress line. EXIT_DONE and a result; or a code, after a message. */
static int run_scan(const command_line *line, easc_result **out)
{
    easc_scan *scan = NULL;
    easc_error error = {.size = sizeof error};
    terminal_catch_interrupt();
    easc_status status = easc_scan_start(line->options, &scan, &error);
    if (status != EASC_OK) {
        complain_error(&error);
        return code_of_start(status);
    }
    int code = wait_for(scan, line->is_quiet);
    if (code == EXIT_DONE && easc_scan_result(scan, out, &error) != EASC_OK) {
        complain_error(&error);
        code = EXIT_OUTPUT;
    }
    easc_scan_free(scan);
    return code;
}

enum { SHOWN_PATH = 1024 };

/* A path for a person: control characters, C1 too, are '?'. What is longer is cut. */
static const char *shown_path(easc_text path, char *room)
{
    size_t n = 0;
    for (size_t i = 0; i < path.length && n < SHOWN_PATH - 1; i++) {
        unsigned char c = (unsigned char)path.data[i];
        bool is_c1 = c == 0xC2 && i + 1 < path.length && (unsigned char)path.data[i + 1] < 0xA0;
        i += is_c1;
        room[n++] = c < 0x20 || c == 0x7F || is_c1 ? '?' : path.data[i];
    }
    room[n] = '\0';
    return room;
}

static void show_rejects(const easc_result *result, uint64_t groups)
{
    for (uint64_t i = 0; i < groups && i < SHOWN_REJECTS; i++) {
        char room[SHOWN_PATH];
        easc_reject r = {.size = sizeof r};
        if (easc_result_reject(result, i, &r) != EASC_OK) {
            return;
        }
        terminal_print(stderr,
                       "easc: warning: %s, line %llu, byte %llu: %llu ActiveSync row%s rejected "
                       "(%.*s): %.*s\n",
                       shown_path(r.path, room), (unsigned long long)r.line,
                       (unsigned long long)r.byte, (unsigned long long)r.rows,
                       r.rows == 1 ? "" : "s", (int)r.reason.length, r.reason.data,
                       (int)r.hint.length, r.hint.data);
    }
    if (groups > SHOWN_REJECTS) {
        terminal_print(stderr,
                       "easc: warning: rows were rejected in %llu more places; --format json "
                       "lists all\n",
                       (unsigned long long)(groups - SHOWN_REJECTS));
    }
}

/* A binary file, a text without #Fields: read, and of no use. HTTPERR and HttpProxy are known. */
static void show_useless(const easc_result *result, uint64_t inputs)
{
    uint64_t count = 0;
    for (uint64_t i = 0; i < inputs; i++) {
        char room[SHOWN_PATH];
        easc_input input = {.size = sizeof input};
        bool is_useless = easc_result_input(result, i, &input) == EASC_OK && input.rows > 0 &&
                          input.format.length == 7 && memcmp(input.format.data, "unknown", 7) == 0;
        if (is_useless && ++count <= SHOWN_INPUTS) {
            terminal_print(
                stderr,
                "easc: warning: %s: no IIS log: no #Fields line from line 1, byte 0 to its "
                "end; its %llu row%s passed over\n",
                shown_path(input.path, room), (unsigned long long)input.rows,
                input.rows == 1 ? " was" : "s were");
        }
    }
    if (count > SHOWN_INPUTS) {
        terminal_print(stderr,
                       "easc: warning: %llu more files are no IIS logs; --format json lists all\n",
                       (unsigned long long)(count - SHOWN_INPUTS));
    }
}

static void show_warnings(const easc_result *result, const easc_summary *s)
{
    show_useless(result, s->inputs);
    show_rejects(result, s->reject_groups);
    if (s->inputs > 0 && s->eas_rows == 0) {
        complain("warning: no ActiveSync row was found. Are these the logs of an Exchange server's "
                 "web sites (W3SVC1, and from 2013 on W3SVC2), of the right days? Does --server, "
                 "--exclude-server, --since or --until leave them out?");
    }
    if (s->devices > 0 && s->listed_devices == 0) {
        complain("warning: no device is one that --user and --device name: none is listed");
    }
}

/* Says on stderr what could not be read and, unless quiet, what is of no use or was rejected.
   EXIT_DONE, EXIT_SOME_INPUT or EXIT_NO_INPUT. */
static int report_problems(const command_line *line, const easc_result *result)
{
    easc_summary s = {.size = sizeof s};
    if (easc_result_summary(result, &s) != EASC_OK) {
        complain("internal error");
        return EXIT_OUTPUT;
    }
    for (uint64_t i = 0; i < s.problems; i++) {
        easc_error problem = {.size = sizeof problem};
        if (easc_result_problem(result, i, &problem) == EASC_OK) {
            complain_error(&problem);
        }
    }
    if (!line->is_quiet) {
        show_warnings(result, &s);
    }
    if (s.inputs == 0) {
        if (s.problems) {
            complain("no input could be read");
        } else {
            char room[SHOWN_PATH];
            easc_text first = {line->first_path, strlen(line->first_path)};
            terminal_print(
                stderr,
                "easc: there are no logs in %s%s: looked for *.log, *.log.gz and *.zip with "
                "*.log inside\n",
                shown_path(first, room), line->path_count > 1 ? " and the other paths" : "");
        }
        return EXIT_NO_INPUT;
    }
    return s.problems ? EXIT_SOME_INPUT : EXIT_DONE;
}

static void cancel_document(void *document)
{
    easc_document_cancel(document);
}

static int save(const command_line *line, easc_document *document)
{
    easc_error error = {.size = sizeof error};
    terminal_on_interrupt(cancel_document, document);
    if (terminal_is_interrupted()) { /* before that was set */
        easc_document_cancel(document);
    }
    easc_status status = easc_document_save(document, line->output, strlen(line->output), &error);
    terminal_on_interrupt(NULL, NULL);
    if (status == EASC_E_CANCELLED) {
        complain("interrupted");
        return EXIT_INTERRUPTED;
    }
    if (status != EASC_OK) {
        complain_error(&error);
        return EXIT_OUTPUT;
    }
    return EXIT_DONE;
}

static int output_lost(void)
{
    if (!terminal_is_reader_gone()) { /* `| head` has seen enough: nothing to complain of */
        complain("standard output: writing failed; is the disk full?");
    }
    return EXIT_OUTPUT;
}

int end_output(void)
{
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_DONE : output_lost();
}

static int print(easc_document *document)
{
    char buffer[65536];
    size_t kept = 0; /* of a line or a character that is not whole yet */
    size_t count;
    easc_error error = {.size = sizeof error};
    easc_status status;
    while ((status = easc_document_read(document, buffer + kept, sizeof buffer - kept, &count,
                                        &error)) == EASC_OK) {
        if (terminal_is_interrupted()) {
            return EXIT_INTERRUPTED;
        }
        size_t whole = terminal_cut(buffer, kept + count);
        if (!terminal_write(stdout, buffer, whole)) {
            break;
        }
        kept = kept + count - whole;
        memmove(buffer, buffer + whole, kept);
    }
    if (status == EASC_END && !terminal_write(stdout, buffer, kept)) {
        status = EASC_OK; /* as above: not written to its end */
    }
    if (status != EASC_OK && status != EASC_END) {
        complain_error(&error);
        return EXIT_OUTPUT;
    }
    return status == EASC_OK ? output_lost() : end_output();
}

/* https://no-color.org */
static bool wants_colour(void)
{
    const char *never = getenv("NO_COLOR"); /* NOLINT(concurrency-mt-unsafe): we never set it */
    return !never || !never[0];
}

screen find_screen(const command_line *line)
{
    bool is_screen = !line->output && terminal_is_watched(stdout);
    bool has_colour = is_screen && wants_colour() && terminal_has_escapes(stdout);
    return (screen){has_colour, is_screen ? terminal_width() : 0};
}

int deliver_document(const command_line *line, easc_document *document)
{
    int code = line->output ? save(line, document) : print(document);
    easc_document_free(document);
    return code;
}

int write_document(const command_line *line, const easc_result *result, int32_t kind)
{
    easc_document *document = NULL;
    easc_error error = {.size = sizeof error};
    screen s = find_screen(line);
    easc_status status =
        easc_document_new(result, kind, line->format, s.has_colour, s.width, &document, &error);
    if (status != EASC_OK) {
        complain_error(&error);
        return EXIT_OUTPUT;
    }
    return deliver_document(line, document);
}

/* Behind the arguments: the result stays NULL when there is none. */
static int read_and_write(const command_way *way, command_line *line, easc_result **result)
{
    int code = way->prepare ? way->prepare(line) : EXIT_DONE;
    if (code == EXIT_DONE) {
        code = run_scan(line, result);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    int input_code = report_problems(line, *result);
    if (input_code == EXIT_NO_INPUT) {
        return input_code;
    }
    code = way->write(line, *result);
    if (code != EXIT_DONE || input_code != EXIT_DONE) {
        return code != EXIT_DONE ? code : input_code;
    }
    return way->code_of ? way->code_of(*result) : EXIT_DONE;
}

static int say_where_to(const command_way *way)
{
    terminal_print(stderr, "easc: say where the output goes with -o.\nSee `easc %s --help`.\n",
                   way->name);
    return EXIT_USAGE;
}

int switch_on(command_line *line, const char *name)
{
    easc_error error = {.size = sizeof error};
    if (easc_options_set(line->options, name, strlen(name), "", 0, &error) != EASC_OK) {
        complain_error(&error);
        return EXIT_OUTPUT;
    }
    return EXIT_DONE;
}

int run_command(const command_way *way, int count, char **arguments)
{
    command_line line = {.command = way->name};
    easc_result *result = NULL;
    int code = command_line_read(&line, way->options, count, arguments);
    if (line.wants_help) {
        way->print_help();
        code = end_output();
    } else if (code == EXIT_DONE && way->needs_output && !line.output) {
        code = say_where_to(way);
    } else if (code == EXIT_DONE) {
        code = read_and_write(way, &line, &result);
    }
    easc_result_free(result);
    command_line_done(&line);
    return code;
}
