/* render_cmdlet.c - see render_cmdlet.h. Titles, spaces and stars are the cmdlet's own. */
#include "render/render_cmdlet.h"

#include "render/csv_text.h"
#include "render/ratio_text.h"
#include "report/plain.h"

/* --- cells ----------------------------------------------------------------------------------- */

/* A row that is being written. */
typedef struct line {
    easc__text *to;
    easc__cmdlet_style *style;
    bool is_begun;
} line;

static void next_cell(line *l)
{
    easc__text_add_z(l->to, l->is_begun ? "," : "");
    l->is_begun = true;
}

/* The cmdlet's quoting: for a comma only, so that a quote by itself stands as it is. */
static void add_as_logged(easc__text *to, easc__bytes raw)
{
    easc__text plain = easc__text_init(0);
    easc__add_plain(&plain, raw, EASC__PLAIN_CELL);
    if (easc__find(easc__text_view(&plain), ',') < plain.n) {
        easc__csv_add_quoted(to, easc__text_view(&plain));
    } else {
        easc__text_add(to, easc__text_view(&plain));
    }
    to->failed |= plain.failed;
    easc__text_done(&plain);
}

static void add_text(line *l, easc__bytes raw)
{
    next_cell(l);
    l->style->formula_cells += easc__csv_is_formula(raw);
    if (l->style->is_safe) {
        easc__csv_add_text(l->to, raw);
    } else {
        add_as_logged(l->to, raw);
    }
}

static void add_word(line *l, easc__bytes word)
{
    next_cell(l);
    easc__text_add(l->to, word);
}

static void add_number(line *l, uint64_t number)
{
    next_cell(l);
    easc__text_add_u64(l->to, number);
}

static void add_ratio(line *l, uint64_t part, uint64_t whole)
{
    next_cell(l);
    if (whole > 0) {
        easc__add_ratio(l->to, part, whole);
    }
}

/* --- Users.csv ------------------------------------------------------------------------------- */

static const easc__bytes verdict_names[EASC__CMDLET_VERDICTS] = {EASC__NAME("Unknown"),
                                                                 EASC__NAME("Compliant"),
                                                                 EASC__NAME("Partially Compliant"),
                                                                 EASC__NAME("Not Compliant"),
                                                                 EASC__NAME("Externally Managed"),
                                                                 EASC__NAME("Invalid")};

static void add_items(line *l, const easc__user_row *row, int first, int last)
{
    for (int i = first; i <= last; i++) {
        add_number(l, row->items[i]);
    }
}

static void add_user(line *l, const easc__user_row *row)
{
    const easc__hit_counts *counts = &row->counts[0];
    for (int i = 0; i < 3; i++) {
        add_text(l, row->first.texts[i]);
    }
    add_items(l, row, EASC__ITEM_SENT, EASC__ITEM_RECEIVED);
    add_number(l, counts->hits);
    add_number(l, counts->bytes_sent);
    add_number(l, counts->bytes_received);
    add_items(l, row, EASC__ITEM_EMAILS_SENT, EASC__ITEM_EMAILS_SENT);
    add_number(l, counts->emails_received);
    add_items(l, row, EASC__ITEM_CALENDAR_SENT, EASC__ITEM_OOF_GET);
    add_number(l, counts->searches);
    add_items(l, row, EASC__ITEM_SHAREPOINT, EASC__ITEM_ATTACHMENT_BYTES);
    add_word(l, verdict_names[easc__cmdlet_verdict_of(row)]);
}

enum { EMPTY_BEHIND_TOTAL = 18 };

static void add_total(line *l, const easc__cmdlet *tables)
{
    uint64_t sums[5] = {0};
    for (size_t i = 0; i < tables->shown[EASC__CMDLET_USERS]; i++) {
        const easc__user_row *row = &tables->users[tables->order[EASC__CMDLET_USERS][i]];
        sums[0] += row->items[EASC__ITEM_SENT];
        sums[1] += row->items[EASC__ITEM_RECEIVED];
        sums[2] += row->counts[0].hits;
        sums[3] += row->counts[0].bytes_sent;
        sums[4] += row->counts[0].bytes_received;
    }
    add_word(l, EASC__LIT("*** Total ***,,"));
    for (int i = 0; i < 5; i++) {
        add_number(l, sums[i]);
    }
    for (int i = 0; i < EMPTY_BEHIND_TOTAL; i++) {
        next_cell(l);
    }
}

static bool write_users(line *l, const easc__cmdlet *tables, size_t row)
{
    size_t count = tables->shown[EASC__CMDLET_USERS];
    if (row < count) {
        add_user(l, &tables->users[tables->order[EASC__CMDLET_USERS][row]]);
    } else if (row == count) {
        add_total(l, tables);
    }
    return row <= count;
}

/* --- the others ------------------------------------------------------------------------------ */

static bool write_servers(line *l, const easc__cmdlet *tables, size_t row)
{
    if (row >= tables->shown[EASC__CMDLET_SERVERS]) {
        return false;
    }
    const easc__counted_row *server =
        &tables->rows[EASC__CMDLET_SERVERS][tables->order[EASC__CMDLET_SERVERS][row]];
    for (int i = 0; i < 3; i++) {
        add_text(l, server->first.texts[i]);
    }
    add_number(l, server->devices);
    add_number(l, server->hits);
    add_number(l, server->bytes_sent);
    add_number(l, server->bytes_received);
    return true;
}

