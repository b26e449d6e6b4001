/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/evidence.c - signs of runtimes and machines in names, first bytes and facts.
 *
 * Spec:    PEP 425 and 3149 (tags of wheels and extension modules), node-gyp-build (prebuilds),
 *          JVMS 4.1 (class files).
 */
#include "analyze/evidence.h"

#include "analyze/layer_paths.h"
#include "base/reader.h"
#include "facts/runtimes.h"

enum { CLASSES_MAX = 32, METADATA_BYTES = 4096 };

struct lw_evidence lw_evidence(struct lw_arena *arena)
{
    return (struct lw_evidence){ .index = LW_MAP_INIT, .arena = arena };
}

void lw_evidence_clear(struct lw_evidence *evidence)
{
    lw_map_clear(&evidence->index);
}

/* Thousands of files in one folder say the same: what came first is asked without the index. */
static struct lw_sign *among_first(const struct lw_evidence *evidence, const char *kind,
                                   struct lw_view value)
{
    enum { FIRST = 8 };
    for (size_t i = 0; i < evidence->count && i < FIRST; i++)
        if (strcmp(evidence->items[i].kind, kind) == 0 &&
            lw_view_eq(evidence->items[i].value, value))
            return &evidence->items[i];
    return NULL;
}

void lw_evidence_add(struct lw_evidence *evidence, const char *kind, struct lw_view value,
                     struct lw_view example)
{
    bool made;
    if (value.len == 0)
        return;
    struct lw_sign *known = among_first(evidence, kind, value);
    if (known) {
        known->count++;
        return;
    }
    struct lw_view key = lw_arena_printf(evidence->arena, "%s %.*s", kind, LW_FMT(value));
    uint64_t *slot = lw_map_put(&evidence->index, key, &made);
    if (made) {
        *slot = evidence->count;
        *LW_PUSH(evidence->arena,
                 evidence) = (struct lw_sign){ kind, lw_arena_copy(evidence->arena, value), example,
                                               0 };
    }
    evidence->items[*slot].count++;
}

bool lw_evidence_has(const struct lw_evidence *evidence, const char *kind, struct lw_view value)
{
    for (size_t i = 0; i < evidence->count; i++)
        if (strcmp(evidence->items[i].kind, kind) == 0 &&
            lw_view_eq(evidence->items[i].value, value))
            return true;
    return false;
}

size_t lw_evidence_count(const struct lw_evidence *evidence, const char *kind)
{
    size_t count = 0;
    for (size_t i = 0; i < evidence->count; i++)
        count += strcmp(evidence->items[i].kind, kind) == 0;
    return count;
}

struct lw_view lw_evidence_max(const struct lw_evidence *evidence, const char *kind)
{
    struct lw_view max = LW_VIEW("");
    for (size_t i = 0; i < evidence->count; i++)
        if (strcmp(evidence->items[i].kind, kind) == 0 &&
            (max.len == 0 || lw_dotted_cmp(evidence->items[i].value, max) > 0))
            max = evidence->items[i].value;
    return max;
}

static struct lw_view digits(struct lw_view v)
{
    size_t len = 0;
    while (len < v.len && lw_is_digit(v.ptr[len]))
        len++;
    return lw_view_sub(v, 0, len);
}

/* "312" of "cpython-312-x86_64" is "3.12". */
static struct lw_view dotted(struct lw_arena *arena, struct lw_view v)
{
    v = digits(v);
    if (v.len < 2)
        return LW_VIEW("");
    return lw_arena_printf(arena, "%c.%.*s", v.ptr[0], LW_FMT(lw_view_from(v, 1)));
}

static struct lw_view after(struct lw_view text, const char *mark)
{
    size_t at = lw_view_find(text, lw_view_c(mark));
    return at == LW_NOT_FOUND ? LW_VIEW("") : lw_view_from(text, at + strlen(mark));
}

/* A .pyc file without its source beside it, as its magic number says. */
static void sourceless(struct lw_evidence *ev, const struct lw_archive *archive,
                       const struct lw_entry *e, struct lw_scratch *scratch)
{
    struct lw_view head, source = lw_view_sub(e->path, 0, e->path.len - 1);
    struct lw_err err;
    if (lw_archive_find(archive, source) ||
        !lw_ok(lw_archive_peek(&head, archive, e, 4, scratch, &err)) || head.len < 4)
        return;
    struct lw_reader r = lw_reader(head);
    unsigned magic = lw_u16le(&r);
    for (size_t i = 0; i < lw_runtime_count; i++)
        if (strcmp(lw_runtimes[i].family, "python") == 0 && lw_runtimes[i].abi == magic)
            lw_evidence_add(ev, "python-bytecode", lw_view_c(lw_runtimes[i].version), e->path);
}

