/* input.c - see input.h. */
#include "aggregate/input.h"

const easc__needed_column easc__needed_columns[EASC__NEEDED_COLUMNS] = {
    {EASC__COLUMN_QUERY, EASC__NAME("cs-uri-query")},
    {EASC__COLUMN_USER, EASC__NAME("cs-username")},
    {EASC__COLUMN_AGENT, EASC__NAME("cs(User-Agent)")},
    {EASC__COLUMN_STATUS, EASC__NAME("sc-status")},
    {EASC__COLUMN_SUBSTATUS, EASC__NAME("sc-substatus")},
};

uint32_t easc__missing_columns(const easc__schema *schema)
{
    uint32_t missing = 0;
    for (int i = 0; i < EASC__NEEDED_COLUMNS; i++) {
        missing |= schema->has[easc__needed_columns[i].column] ? 0 : UINT32_C(1) << i;
    }
    return missing;
}
