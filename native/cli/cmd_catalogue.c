/* cmd_catalogue.c - `easc catalogue`: what catalogues are there, what a file holds, what is said of
   one client. Reads no logs. */
#include "commands.h"
#include "terminal.h"

#include <stdio.h>
#include <string.h>

static void print_help(void)
{
    printf(
        "Usage: easc catalogue list\n"
        "       easc catalogue check FILE\n"
        "       easc catalogue explain [AGENT] [OPTION ...]\n"
        "\n"
        "A catalogue says which mail clients are fine, and which need an upgrade to what.\n"
        "`easc scan`, `gate` and `report` take one with --catalogue NAME|FILE.\n"
        "\n"
        "  list     the catalogues that are shipped\n"
        "  check    reads a file as --catalogue would: what it holds, or what is wrong with it,\n"
        "           with line, JSON path and what was expected\n"
        "  explain  which client, version and model a user agent is, which rule decides, and\n"
        "           what to do. AGENT may be copied from a log: + is a blank\n"
        "\n"
        "Examples:\n"
        "  easc catalogue list\n"
        "  easc catalogue check ours.json\n"
        "  easc catalogue explain \"NokiaE721/2.02(0)MailforExchange+3gpp-gba\"\n"
        "  easc catalogue explain Apple-iPhone8C1/1307.36 --catalogue exchange-online-2026\n"
        "  easc catalogue explain Android/9-EAS-2.0 --protocol 14.1 --offered 16.1 \\\n"
        "      --catalogue exchange-online-2026\n"
        "  easc catalogue explain --type WP8\n"
        "\n"
        "A catalogue of your own may extend a shipped one: its rules come first, and one with the\n"
        "id of a shipped rule replaces it.\n"
        "\n"
        "  {\n"
        "    \"schema\": \"easc.catalogue/1\",\n"
        "    \"name\": \"ours\", \"title\": \"Our phones\", \"version\": \"1\",\n"
        "    \"extends\": \"logo-2011\",\n"
        "    \"rules\": [\n"
        "      { \"id\": \"our-touchdown\", \"match\": { \"family\": \"TouchDown\" },\n"
        "        \"minimumVersion\": \"7.1\", \"action\": \"Update TouchDown to 7.1.\" }\n"
        "    ]\n"
        "  }\n"
        "\n"
        "What is known of the client, for explain:\n"
        "  --type TYPE                     DeviceType\n"
        "  --model MODEL                   DevModel\n"
        "  --os OS                         DevOS\n"
        "  --protocol VERSION              EAS version that it agreed on with its server\n"
        "  --offered VERSION               EAS version that this server agreed on with others:\n"
        "                                  a low one proves an old client only there\n"
        "  --catalogue NAME|FILE           who is asked (default: logo-2011)\n"
        "\n"
        "Output:\n"
        "  --format text|json              what is written (default: text, or what the name of\n"
        "                                  the output file says)\n"
        "  -o, --output FILE               write to FILE instead of standard output\n"
        "  -h, --help                      this text\n"
        "\nExit codes: 0 done; 3 wrong usage, or a catalogue that cannot be read or has a fault;\n"
        "6 the output could not be written.\n");
}

/* What the arguments said. */
typedef struct request {
    easc_catalogue_question question;
    command_line line; /* output and format; nothing else is used */
    bool has_subject;  /* AGENT or FILE */
} request;

static int usage(const char *argument, const char *message)
{
    terminal_print(stderr, "easc: %s: %s\nSee `easc catalogue --help`.\n", argument, message);
    return EXIT_USAGE;
}

static easc_text text_of(const char *value)
{
    return (easc_text){value, strlen(value)};
}

/* Where the value of an option goes; NULL when there is no such option. */
static easc_text *place_of(request *r, const char *name, size_t length)
{
    easc_catalogue_question *q = &r->question;
    const struct {
        const char *name;
        easc_text *place;
    } options[] = {{"type", &q->device_type},
                   {"model", &q->device_model},
                   {"os", &q->device_os},
                   {"protocol", &q->protocol_version},
                   {"offered", &q->offered_version},
                   {"catalogue", &q->catalogue}};
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        if (strlen(options[i].name) == length && memcmp(options[i].name, name, length) == 0) {
            return options[i].place;
        }
    }
    return NULL;
}

static int set_option(request *r, const char *argument, const char *name, size_t length,
                      const char *value)
{
    if (length == 6 && memcmp(name, "output", length) == 0) {
        r->line.output = value;
        return EXIT_DONE;
    }
    if (length == 6 && memcmp(name, "format", length) == 0) {
        r->line.format = format_of(value);
        bool is_fine = r->line.format == EASC_FORMAT_TEXT || r->line.format == EASC_FORMAT_JSON;
        return is_fine ? EXIT_DONE : usage(argument, "expected text or json");
    }
    easc_text *place = place_of(r, name, length);
    if (!place) {
        return usage(argument, "there is no such option");
    }
    if (r->question.kind != EASC_CATALOGUE_EXPLAIN) {
        return usage(argument, "this option is for `easc catalogue explain`");
    }
    *place = text_of(value);
    return EXIT_DONE;
}

