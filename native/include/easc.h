/* clang-format off */
/* easc.h - EasCompliance: which phones work with our ActiveSync policy, which do not, and may the
   policy become the default again? Reads the IIS logs of every Exchange version.

   This is the whole interface of the library. In short:

       easc_options *options;   easc_options_new(&options);
                                easc_options_add_path(options, "C:\\logs", 7, NULL);
       easc_scan *scan;         easc_scan_start(options, &scan, NULL);
                                while (easc_scan_wait(scan, 200, &progress, NULL) == EASC_RUNNING) {}
       easc_result *result;     easc_scan_result(scan, &result, NULL);
                                easc_result_gate(result, &gate);
       easc_report *report;     easc_report_start(result, "report.xlsx", 11, &report, NULL);

   examples/c/easc_example.c is a complete caller.

   Rules that hold everywhere:
   - Text is UTF-8 with a length in bytes; a NUL at its end is neither needed nor counted.
   - Times are seconds since 1970-01-01T00:00:00Z; EASC_NO_TIME is "none".
   - Every handle is freed by its own function, in any order, also while it works, unless that
     function says otherwise; NULL is allowed. What is borrowed from a handle says so and for how
     long.
   - Structs that are filled begin with `size`: set it to sizeof the struct before the call. A
     struct of an older version of this header is shorter and is filled as far as it reaches; of
     one of a newer version, what this version does not know stays as it was, and so does `size`
     in any case. A size below 4, that of `size` itself, is EASC_E_ARGUMENT; an `error` of such a
     size is taken for NULL. A size that ends inside a member, which no version has, gets a part of
     that member.
   - Each function says above it which statuses it can give: those, and no others. One that fails
     leaves its outputs as they were, except `error`, which success does not touch.
   - One handle is for one thread at a time unless a function says otherwise; different handles are
     independent. Results are immutable and may be read by any number of threads.
   - The library never prints, never ends the process, installs no handlers and calls nobody back.
   - `error` may be NULL. */
/* clang-format on */
#ifndef EASC_H
#define EASC_H

#include <stddef.h>
#include <stdint.h>

#define EASC_VERSION_MAJOR 0
#define EASC_VERSION_MINOR 1
#define EASC_VERSION_PATCH 0

/* Raised when a program that was built against an older header would no longer work. */
#define EASC_ABI_VERSION 1u

#if defined(_WIN32)
#if defined(EASC_BUILDING)
#define EASC_API __declspec(dllexport)
#elif defined(EASC_STATIC)
#define EASC_API
#else
#define EASC_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define EASC_API __attribute__((visibility("default")))
#else
#define EASC_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- status ------------------------------------------------------------------------------- */

/* Number, name behind EASC_, text. Numbers are never used again for something else. */
#define EASC_STATUS_MAP(X)                                                                         \
    X(0, OK, "done")                                                                               \
    X(1, RUNNING, "still running")                                                                 \
    X(2, END, "nothing left")                                                                      \
    X(10, E_ARGUMENT, "an argument is not allowed")                                                \
    X(11, E_MEMORY, "not enough memory")                                                           \
    X(12, E_NOT_FOUND, "no such file, folder or name")                                             \
    X(13, E_ACCESS, "access is denied, or the file is in use")                                     \
    X(14, E_READ, "reading failed")                                                                \
    X(15, E_WRITE, "writing failed")                                                               \
    X(16, E_TRUNCATED, "the data ends too early")                                                  \
    X(17, E_DATA, "the data is damaged or of the wrong form")                                      \
    X(18, E_LIMIT, "a limit is exceeded")                                                          \
    X(19, E_CANCELLED, "cancelled")                                                                \
    X(20, E_STATE, "not possible in this state")                                                   \
    X(21, E_INTERNAL, "internal error")

/* EASC_OK, EASC_RUNNING, EASC_END, or one of EASC_E_…. */
typedef int32_t easc_status;

/* EASC_OK = 0, EASC_RUNNING = 1, … of that map. */
enum {
#define EASC__STATUS_VALUE(number, name, text) EASC_##name = (number),
    EASC_STATUS_MAP(EASC__STATUS_VALUE)
#undef EASC__STATUS_VALUE
};

/* "EASC_E_READ": the name of a status; never NULL, also of an unknown one, valid for ever. Any
   thread. */
EASC_API const char *easc_status_name(easc_status status);

/* "reading failed": the text of a status, likewise. Any thread. */
EASC_API const char *easc_status_text(easc_status status);

