/* test_loaded.c - the shared library as a plug-in brings it: loaded at run time, twice from two
   files, unloaded and loaded again. Nothing of it stays in the process, and nothing of the process
   is changed. A handler that the library left for the end of the process would crash this program
   there: its code is gone. */
#ifndef _WIN32
#define _GNU_SOURCE /* RTLD_LOCAL, mallinfo2, sigaction */
#endif

#include "called.h"

#include "os/os_thread.h"

#include <locale.h>
#include <signal.h>
#include <time.h>

#ifdef _WIN32
#include "base/heap.h"
#include "os/win/wide.h"

#include <windows.h>

#include <psapi.h>
#include <tlhelp32.h>
#else
#include <dlfcn.h>
#include <fenv.h>
#include <malloc.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

/* --- the functions of one copy -------------------------------------------------------------- */

#define USED(X)                                                                                    \
    X(options_new)                                                                                 \
    X(options_add_path)                                                                            \
    X(options_free)                                                                                \
    X(scan_start)                                                                                  \
    X(scan_wait)                                                                                   \
    X(scan_result)                                                                                 \
    X(scan_free)                                                                                   \
    X(result_summary)                                                                              \
    X(result_free)                                                                                 \
    X(report_start)                                                                                \
    X(report_wait)                                                                                 \
    X(report_free)

typedef struct library {
    void *module;
#define MEMBER(name) __typeof__(easc_##name) *(name);
    USED(MEMBER)
#undef MEMBER
} library;

/* A copy of the library under another name. */
static const char *copy_library(scratch *place, const char *name)
{
    enum { ROOM = 1 << 26 };
    char *bytes = malloc(ROOM);
    FILE *file = fopen(EASC_LIBRARY, "rb");
    assert_true(bytes && file);
    size_t count = fread(bytes, 1, ROOM, file);
    assert_true(count > 0 && count < ROOM);
    assert_int_equal(fclose(file), 0);
    const char *path = scratch_write(place, name, bytes, count);
    free(bytes);
    return path;
}

#ifdef _WIN32
static void *open_module(const char *path)
{
    wchar_t *wide = easc__wide(path);
    assert_non_null(wide);
    for (wchar_t *c = wide; *c; c++) {
        *c = *c == L'/' ? L'\\' : *c;
    }
    void *module = LoadLibraryW(wide);
    easc__free(wide);
    return module;
}

static void find_function(void *module, const char *name, void *to)
{
    FARPROC function = GetProcAddress(module, name);
    memcpy(to, &function, sizeof function);
}

static void close_module(void *module)
{
    assert_true(FreeLibrary(module));
}

static bool is_mapped(const char *path)
{
    return GetModuleHandleA(path + easc__path_last_part(path)) != NULL;
}

#else
static void *open_module(const char *path)
{
    return dlopen(path, RTLD_NOW | RTLD_LOCAL);
}

static void find_function(void *module, const char *name, void *to)
{
    void *function = dlsym(module, name);
    memcpy(to, &function, sizeof function);
}

static void close_module(void *module)
{
    assert_int_equal(dlclose(module), 0);
}

static bool is_mapped(const char *path)
{
    char line[8192];
    bool is_found = false;
    FILE *maps = fopen("/proc/self/maps", "r");
    assert_non_null(maps);
    while (fgets(line, sizeof line, maps)) {
        is_found = is_found || strstr(line, path);
    }
    assert_int_equal(fclose(maps), 0);
    return is_found;
}
#endif

