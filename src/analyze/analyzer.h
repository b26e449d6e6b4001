/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/analyzer.h - what an analyser is: one file, one descriptor, facts about files.
 *
 * analyze/analyzers/NAME.c defines `const struct lw_analyzer lw_analyzer_NAME`. An analyser never
 * judges. It is called on many threads at once and keeps no state; what it needs per thread is in
 * struct lw_file.
 */
#ifndef LW_ANALYZE_ANALYZER_H
#define LW_ANALYZE_ANALYZER_H

#include "archive/archive.h"
#include "facts/facts.h"

struct lw_pattern_hits; /* analyze/patterns.h */
struct lw_yara;         /* analyze/yara.h */

/* One file as an analyser sees it. All borrowed, good during the call. */
struct lw_file {
    struct lw_view path;      /* in its archive: "META-INF/MANIFEST.MF" */
    struct lw_view location;  /* from the artifact: "java/lib/a.jar!/META-INF/MANIFEST.MF" */
    struct lw_view container; /* location of the nested archive that holds it; "" at the top */
    struct lw_view bytes;     /* whole content; empty in wants() and stream() */
    uint64_t size_bytes;
    uint32_t mode;
    unsigned depth;                   /* of nesting, 0 at the top */
    const struct lw_archive *archive; /* that holds it: for siblings, by lw_file_beside() */
    bool *looked_beside;              /* an analyser asked for siblings; may be NULL */
    struct lw_pattern_hits *hits;     /* see analyze/patterns.h; made on first use */
    const struct lw_yara *yara;       /* rules of the user; NULL: none */
};

/* The archive that holds a file, for looking up siblings by lw_archive_find(); NULL where there is
 * none. What is said of the file then depends on more than its own bytes. */
static inline const struct lw_archive *lw_file_beside(const struct lw_file *file)
{
    if (file->looked_beside)
        *file->looked_beside = true;
    return file->archive;
}

enum lw_want {
    LW_WANT_NO,
    LW_WANT_YES,
    LW_WANT_MAYBE, /* accepts() decides on the first bytes */
};

struct lw_scan_file; /* analyze/engine.h */

struct lw_digest_tree {
    const struct lw_archive *archive;
    const struct lw_scan_file *files; /* sorted by path */
    size_t file_count;
    struct lw_scratch *scratch;
};

struct lw_analyzer {
    const char *name;
    const char *what; /* one line for `layerward list analyzers` and the documentation */
    bool packages;    /* takes part in --packages-only */
    bool behavior;    /* takes part only where behaviour is asked for */
    bool rules;       /* takes part only where the user gave rules: struct lw_file's yara */
    uint64_t tells;   /* kinds of facts of behaviour that others ask it for, by LW_F_BIT() */

    /* By path, size, mode and depth, before anything is read. NULL: no single files. */
    enum lw_want (*wants)(const struct lw_file *file);

    /* For LW_WANT_MAYBE: by the first bytes (at least 512 where the file has them). */
    bool (*accepts)(struct lw_view head);

    /* On the whole content. An error becomes an `incomplete` entry and ends nothing. */
    lw_status (*file)(struct lw_facts *out, const struct lw_file *file, struct lw_err *err);

    /* For --packages-only and large files: pulls pieces until it has what it needs. `entry` is in
     * file->archive. Sets *done false where the whole content is needed after all, and adds
     * nothing then. NULL: the whole content is read. */
    lw_status (*stream)(struct lw_facts *out, bool *done, const struct lw_file *file,
                        const struct lw_entry *entry, struct lw_scratch *scratch,
                        struct lw_err *err);

    /* Once for each nested archive (jar, whl, egg, zip ...), before its files; `file` is the
     * archive as a file, `inside` is opened. */
    lw_status (*nested)(struct lw_facts *out, const struct lw_file *file,
                        const struct lw_archive *inside, struct lw_scratch *scratch,
                        struct lw_err *err);

    /* Once for the artifact, after all files: facts about place. `seen` holds all facts so far,
     * in order of location. */
    lw_status (*tree)(struct lw_facts *out, const struct lw_archive *archive,
                      const struct lw_facts *seen, struct lw_scratch *scratch, struct lw_err *err);

    /* The same where every file's digest is known, which is in a full scan. */
    lw_status (*digests)(struct lw_facts *out, const struct lw_digest_tree *tree,
                         struct lw_err *err);
};

extern const struct lw_analyzer *const lw_analyzer_all[]; /* NULL-terminated, sorted by file */
extern const size_t lw_analyzer_count;

#endif
