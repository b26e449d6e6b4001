/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/bundle.c - modules of a bundle, which load each other by the function that loads them.
 *
 * function r(n) { var m = { exports: {} }; return table[n](m, m.exports, r), m.exports }
 *
 * That function is called while it runs, which no other is (eval.h): what it gives then is what the
 * module of that key leaves in its exports.
 */
#include "analyze/syntax/budget.h"
#include "analyze/syntax/eval.h"

void lw_bundle_table(struct lw_eval *e, const struct lw_value *table, uint32_t key)
{
    const struct lw_ir_node *f = lw_ir_at(e->ir, e->ir->functions.items[e->function].node);
    const struct lw_ir_node *param = lw_ir_at(e->ir, f->child), *n = lw_ir_at(e->ir, key);
    if (!e->function || !f->child || param->kind != LW_IR_PARAM || n->kind != LW_IR_NAME ||
        (table->kind != LW_V_MAP && table->kind != LW_V_LIST) || !table->list->count)
        return;
    const struct lw_ir_node *target = lw_ir_at(e->ir, param->child);
    const struct lw_value *last = &table->list->items[table->list->count - 1];
    if (target->kind == LW_IR_NAME && target->id == n->id && last->kind == LW_V_FUNCTION)
        e->functions[e->function].table = *table;
}

bool lw_bundle_load(struct lw_eval *e, struct lw_value *out, const struct lw_value *loader,
                    uint32_t function, const struct lw_args *args)
{
    const struct lw_value table = e->functions[function].table;
    struct lw_view key;
    enum { KEY_BYTES = 256 };
    if (!table.list || !args->count || !lw_value_as_text(&key, &args->items[0], &e->arena) ||
        key.len > KEY_BYTES)
        return false;
    const struct lw_value module = lw_fold_index(e, table, args->items[0]);
    if (module.kind != LW_V_FUNCTION)
        return false;
    bool made = false;
    const struct lw_view name = lw_arena_printf(&e->arena, "%u %.*s", function, LW_FMT(key));
    uint64_t *slot = lw_map_put(&e->bundled, name, &made), at = *slot;
    if (made) {
        struct lw_value object = lw_value_list(&e->arena, LW_V_MAP),
                        exports = lw_value_list(&e->arena, LW_V_MAP);
        lw_list_push(e, &object, lw_value_text(LW_VIEW("exports")));
        lw_list_push(e, &object, exports);
        *LW_PUSH(&e->arena, &e->modules) = object; /* others may ask for it while it is loaded */
        *slot = at = e->modules.count;
        struct lw_args given = { .items = { object, exports, *loader }, .count = 3 };
        (void)lw_call_function(e, module, &given);
    }
    *out = *lw_value_key(&e->modules.items[at - 1], LW_VIEW("exports"));
    return true;
}
