/* test_explain.c - what is said about rows of every version of Exchange: the verdict, which
   sentences by their ids, every item; and that nothing lacks its words in any language. */
#include "explained.h"

#include "explain/error_strings.h"
#include "explain/status_names.h"
#include "failing_heap.h"
#include "unit/w3c/real_rows.h"

#include <stdio.h>

static const char *const languages[] = {"en", "nl"};

/* --- verdicts and sentences ------------------------------------------------------------------- */

/* "who.claimed device.id …": the ids of some sections, or of all for EASC__EXPLAIN_SECTION_COUNT.
 */
static void show_ids(const easc__explanation *x, easc__explain_section from,
                     easc__explain_section to_section, easc__text *to)
{
    for (size_t i = 0; i < x->fact_count; i++) {
        if (x->facts[i].section >= from && x->facts[i].section <= to_section) {
            easc__text_add_z(to, to->n > 0 ? " " : "");
            easc__text_add(to, x->facts[i].id);
        }
    }
}

typedef struct real_row {
    const char *const *line;
    const char *verdict;
    const char *client;
    const char *ids; /* of all sentences */
} real_row;

static const real_row real_rows[] = {
    {&e2003_all_fields[0], "Passed", "Windows Mobile 5.1.2200",
     "verdict.Passed client.needs who.authenticated device.id device.client device.agent "
     "catalogue.UpgradeRequired when.row when.single when.address when.exchange-2003 asked.command "
     "asked.checked asked.protocol answered.http answered.no-status answered.bytes policy.pass "
     "next.upgrade"},
    {&e2003_all_fields[1], "ServerError", "Windows Mobile 5.2.1301",
     "verdict.ServerError client.plain who.authenticated device.id device.client device.agent "
     "catalogue.Undetermined when.row when.single when.address when.exchange-2003 asked.command "
     "asked.checked asked.protocol answered.http answered.no-status answered.bytes "
     "policy.nothing-failed next.ServerError"},
    {&e2003_default[3], "ConnectionLost", "Apple 3.1.3",
     "verdict.ConnectionLost client.needs who.authenticated device.id device.client device.agent "
     "catalogue.UpgradeRequired when.row when.single when.address when.exchange-2003 asked.command "
     "asked.unchecked asked.protocol answered.http answered.win32 answered.no-status "
     "policy.nothing-unchecked next.upgrade next.ConnectionLost"},
    {&e2010_nokia[0], "NotChecked", "Nokia Mail for Exchange 2.2.0",
     "verdict.NotChecked client.needs who.authenticated who.also device.id device.client "
     "device.model device.agent catalogue.UpgradeRequired when.row when.single when.address "
     "when.exchange-2010 asked.command asked.unchecked answered.http policy.nothing-unchecked "
     "next.upgrade next.NotChecked"},
    {&e2010_nokia[1], "PolicyRefused", "Nokia Mail for Exchange 2.2.0",
     "verdict.PolicyRefused client.needs who.authenticated device.id device.client device.model "
     "device.agent catalogue.UpgradeRequired when.row when.took when.single when.address "
     "when.exchange-2010 asked.command asked.checked asked.protocol asked.key-0 answered.http "
     "answered.no-status answered.error answered.access policy.soft next.upgrade "
     "next.PolicyRefused"},
    {&e2010_android[0], "NotChecked", "Android 5.1.1",
     "verdict.NotChecked client.plain who.authenticated device.id device.client device.agent "
     "catalogue.NotListed when.row when.single when.address when.exchange-2010 asked.command "
     "asked.unchecked asked.protocol answered.http answered.status-of answered.error "
     "policy.nothing-unchecked next.NotChecked"},
    {&e2016_all_fields[0], "NotChecked", "Apple 15.4.1",
     "verdict.NotChecked client.plain who.authenticated who.mailbox device.id device.client "
     "device.model device.agent catalogue.Certified logo-covers when.row when.took when.backend "
     "when.came-from "
     "when.forwarded when.exchange-2016 asked.command asked.unchecked asked.protocol answered.http "
     "answered.status-of policy.nothing-unchecked next.NotChecked"},
    {&e2016_all_fields[2], "NotChecked", "Apple 15.4.1",
     "verdict.NotChecked client.plain who.authenticated who.mailbox device.id device.client "
     "device.model device.agent catalogue.Certified logo-covers when.row when.took when.backend "
     "when.came-from "
     "when.forwarded when.exchange-2016 asked.command asked.unchecked asked.protocol answered.http "
     "answered.status-of policy.nothing-unchecked next.NotChecked"},
};

