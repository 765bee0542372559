/* mailboxes.c - see mailboxes.h. The text is only needed while it is read: what is kept are the
   names, since an export of everything Exchange knows of a mailbox is a hundred times longer. */
#include "directory/mailboxes.h"

#include "base/arena.h"
#include "base/heap.h"
#include "directory/csv_file.h"
#include "directory/name_index.h"

/* The columns that are read; the first five name a mailbox. */
typedef enum column {
    COLUMN_LINKED,
    COLUMN_SMTP,
    COLUMN_SAM,
    COLUMN_ALIAS,
    COLUMN_NAME,
    COLUMN_ENABLED,
    COLUMN_DEFAULTED,
    COLUMN_POLICY,
    COLUMN_PARTNERSHIP,
    COLUMN_COUNT
} column;

enum { NAMING_COLUMNS = COLUMN_NAME + 1 };

static const easc__bytes column_names[COLUMN_COUNT] = {
    [COLUMN_LINKED] = EASC__NAME("LinkedMasterAccount"),
    [COLUMN_SMTP] = EASC__NAME("PrimarySmtpAddress"),
    [COLUMN_SAM] = EASC__NAME("SamAccountName"),
    [COLUMN_ALIAS] = EASC__NAME("Alias"),
    [COLUMN_NAME] = EASC__NAME("Name"),
    [COLUMN_ENABLED] = EASC__NAME("ActiveSyncEnabled"),
    [COLUMN_DEFAULTED] = EASC__NAME("ActiveSyncMailboxPolicyIsDefaulted"),
    [COLUMN_POLICY] = EASC__NAME("ActiveSyncMailboxPolicy"),
    [COLUMN_PARTNERSHIP] = EASC__NAME("HasActiveSyncDevicePartnership"),
};

/* What a user is looked up in, in this order. */
typedef enum place {
    PLACE_LINKED,
    PLACE_SMTP,
    PLACE_SAM,
    PLACE_ALIAS,
    PLACE_SMTP_LOCAL_PART,
    PLACE_COUNT
} place;

struct easc__mailboxes {
    easc__arena arena; /* the names */
    easc__mailbox *rows;
    size_t count;
    size_t capacity;
    easc__name_index index;
};

/* --- reading the table ----------------------------------------------------------------------- */

static const easc__csv_columns columns = {
    column_names, COLUMN_COUNT, NAMING_COLUMNS,
    "has none of the columns LinkedMasterAccount, PrimarySmtpAddress, SamAccountName, Alias, Name: "
    "export with Get-CASMailbox | Export-Csv"};

/* What the parts of the reading share. */
typedef struct reader {
    easc__csv_file file;
    size_t places[COLUMN_COUNT]; /* in a record */
    easc__mailboxes *out;
} reader;

static easc__bytes field_of(const reader *r, const easc__csv_record *record, column c)
{
    return easc__csv_value(record, r->places[c]);
}

static bool is_one_of(easc__bytes word, const char *const *words)
{
    for (; *words; words++) {
        if (easc__equal_nocase(word, easc__bytes_z(*words))) {
            return true;
        }
    }
    return false;
}

static bool is_true(easc__bytes word)
{
    static const char *const words[] = {"true", "$true", "1", "yes", NULL};
    return is_one_of(word, words);
}

static bool is_false(easc__bytes word)
{
    static const char *const words[] = {"false", "$false", "0", "no", NULL};
    return is_one_of(word, words);
}

/* Contract section 8: who has no ActiveSync, or a policy of his own, is not concerned. */
static bool is_in_scope(const reader *r, const easc__csv_record *record)
{
    bool has_own_policy =
        field_of(r, record, COLUMN_POLICY).n > 0 && !is_true(field_of(r, record, COLUMN_DEFAULTED));
    return !is_false(field_of(r, record, COLUMN_ENABLED)) && !has_own_policy;
}

/* The name to show: the linked account, which names somebody of another forest, comes last. */
static easc__bytes shown_name(const easc__bytes *names)
{
    static const column order[] = {COLUMN_SMTP, COLUMN_SAM, COLUMN_ALIAS, COLUMN_NAME,
                                   COLUMN_LINKED};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        if (names[order[i]].n > 0) {
            return names[order[i]];
        }
    }
    return easc__bytes_of(NULL, 0);
}

static easc__bytes before_at(easc__bytes address)
{
    return easc__first(address, easc__find(address, '@'));
}

