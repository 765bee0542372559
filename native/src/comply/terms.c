/* terms.c - see terms.h. */
#include "comply/terms.h"

void easc__terms_default(easc__terms *terms)
{
    static const uint64_t limits[EASC__CONDITION_COUNT] = {0, 0, 1, 14, 0, 95, 5, 80};
    memset(terms, 0, sizeof *terms);
    terms->active_days = EASC__ACTIVE_DAYS_DEFAULT;
    for (int i = 0; i < EASC__CONDITION_COUNT; i++) {
        terms->limits[i] = limits[i] * EASC__LIMIT_UNIT;
    }
}
