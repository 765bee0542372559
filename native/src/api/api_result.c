/* api_result.c - see api_result.h. */
#include "api/api_result.h"

#include "base/heap.h"

easc__shared *easc__shared_new(easc__answer *answer)
{
    easc__shared *shared = easc__alloc_zero(1, sizeof *shared);
    easc__lock *lock = easc__lock_new();
    if (!shared || !lock) {
        easc__free(shared);
        easc__lock_free(lock);
        return NULL;
    }
    *shared = (easc__shared){lock, 1, answer};
    return shared;
}

void easc__shared_hold(easc__shared *shared)
{
    easc__lock_take(shared->lock);
    shared->references++;
    easc__lock_give(shared->lock);
}

void easc__shared_drop(easc__shared *shared)
{
    if (!shared) {
        return;
    }
    easc__lock_take(shared->lock);
    bool is_last = --shared->references == 0;
    easc__lock_give(shared->lock);
    if (is_last) {
        if (shared->answer) {
            easc__answer_done(shared->answer);
            easc__free(shared->answer);
        }
        easc__lock_free(shared->lock);
        easc__free(shared);
    }
}

bool easc__give_struct(void *to, const void *from, size_t size)
{
    uint32_t room;
    memcpy(&room, to, sizeof room);
    if (room < sizeof room) {
        return false;
    }
    size_t n = room < size ? room : size;
    memcpy((char *)to + sizeof room, (const char *)from + sizeof room, n - sizeof room);
    return true;
}

bool easc__give_error(const easc__error *from, easc_error *to)
{
    if (!to) {
        return false;
    }
    easc_error error = {
        .size = sizeof error, .status = from->status, .line = from->line, .byte = from->byte};
    memcpy(error.message, from->message, sizeof error.message);
    memcpy(error.path, from->path, sizeof error.path);
    return easc__give_struct(to, &error, sizeof error);
}

easc_status easc__refuse(easc_error *to, easc_status status, const char *message)
{
    easc__error error;
    (void)easc__fail(&error, status, NULL, message);
    (void)easc__give_error(&error, to);
    return status;
}
