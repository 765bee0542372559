/* export_clixml.c - objects out of Export-Clixml (PowerShell 2.0 to 7): the one file that sees
   expat. A document type, and with it every entity of its own, ends the reading; so does nesting
   beyond DEPTH_MAX.

     <Objs><Obj><TN/><Props><B N="Name">true</B> … </Props><MS> … </MS></Obj> … </Objs>

   A list that was exported as one object holds its objects in <LST>. The value of a property that
   is an object itself is its <ToString>; the items of a collection are counted. */
#include "base/heap.h"
#include "base/text.h"
#include "policy/export.h"

#include <expat.h>
#include <stdio.h>

/* What an element is for us; it depends on the element around it. */
typedef enum role {
    ROLE_ROOT,
    ROLE_OBJECT,
    ROLE_LIST,     /* objects, exported as one */
    ROLE_MEMBERS,  /* <Props>, <MS> */
    ROLE_PROPERTY, /* a simple value, or an <Obj> */
    ROLE_AS_TEXT,  /* <ToString> of a property */
    ROLE_ITEMS,    /* of a property that is a collection */
    ROLE_PASSED_OVER
} role;

typedef struct level {
    role role;
    bool is_object; /* an <Obj>, of a property */
    bool has_begun; /* an object of the export stands for it */
} level;

enum { DEPTH_MAX = 64 };

typedef struct reader {
    XML_Parser parser;
    easc__export *out;
    easc__error *err;
    easc_status status; /* of the first failure of our own */
    level levels[DEPTH_MAX];
    size_t depth;
    easc__property property; /* the one that is open */
    easc__text name;
    easc__text text;
} reader;

static void stop(reader *r, easc_status status)
{
    if (r->status == EASC_OK) {
        r->status = status;
        (void)XML_StopParser(r->parser, XML_FALSE);
    }
}

