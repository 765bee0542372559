/* terminal.c - what the twins of terminal.h share. */
#include "terminal.h"

#include <stdarg.h>
#include <stdlib.h>

int terminal_print(FILE *to, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int count = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = count < 0 ? NULL : malloc((size_t)count + 1);
    if (text) {
        va_start(list, format);
        (void)vsnprintf(text, (size_t)count + 1, format, list);
        va_end(list);
    }
    bool is_written = text ? terminal_write(to, text, (size_t)count) : fputs(format, to) >= 0;
    free(text);
    return is_written ? count : -1;
}

/* Length without the bytes of a last character that is not whole. */
static size_t whole_characters(const char *text, size_t length)
{
    size_t start = length;
    while (start > 0 && length - start < 3 && ((unsigned char)text[start - 1] & 0xC0u) == 0x80u) {
        start--;
    }
    if (start == 0) {
        return length;
    }
    unsigned char lead = (unsigned char)text[start - 1];
    size_t wanted = lead >= 0xF0u ? 4 : lead >= 0xE0u ? 3 : lead >= 0xC0u ? 2 : 1;
    return length - start + 1 < wanted ? start - 1 : length;
}

size_t terminal_cut(const char *text, size_t length)
{
    for (size_t n = length; n > 0; n--) {
        if (text[n - 1] == '\n') {
            return n;
        }
    }
    return whole_characters(text, length);
}
