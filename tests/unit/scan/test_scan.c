/* test_scan.c - logs from the disk to the answer: neither chunks nor threads nor the way rows are
   spread over files change anything, faults of one input spare the others, and a scan can be
   cancelled at any moment. */
#include "scanned.h"

#include "os/os_thread.h"
#include "w3c/lines.h"

#include <zlib.h>

enum { MIB = EASC__ROW_MAX_BYTES };

static int make_place(void **state)
{
    *state = scratch_new();
    return 0;
}

static int remove_place(void **state)
{
    scratch_free(*state);
    return 0;
}

/* --- writing logs --------------------------------------------------------------------------- */

#define HEAD "#Software: Microsoft Internet Information Services 7.5\n#Fields: " STORY_FIELDS "\n"

/* Appends the row of a line of a story (see story.h) with a line end. */
static void add_row(easc__text *log, const char *line)
{
    char row_text[STORY_ROW_MAX];
    story_row row = story_read(easc__bytes_z(line));
    for (uint64_t i = 0; i < row.count; i++) {
        size_t n = story_text(&row, row.at_s + (int64_t)(i * row.step_s), row_text);
        easc__text_add(log, easc__bytes_of(row_text, n));
        easc__text_add_char(log, '\n');
    }
}

static const char *write_log(scratch *place, const char *name, easc__text *log)
{
    assert_false(log->failed);
    const char *path = scratch_write(place, name, log->p ? log->p : "", log->n);
    easc__text_done(log);
    return path;
}

/* Rows of some users on some days, refused and let in, with odd ones between. */
static void add_mixed_rows(easc__text *log, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char line[256];
        (void)snprintf(line, sizeof line,
                       "%zu 10:%02zu:%02zu %s Sync %s user=CONT\\u%zu id=D%zu "
                       "server=CAS0%zu",
                       1 + i % 28, i % 60, (i * 7) % 60, i % 5 ? "200" : "449",
                       i % 3 ? "V141_Pk4" : "-", i % 11, i % 13, i % 3);
        add_row(log, line);
        if (i % 17 == 0) {
            easc__text_add_z(log, "2011-05-01 10:00:00 /Microsoft-Server-ActiveSync cut\n");
        }
        if (i % 19 == 0) {
            easc__text_add_z(log, "2011-05-01 10:00:00 S GET /owa/ - - - - 200 1 1\n\n");
        }
    }
}

/* --- chunks and threads --------------------------------------------------------------------- */

static const size_t chunk_sizes[] = {1, 2, 3, 7, 64, 100, 101, 1000, 4096, 100000};
static const size_t thread_counts[] = {1, 2, 8};

static void expect_facts(const char *path, const scan_option *set, size_t way, const char *expected)
{
    size_t chunk_bytes = chunk_sizes[way % UNIT_COUNT(chunk_sizes)];
    size_t threads = thread_counts[way % UNIT_COUNT(thread_counts)];
    char *text = facts_of_scan(path, set, chunk_bytes, threads);
    bool is_equal = strcmp(text, expected) == 0;
    free(text);
    if (!is_equal) {
        fail_msg("chunks of %zu, %zu threads: not the same as read whole", chunk_bytes, threads);
    }
}

/* The thread sanitizer is slow; it sees each size of chunks once. */
#ifdef __SANITIZE_THREAD__
enum { WAYS = UNIT_COUNT(chunk_sizes) };
#else
enum { WAYS = 2 * UNIT_COUNT(chunk_sizes) };
#endif

/* Tries all sizes of chunks with different numbers of threads; the counts have no divisor in
   common, so that twice as many ways try each size with two of them. */
static void expect_the_same_in_all_ways(const char *path, const scan_option *set)
{
    char *expected = facts_of_scan(path, set, 0, 1);
    for (size_t way = 0; way < WAYS; way++) {
        expect_facts(path, set, way, expected);
    }
    free(expected);
}

static void neither_chunks_nor_threads_change_anything(void **state)
{
    easc__text log = easc__text_init(0);
    easc__text_add_z(&log, HEAD);
    add_mixed_rows(&log, 150);
    easc__text_add_z(&log, "#Fields: date time cs-uri-stem\n");
    easc__text_add_z(&log, "2011-05-03 1:00:00 /Microsoft-Server-ActiveSync\n");
    easc__text_add_z(&log, HEAD);
    add_mixed_rows(&log, 50);
    expect_the_same_in_all_ways(write_log(*state, "a.log", &log), NULL);
}

/* The text of a log, to look rows up in. */
typedef struct page {
    easc__bytes text;
    size_t wrong;
} page;