static size_t wrong_real(explained *e, const real_row *row)
{
    easc__text client = easc__text_init(0);
    easc__text ids = easc__text_init(0);
    char what[40] = {0};
    memcpy(what, *row->line, sizeof what - 1);
    assert_true(explained_read(e, easc__bytes_z(*row->line)));
    easc__text_add(&client, easc__family_name(e->x.client.family));
    easc__text_add_char(&client, ' ');
    easc__text_add(&client, e->x.client.version);
    show_ids(&e->x, EASC__EXPLAIN_SUMMARY, EASC__EXPLAIN_NEXT, &ids);
    size_t wrong =
        unit_wrong_text(what, "verdict", row->verdict, easc__explain_verdict_name(e->x.verdict));
    wrong += unit_wrong_text(what, "client", row->client, easc__text_view(&client));
    wrong += unit_wrong_text(what, "ids", row->ids, easc__text_view(&ids));
    easc__text_done(&client);
    easc__text_done(&ids);
    return wrong;
}

static void real_rows_of_every_version_are_told(void **state)
{
    (void)state;
    explained e;
    size_t wrong = 0;
    explained_begin(&e, "en");
    for (size_t i = 0; i < UNIT_COUNT(real_rows); i++) {
        wrong += wrong_real(&e, &real_rows[i]);
    }
    explained_end(&e);
    assert_int_equal(wrong, 0);
}

/* A row of Exchange 2010 or of the back end of 2016, by what differs. */
typedef struct made_row {
    const char *stem; /* NULL: /default.eas */
    const char *query;
    const char *user;   /* NULL: C\amy */
    const char *status; /* with substatus and win32 status */
    const char *verdict;
    const char *ids; /* of what was answered, means and is to be done */
} made_row;

