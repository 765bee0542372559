/* stop.h - a question that long work asks now and then: shall it end? */
#ifndef EASC_BASE_STOP_H
#define EASC_BASE_STOP_H

#include <stdbool.h>
#include <stddef.h>

/* `is_wanted` is asked by whichever thread does the work. */
typedef struct easc__stop {
    bool (*is_wanted)(void *owner);
    void *owner;
} easc__stop;

/* False of NULL: such work runs to its end. */
static inline bool easc__is_stop_wanted(const easc__stop *stop)
{
    return stop && stop->is_wanted(stop->owner);
}

#endif