/* A row that stands where it is said to stand begins with its date and time. */
static void look_up(page *p, const easc__sighting *sighting)
{
    char when[EASC__TIME_SIZE + 1] = "";
    easc__format_time(sighting->time_s, when);
    when[10] = ' ';
    easc__bytes before = easc__first(p->text, (size_t)sighting->place.byte);
    easc__bytes row = easc__from(p->text, (size_t)sighting->place.byte);
    uint64_t line = 1;
    for (size_t at = 0; at < before.n; at++) {
        line += before.p[at] == '\n';
    }
    bool is_there = easc__starts(row, easc__bytes_of(when, 19));
    p->wrong += !is_there || line != sighting->place.line || sighting->place.input != 0;
}

static size_t count_wrong_places(const easc__answer *answer, easc__bytes text)
{
    page p = {text, 0};
    for (size_t i = 0; i < answer->devices.count; i++) {
        const easc__marks *marks = &answer->devices.items[i].trace->marks;
        for (size_t m = 0; m < marks->count; m++) {
            look_up(&p, &marks->items[m].first);
            look_up(&p, &marks->items[m].last);
        }
    }
    const easc__seen_names *logons = &answer->shard.device_logons;
    assert_int_equal(logons->count, 1);
    look_up(&p, &logons->items[0].first);
    look_up(&p, &logons->items[0].last);
    return p.wrong;
}

static void every_mark_stands_where_its_row_is(void **state)
{
    easc__text log = easc__text_init(0);
    easc__text copy = easc__text_init(0);
    easc__text_add_z(&log, HEAD);
    add_mixed_rows(&log, 150);
    easc__text_add_z(&log, "\r\n#Fields: " STORY_FIELDS "\r\n");
    add_row(&log, "2 20:00:00 401 Sync - user=- claim=eva sub=1 x=3");
    easc__text_add(&log, easc__bytes_of("\0\0\0", 3));
    add_mixed_rows(&log, 40);
    easc__text_add(&copy, easc__text_view(&log));
    const char *path = write_log(*state, "a.log", &log);
    for (size_t way = 0; way < WAYS; way++) {
        easc__answer *answer = scan_whole(path, NULL, chunk_sizes[way % UNIT_COUNT(chunk_sizes)],
                                          thread_counts[way % UNIT_COUNT(thread_counts)]);
        assert_int_equal(count_wrong_places(answer, easc__text_view(&copy)), 0);
        scanned_free(answer);
    }
    easc__text_done(&copy);
}

static void nor_do_they_in_utf16(void **state)
{
    easc__text log = easc__text_init(0);
    easc__text wide = easc__text_init(0);
    easc__text_add_z(&log, HEAD);
    add_mixed_rows(&log, 40);
    easc__text_add(&wide, EASC__LIT("\xFF\xFE"));
    for (size_t i = 0; i < log.n; i++) {
        easc__text_add_char(&wide, log.p[i]);
        easc__text_add_char(&wide, '\0');
    }
    easc__text_done(&log);
    expect_the_same_in_all_ways(write_log(*state, "wide.log", &wide), NULL);
}

static void nor_do_they_with_assumed_fields(void **state)
{
    static const scan_option names[] = {{"assume-fields", STORY_FIELDS}, {NULL, NULL}};
    static const scan_option guess[] = {{"assume-fields", "auto"}, {NULL, NULL}};
    easc__text log = easc__text_init(0);
    add_mixed_rows(&log, 60);
    easc__text_add_z(&log, "2011-05-01 10:00:00 10.0.0.1 POST /Microsoft-Server-ActiveSync "
                           "Cmd=Sync&DeviceId=G 443 guess 10.0.0.2 Agent 200 0 0 15\n");
    const char *path = write_log(*state, "a.log", &log);
    expect_the_same_in_all_ways(path, names);
    expect_the_same_in_all_ways(path, guess);
    expect_the_same_in_all_ways(path, NULL);
}

/* Such a log is one of IIS, whatever is read of it last. */
static void guessed_columns_make_a_log_one_of_iis(void **state)
{
    static const scan_option guess[] = {{"assume-fields", "auto"}, {NULL, NULL}};
    static const char text[] = "2011-05-01 10:00:00 10.0.0.1 POST /Microsoft-Server-ActiveSync "
                               "Cmd=Sync&DeviceId=G 443 jan 10.0.0.2 Agent 200 0 0 15\n";
    const char *path = scratch_write(*state, "a.log", text, sizeof text - 1);
    easc__answer *answer = scan_whole(path, guess, 0, 1);
    assert_int_equal(answer->inputs[0].eas_rows, 1);
    assert_int_equal(answer->inputs[0].format, EASC__FORMAT_W3C);
    scanned_free(answer);
}

