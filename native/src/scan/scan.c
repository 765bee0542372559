/* scan.c - see scan.h. One lock guards everything that workers share; it is held for bookkeeping
   only, never while bytes are read or rows are worked on. */
#include "scan/scan.h"

#include "base/heap.h"
#include "base/text.h"
#include "os/os_thread.h"
#include "scan/export_window.h"
#include "scan/feed.h"
#include "scan/rows.h"
#include "source/source.h"

#include <stdlib.h>

/* An input while it is read. */
typedef struct open_input {
    easc__feed *feed;  /* NULL: not open */
    size_t input;      /* index */
    bool is_busy;      /* some worker reads from it, or works on an ordered chunk */
    bool is_ended;     /* nothing more comes; chunks may still be worked on */
    size_t chunks_out; /* given and not finished */
    uint64_t consumed; /* bytes of the file that the progress knows of */
} open_input;

/* Lines of each chunk of an input, so that samples get their line numbers at the end. */
typedef struct chunk_lines {
    uint64_t *lines;
    size_t count;
    size_t capacity;
} chunk_lines;

struct easc__scan {
    easc__lock *lock;
    easc__signal *changed;
    easc__thread *conductor;
    easc__answer *answer; /* options, catalogue, mailboxes from the start; the rest at the end */
    easc__stop stop;
    easc__input_list list;
    easc__interest interest;
    chunk_lines *chunk_lines; /* by input */
    char **servers;           /* by input: what its path names; from easc__alloc */
    size_t next_input;
    open_input *open; /* one place a worker */
    uint32_t worker_count;
    size_t problem_capacity;
    easc__scan_progress progress;
    uint64_t started_ms;
    bool is_cancelled;
    bool is_done;
    easc_status status;
    easc__error error;
};

typedef struct worker {
    easc__scan *scan;
    easc__thread *thread;
    easc__shard shard;
    bool has_shard;
    easc__cmdlet *cmdlet; /* of an export; else NULL */
    easc__request_reader reader;
    easc__chunk chunk;
    size_t place; /* the open input it worked on last */
} worker;

static void fail(easc__scan *scan, easc_status status, const char *message)
{
    if (scan->status == EASC_OK) {
        scan->status = easc__fail(&scan->error, status, NULL, message);
    }
}

static void add_problem(easc__scan *scan, const easc__error *problem)
{
    easc__answer *answer = scan->answer;
    easc__error *problems = easc__grow(answer->problems, answer->problem_count,
                                       &scan->problem_capacity, sizeof *problems);
    if (!problems) {
        fail(scan, EASC_E_MEMORY, "not enough memory");
        return;
    }
    answer->problems = problems;
    answer->problems[answer->problem_count++] = *problem;
}

static bool is_stopped(const easc__scan *scan)
{
    return scan->is_cancelled || scan->status != EASC_OK;
}

/* The same without the lock held. */
static bool has_to_stop(easc__scan *scan)
{
    easc__lock_take(scan->lock);
    bool stopped = is_stopped(scan);
    easc__lock_give(scan->lock);
    return stopped;
}

static bool is_stop_wanted(void *owner)
{
    return has_to_stop(owner);
}

/* --- what a worker does next; called with the lock held ------------------------------------- */

static bool is_readable(const open_input *o)
{
    return o->feed && !o->is_busy && !o->is_ended;
}

static size_t find_readable(const easc__scan *scan)
{
    for (size_t i = 0; i < scan->worker_count; i++) {
        if (is_readable(&scan->open[i])) {
            return i;
        }
    }
    return scan->worker_count;
}

static size_t find_place(const easc__scan *scan)
{
    for (size_t i = 0; i < scan->worker_count; i++) {
        if (!scan->open[i].feed && !scan->open[i].is_busy) {
            return i;
        }
    }
    return scan->worker_count;
}

static bool is_anything_open(const easc__scan *scan)
{
    for (size_t i = 0; i < scan->worker_count; i++) {
        if (scan->open[i].feed || scan->open[i].is_busy) {
            return true;
        }
    }
    return false;
}

static void close_if_finished(easc__scan *scan, open_input *o)
{
    if (o->is_ended && o->chunks_out == 0 && o->feed) {
        easc__feed *feed = o->feed;
        o->feed = NULL;
        scan->progress.inputs_done++;
        easc__feed_close(feed);
    }
}

