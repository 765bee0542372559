/* fuzz_client.c - user agents and device words: up to five lines are the words of a client. */
#include "client/client.h"
#include "fuzz/fuzz.h"

static int sign(int number)
{
    return (number > 0) - (number < 0);
}

static void check_versions(easc__bytes a, easc__bytes b)
{
    FUZZ_HOLDS(easc__version_compare(a, a) == 0);
    FUZZ_HOLDS(sign(easc__version_compare(a, b)) == -sign(easc__version_compare(b, a)));
}

static void check_client(const easc__client_words *words)
{
    easc__client client;
    easc__client again;
    easc__client_identify(words, &client);
    easc__client_identify(words, &again);
    FUZZ_HOLDS(easc__family_name(client.family).n > 0);
    FUZZ_HOLDS(easc__is_utf8(client.version) && easc__is_utf8(client.model));
    FUZZ_HOLDS(client.family == again.family && easc__equal(client.version, again.version) &&
               easc__equal(client.model, again.model));
    check_versions(client.version, words->agent);
    check_versions(words->agent, words->dev_os);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    easc__text text = easc__text_init(0);
    easc__text_add_utf8(&text, fuzz_bytes(data, size));
    easc__bytes rest = easc__text_view(&text);
    easc__client_words words = {0};
    easc__bytes *const lines[] = {&words.agent, &words.dev_agent, &words.dev_os, &words.dev_model,
                                  &words.type};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        (void)easc__next_piece(&rest, '\n', lines[i]);
    }
    check_client(&words);
    easc__text_done(&text);
    return 0;
}