/* What went wrong and where. Texts end with NUL, are one line and hold no control characters. */
typedef struct easc_error {
    uint32_t size; /* sizeof(easc_error), set by the caller */
    easc_status status;
    uint64_t line; /* 1-based line of `path`; 0: unknown */
    uint64_t byte; /* offset in `path`, with a line */
    char message[512];
    char path[1024]; /* the file concerned; empty: none */
} easc_error;

/* ABI version of the library, to be compared with EASC_ABI_VERSION. Any thread. */
EASC_API uint32_t easc_abi_version(void);

/* Version of the library as text, "0.1.0", valid for ever. Any thread. */
EASC_API const char *easc_version(void);

#define EASC_NO_TIME INT64_MIN

/* Borrowed text. */
typedef struct easc_text {
    const char *data; /* may be NULL when `length` is 0 */
    size_t length;    /* bytes */
} easc_text;

/* ---- options ------------------------------------------------------------------------------ */

/* What to read and how, before a scan. */
typedef struct easc_options easc_options;

/* Options with their defaults. EASC_OK, EASC_E_ARGUMENT (out is NULL), EASC_E_MEMORY. */
EASC_API easc_status easc_options_new(easc_options **out);

/* Frees; scans that were started with them go on. */
EASC_API void easc_options_free(easc_options *options);

/* Adds a file, folder, pattern with * and ?, .zip, .gz, or "-" (standard input) to what is read.
   EASC_OK, EASC_E_ARGUMENT (empty, or a NUL in it), EASC_E_MEMORY. */
EASC_API easc_status easc_options_add_path(easc_options *options, const char *path, size_t length,
                                           easc_error *error);

/* Sets an option by the name it has on the command line, without "--": "since", "policy-off",
   "threads", … (`easc scan --help` and `easc gate --help` list them with their forms; those about
   output and help are the command's own). One that has no value there takes "true", "false" or
   nothing. Repeatable ones add up; of the others the last value counts. EASC_OK; EASC_E_ARGUMENT
   with a message that says what is expected; EASC_E_MEMORY. */
EASC_API easc_status easc_options_set(easc_options *options, const char *name, size_t name_length,
                                      const char *value, size_t value_length, easc_error *error);

/* ---- scan --------------------------------------------------------------------------------- */

/* Reading that goes on, or has ended. */
typedef struct easc_scan easc_scan;

/* How far a scan has come. */
typedef struct easc_progress {
    uint32_t size; /* sizeof(easc_progress), set by the caller */
    uint32_t reserved;
    uint64_t inputs_total; /* files and members; 0 while they are being found */
    uint64_t inputs_done;
    uint64_t bytes_total; /* as they lie on the disk, compressed; 0: unknown */
    uint64_t bytes_done;
    uint64_t rows;     /* rows read so far, all kinds */
    uint64_t eas_rows; /* ActiveSync rows among them */
    uint64_t elapsed_ms;
} easc_progress;

/* Checks the options, loads catalogue, mailboxes, identity map, VIPs and policy, and starts reading
   on threads of its own. The options are copied and may be freed. Start scans on one thread of the
   process at a time. EASC_OK; EASC_E_ARGUMENT (options that contradict each other, no path, a
   policy file that does not tell which of its policies is meant); of those files EASC_E_NOT_FOUND,
   EASC_E_ACCESS, EASC_E_READ, EASC_E_DATA and EASC_E_LIMIT (larger than 16 MiB for catalogue and
   policy, 1 GiB for the others); EASC_E_MEMORY. Logs that cannot be read are no failure: see
   easc_result_problem. */
EASC_API easc_status easc_scan_start(const easc_options *options, easc_scan **out,
                                     easc_error *error);

/* Waits until the scan has ended or `timeout_ms` milliseconds have passed (UINT32_MAX: for ever).
   EASC_RUNNING; EASC_OK: easc_scan_result has the result; EASC_E_CANCELLED; EASC_E_MEMORY;
   EASC_E_INTERNAL (the system gives no random bytes); EASC_E_ARGUMENT (also a `progress` without
   its size). `progress` may be NULL; it is filled whatever the status, but that one. Any thread,
   several at once. */
EASC_API easc_status easc_scan_wait(easc_scan *scan, uint32_t timeout_ms, easc_progress *progress,
                                    easc_error *error);

/* Asks the scan to end soon. Any thread, any time; does not wait. */
EASC_API void easc_scan_cancel(easc_scan *scan);

