/* reaches.h - a call that gives a status which easc.h documents. check_statuses.py looks for these
   two words in the tests and compares them with the comments of easc.h. */
#ifndef EASC_TESTS_SUPPORT_REACHES_H
#define EASC_TESTS_SUPPORT_REACHES_H

/* Calls the function with `arguments`, in brackets, and expects that status. */
#define REACHES(function, status, arguments) assert_int_equal(function arguments, status)

/* Calls it, expects EASC_OK, and that `place`, which it filled, is that status. */
#define CARRIES(function, status, arguments, place)                                                \
    do {                                                                                           \
        assert_int_equal(function arguments, EASC_OK);                                             \
        assert_int_equal(place, status);                                                           \
    } while (0)

#endif
