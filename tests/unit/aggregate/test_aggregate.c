/* test_aggregate.c - counters, tallies, traces, shards and folding: what comes out may not depend
   on the order of rows and merges (contract, head), and rows belong to the devices of section 2. */
#include "base/heap.h"
#include "support/shard_facts.h"

/* A small generator, so that every run tries the same orders. */
static uint64_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

static size_t pick(uint64_t *state, size_t below)
{
    return (size_t)(next_random(state) % below);
}

static void shuffle(size_t *order, size_t count, uint64_t *state)
{
    for (size_t i = 0; i < count; i++) {
        order[i] = i;
    }
    for (size_t i = count; i > 1; i--) {
        size_t k = pick(state, i);
        size_t other = order[k];
        order[k] = order[i - 1];
        order[i - 1] = other;
    }
}

/* --- counts --------------------------------------------------------------------------------- */

/* `additions` to keys that are multiples of 7, and what they have to sum up to. */
static void counts_agree_with_a_plain_array(size_t keys, size_t additions)
{
    uint64_t *plain = easc__alloc_zero(keys, sizeof *plain);
    easc__counts counts = {.keeps_least = false};
    uint64_t random = 1;
    size_t different = 0;
    assert_non_null(plain);
    for (size_t i = 0; i < additions; i++) {
        size_t key = pick(&random, keys);
        different += plain[key] == 0;
        plain[key] += i + 1;
        assert_true(easc__counts_add(&counts, (uint32_t)(key * 7), i + 1));
    }
    easc__counts_settle(&counts);
    assert_int_equal(counts.count, different);
    for (size_t i = 0; i < counts.count; i++) {
        assert_true(i == 0 || counts.items[i - 1].key < counts.items[i].key);
        assert_int_equal(counts.items[i].n, plain[counts.items[i].key / 7]);
        assert_int_equal(easc__counts_get(&counts, counts.items[i].key), counts.items[i].n);
    }
    assert_int_equal(easc__counts_get(&counts, 3), 0);
    easc__counts_done(&counts);
    assert_int_equal(easc__counts_get(&counts, 7), 0);
    easc__free(plain);
}

static void counts_are_sorted_and_add_up(void **state)
{
    (void)state;
    counts_agree_with_a_plain_array(1, 5);
    counts_agree_with_a_plain_array(50, 2000);
    counts_agree_with_a_plain_array(64, 2000);
    counts_agree_with_a_plain_array(65, 2000);
    counts_agree_with_a_plain_array(5000, 300);
    counts_agree_with_a_plain_array(5000, 40000);
}

static void counts_stop_at_the_largest_number(void **state)
{
    (void)state;
    easc__counts counts = {.keeps_least = false};
    assert_true(easc__counts_add(&counts, UINT32_MAX, UINT64_MAX - 1));
    assert_true(easc__counts_add(&counts, UINT32_MAX, 5));
    assert_int_equal(easc__counts_get(&counts, UINT32_MAX), UINT64_MAX);
    easc__counts_done(&counts);
}

static void counts_keep_the_least_when_told(void **state)
{
    (void)state;
    easc__counts counts = {.keeps_least = true};
    for (uint32_t round = 3; round > 0; round--) {
        for (uint32_t key = 200; key > 0; key--) {
            assert_true(easc__counts_add(&counts, key, easc__time_number((int64_t)round - 2)));
        }
    }
    easc__counts_settle(&counts);
    assert_int_equal(counts.count, 200);
    for (uint32_t key = 1; key <= 200; key++) {
        assert_int_equal(easc__number_time(easc__counts_get(&counts, key)), -1);
    }
    easc__counts_done(&counts);
}

/* A map that is never settled may not keep a place for each addition. */
static void counts_grow_with_the_keys_only(void **state)
{
    (void)state;
    easc__counts counts = {.keeps_least = false};
    for (uint32_t i = 0; i < 100000; i++) {
        assert_true(easc__counts_add(&counts, i % 300, 1));
    }
    assert_true(counts.capacity <= 1024);
    easc__counts_done(&counts);
}

/* --- tally ---------------------------------------------------------------------------------- */

static void add_name(easc__tally *tally, size_t name)
{
    char text[32];
    int n = snprintf(text, sizeof text, "name-%zu", name);
    assert_true(easc__tally_add(tally, easc__bytes_of(text, (size_t)n), 1));
}

static char *tally_facts(const easc__tally *tally)
{
    facts f;
    facts_begin(&f);
    facts_tally(&f, "tally", tally);
    return facts_end(&f);
}

static void a_tally_is_exact_up_to_its_limit(void **state)
{
    (void)state;
    easc__tally tally = {NULL, 0, 0, false};
    for (size_t round = 1; round <= 3; round++) {
        for (size_t i = 0; i < EASC__TALLY_MAX; i++) {
            add_name(&tally, i);
        }
    }
    assert_int_equal(tally.count, EASC__TALLY_MAX);
    assert_false(tally.is_over);
    for (size_t i = 0; i < tally.count; i++) {
        assert_int_equal(tally.items[i].n, 3);
    }
    add_name(&tally, EASC__TALLY_MAX);
    assert_int_equal(tally.count, EASC__TALLY_MAX);
    assert_true(tally.is_over);
    easc__tally_done(&tally);
}

enum { TALLY_NAMES = 3 * EASC__TALLY_MAX, TALLY_ROWS = 2 * TALLY_NAMES, TALLY_PARTS = 5 };

