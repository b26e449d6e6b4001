/* SPDX-License-Identifier: Apache-2.0
 *
 * report/unread.c - files of languages that no analyser reads, by their names.
 */
#include "report/unread.h"

#include "base/buf.h"

static const struct {
    const char *suffix, *language; /* those of one language follow each other */
} rows[] = {
    { ".php", "PHP" }, { ".phar", "PHP" },         { ".dll", ".NET" },
    { ".pl", "Perl" }, { ".pm", "Perl" },          { ".lua", "Lua" },
    { ".r", "R" },     { ".wasm", "WebAssembly" }, { ".ps1", "PowerShell" },
};

static const char native[] = "native code";

static const char *language_of(struct lw_view path)
{
    for (size_t i = 0; i < LW_COUNT(rows); i++)
        if (lw_view_ends_nocase(path, lw_view_c(rows[i].suffix)))
            return rows[i].language;
    return NULL;
}

static void count(struct lw_unread *out, size_t *known, const char *language)
{
    size_t at = 0;
    while (at < *known && strcmp(out[at].language, language) != 0)
        at++;
    if (at == *known)
        out[(*known)++] = (struct lw_unread){ language, 0 };
    out[at].files++;
}

size_t lw_unread_of(struct lw_unread out[LW_UNREAD_MOST], const struct lw_scan *scan)
{
    size_t known = 0;
    for (size_t i = 0; i < scan->file_count && scan->behavior; i++) {
        const char *language = language_of(scan->files[i].path);
        if (language)
            count(out, &known, language);
    }
    for (size_t i = 0; i < scan->facts.facts.count && scan->behavior; i++)
        if (scan->facts.facts.items[i].kind == LW_F_ELF)
            count(out, &known, native);
    return known;
}

struct lw_view lw_unread_words(struct lw_arena *arena, const struct lw_scan *scan)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct lw_unread list[LW_UNREAD_MOST];
    const size_t known = lw_unread_of(list, scan);
    for (size_t i = 0; i < known; i++) {
        const bool one = list[i].files == 1, last = strcmp(list[i].language, native) == 0;
        if (last)
            lw_buf_printf(&buf, "%sOf native code (%zu file%s) only what it imports is seen",
                          i ? ". " : "", list[i].files, one ? "" : "s");
        else
            lw_buf_printf(&buf, "%s%zu file%s of %s", i ? ", " : "Not read: ", list[i].files,
                          one ? "" : "s", list[i].language);
    }
    lw_buf_add_c(&buf, known ? "." : "");
    return lw_arena_copy(arena, lw_buf_view(&buf));
}
