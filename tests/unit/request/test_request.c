/* test_request.c - one row as a request: which rows are EAS, who, which server and address, which
   hop, what is only monitoring (contract 1.5, 1.7 to 1.10, 1.12, 1.13 and section 2). */
#include "request/request.h"

#include "eas_row.h"
#include "failing_heap.h"
#include "request/account.h"
#include "request/address.h"
#include "unit.h"

#include <stdlib.h>

/* --- stems and hops -------------------------------------------------------------------------- */

#define STEM "/Microsoft-Server-ActiveSync"

typedef struct stem_row {
    const char *stem;
    bool is_eas;
    bool is_proxy;
} stem_row;

static const stem_row stem_rows[] = {
    {STEM, true, false},
    {STEM "/", true, false},
    {STEM "/default.eas", true, false},
    {STEM "/Proxy", true, true},
    {STEM "/Proxy/", true, true},
    {STEM "/Proxy/default.eas", true, true},
    {"/microsoft-server-activesync/DEFAULT.EAS", true, false},
    {"/MICROSOFT-SERVER-ACTIVESYNC/PROXY/DEFAULT.EAS", true, true},
    {"", false, false},
    {"/", false, false},
    {"/Microsoft-Server-ActiveSyn", false, false},
    {STEM "X", false, false},
    {STEM "//", false, false},
    {STEM "/default.eas/", false, false},
    {STEM "/default.easx", false, false},
    {STEM "/default.ea", false, false},
    {STEM "/error.aspx", false, false},
    {STEM "/healthcheck.htm", false, false},
    {STEM "/Proxyx", false, false},
    {STEM "/Proxy//", false, false},
    {STEM "/Proxy/error.aspx", false, false},
    {STEM "/Proxy/default.eas/", false, false},
    {"/x" STEM, false, false},
    {"/exchange/d@e.com/NON_IPM_SUBTREE/Microsoft-Server-ActiveSync/iPhone/A4T", false, false},
};

static void the_six_stems_are_eas_without_case_and_nothing_near_them(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(stem_rows); i++) {
        const stem_row *row = &stem_rows[i];
        bool is_proxy = false;
        bool is_eas = easc__is_eas_stem(easc__bytes_z(row->stem), &is_proxy);
        wrong += unit_wrong_number(row->stem, "EAS", row->is_eas, is_eas);
        wrong += unit_wrong_number(row->stem, "proxy", row->is_proxy, is_eas && is_proxy);
    }
    assert_int_equal(wrong, 0);
}

static void a_row_with_another_stem_is_foreign(void **state)
{
    (void)state;
    easc__request_reader reader = {0};
    easc__request request;
    eas_row row = {.stem = "/owa/", .agent = "Microsoft-Server-ActiveSync/6.5.7638.1"};
    assert_int_equal(eas_row_read(&row, "", &reader, &request), EASC__ROW_FOREIGN);
    easc__request_reader_done(&reader);
}

typedef struct hop_row {
    const char *name;
    const char *stem;
    const char *query;
    easc__hop hop;
    bool is_payload_row;
} hop_row;

static const hop_row hop_rows[] = {
    {"a payload", STEM, "Cmd=Sync&Log=V121_", EASC__HOP_SINGLE, true},
    {"no payload", STEM, "Cmd=Sync", EASC__HOP_FRONTEND, false},
    {"an empty payload", STEM, "Cmd=Sync&Log=", EASC__HOP_FRONTEND, false},
    {"PrxTo", STEM, "Cmd=Sync&Log=PrxTo:cas2.contoso.com_", EASC__HOP_FRONTEND, false},
    {"PrxFrom", STEM, "Cmd=Sync&Log=PrxFrom:10.0.1.161_V141_", EASC__HOP_BACKEND, true},
    {"PrxFrom and PrxTo", STEM, "Cmd=Sync&Log=PrxTo:a_PrxFrom:b_", EASC__HOP_BACKEND, true},
    {"the proxy stem", STEM "/Proxy/default.eas", "Cmd=Sync&Log=V141_", EASC__HOP_BACKEND, true},
    {"the proxy stem, no payload", STEM "/Proxy", "Cmd=Sync", EASC__HOP_BACKEND, false},
    {"the proxy stem and PrxTo", STEM "/Proxy/", "Cmd=Sync&Log=PrxTo:c_", EASC__HOP_BACKEND, true},
    {"PrxFrom as a value", STEM, "Cmd=Sync&Log=Mbx:PrxFrom:x_", EASC__HOP_SINGLE, true},
    {"a longer key", STEM, "Cmd=Sync&Log=PrxFromX:x_PrxToo:y_", EASC__HOP_SINGLE, true},
    {"no query", STEM, "", EASC__HOP_FRONTEND, false},
};

