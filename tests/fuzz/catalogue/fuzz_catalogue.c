/* fuzz_catalogue.c - a customer's catalogue: any bytes as JSON, and questions to what was read. */
#include "base/heap.h"
#include "catalogue/catalogue.h"
#include "catalogue/rules.h"
#include "fuzz/fuzz.h"

/* Asks for just what a rule wants, and for nothing. */
static void ask(const easc__catalogue *catalogue, const easc__rule *rule)
{
    easc__catalogue_query query = {0};
    query.family = rule->families.count > 0 ? rule->families.at[0] : EASC__LIT("Other");
    query.model = rule->models.count > 0 ? rule->models.at[0] : EASC__LIT("");
    query.version = rule->minimum_version;
    query.protocol = rule->minimum_protocol;
    query.offered = rule->minimum_protocol;
    easc__catalogue_answer answer = easc__catalogue_ask(catalogue, &query);
    FUZZ_HOLDS(easc__verdict_name(answer.verdict).n > 0);
    bool is_listed = answer.verdict != EASC__VERDICT_NOT_LISTED;
    FUZZ_HOLDS(is_listed == (answer.rule.n > 0)); /* this rule matches, if not an earlier one */
    FUZZ_HOLDS(answer.verdict != EASC__VERDICT_CERTIFIED || answer.action.n == 0);
}

static void check_catalogue(const easc__catalogue *catalogue)
{
    FUZZ_HOLDS(easc__is_utf8(easc__catalogue_name(catalogue)));
    FUZZ_HOLDS(easc__is_utf8(easc__catalogue_title(catalogue)));
    FUZZ_HOLDS(easc__is_utf8(easc__catalogue_version(catalogue)));
    for (size_t i = 0; i < catalogue->count; i++) {
        ask(catalogue, &catalogue->rules[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    easc__error err = {0};
    easc__catalogue *catalogue = easc__alloc_zero(1, sizeof *catalogue);
    FUZZ_HOLDS(catalogue);
    catalogue->arena = easc__arena_init(0);
    easc_status status = easc__catalogue_read(fuzz_bytes(data, size), "my.json", catalogue, &err);
    if (status == EASC_OK) {
        check_catalogue(catalogue);
    } else {
        FUZZ_HOLDS(fuzz_is_told(&err, status));
    }
    easc__catalogue_free(catalogue);
    return 0;
}
