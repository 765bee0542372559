/* labels.h - what is said to people, in their language: texts by key, with places to fill in. The
   files lie in templates/labels and are compiled in: objects of texts, nested as one likes; the key
   of a text is the path to it, "explain.command.Sync". Read once, then immutable: any thread. */
#ifndef EASC_LABELS_LABELS_H
#define EASC_LABELS_LABELS_H

#include "base/bytes.h"
#include "base/status.h"
#include "base/text.h"

/* All texts of one language. */
typedef struct easc__labels easc__labels;

/* The text of the file of a language, without case: "en", "nl"; "" is "en". False: there is none.
 */
bool easc__labels_shipped(easc__bytes language, easc__bytes *text);

/* The languages that there are, "en, nl", cut to `size` bytes with the NUL. */
void easc__labels_list_shipped(char *to, size_t size);

/* The labels of a language. EASC_E_ARGUMENT names the languages that there are; EASC_E_MEMORY. One
   thread at a time in the process (json.h). `*out` changes only on success. */
easc_status easc__labels_load(easc__bytes language, easc__labels **out, easc__error *err);

/* The labels of a JSON text; `name` is the file for messages. EASC_E_DATA with line and JSON path
   for what is no object of texts, EASC_E_LIMIT, EASC_E_MEMORY. As above. */
easc_status easc__labels_read(easc__bytes text, const char *name, easc__labels **out,
                              easc__error *err);
void easc__labels_free(easc__labels *labels); /* NULL does nothing */

/* How many there are, and the key of each, in the order of the file. */
size_t easc__labels_count(const easc__labels *labels);
easc__bytes easc__labels_key(const easc__labels *labels, size_t index);

/* Longest key. */
enum { EASC__LABEL_KEY_MAX = 127 };

/* The text of a key, which lives as long as the labels; empty when there is none. */
easc__bytes easc__label(const easc__labels *labels, easc__bytes key);

/* The text of a key in two parts: "explain.command." and "Sync". */
easc__bytes easc__label_of(const easc__labels *labels, easc__bytes group, easc__bytes name);

/* What stands in a text for `{name}`. */
typedef struct easc__label_value {
    easc__bytes name;
    easc__bytes value;
} easc__label_value;

/* Appends `text`, with the values in their places: "{{" is a brace, and a place that no value has
   the name of stays as it is written. */
void easc__label_fill(easc__text *to, easc__bytes text, const easc__label_value *values,
                      size_t count);

#endif
