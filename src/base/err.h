/* SPDX-License-Identifier: Apache-2.0
 *
 * base/err.h - the one result type and the error that explains it.
 *
 * Owns:    nothing; the caller owns a fixed-size struct lw_err, always the last argument.
 *          No allocation, no thread-local state.
 */
#ifndef LW_BASE_ERR_H
#define LW_BASE_ERR_H

#include <stdarg.h>
#include <stdint.h>

#include "base/attr.h"

enum lw_code {
    LW_E_OK = 0,
#define LW_ERROR(name, category, sentence) name,
#include "base/err.def"
#undef LW_ERROR
    LW_E_COUNT_
};

enum lw_category {
    LW_CAT_USAGE,
    LW_CAT_IO,
    LW_CAT_FORMAT,
    LW_CAT_LIMIT,
    LW_CAT_UNTRUSTED,
    LW_CAT_DENIED,
    LW_CAT_REMOTE,
    LW_CAT_INTERNAL
};

/* Wrapped so that it is neither an int nor a bool: the compiler makes you look at it. */
typedef struct lw_status {
    enum lw_code code;
} lw_status;

#define LW_OK ((lw_status){ LW_E_OK })

struct lw_err {
    enum lw_code code;
    uint64_t offset;  /* in the input where it went wrong; 0 where that says nothing */
    const char *file; /* our source line, for bug reports */
    int line;
    char text[480]; /* what, where and what to do; NUL-terminated, cut if too long */
};

/* Fills `*err` (which may be NULL) and returns the status for `code`. */
LW_NODISCARD lw_status lw_err_set(struct lw_err *err, enum lw_code code, uint64_t offset,
                                  const char *file, int line, const char *fmt, ...) LW_PRINTF(6, 7);

/* Puts "prefix: " in front of the text, to name the file as an error passes up. */
void lw_err_prefix(struct lw_err *err, const char *fmt, ...) LW_PRINTF(2, 3);

const char *lw_code_name(enum lw_code code);
const char *lw_code_sentence(enum lw_code code);
enum lw_category lw_code_category(enum lw_code code);

/* 2 for usage, 3 for all that could not be completed (docs: exit codes). */
int lw_code_exit(enum lw_code code);

#define LW_FAIL(err, code, offset, ...)                                                            \
    return lw_err_set((err), (code), (offset), __FILE__, __LINE__, __VA_ARGS__)

#define LW_ENSURE(cond, err, code, offset, ...)                                                    \
    do {                                                                                           \
        if (!(cond))                                                                               \
            LW_FAIL(err, code, offset, __VA_ARGS__);                                               \
    } while (0)

#define LW_TRY(expr)                                                                               \
    do {                                                                                           \
        lw_status lw_try_ = (expr);                                                                \
        if (lw_try_.code != LW_E_OK)                                                               \
            return lw_try_;                                                                        \
    } while (0)

static inline int lw_ok(lw_status s)
{
    return s.code == LW_E_OK;
}

#endif
