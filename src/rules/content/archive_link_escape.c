/* SPDX-License-Identifier: Apache-2.0
 *
 * content/archive_link_escape.c - symbolic links that lead out of /opt, or in a circle.
 */
#include "rules/look.h"

static const struct lw_anomaly_case cases[] = {
    { "link-escapes", LW_SEVERITY_LOW, LW_SEVERITY_UNKNOWN, "A symbolic link leads out of /opt" },
    { "link-loop", LW_SEVERITY_LOW, LW_SEVERITY_UNKNOWN,
      "A symbolic link leads back to itself, or to a folder that it is in" },
    { NULL, LW_SEVERITY_UNKNOWN, LW_SEVERITY_UNKNOWN, NULL },
};

/* Folders that a running function can write to. */
static bool leads_to_writable(struct lw_view detail)
{
    static const char *const places[] = { "/tmp", "/var/tmp", "/dev/shm", "/mnt/" };
    for (size_t i = 0; i < LW_COUNT(places); i++)
        if (lw_view_find(detail, lw_view_c(places[i])) != LW_NOT_FOUND)
            return true;
    return false;
}

/* What the kernel tells of processes, their environment among it, and devices. */
static bool leads_to_kernel(struct lw_view detail)
{
    static const char *const places[] = { "/proc/", "/sys/", "/dev/" };
    for (size_t i = 0; i < LW_COUNT(places) && !lw_view_ends(detail, LW_VIEW("/dev/null")); i++)
        if (lw_view_find(detail, lw_view_c(places[i])) != LW_NOT_FOUND)
            return true;
    return false;
}

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    size_t before = ctx->out->count;
    lw_rule_check_anomalies(rule, ctx);
    for (size_t i = before; i < ctx->out->count; i++) {
        struct lw_finding *finding = &ctx->out->items[i];
        if (leads_to_writable(finding->evidence)) {
            finding->severity = LW_SEVERITY_HIGH;
            finding->title = LW_VIEW("A symbolic link leads to a place that a function can write");
        } else if (leads_to_kernel(finding->evidence)) {
            finding->severity = LW_SEVERITY_HIGH;
            finding->title = LW_VIEW("A symbolic link leads to what the kernel tells of processes");
        }
    }
}

const struct lw_content_rule lw_content_rule_archive_link_escape = {
    .id = "archive-link-escape",
    .severity = LW_SEVERITY_LOW,
    .title = "A symbolic link leads out of /opt, or in a circle",
    .why =
        "What the link names is not of the layer: on Lambda it is missing or something else, and "
        "where a running function may write it, whoever wrote there last chooses what is loaded. "
        "Through a folder that leads to itself every module has a second name, and tools that "
        "walk it never end.",
    .fix = "Put the file itself into the layer, or link to it by a path relative to the link.",
    .attack = "T1574",
    .cwe = "CWE-59",
    .anomalies = cases,
    .check = check,
};
