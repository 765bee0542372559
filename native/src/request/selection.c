/* selection.c - see selection.h. */
#include "request/selection.h"

static bool has_name(const easc__bytes *names, size_t count, easc__bytes name)
{
    for (size_t i = 0; i < count; i++) {
        if (easc__equal_nocase(names[i], name)) {
            return true;
        }
    }
    return false;
}

bool easc__is_selected(const easc__selection *selection, easc__bytes server, int64_t time_s)
{
    if (time_s < selection->since_s || time_s >= selection->until_s ||
        has_name(selection->excluded_servers, selection->excluded_count, server)) {
        return false;
    }
    return selection->server_count == 0 ||
           has_name(selection->servers, selection->server_count, server);
}
