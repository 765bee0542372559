/* api_write.c - documents and reports of easc.h. */
#include "api/api_result.h"
#include "base/heap.h"
#include "base/text.h"
#include "os/os_file.h"
#include "render/document.h"
#include "render/render_xlsx.h"
#include "report/workbook.h"

#include <stdatomic.h>

struct easc_document {
    easc__shared *shared; /* NULL: `text` is the whole document */
    char *source;         /* the file that such a document is about; NULL: none */
    easc__document_writer write;
    easc__document_style style;
    size_t step;
    bool is_ended;
    atomic_bool is_cancelled; /* no lock: a signal handler may set it */
    easc__text text;          /* written, not read yet */
    size_t at;
};

static easc_document *new_document(void)
{
    easc_document *document = easc__alloc_zero(1, sizeof *document);
    if (document) {
        document->text = easc__text_init(0);
        atomic_init(&document->is_cancelled, false);
    }
    return document;
}

easc_status easc_document_new(const easc_result *result, int32_t kind, int32_t format,
                              int32_t has_colour, uint32_t width, easc_document **out,
                              easc_error *error)
{
    if (!result || !out) {
        return easc__refuse(error, EASC_E_ARGUMENT, "result and out must not be NULL");
    }
    easc__document_writer writer =
        easc__document_writer_of((easc__document_kind)kind, (easc__document_format)format);
    if (!writer) {
        return easc__refuse(error, EASC_E_ARGUMENT, "there is no such document or format");
    }
    easc_document *document = new_document();
    if (!document) {
        return easc__refuse(error, EASC_E_MEMORY, "not enough memory");
    }
    easc__shared_hold(result->shared);
    document->shared = result->shared;
    document->write = writer;
    document->style = (easc__document_style){has_colour != 0, width};
    *out = document;
    return EASC_OK;
}

easc_document *easc__document_of_text(easc__text *text, easc__bytes source)
{
    easc_document *document = new_document();
    char *path = easc__copy_text(source.p ? source.p : "", source.n);
    if (!document || !path) {
        easc__free(document);
        easc__free(path);
        return NULL;
    }
    document->source = path;
    document->text = *text;
    document->is_ended = true;
    *text = easc__text_init(0);
    return document;
}

void easc_document_free(easc_document *document)
{
    if (document) {
        easc__shared_drop(document->shared);
        easc__text_done(&document->text);
        easc__free(document->source);
        easc__free(document);
    }
}

void easc_document_cancel(easc_document *document)
{
    if (document) {
        atomic_store(&document->is_cancelled, true);
    }
}

/* Makes the next piece that is not empty; false when there is no memory. */
static bool make_piece(easc_document *document)
{
    if (document->at < document->text.n) {
        return true;
    }
    easc__text_clear(&document->text);
    document->at = 0;
    while (document->text.n == 0 && !document->is_ended && !document->text.failed) {
        document->is_ended = !document->write(document->shared->answer, &document->style,
                                              document->step++, &document->text);
    }
    return !document->text.failed;
}

easc_status easc_document_read(easc_document *document, void *buffer, size_t capacity,
                               size_t *count, easc_error *error)
{
    if (!document || !buffer || capacity == 0 || !count) {
        return easc__refuse(error, EASC_E_ARGUMENT, "document, buffer and count are needed");
    }
    if (!make_piece(document)) {
        return easc__refuse(error, EASC_E_MEMORY, "not enough memory");
    }
    size_t left = document->text.n - document->at;
    size_t n = left < capacity ? left : capacity;
    if (n > 0) {
        memcpy(buffer, document->text.p + document->at, n);
    }
    document->at += n;
    *count = n;
    return n > 0 ? EASC_OK : EASC_END;
}

char *easc__path_text(const char *path, size_t length, easc_error *error, easc_status *status)
{
    if (!path || length == 0 || memchr(path, '\0', length)) {
        *status = easc__refuse(error, EASC_E_ARGUMENT, "a path is empty or holds a NUL byte");
        return NULL;
    }
    char *text = easc__copy_text(path, length);
    if (!text) {
        *status = easc__refuse(error, EASC_E_MEMORY, "not enough memory");
    }
    return text;
}

static bool is_save_cancelled(void *owner)
{
    const easc_document *document = owner;
    return atomic_load(&document->is_cancelled);
}