/* All rows in an order, spread over parts that are merged in an order; from malloc. */
static char *tally_in_some_order(uint64_t *random)
{
    static size_t order[TALLY_ROWS];
    easc__tally parts[TALLY_PARTS] = {{NULL, 0, 0, false}};
    size_t used = 1 + pick(random, TALLY_PARTS);
    shuffle(order, TALLY_ROWS, random);
    for (size_t i = 0; i < TALLY_ROWS; i++) {
        add_name(&parts[pick(random, used)], order[i] % TALLY_NAMES);
    }
    for (size_t left = used; left > 1; left--) {
        size_t into = pick(random, left - 1);
        assert_true(easc__tally_merge(&parts[into], &parts[left - 1]));
        easc__tally_done(&parts[left - 1]);
    }
    char *text = tally_facts(&parts[0]);
    assert_true(parts[0].is_over);
    for (size_t i = 0; i < parts[0].count; i++) {
        assert_int_equal(parts[0].items[i].n, TALLY_ROWS / TALLY_NAMES);
    }
    easc__tally_done(&parts[0]);
    return text;
}

static void beyond_its_limit_a_tally_keeps_the_same_names_whatever_the_order(void **state)
{
    (void)state;
    uint64_t random = 7;
    char *expected = tally_in_some_order(&random);
    for (int i = 0; i < 30; i++) {
        char *text = tally_in_some_order(&random);
        assert_string_equal(text, expected);
        free(text);
    }
    free(expected);
}

static void a_tally_that_was_over_stays_over_when_it_is_merged(void **state)
{
    (void)state;
    easc__tally over = {NULL, 0, 0, false};
    easc__tally empty = {NULL, 0, 0, false};
    for (size_t i = 0; i <= EASC__TALLY_MAX; i++) {
        add_name(&over, i);
    }
    assert_true(easc__tally_merge(&empty, &over));
    assert_true(empty.is_over);
    assert_int_equal(empty.count, EASC__TALLY_MAX);
    easc__tally_done(&over);
    easc__tally_done(&empty);
}

static void long_names_of_a_tally_are_cut_at_a_character(void **state)
{
    (void)state;
    char name[EASC__TALLY_NAME_MAX + 8];
    easc__tally tally = {NULL, 0, 0, false};
    memset(name, 'x', sizeof name);
    memcpy(name + EASC__TALLY_NAME_MAX - 1, "\xE2\x82\xAC", 3); /* lies across the limit */
    assert_true(easc__tally_add(&tally, easc__bytes_of(name, sizeof name), 1));
    assert_true(easc__tally_add(&tally, easc__bytes_of(name, EASC__TALLY_NAME_MAX - 1), 1));
    assert_int_equal(tally.count, 1);
    assert_int_equal(tally.items[0].name_len, EASC__TALLY_NAME_MAX - 1);
    assert_int_equal(tally.items[0].n, 2);
    memset(name, 'x', sizeof name);
    assert_true(easc__tally_add(&tally, easc__bytes_of(name, EASC__TALLY_NAME_MAX), 1));
    assert_int_equal(tally.count, 2);
    assert_true(easc__tally_add(&tally, EASC__LIT(""), 1));
    assert_int_equal(tally.count, 3);
    easc__tally_done(&tally);
}

/* --- shards --------------------------------------------------------------------------------- */

