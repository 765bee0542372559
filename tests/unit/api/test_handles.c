/* test_handles.c - handles of easc.h in every order, on many threads, cancelled and freed at any
   moment: whatever the host does, work ends as it should and files are whole or not there. */
#include "called.h"

#include "os/os_thread.h"
#include "support/held_input.h"

#ifndef _WIN32
#include <sys/stat.h>
#endif

/* --- files that were written ---------------------------------------------------------------- */

enum { FILE_ROOM = 1 << 25 };

/* A file and room for it; from malloc. */
typedef struct content {
    char *bytes;
    size_t count;
} content;

static content read_content(scratch *place, const char *name)
{
    content c = {malloc(FILE_ROOM), 0};
    assert_non_null(c.bytes);
    c.count = scratch_read(place, name, c.bytes, FILE_ROOM);
    assert_true(c.count < FILE_ROOM);
    return c;
}

static void expect_content(scratch *place, const char *name, const content *expected)
{
    content c = read_content(place, name);
    assert_int_equal(c.count, expected->count);
    assert_memory_equal(c.bytes, expected->bytes, c.count);
    free(c.bytes);
}

/* From the head of an archive to the end of its directory. */
static void expect_whole_workbook(scratch *place, const char *name)
{
    enum { END_SIZE = 22 };
    content c = read_content(place, name);
    assert_true(c.count > END_SIZE);
    assert_memory_equal(c.bytes, "PK\3\4", 4);
    assert_memory_equal(c.bytes + c.count - END_SIZE, "PK\5\6", 4);
    free(c.bytes);
}

static easc_document *new_document(const easc_result *result)
{
    easc_document *document = NULL;
    assert_int_equal(
        easc_document_new(result, EASC_DOCUMENT_SCAN, EASC_FORMAT_JSON, 0, 0, &document, NULL),
        EASC_OK);
    return document;
}

static easc_report *start_report(const easc_result *result, const char *path)
{
    easc_report *report = NULL;
    assert_int_equal(easc_report_start(result, path, strlen(path), &report, NULL), EASC_OK);
    return report;
}

/* The document of a result as a file has it. */
static content saved_content(scratch *place, const easc_result *result)
{
    easc_document *document = new_document(result);
    const char *path = scratch_path(place, "in/expected.json");
    assert_int_equal(easc_document_save(document, path, strlen(path), NULL), EASC_OK);
    easc_document_free(document);
    return read_content(place, "in/expected.json");
}

/* --- every order ---------------------------------------------------------------------------- */

/* What hangs together: options, a scan, its results, a report and a document of the first. */
typedef struct handles {
    easc_options *options;
    easc_scan *scan;
    easc_result *results[2];
    easc_report *report;
    easc_document *document;
} handles;

enum { HANDLES = 6, ORDERS = 720, WORKING_HANDLES = 4, WORKING_ORDERS = 24 };

static void free_handle(handles *all, size_t which)
{
    switch (which) {
    case 0:
        easc_options_free(all->options);
        break;
    case 1:
        easc_scan_free(all->scan);
        break;
    case 2:
        easc_result_free(all->results[0]);
        break;
    case 3:
        easc_report_free(all->report);
        break;
    case 4:
        easc_document_free(all->document);
        break;
    default:
        easc_result_free(all->results[1]);
        break;
    }
}

/* Frees the first `n` in order number `order` of all that there are. */
static void free_in_order(handles *all, size_t n, size_t order)
{
    size_t left[HANDLES] = {0, 1, 2, 3, 4, 5};
    for (; n > 0; n--) {
        size_t at = order % n;
        order /= n;
        free_handle(all, left[at]);
        left[at] = left[n - 1];
    }
}

/* Takes all that is written, at once. */
#ifdef _WIN32
#define NO_FILE "NUL"
#else
#define NO_FILE "/dev/null"
#endif