static void the_hop_follows_from_stem_and_payload(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__request_reader reader = {0};
    for (size_t i = 0; i < UNIT_COUNT(hop_rows); i++) {
        const hop_row *row = &hop_rows[i];
        eas_row from = {.stem = row->stem, .query = row->query};
        easc__request request;
        assert_int_equal(eas_row_read(&from, "", &reader, &request), EASC__ROW_EAS);
        wrong += unit_wrong_number(row->name, "hop", row->hop, request.hop);
        wrong += unit_wrong_number(row->name, "payload row", row->is_payload_row,
                                   request.is_payload_row);
        wrong += unit_wrong_number(row->name, "first hop", row->hop != EASC__HOP_BACKEND,
                                   request.is_first_hop);
    }
    easc__request_reader_done(&reader);
    assert_int_equal(wrong, 0);
    assert_true(easc__equal(easc__hop_name(EASC__HOP_SINGLE), EASC__LIT("single")));
    assert_true(easc__equal(easc__hop_name(EASC__HOP_FRONTEND), EASC__LIT("frontend")));
    assert_true(easc__equal(easc__hop_name(EASC__HOP_BACKEND), EASC__LIT("backend")));
}

/* --- users ----------------------------------------------------------------------------------- */

typedef struct account_row {
    const char *form;
    const char *local_part;
    int rank;
    bool is_machine;
    bool is_monitoring;
} account_row;

static const account_row account_rows[] = {
    {"CONT\\jan", "jan", 3, false, false},
    {"cont.example/jan", "jan", 2, false, false},
    {"jan@cont.example", "jan", 1, false, false},
    {"jan", "jan", 0, false, false},
    {"", "", 0, false, false},
    {"CONT\\CAS01$", "CAS01$", 3, true, false},
    {"CAS01$", "CAS01$", 0, true, false},
    {"CONT\\ja$n", "ja$n", 3, false, false},
    {"HealthMailbox1a2b3c4", "HealthMailbox1a2b3c4", 0, false, true},
    {"healthmailbox1A2B3C4@cont.example", "healthmailbox1A2B3C4", 1, false, true},
    {"CONT\\HealthMailbox0123456789abcdef", "HealthMailbox0123456789abcdef", 3, false, true},
    {"HealthMailbox1a2b3c", "HealthMailbox1a2b3c", 0, false, false},
    {"HealthMailbox1a2b3cg", "HealthMailbox1a2b3cg", 0, false, false},
    {"HealthMailbox", "HealthMailbox", 0, false, false},
    {"xHealthMailbox1a2b3c4", "xHealthMailbox1a2b3c4", 0, false, false},
    {"extest_e1a2b3c4d5e64", "extest_e1a2b3c4d5e64", 0, false, true},
    {"cont/EXTEST_0", "EXTEST_0", 2, false, true},
    {"extest_", "extest_", 0, false, false},
    {"extest_xyz", "extest_xyz", 0, false, false},
};

static void every_form_of_a_user_is_known(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(account_rows); i++) {
        const account_row *row = &account_rows[i];
        easc__bytes form = easc__bytes_z(row->form);
        wrong += unit_wrong_text(row->form, "local part", row->local_part, easc__local_part(form));
        wrong += unit_wrong_number(row->form, "rank", row->rank, easc__form_rank(form));
        wrong += unit_wrong_number(row->form, "machine", row->is_machine,
                                   easc__is_machine_account(form));
        wrong += unit_wrong_number(row->form, "monitoring", row->is_monitoring,
                                   easc__is_monitoring_account(form));
    }
    assert_int_equal(wrong, 0);
}

/* The tenth worked example of a base64 query: User = CONT\user. */
#define BASE64_WITH_USER "oRITBBowQTFCMkMzRDRFNUY2MDcxODI5M0E0QjVDNgTSApZJBmlQaG9uZQgJQ09OVFx1c2Vy"

typedef struct user_row {
    const char *logged;
    const char *query;
    const char *user;
    bool is_claimed;
    const char *claims[2];
} user_row;

