/* input_list.c - see input_list.h, and easc__inputs_free of source.h. */
#include "source/input_list.h"

#include "base/heap.h"
#include "base/text.h"

#include <stdlib.h>

static easc_status memory_fail(easc__error *err, const char *path)
{
    return easc__fail(err, EASC_E_MEMORY, path, "not enough memory");
}

static void free_input(easc__input_ref *input)
{
    easc__free(input->path);
    easc__free(input->absolute);
    easc__free(input->container);
}

static char *copy_z(const char *text)
{
    return easc__copy_text(text, strlen(text));
}

/* "archive/member"; NULL: no memory. */
static char *behind(const char *archive, const char *member)
{
    easc__text text = easc__text_init(0);
    easc__text_add_z(&text, archive);
    easc__text_add_char(&text, '/');
    easc__text_add_z(&text, member);
    char *path = text.failed ? NULL : easc__copy_text(text.p, text.n);
    easc__text_done(&text);
    return path;
}

/* Adds the input, which the list owns from now on, also on failure. */
static easc_status add_input(easc__input_list *list, easc__input_ref input, const char *path,
                             easc__error *err)
{
    bool is_whole =
        input.path && input.absolute && (input.container || input.kind != EASC__INPUT_ZIP_MEMBER);
    easc__input_ref *moved = NULL;
    if (is_whole) {
        moved = easc__grow(list->inputs, list->count, &list->capacity, sizeof *list->inputs);
    }
    if (!moved) {
        free_input(&input);
        return memory_fail(err, path);
    }
    list->inputs = moved;
    list->inputs[list->count++] = input;
    return EASC_OK;
}

easc_status easc__inputs_add_file(easc__input_list *list, easc__input_kind kind, const char *path,
                                  const easc__path_info *info, easc__error *err)
{
    easc__input_ref input = {.kind = kind, .path = copy_z(path)};
    if (info) {
        input.size_bytes = info->size_bytes;
        input.identity = info->identity;
    }
    input.absolute = kind == EASC__INPUT_STDIN ? copy_z("") : easc__path_absolute(path);
    return add_input(list, input, path, err);
}

easc_status easc__inputs_add_member(easc__input_list *list, const char *path,
                                    const easc__path_info *info, const easc__zip_member *member,
                                    easc__error *err)
{
    char *absolute = easc__path_absolute(path);
    easc__input_ref input = {.kind = EASC__INPUT_ZIP_MEMBER,
                             .path = behind(path, member->name),
                             .absolute = absolute ? behind(absolute, member->name) : NULL,
                             .identity = info->identity,
                             .container = copy_z(path),
                             .position = {member->position[0], member->position[1]},
                             .is_encrypted = member->is_encrypted,
                             .size_bytes = member->size_bytes};
    easc__free(absolute);
    return add_input(list, input, path, err);
}

easc_status easc__inputs_add_problem(easc__input_list *list, const easc__error *problem,
                                     easc__error *err)
{
    easc__error *moved = NULL;
    if (problem->status != EASC_E_MEMORY) {
        moved = easc__grow(list->problems, list->problem_count, &list->problem_capacity,
                           sizeof *list->problems);
    }
    if (!moved) {
        return memory_fail(err, problem->path);
    }
    list->problems = moved;
    list->problems[list->problem_count++] = *problem;
    return EASC_OK;
}

/* Members of one archive may have the same name: then their order in it decides. */
static int compare_inputs(const void *a, const void *b)
{
    const easc__input_ref *left = a;
    const easc__input_ref *right = b;
    int order = strcmp(left->path, right->path);
    if (order != 0) {
        return order;
    }
    return (left->position[0] > right->position[0]) - (left->position[0] < right->position[0]);
}

void easc__inputs_sort(easc__input_list *list)
{
    if (list->count > 0) {
        qsort(list->inputs, list->count, sizeof *list->inputs, compare_inputs);
    }
}

void easc__inputs_free(easc__input_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free_input(&list->inputs[i]);
    }
    easc__free(list->inputs);
    easc__free(list->problems);
    *list = (easc__input_list){NULL, 0, 0, NULL, 0, 0};
}
