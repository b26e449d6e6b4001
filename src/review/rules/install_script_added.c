/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/install_script_added.c - a command that npm newly runs when a package is installed.
 */
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
        if (same || is_bare_faced(command)) {
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
    .why = "preinstall, install and postinstall run on the machine that builds the layer, with its "
           "credentials, before anybody has read a line. Most poisoned packages of npm work so. A "
           "command that fetches or hides code in itself, or that came without a new version, has "
           "no honest reason.",
    .fix = "Read the script. Install with --ignore-scripts where layers are built, and rotate what "
           "the building machine could read.",
    .attack = "T1195.002",
    .check = check,
};