/* --- rows without a date -------------------------------------------------------------------- */

#define DATELESS "#Fields: time cs-method cs-uri-stem cs-uri-query cs-username sc-status\n"

static void add_dateless(easc__text *log, const char *clock, const char *stem, const char *id)
{
    easc__text_add_z(log, clock);
    easc__text_add_z(log, " POST ");
    easc__text_add_z(log, stem);
    easc__text_add_z(log, " Cmd=Sync&DeviceId=");
    easc__text_add_z(log, id);
    easc__text_add_z(log, " jan 200\n");
}

#define EAS_STEM "/Microsoft-Server-ActiveSync/default.eas"

static void add_dateless_days(easc__text *log)
{
    easc__text_add_z(log, "#Date: 2011-05-01 09:30:00\n" DATELESS);
    add_dateless(log, "09:30:00", EAS_STEM, "A"); /* 1 May */
    add_dateless(log, "08:30:01", EAS_STEM, "B"); /* less than an hour back */
    add_dateless(log, "08:30:00", EAS_STEM, "C"); /* an hour back, exactly */
    add_dateless(log, "08:29:59", EAS_STEM, "D"); /* more: 2 May */
    add_dateless(log, "23:00:00", "/owa", "x");   /* moves the clock, too */
    add_dateless(log, "00:00:00", EAS_STEM, "E"); /* 3 May */
    add_dateless(log, "nonsense", EAS_STEM, "F"); /* rejected, moves nothing */
    add_dateless(log, "00:00:01", EAS_STEM, "G"); /* 3 May */
    easc__text_add_z(log, "#Date: 2011-05-09 12:00:00\n");
    add_dateless(log, "12:00:00", EAS_STEM, "H");
}

/* The day of May of the only row of a device. */
static int day_of_device(const easc__answer *answer, const char *id)
{
    for (size_t i = 0; i < answer->devices.count; i++) {
        if (easc__equal(answer->devices.items[i].id, easc__bytes_z(id))) {
            char time[EASC__TIME_SIZE];
            easc__format_time(answer->devices.items[i].trace->first_s, time);
            return (time[8] - '0') * 10 + time[9] - '0';
        }
    }
    return 0;
}

static void rows_without_a_date_are_read_in_order_across_chunks(void **state)
{
    static const struct {
        const char *id;
        int day;
    } days[] = {{"A", 1}, {"B", 1}, {"C", 1}, {"D", 2}, {"E", 3}, {"F", 0}, {"G", 3}, {"H", 9}};
    easc__text log = easc__text_init(0);
    add_dateless_days(&log);
    const char *path = write_log(*state, "a.log", &log);
    for (size_t t = 0; t < UNIT_COUNT(thread_counts); t++) {
        easc__answer *answer = scan_whole(path, NULL, 1, thread_counts[t]);
        for (size_t i = 0; i < UNIT_COUNT(days); i++) {
            assert_int_equal(day_of_device(answer, days[i].id), days[i].day);
        }
        assert_int_equal(answer->inputs[0].rejected[EASC__REJECT_BAD_TIME], 1);
        scanned_free(answer);
    }
    expect_the_same_in_all_ways(path, NULL);
}

static void a_long_log_without_dates_crosses_many_midnights(void **state)
{
    easc__text log = easc__text_init(0);
    easc__text_add_z(&log, "#Date: 2011-05-01 00:00:00\n" DATELESS);
    for (int day = 0; day < 40; day++) {
        for (int hour = 0; hour < 24; hour += 6) {
            char clock[16];
            (void)snprintf(clock, sizeof clock, "%02d:00:00", hour);
            add_dateless(&log, clock, hour == 6 ? "/owa" : EAS_STEM, "A");
        }
    }
    const char *path = write_log(*state, "a.log", &log);
    easc__answer *answer = scan_whole(path, NULL, 50, 8);
    assert_int_equal(answer->shard.coverage_count, 40);
    assert_int_equal(answer->shard.totals.last_s - answer->shard.totals.first_s,
                     (int64_t)39 * EASC__DAY_SECONDS + 18 * 3600);
    scanned_free(answer);
    expect_the_same_in_all_ways(path, NULL);
}

