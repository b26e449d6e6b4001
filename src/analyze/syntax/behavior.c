/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/behavior.c - a file from its bytes to facts; code in texts of code.
 */
#include "analyze/syntax/behavior.h"

#include <stdlib.h>

#include "analyze/syntax/eval.h"
#include "analyze/syntax/heredoc.h"
#include "analyze/syntax/matters.h"
#include "analyze/syntax/source_text.h"
#include "analyze/syntax/syntax.h"

enum { STEPS_FLOOR = 200000, STEPS_EACH = 12, NESTED_BYTES = 1 << 20, NESTED_MIN = 4 };
enum { PIECE_BYTES = 1 << 20, PIECE_MORE_BYTES = 1 << 16, PIECES_MAX = 8 };

/* Methods are members of their class, functions names of where they stand, before anything runs. */
static void bind_functions(struct lw_eval *e)
{
    const struct lw_ir *ir = e->ir;
    for (size_t i = 0; i < ir->methods.count; i++) {
        const struct lw_ir_method *m = &ir->methods.items[i];
        *lw_scope_slot(e, LW_SCOPE_CLASS | m->owner,
                       m->name) = (struct lw_value){ .kind = LW_V_FUNCTION, .node = m->node };
    }
    for (size_t i = 1; i < ir->functions.count; i++) {
        const struct lw_ir_function *f = &ir->functions.items[i];
        const struct lw_ir_node *n = lw_ir_at(ir, f->node);
        if (n->id && !(n->flags & LW_CF_METHOD) && ir->language != LW_LANG_PYTHON)
            *lw_scope_slot(e, ir->language == LW_LANG_SHELL ? 0 : f->parent,
                           n->id) = (struct lw_value){ .kind = LW_V_FUNCTION, .node = f->node };
    }
}

/* What nobody in the file calls is called from outside, later, with what nobody knows. A method may
 * use what another one, that stands behind it, leaves in the object: they are run twice. */
static void run_uncalled(struct lw_eval *e)
{
    struct lw_args none = { .count = 0 };
    e->phase = "call";
    for (unsigned round = 0; round < 2; round++) {
        for (size_t i = 1; i < e->ir->functions.count; i++) {
            const struct lw_ir_function *f = &e->ir->functions.items[i];
            if (round && (!f->owner || e->steps > e->steps_inline))
                continue;
            if (round)
                e->functions[i].done = false;
            if (e->functions[i].done)
                continue;
            uint32_t function = e->function;
            e->function = f->parent;
            (void)lw_call_function(e, (struct lw_value){ .kind = LW_V_FUNCTION, .node = f->node },
                                   &none);
            e->function = function;
        }
    }
}

/* Code in a text takes of the steps and bytes of the code around it: one budget for a file. */
static void walk(struct lw_ir *ir, struct lw_emit *emit, struct lw_eval *outer, bool *deep,
                 bool *much)
{
    struct lw_eval e = { .ir = ir, .emit = emit, .phase = outer ? outer->phase : "import" };
    e.functions = lw_xcalloc(ir->functions.count, sizeof *e.functions);
    e.steps_inline = STEPS_FLOOR + (uint64_t)STEPS_EACH * ir->count;
    if (outer) {
        e.nested = outer->nested + 1;
        e.depth = outer->depth;
        e.steps = outer->steps;
        e.made_bytes = outer->made_bytes;
        e.steps_inline = outer->steps_inline;
    }
    bind_functions(&e);
    (void)lw_eval(&e, ir->root);
    run_uncalled(&e);
    if (!outer)
        lw_guards(&e);
    free(e.functions);
    lw_scope_clear(&e.bindings);
    lw_map_clear(&e.bundled);
    lw_arena_clear(&e.arena);
    if (outer) {
        outer->steps = e.steps;
        outer->made_bytes = e.made_bytes;
    }
    *deep = *deep || e.too_deep;
    *much = *much || e.too_much;
}