static void note_progress(easc__scan *scan, open_input *o)
{
    easc__input *input = &scan->answer->inputs[o->input];
    uint64_t consumed = easc__feed_consumed(o->feed);
    scan->progress.bytes_done += consumed - o->consumed;
    o->consumed = consumed;
    input->bytes = easc__feed_bytes(o->feed);
    if (easc__feed_format(o->feed) != EASC__FORMAT_UNKNOWN) {
        input->format = easc__feed_format(o->feed); /* a guess stays otherwise */
    }
}

/* --- opening, reading, working; called with the lock held, which is given meanwhile --------- */

static void open_next(worker *w, size_t place)
{
    easc__scan *scan = w->scan;
    open_input *o = &scan->open[place];
    size_t input = scan->next_input++;
    o->is_busy = true;
    easc__lock_give(scan->lock);
    easc__feed *feed = NULL;
    easc__error error = {0};
    const easc__options *options = &scan->answer->options;
    const easc__schema *assumed = options->assume == EASC__ASSUME_NAMES ? &options->assumed : NULL;
    easc_status status = easc__feed_open(&scan->list.inputs[input], assumed, options->chunk_bytes,
                                         &scan->stop, &feed, &error);
    easc__lock_take(scan->lock);
    *o = (open_input){feed, input, false, false, 0, 0};
    if (status == EASC_E_MEMORY) {
        fail(scan, status, error.message);
    } else if (status != EASC_OK) {
        add_problem(scan, &error);
        scan->progress.inputs_done++;
    } else {
        w->place = place;
    }
    easc__signal_all(scan->changed);
}

static bool add_chunk_lines(chunk_lines *lines, size_t number, uint64_t n)
{
    while (lines->count <= number) {
        uint64_t *grown = easc__grow(lines->lines, lines->count, &lines->capacity, sizeof *grown);
        if (!grown) {
            return false;
        }
        lines->lines = grown;
        lines->lines[lines->count++] = 0;
    }
    lines->lines[number] = n;
    return true;
}

/* Keeps the samples with the smallest offsets. While the scan runs, `line` holds the line within
   the chunk and the chunk's number is packed above it: both are resolved at the end. */
enum { CHUNK_SHIFT = 32 };

static bool add_sample(easc__input *input, int reason, const easc__reject_sample *sample,
                       size_t chunk)
{
    if (!input->samples) {
        input->samples = easc__alloc_zero(EASC__REJECT_COUNT, sizeof *input->samples);
        if (!input->samples) {
            return false;
        }
    }
    uint32_t n = input->sample_count[reason];
    easc__reject_sample *kept = input->samples[reason];
    uint32_t at = n;
    while (at > 0 && kept[at - 1].byte > sample->byte) {
        at--;
    }
    if (at >= EASC__REJECT_SAMPLES) {
        return true;
    }
    uint32_t moved = n < EASC__REJECT_SAMPLES ? n - at : EASC__REJECT_SAMPLES - 1 - at;
    memmove(kept + at + 1, kept + at, moved * sizeof *kept);
    kept[at] = *sample;
    kept[at].line |= (uint64_t)chunk << CHUNK_SHIFT;
    input->sample_count[reason] = n < EASC__REJECT_SAMPLES ? n + 1 : n;
    return true;
}

static void add_missing_columns(easc__input *input, const easc__chunk_sum *sum)
{
    for (int c = 0; sum->missing_columns && c < EASC__NEEDED_COLUMNS; c++) {
        bool is_known = (input->missing_columns >> c & 1) != 0;
        bool is_missing = (sum->missing_columns >> c & 1) != 0;
        const easc__place *place = &sum->missing_from[c].place;
        if (is_missing && (!is_known || place->byte < input->missing_from[c].place.byte)) {
            input->missing_from[c] = sum->missing_from[c];
        }
    }
    input->missing_columns |= sum->missing_columns;
}

