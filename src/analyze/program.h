/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/program.h - what would happen if Lambda started a file: kind, interpreter, mode.
 *
 * Owns:    nothing; texts are copied into the arena given.
 */
#ifndef LW_ANALYZE_PROGRAM_H
#define LW_ANALYZE_PROGRAM_H

#include "analyze/analyzer.h"

struct lw_program {
    const char *kind;           /* "elf", "script", "link" (that leads nowhere), "data", "empty" */
    const char *machine;        /* "x86_64", "arm64" ..., NULL where it is no ELF file */
    struct lw_view shebang;     /* "/usr/bin/env python3", without "#!" */
    struct lw_view interpreter; /* "python3": the program's own name, env passed over */
    const char *language;       /* of a script: "shell", "Python", "JavaScript" ..., or NULL */
    const char *found;          /* where the interpreter is: "layer", "every runtime", "python
                                   runtimes", "nowhere"; NULL where there is no interpreter */
    bool executable;            /* by everyone: Lambda is none of the owners */
    struct lw_view target;      /* of a symbolic link, as written */
    const struct lw_entry *entry; /* what is started: a link's target, followed */
};

/* Looks at the first bytes; follows links inside of the archive. */
LW_NODISCARD lw_status lw_program_look(struct lw_program *out, const struct lw_archive *archive,
                                       const struct lw_entry *entry, struct lw_arena *arena,
                                       struct lw_scratch *scratch, struct lw_err *err);

/* The entry that a link leads to, "/opt/" and relative targets, at most 8 links deep; NULL where
 * it leads out of the archive or nowhere. */
const struct lw_entry *lw_link_target(const struct lw_archive *archive,
                                      const struct lw_entry *entry, struct lw_view *first_target,
                                      struct lw_arena *arena, struct lw_scratch *scratch);

/* "Go", "Rust" ... of a compiled program by what others have seen in it, or NULL. */
const char *lw_program_language(const struct lw_facts *seen, struct lw_view location);

/* Sets kind, machine, interpreter, found, executable, mode, target, language and bytes. */
void lw_program_fact(struct lw_facts *out, struct lw_fact *fact, const struct lw_program *program,
                     const struct lw_entry *entry);

#endif