static bool index_names(easc__mailboxes *out, const easc__bytes *names, uint32_t row, bool in_scope)
{
    easc__bytes alias = names[COLUMN_ALIAS].n > 0 ? names[COLUMN_ALIAS] : names[COLUMN_NAME];
    const easc__bytes keys[PLACE_COUNT] = {
        [PLACE_LINKED] = names[COLUMN_LINKED],
        [PLACE_SMTP] = names[COLUMN_SMTP],
        [PLACE_SAM] = names[COLUMN_SAM],
        [PLACE_ALIAS] = alias,
        [PLACE_SMTP_LOCAL_PART] = before_at(names[COLUMN_SMTP]),
    };
    for (uint32_t p = 0; p < PLACE_COUNT; p++) {
        if (!easc__name_index_add(&out->index, p, keys[p], row, in_scope)) {
            return false;
        }
    }
    return true;
}

/* False when there is no memory. */
static bool add_mailbox(const reader *r, const easc__csv_record *record)
{
    easc__mailboxes *out = r->out;
    easc__bytes names[NAMING_COLUMNS];
    for (size_t c = 0; c < NAMING_COLUMNS; c++) {
        names[c] = field_of(r, record, (column)c);
    }
    easc__mailbox row = {shown_name(names), is_in_scope(r, record),
                         is_true(field_of(r, record, COLUMN_PARTNERSHIP))};
    if (row.name.n == 0) {
        return true;
    }
    easc__mailbox *rows = easc__grow(out->rows, out->count, &out->capacity, sizeof *rows);
    if (!rows) {
        return false;
    }
    out->rows = rows;
    row.name = easc__arena_copy(&out->arena, row.name);
    if (!row.name.p) {
        return false;
    }
    rows[out->count++] = row;
    return index_names(out, names, (uint32_t)(out->count - 1), row.is_in_scope);
}

static easc_status read_table(reader *r)
{
    easc__csv_record record;
    easc_status status = easc__csv_file_find(&r->file, &columns, r->places);
    while (status == EASC_OK) {
        status = easc__csv_file_next(&r->file, &record);
        if (status == EASC_OK && !add_mailbox(r, &record)) {
            status = easc__csv_file_no_memory(&r->file);
        }
    }
    if (status != EASC_END) {
        return status;
    }
    return easc__name_index_seal(&r->out->index) ? EASC_OK : easc__csv_file_no_memory(&r->file);
}

static easc__mailboxes *new_mailboxes(void)
{
    easc__mailboxes *mailboxes = easc__alloc_zero(1, sizeof *mailboxes);
    if (mailboxes) {
        mailboxes->arena = easc__arena_init(0);
        mailboxes->index = easc__name_index_init(&mailboxes->arena);
    }
    return mailboxes;
}

/* Reads a file that was opened with that status, and closes it. */
static easc_status read_file(reader *r, easc_status status, easc__mailboxes **out)
{
    r->out = status == EASC_OK ? new_mailboxes() : NULL;
    if (status == EASC_OK) {
        status = r->out ? read_table(r) : easc__csv_file_no_memory(&r->file);
    }
    easc__csv_file_close(&r->file);
    if (status != EASC_OK) {
        easc__mailboxes_free(r->out);
        return status;
    }
    *out = r->out;
    return EASC_OK;
}

easc_status easc__mailboxes_load(const char *path, easc__mailboxes **out, easc__error *err)
{
    reader r;
    return read_file(&r, easc__csv_file_open(path, &r.file, err), out);
}

easc_status easc__mailboxes_parse(easc__bytes text, const char *name, easc__mailboxes **out,
                                  easc__error *err)
{
    reader r;
    return read_file(&r, easc__csv_file_open_text(text, name, &r.file, err), out);
}

void easc__mailboxes_free(easc__mailboxes *mailboxes)
{
    if (mailboxes) {
        easc__name_index_done(&mailboxes->index);
        easc__free(mailboxes->rows);
        easc__arena_done(&mailboxes->arena);
        easc__free(mailboxes);
    }
}

/* --- asking ---------------------------------------------------------------------------------- */

size_t easc__mailboxes_count(const easc__mailboxes *mailboxes)
{
    return mailboxes->count;
}

easc__mailbox_hit easc__mailboxes_find(const easc__mailboxes *mailboxes, easc__bytes user,
                                       easc__bytes local_part)
{
    const easc__name_index *index = &mailboxes->index;
    for (uint32_t p = 0; p < PLACE_COUNT; p++) {
        easc__bytes name = p <= PLACE_SMTP ? user : local_part;
        const easc__name_group *group = easc__name_index_find(index, p, name);
        if (group) {
            return (easc__mailbox_hit){true, group->is_marked, easc__name_index_rows(index, group),
                                       group->count};
        }
    }
    return (easc__mailbox_hit){false, false, NULL, 0};
}

easc__mailbox easc__mailboxes_at(const easc__mailboxes *mailboxes, size_t row)
{
    return mailboxes->rows[row];
}