static bool write_hours(line *l, const easc__cmdlet *tables, size_t row)
{
    static const easc__bytes days[] = {EASC__NAME("Sunday"),   EASC__NAME("Monday"),
                                       EASC__NAME("Tuesday"),  EASC__NAME("Wednesday"),
                                       EASC__NAME("Thursday"), EASC__NAME("Friday"),
                                       EASC__NAME("Saturday")};
    if (row >= EASC__HOURS) {
        return false;
    }
    add_word(l, days[row / 24]);
    add_number(l, row % 24);
    add_number(l, tables->unique_devices[row]);
    add_number(l, tables->sync[row]);
    return true;
}

static bool write_statuses(line *l, const easc__cmdlet *tables, size_t row)
{
    const uint32_t *order = tables->order[EASC__CMDLET_STATUSES];
    const easc__counted_row *rows = tables->rows[EASC__CMDLET_STATUSES];
    size_t count = tables->shown[EASC__CMDLET_STATUSES];
    uint64_t hits = 0;
    if (row >= count) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        hits += rows[order[i]].hits;
    }
    const easc__counted_row *status = &rows[order[row]];
    add_text(l, status->first.texts[0]);
    add_text(l, status->first.texts[1]);
    add_number(l, status->hits);
    add_ratio(l, status->hits, hits);
    return true;
}

/* Four rows as the cmdlet writes them. The verdicts that it does not survive have a row behind them
   when there is one. */
static bool write_compliance(line *l, const easc__cmdlet *tables, size_t row)
{
    size_t verdict = row;
    bool is_skipped = tables->verdicts[EASC__CMDLET_EXTERNAL] == 0;
    if (row >= EASC__CMDLET_EXTERNAL && is_skipped) {
        verdict++;
    }
    if (verdict >= EASC__CMDLET_VERDICTS ||
        (verdict >= EASC__CMDLET_EXTERNAL && tables->verdicts[verdict] == 0)) {
        return false;
    }
    add_word(l, verdict_names[verdict]);
    add_number(l, tables->verdicts[verdict]);
    add_ratio(l, tables->verdicts[verdict], tables->shown[EASC__CMDLET_USERS]);
    return true;
}

static bool write_agents(line *l, const easc__cmdlet *tables, size_t row)
{
    if (row >= tables->shown[EASC__CMDLET_AGENTS]) {
        return false;
    }
    uint32_t number = tables->order[EASC__CMDLET_AGENTS][row];
    const easc__counted_row *agent = &tables->rows[EASC__CMDLET_AGENTS][number];
    add_text(l, easc__symbols_name(&tables->names[EASC__CMDLET_AGENTS].symbols, number));
    add_number(l, agent->hits);
    add_number(l, agent->devices);
    return true;
}

/* --- files ----------------------------------------------------------------------------------- */

typedef struct cmdlet_file {
    easc__bytes name;
    easc__cmdlet_kind kind; /* whose rows it has */
    const char *titles;
    /* Writes a row without its end; false when there is none. */
    bool (*write_row)(line *l, const easc__cmdlet *tables, size_t row);
} cmdlet_file;

static const cmdlet_file files[EASC__FILE_COUNT] = {
    {EASC__NAME("Users.csv"), EASC__CMDLET_USERS,
     "User Name,Device ID,Device Type,Items Sent,Items Received,Hits,Total Bytes Sent,"
     "Total Bytes Received,Total Emails Sent,Total Emails Received,Total Calendar Sent,"
     "Total Calendar Received,Total Contacts Sent,Total Contacts Received,Total Tasks Sent,"
     "Total Tasks Received,Total Notes Sent,Total Notes Received,"
     "Total OOF Messages Set by Client,Total OOF Messages Retrieved from Server,"
     "Total Searches requested,Total SharePoint Access,Total UNC Access,"
     "Total Attachment Downloads,Total Attachment Size,Currently Compliant with Policy",
     write_users},
    {EASC__NAME("Servers.csv"), EASC__CMDLET_SERVERS,
     "Server,Host,IP Address,Average Unique Devices,Hits,Total Bytes Sent,Total Bytes Received",
     write_servers},
    {EASC__NAME("Hourly.csv"), EASC__CMDLET_DEVICES,
     "Day,Hour,Unique Devices,Sync Related Requests", write_hours},
    {EASC__NAME("StatusCodes.csv"), EASC__CMDLET_STATUSES, "Status,SubStatus,Hits,Ratio",
     write_statuses},
    {EASC__NAME("PolicyCompliance.csv"), EASC__CMDLET_USERS, "Compliance Type,Total,Ratio",
     write_compliance},
    {EASC__NAME("UserAgents.csv"), EASC__CMDLET_AGENTS, "User Agent,Hits,Unique Devices",
     write_agents},
};

easc__bytes easc__cmdlet_file_name(easc__cmdlet_file file)
{
    return files[file].name;
}

bool easc__cmdlet_file_is_cut(const easc__cmdlet *tables, easc__cmdlet_file file)
{
    bool counts_devices = file == EASC__FILE_SERVERS || file == EASC__FILE_USER_AGENTS;
    return tables->names[files[file].kind].is_over ||
           (counts_devices && tables->names[EASC__CMDLET_DEVICES].is_over);
}

bool easc__cmdlet_write(const easc__cmdlet *tables, easc__cmdlet_file file,
                        easc__cmdlet_style *style, size_t step, easc__text *to)
{
    line l = {to, style, false};
    if (step == 0) {
        easc__text_add(to, easc__byte_order_mark);
        easc__text_add_z(to, files[file].titles);
    } else if (!files[file].write_row(&l, tables, step - 1)) {
        return false;
    }
    easc__text_add_z(to, "\r\n");
    return true;
}