/* Sanitizers and Wine are slow, and learn little from one order or moment more. */
#if defined(__SANITIZE_THREAD__) || defined(_WIN32)
enum { ORDERS_STEP = 7, SPARING = 3 };
#elif defined(__SANITIZE_ADDRESS__)
enum { ORDERS_STEP = 5, SPARING = 2 };
#else
enum { ORDERS_STEP = 1, SPARING = 1 };
#endif

static void handles_are_freed_in_every_order(void **state)
{
    const char *logs = write_logs(*state);
    for (size_t order = 0; order < ORDERS; order += ORDERS_STEP) {
        handles all = {.options = new_options(logs)};
        assert_int_equal(easc_scan_start(all.options, &all.scan, NULL), EASC_OK);
        all.results[0] = result_of(all.scan);
        all.results[1] = result_of(all.scan);
        assert_ptr_not_equal(all.results[0], all.results[1]);
        all.document = new_document(all.results[0]);
        all.report = start_report(all.results[0], NO_FILE);
        free_in_order(&all, HANDLES, order);
    }
}

static void handles_of_work_that_goes_on_are_freed_in_every_order(void **state)
{
    easc_scan *ended = start(write_many_devices(*state, 3000));
    const char *path = scratch_path(*state, "r.xlsx");
    held_input held = held_input_open();
    (void)easc_scan_wait(ended, UINT32_MAX, NULL, NULL);
    for (size_t order = 0; order < WORKING_ORDERS; order++) {
        handles all = {.options = new_options("-"), .results = {result_of(ended), NULL}};
        assert_int_equal(easc_scan_start(all.options, &all.scan, NULL), EASC_OK);
        all.report = start_report(all.results[0], path);
        assert_int_equal(easc_scan_wait(all.scan, 0, NULL, NULL), EASC_RUNNING);
        free_in_order(&all, WORKING_HANDLES, order);
        if (count_names(*state) > 1) { /* it was faster than the scan that was freed before */
            expect_whole_workbook(*state, "r.xlsx");
            assert_int_equal(remove(path), 0);
        }
        assert_int_equal(count_names(*state), 1);
    }
    easc_scan_free(ended);
    held_input_done(&held);
}

/* --- eight threads -------------------------------------------------------------------------- */

enum { THREADS = 8 };

/* Runs them at once and waits for their ends. */
static void run_at_once(void (*run)(void *), void *arguments, size_t size)
{
    easc__thread *threads[THREADS];
    for (size_t i = 0; i < THREADS; i++) {
        threads[i] = easc__thread_start(run, (char *)arguments + i * size);
        assert_non_null(threads[i]);
    }
    for (size_t i = 0; i < THREADS; i++) {
        easc__thread_join(threads[i]);
    }
}

/* A thread that goes all the way and counts what is not as it should be. */
typedef struct runner {
    easc__lock *starting; /* easc.h: one start of a scan at a time */
    const char *logs;
    const char *json;
    const char *xlsx;
    size_t faults;
} runner;

static easc_result *scan_as(runner *who)
{
    easc_options *options = NULL;
    easc_scan *scan = NULL;
    easc_result *result = NULL;
    who->faults += easc_options_new(&options) != EASC_OK;
    who->faults += easc_options_add_path(options, who->logs, strlen(who->logs), NULL) != EASC_OK;
    easc__lock_take(who->starting);
    who->faults += easc_scan_start(options, &scan, NULL) != EASC_OK;
    easc__lock_give(who->starting);
    easc_options_free(options);
    who->faults += easc_scan_wait(scan, UINT32_MAX, NULL, NULL) != EASC_OK;
    who->faults += easc_scan_result(scan, &result, NULL) != EASC_OK;
    easc_scan_free(scan);
    return result;
}

