/* apple_tables.c - turns the tables of Apple's builds and models into C, at build time.

     apple_tables OUTPUT.c BUILDS.csv MODELS.csv

   OUTPUT.c then defines what client/apple_tables.h declares, sorted for a binary search:

     add_executable(apple_tables cmake/generate/apple_tables.c)
     add_custom_command(OUTPUT apple_tables.c DEPENDS apple_tables BUILDS.csv MODELS.csv
                        COMMAND apple_tables apple_tables.c BUILDS.csv MODELS.csv)

   Runs on the machine that builds: a cross build compiles it with the host's compiler. C11 and
   nothing else. It stops at the first line it does not understand, with its number: a table that
   lost a row would only show as a phone with a strange version. Columns are found by name. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sizes of the texts in client/apple_tables.h, their NUL included, and its EASC__APPLE_BUILD_SCALE.
 */
enum { VERSION_SIZE = 24, TOKEN_SIZE = 12, NAME_SIZE = 40 };
static const uint64_t build_scale = UINT64_C(1000000000000);

enum { LINE_SIZE = 1024, MAX_FIELDS = 16, MAX_ROWS = 20000 };

typedef struct reader {
    const char *path;
    FILE *in;
    int line;
    char text[LINE_SIZE];
    char *fields[MAX_FIELDS];
    int count;
} reader;

typedef struct build_row {
    uint64_t number;
    char version[VERSION_SIZE];     /* of iPhoneOS or iOS; empty when there is no such row */
    char pad_version[VERSION_SIZE]; /* of iPadOS */
} build_row;

typedef struct model_row {
    char token[TOKEN_SIZE];
    char name[NAME_SIZE];
} model_row;

static bool complain(const reader *from, const char *what)
{
    (void)fprintf(stderr, "apple_tables: %s:%d: %s\n", from->path, from->line, what);
    return false;
}

/* --- CSV -------------------------------------------------------------------------------------- */

/* Cuts one field off: unquotes it in place, ends it with NUL and gives what follows its comma, or
   NULL at the end of the line. */
static char *cut_field(char *at)
{
    bool quoted = *at == '"';
    char *to = at;
    char *from = quoted ? at + 1 : at;
    while (*from && (quoted || *from != ',')) {
        if (quoted && *from == '"') {
            if (from[1] != '"') {
                quoted = false;
                from++;
                continue;
            }
            from++;
        }
        *to++ = *from++;
    }
    char *next = *from ? from + 1 : NULL;
    *to = '\0';
    return next;
}

static bool read_row(reader *from)
{
    if (!fgets(from->text, LINE_SIZE, from->in)) {
        return false;
    }
    from->line++;
    from->text[strcspn(from->text, "\r\n")] = '\0';
    from->count = 0;
    for (char *at = from->text; at && from->count < MAX_FIELDS;) {
        from->fields[from->count++] = at;
        at = cut_field(at);
    }
    return true;
}

static int find_column(const reader *from, const char *name)
{
    for (int i = 0; i < from->count; i++) {
        if (strcmp(from->fields[i], name) == 0) {
            return i;
        }
    }
    complain(from, name);
    return -1;
}

static const char *field_of(const reader *from, int column)
{
    return column >= 0 && column < from->count ? from->fields[column] : "";
}

/* A copy that has to fit and to need no escape in C; false when it is empty or does not. */
static bool copy_text(char *to, size_t size, const char *from)
{
    size_t len = strlen(from);
    if (len == 0 || len >= size || strpbrk(from, "\"\\")) {
        return false;
    }
    memcpy(to, from, len + 1);
    return true;
}

/* --- builds ----------------------------------------------------------------------------------- */

/* "1606.250": at most four digits before the point and twelve behind it. */
static bool parse_number(const char *text, uint64_t *out)
{
    size_t head = strspn(text, "0123456789");
    const char *rest = text + head + 1;
    if (head < 3 || head > 4 || text[head] != '.') {
        return false;
    }
    size_t tail = strspn(rest, "0123456789");
    if (tail < 1 || tail > 12 || rest[tail]) {
        return false;
    }
    *out = strtoull(text, NULL, 10) * build_scale + strtoull(rest, NULL, 10);
    return true;
}

