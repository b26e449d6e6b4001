/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/wants.c - names and first lines of source files.
 */
#include "analyze/syntax/matters.h"

static const struct {
    const char *suffix;
    enum lw_language language;
} suffixes[] = {
    { ".py", LW_LANG_PYTHON },      { ".pyw", LW_LANG_PYTHON },     { ".pth", LW_LANG_PYTHON },
    { ".js", LW_LANG_JAVASCRIPT },  { ".cjs", LW_LANG_JAVASCRIPT }, { ".mjs", LW_LANG_JAVASCRIPT },
    { ".mts", LW_LANG_JAVASCRIPT }, { ".cts", LW_LANG_JAVASCRIPT }, { ".jsx", LW_LANG_JAVASCRIPT },
    { ".sh", LW_LANG_SHELL },       { ".bash", LW_LANG_SHELL },     { ".rb", LW_LANG_RUBY },
    { ".rake", LW_LANG_RUBY },      { ".ru", LW_LANG_RUBY },
};

enum lw_want lw_syntax_wants(const struct lw_file *file, enum lw_language language)
{
    struct lw_view name = lw_path_base(file->path);
    if (file->size_bytes == 0)
        return LW_WANT_NO;
    for (size_t i = 0; i < LW_COUNT(suffixes); i++)
        if (lw_view_ends_nocase(name, lw_view_c(suffixes[i].suffix)))
            return suffixes[i].language == language ? LW_WANT_YES : LW_WANT_NO;
    bool suffix = lw_view_find_byte(name, '.') != LW_NOT_FOUND && !(file->mode & 0111);
    return suffix ? LW_WANT_NO : LW_WANT_MAYBE;
}

bool lw_syntax_shebang(struct lw_view head, enum lw_language language)
{
    static const struct {
        const char *name;
        enum lw_language language;
    } programs[] = {
        { "python", LW_LANG_PYTHON }, { "node", LW_LANG_JAVASCRIPT }, { "sh", LW_LANG_SHELL },
        { "bash", LW_LANG_SHELL },    { "dash", LW_LANG_SHELL },      { "ash", LW_LANG_SHELL },
        { "ksh", LW_LANG_SHELL },     { "zsh", LW_LANG_SHELL },       { "ruby", LW_LANG_RUBY },
    };
    struct lw_view line, rest = lw_view_sub(head, 0, 256), word;
    if (!lw_view_starts(head, LW_VIEW("#!")) || !lw_view_line(&line, &rest))
        return false;
    line = lw_view_from(line, 2);
    while (lw_view_split(&word, &line, ' ')) {
        word = lw_path_base(word);
        for (size_t i = 0; i < LW_COUNT(programs); i++) {
            struct lw_view name = lw_view_c(programs[i].name);
            bool numbered = programs[i].language != LW_LANG_SHELL && lw_view_starts(word, name) &&
                            (word.len == name.len || lw_is_digit(word.ptr[name.len]));
            if (programs[i].language == language && (numbered || lw_view_eq(word, name)))
                return true;
        }
    }
    return false;
}
