/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/java_text.c - manifests, properties, names of jars and their groups.
 */
#include "analyze/java_text.h"

bool lw_manifest_next(struct lw_view *name, struct lw_view *value, struct lw_view *rest,
                      struct lw_arena *arena)
{
    struct lw_view line, more, after;
    if (!lw_view_line(&line, rest) || line.len == 0)
        return false;
    size_t colon = lw_view_find_byte(line, ':');
    *name = lw_view_trim(lw_view_sub(line, 0, colon == LW_NOT_FOUND ? line.len : colon));
    *value = colon == LW_NOT_FOUND ? LW_VIEW("") : lw_view_from(line, colon + 1);
    for (after = *rest; lw_view_line(&more, &after) && more.len && more.ptr[0] == ' ';) {
        *value = lw_arena_join(arena, *value, lw_view_from(more, 1));
        *rest = after;
    }
    *value = lw_view_trim(*value);
    return true;
}

struct lw_manifest lw_manifest_parse(struct lw_view text, struct lw_arena *arena)
{
    struct lw_manifest m = { 0 };
    const struct {
        const char *name;
        struct lw_view *into;
    } wanted[] = {
        { "Implementation-Title", &m.implementation_title },
        { "Implementation-Version", &m.implementation_version },
        { "Implementation-Vendor-Id", &m.implementation_vendor_id },
        { "Specification-Title", &m.specification_title },
        { "Specification-Version", &m.specification_version },
        { "Bundle-Name", &m.bundle_name },
        { "Bundle-SymbolicName", &m.bundle_symbolic_name },
        { "Bundle-Version", &m.bundle_version },
        { "Bundle-License", &m.bundle_license },
        { "Automatic-Module-Name", &m.module_name },
    };
    struct lw_view name, value;
    while (lw_manifest_next(&name, &value, &text, arena))
        for (size_t i = 0; i < LW_COUNT(wanted); i++)
            if (lw_view_eq_nocase(name, lw_view_c(wanted[i].name)) && wanted[i].into->len == 0)
                *wanted[i].into = value;
    /* "org.example.a;singleton:=true" */
    size_t directive = lw_view_find_byte(m.bundle_symbolic_name, ';');
    m.bundle_symbolic_name = lw_view_trim(lw_view_sub(m.bundle_symbolic_name, 0, directive));
    return m;
}

static bool literal(struct lw_view v)
{
    return v.len && lw_view_find(v, LW_VIEW("${")) == LW_NOT_FOUND &&
           lw_view_find_byte(v, '@') == LW_NOT_FOUND;
}

bool lw_pom_properties(struct lw_coordinates *out, struct lw_view text)
{
    struct lw_view line;
    *out = (struct lw_coordinates){ 0 };
    while (lw_view_line(&line, &text)) {
        line = lw_view_trim(line);
        size_t sign = 0;
        while (sign < line.len && line.ptr[sign] != '=' && line.ptr[sign] != ':')
            sign++;
        if (line.len == 0 || line.ptr[0] == '#' || line.ptr[0] == '!' || sign == line.len)
            continue;
        struct lw_view key = lw_view_trim(lw_view_sub(line, 0, sign));
        struct lw_view value = lw_view_trim(lw_view_from(line, sign + 1));
        if (lw_view_is(key, "groupId"))
            out->group = value;
        else if (lw_view_is(key, "artifactId"))
            out->artifact = value;
        else if (lw_view_is(key, "version"))
            out->version = value;
    }
    return literal(out->group) && literal(out->artifact) && literal(out->version);
}