static int compare_builds(const void *a, const void *b)
{
    const build_row *x = a;
    const build_row *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

/* Takes over what the other row of the same build says; false when both say something else. */
static bool merge_text(char *to, const char *from)
{
    if (*to && *from && strcmp(to, from) != 0) {
        return false;
    }
    if (!*to) {
        memcpy(to, from, VERSION_SIZE);
    }
    return true;
}

/* One row per number; rows of one build become neighbours by sorting. */
static bool merge_builds(const reader *from, build_row *rows, size_t *count)
{
    size_t used = 0;
    qsort(rows, *count, sizeof rows[0], compare_builds);
    for (size_t i = 0; i < *count; i++) {
        if (used == 0 || rows[used - 1].number != rows[i].number) {
            rows[used++] = rows[i];
            continue;
        }
        if (!merge_text(rows[used - 1].version, rows[i].version) ||
            !merge_text(rows[used - 1].pad_version, rows[i].pad_version)) {
            (void)fprintf(stderr, "apple_tables: build %llu\n", (unsigned long long)rows[i].number);
            return complain(from, "one build has two versions on one system");
        }
    }
    *count = used;
    return true;
}

static bool read_builds(reader *from, build_row *rows, size_t *count)
{
    (void)read_row(from);
    int number = find_column(from, "ua_number");
    int os = find_column(from, "os");
    int version = find_column(from, "version");
    if (number < 0 || os < 0 || version < 0) {
        return complain(from, "a column is missing");
    }
    while (read_row(from)) {
        build_row *row = &rows[*count];
        bool is_pad = strcmp(field_of(from, os), "iPadOS") == 0;
        char *to = is_pad ? row->pad_version : row->version;
        if (*count >= MAX_ROWS || !parse_number(field_of(from, number), &row->number) ||
            !copy_text(to, VERSION_SIZE, field_of(from, version))) {
            return complain(from, "no build");
        }
        ++*count;
    }
    return merge_builds(from, rows, count);
}

/* Where only one system has a row, the number means the same on both. */
static void write_builds(FILE *out, const build_row *rows, size_t count)
{
    (void)fprintf(out, "const easc__apple_build easc__apple_builds[] = {\n");
    for (size_t i = 0; i < count; i++) {
        const char *version = rows[i].version;
        const char *pad = rows[i].pad_version;
        (void)fprintf(out, "    {%lluULL, \"%s\", \"%s\"},\n", (unsigned long long)rows[i].number,
                      *version ? version : pad, *pad ? pad : version);
    }
    (void)fprintf(out, "};\nconst size_t easc__apple_build_count = %lluu;\n\n",
                  (unsigned long long)count);
}

/* --- models ----------------------------------------------------------------------------------- */

static int compare_models(const void *a, const void *b)
{
    const model_row *x = a;
    const model_row *y = b;
    return strcmp(x->token, y->token);
}

/* "iPhone10,5" is "iPhone10C5" in a user agent. */
static bool read_token(char *to, const char *identifier)
{
    if (!copy_text(to, TOKEN_SIZE, identifier)) {
        return false;
    }
    for (char *comma = strchr(to, ','); comma; comma = strchr(comma, ',')) {
        *comma = 'C';
    }
    return true;
}

static bool read_models(reader *from, model_row *rows, size_t *count)
{
    (void)read_row(from);
    int identifier = find_column(from, "identifier");
    int name = find_column(from, "model");
    if (identifier < 0 || name < 0) {
        return complain(from, "a column is missing");
    }
    while (read_row(from)) {
        model_row *row = &rows[*count];
        if (*count >= MAX_ROWS || !read_token(row->token, field_of(from, identifier)) ||
            !copy_text(row->name, NAME_SIZE, field_of(from, name))) {
            return complain(from, "no model");
        }
        ++*count;
    }
    qsort(rows, *count, sizeof rows[0], compare_models);
    for (size_t i = 1; i < *count; i++) {
        if (compare_models(&rows[i - 1], &rows[i]) == 0) {
            return complain(from, rows[i].token);
        }
    }
    return true;
}

static void write_models(FILE *out, const model_row *rows, size_t count)
{
    (void)fprintf(out, "const easc__apple_model easc__apple_models[] = {\n");
    for (size_t i = 0; i < count; i++) {
        (void)fprintf(out, "    {\"%s\", \"%s\"},\n", rows[i].token, rows[i].name);
    }
    (void)fprintf(out, "};\nconst size_t easc__apple_model_count = %lluu;\n",
                  (unsigned long long)count);
}

/* --- the program ------------------------------------------------------------------------------ */

static bool open_reader(reader *from, const char *path)
{
    *from = (reader){.path = path, .in = fopen(path, "rb")};
    return from->in || complain(from, "cannot be opened");
}

/* A table that could not be read to its end is not done either. */
static bool close_reader(reader *from, bool done)
{
    done = done && (!ferror(from->in) || complain(from, "cannot be read"));
    (void)fclose(from->in);
    return done;
}

static bool convert_builds(FILE *out, const char *path)
{
    reader from;
    size_t count = 0;
    if (!open_reader(&from, path)) {
        return false;
    }
    build_row *rows = calloc(MAX_ROWS + 1, sizeof rows[0]);
    bool done = rows && read_builds(&from, rows, &count);
    if (done) {
        write_builds(out, rows, count);
    }
    free(rows);
    return close_reader(&from, done);
}

static bool convert_models(FILE *out, const char *path)
{
    reader from;
    size_t count = 0;
    if (!open_reader(&from, path)) {
        return false;
    }
    model_row *rows = calloc(MAX_ROWS + 1, sizeof rows[0]);
    bool done = rows && read_models(&from, rows, &count);
    if (done) {
        write_models(out, rows, count);
    }
    free(rows);
    return close_reader(&from, done);
}

int main(int argc, char **argv)
{
    FILE *out = argc == 4 ? fopen(argv[1], "wb") : NULL;
    if (!out) {
        (void)fprintf(stderr, "usage: apple_tables OUTPUT.c BUILDS.csv MODELS.csv\n");
        return EXIT_FAILURE;
    }
    (void)fprintf(
        out, "/* Generated by apple_tables.c from the tables in client/data; changes are lost. */\n"
             "#include \"client/apple_tables.h\"\n\n");
    bool done = convert_builds(out, argv[2]) && convert_models(out, argv[3]);
    if (ferror(out) || fclose(out) != 0) {
        done = false;
    }
    if (!done) {
        (void)remove(argv[1]); /* half a table would look up to date to the next build */
    }
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
