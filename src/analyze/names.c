/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/names.c - suffixes.
 */
#include "analyze/names.h"

static bool has_suffix(struct lw_view path, const char *words)
{
    struct lw_view base = lw_path_base(path), rest = lw_view_c(words), word;
    size_t dot = lw_view_rfind_byte(base, '.');
    if (dot == LW_NOT_FOUND)
        return false;
    struct lw_view suffix = lw_view_from(base, dot + 1);
    while (lw_view_split(&word, &rest, ' '))
        if (lw_view_eq_nocase(word, suffix))
            return true;
    return false;
}

bool lw_named_as_archive(struct lw_view path)
{
    return has_suffix(path, "jar war ear whl egg zip aar sar par pyz nupkg");
}

bool lw_named_like_program(struct lw_view path)
{
    return !has_suffix(
        path, "py json js mjs cjs pyc pyi ts mts cts map txt md rst html htm css xml yaml yml toml "
              "cfg ini conf h hpp pxd pyx gz br xz bz2 png jpg jpeg gif svg ico woff woff2 ttf otf "
              "pem crt cer key csv tsv sh bash rb rbi erb php java class kt properties po mo pot "
              "typed in am ac cmake mk tmpl tpl j2 jinja ps1 bat cmd lock log sql proto graphql "
              "METADATA RECORD WHEEL pdf docx dat npy gemspec gitignore npmignore editorconfig");
}
