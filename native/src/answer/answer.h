/* answer.h - everything that is known and said about one set of logs: what every document, the
   workbook and the ABI are made from. Immutable once made; any number of threads may read it. */
#ifndef EASC_ANSWER_ANSWER_H
#define EASC_ANSWER_ANSWER_H

#include "aggregate/input.h"
#include "answer/vip_users.h"
#include "cmdlet/tables.h"
#include "comply/coverage.h"
#include "comply/gate.h"
#include "comply/proxies.h"
#include "comply/waves.h"
#include "findings/findings.h"
#include "labels/labels.h"
#include "options/options.h"
#include "policy/quirks.h"

/* The rows of an input that were rejected for one reason. */
typedef struct easc__reject_group {
    size_t input;
    easc__reject reason;
} easc__reject_group;

/* The whole, immutable once it is judged. */
typedef struct easc__answer {
    easc__options options;
    easc__catalogue *catalogue;
    easc__mailboxes *mailboxes; /* NULL without */
    easc__vips *vips;           /* NULL without */
    easc__vip_users vip_users;
    easc__identity_map *people; /* NULL without */
    easc__labels *labels;
    easc__policy *policy; /* NULL without; then there are no quirks either */
    easc__quirks *quirks;
    easc__input *inputs; /* by path */
    size_t input_count;
    size_t *read_inputs; /* those that were read, at least in part */
    size_t read_count;
    easc__reject_group *reject_groups; /* by input, then reason */
    size_t reject_group_count;
    easc__error *problems; /* inputs that could not be read, or not to their end */
    size_t problem_count;
    easc__shard shard; /* totals, coverage, names */
    easc__devices devices;
    easc__judgement *judgements; /* by device */
    bool *is_listed;             /* by device: --user, --device */
    size_t listed_count;
    size_t first_listed;                /* a device; the number of devices when none is listed */
    uint64_t states[EASC__STATE_COUNT]; /* devices by compliance state, by outcome */
    uint64_t outcomes[EASC__OUTCOME_COUNT];
    easc__gate gate;
    easc__waves waves;
    easc__server_days *servers;
    size_t server_count;
    easc__bytes *proxies; /* servers whose requests count a second time behind them */
    size_t proxy_count;
    easc__findings findings;
    easc__cmdlet *cmdlet; /* of an export, settled; then no row was judged. Else NULL */
} easc__answer;

/* Frees everything; a zeroed answer is fine. */
void easc__answer_done(easc__answer *answer);

/* Loads what the options of `answer` name: catalogue, mailboxes, identity map, policy, labels. What
   their headers say; `answer` is to be freed by its owner in any case. One thread of the process at
   a time (json.h). */
easc_status easc__answer_load(easc__answer *answer, easc__error *err);

/* Folds and judges what is in `answer` already: options, catalogue, mailboxes, inputs, problems,
   shard. EASC_E_MEMORY; `answer` is to be freed by its owner in any case. */
easc_status easc__answer_judge(easc__answer *answer, easc__error *err);

/* Sums over inputs. */
typedef struct easc__input_sums {
    uint64_t bytes;
    uint64_t lines;
    uint64_t rows;
    uint64_t eas_rows;
    uint64_t rejected[EASC__REJECT_COUNT];
    uint64_t rejected_rows; /* of all reasons */
    uint64_t inputs_read;   /* at least in part */
} easc__input_sums;

/* Adds up all inputs. */
void easc__answer_sum_inputs(const easc__answer *answer, easc__input_sums *out);

/* Different shown users, without case, over all devices; nobody is not counted. */
size_t easc__answer_count_users(const easc__answer *answer);

/* Which rows the counters of requests are from: the device's first-hop rows, or its back-end rows
   when it has none (contract section 3). */
static inline bool easc__uses_back_rows(const easc__trace *trace)
{
    return trace->traffic[0].requests == 0;
}

/* The same of the totals. */
static inline bool easc__totals_use_back_rows(const easc__totals *totals)
{
    return totals->hop_rows[EASC__HOP_SINGLE] + totals->hop_rows[EASC__HOP_FRONTEND] == 0;
}

#endif
