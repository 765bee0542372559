/* answer_load.c - the files that the options name: see easc__answer_load. */
#include "answer/answer.h"

static easc_status load_policy(easc__answer *answer, easc__error *err)
{
    const easc__options *o = &answer->options;
    easc_status status = easc__policy_load(o->policy.p, o->policy_name, &answer->policy, err);
    return status == EASC_OK ? easc__quirks_load(&answer->quirks, err) : status;
}

easc_status easc__answer_load(easc__answer *answer, easc__error *err)
{
    const easc__options *o = &answer->options;
    easc_status status = easc__catalogue_load(easc__catalogue_option(o), &answer->catalogue, err);
    if (status == EASC_OK && o->mailboxes.n > 0) {
        status = easc__mailboxes_load(o->mailboxes.p, &answer->mailboxes, err);
    }
    if (status == EASC_OK && o->identity_map.n > 0) {
        status = easc__identity_map_load(o->identity_map.p, &answer->people, err);
    }
    if (status == EASC_OK && o->vip.n > 0) {
        status = easc__vips_load(o->vip.p, &answer->vips, err);
    }
    if (status == EASC_OK && o->policy.n > 0) {
        status = load_policy(answer, err);
    }
    return status == EASC_OK ? easc__labels_load(o->language, &answer->labels, err) : status;
}
