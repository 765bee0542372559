/* period.h - runs of UTC days. */
#ifndef EASC_BASE_PERIOD_H
#define EASC_BASE_PERIOD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* UTC days, both included; `to` is INT32_MAX for ever. */
typedef struct easc__period {
    int32_t from;
    int32_t to;
} easc__period;

/* Whether a day lies in one of the periods. */
static inline bool easc__in_periods(const easc__period *periods, size_t count, int32_t day)
{
    for (size_t i = 0; i < count; i++) {
        if (day >= periods[i].from && day <= periods[i].to) {
            return true;
        }
    }
    return false;
}

#endif
