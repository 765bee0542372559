/* answer_load.c - the files that the options name: see easc__answer_load. */
#include "answer/answer.h"

/* `path` as a text that ends with NUL, in `room`. */
static easc_status end_path(easc__text *room, easc__bytes path, easc__error *err)
{
    easc__text_clear(room);
    easc__text_add(room, path);
    easc__text_add_char(room, '\0');
    return room->failed ? easc__fail(err, EASC_E_MEMORY, NULL, "not enough memory") : EASC_OK;
}

static easc_status load_policy(easc__answer *answer, easc__text *room, easc__error *err)
{
    easc_status status = end_path(room, answer->options.policy, err);
    if (status == EASC_OK) {
        status = easc__policy_load(room->p, answer->options.policy_name, &answer->policy, err);
    }
    return status == EASC_OK ? easc__quirks_load(&answer->quirks, err) : status;
}

easc_status easc__answer_load(easc__answer *answer, easc__error *err)
{
    easc__text room = easc__text_init(0);
    easc_status status = end_path(&room, answer->options.catalogue, err);
    if (status == EASC_OK) {
        status = easc__catalogue_load(room.p, &answer->catalogue, err);
    }
    if (status == EASC_OK && answer->options.mailboxes.n > 0) {
        status = end_path(&room, answer->options.mailboxes, err);
        if (status == EASC_OK) {
            status = easc__mailboxes_load(room.p, &answer->mailboxes, err);
        }
    }
    if (status == EASC_OK && answer->options.identity_map.n > 0) {
        status = end_path(&room, answer->options.identity_map, err);
        if (status == EASC_OK) {
            status = easc__identity_map_load(room.p, &answer->people, err);
        }
    }
    if (status == EASC_OK && answer->options.vip.n > 0) {
        status = end_path(&room, answer->options.vip, err);
        if (status == EASC_OK) {
            status = easc__vips_load(room.p, &answer->vips, err);
        }
    }
    if (status == EASC_OK && answer->options.policy.n > 0) {
        status = load_policy(answer, &room, err);
    }
    easc__text_done(&room);
    return status == EASC_OK ? easc__labels_load(answer->options.language, &answer->labels, err)
                             : status;
}
