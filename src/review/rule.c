/* SPDX-License-Identifier: Apache-2.0
 *
 * review/rule.c - what many rules do: walk what was added, ask what else a file does, name things.
 */
#include "review/rule.h"

#include "analyze/popular.h"
#include "base/glob.h"
#include "review/hosts.h"
#include "review/test_folders.h"

enum { EVIDENCE_BYTES = 400 };

const struct lw_review_rule *lw_review_rule_find(struct lw_view id)
{
    for (size_t i = 0; i < lw_review_rule_count; i++)
        if (lw_view_is(id, lw_review_rule_all[i]->id))
            return lw_review_rule_all[i];
    return NULL;
}

static struct lw_reason *add(struct lw_review_context *ctx, const struct lw_review_rule *rule,
                             struct lw_view path, uint32_t line, struct lw_view evidence)
{
    struct lw_reason *reason = LW_PUSH(ctx->arena, ctx->out);
    reason->rule = lw_view_c(rule->id);
    reason->level = rule->level;
    reason->severity = rule->severity;
    reason->title = lw_view_c(rule->title);
    reason->path = path;
    reason->line = line;
    reason->evidence = lw_view_sub(evidence, 0, EVIDENCE_BYTES);
    reason->why = lw_view_c(rule->why);
    reason->fix = lw_view_c(rule->fix);
    return reason;
}

struct lw_reason *lw_reason_add(struct lw_review_context *ctx, const struct lw_review_rule *rule,
                                struct lw_view path, uint32_t line, const char *evidence_fmt, ...)
{
    va_list args;
    va_start(args, evidence_fmt);
    struct lw_view evidence = lw_arena_vprintf(ctx->arena, evidence_fmt, args);
    va_end(args);
    return add(ctx, rule, path, line, evidence);
}

/* What a person should read of a fact: its snippet, else what it says of itself. */
static struct lw_view evidence_of(const struct lw_fact *fact)
{
    static const enum lw_fact_key keys[] = { LW_K_SNIPPET,  LW_K_VALUE, LW_K_DETAIL,
                                             LW_K_EVIDENCE, LW_K_NAME,  LW_K_KIND };
    for (size_t i = 0; i < LW_COUNT(keys); i++) {
        struct lw_view value = lw_fact_get(fact, keys[i]);
        if (value.len)
            return value;
    }
    return LW_VIEW_NONE;
}

struct lw_reason *lw_reason_of_fact(struct lw_review_context *ctx,
                                    const struct lw_review_rule *rule,
                                    const struct lw_fact_change *change)
{
    return add(ctx, rule, change->fact->location, change->fact->line, evidence_of(change->fact));
}

void lw_reason_title(struct lw_review_context *ctx, struct lw_reason *reason, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    reason->title = lw_arena_vprintf(ctx->arena, fmt, args);
    va_end(args);
    if (lw_view_starts(reason->title, LW_VIEW("the "))) /* not the name of a package */
        reason->title = lw_arena_join(ctx->arena, LW_VIEW("The "), lw_view_from(reason->title, 4));
}

const struct lw_fact_change *lw_added_next(const struct lw_review_context *ctx,
                                           enum lw_fact_kind kind,
                                           const struct lw_fact_change *change)
{
    const struct lw_fact_change_list *list = &ctx->review->facts_added;
    for (size_t i = change ? (size_t)(change - list->items) + 1 : 0; i < list->count; i++)
        if (list->items[i].fact->kind == kind)
            return &list->items[i];
    return NULL;
}

enum lw_capability lw_fact_capability(const struct lw_fact *fact)
{
    enum lw_capability capability = LW_C_COUNT;
    (void)lw_capability_parse(&capability, lw_fact_get(fact, LW_K_CAPABILITY));
    return capability;
}

const struct lw_fact *lw_file_does(const struct lw_review_context *ctx, struct lw_view location,
                                   uint64_t set, bool all)
{
    const struct lw_powers *powers = lw_places_powers(ctx->places, location, all);
    const struct lw_fact *first = NULL;
    size_t order = LW_C_COUNT;
    if (!powers)
        return NULL;
    for (unsigned c = 0; c < LW_C_COUNT; c++) {
        if (!(powers->set & set & LW_C_BIT(c)) || powers->order[c] >= order)
            continue;
        order = powers->order[c];
        first = powers->first[c];
    }
    return first;
}

bool lw_fact_at_import(const struct lw_fact *fact)
{
    return lw_fact_is(fact, LW_K_PHASE, "import");
}