static const user_row user_rows[] = {
    {"CONT\\jan", "Cmd=Sync&User=jan", "CONT\\jan", false, {"jan", ""}},
    {"CONT\\jan", "Cmd=Sync", "CONT\\jan", false, {"", ""}},
    {"CONT\\jan",
     "Cmd=Sync&Log=SmtpAdrs:j.smit%40cont.nl_",
     "CONT\\jan",
     false,
     {"", "j.smit@cont.nl"}},
    {"CONT\\jan", "User=x&Log=SmtpAdrs:y_", "CONT\\jan", false, {"x", "y"}},
    {"CONT\\jan", BASE64_WITH_USER, "CONT\\jan", false, {"CONT\\user", ""}},
    {"", "Cmd=Sync&User=jan%40cont.nl", "jan@cont.nl", true, {"", ""}},
    {"", "Cmd=Sync&User=CONT%5Cjan", "CONT\\jan", true, {"", ""}},
    {"", "Cmd=Sync&User=CONT\\jan", "CONT\\jan", true, {"", ""}},
    {"", "Cmd=Sync&User=jan+smit", "jan+smit", true, {"", ""}},
    {"", "Cmd=Sync", "", false, {"", ""}},
    {"", "Cmd=Sync&User=", "", false, {"", ""}},
    {"", BASE64_WITH_USER, "CONT\\user", true, {"", ""}},
    {"", BASE64_WITH_USER "&User=jan", "jan", true, {"", ""}},
    {"CONT\\CAS01$", "Cmd=Sync&User=jan&Log=SmtpAdrs:y_", "jan", true, {"", ""}},
    {"CONT\\CAS01$", "Cmd=Sync", "", false, {"", ""}},
    {"J\xC3\xA9%41", "Cmd=Sync", "J\xC3\xA9%41", false, {"", ""}},
    {"J\xE9+n", "Cmd=Sync", "J\xEF\xBF\xBD+n", false, {"", ""}},
};

static void the_server_names_the_user_and_the_query_only_claims_one(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__request_reader reader = {0};
    for (size_t i = 0; i < UNIT_COUNT(user_rows); i++) {
        const user_row *row = &user_rows[i];
        eas_row from = {.user = row->logged, .query = row->query};
        easc__request request;
        assert_int_equal(eas_row_read(&from, "", &reader, &request), EASC__ROW_EAS);
        wrong += unit_wrong_text(row->query, "user", row->user, request.user);
        wrong += unit_wrong_number(row->query, "claimed", row->is_claimed, request.is_claimed);
        wrong += unit_wrong_text(row->query, "first claim", row->claims[0], request.claims[0]);
        wrong += unit_wrong_text(row->query, "second claim", row->claims[1], request.claims[1]);
    }
    easc__request_reader_done(&reader);
    assert_int_equal(wrong, 0);
}

typedef struct answer_row {
    const char *status;
    const char *user;
    int32_t http_status;
    bool is_unauthenticated;
} answer_row;

static const answer_row answer_rows[] = {
    {"200", "CONT\\jan", 200, false},
    {"200", "", 200, false},
    {"401", "CONT\\jan", 401, true},
    {"401", "", 401, true},
    {"399", "", 399, false},
    {"400", "", 400, true},
    {"403", "", 403, true},
    {"403", "CONT\\jan", 403, false},
    {"403", "CONT\\CAS$", 403, false},
    {"449", "", 449, false},
    {"503", "", 503, true},
    {"599", "", 599, true},
    {"600", "", 600, false},
    {"", "", 0, false},
    {"x", "", 0, false},
    {"1000", "", 0, false},
};

static void a_refused_row_that_names_nobody_is_unauthenticated(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__request_reader reader = {0};
    for (size_t i = 0; i < UNIT_COUNT(answer_rows); i++) {
        const answer_row *row = &answer_rows[i];
        eas_row from = {.user = row->user, .status = row->status};
        easc__request request;
        assert_int_equal(eas_row_read(&from, "", &reader, &request), EASC__ROW_EAS);
        wrong += unit_wrong_number(row->status, "status", row->http_status, request.http_status);
        wrong += unit_wrong_number(row->status, "unauthenticated", row->is_unauthenticated,
                                   request.is_unauthenticated);
        assert_int_equal(request.bytes_sent, 176995);
        assert_int_equal(request.bytes_received, 546);
    }
    easc__request_reader_done(&reader);
    assert_int_equal(wrong, 0);
}

/* --- monitoring ------------------------------------------------------------------------------ */

typedef struct monitoring_row {
    const char *name;
    eas_row row;
    bool is_monitoring;
} monitoring_row;