static void fail(reader *r, easc_status status, const char *message)
{
    if (r->status == EASC_OK) {
        stop(r, easc__fail_at(r->err, status, r->out->name, XML_GetCurrentLineNumber(r->parser),
                              (uint64_t)XML_GetCurrentByteIndex(r->parser), message));
    }
}

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++) {
        if (strcmp(name, *names) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_collection(const char *name)
{
    static const char *const names[] = {"LST", "IE", "QUE", "STK", "DCT", NULL};
    return is_one_of(name, names);
}

static role role_of(const level *around, const char *name)
{
    static const char *const members[] = {"Props", "MS", NULL};
    bool is_object = strcmp(name, "Obj") == 0;
    switch (around->role) {
    case ROLE_ROOT:
    case ROLE_LIST:
        return is_object ? ROLE_OBJECT : ROLE_PASSED_OVER;
    case ROLE_OBJECT:
        return is_one_of(name, members) ? ROLE_MEMBERS
               : is_collection(name)    ? ROLE_LIST
                                        : ROLE_PASSED_OVER;
    case ROLE_MEMBERS:
        return ROLE_PROPERTY;
    case ROLE_PROPERTY:
        if (!around->is_object) {
            return ROLE_PASSED_OVER;
        }
        return strcmp(name, "ToString") == 0 ? ROLE_AS_TEXT
               : is_collection(name)         ? ROLE_ITEMS
                                             : ROLE_PASSED_OVER;
    case ROLE_AS_TEXT:
    case ROLE_ITEMS:
    case ROLE_PASSED_OVER:
        break;
    }
    return ROLE_PASSED_OVER;
}

static void begin_members(reader *r, level *object)
{
    if (!object->has_begun) {
        object->has_begun = true;
        easc_status status =
            easc__export_begin(r->out, XML_GetCurrentLineNumber(r->parser), r->err);
        if (status != EASC_OK) {
            stop(r, status);
        }
    }
}

/* Adds a text with PowerShell's escapes resolved: _x000D_ is a carriage return, _x005F_ an
   underscore. Those of other than ASCII characters stay as they are written. */
static void add_unescaped(easc__text *to, easc__bytes text)
{
    for (size_t i = 0; i < text.n; i++) {
        unsigned int unit = 0;
        easc__bytes rest = easc__from(text, i);
        bool is_escape = rest.n >= 7 && rest.p[0] == '_' && rest.p[1] == 'x' && rest.p[6] == '_';
        for (size_t k = 2; is_escape && k < 6; k++) {
            char c = easc__lower(rest.p[k]);
            is_escape = easc__is_digit(c) || (c >= 'a' && c <= 'f');
            unit = unit * 16 + (unsigned int)(easc__is_digit(c) ? c - '0' : c - 'a' + 10);
        }
        if (is_escape && unit < 0x80 && unit > 0) {
            easc__text_add_char(to, (char)unit);
            i += 6;
        } else {
            easc__text_add_char(to, text.p[i]);
        }
    }
}

static void begin_property(reader *r, level *l, const char *name, const char **attributes)
{
    const char *given = NULL;
    for (size_t i = 0; attributes[i]; i += 2) {
        if (strcmp(attributes[i], "N") == 0) {
            given = attributes[i + 1];
        }
    }
    if (!given) {
        fail(r, EASC_E_DATA, "expected the attribute N, the name of a property");
        return;
    }
    bool is_reference = strcmp(name, "Ref") == 0;
    l->is_object = strcmp(name, "Obj") == 0;
    easc__text_clear(&r->name);
    easc__text_clear(&r->text);
    add_unescaped(&r->name, easc__bytes_z(given));
    r->property = (easc__property){.kind = strcmp(name, "Nil") == 0       ? EASC__PROPERTY_NULL
                                           : l->is_object || is_reference ? EASC__PROPERTY_LOST
                                                                          : EASC__PROPERTY_TEXT,
                                   .line = XML_GetCurrentLineNumber(r->parser),
                                   .byte = (uint64_t)XML_GetCurrentByteIndex(r->parser)};
}

static void end_property(reader *r)
{
    easc__text value = easc__text_init(0);
    add_unescaped(&value, easc__text_view(&r->text));
    if (r->name.failed || r->text.failed || value.failed) {
        fail(r, EASC_E_MEMORY, "not enough memory");
    } else {
        r->property.name = easc__text_view(&r->name);
        r->property.text = easc__text_view(&value);
        easc_status status = easc__export_add(r->out, &r->property, r->err);
        if (status != EASC_OK) {
            stop(r, status);
        }
    }
    easc__text_done(&value);
}

/* What a new element means for the levels around it. */
static void enter(reader *r, level *l, const char *name, const char **attributes)
{
    level *around = l - 1;
    switch (l->role) {
    case ROLE_MEMBERS:
        begin_members(r, around);
        break;
    case ROLE_PROPERTY:
        begin_property(r, l, name, attributes);
        break;
    case ROLE_AS_TEXT:
        if (r->property.kind == EASC__PROPERTY_LOST) {
            r->property.kind = EASC__PROPERTY_TEXT;
            easc__text_clear(&r->text);
        }
        break;
    case ROLE_ITEMS:
        r->property.kind = EASC__PROPERTY_LIST;
        break;
    case ROLE_ROOT:
    case ROLE_OBJECT:
    case ROLE_LIST:
        break;
    case ROLE_PASSED_OVER:
        r->property.item_count += around->role == ROLE_ITEMS;
        break;
    }
}

static void XMLCALL on_start(void *user, const char *name, const char **attributes)
{
    reader *r = user;
    if (r->status != EASC_OK) {
        return; /* expat may still have an event in hand */
    }
    if (r->depth >= DEPTH_MAX) {
        fail(r, EASC_E_DATA, "elements are nested more than 64 deep");
        return;
    }
    level *l = &r->levels[r->depth];
    if (r->depth == 0 && strcmp(name, "Objs") != 0) {
        fail(r, EASC_E_DATA, "expected <Objs>, the element that Export-Clixml begins with");
        return;
    }
    *l = (level){r->depth == 0 ? ROLE_ROOT : role_of(l - 1, name), false, false};
    r->depth++;
    if (r->depth > 1) {
        enter(r, l, name, attributes);
    }
}

static void XMLCALL on_end(void *user, const char *name)
{
    reader *r = user;
    (void)name;
    if (r->status == EASC_OK && r->depth > 0) {
        r->depth--;
        if (r->levels[r->depth].role == ROLE_PROPERTY) {
            end_property(r);
        }
    }
}

static void XMLCALL on_text(void *user, const char *text, int n)
{
    reader *r = user;
    if (r->status != EASC_OK || r->depth == 0) {
        return;
    }
    const level *l = &r->levels[r->depth - 1];
    bool is_value = (l->role == ROLE_PROPERTY && !l->is_object) ||
                    (l->role == ROLE_AS_TEXT && r->property.kind == EASC__PROPERTY_TEXT);
    if (is_value) {
        easc__text_add(&r->text, easc__bytes_of(text, (size_t)n));
    }
}

static void XMLCALL on_document_type(void *user, const char *name, const char *system,
                                     const char *public, int has_subset)
{
    (void)name;
    (void)system;
    (void)public;
    (void)has_subset;
    fail(user, EASC_E_DATA,
         "a document type (<!DOCTYPE) has no place in what Export-Clixml writes");
}

static void *allocate(size_t size)
{
    return easc__alloc(size, 1);
}

static void *resize(void *block, size_t size)
{
    return easc__realloc(block, size, 1);
}

static easc_status parser_failure(reader *r)
{
    enum XML_Error code = XML_GetErrorCode(r->parser);
    char message[200];
    if (code == XML_ERROR_NO_MEMORY) {
        return easc__fail(r->err, EASC_E_MEMORY, r->out->name, "not enough memory");
    }
    (void)snprintf(message, sizeof message, "expected well-formed XML: %s", XML_ErrorString(code));
    fail(r, EASC_E_DATA, message);
    return r->status;
}

easc_status easc__export_read_clixml(easc__bytes text, easc__export *out, easc__error *err)
{
    static const XML_Memory_Handling_Suite memory = {allocate, resize, easc__free};
    reader r = {.out = out, .err = err, .name = easc__text_init(0), .text = easc__text_init(0)};
    /* The text is UTF-8 already, whatever its declaration says of the file it was. */
    r.parser = XML_ParserCreate_MM("UTF-8", &memory, NULL);
    if (!r.parser) {
        return easc__fail(err, EASC_E_MEMORY, out->name, "not enough memory");
    }
    XML_SetUserData(r.parser, &r);
    XML_SetElementHandler(r.parser, on_start, on_end);
    XML_SetCharacterDataHandler(r.parser, on_text);
    XML_SetStartDoctypeDeclHandler(r.parser, on_document_type);
    enum XML_Status parsed = XML_Parse(r.parser, text.p, (int)text.n, XML_TRUE);
    easc_status status = r.status;
    if (status == EASC_OK && parsed != XML_STATUS_OK) {
        status = parser_failure(&r);
    }
    XML_ParserFree(r.parser);
    easc__text_done(&r.name);
    easc__text_done(&r.text);
    return status;
}
