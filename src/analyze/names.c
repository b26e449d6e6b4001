/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/names.c - suffixes.
 */
#include "analyze/names.h"

#include <stdlib.h>

/* Sorted, lower case: every entry of an archive is looked up here. */
static const char *const archives[] = {
    "aar", "ear", "egg", "jar", "nupkg", "par", "pyz", "sar", "war", "whl", "zip",
};

static const char *const text_or_data[] = {
    "ac",   "am",      "bash", "bat",        "cer",     "cfg",   "cjs",  "class",    "cmake",
    "cmd",  "conf",    "crt",  "css",        "csv",     "cts",   "dat",  "docx",     "editorconfig",
    "erb",  "gemspec", "gif",  "gitignore",  "graphql", "h",     "hpp",  "htm",      "html",
    "ico",  "in",      "ini",  "j2",         "java",    "jinja", "jpeg", "jpg",      "js",
    "json", "key",     "kt",   "lock",       "log",     "map",   "md",   "metadata", "mjs",
    "mk",   "mo",      "mts",  "npmignore",  "npy",     "otf",   "pdf",  "pem",      "php",
    "png",  "po",      "pot",  "properties", "proto",   "ps1",   "pxd",  "py",       "pyc",
    "pyi",  "pyx",     "rb",   "rbi",        "record",  "rst",   "sh",   "sql",      "svg",
    "tmpl", "toml",    "tpl",  "ts",         "tsv",     "ttf",   "txt",  "typed",    "wheel",
    "woff", "woff2",   "xml",  "yaml",       "yml",
};

enum { SUFFIX_BYTES = 16 };

static int by_text(const void *key, const void *item)
{
    return strcmp(key, *(const char *const *)item);
}

static bool has_suffix(struct lw_view path, const char *const *words, size_t count)
{
    char suffix[SUFFIX_BYTES];
    size_t len = 0;
    struct lw_view base = lw_path_base(path);
    size_t dot = lw_view_rfind_byte(base, '.');
    if (dot == LW_NOT_FOUND || base.len - dot > SUFFIX_BYTES)
        return false;
    for (size_t i = dot + 1; i < base.len; i++)
        suffix[len++] = (char)lw_lower(base.ptr[i]);
    suffix[len] = '\0';
    return bsearch(suffix, words, count, sizeof *words, by_text) != NULL;
}

bool lw_named_as_archive(struct lw_view path)
{
    return has_suffix(path, archives, LW_COUNT(archives));
}

bool lw_named_like_program(struct lw_view path)
{
    struct lw_view base = lw_path_base(path);
    bool module = lw_view_ends(base, LW_VIEW(".so")) &&
                  (lw_view_find(base, LW_VIEW(".cpython-")) != LW_NOT_FOUND ||
                   lw_view_ends(base, LW_VIEW(".abi3.so")));
    return !module && !has_suffix(path, text_or_data, LW_COUNT(text_or_data));
}