static const monitoring_row monitoring_rows[] = {
    {"an ordinary row", {.method = "POST"}, false},
    {"OPTIONS", {.method = "OPTIONS"}, false},
    {"GET", {.method = "GET"}, true},
    {"HEAD", {.method = "HEAD"}, true},
    {"a method that begins alike", {.method = "GETX"}, false},
    {"no method", {.method = ""}, false},
    {"ping of 2010", {.agent = "HttpProxy.ClientAccessServer2010Ping"}, true},
    {"ping with a tail", {.agent = "HttpProxy.ClientAccessServer2010Ping/1"}, true},
    {"AMProbe", {.agent = "AMProbe/Local/ClientAccess"}, true},
    {"AMProbe without slash", {.agent = "AMProbe"}, false},
    {"AMProbe inside", {.agent = "x+AMProbe/Local"}, false},
    {"connectivity test", {.agent = "TestActiveSyncConnectivity"}, true},
    {"monitoring inside", {.agent = "Mozilla/4.0+(MSExchMonitoring)"}, true},
    {"monitoring in another case", {.agent = "msexchmonitoring"}, false},
    {"probe type", {.query = "Cmd=Sync&DeviceId=x&DeviceType=EASProbeDeviceType"}, true},
    {"connectivity type", {.query = "DeviceId=x&DeviceType=TestActiveSyncConnectivity"}, true},
    {"a type that begins alike", {.query = "DeviceType=EASProbeDeviceTypeX"}, false},
    {"probe id", {.query = "DeviceId=EASProbeDeviceId141"}, true},
    {"a probe id inside", {.query = "DeviceId=XEASProbeDeviceId141"}, false},
    {"health mailbox", {.user = "HealthMailbox1a2b3c4@cont.nl"}, true},
    {"claimed health mailbox", {.user = "", .query = "User=HealthMailbox1a2b3c4%40c.nl"}, true},
    {"test user", {.user = "CONT\\extest_1a2b"}, true},
    {"another user's claim", {.query = "User=HealthMailbox1a2b3c4"}, false},
};

static void probes_are_known_by_method_agent_device_and_user(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__request_reader reader = {0};
    for (size_t i = 0; i < UNIT_COUNT(monitoring_rows); i++) {
        const monitoring_row *row = &monitoring_rows[i];
        easc__request request;
        assert_int_equal(eas_row_read(&row->row, "", &reader, &request), EASC__ROW_EAS);
        wrong +=
            unit_wrong_number(row->name, "monitoring", row->is_monitoring, request.is_monitoring);
    }
    easc__request_reader_done(&reader);
    assert_int_equal(wrong, 0);
}

/* --- command, device, agent ------------------------------------------------------------------ */

typedef struct command_row {
    const char *query;
    const char *name;
    bool is_policy_checked;
} command_row;

static const command_row command_rows[] = {
    {"Cmd=Sync", "Sync", true},
    {"Cmd=SYNC", "Sync", true},
    {"Cmd=foldersync", "FolderSync", true},
    {"Cmd=S%79nc", "Sync", true},
    {"Cmd=Find", "Find", true},
    {"Cmd=GetHierarchy", "GetHierarchy", true},
    {"Cmd=provision", "Provision", false},
    {"Cmd=ping", "Ping", false},
    {"cmd=ProxyLogin", "ProxyLogin", false},
    {"Cmd=AutoDiscover", "Autodiscover", false},
    {"Cmd=Options", "Options", false},
    {"User=jan", "Options", false},
    {"", "Options", false},
    {"Cmd=", "Options", false},
    {"Cmd=&Cmd=Sync", "Options", false},
    {"Cmd=Ping&Cmd=Sync", "Ping", false},
    {"Cmd=Sy%6Ec%20All", "Sync All", true},
    {"Cmd=Sync+All", "Sync+All", true},
    {"Cmd=%FF", "\xEF\xBF\xBD", true},
    {"&Log=V0_", "Options", false},
    {"jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l", "Sync", true},
    {BASE64_WITH_USER, "Ping", false},
    {BASE64_WITH_USER "&Cmd=Sync", "Sync", true},
};

static void the_command_is_shown_as_the_specification_spells_it(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__request_reader reader = {0};
    for (size_t i = 0; i < UNIT_COUNT(command_rows); i++) {
        const command_row *row = &command_rows[i];
        eas_row from = {.query = row->query};
        easc__request request;
        assert_int_equal(eas_row_read(&from, "", &reader, &request), EASC__ROW_EAS);
        wrong += unit_wrong_text(row->query, "command", row->name, request.command_name);
        wrong += unit_wrong_number(row->query, "policy-checked", row->is_policy_checked,
                                   easc__is_policy_checked(request.command));
    }
    easc__request_reader_done(&reader);
    assert_int_equal(wrong, 0);
}

static void command_names_and_numbers_belong_together(void **state)
{
    (void)state;
    for (int i = 0; i < EASC__COMMAND_COUNT; i++) {
        easc__bytes name = easc__command_name((easc__command)i);
        assert_true(name.n > 0);
        assert_int_equal(easc__command_of(name), i);
    }
    assert_int_equal(easc__command_of(EASC__LIT("Sync ")), EASC__COMMAND_OTHER);
    assert_int_equal(easc__command_name(EASC__COMMAND_OTHER).n, 0);
}

typedef struct device_row {
    const char *query;
    const char *id;
    const char *type;
    int32_t protocol;
} device_row;

