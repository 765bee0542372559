/* render_cmdlet.h - the six files of Export-ActiveSyncLog, as Exchange's own cmdlet writes them:
   UTF-8 with BOM, CRLF, a cell in quotes only when it holds a comma (cmdlet facts 7 and 8). */
#ifndef EASC_RENDER_RENDER_CMDLET_H
#define EASC_RENDER_RENDER_CMDLET_H

#include "base/text.h"
#include "cmdlet/tables.h"

/* The files, in the order in which the cmdlet writes them. */
typedef enum easc__cmdlet_file {
    EASC__FILE_USERS = 0,
    EASC__FILE_SERVERS = 1,
    EASC__FILE_HOURLY = 2,
    EASC__FILE_STATUS_CODES = 3,
    EASC__FILE_POLICY_COMPLIANCE = 4,
    EASC__FILE_USER_AGENTS = 5,
    EASC__FILE_COUNT = 6
} easc__cmdlet_file;

/* "Users.csv", … */
easc__bytes easc__cmdlet_file_name(easc__cmdlet_file file);

/* Whether rows of it were dropped, since there were too many names. */
bool easc__cmdlet_file_is_cut(const easc__cmdlet *tables, easc__cmdlet_file file);

/* How texts of strangers are written, and what was found in them. */
typedef struct easc__cmdlet_style {
    bool is_safe;           /* as in csv_text.h, instead of as the cmdlet writes them */
    uint64_t formula_cells; /* so far: cells that look like a formula; filled by the writer */
} easc__cmdlet_style;

/* A file is `step` 0, 1, 2, … until the writer returns false; a step is one row. The tables are
   settled. No control character of a log gets into a file. Out of memory: `to->failed`. */
bool easc__cmdlet_write(const easc__cmdlet *tables, easc__cmdlet_file file,
                        easc__cmdlet_style *style, size_t step, easc__text *to);

#endif
