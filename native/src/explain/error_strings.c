/* error_strings.c - see error_strings.h. The table is short and asked once an error: it is read
   from the top each time. */
#include "explain/error_strings.h"

enum { COLUMN_NAME, COLUMN_MATCH, COLUMN_HTTP, COLUMN_EAS, COLUMN_COUNT };

static void split(easc__bytes line, easc__bytes cells[COLUMN_COUNT])
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        size_t comma = easc__find(line, ',');
        cells[i] = easc__first(line, comma);
        line = easc__from(line, comma + 1);
    }
}

bool easc__error_string_find(easc__bytes error, easc__error_string *out)
{
    easc__bytes line;
    size_t best = 0;
    easc__bytes rest = easc__embedded_text(easc__error_files);
    (void)easc__next_piece(&rest, '\n', &line); /* the titles */
    while (easc__next_piece(&rest, '\n', &line)) {
        easc__bytes cells[COLUMN_COUNT];
        split(line, cells);
        bool is_prefix = easc__equal(cells[COLUMN_MATCH], EASC__LIT("prefix"));
        bool is_match = is_prefix ? easc__starts(error, cells[COLUMN_NAME])
                                  : easc__equal(error, cells[COLUMN_NAME]);
        if (is_match && cells[COLUMN_NAME].n > best) {
            best = cells[COLUMN_NAME].n;
            *out = (easc__error_string){cells[COLUMN_NAME], cells[COLUMN_HTTP], cells[COLUMN_EAS]};
        }
    }
    return best > 0;
}