/* Rows of all kinds: hops, events, spellings, ties, unauthenticated and monitoring ones. */
static const char *const mixed_rows[] = {
    "1 10:00:00 449 Sync -",
    "1 10:00:00 449 Sync - id=d1",
    "1 10:00:01 200 Sync - address=10.0.0.2 server=CAS02",
    "2 10:00:00 449 Sync V141_S142_Error:DeviceNotProvisioned stem=/Proxy server=MBX1",
    "2 10:00:02 449 Sync V141_S143_Error:PolicyRefresh",
    "2 10:00:03 200 Sync V141_S141 agent=Old/1.0",
    "2 10:00:03 200 Sync V120_S145_S1 agent=Older/1.0",
    "2 23:59:59 200 Sync V141_Pk9_Cli:1a2c0d3s_Srv:4a0c5d6s",
    "3 00:00:00 200 Sync V141_Pk0_As:AllowedG",
    "3 00:00:00 200 Sync V141_As:AllowedI",
    "3 09:00:00 200 FolderSync V141_S1 type=iPhone",
    "3 09:00:00 200 FolderSync V141_S1 type=iPad",
    "3 09:00:01 200 Provision V141_Pa1",
    "3 09:00:01 200 Provision V141_Pa2",
    "3 09:00:02 500 Provision V141",
    "3 09:00:03 200 Provision V141_S110",
    "3 10:00:00 451 Sync -",
    "3 10:00:01 200 Sync V141_Error:UserHasNoMailbox stem=/Proxy/",
    "4 10:00:00 200 Sync V141_DevModel:A_DevOS:B_DevAgent:C user=cont/jan",
    "4 10:00:00 200 Sync V141_DevModel:B_DevOS:A_DevAgent:D user=jan@cont.nl id=D1",
    "4 10:00:01 200 Sync V141_DevModel:A user=JAN",
    "4 10:00:02 200 Ping PrxTo:mbx user=CONT\\JAN x=3 address=10.1.1.1",
    "4 10:00:03 200 Ping V141_PrxFrom:cas user=CONT\\CAS01$ claim=jan",
    "4 10:00:04 200 Ping - user=- claim=jan",
    "4 10:00:05 200 Ping - user=-",
    "5 10:00:00 200 Sync V141_SmtpAdrs:other@cont.nl user=CONT\\owner id=D2",
    "5 10:00:01 200 Sync - user=other@cont.nl id=D2",
    "5 10:00:02 200 Sync - user=CONT\\owner claim=third id=D2",
    "5 10:00:03 200 Sync - user=third id=d2",
    "6 10:00:00 401 Sync - user=- id=D3",
    "6 10:00:00 401 Sync - user=- claim=jan id=D3 sub=1",
    "6 10:00:00 401 Sync - user=- claim=jan id=D3 sub=1 agent=Other/2",
    "6 11:00:00 401 Sync - user=- claim=eva id=D3 sub=1",
    "6 11:00:00 401 Sync - user=- claim=eva id=D3 sub=1 address=10.9.9.9",
    "7 11:00:00 401 Sync - user=- claim=eva id=- sub=1",
    "5 12:00:00 200 Sync V141_S142_Pk0",
    "5 12:00:01 200 Sync V141_Pk0",
    "6 12:00:00 200 Sync V141_Pk0_Ssnf:T",
    "6 12:00:01 200 Sync V141_S3_BkOffRsn:OutOfBudget agent=New/3",
    "6 12:00:02 200 Sync V141_S140",
    "6 12:00:03 200 Sync V141_Zz5_Yy:1_Zz5",
    "6 12:00:03 200 Sync V141_As:QuarantinedG",
    "6 12:00:04 200 Sync V141_As:BlockedD",
    "6 10:00:01 401 Wild%20Thing - user=- id=D3",
    "6 10:00:02 503 Wilder V141_S111_Error:Strange%3bStranger user=-",
    "6 10:00:03 503 Wildest V141_Error:Strange user=- stem=/Proxy",
    "6 10:00:04 449 Sync - user=- id=D4",
    "6 10:00:05 200 Odd V141_Error:Odd%3bOdder id=D5 user=eva",
    "6 10:00:06 200 Odd V141_Error:Odd id=- user=eva",
    "6 10:00:07 200 Sync V141 user=HealthMailboxabcdef0 id=D6",
    "6 10:00:08 200 Sync - method=GET server=CAS03",
    "7 10:00:00 200 Sync V:161_SC1:142_Pk:4 id=D7 user=new server=CAS03",
    "7 10:00:00 200 Sync V:160_Pk:5 id=D7 user=new server=CAS03",
    "8 10:00:00 999 Sync V141 id=D7 user=new",
    "8 10:00:00 - Sync V141 id=D7 user=new",
    "2011-04-30 23:59:59 200 Sync V25 id=D7 user=new agent=-",
};

enum { MIXED = UNIT_COUNT(mixed_rows), SHARDS_MAX = 5 };

static const easc__period days_off[] = {{15099, 15099}}; /* 5 May 2011 */
static const easc__bytes watched[] = {EASC__NAME("d1"), EASC__NAME("D5")};
static const easc__interest interest = {days_off, 1, watched, 2, true};

static void begin_shards(easc__shard *shards, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_true(easc__shard_init(&shards[i], easc__fixed_key, &interest));
    }
}

/* Merges all into the first, two at random at a time. */
static void merge_in_some_order(easc__shard *shards, size_t count, uint64_t *random)
{
    easc__shard *left[SHARDS_MAX];
    for (size_t i = 0; i < count; i++) {
        left[i] = &shards[i];
    }
    for (; count > 1; count--) {
        size_t from = pick(random, count);
        easc__shard *merged = left[from];
        left[from] = left[count - 1];
        assert_true(easc__shard_merge(left[pick(random, count - 1)], merged));
        assert_int_equal(merged->trace_count, 0);
    }
    if (left[0] != &shards[0]) {
        easc__shard_move(&shards[0], left[0]);
    }
}

static void tell_in_some_order(easc__shard *shards, size_t count, uint64_t *random)
{
    size_t order[MIXED];
    shuffle(order, MIXED, random);
    for (size_t i = 0; i < MIXED; i++) {
        story_tell(&shards[pick(random, count)], mixed_rows[order[i]]);
    }
}

/* The facts of the rows in some order over some shards, and of their devices; from malloc. */
static void facts_in_some_order(uint64_t *random, char **of_shard, char **of_devices)
{
    easc__shard shards[SHARDS_MAX];
    easc__devices devices;
    size_t count = 1 + pick(random, SHARDS_MAX);
    begin_shards(shards, count);
    tell_in_some_order(shards, count, random);
    merge_in_some_order(shards, count, random);
    *of_shard = shard_facts(&shards[0]);
    assert_true(easc__devices_fold(&shards[0], NULL, &devices));
    *of_devices = device_facts(&shards[0], &devices);
    easc__devices_done(&devices);
    easc__shard_done(&shards[0]);
}

static void neither_the_order_of_rows_nor_of_merges_changes_anything(void **state)
{
    (void)state;
    uint64_t random = 2011;
    char *shard_expected;
    char *devices_expected;
    facts_in_some_order(&random, &shard_expected, &devices_expected);
    for (int i = 0; i < 200; i++) {
        char *shard_text;
        char *devices_text;
        facts_in_some_order(&random, &shard_text, &devices_text);
        assert_string_equal(shard_text, shard_expected);
        assert_string_equal(devices_text, devices_expected);
        free(shard_text);
        free(devices_text);
    }
    free(shard_expected);
    free(devices_expected);
}