/* Cancels, waits for the threads, frees. Results stay. */
EASC_API void easc_scan_free(easc_scan *scan);

/* ---- result ------------------------------------------------------------------------------- */

/* All that a scan found out. */
typedef struct easc_result easc_result;

/* A handle on the result of a scan that ended with EASC_OK; each call gives one more, all on the
   same data, each to be freed. EASC_OK, EASC_E_STATE (not ended, or failed), EASC_E_ARGUMENT,
   EASC_E_MEMORY. */
EASC_API easc_status easc_scan_result(easc_scan *scan, easc_result **out, easc_error *error);

/* Frees this handle; the data goes with the last that looks at it. */
EASC_API void easc_result_free(easc_result *result);

/* The result in numbers. */
typedef struct easc_summary {
    uint32_t size; /* sizeof(easc_summary), set by the caller */
    uint32_t reserved;
    int64_t from_time; /* oldest and newest ActiveSync row; EASC_NO_TIME without any */
    int64_t to_time;
    uint64_t inputs;   /* that were read, at least in part */
    uint64_t problems; /* inputs that could not be read, or not to their end */
    uint64_t lines;
    uint64_t rows;
    uint64_t eas_rows;
    uint64_t rejected_rows;  /* ActiveSync rows that could not be mapped to columns */
    uint64_t reject_groups;  /* inputs and reasons of such rows, see easc_result_reject */
    uint64_t devices;        /* all of them */
    uint64_t listed_devices; /* those that "user" and "device" let through */
    uint64_t users;
} easc_summary;

/* The sums of a result. EASC_OK, EASC_E_ARGUMENT. */
EASC_API easc_status easc_result_summary(const easc_result *result, easc_summary *out);

/* One device: a user on one DeviceId. Texts are borrowed and live as long as the result. */
typedef struct easc_device {
    uint32_t size;           /* sizeof(easc_device), set by the caller */
    int32_t acknowledgement; /* 1 all, 2 a part, 3 nothing applied, 4 managed elsewhere; 0 none */
    easc_text user;          /* empty: nobody is named */
    easc_text device_id;
    easc_text device_type;
    easc_text device_model;
    easc_text device_os;
    easc_text user_agent;
    easc_text client_family;     /* "Apple", "Nokia Mail for Exchange", … */
    easc_text client_version;    /* "3.0.50" */
    easc_text protocol_version;  /* "14.1" */
    easc_text access_state;      /* "Allowed", … */
    easc_text access_reason;     /* its letters */
    easc_text outcome;           /* "OK", "Looping", … */
    easc_text compliance_state;  /* "Compliant", "NotCompliant", … */
    easc_text reason_id;         /* "acknowledged-full", … */
    easc_text reason_text;       /* one sentence */
    easc_text evidence;          /* "Proven", "Failing", … */
    easc_text catalogue_verdict; /* "Certified", "UpgradeRequired", "NotListed", "Undetermined" */
    easc_text catalogue_rule;
    easc_text minimum_version;
    easc_text action;
    int64_t first_seen;
    int64_t last_seen;
    int64_t last_success;
    int64_t first_failure;
    int64_t last_failure;
    int64_t last_pass;
    uint64_t requests;
    uint64_t backend_requests;
    uint64_t failures;
    uint64_t hard_failures;
    uint64_t refreshes;
    uint64_t provision_errors;
    uint64_t client_addresses;      /* different ones, counted up to 64 */
    int32_t is_policy_key_accepted; /* 0 or 1, as the following */
    int32_t is_active;
    int32_t is_moved;
    int32_t is_listed;
    easc_text display_name; /* of the identity map; empty without */
    easc_text department;
} easc_device;

/* Device `index`, from 0 to summary.devices - 1, sorted by user, then DeviceId, both without case.
   EASC_OK, EASC_E_ARGUMENT. */
EASC_API easc_status easc_result_device(const easc_result *result, uint64_t index,
                                        easc_device *out);

/* What could not be read, or not to its end: `index` from 0 to summary.problems - 1. EASC_OK,
   EASC_E_ARGUMENT. The status in `out` is EASC_E_NOT_FOUND, EASC_E_ACCESS, EASC_E_READ,
   EASC_E_TRUNCATED, EASC_E_DATA or EASC_E_LIMIT (folders too deep, an archive that grows without
   end). */
EASC_API easc_status easc_result_problem(const easc_result *result, uint64_t index,
                                         easc_error *out);