static const made_row made_rows[] = {
    {NULL, "Cmd=Sync&Log=V121_Pk0_Error:DeviceNotProvisioned_As:BlockedP_", NULL, "449 0 0",
     "PolicyRefused",
     "answered.http answered.no-status answered.error answered.access policy.soft "
     "next.PolicyRefused"},
    {NULL, "Cmd=Sync&Log=V141_S142_Error:DeviceNotProvisioned_As:BlockedP_", NULL, "200 0 0",
     "PolicyRefused",
     "answered.http answered.status answered.error answered.access policy.soft next.PolicyRefused"},
    {NULL, "Cmd=Sync&Log=V141_S144_Error:InvalidPolicyKey_", NULL, "200 0 0", "PolicyRefused",
     "answered.http answered.status answered.error policy.soft next.PolicyRefused"},
    {NULL, "Cmd=Sync&Log=V141_S143_Error:PolicyRefresh_As:AllowedG_", NULL, "200 0 0",
     "PolicyRefresh",
     "answered.http answered.status answered.error answered.access policy.refresh "
     "next.PolicyRefresh"},
    {NULL, "Cmd=Sync&Log=V141_S139_Error:DeviceNotFullyProvisionable_As:BlockedP_", NULL, "200 0 0",
     "PolicyRefusedHard",
     "answered.http answered.status answered.error answered.access policy.hard "
     "next.PolicyRefusedHard"},
    {NULL, "Cmd=Sync&Log=V121_Error:LegacyDeviceOnStrictPolicy_As:BlockedP_", NULL, "403 0 0",
     "PolicyRefusedHard",
     "answered.http answered.no-status answered.error answered.access policy.hard "
     "next.PolicyRefusedHard"},
    {NULL, "Cmd=Provision&Log=V141_S165_Error:DeviceInfoRequiredInProvision_", NULL, "200 0 0",
     "PolicyRefusedHard",
     "answered.http answered.status answered.error policy.hard next.PolicyRefusedHard"},
    {NULL, "Cmd=Sync&Log=V141_S140_Error:RemoteWipeRequested_Pa1_", NULL, "200 0 0", "RemoteWipe",
     "answered.http answered.status answered.error policy.wipe next.RemoteWipe"},
    {NULL, "Cmd=Sync&Log=V121_Error:DeviceWipeIsRequested_", NULL, "449 0 0", "RemoteWipe",
     "answered.http answered.no-status answered.error policy.wipe next.RemoteWipe"},
    {NULL, "Cmd=Provision&Log=V141_S110_", NULL, "200 0 0", "ProvisionError",
     "answered.http answered.status policy.provision-error next.ProvisionError"},
    {NULL, "Cmd=Provision&Log=V121_", NULL, "500 0 0", "ProvisionError",
     "answered.http answered.no-status policy.provision-error next.ProvisionError"},
    {NULL, "Cmd=Provision&Log=V141_Pk0_S1_", NULL, "200 0 0", "PolicyRequested",
     "answered.http answered.status-of policy.nothing-unchecked next.PolicyRequested"},
    {NULL, "Cmd=Provision&Log=V141_Pk7_Pa1_S1_", NULL, "200 0 0", "Acknowledged1",
     "answered.http answered.status-of policy.acknowledged-1 next.Acknowledged1"},
    {NULL, "Cmd=Provision&Log=V141_Pk7_Pa2_S1_", NULL, "200 0 0", "Acknowledged2",
     "answered.http answered.status-of policy.acknowledged-2 next.Acknowledged2"},
    {NULL, "Cmd=Provision&Log=V141_Pk7_Pa3_S1_", NULL, "200 0 0", "Acknowledged3",
     "answered.http answered.status-of policy.acknowledged-3 next.Acknowledged3"},
    {NULL, "Cmd=Provision&Log=V141_Pk7_Pa4_S145_Error:ExternallyManagedDevicesNotAllowed_", NULL,
     "200 0 0", "PolicyRefusedHard",
     "answered.http answered.status answered.error policy.hard policy.acknowledged-4 "
     "next.PolicyRefusedHard"},
    {NULL, "Cmd=Provision&Log=V141_Pk7_Pa4_S1_", NULL, "200 0 0", "Acknowledged4",
     "answered.http answered.status-of policy.acknowledged-4 next.Acknowledged4"},
    {NULL, "Cmd=Sync&Log=V141_Pk3609689902_S1_As:AllowedG_", NULL, "200 0 0", "KeyAccepted",
     "answered.http answered.status-of answered.access policy.key next.nothing"},
    {NULL, "Cmd=Sync&Log=V141_Pk0_S1_As:AllowedG_", NULL, "200 0 0", "NoPolicyApplied",
     "answered.http answered.status-of answered.access policy.key-0 next.NoPolicyApplied"},
    {NULL, "Cmd=Sync&Log=V141_S3_As:AllowedG_", NULL, "200 0 0", "Passed",
     "answered.http answered.status-of answered.access policy.pass next.nothing"},
    {NULL, "Cmd=Sync&Log=V141_S150_Error:ItemNotFound_", NULL, "200 0 0", "CommandFailed",
     "answered.http answered.status answered.error policy.nothing-failed next.CommandFailed"},
    {NULL, "Cmd=Sync&Log=V141_S190_Error:Odd;ServerError_As:Strange_", NULL, "200 0 0",
     "CommandFailed",
     "answered.http answered.status-other answered.error-other answered.error "
     "answered.access-other policy.nothing-failed next.CommandFailed"},
    {NULL, "Cmd=Sync&Log=V141_Pk9_S1_As:QuarantinedG_", NULL, "200 0 0", "DeviceQuarantined",
     "answered.http answered.status-of answered.access policy.pass-kept-out "
     "next.DeviceQuarantined"},
    {NULL, "Cmd=Sync&Log=V121_Error:DeviceIsBlockedForThisUser_As:BlockedI_", NULL, "403 0 0",
     "DeviceBlocked",
     "answered.http answered.no-status answered.error answered.access policy.nothing-failed "
     "next.DeviceBlocked"},
    {NULL, "Cmd=Sync&Log=V141_S129_As:BlockedD_", NULL, "200 0 0", "DeviceBlocked",
     "answered.http answered.status answered.access policy.nothing-failed next.DeviceBlocked"},
    {NULL, "Cmd=Sync&Log=V141_S1_As:DeviceDiscoveryU_", NULL, "200 0 0", "DeviceDiscovery",
     "answered.http answered.status-of answered.access policy.pass-kept-out next.DeviceDiscovery"},
    {NULL, "Cmd=Sync&Log=V141_As:BlockedABO_Error:DeviceIsAutoBlockedOnOOB_", NULL, "503 0 0",
     "DeviceBlocked",
     "answered.http answered.error answered.access policy.nothing-failed next.DeviceBlocked"},
    {NULL, "Cmd=Sync&Log=V121_Error:UserDisabledForSync_", NULL, "403 0 0", "AccessRefused",
     "answered.http answered.no-status answered.error policy.nothing-failed next.AccessRefused"},
    {NULL, "Cmd=Sync&Log=V141_S177_Error:MaxDevicesExceeded_", NULL, "200 0 0", "AccessRefused",
     "answered.http answered.status answered.error policy.nothing-failed next.AccessRefused"},
    {NULL, "Cmd=Sync&Log=V121_Error:UserHasNoMailbox_", NULL, "403 0 0", "Moved",
     "answered.http answered.no-status answered.error policy.nothing-failed next.Moved"},
    {NULL, "Cmd=Sync&Log=RdirTo:mail2.contoso.com_V141_", NULL, "451 0 0", "Moved",
     "answered.http policy.nothing-failed next.Moved"},
    {NULL, "Cmd=Sync&Log=V141_S111_Error:OverBudget_", NULL, "200 0 0", "ServerBusy",
     "answered.http answered.status answered.error policy.nothing-failed next.ServerBusy"},
    {NULL, "Cmd=Sync&Log=V121_Error:TooManyJobsQueued_", NULL, "503 0 0", "ServerBusy",
     "answered.http answered.no-status answered.error policy.nothing-failed next.ServerBusy"},
    {NULL, "Cmd=Sync&Log=V121_Error:SyncStateCorrupt_", NULL, "500 0 0", "ServerError",
     "answered.http answered.no-status answered.error-other policy.nothing-failed "
     "next.ServerError"},
    {NULL, "Cmd=Sync&Log=V121_Error:DeviceIdMissingOrInvalid_", NULL, "400 0 0", "BadRequest",
     "answered.http answered.no-status answered.error policy.nothing-failed next.BadRequest"},
    {NULL, "Cmd=Sync&Log=V121_", NULL, "302 0 0", "BadRequest",
     "answered.http answered.no-status policy.nothing-failed next.BadRequest"},
    {NULL, "Cmd=Sync&Log=V121_", NULL, "441 0 0", "Answered",
     "answered.http answered.no-status policy.nothing-failed next.Answered"},
    {NULL, "Cmd=Sync&Log=V121_", NULL, "299 0 0", "Passed",
     "answered.http answered.no-status policy.pass next.nothing"},
    {NULL, "Cmd=Ping&Log=V141_S2_", NULL, "200 0 0", "NotChecked",
     "answered.http answered.status-of policy.nothing-unchecked next.NotChecked"},
    {NULL, "Cmd=Ping&Log=V141_S2_", NULL, "200 0 64", "ConnectionLost",
     "answered.http answered.win32 answered.status-of policy.nothing-unchecked "
     "next.ConnectionLost"},
    {NULL, "Cmd=Sync", NULL, "200 0 0", "Answered",
     "answered.http policy.nothing-frontend next.Answered"},
    {NULL, "Cmd=Sync", NULL, "449 0 0", "PolicyRefused",
     "answered.http policy.soft-frontend next.PolicyRefused"},
    {NULL, "Cmd=Sync", "-", "401 2 2148074254", "LogonChallenge",
     "answered.http answered.substatus answered.win32 policy.nothing-logon next.LogonChallenge"},
    {NULL, "Cmd=Sync", "-", "401 0 0", "LogonChallenge",
     "answered.http policy.nothing-logon next.LogonChallenge"},
    {NULL, "Cmd=Sync", "-", "401 1 1326", "LogonFailed",
     "answered.http answered.substatus answered.win32 policy.nothing-logon next.LogonFailed"},
    {NULL, "Cmd=Sync", "-", "401 1 1909", "LogonFailed",
     "answered.http answered.substatus answered.win32 policy.nothing-logon next.LogonFailed"},
    {NULL, "Cmd=Sync", NULL, "403 7 0", "AccessRefused",
     "answered.http answered.substatus policy.nothing-frontend next.AccessRefused"},
    {NULL, "Cmd=Sync", NULL, "503 0 0", "ServerBusy",
     "answered.http policy.nothing-frontend next.ServerBusy"},
    {NULL, "Cmd=Sync&Log=PrxTo:cas2_", NULL, "200 0 0", "Answered",
     "answered.http policy.nothing-proxied next.Answered"},
    {"/Proxy/default.eas",
     "Cmd=FolderSync&Log=SC1:1_PrxFrom:10.0.0.1_Ver1:161_Pk:4016830080_As:AllowedE_", "C\\CAS01$",
     "200 0 0", "KeyAccepted",
     "answered.http answered.status-of answered.access policy.key next.nothing"},
    {"/Proxy/default.eas", "Cmd=Fancy&Log=SC1:1_Ver1:161_", NULL, "200 0 0", "Passed",
     "answered.http answered.status-of policy.pass next.nothing"},
};

