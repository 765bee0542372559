/* tables_inside.h - what the files of the tables share. Private to cmdlet. */
#ifndef EASC_CMDLET_TABLES_INSIDE_H
#define EASC_CMDLET_TABLES_INSIDE_H

#include "cmdlet/tables.h"

/* Empty tables in given memory, and their end. */
void easc__cmdlet_begin(easc__cmdlet *tables, easc__hash_key key,
                        const easc__cmdlet_limits *limits);
void easc__cmdlet_end(easc__cmdlet *tables);

/* The number of a row by its key; the row of a new one is all zeros, its place behind all others.
   `*number` is set with EASC__KEPT only. */
easc__kept easc__cmdlet_row(easc__cmdlet *tables, easc__cmdlet_kind kind, easc__bytes key,
                            uint32_t *number);

/* The rank of a row's key (kept_names.h). */
uint64_t easc__cmdlet_rank(const easc__cmdlet *tables, easc__cmdlet_kind kind, uint32_t number);

/* Takes the other spelling, copying its texts, when its place is smaller. False: no memory. */
bool easc__cmdlet_spell(easc__cmdlet *tables, easc__spelling *first, const easc__spelling *other);

/* Takes the other acknowledgement when it goes first. */
void easc__cmdlet_take_pa(easc__cmdlet_pa *pa, const easc__cmdlet_pa *other);

/* Adds to a link. False: no memory. */
bool easc__cmdlet_link(easc__cmdlet *tables, const easc__link *added);

/* Drops names until each kind has no more than its limit, in order of rank. False: no memory, and
   then the tables are only good for easc__cmdlet_free. */
bool easc__cmdlet_drop(easc__cmdlet *tables);

/* The same, once a kind has more than twice its limit: so that it is seldom done. */
bool easc__cmdlet_drop_slack(easc__cmdlet *tables);

#endif