static void rows_without_a_date_in_front_are_rejected(void **state)
{
    easc__text log = easc__text_init(0);
    easc__text_add_z(&log, DATELESS);
    add_dateless(&log, "10:00:00", EAS_STEM, "A");
    easc__answer *answer = scan_whole(write_log(*state, "a.log", &log), NULL, 0, 1);
    assert_int_equal(answer->inputs[0].rejected[EASC__REJECT_NO_DATE], 1);
    assert_int_equal(answer->devices.count, 0);
    scanned_free(answer);
}

/* --- rejects -------------------------------------------------------------------------------- */

/* Line and offset of the n-th occurrence of a text, and whether a sample says so. */
static void expect_sample(const easc__input *input, int reason, uint32_t n, easc__bytes log,
                          const char *mark)
{
    uint64_t line = 1;
    uint64_t byte = 0;
    easc__bytes piece;
    for (easc__bytes rest = log; easc__next_piece(&rest, '\n', &piece); line++) {
        if (easc__contains(piece, easc__bytes_z(mark))) {
            break;
        }
        byte += piece.n + 1;
    }
    assert_true(n < input->sample_count[reason]);
    assert_int_equal(input->samples[reason][n].line, line);
    assert_int_equal(input->samples[reason][n].byte, byte);
    assert_non_null(strstr(input->samples[reason][n].text, mark));
}

static void rejects_have_their_line_and_offset_in_chunks_of_every_size(void **state)
{
    static const char head[] = "before /microsoft-server-activesync mark0\n" HEAD;
    easc__text log = easc__text_init(0);
    easc__text_add(&log, EASC__LIT(head));
    add_mixed_rows(&log, 1);
    for (int i = 1; i <= 9; i++) {
        char line[96];
        (void)snprintf(line, sizeof line, "%s/Microsoft-Server-ACTIVESYNC cut mark%d\r\n",
                       i % 2 ? "\n\n" : "foreign row\n", i);
        easc__text_add_z(&log, line);
        add_mixed_rows(&log, 0);
    }
    char *copy = easc__copy_text(log.p, log.n);
    easc__bytes all = easc__bytes_of(copy, log.n);
    const char *path = write_log(*state, "a.log", &log);
    for (size_t i = 0; i < UNIT_COUNT(chunk_sizes); i++) {
        easc__answer *answer =
            scan_whole(path, NULL, chunk_sizes[i], thread_counts[i % UNIT_COUNT(thread_counts)]);
        const easc__input *input = &answer->inputs[0];
        assert_int_equal(input->rejected[EASC__REJECT_NO_FIELDS], 1);
        assert_int_equal(input->rejected[EASC__REJECT_COLUMN_COUNT], 10);
        assert_int_equal(input->sample_count[EASC__REJECT_COLUMN_COUNT], EASC__REJECT_SAMPLES);
        expect_sample(input, EASC__REJECT_NO_FIELDS, 0, all, "mark0");
        expect_sample(input, EASC__REJECT_COLUMN_COUNT, 1, all, "mark1");
        expect_sample(input, EASC__REJECT_COLUMN_COUNT, 2, all, "mark2");
        scanned_free(answer);
    }
    easc__free(copy);
}

/* Appends a row with so many bytes in all. */
static void add_row_of(easc__text *log, size_t length, bool has_stem)
{
    size_t start = log->n;
    easc__text_add_z(log, "2011-05-02 10:00:00 S - POST ");
    easc__text_add_z(log, has_stem ? "/Microsoft-Server-ActiveSync" : "/owa");
    easc__text_add_z(log, " Cmd=Sync&DeviceId=long&x=");
    static const char tail[] = " jan 1.1.1.1 A 200 1 1 0";
    size_t filler = length - (log->n - start) - (sizeof tail - 1);
    assert_true(easc__text_reserve(log, filler));
    memset(log->p + log->n, 'y', filler);
    log->n += filler;
    easc__text_add_z(log, tail);
    assert_int_equal(log->n - start, length);
    easc__text_add_char(log, '\n');
}

typedef struct long_case {
    size_t length;
    bool has_stem;
    uint64_t eas_rows;
    uint64_t too_long;
} long_case;

