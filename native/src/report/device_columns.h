/* device_columns.h - what is told about a device, column by column, in one table: names, titles and
   how to find the values, for the Devices sheet and for CSV. The columns are those of contract
   section 9, flat, in its order. Pure. */
#ifndef EASC_REPORT_DEVICE_COLUMNS_H
#define EASC_REPORT_DEVICE_COLUMNS_H

#include "answer/answer.h"
#include "report/model.h"

/* A column, and where its value comes from. */
typedef enum easc__device_field {
    EASC__DEVICE_USER,
    EASC__DEVICE_USER_FORMS,
    EASC__DEVICE_DISPLAY_NAME, /* these two with an identity map only */
    EASC__DEVICE_DEPARTMENT,
    EASC__DEVICE_ID,
    EASC__DEVICE_TYPE,
    EASC__DEVICE_MODEL,
    EASC__DEVICE_OS,
    EASC__DEVICE_AGENT,
    EASC__DEVICE_FAMILY,
    EASC__DEVICE_VERSION,
    EASC__DEVICE_PROTOCOL,
    EASC__DEVICE_FIRST_SEEN,
    EASC__DEVICE_LAST_SEEN,
    EASC__DEVICE_LAST_SUCCESS,
    EASC__DEVICE_REQUESTS,
    EASC__DEVICE_BACKEND_REQUESTS,
    EASC__DEVICE_COMMANDS,
    EASC__DEVICE_HTTP_STATUS,
    EASC__DEVICE_EAS_STATUS,
    EASC__DEVICE_ERRORS,
    EASC__DEVICE_FAILURES,
    EASC__DEVICE_HARD_FAILURES,
    EASC__DEVICE_REFRESHES,
    EASC__DEVICE_PROVISION_ERRORS,
    EASC__DEVICE_FIRST_FAILURE,
    EASC__DEVICE_LAST_FAILURE,
    EASC__DEVICE_LAST_PASS,
    EASC__DEVICE_ACKNOWLEDGEMENT,
    EASC__DEVICE_KEY_ACCEPTED,
    EASC__DEVICE_ACCESS_STATE,
    EASC__DEVICE_ACCESS_REASON,
    EASC__DEVICE_OUTCOME,
    EASC__DEVICE_STATE,
    EASC__DEVICE_REASON_ID,
    EASC__DEVICE_REASON,
    EASC__DEVICE_ACTIVE,
    EASC__DEVICE_MOVED,
    EASC__DEVICE_EVIDENCE,
    EASC__DEVICE_VERDICT,
    EASC__DEVICE_RULE,
    EASC__DEVICE_MINIMUM_VERSION,
    EASC__DEVICE_ACTION,
    EASC__DEVICE_SERVERS,
    EASC__DEVICE_ADDRESSES,
    EASC__DEVICE_FIELD_COUNT
} easc__device_field;

/* "complianceState": the name in CSV, and the key of the JSON document where that is flat. */
easc__bytes easc__device_key(easc__device_field field);

/* Whether the answer has such a column. */
bool easc__device_has_field(const easc__answer *answer, easc__device_field field);

/* Title, type, width and tones for a table for people. */
easc__grid_column easc__device_column(easc__device_field field);

/* The value of a device; `device` is its index in the answer. Text that has to be put together is
   appended to `scratch`, and the cell is a view of it: good until the next append. Maps read
   "name=n;name=n", lists "a;b". Out of memory shows as `scratch->failed`. */
easc__cell easc__device_value(const easc__answer *answer, size_t device, easc__device_field field,
                              easc__text *scratch);

/* Words and their tones, for other tables that show them. */
easc__tones easc__state_tones(void);
easc__tones easc__outcome_tones(void);
easc__tones easc__evidence_tones(void);
easc__tones easc__catalogue_tones(void);
easc__tones easc__access_tones(void);

/* The tone of a verdict of the gate. */
easc__tone easc__verdict_tone(easc__gate_verdict verdict);

#endif
