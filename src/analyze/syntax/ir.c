/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/ir.c - the nodes and names of one file's code.
 */
#include "analyze/syntax/ir.h"

#include <stdlib.h>

enum { NODES_MAX = 6 << 20 };

const char *lw_language_name(enum lw_language language)
{
    static const char *const names[LW_LANG_COUNT] = { "python", "javascript", "shell", "ruby" };
    return names[language];
}

void lw_ir_init(struct lw_ir *code, enum lw_language language, struct lw_view source)
{
    *code = (struct lw_ir){ .language = language, .source = source, .index = LW_MAP_INIT };
    code->arena = (struct lw_arena)LW_ARENA_INIT;
    code->capacity = source.len / 8 + 64;
    code->nodes = lw_xmalloc(code->capacity * sizeof *code->nodes);
    code->nodes[0] = (struct lw_ir_node){ 0 };
    code->count = 1;
    (void)lw_ir_name(code, LW_VIEW(""));
    *LW_PUSH(&code->arena, &code->functions) = (struct lw_ir_function){ 0 };
}

void lw_ir_clear(struct lw_ir *code)
{
    free(code->nodes);
    lw_map_clear(&code->index);
    lw_arena_clear(&code->arena);
    *code = (struct lw_ir){ .language = code->language };
}

uint32_t lw_ir_name(struct lw_ir *code, struct lw_view text)
{
    const uint64_t *known = lw_map_get(&code->index, text);
    if (known)
        return (uint32_t)*known;
    struct lw_view copy = lw_arena_copy(&code->arena, text);
    *lw_map_put(&code->index, copy, NULL) = code->names.count;
    *LW_PUSH(&code->arena, &code->names) = copy;
    return (uint32_t)(code->names.count - 1);
}

void lw_ir_append(struct lw_ir *code, struct lw_ir_list *list, uint32_t node)
{
    if (!node)
        return;
    if (list->last)
        code->nodes[list->last].next = node;
    else
        list->first = node;
    list->last = node;
}

uint32_t lw_ir_add(struct lw_ir *code, enum lw_ir_kind kind, struct lw_ir_list children)
{
    if (code->count >= NODES_MAX) {
        code->too_big = true;
        return 0;
    }
    if (code->count == code->capacity) {
        code->capacity *= 2;
        code->nodes = lw_xrealloc(code->nodes, code->capacity * sizeof *code->nodes);
    }
    code->nodes[code->count] = (struct lw_ir_node){ .kind = (uint8_t)kind,
                                                    .child = children.first };
    return (uint32_t)code->count++;
}

struct lw_view lw_ir_called(const struct lw_ir *code, const struct lw_ir_node *call)
{
    const struct lw_ir_node *callee = lw_ir_at(code, call->child);
    bool named = callee->kind == LW_IR_NAME || callee->kind == LW_IR_MEMBER;
    return call->child && named ? lw_ir_text(code, callee->id) : LW_VIEW_NONE;
}

struct lw_view lw_ir_object(const struct lw_ir *code, const struct lw_ir_node *member)
{
    const struct lw_ir_node *object = lw_ir_at(code, member->child);
    return member->kind == LW_IR_MEMBER && member->child && object->kind == LW_IR_NAME
               ? lw_ir_text(code, object->id)
               : LW_VIEW_NONE;
}