static void merging_with_an_empty_shard_changes_nothing(void **state)
{
    (void)state;
    easc__shard shards[3];
    begin_shards(shards, 3);
    for (size_t i = 0; i < MIXED; i++) {
        story_tell(&shards[1], mixed_rows[i]);
    }
    char *expected = shard_facts(&shards[1]);
    assert_true(easc__shard_merge(&shards[1], &shards[2]));
    assert_true(easc__shard_merge(&shards[0], &shards[1]));
    char *text = shard_facts(&shards[0]);
    assert_string_equal(text, expected);
    free(text);
    free(expected);
    easc__shard_done(&shards[0]);
    easc__shard_done(&shards[1]); /* a second time does no harm */
}

static void symbols_of_commands_and_servers_are_translated(void **state)
{
    (void)state;
    easc__shard shards[2];
    begin_shards(shards, 2);
    story_tell(&shards[0], "1 10:00:00 200 Zeta V141_Error:One server=S1\n"
                           "1 10:00:01 200 Eta V141_Error:Two server=S2");
    story_tell(&shards[1], "1 10:00:02 200 Eta V141_Error:Two server=S2\n"
                           "1 10:00:03 200 Theta V141_Error:Three server=S3\n"
                           "1 10:00:04 200 Zeta V141_Error:One server=S1");
    assert_true(easc__shard_merge(&shards[0], &shards[1]));
    char *text = shard_facts(&shards[0]);
    static const char *const expected[] = {
        "CONT\\jan|d1 command-first Zeta 2\n",  "CONT\\jan|d1 command-first Eta 2\n",
        "CONT\\jan|d1 command-first Theta 1\n", "CONT\\jan|d1 error One 2\n",
        "CONT\\jan|d1 error Three 1\n",         "CONT\\jan|d1 server S3 1\n",
        "totals| command-first Zeta 2\n",       "totals| error Two 2\n",
        "coverage|S1 single 2011-05-01 2\n",    "coverage|S3 single 2011-05-01 1\n"};
    for (size_t i = 0; i < UNIT_COUNT(expected); i++) {
        if (!strstr(text, expected[i])) {
            fail_msg("missing: %s", expected[i]);
        }
    }
    free(text);
    easc__shard_done(&shards[0]);
}

static void known_commands_keep_their_numbers(void **state)
{
    (void)state;
    easc__shard shard;
    begin_shards(&shard, 1);
    for (int i = 0; i < EASC__COMMAND_COUNT; i++) {
        easc__bytes name = easc__symbols_name(&shard.symbols, (uint32_t)i);
        assert_true(easc__equal(name, easc__command_name((easc__command)i)));
    }
    easc__shard_done(&shard);
}

static void addresses_are_counted_up_to_sixty_four(void **state)
{
    (void)state;
    static const size_t counts[] = {1, 63, 64, 65, 200};
    for (size_t i = 0; i < UNIT_COUNT(counts); i++) {
        easc__shard shards[2];
        begin_shards(shards, 2);
        for (size_t k = 0; k < 2 * counts[i]; k++) {
            char line[128];
            (void)snprintf(line, sizeof line, "1 10:00:00 200 Sync - address=10.0.%zu.1",
                           k % counts[i]);
            story_tell(&shards[k % 2], line);
        }
        assert_true(easc__shard_merge(&shards[0], &shards[1]));
        size_t expected = counts[i] < 64 ? counts[i] : 64;
        assert_int_equal(shards[0].traces[0]->traffic[0].addresses.count, expected);
        assert_int_equal(shards[0].traces[0]->traffic[0].requests, 2 * counts[i]);
        easc__shard_done(&shards[0]);
    }
}

/* Who hands requests on is read from addresses, so those that stay may depend on nothing else. */
static void of_too_many_addresses_the_same_stay_in_any_order_and_scan(void **state)
{
    (void)state;
    enum { COUNT = 150 };
    const easc__hash_key keys[2] = {{1, 2}, {3, 4}}; /* every scan has its own */
    easc__shard shards[2];
    char *texts[2];
    for (size_t s = 0; s < 2; s++) {
        assert_true(easc__shard_init(&shards[s], keys[s], NULL));
        for (size_t k = 0; k < COUNT; k++) {
            char line[128];
            size_t n = s == 0 ? k : COUNT - 1 - k;
            (void)snprintf(line, sizeof line,
                           "1 10:00:00 200 Sync - address=10.0.%zu.1 ip=10.1.%zu.1", n, n);
            story_tell(&shards[s], line);
        }
        texts[s] = shard_facts(&shards[s]);
        assert_int_equal(shards[s].traces[0]->traffic[0].addresses.count, EASC__ADDRESSES_MAX);
        assert_int_equal(shards[s].coverage[0].address_count, EASC__SERVER_ADDRESSES_MAX);
    }
    assert_string_equal(texts[0], texts[1]);
    for (size_t s = 0; s < 2; s++) {
        free(texts[s]);
        easc__shard_done(&shards[s]);
    }
}

typedef struct answer_case {
    const char *status;
    uint64_t payload_2xx;
    uint64_t first_hop_2xx;
    uint64_t codes; /* how many are counted, of totals and of the device */
} answer_case;

