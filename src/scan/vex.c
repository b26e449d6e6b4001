/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/vex.c - read VEX documents, and apply what they say.
 */
#include "scan/vex.h"

#include "base/file.h"
#include "scan/vex_read.h"
#include "vuln/vers.h"

enum { MAX_BYTES = 256 << 20 };

lw_status lw_vex_parse(struct lw_vex *out, struct lw_view text, const char *name,
                       struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    struct lw_err why = { 0 };
    lw_status s = lw_json_parse(&doc, text, MAX_BYTES, &why);
    LW_ENSURE(lw_ok(s), err, why.code, why.offset, "%s: %s", name, why.text);
    yyjson_val *root = yyjson_doc_get_root(doc);
    struct lw_view source = lw_arena_copy(arena, lw_view_c(name));
    size_t before = out->count;
    if (lw_view_is(lw_json_str(root, "bomFormat"), "CycloneDX") &&
        lw_json_arr(root, "vulnerabilities")) {
        lw_vex_read_cyclonedx(out, root, arena);
    } else {
        LW_ENSURE(lw_json_arr(root, "statements"), err, LW_E_FORMAT, 0,
                  "%s: is neither a CycloneDX document with `vulnerabilities` nor an OpenVEX one "
                  "with `statements`",
                  name);
        lw_vex_read_openvex(out, root, arena);
    }
    for (size_t i = before; i < out->count; i++)
        out->items[i].source = source;
    return LW_OK;
}

lw_status lw_vex_load(struct lw_vex *out, const char *path, struct lw_arena *arena,
                      struct lw_err *err)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena scratch = LW_ARENA_INIT;
    struct lw_view text;
    LW_TRY(lw_file_read(&text, path, MAX_BYTES, &scratch, err));
    return lw_vex_parse(out, text, path, arena, err);
}

static bool speaks_of(const struct lw_vex_statement *statement, const struct lw_finding *finding)
{
    for (size_t i = 0; i < statement->ids.count; i++) {
        for (size_t k = 0; k < finding->ids.count; k++) {
            if (lw_view_eq_nocase(statement->ids.items[i], finding->ids.items[k]))
                return true;
        }
    }
    return false;
}

static bool is_product(const struct lw_vex_product *product, enum lw_ecosystem ecosystem,
                       struct lw_view name, struct lw_view version)
{
    /* A purl of Go is lower case by its rules, and written as the module is called by many. */
    bool same = ecosystem == LW_ECO_GOLANG ? lw_view_eq_nocase(product->name, name)
                                           : lw_view_eq(product->name, name);
    if (product->ecosystem != ecosystem || !same)
        return false;
    const struct lw_ordering *ordering = lw_ordering_for(
        lw_view_c(lw_ecosystem_osv(product->ecosystem)));
    if (product->version.len && !lw_view_eq(product->version, version) &&
        (!ordering || ordering->compare(product->version, version) != 0))
        return false;
    return product->range.len == 0 || lw_vers_holds(product->range, ordering, version);
}

static bool holds(const struct lw_vex_statement *statement, const struct lw_finding *finding,
                  struct lw_arena *scratch)
{
    enum lw_ecosystem ecosystem;
    struct lw_view name, version;
    if (!speaks_of(statement, finding))
        return false;
    if (statement->every_package)
        return true;
    if (!lw_purl_parse(&ecosystem, &name, &version, finding->purl, scratch))
        return false;
    name = lw_package_name_normal(scratch, ecosystem, name);
    for (size_t i = 0; i < statement->count; i++) {
        if (is_product(&statement->items[i], ecosystem, name, version))
            return true;
    }
    return false;
}

/* What CycloneDX calls it. Under any other state it is this package's version that was stated to be
 * unaffected. */
static struct lw_view cyclonedx_state(struct lw_view state)
{
    static const char *const states[] = { "false_positive", "resolved", "resolved_with_pedigree" };
    for (size_t i = 0; i < LW_COUNT(states); i++)
        if (lw_view_is(state, states[i]))
            return state;
    return lw_view_is(state, "fixed") ? LW_VIEW("resolved") : LW_VIEW("not_affected");
}

void lw_vex_apply(struct lw_finding_list *findings, struct lw_vex *vex, struct lw_arena *arena)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena scratch = LW_ARENA_INIT;
    for (size_t i = 0; i < findings->count; i++) {
        struct lw_finding *finding = &findings->items[i];
        for (size_t s = 0; s < vex->count && finding->ids.count; s++) {
            struct lw_vex_statement *statement = &vex->items[s];
            if (!holds(statement, finding, &scratch))
                continue;
            statement->used = true;
            if (finding->suppressed)
                continue;
            finding->suppressed = true;
            finding->vex_state = cyclonedx_state(statement->state);
            finding->suppressed_by = lw_arena_printf(
                arena, "%.*s: %.*s%s%.*s", LW_FMT(statement->source), LW_FMT(statement->state),
                statement->detail.len ? ": " : "", LW_FMT(statement->detail));
        }
    }
}
