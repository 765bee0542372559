/* catalogue_document.c - see catalogue_document.h. */
#include "render/catalogue_document.h"

#include "base/heap.h"
#include "base/number.h"
#include "catalogue/rules.h"
#include "render/catalogue_told.h"

static easc_status no_memory(easc__error *err)
{
    return easc__fail(err, EASC_E_MEMORY, NULL, easc_status_text(EASC_E_MEMORY));
}

size_t easc__count_rules_of_verdict(const easc__catalogue *catalogue, easc__verdict verdict)
{
    size_t count = 0;
    for (size_t i = 0; i < catalogue->count; i++) {
        count += catalogue->rules[i].verdict == verdict;
    }
    return count;
}

static bool names_family(const easc__words *families, easc__bytes family)
{
    for (size_t i = 0; i < families->count; i++) {
        if (easc__equal(families->at[i], family)) {
            return true;
        }
    }
    return families->count == 0 && family.n == 0;
}

size_t easc__count_rules_of_family(const easc__catalogue *catalogue, easc__bytes family)
{
    size_t count = 0;
    for (size_t i = 0; i < catalogue->count; i++) {
        count += names_family(&catalogue->rules[i].families, family);
    }
    return count;
}

/* --- the catalogues --------------------------------------------------------------------------- */

static void free_catalogues(easc__catalogue_told *told)
{
    for (size_t i = 0; told->catalogues && i < told->count; i++) {
        easc__catalogue_free(told->catalogues[i]);
    }
    easc__free(told->catalogues);
}

static easc_status load_named(easc__catalogue_told *told, easc__bytes name, easc__error *err)
{
    char *path = easc__copy_text(name.p ? name.p : "", name.n);
    if (!path) {
        return no_memory(err);
    }
    easc_status status = easc__catalogue_load(path, &told->catalogues[0], err);
    told->count = status == EASC_OK;
    easc__free(path);
    return status;
}

static easc_status load_catalogues(easc__catalogue_told *told, easc__error *err)
{
    bool is_list = told->question.kind == EASC__CATALOGUE_LIST;
    size_t count = is_list ? easc__catalogue_shipped_count() : 1;
    told->catalogues = easc__alloc_zero(count, sizeof(easc__catalogue *));
    if (!told->catalogues) {
        return no_memory(err);
    }
    if (!is_list) {
        return load_named(told, told->question.catalogue, err);
    }
    easc_status status = EASC_OK;
    while (status == EASC_OK && told->count < count) {
        status = easc__catalogue_load(easc__catalogue_shipped_name(told->count),
                                      &told->catalogues[told->count], err);
        told->count += status == EASC_OK;
    }
    return status;
}

/* --- the client ------------------------------------------------------------------------------- */

/* "14.1" */
static bool is_protocol(easc__bytes text)
{
    uint64_t number;
    return easc__take_u64(&text, 99, &number) && text.n > 1 && text.p[0] == '.' &&
           easc__parse_u64(easc__from(text, 1), 9, &number);
}

static easc_status check_client(const easc__catalogue_question *question, easc__error *err)
{
    const easc__client_words *words = &question->words;
    size_t said =
        words->agent.n + words->dev_agent.n + words->dev_os.n + words->dev_model.n + words->type.n;
    if (said == 0) {
        return easc__fail(err, EASC_E_ARGUMENT, NULL,
                          "nothing is said of a client: a user agent, a device type, a model or an "
                          "OS is needed");
    }
    bool is_fine = (question->protocol.n == 0 || is_protocol(question->protocol)) &&
                   (question->offered.n == 0 || is_protocol(question->offered));
    return is_fine ? EASC_OK
                   : easc__fail(err, EASC_E_ARGUMENT, NULL,
                                "a protocol version is written like 14.1 or 16.1");
}

/* Appends a text of a log to `room`, which does not move any more. */
static void clean(easc__text *room, easc__bytes *text)
{
    size_t start = room->n;
    easc__text_add_utf8(room, *text);
    for (size_t i = start; i < room->n; i++) {
        room->p[i] = room->p[i] == '+' ? ' ' : room->p[i];
    }
    *text = easc__from(easc__text_view(room), start);
}

/* What the catalogue says of the client. */
static easc_status ask(easc__catalogue_told *told, easc__text *room, easc__error *err)
{
    enum { LONGEST_PART = 3 }; /* a byte becomes U+FFFD at worst */
    easc__client_words *words = &told->question.words;
    easc__bytes *texts[] = {&words->agent, &words->dev_agent, &words->dev_os, &words->dev_model};
    size_t size = 0;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        size += texts[i]->n * LONGEST_PART;
    }
    if (!easc__text_reserve(room, size)) {
        return no_memory(err);
    }
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        clean(room, texts[i]);
    }
    easc__client_identify(words, &told->client);
    easc__catalogue_query query = {easc__family_name(told->client.family), told->client.version,
                                   told->client.model, told->question.protocol,
                                   told->question.offered};
    told->answer = easc__catalogue_ask(told->catalogues[0], &query);
    return EASC_OK;
}

/* --- the document ----------------------------------------------------------------------------- */

static easc_status check_question(const easc__catalogue_question *question,
                                  easc__document_format format, easc__error *err)
{
    bool is_known =
        question->kind >= EASC__CATALOGUE_LIST && question->kind <= EASC__CATALOGUE_EXPLAIN;
    if (!is_known || (format != EASC__DOCUMENT_TEXT && format != EASC__DOCUMENT_JSON)) {
        return easc__fail(err, EASC_E_ARGUMENT, NULL,
                          "there is no such document or format: text and JSON");
    }
    if (easc__find(question->catalogue, '\0') < question->catalogue.n) {
        return easc__fail(err, EASC_E_ARGUMENT, NULL, "a path holds a NUL byte");
    }
    return question->kind == EASC__CATALOGUE_EXPLAIN ? check_client(question, err) : EASC_OK;
}

easc_status easc__catalogue_document(const easc__catalogue_question *question,
                                     easc__document_format format,
                                     const easc__document_style *style, easc__text *to,
                                     easc__error *err)
{
    easc__catalogue_told told = {.question = *question};
    easc__text room = easc__text_init(0);
    easc_status status = check_question(question, format, err);
    if (status == EASC_OK) {
        status = load_catalogues(&told, err);
    }
    if (status == EASC_OK && question->kind == EASC__CATALOGUE_EXPLAIN) {
        status = ask(&told, &room, err);
    }
    if (status == EASC_OK) {
        if (format == EASC__DOCUMENT_JSON) {
            easc__catalogue_write_json(&told, to);
        } else {
            easc__catalogue_write_text(&told, style, to);
        }
        status = to->failed ? no_memory(err) : EASC_OK;
    }
    free_catalogues(&told);
    easc__text_done(&room);
    return status;
}