/* Called with the lock held. */
static void add_sum(easc__scan *scan, size_t index, size_t chunk, const easc__chunk_sum *sum)
{
    easc__input *input = &scan->answer->inputs[index];
    input->lines += sum->lines;
    input->rows += sum->rows;
    input->eas_rows += sum->eas_rows;
    for (int r = 0; r < EASC__REJECT_COUNT; r++) {
        input->rejected[r] += sum->rejected[r];
        for (uint32_t i = 0; i < sum->sample_count[r]; i++) {
            if (!add_sample(input, r, &sum->samples[r][i], chunk)) {
                fail(scan, EASC_E_MEMORY, "not enough memory");
            }
        }
    }
    add_missing_columns(input, sum);
    if (sum->is_guessed && input->format == EASC__FORMAT_UNKNOWN) {
        input->format = EASC__FORMAT_W3C;
    }
    scan->progress.rows += sum->rows;
    scan->progress.eas_rows += sum->eas_rows;
    if (!add_chunk_lines(&scan->chunk_lines[index], chunk, sum->lines)) {
        fail(scan, EASC_E_MEMORY, "not enough memory");
    }
}

/* A fault of the input ends it; what came before counts. Called with the lock held. */
static void end_input(easc__scan *scan, open_input *o, easc_status status, easc__error *error)
{
    o->is_ended = true;
    if (status == EASC_E_MEMORY) {
        fail(scan, status, error->message);
    } else if (status != EASC_END) {
        const char *path = scan->list.inputs[o->input].path;
        easc__error problem;
        (void)easc__fail_at(&problem, status, path, error->line, error->byte, error->message);
        add_problem(scan, &problem);
    }
}

/* Reads the next chunk of an open input; false at its end. */
static bool read_chunk(worker *w, open_input *o)
{
    easc__scan *scan = w->scan;
    easc__error error = {0};
    o->is_busy = true;
    easc__lock_give(scan->lock);
    easc_status status = easc__feed_next(o->feed, &w->chunk, &error);
    easc__lock_take(scan->lock);
    note_progress(scan, o);
    if (status == EASC_OK || status == EASC_END) {
        scan->answer->inputs[o->input].is_read = true;
    }
    if (status == EASC_OK) {
        o->chunks_out++;
        o->is_busy = w->chunk.is_ordered;
    } else {
        o->is_busy = false;
        end_input(scan, o, status, &error);
        close_if_finished(scan, o);
    }
    easc__signal_all(scan->changed);
    return status == EASC_OK;
}

/* Works on the chunk that was read. */
static void work_on_chunk(worker *w, open_input *o)
{
    easc__scan *scan = w->scan;
    easc__row_context context = {&scan->answer->options,
                                 (uint32_t)o->input,
                                 easc__bytes_z(scan->servers[o->input]),
                                 &w->reader,
                                 &w->shard,
                                 w->cmdlet};
    easc__chunk_sum sum;
    easc__directives behind;
    easc__lock_give(scan->lock);
    bool ok = easc__rows_read(&context, &w->chunk, &sum, &behind);
    easc__lock_take(scan->lock);
    if (w->chunk.is_ordered) {
        easc__feed_finish_ordered(o->feed, &behind);
        o->is_busy = false;
    }
    o->chunks_out--;
    add_sum(scan, o->input, w->chunk.number, &sum);
    if (!ok) {
        fail(scan, EASC_E_MEMORY, "not enough memory for the devices of these logs");
    }
    close_if_finished(scan, o);
    easc__signal_all(scan->changed);
}

/* One chunk of an open input. Other workers may read on while this one works, unless the chunk is
   ordered. */
static void read_and_work(worker *w, size_t place)
{
    open_input *o = &w->scan->open[place];
    w->place = place;
    if (read_chunk(w, o)) {
        work_on_chunk(w, o);
    }
}

static void run_worker(void *argument)
{
    worker *w = argument;
    easc__scan *scan = w->scan;
    easc__lock_take(scan->lock);
    while (!is_stopped(scan)) {
        size_t readable = find_readable(scan);
        size_t place = find_place(scan);
        if (is_readable(&scan->open[w->place])) {
            read_and_work(w, w->place); /* its own first: a file each is the least to share */
        } else if (scan->next_input < scan->list.count && place < scan->worker_count) {
            open_next(w, place);
        } else if (readable < scan->worker_count) {
            read_and_work(w, readable);
        } else if (is_anything_open(scan)) {
            easc__signal_wait(scan->changed, scan->lock, UINT32_MAX);
        } else {
            break;
        }
    }
    easc__signal_all(scan->changed);
    easc__lock_give(scan->lock);
}

