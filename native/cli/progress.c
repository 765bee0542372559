/* progress.c - see progress.h. */
#include "progress.h"

#include "terminal.h"

#include <stdio.h>
#include <string.h>

enum { FIRST_MS = 1000, INTERVAL_MS = 200, TEXT_SIZE = 192 };

void progress_begin(progress_line *line, bool is_quiet)
{
    *line = (progress_line){!is_quiet && terminal_is_watched(stderr), 0, 0};
}

static bool is_due(progress_line *line, uint64_t elapsed_ms)
{
    bool is_early = elapsed_ms < FIRST_MS ||
                    (line->shown_length > 0 && elapsed_ms - line->shown_ms < INTERVAL_MS);
    if (!line->is_wanted || is_early) {
        return false;
    }
    line->shown_ms = elapsed_ms;
    return true;
}

/* Over what stands there, with blanks over its rest: not every terminal knows how to wipe. */
static void show(progress_line *line, const char *text)
{
    size_t length = strlen(text);
    size_t rest = line->shown_length > length ? line->shown_length - length : 0;
    (void)terminal_print(stderr, "\r%s%*s", text, (int)rest, "");
    line->shown_length = length;
}

static void format_time_left(char *to, size_t size, uint64_t seconds)
{
    if (seconds >= 3600) {
        (void)snprintf(to, size, ", %llu h %02llu min left", (unsigned long long)(seconds / 3600),
                       (unsigned long long)(seconds / 60 % 60));
    } else if (seconds >= 60) {
        (void)snprintf(to, size, ", %llu min %02llu s left", (unsigned long long)(seconds / 60),
                       (unsigned long long)(seconds % 60));
    } else {
        (void)snprintf(to, size, ", %llu s left", (unsigned long long)seconds);
    }
}

/* Nothing while nothing has been read. */
static void format_rest(char *to, size_t size, const easc_progress *p)
{
    if (p->bytes_done > 0) {
        uint64_t left = p->bytes_total - p->bytes_done;
        double ms = (double)left / (double)p->bytes_done * (double)p->elapsed_ms;
        format_time_left(to, size, (uint64_t)(ms / 1000.0) + 1);
    }
}

void progress_scan(progress_line *line, const easc_progress *p)
{
    char text[TEXT_SIZE] = "looking for logs";
    if (!is_due(line, p->elapsed_ms)) {
        return;
    }
    double rate = (double)p->bytes_done / 1000.0 / (double)p->elapsed_ms; /* MB a second */
    if (p->inputs_total > 0 && p->bytes_total > 0 && p->bytes_done <= p->bytes_total) {
        int used =
            snprintf(text, sizeof text, "%3llu %% of %llu MB, %llu of %llu files, %.0f MB/s",
                     (unsigned long long)(p->bytes_done * 100 / p->bytes_total),
                     (unsigned long long)(p->bytes_total / 1000000),
                     (unsigned long long)p->inputs_done, (unsigned long long)p->inputs_total, rate);
        if (used > 0 && (size_t)used < sizeof text) {
            format_rest(text + used, sizeof text - (size_t)used, p);
        }
    } else if (p->inputs_total > 0) {
        (void)snprintf(text, sizeof text, "%llu MB, %llu rows, %.0f MB/s",
                       (unsigned long long)(p->bytes_done / 1000000), (unsigned long long)p->rows,
                       rate);
    }
    show(line, text);
}

void progress_report(progress_line *line, uint64_t elapsed_ms, uint32_t permille)
{
    char text[TEXT_SIZE];
    if (is_due(line, elapsed_ms)) {
        (void)snprintf(text, sizeof text, "writing the workbook: %u %%", (unsigned)(permille / 10));
        show(line, text);
    }
}

void progress_end(progress_line *line)
{
    if (line->shown_length > 0) {
        show(line, "");
        (void)terminal_print(stderr, "\r");
    }
}