static library load(const char *path)
{
    library l = {.module = open_module(path)};
    assert_non_null(l.module);
#define FIND(name)                                                                                 \
    find_function(l.module, "easc_" #name, &l.name);                                               \
    assert_true(l.name != NULL);
    USED(FIND)
#undef FIND
    return l;
}

/* --- what is done with a copy --------------------------------------------------------------- */

typedef struct user {
    const library *lib;
    const char *logs;
    const char *xlsx;
    size_t faults;
} user;

/* From a path to a workbook; whatever is not as it should be is counted. */
static void use(void *argument)
{
    user *who = argument;
    const library *l = who->lib;
    easc_options *options = NULL;
    easc_scan *scan = NULL;
    easc_result *result = NULL;
    easc_report *report = NULL;
    easc_summary summary = {.size = sizeof summary};
    who->faults += l->options_new(&options) != EASC_OK;
    who->faults += l->options_add_path(options, who->logs, strlen(who->logs), NULL) != EASC_OK;
    who->faults += l->scan_start(options, &scan, NULL) != EASC_OK;
    who->faults += l->scan_wait(scan, UINT32_MAX, NULL, NULL) != EASC_OK;
    who->faults += l->scan_result(scan, &result, NULL) != EASC_OK;
    who->faults += l->result_summary(result, &summary) != EASC_OK || summary.rows != 8;
    who->faults += l->report_start(result, who->xlsx, strlen(who->xlsx), &report, NULL) != EASC_OK;
    who->faults += l->report_wait(report, UINT32_MAX, NULL, NULL) != EASC_OK;
    l->report_free(report);
    l->result_free(result);
    l->scan_free(scan);
    l->options_free(options);
}

static void use_once(const library *l, const char *logs, const char *xlsx)
{
    user who = {l, logs, xlsx, 0};
    use(&who);
    assert_int_equal(who.faults, 0);
}

static void use_both(const library *one, const library *two, const char *logs, const char *xlsx[2])
{
    user users[2] = {{one, logs, xlsx[0], 0}, {two, logs, xlsx[1], 0}};
    easc__thread *threads[2];
    for (size_t i = 0; i < 2; i++) {
        threads[i] = easc__thread_start(use, &users[i]);
        assert_non_null(threads[i]);
    }
    for (size_t i = 0; i < 2; i++) {
        easc__thread_join(threads[i]);
        assert_int_equal(users[i].faults, 0);
    }
}

static void two_copies_work_at_once_and_are_unloaded_in_both_orders(void **state)
{
    const char *logs = write_logs(*state);
    const char *paths[2] = {copy_library(*state, "one.module"), copy_library(*state, "two.module")};
    const char *xlsx[2] = {scratch_path(*state, "1.xlsx"), scratch_path(*state, "2.xlsx")};
    for (size_t first = 0; first < 2; first++) {
        library libraries[2] = {load(paths[0]), load(paths[1])};
        assert_true(libraries[0].scan_start != libraries[1].scan_start);
        for (int i = 0; i < 10; i++) {
            use_both(&libraries[0], &libraries[1], logs, xlsx);
        }
        close_module(libraries[first].module);
        assert_false(is_mapped(paths[first]));
        assert_true(is_mapped(paths[1 - first]));
        use_once(&libraries[1 - first], logs, xlsx[0]);
        close_module(libraries[1 - first].module);
        assert_false(is_mapped(paths[1 - first]));
    }
}

/* --- what stays ----------------------------------------------------------------------------- */

/* What a process has. */
typedef struct possessions {
    size_t threads;
    size_t handles; /* open files */
    size_t memory;  /* bytes */
} possessions;

#ifdef _WIN32
static size_t count_threads(void)
{
    size_t count = 0;
    THREADENTRY32 entry = {.dwSize = sizeof entry};
    HANDLE threads = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
    assert_true(threads != INVALID_HANDLE_VALUE);
    for (BOOL is_one = Thread32First(threads, &entry); is_one;
         is_one = Thread32Next(threads, &entry)) {
        count += entry.th32OwnerProcessID == GetCurrentProcessId();
    }
    assert_true(CloseHandle(threads));
    return count;
}

static size_t count_handles(void)
{
    DWORD count = 0;
    assert_true(GetProcessHandleCount(GetCurrentProcess(), &count));
    return count;
}

static size_t count_memory(void)
{
    PROCESS_MEMORY_COUNTERS counters = {.cb = sizeof counters};
    assert_true(K32GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters));
    return counters.PagefileUsage;
}

#else
static size_t count_in(const char *folder)
{
    char **names = NULL;
    size_t count = 0;
    assert_int_equal(easc__folder_list(folder, &names, &count, NULL), EASC_OK);
    easc__names_free(names, count);
    return count;
}

static size_t count_threads(void)
{
    return count_in("/proc/self/task");
}

static size_t count_handles(void)
{
    return count_in("/proc/self/fd");
}

/* Sanitizers have a heap of their own, for which this says 0, and look for leaks themselves. */
static size_t count_memory(void)
{
    return mallinfo2().uordblks;
}
#endif

/* The system shows a thread for a moment behind its end, so its count may need a while. */
static possessions count_possessions(size_t threads)
{
    uint64_t until_ms = easc__clock_ms() + 10000;
    while (count_threads() != threads && easc__clock_ms() < until_ms) {
    }
    return (possessions){count_threads(), count_handles(), count_memory()};
}

static void loading_and_unloading_fifty_times_leaves_nothing(void **state)
{
    enum { WARM = 5, TIMES = 50, GROWTH = TIMES * 2048 };
    const char *logs = write_logs(*state);
    const char *path = copy_library(*state, "one.module");
    const char *xlsx = scratch_path(*state, "r.xlsx");
    size_t threads = count_threads();
    possessions before = {0, 0, 0};
    for (int i = 0; i < WARM + TIMES; i++) {
        if (i == WARM) { /* by now the system has what it keeps for later */
            before = count_possessions(threads);
        }
        library l = load(path);
        use_once(&l, logs, xlsx);
        close_module(l.module);
        assert_false(is_mapped(path));
    }
    possessions behind = count_possessions(threads);
    assert_int_equal(before.threads, threads);
    assert_int_equal(behind.threads, threads);
    assert_int_equal(behind.handles, before.handles);
    assert_true(behind.memory <= before.memory + GROWTH);
}

/* --- what is the host's --------------------------------------------------------------------- */

enum { TEXT_ROOM = 4096, SIGNALS = 32 };

