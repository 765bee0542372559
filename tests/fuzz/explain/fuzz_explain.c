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

static void explain(easc__explain_order *order, const char *language, easc__bytes text)
{
    easc__labels *labels = NULL;
    easc__catalogue *catalogue = NULL;
    easc__text document = easc__text_init(0);
    easc__error err = {.status = EASC_OK};
    FUZZ_HOLDS(easc__labels_load(easc__bytes_z(language), &labels, NULL) == EASC_OK);
    FUZZ_HOLDS(easc__catalogue_load("", &catalogue, NULL) == EASC_OK);
    order->labels = labels;
    order->catalogue = catalogue;
    easc_status status = easc__explain_document(order, text, &document, &err);
    FUZZ_HOLDS(status == EASC_OK || status == EASC_E_DATA || status == EASC_E_LIMIT);
    FUZZ_HOLDS(status == EASC_OK || err.message[0] != '\0');
    if (status == EASC_OK && order->is_json) {
        check_json(easc__text_view(&document));
    } else if (status == EASC_OK) {
        check_text(easc__text_view(&document));
    }
    easc__text_done(&document);
    easc__labels_free(labels);
    easc__catalogue_free(catalogue);
}

/* The first byte chooses the width, the language and the form. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    easc__explain_order order = {.is_json = data[0] & 1u, .style = {false, data[0] & 0x7Cu}};
    explain(&order, data[0] & 2u ? "nl" : "en", fuzz_bytes(data + 1, size - 1));
    return 0;
}
