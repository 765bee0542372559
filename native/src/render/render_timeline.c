/* render_timeline.c - the life of each listed device: JSON (easc.timeline/1), CSV, and text for
   people. One step of a document is one device. */
#include "base/number.h"
#include "render/csv_writer.h"
#include "render/document.h"
#include "render/findings_words.h"
#include "render/json_writer.h"
#include "render/screen.h"
#include "report/wording.h"
#include "timeline/timeline.h"

/* What is the same for all steps of a device. */
typedef struct telling {
    const easc__answer *answer;
    const easc__document_style *style;
    const easc__device *device;
    const easc__client *client;
    easc__text *to;
} telling;

typedef void (*tell_step)(const telling *t, const easc__step *step, bool is_first);

/* "The client changed to Apple 5.1.1.", with the client where there is one. */
static void add_sentence(easc__text *to, const telling *t, const easc__step *step)
{
    char digits[EASC__NUMBER_SIZE];
    easc__text client = easc__text_init(0);
    if (step->agent.n > 0) {
        const easc__client_words words = {.agent = step->agent};
        easc__client identified;
        easc__client_identify(&words, &identified);
        easc__add_client(&client, &identified);
    }
    easc__label_value values[] = {
        {EASC__LIT("n"), easc__bytes_of(digits, easc__format_u64(step->count, digits))},
        {EASC__LIT("client"), easc__text_view(&client)}};
    bool is_unnamed = step->kind == EASC__STEP_FIRST_SEEN && step->agent.n == 0;
    easc__bytes name = is_unnamed ? EASC__LIT("first-seen-unnamed") : easc__step_name(step->kind);
    easc__label_fill(to, easc__label_of(t->answer->labels, EASC__LIT("timeline."), name), values,
                     2);
    to->failed |= client.failed;
    easc__text_done(&client);
}

/* Calls `tell` with each step. */
static void tell_device(const telling *t, tell_step tell)
{
    easc__timeline timeline;
    if (!easc__timeline_make(t->device, &t->answer->shard.symbols, &t->answer->options.terms,
                             &timeline)) {
        t->to->failed = true;
        return;
    }
    for (size_t i = 0; i < timeline.count; i++) {
        tell(t, &timeline.items[i], i == 0);
    }
    easc__timeline_done(&timeline);
}

static telling telling_of(const easc__answer *answer, const easc__document_style *style,
                          size_t device, easc__text *to)
{
    return (telling){answer, style, &answer->devices.items[device],
                     &answer->judgements[device].client, to};
}

/* Rows that show a step: the first, and the last when that is another. */
static size_t rows_of(const easc__step *step, const easc__sighting **rows)
{
    size_t n = 0;
    if (step->count > 0) {
        rows[n++] = &step->first;
    }
    if (step->count > 0 && easc__is_later(&step->last, &step->first)) {
        rows[n++] = &step->last;
    }
    return n;
}

/* --- JSON ----------------------------------------------------------------------------------- */

static void write_step(const telling *t, const easc__step *step, bool is_first)
{
    const easc__sighting rows[2] = {step->first, step->last};
    const easc__sighting *shown[2];
    easc__text sentence = easc__text_init(0);
    easc__json_writer w = {t->to, !is_first};
    add_sentence(&sentence, t, step);
    easc__json_open(&w, '{');
    easc__json_member_string(&w, "step", easc__step_name(step->kind));
    easc__json_member_time(&w, "from", step->first.time_s);
    easc__json_member_time(&w, "to", step->last.time_s);
    easc__json_member_u64(&w, "rows", step->count);
    if (step->agent.n > 0) {
        easc__json_member_string(&w, "userAgent", step->agent);
    }
    easc__json_member_string(&w, "text", easc__text_view(&sentence));
    easc__json_evidence(&w, t->answer, rows, rows_of(step, shown));
    easc__json_close(&w, '}');
    t->to->failed |= sentence.failed;
    easc__text_done(&sentence);
}

static void write_device(const easc__answer *answer, size_t device, easc__text *to)
{
    telling t = telling_of(answer, NULL, device, to);
    easc__json_writer w = {to, device != answer->first_listed};
    easc__json_open(&w, '{');
    easc__json_member_string(&w, "user", t.device->user);
    easc__json_member_string(&w, "deviceId", t.device->id);
    easc__json_member_string(&w, "clientFamily", easc__family_name(t.client->family));
    easc__json_member_string(&w, "clientVersion", t.client->version);
    easc__json_key(&w, "steps");
    easc__json_open(&w, '[');
    tell_device(&t, write_step);
    easc__text_add_z(to, "]}");
}

