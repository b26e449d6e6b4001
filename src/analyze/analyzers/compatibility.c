/* SPDX-License-Identifier: Apache-2.0
 *
 * compatibility.c - the runtimes and architectures that the content can run on.
 *
 * Every sign becomes a fact; what they allow together becomes one fact for each runtime and each
 * architecture (kind "runtime" and "architecture"). Runtimes that no function can be updated on
 * any more are left out.
 */
#include <stdio.h>

#include "analyze/analyzer.h"
#include "analyze/evidence.h"
#include "facts/runtimes.h"

static lw_status nested(struct lw_facts *out, const struct lw_file *file,
                        const struct lw_archive *inside, struct lw_scratch *scratch,
                        struct lw_err *err)
{
    (void)err;
    unsigned java = lw_evidence_java(inside, scratch);
    if (java == 0)
        return LW_OK;
    struct lw_fact *f = lw_facts_add(out, LW_F_COMPATIBILITY, file->location);
    lw_fact_set_c(out, f, LW_K_KIND, "java-class");
    lw_fact_printf(out, f, LW_K_VERSION, "%u", java);
    return LW_OK;
}

/* Whether a language version is one of those signed; true where there is no such sign. */
static bool among(const struct lw_evidence *ev, const char *kind, const char *version)
{
    return lw_evidence_count(ev, kind) == 0 || lw_evidence_has(ev, kind, lw_view_c(version));
}

/* "6" is the version of a target "6.0". */
static bool same_version(const struct lw_evidence *ev, const char *kind, const char *version)
{
    for (size_t i = 0; i < ev->count; i++)
        if (strcmp(ev->items[i].kind, kind) == 0 &&
            lw_dotted_cmp(ev->items[i].value, lw_view_c(version)) == 0)
            return true;
    return lw_evidence_count(ev, kind) == 0;
}

static bool not_before(const struct lw_evidence *ev, const char *kind, const char *version)
{
    struct lw_view least = lw_evidence_max(ev, kind);
    return least.len == 0 || lw_dotted_cmp(lw_view_c(version), least) >= 0;
}

/* NULL where a runtime fits, else what is against it. */
static const char *against(const struct lw_evidence *ev, const struct lw_runtime *r)
{
    char abi[16];
    const char *v = r->version;
    bool python = strcmp(r->family, "python") == 0, node = strcmp(r->family, "nodejs") == 0;
    bool any_python = lw_evidence_count(ev, "python-any-folder") > 0;
    bool any_node = lw_evidence_count(ev, "node-any-folder") > 0;
    snprintf(abi, sizeof abi, "%u", r->abi);
    if (python && !among(ev, "python-extension", v))
        return "compiled extension modules";
    if (python && !among(ev, "python-bytecode", v))
        return "compiled modules without source";
    if (python && !any_python && !among(ev, "python-folder", v))
        return "the folder's version";
    if (python && !not_before(ev, "requires-python", v))
        return "Requires-Python";
    if (node && !any_node && !among(ev, "node-folder", v))
        return "the folder's version";
    if (node && lw_evidence_count(ev, "node-addon") == 0 && !among(ev, "node-abi", abi))
        return "compiled add-ons";
    if (strcmp(r->family, "ruby") == 0 && lw_evidence_count(ev, "ruby-any-folder") == 0 &&
        !among(ev, "ruby-folder", v))
        return "the folder's version";
    if (strcmp(r->family, "java") == 0 && !not_before(ev, "java-class", v))
        return "the version of classes";
    if (strcmp(r->family, "dotnet") == 0 && !same_version(ev, "dotnet-target", v))
        return "the target framework";
    if (!not_before(ev, "glibc", r->glibc))
        return "the C library";
    if (lw_evidence_has(ev, "machine", LW_VIEW("arm64")) &&
        !lw_evidence_has(ev, "machine", LW_VIEW("x86_64")) && !r->arm64)
        return "the architecture";
    return NULL;
}

static bool alive(const struct lw_runtime *r)
{
    return !r->container_only &&
           (!r->block_function_update || strcmp(r->block_function_update, lw_runtimes_as_of) > 0);
}

static struct lw_fact *summary(struct lw_facts *out, const char *kind)
{
    struct lw_fact *f = lw_facts_add(out, LW_F_COMPATIBILITY, LW_VIEW(""));
    lw_fact_set_c(out, f, LW_K_KIND, kind);
    return f;
}

/* One fact for each runtime of a family that fits; one that says why where none does. */
static void family(struct lw_facts *out, const struct lw_evidence *ev, struct lw_view name)
{
    const char *reason = "no runtime of this family is known";
    size_t fitting = 0;
    for (size_t i = 0; i < lw_runtime_count; i++) {
        const struct lw_runtime *r = &lw_runtimes[i];
        if (!lw_view_is(name, r->family) || !alive(r))
            continue;
        const char *why = against(ev, r);
        if (why) {
            reason = why;
            continue;
        }
        struct lw_fact *f = summary(out, "runtime");
        lw_fact_set(out, f, LW_K_NAME, name);
        lw_fact_set_c(out, f, LW_K_RUNTIME, r->name);
        fitting++;
    }
    if (fitting)
        return;
    struct lw_fact *f = summary(out, "no-runtime");
    lw_fact_set(out, f, LW_K_NAME, name);
    lw_fact_printf(out, f, LW_K_DETAIL, "no runtime fits; against the last one: %s", reason);
}

