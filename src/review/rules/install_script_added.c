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

/* What `npx --yes name@latest` has the registry give, whatever that is by then; "" for what may as
 * well be there already: `npx name`. */
static struct lw_view fetched(struct lw_view command)
{
    static const char *const runners[] = { "npx",  "npm exec", "pnpm dlx", "yarn dlx",
                                           "bunx", "bun x",    "pnpx",     "uvx" };
    for (size_t i = 0; i < LW_COUNT(runners); i++) {
        size_t at = lw_view_find(command, lw_view_c(runners[i])), len = strlen(runners[i]);
        struct lw_view word, rest = lw_view_from(command, at == LW_NOT_FOUND ? 0 : at + len);
        bool told = i > 1; /* to fetch it */
        if (at == LW_NOT_FOUND || !lw_view_starts(rest, LW_VIEW(" ")) ||
            (at && lw_is_alnum(command.ptr[at - 1])))
            continue;
        while (lw_view_split(&word, &rest, ' ')) {
            told = told || lw_view_is(word, "-y") || lw_view_is(word, "--yes");
            if (!word.len || word.ptr[0] == '-')
                continue;
            size_t tag = lw_view_rfind_byte(word, '@');
            bool tagged = tag && tag != LW_NOT_FOUND;
            return told || tagged ? lw_view_sub(word, 0, tagged ? tag : word.len) : LW_VIEW_NONE;
        }
    }
    return LW_VIEW_NONE;
}

/* Well-known tools are run so, as `npx -y only-allow pnpm` is by many. */
static bool runs_strangers(struct lw_view command)
{
    static const char *const known[] = { "only-allow", "npm-force-resolutions", "force-resolutions",
                                         "check-node-version" };
    struct lw_view name = fetched(command);
    return name.len && !LW_VIEW_IN(name, known) && !lw_popular_has(&lw_popular_npm, name);
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
        lw_reason_title(ctx, reason, "Installing %.*s newly runs a command", LW_FMT(whose));
        bool same = package && package->state == LW_PACKAGE_SAME && package->from &&
                    package->to->version.len;
        if (same || is_bare_faced(command) || runs_strangers(command)) {
            reason->level = LW_LEVEL_BLOCK;
            reason->severity = LW_SEVERITY_CRITICAL;
        } else if (only_builds(command)) {
            reason->level = LW_LEVEL_NOTE;
            reason->severity = LW_SEVERITY_LOW;
        }
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
