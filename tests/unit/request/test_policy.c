/* test_policy.c - rows and the policy events that they are (contract section 4). */
#include "request/policy.h"

#include "eas_row.h"
#include "unit.h"

/* Events as letters: F failure, H hard, R refresh, S success, P pass, K accepted key, E provision
   error; and the number of the acknowledgement at the end. */
typedef struct policy_row {
    const char *query;
    const char *status;
    const char *events;
} policy_row;

static const policy_row passing_rows[] = {
    {"Cmd=Sync&Log=V141_S1_Pk5_As:AllowedG_", "200", "SPK"},
    {"Cmd=Sync&Log=V141_", "200", "SP"},
    {"Cmd=Sync&Log=V4TNASNC:0A0C0D0FS:0A0C0D0SP:2C14I", "200", "SP"},
    {"Cmd=FolderSync&Log=SC1:1_PrxFrom:10.0.0.1_Ver1:161_Pk:5_", "200", "SPK"},
    {"Cmd=SendMail&Log=V141_", "204", "SP"},
    {"Cmd=Sync&Log=V141_", "299", "SP"},
    {"Cmd=Sync&Log=V141_", "199", ""},
    {"Cmd=Sync&Log=V141_", "300", ""},
    {"Cmd=Sync&Log=V141_", "304", ""},
    {"Cmd=Sync&Log=V141_", "403", ""},
    {"Cmd=Sync&Log=V141_", "500", ""},
    {"Cmd=Sync&Log=V141_", "", ""},
    /* key 0 shows that no policy applied */
    {"Cmd=Sync&Log=V141_Pk0_", "200", "S"},
    {"Cmd=Sync&Log=V141_Pk0_Pk5_", "200", "SPK"},
    {"Cmd=Sync&Log=V141_Pk4294967295_", "200", "SPK"},
    {"Cmd=Sync&Log=V141_Pk4294967296_", "200", "SP"},
    /* the access state is no matter of a pass */
    {"Cmd=Sync&Log=V141_Pk5_As:AllowedI_", "200", "SPK"},
    {"Cmd=Sync&Log=V141_Pk5_As:Allowed_", "200", "SPK"},
    {"Cmd=Sync&Log=V141_Pk5_As:QuarantinedG_", "200", "PK"},
    {"Cmd=Sync&Log=V141_As:BlockedG_", "200", "P"},
    {"Cmd=Sync&Log=V141_As:DeviceDiscoveryU_", "200", "P"},
    {"Cmd=Sync&Log=V141_As:UnknownU_", "200", "P"},
    {"Cmd=Sync&Log=V141_As:DeviceInformationPromoted_", "200", "P"},
    {"Cmd=Sync&Log=V141_Pk0_As:QuarantinedG_", "200", ""},
    /* the status in the body */
    {"Cmd=Sync&Log=V141_S99_", "200", "SP"},
    {"Cmd=Sync&Log=V141_S100_", "200", ""},
    {"Cmd=Sync&Log=V141_S1_S110_", "200", ""},
    {"Cmd=Sync&Log=SC1:129_", "200", ""},
    {"Cmd=Sync&Log=V141_S3_Error:SyncKeyInvalid_", "200", "SP"},
    /* commands without a check of the policy */
    {"Cmd=Ping&Log=V141_S1_Pk5_", "200", ""},
    {"Cmd=Options&Log=V0_", "200", ""},
    {"User=jan&Log=V0_", "200", ""},
    {"&Log=V0_", "200", ""},
    {"Cmd=Provision&Log=V141_S1_Pk5_", "200", ""},
    {"Cmd=Autodiscover&Log=V141_", "200", ""},
    {"cmd=ProxyLogin&Log=V141_", "200", ""},
    {"Cmd=GetAttachment&Log=V121_Pk5_", "200", "SPK"},
    {"Cmd=Unheard&Log=V141_Pk5_", "200", "SPK"},
    /* acknowledgements are no pass */
    {"Cmd=Provision&Log=V141_S1_Pk5_Pa1_", "200", "1"},
    {"Cmd=Provision&Log=V141_Pa4_", "200", "4"},
    {"Cmd=Provision&Log=V141_Pa5_", "200", ""},
    {"Cmd=Provision&Log=V141_Pa1_Pa2_", "200", "2"},
    {"Cmd=Sync&Log=V141_Pk5_Pa1_", "200", "S1"},
    /* rows without a payload of their own */
    {"Cmd=Sync", "200", ""},
    {"Cmd=Sync&Log=", "200", ""},
    {"Cmd=Sync&Log=PrxTo:cas2_V141_Pk5_", "200", ""},
};

