/* progress.h - one line on a terminal that says how far long work has come. */
#ifndef EASC_CLI_PROGRESS_H
#define EASC_CLI_PROGRESS_H

#include "easc.h"

#include <stdbool.h>

/* The line, between begin and end. */
typedef struct progress_line {
    bool is_wanted;      /* stderr is a terminal and --quiet was not said */
    size_t shown_length; /* of what stands on the line */
    uint64_t shown_ms;   /* when */
} progress_line;

/* Shows nothing yet. */
void progress_begin(progress_line *line, bool is_quiet);

/* Shows it when the work has lasted over a second, a few times a second. */
void progress_scan(progress_line *line, const easc_progress *progress);
void progress_report(progress_line *line, uint64_t elapsed_ms, uint32_t permille);

/* Wipes the line. */
void progress_end(progress_line *line);

#endif