/* One option; `*used` is how many arguments it took. */
static int read_option(request *r, int count, char **arguments, int *used)
{
    const char *argument = arguments[0];
    bool is_short = argument[1] == 'o';
    const char *name = is_short ? "output" : argument + 2;
    size_t length = strcspn(name, "=");
    const char *value = is_short ? argument + 2 : name + length;
    if (argument[1] != '-' && !is_short) {
        return usage(argument, "there is no such option");
    }
    value += *value == '=';
    *used = 1;
    if (is_short ? !argument[2] : name[length] == '\0') {
        value = count > 1 ? arguments[1] : "";
        *used = 2;
    }
    if (!value[0]) {
        return usage(argument, "needs a value");
    }
    return set_option(r, argument, name, length, value);
}

static int take_subject(request *r, const char *argument)
{
    easc_text *place =
        r->question.kind == EASC_CATALOGUE_CHECK ? &r->question.catalogue : &r->question.user_agent;
    if (r->has_subject || r->question.kind == EASC_CATALOGUE_LIST) {
        return usage(argument, r->question.kind == EASC_CATALOGUE_EXPLAIN
                                   ? "one user agent at a time; put one with blanks in quotes"
                                   : "one argument too many");
    }
    *place = text_of(argument);
    r->has_subject = true;
    return EXIT_DONE;
}

static int read_arguments(request *r, int count, char **arguments)
{
    int code = EXIT_DONE;
    bool is_open = true; /* options may still come: "--" ends them */
    for (int at = 0; code == EXIT_DONE && at < count && !r->line.wants_help;) {
        const char *argument = arguments[at];
        int used = 1;
        if (is_open && strcmp(argument, "--") == 0) {
            is_open = false;
        } else if (is_open && (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0)) {
            r->line.wants_help = true;
        } else if (is_open && (strcmp(argument, "--quiet") == 0 || strcmp(argument, "-q") == 0)) {
            r->line.is_quiet = true; /* there is nothing to keep quiet about */
        } else if (is_open && argument[0] == '-' && argument[1]) {
            code = read_option(r, count - at, arguments + at, &used);
        } else {
            code = take_subject(r, argument);
        }
        at += used;
    }
    return code;
}

static int code_of(easc_status status)
{
    return status == EASC_E_MEMORY ? EXIT_OUTPUT : EXIT_USAGE;
}

static int answer(request *r)
{
    easc_document *document = NULL;
    easc_error error = {.size = sizeof error};
    const char *dot = r->line.output ? strrchr(r->line.output, '.') : NULL;
    if (!r->line.format) {
        r->line.format =
            dot && format_of(dot + 1) == EASC_FORMAT_JSON ? EASC_FORMAT_JSON : EASC_FORMAT_TEXT;
    }
    screen s = find_screen(&r->line);
    easc_status status = easc_catalogue_document(&r->question, r->line.format, s.has_colour,
                                                 s.width, &document, &error);
    if (status != EASC_OK) {
        complain_error(&error);
        if (status == EASC_E_ARGUMENT) {
            (void)fprintf(stderr, "See `easc catalogue --help`.\n");
        }
        return code_of(status);
    }
    return deliver_document(&r->line, document);
}

int command_catalogue(int count, char **arguments)
{
    static const char *const verbs[] = {[EASC_CATALOGUE_LIST] = "list", "check", "explain"};
    request r = {.question = {.size = sizeof r.question}, .line = {.command = "catalogue"}};
    const char *verb = count > 0 ? arguments[0] : "";
    for (int32_t kind = EASC_CATALOGUE_LIST; kind <= EASC_CATALOGUE_EXPLAIN; kind++) {
        r.question.kind = strcmp(verb, verbs[kind]) == 0 ? kind : r.question.kind;
    }
    bool is_verb = r.question.kind != 0;
    bool wants_help = strcmp(verb, "--help") == 0 || strcmp(verb, "-h") == 0;
    if (!is_verb && !wants_help) {
        return usage(verb[0] ? verb : "catalogue", "say what: list, check FILE or explain AGENT");
    }
    int code = is_verb ? read_arguments(&r, count - 1, arguments + 1) : EXIT_DONE;
    if (wants_help || r.line.wants_help) {
        print_help();
        return end_output();
    }
    if (code == EXIT_DONE && r.question.kind == EASC_CATALOGUE_CHECK && !r.has_subject) {
        return usage("check", "name the file");
    }
    return code == EXIT_DONE ? answer(&r) : code;
}