static void answers_from_200_to_299_are_told_from_others(void **state)
{
    (void)state;
    static const answer_case cases[] = {{"199", 0, 0, 1},  {"200", 1, 1, 1}, {"299", 1, 1, 1},
                                        {"300", 0, 0, 1},  {"-", 0, 0, 0},   {"0", 0, 0, 0},
                                        {"1000", 0, 0, 0}, {"2x0", 0, 0, 0}};
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        easc__shard shard;
        char line[64];
        begin_shards(&shard, 1);
        (void)snprintf(line, sizeof line, "1 10:00:00 %s Sync V141 address=-", cases[i].status);
        story_tell(&shard, line);
        assert_int_equal(shard.totals.payload_rows_2xx, cases[i].payload_2xx);
        assert_int_equal(shard.totals.first_hop_rows_2xx, cases[i].first_hop_2xx);
        assert_int_equal(shard.totals.counts.count, 1 + cases[i].codes);     /* and the command */
        assert_int_equal(shard.traces[0]->counts.count, 2 + cases[i].codes); /* and the server */
        assert_int_equal(shard.traces[0]->traffic[0].addresses.count, 0);
        easc__shard_done(&shard);
    }
}

static void strangers_fill_no_memory(void **state)
{
    (void)state;
    easc__shard shard;
    begin_shards(&shard, 1);
    for (size_t i = 0; i < 3 * EASC__TALLY_MAX; i++) {
        char line[160];
        (void)snprintf(line, sizeof line, "1 10:00:00 401 Cmd%zu V141_Error:Err%zu user=- id=I%zu",
                       i, i, i);
        story_tell(&shard, line);
    }
    assert_int_equal(shard.trace_count, 0);
    assert_int_equal(shard.symbols.count, EASC__COMMAND_COUNT + 1); /* the server */
    assert_int_equal(shard.totals.unknown_commands[0].count, EASC__TALLY_MAX);
    assert_int_equal(shard.totals.unknown_errors.count, EASC__TALLY_MAX);
    assert_true(shard.totals.unknown_errors.is_over);
    assert_int_equal(shard.totals.unauthorized_rows, 3 * EASC__TALLY_MAX);
    easc__shard_done(&shard);
}

static void monitoring_rows_count_only_when_asked_for(void **state)
{
    (void)state;
    static const char row[] = "2011-05-01 10:00:00 S - POST /Microsoft-Server-ActiveSync Cmd=Sync&"
                              "DeviceId=M&Log=V141 HealthMailboxabcdef0 1.1.1.1 A 200 1 1 0";
    for (int asked = 0; asked < 2; asked++) {
        easc__shard shard;
        begin_shards(&shard, 1);
        assert_true(story_push(&shard, easc__bytes_z(row), asked != 0));
        assert_int_equal(shard.totals.monitoring_rows, 1);
        assert_int_equal(shard.totals.hop_rows[EASC__HOP_SINGLE], asked);
        assert_int_equal(shard.trace_count, asked);
        assert_int_equal(shard.coverage_count, 1);
        assert_int_equal(shard.coverage[0].monitoring_rows, !asked);
        assert_int_equal(shard.totals.last_s == EASC__NO_TIME, !asked);
        easc__shard_done(&shard);
    }
}

/* --- folding -------------------------------------------------------------------------------- */

/* Rows, and the devices that come of them: "user/id/requests+forms" with a blank behind each. */
typedef struct fold_case {
    const char *what;
    const char *story;
    const char *devices;
} fold_case;

static void devices_text(const easc__devices *devices, easc__text *text)
{
    for (size_t i = 0; i < devices->count; i++) {
        const easc__device *d = &devices->items[i];
        easc__text_add(text, d->user);
        easc__text_add_char(text, ':');
        easc__text_add(text, d->id);
        easc__text_add_char(text, ':');
        easc__text_add_u64(text, d->trace->traffic[0].requests + d->trace->traffic[1].requests);
        for (size_t k = 0; k < d->form_count; k++) {
            easc__text_add_char(text, k == 0 ? '=' : ',');
            easc__text_add(text, d->forms[k]);
        }
        easc__text_add_char(text, ' ');
    }
}

static size_t count_wrong(const fold_case *c)
{
    easc__shard shard;
    easc__devices devices;
    easc__text text = easc__text_init(0);
    begin_shards(&shard, 1);
    story_tell(&shard, c->story);
    assert_true(easc__devices_fold(&shard, NULL, &devices));
    devices_text(&devices, &text);
    size_t n = unit_wrong_text(c->what, "devices", c->devices, easc__text_view(&text));
    easc__text_done(&text);
    easc__devices_done(&devices);
    easc__shard_done(&shard);
    return n;
}

static void check(const fold_case *cases, size_t count)
{
    size_t wrong_rows = 0;
    for (size_t i = 0; i < count; i++) {
        wrong_rows += count_wrong(&cases[i]);
    }
    assert_int_equal(wrong_rows, 0);
}

#define ROW(user, id) "1 10:00:00 200 Sync - user=" user " id=" id "\n"
#define ROW_AT(clock, user, id) "1 " clock " 200 Sync - user=" user " id=" id "\n"

