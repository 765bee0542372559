/* fuzz_cmdlet.c - rows as Export-ActiveSyncLog counts them: query, user and agent of arbitrary
   bytes, one row a line, columns parted by TABs; then the six files. */
#include "fuzz/fuzz.h"
#include "render/render_cmdlet.h"

static const easc__selection everything = {.since_s = EASC__NO_TIME, .until_s = INT64_MAX};

static void check_hit(const easc__hit *hit)
{
    const easc__bytes texts[] = {hit->user, hit->device, hit->device_type, hit->agent};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        FUZZ_HOLDS(easc__is_utf8(texts[i]) && texts[i].n <= EASC__HIT_TEXT_MAX);
    }
    FUZZ_HOLDS(hit->command <= EASC__COMMAND_OTHER);
}

static void add_row(easc__cmdlet *tables, easc__request_reader *reader, easc__bytes line,
                    uint64_t byte)
{
    static const easc__column columns[] = {EASC__COLUMN_QUERY, EASC__COLUMN_USER,
                                           EASC__COLUMN_AGENT, EASC__COLUMN_STATUS};
    easc__row row = {.time_s = (int64_t)byte * 997};
    easc__hit hit;
    row.at[EASC__COLUMN_STEM] = byte % 3 ? EASC__LIT("/Microsoft-Server-ActiveSync")
                                         : EASC__LIT("/Microsoft-Server-ActiveSync/Proxy");
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        (void)easc__next_piece(&line, '\t', &row.at[columns[i]]);
    }
    size_t bytes = 0;
    for (int i = 0; i < EASC__SLOT_COUNT; i++) {
        bytes += row.at[i].n;
    }
    FUZZ_HOLDS(easc__hit_read(reader, &row, bytes, EASC__LIT(""), &everything, &hit) ==
               EASC__ROW_EAS);
    check_hit(&hit);
    FUZZ_HOLDS(easc__cmdlet_add(tables, &hit, 0, byte));
}

/* No control character, no line too many, no formula in a safe file. */
static void check_file(const easc__cmdlet *tables, easc__cmdlet_file file, bool is_safe)
{
    easc__cmdlet_style style = {is_safe, 0};
    easc__text text = easc__text_init(0);
    size_t step = 0;
    while (easc__cmdlet_write(tables, file, &style, step, &text)) {
        step++;
    }
    FUZZ_HOLDS(!text.failed && easc__is_utf8(easc__text_view(&text)));
    size_t lines = 0;
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        lines += c == '\n';
        FUZZ_HOLDS((c >= 0x20 && c != 0x7F) || c == '\r' || c == '\n');
        FUZZ_HOLDS(!is_safe || c != '\n' || i + 1 == text.n || !strchr("=+-@", text.p[i + 1]));
    }
    FUZZ_HOLDS(lines == step);
    easc__text_done(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const easc__cmdlet_limits limits = {{8, 4, 4, 4, 8}};
    easc__request_reader reader = {{easc__text_init(0)}, {0}};
    easc__cmdlet *tables = easc__cmdlet_new(easc__fixed_key, &limits);
    easc__bytes rest = fuzz_bytes(data, size);
    easc__bytes line;
    FUZZ_HOLDS(tables);
    while (easc__next_piece(&rest, '\n', &line)) {
        add_row(tables, &reader, line, (uint64_t)(size - rest.n));
    }
    FUZZ_HOLDS(easc__cmdlet_settle(tables));
    for (int i = 0; i < EASC__FILE_COUNT; i++) {
        check_file(tables, (easc__cmdlet_file)i, false);
        check_file(tables, (easc__cmdlet_file)i, true);
    }
    easc__cmdlet_free(tables);
    easc__request_reader_done(&reader);
    return 0;
}
