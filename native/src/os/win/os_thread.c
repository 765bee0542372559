/* os_thread.c - see os_thread.h. */
#include "os/os_thread.h"

#include "base/heap.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <process.h>

/* RtlGenRandom by the name under which advapi32 exports it. BCryptGenRandom would need one more
   system library. */
BOOLEAN NTAPI SystemFunction036(PVOID to, ULONG count);

struct easc__thread {
    HANDLE handle;
    void (*run)(void *argument);
    void *argument;
};

struct easc__lock {
    SRWLOCK srw;
};

struct easc__signal {
    CONDITION_VARIABLE condition;
};

static unsigned __stdcall run_thread(void *argument)
{
    const easc__thread *thread = argument;
    thread->run(thread->argument);
    return 0;
}

/* _beginthreadex rather than CreateThread: the C library keeps data for each thread. */
easc__thread *easc__thread_start(void (*run)(void *argument), void *argument)
{
    easc__thread *thread = easc__alloc(1, sizeof *thread);
    if (!thread) {
        return NULL;
    }
    thread->run = run;
    thread->argument = argument;
    thread->handle = (HANDLE)_beginthreadex(NULL, 0, run_thread, thread, 0, NULL);
    if (!thread->handle) {
        easc__free(thread);
        return NULL;
    }
    return thread;
}

void easc__thread_join(easc__thread *thread)
{
    if (thread) {
        (void)WaitForSingleObject(thread->handle, INFINITE);
        (void)CloseHandle(thread->handle);
        easc__free(thread);
    }
}

easc__lock *easc__lock_new(void)
{
    easc__lock *lock = easc__alloc(1, sizeof *lock);
    if (lock) {
        InitializeSRWLock(&lock->srw);
    }
    return lock;
}

void easc__lock_free(easc__lock *lock)
{
    easc__free(lock);
}

void easc__lock_take(easc__lock *lock)
{
    AcquireSRWLockExclusive(&lock->srw);
}

void easc__lock_give(easc__lock *lock)
{
    ReleaseSRWLockExclusive(&lock->srw);
}

easc__signal *easc__signal_new(void)
{
    easc__signal *signal = easc__alloc(1, sizeof *signal);
    if (signal) {
        InitializeConditionVariable(&signal->condition);
    }
    return signal;
}

void easc__signal_free(easc__signal *signal)
{
    easc__free(signal);
}

void easc__signal_all(easc__signal *signal)
{
    WakeAllConditionVariable(&signal->condition);
}

void easc__signal_wait(easc__signal *signal, easc__lock *lock, uint32_t timeout_ms)
{
    DWORD timeout = timeout_ms == UINT32_MAX ? INFINITE : timeout_ms;
    (void)SleepConditionVariableSRW(&signal->condition, &lock->srw, timeout, 0);
}

uint64_t easc__clock_ms(void)
{
    return GetTickCount64();
}

static uint32_t count_bits(DWORD_PTR mask)
{
    uint32_t count = 0;
    for (; mask != 0; mask &= mask - 1) {
        count++;
    }
    return count;
}

uint32_t easc__processor_count(void)
{
    DWORD_PTR allowed = 0;
    DWORD_PTR all = 0;
    if (GetProcessAffinityMask(GetCurrentProcess(), &allowed, &all) && allowed != 0) {
        return count_bits(allowed);
    }
    DWORD count = GetActiveProcessorCount(ALL_PROCESSOR_GROUPS); /* of a process in many groups */
    return count > 0 ? (uint32_t)count : 1;
}

bool easc__random(void *to, size_t count)
{
    char *at = to;
    while (count > 0) {
        ULONG piece = count < 65536 ? (ULONG)count : 65536;
        if (!SystemFunction036(at, piece)) {
            return false;
        }
        at += piece;
        count -= piece;
    }
    return true;
}
