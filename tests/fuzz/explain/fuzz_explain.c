/* fuzz_explain.c - any bytes as what somebody pasted: rows, queries, base64, in both forms and both
   languages. The text is for a terminal, so nothing in it may turn or control one. */
#include "fuzz/fuzz.h"
#include "render/explain_document.h"
#include "report/plain.h"

static void check_text(easc__bytes text)
{
    FUZZ_HOLDS(easc__is_utf8(text));
    while (text.n > 0) {
        uint32_t c = easc__take_char(&text);
        FUZZ_HOLDS(c == '\n' || (!easc__is_control(c) && !easc__turns_text(c)));
    }
}

static void check_json(easc__bytes text)
{
    FUZZ_HOLDS(easc__is_utf8(text));
    FUZZ_HOLDS(easc__starts(text, EASC__LIT("{\"schema\":\"easc.explain/1\"")));
    FUZZ_HOLDS(text.p[text.n - 1] == '\n' && text.p[text.n - 2] == '}');
}

/* Loaded once: they would take most of the time. */
static void load(easc__explain_order *order, size_t language)
{
    static easc__labels *labels[2];
    static easc__catalogue *catalogue;
    static const easc__bytes languages[] = {EASC__NAME("en"), EASC__NAME("nl")};
    if (!labels[language]) {
        FUZZ_HOLDS(easc__labels_load(languages[language], &labels[language], NULL) == EASC_OK);
    }
    if (!catalogue) {
        FUZZ_HOLDS(easc__catalogue_load("", &catalogue, NULL) == EASC_OK);
    }
    order->labels = labels[language];
    order->catalogue = catalogue;
}

static void explain(const easc__explain_order *order, easc__bytes text)
{
    easc__text document = easc__text_init(0);
    easc__error err = {.status = EASC_OK};
    easc_status status = easc__explain_document(order, text, &document, &err);
    FUZZ_HOLDS(status == EASC_OK || status == EASC_E_DATA || status == EASC_E_LIMIT);
    FUZZ_HOLDS(status == EASC_OK || err.message[0] != '\0');
    if (status == EASC_OK && order->is_json) {
        check_json(easc__text_view(&document));
    } else if (status == EASC_OK) {
        check_text(easc__text_view(&document));
    }
    easc__text_done(&document);
}

/* The first byte chooses the width, the language and the form. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    easc__explain_order order = {.is_json = data[0] & 1u, .style = {false, data[0] & 0x7Cu}};
    load(&order, data[0] >> 1 & 1u);
    explain(&order, fuzz_bytes(data + 1, size - 1));
    return 0;
}
