/* os_codes.c - what the values of errno mean; see os_error.h. */
#define _POSIX_C_SOURCE 200809L

#include "os/os_error.h"

#include <errno.h>

static const easc__code_row code_table[] = {
    {ENOENT, EASC_E_NOT_FOUND, "no such file or folder"},
    {ENOTDIR, EASC_E_NOT_FOUND, "a part of the path is a file where a folder is needed"},
    {ENAMETOOLONG, EASC_E_NOT_FOUND, "the path, or a name in it, is longer than the system allows"},
    {EACCES, EASC_E_ACCESS,
     "access is denied: check the permissions of the file and of the folders above it"},
    {EPERM, EASC_E_ACCESS, "the system does not permit it: check the owner of the file"},
    {EROFS, EASC_E_ACCESS, "the file system is read-only: choose another folder"},
    {EBUSY, EASC_E_ACCESS, "another program is using the file: close it there"},
    {ETXTBSY, EASC_E_ACCESS, "the file is a program that is running"},
    {ELOOP, EASC_E_ACCESS, "symbolic links lead round in a circle: remove one of them"},
    {EISDIR, EASC_OK, "is a folder where a file is needed: name a file in it"},
    {ENOSPC, EASC_OK, "the disk is full: free space there or choose another folder"},
    {EDQUOT, EASC_OK, "the disk quota is used up: free space there or choose another folder"},
    {EFBIG, EASC_OK,
     "the file is larger than the file system or the limit of the shell (ulimit "
     "-f) allows: choose another folder"},
    {EMFILE, EASC_OK, "this process has too many files open: raise its limit (ulimit -n)"},
    {ENFILE, EASC_OK, "the system has too many files open: close some programs and try again"},
    {ENOMEM, EASC_E_MEMORY, "not enough memory"},
    {EIO, EASC_OK, "the device reports a fault: check the disk or the network share"},
    {ESTALE, EASC_OK, "the network share has gone away: connect it again"},
    {ENXIO, EASC_OK, "is a socket or a device with nothing behind it"},
    {ENODEV, EASC_OK, "is a device with nothing behind it"},
    {EPIPE, EASC_OK, "whoever read the output has closed it"},
    {EBADF, EASC_OK, "is not open"},
};

const easc__code_row *easc__system_codes(size_t *count)
{
    *count = sizeof code_table / sizeof code_table[0];
    return code_table;
}