static void rows_up_to_one_mebibyte_are_read_and_longer_ones_rejected(void **state)
{
    static const long_case cases[] = {
        {MIB - 1, true, 3, 0},     {MIB, true, 3, 0},     {MIB + 1, true, 2, 1},
        {MIB + 70000, true, 2, 1}, {3 * MIB, true, 2, 1}, {MIB + 1, false, 2, 0},
        {3 * MIB, false, 2, 0},
    };
    static const size_t sizes[] = {0, 1, 5000, 6 * MIB};
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        easc__text log = easc__text_init(0);
        easc__text_add_z(&log, HEAD);
        add_row(&log, "1 10:00:00 200 Sync -");
        add_row_of(&log, cases[i].length, cases[i].has_stem);
        add_row(&log, "3 10:00:00 200 Sync -");
        const char *path = write_log(*state, "a.log", &log);
        for (size_t s = 0; s < UNIT_COUNT(sizes); s++) {
            easc__answer *answer = scan_whole(path, NULL, sizes[s], 2);
            const easc__input *input = &answer->inputs[0];
            assert_int_equal(input->lines, 5);
            assert_int_equal(input->rows, 3);
            assert_int_equal(input->eas_rows, cases[i].eas_rows);
            assert_int_equal(input->rejected[EASC__REJECT_TOO_LONG], cases[i].too_long);
            if (cases[i].too_long > 0) {
                assert_int_equal(input->samples[EASC__REJECT_TOO_LONG][0].line, 4);
            }
            scanned_free(answer);
        }
    }
}

/* --- files ---------------------------------------------------------------------------------- */

/* Without the facts of the inputs themselves: what does not depend on how rows are spread. */
static char *facts_without_inputs(const char *path, size_t threads)
{
    easc__answer *answer = scan_whole(path, NULL, 0, threads);
    facts f;
    facts_begin(&f);
    f.leaves_places_out = true;
    facts_shard(&f, &answer->shard);
    facts_devices(&f, &answer->shard, &answer->devices);
    scanned_free(answer);
    return facts_end(&f);
}

enum { MANY_FILES = 300, ROWS_PER_FILE = 4 };

static void add_numbered_rows(easc__text *log, size_t first)
{
    for (size_t i = first; i < first + ROWS_PER_FILE; i++) {
        char line[128];
        (void)snprintf(line, sizeof line, "%zu 10:00:%02zu 200 Sync V141 user=u%zu id=D%zu",
                       1 + i % 28, i % 60, i % 7, i % 31);
        add_row(log, line);
    }
}

static void many_small_files_are_as_one(void **state)
{
    easc__text whole = easc__text_init(0);
    (void)scratch_folder(*state, "many");
    easc__text_add_z(&whole, HEAD);
    for (size_t i = 0; i < MANY_FILES; i++) {
        char name[32];
        easc__text log = easc__text_init(0);
        (void)snprintf(name, sizeof name, "many/f%zu.log", i);
        easc__text_add_z(&log, HEAD);
        add_numbered_rows(&log, i * ROWS_PER_FILE);
        add_numbered_rows(&whole, i * ROWS_PER_FILE);
        (void)write_log(*state, name, &log);
    }
    char *expected = facts_without_inputs(write_log(*state, "whole.log", &whole), 1);
    for (size_t t = 0; t < UNIT_COUNT(thread_counts); t++) {
        char *text = facts_without_inputs(scratch_path(*state, "many"), thread_counts[t]);
        assert_string_equal(text, expected);
        free(text);
    }
    free(expected);
}

static void write_gzip(scratch *place, const char *name, const easc__text *log)
{
    gzFile file = gzopen(scratch_path(place, name), "wb");
    assert_non_null(file);
    assert_int_equal(gzwrite(file, log->p, (unsigned)log->n), (int)log->n);
    assert_int_equal(gzclose(file), Z_OK);
}

enum { GOOD_ROWS = 500 };

/* A folder with a good log, a log of which the end is missing, and what is no archive at all. */
static void write_good_and_bad(scratch *place)
{
    static char packed[1 << 20];
    easc__text log = easc__text_init(0);
    (void)scratch_folder(place, "in");
    easc__text_add_z(&log, HEAD);
    add_mixed_rows(&log, GOOD_ROWS);
    write_gzip(place, "in/good.log.gz", &log);
    size_t n = scratch_read(place, "in/good.log.gz", packed, sizeof packed);
    (void)scratch_write(place, "in/cut.log.gz", packed, n - 20);
    (void)scratch_write(place, "in/garbage.log.gz", "\x1f\x8b\x07garbage", 10);
    (void)scratch_write(place, "in/garbage.zip", "PK\x03\x04 no archive", 15);
    (void)write_log(place, "in/good.log", &log);
}

static const easc__error *problem_of(const easc__answer *answer, const char *name)
{
    for (size_t i = 0; i < answer->problem_count; i++) {
        if (strstr(answer->problems[i].path, name)) {
            return &answer->problems[i];
        }
    }
    fail_msg("no problem of %s", name);
    return NULL;
}