static const device_row device_rows[] = {
    {"DeviceId=D1&DeviceType=iPhone", "D1", "iPhone", 0},
    {"deviceid=d1&DEVICETYPE=iPhone", "d1", "iPhone", 0},
    {"DeviceId=A%2DB+C&DeviceType=%E9x", "A-B+C", "\xEF\xBF\xBDx", 0},
    {"DeviceId=D1&DeviceId=D2", "D1", "", 0},
    {"Cmd=Sync", "", "", 0},
    {"Cmd=Sync&Log=V141_", "", "", 141},
    {BASE64_WITH_USER, "0A1B2C3D4E5F60718293A4B5C6", "iPhone", 161},
    {BASE64_WITH_USER "&Log=V140_", "0A1B2C3D4E5F60718293A4B5C6", "iPhone", 140},
    {BASE64_WITH_USER "&Log=V0_", "0A1B2C3D4E5F60718293A4B5C6", "iPhone", 161},
    {BASE64_WITH_USER "&DeviceId=D1&DeviceType=WP", "D1", "WP", 161},
};

static void the_device_comes_from_the_parameters_else_from_base64(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__request_reader reader = {0};
    for (size_t i = 0; i < UNIT_COUNT(device_rows); i++) {
        const device_row *row = &device_rows[i];
        eas_row from = {.query = row->query};
        easc__request request;
        assert_int_equal(eas_row_read(&from, "", &reader, &request), EASC__ROW_EAS);
        wrong += unit_wrong_text(row->query, "id", row->id, request.device_id);
        wrong += unit_wrong_text(row->query, "type", row->type, request.device_type);
        wrong += unit_wrong_number(row->query, "protocol", row->protocol, request.protocol);
    }
    easc__request_reader_done(&reader);
    assert_int_equal(wrong, 0);
}

static void a_plus_in_an_agent_is_a_blank_but_not_in_quotes(void **state)
{
    (void)state;
    easc__request_reader reader = {0};
    easc__request request;
    eas_row plain = {.agent = "Moto-DROID+PRO/3.4.2%20\xE9"};
    eas_row quoted = {.agent = "Moto-DROID PRO+/3.4.2", .is_quoted = true};
    size_t wrong = 0;
    assert_int_equal(eas_row_read(&plain, "", &reader, &request), EASC__ROW_EAS);
    wrong +=
        unit_wrong_text("plain", "agent", "Moto-DROID PRO/3.4.2%20\xEF\xBF\xBD", request.agent);
    assert_int_equal(eas_row_read(&quoted, "", &reader, &request), EASC__ROW_EAS);
    wrong += unit_wrong_text("quoted", "agent", "Moto-DROID PRO+/3.4.2", request.agent);
    easc__request_reader_done(&reader);
    assert_int_equal(wrong, 0);
}

/* --- servers --------------------------------------------------------------------------------- */

typedef struct path_row {
    const char *path;
    const char *server;
} path_row;

static const path_row path_rows[] = {
    {"/logs/CAS01/W3SVC1/u_ex110506.log", "CAS01"},
    {"/logs/CAS01/w3svc12/u_ex110506.log", "CAS01"},
    {"/logs/CAS01/W3SVC1/2011/u_ex110506.log", "CAS01"},
    {"C:/inetpub/logs/LogFiles/W3SVC1/u_ex110506.log", ""},
    {"/LOGFILES/W3SVC1/u_ex110506.log", ""},
    {"/LogFiles/W3SVC1/CAS02_u_ex110506.log", "CAS02"},
    {"/logs/CAS01/W3SVC1/CAS02_u_ex110506.log", "CAS01"},
    {"/logs/CAS01/W3SVC/u_ex110506.log", ""},
    {"/logs/CAS01/W3SVCx/u_ex110506.log", ""},
    {"/logs/CAS01/W3SVC1", ""},
    {"/W3SVC1/u_ex110506.log", ""},
    {"C:/W3SVC1/u_ex110506.log", ""},
    {"/a/W3SVC1/CAS07/W3SVC2/u_ex110506.log", "CAS07"},
    {"/logs/CAS01_u_ex110506.log", "CAS01"},
    {"/logs/CAS01_ex110506.log", "CAS01"},
    {"/logs/CAS01_U_EX110506.LOG.gz", "CAS01"},
    {"/logs/MY_SERVER_u_ex110506_x.log", "MY_SERVER"},
    {"/logs/CAS01_u_extend1.log", "CAS01"},
    {"/logs/u_ex110506.log", ""},
    {"/logs/U_ex110506.log", ""},
    {"/logs/ex110506.log", ""},
    {"/logs/_ex110506.log", ""},
    {"/logs/u_extend1.log", ""},
    {"/CAS09_u_ex1/other.log", ""},
    {"/logs/other.log", ""},
    {"u_ex110506.log", ""},
    {"CAS01_u_ex110506.log", "CAS01"},
    {"", ""},
};

static void a_path_names_a_server_by_folder_or_by_file(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(path_rows); i++) {
        wrong += unit_wrong_text(path_rows[i].path, "server", path_rows[i].server,
                                 easc__server_of_path(easc__bytes_z(path_rows[i].path)));
    }
    assert_int_equal(wrong, 0);
}

