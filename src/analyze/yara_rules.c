/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/yara_rules.c - loads libyara, finds and compiles files of rules.
 */
#include "analyze/yara_rules.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/archive.h"
#include "base/file.h"
#include "base/library.h"
#include "base/map.h"
#include "base/text.h"

static const struct lw_library_call call_names[] = {
#define LW_YARA_CALL(name) { #name, offsetof(struct lw_yara_calls, name) },
#include "analyze/yara.def"
#undef LW_YARA_CALL
};

/* Only the release whose headers were compiled against: the form of its matches is part of it. */
static lw_status load(const struct lw_yara_calls **out, struct lw_err *err)
{
    static struct lw_yara_calls calls;
    static bool loaded;
    void *library = loaded ? NULL : dlopen(LW_LIBYARA_SONAME, RTLD_NOW | RTLD_LOCAL);
    LW_ENSURE(loaded || library, err, LW_E_UNSUPPORTED, 0,
              "YARA rules need " LW_LIBYARA_SONAME
              ", which is not here: install " LW_LIBYARA_PACKAGE);
    if (!loaded)
        LW_TRY(lw_library_calls(&calls, library, "libyara", call_names, LW_COUNT(call_names), err));
    LW_ENSURE(calls.yr_initialize() == ERROR_SUCCESS, err, LW_E_INTERNAL, 0,
              "libyara does not start");
    loaded = true;
    *out = &calls;
    return LW_OK;
}

/* One compilation. */
struct compile {
    const struct lw_yara_calls *y;
    YR_COMPILER *compiler;
    struct lw_arena arena;
    struct lw_buf all;       /* every text that counts, for the digest */
    const char *path;        /* of the file at hand */
    bool may_include;        /* files have a folder to look in, texts have none */
    uint64_t included_bytes; /* by the file at hand */
    struct lw_map places;    /* names that were included, to a path in `paths` */
    struct lw_views paths;
    unsigned errors;
    struct lw_view first; /* of the errors in the rules */
};

static void on_message(int level, const char *file, int line, const YR_RULE *rule,
                       const char *message, void *ctx)
{
    struct compile *c = ctx;
    LW_CLEANUP(lw_buf_clear) struct lw_buf safe = LW_BUF_INIT;
    (void)rule;
    if (level != YARA_ERROR_LEVEL_ERROR || c->errors++)
        return;
    lw_buf_printf(&safe, "%s:%d: %s", file ? file : c->path, line > 0 ? line : 1, message);
    c->first = lw_text_safe(&c->arena, lw_buf_view(&safe));
}

static void count_in(struct compile *c, struct lw_view text)
{
    lw_buf_add_le(&c->all, text.len, 8);
    lw_buf_add(&c->all, text);
}

/* As a text that ends with a NUL, for as long as the compilation. */
static char *kept_text(struct compile *c, struct lw_view text)
{
    char *out = lw_arena_alloc(&c->arena, text.len + 1);
    if (text.len)
        memcpy(out, text.ptr, text.len);
    out[text.len] = '\0';
    return out;
}

/* Beside the file that includes, else beside the one that was named. */
static const char *include(const char *name, const char *calling, const char *space, void *ctx)
{
    struct compile *c = ctx;
    (void)space;
    const uint64_t *at = calling ? lw_map_get(&c->places, lw_view_c(calling)) : NULL;
    const struct lw_view above[2] = { at ? c->paths.items[*at] : lw_view_c(c->path),
                                      lw_view_c(c->path) };
    uint64_t left = LW_YARA_RULE_BYTES - c->included_bytes;
    for (size_t i = 0; i < 2 && c->may_include; i++) {
        struct lw_view folder = lw_path_dir(above[i]), text, path = lw_view_c(name);
        if (name[0] != '/' && folder.len)
            path = lw_arena_printf(&c->arena, "%.*s/%s", LW_FMT(folder), name);
        else
            path = lw_arena_copy(&c->arena, path);
        if (!lw_ok(lw_file_read(&text, (const char *)path.ptr, (size_t)left, &c->arena, NULL)))
            continue;
        c->included_bytes += text.len;
        *lw_map_put(&c->places, lw_arena_copy(&c->arena, lw_view_c(name)), NULL) = c->paths.count;
        *LW_PUSH(&c->arena, &c->paths) = path;
        count_in(c, text);
        return kept_text(c, text);
    }
    return NULL;
}

