/* SPDX-License-Identifier: Apache-2.0
 *
 * java_archive.c - Maven packages of jars, wars and ears: their own and those shaded into them.
 *
 * Best evidence first: pom.properties, pom.xml, MANIFEST.MF, the name of the file. A group that
 * none of these gives is left out, and the evidence says so.
 * Spec:    https://maven.apache.org/shared/maven-archiver, OSGi Core 8 chapter 3.
 */
#include "analyze/analyzer.h"
#include "analyze/java_text.h"
#include "analyze/license.h"

enum { TEXT_BYTES_MAX = 1 << 20 };

struct job {
    struct lw_facts *out;
    struct lw_view location; /* of the archive */
    const struct lw_archive *inside;
    struct lw_scratch *scratch;
    struct lw_jar_name name;
    size_t named; /* packages found by their pom files */
    bool own;     /* the archive's own package is among them ... */
    size_t at;    /* ... here in out->packages */
};

static bool is_java(struct lw_view path)
{
    static const char *const suffixes[] = { ".jar", ".war", ".ear", ".par", ".sar", ".rar",
                                            ".hpi", ".jpi", ".kar", ".nar", ".aar" };
    for (size_t i = 0; i < LW_COUNT(suffixes); i++)
        if (lw_view_ends_nocase(path, lw_view_c(suffixes[i])))
            return true;
    return false;
}

static bool below_maven(struct lw_view path, const char *file)
{
    return lw_view_is(lw_path_base(path), file) &&
           (lw_view_starts(path, LW_VIEW("META-INF/maven/")) ||
            lw_view_find(path, LW_VIEW("/META-INF/maven/")) != LW_NOT_FOUND) &&
           lw_view_find(path, LW_VIEW("META-INF/versions/")) == LW_NOT_FOUND;
}

static struct lw_view inner(struct job *job, struct lw_view path)
{
    return lw_arena_printf(job->out->arena, "%.*s!/%.*s", LW_FMT(job->location), LW_FMT(path));
}

/* The text of an entry, copied; empty where it cannot be had, which is noted. */
static struct lw_view text_of(struct job *job, const struct lw_entry *entry)
{
    struct lw_err err = { 0 };
    struct lw_content content;
    if (entry->bytes > TEXT_BYTES_MAX) {
        lw_facts_incomplete(job->out, inner(job, entry->path), lw_code_name(LW_E_LIMIT),
                            LW_VIEW("over 1 MiB for a text of package metadata"));
        return LW_VIEW("");
    }
    lw_status s = lw_archive_read(&content, job->inside, entry, false, job->scratch, &err);
    if (!lw_ok(s)) {
        lw_facts_incomplete(job->out, inner(job, entry->path), lw_code_name(s.code),
                            lw_view_c(err.text));
        return LW_VIEW("");
    }
    return lw_arena_copy(job->out->arena, content.bytes);
}

static struct lw_package *add(struct lw_facts *out, struct lw_coordinates c,
                              struct lw_view location, struct lw_view root, const char *evidence)
{
    struct lw_view name = c.group.len ? lw_arena_printf(out->arena, "%.*s:%.*s", LW_FMT(c.group),
                                                        LW_FMT(c.artifact))
                                      : c.artifact;
    struct lw_package *p = lw_facts_package(out, LW_ECO_MAVEN, name, c.version, location);
    p->root = lw_arena_copy(out->arena, root);
    p->evidence = lw_view_c(evidence);
    p->analyzer = "java-archive";
    return p;
}

static void add_pom_licenses(struct lw_facts *out, struct lw_package *p, const struct lw_pom *pom)
{
    for (size_t i = 0; i < pom->license_count; i++)
        lw_package_license(out, p, lw_license_spdx(pom->licenses[i]));
}

/* Whether a package by pom files is the archive itself and not something shaded into it. */
static bool is_own(const struct job *job, struct lw_view artifact, size_t poms)
{
    return poms == 1 || lw_view_eq(artifact, job->name.artifact);
}

