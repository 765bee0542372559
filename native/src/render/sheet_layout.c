/* sheet_layout.c - see sheet_layout.h. */
#include "render/sheet_layout.h"

size_t easc__block_rows(const easc__block *block)
{
    switch (block->kind) {
    case EASC__BLOCK_HEADING:
    case EASC__BLOCK_NOTE:
        return 1;
    case EASC__BLOCK_FIGURES:
        return block->figure_count;
    case EASC__BLOCK_GRID: /* an empty table keeps one free row, and says so in front */
        return block->grid->row_count > 0 ? 1 + block->grid->row_count : 3;
    case EASC__BLOCK_CHART:
        return block->chart.is_beside ? 0 : EASC__CHART_ROWS;
    }
    return 0;
}

static size_t gap_before(const easc__block *block)
{
    bool has_gap = block->kind == EASC__BLOCK_HEADING || block->kind == EASC__BLOCK_FIGURES ||
                   (block->kind == EASC__BLOCK_CHART && !block->chart.is_beside);
    return has_gap ? 1 : 0;
}

size_t easc__block_row(const easc__sheet *sheet, const easc__block *wanted)
{
    size_t row = sheet->is_data ? 0 : 1;
    for (const easc__block *block = sheet->first; block; block = block->next) {
        row += gap_before(block);
        if (block == wanted) {
            break;
        }
        row += easc__block_rows(block);
    }
    return row;
}

size_t easc__sheet_last_row(const easc__sheet *sheet)
{
    const easc__block *last = sheet->last;
    return last ? easc__block_row(sheet, last) + easc__block_rows(last) - 1 : 0;
}

size_t easc__grid_row(const easc__sheet *sheet, const easc__grid *grid)
{
    const easc__block *block = sheet->first;
    while (block && block->grid != grid) {
        block = block->next;
    }
    return block ? easc__block_row(sheet, block) + (grid->row_count > 0 ? 1 : 2) : 0;
}

size_t easc__sheet_head_row(const easc__sheet *sheet)
{
    const easc__block *block = sheet->first;
    while (block && block->kind != EASC__BLOCK_GRID) {
        block = block->next;
    }
    return block ? easc__block_row(sheet, block) + (block->grid->row_count > 0 ? 0 : 1) : 0;
}

easc__sheet_widths easc__sheet_find_widths(const easc__sheet *sheet)
{
    enum { NOTE_WIDTH_MAX = 170, WIDTH_WITHOUT_TABLE = 8 };
    easc__sheet_widths all = {.count = 0};
    for (const easc__block *block = sheet->first; block; block = block->next) {
        const easc__grid *grid = block->kind == EASC__BLOCK_GRID ? block->grid : NULL;
        for (size_t i = 0; grid && i < grid->column_count && i < EASC__GRID_COLUMNS_MAX; i++) {
            uint32_t width = grid->columns[i].width;
            all.columns[i] = width > all.columns[i] ? width : all.columns[i];
            all.count = i + 1 > all.count ? i + 1 : all.count;
        }
    }
    while (all.note_columns < all.count &&
           (all.note_columns == 0 ||
            all.note_width + all.columns[all.note_columns] <= NOTE_WIDTH_MAX)) {
        all.note_width += all.columns[all.note_columns++];
    }
    all.note_width = all.note_width > 0 ? all.note_width : WIDTH_WITHOUT_TABLE;
    return all;
}