static void run_all(void *argument)
{
    runner *who = argument;
    easc_document *document = NULL;
    easc_report *report = NULL;
    easc_result *result = scan_as(who);
    who->faults +=
        easc_report_start(result, who->xlsx, strlen(who->xlsx), &report, NULL) != EASC_OK;
    who->faults += easc_document_new(result, EASC_DOCUMENT_SCAN, EASC_FORMAT_JSON, 0, 0, &document,
                                     NULL) != EASC_OK;
    easc_result_free(result);
    who->faults += easc_document_save(document, who->json, strlen(who->json), NULL) != EASC_OK;
    who->faults += easc_report_wait(report, UINT32_MAX, NULL, NULL) != EASC_OK;
    easc_document_free(document);
    easc_report_free(report);
}

static void eight_threads_scan_and_write_at_once(void **state)
{
    static const char *const json[] = {"0.json", "1.json", "2.json", "3.json",
                                       "4.json", "5.json", "6.json", "7.json"};
    static const char *const xlsx[] = {"0.xlsx", "1.xlsx", "2.xlsx", "3.xlsx",
                                       "4.xlsx", "5.xlsx", "6.xlsx", "7.xlsx"};
    const char *logs = write_many_devices(*state, 500);
    easc_result *result = new_result(logs);
    content expected = saved_content(*state, result);
    easc__lock *starting = easc__lock_new();
    runner runners[THREADS];
    for (size_t i = 0; i < THREADS; i++) {
        runners[i] = (runner){starting, logs, scratch_path(*state, json[i]),
                              scratch_path(*state, xlsx[i]), 0};
    }
    run_at_once(run_all, runners, sizeof runners[0]);
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(runners[i].faults, 0);
        expect_content(*state, json[i], &expected);
        expect_whole_workbook(*state, xlsx[i]);
    }
    easc__lock_free(starting);
    easc_result_free(result);
    free(expected.bytes);
}

/* A thread that reads a result and counts what is not as it should be. */
typedef struct reader {
    const easc_result *result;
    size_t faults;
} reader;

static void read_documents(reader *who)
{
    for (int32_t format = EASC_FORMAT_TEXT; format <= EASC_FORMAT_JSON; format++) {
        easc_document *document = NULL;
        char buffer[4096];
        size_t count = 0;
        who->faults += easc_document_new(who->result, EASC_DOCUMENT_SCAN, format, 1, 0, &document,
                                         NULL) != EASC_OK;
        while (easc_document_read(document, buffer, sizeof buffer, &count, NULL) == EASC_OK) {
        }
        easc_document_free(document);
    }
}

static void read_everything(void *argument)
{
    reader *who = argument;
    easc_summary summary = {.size = sizeof summary};
    easc_gate gate = {.size = sizeof gate};
    easc_error problem = {.size = sizeof problem};
    easc_input input = {.size = sizeof input};
    easc_reject reject = {.size = sizeof reject};
    easc_condition condition = {.size = sizeof condition};
    easc_text user;
    who->faults += easc_result_summary(who->result, &summary) != EASC_OK;
    for (uint64_t i = 0; i < summary.devices; i++) {
        easc_device device = {.size = sizeof device};
        who->faults += easc_result_device(who->result, i, &device) != EASC_OK;
        who->faults += device.user.length == 0;
    }
    who->faults += easc_result_gate(who->result, &gate) != EASC_OK;
    who->faults += easc_result_problem(who->result, 0, &problem) != EASC_OK;
    who->faults += easc_result_input(who->result, 0, &input) != EASC_OK;
    who->faults += easc_result_reject(who->result, 0, &reject) != EASC_OK;
    who->faults += easc_result_condition(who->result, 0, &condition) != EASC_OK;
    who->faults += easc_result_failing_user(who->result, 0, &user) != EASC_OK;
    read_documents(who);
}

static void eight_threads_read_one_result(void **state)
{
    easc_result *result = new_result(write_logs(*state));
    reader readers[THREADS];
    for (size_t i = 0; i < THREADS; i++) {
        readers[i] = (reader){result, 0};
    }
    run_at_once(read_everything, readers, sizeof readers[0]);
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(readers[i].faults, 0);
    }
    easc_result_free(result);
}

