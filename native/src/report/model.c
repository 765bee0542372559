/* model.c - see model.h. */
#include "report/model.h"

#include "base/civil.h"
#include "report/plain.h"

/* Fill and ink of cells, the strong colour of charts. Contrasts: ink on fill 6.1 and more, white on
   strong 4.9 and more. */
static const easc__tone_colours house_colours[EASC__TONE_COUNT] = {
    [EASC__TONE_PLAIN] = {0xFFFFFF, 0x1F1F1F, 0x1F4E79},
    [EASC__TONE_GOOD] = {0xD5EFD8, 0x0B5A1E, 0x2E7D32},
    [EASC__TONE_FAIR] = {0xD3EEEB, 0x00514A, 0x00756B},
    [EASC__TONE_INFO] = {0xDCE9F9, 0x0D3F80, 0x1565C0},
    [EASC__TONE_WARNING] = {0xFFE9C2, 0x6B3E00, 0x9A5B00},
    [EASC__TONE_BAD] = {0xFBD5D5, 0x8A0F14, 0xC62828},
    [EASC__TONE_UNKNOWN] = {0xE6E6E6, 0x3D3D3D, 0x616161},
};

void easc__model_init(easc__model *model)
{
    memset(model, 0, sizeof *model);
    model->arena = easc__arena_init(0);
    memcpy(model->tones, house_colours, sizeof house_colours);
}

void easc__model_done(easc__model *model)
{
    easc__arena_done(&model->arena);
    memset(model, 0, sizeof *model);
}

/* Cleared memory of the arena; NULL, and the model failed, when there is none. */
static void *take(easc__model *model, size_t count, size_t size)
{
    if (model->failed || (size > 0 && count > SIZE_MAX / 2 / size)) {
        model->failed = true;
        return NULL;
    }
    void *memory = easc__arena_alloc(&model->arena, count * size);
    if (memory) {
        memset(memory, 0, count * size);
    } else {
        model->failed = true;
    }
    return memory;
}

easc__bytes easc__model_keep(easc__model *model, const easc__text *text)
{
    easc__bytes kept = easc__arena_copy(&model->arena, easc__text_view(text));
    model->failed |= text->failed || kept.n != text->n;
    return kept;
}

/* What Excel refuses in a sheet's name: these, and an apostrophe at an end. */
static bool is_refused(uint32_t c)
{
    return c < 0x20 || c == '[' || c == ']' || c == ':' || c == '*' || c == '?' || c == '/' ||
           c == '\\' || c == '\'';
}

/* A legal name of at most `units` UTF-16 units. */
static void add_legal_name(easc__text *to, easc__bytes name, size_t units)
{
    easc__text valid = easc__text_init(0);
    easc__add_plain(&valid, easc__trim(name), EASC__PLAIN_CELL);
    for (easc__bytes rest = easc__plain_units(easc__text_view(&valid), units); rest.n > 0;) {
        easc__bytes before = rest;
        bool refused = is_refused(easc__take_char(&rest));
        easc__text_add(to, refused ? EASC__LIT("-") : easc__first(before, before.n - rest.n));
    }
    to->failed |= valid.failed;
    easc__text_done(&valid);
    if (to->n == 0 && !to->failed) {
        easc__text_add_z(to, "Sheet");
    }
}

static bool has_sheet(const easc__model *model, easc__bytes name)
{
    for (const easc__sheet *sheet = model->first; sheet; sheet = sheet->next) {
        if (easc__equal_nocase(sheet->name, name)) {
            return true;
        }
    }
    return easc__equal_nocase(name, EASC__LIT("History")); /* Excel's own */
}

/* Room that " (12345)" takes. */
enum { NUMBER_ROOM = 8 };

static easc__bytes unique_name(easc__model *model, easc__bytes name)
{
    easc__text text = easc__text_init(0);
    add_legal_name(&text, name, EASC__SHEET_NAME_MAX);
    for (uint64_t n = 2; !text.failed && has_sheet(model, easc__text_view(&text)); n++) {
        easc__text_clear(&text);
        add_legal_name(&text, name, EASC__SHEET_NAME_MAX - NUMBER_ROOM);
        easc__text_add_z(&text, " (");
        easc__text_add_u64(&text, n);
        easc__text_add_char(&text, ')');
    }
    easc__bytes kept = easc__model_keep(model, &text);
    easc__text_done(&text);
    return kept;
}