static const policy_row failing_rows[] = {
    {"Cmd=Sync&Log=V121_", "449", "F"},
    {"Cmd=Sync&Log=V4TNASNC:0A0C0D0FS:0A0C0D0SP:2C14I", "449", "F"},
    {"Cmd=Options&Log=V0_", "449", "F"},
    {"Cmd=Sync&Log=V141_S139_", "200", "FH"},
    {"Cmd=Sync&Log=V141_S141_", "200", "FH"},
    {"Cmd=Sync&Log=V141_S142_", "200", "F"},
    {"Cmd=Sync&Log=V141_S143_", "200", "FR"},
    {"Cmd=Sync&Log=V141_S144_", "200", "F"},
    {"Cmd=Sync&Log=V141_S145_", "200", "FH"},
    {"Cmd=Sync&Log=V141_S165_", "200", "FH"},
    {"Cmd=Sync&Log=SC1:139_PrxFrom:10.0.0.1_", "200", "FH"},
    {"Cmd=Ping&Log=SC1:142_", "200", "F"},
    {"Cmd=Provision&Log=SC1:165_", "200", "FH"},
    {"Cmd=Sync&Log=V141_S138_", "200", ""},
    {"Cmd=Sync&Log=V141_S146_", "200", ""},
    {"Cmd=Sync&Log=V141_S164_", "200", ""},
    {"Cmd=Sync&Log=V141_S177_", "200", ""},
    {"Cmd=Sync&Log=V141_Error:DeviceNotProvisioned_", "200", "F"},
    {"Cmd=Sync&Log=V141_Error:PolicyRefresh_", "200", "FR"},
    {"Cmd=Sync&Log=V141_Error:InvalidPolicyKey_", "200", "F"},
    {"Cmd=Sync&Log=V141_Error:DeviceNotFullyProvisionable_", "403", "FH"},
    {"Cmd=Sync&Log=V141_Error:DevicePartiallyProvisionableStrictPolicy_", "403", "FH"},
    {"Cmd=Sync&Log=V141_Error:LegacyDeviceOnStrictPolicy_", "403", "FH"},
    {"Cmd=Sync&Log=V141_Error:LegacyDeviceCannotEncrypt_", "403", "FH"},
    {"Cmd=Sync&Log=V141_Error:ExternallyManagedDevicesNotAllowed_", "403", "FH"},
    {"Cmd=Sync&Log=V141_Error:DeviceInfoRequiredInProvision_", "200", "FH"},
    {"Cmd=Sync&Log=V141_Error:DeviceModelMissingInDeviceInformation_", "200", "FH"},
    {"Cmd=Sync&Log=V141_As:BlockedP_", "200", "F"},
    {"Cmd=Sync&Log=V121_Pk0_Error:DeviceNotProvisioned_As:BlockedP_", "449", "F"},
    /* one row is one failure, and the worst sign decides */
    {"Cmd=Sync&Log=V141_S142_S139_", "200", "FH"},
    {"Cmd=Sync&Log=V141_S143_S139_", "200", "FH"},
    {"Cmd=Sync&Log=V141_S139_As:BlockedP_", "449", "FH"},
    {"Cmd=Sync&Log=V141_Error:A%3bLegacyDeviceOnStrictPolicy%3bB_", "200", "FH"},
    {"Cmd=Sync&Log=V141_Error:A_Error:DeviceNotProvisioned_", "200", "F"},
    /* a refresh has no other sign than 143, PolicyRefresh and 449 */
    {"Cmd=Sync&Log=V141_S143_Error:PolicyRefresh_As:AllowedG_", "449", "FR"},
    {"Cmd=Sync&Log=V141_S143_", "449", "FR"},
    {"Cmd=Sync&Log=V121_Error:PolicyRefresh_", "449", "FR"},
    {"Cmd=Sync&Log=V141_S143_As:BlockedP_", "200", "F"},
    {"Cmd=Sync&Log=V141_S143_S142_", "200", "F"},
    {"Cmd=Sync&Log=V141_S143_S144_", "200", "F"},
    {"Cmd=Sync&Log=V141_Error:PolicyRefresh%3bInvalidPolicyKey_", "200", "F"},
    {"Cmd=Sync&Log=V141_S143_S1_S110_Error:Other_", "200", "FR"},
    /* near misses */
    {"Cmd=Sync&Log=V141_Error:deviceNotProvisioned_", "200", "SP"},
    {"Cmd=Sync&Log=V141_Error:DeviceNotProvisionedX_", "200", "SP"},
    {"Cmd=Sync&Log=V141_Error:XDeviceNotProvisioned_", "200", "SP"},
    {"Cmd=Sync&Log=V141_Error:FId%3a5%3aDeviceNotProvisioned_", "200", "SP"},
    {"Cmd=Sync&Log=V141_ExStk:DeviceNotProvisioned_", "200", "SP"},
    {"Cmd=Sync&Log=V141_As:Blockedp_", "200", "P"},
    {"Cmd=Sync&Log=V141_As:BlockedPX_", "200", "P"},
    {"Cmd=Sync&Log=V141_Sk:142_Sst142_", "200", "SP"},
    /* rows without a payload of their own */
    {"Cmd=Sync", "449", ""},
    {"Cmd=Sync&Log=PrxTo:cas2_", "449", ""},
    /* an acknowledgement stays one when its row fails */
    {"Cmd=Provision&Log=V141_S145_Pa4_", "200", "FH4"},
};