/* A thread that waits for a scan, with and without patience; the first one also ends it, when it
   has seen it running. */
typedef struct waiter {
    easc_scan *scan;
    held_input *input; /* NULL: of another thread */
    bool does_cancel;
    easc_status status;
    uint64_t rows;
} waiter;

static void end_work(waiter *who)
{
    if (who->does_cancel) {
        easc_scan_cancel(who->scan);
    } else {
        held_input_give(who->input, log_text, sizeof log_text - 1);
        held_input_end(who->input);
    }
}

static void wait_for_scan(void *argument)
{
    waiter *who = argument;
    easc_progress progress = {.size = sizeof progress};
    for (int i = 0; i < 10; i++) {
        (void)easc_scan_wait(who->scan, 1, &progress, NULL);
    }
    if (who->input) {
        end_work(who);
    }
    who->status = easc_scan_wait(who->scan, UINT32_MAX, &progress, NULL);
    who->rows = progress.rows;
}

static void let_eight_wait(bool does_cancel)
{
    held_input held = held_input_open();
    easc_scan *scan = start("-");
    waiter waiters[THREADS];
    for (size_t i = 0; i < THREADS; i++) {
        waiters[i] = (waiter){scan, i == 0 ? &held : NULL, does_cancel, EASC_RUNNING, 0};
    }
    run_at_once(wait_for_scan, waiters, sizeof waiters[0]);
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(waiters[i].status, does_cancel ? EASC_E_CANCELLED : EASC_OK);
        assert_int_equal(waiters[i].rows, does_cancel ? 0 : 8);
    }
    easc_scan_free(scan);
    held_input_done(&held);
}

static void eight_threads_wait_for_one_scan(void **state)
{
    (void)state;
    let_eight_wait(false);
}

static void eight_threads_wait_for_a_scan_that_one_of_them_cancels(void **state)
{
    (void)state;
    let_eight_wait(true);
}

/* --- cancelled at any moment ---------------------------------------------------------------- */

/* Numbers that look random and are the same in every run. */
typedef struct dice {
    uint64_t state;
} dice;

static uint64_t throw_dice(dice *d, uint64_t below)
{
    d->state ^= d->state << 13;
    d->state ^= d->state >> 7;
    d->state ^= d->state << 17;
    return d->state % below;
}

/* Moments are turns of a loop: sleeping is too coarse for work of a millisecond. */
static void spin(uint64_t turns)
{
    for (volatile uint64_t i = 0; i < turns; i++) {
    }
}

static uint64_t turns_in_a_ms(void)
{
    enum { TURNS = 10000, MS = 50 };
    uint64_t turns = 0;
    uint64_t start_ms = easc__clock_ms();
    while (easc__clock_ms() - start_ms < MS) {
        spin(TURNS);
        turns += TURNS;
    }
    return turns / MS;
}

/* One kind of work that is cancelled. */
typedef struct work {
    scratch *place;
    const char *logs;
    const char *path;
    easc_result *result;
    uint64_t rows;
    content expected; /* of the document */
} work;

/* Who cancels when so many turns have passed. */
typedef struct canceller {
    void (*cancel)(void *handle);
    void *handle;
    uint64_t turns; /* 0: at once; NEVER */
} canceller;

#define NEVER UINT64_MAX

static void cancel_later(void *argument)
{
    canceller *who = argument;
    spin(who->turns);
    who->cancel(who->handle);
}

/* To be joined; NULL when no thread is needed. */
static easc__thread *start_canceller(canceller *who)
{
    easc__thread *thread = NULL;
    if (who->turns == 0) {
        who->cancel(who->handle);
    } else if (who->turns != NEVER) {
        thread = easc__thread_start(cancel_later, who);
        assert_non_null(thread);
    }
    return thread;
}

/* Works once, and is cancelled after so many turns. */
typedef easc_status (*work_once)(const work *w, uint64_t turns);