/* Programs and libraries alone go with every runtime of a system that is new enough. */
static void any_runtime(struct lw_facts *out, const struct lw_evidence *ev)
{
    struct lw_view glibc = lw_evidence_max(ev, "glibc");
    const char *which = "any";
    if (glibc.len && lw_dotted_cmp(glibc, LW_VIEW("2.34")) > 0)
        which = NULL;
    else if (glibc.len && lw_dotted_cmp(glibc, LW_VIEW("2.26")) > 0)
        which = "any of Amazon Linux 2023";
    else if (glibc.len && lw_dotted_cmp(glibc, LW_VIEW("2.17")) > 0)
        which = "any of Amazon Linux 2 and 2023";
    struct lw_fact *f = summary(out, which ? "runtime" : "no-runtime");
    if (which)
        lw_fact_set_c(out, f, LW_K_RUNTIME, which);
    else
        lw_fact_printf(out, f, LW_K_DETAIL, "glibc %.*s is newer than that of any runtime",
                       LW_FMT(glibc));
}

static void architectures(struct lw_facts *out, const struct lw_evidence *ev)
{
    static const char *const both[] = { "x86_64", "arm64" };
    bool machine_code = lw_evidence_count(ev, "machine") > 0;
    bool mixed = lw_evidence_has(ev, "machine", LW_VIEW("x86_64")) &&
                 lw_evidence_has(ev, "machine", LW_VIEW("arm64"));
    for (size_t i = 0; i < LW_COUNT(both); i++) {
        if (machine_code && !lw_evidence_has(ev, "machine", lw_view_c(both[i])))
            continue;
        struct lw_fact *f = summary(out, "architecture");
        lw_fact_set_c(out, f, LW_K_ARCHITECTURE, both[i]);
        if (!machine_code)
            lw_fact_set_c(out, f, LW_K_DETAIL, "no machine code was found");
        else if (mixed)
            lw_fact_set_c(out, f, LW_K_DETAIL, "the layer has machine code for both");
    }
}

static void say(struct lw_facts *out, const struct lw_sign *sign)
{
    static const char *const silent[] = { "family",          "python-any-folder", "node-any-folder",
                                          "ruby-any-folder", "any-folder",        "java-class",
                                          "dotnet-target" };
    for (size_t i = 0; i < LW_COUNT(silent); i++)
        if (strcmp(sign->kind, silent[i]) == 0)
            return;
    struct lw_fact *f = lw_facts_add(out, LW_F_COMPATIBILITY, LW_VIEW(""));
    lw_fact_set_c(out, f, LW_K_KIND, sign->kind);
    lw_fact_set(out, f, LW_K_VERSION, sign->value);
    lw_fact_set(out, f, LW_K_EVIDENCE, sign->example);
    lw_fact_printf(out, f, LW_K_COUNT, "%llu", (unsigned long long)sign->count);
}

static lw_status tree(struct lw_facts *out, const struct lw_archive *archive,
                      const struct lw_facts *seen, struct lw_scratch *scratch, struct lw_err *err)
{
    (void)err;
    struct lw_evidence ev = lw_evidence(out->arena);
    lw_evidence_of_facts(&ev, seen);
    lw_evidence_of_paths(&ev, archive, scratch);
    if (lw_evidence_count(&ev, "dotnet-target"))
        lw_evidence_add(&ev, "family", LW_VIEW("dotnet"), LW_VIEW(""));
    if (lw_evidence_count(&ev, "java-class"))
        lw_evidence_add(&ev, "family", LW_VIEW("java"), LW_VIEW(""));
    if (lw_evidence_count(&ev, "family") == 0 &&
        (lw_evidence_count(&ev, "python-extension") || lw_evidence_count(&ev, "python-cache") ||
         lw_evidence_count(&ev, "requires-python")))
        lw_evidence_add(&ev, "family", LW_VIEW("python"), LW_VIEW(""));
    for (size_t i = 0; i < ev.count; i++)
        say(out, &ev.items[i]);
    for (size_t i = 0; i < ev.count; i++)
        if (strcmp(ev.items[i].kind, "family") == 0)
            family(out, &ev, ev.items[i].value);
    if (lw_evidence_count(&ev, "family") == 0 && ev.count)
        any_runtime(out, &ev);
    if (ev.count)
        architectures(out, &ev);
    lw_evidence_clear(&ev);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_compatibility = {
    .name = "compatibility",
    .what = "runtimes and architectures that the content can run on",
    .version = 2,
    .nested = nested,
    .tree = tree,
};
