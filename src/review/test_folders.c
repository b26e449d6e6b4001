/* SPDX-License-Identifier: Apache-2.0
 *
 * review/test_folders.c - whether code that is no test loads tests.
 */
#include "review/test_folders.h"

#include "analyze/node_manifest.h"
#include "base/signals.h"
#include "base/text.h"
#include "review/loads.h"
#include "review/rule.h"

struct job {
    const struct lw_delta *delta;
    const struct lw_sides *sides;
    struct lw_review *review;
    enum lw_tests *tests; /* by package change, from 1; 0: of no package */
    bool *wanted;
    struct lw_map names; /* what other packages call those that are wanted, to package change */
    struct lw_scratch *scratch;
};

bool lw_test_below(struct lw_view path)
{
    struct lw_view name, inside;
    return lw_loads_below_test(lw_node_owner(&name, &inside, path) ? inside : path);
}

static void say_unknown(struct job *job, size_t package)
{
    if (job->tests[package] == LW_TESTS_IDLE)
        job->tests[package] = LW_TESTS_UNKNOWN;
}

static void say_loaded(struct job *job, size_t package)
{
    if (job->wanted[package])
        job->tests[package] = LW_TESTS_LOADED;
}

/* "carrier" of "python/carrier/tests/x.py": by that folder imports name it. */
static struct lw_view folder_above(struct lw_view path)
{
    struct lw_view part, above = LW_VIEW_NONE, rest = path;
    while (lw_view_split(&part, &rest, '/') && !lw_loads_test_folder(part))
        above = part;
    return above;
}

/* Two of one name cannot be told apart by those who load them. */
static void give_name(struct job *job, struct lw_view name, size_t package)
{
    bool made;
    uint64_t *slot = lw_map_put(&job->names, name, &made);
    if (!made && *slot != package) {
        say_unknown(job, (size_t)*slot);
        say_unknown(job, package);
    }
    *slot = package;
}

/* Which packages have a new server below such a folder. False: none. */
static bool find_wanted(struct job *job)
{
    bool any = false;
    for (size_t i = 0; i < job->review->facts_added.count; i++) {
        const struct lw_fact_change *change = &job->review->facts_added.items[i];
        const struct lw_view path = change->fact->location;
        if (change->fact->kind != LW_F_ENDPOINT || !lw_test_below(path))
            continue;
        job->wanted[change->package] = any = true;
        give_name(job, folder_above(path), change->package);
    }
    for (size_t i = 1; i <= job->review->packages.count; i++) {
        const struct lw_package_change *package = &job->review->packages.items[i - 1];
        if (!job->wanted[i] || !package->to)
            continue;
        if (package->to->ecosystem == LW_ECO_NPM && !lw_loose(package))
            job->tests[i] = LW_TESTS_IDLE; /* until something says otherwise */
        give_name(job, package->to->name, i);
    }
    return any;
}

/* Facts of code that loads or runs what its text does not name, and of manifests that name a test.
 * Unchanged files of a zip have theirs only in the context. */
static void judge_facts(struct job *job, const struct lw_facts *facts)
{
    const uint64_t others = LW_C_BIT(LW_C_DYNAMIC_CODE) | LW_C_BIT(LW_C_DYNAMIC_IMPORT) |
                            LW_C_BIT(LW_C_DECODE_RUN) | LW_C_BIT(LW_C_PROCESS) |
                            LW_C_BIT(LW_C_WORKER) | LW_C_BIT(LW_C_PATCH_LOADER) |
                            LW_C_BIT(LW_C_MODULE_PATH) | LW_C_BIT(LW_C_HIDDEN_NAME) |
                            LW_C_BIT(LW_C_NATIVE_LOAD);
    for (size_t i = 0; facts && i < facts->facts.count; i++) {
        const struct lw_fact *fact = &facts->facts.items[i];
        const size_t owner = lw_owner_of(&job->delta->to, fact->location);
        const size_t package = owner ? job->delta->package_of[owner - 1] : 0;
        if (!job->wanted[package])
            continue;
        const enum lw_capability capability = lw_fact_capability(fact);
        if (fact->kind == LW_F_MANIFEST && !lw_fact_is(fact, LW_K_TYPE, "script") &&
            lw_loads_below_test(lw_fact_get(fact, LW_K_TARGET)))
            say_loaded(job, package);
        if (fact->kind == LW_F_CAPABILITY && capability < LW_C_COUNT &&
            (others & LW_C_BIT(capability)) && !lw_test_below(fact->location))
            say_unknown(job, package);
    }
}

enum code { NO_CODE, JAVASCRIPT, PYTHON, OTHER_CODE };

/* What require() takes for code has one of these ends, or no dot in its name. */
static enum code code_of(struct lw_view path)
{
    static const char *const scripts[] = { ".js", ".mjs", ".cjs", ".jsx" };
    struct lw_view base = lw_path_base(path);
    for (size_t i = 0; i < LW_COUNT(scripts); i++)
        if (lw_view_ends(path, lw_view_c(scripts[i])))
            return JAVASCRIPT;
    if (lw_view_ends(path, LW_VIEW(".py")))
        return PYTHON;
    struct lw_view name, inside;
    if (lw_view_ends(path, LW_VIEW(".ts")) && lw_node_owner(&name, &inside, path))
        return NO_CODE; /* below node_modules Node.js strips no types: "Modules: TypeScript" */
    return lw_is_code(path)                               ? OTHER_CODE
           : lw_view_find_byte(base, '.') == LW_NOT_FOUND ? JAVASCRIPT
           : lw_view_is(base, "package.json")             ? OTHER_CODE
                                                          : NO_CODE;
}

