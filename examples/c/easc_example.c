/* easc_example.c - the library from a program of your own: read logs, ask, write a workbook.

       cc -I PREFIX/include easc_example.c -L PREFIX/lib -leasc -o easc_example
       ./easc_example LOGS report.xlsx */
#include <easc.h>

#include <stdio.h>
#include <string.h>

/* Verdicts may become more: one that is not known is not "ready". */
static const char *verdict_of(const easc_gate *gate)
{
    switch (gate->verdict) {
    case EASC_READY:
        return "ready";
    case EASC_NOT_READY:
        return "not ready";
    default:
        return "insufficient evidence";
    }
}

static int complain(const easc_error *error)
{
    (void)fprintf(stderr, "%s%s%s (%s)\n", error->path, error->path[0] ? ": " : "", error->message,
                  easc_status_name(error->status));
    return 1;
}

static void print_devices(const easc_result *result, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        easc_device d = {.size = sizeof d};
        if (easc_result_device(result, i, &d) == EASC_OK) {
            printf("%-24.*s %-26.*s %-8.*s %.*s\n", (int)d.user.length, d.user.data,
                   (int)d.device_id.length, d.device_id.data, (int)d.client_version.length,
                   d.client_version.data, (int)d.compliance_state.length, d.compliance_state.data);
        }
    }
}

int main(int count, char **arguments)
{
    easc_error error = {.size = sizeof error, .status = EASC_E_MEMORY, .message = "no memory"};
    easc_options *options = NULL;
    easc_scan *scan = NULL;
    easc_result *result = NULL;
    easc_report *report = NULL;
    easc_summary summary = {.size = sizeof summary};
    easc_gate gate = {.size = sizeof gate};
    int failed = 1;
    if (count != 3 || easc_abi_version() != EASC_ABI_VERSION) {
        (void)fprintf(stderr, "Usage: easc_example LOGS REPORT.xlsx\n");
        return 3;
    }
    if (easc_options_new(&options) == EASC_OK &&
        easc_options_add_path(options, arguments[1], strlen(arguments[1]), &error) == EASC_OK &&
        easc_options_set(options, "policy-off", 10, "2011-05-06..2011-05-18", 22, &error) ==
            EASC_OK &&
        easc_scan_start(options, &scan, &error) == EASC_OK &&
        easc_scan_wait(scan, UINT32_MAX, NULL, &error) == EASC_OK &&
        easc_scan_result(scan, &result, &error) == EASC_OK &&
        easc_result_summary(result, &summary) == EASC_OK &&
        easc_result_gate(result, &gate) == EASC_OK &&
        easc_report_start(result, arguments[2], strlen(arguments[2]), &report, &error) == EASC_OK &&
        easc_report_wait(report, UINT32_MAX, NULL, &error) == EASC_OK) {
        print_devices(result, summary.devices);
        printf("%llu devices, %llu rows; %s; wrote %s\n", (unsigned long long)summary.devices,
               (unsigned long long)summary.rows, verdict_of(&gate), arguments[2]);
        failed = 0;
    }
    if (failed) {
        failed = complain(&error);
    }
    easc_report_free(report);
    easc_result_free(result);
    easc_scan_free(scan);
    easc_options_free(options);
    return failed;
}
