/* SPDX-License-Identifier: Apache-2.0
 *
 * deb_status.c - Debian packages by dpkg's status file, as a layer made from an image carries it.
 *
 * Debian's advisories name source packages, so that is the name and version given; which binary
 * package it was is the evidence.
 * Spec:    deb822(5), dpkg-query(1)
 */
#include "analyze/analyzer.h"

enum { STATUS_MAX_BYTES = 16 << 20 }; /* of a full desktop: 4 MB */

static enum lw_want wants(const struct lw_file *file)
{
    struct lw_view path = file->path;
    bool one = lw_view_is(path, "var/lib/dpkg/status") ||
               lw_view_ends(path, LW_VIEW("/var/lib/dpkg/status"));
    struct lw_view folder = lw_path_dir(path);
    bool many = lw_view_ends(folder, LW_VIEW("var/lib/dpkg/status.d")) &&
                !lw_view_ends(path, LW_VIEW(".md5sums"));
    return one || many ? LW_WANT_YES : LW_WANT_NO;
}

struct paragraph {
    struct lw_view package, version, source, status, architecture;
};

static void take_field(struct paragraph *p, struct lw_view line)
{
    const struct {
        const char *name;
        struct lw_view *into;
    } wanted[] = {
        { "Package:", &p->package },
        { "Version:", &p->version },
        { "Source:", &p->source },
        { "Status:", &p->status },
        { "Architecture:", &p->architecture },
    };
    for (size_t i = 0; i < LW_COUNT(wanted); i++) {
        struct lw_view head = lw_view_c(wanted[i].name);
        if (lw_view_starts_nocase(line, head))
            *wanted[i].into = lw_view_trim(lw_view_from(line, head.len));
    }
}

static void add(struct lw_facts *out, const struct lw_file *file, const struct paragraph *p)
{
    /* status.d, of distroless images, has no Status: what stands there is installed. */
    if (p->package.len == 0 || p->version.len == 0 ||
        (p->status.len && !lw_view_ends(p->status, LW_VIEW(" installed"))))
        return;
    struct lw_view name = p->source.len ? p->source : p->package, version = p->version;
    size_t open = lw_view_find_byte(name, '('); /* "Source: glibc (2.36-9)" */
    if (open != LW_NOT_FOUND) {
        struct lw_view inside = lw_view_from(name, open + 1);
        size_t close = lw_view_find_byte(inside, ')');
        if (close != LW_NOT_FOUND)
            version = lw_view_sub(inside, 0, close);
        name = lw_view_trim(lw_view_sub(name, 0, open));
    }
    struct lw_package *package = lw_facts_package(out, LW_ECO_DEB, name, version, file->location);
    /* Binaries of one source become one package: same purl, same root. */
    package->root = lw_arena_copy(out->arena, file->location);
    package->evidence = lw_arena_printf(out->arena, "dpkg: %.*s %.*s %.*s", LW_FMT(p->package),
                                        LW_FMT(p->version), LW_FMT(p->architecture));
    package->analyzer = "deb-status";
}

static lw_status status(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    struct lw_view rest = file->bytes, line;
    struct paragraph p = { 0 };
    LW_ENSURE(rest.len <= STATUS_MAX_BYTES, err, LW_E_LIMIT, 0,
              "a list of %zu bytes; %d are read at most", rest.len, STATUS_MAX_BYTES);
    while (lw_view_line(&line, &rest)) {
        if (line.len == 0) {
            add(out, file, &p);
            p = (struct paragraph){ 0 };
        } else {
            take_field(&p, line);
        }
    }
    add(out, file, &p);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_deb_status = {
    .name = "deb-status",
    .what = "Debian packages by dpkg's status file",
    .packages = true,
    .wants = wants,
    .file = status,
};