static void spellings_of_one_user_are_one_on_a_device(void **state)
{
    (void)state;
    static const fold_case cases[] = {
        {"nothing", "", ""},
        {"one row", ROW("jan", "D1"), "jan:D1:1=jan "},
        {"four forms",
         ROW("jan", "D1") ROW("jan@cont.nl", "D1") ROW("cont/jan", "D1") ROW("CONT\\jan", "D1"),
         "CONT\\jan:D1:4=CONT\\jan,cont/jan,jan,jan@cont.nl "},
        {"domain/sam before sam@domain",
         ROW_AT("12:00:00", "jan@cont.nl", "D1") ROW("cont/jan", "D1"),
         "cont/jan:D1:2=cont/jan,jan@cont.nl "},
        {"sam@domain before sam", ROW_AT("12:00:00", "jan", "D1") ROW("jan@cont.nl", "D1"),
         "jan@cont.nl:D1:2=jan,jan@cont.nl "},
        {"without case", ROW("CONT\\Jan", "D1") ROW("jAN", "D1"), "CONT\\Jan:D1:2=CONT\\Jan,jAN "},
        {"among equals the latest",
         ROW_AT("10:00:01", "A\\jan", "D1") ROW_AT("10:00:00", "B\\jan", "D1"),
         "A\\jan:D1:2=A\\jan,B\\jan "},
        {"then the greater bytes", ROW("A\\jan", "D1") ROW("B\\jan", "D1"),
         "B\\jan:D1:2=A\\jan,B\\jan "},
        {"greater as unsigned bytes", ROW("a\\jan", "D1") ROW("\xC3\xA9\\jan", "D1"),
         "\xC3\xA9\\jan:D1:2=a\\jan,\xC3\xA9\\jan "},
        {"small letters are greater", ROW("CONT\\jan", "D1") ROW("cont\\jan", "D1"),
         "cont\\jan:D1:2=CONT\\jan,cont\\jan "},
        {"a row answered late makes a form the latest",
         ROW_AT("09:00:00", "A\\jan", "D1") ROW_AT("11:00:00", "A\\jan", "D1")
             ROW_AT("10:00:00", "B\\jan", "D1"),
         "A\\jan:D1:3=A\\jan,B\\jan "},
        {"on another device they are others", ROW("CONT\\jan", "D1") ROW("jan", "D2"),
         "CONT\\jan:D1:1=CONT\\jan jan:D2:1=jan "},
        {"one phone with two mailboxes is two devices", ROW("jan", "D1") ROW("eva", "D1"),
         "eva:D1:1=eva jan:D1:1=jan "},
        {"a name that begins with another is another", ROW("jan", "D1") ROW("jan1", "D1"),
         "jan:D1:1=jan jan1:D1:1=jan1 "},
    };
    check(cases, UNIT_COUNT(cases));
}

static void ids_are_one_without_case_and_show_the_latest_spelling(void **state)
{
    (void)state;
    static const fold_case cases[] = {
        {"the latest", ROW_AT("10:00:01", "jan", "abC") ROW_AT("10:00:00", "jan", "ABC"),
         "jan:abC:2=jan "},
        {"of two at once the greater bytes", ROW("jan", "ABC") ROW("jan", "aBC"), "jan:aBC:2=jan "},
        {"of all forms of the user",
         ROW_AT("10:00:00", "CONT\\jan", "ABC") ROW_AT("10:00:01", "jan", "abc"),
         "CONT\\jan:abc:2=CONT\\jan,jan "},
        {"sorted without case", ROW("Bob", "X") ROW("anna", "Y") ROW("anna", "x") ROW("Anna", "Z"),
         "anna:x:1=anna anna:Y:1=anna Anna:Z:1=Anna Bob:X:1=Bob "},
    };
    check(cases, UNIT_COUNT(cases));
}

static void rows_of_nobody_belong_to_the_only_user_of_their_device(void **state)
{
    (void)state;
    static const fold_case cases[] = {
        {"one user", ROW("-", "D1") ROW("jan", "d1"), "jan:d1:2=jan "},
        {"two forms are one user", ROW("-", "D1") ROW("jan", "D1") ROW("CONT\\JAN", "D1"),
         "CONT\\JAN:D1:3=CONT\\JAN,jan "},
        {"two users", ROW("-", "D1") ROW("jan", "D1") ROW("eva", "D1"),
         ":D1:1 eva:D1:1=eva jan:D1:1=jan "},
        {"nobody", ROW("-", "D1") ROW("-", "D1"), ":D1:2 "},
        {"a claimed user is one", "1 10:00:00 200 Sync - user=- claim=jan\n" ROW("-", "D1"),
         "jan:D1:2=jan "},
        {"a machine account is nobody", ROW("CONT\\CAS01$", "D1") ROW("jan", "D1"),
         "jan:D1:2=jan "},
        {"but what it asks for counts",
         "1 10:00:00 200 Sync - user=CONT\\CAS01$ claim=jan\n" ROW("-", "D1"), "jan:D1:2=jan "},
        {"the other user is only refused",
         ROW("-", "D1") ROW("jan", "D1") "1 10:00:00 401 Sync - user=eva\n", "jan:D1:2=jan "},
        {"a row without id is nobody's", ROW("jan", "-") ROW("-", "-"), ""},
    };
    check(cases, UNIT_COUNT(cases));
}

/* "CONT\\" and "@cont.nl" name nobody, so they are no form of the user whose phone it is. */
static void a_form_without_a_name_is_not_shown_for_somebody(void **state)
{
    (void)state;
    static const char *const nameless[] = {"X\\", "x/", "@cont.nl"};
    for (size_t i = 0; i < UNIT_COUNT(nameless); i++) {
        easc__shard shard;
        easc__devices devices;
        char line[96];
        begin_shards(&shard, 1);
        (void)snprintf(line, sizeof line, "1 11:00:00 200 Sync - user=%s", nameless[i]);
        story_tell(&shard, ROW("jan", "D1"));
        story_tell(&shard, line);
        assert_true(easc__devices_fold(&shard, NULL, &devices));
        assert_int_equal(devices.count, 1);
        easc__bytes user = devices.items[0].user;
        size_t wrong = unit_wrong_text(nameless[i], "user", "jan", user);
        easc__devices_done(&devices);
        easc__shard_done(&shard);
        assert_int_equal(wrong, 0);
    }
}