static void the_server_is_the_column_else_the_path_else_the_address(void **state)
{
    (void)state;
    easc__request_reader reader = {0};
    easc__request request;
    size_t wrong = 0;
    eas_row named = {.computer = "MBX\xFF"};
    eas_row unnamed = {.computer = ""};
    (void)eas_row_read(&named, "PATH", &reader, &request);
    wrong += unit_wrong_text("column", "server", "MBX\xEF\xBF\xBD", request.server);
    (void)eas_row_read(&unnamed, "PATH", &reader, &request);
    wrong += unit_wrong_text("path", "server", "PATH", request.server);
    (void)eas_row_read(&unnamed, "", &reader, &request);
    wrong += unit_wrong_text("address", "server", "10.0.0.1", request.server);
    easc__request_reader_done(&reader);
    assert_int_equal(wrong, 0);
}

/* --- client addresses ------------------------------------------------------------------------ */

typedef struct address_row {
    const char *list;
    const char *address;
} address_row;

static const address_row address_rows[] = {
    {"9.9.2.21", "9.9.2.21"},
    {"9.9.2.21,+10.0.11.6,+10.23.2.29,10.40.24.96", "9.9.2.21"},
    {"44.29.25.201,+9.9.9.9,+10.140.14.15", "9.9.9.9"},
    {"9.9.2.21:51000", "9.9.2.21"},
    {"9.9.2.21:51000,+10.0.0.1:80", "9.9.2.21"},
    {"9.9.2.21, 10.0.0.1", "9.9.2.21"},
    {"9.9.2.21;10.0.0.1", "9.9.2.21"},
    {"unknown,+9.9.2.21,+unknown", "9.9.2.21"},
    {"2001:db8::1", "2001:db8::1"},
    {"[2001:db8::1]:443", "2001:db8::1"},
    {"[2001:db8::1]", "2001:db8::1"},
    {"2001:db8::1%12", "2001:db8::1"},
    {"1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"},
    {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7::"},
    {"::ffff:9.9.2.21", "9.9.2.21"},
    {"::FFFF:9.9.2.21,::ffff:10.0.0.1", "9.9.2.21"},
    {"[::ffff:9.9.2.21]:5000", "9.9.2.21"},
    {"0:0:0:0:0:ffff:9.9.2.21", "9.9.2.21"},
    {"64:ff9b::9.9.2.21", "64:ff9b::9.9.2.21"},
    /* the edges of what is not public */
    {"0.255.255.255", ""},
    {"1.0.0.0", "1.0.0.0"},
    {"9.255.255.255", "9.255.255.255"},
    {"10.0.0.0", ""},
    {"11.0.0.0", "11.0.0.0"},
    {"100.63.255.255", "100.63.255.255"},
    {"100.64.0.0", ""},
    {"100.127.255.255", ""},
    {"100.128.0.0", "100.128.0.0"},
    {"126.255.255.255", "126.255.255.255"},
    {"127.0.0.1", ""},
    {"128.0.0.0", "128.0.0.0"},
    {"169.253.255.255", "169.253.255.255"},
    {"169.254.0.0", ""},
    {"169.255.0.0", "169.255.0.0"},
    {"172.15.255.255", "172.15.255.255"},
    {"172.16.0.0", ""},
    {"172.31.255.255", ""},
    {"172.32.0.0", "172.32.0.0"},
    {"192.167.255.255", "192.167.255.255"},
    {"192.168.0.0", ""},
    {"192.169.0.0", "192.169.0.0"},
    {"223.255.255.255", "223.255.255.255"},
    {"224.0.0.0", ""},
    {"255.255.255.255", ""},
    {"::", ""},
    {"::1", ""},
    {"::2", "::2"},
    {"fbff::1", "fbff::1"},
    {"fc00::1", ""},
    {"fdff::1", ""},
    {"fe00::1", "fe00::1"},
    {"fe7f::1", "fe7f::1"},
    {"fe80::1", ""},
    {"FEBF::1%eth0", ""},
    {"fec0::1", "fec0::1"},
    {"ff00::1", ""},
    {"::ffff:192.168.1.1", ""},
    {"::ffff:c0a8:101", ""},
    /* what is no address */
    {"", ""},
    {"-", ""},
    {",+,", ""},
    {"9.9.2", ""},
    {"9.9.2.21.5", ""},
    {"9.9.2.", ""},
    {"9.9.2.256", ""},
    {"9.9..2.2", ""},
    {"9.9.2.-1", ""},
    {"99999999999999999999.1.1.1", ""},
    {":::1", ""},
    {"1::2::3", ""},
    {"1:2:3:4:5:6:7", ""},
    {"1:2:3:4:5:6:7:8:9", ""},
    {"1:2:3:4:5:6:7:8::", ""},
    {"2001:db8::12345", ""},
    {"2001:db8::g", ""},
    {"2001:db8:", ""},
    {"1.2.3.4::", ""},
    {"1.2.3.4::5", ""},
    {"[]", ""},
    {"[", ""},
};

static void the_last_public_address_of_a_list_counts(void **state)
{
    (void)state;
    size_t wrong = 0;
    easc__text room = easc__text_init(0);
    for (size_t i = 0; i < UNIT_COUNT(address_rows); i++) {
        easc__text_clear(&room);
        easc__bytes list = easc__bytes_z(address_rows[i].list);
        wrong += unit_wrong_text(address_rows[i].list, "address", address_rows[i].address,
                                 easc__last_public_address(list, &room));
    }
    easc__text_done(&room);
    assert_int_equal(wrong, 0);
}

static void the_first_forwarded_column_with_a_public_address_counts(void **state)
{
    (void)state;
    easc__request_reader reader = {0};
    easc__request request;
    size_t wrong = 0;
    eas_row second = {.forwarded = {"10.0.0.1", "9.9.2.21", "9.9.2.22", ""}};
    eas_row last = {.forwarded = {"", "-", "x", "9.9.2.23"}};
    eas_row none = {.forwarded = {"10.0.0.1", "", "", ""}};
    (void)eas_row_read(&second, "", &reader, &request);
    wrong += unit_wrong_text("second", "address", "9.9.2.21", request.client_address);
    (void)eas_row_read(&last, "", &reader, &request);
    wrong += unit_wrong_text("last", "address", "9.9.2.23", request.client_address);
    (void)eas_row_read(&none, "", &reader, &request);
    wrong += unit_wrong_text("none", "address", "192.168.1.9", request.client_address);
    easc__request_reader_done(&reader);
    assert_int_equal(wrong, 0);
}

/* --- selection ------------------------------------------------------------------------------- */

static void rows_are_selected_by_time_and_server_and_exclusion_goes_first(void **state)
{
    (void)state;
    easc__bytes servers[] = {EASC__LIT("CAS01"), EASC__LIT("CAS02")};
    easc__bytes excluded[] = {EASC__LIT("cas02")};
    easc__selection s = {100, 200, servers, 2, excluded, 1, false};
    assert_true(easc__is_selected(&s, EASC__LIT("cas01"), 100));
    assert_true(easc__is_selected(&s, EASC__LIT("CAS01"), 199));
    assert_false(easc__is_selected(&s, EASC__LIT("CAS01"), 99));
    assert_false(easc__is_selected(&s, EASC__LIT("CAS01"), 200));
    assert_false(easc__is_selected(&s, EASC__LIT("CAS02"), 150));
    assert_false(easc__is_selected(&s, EASC__LIT("CAS03"), 150));
    assert_false(easc__is_selected(&s, EASC__LIT(""), 150));
    s.server_count = 0;
    assert_true(easc__is_selected(&s, EASC__LIT("CAS03"), 150));
    assert_true(easc__is_selected(&eas_row_selects_all, EASC__LIT(""), INT64_MAX - 1));
}

static void a_row_that_is_not_selected_is_foreign(void **state)
{
    (void)state;
    easc__request_reader reader = {0};
    easc__request request;
    easc__row row;
    eas_row from = {.computer = "CAS01"};
    easc__selection until = {.since_s = EASC__NO_TIME, .until_s = 0};
    size_t n = eas_row_fill(&from, &row);
    assert_int_equal(easc__request_read(&reader, &row, n, EASC__LIT(""), &until, &request),
                     EASC__ROW_FOREIGN);
    easc__request_reader_done(&reader);
}

/* --- hostile rows and memory ----------------------------------------------------------------- */

/* Everything that is decoded, as many bytes of it as a row may have, none of them UTF-8. */
static char *hostile_text(const char *head, char fill, size_t n)
{
    size_t head_n = strlen(head);
    char *text = malloc(head_n + n + 1);
    assert_non_null(text);
    memcpy(text, head, head_n);
    memset(text + head_n, fill, n);
    text[head_n + n] = '\0';
    return text;
}

static const char *const hostile_heads[] = {
    "", "Cmd=", "User=", "DeviceId=", "DeviceType=", "Log=Error:", "Log=DevModel:", "Log=SmtpAdrs:",
};

static void the_room_never_moves_while_a_row_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < UNIT_COUNT(hostile_heads); i++) {
        for (size_t n = 1; n < 6000; n = n * 3 + 1) {
            char *query = hostile_text(hostile_heads[i], '\xFF', n);
            char *filled = hostile_text("", '\xFF', n);
            easc__request_reader reader = {0};
            easc__request request;
            eas_row from = {.query = query, .user = filled, .agent = filled, .computer = filled};
            easc__row row;
            size_t row_bytes = eas_row_fill(&from, &row);
            assert_true(easc__room_reserve(&reader.room, row_bytes));
            const char *before = reader.room.text.p;
            assert_int_equal(eas_row_read(&from, "", &reader, &request), EASC__ROW_EAS);
            assert_ptr_equal(reader.room.text.p, before);
            assert_int_equal(request.server.n, 3 * n);
            assert_int_equal(request.agent.n, 3 * n);
            easc__request_reader_done(&reader);
            free(query);
            free(filled);
        }
    }
}

