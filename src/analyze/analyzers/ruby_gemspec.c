/* SPDX-License-Identifier: Apache-2.0
 *
 * ruby_gemspec.c - installed gems by their specifications, read as text and never executed.
 *
 * RubyGems writes specifications/NAME-VERSION[-PLATFORM].gemspec for what is installed, and
 * specifications/default/ for what came with Ruby. A gemspec inside of gems/NAME-VERSION/ counts
 * where both are literal and it stands in the gem's root.
 */
#include "analyze/analyzer.h"
#include "analyze/gemspec.h"
#include "analyze/license.h"

enum { GEMSPEC_BYTES_MAX = 1 << 20 };

enum place { PLACE_NONE, PLACE_SPECIFICATIONS, PLACE_GEM };

static enum place place_of(struct lw_view path)
{
    if (!lw_view_ends(path, LW_VIEW(".gemspec")))
        return PLACE_NONE;
    struct lw_view folder = lw_path_dir(path), above = lw_path_dir(folder);
    if (lw_view_is(lw_path_base(folder), "default"))
        folder = above;
    if (lw_view_is(lw_path_base(folder), "specifications"))
        return PLACE_SPECIFICATIONS;
    if (lw_view_is(lw_path_base(above), "gems"))
        return PLACE_GEM;
    /* Bundler checks git sources out to bundler/gems/NAME-COMMIT/. */
    return PLACE_NONE;
}

static enum lw_want wants(const struct lw_file *file)
{
    return place_of(file->path) != PLACE_NONE ? LW_WANT_YES : LW_WANT_NO;
}

/* "NAME-VERSION[-PLATFORM]": the version begins at the first "-" before a digit. */
static void split_full_name(struct lw_gemspec *spec, struct lw_view stem)
{
    for (size_t i = 1; i + 1 < stem.len; i++) {
        if (stem.ptr[i] != '-' || !lw_is_digit(stem.ptr[i + 1]))
            continue;
        struct lw_view rest = lw_view_from(stem, i + 1);
        size_t dash = lw_view_find_byte(rest, '-');
        spec->name = lw_view_sub(stem, 0, i);
        spec->version = lw_view_sub(rest, 0, dash);
        if (spec->platform.len == 0 && dash != LW_NOT_FOUND)
            spec->platform = lw_view_from(rest, dash + 1);
        return;
    }
}

/* The folder that holds the gem's files, where it is there; else that of the specification. */
static struct lw_view root_of(struct lw_facts *out, const struct lw_file *file, enum place place,
                              struct lw_view stem)
{
    struct lw_view folder = lw_path_dir(file->path);
    if (place == PLACE_SPECIFICATIONS) {
        if (lw_view_is(lw_path_base(folder), "default"))
            return lw_path_dir(file->location);
        struct lw_view home = lw_path_dir(folder);
        folder = lw_arena_printf(out->arena, "%.*s%sgems/%.*s", LW_FMT(home), home.len ? "/" : "",
                                 LW_FMT(stem));
    }
    if (file->container.len == 0)
        return folder;
    return lw_arena_printf(out->arena, "%.*s!/%.*s", LW_FMT(file->container), LW_FMT(folder));
}

static lw_status gemspec(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    LW_ENSURE(file->bytes.len <= GEMSPEC_BYTES_MAX, err, LW_E_LIMIT, 0,
              "a specification of %zu bytes; %d are read at most", file->bytes.len,
              GEMSPEC_BYTES_MAX);
    enum place place = place_of(file->path);
    struct lw_view base = lw_path_base(file->path), stem = lw_view_sub(base, 0, base.len - 8);
    struct lw_gemspec spec;
    lw_gemspec_parse(&spec, file->bytes);
    const char *evidence = "gemspec";
    if (place == PLACE_GEM && (spec.name.len == 0 || spec.version.len == 0))
        return LW_OK; /* computed: the specification beside it knows */
    if (spec.name.len == 0 || spec.version.len == 0) {
        split_full_name(&spec, stem);
        evidence = "name of the gemspec";
    }
    if (spec.name.len == 0)
        return LW_OK;
    struct lw_package *p = lw_facts_package(out, LW_ECO_GEM, spec.name, spec.version,
                                            file->location);
    p->root = root_of(out, file, place, stem);
    p->evidence = lw_view_c(evidence);
    if (spec.platform.len && !lw_view_is(spec.platform, "ruby"))
        p->evidence = lw_arena_printf(out->arena, "%s, platform %.*s", evidence,
                                      LW_FMT(spec.platform));
    p->analyzer = "ruby-gemspec";
    for (size_t i = 0; i < spec.license_count; i++)
        lw_package_license(out, p, lw_license_spdx(spec.licenses[i]));
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_ruby_gemspec = {
    .name = "ruby-gemspec",
    .what = "Ruby gems by their specifications",
    .packages = true,
    .wants = wants,
    .file = gemspec,
};