easc__sheet *easc__model_add_sheet(easc__model *model, easc__bytes name, easc__bytes title)
{
    easc__bytes unique = unique_name(model, name);
    easc__sheet *sheet = take(model, 1, sizeof *sheet);
    if (!sheet) {
        return NULL;
    }
    sheet->name = unique;
    sheet->title = title;
    if (model->last) {
        model->last->next = sheet;
    } else {
        model->first = sheet;
    }
    model->last = sheet;
    model->sheet_count++;
    return sheet;
}

easc__grid *easc__model_grid(easc__model *model, easc__bytes name, const easc__grid_column *columns,
                             size_t column_count, size_t row_count)
{
    easc__grid *grid = take(model, 1, sizeof *grid);
    if (!grid || (column_count > 0 && row_count > SIZE_MAX / 2 / column_count)) {
        model->failed = true;
        return NULL;
    }
    grid->cells = take(model, row_count * column_count, sizeof *grid->cells);
    if (!grid->cells) {
        return NULL;
    }
    grid->name = name;
    grid->columns = columns;
    grid->column_count = column_count;
    grid->row_count = row_count;
    return grid;
}

static easc__block *add_block(easc__model *model, easc__sheet *sheet, easc__block_kind kind)
{
    easc__block *block = sheet ? take(model, 1, sizeof *block) : NULL;
    if (!block) {
        return NULL;
    }
    block->kind = kind;
    if (sheet->last) {
        sheet->last->next = block;
    } else {
        sheet->first = block;
    }
    sheet->last = block;
    return block;
}

void easc__sheet_heading(easc__model *model, easc__sheet *sheet, easc__bytes text)
{
    easc__block *block = add_block(model, sheet, EASC__BLOCK_HEADING);
    if (block) {
        block->text = text;
    }
}

void easc__sheet_note(easc__model *model, easc__sheet *sheet, easc__tone tone, easc__bytes text)
{
    easc__block *block = add_block(model, sheet, EASC__BLOCK_NOTE);
    if (block) {
        block->text = text;
        block->tone = tone;
    }
}

void easc__sheet_figures(easc__model *model, easc__sheet *sheet, const easc__figure *figures,
                         size_t count)
{
    easc__figure *copy = take(model, count, sizeof *copy);
    easc__block *block = copy ? add_block(model, sheet, EASC__BLOCK_FIGURES) : NULL;
    if (block) {
        memcpy(copy, figures, count * sizeof *copy);
        block->figures = copy;
        block->figure_count = count;
    }
}

void easc__sheet_grid(easc__model *model, easc__sheet *sheet, const easc__grid *grid)
{
    easc__block *block = grid ? add_block(model, sheet, EASC__BLOCK_GRID) : NULL;
    if (block) {
        block->grid = grid;
    }
}

void easc__sheet_chart(easc__model *model, easc__sheet *sheet, const easc__chart *chart,
                       easc__bytes title, easc__bytes description)
{
    easc__block *block = chart->grid ? add_block(model, sheet, EASC__BLOCK_CHART) : NULL;
    if (block) {
        block->chart = *chart;
        block->text = title;
        block->description = description;
    }
}

void easc__put(easc__grid *grid, size_t row, size_t column, easc__cell cell)
{
    if (grid && row < grid->row_count && column < grid->column_count) {
        grid->cells[row * grid->column_count + column] = cell;
    }
}

easc__cell easc__share_cell(uint64_t part, uint64_t whole)
{
    easc__cell cell = {EASC__VALUE_EMPTY, {.integer = 0}};
    if (whole > 0) {
        cell.type = EASC__VALUE_PERCENT;
        cell.as.decimal = 100.0 * (double)part / (double)whole;
    }
    return cell;
}

easc__cell easc__time_cell(int64_t time_s)
{
    if (time_s == EASC__NO_TIME) {
        return (easc__cell){EASC__VALUE_EMPTY, {.integer = 0}};
    }
    return (easc__cell){EASC__VALUE_TIME, {.time_s = time_s}};
}

easc__tone easc__tone_of(const easc__tones *tones, easc__bytes word)
{
    for (size_t i = 0; i < tones->count; i++) {
        if (easc__equal(tones->items[i].word, word)) {
            return tones->items[i].tone;
        }
    }
    return EASC__TONE_PLAIN;
}
