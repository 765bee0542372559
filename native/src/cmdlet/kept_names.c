/* kept_names.c - see kept_names.h. A name that is kept at the end was among those of the smallest
   rank all the time, so nothing that was counted for it was ever dropped. */
#include "cmdlet/kept_names.h"

uint64_t easc__kept_rank(easc__bytes name, bool is_late)
{
    return easc__hash(easc__fixed_key, name) >> 1 | (uint64_t)is_late << 63;
}

easc__kept easc__kept_names_add(easc__kept_names *names, easc__bytes name, bool is_late,
                                uint32_t *number)
{
    if (names->highest != UINT64_MAX && easc__kept_rank(name, is_late) > names->highest) {
        names->is_over = true;
        return EASC__KEPT_NOT;
    }
    *number = easc__symbols_add(&names->symbols, name);
    return *number == EASC__NO_INDEX ? EASC__KEPT_NO_MEMORY : EASC__KEPT;
}
