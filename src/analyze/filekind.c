/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/filekind.c - kinds of file, by name first and by bytes where the name says nothing.
 */
#include "analyze/filekind.h"

#include "analyze/elf.h"
#include "base/text.h"

static const struct suffix {
    const char *text;
    enum lw_file_kind kind;
    const char *language;
} suffixes[] = {
    { ".py", LW_KIND_CODE, "python" },      { ".pyw", LW_KIND_CODE, "python" },
    { ".pth", LW_KIND_CODE, "python" },     { ".js", LW_KIND_CODE, "javascript" },
    { ".mjs", LW_KIND_CODE, "javascript" }, { ".cjs", LW_KIND_CODE, "javascript" },
    { ".jsx", LW_KIND_CODE, "javascript" }, { ".d.ts", LW_KIND_TEXT, NULL },
    { ".d.mts", LW_KIND_TEXT, NULL },       { ".d.cts", LW_KIND_TEXT, NULL },
    { ".ts", LW_KIND_CODE, "typescript" },  { ".mts", LW_KIND_CODE, "typescript" },
    { ".tsx", LW_KIND_CODE, "typescript" }, { ".sh", LW_KIND_CODE, "shell" },
    { ".bash", LW_KIND_CODE, "shell" },     { ".rb", LW_KIND_CODE, "ruby" },
    { ".pl", LW_KIND_CODE, "perl" },        { ".pm", LW_KIND_CODE, "perl" },
    { ".php", LW_KIND_CODE, "php" },        { ".lua", LW_KIND_CODE, "lua" },
    { ".ps1", LW_KIND_CODE, "powershell" }, { ".java", LW_KIND_CODE, "java" },
    { ".go", LW_KIND_CODE, "go" },          { ".json", LW_KIND_DATA, NULL },
    { ".map", LW_KIND_DATA, NULL },         { ".yaml", LW_KIND_DATA, NULL },
    { ".yml", LW_KIND_DATA, NULL },         { ".xml", LW_KIND_DATA, NULL },
    { ".toml", LW_KIND_DATA, NULL },        { ".ini", LW_KIND_DATA, NULL },
    { ".cfg", LW_KIND_DATA, NULL },         { ".conf", LW_KIND_DATA, NULL },
    { ".env", LW_KIND_DATA, NULL },         { ".properties", LW_KIND_DATA, NULL },
    { ".md", LW_KIND_TEXT, NULL },          { ".markdown", LW_KIND_TEXT, NULL },
    { ".rst", LW_KIND_TEXT, NULL },         { ".txt", LW_KIND_TEXT, NULL },
    { ".html", LW_KIND_TEXT, NULL },        { ".htm", LW_KIND_TEXT, NULL },
    { ".css", LW_KIND_TEXT, NULL },         { ".tex", LW_KIND_TEXT, NULL },
    { ".sty", LW_KIND_TEXT, NULL },         { ".csv", LW_KIND_TEXT, NULL },
    { ".1", LW_KIND_TEXT, NULL },           { ".pem", LW_KIND_TEXT, NULL },
    { ".crt", LW_KIND_TEXT, NULL },         { ".svg", LW_KIND_TEXT, NULL },
    { ".pyi", LW_KIND_TEXT, NULL },         { ".flow", LW_KIND_TEXT, NULL },
};

/* Files that packages keep for people and tools. */
static const char *const documents[] = { "METADATA", "RECORD",       "PKG-INFO", "WHEEL",
                                         "LICENSE",  "LICENCE",      "COPYING",  "AUTHORS",
                                         "NOTICE",   "README",       "CHANGES",  "CHANGELOG",
                                         "HISTORY",  "top_level.txt" };

static const struct suffix *find(struct lw_view path)
{
    for (size_t i = 0; i < LW_COUNT(suffixes); i++)
        if (lw_view_ends_nocase(path, lw_view_c(suffixes[i].text)))
            return &suffixes[i];
    return NULL;
}

static const char *by_shebang(struct lw_view bytes)
{
    static const char *const words[][2] = {
        { "python", "python" }, { "node", "javascript" }, { "bash", "shell" },
        { "ruby", "ruby" },     { "perl", "perl" },       { "php", "php" },
        { "/sh", "shell" },     { "dash", "shell" },      { "zsh", "shell" },
        { "env sh", "shell" },  { "busybox", "shell" },
    };
    struct lw_view line, rest = lw_view_sub(bytes, 0, 256);
    if (!lw_view_starts(bytes, LW_VIEW("#!")) || !lw_view_line(&line, &rest))
        return NULL;
    for (size_t i = 0; i < LW_COUNT(words); i++)
        if (lw_view_find(line, lw_view_c(words[i][0])) != LW_NOT_FOUND)
            return words[i][1];
    return "script";
}

static bool is_native(struct lw_view bytes)
{
    return lw_elf_magic(bytes) || lw_view_starts(bytes, LW_VIEW("!<arch>\n")) ||
           lw_view_starts(bytes, LW_VIEW("\0asm")) ||
           lw_view_starts(bytes, LW_VIEW("\xcf\xfa\xed\xfe")) ||
           (lw_view_starts(bytes, LW_VIEW("MZ")) && !lw_text_likely(bytes));
}

enum lw_file_kind lw_file_kind(struct lw_view path, struct lw_view bytes)
{
    if (is_native(bytes))
        return LW_KIND_NATIVE;
    if (lw_view_starts(bytes, LW_VIEW("\xca\xfe\xba\xbe")) ||
        (lw_view_ends(path, LW_VIEW(".pyc")) &&
         lw_view_starts(lw_view_from(bytes, 2), LW_VIEW("\r\n"))))
        return LW_KIND_BYTECODE;
    if (!lw_text_likely(bytes))
        return LW_KIND_OTHER;
    const struct suffix *suffix = find(path);
    if (suffix)
        return suffix->kind;
    struct lw_view base = lw_path_base(path);
    for (size_t i = 0; i < LW_COUNT(documents); i++)
        if (lw_view_starts(base, lw_view_c(documents[i])))
            return LW_KIND_TEXT;
    if (by_shebang(bytes))
        return LW_KIND_CODE;
    return lw_view_find_byte(base, '.') == LW_NOT_FOUND ? LW_KIND_TEXT : LW_KIND_DATA;
}

const char *lw_file_kind_name(enum lw_file_kind kind)
{
    static const char *const names[] = { "other", "code", "data", "text", "native", "bytecode" };
    return names[kind];
}

const char *lw_code_language(struct lw_view path, struct lw_view bytes)
{
    const struct suffix *suffix = find(path);
    const char *language = suffix ? suffix->language : NULL;
    return language ? language : by_shebang(bytes);
}
