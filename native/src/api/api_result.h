/* api_result.h - the result that several handles share, and the step from inner errors to public
   ones. Seen by the files of api/ only. */
#ifndef EASC_API_API_RESULT_H
#define EASC_API_API_RESULT_H

#include "answer/answer.h"
#include "base/text.h"
#include "os/os_thread.h"

/* An answer with a count of the handles that look at it. */
typedef struct easc__shared {
    easc__lock *lock; /* guards `references` */
    uint64_t references;
    easc__answer *answer;
} easc__shared;

/* A handle: one reference. */
struct easc_result {
    easc__shared *shared;
};

/* Takes the answer over; one reference. NULL: no memory, and the answer stays the caller's. */
easc__shared *easc__shared_new(easc__answer *answer);
void easc__shared_hold(easc__shared *shared);
void easc__shared_drop(easc__shared *shared); /* NULL does nothing; the last one frees */

/* What is inside options. */
const easc__options *easc__options_of(const easc_options *options);

/* A document that is a text already, which is taken over; `source` is the file that it is about and
   must not be written over, empty without one. NULL: no memory, and the text stays the caller's. */
easc_document *easc__document_of_text(easc__text *text, easc__bytes source);

/* Copies an inner error into a public one (NULL is allowed), as far as its `size` reaches. False
   when nothing was copied: NULL, or too small to hold even its size. */
bool easc__give_error(const easc__error *from, easc_error *to);

/* Fills a public error. */
easc_status easc__refuse(easc_error *to, easc_status status, const char *message);

/* A path as a text that ends with NUL, from easc__alloc; NULL with a status when it is none. */
char *easc__path_text(const char *path, size_t length, easc_error *error, easc_status *status);

/* EASC_E_ACCESS when the path is one of the logs that were read, or `source`, the file that a
   document without an answer is about: what takes its place would be the last thing that was done
   with it. One of `answer` and `source` is NULL. EASC_E_MEMORY. */
easc_status easc__refuse_inputs(const easc__answer *answer, const char *source, const char *path,
                                easc__error *err);

/* Copies the first `size` bytes that the caller's struct has room for; `size` stays. False when the
   caller's struct is too small to hold even its size. */
bool easc__give_struct(void *to, const void *from, size_t size);

#endif
