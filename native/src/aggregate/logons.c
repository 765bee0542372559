/* logons.c - see logons.h. */
#include "aggregate/logons.h"

#include "base/civil.h"
#include "request/account.h"

bool easc__is_refused_logon(const easc__request *request)
{
    enum { WRONG_CREDENTIALS = 1 };
    return request->http_status == 401 && request->http_substatus == WRONG_CREDENTIALS &&
           request->win32_status != EASC__WIN32_NO_CREDENTIALS && request->user.n > 0;
}

/* A name without case, cut to the room. */
static easc__bytes lower(easc__bytes name, char *room, size_t size)
{
    easc__bytes cut = easc__first_whole(name, size);
    for (size_t i = 0; i < cut.n; i++) {
        room[i] = easc__lower(cut.p[i]);
    }
    return easc__bytes_of(room, cut.n);
}

bool easc__logons_add_device(easc__seen_names *logons, const easc__request *request)
{
    char user[EASC__SEEN_NAME_BYTES];
    char device[EASC__SEEN_NAME_BYTES];
    easc__sighting seen = {request->time_s, request->place};
    return easc__seen_names_add(logons, lower(easc__local_part(request->user), user, sizeof user),
                                lower(request->device_id, device, sizeof device),
                                easc__day_of(request->time_s), &seen, NULL);
}

bool easc__logons_add_address(easc__seen_names *logons, const easc__request *request)
{
    easc__sighting seen = {request->time_s, request->place};
    easc__seen_name *item = NULL;
    if (request->client_address.n > 0 &&
        !easc__seen_names_add(logons, request->client_address, (easc__bytes){NULL, 0},
                              easc__day_of(request->time_s), &seen, &item)) {
        return false;
    }
    return !item || easc__seen_names_add_user(item, request->user);
}
