/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/yara.h - YARA rules that the user gives: read, compiled once, tried on each file.
 *
 * libyara is loaded when there are rules, so that a scan without them pays nothing.
 *
 * Owns:    a struct lw_yara owns the rules; it is read by many threads at once.
 * Trusts:  nothing: rules are compiled where nothing can be written or started, within limits.
 * Spec:    https://yara.readthedocs.io (4.x): `include`, external variables, metadata.
 */
#ifndef LW_ANALYZE_YARA_H
#define LW_ANALYZE_YARA_H

#include "base/err.h"
#include "base/hash.h"
#include "facts/facts.h"

struct lw_yara;

enum {
    LW_YARA_TIMEOUT_S = 10,        /* for one file */
    LW_YARA_RULE_BYTES = 64 << 20, /* of one file of rules, with what it includes */
    LW_YARA_FILES_MOST = 10000,    /* files of rules */
    LW_YARA_MATCHES_MOST = 64,     /* rules that are told of one file */
    LW_YARA_STRINGS_MOST = 8,      /* strings that are told of one match */
    LW_YARA_META_BYTES = 200,      /* of a description, a severity, a tag */
};

/* Compiles files and folders of rules (below a folder: *.yar, *.yara, *.rule, *.rules), each file
 * in a namespace of its own, so that two may use the same names. The external variables `filename`,
 * `filepath` and `extension` are known. err: LW_E_UNSUPPORTED without libyara; LW_E_NOT_FOUND,
 * LW_E_IO, LW_E_LIMIT; LW_E_FORMAT with file and line of the first error in a rule. */
LW_NODISCARD lw_status lw_yara_load(struct lw_yara **out, const struct lw_views *paths,
                                    struct lw_err *err);

/* The same from one text; `name` for messages. Nothing can be included. */
LW_NODISCARD lw_status lw_yara_compile(struct lw_yara **out, struct lw_view text, const char *name,
                                       struct lw_err *err);
void lw_yara_free(struct lw_yara *yara);
void lw_yara_free_p(struct lw_yara **slot);

/* Of all rules, whatever the folder that they were read from, and of the library's release. */
struct lw_digest lw_yara_digest(const struct lw_yara *yara);

/* Whether a file was given up for its time: another time it may come out otherwise. */
bool lw_yara_timed_out(const struct lw_yara *yara);

/* Adds a fact for each rule that matches. Called on many threads. err: LW_E_LIMIT when the time is
 * over or there are too many matches; LW_E_INTERNAL. */
LW_NODISCARD lw_status lw_yara_scan(struct lw_facts *out, const struct lw_yara *yara,
                                    struct lw_view location, struct lw_view bytes,
                                    struct lw_err *err);

#endif