/* One file or member that was read. Texts are borrowed; `format` is valid for ever. */
typedef struct easc_input {
    uint32_t size; /* sizeof(easc_input), set by the caller */
    uint32_t reserved;
    easc_text path;
    easc_text format; /* "w3c", "w3c-advanced", "httperr", "httpproxy", "unknown" */
    uint64_t bytes;   /* uncompressed, as far as it was read */
    uint64_t lines;
    uint64_t rows;
    uint64_t eas_rows;
} easc_input;

/* Input `index`, from 0 to summary.inputs - 1, sorted by path. EASC_OK, EASC_E_ARGUMENT. */
EASC_API easc_status easc_result_input(const easc_result *result, uint64_t index, easc_input *out);

/* Rows of one input that were rejected for one reason. Texts are borrowed from the result, but for
   `reason` and `hint`, which are valid for ever. */
typedef struct easc_reject {
    uint32_t size; /* sizeof(easc_reject), set by the caller */
    uint32_t reserved;
    uint64_t rows;
    uint64_t line; /* 1-based, of the first such row */
    uint64_t byte; /* its offset in the (uncompressed) input */
    easc_text path;
    easc_text reason; /* "no-fields", "column-count", "bad-time", "no-date", "too-long" */
    easc_text hint;   /* what it means and what to do, one sentence */
    easc_text sample; /* head of the first such row, printable */
} easc_reject;

/* Group `index`, from 0 to summary.reject_groups - 1. EASC_OK, EASC_E_ARGUMENT. */
EASC_API easc_status easc_result_reject(const easc_result *result, uint64_t index,
                                        easc_reject *out);

/* ---- gate: is it safe to make the policy the default again? --------------------------------- */

/* Verdicts of the gate. */
enum { EASC_READY = 0, EASC_NOT_READY = 1, EASC_INSUFFICIENT_EVIDENCE = 2 };

/* The verdict, and what it was reached on. */
typedef struct easc_gate {
    uint32_t size;           /* sizeof(easc_gate), set by the caller */
    int32_t verdict;         /* EASC_READY, EASC_NOT_READY, EASC_INSUFFICIENT_EVIDENCE */
    uint64_t active_devices; /* that the gate looks at */
    uint64_t conditions;
    uint64_t failing_users;
    uint64_t upgrade_required;
    uint64_t unknown;
} easc_gate;

/* The verdict and what it rests on. EASC_OK, EASC_E_ARGUMENT. */
EASC_API easc_status easc_result_gate(const easc_result *result, easc_gate *out);

/* One condition of the gate: what it asks, and the figure it found. Texts are borrowed. */
typedef struct easc_condition {
    uint32_t size;  /* sizeof(easc_condition), set by the caller */
    int32_t is_met; /* 0 or 1 */
    easc_text id;   /* "failing-users", … */
    easc_text text; /* what it asks, in a few words */
    double figure;
    double limit;
    int32_t is_at_most; /* 1: the figure must not exceed the limit; 0: must reach it */
    int32_t is_percent;
} easc_condition;

/* Condition `index`, from 0 to gate.conditions - 1, in the order that decides. EASC_OK,
 * EASC_E_ARGUMENT. */
EASC_API easc_status easc_result_condition(const easc_result *result, uint64_t index,
                                           easc_condition *out);

/* User `index` of those who would stop syncing, from 0 to gate.failing_users - 1; borrowed.
   EASC_OK, EASC_E_ARGUMENT. */
EASC_API easc_status easc_result_failing_user(const easc_result *result, uint64_t index,
                                              easc_text *out);

/* ---- documents ----------------------------------------------------------------------------- */

/* Kinds of a document, and its formats. */
enum {
    EASC_DOCUMENT_SCAN = 1,
    EASC_DOCUMENT_GATE = 2,
    EASC_DOCUMENT_FINDINGS = 3,
    EASC_DOCUMENT_TIMELINE = 4 /* of the listed devices: whole when the option "timeline" was set */
};
enum { EASC_FORMAT_TEXT = 1, EASC_FORMAT_CSV = 2, EASC_FORMAT_JSON = 3 };

/* A text that is made while it is read or saved. */
typedef struct easc_document easc_document;

/* A document of a result, which may be freed meanwhile. `has_colour` (0: no) and `width` (columns,
   0: unlimited) are for EASC_FORMAT_TEXT on a terminal. EASC_OK, EASC_E_ARGUMENT, EASC_E_MEMORY. */
