/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/filekind.h - what a file is to a reader: code, data, text for people, or a program.
 *
 * Owns:    nothing.
 */
#ifndef LW_ANALYZE_FILEKIND_H
#define LW_ANALYZE_FILEKIND_H

#include "base/view.h"

enum lw_file_kind {
    LW_KIND_OTHER,    /* pictures, archives: nothing that is read */
    LW_KIND_CODE,     /* source that is run: Python, JavaScript, shell, Ruby, Perl, PHP ... */
    LW_KIND_DATA,     /* JSON, YAML, XML, TOML, INI ... */
    LW_KIND_TEXT,     /* documents, licences, metadata of packages, declarations of types */
    LW_KIND_NATIVE,   /* ELF, PE, Mach-O, WebAssembly, static archives */
    LW_KIND_BYTECODE, /* .pyc, .class */
};

/* By name and first bytes. */
enum lw_file_kind lw_file_kind(struct lw_view path, struct lw_view bytes);
const char *lw_file_kind_name(enum lw_file_kind kind);

/* The language of code by its name or "#!" line: "python", "javascript", "shell" ...; NULL. */
const char *lw_code_language(struct lw_view path, struct lw_view bytes);

#endif