/* The arena frees them all: libyara forgets those of rules that include one another. */
static void include_done(const char *text, void *ctx)
{
    (void)text;
    (void)ctx;
}

/* libyara's scanner writes what it does not know to standard output, where reports go. */
static int hush(void)
{
    (void)fflush(stdout);
    int kept = dup(STDOUT_FILENO), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (kept >= 0 && nowhere >= 0)
        (void)dup2(nowhere, STDOUT_FILENO);
    if (nowhere >= 0)
        close(nowhere);
    return kept;
}

static void speak(int kept)
{
    (void)fflush(stdout);
    if (kept < 0)
        return;
    (void)dup2(kept, STDOUT_FILENO);
    close(kept);
}

static lw_status add_text(struct compile *c, struct lw_view text, const char *name,
                          struct lw_err *err)
{
    c->path = name;
    c->included_bytes = text.len;
    LW_ENSURE(lw_view_find_byte(text, 0) == LW_NOT_FOUND, err, LW_E_FORMAT, 0,
              "%s: this is no text of YARA rules (compiled rules are not taken)", name);
    count_in(c, text);
    const char *copy = kept_text(c, text);
    int out = hush();
    int errors = c->y->yr_compiler_add_string(c->compiler, copy, name);
    speak(out);
    if (errors == 0)
        return LW_OK;
    LW_ENSURE(c->errors, err, LW_E_FORMAT, 0, "%s: the rules cannot be compiled", name);
    LW_ENSURE(c->errors == 1, err, LW_E_FORMAT, 0, "%.*s (and %u more)", LW_FMT(c->first),
              c->errors - 1);
    LW_FAIL(err, LW_E_FORMAT, 0, "%.*s", LW_FMT(c->first));
}

static lw_status begin(struct compile *c, bool may_include, struct lw_err *err)
{
    static const char *const variables[] = { "filename", "filepath", "extension" };
    *c = (struct compile){ .arena = LW_ARENA_INIT,
                           .places = LW_MAP_INIT,
                           .may_include = may_include };
    LW_TRY(load(&c->y, err));
    LW_ENSURE(c->y->yr_compiler_create(&c->compiler) == ERROR_SUCCESS, err, LW_E_INTERNAL, 0,
              "libyara cannot make a compiler");
    c->y->yr_compiler_set_callback(c->compiler, on_message, c);
    c->y->yr_compiler_set_include_callback(c->compiler, include, include_done, c);
    for (size_t i = 0; i < LW_COUNT(variables); i++)
        LW_ENSURE(c->y->yr_compiler_define_string_variable(c->compiler, variables[i], "") ==
                      ERROR_SUCCESS,
                  err, LW_E_INTERNAL, 0, "libyara does not take the variable %s", variables[i]);
    lw_buf_add_c(&c->all, LW_LIBYARA_SONAME);
    return LW_OK;
}

static void end(struct compile *c)
{
    if (c->compiler)
        c->y->yr_compiler_destroy(c->compiler);
    lw_map_clear(&c->places);
    lw_buf_clear(&c->all);
    lw_arena_clear(&c->arena);
}

static lw_status take_rules(struct lw_yara **out, struct compile *c, struct lw_err *err)
{
    YR_RULES *rules = NULL;
    LW_ENSURE(c->y->yr_compiler_get_rules(c->compiler, &rules) == ERROR_SUCCESS, err, LW_E_INTERNAL,
              0, "libyara cannot put the rules together");
    struct lw_yara *yara = lw_xcalloc(1, sizeof *yara);
    yara->y = c->y;
    yara->rules = rules;
    yara->digest = lw_sha256(lw_buf_view(&c->all));
    pthread_mutex_init(&yara->lock, NULL);
    *out = yara;
    return LW_OK;
}

