/* export_window.c - see export_window.h. */
#include "scan/export_window.h"

#include "os/os_zone.h"

static int64_t utc_of(const easc__date_limit *limit, bool use_gmt)
{
    return limit->has_zone || use_gmt ? limit->time_s : easc__utc_of_local(limit->time_s);
}

easc_status easc__export_window(easc__options *options, easc__error *err)
{
    easc__selection *selection = &options->selection;
    bool has_both = options->start.is_set && options->end.is_set;
    int64_t start_s = options->start.is_set ? utc_of(&options->start, options->use_gmt) : 0;
    int64_t end_s = options->end.is_set ? utc_of(&options->end, options->use_gmt) : 0;
    if (has_both && start_s > end_s) {
        return easc__fail(err, EASC_E_ARGUMENT, NULL,
                          "--start-date is later than --end-date: no row lies between them");
    }
    if (options->start.is_set && start_s > selection->since_s) {
        selection->since_s = start_s;
    }
    if (options->end.is_set && end_s + 1 < selection->until_s) {
        selection->until_s = end_s + 1;
    }
    return EASC_OK;
}
