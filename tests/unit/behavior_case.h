/* SPDX-License-Identifier: Apache-2.0
 *
 * behavior_case.h - source code and what is to be said of it, line by line.
 */
#ifndef LW_TESTS_BEHAVIOR_CASE_H
#define LW_TESTS_BEHAVIOR_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "analyze/syntax/behavior.h"
#include "analyze/syntax/matters.h"
#include "base/buf.h"

/* A line of `says` is words that all stand in one fact, as "capability process os.system id";
 * a line of `not` is words that stand together in none. */
struct behavior_case {
    const char *source, *says, *not ;
};

static inline void add_fact(struct lw_buf *out, const struct lw_fact *fact)
{
    lw_buf_printf(out, "%s ", lw_fact_kind_name(fact->kind));
    for (size_t k = 0; k < fact->count; k++)
        if (fact->items[k].key != LW_K_SNIPPET)
            lw_buf_printf(out, "%.*s ", LW_FMT(fact->items[k].value));
    lw_buf_printf(out, "line:%u\n", fact->line);
}

static inline bool has_words(struct lw_view line, struct lw_view words)
{
    struct lw_view word;
    while (lw_view_split(&word, &words, ' '))
        if (word.len && lw_view_find(line, word) == LW_NOT_FOUND)
            return false;
    return true;
}

static inline bool any_line(struct lw_view text, struct lw_view words)
{
    struct lw_view line;
    while (lw_view_line(&line, &text))
        if (has_words(line, words))
            return true;
    return false;
}

/* The number of lines that are wrong; each is printed. */
static inline unsigned check_case(enum lw_language language, const struct behavior_case *c)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf said = LW_BUF_INIT;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    struct lw_file file = { .path = LW_VIEW("x"),
                            .location = LW_VIEW("x"),
                            .bytes = lw_view_c(c->source),
                            .size_bytes = strlen(c->source) };
    struct lw_err err = { 0 };
    struct lw_view rest, line;
    unsigned wrong = 0;
    if (!lw_ok(lw_behavior(&facts, &file, language, &err)))
        fail_msg("%s\n%s", c->source, err.text);
    /* Whatever is found has to be looked for. */
    if (facts.facts.count && !lw_syntax_matters(&file, language))
        wrong++, print_error("\n%s\n-- is passed over\n", c->source);
    for (size_t i = 0; i < facts.facts.count; i++)
        add_fact(&said, &facts.facts.items[i]);
    lw_buf_add_byte(&said, '\n');
    struct lw_view text = lw_buf_view(&said);
    for (rest = lw_view_c(c->says); lw_view_line(&line, &rest);)
        if (!any_line(text, line))
            wrong++, print_error("\n%s\n-- lacks: %.*s\n-- says:\n%.*s", c->source, LW_FMT(line),
                                 LW_FMT(text));
    for (rest = lw_view_c(c->not ); lw_view_line(&line, &rest);)
        if (any_line(text, line))
            wrong++, print_error("\n%s\n-- must not say: %.*s\n-- says:\n%.*s", c->source,
                                 LW_FMT(line), LW_FMT(text));
    lw_arena_clear(&arena);
    return wrong;
}

static inline void check_cases(enum lw_language language, const struct behavior_case *cases,
                               size_t count)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++)
        wrong += check_case(language, &cases[i]);
    assert_int_equal(wrong, 0);
}

#endif
