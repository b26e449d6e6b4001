/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/config_ini.h - entries of files of the shape "[section]", "key = value", as many programs
 * read them.
 *
 * What one program reads as an entry and another as part of a value is told as both: the indented
 * lines of a value ("s3 =" of AWS).
 *
 * Owns:    nothing; entries borrow from the text, or live in the arena.
 * Trusts:  nothing. Any bytes are read to their end.
 */
#ifndef LW_ANALYZE_CONFIG_INI_H
#define LW_ANALYZE_CONFIG_INI_H

#include "base/arena.h"

enum lw_ini_flag {
    LW_INI_CONTINUED = 1, /* a backslash ends a line that goes on */
    LW_INI_COMMENTS = 2,  /* also behind a value, without a blank before */
    LW_INI_DOT = 4,       /* what stands before the first dot of a key is a label */
    LW_INI_DASHES = 8,    /* "--insecure", "-k" */
    LW_INI_LINES = 16,    /* a line is a value */
    LW_INI_INDENTED = 32, /* a line that is indented goes on with the value before it */
};

struct lw_ini {
    struct lw_view text; /* what is left */
    const uint8_t *start;
    struct lw_view section, key; /* the last ones */
    struct lw_view again;        /* a line that was told as more of a value */
    size_t again_at;
    const char *between; /* keys and values */
    unsigned flags;
    struct lw_arena *arena;
};

struct lw_ini_entry {
    struct lw_view section; /* "url https://acme.example/", without quotes */
    struct lw_view key;     /* as it is written, without quotes */
    struct lw_view value;   /* without quotes and what escapes; "" where there is none */
    bool bare;              /* a key alone */
    size_t at;              /* of its line */
};

struct lw_ini lw_ini(struct lw_view text, const char *between, unsigned flags,
                     struct lw_arena *arena);

/* False behind the last one. */
bool lw_ini_next(struct lw_ini_entry *out, struct lw_ini *ini);

#endif
