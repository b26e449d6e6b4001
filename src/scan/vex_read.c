/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/vex_read.c - statements of CycloneDX VEX and of OpenVEX.
 */
#include "scan/vex_read.h"

#include "base/map.h"

static bool in_list(struct lw_view text, const char *const *list)
{
    while (*list && !lw_view_is(text, *list))
        list++;
    return *list != NULL;
}

static void add_id(struct lw_vex_statement *statement, struct lw_view id, struct lw_arena *arena)
{
    id = lw_view_trim(id);
    /* OpenVEX also names them by address: https://nvd.nist.gov/vuln/detail/CVE-2021-44228 */
    if (lw_view_find(id, LW_VIEW("://")) != LW_NOT_FOUND)
        id = lw_path_base(id);
    if (id.len)
        *LW_PUSH(arena, &statement->ids) = lw_arena_copy(arena, id);
}

/* A product by its purl; what is no purl matches nothing. */
static struct lw_vex_product product_of(struct lw_view purl, struct lw_arena *arena)
{
    struct lw_vex_product product = { .name = LW_VIEW("") };
    struct lw_view name;
    if (lw_purl_parse(&product.ecosystem, &name, &product.version, purl, arena))
        product.name = lw_arena_copy(arena, lw_package_name_normal(arena, product.ecosystem, name));
    product.version = lw_arena_copy(arena, product.version);
    return product;
}

static void add_product(struct lw_vex_statement *statement, const struct lw_vex_product *product,
                        struct lw_arena *arena)
{
    if (product->name.len)
        *LW_PUSH(arena, statement) = *product;
}

/* bom-ref of each component, nested ones too, to its value. */
static void index_components(struct lw_map *refs, yyjson_val *list, unsigned depth)
{
    size_t i, count;
    yyjson_val *component;
    yyjson_arr_foreach(list, i, count, component)
    {
        struct lw_view ref = lw_json_str(component, "bom-ref");
        if (ref.len)
            *lw_map_put(refs, ref, NULL) = (uint64_t)(uintptr_t)component;
        if (depth < 32)
            index_components(refs, lw_json_arr(component, "components"), depth + 1);
    }
}

/* A bom-ref, a BOM-Link (urn:cdx:SERIAL/VERSION#REF) or a purl itself. */
static struct lw_view purl_of_ref(const struct lw_map *refs, struct lw_view ref)
{
    if (lw_view_starts(ref, LW_VIEW("urn:cdx:"))) {
        size_t hash = lw_view_find_byte(ref, '#');
        ref = hash == LW_NOT_FOUND ? LW_VIEW("") : lw_view_from(ref, hash + 1);
    }
    const uint64_t *slot = lw_map_get(refs, ref);
    if (!slot)
        return ref;
    /* NOLINTNEXTLINE(performance-no-int-to-ptr): put there by index_components() */
    return lw_json_str((yyjson_val *)(uintptr_t)*slot, "purl");
}

/* Of the versions that are listed, those which are not affected: stated so, or (where nothing is
 * stated) by the state of the whole. */
static void add_versions(struct lw_vex_statement *statement, struct lw_vex_product product,
                         yyjson_val *versions, bool suppresses, struct lw_arena *arena)
{
    size_t i, count;
    yyjson_val *item;
    yyjson_arr_foreach(versions, i, count, item)
    {
        struct lw_view status = lw_json_str(item, "status");
        bool unaffected = status.len ? lw_view_is(status, "unaffected") : suppresses;
        struct lw_view version = lw_json_str(item, "version"), range = lw_json_str(item, "range");
        if (!unaffected || (version.len == 0 && range.len == 0))
            continue;
        struct lw_vex_product one = product;
        one.version = lw_arena_copy(arena, version);
        one.range = lw_arena_copy(arena, range);
        add_product(statement, &one, arena);
    }
}

static void read_affects(struct lw_vex_statement *statement, yyjson_val *affects, bool suppresses,
                         const struct lw_map *refs, struct lw_arena *arena)
{
    size_t i, count;
    yyjson_val *target;
    yyjson_arr_foreach(affects, i, count, target)
    {
        struct lw_view purl = purl_of_ref(refs, lw_json_str(target, "ref"));
        struct lw_vex_product product = product_of(purl, arena);
        yyjson_val *versions = lw_json_arr(target, "versions");
        if (yyjson_arr_size(versions))
            add_versions(statement, product, versions, suppresses, arena);
        else if (suppresses)
            add_product(statement, &product, arena);
    }
}

