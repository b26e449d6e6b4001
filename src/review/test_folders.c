/* SPDX-License-Identifier: Apache-2.0
 *
 * review/test_folders.c - whether code that is no test loads tests.
 */
#include "review/test_folders.h"

#include "analyze/node_manifest.h"
#include "analyze/syntax/variable.h"
#include "base/json.h"
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

/* Of npm the whole name says who is loaded; "lib" above of its tests says it of nobody. */
static bool is_installed(const struct job *job, size_t package)
{
    const struct lw_package_change *change = package ? &job->review->packages.items[package - 1]
                                                     : NULL;
    return change && change->to && change->to->ecosystem == LW_ECO_NPM && !lw_loose(change);
}

/* What is let off below such a folder where nothing loads it: a server, a question for Lambda. */
static bool is_let_off(const struct lw_fact *fact)
{
    return lw_test_below(fact->location) &&
           (fact->kind == LW_F_ENDPOINT || (lw_fact_capability(fact) == LW_C_ENV_READ &&
                                            lw_variable_of_lambda(lw_fact_get(fact, LW_K_VALUE))));
}

/* Which packages newly have such a thing. False: none. */
static bool find_wanted(struct job *job)
{
    bool any = false;
    for (size_t i = 0; i < job->review->facts_added.count; i++) {
        const struct lw_fact_change *change = &job->review->facts_added.items[i];
        if (!is_let_off(change->fact))
            continue;
        job->wanted[change->package] = any = true;
        if (is_installed(job, change->package))
            job->tests[change->package] = LW_TESTS_IDLE; /* until something says otherwise */
    }
    return any;
}

/* By which names others know those that are wanted. */
static void give_names(struct job *job)
{
    for (size_t i = 0; i < job->review->facts_added.count; i++) {
        const struct lw_fact_change *change = &job->review->facts_added.items[i];
        const struct lw_view path = change->fact->location;
        if (is_let_off(change->fact) && !is_installed(job, change->package))
            give_name(job, folder_above(path), change->package);
    }
    for (size_t i = 1; i <= job->review->packages.count; i++) {
        const struct lw_package_change *package = &job->review->packages.items[i - 1];
        if (job->wanted[i] && package->to)
            give_name(job, package->to->name, i);
    }
}

/* Facts of code that loads or runs what its text does not name. Unchanged files of a zip have
 * theirs only in the context. */
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
        if (fact->kind == LW_F_CAPABILITY && capability < LW_C_COUNT &&
            (others & LW_C_BIT(capability)) && !lw_test_below(fact->location))
            say_unknown(job, package);
    }
}

enum code { NO_CODE, JAVASCRIPT, PYTHON, SCRIPT, MANIFEST, OTHER_CODE };

static bool ends_in(struct lw_view path, const char *const *ends, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (lw_view_ends(path, lw_view_c(ends[i])))
            return true;
    return false;
}

/* What require() takes for code has one of these ends, or no dot in its name. */
static enum code code_of(struct lw_view path)
{
    static const char *const modules[] = { ".js", ".mjs", ".cjs", ".jsx" };
    static const char *const scripts[] = { ".sh", ".bash", ".rb", ".php", ".pl", ".pth" };
    const struct lw_view base = lw_path_base(path);
    struct lw_view name, inside;
    const bool installed = lw_node_owner(&name, &inside, path);
    if (ends_in(path, modules, LW_COUNT(modules)))
        return JAVASCRIPT;
    if (lw_view_ends(path, LW_VIEW(".py")))
        return PYTHON;
    if (ends_in(path, scripts, LW_COUNT(scripts)))
        return SCRIPT;
    if (lw_view_is(base, "package.json"))
        return installed && lw_view_is(inside, "package.json") ? MANIFEST : OTHER_CODE;
    if (installed && lw_view_ends(path, LW_VIEW(".ts")))
        return NO_CODE; /* below node_modules Node.js strips no types: "Modules: TypeScript" */
    return lw_is_code(path)                               ? OTHER_CODE
           : lw_view_find_byte(base, '.') == LW_NOT_FOUND ? JAVASCRIPT
                                                          : NO_CODE;
}

/* The targets below a field of a manifest: subpaths, conditions, lists. Node.js takes none that is
 * for types. */