EASC_API easc_status easc_document_new(const easc_result *result, int32_t kind, int32_t format,
                                       int32_t has_colour, uint32_t width, easc_document **out,
                                       easc_error *error);

/* A document that explains rows of an IIS log or ActiveSync queries in plain sentences, and lists
   every part of them: `text` holds one or more lines of them, with or without the #Fields line of
   the log in front. A query is what stands behind '?', plain or base64. Of `options` only
   "catalogue", "language" and "fields" (also "assume-fields") matter. Lines that cannot be
   explained are listed at the end. `format` is EASC_FORMAT_TEXT or EASC_FORMAT_JSON; the other
   arguments are as above. EASC_OK; EASC_E_ARGUMENT; EASC_E_DATA (nothing in the text can be
   explained, and `error` says what is wrong; or the catalogue is damaged); EASC_E_LIMIT (more than
   1 MiB and 64 KiB, or 1000 rows; or a catalogue over 16 MiB); of the catalogue EASC_E_NOT_FOUND,
   EASC_E_ACCESS and EASC_E_READ; EASC_E_MEMORY. One thread of the process at a time. */
EASC_API easc_status easc_explain_new(const easc_options *options, const char *text, size_t length,
                                      int32_t format, int32_t has_colour, uint32_t width,
                                      easc_document **out, easc_error *error);

/* The next bytes, at most `capacity` (at least 1), into `buffer`; how many in `*count`. EASC_OK;
   EASC_END with a count of 0; EASC_E_ARGUMENT; EASC_E_MEMORY. */
EASC_API easc_status easc_document_read(easc_document *document, void *buffer, size_t capacity,
                                        size_t *count, easc_error *error);

/* Writes what is left to a file: beside it first, then renamed, so that the file is the old one or
   the whole new one. Never onto a log or a catalogue that was read (EASC_E_ACCESS). What a save
   that fails has taken from the document is gone. EASC_OK, EASC_E_ARGUMENT, EASC_E_NOT_FOUND (the
   folder), EASC_E_ACCESS, EASC_E_WRITE, EASC_E_CANCELLED, EASC_E_MEMORY. */
EASC_API easc_status easc_document_save(easc_document *document, const char *path, size_t length,
                                        easc_error *error);

/* Lets a save that runs, and every later one, end soon with EASC_E_CANCELLED and no file; on
   Windows one into a pipe whose reader rests ends when that reads on or leaves. Any thread, any
   time, also in a signal handler; NULL does nothing. */
EASC_API void easc_document_cancel(easc_document *document);

/* Frees; not while another thread reads or saves it. */
EASC_API void easc_document_free(easc_document *document);

/* ---- catalogues ---------------------------------------------------------------------------- */

/* What is asked of catalogues: which ones are shipped, what one holds, what it says of a client. */
enum { EASC_CATALOGUE_LIST = 1, EASC_CATALOGUE_CHECK = 2, EASC_CATALOGUE_EXPLAIN = 3 };

/* A question about catalogues; every text may be empty. Those behind `catalogue` are for
   EASC_CATALOGUE_EXPLAIN, which needs one of agent, type, model and OS; they may be written as they
   stand in a log, with '+' for a blank. */
typedef struct easc_catalogue_question {
    uint32_t size; /* sizeof(easc_catalogue_question), set by the caller */
    int32_t kind;  /* EASC_CATALOGUE_… */
    easc_text
        catalogue; /* name of a shipped one, or a file; empty: the default one. Not for a list */
    easc_text user_agent;
    easc_text device_type;
    easc_text device_model;     /* DevModel */
    easc_text device_os;        /* DevOS */
    easc_text protocol_version; /* that client and server agreed on: "14.1" */
    easc_text offered_version;  /* that the server of the mailbox agreed on with others: "16.1" */
} easc_catalogue_question;

/* The answer as a document, EASC_FORMAT_TEXT or EASC_FORMAT_JSON; what is borrowed by the question
   is needed until the call returns. A file that is no catalogue is EASC_E_DATA: the error names
   line, JSON path and what was expected. On one thread of the process at a time, and not while a
   scan starts. `has_colour` and `width` as for easc_document_new. EASC_OK, EASC_E_ARGUMENT,
   EASC_E_NOT_FOUND, EASC_E_ACCESS, EASC_E_READ, EASC_E_DATA, EASC_E_LIMIT (larger than 16 MiB),
   EASC_E_MEMORY. */
