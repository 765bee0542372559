/* scan.h - the conductor: finds inputs, owns the threads, hands out chunks, merges shards, judges.
   Contains no parsing. The result does not depend on threads, chunks or the order of inputs. */
#ifndef EASC_SCAN_SCAN_H
#define EASC_SCAN_SCAN_H

#include "answer/answer.h"

/* Reading that goes on, or has ended. */
typedef struct easc__scan easc__scan;

/* How far it has come. */
typedef struct easc__scan_progress {
    uint64_t inputs_total; /* 0 while they are being found */
    uint64_t inputs_done;
    uint64_t bytes_total; /* of the files as they lie on the disk; 0 when unknown */
    uint64_t bytes_done;
    uint64_t rows;
    uint64_t eas_rows;
    uint64_t elapsed_ms;
} easc__scan_progress;

/* Checks the options, loads catalogue, mailboxes, identity map, VIPs and policy, and starts to read
   on threads of its own. The options are copied. Not for two threads of the process at once
   (json.h). EASC_E_ARGUMENT, what answer.h says of easc__answer_load, EASC_E_MEMORY. */
easc_status easc__scan_start(const easc__options *options, easc__scan **out, easc__error *err);

/* Waits until the scan has ended or `timeout_ms` have passed (UINT32_MAX: for ever). EASC_RUNNING;
   EASC_OK when there is an answer; EASC_E_CANCELLED, EASC_E_MEMORY. `progress` and `err` may be
   NULL. Any thread. */
easc_status easc__scan_wait(easc__scan *scan, uint32_t timeout_ms, easc__scan_progress *progress,
                            easc__error *err);

/* Asks the scan to end soon; any thread, any time. */
void easc__scan_cancel(easc__scan *scan);

/* Moves the answer out, once, after easc__scan_wait said EASC_OK; NULL otherwise. The caller calls
   easc__answer_done and easc__free. */
easc__answer *easc__scan_take(easc__scan *scan);

/* Cancels, waits for the threads, frees; NULL does nothing. */
void easc__scan_free(easc__scan *scan);

#endif
