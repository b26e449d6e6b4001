/* SPDX-License-Identifier: Apache-2.0
 *
 * compatibility.c - the runtimes and architectures that the content can run on.
 *
 * Every sign becomes a fact; what they allow together becomes one fact for each runtime and each
 * architecture (kind "runtime" and "architecture"). Runtimes that no function can be updated on
 * any more are left out.
 */
#include <limits.h>
#include <stdio.h>

#include "analyze/analyzer.h"
#include "analyze/evidence.h"
#include "base/buf.h"
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

enum how {
    AMONG,     /* a sign is the runtime's version */
    AMONG_ABI, /* ... its version of the binary interface */
    SAME,      /* ... or another spelling of its version */
    AT_LEAST,  /* no sign asks for a newer version */
    GLIBC,     /* ... for a newer C library */
    ARM,       /* it runs on the only machine that there is code for */
};

/* What may be against a runtime. */
static const struct objection {
    const char *family; /* "": of all */
    const char *what, *sign;
    const char *unless; /* where there is a sign of this kind it is none; NULL: always */
    enum how how;
} objections[] = {
    { "python", "compiled extension modules", "python-extension", NULL, AMONG },
    { "python", "compiled modules without source", "python-bytecode", NULL, AMONG },
    { "python", "the folder's version", "python-folder", "python-any-folder", AMONG },
    { "python", "Requires-Python", "requires-python", NULL, AT_LEAST },
    { "nodejs", "the folder's version", "node-folder", "node-any-folder", AMONG },
    { "nodejs", "compiled add-ons", "node-abi", "node-addon", AMONG_ABI },
    { "ruby", "the folder's version", "ruby-folder", "ruby-any-folder", AMONG },
    { "java", "the version of classes", "java-class", NULL, AT_LEAST },
    { "dotnet", "the target framework", "dotnet-target", NULL, SAME },
    { "", "the C library", "glibc", NULL, GLIBC },
    { "", "the architecture", "machine", NULL, ARM },
};

static bool fits(const struct lw_evidence *ev, const struct lw_runtime *r,
                 const struct objection *o)
{
    char abi[16];
    if ((*o->family && strcmp(o->family, r->family) != 0) ||
        (o->unless && lw_evidence_count(ev, o->unless)))
        return true;
    switch (o->how) {
    case AMONG:
        return among(ev, o->sign, r->version);
    case AMONG_ABI:
        snprintf(abi, sizeof abi, "%u", r->abi);
        return among(ev, o->sign, abi);
    case SAME:
        return same_version(ev, o->sign, r->version);
    case AT_LEAST:
        return not_before(ev, o->sign, r->version);
    case GLIBC:
        return not_before(ev, o->sign, r->glibc);
    case ARM:
        break;
    }
    return r->arm64 || !lw_evidence_has(ev, o->sign, LW_VIEW("arm64")) ||
           lw_evidence_has(ev, o->sign, LW_VIEW("x86_64"));
}

static unsigned count_against(const struct lw_evidence *ev, const struct lw_runtime *r)
{
    unsigned count = 0;
    for (size_t i = 0; i < LW_COUNT(objections); i++)
        count += !fits(ev, r, &objections[i]);
    return count;
}

/* The sign that speaks for an objection: the highest where versions are at least something. */
static const struct lw_sign *sign_of(const struct lw_evidence *ev, const struct objection *o)
{
    bool highest = o->how == AT_LEAST || o->how == GLIBC;
    struct lw_view max = highest ? lw_evidence_max(ev, o->sign) : LW_VIEW_NONE;
    for (size_t i = 0; i < ev->count; i++)
        if (strcmp(ev->items[i].kind, o->sign) == 0 &&
            (!highest || lw_view_eq(ev->items[i].value, max)))
            return &ev->items[i];
    return NULL;
}

/* "nearest is python3.11; against it: the C library (2.35: python/numpy/core/x.so)" */
static void say_nearest(struct lw_facts *out, struct lw_fact *f, const struct lw_evidence *ev,
                        const struct lw_runtime *r)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    lw_buf_printf(&text, "nearest is %s; against it:", r->name);
    bool more = false;
    for (size_t i = 0; i < LW_COUNT(objections); i++) {
        if (fits(ev, r, &objections[i]))
            continue;
        const struct lw_sign *sign = sign_of(ev, &objections[i]);
        lw_buf_printf(&text, "%s %s", more ? "," : "", objections[i].what);
        if (sign)
            lw_buf_printf(&text, " (%.*s%s%.*s)", LW_FMT(sign->value),
                          sign->example.len ? ": " : "", LW_FMT(sign->example));
        more = true;
    }
    lw_fact_set(out, f, LW_K_DETAIL, lw_buf_view(&text));
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

/* One fact for each runtime of a family that fits; where none does, one that says why not even the
 * nearest: that with the least against it, of several the latest. */
static void family(struct lw_facts *out, const struct lw_evidence *ev, struct lw_view name)
{
    const struct lw_runtime *nearest = NULL;
    unsigned least = UINT_MAX;
    for (size_t i = 0; i < lw_runtime_count; i++) {
        const struct lw_runtime *r = &lw_runtimes[i];
        if (!lw_view_is(name, r->family) || !alive(r))
            continue;
        unsigned against = count_against(ev, r);
        if (against <= least) {
            least = against;
            nearest = r;
        }
        if (against)
            continue;
        struct lw_fact *f = summary(out, "runtime");
        lw_fact_set(out, f, LW_K_NAME, name);
        lw_fact_set_c(out, f, LW_K_RUNTIME, r->name);
    }
    if (least == 0)
        return;
    struct lw_fact *f = summary(out, "no-runtime");
    lw_fact_set(out, f, LW_K_NAME, name);
    if (nearest)
        say_nearest(out, f, ev, nearest);
    else
        lw_fact_set_c(out, f, LW_K_DETAIL, "no runtime of this family is left");
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
    .nested = nested,
    .tree = tree,
};
