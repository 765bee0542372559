/* logons.c - see logons.h. */
#include "aggregate/logons.h"

#include "base/civil.h"

bool easc__is_refused_logon(const easc__request *request)
{
    enum { WRONG_CREDENTIALS = 1 };
    return request->http_status == 401 && request->http_substatus == WRONG_CREDENTIALS &&
           request->user.n > 0;
}

bool easc__logons_add_device(easc__seen_names *logons, const easc__request *request)
{
    easc__sighting seen = {request->time_s, request->place};
    return easc__seen_names_add(logons, request->user, request->device_id,
                                easc__day_of(request->time_s), &seen, NULL);
}

bool easc__logons_add_address(easc__seen_names *logons, const easc__request *request)
{
    easc__sighting seen = {request->time_s, request->place};
    easc__seen_name *item = NULL;
    if (request->client_address.n > 0 &&
        !easc__seen_names_add(logons, request->client_address, (easc__bytes){NULL, 0}, 0, &seen,
                              &item)) {
        return false;
    }
    return !item || easc__seen_names_add_user(item, request->user);
}
