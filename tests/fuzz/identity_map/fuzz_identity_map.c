/* fuzz_identity_map.c - a CSV of names out of any bytes, and each of its names looked up again. */
#include "aggregate/identity_map.h"
#include "base/text.h"
#include "fuzz/fuzz.h"
#include "request/account.h"

static void check_line(const easc__identity_map *map, size_t line)
{
    const easc__person *person = easc__identity_map_at(map, line);
    bool has_name = false;
    for (size_t i = 0; i < EASC__PERSON_NAMES; i++) {
        easc__bytes local_part = easc__local_part(person->names[i]);
        const easc__person *found = easc__identity_map_find(map, local_part);
        has_name = has_name || local_part.n > 0;
        FUZZ_HOLDS(easc__is_utf8(person->names[i]));
        FUZZ_HOLDS(!found || found == person); /* or it stands on another line, too */
        FUZZ_HOLDS(!found || person->key.n > 0);
    }
    FUZZ_HOLDS(has_name);
    FUZZ_HOLDS(person->key.n == 0 || easc__identity_map_find(map, person->key) == person);
    FUZZ_HOLDS(easc__is_utf8(person->display_name) && easc__is_utf8(person->department));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    easc__error err = {0};
    easc__identity_map *map = NULL;
    easc_status status = easc__identity_map_parse(fuzz_bytes(data, size), "my.csv", &map, &err);
    if (status != EASC_OK) {
        FUZZ_HOLDS(!map && fuzz_is_told(&err, status));
        return 0;
    }
    for (size_t i = 0; i < easc__identity_map_count(map); i++) {
        check_line(map, i);
    }
    easc__identity_map_free(map);
    return 0;
}
