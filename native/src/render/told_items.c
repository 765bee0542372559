/* told_items.c - see told_items.h. */
#include "render/told_items.h"

#include "render/findings_words.h"
#include "render/screen.h"
#include "report/wording.h"

/* The finding that has them sorted; NULL: there are none. */
static const easc__finding *find_items(const easc__answer *answer)
{
    for (size_t i = 0; i < answer->findings.count; i++) {
        if (answer->findings.items[i].id == EASC__FINDING_UNKNOWN_ITEM) {
            return &answer->findings.items[i];
        }
    }
    return NULL;
}

void easc__json_unknown_items(easc__json_writer *w, const easc__answer *answer)
{
    const easc__finding *finding = find_items(answer);
    if (!answer->options.wants_unknown) {
        return;
    }
    easc__json_key(w, "unknownItems");
    easc__json_open(w, '[');
    for (size_t i = 0; finding && i < finding->count; i++) {
        easc__json_open(w, '{');
        easc__json_member_string(w, "name", finding->subjects[i].name);
        easc__json_member_u64(w, "rows", finding->subjects[i].count);
        easc__json_evidence(w, answer, finding->subjects[i].rows, finding->subjects[i].row_count);
        easc__json_close(w, '}');
    }
    easc__json_close(w, ']');
}

/* "Zz: 3 rows, first in logs/u_ex1.log, line 12, byte 4711" */
static void add_item(easc__text *to, const easc__answer *answer, const easc__document_style *style,
                     const easc__finding_subject *item)
{
    easc__text s = easc__text_init(0);
    easc__text_add(&s, item->name);
    easc__text_add_z(&s, ": ");
    easc__add_counted(&s, item->count, "row", "rows");
    easc__text_add_z(&s, ", first in ");
    easc__add_row_words(&s, answer, &item->rows[0]);
    easc__screen_add_sentence(to, style, 0, &s);
    to->failed |= s.failed;
    easc__text_done(&s);
}

void easc__text_unknown_items(easc__text *to, const easc__answer *answer,
                              const easc__document_style *style)
{
    const easc__finding *finding = find_items(answer);
    if (!answer->options.wants_unknown) {
        return;
    }
    easc__screen_add_heading(to, style, "Items of Log= that nobody knows");
    easc__text_add_z(to, finding ? "" : "none\n");
    for (size_t i = 0; finding && i < finding->count; i++) {
        add_item(to, answer, style, &finding->subjects[i]);
    }
}
