/* policy.c - see policy.h. */
#include "request/policy.h"

/* What a status or an error says. */
enum {
    SIGN_HARD = 1 << 0,    /* cannot satisfy the policy: 139, 141, 145, 165 */
    SIGN_SOFT = 1 << 1,    /* is asked to provision: 142, 144 */
    SIGN_REFRESH = 1 << 2, /* 143 */
    SIGN_WIPE = 1 << 3     /* 140 */
};

typedef struct error_sign {
    easc__bytes name;
    uint32_t sign;
} error_sign;

/* Names and their statuses: facts c.4. */
static const error_sign error_signs[] = {
    {EASC__NAME("DeviceNotProvisioned"), SIGN_SOFT},
    {EASC__NAME("InvalidPolicyKey"), SIGN_SOFT},
    {EASC__NAME("PolicyRefresh"), SIGN_REFRESH},
    {EASC__NAME("DeviceNotFullyProvisionable"), SIGN_HARD},
    {EASC__NAME("DevicePartiallyProvisionableStrictPolicy"), SIGN_HARD},
    {EASC__NAME("LegacyDeviceOnStrictPolicy"), SIGN_HARD},
    {EASC__NAME("LegacyDeviceCannotEncrypt"), SIGN_HARD},
    {EASC__NAME("ExternallyManagedDevicesNotAllowed"), SIGN_HARD},
    {EASC__NAME("DeviceInfoRequiredInProvision"), SIGN_HARD},
    {EASC__NAME("DeviceModelMissingInDeviceInformation"), SIGN_HARD},
    {EASC__NAME("RemoteWipeRequested"), SIGN_WIPE},
    {EASC__NAME("DeviceWipeIsRequested"), SIGN_WIPE},
};

static uint32_t sign_of_error(easc__bytes error)
{
    for (size_t i = 0; i < sizeof error_signs / sizeof error_signs[0]; i++) {
        if (easc__equal(error, error_signs[i].name)) {
            return error_signs[i].sign;
        }
    }
    return 0;
}

static uint32_t sign_of_status(uint32_t code)
{
    switch (code) {
    case 139:
    case 141:
    case 145:
    case 165:
        return SIGN_HARD;
    case 142:
    case 144:
        return SIGN_SOFT;
    case 143:
        return SIGN_REFRESH;
    case 140:
        return SIGN_WIPE;
    default:
        return 0;
    }
}

static uint32_t signs_of(const easc__request *request)
{
    uint32_t signs = 0;
    for (size_t i = 0; i < request->statuses->count; i++) {
        signs |= sign_of_status(request->statuses->codes[i]);
    }
    easc__bytes error;
    for (easc__bytes rest = request->payload.errors; easc__next_piece(&rest, ';', &error);) {
        signs |= sign_of_error(error);
    }
    if (easc__equal(request->payload.access, EASC__LIT("BlockedP"))) {
        signs |= SIGN_SOFT;
    }
    return signs;
}

bool easc__names_error(const easc__request *request, easc__bytes name)
{
    easc__bytes error;
    for (easc__bytes rest = request->payload.errors; easc__next_piece(&rest, ';', &error);) {
        if (easc__equal(error, name)) {
            return true;
        }
    }
    return false;
}

bool easc__shows_move(const easc__request *request)
{
    return request->http_status == 451 ||
           (request->is_payload_row && easc__names_error(request, EASC__LIT("UserHasNoMailbox")));
}

static bool has_status_from_100(const easc__request *request)
{
    const easc__statuses *s = request->statuses;
    return s->count > 0 && s->codes[s->count - 1] >= 100; /* ascending */
}

bool easc__has_status(const easc__request *request, uint32_t status)
{
    for (size_t i = 0; i < request->statuses->count; i++) {
        if (request->statuses->codes[i] == status) {
            return true;
        }
    }
    return false;
}

bool easc__names_wipe(const easc__request *request)
{
    return (signs_of(request) & SIGN_WIPE) != 0;
}

static bool has_server_status(const easc__request *request)
{
    return easc__has_status(request, 110) || easc__has_status(request, 111) ||
           (request->http_status >= 500 && request->http_status <= 599);
}

static uint32_t failure_events(uint32_t signs)
{
    uint32_t events = EASC__EVENT_FAILURE;
    if (signs & SIGN_HARD) {
        return events | EASC__EVENT_HARD;
    }
    bool is_refresh = (signs & SIGN_REFRESH) && !(signs & SIGN_SOFT);
    return is_refresh ? events | EASC__EVENT_REFRESH : events;
}

/* Answered as asked: success, and pass unless key 0 shows that no policy applied. */
static uint32_t passing_events(const easc__request *request)
{
    const easc__payload *payload = &request->payload;
    bool is_answered = easc__is_policy_checked(request->command) && request->http_status >= 200 &&
                       request->http_status <= 299 && !has_status_from_100(request);
    if (!is_answered) {
        return 0;
    }
    uint32_t events = 0;
    if (payload->access.n == 0 || easc__starts(payload->access, EASC__LIT("Allowed"))) {
        events |= EASC__EVENT_SUCCESS;
    }
    if (payload->acknowledgement == 0 && (!payload->has_key || payload->key > 0)) {
        events |= EASC__EVENT_PASS;
        events |= payload->has_key ? EASC__EVENT_KEY : 0;
    }
    return events;
}

uint32_t easc__policy_events(easc__request *request)
{
    if (!request->is_payload_row) {
        return 0;
    }
    uint32_t signs = signs_of(request);
    if (signs & SIGN_WIPE) {
        request->payload.acknowledgement = 0;
        return EASC__EVENT_WIPE;
    }
    bool is_failure = signs != 0 || request->http_status == 449;
    uint32_t events = is_failure ? failure_events(signs) : passing_events(request);
    if (request->command == EASC__COMMAND_PROVISION && has_server_status(request)) {
        events |= EASC__EVENT_PROVISION_ERROR;
    }
    return events;
}
