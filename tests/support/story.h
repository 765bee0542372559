/* story.h - a log in a few words per row, for the tests of everything behind the parser. One line
   is one row: "DAY CLOCK STATUS COMMAND PAYLOAD", then any of "name=value". A DAY of one or two
   digits is one of May 2011; '-' is no payload. The words make the text of a real row, which goes
   through columns, request and shard.

       11 10:00:00 449 Sync -                  a front end asks to provision
       11 10:00:05 200 Sync V141_Pk7 x=3       three rows, a second apart
       12 09:00:00 200 Ping V141 id=D2 user=CONT\eva agent=Apple-iPhone3C1/801.293

   Names: user (cs-username, '-' none), claim (the User parameter), id ('-' none), type, agent,
   server, ip (s-ip, '-' none), sub (sc-substatus), method, stem (default.eas, or what follows the
   stem), address, x (how many rows), step (seconds between them). */
#ifndef EASC_TESTS_SUPPORT_STORY_H
#define EASC_TESTS_SUPPORT_STORY_H

#include "aggregate/fold.h"
#include "base/civil.h"
#include "unit.h"

#include <stdio.h>

enum { STORY_ROW_MAX = 8192, STORY_WORD_MAX = 2048 };

/* What one line of a story says. */
typedef struct story_row {
    int64_t at_s;
    char status[8];
    char substatus[8];
    char command[64];
    char payload[STORY_WORD_MAX];
    char user[STORY_WORD_MAX];
    char claim[128];
    char id[128];
    char type[64];
    char agent[128];
    char server[64];
    char ip[64];
    char method[16];
    char stem[64];
    char address[64];
    uint64_t count;
    uint64_t step_s;
} story_row;

static inline void story_put(char *to, size_t size, easc__bytes word)
{
    assert_true(word.n < size);
    if (word.n > 0) {
        memcpy(to, word.p, word.n);
    }
    to[word.n] = '\0';
}

static inline int64_t story_time(easc__bytes day_word, easc__bytes clock)
{
    char date[16];
    int32_t day = 0;
    int32_t second = 0;
    const char *month = day_word.n > 2 ? "" : day_word.n == 2 ? "2011-05-" : "2011-05-0";
    (void)snprintf(date, sizeof date, "%s%.*s", month, (int)day_word.n, day_word.p);
    assert_true(easc__parse_date(easc__bytes_z(date), &day));
    assert_true(easc__parse_clock(clock, &second));
    return easc__day_start(day) + second;
}

static inline easc__bytes story_word(easc__bytes *rest)
{
    easc__bytes word = {NULL, 0};
    while (word.n == 0 && easc__next_piece(rest, ' ', &word)) {
    }
    return word;
}

typedef struct story_name {
    const char *name;
    char *to;
    size_t size;
} story_name;

static inline void story_set(story_row *row, easc__bytes name, easc__bytes value)
{
    const story_name names[] = {{"user", row->user, sizeof row->user},
                                {"claim", row->claim, sizeof row->claim},
                                {"id", row->id, sizeof row->id},
                                {"type", row->type, sizeof row->type},
                                {"agent", row->agent, sizeof row->agent},
                                {"server", row->server, sizeof row->server},
                                {"ip", row->ip, sizeof row->ip},
                                {"method", row->method, sizeof row->method},
                                {"stem", row->stem, sizeof row->stem},
                                {"address", row->address, sizeof row->address},
                                {"sub", row->substatus, sizeof row->substatus}};
    if (easc__equal(name, EASC__LIT("x"))) {
        assert_true(easc__parse_u64(value, 1000000, &row->count));
        return;
    }
    if (easc__equal(name, EASC__LIT("step"))) {
        assert_true(easc__parse_u64(value, 1000000, &row->step_s));
        return;
    }
    size_t i = 0;
    while (i < UNIT_COUNT(names) && !easc__equal(name, easc__bytes_z(names[i].name))) {
        i++;
    }
    assert_true(i < UNIT_COUNT(names));
    story_put(names[i].to, names[i].size, value);
}

