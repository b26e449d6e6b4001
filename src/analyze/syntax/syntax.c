/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/syntax.c - runs the parser, within bounds that are the same each time.
 *
 * What the parser asks of memory is counted, and stops it where that is too much.
 */
#include "analyze/syntax/syntax.h"

#include <pthread.h>
#include <stdlib.h>

#include "analyze/syntax/loop.h"
#include "analyze/syntax/lower.h"
#include "analyze/syntax/parser_memory.h"

static const struct lw_lower_language *const languages[LW_LANG_COUNT] = {
    [LW_LANG_PYTHON] = &lw_lower_python,
    [LW_LANG_JAVASCRIPT] = &lw_lower_javascript,
    [LW_LANG_SHELL] = &lw_lower_shell,
    [LW_LANG_RUBY] = &lw_lower_ruby,
};

static struct lw_lower_table tables[LW_LANG_COUNT];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static lw_lower_fn *lowered_by(const struct lw_lower_language *language, const char *node)
{
    for (size_t i = 0; i < language->row_count; i++)
        if (strcmp(language->rows[i].node, node) == 0)
            return language->rows[i].fn;
    return lw_lower_other;
}

static void make_table(struct lw_lower_table *table, const struct lw_lower_language *language)
{
    static const char *const fields[LW_FIELD_COUNT] = {
        [LW_FIELD_NONE] = "",
#define LW_FIELD(constant, name) [constant] = name,
#include "analyze/syntax/field.def"
#undef LW_FIELD
    };
    const TSLanguage *grammar = language->grammar();
    uint32_t symbols = ts_language_symbol_count(grammar);
    table->broken = language->broken ? language->broken : lw_lower_other;
    for (uint32_t s = 0; s < symbols && s < LW_LOWER_SYMBOLS; s++) {
        const char *name = ts_language_symbol_name(grammar, (TSSymbol)s);
        if (ts_language_symbol_type(grammar, (TSSymbol)s) != TSSymbolTypeRegular)
            continue;
        /* cppcheck-suppress AssignmentAddressToInteger ; it is no integer */
        table->by_symbol[s] = lowered_by(language, name);
    }
    for (unsigned f = 1; f < LW_FIELD_COUNT; f++) {
        TSFieldId id = ts_language_field_id_for_name(grammar, fields[f],
                                                     (uint32_t)strlen(fields[f]));
        if (id < LW_COUNT(table->by_field))
            table->by_field[id] = (uint8_t)f;
    }
    table->by_field[0] = LW_FIELD_NONE;
}

static void prepare(void)
{
    ts_set_allocator(lw_parser_malloc, lw_parser_calloc, lw_parser_realloc, lw_parser_free);
    for (size_t i = 0; i < LW_LANG_COUNT; i++)
        make_table(&tables[i], languages[i]);
}

static void lower_tree(struct lw_ir *code, const TSTree *tree, unsigned depth_max)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf scratch = LW_BUF_INIT;
    TSNode root = ts_tree_root_node(tree);
    struct lw_lower l = {
        .cursor = ts_tree_cursor_new(root),
        .code = code,
        .table = &tables[code->language],
        .depth_max = depth_max,
        .loop_bytes = LW_LOOP_BYTES,
        .scratch = &scratch,
    };
    code->broken = ts_node_has_error(root);
    code->root = lw_lower_here(&l);
    ts_tree_cursor_delete(&l.cursor);
}

lw_status lw_syntax_parse(struct lw_ir *code, enum lw_language language, struct lw_view source,
                          const struct lw_syntax_limits *limits, struct lw_err *err)
{
    lw_ir_init(code, language, source);
    LW_ENSURE(source.len <= limits->source_bytes, err, LW_E_LIMIT, 0,
              "%zu bytes of source code: what it does is looked at up to %zu bytes", source.len,
              limits->source_bytes);
    pthread_once(&once, prepare);
    const size_t *stop = lw_parser_memory_begin(limits->parser_bytes +
                                                limits->parser_each * source.len);
    TSParser *parser = ts_parser_new();
    bool set = ts_parser_set_language(parser, languages[language]->grammar());
    ts_parser_set_cancellation_flag(parser, stop);
    TSTree *tree = set ? ts_parser_parse_string(parser, NULL, (const char *)source.ptr,
                                                (uint32_t)source.len)
                       : NULL;
    if (tree)
        lower_tree(code, tree, limits->depth);
    bool done = tree != NULL, stopped = *stop;
    if (!lw_parser_memory_is_whole())
        ts_tree_delete(tree);
    ts_parser_delete(parser);
    lw_parser_memory_end();
    LW_ENSURE(set, err, LW_E_INTERNAL, 0, "the parser does not take the grammar of %s",
              lw_language_name(language));
    LW_ENSURE(done, err, LW_E_LIMIT, 0, "its source code takes too much to parse%s",
              stopped ? "" : " (stopped)");
    LW_ENSURE(!code->too_big, err, LW_E_LIMIT, 0, "its source code has too many parts");
    return LW_OK;
}