/* --- the conductor -------------------------------------------------------------------------- */

static bool prepare_inputs(easc__scan *scan)
{
    size_t count = scan->list.count;
    easc__answer *answer = scan->answer;
    answer->inputs = easc__alloc_zero(count, sizeof *answer->inputs);
    scan->chunk_lines = easc__alloc_zero(count, sizeof *scan->chunk_lines);
    scan->servers = easc__alloc_zero(count, sizeof *scan->servers);
    if (!answer->inputs || !scan->chunk_lines || !scan->servers) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const easc__input_ref *ref = &scan->list.inputs[i];
        easc__text path = easc__text_init(0);
        easc__text_add_utf8(&path, easc__bytes_z(ref->path));
        answer->inputs[i].path = path.failed ? NULL : easc__copy_text(path.p, path.n);
        easc__text_done(&path);
        easc__bytes server = easc__server_of_path(easc__bytes_z(ref->absolute));
        scan->servers[i] = easc__copy_text(server.p, server.n);
        answer->inputs[i].identity = ref->identity;
        answer->input_count = i + 1;
        if (!answer->inputs[i].path || !scan->servers[i]) {
            return false;
        }
        scan->progress.bytes_total += ref->size_bytes;
    }
    scan->progress.inputs_total = count;
    return true;
}

static easc_status find_inputs(easc__scan *scan)
{
    const easc__texts *paths = &scan->answer->options.paths;
    const char **texts = easc__alloc(paths->count, sizeof *texts);
    if (!texts) {
        return easc__fail(&scan->error, EASC_E_MEMORY, NULL, "not enough memory");
    }
    for (size_t i = 0; i < paths->count; i++) {
        texts[i] = paths->items[i].p;
    }
    easc_status status =
        easc__inputs_find(texts, paths->count, &scan->stop, &scan->list, &scan->error);
    easc__free(texts);
    return status;
}

/* The lines of each chunk become those in front of it. */
static void add_up_lines(easc__scan *scan)
{
    for (size_t i = 0; i < scan->answer->input_count; i++) {
        chunk_lines *lines = &scan->chunk_lines[i];
        uint64_t before = 0;
        for (size_t c = 0; c < lines->count; c++) {
            uint64_t n = lines->lines[c];
            lines->lines[c] = before;
            before += n;
        }
    }
}

static void resolve_place(void *owner, easc__place *place)
{
    const easc__scan *scan = owner;
    place->line += scan->chunk_lines[place->input].lines[place->chunk] + 1;
    place->chunk = 0;
}

static void resolve_samples(easc__scan *scan)
{
    for (size_t i = 0; i < scan->answer->input_count; i++) {
        const chunk_lines *lines = &scan->chunk_lines[i];
        easc__input *input = &scan->answer->inputs[i];
        for (int c = 0; c < EASC__NEEDED_COLUMNS; c++) {
            if (input->missing_columns >> c & 1) {
                resolve_place(scan, &input->missing_from[c].place);
            }
        }
        for (int r = 0; r < EASC__REJECT_COUNT; r++) {
            for (uint32_t s = 0; s < input->sample_count[r]; s++) {
                uint64_t packed = input->samples[r][s].line;
                uint64_t in_chunk = packed & UINT32_MAX;
                input->samples[r][s].line = lines->lines[packed >> CHUNK_SHIFT] + in_chunk + 1;
            }
        }
    }
}

static int compare_problems(const void *a, const void *b)
{
    const easc__error *x = a;
    const easc__error *y = b;
    int order = strcmp(x->path, y->path);
    return order ? order : strcmp(x->message, y->message);
}

static bool start_workers(easc__scan *scan, worker *workers)
{
    easc__hash_key key;
    if (!easc__random(&key, sizeof key)) {
        fail(scan, EASC_E_INTERNAL, "the system gives no random bytes");
        return false;
    }
    for (uint32_t i = 0; i < scan->worker_count; i++) {
        workers[i].scan = scan;
        workers[i].place = i;
        workers[i].has_shard = easc__shard_init(&workers[i].shard, key, &scan->interest);
        bool is_export = scan->answer->options.is_export;
        workers[i].cmdlet = is_export ? easc__cmdlet_new(key, NULL) : NULL;
        if (!workers[i].has_shard || (is_export && !workers[i].cmdlet)) {
            fail(scan, EASC_E_MEMORY, "not enough memory");
            return false;
        }
    }
    /* The first worker is the conductor itself, and it alone suffices. */
    for (uint32_t i = 1; i < scan->worker_count; i++) {
        workers[i].thread = easc__thread_start(run_worker, &workers[i]);
    }
    return true;
}

