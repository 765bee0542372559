/* fuzz_mailboxes.c - a CSV of mailboxes out of any bytes, and each of its rows looked up again. */
#include "directory/mailboxes.h"
#include "fuzz/fuzz.h"
#include "request/account.h"

static void check_hit(const easc__mailboxes *mailboxes, const easc__mailbox_hit *hit)
{
    bool is_in_scope = false;
    for (size_t i = 0; i < hit->row_count; i++) {
        FUZZ_HOLDS(hit->rows[i] < easc__mailboxes_count(mailboxes));
        is_in_scope = is_in_scope || easc__mailboxes_at(mailboxes, hit->rows[i]).is_in_scope;
    }
    FUZZ_HOLDS(hit->is_known == (hit->row_count > 0));
    FUZZ_HOLDS(hit->is_in_scope == is_in_scope);
}

static void check_row(const easc__mailboxes *mailboxes, size_t row)
{
    easc__bytes name = easc__mailboxes_at(mailboxes, row).name;
    FUZZ_HOLDS(name.n > 0 && easc__is_utf8(name));
    easc__mailbox_hit whole = easc__mailboxes_find(mailboxes, name, easc__local_part(name));
    easc__mailbox_hit local = easc__mailboxes_find(mailboxes, name, name);
    FUZZ_HOLDS(local.is_known); /* whichever column the name is from */
    check_hit(mailboxes, &whole);
    check_hit(mailboxes, &local);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    easc__error err = {0};
    easc__mailboxes *mailboxes = NULL;
    easc_status status = easc__mailboxes_parse(fuzz_bytes(data, size), "my.csv", &mailboxes, &err);
    if (status != EASC_OK) {
        FUZZ_HOLDS(!mailboxes && fuzz_is_told(&err, status));
        return 0;
    }
    for (size_t i = 0; i < easc__mailboxes_count(mailboxes); i++) {
        check_row(mailboxes, i);
    }
    easc__mailboxes_free(mailboxes);
    return 0;
}