static void cancel_scan(void *handle)
{
    easc_scan_cancel(handle);
}

static easc_status scan_once(const work *w, uint64_t turns)
{
    easc_scan *scan = start(w->logs);
    canceller who = {cancel_scan, scan, turns};
    easc__thread *thread = start_canceller(&who);
    easc_result *result = NULL;
    easc_status status = easc_scan_wait(scan, UINT32_MAX, NULL, NULL);
    easc__thread_join(thread);
    assert_int_equal(easc_scan_wait(scan, 0, NULL, NULL), status); /* too late changes nothing */
    assert_int_equal(easc_scan_result(scan, &result, NULL),
                     status == EASC_OK ? EASC_OK : EASC_E_STATE);
    if (status == EASC_OK) {
        easc_summary summary = {.size = sizeof summary};
        assert_int_equal(easc_result_summary(result, &summary), EASC_OK);
        assert_int_equal(summary.rows, w->rows);
    }
    easc_result_free(result);
    easc_scan_free(scan);
    return status;
}

/* The folder of the logs, and the file when there has to be one, which is taken away. */
static void expect_file(const work *w, bool is_there)
{
    assert_int_equal(count_names(w->place), is_there ? 2 : 1);
    if (is_there) {
        assert_int_equal(remove(w->path), 0);
    }
}

static void cancel_report(void *handle)
{
    easc_report_cancel(handle);
}

static easc_status report_once(const work *w, uint64_t turns)
{
    easc_report *report = start_report(w->result, w->path);
    canceller who = {cancel_report, report, turns};
    easc__thread *thread = start_canceller(&who);
    easc_status status = easc_report_wait(report, UINT32_MAX, NULL, NULL);
    easc__thread_join(thread);
    assert_int_equal(easc_report_wait(report, 0, NULL, NULL), status);
    easc_report_free(report);
    if (status == EASC_OK) {
        expect_whole_workbook(w->place, "out");
    }
    expect_file(w, status == EASC_OK);
    return status;
}

static void cancel_document(void *handle)
{
    easc_document_cancel(handle);
}

static easc_status save_once(const work *w, uint64_t turns)
{
    easc_document *document = new_document(w->result);
    canceller who = {cancel_document, document, turns};
    easc__thread *thread = start_canceller(&who);
    easc_status status = easc_document_save(document, w->path, strlen(w->path), NULL);
    easc__thread_join(thread);
    easc_document_free(document);
    if (status == EASC_OK) {
        expect_content(w->place, "out", &w->expected);
    }
    expect_file(w, status == EASC_OK);
    return status;
}

/* A fifth of the rounds is cancelled at once and a fifth never, so that both ends come on any
   machine; the others up to twice the time that the work takes. */
static uint64_t choose_moment(dice *d, size_t round, uint64_t most)
{
    switch (round % 5) {
    case 0:
        return 0;
    case 1:
        return NEVER;
    default:
        return 1 + throw_dice(d, most);
    }
}

static void cancel_at_any_moment(const work *w, work_once once, size_t rounds)
{
    dice d = {UINT64_C(0x9E3779B97F4A7C15)};
    size_t cancelled = 0;
    uint64_t start_ms = easc__clock_ms();
    assert_int_equal(once(w, NEVER), EASC_OK);
    uint64_t most = (easc__clock_ms() - start_ms + 1) * 2 * turns_in_a_ms();
    for (size_t i = 0; i < rounds / SPARING; i++) {
        uint64_t turns = choose_moment(&d, i, most);
        easc_status status = once(w, turns);
        assert_true(status == EASC_E_CANCELLED || status == EASC_OK);
        assert_true(status == EASC_OK || turns != NEVER);
        cancelled += status == EASC_E_CANCELLED;
    }
    assert_true(cancelled > 0 && cancelled < rounds / SPARING);
}

