/* client.c - which of the things a device says decides. The sources in the order they are asked:
   1. an agent of a client whose name counts more than the system it runs on: Outlook on an iPhone
      is Outlook, whatever DevOS says;
   2. DevOS, DevModel, DevAgent, user agent: the client's own later words before the agent;
   3. the device type, only when there is no agent: an agent that nobody knows is "Other". */
#include "client/client.h"

#include "client/agents.h"
#include "client/apple.h"
#include "client/device_words.h"

easc__bytes easc__family_name(easc__family family)
{
    switch (family) {
    case EASC__FAMILY_APPLE:
        return EASC__LIT("Apple");
    case EASC__FAMILY_ANDROID:
        return EASC__LIT("Android");
    case EASC__FAMILY_OUTLOOK_MOBILE:
        return EASC__LIT("Outlook mobile");
    case EASC__FAMILY_OUTLOOK_DESKTOP:
        return EASC__LIT("Outlook desktop");
    case EASC__FAMILY_WINDOWS_PHONE:
        return EASC__LIT("Windows Phone");
    case EASC__FAMILY_WINDOWS_MOBILE:
        return EASC__LIT("Windows Mobile");
    case EASC__FAMILY_WINDOWS_MAIL:
        return EASC__LIT("Windows Mail");
    case EASC__FAMILY_NOKIA:
        return EASC__LIT("Nokia Mail for Exchange");
    case EASC__FAMILY_BLACKBERRY:
        return EASC__LIT("BlackBerry");
    case EASC__FAMILY_TOUCHDOWN:
        return EASC__LIT("TouchDown");
    case EASC__FAMILY_NONE:
    case EASC__FAMILY_OTHER:
        break;
    }
    return EASC__LIT("Other");
}

typedef enum source_kind {
    SOURCE_STRONG_AGENT, /* counts for the families of point 1 only */
    SOURCE_AGENT,
    SOURCE_OS,
    SOURCE_MODEL
} source_kind;

typedef struct source {
    source_kind kind;
    easc__bytes text;
} source;

enum { SOURCE_COUNT = 6 };

static void list_sources(const easc__client_words *words, source out[SOURCE_COUNT])
{
    out[0] = (source){SOURCE_STRONG_AGENT, words->agent};
    out[1] = (source){SOURCE_STRONG_AGENT, words->dev_agent};
    out[2] = (source){SOURCE_OS, words->dev_os};
    out[3] = (source){SOURCE_MODEL, words->dev_model};
    out[4] = (source){SOURCE_AGENT, words->dev_agent};
    out[5] = (source){SOURCE_AGENT, words->agent};
}

static bool is_strong(easc__family family)
{
    return family == EASC__FAMILY_OUTLOOK_MOBILE || family == EASC__FAMILY_OUTLOOK_DESKTOP ||
           family == EASC__FAMILY_TOUCHDOWN || family == EASC__FAMILY_WINDOWS_MAIL ||
           family == EASC__FAMILY_NOKIA;
}

static easc__family source_family(const source *from)
{
    easc__family family = EASC__FAMILY_NONE;
    switch (from->kind) {
    case SOURCE_STRONG_AGENT:
        family = easc__agent_family(from->text);
        return is_strong(family) ? family : EASC__FAMILY_NONE;
    case SOURCE_AGENT:
        return easc__agent_family(from->text);
    case SOURCE_OS:
        return easc__os_family(from->text);
    case SOURCE_MODEL:
        return easc__model_family(from->text);
    }
    return family;
}

static easc__bytes source_version(const source *from, char *room)
{
    switch (from->kind) {
    case SOURCE_STRONG_AGENT:
    case SOURCE_AGENT:
        return easc__agent_version(from->text, room);
    case SOURCE_OS:
        return easc__os_version(from->text);
    case SOURCE_MODEL:
        break;
    }
    return (easc__bytes){NULL, 0};
}

static easc__family find_family(const easc__client_words *words, const source *sources)
{
    for (size_t i = 0; i < SOURCE_COUNT; i++) {
        easc__family family = source_family(&sources[i]);
        if (family != EASC__FAMILY_NONE) {
            return family;
        }
    }
    bool has_agent = words->agent.n > 0 || words->dev_agent.n > 0;
    return has_agent ? EASC__FAMILY_OTHER : easc__type_family(words->type);
}

/* True when the source speaks of this family. Windows Mobile takes the number of any DevOS: its
   agents count Windows CE, and DevOS alone can tell 6.5 from 6.0. */
static bool speaks_of(const source *from, easc__family family)
{
    easc__family own = source_family(from);
    bool is_bare_os = from->kind == SOURCE_OS && own == EASC__FAMILY_NONE;
    return own == family || (is_bare_os && family == EASC__FAMILY_WINDOWS_MOBILE);
}

static easc__bytes find_version(const source *sources, easc__family family, char *room)
{
    for (size_t i = 0; i < SOURCE_COUNT; i++) {
        if (speaks_of(&sources[i], family)) {
            easc__bytes version = source_version(&sources[i], room);
            if (version.n > 0) {
                return version;
            }
        }
    }
    return (easc__bytes){NULL, 0};
}

/* What an agent says of the hardware. */
static easc__bytes agent_model(easc__bytes agent)
{
    easc__bytes hardware = easc__agent_hardware(agent);
    bool is_apple = easc__agent_family(agent) == EASC__FAMILY_APPLE;
    return is_apple ? easc__apple_model_name(hardware) : hardware;
}

static easc__bytes find_model(const easc__client_words *words)
{
    if (words->dev_model.n > 0) {
        easc__bytes name = easc__apple_model_name(words->dev_model);
        return name.n > 0 ? name : words->dev_model;
    }
    easc__bytes model = agent_model(words->dev_agent);
    return model.n > 0 ? model : agent_model(words->agent);
}

void easc__client_identify(const easc__client_words *words, easc__client *out)
{
    source sources[SOURCE_COUNT];
    list_sources(words, sources);
    out->family = find_family(words, sources);
    out->model = find_model(words);
    if (out->family == EASC__FAMILY_OTHER) {
        out->version = words->agent.n > 0 ? words->agent : words->dev_agent;
    } else if (out->family == EASC__FAMILY_NONE) {
        out->version = (easc__bytes){NULL, 0};
    } else {
        out->version = find_version(sources, out->family, out->room);
    }
}
