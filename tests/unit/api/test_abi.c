/* test_abi.c - where every member of every public struct lies, and which number every public name
   has: a program that was built with an older easc.h must go on working. Members are added at the
   end only: then a size here changes, and nothing else may. */
#include "easc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Sizes of pointers and alignments are those of 64-bit systems, the only ones that are built. */
#define PIN_SIZE(type, bytes) _Static_assert(sizeof(type) == (bytes), #type)
#define PIN(type, member, place)                                                                   \
    _Static_assert(offsetof(type, member) == (place), #type "." #member)
#define PIN_NUMBER(name, number) _Static_assert((name) == (number), #name)

PIN_SIZE(easc_error, 1560);
PIN(easc_error, size, 0);
PIN(easc_error, status, 4);
PIN(easc_error, line, 8);
PIN(easc_error, byte, 16);
PIN(easc_error, message, 24);
PIN(easc_error, path, 536);

PIN_SIZE(easc_text, 16);
PIN(easc_text, data, 0);
PIN(easc_text, length, 8);

PIN_SIZE(easc_progress, 64);
PIN(easc_progress, size, 0);
PIN(easc_progress, reserved, 4);
PIN(easc_progress, inputs_total, 8);
PIN(easc_progress, inputs_done, 16);
PIN(easc_progress, bytes_total, 24);
PIN(easc_progress, bytes_done, 32);
PIN(easc_progress, rows, 40);
PIN(easc_progress, eas_rows, 48);
PIN(easc_progress, elapsed_ms, 56);

PIN_SIZE(easc_summary, 104);
PIN(easc_summary, size, 0);
PIN(easc_summary, reserved, 4);
PIN(easc_summary, from_time, 8);
PIN(easc_summary, to_time, 16);
PIN(easc_summary, inputs, 24);
PIN(easc_summary, problems, 32);
PIN(easc_summary, lines, 40);
PIN(easc_summary, rows, 48);
PIN(easc_summary, eas_rows, 56);
PIN(easc_summary, rejected_rows, 64);
PIN(easc_summary, reject_groups, 72);
PIN(easc_summary, devices, 80);
PIN(easc_summary, listed_devices, 88);
PIN(easc_summary, users, 96);

PIN_SIZE(easc_device, 480);
PIN(easc_device, size, 0);
PIN(easc_device, acknowledgement, 4);
PIN(easc_device, user, 8);
PIN(easc_device, device_id, 24);
PIN(easc_device, device_type, 40);
PIN(easc_device, device_model, 56);
PIN(easc_device, device_os, 72);
PIN(easc_device, user_agent, 88);
PIN(easc_device, client_family, 104);
PIN(easc_device, client_version, 120);
PIN(easc_device, protocol_version, 136);
PIN(easc_device, access_state, 152);
PIN(easc_device, access_reason, 168);
PIN(easc_device, outcome, 184);
PIN(easc_device, compliance_state, 200);
PIN(easc_device, reason_id, 216);
PIN(easc_device, reason_text, 232);
PIN(easc_device, evidence, 248);
PIN(easc_device, catalogue_verdict, 264);
PIN(easc_device, catalogue_rule, 280);
PIN(easc_device, minimum_version, 296);
PIN(easc_device, action, 312);
PIN(easc_device, first_seen, 328);
PIN(easc_device, last_seen, 336);
PIN(easc_device, last_success, 344);
PIN(easc_device, first_failure, 352);
PIN(easc_device, last_failure, 360);
PIN(easc_device, last_pass, 368);
PIN(easc_device, requests, 376);
PIN(easc_device, backend_requests, 384);
PIN(easc_device, failures, 392);
PIN(easc_device, hard_failures, 400);
PIN(easc_device, refreshes, 408);
PIN(easc_device, provision_errors, 416);
PIN(easc_device, client_addresses, 424);
PIN(easc_device, is_policy_key_accepted, 432);
PIN(easc_device, is_active, 436);
PIN(easc_device, is_moved, 440);
PIN(easc_device, is_listed, 444);
PIN(easc_device, display_name, 448);
PIN(easc_device, department, 464);

PIN_SIZE(easc_input, 72);
PIN(easc_input, size, 0);
PIN(easc_input, reserved, 4);
PIN(easc_input, path, 8);
PIN(easc_input, format, 24);
PIN(easc_input, bytes, 40);
PIN(easc_input, lines, 48);
PIN(easc_input, rows, 56);
PIN(easc_input, eas_rows, 64);

PIN_SIZE(easc_reject, 96);
PIN(easc_reject, size, 0);
PIN(easc_reject, reserved, 4);
PIN(easc_reject, rows, 8);
PIN(easc_reject, line, 16);
PIN(easc_reject, byte, 24);
PIN(easc_reject, path, 32);
PIN(easc_reject, reason, 48);
PIN(easc_reject, hint, 64);
PIN(easc_reject, sample, 80);

PIN_SIZE(easc_gate, 48);
PIN(easc_gate, size, 0);
PIN(easc_gate, verdict, 4);
PIN(easc_gate, active_devices, 8);
PIN(easc_gate, conditions, 16);
PIN(easc_gate, failing_users, 24);
PIN(easc_gate, upgrade_required, 32);
PIN(easc_gate, unknown, 40);

PIN_SIZE(easc_condition, 64);
PIN(easc_condition, size, 0);
PIN(easc_condition, is_met, 4);
PIN(easc_condition, id, 8);
PIN(easc_condition, text, 24);
PIN(easc_condition, figure, 40);
PIN(easc_condition, limit, 48);
PIN(easc_condition, is_at_most, 56);
PIN(easc_condition, is_percent, 60);

PIN_SIZE(easc_catalogue_question, 120);
PIN(easc_catalogue_question, size, 0);
PIN(easc_catalogue_question, kind, 4);
PIN(easc_catalogue_question, catalogue, 8);
PIN(easc_catalogue_question, user_agent, 24);
PIN(easc_catalogue_question, device_type, 40);
PIN(easc_catalogue_question, device_model, 56);
PIN(easc_catalogue_question, device_os, 72);
PIN(easc_catalogue_question, protocol_version, 88);
PIN(easc_catalogue_question, offered_version, 104);

PIN_SIZE(easc_exported, 24);
PIN(easc_exported, size, 0);
PIN(easc_exported, cut_files, 4);
PIN(easc_exported, formula_cells, 8);
PIN(easc_exported, user_rows, 16);

PIN_NUMBER(EASC_EXPORT_FORCE, 1);
PIN_NUMBER(EASC_EXPORT_SAFE, 2);
PIN_NUMBER(EASC_READY, 0);
PIN_NUMBER(EASC_NOT_READY, 1);
PIN_NUMBER(EASC_INSUFFICIENT_EVIDENCE, 2);
PIN_NUMBER(EASC_DOCUMENT_SCAN, 1);
PIN_NUMBER(EASC_DOCUMENT_GATE, 2);
PIN_NUMBER(EASC_FORMAT_TEXT, 1);
PIN_NUMBER(EASC_FORMAT_CSV, 2);
PIN_NUMBER(EASC_FORMAT_JSON, 3);
PIN_NUMBER(EASC_CATALOGUE_LIST, 1);
PIN_NUMBER(EASC_CATALOGUE_CHECK, 2);
PIN_NUMBER(EASC_CATALOGUE_EXPLAIN, 3);
PIN_NUMBER(EASC_OK, 0);
PIN_NUMBER(EASC_RUNNING, 1);
PIN_NUMBER(EASC_END, 2);
PIN_NUMBER(EASC_E_ARGUMENT, 10);
PIN_NUMBER(EASC_E_MEMORY, 11);
PIN_NUMBER(EASC_E_NOT_FOUND, 12);
PIN_NUMBER(EASC_E_ACCESS, 13);
PIN_NUMBER(EASC_E_READ, 14);
PIN_NUMBER(EASC_E_WRITE, 15);
PIN_NUMBER(EASC_E_TRUNCATED, 16);
PIN_NUMBER(EASC_E_DATA, 17);
PIN_NUMBER(EASC_E_LIMIT, 18);
PIN_NUMBER(EASC_E_CANCELLED, 19);
PIN_NUMBER(EASC_E_STATE, 20);
PIN_NUMBER(EASC_E_INTERNAL, 21);

static void numbers_and_places_are_those_of_the_first_release(void **state)
{
    (void)state; /* the compiler has checked them */
    assert_int_equal(easc_abi_version(), EASC_ABI_VERSION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_and_places_are_those_of_the_first_release),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