#define ALIAS(user, other) "1 10:00:00 200 Sync - user=" user " claim=" other "\n"
#define PAYLOAD(user) "1 10:00:00 200 Sync V141 user=" user "\n"

static void an_alias_folds_into_the_one_account_that_claims_it(void **state)
{
    (void)state;
    static const fold_case cases[] = {
        {"by the User parameter",
         ALIAS("CONT\\jan", "j.jansen@cont.nl") ROW("j.jansen@cont.nl", "D1"),
         "CONT\\jan:D1:2=CONT\\jan,j.jansen@cont.nl "},
        {"by SmtpAdrs",
         "1 10:00:00 200 Sync V141_SmtpAdrs:j.jansen@cont.nl user=CONT\\jan\n" ROW(
             "j.jansen@cont.nl", "D1"),
         "CONT\\jan:D1:2=CONT\\jan,j.jansen@cont.nl "},
        {"without case", ALIAS("CONT\\jan", "J.Jansen@cont.nl") ROW("j.JANSEN@cont.nl", "D1"),
         "CONT\\jan:D1:2=CONT\\jan,j.JANSEN@cont.nl "},
        {"the form shown may be the alias's", ALIAS("jan", "jj") ROW("CONT\\jj", "D1"),
         "CONT\\jj:D1:2=CONT\\jj,jan "},
        {"several spellings of the alias", ALIAS("jan", "jj") ROW("CONT\\jj", "D1") ROW("JJ", "D1"),
         "CONT\\jj:D1:3=CONT\\jj,JJ,jan "},
        {"two aliases", ALIAS("jan", "a") ALIAS("jan", "b") ROW("a", "D1") ROW("b", "D1"),
         "jan:D1:4=a,b,jan "},
        {"two spellings claim it", ALIAS("jan", "jj") ALIAS("CONT\\JAN", "jj") ROW("jj", "D1"),
         "CONT\\JAN:D1:3=CONT\\JAN,jan,jj "},
        {"two accounts claim it", ALIAS("jan", "jj") ALIAS("eva", "jj") ROW("jj", "D1"),
         "eva:D1:1=eva jan:D1:1=jan jj:D1:1=jj "},
        {"its own name is no alias", ALIAS("jan", "jan@cont.nl"), "jan:D1:1=jan "},
        {"nobody of that name", ALIAS("jan", "jj"), "jan:D1:1=jan "},
        {"only on that device", ALIAS("jan", "jj") "1 10:00:00 200 Sync - user=jj id=D2\n",
         "jan:D1:1=jan jj:D2:1=jj "},
        {"an account of a payload row is nobody's alias", ALIAS("jan", "jj") PAYLOAD("jj"),
         "jan:D1:1=jan jj:D1:1=jj "},
        {"in any spelling", ALIAS("jan", "jj") ROW("jj", "D1") PAYLOAD("CONT\\JJ"),
         "CONT\\JJ:D1:2=CONT\\JJ,jj jan:D1:1=jan "},
        {"a claimed name of a payload row is no account",
         ALIAS("jan", "jj") "1 10:00:00 200 Sync V141 user=- claim=jj\n", "jj:D1:2=jan,jj "},
        {"a front end's row with PrxTo is no payload row",
         ALIAS("jan", "jj") "1 10:00:00 200 Sync PrxTo:x user=jj\n", "jj:D1:2=jan,jj "},
        {"a chain is folded in one step", ALIAS("a", "b") ALIAS("b", "c") ROW("c", "D1"),
         "b:D1:2=a,b c:D1:1=c "},
        {"a cycle is none", ALIAS("a", "b") ALIAS("b", "a"), "a:D1:1=a b:D1:1=b "},
        {"a payload account breaks the cycle", ALIAS("a", "b") ALIAS("b", "a") PAYLOAD("a"),
         "b:D1:3=a,b "},
        {"a refused row claims nothing",
         "1 10:00:00 401 Sync - user=jan claim=jj\n" ROW("jan", "D1") ROW("jj", "D1"),
         "jan:D1:1=jan jj:D1:1=jj "},
        {"rows of nobody look for their device afterwards",
         ALIAS("jan", "jj") ROW("jj", "D1") ROW("-", "D1"), "jj:D1:3=jan,jj "},
        {"and find two when no alias folds", ALIAS("a", "b") ALIAS("b", "a") ROW("-", "D1"),
         ":D1:1 a:D1:1=a b:D1:1=b "},
        {"an alias of two is an alias all the same",
         ALIAS("a", "c") ALIAS("b", "c") ALIAS("c", "d") ROW("d", "D1"),
         "a:D1:1=a b:D1:1=b c:D1:1=c d:D1:1=d "},
    };
    check(cases, UNIT_COUNT(cases));
}

typedef struct latest_case {
    const char *what;
    const char *story;
    easc__attribute attribute;
    const char *expected;
} latest_case;

