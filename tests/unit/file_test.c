/* SPDX-License-Identifier: Apache-2.0
 *
 * file_test.c - whole files in, whole files out, and errors that name them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"

static char folder[] = "/tmp/layerward-file-test-XXXXXX";

static const char *in_folder(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void a_file_appears_whole_or_not_at_all(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_atomic file = LW_ATOMIC_INIT;
    struct lw_view read = LW_VIEW_NONE;
    struct stat st;
    assert_true(lw_ok(lw_atomic_begin(&file, in_folder("out"), NULL)));
    fputs("first", file.stream);
    assert_int_not_equal(stat(in_folder("out"), &st), 0);
    assert_true(lw_ok(lw_atomic_commit(&file, NULL)));
    lw_atomic_abort(&file);
    assert_true(lw_ok(lw_file_read(&read, in_folder("out"), 100, &arena, NULL)));
    assert_true(lw_view_is(read, "first"));

    assert_true(lw_ok(lw_atomic_begin(&file, in_folder("out"), NULL)));
    fputs("second", file.stream);
    char *temporary = strdup(file.temporary);
    assert_int_equal(stat(temporary, &st), 0);
    lw_atomic_abort(&file);
    assert_int_not_equal(stat(temporary, &st), 0);
    free(temporary);
    assert_true(lw_ok(lw_file_read(&read, in_folder("out"), 100, &arena, NULL)));
    assert_true(lw_view_is(read, "first"));
    unlink(in_folder("out"));
    lw_arena_clear(&arena);
}

static void errors_name_the_file(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_err err = { 0 };
    struct lw_view read;
    struct lw_atomic file;
    assert_int_equal(lw_file_read(&read, in_folder("none"), 9, &arena, &err).code, LW_E_NOT_FOUND);
    assert_non_null(strstr(err.text, in_folder("none")));
    assert_int_equal(lw_code_exit(err.code), 3);
    assert_int_equal(lw_file_read(&read, folder, 9, &arena, &err).code, LW_E_IO);
    assert_int_equal(lw_atomic_begin(&file, in_folder("no/where"), &err).code, LW_E_IO);
    assert_non_null(strstr(err.text, in_folder("no/where")));
    lw_arena_clear(&arena);
}

static void what_is_no_file_is_written_to_as_it_stands(void **state)
{
    (void)state;
    struct lw_err err = { 0 };
    struct lw_atomic file = LW_ATOMIC_INIT;
    struct stat st;
    char read_back[8] = { 0 };
    assert_int_equal(lw_atomic_begin(&file, folder, &err).code, LW_E_IO);
    assert_non_null(strstr(err.text, "it is a folder"));

    assert_int_equal(mkfifo(in_folder("pipe"), 0600), 0);
    int end = open(in_folder("pipe"), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    assert_true(lw_ok(lw_atomic_begin(&file, in_folder("pipe"), NULL)));
    fputs("piped", file.stream);
    assert_true(lw_ok(lw_atomic_commit(&file, NULL)));
    assert_int_equal(read(end, read_back, sizeof read_back - 1), 5);
    assert_string_equal(read_back, "piped");
    close(end);
    assert_int_equal(stat(in_folder("pipe"), &st), 0);
    assert_true(S_ISFIFO(st.st_mode));
    unlink(in_folder("pipe"));

    assert_true(lw_ok(lw_atomic_begin(&file, "/dev/full", NULL)));
    fputs("lost", file.stream);
    assert_int_equal(lw_atomic_commit(&file, &err).code, LW_E_IO);
    assert_non_null(strstr(err.text, "/dev/full: cannot be written: No space left"));
}

static void a_limit_is_a_limit(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view read = LW_VIEW_NONE;
    int fds[2];
    for (size_t limit = 4; limit <= 6; limit++) {
        assert_int_equal(pipe(fds), 0); /* its size is not known beforehand */
        assert_int_equal(write(fds[1], "12345", 5), 5);
        close(fds[1]);
        lw_status s = lw_fd_read(&read, fds[0], "pipe", limit, &arena, NULL);
        assert_int_equal(s.code, limit < 5 ? LW_E_LIMIT : LW_E_OK);
        close(fds[0]);
    }
    assert_true(lw_view_is(read, "12345"));
    lw_arena_clear(&arena);
}

static void a_short_file_is_said_to_be_short(void **state)
{
    (void)state;
    struct lw_err err = { 0 };
    char into[8] = { 0 };
    FILE *f = fopen(in_folder("short"), "w");
    fputs("abcdef", f);
    fclose(f);
    int fd = open(in_folder("short"), O_RDONLY | O_CLOEXEC);
    assert_true(lw_ok(lw_pread_all(fd, into, 3, 2, NULL)));
    assert_string_equal(into, "cde");
    assert_int_equal(lw_pread_all(fd, into, 3, 5, &err).code, LW_E_FORMAT);
    assert_int_equal(err.offset, 6);
    close(fd);
    unlink(in_folder("short"));
}

static void folders_are_made_with_their_parents(void **state)
{
    (void)state;
    struct stat st;
    assert_true(lw_ok(lw_mkdirs(in_folder("a/b/c"), NULL)));
    assert_true(lw_ok(lw_mkdirs(in_folder("a/b/c"), NULL)));
    assert_int_equal(stat(in_folder("a/b/c"), &st), 0);
    assert_true(S_ISDIR(st.st_mode));
    rmdir(in_folder("a/b/c"));
    rmdir(in_folder("a/b"));
    rmdir(in_folder("a"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_appears_whole_or_not_at_all),
        cmocka_unit_test(errors_name_the_file),
        cmocka_unit_test(what_is_no_file_is_written_to_as_it_stands),
        cmocka_unit_test(a_limit_is_a_limit),
        cmocka_unit_test(a_short_file_is_said_to_be_short),
        cmocka_unit_test(folders_are_made_with_their_parents),
    };
    if (!mkdtemp(folder))
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(folder);
    return failed;
}
