/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/attest_source.c - where each file of a layer comes from.
 */
#include <string.h>

#include "attest/source.h"
#include "base/jsonw.h"
#include "base/text.h"
#include "cli/common.h"
#include "cli/inputs.h"
#include "cli/worker.h"
#include "scan/run.h"

static const struct lw_option options[] = {
    { "repository", 'r', "FOLDER", "the Git repository; the one around here unless given", "@dir" },
    { "commit", 0, "REVISION", "the commit, tag or branch; HEAD unless given", NULL },
    { "subdir", 0, "FOLDER", "the folder of the repository that the layer's top is", NULL },
    { "map", 0, "LAYER=FOLDER",
      "a folder of the layer and the folder of the repository that it is (may be repeated); "
      "without --map and --subdir they are found by files that stand in both",
      NULL },
    { "strict", 0, NULL,
      "files that lie in the folder of a locked package and that no list names by their hash are a "
      "finding too",
      NULL },
    { "allow-unlocked", 0, NULL, "packages that no lock of the commit names are fine", NULL },
    { "format", 'f', "FORMAT", "table unless given", "table json" },
    { "verbose", 'v', NULL, "table: every file, also those that are where they should be", NULL },
    LW_OPTION_JOBS,
    LW_OPTIONS_LIMITS,
    LW_OPTIONS_AWS,
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_example examples[] = {
    { "a layer against the tag it was released from",
      "layerward attest source -r ~/src/layer --commit v1.2.0 layer.zip" },
    { "with the folder that becomes /opt/python",
      "layerward attest source --map python=src --commit v1.2.0 layer.zip" },
    { NULL, NULL },
};

enum { SHOWN = 20 };

static struct lw_view without_slashes(struct lw_view v)
{
    while (lw_view_starts(v, LW_VIEW("./")))
        v = lw_view_from(v, 2);
    while (v.len && v.ptr[v.len - 1] == '/')
        v.len--;
    return lw_view_is(v, ".") ? LW_VIEW("") : v;
}

static lw_status read_mappings(struct lw_mapping_list *out, const struct lw_args *args,
                               struct lw_arena *arena, struct lw_err *err)
{
    const char *subdir = lw_args_get(args, "subdir"), *text;
    LW_ENSURE(!subdir || !lw_args_get(args, "map"), err, LW_E_USAGE, 0,
              "--subdir and --map say the same thing twice");
    if (subdir)
        *LW_PUSH(arena, out) = (struct lw_mapping){ LW_VIEW(""), without_slashes(lw_view_c(subdir)),
                                                    0 };
    for (size_t i = 0; (text = lw_args_nth(args, "map", i)); i++) {
        struct lw_view v = lw_view_c(text);
        size_t at = lw_view_find_byte(v, '=');
        LW_ENSURE(at != LW_NOT_FOUND, err, LW_E_USAGE, 0, "--map cannot be \"%s\": LAYER=FOLDER",
                  text);
        *LW_PUSH(arena, out) = (struct lw_mapping){ without_slashes(lw_view_sub(v, 0, at)),
                                                    without_slashes(lw_view_from(v, at + 1)), 0 };
    }
    return LW_OK;
}

static bool family_of(enum lw_lock_family *out, enum lw_ecosystem ecosystem)
{
    switch (ecosystem) {
    case LW_ECO_PYPI:
        *out = LW_LOCK_PYTHON;
        return true;
    case LW_ECO_NPM:
        *out = LW_LOCK_NODE;
        return true;
    case LW_ECO_COMPOSER:
        *out = LW_LOCK_PHP;
        return true;
    case LW_ECO_GEM:
        *out = LW_LOCK_RUBY;
        return true;
    case LW_ECO_GOLANG:
        *out = LW_LOCK_GO;
        return true;
    case LW_ECO_CARGO:
        *out = LW_LOCK_RUST;
        return true;
    default:
        return false;
    }
}

static void take_packages(struct lw_source_package_list *out, const struct lw_scan *scan,
                          struct lw_arena *arena)
{
    for (size_t i = 0; i < scan->facts.packages.count; i++) {
        const struct lw_package *p = &scan->facts.packages.items[i];
        if (p->flags & (LW_PKG_LOCK_ONLY | LW_PKG_BUNDLED | LW_PKG_LINKED))
            continue;
        struct lw_source_package *to = LW_PUSH(arena, out);
        to->purl = p->purl;
        to->name = p->name;
        to->version = p->version;
        to->root = p->root;
        to->location = p->location;
        to->have_family = family_of(&to->family, p->ecosystem);
    }
}

static void line(const char *head, struct lw_view a, struct lw_view b, struct lw_view c)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf safe = LW_BUF_INIT;
    lw_text_add_safe(&safe, a);
    if (b.len) {
        lw_buf_add_c(&safe, "  (");
        lw_text_add_safe(&safe, b);
        if (c.len) {
            lw_buf_add_c(&safe, ", ");
            lw_text_add_safe(&safe, c);
        }
        lw_buf_add_byte(&safe, ')');
    }
    printf("%s%.*s\n", head, LW_FMT(lw_buf_view(&safe)));
}

