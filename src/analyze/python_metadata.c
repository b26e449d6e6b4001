/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/python_metadata.c - headers in the manner of RFC 822, and what a folder's name tells.
 */
#include "analyze/python_metadata.h"

#include "analyze/license.h"
#include "analyze/python_modules.h"

enum { LICENSE_MAX_BYTES = 100, NAME_MAX_BYTES = 256 };

struct header {
    struct lw_view name, value; /* the value's first line */
    bool folded;                /* more lines follow */
};

static bool is_folded(struct lw_view line)
{
    return line.len && (line.ptr[0] == ' ' || line.ptr[0] == '\t');
}

/* The next header; false at the empty line or the end. Lines that are none are passed over. */
static bool next_header(struct header *out, struct lw_view *rest)
{
    struct lw_view line;
    while (lw_view_line(&line, rest)) {
        if (line.len == 0)
            return false;
        size_t colon = is_folded(line) ? LW_NOT_FOUND : lw_view_find_byte(line, ':');
        if (colon == LW_NOT_FOUND || colon == 0)
            continue;
        out->name = lw_view_trim(lw_view_sub(line, 0, colon));
        out->value = lw_view_trim(lw_view_from(line, colon + 1));
        out->folded = is_folded(*rest);
        if (out->value.len == 0 && out->folded && lw_view_line(&line, rest))
            out->value = lw_view_trim(line);
        return true;
    }
    return false;
}

static void first(struct lw_view *slot, struct lw_view value)
{
    /* setuptools of old wrote UNKNOWN for what it was not told. */
    if (slot->len == 0 && !lw_view_is(value, "UNKNOWN"))
        *slot = value;
}

struct lw_python_metadata lw_python_metadata(struct lw_view text)
{
    struct lw_python_metadata out = { .license_is_text = false };
    struct lw_view rest = lw_view_starts(text, LW_VIEW("\xef\xbb\xbf")) ? lw_view_from(text, 3)
                                                                        : text;
    struct header h = { .folded = false };
    while (next_header(&h, &rest)) {
        if (lw_view_eq_nocase(h.name, LW_VIEW("Name"))) {
            first(&out.name, h.value);
        } else if (lw_view_eq_nocase(h.name, LW_VIEW("Version"))) {
            first(&out.version, h.value);
        } else if (lw_view_eq_nocase(h.name, LW_VIEW("License-Expression"))) {
            first(&out.license_expression, h.value);
        } else if (lw_view_eq_nocase(h.name, LW_VIEW("License")) && out.license.len == 0) {
            first(&out.license, h.value);
            out.license_is_text = h.folded;
        } else if (lw_view_eq_nocase(h.name, LW_VIEW("Classifier")) &&
                   lw_view_starts(h.value, LW_VIEW("License ::")) &&
                   out.license_count < LW_PYTHON_CLASSIFIERS) {
            out.licenses[out.license_count++] = h.value;
        }
    }
    return out;
}

void lw_python_split(struct lw_view *name, struct lw_view *version, struct lw_view stem)
{
    *name = stem;
    *version = LW_VIEW_NONE;
    for (size_t i = 1; i + 1 < stem.len; i++) {
        if (stem.ptr[i] == '-' && lw_is_digit(stem.ptr[i + 1])) {
            *name = lw_view_sub(stem, 0, i);
            *version = lw_view_from(stem, i + 1);
        }
    }
}

struct lw_view lw_python_stem(struct lw_view folder, const char *ending)
{
    struct lw_view tail = lw_view_c(ending);
    if (folder.len <= tail.len || !lw_view_ends_nocase(folder, tail))
        return LW_VIEW_NONE;
    return lw_view_sub(folder, 0, folder.len - tail.len);
}

/* An expression is best, then classifiers that name a licence of SPDX, then a short field. */
static void add_licenses(struct lw_facts *out, struct lw_package *package,
                         const struct lw_python_metadata *m)
{
    struct lw_view spdx;
    if (m->license_expression.len) {
        lw_package_license(out, package, m->license_expression);
        return;
    }
    /* "BSD License" says less than a field with "BSD-3-Clause", but more than "Dual License". */
    bool known = lw_license_find(&spdx, m->license), vague = false;
    for (size_t i = 0; i < m->license_count; i++) {
        struct lw_view found = lw_license_classifier(m->licenses[i]), again;
        bool exact = lw_license_find(&again, found);
        if (exact || !known)
            lw_package_license(out, package, found);
        vague = vague || (found.len && !exact);
    }
    bool field = m->license.len && m->license.len < LICENSE_MAX_BYTES && !m->license_is_text;
    if (package->licenses.count == 0 ? known || field : known && vague)
        lw_package_license(out, package, lw_license_spdx(m->license));
}

static bool is_plain(struct lw_view name)
{
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] < ' ' || name.ptr[i] == 0x7f || name.ptr[i] == '/')
            return false;
    return name.len <= NAME_MAX_BYTES;
}

lw_status lw_python_add(struct lw_facts *out, const struct lw_file *file, struct lw_view text,
                        struct lw_view stem, unsigned levels, const char *analyzer,
                        struct lw_err *err)
{
    struct lw_python_metadata m = lw_python_metadata(text);
    struct lw_view name, version;
    lw_python_split(&name, &version, stem);
    bool from_name = m.name.len == 0 || !is_plain(m.name);
    if (!from_name)
        name = m.name;
    if (m.version.len && is_plain(m.version))
        version = m.version;
    LW_ENSURE(name.len && is_plain(name), err, LW_E_FORMAT, 0,
              "no Name header, and the folder's name tells none");
    if (!is_plain(version))
        version = LW_VIEW_NONE;

    struct lw_package *package = lw_facts_package(out, LW_ECO_PYPI, name, version, file->location);
    package->root = lw_arena_copy(out->arena, lw_location_above(file->location, levels));
    package->analyzer = analyzer;
    package->evidence = from_name ? LW_VIEW("named by its folder or file")
                                  : lw_arena_copy(out->arena, lw_path_base(file->path));
    if (lw_python_is_vendor(file, lw_location_above(file->path, levels)))
        package->flags |= LW_PKG_VENDORED;
    add_licenses(out, package, &m);
    return LW_OK;
}