/* The name of a server may come from the member of an archive, which is as long as it likes. */
static void a_long_name_out_of_the_path_stays_whole(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t n = 1000; n < 40000; n += 1300) {
        char *path_server = hostile_text("", '\xFF', n);
        easc__request_reader reader = {0};
        easc__request request;
        char *agent = hostile_text("", '\xFE', 900);
        eas_row from = {.agent = agent};
        assert_int_equal(eas_row_read(&from, path_server, &reader, &request), EASC__ROW_EAS);
        wrong += unit_wrong_number("server", "inside the room", 1,
                                   request.server.p >= reader.room.text.p &&
                                       request.server.p < reader.room.text.p + reader.room.text.n);
        easc__request_reader_done(&reader);
        free(path_server);
        free(agent);
    }
    assert_int_equal(wrong, 0);
}

static void a_reader_forgets_the_row_before(void **state)
{
    (void)state;
    easc__request_reader reader = {0};
    easc__request request;
    eas_row full = {.query =
                        "Cmd=Provision&Log=V141_S142_Pk5_Pa1_Error:PolicyRefresh_As:BlockedP_"};
    eas_row empty = {.query = "", .status = "200"};
    assert_int_equal(eas_row_read(&full, "", &reader, &request), EASC__ROW_EAS);
    assert_int_equal(request.statuses->count, 1);
    assert_int_equal(eas_row_read(&empty, "", &reader, &request), EASC__ROW_EAS);
    assert_int_equal(request.statuses->count, 0);
    assert_int_equal(request.payload.acknowledgement, 0);
    assert_false(request.payload.has_key);
    assert_int_equal(request.payload.errors.n, 0);
    assert_int_equal(request.events, 0);
    easc__request_reader_done(&reader);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    eas_row from = {.query = "Cmd=Sync&User=%FF&Log=S1_S2_S3_S4_S5_S6_S7_S8_S9_Error:%FF_"};
    easc__row_kind kind = EASC__ROW_NO_MEMORY;
    size_t allowed = 0;
    for (; kind != EASC__ROW_EAS && allowed < 100; allowed++) {
        easc__request_reader reader = {0};
        easc__request request;
        failing_heap_allow(allowed);
        kind = eas_row_read(&from, "", &reader, &request);
        assert_true(kind == EASC__ROW_NO_MEMORY || kind == EASC__ROW_EAS);
        easc__request_reader_done(&reader);
        assert_int_equal(failing_heap_live(), 0);
    }
    failing_heap_allow(SIZE_MAX);
    assert_int_equal(kind, EASC__ROW_EAS);
    assert_true(allowed > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_six_stems_are_eas_without_case_and_nothing_near_them),
        cmocka_unit_test(a_row_with_another_stem_is_foreign),
        cmocka_unit_test(the_hop_follows_from_stem_and_payload),
        cmocka_unit_test(every_form_of_a_user_is_known),
        cmocka_unit_test(the_server_names_the_user_and_the_query_only_claims_one),
        cmocka_unit_test(a_refused_row_that_names_nobody_is_unauthenticated),
        cmocka_unit_test(probes_are_known_by_method_agent_device_and_user),
        cmocka_unit_test(the_command_is_shown_as_the_specification_spells_it),
        cmocka_unit_test(command_names_and_numbers_belong_together),
        cmocka_unit_test(the_device_comes_from_the_parameters_else_from_base64),
        cmocka_unit_test(a_plus_in_an_agent_is_a_blank_but_not_in_quotes),
        cmocka_unit_test(a_path_names_a_server_by_folder_or_by_file),
        cmocka_unit_test(the_server_is_the_column_else_the_path_else_the_address),
        cmocka_unit_test(the_last_public_address_of_a_list_counts),
        cmocka_unit_test(the_first_forwarded_column_with_a_public_address_counts),
        cmocka_unit_test(rows_are_selected_by_time_and_server_and_exclusion_goes_first),
        cmocka_unit_test(a_row_that_is_not_selected_is_foreign),
        cmocka_unit_test(the_room_never_moves_while_a_row_is_read),
        cmocka_unit_test(a_long_name_out_of_the_path_stays_whole),
        cmocka_unit_test(a_reader_forgets_the_row_before),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