static uint64_t inputs_read(const easc__answer *answer)
{
    easc__input_sums sums;
    easc__answer_sum_inputs(answer, &sums);
    return sums.inputs_read;
}

static void inputs_that_cannot_be_read_spare_the_others(void **state)
{
    write_good_and_bad(*state);
    for (size_t t = 0; t < UNIT_COUNT(thread_counts); t++) {
        easc__answer *answer = scan_whole(scratch_path(*state, "in"), NULL, 1000, thread_counts[t]);
        assert_int_equal(answer->input_count, 4);
        assert_int_equal(answer->problem_count, 3);
        assert_true(inputs_read(answer) > 0);
        assert_int_equal(problem_of(answer, "in/cut.log.gz")->status, EASC_E_TRUNCATED);
        assert_int_equal(problem_of(answer, "in/garbage.log.gz")->status, EASC_E_DATA);
        assert_int_equal(problem_of(answer, "in/garbage.zip")->status, EASC_E_DATA);
        assert_string_equal(strrchr(answer->inputs[0].path, '/'), "/cut.log.gz");
        assert_true(answer->inputs[0].eas_rows > 0);
        assert_true(answer->inputs[0].eas_rows <= GOOD_ROWS);
        assert_int_equal(answer->inputs[2].eas_rows, GOOD_ROWS);
        assert_int_equal(answer->inputs[3].eas_rows, GOOD_ROWS);
        scanned_free(answer);
    }
    expect_the_same_in_all_ways(scratch_path(*state, "in"), NULL);
}

static void what_is_not_there_is_a_problem_and_no_failure(void **state)
{
    easc__answer *answer = scan_whole(scratch_path(*state, "nothing.log"), NULL, 0, 2);
    assert_int_equal(answer->problem_count, 1);
    assert_int_equal(answer->problems[0].status, EASC_E_NOT_FOUND);
    assert_int_equal(answer->input_count, 0);
    assert_int_equal(inputs_read(answer), 0);
    assert_int_equal(answer->devices.count, 0);
    assert_int_equal(answer->gate.verdict, EASC__GATE_INSUFFICIENT_EVIDENCE);
    scanned_free(answer);
}

static void empty_files_are_read(void **state)
{
    static const easc__bytes texts[] = {{"", 0}, {"\0", 1}, {"\n", 1}, {"\xFF\xFE", 2}, {"#", 1}};
    for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
        easc__answer *answer =
            scan_whole(scratch_write(*state, "a.log", texts[i].p, texts[i].n), NULL, 0, 8);
        assert_true(inputs_read(answer) > 0);
        assert_int_equal(answer->problem_count, 0);
        assert_int_equal(answer->inputs[0].rows, 0);
        assert_int_equal(answer->inputs[0].bytes, texts[i].n);
        scanned_free(answer);
    }
}

/* --- selection ------------------------------------------------------------------------------ */

static void rows_that_are_not_selected_are_only_counted(void **state)
{
    static const struct {
        scan_option set[3];
        uint64_t eas_rows;
    } cases[] = {
        {{{NULL, NULL}}, 4},
        {{{"since", "2011-05-02"}, {NULL, NULL}}, 3},
        {{{"since", "2011-05-02T10:00:00Z"}, {NULL, NULL}}, 3},
        {{{"since", "2011-05-02T10:00:01Z"}, {NULL, NULL}}, 2},
        {{{"until", "2011-05-02T10:00:00Z"}, {NULL, NULL}}, 1},
        {{{"until", "2011-05-03"}, {NULL, NULL}}, 2},
        {{{"server", "cas01"}, {NULL, NULL}}, 2},
        {{{"server", "CAS01"}, {"server", "cas02"}, {NULL, NULL}}, 3},
        {{{"exclude-server", "cAS01"}, {NULL, NULL}}, 2},
        {{{"server", "CAS01"}, {"exclude-server", "CAS01"}, {NULL, NULL}}, 0},
        {{{"user", "nobody"}, {NULL, NULL}}, 4}, /* lists fewer, counts the same */
    };
    easc__text log = easc__text_init(0);
    easc__text_add_z(&log, HEAD);
    add_row(&log, "1 10:00:00 200 Sync V141");
    add_row(&log, "2 10:00:00 200 Sync V141 server=CAS02");
    add_row(&log, "3 10:00:00 200 Sync V141 server=CAS03");
    add_row(&log, "4 10:00:00 200 Sync V141");
    const char *path = write_log(*state, "a.log", &log);
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        easc__answer *answer = scan_whole(path, cases[i].set, 0, 2);
        assert_int_equal(answer->inputs[0].rows, 4);
        assert_int_equal(answer->inputs[0].lines, 6);
        assert_int_equal(answer->inputs[0].eas_rows, cases[i].eas_rows);
        assert_int_equal(answer->shard.totals.hop_rows[EASC__HOP_SINGLE], cases[i].eas_rows);
        scanned_free(answer);
    }
}

