/* os_codes.c - what the values of GetLastError mean; see os_error.h. */
#include "os/os_error.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

/* ERROR_VIRUS_INFECTED and ERROR_DISK_QUOTA_EXCEEDED, which mingw-w64 10 does not name. */
enum { VIRUS_INFECTED = 225, DISK_QUOTA_EXCEEDED = 1295 };

static const easc__code_row code_table[] = {
    {ERROR_FILE_NOT_FOUND, EASC_E_NOT_FOUND, "no such file or folder"},
    {ERROR_PATH_NOT_FOUND, EASC_E_NOT_FOUND, "a folder of the path does not exist"},
    {ERROR_INVALID_DRIVE, EASC_E_NOT_FOUND, "no such drive"},
    {ERROR_BAD_NETPATH, EASC_E_NOT_FOUND, "the server of the network path cannot be found"},
    {ERROR_BAD_NET_NAME, EASC_E_NOT_FOUND, "the server has no such share"},
    {ERROR_INVALID_NAME, EASC_E_NOT_FOUND, "the path has a character that names cannot have"},
    {ERROR_BAD_PATHNAME, EASC_E_NOT_FOUND, "the path is not well-formed"},
    {ERROR_DIRECTORY, EASC_E_NOT_FOUND, "a part of the path is a file where a folder is needed"},
    {ERROR_FILENAME_EXCED_RANGE, EASC_E_NOT_FOUND,
     "the path, or a name in it, is longer than the system allows"},
    {ERROR_ACCESS_DENIED, EASC_E_ACCESS,
     "access is denied: check the permissions of the file and of the folders above it"},
    {ERROR_PRIVILEGE_NOT_HELD, EASC_E_ACCESS, "access is denied: run as an administrator"},
    {ERROR_LOGON_FAILURE, EASC_E_ACCESS,
     "the server does not accept the user: connect the share first"},
    {ERROR_WRITE_PROTECT, EASC_E_ACCESS, "the disk is write-protected: choose another folder"},
    {ERROR_SHARING_VIOLATION, EASC_E_ACCESS,
     "another program has the file open and does not share it: close it there"},
    {ERROR_LOCK_VIOLATION, EASC_E_ACCESS,
     "another program has locked a part of the file: close it there"},
    {ERROR_USER_MAPPED_FILE, EASC_E_ACCESS, "another program is using the file: close it there"},
    {ERROR_CANT_RESOLVE_FILENAME, EASC_E_ACCESS,
     "symbolic links lead round in a circle: remove one of them"},
    {VIRUS_INFECTED, EASC_E_ACCESS, "the virus scanner refuses access to the file"},
    {ERROR_NOT_ENOUGH_MEMORY, EASC_E_MEMORY, "not enough memory"},
    {ERROR_OUTOFMEMORY, EASC_E_MEMORY, "not enough memory"},
    {ERROR_DISK_FULL, EASC_OK, "the disk is full: free space there or choose another folder"},
    {ERROR_HANDLE_DISK_FULL, EASC_OK,
     "the disk is full: free space there or choose another folder"},
    {DISK_QUOTA_EXCEEDED, EASC_OK,
     "the disk quota is used up: free space there or choose another folder"},
    {ERROR_TOO_MANY_OPEN_FILES, EASC_OK, "this process has too many files open"},
    {ERROR_NO_SYSTEM_RESOURCES, EASC_OK,
     "the system is short of resources: close some programs and try again"},
    {ERROR_NOT_READY, EASC_OK, "the drive is not ready: is a disk in it?"},
    {ERROR_CRC, EASC_OK, "the device reports a fault: check the disk"},
    {ERROR_IO_DEVICE, EASC_OK, "the device reports a fault: check the disk"},
    {ERROR_FILE_CORRUPT, EASC_OK, "the file system is damaged: check the disk"},
    {ERROR_NETNAME_DELETED, EASC_OK, "the network share has gone away: connect it again"},
    {ERROR_UNEXP_NET_ERR, EASC_OK, "the network reports a fault: try again"},
    {ERROR_DEV_NOT_EXIST, EASC_OK, "the network share has gone away: connect it again"},
    {ERROR_BROKEN_PIPE, EASC_OK, "whoever used the other end of the pipe has closed it"},
    {ERROR_PIPE_NOT_CONNECTED, EASC_OK, "whoever used the other end of the pipe has closed it"},
    {ERROR_NO_DATA, EASC_OK, "whoever used the other end of the pipe has closed it"},
    {ERROR_INVALID_HANDLE, EASC_OK, "is not open"},
};

const easc__code_row *easc__system_codes(size_t *count)
{
    *count = sizeof code_table / sizeof code_table[0];
    return code_table;
}