/* Words that stand behind a version's number and belong to it. */
static bool qualifier(struct lw_view token)
{
    static const char *const words[] = { "alpha",     "beta",  "rc",         "cr",      "m",
                                         "milestone", "final", "ga",         "release", "sp",
                                         "jre",       "jdk",   "sec",        "android", "java",
                                         "redhat",    "b",     "incubating", "build",   "preview",
                                         "dev",       "ea",    "snapshot" };
    if (token.len && lw_is_digit(token.ptr[0]))
        return true;
    size_t letters = 0;
    while (letters < token.len && lw_is_alpha(token.ptr[letters]))
        letters++;
    for (size_t i = letters; i < token.len; i++)
        if (!lw_is_digit(token.ptr[i]) && token.ptr[i] != '.')
            return false;
    for (size_t i = 0; i < LW_COUNT(words); i++)
        if (lw_view_eq_nocase(lw_view_sub(token, 0, letters), lw_view_c(words[i])))
            return true;
    return false;
}

/* What stands behind a version and says which of an artifact's files this is. */
static bool classifier(struct lw_view token)
{
    static const char *const words[] = {
        "sources", "javadoc",    "tests",   "test",         "shaded",  "all",        "uber",
        "fat",     "jar",        "with",    "dependencies", "linux",   "windows",    "osx",
        "natives", "x86_64",     "x86_32",  "aarch_64",     "aarch64", "arm64",      "amd64",
        "runtime", "standalone", "jakarta", "no_aop",       "classes", "executable", "exec",
        "boot",    "plain",      "agent",   "aws",          "fedora",  "musl",       "lambda",
        "bundle",  "noaop"
    };
    return LW_VIEW_IN_NOCASE(token, words);
}

/* Whether all pieces of "-"-separated `rest` fit a version, first qualifiers, then classifiers;
 * `*version_len` is where the classifiers begin. */
static bool version_tail(struct lw_view rest, size_t *version_len)
{
    struct lw_view token;
    bool in_version = true;
    *version_len = rest.len;
    for (size_t at = 0; lw_view_split(&token, &rest, '-'); at += token.len + 1) {
        if (in_version && qualifier(token))
            continue;
        if (!classifier(token))
            return false;
        if (in_version)
            *version_len = at - 1;
        in_version = false;
    }
    return true;
}

bool lw_jar_name_parse(struct lw_jar_name *out, struct lw_view file_name)
{
    size_t dot = lw_view_rfind_byte(file_name, '.');
    struct lw_view stem = lw_view_sub(file_name, 0, dot == LW_NOT_FOUND ? file_name.len : dot);
    *out = (struct lw_jar_name){ stem, LW_VIEW(""), LW_VIEW("") };
    size_t last = LW_NOT_FOUND, cut;
    for (size_t i = 1; i + 1 < stem.len; i++) {
        /* "spring3-core-3.x" names a line of versions. */
        if (stem.ptr[i] != '-' || !lw_is_digit(stem.ptr[i + 1]) ||
            lw_view_ends(stem, LW_VIEW(".x")))
            continue;
        last = i;
        struct lw_view rest = lw_view_from(stem, i + 1);
        if (!version_tail(rest, &cut))
            continue;
        *out = (struct lw_jar_name){ lw_view_sub(stem, 0, i), lw_view_sub(rest, 0, cut),
                                     lw_view_from(rest, cut + 1) };
        return true;
    }
    if (last == LW_NOT_FOUND)
        return false;
    out->artifact = lw_view_sub(stem, 0, last);
    out->version = lw_view_from(stem, last + 1);
    return true;
}

struct lw_view lw_jar_group(struct lw_view artifact)
{
    static const struct {
        const char *artifact, *group;
    } known[] = {
#define LW_JAR_GROUP(artifact, group) { artifact, group },
#include "analyze/java_groups.def"
#undef LW_JAR_GROUP
    };
    struct lw_view best = LW_VIEW("");
    size_t best_len = 0;
    for (size_t i = 0; i < LW_COUNT(known); i++) {
        struct lw_view each = lw_view_c(known[i].artifact);
        if (lw_view_eq(each, artifact))
            return lw_view_c(known[i].group);
        if (!lw_view_ends(each, LW_VIEW("*")))
            continue;
        each = lw_view_sub(each, 0, each.len - 1);
        if (each.len > best_len && lw_view_starts(artifact, each)) {
            best_len = each.len;
            best = lw_view_c(known[i].group);
        }
    }
    return best;
}
