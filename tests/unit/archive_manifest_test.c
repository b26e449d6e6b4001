/* SPDX-License-Identifier: Apache-2.0
 *
 * archive_manifest_test.c - digests against known values; a folder against the zip of it; threads.
 * suite: threads
 */
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "archive/manifest.h"
#include "base/pool.h"
#include "support/zipmake.h"

typedef struct zipmake_entry entry;

/* printf hello | sha256sum; printf target | sha256sum; sha256sum </dev/null */
#define HELLO "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
#define TARGET "34a04005bcaf206eec990bd9637d9fdb6725e0a0c0d4aebf003f17f4c956eb5c"
#define NOTHING "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static struct lw_archive *open_bytes(struct lw_view zip)
{
    struct lw_archive *archive = NULL;
    struct lw_err err;
    if (!lw_ok(lw_archive_open_bytes(&archive, zip, LW_VIEW("t.zip"), NULL, &err)))
        fail_msg("%s", err.text);
    return archive;
}

static void expect_manifest(const struct lw_archive *archive, const char *expected)
{
    for (unsigned jobs = 1; jobs <= 4; jobs += 3) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf manifest = LW_BUF_INIT;
        struct lw_digest digest;
        struct lw_err err;
        if (!lw_ok(lw_manifest_make(&manifest, &digest, archive, jobs, &err)))
            fail_msg("%s", err.text);
        if (!lw_view_is(lw_buf_view(&manifest), expected))
            fail_msg("%.*s\nis not\n%s", LW_FMT(lw_buf_view(&manifest)), expected);
        struct lw_digest again = lw_sha256(lw_view_c(expected));
        assert_true(lw_digest_eq(&digest, &again));
    }
}

static const entry tree[] = {
    { .name = "dir/", .text = "" },
    { .name = "dir/run", .text = "hello", .mode = S_IFREG | 0711, .deflate = true },
    { .name = "dir/file", .text = "hello", .mode = S_IFREG | 0600 },
    { .name = "dir/setid", .text = "hello", .mode = S_IFREG | 04755 },
    { .name = "dir/setgid", .text = "", .mode = S_IFREG | 02644 },
    { .name = "dir/link", .text = "target", .mode = S_IFLNK | 0777 },
    { .name = "dir-a", .text = "", .mode = S_IFREG | 01644 },
    { .name = "new\nline\\", .text = "hello", .mode = S_IFREG | 0644 },
    { .name = "back\\slash", .text = "hello", .mode = S_IFREG | 0644 },
    { .name = "caf\xc3\xa9", .text = "hello", .mode = S_IFREG | 0644 },
    { .name = "caf\xe9", .text = "hello", .mode = S_IFREG | 0644 },
    { .name = "empty/", .text = "" },
};

static const char tree_manifest[] = "100644 " HELLO " back\\slash\n"
                                    "100644 " HELLO " caf\xc3\xa9\n"
                                    "100644 " HELLO " caf\xe9\n"
                                    "100644 " NOTHING " dir-a\n"
                                    "100644 " HELLO " dir/file\n"
                                    "120000 " TARGET " dir/link\n"
                                    "100755 " HELLO " dir/run\n"
                                    "102644 " NOTHING " dir/setgid\n"
                                    "104755 " HELLO " dir/setid\n"
                                    "\\100644 " HELLO " new\\nline\\\\\n";

static void a_zip_has_its_manifest(void **state)
{
    (void)state;
    struct zipmake z = ZIPMAKE_INIT;
    for (size_t i = 0; i < LW_COUNT(tree); i++)
        zipmake_add(&z, &tree[i]);
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = open_bytes(zipmake_end(&z, NULL));
    expect_manifest(archive, tree_manifest);
    zipmake_clear(&z);
}

