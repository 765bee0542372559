/* explain_document.c - see explain_document.h: walks over the lines, and says why when there is
   nothing to explain. */
#include "render/explain_document.h"

#include "base/utf16.h"
#include "report/plain.h"

static easc_status out_of_memory(easc__error *err)
{
    return easc__fail(err, EASC_E_MEMORY, NULL, easc_status_text(EASC_E_MEMORY));
}

/* EASC_E_DATA with what is wrong with the first line; without any line, what is expected. */
static easc_status say_why(const easc__explain_order *order, easc__bytes text, easc__error *err)
{
    easc__subjects subjects;
    easc__subject subject = {.kind = EASC__SUBJECT_NONE};
    easc__text raw = easc__text_init(0);
    easc__text plain = easc__text_init(0);
    easc__subjects_begin(&subjects, text, order->assumed);
    (void)easc__subjects_next(&subjects, &subject);
    if (subject.line > 1) {
        easc__explain_problem_line(order->labels, &subject, &raw);
    } else {
        easc__explain_problem(order->labels, &subject, &raw);
    }
    easc__add_plain(&plain, easc__text_view(&raw), EASC__PLAIN_TERMINAL);
    easc__text_add_char(&plain, '\0');
    bool failed = raw.failed || plain.failed;
    easc_status status = failed ? out_of_memory(err) : easc__fail(err, EASC_E_DATA, NULL, plain.p);
    easc__text_done(&raw);
    easc__text_done(&plain);
    return status;
}

/* How many can be explained; one more than allowed is enough to know. */
static size_t count_good(const easc__explain_order *order, easc__bytes text)
{
    easc__subjects subjects;
    easc__subject subject;
    size_t count = 0;
    easc__subjects_begin(&subjects, text, order->assumed);
    while (count <= EASC__EXPLAIN_MAX_ROWS && easc__subjects_next(&subjects, &subject)) {
        count += subject.kind != EASC__SUBJECT_NONE;
    }
    return count;
}

static bool write_rows(const easc__explain_order *order, easc__bytes text, size_t count,
                       easc__text *to)
{
    easc__explainer explainer;
    easc__subjects subjects;
    easc__subject subject;
    easc__explanation x;
    bool ok = true;
    bool is_first = true;
    easc__explainer_init(&explainer, order->labels, order->catalogue);
    easc__subjects_begin(&subjects, text, order->assumed);
    while (ok && easc__subjects_next(&subjects, &subject)) {
        if (subject.kind == EASC__SUBJECT_NONE) {
            continue;
        }
        ok = easc__explain(&explainer, &subject, &x);
        if (ok && order->is_json) {
            easc__json_explanation(order, &x, is_first, to);
        } else if (ok) {
            easc__text_explanation(order, &x, count == 1, to);
        }
        is_first = false;
    }
    easc__explainer_done(&explainer);
    return ok;
}

static easc_status write_document(const easc__explain_order *order, easc__bytes text,
                                  easc__text *to, easc__error *err)
{
    size_t count = count_good(order, text);
    if (count == 0) {
        return say_why(order, text, err);
    }
    if (count > EASC__EXPLAIN_MAX_ROWS) {
        return easc__fail(err, EASC_E_LIMIT, NULL,
                          "more than 1000 rows: give some of them; whole logs are for a scan");
    }
    if (order->is_json) {
        easc__json_explain_begin(order, to);
    }
    bool ok = write_rows(order, text, count, to);
    if (order->is_json) {
        easc__json_explain_end(order, text, to);
    } else {
        easc__text_explain_problems(order, text, to);
    }
    return ok && !to->failed ? EASC_OK : out_of_memory(err);
}

/* PowerShell's `>` writes UTF-16: false when that is what the text is not. */
static bool read_utf16(easc__bytes text, easc__text *utf8)
{
    bool is_big_endian = false;
    size_t bom = easc__utf16_bom(text, &is_big_endian);
    easc__utf16 state = easc__utf16_init(is_big_endian);
    if (bom == 0) {
        return false;
    }
    easc__utf16_add(&state, easc__from(text, bom), utf8);
    easc__utf16_end(&state, utf8);
    return true;
}

easc_status easc__explain_document(const easc__explain_order *order, easc__bytes text,
                                   easc__text *to, easc__error *err)
{
    if (text.n > EASC__EXPLAIN_MAX_BYTES) {
        return easc__fail(err, EASC_E_LIMIT, NULL,
                          "more than 1 MiB: give some rows; whole logs are for a scan");
    }
    easc__text utf8 = easc__text_init(0);
    bool is_utf16 = read_utf16(text, &utf8);
    easc_status status =
        utf8.failed ? out_of_memory(err)
                    : write_document(order, is_utf16 ? easc__text_view(&utf8) : text, to, err);
    easc__text_done(&utf8);
    return status;
}