static easc__bytes line_of(const made_row *row, char *room, size_t size)
{
    const char *log = strstr(row->query, "&Log=");
    size_t head = log ? (size_t)(log - row->query) : strlen(row->query);
    int n = snprintf(room, size,
                     "2011-05-06 11:30:11 10.0.0.1 POST /Microsoft-Server-ActiveSync%s "
                     "%.*s&User=amy&DeviceId=D1&DeviceType=iPhone%s 443 %s 10.0.0.9 "
                     "Apple-iPhone3C1/801.293 %s 40",
                     row->stem ? row->stem : "/default.eas", (int)head, row->query, log ? log : "",
                     row->user ? row->user : "C\\amy", row->status);
    assert_in_range(n, 1, size - 1);
    return easc__bytes_of(room, (size_t)n);
}

static void every_kind_of_answer_has_its_verdict_and_its_sentences(void **state)
{
    (void)state;
    explained e;
    size_t wrong = 0;
    explained_begin(&e, "en");
    for (size_t i = 0; i < UNIT_COUNT(made_rows); i++) {
        char room[1024];
        const made_row *row = &made_rows[i];
        easc__text ids = easc__text_init(0);
        assert_true(explained_read(&e, line_of(row, room, sizeof room)));
        show_ids(&e.x, EASC__EXPLAIN_ANSWERED, EASC__EXPLAIN_NEXT, &ids);
        wrong += unit_wrong_text(row->query, "verdict", row->verdict,
                                 easc__explain_verdict_name(e.x.verdict));
        wrong += unit_wrong_text(row->query, "ids", row->ids, easc__text_view(&ids));
        easc__text_done(&ids);
    }
    explained_end(&e);
    assert_int_equal(wrong, 0);
}

