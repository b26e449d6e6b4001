/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/install_script_added.c - a command that npm newly runs when a package is installed.
 */
#include "analyze/popular.h"
#include "review/rule.h"

static bool has_any(struct lw_view text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (lw_view_find(text, lw_view_c(words[i])) != LW_NOT_FOUND)
            return true;
    return false;
}

/* Brings or hides code of its own in the command itself. */
static bool is_bare_faced(struct lw_view command)
{
    static const char *const words[] = {
        "curl ",    "wget ",      "http:",    "https:",     "node -e", "node -p", "--eval",
        "| sh",     "|sh",        "| bash",   "|bash",      "base64",  "eval ",   "python -c",
        "/dev/tcp", "python3 -c", "nslookup", "powershell", "bash -c", "sh -c"
    };
    return has_any(command, words, LW_COUNT(words));
}

/* Compiles or picks the package's own native code, and nothing behind it. */
static bool only_builds(struct lw_view command)
{
    static const char *const builders[] = { "node-gyp rebuild",     "node-gyp-build",
                                            "prebuild-install",     "node-pre-gyp install",
                                            "pkg-prebuilds-verify", "cmake-js compile",
                                            "napi-postinstall" };
    return has_any(command, builders, LW_COUNT(builders)) &&
           lw_view_find(command, LW_VIEW("&&")) == LW_NOT_FOUND &&
           lw_view_find_byte(command, ';') == LW_NOT_FOUND &&
           lw_view_find_byte(command, '$') == LW_NOT_FOUND &&
           lw_view_find_byte(command, '`') == LW_NOT_FOUND && !is_bare_faced(command);
}

/* The next word, without its quotes; false when nothing is left. */
static bool next_word(struct lw_view *out, struct lw_view *rest)
{
    size_t begin = 0, end;
    while (begin < rest->len && lw_is_space(rest->ptr[begin]))
        begin++;
    for (end = begin; end < rest->len && !lw_is_space(rest->ptr[end]);)
        end++;
    *out = lw_view_sub(*rest, begin, end - begin);
    *rest = lw_view_from(*rest, end);
    while (out->len && strchr("\"'`", out->ptr[0]))
        *out = lw_view_from(*out, 1);
    while (out->len && strchr("\"'`", out->ptr[out->len - 1]))
        out->len--;
    return end > begin;
}

/* What fetches a package and runs it. `verb`: NULL where the program does nothing else. */
struct runner {
    const char *program, *verb;
    bool told;  /* it fetches unasked; else it may as well run what is there */
    bool paths; /* "owner/name" is a file, and not of a host of code */
    const struct lw_popular *known;
};

static const struct runner runners[] = {
    { "npx", NULL, false, false, &lw_popular_npm },
    { "npm", "exec", false, false, &lw_popular_npm },
    { "npm", "x", false, false, &lw_popular_npm },
    { "npm", "init", true, false, &lw_popular_npm },
    { "npm", "create", true, false, &lw_popular_npm },
    { "pnpx", NULL, true, false, &lw_popular_npm },
    { "pnpm", "dlx", true, false, &lw_popular_npm },
    { "pnpm", "create", true, false, &lw_popular_npm },
    { "yarn", "dlx", true, false, &lw_popular_npm },
    { "yarn", "create", true, false, &lw_popular_npm },
    { "bunx", NULL, true, false, &lw_popular_npm },
    { "bun", "x", true, false, &lw_popular_npm },
    { "uvx", NULL, true, true, &lw_popular_pypi },
    { "deno", "run", false, true, &lw_popular_npm },
};

/* Options that a value follows. */
static const char *const valued[] = { "--registry", "--prefix", "--cache",        "--userconfig",
                                      "--loglevel", "-w",       "--script-shell", "--workspace",
                                      "-c",         "--call" };

/* One that the registry gives, whatever that is by then: `name@latest`, `shown@npm:name`, which is
 * the latter whatever it is called, `owner/name` of a host of code; of a bare name only where the
 * runner is told to fetch it, since it may as well be there already. Well-known tools are run so,
 * as `npx -y only-allow pnpm` is by many. */
static bool is_stranger(const struct runner *runner, struct lw_view package, bool told)
{
    static const char *const known[] = { "only-allow", "npm-force-resolutions", "force-resolutions",
                                         "check-node-version" };
    const struct lw_view alias = LW_VIEW("npm:");
    const size_t behind = lw_view_find(package, alias);
    if (behind != LW_NOT_FOUND)
        package = lw_view_from(package, behind + alias.len);
    const size_t tag = lw_view_rfind_byte(package, '@');
    const bool tagged = tag && tag != LW_NOT_FOUND;
    const struct lw_view name = lw_view_sub(package, 0, tagged ? tag : package.len);
    const bool hosted = !runner->paths && name.len && !strchr("@./$", name.ptr[0]) &&
                        lw_view_find_byte(name, '/') != LW_NOT_FOUND;
    return name.len && (told || tagged || hosted || behind != LW_NOT_FOUND) &&
           !LW_VIEW_IN(name, known) && !lw_popular_has(runner->known, name);
}

