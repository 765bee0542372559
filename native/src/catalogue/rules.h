/* rules.h - a catalogue as it is kept in memory, and how it is read. For the module, and for the
   documents that show what a catalogue holds. */
#ifndef EASC_CATALOGUE_RULES_H
#define EASC_CATALOGUE_RULES_H

#include "base/arena.h"
#include "catalogue/catalogue.h"

/* Words of which one must be met. */
typedef struct easc__words {
    easc__bytes *at;
    size_t count; /* 0: every word will do */
} easc__words;

/* All texts live in the catalogue's arena. Versions may be empty: not asked for. */
typedef struct easc__rule {
    easc__bytes id;
    easc__words families;
    easc__words models;
    easc__bytes minimum_version;
    easc__bytes minimum_protocol;
    easc__bytes protocol_since;    /* client version that is known to speak the minimum protocol */
    easc__bytes undetermined_from; /* versions that may mean a better one than they say: */
    easc__bytes undetermined_below;
    easc__bytes action;
    easc__bytes source;
    easc__verdict verdict;         /* of a client that has the minimum */
    easc__verdict without_version; /* of one whose version is unknown */
} easc__rule;

/* The rules of a file and of those it extends. */
struct easc__catalogue {
    easc__arena arena;
    easc__bytes name;
    easc__bytes title;
    easc__bytes version;
    easc__bytes extends; /* the name of a shipped catalogue, or empty */
    easc__rule *rules;   /* in the arena; the first that matches decides */
    size_t count;
    size_t own_count; /* of the file itself; those it extends stand behind */
};

/* Adds what a JSON text says to an empty catalogue, the rules of a catalogue it extends behind its
   own. `file` is for messages. EASC_E_DATA, EASC_E_LIMIT, EASC_E_MEMORY; on failure the catalogue
   is to be freed. */
easc_status easc__catalogue_read(easc__bytes text, const char *file, easc__catalogue *catalogue,
                                 easc__error *err);

/* The text of a shipped catalogue; the default one for an empty name. False when there is none. */
bool easc__catalogue_shipped(easc__bytes name, easc__bytes *text);

/* "logo-2011, …", ends with NUL, cut to `size`. */
void easc__catalogue_list_shipped(char *to, size_t size);

#endif