/* --- items ----------------------------------------------------------------------------------- */

typedef struct items_row {
    const char *query;
    const char *items; /* "name=value [note]" of each; unknown names have a '?' in front */
} items_row;

static const items_row items_rows[] = {
    {"Cmd=Sync&User=a%5Cb&DeviceId=D&deviceTYPE=T&Foo=1&x&CorrelationID=<empty>;&cafeReqId=1-2;",
     "Cmd=Sync; User=a\\b; DeviceId=D; deviceTYPE=T; ?Foo=1; ?x=; CorrelationID=<empty>; "
     "cafeReqId=1-2"},
    {"CollectionId=5&SaveInSent=T&Cmd=SmartReply&ItemId=5%3a1&Occurrence=1",
     "CollectionId=5; SaveInSent=T; Cmd=SmartReply; ItemId=5:1; Occurrence=1"},
    {"Log=V0_V121_V99999_Vx_Ver1:161_",
     "V=0; V=121 [That is protocol 12.1.]; V=99999; ?Vx=; Ver1=161 [That is protocol 16.1.]"},
    {"Cmd=Sync&Log=S1_S3_S142_SC1:111_S200_Sx_",
     "Cmd=Sync; S=1 [Success.]; S=3 [The sync key is invalid; the client begins this folder from "
     "the start. Again and again it is a resync loop.]; S=142 [The device has to take the policy "
     "first.]; SC1=111 [An error of the server that passes; the client tries again.]; S=200; ?Sx="},
    {"Cmd=Ping&Log=S2_Hb1680_Rto:3_Hang:12_Erq1_",
     "Cmd=Ping; S=2 [Something changed; the client comes for it.]; Hb=1680; Rto=3 [It ended "
     "normally; Direct Push is not allowed.]; Hang=12; Erq=1"},
    {"Log=Pk0_Pk:7_Pa1_Pa:4_Pa9_Ssnf:T_Uuhp:F_",
     "Pk=0 [The client holds no policy.]; Pk=7; Pa=1 [It applied the whole policy.]; Pa=4 [Another "
     "management system looks after it.]; Pa=9; Ssnf=T [A new partnership: the first contact of "
     "this device with the mailbox.]; Uuhp=F"},
    {"Log=As:BlockedABO_As:AllowedU_As:Unknown_As:BlockedQ_As:DeviceDiscoveryG_As:"
     "DeviceInformationPromoted_",
     "As=BlockedABO [The device is blocked, automatically, for using up its throttling budget.]; "
     "As=AllowedU [The device may synchronise, reason upgrade or unknown, usually a partnership "
     "that has not been judged yet.]; As=Unknown [Not decided yet.]; As=BlockedQ; "
     "As=DeviceDiscoveryG [The server is still finding out what the device is, by the "
     "organisation's default.]; As=DeviceInformationPromoted [The device's description was taken "
     "over; not a decision.]"},
    {"Log=Error:InQuarantine%3bPolicyRefresh_Error:Odd_Error:_",
     "Error=InQuarantine;PolicyRefresh [The device waits for the decision of an administrator.]; "
     "Error=Odd; Error="},
    {"Log=Fc2_Fid:5_Ty:Em_Filt3_St:S_Sk:1_Cli:1a2c3d4f5e6s7fs_Srv:6a0c0d0s0e0r9A8sd_Fid:RI_Ty:Zz_"
     "Svr:0A0C0D_Cli:12zz_",
     "Fc=2; Fid=5; Ty=Em [Mail.]; Filt=3 [One week.]; St=S [A subsequent one.]; Sk=1; "
     "Cli=1a2c3d4f5e6s7fs [1 added, 2 changed, 3 deleted, 4 fetched, 5 errors, 6 text messages "
     "sent, 7 text messages that failed.]; Srv=6a0c0d0s0e0r9A8sd [6 added, 9 associated items "
     "added, 8 deletions skipped.]; Fid=RI; Ty=Zz; Svr=0A0C0D [All are 0.]; Cli=12zz [12 zz.]"},
    {"Log=TmRcv06:53:38.448_TmRcv:06:53:38.448_ProvSyncTypeN-IQ_CmdHC-813709136_DevOS:iOS+9.2+"
     "13C71_",
     "TmRcv=06:53:38.448; TmRcv=06:53:38.448; ProvSyncType=N-IQ; CmdHC=-813709136; DevOS=iOS 9.2 "
     "13C71"},
    {"Log=Foo7_Bar:x%5Fy%3Az_=_)_:a_12_TmFoo06:1_S_",
     "?Foo=7; ?Bar=x_y:z; ?==; ?)=; ?:a=; ?12=; ?TmFoo06=1; S="},
    {"Log=V4TEmSFC:1A0C0D2FS:0A0C3D4SP:2C14I1740H0P",
     "V=4; T=Em [Mail.]; S=F [The first one.]; C:=1A0C0D2F [1 added, 2 fetched.]; S:=0A0C3D4S [3 "
     "deleted, 4 soft-deleted (out of the filter).]; P:=2C14I1740H0P"},
    {"Log=VNATCoSNC:0A0C0D0F", "V=NA; T=Co [Contacts.]; S=N [None.]; C:=0A0C0D0F [All are 0.]"},
    {"jREJBBCaPFHgeyRN8oaxwNLj9KWWBC5/J9cLV2luZG93c01haWw=",
     "ProtocolVersion=141 [That is protocol 14.1.]; Command=17 [That is Settings.]; Locale=0x0409; "
     "DeviceId=9A3C51E07B244DF286B1C0D2E3F4A596; PolicyKey=3609689902; DeviceType=WindowsMail"},
    {"jBMHBBDUB34ZorhMZpP1CB0uO0xaBAAAAAACV1AHAQI=&Log=V140_",
     "ProtocolVersion=140 [That is protocol 14.0.]; Command=19 [That is ItemOperations.]; "
     "Locale=0x0407; DeviceId=D4077E19A2B84C6693F5081D2E3B4C5A; PolicyKey=0 [The client holds no "
     "policy.]; DeviceType=WP; Options=2; V=140 [That is protocol 14.0.]"},
    {"jAEECBD77z4KnHdBv4/+INS2qFITBAAAAAALV2luZG93c01haWz/AwEMAQ==",
     "ProtocolVersion=140 [That is protocol 14.0.]; Command=1 [That is SendMail.]; Locale=0x0804; "
     "DeviceId=FBEF3E0A9C7741BF8FFE20D4B6A85213; PolicyKey=0 [The client holds no policy.]; "
     "DeviceType=WindowsMail; ?255=010C01"},
    {"oRITBBowQTFCMkMzRDRFNUY2MDcxODI5M0E0QjVDNgTSApZJBmlQaG9uZQgJQ09OVFx1c2Vy",
     "ProtocolVersion=161 [That is protocol 16.1.]; Command=18 [That is Ping.]; Locale=0x0413; "
     "DeviceId=0A1B2C3D4E5F60718293A4B5C6; PolicyKey=1234567890; DeviceType=iPhone; "
     "User=CONT\\user"},
};