static void of_python(struct lw_evidence *ev, const struct lw_archive *archive,
                      const struct lw_entry *e, struct lw_scratch *scratch)
{
    struct lw_view base = lw_path_base(e->path);
    bool cached = lw_view_is(lw_path_base(lw_path_dir(e->path)), "__pycache__");
    if (lw_view_ends(base, LW_VIEW(".abi3.so")))
        lw_evidence_add(ev, "python-abi3", LW_VIEW("3"), e->path);
    else if (lw_view_ends(base, LW_VIEW(".so")))
        lw_evidence_add(ev, "python-extension", dotted(ev->arena, after(base, ".cpython-")),
                        e->path);
    else if (lw_view_ends(base, LW_VIEW(".pyc")) && cached)
        lw_evidence_add(ev, "python-cache", dotted(ev->arena, after(base, ".cpython-")), e->path);
    else if (lw_view_ends(base, LW_VIEW(".pyc")))
        sourceless(ev, archive, e, scratch);
}

/* The lowest version that "Requires-Python: >=3.8, !=3.9.0" allows. */
static struct lw_view at_least(struct lw_view value)
{
    struct lw_view piece;
    while (lw_view_split(&piece, &value, ',')) {
        piece = lw_view_trim(piece);
        bool more = lw_view_starts(piece, LW_VIEW(">=")) || lw_view_starts(piece, LW_VIEW("~="));
        piece = lw_view_trim(lw_view_from(piece, 2));
        if (more && piece.len && lw_is_digit(piece.ptr[0]))
            return piece;
    }
    return LW_VIEW("");
}

static void of_metadata(struct lw_evidence *ev, const struct lw_archive *archive,
                        const struct lw_entry *e, struct lw_scratch *scratch)
{
    struct lw_view base = lw_path_base(e->path), head, line;
    struct lw_err err;
    bool wheel = lw_view_is(base, "WHEEL");
    if ((!wheel && !lw_view_is(base, "METADATA")) ||
        !lw_view_ends(lw_path_dir(e->path), LW_VIEW(".dist-info")) ||
        !lw_ok(lw_archive_peek(&head, archive, e, METADATA_BYTES, scratch, &err)))
        return;
    while (lw_view_line(&line, &head) && line.len) {
        struct lw_view value;
        if (wheel && lw_view_starts(line, LW_VIEW("Tag:"))) {
            value = lw_view_trim(lw_view_from(line, 4));
            if (!lw_view_ends(value, LW_VIEW("-none-any")))
                lw_evidence_add(ev, "wheel-tag", value, e->path);
        } else if (!wheel && lw_view_starts_nocase(line, LW_VIEW("Requires-Python:"))) {
            value = at_least(lw_view_from(line, 16));
            lw_evidence_add(ev, "requires-python", value, e->path);
        }
    }
}

/* prebuilds/linux-x64/node.abi108.node, lib/binding/node-v108-linux-x64/, ...napi-v3 */
static void of_node(struct lw_evidence *ev, const struct lw_entry *e)
{
    if (!lw_view_ends(e->path, LW_VIEW(".node")))
        return;
    struct lw_view abi = digits(after(e->path, ".abi"));
    if (abi.len == 0)
        abi = digits(after(e->path, "/node-v"));
    bool napi = lw_view_find(e->path, LW_VIEW("napi")) != LW_NOT_FOUND;
    if (abi.len)
        lw_evidence_add(ev, "node-abi", abi, e->path);
    else
        lw_evidence_add(ev, "node-addon", napi ? LW_VIEW("napi") : LW_VIEW("unversioned"), e->path);
}

static struct lw_view two_parts(struct lw_view version)
{
    size_t dot = lw_view_find_byte(version, '.');
    if (dot == LW_NOT_FOUND)
        return version;
    return lw_view_sub(version, 0, dot + 1 + digits(lw_view_from(version, dot + 1)).len);
}