/* Moves what the workers found into the answer. */
static void merge(easc__scan *scan, worker *workers)
{
    easc__shard_move(&scan->answer->shard, &workers[0].shard);
    workers[0].has_shard = false;
    for (uint32_t i = 1; i < scan->worker_count && scan->status == EASC_OK; i++) {
        workers[i].has_shard = false;
        if (!easc__shard_merge(&scan->answer->shard, &workers[i].shard)) {
            fail(scan, EASC_E_MEMORY, "not enough memory to put the results together");
        }
    }
}

/* The same for an export. */
static void merge_cmdlet(easc__scan *scan, worker *workers)
{
    easc__cmdlet *all = workers[0].cmdlet;
    bool ok = true;
    for (uint32_t i = 1; ok && i < scan->worker_count; i++) {
        ok = easc__cmdlet_merge(all, workers[i].cmdlet);
        easc__cmdlet_free(workers[i].cmdlet);
        workers[i].cmdlet = NULL;
    }
    if (ok && easc__cmdlet_settle(all)) {
        scan->answer->cmdlet = all;
        workers[0].cmdlet = NULL;
    } else {
        fail(scan, EASC_E_MEMORY, "not enough memory to put the results together");
    }
}

static void read_all(easc__scan *scan)
{
    worker *workers = easc__alloc_zero(scan->worker_count, sizeof *workers);
    if (!workers) {
        fail(scan, EASC_E_MEMORY, "not enough memory");
        return;
    }
    const easc__options *options = &scan->answer->options;
    scan->interest = (easc__interest){
        options->terms.policy_off, options->terms.off_count, options->devices.items,
        options->has_timeline ? options->devices.count : 0, options->wants_unknown};
    if (start_workers(scan, workers)) {
        run_worker(&workers[0]);
    }
    for (uint32_t i = 1; i < scan->worker_count; i++) {
        easc__thread_join(workers[i].thread);
    }
    if (!has_to_stop(scan)) {
        merge(scan, workers);
        if (scan->answer->options.is_export) {
            merge_cmdlet(scan, workers);
        }
    }
    for (uint32_t i = 0; i < scan->worker_count; i++) {
        if (workers[i].has_shard) {
            easc__shard_done(&workers[i].shard);
        }
        easc__cmdlet_free(workers[i].cmdlet);
        easc__request_reader_done(&workers[i].reader);
        easc__chunk_done(&workers[i].chunk);
    }
    easc__free(workers);
}

static void scan_and_judge(easc__scan *scan)
{
    easc_status status = find_inputs(scan);
    for (size_t i = 0; status == EASC_OK && i < scan->list.problem_count; i++) {
        add_problem(scan, &scan->list.problems[i]);
    }
    easc__lock_take(scan->lock);
    if (status != EASC_OK) {
        scan->status = status;
    } else if (!prepare_inputs(scan)) {
        fail(scan, EASC_E_MEMORY, "not enough memory");
    }
    bool go_on = !is_stopped(scan);
    easc__lock_give(scan->lock);
    if (go_on) {
        read_all(scan);
    }
    if (!has_to_stop(scan)) {
        easc__answer *answer = scan->answer;
        add_up_lines(scan);
        resolve_samples(scan);
        easc__shard_each_place(&answer->shard, resolve_place, scan);
        if (answer->problem_count > 1) {
            qsort(answer->problems, answer->problem_count, sizeof *answer->problems,
                  compare_problems);
        }
        scan->status = easc__answer_judge(answer, &scan->error);
    }
}

static void conduct(void *argument)
{
    easc__scan *scan = argument;
    scan_and_judge(scan);
    easc__lock_take(scan->lock);
    if (scan->is_cancelled && scan->status == EASC_OK) {
        fail(scan, EASC_E_CANCELLED, "cancelled");
    }
    scan->is_done = true;
    scan->progress.elapsed_ms = easc__clock_ms() - scan->started_ms;
    easc__signal_all(scan->changed);
    easc__lock_give(scan->lock);
}