static void show_items(const easc__explanation *x, easc__text *to)
{
    for (size_t i = 0; i < x->item_count; i++) {
        const easc__explain_item *item = &x->items[i];
        easc__text_add_z(to, to->n > 0 ? "; " : "");
        easc__text_add_z(to, item->token ? "" : "?");
        easc__text_add(to, item->name);
        easc__text_add_char(to, '=');
        easc__text_add(to, item->value);
        if (item->note.n > 0) {
            easc__text_add_z(to, " [");
            easc__text_add(to, item->note);
            easc__text_add_char(to, ']');
        }
    }
}

static void every_item_is_listed_in_its_order_with_what_its_value_means(void **state)
{
    (void)state;
    explained e;
    size_t wrong = 0;
    explained_begin(&e, "en");
    for (size_t i = 0; i < UNIT_COUNT(items_rows); i++) {
        easc__text shown = easc__text_init(0);
        assert_true(explained_read(&e, easc__bytes_z(items_rows[i].query)));
        show_items(&e.x, &shown);
        wrong += unit_wrong_text(items_rows[i].query, "items", items_rows[i].items,
                                 easc__text_view(&shown));
        easc__text_done(&shown);
    }
    explained_end(&e);
    assert_int_equal(wrong, 0);
}

static void what_is_said_of_a_line_holds_nothing_of_the_line_before(void **state)
{
    (void)state;
    explained e;
    explained_begin(&e, "en");
    assert_true(explained_read(&e, easc__bytes_z(e2010_nokia[1])));
    assert_true(explained_read(&e, EASC__LIT("Cmd=Ping&User=bob")));
    assert_int_equal(e.x.item_count, 2);
    for (size_t i = 0; i < e.x.fact_count; i++) {
        assert_false(easc__contains(e.x.facts[i].text, EASC__LIT("Nokia")));
    }
    explained_end(&e);
}

