/* SPDX-License-Identifier: Apache-2.0
 *
 * base/err.c - the error table and how an error is filled.
 */
#include "base/err.h"

#include <stdio.h>
#include <string.h>

struct row {
    const char *name;
    enum lw_category category;
    const char *sentence;
};

static const struct row rows[LW_E_COUNT_] = {
    [LW_E_OK] = { "LW_E_OK", LW_CAT_INTERNAL, "no error" },
#define LW_ERROR(name, category, sentence) [name] = { #name, LW_CAT_##category, sentence },
#include "base/err.def"
#undef LW_ERROR
};

static const struct row *row_of(enum lw_code code)
{
    return &rows[(unsigned)code < LW_E_COUNT_ ? code : LW_E_INTERNAL];
}

lw_status lw_err_set(struct lw_err *err, enum lw_code code, uint64_t offset, const char *file,
                     int line, const char *fmt, ...)
{
    if (err) {
        va_list args;
        va_start(args, fmt);
        err->code = code;
        err->offset = offset;
        err->file = file;
        err->line = line;
        vsnprintf(err->text, sizeof err->text, fmt, args);
        va_end(args);
    }
    return (lw_status){ code };
}

void lw_err_prefix(struct lw_err *err, const char *fmt, ...)
{
    if (!err)
        return;
    char old[sizeof err->text];
    memcpy(old, err->text, sizeof old);
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(err->text, sizeof err->text, fmt, args);
    va_end(args);
    size_t at = n < 0 ? 0 : (size_t)n;
    if (at < sizeof err->text)
        snprintf(err->text + at, sizeof err->text - at, ": %.*s", (int)sizeof old - 1, old);
}

const char *lw_code_name(enum lw_code code)
{
    return row_of(code)->name;
}

const char *lw_code_sentence(enum lw_code code)
{
    return row_of(code)->sentence;
}

enum lw_category lw_code_category(enum lw_code code)
{
    return row_of(code)->category;
}

int lw_code_exit(enum lw_code code)
{
    return row_of(code)->category == LW_CAT_USAGE ? 2 : 3;
}
