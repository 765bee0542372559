/* msan_stat.c - clang's memory sanitizer (14) does not know that stat64 and fstat64 of newer glibc
   fill their struct. The linker leads the calls here. */
#define _DEFAULT_SOURCE /* struct stat64 */
#define _LARGEFILE64_SOURCE

#include <sanitizer/msan_interface.h>
#include <sys/stat.h>

int __real_stat64(const char *path, struct stat64 *out);
int __real_fstat64(int descriptor, struct stat64 *out);
int __wrap_stat64(const char *path, struct stat64 *out);
int __wrap_fstat64(int descriptor, struct stat64 *out);

static int filled(int result, struct stat64 *out)
{
    if (result == 0) {
        __msan_unpoison(out, sizeof *out);
    }
    return result;
}

int __wrap_stat64(const char *path, struct stat64 *out)
{
    return filled(__real_stat64(path, out), out);
}

int __wrap_fstat64(int descriptor, struct stat64 *out)
{
    return filled(__real_fstat64(descriptor, out), out);
}