static work new_work(scratch *place, const char *logs)
{
    easc_result *result = new_result(logs);
    easc_summary summary = {.size = sizeof summary};
    assert_int_equal(easc_result_summary(result, &summary), EASC_OK);
    return (work){place,  logs,         scratch_path(place, "out"),
                  result, summary.rows, saved_content(place, result)};
}

static void work_done(work *w)
{
    easc_result_free(w->result);
    free(w->expected.bytes);
}

static void scans_reports_and_documents_of_little_are_cancelled_at_any_moment(void **state)
{
    work w = new_work(*state, write_logs(*state));
    cancel_at_any_moment(&w, scan_once, 60);
    cancel_at_any_moment(&w, report_once, 40);
    cancel_at_any_moment(&w, save_once, 60);
    work_done(&w);
}

static void scans_of_much_are_cancelled_at_any_moment(void **state)
{
    work w = new_work(*state, write_many_devices(*state, 4000));
    cancel_at_any_moment(&w, scan_once, 20);
    work_done(&w);
}

static void reports_and_documents_of_much_are_cancelled_at_any_moment(void **state)
{
    work w = new_work(*state, write_many_devices(*state, 400));
    cancel_at_any_moment(&w, report_once, 15);
    cancel_at_any_moment(&w, save_once, 30);
    work_done(&w);
}

static void work_is_freed_at_any_moment(void **state)
{
    enum { ROUNDS = 40 / SPARING };
    dice d = {UINT64_C(0xD1B54A32D192ED03)};
    work w = new_work(*state, write_many_devices(*state, 100));
    uint64_t most = 1 + 2 * turns_in_a_ms();
    for (size_t i = 0; i < ROUNDS; i++) {
        easc_scan *scan = start(w.logs);
        easc_report *report = start_report(w.result, w.path);
        spin(throw_dice(&d, most));
        easc_scan_free(scan);
        spin(throw_dice(&d, most));
        easc_report_free(report);
        bool is_there = count_names(*state) > 1;
        if (is_there) {
            expect_whole_workbook(*state, "out");
        }
        expect_file(&w, is_there);
    }
    work_done(&w);
}

#ifndef _WIN32
/* Nobody reads from it. */
static const char *make_pipe(scratch *place)
{
    const char *path = scratch_path(place, "out");
    assert_int_equal(mkfifo(path, 0600), 0);
    return path;
}

static void work_that_waits_for_a_reader_of_a_pipe_is_cancelled_and_freed(void **state)
{
    easc_result *result = new_result(write_logs(*state));
    const char *pipe = make_pipe(*state);
    easc_report *report = start_report(result, pipe);
    easc_document *document = new_document(result);
    canceller who = {cancel_document, document, turns_in_a_ms() * 10};
    easc__thread *thread = start_canceller(&who);
    assert_int_equal(easc_document_save(document, pipe, strlen(pipe), NULL), EASC_E_CANCELLED);
    assert_int_equal(easc_report_wait(report, 1, NULL, NULL), EASC_RUNNING);
    easc__thread_join(thread);
    easc_report_free(report);
    easc_document_free(document);
    easc_result_free(result);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_a_place(handles_are_freed_in_every_order),
        in_a_place(handles_of_work_that_goes_on_are_freed_in_every_order),
        in_a_place(eight_threads_scan_and_write_at_once),
        in_a_place(eight_threads_read_one_result),
        cmocka_unit_test(eight_threads_wait_for_one_scan),
        cmocka_unit_test(eight_threads_wait_for_a_scan_that_one_of_them_cancels),
        in_a_place(scans_reports_and_documents_of_little_are_cancelled_at_any_moment),
        in_a_place(scans_of_much_are_cancelled_at_any_moment),
        in_a_place(reports_and_documents_of_much_are_cancelled_at_any_moment),
        in_a_place(work_is_freed_at_any_moment),
#ifndef _WIN32
        in_a_place(work_that_waits_for_a_reader_of_a_pipe_is_cancelled_and_freed),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
