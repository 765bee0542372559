/* api_scan.c - options and scans of easc.h: handles and argument checks, no logic. */
#include "api/api_result.h"
#include "base/heap.h"
#include "scan/scan.h"

#define TEXT_OF(x) #x
#define VERSION_OF(major, minor, patch) TEXT_OF(major) "." TEXT_OF(minor) "." TEXT_OF(patch)

struct easc_options {
    easc__options inner;
};

struct easc_scan {
    easc__scan *inner;
    easc__lock *lock; /* guards `shared` */
    easc__shared *shared;
};

const easc__options *easc__options_of(const easc_options *options)
{
    return &options->inner;
}

uint32_t easc_abi_version(void)
{
    return EASC_ABI_VERSION;
}

const char *easc_version(void)
{
    return VERSION_OF(EASC_VERSION_MAJOR, EASC_VERSION_MINOR, EASC_VERSION_PATCH);
}

easc_status easc_options_new(easc_options **out)
{
    if (!out) {
        return EASC_E_ARGUMENT;
    }
    easc_options *options = easc__alloc(1, sizeof *options);
    if (!options) {
        return EASC_E_MEMORY;
    }
    easc__options_init(&options->inner);
    *out = options;
    return EASC_OK;
}

void easc_options_free(easc_options *options)
{
    if (options) {
        easc__options_done(&options->inner);
        easc__free(options);
    }
}

static easc_status give(easc_status status, const easc__error *from, easc_error *to)
{
    if (status != EASC_OK) {
        (void)easc__give_error(from, to);
    }
    return status;
}

easc_status easc_options_add_path(easc_options *options, const char *path, size_t length,
                                  easc_error *error)
{
    if (!options || !path) {
        return easc__refuse(error, EASC_E_ARGUMENT, "options and path must not be NULL");
    }
    easc__error inner = {0};
    easc_status status =
        easc__options_add_path(&options->inner, easc__bytes_of(path, length), &inner);
    return give(status, &inner, error);
}

easc_status easc_options_set(easc_options *options, const char *name, size_t name_length,
                             const char *value, size_t value_length, easc_error *error)
{
    if (!options || !name || (!value && value_length > 0)) {
        return easc__refuse(error, EASC_E_ARGUMENT, "options, name and value must not be NULL");
    }
    easc__error inner = {0};
    easc_status status = easc__options_set(&options->inner, easc__bytes_of(name, name_length),
                                           easc__bytes_of(value, value_length), &inner);
    return give(status, &inner, error);
}

easc_status easc_scan_start(const easc_options *options, easc_scan **out, easc_error *error)
{
    if (!options || !out || options->inner.paths.count == 0) {
        return easc__refuse(error, EASC_E_ARGUMENT, "options with at least one path are needed");
    }
    easc_scan *scan = easc__alloc_zero(1, sizeof *scan);
    easc__lock *lock = easc__lock_new();
    if (!scan || !lock) {
        easc__free(scan);
        easc__lock_free(lock);
        return easc__refuse(error, EASC_E_MEMORY, "not enough memory");
    }
    scan->lock = lock;
    easc__error inner = {0};
    easc_status status = easc__scan_start(&options->inner, &scan->inner, &inner);
    if (status != EASC_OK) {
        easc_scan_free(scan);
        return give(status, &inner, error);
    }
    *out = scan;
    return EASC_OK;
}

easc_status easc_scan_wait(easc_scan *scan, uint32_t timeout_ms, easc_progress *progress,
                           easc_error *error)
{
    if (!scan) {
        return easc__refuse(error, EASC_E_ARGUMENT, "scan must not be NULL");
    }
    if (progress && progress->size < sizeof progress->size) {
        return easc__refuse(error, EASC_E_ARGUMENT, "progress.size must be set");
    }
    easc__scan_progress p;
    easc__error inner = {0};
    easc_status status = easc__scan_wait(scan->inner, timeout_ms, &p, &inner);
    if (progress) {
        easc_progress filled = {sizeof filled, 0,      p.inputs_total, p.inputs_done, p.bytes_total,
                                p.bytes_done,  p.rows, p.eas_rows,     p.elapsed_ms};
        (void)easc__give_struct(progress, &filled, sizeof filled);
    }
    return status == EASC_RUNNING ? status : give(status, &inner, error);
}

void easc_scan_cancel(easc_scan *scan)
{
    if (scan) {
        easc__scan_cancel(scan->inner);
    }
}

/* The answer of a finished scan, taken over at the first call; NULL and a status otherwise. */
static easc_status share(easc_scan *scan)
{
    if (scan->shared) {
        return EASC_OK;
    }
    easc__shared *shared = easc__shared_new(NULL); /* first, so that no failure loses the answer */
    if (!shared) {
        return EASC_E_MEMORY;
    }
    shared->answer = easc__scan_take(scan->inner);
    if (!shared->answer) {
        easc__shared_drop(shared);
        return EASC_E_STATE;
    }
    scan->shared = shared;
    return EASC_OK;
}

easc_status easc_scan_result(easc_scan *scan, easc_result **out, easc_error *error)
{
    if (!scan || !out) {
        return easc__refuse(error, EASC_E_ARGUMENT, "scan and out must not be NULL");
    }
    easc_result *result = easc__alloc(1, sizeof *result);
    if (!result) {
        return easc__refuse(error, EASC_E_MEMORY, "not enough memory");
    }
    easc__lock_take(scan->lock);
    easc_status status = share(scan);
    result->shared = scan->shared;
    if (status == EASC_OK) {
        easc__shared_hold(scan->shared);
    }
    easc__lock_give(scan->lock);
    if (status != EASC_OK) {
        easc__free(result);
        return easc__refuse(error, status,
                            status == EASC_E_MEMORY
                                ? "not enough memory: try again"
                                : "the scan has no result: it runs, failed or was cancelled");
    }
    *out = result;
    return EASC_OK;
}

void easc_scan_free(easc_scan *scan)
{
    if (scan) {
        easc__scan_free(scan->inner);
        easc__shared_drop(scan->shared);
        easc__lock_free(scan->lock);
        easc__free(scan);
    }
}