static easc_status write_all(easc_document *document, easc__output *output, easc__error *err)
{
    while (make_piece(document)) {
        size_t left = document->text.n - document->at;
        if (is_save_cancelled(document)) {
            return easc__fail(err, EASC_E_CANCELLED, NULL, "cancelled");
        }
        if (left == 0) {
            return EASC_OK;
        }
        easc_status status = easc__output_write(output, document->text.p + document->at, left, err);
        if (status != EASC_OK) {
            return status;
        }
        document->at = document->text.n;
    }
    return easc__fail(err, EASC_E_MEMORY, NULL, "not enough memory");
}

/* Whether a file that was read is the file `target`, an absolute path, or a member of it. Standard
   input is no file. */
static bool has_path(const char *read, easc__bytes target)
{
    if (strcmp(read, "-") == 0) {
        return false;
    }
    char *absolute = easc__path_absolute(read);
    easc__bytes path = easc__bytes_z(absolute);
    bool is_below =
        easc__names_ignore_case() ? easc__starts_nocase(path, target) : easc__starts(path, target);
    bool is_same = is_below && (path.n == target.n || path.p[target.n] == '/');
    easc__free(absolute);
    return is_same;
}

/* Where files have no identity (network shares of Windows), their paths tell. */
static bool is_input(const easc__answer *answer, const easc__identity *identity, easc__bytes target)
{
    for (size_t i = 0; i < answer->input_count; i++) {
        const easc__input *input = &answer->inputs[i];
        bool is_known = easc__is_identity(identity) && easc__is_identity(&input->identity);
        if (is_known ? easc__same_identity(identity, &input->identity)
                     : has_path(input->path, target)) {
            return true;
        }
    }
    return false;
}

/* The same of the file that a document without an answer is about. */
static bool is_source(const char *source, const easc__identity *identity, easc__bytes target)
{
    easc__path_info info;
    if (!source || !source[0]) {
        return false;
    }
    easc__path_look(source, &info);
    bool is_known = easc__is_identity(identity) && easc__is_identity(&info.identity);
    return is_known ? easc__same_identity(identity, &info.identity) : has_path(source, target);
}

/* The same of the files that options name. */
static bool is_option(const easc__answer *answer, const easc__identity *identity,
                      easc__bytes target)
{
    const easc__options *o = &answer->options;
    const easc__bytes files[] = {o->catalogue, o->mailboxes, o->identity_map, o->vip, o->policy};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (files[i].n > 0 && is_source(files[i].p, identity, target)) {
            return true;
        }
    }
    return false;
}

/* A report that takes the place of a log would be the last thing that was done with it. One of
   `answer` and `source` is NULL. */
easc_status easc__refuse_inputs(const easc__answer *answer, const char *source, const char *path,
                                easc__error *err)
{
    easc__path_info info;
    easc__path_look(path, &info);
    char *target = easc__path_absolute(path);
    if (!target) {
        return easc__fail(err, EASC_E_MEMORY, path, easc_status_text(EASC_E_MEMORY));
    }
    easc__bytes absolute = easc__bytes_z(target);
    bool is_log = answer && is_input(answer, &info.identity, absolute);
    bool is_refused = is_log || (answer ? is_option(answer, &info.identity, absolute)
                                        : is_source(source, &info.identity, absolute));
    easc__free(target);
    const char *message = is_log ? "is one of the logs that were read: choose another name"
                                 : "is a file that was read: choose another name";
    return is_refused ? easc__fail(err, EASC_E_ACCESS, path, message) : EASC_OK;
}

easc_status easc_document_save(easc_document *document, const char *path, size_t length,
                               easc_error *error)
{
    easc_status status = EASC_OK;
    if (!document) {
        return easc__refuse(error, EASC_E_ARGUMENT, "document must not be NULL");
    }
    char *target = easc__path_text(path, length, error, &status);
    if (!target) {
        return status;
    }
    easc__error inner = {0};
    easc__output *output = NULL;
    const easc__stop stop = {is_save_cancelled, document};
    status = easc__refuse_inputs(document->shared ? document->shared->answer : NULL,
                                 document->source, target, &inner);
    if (status == EASC_OK) {
        status = easc__output_create(target, &stop, &output, &inner);
    }
    if (status == EASC_OK) {
        status = write_all(document, output, &inner);
        if (status == EASC_OK) {
            status = easc__output_commit(output, &inner);
        } else {
            easc__output_discard(output);
        }
    }
    easc__free(target);
    if (status != EASC_OK) {
        (void)easc__give_error(&inner, error);
    }
    return status;
}

struct easc_report {
    easc__shared *shared;
    char *path;
    easc__thread *thread;
    easc__lock *lock;
    easc__signal *changed;
    bool is_cancelled; /* guarded by the lock, like everything below */
    bool is_done;
    uint32_t permille;
    easc_status status;
    easc__error error;
};