/* What belongs to the process and not to a library; compared byte by byte. */
typedef struct process_state {
    struct tm
        calendar; /* what the host's last gmtime gave; the system's libxlsxwriter changes it */
    char locale[TEXT_ROOM];
    char folder[TEXT_ROOM];
#ifdef _WIN32
    void (*handlers[SIGNALS])(int);
    void *exception_filter;
    UINT error_mode;
#else
    void (*handlers[SIGNALS])(int);
    int flags[SIGNALS];
    uint64_t masks[SIGNALS]; /* of the handlers; of the thread at 0 */
    mode_t umask;
    locale_t thread_locale;
    int rounding;
#endif
} process_state;

static void note_calendar(const struct tm *calendar, process_state *s)
{
#ifdef EASC_OWN_LIBRARIES
    s->calendar = *calendar;
#else
    (void)calendar;
    (void)s;
#endif
}

#ifdef _WIN32
/* Some numbers are no signals, and give SIG_ERR. */
static void note_process(const struct tm *calendar, process_state *s)
{
    memset(s, 0, sizeof *s);
    note_calendar(calendar, s);
    (void)snprintf(s->locale, sizeof s->locale, "%s", setlocale(LC_ALL, NULL));
    assert_true(GetCurrentDirectoryA(sizeof s->folder, s->folder) > 0);
    for (int i = 1; i < SIGNALS; i++) {
        s->handlers[i] = signal(i, SIG_IGN);
        if (s->handlers[i] != SIG_ERR) {
            (void)signal(i, s->handlers[i]);
        }
    }
    LPTOP_LEVEL_EXCEPTION_FILTER filter = SetUnhandledExceptionFilter(NULL);
    (void)SetUnhandledExceptionFilter(filter);
    memcpy(&s->exception_filter, &filter, sizeof filter);
    s->error_mode = GetErrorMode();
}

#else
/* The system fills a part of a set only. */
static uint64_t bits_of(const sigset_t *set)
{
    uint64_t bits = 0;
    for (int i = 1; i < SIGNALS; i++) {
        bits |= sigismember(set, i) == 1 ? UINT64_C(1) << i : 0;
    }
    return bits;
}

static void note_process(const struct tm *calendar, process_state *s)
{
    memset(s, 0, sizeof *s);
    note_calendar(calendar, s);
    (void)snprintf(s->locale, sizeof s->locale, "%s", setlocale(LC_ALL, NULL));
    assert_non_null(getcwd(s->folder, sizeof s->folder));
    for (int i = 1; i < SIGNALS; i++) {
        struct sigaction action;
        assert_int_equal(sigaction(i, NULL, &action), 0);
        s->handlers[i] = action.sa_handler;
        s->flags[i] = action.sa_flags;
        s->masks[i] = bits_of(&action.sa_mask);
    }
    sigset_t blocked;
    assert_int_equal(pthread_sigmask(SIG_SETMASK, NULL, &blocked), 0);
    s->masks[0] = bits_of(&blocked);
    s->umask = umask(0);
    (void)umask(s->umask);
    s->thread_locale = uselocale((locale_t)0);
    s->rounding = fegetround();
}
#endif

static void pass_by(int number)
{
    (void)number;
}

/* Values that nobody would choose by chance; gives the only time that gmtime can keep. */
static const struct tm *prepare_process(void)
{
    const time_t when = 12345678;
    assert_true(signal(SIGTERM, pass_by) != SIG_ERR);
    assert_true(signal(SIGINT, SIG_IGN) != SIG_ERR);
    (void)setlocale(LC_ALL, "");
#ifndef _WIN32
    sigset_t blocked;
    assert_int_equal(sigemptyset(&blocked), 0);
    assert_int_equal(sigaddset(&blocked, SIGUSR1), 0);
    assert_int_equal(pthread_sigmask(SIG_BLOCK, &blocked, NULL), 0);
    (void)umask(0027);
    assert_int_equal(fesetround(FE_UPWARD), 0);
#endif
    return gmtime(&when);
}

static void the_process_is_as_it_was_while_a_copy_works_and_behind_it(void **state)
{
    const char *logs = write_logs(*state);
    const char *path = copy_library(*state, "one.module");
    const char *xlsx = scratch_path(*state, "r.xlsx");
    static process_state before;
    static process_state loaded;
    static process_state used;
    static process_state unloaded;
    const struct tm *calendar = prepare_process();
    note_process(calendar, &before);
    library l = load(path);
    note_process(calendar, &loaded);
    use_once(&l, logs, xlsx);
    note_process(calendar, &used);
    close_module(l.module);
    note_process(calendar, &unloaded);
    assert_memory_equal(&loaded, &before, sizeof before);
    assert_memory_equal(&used, &before, sizeof before);
    assert_memory_equal(&unloaded, &before, sizeof before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_a_place(two_copies_work_at_once_and_are_unloaded_in_both_orders),
        in_a_place(loading_and_unloading_fifty_times_leaves_nothing),
        in_a_place(the_process_is_as_it_was_while_a_copy_works_and_behind_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