bool easc__json_timeline(const easc__answer *answer, const easc__document_style *style, size_t step,
                         easc__text *to)
{
    (void)style;
    size_t count = answer->devices.count;
    if (step == 0) {
        easc__text_add_z(to, "{\"schema\":\"easc.timeline/1\",\"devices\":[");
    } else if (step <= count) {
        if (answer->is_listed[step - 1]) {
            write_device(answer, step - 1, to);
        }
    } else if (step == count + 1) {
        easc__text_add_z(to, "]}\n");
    } else {
        return false;
    }
    return true;
}

/* --- CSV ------------------------------------------------------------------------------------ */

static void add_csv_step(const telling *t, const easc__step *step, bool is_first)
{
    (void)is_first;
    const easc__sighting *rows[2] = {NULL, NULL};
    (void)rows_of(step, rows);
    easc__text sentence = easc__text_init(0);
    add_sentence(&sentence, t, step);
    easc__csv_add_text(t->to, t->device->user);
    easc__text_add_char(t->to, ',');
    easc__csv_add_text(t->to, t->device->id);
    easc__text_add_char(t->to, ',');
    easc__text_add(t->to, easc__step_name(step->kind));
    easc__text_add_char(t->to, ',');
    easc__text_add_time(t->to, step->first.time_s);
    easc__text_add_char(t->to, ',');
    easc__text_add_time(t->to, step->last.time_s);
    easc__text_add_char(t->to, ',');
    easc__text_add_u64(t->to, step->count);
    easc__text_add_char(t->to, ',');
    easc__csv_add_text(t->to, step->agent);
    easc__text_add_char(t->to, ',');
    easc__csv_add_text(t->to, easc__text_view(&sentence));
    easc__csv_row(t->to, t->answer, rows[0]);
    easc__csv_row(t->to, t->answer, rows[1]);
    easc__csv_end_row(t->to);
    t->to->failed |= sentence.failed;
    easc__text_done(&sentence);
}

bool easc__csv_timeline(const easc__answer *answer, const easc__document_style *style, size_t step,
                        easc__text *to)
{
    if (step == 0) {
        easc__csv_begin(to);
        easc__text_add_z(to, "user,deviceId,step,from,to,rows,userAgent,text,path1,line1,byte1,"
                             "path2,line2,byte2");
        easc__csv_end_row(to);
        return true;
    }
    if (step <= answer->devices.count && answer->is_listed[step - 1]) {
        telling t = telling_of(answer, style, step - 1, to);
        tell_device(&t, add_csv_step);
    }
    return step <= answer->devices.count;
}

/* --- text ----------------------------------------------------------------------------------- */

static void add_text_row(const telling *t, const easc__sighting *row)
{
    easc__text s = easc__text_init(0);
    easc__add_row_words(&s, t->answer, row);
    easc__screen_add_sentence(t->to, t->style, 4, &s);
    t->to->failed |= s.failed;
    easc__text_done(&s);
}

static void add_text_step(const telling *t, const easc__step *step, bool is_first)
{
    (void)is_first;
    const easc__sighting *rows[2];
    size_t row_count = rows_of(step, rows);
    easc__text s = easc__text_init(0);
    easc__add_second_words(&s, step->first.time_s);
    if (row_count > 1) {
        easc__text_add_z(&s, " - ");
        easc__add_second_words(&s, step->last.time_s);
    }
    easc__text_add_z(&s, ": ");
    add_sentence(&s, t, step);
    easc__screen_add_sentence(t->to, t->style, 2, &s);
    for (size_t i = 0; i < row_count; i++) {
        add_text_row(t, rows[i]);
    }
    t->to->failed |= s.failed;
    easc__text_done(&s);
}

static void add_text_device(const easc__answer *answer, const easc__document_style *style,
                            size_t device, easc__text *to)
{
    telling t = telling_of(answer, style, device, to);
    easc__text s = easc__text_init(0);
    easc__text_add_z(to, device == answer->first_listed ? "" : "\n");
    easc__text_add(&s, easc__shown_user(t.device->user));
    easc__text_add_z(&s, ", ");
    easc__text_add(&s, t.device->id);
    easc__text_add_z(&s, ", ");
    easc__add_client(&s, t.client);
    easc__screen_add_sentence(to, style, 0, &s);
    to->failed |= s.failed;
    easc__text_done(&s);
    tell_device(&t, add_text_step);
}

bool easc__text_timeline(const easc__answer *answer, const easc__document_style *style, size_t step,
                         easc__text *to)
{
    if (step >= answer->devices.count) {
        return false;
    }
    if (answer->is_listed[step]) {
        add_text_device(answer, style, step, to);
    }
    return true;
}
