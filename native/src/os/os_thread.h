/* os_thread.h - threads, locks, a clock, the number of processors, randomness.
   C11's <threads.h> and <stdatomic.h> are not everywhere (MSVC, mingw-w64), so they hide here. */
#ifndef EASC_OS_OS_THREAD_H
#define EASC_OS_OS_THREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A thread that runs, and a mutex. */
typedef struct easc__thread easc__thread;
typedef struct easc__lock easc__lock;
typedef struct easc__signal easc__signal; /* a condition variable */

/* Starts `run(argument)`; NULL when there is no memory or no thread. Signals of the host are
   blocked in the new thread. */
easc__thread *easc__thread_start(void (*run)(void *argument), void *argument);

/* Waits for its end and frees it; NULL does nothing. */
void easc__thread_join(easc__thread *thread);

/* A lock that is not recursive; NULL when there is no memory. */
easc__lock *easc__lock_new(void);
void easc__lock_free(easc__lock *lock); /* NULL does nothing */
void easc__lock_take(easc__lock *lock);
void easc__lock_give(easc__lock *lock);

/* NULL when there is no memory. */
easc__signal *easc__signal_new(void);
void easc__signal_free(easc__signal *signal); /* NULL does nothing */
void easc__signal_all(easc__signal *signal);

/* Gives the lock, waits for the signal or until `timeout_ms` have passed (UINT32_MAX: for ever),
   takes the lock again. May wake for no reason: look at the condition again. */
void easc__signal_wait(easc__signal *signal, easc__lock *lock, uint32_t timeout_ms);

/* Waits, with the lock held, until `*is_done` or until `timeout_ms` have passed (UINT32_MAX: for
   ever). Whoever sets the flag holds the lock and calls easc__signal_all. */
void easc__signal_wait_for(easc__signal *signal, easc__lock *lock, uint32_t timeout_ms,
                           const bool *is_done);

/* Milliseconds of a clock that never goes back; the origin means nothing. */
uint64_t easc__clock_ms(void);

/* Processors this process may use, at least 1. */
uint32_t easc__processor_count(void);

/* Bytes nobody can guess, from the system. False when it gives none. */
bool easc__random(void *to, size_t count);

#endif