static bool is_yes(struct lw_view option)
{
    return lw_view_is(option, "-y") || lw_view_is(option, "--yes");
}

/* What stands behind a runner: options, and the package that it runs, or those of -p and a command
 * of theirs. */
static bool fetches_stranger(const struct runner *runner, struct lw_view words, bool told)
{
    static const char *const never[] = { "--no-install", "--no", "--offline" };
    const struct lw_view joined = LW_VIEW("--package=");
    bool named = false, package = false, value = false;
    for (struct lw_view word; next_word(&word, &words);) {
        const bool option = word.len == 0 || word.ptr[0] == '-';
        if (LW_VIEW_IN(word, never))
            return false;
        if (lw_view_starts(word, joined) || (package && !option)) {
            if (is_stranger(runner, lw_view_from(word, option ? joined.len : 0), told))
                return true;
            named = true;
        } else if (option) {
            told = told || is_yes(word);
            named = named || lw_view_is(word, "-c") || lw_view_is(word, "--call");
        } else if (!value) {
            return !named && is_stranger(runner, word, told);
        }
        package = lw_view_is(word, "-p") || lw_view_is(word, "--package");
        value = LW_VIEW_IN(word, valued);
    }
    return false;
}

/* `npm --silent exec`: the word behind the program's own options. */
static bool takes_verb(struct lw_view *words, const char *verb, bool *told)
{
    bool value = false;
    for (struct lw_view word; next_word(&word, words);) {
        if (word.len && word.ptr[0] != '-' && !value)
            return lw_view_is(word, verb);
        *told = *told || is_yes(word);
        value = LW_VIEW_IN(word, valued);
    }
    return false;
}

/* Of one command in a row of them; a runner may stand behind variables, and behind another one. */
static bool runs_stranger(struct lw_view words)
{
    static const char *const prints[] = { "echo", "printf", ":" };
    for (struct lw_view word; next_word(&word, &words);) {
        if (LW_VIEW_IN(word, prints))
            return false;
        for (size_t i = 0; i < LW_COUNT(runners); i++) {
            struct lw_view rest = words;
            bool told = runners[i].told;
            if (lw_view_is(lw_path_base(word), runners[i].program) &&
                (!runners[i].verb || takes_verb(&rest, runners[i].verb, &told)) &&
                fetches_stranger(&runners[i], rest, told))
                return true;
        }
    }
    return false;
}

static bool runs_strangers(struct lw_view line)
{
    for (size_t at = 0, end; at < line.len; at = end + 1) {
        for (end = at; end < line.len && !strchr(";&|()\n", line.ptr[end]);)
            end++;
        if (runs_stranger(lw_view_sub(line, at, end - at)))
            return true;
    }
    return false;
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_STARTUP)) {
        const struct lw_fact *fact = change->fact;
        if (!lw_fact_is(fact, LW_K_KIND, "npm-script"))
            continue;
        struct lw_view command = lw_fact_get(fact, LW_K_SNIPPET),
                       name = lw_fact_get(fact, LW_K_NAME), whose = lw_fact_get(fact, LW_K_PACKAGE);
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        struct lw_reason *reason = lw_reason_add(ctx, rule, fact->location, fact->line,
                                                 "%.*s: %.*s", LW_FMT(name), LW_FMT(command));
        const char *does = "runs a command";
        bool same = package && package->state == LW_PACKAGE_SAME && package->from &&
                    package->to->version.len;
        const bool stranger = runs_strangers(command);
        if (same || is_bare_faced(command) || stranger) {
            reason->level = LW_LEVEL_BLOCK;
            reason->severity = LW_SEVERITY_CRITICAL;
            does = same       ? "runs a command, in the same version"
                   : stranger ? "runs a package that no lock names"
                              : "runs a command that fetches, or is itself, code";
        } else if (only_builds(command)) {
            reason->level = LW_LEVEL_NOTE;
            reason->severity = LW_SEVERITY_LOW;
            does = "builds its native part";
        }
        lw_reason_title(ctx, reason, "Installing %.*s newly %s", LW_FMT(whose), does);
    }
}

const struct lw_review_rule lw_review_rule_install_script_added = {
    .id = "install-script-added",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_HIGH,
    .title = "A package newly runs a command when it is installed",
    .why =
        "preinstall, install and postinstall run on the machine that builds the layer, with its "
        "credentials, before anybody has read a line. Most poisoned packages of npm work so. A "
        "command that fetches or hides code in itself, runs a package that nobody knows, or came "
        "without a new version, has no honest reason.",
    .fix = "Read the script. Install with --ignore-scripts where layers are built, and rotate what "
           "the building machine could read.",
    .attack = "T1195.002",
    .check = check,
};