static bool is_rules_name(struct lw_view path)
{
    static const char *const ends[] = { ".yar", ".yara", ".rule", ".rules" };
    for (size_t i = 0; i < LW_COUNT(ends); i++)
        if (lw_view_ends_nocase(path, lw_view_c(ends[i])))
            return true;
    return false;
}

static lw_status add_file(struct compile *c, const char *path, struct lw_err *err)
{
    struct lw_view text;
    LW_TRY(lw_file_read(&text, path, LW_YARA_RULE_BYTES, &c->arena, err));
    return add_text(c, text, path, err);
}

static lw_status add_folder(struct compile *c, const char *folder, struct lw_err *err)
{
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = NULL;
    struct lw_limits limits = lw_limits_default();
    size_t count, added = 0;
    limits.total_bytes = limits.entry_bytes = UINT64_MAX / 16;
    LW_TRY(lw_archive_open(&archive, folder, &limits, err));
    const struct lw_entry *entries = lw_archive_entries(archive, &count);
    for (size_t i = 0; i < count; i++) {
        if (entries[i].type != LW_ENTRY_FILE || !is_rules_name(entries[i].path))
            continue;
        LW_ENSURE(++added <= LW_YARA_FILES_MOST, err, LW_E_LIMIT, 0,
                  "%s: more than %d files of YARA rules", folder, LW_YARA_FILES_MOST);
        struct lw_view path = lw_arena_printf(&c->arena, "%s/%.*s", folder,
                                              LW_FMT(entries[i].path));
        LW_TRY(add_file(c, (const char *)path.ptr, err));
    }
    LW_ENSURE(added, err, LW_E_NOT_FOUND, 0,
              "%s: there are no YARA rules below this folder (*.yar, *.yara)", folder);
    return LW_OK;
}

static lw_status add_path(struct compile *c, const char *path, struct lw_err *err)
{
    struct stat st;
    LW_ENSURE(stat(path, &st) == 0, err, errno == ENOENT ? LW_E_NOT_FOUND : LW_E_IO, 0, "%s: %s",
              path, strerror(errno));
    return S_ISDIR(st.st_mode) ? add_folder(c, path, err) : add_file(c, path, err);
}

lw_status lw_yara_load(struct lw_yara **out, const struct lw_views *paths, struct lw_err *err)
{
    struct compile c;
    lw_status status = begin(&c, true, err);
    for (size_t i = 0; i < paths->count && lw_ok(status); i++) {
        struct lw_view path = lw_arena_copy(&c.arena, paths->items[i]);
        status = add_path(&c, (const char *)path.ptr, err);
    }
    if (lw_ok(status))
        status = take_rules(out, &c, err);
    end(&c);
    return status;
}

lw_status lw_yara_compile(struct lw_yara **out, struct lw_view text, const char *name,
                          struct lw_err *err)
{
    struct compile c;
    lw_status status = begin(&c, false, err);
    if (lw_ok(status))
        status = add_text(&c, text, name, err);
    if (lw_ok(status))
        status = take_rules(out, &c, err);
    end(&c);
    return status;
}

void lw_yara_free(struct lw_yara *yara)
{
    if (!yara)
        return;
    for (size_t i = 0; i < yara->idle.count; i++)
        yara->y->yr_scanner_destroy(yara->idle.items[i]);
    yara->y->yr_rules_destroy(yara->rules);
    pthread_mutex_destroy(&yara->lock);
    lw_arena_clear(&yara->arena);
    free(yara);
}

void lw_yara_free_p(struct lw_yara **slot)
{
    lw_yara_free(*slot);
}

struct lw_digest lw_yara_digest(const struct lw_yara *yara)
{
    return yara->digest;
}

bool lw_yara_timed_out(const struct lw_yara *yara)
{
    return atomic_load(&yara->timed_out);
}