static struct lw_view detail_of(yyjson_val *analysis, struct lw_arena *arena)
{
    struct lw_view why = lw_json_str(analysis, "justification");
    struct lw_view detail = lw_json_str(analysis, "detail");
    if (why.len && detail.len)
        return lw_arena_printf(arena, "%.*s: %.*s", LW_FMT(why), LW_FMT(detail));
    return lw_arena_copy(arena, why.len ? why : detail);
}

void lw_vex_read_cyclonedx(struct lw_vex *out, yyjson_val *root, struct lw_arena *arena)
{
    static const char *const suppressing[] = { "not_affected", "resolved", "resolved_with_pedigree",
                                               "false_positive", NULL };
    LW_CLEANUP(lw_map_clear) struct lw_map refs = LW_MAP_INIT;
    index_components(&refs, lw_json_arr(root, "components"), 0);
    size_t i, count, k, references;
    yyjson_val *item, *reference;
    yyjson_arr_foreach(lw_json_arr(root, "vulnerabilities"), i, count, item)
    {
        yyjson_val *analysis = lw_json_obj(item, "analysis");
        struct lw_vex_statement statement = { 0 };
        statement.state = lw_arena_copy(arena, lw_json_str(analysis, "state"));
        statement.detail = detail_of(analysis, arena);
        bool suppresses = in_list(statement.state, suppressing);
        add_id(&statement, lw_json_str(item, "id"), arena);
        yyjson_arr_foreach(lw_json_arr(item, "references"), k, references, reference)
        {
            add_id(&statement, lw_json_str(reference, "id"), arena);
        }
        yyjson_val *affects = lw_json_arr(item, "affects");
        statement.every_package = suppresses && yyjson_arr_size(affects) == 0;
        read_affects(&statement, affects, suppresses, &refs, arena);
        if (statement.ids.count && (statement.every_package || statement.count))
            *LW_PUSH(arena, out) = statement;
        else
            out->passed_over++;
    }
}

/* A product's own identifiers. */
static void add_openvex_product(struct lw_vex_statement *statement, yyjson_val *product,
                                struct lw_arena *arena)
{
    struct lw_view purl = lw_json_str(lw_json_obj(product, "identifiers"), "purl");
    if (purl.len == 0)
        purl = yyjson_is_str(product) ? lw_json_text(product) : lw_json_str(product, "@id");
    struct lw_vex_product found = product_of(purl, arena);
    add_product(statement, &found, arena);
}

static void read_products(struct lw_vex_statement *statement, yyjson_val *products,
                          struct lw_arena *arena)
{
    size_t i, count, k, parts;
    yyjson_val *product, *part;
    yyjson_arr_foreach(products, i, count, product)
    {
        yyjson_val *inside = lw_json_arr(product, "subcomponents");
        if (yyjson_arr_size(inside) == 0)
            add_openvex_product(statement, product, arena);
        yyjson_arr_foreach(inside, k, parts, part)
        {
            add_openvex_product(statement, part, arena);
        }
    }
}

void lw_vex_read_openvex(struct lw_vex *out, yyjson_val *root, struct lw_arena *arena)
{
    static const char *const suppressing[] = { "not_affected", "fixed", NULL };
    size_t i, count, k, aliases;
    yyjson_val *item, *alias;
    yyjson_arr_foreach(lw_json_arr(root, "statements"), i, count, item)
    {
        struct lw_vex_statement statement = { 0 };
        yyjson_val *fault = yyjson_obj_get(item, "vulnerability");
        statement.state = lw_arena_copy(arena, lw_json_str(item, "status"));
        struct lw_view why = lw_json_str(item, "justification");
        statement.detail = lw_arena_copy(arena,
                                         why.len ? why : lw_json_str(item, "impact_statement"));
        struct lw_view id = yyjson_is_str(fault) ? lw_json_text(fault) : lw_json_str(fault, "name");
        add_id(&statement, id.len ? id : lw_json_str(fault, "@id"), arena);
        yyjson_arr_foreach(lw_json_arr(fault, "aliases"), k, aliases, alias)
        {
            add_id(&statement, lw_json_text(alias), arena);
        }
        read_products(&statement, lw_json_arr(item, "products"), arena);
        if (in_list(statement.state, suppressing) && statement.ids.count && statement.count)
            *LW_PUSH(arena, out) = statement;
        else
            out->passed_over++;
    }
}
