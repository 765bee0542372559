/* faults.h - calls of the system that fail on demand. The linker leads every call of the program,
   of the library and of the third-party code in it here (--wrap, see tests/CMakeLists.txt); what
   the C library calls inside itself is not seen. */
#ifndef EASC_TESTS_FAULTS_H
#define EASC_TESTS_FAULTS_H

#include <stddef.h>

typedef enum fault_kind {
    FAULT_MEMORY, /* malloc, calloc, realloc */
    FAULT_LOOK,   /* stat, fstat, opendir, readdir, lseek */
    FAULT_OPEN,   /* open, fopen, mkstemp */
    FAULT_READ,   /* read */
    FAULT_WRITE,  /* write, fwrite, fflush, fclose, fsync, rename */
    FAULT_RANDOM, /* getrandom */
    FAULT_THREAD, /* pthread_create */
    FAULT_KINDS
} fault_kind;

/* From now on the call with that number (0: the next) of the kind fails, and those before and
   behind it do not. SIZE_MAX: none. */
void faults_set(fault_kind kind, size_t number);

/* Calls of the kind since faults_set. */
size_t faults_seen(fault_kind kind);

#endif