/* --- words in every language ------------------------------------------------------------------ */

static easc__bytes group_of(easc__token_kind kind)
{
    static const easc__bytes groups[EASC__TOKEN_KIND_COUNT] = {
        EASC__NAME("explain.token."), EASC__NAME("explain.token-2003."),
        EASC__NAME("explain.parameter."), EASC__NAME("explain.wire.")};
    return groups[kind];
}

/* The key of a token's meaning. */
static void token_key(easc__token_kind kind, const easc__token *token, easc__text *to)
{
    easc__text_clear(to);
    easc__text_add(to, group_of(kind));
    bool is_counter = token->name.n == 2 && token->name.p[1] == ':';
    easc__text_add(to, easc__first(token->name, is_counter ? 1 : token->name.n));
    easc__text_add_z(to, is_counter ? "-counters" : "");
}

static void every_token_has_a_meaning_and_every_meaning_a_token(void **state)
{
    (void)state;
    easc__labels *labels = NULL;
    easc__text key = easc__text_init(0);
    size_t tokens = 0;
    size_t meanings = 0;
    assert_int_equal(easc__labels_load(EASC__LIT("en"), &labels, NULL), EASC_OK);
    for (int kind = 0; kind < EASC__TOKEN_KIND_COUNT; kind++) {
        const easc__token *token;
        for (size_t i = 0; (token = easc__token_at((easc__token_kind)kind, i)) != NULL; i++) {
            token_key((easc__token_kind)kind, token, &key);
            tokens++;
            if (easc__label(labels, easc__text_view(&key)).n == 0) {
                fail_msg("%.*s has no meaning", (int)key.n, key.p);
            }
            assert_ptr_equal(easc__token_find((easc__token_kind)kind, token->name), token);
            assert_true(token->source[0] != '\0');
        }
        for (size_t i = 0; i < easc__labels_count(labels); i++) {
            meanings += easc__starts(easc__labels_key(labels, i), group_of((easc__token_kind)kind));
        }
    }
    assert_int_equal(tokens, meanings);
    easc__text_done(&key);
    easc__labels_free(labels);
}

static void expect_label(const easc__labels *labels, const char *group, easc__bytes name)
{
    if (easc__label_of(labels, easc__bytes_z(group), name).n == 0) {
        fail_msg("there is no %s%.*s", group, (int)name.n, name.p);
    }
}

static void every_name_has_its_words_in_every_language(void **state)
{
    (void)state;
    for (size_t l = 0; l < UNIT_COUNT(languages); l++) {
        easc__labels *labels = NULL;
        assert_int_equal(easc__labels_load(easc__bytes_z(languages[l]), &labels, NULL), EASC_OK);
        for (int i = 0; i < EASC__ROW_VERDICT_COUNT; i++) {
            expect_label(labels, "explain.verdict.",
                         easc__explain_verdict_name((easc__explain_verdict)i));
        }
        for (int i = EASC__EXPLAIN_WHO; i < EASC__EXPLAIN_SECTION_COUNT; i++) {
            expect_label(labels, "explain.heading.",
                         easc__explain_section_name((easc__explain_section)i));
        }
        for (int i = 0; i < EASC__PROBLEM_COUNT; i++) {
            expect_label(labels, "explain.problem.",
                         easc__subject_problem_name((easc__subject_problem)i));
        }
        for (int i = 0; i < EASC__COMMAND_COUNT; i++) {
            expect_label(labels, "explain.command.", easc__command_name((easc__command)i));
        }
        for (int i = 0; i < EASC__HOP_COUNT; i++) {
            expect_label(labels, "explain.when.", easc__hop_name((easc__hop)i));
        }
        for (int i = EASC__VERDICT_NOT_LISTED; i <= EASC__VERDICT_UNDETERMINED; i++) {
            expect_label(labels, "explain.catalogue.", easc__verdict_name((easc__verdict)i));
        }
        easc__labels_free(labels);
    }
}

static void every_status_with_a_name_has_a_meaning_and_the_other_way_round(void **state)
{
    (void)state;
    easc__labels *labels = NULL;
    size_t names = 0;
    assert_int_equal(easc__labels_load(EASC__LIT("en"), &labels, NULL), EASC_OK);
    for (uint32_t status = 2; status < 400; status++) {
        char digits[EASC__NUMBER_SIZE];
        easc__bytes number = easc__bytes_of(digits, easc__format_u64(status, digits));
        bool has_meaning = easc__label_of(labels, EASC__LIT("explain.status."), number).n > 0;
        names += has_meaning;
        assert_int_equal(has_meaning, easc__status_name(status).n > 0);
    }
    assert_int_equal(names, 82);
    assert_int_equal(unit_wrong_text("142", "name", "DeviceNotProvisioned", easc__status_name(142)),
                     0);
    assert_int_equal(unit_wrong_text("185", "name", "InvalidRecipients", easc__status_name(185)),
                     0);
    easc__labels_free(labels);
}

