/* api_catalogue.c - catalogues through easc.h, without logs. */
#include "api/api_result.h"
#include "render/catalogue_document.h"

static easc__bytes bytes_of(easc_text text)
{
    return easc__bytes_of(text.data, text.length);
}

/* As much of a caller's struct as there is; the rest is empty. False when it has not even a kind.
 */
static bool take_question(const easc_catalogue_question *from, easc_catalogue_question *to)
{
    const size_t least = offsetof(easc_catalogue_question, catalogue);
    *to = (easc_catalogue_question){.size = 0};
    if (!from || from->size < least) {
        return false;
    }
    memcpy(to, from, from->size < sizeof *to ? from->size : sizeof *to);
    return true;
}

easc_status easc_catalogue_document(const easc_catalogue_question *question, int32_t format,
                                    int32_t has_colour, uint32_t width, easc_document **out,
                                    easc_error *error)
{
    easc_catalogue_question q;
    if (!take_question(question, &q) || !out) {
        return easc__refuse(error, EASC_E_ARGUMENT,
                            "a question with its size, and out, are needed");
    }
    easc__catalogue_question inner = {.kind = (easc__catalogue_kind)q.kind,
                                      .catalogue = bytes_of(q.catalogue),
                                      .words = {.agent = bytes_of(q.user_agent),
                                                .dev_os = bytes_of(q.device_os),
                                                .dev_model = bytes_of(q.device_model),
                                                .type = bytes_of(q.device_type)},
                                      .protocol = bytes_of(q.protocol_version),
                                      .offered = bytes_of(q.offered_version)};
    easc__document_style style = {has_colour != 0, width};
    easc__text text = easc__text_init(0);
    easc__error fault = {0};
    easc_status status =
        easc__catalogue_document(&inner, (easc__document_format)format, &style, &text, &fault);
    easc_document *document = NULL;
    if (status == EASC_OK) {
        document = easc__document_of_text(&text, inner.catalogue);
        status = document ? EASC_OK : easc__fail(&fault, EASC_E_MEMORY, NULL, "not enough memory");
    }
    easc__text_done(&text);
    if (status != EASC_OK) {
        (void)easc__give_error(&fault, error);
        return status;
    }
    *out = document;
    return EASC_OK;
}