static inline story_row story_read(easc__bytes line)
{
    story_row row = {.user = "CONT\\jan",
                     .id = "D1",
                     .type = "Thing",
                     .agent = "Thing/1.0",
                     .server = "CAS01",
                     .ip = "-",
                     .method = "POST",
                     .stem = "/default.eas",
                     .address = "192.168.1.9",
                     .substatus = "0",
                     .count = 1,
                     .step_s = 1};
    easc__bytes day = story_word(&line);
    row.at_s = story_time(day, story_word(&line));
    story_put(row.status, sizeof row.status, story_word(&line));
    story_put(row.command, sizeof row.command, story_word(&line));
    story_put(row.payload, sizeof row.payload, story_word(&line));
    for (easc__bytes word = story_word(&line); word.n > 0; word = story_word(&line)) {
        size_t equals = easc__find(word, '=');
        story_set(&row, easc__first(word, equals), easc__from(word, equals + 1));
    }
    return row;
}

#define STORY_FIELDS                                                                               \
    "date time s-computername s-ip cs-method cs-uri-stem cs-uri-query cs-username c-ip "           \
    "cs(User-Agent) sc-status sc-bytes cs-bytes sc-substatus"

static inline bool story_has(const char *word)
{
    return word[0] != '\0' && strcmp(word, "-") != 0;
}

/* One row as a log has it, without a line end. */
static inline size_t story_text(const story_row *row, int64_t at_s, char *to)
{
    char when[EASC__TIME_SIZE + 1] = "";
    easc__format_time(at_s, when);
    int n = snprintf(
        to, STORY_ROW_MAX,
        "%.10s %.8s %s %s %s /Microsoft-Server-ActiveSync%s Cmd=%s%s%s%s%s&DeviceType=%s"
        "%s%s %s %s %s %s 100 10 %s",
        when, when + 11, row->server, row->ip, row->method, row->stem, row->command,
        story_has(row->claim) ? "&User=" : "", row->claim, story_has(row->id) ? "&DeviceId=" : "",
        story_has(row->id) ? row->id : "", row->type, story_has(row->payload) ? "&Log=" : "",
        story_has(row->payload) ? row->payload : "", row->user, row->address, row->agent,
        row->status, row->substatus);
    assert_in_range(n, 1, STORY_ROW_MAX - 1);
    return (size_t)n;
}

/* Pushes the text of a row into a shard; false when there was no memory. */
static inline bool story_push(easc__shard *shard, easc__bytes text, bool include_monitoring)
{
    static const easc__selection all = {.since_s = EASC__NO_TIME, .until_s = INT64_MAX};
    easc__request_reader reader = {0};
    easc__directives directives;
    easc__request request;
    easc__row row;
    easc__directives_clear(&directives);
    easc__schema_read(EASC__LIT(STORY_FIELDS), false, &directives.schema);
    assert_int_equal(easc__row_split(&directives.schema, text, &row), EASC__REJECT_NONE);
    assert_int_equal(easc__row_time(&directives, &row), EASC__REJECT_NONE);
    assert_int_equal(easc__request_read(&reader, &row, text.n, EASC__LIT(""), &all, &request),
                     EASC__ROW_EAS);
    request.place.byte = easc__hash(easc__fixed_key, text); /* tells rows apart in any order */
    bool ok = easc__shard_add(shard, &request, include_monitoring);
    easc__request_reader_done(&reader);
    return ok;
}

/* Tells one line. */
static inline void story_tell_line(easc__shard *shard, easc__bytes line)
{
    char text[STORY_ROW_MAX];
    story_row row = story_read(line);
    for (uint64_t i = 0; i < row.count; i++) {
        size_t n = story_text(&row, row.at_s + (int64_t)(i * row.step_s), text);
        assert_true(story_push(shard, easc__bytes_of(text, n), false));
    }
}

/* Tells a whole story; empty lines are passed over. */
static inline void story_tell(easc__shard *shard, const char *story)
{
    easc__bytes line;
    for (easc__bytes rest = easc__bytes_z(story); easc__next_piece(&rest, '\n', &line);) {
        if (easc__trim(line).n > 0) {
            story_tell_line(shard, easc__trim(line));
        }
    }
}

#endif