static void errors_of_exchange_are_found_whole_or_by_what_they_begin_with(void **state)
{
    (void)state;
    static const struct {
        const char *error;
        const char *name; /* NULL: unknown */
        const char *http;
        const char *eas;
    } rows[] = {
        {"DeviceNotProvisioned", "DeviceNotProvisioned", "449", "142"},
        {"DeviceNotProvisioned2", NULL, "", ""},
        {"devicenotprovisioned", NULL, "", ""},
        {"ADOperationException1:Message:x", "ADOperationException1:Message:", "500", "111"},
        {"ADOperationException1:x", "ADOperationException1:", "500", "111"},
        {"BadNode(Foo)", "BadNode(", "400", "103"},
        {"InQuarantine", "InQuarantine", "", ""},
        {"", NULL, "", ""},
        {"error", NULL, "", ""},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < UNIT_COUNT(rows); i++) {
        easc__error_string found = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
        bool is_found = easc__error_string_find(easc__bytes_z(rows[i].error), &found);
        wrong += unit_wrong_number(rows[i].error, "found", rows[i].name != NULL, is_found);
        wrong +=
            unit_wrong_text(rows[i].error, "name", rows[i].name ? rows[i].name : "", found.name);
        wrong += unit_wrong_text(rows[i].error, "http", rows[i].http, found.http_status);
        wrong += unit_wrong_text(rows[i].error, "eas", rows[i].eas, found.eas_status);
    }
    assert_int_equal(wrong, 0);
}

/* No place is left unfilled, and every sentence ends as one. */
static void sentences_are_whole_in_every_language(void **state)
{
    (void)state;
    for (size_t l = 0; l < UNIT_COUNT(languages); l++) {
        explained e;
        explained_begin(&e, languages[l]);
        for (size_t i = 0; i < UNIT_COUNT(made_rows) + UNIT_COUNT(real_rows); i++) {
            char room[1024];
            bool is_made = i < UNIT_COUNT(made_rows);
            easc__bytes line = is_made ? line_of(&made_rows[i], room, sizeof room)
                                       : easc__bytes_z(*real_rows[i - UNIT_COUNT(made_rows)].line);
            assert_true(explained_read(&e, line));
            for (size_t k = 0; k < e.x.fact_count; k++) {
                easc__bytes text = e.x.facts[k].text;
                bool is_whole = text.n > 3 && text.p[text.n - 1] == '.' &&
                                easc__find(text, '{') == text.n &&
                                !easc__contains(text, EASC__LIT("  "));
                if (!is_whole) {
                    fail_msg("%.*s: %.*s", (int)e.x.facts[k].id.n, e.x.facts[k].id.p, (int)text.n,
                             text.p);
                }
            }
        }
        explained_end(&e);
    }
}

/* --- memory ---------------------------------------------------------------------------------- */

static void running_out_of_memory_is_told_and_leaves_nothing_behind(void **state)
{
    (void)state;
    explained e;
    size_t failed = 0;
    explained_begin(&e, "en");
    size_t before = failing_heap_live();
    for (size_t allowed = 0;; allowed++) {
        easc__subjects subjects;
        easc__explainer_init(&e.explainer, e.labels, e.catalogue);
        easc__subjects_begin(&subjects, easc__bytes_z(e2010_nokia[1]), NULL);
        assert_true(easc__subjects_next(&subjects, &e.subject));
        failing_heap_allow(allowed);
        bool ok = easc__explain(&e.explainer, &e.subject, &e.x);
        failing_heap_allow(SIZE_MAX);
        easc__explainer_done(&e.explainer);
        assert_int_equal(failing_heap_live(), before);
        if (ok) {
            break;
        }
        failed++;
    }
    assert_true(failed > 5);
    explained_end(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(real_rows_of_every_version_are_told),
        cmocka_unit_test(every_kind_of_answer_has_its_verdict_and_its_sentences),
        cmocka_unit_test(every_item_is_listed_in_its_order_with_what_its_value_means),
        cmocka_unit_test(what_is_said_of_a_line_holds_nothing_of_the_line_before),
        cmocka_unit_test(every_token_has_a_meaning_and_every_meaning_a_token),
        cmocka_unit_test(every_name_has_its_words_in_every_language),
        cmocka_unit_test(every_status_with_a_name_has_a_meaning_and_the_other_way_round),
        cmocka_unit_test(errors_of_exchange_are_found_whole_or_by_what_they_begin_with),
        cmocka_unit_test(sentences_are_whole_in_every_language),
        cmocka_unit_test(running_out_of_memory_is_told_and_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
