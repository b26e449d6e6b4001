/* SPDX-License-Identifier: Apache-2.0
 *
 * review/unread_language.c - the table of languages that are not read.
 */
#include "review/unread_language.h"

static const struct {
    const char *suffix, *language; /* those of one language follow each other */
} rows[] = {
    { ".php", "PHP" }, { ".phar", "PHP" },         { ".dll", ".NET" },
    { ".pl", "Perl" }, { ".pm", "Perl" },          { ".lua", "Lua" },
    { ".r", "R" },     { ".wasm", "WebAssembly" }, { ".ps1", "PowerShell" },
};

const char *lw_unread_language(struct lw_view path)
{
    for (size_t i = 0; i < LW_COUNT(rows); i++)
        if (lw_view_ends_nocase(path, lw_view_c(rows[i].suffix)))
            return rows[i].language;
    return NULL;
}
