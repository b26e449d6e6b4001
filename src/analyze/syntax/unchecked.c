/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/unchecked.c - what is given back before it is checked.
 */
#include "analyze/syntax/unchecked.h"
#include "analyze/syntax/budget.h"

enum { DEPTH_MAX = 600, ORIGIN_MAX = 12, ORIGIN_STEPS = 20000 };

bool lw_is_guard(const struct lw_ir *code, const struct lw_ir_node *n)
{
    static const char *const names[] = {
        "compare_digest",      "timingSafeEqual", "constant_time_compare",
        "safe_str_cmp",        "safeCompare",     "tsscmp",
        "verify_signature",    "verifySignature", "bytes_eq",
        "validate_signature",  "check_password",  "checkpw",
        "verify_id_token",     "verifyIdToken",   "jwtVerify",
        "verify_jwt",          "verify_token",    "verifyToken",
        "check_password_hash", "verify_password", "is_valid_signature"
    };
    static const char *const makers[] = { "jwt", "jsonwebtoken", "jws", "jose" };
    static const char *const methods[] = { "verify", "decode" };
    if (n->kind != LW_IR_CALL)
        return false;
    struct lw_view name = lw_ir_called(code, n);
    return LW_VIEW_IN(name, names) ||
           (LW_VIEW_IN(name, methods) &&
            LW_VIEW_IN(lw_ir_object(code, lw_ir_at(code, n->child)), makers));
}

/* What makes something that is used of a text: json.loads(), JSON.parse(), b64decode(). */
static bool reads_text(const struct lw_ir *code, const struct lw_ir_node *n)
{
    static const char *const names[] = { "loads",     "parse",     "b64decode", "urlsafe_b64decode",
                                         "safe_load", "unpackb",   "unpack",    "literal_eval",
                                         "atob",      "fromBase64" };
    return n->kind == LW_IR_CALL && LW_VIEW_IN(lw_ir_called(code, n), names);
}

bool lw_reads_text(struct lw_eval *e, uint32_t node, unsigned depth)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    if (!depth || !lw_spend(e, LOOK_BYTES) || n->kind == LW_IR_FUNCTION)
        return false;
    if (reads_text(e->ir, n))
        return true;
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next)
        if (lw_reads_text(e, c, depth - 1))
            return true;
    return false;
}

/* cache.get(token) gives what was kept, and nothing of the token. */
static bool looks_up(struct lw_view name)
{
    static const char *const names[] = { "get",  "getItem",    "fetch",      "lookup",
                                         "pop",  "setdefault", "has",        "getSync",
                                         "peek", "retrieve",   "get_or_set", "get_cached" };
    return LW_VIEW_IN(name, names);
}

/* What is looked at for one question; past that, it is taken for given. */
struct origin {
    struct lw_eval *e;
    uint32_t function;
    unsigned steps;
};

static bool spend(struct origin *o)
{
    return o->steps++ < ORIGIN_STEPS && lw_spend(o->e, LOOK_BYTES);
}

static bool names(struct origin *o, uint32_t node, uint32_t id, unsigned depth)
{
    const struct lw_ir_node *n = lw_ir_at(o->e->ir, node);
    if (!depth || !spend(o))
        return false;
    if (n->kind == LW_IR_NAME)
        return n->id == id;
    for (uint32_t c = n->child; c; c = lw_ir_at(o->e->ir, c)->next)
        if (names(o, c, id, depth - 1))
            return true;
    return false;
}

/* A parameter of the function, or of one around it. */
static bool is_parameter(struct origin *o, uint32_t id)
{
    static const char *const selves[] = { "self", "cls", "this" };
    const struct lw_ir *code = o->e->ir;
    uint32_t index = lw_ir_at(code, o->function)->extra;
    if (LW_VIEW_IN(lw_ir_text(code, id), selves))
        return false;
    for (; index; index = code->functions.items[index].parent) {
        uint32_t p = lw_ir_at(code, code->functions.items[index].node)->child;
        for (; p; p = lw_ir_at(code, p)->next) {
            const struct lw_ir_node *n = lw_ir_at(code, p);
            if (n->kind == LW_IR_PARAM && names(o, n->child, id, ORIGIN_MAX))
                return true;
        }
    }
    return false;
}

static bool is_given(struct origin *o, uint32_t node, unsigned depth);

/* A variable of the function itself, so that what is put into it is of this call. */
static bool is_local(struct origin *o, uint32_t node, uint32_t id, unsigned depth)
{
    const struct lw_ir_node *n = lw_ir_at(o->e->ir, node);
    const struct lw_ir_node *target = lw_ir_at(o->e->ir, n->child);
    if (!depth || !spend(o))
        return false;
    if (n->kind == LW_IR_ASSIGN && n->child && target->kind == LW_IR_NAME && target->id == id)
        return true;
    for (uint32_t c = n->child; c; c = lw_ir_at(o->e->ir, c)->next)
        if (is_local(o, c, id, depth - 1))
            return true;
    return false;
}

/* A variable that is set below `node` to what was given. */
static bool is_set(struct origin *o, uint32_t node, uint32_t id, unsigned origin, unsigned depth)
{
    const struct lw_ir_node *n = lw_ir_at(o->e->ir, node);
    bool sets = n->kind == LW_IR_ASSIGN || n->kind == LW_IR_AUGMENT || n->kind == LW_IR_EACH;
    if (!depth || !spend(o))
        return false;
    if (sets && n->child && names(o, n->child, id, ORIGIN_MAX)) {
        const struct lw_ir_node *target = lw_ir_at(o->e->ir, n->child);
        bool part = target->kind == LW_IR_INDEX || target->kind == LW_IR_MEMBER;
        uint32_t value = part && !is_local(o, o->function, id, DEPTH_MAX) ? 0 : target->next;
        if (value && is_given(o, value, origin - 1))
            return true;
    }
    for (uint32_t c = n->child; c; c = lw_ir_at(o->e->ir, c)->next)
        if (is_set(o, c, id, origin, depth - 1))
            return true;
    return false;
}

/* What the node is worth holds what the function was given. */
static bool is_given(struct origin *o, uint32_t node, unsigned depth)
{
    const struct lw_ir *code = o->e->ir;
    const struct lw_ir_node *n = lw_ir_at(code, node);
    if (!spend(o))
        return true;
    if (!depth || n->kind == LW_IR_FUNCTION)
        return false;
    if (n->kind == LW_IR_NAME)
        return is_parameter(o, n->id) || is_set(o, o->function, n->id, depth, DEPTH_MAX);
    bool object = n->kind == LW_IR_INDEX || n->kind == LW_IR_SLICE ||
                  (n->kind == LW_IR_CALL && looks_up(lw_ir_called(code, n)));
    for (uint32_t c = n->child; c; c = object ? 0 : lw_ir_at(code, c)->next)
        if (is_given(o, c, depth - 1))
            return true;
    return false;
}

bool lw_returns_given(struct lw_eval *e, uint32_t function, uint32_t node, unsigned depth)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    struct origin origin = { .e = e, .function = function };
    if (!depth || !lw_spend(e, LOOK_BYTES) || n->kind == LW_IR_FUNCTION)
        return false;
    if (reads_text(e->ir, n) && is_given(&origin, node, ORIGIN_MAX))
        return true;
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next)
        if (lw_returns_given(e, function, c, depth - 1))
            return true;
    return false;
}