static bool note_progress(void *context, double done)
{
    easc_report *report = context;
    easc__lock_take(report->lock);
    report->permille = (uint32_t)(done * 1000.0);
    bool go_on = !report->is_cancelled;
    easc__lock_give(report->lock);
    return go_on;
}

static bool is_report_cancelled(void *owner)
{
    easc_report *report = owner;
    easc__lock_take(report->lock);
    bool is_cancelled = report->is_cancelled;
    easc__lock_give(report->lock);
    return is_cancelled;
}

/* Does not end the output. */
static easc_status write_model(easc_report *report, const easc__model *model, easc__output *output,
                               easc__error *err)
{
    easc__error inner = {0};
    if (!easc__output_can_seek(output)) {
        return easc__fail(err, EASC_E_WRITE, report->path,
                          "is a pipe, into which no workbook can be written: name a file");
    }
    easc_status status =
        easc__xlsx_write(model, easc__output_temporary(output), note_progress, report, &inner);
    if (status != EASC_OK) { /* the user knows the target, not the temporary file */
        return easc__fail(err, status, report->path, inner.message);
    }
    return note_progress(report, 1.0) ? EASC_OK
                                      : easc__fail(err, EASC_E_CANCELLED, NULL, "cancelled");
}

static easc_status write_workbook(easc_report *report, easc__error *err)
{
    easc__model model;
    easc__output *output = NULL;
    const easc__stop stop = {is_report_cancelled, report};
    easc_status status = easc__refuse_inputs(report->shared->answer, NULL, report->path, err);
    if (status == EASC_OK) {
        status = easc__workbook_build(report->shared->answer, &model, err);
    }
    if (status != EASC_OK) {
        return status;
    }
    status = easc__output_create(report->path, &stop, &output, err);
    if (status == EASC_OK) {
        status = write_model(report, &model, output, err);
        if (status == EASC_OK) {
            status = easc__output_commit(output, err);
        } else {
            easc__output_discard(output);
        }
    }
    easc__model_done(&model);
    return status;
}

static void run_report(void *argument)
{
    easc_report *report = argument;
    easc__error error = {0};
    easc_status status = write_workbook(report, &error);
    easc__lock_take(report->lock);
    report->status = status;
    report->error = error;
    report->is_done = true;
    easc__signal_all(report->changed);
    easc__lock_give(report->lock);
}

easc_status easc_report_start(const easc_result *result, const char *path, size_t length,
                              easc_report **out, easc_error *error)
{
    easc_status status = EASC_OK;
    if (!result || !out) {
        return easc__refuse(error, EASC_E_ARGUMENT, "result and out must not be NULL");
    }
    char *target = easc__path_text(path, length, error, &status);
    if (!target) {
        return status;
    }
    easc_report *report = easc__alloc_zero(1, sizeof *report);
    if (!report) {
        easc__free(target);
        return easc__refuse(error, EASC_E_MEMORY, "not enough memory");
    }
    report->path = target;
    report->lock = easc__lock_new();
    report->changed = easc__signal_new();
    easc__shared_hold(result->shared);
    report->shared = result->shared;
    if (report->lock && report->changed) {
        report->thread = easc__thread_start(run_report, report);
    }
    if (!report->thread) {
        easc_report_free(report);
        return easc__refuse(error, EASC_E_MEMORY, "no thread can be started");
    }
    *out = report;
    return EASC_OK;
}

easc_status easc_report_wait(easc_report *report, uint32_t timeout_ms, uint32_t *permille,
                             easc_error *error)
{
    if (!report) {
        return easc__refuse(error, EASC_E_ARGUMENT, "report must not be NULL");
    }
    easc__lock_take(report->lock);
    easc__signal_wait_for(report->changed, report->lock, timeout_ms, &report->is_done);
    easc_status status = report->is_done ? report->status : EASC_RUNNING;
    if (permille) {
        *permille = status == EASC_OK ? 1000 : report->permille;
    }
    if (status != EASC_OK && status != EASC_RUNNING) {
        (void)easc__give_error(&report->error, error);
    }
    easc__lock_give(report->lock);
    return status;
}

void easc_report_cancel(easc_report *report)
{
    if (report) {
        easc__lock_take(report->lock);
        report->is_cancelled = true;
        easc__lock_give(report->lock);
    }
}

void easc_report_free(easc_report *report)
{
    if (!report) {
        return;
    }
    if (report->thread) {
        easc_report_cancel(report);
        easc__thread_join(report->thread);
    }
    easc__shared_drop(report->shared);
    easc__signal_free(report->changed);
    easc__lock_free(report->lock);
    easc__free(report->path);
    easc__free(report);
}
