/* options.h - everything a user may set, by the names of the command line (without "--"). One place
   that knows names, forms, ranges and defaults, for the command, the module and the documents. */
#ifndef EASC_OPTIONS_OPTIONS_H
#define EASC_OPTIONS_OPTIONS_H

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"
#include "comply/terms.h"
#include "request/selection.h"
#include "w3c/schema.h"

/* How rows before the first #Fields are read. */
typedef enum easc__assume {
    EASC__ASSUME_NOTHING = 0, /* they are rejected: "no-fields" */
    EASC__ASSUME_GUESS = 1,   /* "auto" */
    EASC__ASSUME_NAMES = 2
} easc__assume;

/* A growing list of texts. */
typedef struct easc__texts {
    easc__bytes *items;
    size_t count;
    size_t capacity;
} easc__texts;

/* One option as it was set, to be repeated in every output. */
typedef struct easc__setting {
    easc__bytes name;
    easc__bytes value;
} easc__setting;

/* --start-date or --end-date: without a zone of its own it is local time, unless --use-gmt. */
typedef struct easc__date_limit {
    int64_t time_s; /* as written, or UTC with a zone */
    bool is_set;
    bool has_zone;
} easc__date_limit;

/* Everything that was set. Texts live in the arena, and paths and values end with NUL. */
typedef struct easc__options {
    easc__arena arena;
    easc__texts paths;
    easc__selection selection; /* its lists are those below */
    easc__texts servers;
    easc__texts excluded_servers;
    easc__terms terms;
    easc__texts users;   /* only these are listed; none: all */
    easc__texts devices; /* the same for DeviceIds */
    bool has_timeline;   /* the devices are watched day by day (marks.h) */
    bool wants_unknown;  /* items of payloads that nobody knows are counted */
    easc__assume assume;
    easc__schema assumed;     /* with EASC__ASSUME_NAMES */
    easc__bytes catalogue;    /* name or path; empty: the default */
    easc__bytes mailboxes;    /* path; empty: none */
    easc__bytes vip;          /* path; empty: none */
    easc__bytes identity_map; /* path; empty: none */
    easc__bytes language;     /* of labels; empty: the default */
    easc__bytes policy;       /* path; empty: none */
    easc__bytes policy_name;  /* which of its policies; empty: the default one */
    bool is_export;           /* rows are counted for Export-ActiveSyncLog, not judged */
    easc__date_limit start;   /* of such an export: the first and the last second that count */
    easc__date_limit end;
    bool use_gmt;            /* limits without a zone are UTC */
    uint32_t threads;        /* 0: as many as there are processors */
    size_t chunk_bytes;      /* 0: the default; tests set 1 and upward */
    easc__setting *settings; /* in the order they were set */
    size_t setting_count;
    size_t setting_capacity;
    size_t gap_capacity;
    size_t off_capacity;
    size_t on_capacity;
} easc__options;

/* Largest number of threads. */
enum { EASC__THREADS_MAX = 256 };

/* The catalogue that was set, as a text that ends with NUL; "" is the default one. */
static inline const char *easc__catalogue_option(const easc__options *options)
{
    return options->catalogue.n > 0 ? options->catalogue.p : "";
}

/* Defaults. Does not allocate; the options must stay where they are until easc__options_done. */
void easc__options_init(easc__options *options);
void easc__options_done(easc__options *options);

/* Sets one option. Repeatable ones add up (server, exclude-server, user, device, policy-off,
   policy-on, accept-gap), of the others the last one counts. EASC_E_ARGUMENT with a message that
   says what is expected; EASC_E_MEMORY. On failure nothing changed. */
easc_status easc__options_set(easc__options *options, easc__bytes name, easc__bytes value,
                              easc__error *err);

/* Adds a path. EASC_E_ARGUMENT when it is empty or has a NUL in it, EASC_E_MEMORY. */
easc_status easc__options_add_path(easc__options *options, easc__bytes path, easc__error *err);

/* What only all options together show: periods that overlap, --until before --since, the name of a
   policy without its file. EASC_E_ARGUMENT. */
easc_status easc__options_check(const easc__options *options, easc__error *err);

/* A copy that shares nothing with the original. EASC_E_MEMORY. */
easc_status easc__options_copy(const easc__options *from, easc__options *to, easc__error *err);

/* "FROM..TO" or "FROM.." */
void easc__period_text(const easc__period *period, easc__text *to);

/* Name of the option that sets the limit of a condition: "max-failing-users", … */
easc__bytes easc__limit_option(easc__condition_id id);

/* Whether the lists --user and --device let a device be listed: a user by form or local part. */
bool easc__is_listed(const easc__options *options, const easc__bytes *forms, size_t form_count,
                     easc__bytes user, easc__bytes device_id);

#endif
