/* mailboxes.c - see mailboxes.h. The text is only needed while it is read: what is kept are the
   names, since an export of everything Exchange knows of a mailbox is a hundred times longer. */
#include "directory/mailboxes.h"

#include "base/arena.h"
#include "base/heap.h"
#include "base/text.h"
#include "base/utf16.h"
#include "directory/csv.h"
#include "directory/name_index.h"
#include "os/os_file.h"
#include "os/os_thread.h"

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

/* What the parts of the reading share. */
typedef struct reader {
    easc__csv csv;
    const char *name; /* of the file, for messages */
    easc__error *err;
    size_t position[COLUMN_COUNT]; /* in a record; SIZE_MAX: there is no such column */
    easc__mailboxes *out;
} reader;

static easc_status fail_at(const reader *r, easc_status status, uint64_t line, const char *message)
{
    return easc__fail_at(r->err, status, r->name, line, 0, message);
}

static easc_status memory_fail(const reader *r)
{
    return easc__fail(r->err, EASC_E_MEMORY, r->name, "not enough memory");
}

/* The next record; a fault of the text becomes a message. */
static easc_status next_record(reader *r, easc__csv_record *record)
{
    easc_status status = easc__csv_next(&r->csv, record);
    if (status == EASC_E_DATA) {
        return fail_at(r, status, record->line, "a quote is opened here and never closed");
    }
    return status == EASC_E_MEMORY ? memory_fail(r) : status;
}

static void find_columns(reader *r, const easc__csv_record *head)
{
    for (size_t c = 0; c < COLUMN_COUNT; c++) {
        size_t at = 0;
        while (at < head->count &&
               !easc__equal_nocase(easc__trim(head->fields[at]), column_names[c])) {
            at++;
        }
        r->position[c] = at < head->count ? at : SIZE_MAX;
    }
}

static bool has_naming_column(const reader *r)
{
    for (size_t c = 0; c < NAMING_COLUMNS; c++) {
        if (r->position[c] != SIZE_MAX) {
            return true;
        }
    }
    return false;
}

static easc_status read_head(reader *r)
{
    easc__csv_record head;
    easc__csv_skip_preamble(&r->csv);
    easc__csv_choose_separator(&r->csv);
    easc_status status = next_record(r, &head);
    if (status == EASC_END) {
        return fail_at(r, EASC_E_DATA, r->csv.line, "holds no line with the names of the columns");
    }
    if (status != EASC_OK) {
        return status;
    }
    find_columns(r, &head);
    if (!has_naming_column(r)) {
        return fail_at(r, EASC_E_DATA, head.line,
                       "has none of the columns LinkedMasterAccount, PrimarySmtpAddress, "
                       "SamAccountName, Alias, Name: export with Get-CASMailbox | Export-Csv");
    }
    return EASC_OK;
}

/* The value of a column; empty when it is not there. */
static easc__bytes field_of(const reader *r, const easc__csv_record *record, column c)
{
    size_t at = r->position[c];
    return at < record->count ? easc__trim(record->fields[at]) : easc__bytes_of(NULL, 0);
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
    easc_status status = read_head(r);
    while (status == EASC_OK) {
        status = next_record(r, &record);
        if (status == EASC_OK && !add_mailbox(r, &record)) {
            status = memory_fail(r);
        }
    }
    if (status != EASC_END) {
        return status;
    }
    return easc__name_index_seal(&r->out->index) ? EASC_OK : memory_fail(r);
}

/* --- reading the text ------------------------------------------------------------------------ */

/* Makes `text` valid UTF-8; `*start` is where it begins, behind a BOM. False when there is no
   memory. */
static bool make_utf8(easc__text *text, size_t *start)
{
    easc__bytes raw = easc__text_view(text);
    easc__text valid = easc__text_init(0);
    bool is_big_endian;
    size_t bom = easc__utf16_bom(raw, &is_big_endian);
    *start = 0;
    if (bom > 0) {
        easc__utf16 state = easc__utf16_init(is_big_endian);
        easc__utf16_add(&state, easc__from(raw, bom), &valid);
        easc__utf16_end(&state, &valid);
    } else if (!easc__is_utf8(raw)) {
        easc__text_add_utf8(&valid, raw);
    } else {
        *start = easc__starts(raw, EASC__LIT("\xEF\xBB\xBF")) ? 3 : 0;
        return true;
    }
    easc__text_done(text);
    *text = valid;
    *start = easc__starts(easc__text_view(text), EASC__LIT("\xEF\xBB\xBF")) ? 3 : 0;
    return !valid.failed;
}

static easc__mailboxes *new_mailboxes(void)
{
    easc__mailboxes *mailboxes = easc__alloc_zero(1, sizeof *mailboxes);
    if (mailboxes) {
        easc__hash_key key = easc__fixed_key;
        (void)easc__random(&key, sizeof key); /* without, it is slower on hostile names at worst */
        mailboxes->arena = easc__arena_init(0);
        mailboxes->index = easc__name_index_init(&mailboxes->arena, key);
    }
    return mailboxes;
}

/* Reads a text, which is changed. */
static easc_status read_text(easc__text *text, const char *name, easc__mailboxes **out,
                             easc__error *err)
{
    size_t start;
    reader r = {.name = name, .err = err, .out = new_mailboxes()};
    easc_status status = EASC_OK;
    if (!r.out || !make_utf8(text, &start)) {
        status = memory_fail(&r);
    } else {
        r.csv = easc__csv_init(text->n > 0 ? text->p + start : NULL, text->n - start);
        status = read_table(&r);
    }
    easc__csv_done(&r.csv);
    if (status != EASC_OK) {
        easc__mailboxes_free(r.out);
        return status;
    }
    *out = r.out;
    return EASC_OK;
}

enum { TEXT_LIMIT = 1 << 30, READ_SIZE = 1 << 20 };

static easc_status limit_fail(const char *name, easc__error *err)
{
    return easc__fail(err, EASC_E_LIMIT, name,
                      "is larger than 1 GiB: export only the columns that are needed");
}

/* Appends the whole file to `text`. */
static easc_status read_file(easc__file *file, const char *path, easc__text *text, easc__error *err)
{
    size_t count = 0;
    do {
        text->n += count;
        if (text->n > TEXT_LIMIT) {
            return limit_fail(path, err);
        }
        if (!easc__text_reserve(text, READ_SIZE)) {
            return easc__fail(err, EASC_E_MEMORY, path, "not enough memory");
        }
        easc_status status = easc__file_read(file, text->p + text->n, READ_SIZE, &count, err);
        if (status != EASC_OK) {
            return status;
        }
    } while (count > 0);
    return EASC_OK;
}

easc_status easc__mailboxes_load(const char *path, easc__mailboxes **out, easc__error *err)
{
    easc__file *file = NULL;
    easc__text text = easc__text_init(0);
    easc_status status = easc__file_open(path, &file, err);
    if (status == EASC_OK) {
        status = read_file(file, path, &text, err);
    }
    easc__file_close(file);
    if (status == EASC_OK) {
        status = read_text(&text, path, out, err);
    }
    easc__text_done(&text);
    return status;
}

easc_status easc__mailboxes_parse(easc__bytes text, const char *name, easc__mailboxes **out,
                                  easc__error *err)
{
    if (text.n > TEXT_LIMIT) {
        return limit_fail(name, err);
    }
    easc__text copy = easc__text_init(0);
    easc__text_add(&copy, text);
    easc_status status = copy.failed ? easc__fail(err, EASC_E_MEMORY, name, "not enough memory")
                                     : read_text(&copy, name, out, err);
    easc__text_done(&copy);
    return status;
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