static void from_pom_files(struct job *job, const struct lw_entry *entry, size_t poms)
{
    struct lw_arena *arena = job->out->arena;
    struct lw_view folder = lw_path_dir(entry->path);
    bool is_xml = lw_view_is(lw_path_base(entry->path), "pom.xml");
    const struct lw_entry *xml = is_xml ? entry
                                        : lw_archive_find(
                                              job->inside,
                                              lw_arena_join(arena, folder, LW_VIEW("/pom.xml")));
    struct lw_pom pom = { 0 };
    if (xml)
        lw_pom_xml(&pom, text_of(job, xml));
    struct lw_coordinates c = pom.project;
    if (!is_xml && !lw_pom_properties(&c, text_of(job, entry)))
        c = pom.project;
    /* META-INF/maven/GROUP/ARTIFACT/: the path itself says it. */
    if (c.artifact.len == 0)
        c.artifact = lw_path_base(folder);
    if (c.group.len == 0)
        c.group = lw_path_base(lw_path_dir(folder));
    bool own = is_own(job, c.artifact, poms);
    if (c.version.len == 0 && own)
        c.version = job->name.version;
    struct lw_package *p = add(job->out, c, inner(job, entry->path), job->location,
                               is_xml ? "pom.xml" : "pom.properties");
    add_pom_licenses(job->out, p, &pom);
    if (!own)
        p->flags |= LW_PKG_BUNDLED;
    if (own && !job->own)
        job->at = job->out->packages.count - 1;
    job->own |= own;
    job->named++;
}

/* pom.properties, and a pom.xml that has none beside it. */
static bool is_pom(struct job *job, struct lw_view path)
{
    if (below_maven(path, "pom.properties"))
        return true;
    return below_maven(path, "pom.xml") &&
           !lw_archive_find(job->inside, lw_arena_join(job->out->arena, lw_path_dir(path),
                                                       LW_VIEW("/pom.properties")));
}

static bool one_word(struct lw_view v)
{
    for (size_t i = 0; i < v.len; i++)
        if (!lw_is_alnum(v.ptr[i]) && !strchr("._-", v.ptr[i]))
            return false;
    return v.len > 0;
}

static struct lw_view group_of(struct lw_view artifact, const struct lw_manifest *m,
                               const char **evidence)
{
    struct lw_view group = lw_jar_group(artifact), symbolic = m->bundle_symbolic_name;
    *evidence = "table of well-known artifacts";
    if (group.len)
        return group;
    *evidence = "Bundle-SymbolicName";
    if (one_word(symbolic) && symbolic.len > artifact.len + 1 && lw_view_ends(symbolic, artifact) &&
        symbolic.ptr[symbolic.len - artifact.len - 1] == '.')
        return lw_view_sub(symbolic, 0, symbolic.len - artifact.len - 1);
    *evidence = "Implementation-Vendor-Id";
    if (one_word(m->implementation_vendor_id))
        return m->implementation_vendor_id;
    *evidence = "not known";
    return LW_VIEW("");
}

static struct lw_view first_word(const struct lw_view *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (one_word(texts[i]))
            return texts[i];
    return LW_VIEW("");
}

static struct lw_manifest read_manifest(struct job *job)
{
    const struct lw_entry *entry = lw_archive_find(job->inside, LW_VIEW("META-INF/MANIFEST.MF"));
    return lw_manifest_parse(entry ? text_of(job, entry) : LW_VIEW(""), job->out->arena);
}

/* "Apache-2.0;link=..., http://www.apache.org/licenses/LICENSE-2.0.txt" */
static void add_bundle_licenses(struct job *job, struct lw_package *p, const struct lw_manifest *m)
{
    struct lw_view rest = m->bundle_license, piece;
    while (m->bundle_license.len && lw_view_split(&piece, &rest, ',')) {
        struct lw_view text = lw_view_trim(lw_view_sub(piece, 0, lw_view_find_byte(piece, ';')));
        if (text.len > 1 && text.ptr[0] == '"')
            text = lw_view_sub(text, 1, text.len - 2);
        lw_package_license(job->out, p, lw_license_spdx(text));
    }
}

/* Most poms take their licences over from a parent, which is not in the archive. */
static void complete_own(struct job *job)
{
    struct lw_package *p = &job->out->packages.items[job->at];
    if (p->licenses.count)
        return;
    struct lw_manifest m = read_manifest(job);
    add_bundle_licenses(job, p, &m);
}