/* --- progress and cancelling ---------------------------------------------------------------- */

static const char *write_big_folder(scratch *place)
{
    easc__text log = easc__text_init(0);
    (void)scratch_folder(place, "big");
    easc__text_add_z(&log, HEAD);
    add_mixed_rows(&log, 1500);
    for (int i = 0; i < 6; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "big/%d.log", i);
        (void)scratch_write(place, name, log.p, log.n);
    }
    easc__text_done(&log);
    return scratch_path(place, "big");
}

static void progress_only_grows_and_ends_with_everything(void **state)
{
    const char *path = write_big_folder(*state);
    easc__scan *scan = scan_begin(path, NULL, 1000, 3);
    easc__scan_progress before = {0};
    easc__scan_progress now = {0};
    while (easc__scan_wait(scan, 1, &now, NULL) == EASC_RUNNING) {
        assert_true(now.inputs_done >= before.inputs_done && now.bytes_done >= before.bytes_done);
        assert_true(now.rows >= before.rows && now.eas_rows >= before.eas_rows);
        assert_true(now.inputs_done <= 6 && now.bytes_total >= now.bytes_done);
        before = now;
    }
    assert_int_equal(now.inputs_total, 6);
    assert_int_equal(now.inputs_done, 6);
    assert_int_equal(now.bytes_done, now.bytes_total);
    easc__answer *answer = easc__scan_take(scan);
    easc__input_sums sums;
    easc__answer_sum_inputs(answer, &sums);
    assert_int_equal(now.rows, sums.rows);
    assert_int_equal(now.eas_rows, 6 * 1500);
    assert_int_equal(now.bytes_done, sums.bytes);
    easc__scan_free(scan);
    scanned_free(answer);
}

/* Somebody who cancels after some steps of work. */
typedef struct canceller {
    easc__scan *scan;
    size_t steps;
    volatile uint64_t sink;
} canceller;

static void cancel_later(void *argument)
{
    canceller *who = argument;
    for (size_t i = 0; i < who->steps; i++) {
        who->sink = who->sink * 31 + i;
    }
    easc__scan_cancel(who->scan);
}

static void a_scan_can_be_cancelled_at_any_moment_by_another_thread(void **state)
{
    const char *path = write_big_folder(*state);
    size_t cancelled = 0;
    for (size_t i = 0; i < 40; i++) {
        canceller who = {scan_begin(path, NULL, 500, 1 + i % 4), i * i * 20000, 0};
        easc__thread *thread = easc__thread_start(cancel_later, &who);
        easc__error error = {0};
        assert_non_null(thread);
        easc_status status = easc__scan_wait(who.scan, UINT32_MAX, NULL, &error);
        easc__thread_join(thread);
        assert_true(status == EASC_OK || status == EASC_E_CANCELLED);
        assert_int_equal(easc__scan_wait(who.scan, 0, NULL, NULL), status);
        easc__answer *answer = easc__scan_take(who.scan);
        assert_true((answer != NULL) == (status == EASC_OK));
        assert_true(status == EASC_OK || error.status == EASC_E_CANCELLED);
        cancelled += status == EASC_E_CANCELLED;
        easc__scan_free(who.scan);
        if (answer) {
            scanned_free(answer);
        }
    }
    assert_true(cancelled > 0);
}

static const char *write_many_devices(scratch *place)
{
    (void)scratch_folder(place, "devices");
    for (int file = 0; file < 4; file++) {
        char name[32];
        easc__text log = easc__text_init(0);
        (void)snprintf(name, sizeof name, "devices/%d.log", file);
        easc__text_add_z(&log, HEAD);
        for (int i = 0; i < 3000; i++) {
            char line[96];
            (void)snprintf(line, sizeof line, "1 10:00:00 200 Sync V141 user=u%d id=D%d", i, i);
            add_row(&log, line);
        }
        (void)write_log(place, name, &log);
    }
    return scratch_path(place, "devices");
}

