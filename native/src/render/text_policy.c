/* text_policy.c - see text_policy.h. */
#include "render/text_policy.h"

#include "render/screen.h"
#include "report/policy_words.h"

static void add_notes(easc__text *to, const easc__answer *answer, const easc__document_style *style,
                      const easc__policy_sums *sums)
{
    easc__text s = easc__text_init(0);
    easc__screen_add_heading(to, style, "The policy");
    for (int i = 0; i < EASC__POLICY_NOTE_COUNT; i++) {
        easc__text_clear(&s);
        if (easc__add_policy_note(&s, answer, sums, (easc__policy_note)i)) {
            easc__screen_add_sentence(to, style, 2, &s);
        }
    }
    easc__text_done(&s);
}

static void add_quirks(easc__text *to, const easc__answer *answer,
                       const easc__document_style *style, const easc__policy_sums *sums)
{
    easc__text s = easc__text_init(0);
    bool is_first = true;
    for (size_t i = 0; i < easc__quirks_count(answer->quirks); i++) {
        if (sums->quirks[i].devices == 0) {
            continue;
        }
        if (is_first) {
            easc__screen_add_heading(to, style, "What clients are known to do with it");
            is_first = false;
        }
        easc__text_clear(&s);
        easc__add_quirk(&s, answer, sums, i);
        easc__screen_add_sentence(to, style, 2, &s);
    }
    easc__text_done(&s);
}

void easc__screen_add_policy(easc__text *to, const easc__answer *answer,
                             const easc__document_style *style, bool of_gate)
{
    easc__policy_sums sums;
    if (!answer->policy) {
        return;
    }
    easc__policy_sum(answer, of_gate, &sums);
    add_notes(to, answer, style, &sums);
    add_quirks(to, answer, style, &sums);
}
