/* progress.c - see progress.h. */
#include "progress.h"

#include "terminal.h"

#include <stdio.h>

enum { FIRST_MS = 1000, INTERVAL_MS = 200 };

void progress_begin(progress_line *line, bool is_quiet)
{
    *line = (progress_line){!is_quiet && terminal_is_watched(stderr), false, 0};
}

static bool is_due(progress_line *line, uint64_t elapsed_ms)
{
    bool is_early =
        elapsed_ms < FIRST_MS || (line->is_shown && elapsed_ms - line->shown_ms < INTERVAL_MS);
    if (!line->is_wanted || is_early) {
        return false;
    }
    line->is_shown = true;
    line->shown_ms = elapsed_ms;
    return true;
}

static void print_time_left(uint64_t seconds)
{
    if (seconds >= 3600) {
        fprintf(stderr, ", %llu h %02llu min left", (unsigned long long)(seconds / 3600),
                (unsigned long long)(seconds / 60 % 60));
    } else if (seconds >= 60) {
        fprintf(stderr, ", %llu min %02llu s left", (unsigned long long)(seconds / 60),
                (unsigned long long)(seconds % 60));
    } else {
        fprintf(stderr, ", %llu s left", (unsigned long long)seconds);
    }
}

void progress_scan(progress_line *line, const easc_progress *p)
{
    if (!is_due(line, p->elapsed_ms)) {
        return;
    }
    double rate = (double)p->bytes_done / 1000.0 / (double)p->elapsed_ms; /* MB a second */
    if (p->inputs_total == 0) {
        fprintf(stderr, "\r\033[Klooking for logs");
    } else if (p->bytes_total > 0 && p->bytes_done <= p->bytes_total) {
        fprintf(stderr, "\r\033[K%3llu %% of %llu MB, %llu of %llu files, %.0f MB/s",
                (unsigned long long)(p->bytes_done * 100 / p->bytes_total),
                (unsigned long long)(p->bytes_total / 1000000), (unsigned long long)p->inputs_done,
                (unsigned long long)p->inputs_total, rate);
        if (p->bytes_done > 0) {
            uint64_t left = p->bytes_total - p->bytes_done;
            double ms = (double)left / (double)p->bytes_done * (double)p->elapsed_ms;
            print_time_left((uint64_t)(ms / 1000.0) + 1);
        }
    } else {
        fprintf(stderr, "\r\033[K%llu MB, %llu rows, %.0f MB/s",
                (unsigned long long)(p->bytes_done / 1000000), (unsigned long long)p->rows, rate);
    }
    fflush(stderr);
}

void progress_report(progress_line *line, uint64_t elapsed_ms, uint32_t permille)
{
    if (is_due(line, elapsed_ms)) {
        fprintf(stderr, "\r\033[Kwriting the workbook: %u %%", (unsigned)(permille / 10));
        fflush(stderr);
    }
}

void progress_end(progress_line *line)
{
    if (line->is_shown) {
        fprintf(stderr, "\r\033[K");
        fflush(stderr);
        line->is_shown = false;
    }
}