static void print_group(const struct lw_source *r, enum lw_origin origin, bool all, bool strict)
{
    size_t shown = 0;
    bool fine = origin == LW_ORIGIN_SAME || origin == LW_ORIGIN_PACKAGE ||
                (origin == LW_ORIGIN_PLACED && !strict);
    printf("%-9s %6zu files %12llu bytes  %s\n", lw_origin_name(origin), r->totals[origin],
           (unsigned long long)r->total_bytes[origin], lw_origin_what(origin));
    for (size_t i = 0; i < r->count && (all || !fine); i++) {
        const struct lw_source_file *f = &r->files[i];
        if (f->origin != origin)
            continue;
        if (!all && shown++ == SHOWN) {
            printf("    and %zu more (--verbose)\n", r->totals[origin] - SHOWN);
            break;
        }
        struct lw_view where = f->package ? f->package->purl : f->source;
        line("    ", f->path, where.len ? where : f->note,
             !where.len    ? LW_VIEW("")
             : f->lock.len ? f->lock
                           : f->note);
    }
}

static void print_table(const struct lw_source *r, const struct lw_args *args)
{
    printf("commit    %s, %zu files", r->commit, r->tree_files);
    if (r->submodules)
        printf(", %zu submodules that were not looked into", r->submodules);
    puts("");
    for (size_t i = 0; i < r->mappings.count && i < 5; i++) {
        const struct lw_mapping *m = &r->mappings.items[i];
        printf("mapping   %.*s/ is %.*s/ (%zu files)\n", LW_FMT(m->layer), LW_FMT(m->tree),
               m->files);
    }
    for (size_t i = 0; i < r->locks.count; i++)
        line("lock      ", r->locks.files[i], LW_VIEW(""), LW_VIEW(""));
    puts("");
    for (enum lw_origin o = 0; o < LW_ORIGIN_COUNT; o++)
        print_group(r, o, lw_args_flag(args, "verbose"), lw_args_flag(args, "strict"));
}

static void json_file(struct lw_jsonw *w, const struct lw_source_file *f)
{
    lw_jsonw_object(w, NULL);
    lw_jsonw_text(w, "path", f->path);
    lw_jsonw_c(w, "origin", lw_origin_name(f->origin));
    lw_jsonw_u64(w, "bytes", f->bytes);
    lw_jsonw_text_if(w, "source", f->source);
    if (f->package)
        lw_jsonw_text(w, "package", f->package->purl);
    if (f->package && f->proof)
        lw_jsonw_c(w, "proof", f->proof);
    lw_jsonw_text_if(w, "lock", f->lock);
    lw_jsonw_text_if(w, "note", f->note);
    lw_jsonw_end(w);
}

static void print_json(const struct lw_source *r)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct lw_jsonw w = lw_jsonw(&buf, stdout, true);
    lw_jsonw_object(&w, NULL);
    lw_jsonw_c(&w, "commit", r->commit);
    lw_jsonw_u64(&w, "commit_files", r->tree_files);
    lw_jsonw_u64(&w, "submodules", r->submodules);
    lw_jsonw_array(&w, "mappings");
    for (size_t i = 0; i < r->mappings.count; i++) {
        lw_jsonw_object(&w, NULL);
        lw_jsonw_text(&w, "layer", r->mappings.items[i].layer);
        lw_jsonw_text(&w, "commit", r->mappings.items[i].tree);
        lw_jsonw_u64(&w, "files", r->mappings.items[i].files);
        lw_jsonw_end(&w);
    }
    lw_jsonw_end(&w);
    lw_jsonw_array(&w, "locks");
    for (size_t i = 0; i < r->locks.count; i++)
        lw_jsonw_text(&w, NULL, r->locks.files[i]);
    lw_jsonw_end(&w);
    lw_jsonw_object(&w, "totals");
    for (enum lw_origin o = 0; o < LW_ORIGIN_COUNT; o++)
        lw_jsonw_u64(&w, lw_origin_name(o), r->totals[o]);
    lw_jsonw_end(&w);
    lw_jsonw_array(&w, "files");
    for (size_t i = 0; i < r->count; i++)
        json_file(&w, &r->files[i]);
    lw_jsonw_end(&w);
    lw_jsonw_end(&w);
    lw_jsonw_finish(&w);
}

