/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/java_mark.h - which constants of a class mean something: members of java_calls.def,
 * clients of AWS, texts that say where secrets lie; inside of java_code.c.
 *
 * Owns:    nothing; the marks live in the arena that is given.
 * Trusts:  nothing. Many constants may share a long text, which is searched once.
 */
#ifndef LW_ANALYZE_JAVA_MARK_H
#define LW_ANALYZE_JAVA_MARK_H

#include "analyze/class_file.h"
#include "facts/facts.h"

enum lw_java_how {
    LW_JAVA_PLAIN,
    LW_JAVA_NAMED,
    LW_JAVA_VARIABLE,
    LW_JAVA_RUNS,
    LW_JAVA_BEGINS,
};

/* A row of java_calls.def. */
struct lw_java_call {
    struct lw_view class, member, descriptor;
    unsigned capability; /* enum lw_capability; LW_C_COUNT: none */
    uint32_t gives;      /* enum lw_from */
    enum lw_java_how how;
};

struct lw_java_marks {
    uint8_t *items; /* by constant */
    unsigned count;
};

/* What a constant is; all is empty where it means nothing, or is none. */
struct lw_java_mark {
    const struct lw_java_call *call;
    uint32_t place; /* enum lw_from: of which secrets a text is the place */
    bool service;   /* a client of an AWS SDK */
};

/* False where no member that the class names means something: its code does nothing then. */
bool lw_java_marks(struct lw_java_marks *out, const struct lw_class_file *class,
                   struct lw_arena *arena);
struct lw_java_mark lw_java_mark(const struct lw_java_marks *marks, unsigned constant);

#endif
