/* fuzz_scan.c - any bytes as a log, from the file to every document, through easc.h alone. The
   first byte chooses options; the answer must not depend on threads and pieces. */
#include "fuzz/fuzz.h"
#include "support/scratch.h"

enum {
    GUESS_FIELDS = 1 << 0, /* bits of the first byte */
    WITH_MONITORING = 1 << 1,
    WITH_SWITCH = 1 << 2, /* the policy was taken away and given back */
    LATER_ONLY = 1 << 3,
    WITH_WORKBOOK = 1 << 7
};

static void set(easc_options *options, const char *name, const char *value)
{
    FUZZ_HOLDS(easc_options_set(options, name, strlen(name), value, strlen(value), NULL) ==
               EASC_OK);
}

static easc_options *options_for(const char *path, unsigned choice)
{
    easc_options *options = NULL;
    FUZZ_HOLDS(easc_options_new(&options) == EASC_OK);
    FUZZ_HOLDS(easc_options_add_path(options, path, strlen(path), NULL) == EASC_OK);
    if (choice & GUESS_FIELDS) {
        set(options, "assume-fields", "auto");
    }
    if (choice & WITH_MONITORING) {
        set(options, "include-monitoring", "true");
    }
    if (choice & WITH_SWITCH) {
        set(options, "policy-off", "2011-05-03..2011-05-05");
    }
    if (choice & LATER_ONLY) {
        set(options, "since", "2011-05-04");
    }
    return options;
}

static easc_result *scan(const char *path, unsigned choice, const char *threads, const char *chunk)
{
    easc_scan *scan = NULL;
    easc_result *result = NULL;
    easc_options *options = options_for(path, choice);
    set(options, "threads", threads);
    set(options, "chunk-bytes", chunk);
    FUZZ_HOLDS(easc_scan_start(options, &scan, NULL) == EASC_OK);
    FUZZ_HOLDS(easc_scan_wait(scan, UINT32_MAX, NULL, NULL) == EASC_OK);
    FUZZ_HOLDS(easc_scan_result(scan, &result, NULL) == EASC_OK);
    easc_scan_free(scan);
    easc_options_free(options);
    return result;
}

/* From the first place where `mark` stands, or nothing. */
static easc__bytes from_mark(easc__bytes text, easc__bytes mark)
{
    text = easc__from(text, easc__find(text, mark.p[0]));
    while (text.n > 0 && !easc__starts(text, mark)) {
        text = easc__from(text, 1);
        text = easc__from(text, easc__find(text, mark.p[0]));
    }
    return text;
}

/* A document but for the options that it repeats: they say how many threads there were. */
static void add_document(easc__text *to, const easc_result *result, int32_t kind, int32_t format)
{
    char piece[4096];
    size_t count = 0;
    easc__text text = easc__text_init(0);
    easc_document *document = NULL;
    FUZZ_HOLDS(easc_document_new(result, kind, format, 1, 100, &document, NULL) == EASC_OK);
    while (easc_document_read(document, piece, sizeof piece, &count, NULL) == EASC_OK) {
        easc__text_add(&text, easc__bytes_of(piece, count));
    }
    easc__bytes options = from_mark(easc__text_view(&text), EASC__LIT("\"options\":["));
    easc__text_add(to, easc__first(easc__text_view(&text), text.n - options.n));
    easc__text_add(to, from_mark(options, EASC__LIT("]")));
    easc__text_done(&text);
    easc_document_free(document);
}

static easc__text documents(const easc_result *result)
{
    easc__text text = easc__text_init(0);
    for (int32_t format = EASC_FORMAT_TEXT; format <= EASC_FORMAT_JSON; format++) {
        add_document(&text, result, EASC_DOCUMENT_SCAN, format);
        add_document(&text, result, EASC_DOCUMENT_GATE, format);
        add_document(&text, result, EASC_DOCUMENT_FINDINGS, format);
        add_document(&text, result, EASC_DOCUMENT_TIMELINE, format);
    }
    FUZZ_HOLDS(!text.failed && text.n > 0);
    return text;
}

static void write_workbook(const easc_result *result, const char *path)
{
    easc_report *report = NULL;
    FUZZ_HOLDS(easc_report_start(result, path, strlen(path), &report, NULL) == EASC_OK);
    FUZZ_HOLDS(easc_report_wait(report, UINT32_MAX, NULL, NULL) == EASC_OK);
    easc_report_free(report);
}

static void check(scratch *place, const char *path, unsigned choice)
{
    easc_result *plain = scan(path, choice, "1", "16384");
    easc_result *pieces = scan(path, choice, "3", "40");
    easc__text expected = documents(plain);
    easc__text actual = documents(pieces);
    FUZZ_HOLDS(easc__is_utf8(easc__text_view(&expected)));
    FUZZ_HOLDS(easc__equal(easc__text_view(&expected), easc__text_view(&actual)));
    if (choice & WITH_WORKBOOK) {
        write_workbook(plain, scratch_path(place, "some.xlsx"));
    }
    easc__text_done(&expected);
    easc__text_done(&actual);
    easc_result_free(plain);
    easc_result_free(pieces);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    scratch *place = scratch_new();
    check(place, scratch_write(place, "u_ex110504.log", data + 1, size - 1), data[0]);
    scratch_free(place);
    return 0;
}
