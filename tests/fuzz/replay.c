/* replay.c - hands every file of a folder to a fuzz target: the corpus as an ordinary test.
   Usage: PROGRAM FOLDER. 0 when there was at least one and all were survived. */
#include "fuzz/fuzz.h"
#include "os/os_file.h"

static bool fail(const char *what, const char *path)
{
    (void)fprintf(stderr, "%s %s\n", what, path);
    return false;
}

/* Exactly as many bytes as the file has, so that a sanitizer sees a read beyond them. */
static bool replay(const char *path)
{
    easc__file *file = NULL;
    size_t count = 0;
    if (easc__file_open(path, &file, NULL) != EASC_OK) {
        return fail("cannot open", path);
    }
    size_t size = (size_t)easc__file_size(file);
    uint8_t *bytes = malloc(size > 0 ? size : 1);
    bool is_read = bytes && easc__file_read(file, bytes, size, &count, NULL) == EASC_OK;
    easc__file_close(file);
    if (!is_read || count != size) {
        free(bytes);
        return fail("cannot read", path);
    }
    bool is_survived = LLVMFuzzerTestOneInput(bytes, size) == 0;
    free(bytes);
    return is_survived || fail("refused", path);
}

static bool replay_in(const char *folder, const char *name)
{
    easc__text path = easc__text_init(0);
    easc__text_add_z(&path, folder);
    easc__text_add_char(&path, '/');
    easc__text_add_z(&path, name);
    easc__text_add_char(&path, '\0');
    bool is_good = !path.failed && replay(path.p);
    easc__text_done(&path);
    return is_good;
}

int main(int argc, char **argv)
{
    char **names = NULL;
    size_t count = 0;
    size_t good = 0;
    if (argc != 2 || easc__folder_list(argv[1], &names, &count, NULL) != EASC_OK) {
        (void)fail("usage: FOLDER of inputs;", argc == 2 ? argv[1] : "");
        return 1;
    }
    for (size_t i = 0; i < count; i++) {
        good += replay_in(argv[1], names[i]);
    }
    easc__names_free(names, count);
    (void)printf("%zu of %zu inputs survived\n", good, count);
    return count > 0 && good == count ? 0 : 1;
}
