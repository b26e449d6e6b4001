/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/match.c - from purls and packages to questions to the index.
 */
#include "vuln/match.h"

/* "distro=debian-12", "distro=bookworm" -> "Debian:12"; "Debian" where it says nothing. */
static struct lw_view debian_release(struct lw_view purl, struct lw_arena *arena)
{
    static const char *const names[][2] = {
        { "wheezy", "7" },    { "jessie", "8" },    { "stretch", "9" }, { "buster", "10" },
        { "bullseye", "11" }, { "bookworm", "12" }, { "trixie", "13" }, { "forky", "14" },
    };
    size_t at = lw_view_find(purl, LW_VIEW("distro="));
    if (at == LW_NOT_FOUND)
        return LW_VIEW("Debian");
    struct lw_view distro = lw_view_from(purl, at + 7);
    size_t end = 0;
    while (end < distro.len && distro.ptr[end] != '&' && distro.ptr[end] != '#')
        end++;
    distro = lw_view_sub(distro, 0, end);
    if (lw_view_starts(distro, LW_VIEW("debian-")))
        distro = lw_view_from(distro, 7);
    for (size_t i = 0; i < LW_COUNT(names); i++) {
        if (lw_view_is(distro, names[i][0]))
            distro = lw_view_c(names[i][1]);
    }
    size_t digits = 0;
    while (digits < distro.len && lw_is_digit(distro.ptr[digits]))
        digits++;
    if (digits == 0)
        return LW_VIEW("Debian");
    return lw_arena_printf(arena, "Debian:%.*s", LW_FMT(lw_view_sub(distro, 0, digits)));
}

lw_status lw_vuln_query_purl(struct lw_vuln_match_list *out, const struct lw_vuln_index *index,
                             struct lw_view purl, struct lw_arena *arena, struct lw_err *err)
{
    enum lw_ecosystem ecosystem;
    struct lw_view name, version;
    LW_ENSURE(
        lw_view_starts(purl, LW_VIEW("pkg:")), err, LW_E_USAGE, 0,
        "\"%.*s\" is not a package URL, which begins with pkg: as pkg:pypi/urllib3@1.26.12 does",
        LW_FMT(purl));
    LW_ENSURE(lw_purl_parse(&ecosystem, &name, &version, purl, arena), err, LW_E_USAGE, 0,
              "\"%.*s\" is not a package URL of a known type (pkg:pypi/urllib3@1.26.12; pypi, npm, "
              "golang, maven, gem, nuget, cargo, composer, deb)",
              LW_FMT(purl));
    struct lw_view osv = lw_view_c(lw_ecosystem_osv(ecosystem));
    if (ecosystem == LW_ECO_DEB)
        osv = debian_release(purl, arena);
    return lw_vuln_query_purl_name(out, index, osv, name, version, arena, err);
}

lw_status lw_vuln_index_covers(bool *out, const struct lw_vuln_index *index,
                               enum lw_ecosystem ecosystem, struct lw_err *err)
{
    struct lw_view root = lw_view_c(lw_ecosystem_osv(ecosystem));
    struct lw_vuln_rows rows;
    enum lw_ecosystem found;
    uint64_t at;
    *out = false;
    if (root.len == 0)
        return LW_OK;
    LW_TRY(lw_vuln_index_seek(&at, index, root, LW_VIEW(""), err));
    if (at >= lw_vuln_index_counts(index).packages)
        return LW_OK;
    LW_TRY(lw_vuln_index_package(&rows, index, at, err)); /* of "Debian:11", for Debian */
    *out = lw_ecosystem_from_osv(&found, rows.ecosystem) && found == ecosystem;
    return LW_OK;
}

lw_status lw_vuln_index_covers_purl(bool *out, const struct lw_vuln_index *index,
                                    struct lw_view purl, struct lw_arena *arena, struct lw_err *err)
{
    enum lw_ecosystem ecosystem;
    struct lw_view name, version;
    struct lw_vuln_rows rows;
    uint64_t at;
    *out = false;
    if (!lw_purl_parse(&ecosystem, &name, &version, purl, arena))
        return LW_OK;
    struct lw_view osv = ecosystem == LW_ECO_DEB ? debian_release(purl, arena) : LW_VIEW_NONE;
    if (lw_view_find_byte(osv, ':') == LW_NOT_FOUND)
        return lw_vuln_index_covers(out, index, ecosystem, err);
    LW_TRY(lw_vuln_index_seek(&at, index, osv, LW_VIEW(""), err));
    if (at >= lw_vuln_index_counts(index).packages)
        return LW_OK;
    LW_TRY(lw_vuln_index_package(&rows, index, at, err));
    *out = lw_view_eq(rows.ecosystem, osv);
    return LW_OK;
}

lw_status lw_vuln_match_packages(struct lw_vuln_package_list *out,
                                 const struct lw_vuln_index *index,
                                 const struct lw_package_list *packages, struct lw_arena *arena,
                                 struct lw_err *err)
{
    for (size_t i = 0; i < packages->count; i++) {
        const struct lw_package *package = &packages->items[i];
        struct lw_view osv = lw_view_c(lw_ecosystem_osv(package->ecosystem));
        struct lw_vuln_package item = { .package = package };
        item.version_unknown = !lw_vuln_version_known(package->version);
        if (osv.len == 0)
            continue;
        if (item.version_unknown)
            LW_TRY(lw_vuln_count(&item.known, index, osv, package->name, err));
        else
            LW_TRY(lw_vuln_query(&item.matches, index, osv, package->name, package->version, arena,
                                 err));
        if (item.known || item.matches.count)
            *LW_PUSH(arena, out) = item;
    }
    return LW_OK;
}
