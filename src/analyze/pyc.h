/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/pyc.h - read compiled Python (3.6 to 3.14) without running it: header, names, constants.
 *
 * Owns:    nothing; texts borrow from the bytes.
 * Trusts:  nothing. Objects are walked, never built; nesting and time are bounded by the bytes;
 *          a text that is referred to again and again is given once per role.
 * Spec:    CPython, Python/marshal.c and Lib/importlib/_bootstrap_external.py; PEP 3147, PEP 552.
 */
#ifndef LW_ANALYZE_PYC_H
#define LW_ANALYZE_PYC_H

#include "base/arena.h"
#include "base/err.h"
#include "base/hash.h"

enum lw_pyc_check { LW_PYC_BY_TIME, LW_PYC_BY_HASH, LW_PYC_UNCHECKED };

struct lw_pyc_header {
    uint32_t magic; /* the number in its first two bytes */
    unsigned minor; /* of Python 3; 0: not known */
    enum lw_pyc_check check;
    uint32_t mtime, source_bytes; /* BY_TIME */
    uint64_t source_hash;         /* else */
    struct lw_view code;
};

/* err: LW_E_FORMAT where it is no compiled Python. */
LW_NODISCARD lw_status lw_pyc_header(struct lw_pyc_header *out, struct lw_view bytes,
                                     struct lw_err *err);

enum lw_pyc_role {
    LW_PYC_OTHER,
    LW_PYC_NAME,  /* of a variable, attribute or module that the code uses */
    LW_PYC_TEXT,  /* a constant of text */
    LW_PYC_BYTES, /* a constant of bytes */
    LW_PYC_FILE,  /* what it was compiled from */
};

struct lw_pyc_visitor {
    void (*text)(void *ctx, enum lw_pyc_role role, struct lw_view text);
    void *ctx;
};

/* Walks all code objects. err: LW_E_FORMAT, LW_E_LIMIT (nested too deep). */
LW_NODISCARD lw_status lw_pyc_walk(const struct lw_pyc_header *header,
                                   const struct lw_pyc_visitor *visitor, struct lw_err *err);

/* Of what the code is: the same for the same code, wherever it was compiled and in whatever order
 * the compiler wrote its sets. err: as lw_pyc_walk(); LW_E_FORMAT too where more stands behind,
 * LW_E_LIMIT for more than 1,048,576 objects. */
LW_NODISCARD lw_status lw_pyc_digest(struct lw_digest *out, const struct lw_pyc_header *header,
                                     struct lw_err *err);

/* Whether `hash` is that of the source: SipHash-1-3 (3.11 on) or -2-4, with the magic as key. */
bool lw_pyc_hash_fits(const struct lw_pyc_header *header, struct lw_view source);

/* "a/__pycache__/x.cpython-311.opt-1.pyc" is of "a/x.py", "a/x.pyc" too. */
struct lw_view lw_pyc_source(struct lw_arena *arena, struct lw_view path);

#endif
