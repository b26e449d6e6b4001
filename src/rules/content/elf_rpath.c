/* SPDX-License-Identifier: Apache-2.0
 *
 * content/elf_rpath.c - programs and libraries that look for others in a place that is not the
 * layer's.
 */
#include "rules/look.h"

enum place { PLACE_GOOD, PLACE_BUILD, PLACE_RELATIVE, PLACE_WRITABLE };

static bool is_below(struct lw_view path, const char *folder)
{
    struct lw_view head = lw_view_c(folder);
    return lw_view_starts(path, head) && (path.len == head.len || path.ptr[head.len] == '/');
}

static bool is_below_any(struct lw_view path, const char *const *folders, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_below(path, folders[i]))
            return true;
    return false;
}

/* Folders of the system and of the runtime belong to root on Lambda, and the loader looks into
 * most of them anyway. */
static enum place place_of(struct lw_view path)
{
    static const char *const writable[] = { "/tmp", "/var/tmp", "/dev/shm", "/proc", "/mnt" };
    static const char *const good[] = { "/opt",   "/var/task", "/var/lang", "/var/runtime", "/lib",
                                        "/lib64", "/usr",      "$ORIGIN",   "${ORIGIN}" };
    if (is_below_any(path, writable, LW_COUNT(writable)))
        return PLACE_WRITABLE;
    if (path.len == 0 || (path.ptr[0] != '/' && path.ptr[0] != '$'))
        return PLACE_RELATIVE;
    return is_below_any(path, good, LW_COUNT(good)) ? PLACE_GOOD : PLACE_BUILD;
}

static void judge(const struct lw_content_rule *rule, struct lw_rule_context *ctx,
                  const struct lw_fact *elf, const char *tag, struct lw_view path)
{
    static const enum lw_severity severities[] = { LW_SEVERITY_NONE, LW_SEVERITY_LOW,
                                                   LW_SEVERITY_MEDIUM, LW_SEVERITY_HIGH };
    enum place worst = PLACE_GOOD;
    struct lw_view rest = path, part;
    while (lw_view_split(&part, &rest, ':'))
        worst = place_of(part) > worst ? place_of(part) : worst;
    if (worst == PLACE_GOOD)
        return;
    struct lw_finding *finding = lw_rule_find(ctx, rule, elf->location, 0, "%s %.*s", tag,
                                              LW_FMT(path));
    finding->severity = severities[worst];
    if (worst == PLACE_WRITABLE)
        finding->title = LW_VIEW("Libraries are looked for in a place that a function can write");
    if (worst == PLACE_RELATIVE)
        finding->title = LW_VIEW("Libraries are looked for in the current folder");
}

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(elf, ctx, LW_F_ELF)) {
        struct lw_view runpath = lw_fact_get(elf, LW_K_RUNPATH);
        struct lw_view rpath = lw_fact_get(elf, LW_K_RPATH);
        if (runpath.len) /* the loader passes RPATH over then */
            judge(rule, ctx, elf, "RUNPATH", runpath);
        else if (rpath.len)
            judge(rule, ctx, elf, "RPATH", rpath);
    }
}

static const char *const controls[] = { "NIST 800-53 SI-7", NULL };

const struct lw_content_rule lw_content_rule_elf_rpath = {
    .id = "elf-rpath",
    .severity = LW_SEVERITY_LOW,
    .title = "A program or library looks for others outside of /opt",
    .why =
        "The loader searches this place before the usual ones. Where a running function can write "
        "it, whoever wrote there last chooses the code that is loaded; a folder of the build host "
        "only costs time, until someone makes it.",
    .fix = "Link with -Wl,-rpath,'$ORIGIN/../lib', or change it by patchelf --set-rpath.",
    .attack = "T1574.006",
    .cwe = "CWE-426",
    .controls = controls,
    .check = check,
};
