/* schema.h - which columns a log has, and in what order: the directives (#Software, #Date, #Fields)
   in force at a row. Pure, no allocation. Formats: facts a.1 to a.3, g.1. */
#ifndef EASC_W3C_SCHEMA_H
#define EASC_W3C_SCHEMA_H

#include "base/bytes.h"

/* What kind of log it is; contract 9, `inputs[].format`. */
typedef enum easc__format {
    EASC__FORMAT_UNKNOWN = 0,
    EASC__FORMAT_W3C = 1,
    EASC__FORMAT_W3C_ADVANCED = 2, /* the IIS Advanced Logging module: TABs, quotes, #Start-Date */
    EASC__FORMAT_HTTPERR = 3,
    EASC__FORMAT_HTTPPROXY = 4,
    EASC__FORMAT_OTHER = 5 /* another log of Exchange: shown as "unknown", rows are only counted */
} easc__format;

/* "w3c", "w3c-advanced", "httperr", "httpproxy", "unknown". */
easc__bytes easc__format_name(easc__format format);

/* The columns that the product reads. */
typedef enum easc__column {
    EASC__COLUMN_DATE,
    EASC__COLUMN_TIME,
    EASC__COLUMN_COMPUTER,  /* s-computername */
    EASC__COLUMN_SERVER_IP, /* s-ip */
    EASC__COLUMN_METHOD,
    EASC__COLUMN_STEM,
    EASC__COLUMN_QUERY,
    EASC__COLUMN_USER,      /* cs-username */
    EASC__COLUMN_CLIENT_IP, /* c-ip */
    EASC__COLUMN_AGENT,
    EASC__COLUMN_STATUS,
    EASC__COLUMN_SENT,       /* sc-bytes */
    EASC__COLUMN_RECEIVED,   /* cs-bytes */
    EASC__COLUMN_SUBSTATUS,  /* sc-substatus */
    EASC__COLUMN_WIN32,      /* sc-win32-status */
    EASC__COLUMN_TIME_TAKEN, /* milliseconds */
    EASC__COLUMN_HOST,       /* cs-host */
    EASC__COLUMN_COUNT
} easc__column;

/* Slots of a row: one for each column above, then those of X-Forwarded-For. */
enum {
    EASC__FORWARDED_MAX =
        8, /* columns whose name contains X-Forwarded-For; further ones are not read */
    EASC__SLOT_FORWARDED = EASC__COLUMN_COUNT,
    EASC__SLOT_COUNT = EASC__COLUMN_COUNT + EASC__FORWARDED_MAX,
    EASC__SLOT_NONE = 255
};

/* A column that is read: its position in the row, from 0, and its place in easc__row. */
typedef struct easc__mapped_column {
    uint32_t position;
    uint8_t slot;
} easc__mapped_column;

/* A column map. */
typedef struct easc__schema {
    easc__format format; /* UNKNOWN: there is no map */
    uint32_t column_count;
    uint32_t forwarded_count;
    bool has[EASC__SLOT_COUNT];
    uint32_t mapped_count;
    easc__mapped_column mapped[EASC__SLOT_COUNT]; /* by position */
} easc__schema;

/* Reads the names of a #Fields line (without "#Fields:"). `is_advanced` says which dialect the
   #Software line announced. The first column of a name counts, further ones are passed over. */
void easc__schema_read(easc__bytes names, bool is_advanced, easc__schema *out);

/* Everything the directives so far say. Copied to the head of each chunk of a file. */
typedef struct easc__directives {
    easc__schema schema;
    easc__format software; /* what #Software or #Log-type announced */
    bool has_date;         /* a #Date or #Start-Date came */
    int32_t day;           /* the day a row without a date column belongs to */
    int32_t latest_s;      /* seconds of that day of the latest row so far (contract 1.4) */
} easc__directives;

/* Nothing in force: the head of a file. */
void easc__directives_clear(easc__directives *directives);

/* Applies a line that begins with '#'; unknown directives change nothing, nor does one longer than
   EASC__ROW_MAX_BYTES. */
void easc__directives_apply(easc__directives *directives, easc__bytes line);

/* What the rows that come now belong to: the format of #Fields, or before it what #Software says.
 */
easc__format easc__format_in_force(const easc__directives *directives);

/* True when rows must be read in order, because their date depends on the rows before. */
static inline bool easc__needs_order(const easc__directives *directives)
{
    return !directives->schema.has[EASC__COLUMN_DATE] &&
           directives->schema.has[EASC__COLUMN_TIME] && directives->has_date;
}

#endif