bool lw_is_code(struct lw_view path)
{
    static const char *const ends[] = { ".py",  ".pyc",   ".pyo",  ".pth", ".so",   ".js",
                                        ".mjs", ".cjs",   ".node", ".sh",  ".bash", ".rb",
                                        ".jar", ".class", ".php",  ".pl",  ".ts",   ".wasm" };
    for (size_t i = 0; i < LW_COUNT(ends); i++)
        if (lw_view_ends_nocase(path, lw_view_c(ends[i])))
            return true;
    return lw_view_find(lw_path_base(path), LW_VIEW(".so.")) != LW_NOT_FOUND;
}

bool lw_endpoint_in_code(const struct lw_fact *fact)
{
    return lw_is_code(fact->location) || lw_fact_is(fact, LW_K_TYPE, "code") ||
           lw_fact_is(fact, LW_K_TYPE, "value");
}

const struct lw_file_change *lw_change_of(const struct lw_review_context *ctx,
                                          struct lw_view location)
{
    const uint64_t *at = lw_map_get(&ctx->delta->by_to, lw_location_file(location));
    return at ? &ctx->review->files.items[*at - 1] : NULL;
}

const struct lw_package_change *lw_package_of(const struct lw_review_context *ctx, size_t package)
{
    return package ? &ctx->review->packages.items[package - 1] : NULL;
}

/* Of a file that both sides have, in its new place: the package that it is of on a side. */
static size_t owner_of_unchanged(const struct lw_delta *delta, bool new_side,
                                 struct lw_view location)
{
    const size_t owner = lw_owner_of(&delta->to, location);
    if (new_side || !owner)
        return owner;
    const size_t change = delta->package_of[owner - 1];
    const struct lw_package *from = change ? delta->review->packages.items[change - 1].from : NULL;
    return from ? (size_t)(from - delta->review->from->facts.packages.items) + 1 : 0;
}

bool lw_fact_walk(struct lw_fact_walk *walk, const struct lw_review_context *ctx, bool new_side,
                  enum lw_fact_kind kind)
{
    const struct lw_delta *delta = ctx->delta;
    const struct lw_owners *owners = new_side ? &delta->to : &delta->from;
    const struct lw_fact_list *seen = &owners->scan->facts.facts;
    const size_t more = delta->context ? delta->context->facts.count : 0;
    while (walk->next < seen->count + more) {
        const size_t at = walk->next++;
        const bool unchanged = at >= seen->count;
        walk->fact = unchanged ? &delta->context->facts.items[at - seen->count] : &seen->items[at];
        if (walk->fact->kind != kind)
            continue;
        walk->owner = unchanged ? owner_of_unchanged(delta, new_side, walk->fact->location)
                                : lw_owner_of(owners, walk->fact->location);
        return true;
    }
    return false;
}

const size_t *lw_fact_counts(const struct lw_review_context *ctx, enum lw_fact_kind kind,
                             bool (*counts)(const struct lw_fact *fact))
{
    const size_t packages = ctx->review->from->facts.packages.count;
    size_t *out = lw_arena_array(ctx->arena, packages + 1, sizeof *out);
    for (struct lw_fact_walk walk = { 0 }; lw_fact_walk(&walk, ctx, false, kind);)
        if (!counts || counts(walk.fact))
            out[walk.owner]++;
    return out;
}

/* "*", ".*", ".[!.]*", "{*,.*}": all that a folder holds. */
static bool is_all(struct lw_view part)
{
    bool glob = false;
    for (size_t i = 0; i < part.len; i++) {
        if (!strchr("*?.[]!^{},", part.ptr[i]))
            return false;
        glob = glob || strchr("*?[{", part.ptr[i]);
    }
    return glob;
}

/* The first parts of a path, as it is when ".." is gone. */
struct parts {
    struct lw_view items[2];
    size_t count; /* may be more */
};

static struct parts parts_of(struct lw_view path)
{
    struct parts out = { .count = 0 };
    for (struct lw_view part; lw_view_split(&part, &path, '/');) {
        if (!part.len || lw_view_is(part, ".") || is_all(part))
            continue;
        if (lw_view_is(part, "..")) {
            out.count -= out.count > 0;
            continue;
        }
        if (out.count < LW_COUNT(out.items))
            out.items[out.count] = part;
        out.count++;
    }
    return out;
}

/* One word of a command, or all of a path. */
static bool is_tree(struct lw_view word)
{
    static const char *const holders[] = { "mnt", "home", "media", "var", "efs", "data" };
    static const char *const homes[] = { "~", "$HOME", "${HOME}" };
    while (word.len && strchr("\"'", word.ptr[0]))
        word = lw_view_from(word, 1);
    while (word.len && strchr("\"';", word.ptr[word.len - 1]))
        word.len--;
    const struct parts parts = parts_of(word);
    const bool rooted = word.len && (word.ptr[0] == '/' || word.ptr[0] == '~');
    const bool home = parts.count && LW_VIEW_IN(parts.items[0], homes);
    if (!rooted && !home)
        return false;
    return parts.count < 2 || (parts.count == 2 && LW_VIEW_IN(parts.items[0], holders) &&
                               lw_view_find_byte(parts.items[1], '.') == LW_NOT_FOUND); /* a file */
}

