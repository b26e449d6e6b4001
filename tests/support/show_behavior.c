/* SPDX-License-Identifier: Apache-2.0
 *
 * support/show_behavior.c - what is said of source files, for a person who works on it:
 * show_behavior python|javascript|shell FILE...
 */
#include <stdio.h>

#include "analyze/syntax/behavior.h"
#include "analyze/syntax/matters.h"
#include "base/file.h"

static void show(const struct lw_facts *facts)
{
    for (size_t i = 0; i < facts->facts.count; i++) {
        const struct lw_fact *f = &facts->facts.items[i];
        printf("%.*s:%u %s", LW_FMT(f->location), f->line, lw_fact_kind_name(f->kind));
        for (size_t k = 0; k < f->count; k++)
            printf(" %s=%.*s", lw_fact_key_name(f->items[k].key), LW_FMT(f->items[k].value));
        putchar('\n');
    }
}

int main(int argc, char **argv)
{
    enum lw_language language = LW_LANG_PYTHON;
    for (unsigned l = 0; l < LW_LANG_COUNT && argc > 1; l++)
        if (strcmp(argv[1], lw_language_name(l)) == 0)
            language = l;
    for (int i = 2; i < argc; i++) {
        struct lw_arena arena = LW_ARENA_INIT;
        struct lw_facts facts = lw_facts(&arena);
        struct lw_file file = { .path = lw_view_c(argv[i]), .location = lw_view_c(argv[i]) };
        struct lw_err err = { 0 };
        if (!lw_ok(lw_file_read(&file.bytes, argv[i], (size_t)1 << 30, &arena, &err)) ||
            (lw_syntax_matters(&file, language) &&
             !lw_ok(lw_behavior(&facts, &file, language, &err))))
            printf("%s: %s\n", argv[i], err.text);
        show(&facts);
        lw_arena_clear(&arena);
    }
    return 0;
}