static void a_scan_can_be_cancelled_while_its_results_are_put_together(void **state)
{
    const char *path = write_many_devices(*state);
    for (int i = 0; i < 5; i++) {
        easc__scan *scan = scan_begin(path, NULL, 0, 4);
        easc__scan_progress now = {0};
        while (easc__scan_wait(scan, 0, &now, NULL) == EASC_RUNNING &&
               (now.inputs_total == 0 || now.inputs_done < now.inputs_total)) {
        }
        easc__scan_cancel(scan);
        easc_status status = easc__scan_wait(scan, UINT32_MAX, NULL, NULL);
        assert_true(status == EASC_OK || status == EASC_E_CANCELLED);
        easc__scan_free(scan);
    }
}

static void a_scan_can_be_freed_at_any_moment(void **state)
{
    const char *path = write_big_folder(*state);
    for (uint32_t i = 0; i < 20; i++) {
        easc__scan *scan = scan_begin(path, NULL, 500, 1 + i % 4);
        (void)easc__scan_wait(scan, i, NULL, NULL);
        easc__scan_free(scan);
    }
    easc__scan_free(NULL);
}

/* --- what cannot start ---------------------------------------------------------------------- */

static void contradictions_and_missing_files_stop_a_scan_before_it_starts(void **state)
{
    static const struct {
        scan_option set[2];
        easc_status status;
    } cases[] = {
        {{{"policy-off", "2011-05-01..2011-05-03"}, {"policy-on", "2011-05-03"}}, EASC_E_ARGUMENT},
        {{{"since", "2011-05-03"}, {"until", "2011-05-03"}}, EASC_E_ARGUMENT},
        {{{"catalogue", "/nowhere/rules.json"}, {"threads", "1"}}, EASC_E_NOT_FOUND},
        {{{"mailboxes", "/nowhere/mailboxes.csv"}, {"threads", "1"}}, EASC_E_NOT_FOUND},
    };
    (void)state;
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        easc__options options;
        easc__scan *scan = NULL;
        easc__error error = {0};
        easc__options_init(&options);
        scan_set(&options, cases[i].set[0].name, cases[i].set[0].value);
        scan_set(&options, cases[i].set[1].name, cases[i].set[1].value);
        assert_int_equal(easc__options_add_path(&options, EASC__LIT("."), NULL), EASC_OK);
        assert_int_equal(easc__scan_start(&options, &scan, &error), cases[i].status);
        assert_null(scan);
        assert_int_equal(error.status, cases[i].status);
        assert_true(error.message[0] != '\0');
        easc__options_done(&options);
    }
}

static void mailboxes_without_a_naming_column_are_a_usage_error(void **state)
{
    easc__options options;
    easc__scan *scan = NULL;
    easc__error error = {0};
    const char *path = scratch_write(*state, "m.csv", "Server,Size\na,1\n", 16);
    easc__options_init(&options);
    scan_set(&options, "mailboxes", path);
    assert_int_equal(easc__options_add_path(&options, EASC__LIT("."), NULL), EASC_OK);
    assert_int_equal(easc__scan_start(&options, &scan, &error), EASC_E_DATA);
    assert_string_equal(error.path, path);
    easc__options_done(&options);
}

/* A test with a folder of its own. */
#define in_a_place(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_a_place(neither_chunks_nor_threads_change_anything),
        in_a_place(every_mark_stands_where_its_row_is),
        in_a_place(nor_do_they_in_utf16),
        in_a_place(nor_do_they_with_assumed_fields),
        in_a_place(guessed_columns_make_a_log_one_of_iis),
        in_a_place(rows_without_a_date_are_read_in_order_across_chunks),
        in_a_place(a_long_log_without_dates_crosses_many_midnights),
        in_a_place(rows_without_a_date_in_front_are_rejected),
        in_a_place(rejects_have_their_line_and_offset_in_chunks_of_every_size),
        in_a_place(rows_up_to_one_mebibyte_are_read_and_longer_ones_rejected),
        in_a_place(many_small_files_are_as_one),
        in_a_place(inputs_that_cannot_be_read_spare_the_others),
        in_a_place(what_is_not_there_is_a_problem_and_no_failure),
        in_a_place(empty_files_are_read),
        in_a_place(rows_that_are_not_selected_are_only_counted),
        in_a_place(progress_only_grows_and_ends_with_everything),
        in_a_place(a_scan_can_be_cancelled_at_any_moment_by_another_thread),
        in_a_place(a_scan_can_be_cancelled_while_its_results_are_put_together),
        in_a_place(a_scan_can_be_freed_at_any_moment),
        in_a_place(contradictions_and_missing_files_stop_a_scan_before_it_starts),
        in_a_place(mailboxes_without_a_naming_column_are_a_usage_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
