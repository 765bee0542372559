/* held_input.h - a standard input that gives bytes when the test wants it and ends when the test
   wants it: a scan of "-" works until then. Or one that is not open at all. */
#ifndef EASC_TESTS_SUPPORT_HELD_INPUT_H
#define EASC_TESTS_SUPPORT_HELD_INPUT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

typedef struct held_input {
    HANDLE before;
    HANDLE reader; /* NULL: not open */
    HANDLE writer; /* NULL: ended */
} held_input;

static inline held_input held_input_closed(void)
{
    held_input held = {GetStdHandle(STD_INPUT_HANDLE), NULL, NULL};
    assert_true(SetStdHandle(STD_INPUT_HANDLE, NULL));
    return held;
}

static inline held_input held_input_open(void)
{
    held_input held = held_input_closed();
    assert_true(CreatePipe(&held.reader, &held.writer, NULL, 0));
    assert_true(SetStdHandle(STD_INPUT_HANDLE, held.reader));
    return held;
}

static inline void held_input_give(held_input *held, const char *bytes, size_t count)
{
    DWORD done = 0;
    assert_true(WriteFile(held->writer, bytes, (DWORD)count, &done, NULL));
    assert_int_equal(done, count);
}

/* Readers see the end. */
static inline void held_input_end(held_input *held)
{
    if (held->writer) {
        assert_true(CloseHandle(held->writer));
        held->writer = NULL;
    }
}

/* Puts the old one back; nobody may read any more. */
static inline void held_input_done(held_input *held)
{
    held_input_end(held);
    assert_true(SetStdHandle(STD_INPUT_HANDLE, held->before));
    if (held->reader) {
        assert_true(CloseHandle(held->reader));
    }
}

#else
#include <unistd.h>

typedef struct held_input {
    int before;
    int writer; /* -1: ended */
} held_input;

static inline held_input held_input_closed(void)
{
    held_input held = {dup(STDIN_FILENO), -1};
    assert_int_equal(close(STDIN_FILENO), 0);
    return held;
}

static inline held_input held_input_open(void)
{
    int ends[2];
    held_input held = {dup(STDIN_FILENO), -1};
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    assert_int_equal(close(ends[0]), 0);
    held.writer = ends[1];
    return held;
}

static inline void held_input_give(held_input *held, const char *bytes, size_t count)
{
    assert_int_equal(write(held->writer, bytes, count), count);
}

/* Readers see the end. */
static inline void held_input_end(held_input *held)
{
    if (held->writer >= 0) {
        assert_int_equal(close(held->writer), 0);
        held->writer = -1;
    }
}

/* Puts the old one back; nobody may read any more. */
static inline void held_input_done(held_input *held)
{
    held_input_end(held);
    assert_int_equal(dup2(held->before, STDIN_FILENO), STDIN_FILENO);
    assert_int_equal(close(held->before), 0);
}
#endif

#endif