struct job {
    const struct lw_args *args;
    struct lw_arena arena;
    struct lw_inputs inputs;
    struct lw_source_options how;
    struct lw_source_package_list packages;
    struct lw_source result;
};

static lw_status find_packages(struct job *job, struct lw_scan **scan, struct lw_err *err)
{
    struct lw_scan_options options_of_scan = { .engine.packages_only = true };
    LW_TRY(lw_args_limits(&options_of_scan.engine.limits, job->args, err));
    LW_TRY(lw_args_jobs(&options_of_scan.engine.jobs, job->args, err));
    options_of_scan.engine.limits.brief = true;
    LW_TRY(lw_scan_run(scan, &job->inputs.items[0], &options_of_scan, err));
    take_packages(&job->packages, *scan, &job->arena);
    job->how.packages = &job->packages;
    return LW_OK;
}

static lw_status trace(struct job *job, struct lw_worker *worker, struct lw_err *err)
{
    LW_CLEANUP(lw_git_free_p) struct lw_git *git = NULL;
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *layer = NULL;
    LW_CLEANUP(lw_scan_free_p) struct lw_scan *scan = NULL;
    const char *repository = lw_args_get(job->args, "repository");
    const char *commit = lw_args_get(job->args, "commit"),
               *format = lw_args_get(job->args, "format");
    struct lw_limits limits;
    LW_TRY(lw_args_limits(&limits, job->args, err));
    LW_TRY(read_mappings(&job->how.mappings, job->args, &job->arena, err));
    struct lw_fetch fetch = { .args = job->args };
    job->inputs.fetch = &fetch;
    LW_TRY(
        lw_inputs_add(&job->inputs, lw_args_operand(job->args, 0), false, true, &job->arena, err));
    LW_TRY(lw_git_load(err));
    LW_TRY(lw_worker_confine(worker, &fetch, err));
    LW_TRY(lw_git_open(&git, repository ? repository : ".", commit ? commit : "HEAD", err));
    LW_TRY(find_packages(job, &scan, err));
    LW_TRY(lw_archive_open_input(&layer, &job->inputs.items[0], &limits, err));
    LW_TRY(lw_source_trace(&job->result, layer, git, &job->how, &job->arena, err));
    if (format && strcmp(format, "json") == 0)
        print_json(&job->result);
    else
        print_table(&job->result, job->args);
    return LW_OK;
}

static int confined(struct lw_worker *worker, void *ctx)
{
    struct job job = { .args = ctx, .arena = LW_ARENA_INIT };
    struct lw_err err = { 0 };
    bool good = lw_ok(trace(&job, worker, &err));
    const size_t *n = job.result.totals;
    size_t bad = n[LW_ORIGIN_DIFFERS] + n[LW_ORIGIN_ALTERED] + n[LW_ORIGIN_NOWHERE];
    if (!lw_args_flag(job.args, "allow-unlocked"))
        bad += n[LW_ORIGIN_UNLOCKED];
    if (lw_args_flag(job.args, "strict"))
        bad += n[LW_ORIGIN_PLACED];
    int code = !good ? lw_cli_fail(&err) : bad ? LW_EXIT_FINDING : LW_EXIT_CLEAN;
    lw_locks_clear(&job.result.locks);
    lw_arena_clear(&job.arena);
    return code;
}

static int run(const struct lw_args *args)
{
    return lw_worker_run(confined, (void *)(uintptr_t)args, LW_VIEW_NONE,
                         lw_args_flag(args, "quiet"));
}

const struct lw_verb lw_verb_attest_source = {
    .name = "attest source",
    .summary = "trace a layer's files to a commit, a package, or nowhere",
    .synopsis = "INPUT",
    .description =
        "Compares each file of a layer, byte for byte, with a commit of a Git repository. What is "
        "not there may be of a package whose name and version a lock of the commit has: as the "
        "hashes of its RECORD have it, or by lying in its folder below node_modules, which proves "
        "no bytes (--strict); anything else comes from nowhere that is known. Neither hooks nor "
        "filters of the repository are run.",
    .options = options,
    .examples = examples,
    .min_operands = 1,
    .max_operands = 1,
    .finding = "a file differs, was altered, or is neither in the commit nor of a locked package",
    .run = run,
};