/* By manifest and file name, where no pom file names the archive itself. */
static void from_manifest(struct job *job)
{
    struct lw_arena *arena = job->out->arena;
    struct lw_manifest m = read_manifest(job);
    const struct lw_view versions[] = { m.implementation_version, m.bundle_version,
                                        m.specification_version };
    const struct lw_view titles[] = { m.implementation_title, m.bundle_symbolic_name,
                                      m.module_name };
    struct lw_coordinates c = { LW_VIEW(""), job->name.artifact, job->name.version };
    struct lw_view said = first_word(versions, LW_COUNT(versions));
    const char *version_from = "file name";
    if (c.version.len == 0) {
        c.version = said;
        version_from = said.len ? "MANIFEST.MF" : "not known";
        struct lw_view title = first_word(titles, LW_COUNT(titles));
        if (title.len && !lw_jar_group(c.artifact).len)
            c.artifact = title;
    } else if (lw_view_starts(said, c.version)) {
        version_from = "file name and MANIFEST.MF";
    }
    /* A bundle of others that does not say what it is: those others are the answer. */
    if (job->named && said.len == 0 && job->name.version.len == 0)
        return;

    const char *group_from;
    c.group = group_of(c.artifact, &m, &group_from);
    if (c.group.len && lw_view_starts(c.artifact, c.group) && c.artifact.len > c.group.len + 1 &&
        c.artifact.ptr[c.group.len] == '.')
        c.artifact = lw_view_from(c.artifact, c.group.len + 1);
    struct lw_package *p = add(job->out, c, job->location, job->location, "");
    p->evidence = lw_arena_printf(arena, "version: %s; group: %s", version_from, group_from);
    add_bundle_licenses(job, p, &m);
}

static lw_status nested(struct lw_facts *out, const struct lw_file *file,
                        const struct lw_archive *inside, struct lw_scratch *scratch,
                        struct lw_err *err)
{
    (void)err;
    struct job job = {
        .out = out, .location = file->location, .inside = inside, .scratch = scratch
    };
    size_t count, poms = 0, classes = 0;
    const struct lw_entry *entries = lw_archive_entries(inside, &count);
    lw_jar_name_parse(&job.name, lw_path_base(file->path));
    for (size_t i = 0; i < count; i++) {
        classes += lw_view_ends(entries[i].path, LW_VIEW(".class"));
        poms += entries[i].type == LW_ENTRY_FILE && is_pom(&job, entries[i].path);
    }
    bool java = is_java(file->path);
    bool copy = lw_view_is(job.name.classifier, "sources") ||
                lw_view_is(job.name.classifier, "javadoc");
    if ((!java && poms == 0) || (copy && classes == 0))
        return LW_OK;
    for (size_t i = 0; i < count && poms; i++)
        if (entries[i].type == LW_ENTRY_FILE && !entries[i].shadowed &&
            is_pom(&job, entries[i].path))
            from_pom_files(&job, &entries[i], poms);
    if (job.own)
        complete_own(&job);
    else if (java)
        from_manifest(&job);
    return LW_OK;
}

/* A function's package, or a layer, may be an unpacked jar. */
static enum lw_want wants(const struct lw_file *file)
{
    return file->depth == 0 && below_maven(file->path, "pom.properties") ? LW_WANT_YES : LW_WANT_NO;
}

static lw_status in_folder(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    struct lw_coordinates c;
    LW_ENSURE(file->bytes.len <= TEXT_BYTES_MAX, err, LW_E_LIMIT, 0,
              "a pom.properties of %zu bytes; %d are read at most", file->bytes.len,
              TEXT_BYTES_MAX);
    if (!lw_pom_properties(&c, file->bytes))
        return LW_OK;
    size_t at = lw_view_find(file->location, LW_VIEW("META-INF/maven/"));
    (void)add(out, c, file->location, lw_view_sub(file->location, 0, at ? at - 1 : 0),
              "pom.properties");
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_java_archive = {
    .name = "java-archive",
    .what = "Maven packages of jars, wars and ears, and those shaded into them",
    .packages = true,
    .wants = wants,
    .file = in_folder,
    .nested = nested,
};
