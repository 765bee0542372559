/* eas_row.h - rows for the tests of request: a table names what differs from an ordinary row. */
#ifndef EASC_TESTS_UNIT_REQUEST_EAS_ROW_H
#define EASC_TESTS_UNIT_REQUEST_EAS_ROW_H

#include "request/request.h"
#include "unit.h"

/* NULL: as in an ordinary row, a Sync that is answered 200. "" is an empty column. */
typedef struct eas_row {
    const char *method;
    const char *stem;
    const char *query;
    const char *user;
    const char *agent;
    const char *status;
    const char *computer;
    const char *forwarded[EASC__FORWARDED_MAX];
    bool is_quoted;
} eas_row;

static const easc__selection eas_row_selects_all = {.since_s = EASC__NO_TIME, .until_s = INT64_MAX};

static inline size_t eas_row_put(easc__row *row, int slot, const char *given, const char *ordinary)
{
    row->at[slot] = easc__bytes_z(given ? given : ordinary);
    return row->at[slot].n + 1;
}

/* The row as the columns of a log; gives the length that its line has. */
static inline size_t eas_row_fill(const eas_row *from, easc__row *row)
{
    *row = (easc__row){.is_quoted = from->is_quoted, .time_s = 1304681411};
    size_t n = eas_row_put(row, EASC__COLUMN_METHOD, from->method, "POST");
    n +=
        eas_row_put(row, EASC__COLUMN_STEM, from->stem, "/Microsoft-Server-ActiveSync/default.eas");
    n += eas_row_put(row, EASC__COLUMN_QUERY, from->query,
                     "Cmd=Sync&User=jan&DeviceId=D1&DeviceType=iPhone");
    n += eas_row_put(row, EASC__COLUMN_USER, from->user, "CONT\\jan");
    n += eas_row_put(row, EASC__COLUMN_AGENT, from->agent, "Apple-iPhone/705.18");
    n += eas_row_put(row, EASC__COLUMN_STATUS, from->status, "200");
    n += eas_row_put(row, EASC__COLUMN_COMPUTER, from->computer, "");
    n += eas_row_put(row, EASC__COLUMN_SERVER_IP, NULL, "10.0.0.1");
    n += eas_row_put(row, EASC__COLUMN_CLIENT_IP, NULL, "192.168.1.9");
    n += eas_row_put(row, EASC__COLUMN_SENT, NULL, "176995");
    n += eas_row_put(row, EASC__COLUMN_RECEIVED, NULL, "546");
    for (int i = 0; i < EASC__FORWARDED_MAX; i++) {
        n += eas_row_put(row, EASC__SLOT_FORWARDED + i, from->forwarded[i], "");
    }
    return n;
}

static inline easc__row_kind eas_row_read(const eas_row *from, const char *path_server,
                                          easc__request_reader *reader, easc__request *out)
{
    easc__row row;
    size_t n = eas_row_fill(from, &row);
    return easc__request_read(reader, &row, n, easc__bytes_z(path_server), &eas_row_selects_all,
                              out);
}

#endif