static enum lw_loads judge_targets(yyjson_val *value, unsigned depth)
{
    enum { DEEPEST = 16 };
    enum lw_loads most = LW_LOADS_PLAIN, loads;
    size_t i, count;
    yyjson_val *key, *each;
    if (yyjson_is_str(value))
        return lw_loads_target(lw_json_text(value));
    if (depth == DEEPEST)
        return LW_LOADS_UNSURE;
    if (yyjson_is_arr(value)) {
        yyjson_arr_foreach(value, i, count, each)
        {
            loads = judge_targets(each, depth + 1);
            most = loads > most ? loads : most;
        }
        return most;
    }
    yyjson_obj_foreach(value, i, count, key, each)
    {
        loads = yyjson_equals_str(key, "types") ? LW_LOADS_PLAIN : judge_targets(each, depth + 1);
        most = loads > most ? loads : most;
    }
    return most;
}

/* All of a field that stands twice: who reads it takes one of them. */
static enum lw_loads judge_manifest(struct lw_view text)
{
    static const char *const fields[] = { "main", "exports", "imports", "bin" };
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    enum lw_loads most = LW_LOADS_PLAIN;
    size_t i, count;
    yyjson_val *key, *value;
    struct lw_err err;
    if (!lw_ok(lw_json_parse(&doc, text, LW_TESTS_FILE_BYTES, &err)))
        return LW_LOADS_UNSURE;
    yyjson_obj_foreach(yyjson_doc_get_root(doc), i, count, key, value)
    {
        const struct lw_view field = lw_json_text(key);
        if (!LW_VIEW_IN(field, fields))
            continue;
        const enum lw_loads loads = judge_targets(value, 0);
        most = loads > most ? loads : most;
    }
    return most;
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

/* Changed code that goes into a package, and loads or runs what its text does not name. */
static void judge_stranger(struct job *job, size_t owner, struct lw_view text)
{
    enum lw_loads loads = LW_LOADS_TESTS; /* not looked at yet */
    for (size_t i = 1; i <= job->review->packages.count; i++) {
        if (i == owner || job->tests[i] != LW_TESTS_IDLE ||
            !lw_loads_names_inside(text, job->review->packages.items[i - 1].to->name))
            continue;
        if (loads == LW_LOADS_TESTS)
            loads = lw_loads_javascript(text);
        if (loads != LW_LOADS_PLAIN)
            say_unknown(job, i);
    }
}

static void judge_own(struct job *job, size_t package, enum code code, struct lw_view text)
{
    const enum lw_loads loads = code == JAVASCRIPT ? lw_loads_javascript(text)
                                : code == PYTHON   ? lw_loads_python(text)
                                : code == MANIFEST ? judge_manifest(text)
                                                   : LW_LOADS_UNSURE;
    if (loads == LW_LOADS_TESTS)
        say_loaded(job, package);
    else if (loads == LW_LOADS_UNSURE || code == PYTHON)
        say_unknown(job, package);
}

static lw_status judge_file(struct job *job, const struct lw_scan_file *file, struct lw_err *err)
{
    const size_t owner = lw_owner_of(&job->delta->to, file->path);
    const size_t package = owner ? job->delta->package_of[owner - 1] : 0;
    const bool own = job->wanted[package];
    const enum code code = code_of(file->path);
    struct lw_view text;
    bool have = false;
    if (lw_test_below(file->path) || (code == MANIFEST && !own))
        return LW_OK;
    if (file->type == LW_ENTRY_SYMLINK || code == OTHER_CODE)
        say_unknown(job, package);
    if (file->type != LW_ENTRY_FILE || code == NO_CODE || code == OTHER_CODE)
        return LW_OK;
    LW_TRY(
        lw_side_read(&text, &have, &job->sides->to, file, LW_TESTS_FILE_BYTES, job->scratch, err));
    if (!have) {
        say_unknown(job, package);
        return LW_OK;
    }
    if (own)
        judge_own(job, package, code, text);
    if (code == MANIFEST)
        return LW_OK;
    judge_names(job, package, text);
    if (code == JAVASCRIPT && lw_map_get(&job->delta->by_to, file->path))
        judge_stranger(job, package, text);
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
        lw_loads_python_words(&job->review->test_imports, text, &job->review->arena, package);
    else
        (void)lw_map_put(&job->review->test_imports,
                         lw_arena_printf(&job->review->arena, "%zu *", package), NULL);
    return LW_OK;
}

static bool is_imported(const struct lw_review *review, size_t package, struct lw_view word)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf key = LW_BUF_INIT;
    lw_buf_printf(&key, "%zu %.*s", package, LW_FMT(word));
    return lw_map_get(&review->test_imports, lw_buf_view(&key));
}

bool lw_test_imported(const struct lw_review *review, size_t package, struct lw_view path)
{
    struct lw_view stem = lw_path_base(path);
    if (!lw_view_ends(stem, LW_VIEW(".py")) || is_imported(review, package, LW_VIEW("*")))
        return true;
    stem.len -= 3;
    return lw_view_is(stem, "__init__") || is_imported(review, package, stem);
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
        give_names(&job);
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
