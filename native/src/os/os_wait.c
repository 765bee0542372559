/* os_wait.c - waiting for a flag, the same on every system; see os_thread.h. */
#include "os/os_thread.h"

void easc__signal_wait_for(easc__signal *signal, easc__lock *lock, uint32_t timeout_ms,
                           const bool *is_done)
{
    uint64_t until_ms = easc__clock_ms() + timeout_ms;
    while (!*is_done) {
        uint64_t now_ms = easc__clock_ms();
        bool is_for_ever = timeout_ms == UINT32_MAX;
        if (!is_for_ever && now_ms >= until_ms) {
            return;
        }
        easc__signal_wait(signal, lock, is_for_ever ? UINT32_MAX : (uint32_t)(until_ms - now_ms));
    }
}