/* Another package's code, or the layer's own, that names tests of one that is wanted. */
static void judge_names(struct job *job, size_t owner, struct lw_view text)
{
    struct lw_view name;
    for (size_t at = 0; (name = lw_loads_next_named(text, &at)).len;) {
        const uint64_t *package = lw_map_get(&job->names, name);
        if (package && *package != owner)
            say_loaded(job, (size_t)*package);
    }
}

static void judge_own(struct job *job, size_t package, enum code code, struct lw_view text)
{
    const enum lw_loads loads = code == JAVASCRIPT ? lw_loads_javascript(text)
                                : code == PYTHON   ? lw_loads_python(text)
                                                   : LW_LOADS_UNSURE;
    if (loads == LW_LOADS_TESTS)
        say_loaded(job, package);
    else if (loads == LW_LOADS_UNSURE || code != JAVASCRIPT)
        say_unknown(job, package);
}

/* The root's package.json has facts of its own. */
static bool is_root_manifest(struct lw_view path)
{
    struct lw_view name, inside;
    return lw_node_owner(&name, &inside, path) && lw_view_is(inside, "package.json");
}

static lw_status judge_file(struct job *job, const struct lw_scan_file *file, struct lw_err *err)
{
    const size_t owner = lw_owner_of(&job->delta->to, file->path);
    const size_t package = owner ? job->delta->package_of[owner - 1] : 0;
    const bool own = job->wanted[package];
    const enum code code = code_of(file->path);
    struct lw_view text;
    bool have = false;
    if (lw_test_below(file->path) || is_root_manifest(file->path) ||
        (!own && !lw_map_get(&job->delta->by_to, file->path)))
        return LW_OK;
    if (file->type == LW_ENTRY_SYMLINK || code == OTHER_CODE)
        say_unknown(job, package);
    if (file->type != LW_ENTRY_FILE || (code != JAVASCRIPT && code != PYTHON))
        return LW_OK;
    LW_TRY(
        lw_side_read(&text, &have, &job->sides->to, file, LW_TESTS_FILE_BYTES, job->scratch, err));
    if (!have) {
        say_unknown(job, package);
        return LW_OK;
    }
    if (own)
        judge_own(job, package, code, text);
    judge_names(job, package, text);
    return LW_OK;
}

/* Of a package that loads tests: which ones, as far as imports of Python name them. Tests that are
 * loaded load others, so theirs count as well. */
static lw_status gather_imports(struct job *job, const struct lw_scan_file *file,
                                struct lw_err *err)
{
    const size_t owner = lw_owner_of(&job->delta->to, file->path);
    const size_t package = owner ? job->delta->package_of[owner - 1] : 0;
    struct lw_view text;
    bool have = false;
    if (job->tests[package] != LW_TESTS_LOADED || file->type != LW_ENTRY_FILE ||
        code_of(file->path) != PYTHON)
        return LW_OK;
    LW_TRY(
        lw_side_read(&text, &have, &job->sides->to, file, LW_TESTS_FILE_BYTES, job->scratch, err));
    if (have)
        lw_loads_python_words(&job->review->test_imports, text, &job->review->arena);
    else
        (void)lw_map_put(&job->review->test_imports, LW_VIEW("*"), NULL); /* any of them */
    return LW_OK;
}

bool lw_test_imported(const struct lw_review *review, struct lw_view path)
{
    struct lw_view stem = lw_path_base(path);
    if (!lw_view_ends(stem, LW_VIEW(".py")) || lw_map_get(&review->test_imports, LW_VIEW("*")))
        return true;
    stem.len -= 3;
    return lw_view_is(stem, "__init__") || lw_map_get(&review->test_imports, stem);
}

lw_status lw_review_tests(const struct lw_delta *delta, const struct lw_sides *sides,
                          struct lw_err *err)
{
    struct lw_review *review = delta->review;
    const size_t count = review->packages.count + 1;
    struct job job = { .delta = delta, .sides = sides, .review = review, .names = LW_MAP_INIT };
    job.tests = lw_arena_array(&review->arena, count, sizeof *job.tests);
    job.wanted = lw_arena_array(&review->arena, count, sizeof *job.wanted);
    review->tests = job.tests;
    lw_status status = LW_OK;
    if (find_wanted(&job)) {
        job.scratch = lw_scratch_new();
        judge_facts(&job, &review->to->facts);
        judge_facts(&job, delta->context);
        for (size_t i = 0; i < review->to->file_count && lw_ok(status); i++)
            status = judge_file(&job, &review->to->files[i], err);
        for (size_t i = 0; i < review->to->file_count && lw_ok(status); i++)
            status = gather_imports(&job, &review->to->files[i], err);
        lw_scratch_free(job.scratch);
    }
    lw_map_clear(&job.names);
    LW_TRY(status);
    LW_ENSURE(!lw_interrupted(), err, LW_E_INTERRUPTED, 0, "interrupted");
    return LW_OK;
}
