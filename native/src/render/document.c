/* document.c - which writer makes which document: a new format is one file and one line here. */
#include "render/document.h"

typedef struct writer_row {
    easc__document_kind kind;
    easc__document_format format;
    easc__document_writer write;
} writer_row;

static const writer_row writers[] = {
    {EASC__DOCUMENT_SCAN, EASC__DOCUMENT_TEXT, easc__text_scan},
    {EASC__DOCUMENT_SCAN, EASC__DOCUMENT_CSV, easc__csv_scan},
    {EASC__DOCUMENT_SCAN, EASC__DOCUMENT_JSON, easc__json_scan},
    {EASC__DOCUMENT_GATE, EASC__DOCUMENT_TEXT, easc__text_gate},
    {EASC__DOCUMENT_GATE, EASC__DOCUMENT_CSV, easc__csv_gate},
    {EASC__DOCUMENT_GATE, EASC__DOCUMENT_JSON, easc__json_gate},
    {EASC__DOCUMENT_FINDINGS, EASC__DOCUMENT_TEXT, easc__text_findings},
    {EASC__DOCUMENT_FINDINGS, EASC__DOCUMENT_CSV, easc__csv_findings},
    {EASC__DOCUMENT_FINDINGS, EASC__DOCUMENT_JSON, easc__json_findings},
    {EASC__DOCUMENT_TIMELINE, EASC__DOCUMENT_TEXT, easc__text_timeline},
    {EASC__DOCUMENT_TIMELINE, EASC__DOCUMENT_CSV, easc__csv_timeline},
    {EASC__DOCUMENT_TIMELINE, EASC__DOCUMENT_JSON, easc__json_timeline},
};

easc__document_writer easc__document_writer_of(easc__document_kind kind,
                                               easc__document_format format)
{
    for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++) {
        if (writers[i].kind == kind && writers[i].format == format) {
            return writers[i].write;
        }
    }
    return NULL;
}
