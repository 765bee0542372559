/* os_thread.c - see os_thread.h. */
#define _GNU_SOURCE /* sched_getaffinity and getrandom; everything else is POSIX */

#include "os/os_thread.h"

#include "base/heap.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

struct easc__thread {
    pthread_t id;
    void (*run)(void *argument);
    void *argument;
};

struct easc__lock {
    pthread_mutex_t mutex;
};

struct easc__signal {
    pthread_cond_t condition;
};

static void *run_thread(void *argument)
{
    const easc__thread *thread = argument;
    thread->run(thread->argument);
    return NULL;
}

/* Every signal except those that a fault of the thread itself raises: a debugger, a sanitizer or
   the host's crash report must see them. */
static sigset_t signals_of_the_host(void)
{
    static const int own_faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS};
    sigset_t set;
    (void)sigfillset(&set);
    for (size_t i = 0; i < sizeof own_faults / sizeof own_faults[0]; i++) {
        (void)sigdelset(&set, own_faults[i]);
    }
    return set;
}

easc__thread *easc__thread_start(void (*run)(void *argument), void *argument)
{
    easc__thread *thread = easc__alloc(1, sizeof *thread);
    if (!thread) {
        return NULL;
    }
    thread->run = run;
    thread->argument = argument;
    sigset_t blocked = signals_of_the_host(); /* a new thread inherits the mask */
    sigset_t before;
    (void)pthread_sigmask(SIG_BLOCK, &blocked, &before);
    int failure = pthread_create(&thread->id, NULL, run_thread, thread);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (failure) {
        easc__free(thread);
        return NULL;
    }
    return thread;
}

void easc__thread_join(easc__thread *thread)
{
    if (thread) {
        (void)pthread_join(thread->id, NULL);
        easc__free(thread);
    }
}

easc__lock *easc__lock_new(void)
{
    easc__lock *lock = easc__alloc(1, sizeof *lock);
    if (lock && pthread_mutex_init(&lock->mutex, NULL) != 0) {
        easc__free(lock);
        return NULL;
    }
    return lock;
}

void easc__lock_free(easc__lock *lock)
{
    if (lock) {
        (void)pthread_mutex_destroy(&lock->mutex);
        easc__free(lock);
    }
}

void easc__lock_take(easc__lock *lock)
{
    (void)pthread_mutex_lock(&lock->mutex);
}

void easc__lock_give(easc__lock *lock)
{
    (void)pthread_mutex_unlock(&lock->mutex);
}

/* Waits are measured by the clock that nobody sets. */
static bool init_condition(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;
    if (pthread_condattr_init(&attributes) != 0) {
        return false;
    }
    bool is_good = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC) == 0 &&
                   pthread_cond_init(condition, &attributes) == 0;
    (void)pthread_condattr_destroy(&attributes);
    return is_good;
}

easc__signal *easc__signal_new(void)
{
    easc__signal *signal = easc__alloc(1, sizeof *signal);
    if (signal && !init_condition(&signal->condition)) {
        easc__free(signal);
        return NULL;
    }
    return signal;
}

void easc__signal_free(easc__signal *signal)
{
    if (signal) {
        (void)pthread_cond_destroy(&signal->condition);
        easc__free(signal);
    }
}

void easc__signal_all(easc__signal *signal)
{
    (void)pthread_cond_broadcast(&signal->condition);
}

static struct timespec after_ms(uint32_t timeout_ms)
{
    struct timespec at = {0, 0};
    (void)clock_gettime(CLOCK_MONOTONIC, &at);
    at.tv_sec += (time_t)(timeout_ms / 1000);
    at.tv_nsec += (long)(timeout_ms % 1000) * 1000000L;
    if (at.tv_nsec >= 1000000000L) {
        at.tv_sec++;
        at.tv_nsec -= 1000000000L;
    }
    return at;
}

void easc__signal_wait(easc__signal *signal, easc__lock *lock, uint32_t timeout_ms)
{
    if (timeout_ms == UINT32_MAX) {
        (void)pthread_cond_wait(&signal->condition, &lock->mutex);
        return;
    }
    struct timespec until = after_ms(timeout_ms);
    (void)pthread_cond_timedwait(&signal->condition, &lock->mutex, &until);
}

uint64_t easc__clock_ms(void)
{
    struct timespec now = {0, 0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

uint32_t easc__processor_count(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        int allowed = CPU_COUNT(&set);
        return allowed > 0 ? (uint32_t)allowed : 1;
    }
    long online = sysconf(_SC_NPROCESSORS_ONLN); /* more than 1024: the set is too small */
    return online > 0 ? (uint32_t)online : 1;
}

bool easc__random(void *to, size_t count)
{
    char *at = to;
    while (count > 0) {
        ssize_t got = getrandom(at, count, 0);
        if (got < 0 && errno != EINTR) {
            return false;
        }
        if (got > 0) {
            at += got;
            count -= (size_t)got;
        }
    }
    return true;
}