bool lw_is_tree(struct lw_view path)
{
    bool found = is_tree(path); /* it may have blanks */
    for (struct lw_view word; !found && lw_view_split(&word, &path, ' ');)
        found = is_tree(word);
    return found;
}

bool lw_is_test(struct lw_view path)
{
    static const char *const folders[] = { "/test/", "/tests/", "/__tests__/" };
    for (size_t i = 0; i < LW_COUNT(folders); i++)
        if (lw_view_find(path, lw_view_c(folders[i])) != LW_NOT_FOUND)
            return true;
    return false;
}

static enum lw_tests tests_of(const struct lw_review_context *ctx,
                              const struct lw_fact_change *change)
{
    return ctx->review->tests ? ctx->review->tests[change->package] : LW_TESTS_UNKNOWN;
}

bool lw_test_apart(const struct lw_review_context *ctx, const struct lw_fact_change *change)
{
    const struct lw_view path = change->fact->location;
    const bool loaded = tests_of(ctx, change) == LW_TESTS_LOADED;
    return lw_is_test(path) && lw_test_below(path) &&
           !(loaded && lw_test_imported(ctx->review, change->package, path));
}

bool lw_test_idle(const struct lw_review_context *ctx, const struct lw_fact_change *change)
{
    return lw_test_below(change->fact->location) && tests_of(ctx, change) == LW_TESTS_IDLE;
}

bool lw_is_program(const struct lw_review_context *ctx, struct lw_view path)
{
    static const char *const folders[] = { "/bin/",     "/scripts/", "/tools/",   "/_tests/",
                                           "/testing/", "/cli/",     "/examples/" };
    static const char *const ends[] = { "/__main__.py", ".sh", ".bash", ".test.js", ".spec.js" };
    for (size_t i = 0; i < LW_COUNT(folders); i++)
        if (lw_view_find(path, lw_view_c(folders[i])) != LW_NOT_FOUND)
            return true;
    for (size_t i = 0; i < LW_COUNT(ends); i++)
        if (lw_view_ends(path, lw_view_c(ends[i])))
            return true;
    return lw_is_test(path) || lw_places_program(ctx->places, path);
}

bool lw_explained(const struct lw_package_change *package)
{
    return package && package->state != LW_PACKAGE_SAME && !package->was_there;
}

bool lw_loose(const struct lw_package_change *package)
{
    const struct lw_package *to = package ? package->to : NULL;
    if (!to || !lw_explained(package))
        return true;
    return to->ecosystem == LW_ECO_NPM && to->name.len && to->name.ptr[0] == '@' &&
           package->state != LW_PACKAGE_NEW && !lw_popular_scope(&lw_popular_npm, to->name);
}

struct lw_view lw_package_label(const struct lw_review_context *ctx,
                                const struct lw_package_change *package)
{
    if (!package)
        return LW_VIEW("the layer's own code");
    const struct lw_package *p = package->to ? package->to : package->from;
    return lw_arena_printf(ctx->arena, "%.*s%s%.*s", LW_FMT(p->name), p->version.len ? " " : "",
                           LW_FMT(p->version));
}

bool lw_host_known(const struct lw_review_context *ctx, struct lw_view host)
{
    for (size_t i = 0; i < ctx->config->hosts.count; i++)
        if (lw_glob_text(ctx->config->hosts.items[i], host))
            return true;
    return false;
}

void lw_domains_before(struct lw_map *out, const struct lw_review_context *ctx)
{
    for (struct lw_fact_walk at = { 0 }; lw_fact_walk(&at, ctx, false, LW_F_ENDPOINT);)
        (void)lw_map_put(out, lw_host_domain(lw_fact_get(at.fact, LW_K_NAME)), NULL);
}

bool lw_path_own(const struct lw_review_context *ctx, struct lw_view path)
{
    for (size_t i = 0; i < ctx->config->own.count; i++)
        if (lw_glob_path(ctx->config->own.items[i], path))
            return true;
    return false;
}

size_t lw_exception_of(const struct lw_review_context *ctx, const struct lw_review_rule *rule,
                       struct lw_view path)
{
    for (size_t i = 0; i < ctx->config->accept.count; i++) {
        const struct lw_review_accept *accept = &ctx->config->accept.items[i];
        if (accept->path.len && ctx->review->now_utc_s < accept->until_utc_s &&
            lw_view_is(accept->rule, rule->id) && lw_glob_path(accept->path, path))
            return i + 1;
    }
    return 0;
}
