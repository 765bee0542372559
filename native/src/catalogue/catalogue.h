/* catalogue.h - rules that say which clients can take the policy: "Certified", "UpgradeRequired",
   "NotListed", "Undetermined". Read once from JSON, then immutable: any number of threads.
   The shipped catalogues are compiled in from templates/catalogue. Contract section 7. */
#ifndef EASC_CATALOGUE_CATALOGUE_H
#define EASC_CATALOGUE_CATALOGUE_H

#include "base/bytes.h"
#include "base/status.h"

/* What a catalogue says of a client. */
typedef enum easc__verdict {
    EASC__VERDICT_NOT_LISTED = 0,
    EASC__VERDICT_CERTIFIED = 1,
    EASC__VERDICT_UPGRADE_REQUIRED = 2,
    EASC__VERDICT_UNDETERMINED = 3
} easc__verdict;

/* "NotListed", "Certified", "UpgradeRequired", "Undetermined". */
easc__bytes easc__verdict_name(easc__verdict verdict);

/* What a catalogue is asked about; each may be empty. */
typedef struct easc__catalogue_query {
    easc__bytes family;   /* "Apple", … */
    easc__bytes version;  /* "3.0.50", … */
    easc__bytes model;    /* deviceModel: "NokiaE700", … */
    easc__bytes protocol; /* negotiated EAS version: "14.1", … */
    easc__bytes offered;  /* highest version that its mailbox server agreed on with other clients: a
                             lower protocol than a minimum above this proves nothing of the client */
} easc__catalogue_query;

/* The first rule that matches; views live as long as the catalogue. All empty for NOT_LISTED;
   `action` is empty for CERTIFIED. */
typedef struct easc__catalogue_answer {
    easc__verdict verdict;
    easc__bytes rule;
    easc__bytes minimum_version;  /* that the client needs; without one, the version that is known
                                     to speak the minimum protocol */
    easc__bytes minimum_protocol; /* EAS version that the client needs */
    easc__bytes action;
    easc__bytes source;
} easc__catalogue_answer;

/* Rules, read once and then immutable: any thread. */
typedef struct easc__catalogue easc__catalogue;

/* A shipped catalogue by its name ("logo-2011"), or the default one for an empty name, or else a
   JSON file by its path. EASC_E_NOT_FOUND names the shipped ones; EASC_E_DATA names file, line,
   JSON path and what was expected; EASC_E_READ, EASC_E_ACCESS, EASC_E_LIMIT (over 16 MiB),
   EASC_E_MEMORY. One thread at a time in the process (json.h). */
easc_status easc__catalogue_load(const char *name_or_path, easc__catalogue **out, easc__error *err);
void easc__catalogue_free(easc__catalogue *catalogue); /* NULL does nothing */

/* How many catalogues are shipped, and the name of each; number 0 is the default one. */
size_t easc__catalogue_shipped_count(void);
const char *easc__catalogue_shipped_name(size_t number);

/* Name, title and version of the catalogue, as its file says, for the Method sheet. */
easc__bytes easc__catalogue_name(const easc__catalogue *catalogue);
easc__bytes easc__catalogue_title(const easc__catalogue *catalogue);
easc__bytes easc__catalogue_version(const easc__catalogue *catalogue);

/* Whether a rule has a minimum protocol. */
bool easc__catalogue_asks_protocol(const easc__catalogue *catalogue);

/* What the first rule for that family and model says; NotListed when there is none. */
easc__catalogue_answer easc__catalogue_ask(const easc__catalogue *catalogue,
                                           const easc__catalogue_query *query);

#endif