EASC_API easc_status easc_catalogue_document(const easc_catalogue_question *question,
                                             int32_t format, int32_t has_colour, uint32_t width,
                                             easc_document **out, easc_error *error);

/* ---- report -------------------------------------------------------------------------------- */

/* A workbook that is being written, or is there. */
typedef struct easc_report easc_report;

/* Starts to write a workbook (.xlsx) of a result, which may be freed meanwhile: beside `path`
   first, then renamed. EASC_OK, EASC_E_ARGUMENT, EASC_E_MEMORY. */
EASC_API easc_status easc_report_start(const easc_result *result, const char *path, size_t length,
                                       easc_report **out, easc_error *error);

/* Waits until the report has ended or `timeout_ms` milliseconds have passed (UINT32_MAX: for ever).
   `*permille` (NULL is allowed) is the share done, 0 to 1000, set whatever the status, but
   EASC_E_ARGUMENT. EASC_RUNNING, EASC_OK (the workbook is there), EASC_E_CANCELLED,
   EASC_E_NOT_FOUND (the folder), EASC_E_ACCESS (a workbook that is open in Excel, too, and a log
   that was read), EASC_E_WRITE, EASC_E_MEMORY. Any thread, several at once. */
EASC_API easc_status easc_report_wait(easc_report *report, uint32_t timeout_ms, uint32_t *permille,
                                      easc_error *error);

/* Asks the report to end soon: no file, and no half one, stays behind. Any thread, any time; does
   not wait. */
EASC_API void easc_report_cancel(easc_report *report);

/* Cancels, waits for the thread, frees. */
EASC_API void easc_report_free(easc_report *report);

/* ---- export: the six files of Exchange's own Export-ActiveSyncLog --------------------------- */

/* Where the files go, and how. The option "export-activesynclog" tells a scan to count rows for
   them: then nothing is judged, and the result has no devices. "start-date", "end-date" and
   "use-gmt" are the cmdlet's own; `easc export-activesynclog --help` explains them. */
typedef struct easc_export easc_export;

/* Replace files that are there; write texts of strangers so that no spreadsheet takes one for a
   formula, and as valid CSV, which the cmdlet does not. */
enum { EASC_EXPORT_FORCE = 1, EASC_EXPORT_SAFE = 2 };

/* Names the folder, which must exist, and what stands in front of the six names, "" for nothing.
   `flags` are EASC_EXPORT_… or 0. Call it before the scan: it looks whether the files could be
   written. EASC_OK; EASC_E_ARGUMENT (also a prefix with a separator of paths in it);
   EASC_E_NOT_FOUND (the folder); EASC_E_ACCESS (one of the files is there, and may not be replaced
   without EASC_EXPORT_FORCE); EASC_E_MEMORY. */
EASC_API easc_status easc_export_new(const char *folder, size_t folder_length, const char *prefix,
                                     size_t prefix_length, uint32_t flags, easc_export **out,
                                     easc_error *error);

/* What was written. */
typedef struct easc_exported {
    uint32_t size;          /* sizeof(easc_exported), set by the caller */
    uint32_t cut_files;     /* bit n: file n (in the order Users, Servers, Hourly, StatusCodes,
                               PolicyCompliance, UserAgents) lacks rows or devices, because there
                               were too many names */
    uint64_t formula_cells; /* cells that look like a formula to a spreadsheet; harmless with
                               EASC_EXPORT_SAFE only */
    uint64_t user_rows;     /* of Users.csv, without its total */
} easc_exported;

/* Writes the six files: beside their places first, then renamed, so that all of them are new or
   none is; only a fault while they are renamed leaves some. Never onto a log that was read. `out`
   may be NULL. EASC_OK; EASC_E_ARGUMENT; EASC_E_STATE (the scan had no option
   "export-activesynclog"); EASC_E_NOT_FOUND, EASC_E_ACCESS (also a file that is open in Excel),
   EASC_E_WRITE, EASC_E_CANCELLED, EASC_E_MEMORY. */
EASC_API easc_status easc_export_save(easc_export *files, const easc_result *result,
                                      easc_exported *out, easc_error *error);

/* Lets a save that runs, and every later one, end soon with EASC_E_CANCELLED and no file. Any
   thread, any time, also in a signal handler; NULL does nothing. */
EASC_API void easc_export_cancel(easc_export *files);

/* Frees; not while another thread saves. */
EASC_API void easc_export_free(easc_export *files);

#ifdef __cplusplus
}
#endif

#endif