static void the_latest_value_wins_and_of_two_at_once_the_greater_bytes(void **state)
{
    (void)state;
    static const latest_case cases[] = {
        {"the latest type", "1 10:00:01 200 Sync - type=a\n1 10:00:00 200 Sync - type=z",
         EASC__ATTRIBUTE_TYPE, "a"},
        {"the greater type", "1 10:00:00 200 Sync - type=a\n1 10:00:00 200 Sync - type=ab",
         EASC__ATTRIBUTE_TYPE, "ab"},
        {"small letters are greater", "1 10:00:00 200 Sync - type=a\n1 10:00:00 200 Sync - type=Z",
         EASC__ATTRIBUTE_TYPE, "a"},
        {"an empty agent replaces nothing",
         "1 10:00:00 200 Sync - agent=Old/1\n1 10:00:01 200 Sync - agent=-", EASC__ATTRIBUTE_AGENT,
         "Old/1"},
        {"'+' is a blank", "1 10:00:00 200 Sync - agent=My+Mail", EASC__ATTRIBUTE_AGENT, "My Mail"},
        {"a model on the front end is none",
         "1 10:00:00 200 Sync V141_DevModel:A\n1 10:00:01 200 Sync PrxTo:x_DevModel:B",
         EASC__ATTRIBUTE_MODEL, "A"},
        {"protocols compare as text of one length",
         "1 10:00:00 200 Sync V25\n1 10:00:00 200 Sync V141", EASC__ATTRIBUTE_PROTOCOL, "2.5"},
        {"the access state", "1 10:00:00 200 Sync V141_As:AllowedG\n1 10:00:01 200 Sync V141",
         EASC__ATTRIBUTE_ACCESS, "AllowedG"},
    };
    size_t wrong_rows = 0;
    for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
        easc__shard shard;
        begin_shards(&shard, 1);
        story_tell(&shard, cases[i].story);
        assert_int_equal(shard.trace_count, 1);
        wrong_rows += unit_wrong_text(cases[i].what, "value", cases[i].expected,
                                      shard.traces[0]->attributes[cases[i].attribute].value);
        easc__shard_done(&shard);
    }
    assert_int_equal(wrong_rows, 0);
}

static void folding_adds_up_what_the_spellings_did(void **state)
{
    (void)state;
    easc__shard shard;
    easc__devices devices;
    begin_shards(&shard, 1);
    story_tell(&shard, "1 10:00:00 449 Sync V141_S142 user=CONT\\jan x=3\n"
                       "1 11:00:00 449 Sync V141_S141_Error:Foo user=jan x=2\n"
                       "2 10:00:00 200 Sync V141_Pk4_Cli:1a user=jan@cont.nl\n"
                       "2 10:00:00 200 Sync V141_Cli:2a user=-");
    assert_true(easc__devices_fold(&shard, NULL, &devices));
    assert_int_equal(devices.count, 1);
    const easc__trace *trace = devices.items[0].trace;
    assert_int_equal(trace->traffic[0].requests, 7);
    assert_int_equal(trace->traffic[0].bytes_sent, 700);
    assert_int_equal(trace->traffic[0].bytes_received, 70);
    assert_int_equal(trace->items_from_client, 3);
    assert_int_equal(trace->day_count, 2);
    assert_int_equal(trace->days[0].failures, 5);
    assert_int_equal(trace->days[0].hard_failures, 2);
    assert_int_equal(easc__counts_get(&trace->counts, easc__count_key(EASC__COUNT_STATUS, 142)), 3);
    easc__devices_done(&devices);
    easc__shard_done(&shard);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_sorted_and_add_up),
        cmocka_unit_test(counts_stop_at_the_largest_number),
        cmocka_unit_test(counts_keep_the_least_when_told),
        cmocka_unit_test(counts_grow_with_the_keys_only),
        cmocka_unit_test(a_tally_is_exact_up_to_its_limit),
        cmocka_unit_test(beyond_its_limit_a_tally_keeps_the_same_names_whatever_the_order),
        cmocka_unit_test(a_tally_that_was_over_stays_over_when_it_is_merged),
        cmocka_unit_test(long_names_of_a_tally_are_cut_at_a_character),
        cmocka_unit_test(neither_the_order_of_rows_nor_of_merges_changes_anything),
        cmocka_unit_test(merging_with_an_empty_shard_changes_nothing),
        cmocka_unit_test(symbols_of_commands_and_servers_are_translated),
        cmocka_unit_test(known_commands_keep_their_numbers),
        cmocka_unit_test(addresses_are_counted_up_to_sixty_four),
        cmocka_unit_test(of_too_many_addresses_the_same_stay_in_any_order_and_scan),
        cmocka_unit_test(answers_from_200_to_299_are_told_from_others),
        cmocka_unit_test(strangers_fill_no_memory),
        cmocka_unit_test(monitoring_rows_count_only_when_asked_for),
        cmocka_unit_test(spellings_of_one_user_are_one_on_a_device),
        cmocka_unit_test(ids_are_one_without_case_and_show_the_latest_spelling),
        cmocka_unit_test(rows_of_nobody_belong_to_the_only_user_of_their_device),
        cmocka_unit_test(a_form_without_a_name_is_not_shown_for_somebody),
        cmocka_unit_test(an_alias_folds_into_the_one_account_that_claims_it),
        cmocka_unit_test(the_latest_value_wins_and_of_two_at_once_the_greater_bytes),
        cmocka_unit_test(folding_adds_up_what_the_spellings_did),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