static void write_tree(int root)
{
    for (size_t i = 0; i < LW_COUNT(tree); i++) {
        const entry *e = &tree[i];
        size_t len = strlen(e->name);
        if (e->name[len - 1] == '/') {
            assert_int_equal(mkdirat(root, e->name, 0755), 0);
        } else if (S_ISLNK(e->mode)) {
            assert_int_equal(symlinkat(e->text, root, e->name), 0);
        } else {
            int fd = openat(root, e->name, O_CREAT | O_WRONLY | O_EXCL, 0600);
            size_t bytes = strlen(e->text);
            assert_true(fd >= 0 && write(fd, e->text, bytes) == (ssize_t)bytes);
            assert_int_equal(fchmod(fd, e->mode & 07777), 0);
            close(fd);
        }
    }
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

static void a_folder_has_the_same(void **state)
{
    (void)state;
    char path[] = "/tmp/archive_manifest_XXXXXX";
    assert_non_null(mkdtemp(path));
    int root = open(path, O_RDONLY | O_DIRECTORY);
    write_tree(root);
    struct lw_archive *archive = NULL;
    struct lw_err err;
    if (!lw_ok(lw_archive_open(&archive, path, NULL, &err)))
        fail_msg("%s", err.text);
    expect_manifest(archive, tree_manifest);
    size_t count;
    (void)lw_archive_entries(archive, &count);
    assert_int_equal(count, LW_COUNT(tree));
    struct lw_digest digest;
    bool have = true;
    assert_true(lw_ok(lw_archive_zip_digest(&digest, &have, archive, &err)));
    assert_false(have);

    /* a file that became a link, or another size, since is not followed and not believed */
    LW_CLEANUP(lw_scratch_free_p) struct lw_scratch *scratch = lw_scratch_new();
    struct lw_content content;
    const struct lw_entry *file = lw_archive_find(archive, LW_VIEW("dir/file"));
    assert_int_equal(unlinkat(root, "dir/file", 0), 0);
    assert_int_equal(symlinkat("/etc/passwd", root, "dir/file"), 0);
    assert_false(lw_ok(lw_archive_read(&content, archive, file, true, scratch, &err)));
    file = lw_archive_find(archive, LW_VIEW("dir/run"));
    int fd = openat(root, "dir/run", O_WRONLY | O_APPEND);
    assert_true(fd >= 0 && write(fd, "!", 1) == 1);
    close(fd);
    assert_false(lw_ok(lw_archive_read(&content, archive, file, true, scratch, &err)));
    assert_non_null(strstr(err.text, "dir/run: changed its size"));
    assert_int_equal(renameat(root, "dir", root, "moved"), 0);
    assert_int_equal(symlinkat("moved", root, "dir"), 0);
    file = lw_archive_find(archive, LW_VIEW("dir/setid"));
    assert_false(lw_ok(lw_archive_read(&content, archive, file, true, scratch, &err)));
    lw_archive_free(archive);
    close(root);
    nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* Some unpackers write it as a file: its bytes count. */
static void a_pipe_in_a_zip_hashes_its_bytes(void **state)
{
    (void)state;
    struct zipmake z = ZIPMAKE_INIT;
    zipmake_add(&z, &(entry){ .name = "pipe", .text = "hello", .mode = S_IFIFO | 0600 });
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = open_bytes(zipmake_end(&z, NULL));
    expect_manifest(archive, "000644 " HELLO " pipe\n");
    zipmake_clear(&z);
}

static void a_pipe_in_a_folder_hashes_nothing(void **state)
{
    (void)state;
    char path[] = "/tmp/archive_manifest_XXXXXX";
    assert_non_null(mkdtemp(path));
    int root = open(path, O_RDONLY | O_DIRECTORY);
    assert_int_equal(mkfifoat(root, "pipe", 0600), 0);
    assert_int_equal(fchmodat(root, "pipe", 04711, 0), 0);
    struct lw_archive *archive = NULL;
    struct lw_err err;
    if (!lw_ok(lw_archive_open(&archive, path, NULL, &err)))
        fail_msg("%s", err.text);
    expect_manifest(archive, "004755 " NOTHING " pipe\n");
    lw_archive_free(archive);
    close(root);
    nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* 600 folders within one another: longer than any path that the kernel takes in one go. */
static void depth_of_folders_does_not_matter(void **state)
{
    (void)state;
    enum { DEPTH = 600 };
    char path[] = "/tmp/archive_manifest_XXXXXX";
    assert_non_null(mkdtemp(path));
    int at = open(path, O_RDONLY | O_DIRECTORY);
    for (unsigned i = 0; i < DEPTH; i++) {
        assert_int_equal(mkdirat(at, "folder-name", 0755), 0);
        int next = openat(at, "folder-name", O_RDONLY | O_DIRECTORY);
        close(at);
        at = next;
    }
    int fd = openat(at, "file", O_CREAT | O_WRONLY, 0644);
    assert_true(fd >= 0 && write(fd, "hello", 5) == 5);
    close(fd);
    close(at);
    struct lw_archive *archive = NULL;
    struct lw_err err;
    if (!lw_ok(lw_archive_open(&archive, path, NULL, &err)))
        fail_msg("%s", err.text);
    LW_CLEANUP(lw_buf_clear) struct lw_buf manifest = LW_BUF_INIT;
    struct lw_digest digest;
    if (!lw_ok(lw_manifest_make(&manifest, &digest, archive, 2, &err)))
        fail_msg("%s", err.text);
    assert_true(lw_view_starts(lw_buf_view(&manifest), LW_VIEW("100644 " HELLO " folder-name/")));
    bool said = false;
    const struct lw_anomaly_list *list = lw_archive_anomalies(archive);
    for (size_t i = 0; i < list->count; i++)
        said |= list->items[i].kind == LW_A_NAME_LENGTH;
    assert_true(said);
    lw_archive_free(archive);
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", path);
    assert_int_equal(system(command), 0);
}

static void damage_gives_no_digest(void **state)
{
    (void)state;
    struct zipmake z = ZIPMAKE_INIT;
    zipmake_files(&z, "z", "good", "b", "good", NULL);
    zipmake_add(&z, &(entry){ .name = "y", .text = "x", .crc_xor = 1 });
    zipmake_add(&z, &(entry){ .name = "c", .text = "x", .flags = 1 });
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = open_bytes(zipmake_end(&z, NULL));
    for (unsigned jobs = 1; jobs <= 4; jobs++) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf manifest = LW_BUF_INIT;
        struct lw_digest digest;
        struct lw_err err;
        lw_status status = lw_manifest_make(&manifest, &digest, archive, jobs, &err);
        assert_int_equal(status.code, LW_E_ENCRYPTED); /* "c" comes before "y" */
        assert_non_null(strstr(err.text, "t.zip: c: "));
        assert_int_equal(manifest.len, 0);
    }
    zipmake_clear(&z);
}

static void duplicates_count_once(void **state)
{
    (void)state;
    struct zipmake z = ZIPMAKE_INIT;
    zipmake_files(&z, "a", "first", "./a", "hello", NULL);
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = open_bytes(zipmake_end(&z, NULL));
    expect_manifest(archive, "100644 " HELLO " a\n");
    zipmake_clear(&z);
}

static void the_zip_digest_is_of_its_bytes(void **state)
{
    (void)state;
    struct zipmake z = ZIPMAKE_INIT;
    zipmake_files(&z, "a", "1", NULL);
    struct lw_view zip = zipmake_end(&z, NULL);
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = open_bytes(zip);
    struct lw_digest digest, expected = lw_sha256(zip);
    bool have = false;
    assert_true(lw_ok(lw_archive_zip_digest(&digest, &have, archive, NULL)));
    assert_true(have && lw_digest_eq(&digest, &expected));
    zipmake_clear(&z);
}

struct readers {
    const struct lw_archive *archive;
    struct lw_scratch *scratch[4];
    struct lw_digest expected[64];
};

static void read_one(void *ctx, size_t index, unsigned worker)
{
    struct readers *r = ctx;
    size_t count;
    const struct lw_entry *entries = lw_archive_entries(r->archive, &count);
    struct lw_content content;
    if (!lw_ok(lw_archive_read(&content, r->archive, &entries[index % count], true,
                               r->scratch[worker], NULL)) ||
        !lw_digest_eq(&content.sha256, &r->expected[index % count]))
        abort();
}

static void threads_read_at_once(void **state)
{
    (void)state;
    struct zipmake z = ZIPMAKE_INIT;
    static char names[64][8], texts[64][5000];
    struct readers r = { 0 };
    for (unsigned i = 0; i < 64; i++) {
        snprintf(names[i], sizeof names[i], "f%02u", i);
        memset(texts[i], 'a' + (int)(i % 26), 100 + i * 70);
        zipmake_add(&z, &(entry){ .name = names[i], .text = texts[i], .deflate = i & 1 });
        r.expected[i] = lw_sha256(lw_view_c(texts[i]));
    }
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = open_bytes(zipmake_end(&z, NULL));
    r.archive = archive;
    for (unsigned i = 0; i < 4; i++)
        r.scratch[i] = lw_scratch_new();
    lw_pool_run(read_one, &r, 2000, 4);
    for (unsigned i = 0; i < 4; i++)
        lw_scratch_free(r.scratch[i]);
    zipmake_clear(&z);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zip_has_its_manifest),
        cmocka_unit_test(a_folder_has_the_same),
        cmocka_unit_test(a_pipe_in_a_zip_hashes_its_bytes),
        cmocka_unit_test(a_pipe_in_a_folder_hashes_nothing),
        cmocka_unit_test(depth_of_folders_does_not_matter),
        cmocka_unit_test(damage_gives_no_digest),
        cmocka_unit_test(duplicates_count_once),
        cmocka_unit_test(the_zip_digest_is_of_its_bytes),
        cmocka_unit_test(threads_read_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