static void of_place(struct lw_evidence *ev, const struct lw_entry *e)
{
    struct lw_search_place place = lw_search_place_of(e->path);
    const char *family = lw_search_family(place.kind);
    if (*family)
        lw_evidence_add(ev, "family", lw_view_c(family), place.folder);
    if (place.kind == LW_SEARCH_PYTHON_SITE)
        lw_evidence_add(ev, "python-folder", two_parts(place.version), place.folder);
    else if (place.kind == LW_SEARCH_PYTHON)
        lw_evidence_add(ev, "python-any-folder", LW_VIEW("3"), place.folder);
    else if (place.kind == LW_SEARCH_NODE_MAJOR)
        lw_evidence_add(ev, "node-folder", place.version, place.folder);
    else if (place.kind == LW_SEARCH_NODE)
        lw_evidence_add(ev, "node-any-folder", LW_VIEW("all"), place.folder);
    else if (place.kind == LW_SEARCH_GEMS)
        lw_evidence_add(ev, "ruby-folder", two_parts(place.version), place.folder);
    else if (place.kind == LW_SEARCH_RUBY_LIB)
        lw_evidence_add(ev, "ruby-any-folder", LW_VIEW("all"), place.folder);
    else if (place.kind == LW_SEARCH_BIN || place.kind == LW_SEARCH_LIB ||
             place.kind == LW_SEARCH_EXTENSIONS)
        lw_evidence_add(ev, "any-folder", place.folder, place.folder);
}

void lw_evidence_of_paths(struct lw_evidence *ev, const struct lw_archive *archive,
                          struct lw_scratch *scratch)
{
    size_t count;
    const struct lw_entry *entries = lw_archive_entries(archive, &count);
    for (size_t i = 0; i < count; i++) {
        const struct lw_entry *e = &entries[i];
        if (e->type == LW_ENTRY_FOLDER || e->shadowed)
            continue;
        of_place(ev, e);
        of_python(ev, archive, e, scratch);
        of_metadata(ev, archive, e, scratch);
        of_node(ev, e);
    }
    if (lw_archive_find(archive, LW_VIEW("bootstrap")))
        lw_evidence_add(ev, "family", LW_VIEW("custom"), LW_VIEW("bootstrap"));
    unsigned java = lw_evidence_java(archive, scratch);
    if (java)
        lw_evidence_add(ev, "java-class", lw_arena_printf(ev->arena, "%u", java), LW_VIEW(""));
}

static struct lw_view lambda_machine(struct lw_view machine)
{
    return lw_view_is(machine, "aarch64") ? LW_VIEW("arm64") : machine;
}

void lw_evidence_of_facts(struct lw_evidence *ev, const struct lw_facts *seen)
{
    for (size_t i = 0; i < seen->facts.count; i++) {
        const struct lw_fact *f = &seen->facts.items[i];
        if (f->kind == LW_F_ELF) {
            struct lw_view glibc = lw_fact_get(f, LW_K_GLIBC);
            if (lw_view_starts(glibc, LW_VIEW("GLIBC_")))
                glibc = lw_view_from(glibc, 6);
            lw_evidence_add(ev, "machine", lambda_machine(lw_fact_get(f, LW_K_MACHINE)),
                            f->location);
            lw_evidence_add(ev, "glibc", glibc, f->location);
            if (lw_fact_is(f, LW_K_LIBC, "musl"))
                lw_evidence_add(ev, "libc", LW_VIEW("musl"), f->location);
        } else if (f->kind == LW_F_COMPATIBILITY) {
            static const char *const kinds[] = { "java-class", "dotnet-target" };
            for (size_t k = 0; k < LW_COUNT(kinds); k++)
                if (lw_fact_is(f, LW_K_KIND, kinds[k]))
                    lw_evidence_add(ev, kinds[k], lw_fact_get(f, LW_K_VERSION), f->location);
        }
    }
}

unsigned lw_evidence_java(const struct lw_archive *archive, struct lw_scratch *scratch)
{
    size_t count, classes = 0, looked = 0;
    unsigned newest = 0;
    const struct lw_entry *entries = lw_archive_entries(archive, &count);
    for (size_t pass = 0; pass < 2; pass++) {
        size_t step = classes / CLASSES_MAX + 1, index = 0;
        for (size_t i = 0; i < count; i++) {
            struct lw_view path = entries[i].path, head;
            struct lw_err err;
            if (entries[i].type != LW_ENTRY_FILE || !lw_view_ends(path, LW_VIEW(".class")) ||
                lw_view_starts(path, LW_VIEW("META-INF/")) ||
                lw_view_is(lw_path_base(path), "module-info.class"))
                continue;
            classes += pass == 0;
            if (pass == 0 || index++ % step || looked++ > CLASSES_MAX ||
                !lw_ok(lw_archive_peek(&head, archive, &entries[i], 8, scratch, &err)))
                continue;
            struct lw_reader r = lw_reader(head);
            bool java = lw_u32be(&r) == 0xcafebabe;
            lw_skip(&r, 2);
            unsigned major = lw_u16be(&r);
            if (!r.bad && java && major >= 45 && major < 45 + 64 && major - 44 > newest)
                newest = major - 44;
        }
    }
    return newest;
}