void lw_eval_nested(struct lw_eval *e, enum lw_language language, struct lw_view text,
                    uint32_t node)
{
    struct lw_syntax_limits limits = LW_SYNTAX_LIMITS;
    struct lw_ir ir;
    if (e->nested >= LW_EVAL_NESTED || text.len < NESTED_MIN || text.len > NESTED_BYTES ||
        e->steps > e->steps_inline)
        return;
    e->steps += 50 + text.len; /* it counts as the work that it is */
    LW_CLEANUP(lw_buf_clear) struct lw_buf copy = LW_BUF_INIT;
    const struct lw_place place = lw_eval_place(e, node), *outer = e->emit->fixed;
    e->emit->fixed = outer ? outer : &place;
    bool deep = false;
    if (lw_ok(lw_syntax_parse(&ir, language, text, &limits, NULL)) && !ir.broken)
        walk(&ir, e->emit, e, &deep, &e->too_much);
    lw_ir_clear(&ir);
    if (language == LW_LANG_SHELL && lw_heredocs_out(&copy, text))
        lw_eval_nested(e, language, lw_buf_view(&copy), node);
    e->emit->fixed = outer;
}

static lw_status look(struct lw_emit *emit, enum lw_language language, struct lw_view source,
                      struct lw_err *err)
{
    const struct lw_syntax_limits limits = LW_SYNTAX_LIMITS;
    struct lw_ir ir;
    lw_status status = lw_syntax_parse(&ir, language, source, &limits, err);
    bool deep = ir.too_deep, much = false;
    if (lw_ok(status))
        walk(&ir, emit, NULL, &deep, &much);
    lw_ir_clear(&ir);
    LW_TRY(status);
    LW_ENSURE(!deep, err, LW_E_LIMIT, 0, "its code is nested too deep to be followed as a whole");
    LW_ENSURE(!much, err, LW_E_LIMIT, 0,
              "its code makes more of texts and lists than can be followed");
    LW_ENSURE(!emit->full, err, LW_E_LIMIT, 0,
              "its code does more than %d things that are worth saying", (int)LW_EMIT_MAX);
    return LW_OK;
}

/* A piece of a source that is too long: up to the end of a line, or of a statement. */
static struct lw_view piece_at(struct lw_view source, size_t at)
{
    struct lw_view piece = lw_view_sub(source, at, PIECE_BYTES);
    struct lw_view rest = lw_view_sub(source, at + piece.len, PIECE_MORE_BYTES);
    size_t end = lw_view_find_byte(rest, '\n');
    end = end == LW_NOT_FOUND ? lw_view_find_byte(rest, ';') : end;
    return lw_view_sub(source, at, piece.len + (end == LW_NOT_FOUND ? 0 : end + 1));
}

/* A long source is looked at in pieces, those that matter, each for itself. */
static lw_status look_at_pieces(struct lw_emit *emit, enum lw_language language,
                                const struct lw_file *file, struct lw_err *err)
{
    struct lw_file part = *file;
    unsigned looked = 0;
    size_t at = 0;
    emit->pieces = true;
    for (; at < file->bytes.len && looked < PIECES_MAX; at += part.bytes.len) {
        part.bytes = piece_at(file->bytes, at);
        emit->base_offset = at;
        if (lw_syntax_matters(&part, language)) {
            looked++;
            (void)!look(emit, language, part.bytes, NULL).code;
        }
        for (size_t i = 0; i < part.bytes.len; i++)
            emit->base_line += part.bytes.ptr[i] == '\n';
    }
    LW_FAIL(err, LW_E_LIMIT, at,
            "%zu bytes of source code: of the first %zu, %u pieces were looked at, each for itself",
            file->bytes.len, at, looked);
}

lw_status lw_behavior(struct lw_facts *out, const struct lw_file *file, enum lw_language language,
                      struct lw_err *err)
{
    const struct lw_syntax_limits limits = LW_SYNTAX_LIMITS;
    struct lw_emit emit = { .out = out,
                            .location = file->location,
                            .hits = file->hits,
                            .language = lw_language_name(language) };
    struct lw_source_text source = lw_source_text(language, file->path, file->bytes);
    struct lw_file read = *file;
    read.bytes = source.text;
    const bool whole = read.bytes.len <= limits.source_bytes;
    lw_status status = whole ? look(&emit, language, read.bytes, err)
                             : look_at_pieces(&emit, language, &read, err);
    LW_CLEANUP(lw_buf_clear) struct lw_buf copy = LW_BUF_INIT;
    if (lw_ok(status) && whole && language == LW_LANG_SHELL && lw_heredocs_out(&copy, read.bytes))
        status = look(&emit, language, lw_buf_view(&copy), err);
    lw_source_text_clear(&source);
    lw_emit_clear(&emit);
    return status;
}
