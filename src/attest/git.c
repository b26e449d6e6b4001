/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/git.c - the few calls of libgit2 that reading a commit takes.
 */
#include "attest/git.h"

#include <dlfcn.h>
#include <stdlib.h>

#include <git2.h>

#include "base/library.h"

enum { MAX_FILES = 1000000, MAX_PATH_BYTES = 4096 };

struct calls {
#define LW_GIT_CALL(name) __typeof__(name) *name;
#include "attest/git.def"
#undef LW_GIT_CALL
};

static const struct lw_library_call call_names[] = {
#define LW_GIT_CALL(name) { #name, offsetof(struct calls, name) },
#include "attest/git.def"
#undef LW_GIT_CALL
};

struct lw_git {
    const struct calls *g;
    git_repository *repository;
    git_object *commit;
    char id[2 * LW_GIT_ID_BYTES + 1];
};

/* Its soname changes with each release; what is called here has not changed since 1.0. */
static void *open_library(void)
{
    static const char *const names[] = { LW_LIBGIT2_SONAME, "libgit2.so.1.9", "libgit2.so.1.8",
                                         "libgit2.so.1.7", "libgit2.so.1.5" };
    void *library = NULL;
    for (size_t i = 0; i < LW_COUNT(names) && !library; i++)
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    return library;
}

static lw_status load(const struct calls **out, struct lw_err *err)
{
    static struct calls calls;
    static bool loaded;
    void *library = loaded ? NULL : open_library();
    LW_ENSURE(
        loaded || library, err, LW_E_UNSUPPORTED, 0,
        "reading a Git repository needs libgit2, which is not here: install " LW_LIBGIT2_PACKAGE);
    if (!loaded)
        LW_TRY(lw_library_calls(&calls, library, "libgit2", call_names, LW_COUNT(call_names), err));
    int major = 0, minor = 0, patch = 0;
    if (!loaded) {
        calls.git_libgit2_version(&major, &minor, &patch);
        LW_ENSURE(major == 1, err, LW_E_UNSUPPORTED, 0, "libgit2 %d.%d is not known", major, minor);
        LW_ENSURE(calls.git_libgit2_init() > 0, err, LW_E_INTERNAL, 0, "libgit2 does not start");
    }
    loaded = true;
    *out = &calls;
    return LW_OK;
}

lw_status lw_git_load(struct lw_err *err)
{
    const struct calls *g;
    return load(&g, err);
}

static const char *reason(const struct calls *g)
{
    const git_error *e = g->git_error_last();
    return e && e->message ? e->message : "no reason given";
}

void lw_git_free_p(struct lw_git **slot)
{
    struct lw_git *git = *slot;
    if (!git)
        return;
    git->g->git_object_free(git->commit);
    git->g->git_repository_free(git->repository);
    free(git);
}

static void id_hex(char *out, const git_oid *id)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < LW_GIT_ID_BYTES; i++) {
        out[2 * i] = digits[id->id[i] >> 4];
        out[2 * i + 1] = digits[id->id[i] & 15];
    }
    out[2 * LW_GIT_ID_BYTES] = '\0';
}

lw_status lw_git_open(struct lw_git **out, const char *path, const char *revision,
                      struct lw_err *err)
{
    const struct calls *g = NULL;
    LW_TRY(load(&g, err));
    LW_CLEANUP(lw_git_free_p) struct lw_git *git = lw_xcalloc(1, sizeof *git);
    git->g = g;
    int code = g->git_repository_open_ext(&git->repository, path, 0, NULL);
    LW_ENSURE(code == 0, err, code == GIT_ENOTFOUND ? LW_E_NOT_FOUND : LW_E_IO, 0,
              "%s: is no Git repository that can be read: %s", path, reason(g));
    git_object *object = NULL;
    code = g->git_revparse_single(&object, git->repository, revision);
    LW_ENSURE(code == 0, err, LW_E_NOT_FOUND, 0, "%s: there is no commit \"%s\": %s", path,
              revision, reason(g));
    code = g->git_object_peel(&git->commit, object, GIT_OBJECT_COMMIT);
    g->git_object_free(object);
    LW_ENSURE(code == 0, err, LW_E_FORMAT, 0, "%s: \"%s\" is no commit: %s", path, revision,
              reason(g));
    id_hex(git->id, g->git_object_id(git->commit));
    *out = lw_steal(&git);
    return LW_OK;
}

const char *lw_git_commit(const struct lw_git *git)
{
    return git->id;
}

struct walk {
    struct lw_git_files *out;
    const struct lw_git *git;
    struct lw_arena *arena;
    bool too_many;
};

