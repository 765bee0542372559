/* api_explain.c - explanations of easc.h: labels and catalogue are loaded, the document is made at
   once, since it is short. */
#include "api/api_result.h"
#include "catalogue/catalogue.h"
#include "labels/labels.h"
#include "render/explain_document.h"

static easc_status write_document(const easc__options *options, easc__bytes text,
                                  easc__explain_order *order, easc__text *to, easc__error *err)
{
    easc__labels *labels = NULL;
    easc__catalogue *catalogue = NULL;
    easc_status status = easc__labels_load(options->language, &labels, err);
    if (status == EASC_OK) {
        status = easc__catalogue_load(easc__catalogue_option(options), &catalogue, err);
    }
    if (status == EASC_OK) {
        order->labels = labels;
        order->catalogue = catalogue;
        order->assumed = options->assume == EASC__ASSUME_NAMES ? &options->assumed : NULL;
        status = easc__explain_document(order, text, to, err);
    }
    easc__labels_free(labels);
    easc__catalogue_free(catalogue);
    return status;
}

easc_status easc_explain_new(const easc_options *options, const char *text, size_t length,
                             int32_t format, int32_t has_colour, uint32_t width,
                             easc_document **out, easc_error *error)
{
    if (!options || !text || !out) {
        return easc__refuse(error, EASC_E_ARGUMENT, "options, text and out must not be NULL");
    }
    if (format != EASC_FORMAT_TEXT && format != EASC_FORMAT_JSON) {
        return easc__refuse(error, EASC_E_ARGUMENT, "an explanation is text or JSON");
    }
    easc__error inner = {0};
    easc__text document = easc__text_init(0);
    easc__explain_order order = {.is_json = format == EASC_FORMAT_JSON,
                                 .style = {has_colour != 0, width}};
    easc_status status = write_document(easc__options_of(options), easc__bytes_of(text, length),
                                        &order, &document, &inner);
    if (status == EASC_OK) {
        easc_document *made =
            easc__document_of_text(&document, easc__options_of(options)->catalogue);
        status = made ? EASC_OK
                      : easc__fail(&inner, EASC_E_MEMORY, NULL, easc_status_text(EASC_E_MEMORY));
        *out = made ? made : *out;
    }
    easc__text_done(&document);
    if (status != EASC_OK) {
        (void)easc__give_error(&inner, error);
    }
    return status;
}