static const policy_row wiping_rows[] = {
    {"Cmd=Sync&Log=V141_S140_", "200", "W"},
    {"Cmd=Sync&Log=V121_Error:RemoteWipeRequested_", "449", "W"},
    {"Cmd=Sync&Log=V121_Error:DeviceWipeIsRequested_", "449", "W"},
    {"Cmd=Sync&Log=V121_Error:RemoteWipeRequested_", "403", "W"},
    {"Cmd=Sync&Log=V141_S140_S139_As:BlockedP_", "200", "W"},
    {"Cmd=Provision&Log=V141_S140_Pa1_", "200", "W"},
    {"Cmd=Provision&Log=V141_S140_", "500", "W"},
    {"Cmd=Sync&Log=V121_Error:remotewiperequested_", "449", "F"},
};

static const policy_row provision_error_rows[] = {
    {"Cmd=Provision&Log=V141_", "500", "E"},
    {"Cmd=provision&Log=V141_", "503", "E"},
    {"Cmd=Provision&Log=V141_", "599", "E"},
    {"Cmd=Provision&Log=V141_", "499", ""},
    {"Cmd=Provision&Log=V141_", "600", ""},
    {"Cmd=Provision&Log=V141_S110_", "200", "E"},
    {"Cmd=Provision&Log=SC1:111_", "200", "E"},
    {"Cmd=Provision&Log=SC1:1_SC1:111_SC1:112_", "200", "E"},
    {"Cmd=Provision&Log=V141_S112_", "200", ""},
    {"Cmd=Provision&Log=V141_S142_", "503", "FE"},
    {"Cmd=Provision&Log=V141_S110_Pa1_", "200", "E1"},
    {"Cmd=Sync&Log=V141_S110_", "200", ""},
    {"Cmd=Sync&Log=V141_", "503", ""},
    {"Cmd=Provision", "500", ""},
};

static const char *shown_events(const easc__request *request, char *to)
{
    static const struct {
        uint32_t event;
        char letter;
    } letters[] = {
        {EASC__EVENT_FAILURE, 'F'},         {EASC__EVENT_HARD, 'H'}, {EASC__EVENT_REFRESH, 'R'},
        {EASC__EVENT_SUCCESS, 'S'},         {EASC__EVENT_PASS, 'P'}, {EASC__EVENT_KEY, 'K'},
        {EASC__EVENT_PROVISION_ERROR, 'E'}, {EASC__EVENT_WIPE, 'W'},
    };
    size_t n = 0;
    for (size_t i = 0; i < UNIT_COUNT(letters); i++) {
        if (request->events & letters[i].event) {
            to[n++] = letters[i].letter;
        }
    }
    if (request->payload.acknowledgement > 0) {
        to[n++] = (char)('0' + request->payload.acknowledgement);
    }
    to[n] = '\0';
    return to;
}

static void check_rows(const policy_row *rows, size_t count)
{
    size_t wrong = 0;
    easc__request_reader reader = {0};
    for (size_t i = 0; i < count; i++) {
        char shown[16];
        easc__request request;
        eas_row from = {.query = rows[i].query, .status = rows[i].status};
        assert_int_equal(eas_row_read(&from, "", &reader, &request), EASC__ROW_EAS);
        wrong += unit_wrong_text(rows[i].query, rows[i].status, rows[i].events,
                                 easc__bytes_z(shown_events(&request, shown)));
    }
    easc__request_reader_done(&reader);
    assert_int_equal(wrong, 0);
}

static void answered_rows_are_successes_and_passes(void **state)
{
    (void)state;
    check_rows(passing_rows, UNIT_COUNT(passing_rows));
}

static void refused_rows_are_failures_hard_soft_or_refresh(void **state)
{
    (void)state;
    check_rows(failing_rows, UNIT_COUNT(failing_rows));
}

static void a_wipe_is_no_policy_event(void **state)
{
    (void)state;
    check_rows(wiping_rows, UNIT_COUNT(wiping_rows));
}

static void a_failing_server_is_a_provision_error(void **state)
{
    (void)state;
    check_rows(provision_error_rows, UNIT_COUNT(provision_error_rows));
}

static void an_error_is_named_whole_and_with_case(void **state)
{
    (void)state;
    easc__request request = {0};
    request.payload.errors = EASC__LIT("A;UserHasNoMailbox;B");
    assert_true(easc__names_error(&request, EASC__LIT("UserHasNoMailbox")));
    assert_true(easc__names_error(&request, EASC__LIT("A")));
    assert_true(easc__names_error(&request, EASC__LIT("B")));
    assert_false(easc__names_error(&request, EASC__LIT("userHasNoMailbox")));
    assert_false(easc__names_error(&request, EASC__LIT("UserHasNo")));
    assert_false(easc__names_error(&request, EASC__LIT("A;UserHasNoMailbox")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answered_rows_are_successes_and_passes),
        cmocka_unit_test(refused_rows_are_failures_hard_soft_or_refresh),
        cmocka_unit_test(a_wipe_is_no_policy_event),
        cmocka_unit_test(a_failing_server_is_a_provision_error),
        cmocka_unit_test(an_error_is_named_whole_and_with_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