static easc_status prepare(easc__scan *scan, const easc__options *options, easc__error *err)
{
    easc_status status = easc__options_check(options, err);
    if (status != EASC_OK) {
        return status;
    }
    scan->answer = easc__alloc_zero(1, sizeof *scan->answer);
    scan->lock = easc__lock_new();
    scan->changed = easc__signal_new();
    scan->worker_count = options->threads ? options->threads : easc__processor_count();
    if (scan->worker_count > EASC__THREADS_MAX) {
        scan->worker_count = EASC__THREADS_MAX;
    }
    scan->open = easc__alloc_zero(scan->worker_count, sizeof *scan->open);
    if (!scan->answer || !scan->lock || !scan->changed || !scan->open) {
        return easc__fail(err, EASC_E_MEMORY, NULL, "not enough memory");
    }
    status = easc__options_copy(options, &scan->answer->options, err);
    if (status == EASC_OK) {
        status = easc__export_window(&scan->answer->options, err);
    }
    return status == EASC_OK ? easc__answer_load(scan->answer, err) : status;
}

easc_status easc__scan_start(const easc__options *options, easc__scan **out, easc__error *err)
{
    easc__scan *scan = easc__alloc_zero(1, sizeof *scan);
    if (!scan) {
        return easc__fail(err, EASC_E_MEMORY, NULL, "not enough memory");
    }
    scan->stop = (easc__stop){is_stop_wanted, scan};
    easc_status status = prepare(scan, options, err);
    if (status == EASC_OK) {
        scan->started_ms = easc__clock_ms();
        scan->conductor = easc__thread_start(conduct, scan);
        if (!scan->conductor) {
            status = easc__fail(err, EASC_E_MEMORY, NULL, "no thread can be started");
        }
    }
    if (status != EASC_OK) {
        easc__scan_free(scan);
        return status;
    }
    *out = scan;
    return EASC_OK;
}

easc_status easc__scan_wait(easc__scan *scan, uint32_t timeout_ms, easc__scan_progress *progress,
                            easc__error *err)
{
    easc__lock_take(scan->lock);
    easc__signal_wait_for(scan->changed, scan->lock, timeout_ms, &scan->is_done);
    if (progress) {
        *progress = scan->progress;
        if (!scan->is_done) {
            progress->elapsed_ms = easc__clock_ms() - scan->started_ms;
        }
    }
    easc_status status = scan->is_done ? scan->status : EASC_RUNNING;
    if (err && status != EASC_OK && status != EASC_RUNNING) {
        *err = scan->error;
    }
    easc__lock_give(scan->lock);
    return status;
}

void easc__scan_cancel(easc__scan *scan)
{
    easc__lock_take(scan->lock);
    scan->is_cancelled = true;
    easc__signal_all(scan->changed);
    easc__lock_give(scan->lock);
}

easc__answer *easc__scan_take(easc__scan *scan)
{
    easc__lock_take(scan->lock);
    bool has_answer = scan->is_done && scan->status == EASC_OK;
    easc__answer *answer = has_answer ? scan->answer : NULL;
    if (has_answer) {
        scan->answer = NULL;
    }
    easc__lock_give(scan->lock);
    return answer;
}

static void free_inputs(easc__scan *scan)
{
    for (size_t i = 0; i < scan->list.count; i++) {
        if (scan->chunk_lines) {
            easc__free(scan->chunk_lines[i].lines);
        }
        if (scan->servers) {
            easc__free(scan->servers[i]);
        }
    }
    easc__free(scan->chunk_lines);
    easc__free(scan->servers);
    easc__inputs_free(&scan->list);
}

void easc__scan_free(easc__scan *scan)
{
    if (!scan) {
        return;
    }
    if (scan->conductor) {
        easc__scan_cancel(scan);
        easc__thread_join(scan->conductor);
    }
    for (uint32_t i = 0; scan->open && i < scan->worker_count; i++) {
        easc__feed_close(scan->open[i].feed);
    }
    if (scan->answer) {
        easc__answer_done(scan->answer);
        easc__free(scan->answer);
    }
    free_inputs(scan);
    easc__free(scan->open);
    easc__signal_free(scan->changed);
    easc__lock_free(scan->lock);
    easc__free(scan);
}