static int on_entry(const char *folder, const git_tree_entry *entry, void *ctx)
{
    struct walk *w = ctx;
    const struct calls *g = w->git->g;
    git_filemode_t mode = g->git_tree_entry_filemode(entry);
    if (mode == GIT_FILEMODE_TREE)
        return 0;
    if (mode == GIT_FILEMODE_COMMIT) {
        w->out->submodules++;
        return 0;
    }
    w->too_many = w->out->count >= MAX_FILES;
    if (w->too_many)
        return -1;
    struct lw_git_file *file = LW_PUSH(w->arena, w->out);
    file->path = lw_arena_join(w->arena, lw_view_c(folder),
                               lw_view_c(g->git_tree_entry_name(entry)));
    memcpy(file->id, g->git_tree_entry_id(entry)->id, sizeof file->id);
    file->executable = mode == GIT_FILEMODE_BLOB_EXECUTABLE;
    file->link = mode == GIT_FILEMODE_LINK;
    return 0;
}

static int by_path(const void *a, const void *b)
{
    return lw_view_cmp(((const struct lw_git_file *)a)->path,
                       ((const struct lw_git_file *)b)->path);
}

lw_status lw_git_list(struct lw_git_files *out, const struct lw_git *git, struct lw_arena *arena,
                      struct lw_err *err)
{
    const struct calls *g = git->g;
    struct walk w = { out, git, arena, false };
    git_tree *tree = NULL;
    /* A commit is an object; libgit2's own casts say so. */
    int code = g->git_commit_tree(&tree, (const git_commit *)git->commit);
    LW_ENSURE(code == 0, err, LW_E_FORMAT, 0, "commit %s: its tree cannot be read: %s", git->id,
              reason(g));
    code = g->git_tree_walk(tree, GIT_TREEWALK_PRE, on_entry, &w);
    g->git_tree_free(tree);
    LW_ENSURE(!w.too_many, err, LW_E_LIMIT, 0, "commit %s has more than %d files", git->id,
              MAX_FILES);
    LW_ENSURE(code == 0, err, LW_E_FORMAT, 0, "commit %s: its tree cannot be read: %s", git->id,
              reason(g));
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, by_path);
    return LW_OK;
}

lw_status lw_git_id(uint8_t out[LW_GIT_ID_BYTES], const struct lw_git *git, struct lw_view bytes,
                    struct lw_err *err)
{
    git_oid id;
    int code = git->g->git_odb_hash(&id, bytes.ptr ? bytes.ptr : (const uint8_t *)"", bytes.len,
                                    GIT_OBJECT_BLOB);
    LW_ENSURE(code == 0, err, LW_E_INTERNAL, 0, "cannot hash: %s", reason(git->g));
    memcpy(out, id.id, LW_GIT_ID_BYTES);
    return LW_OK;
}

static lw_status blob_of(git_blob **out, const struct lw_git *git, const struct lw_git_file *file,
                         struct lw_err *err)
{
    git_oid id;
    memcpy(id.id, file->id, sizeof file->id);
    int code = git->g->git_blob_lookup(out, git->repository, &id);
    LW_ENSURE(code == 0, err, LW_E_FORMAT, 0, "commit %s: %.*s cannot be read: %s", git->id,
              LW_FMT(file->path), reason(git->g));
    return LW_OK;
}

lw_status lw_git_read(struct lw_view *out, const struct lw_git *git, const struct lw_git_file *file,
                      size_t max_bytes, struct lw_arena *arena, struct lw_err *err)
{
    const struct calls *g = git->g;
    git_blob *blob = NULL;
    LW_TRY(blob_of(&blob, git, file, err));
    uint64_t len = (uint64_t)g->git_blob_rawsize(blob);
    if (len <= max_bytes)
        *out = lw_arena_copy(arena, lw_view(g->git_blob_rawcontent(blob), (size_t)len));
    g->git_blob_free(blob);
    LW_ENSURE(len <= max_bytes, err, LW_E_LIMIT, max_bytes,
              "commit %s: %.*s is over the limit of %zu bytes", git->id, LW_FMT(file->path),
              max_bytes);
    return LW_OK;
}

lw_status lw_git_same(bool *out, const struct lw_git *git, const struct lw_git_file *file,
                      struct lw_view bytes, struct lw_err *err)
{
    const struct calls *g = git->g;
    git_blob *blob = NULL;
    LW_TRY(blob_of(&blob, git, file, err));
    *out = lw_view_eq(lw_view(g->git_blob_rawcontent(blob), (size_t)g->git_blob_rawsize(blob)),
                      bytes);
    g->git_blob_free(blob);
    return LW_OK;
}
