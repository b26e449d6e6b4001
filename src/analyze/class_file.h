/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/class_file.h - read a Java class file: its constants, its methods, their instructions.
 *
 * Owns:    nothing; views borrow from the bytes, lists from the arena.
 * Trusts:  nothing. Each part is walked once, so that time is bounded by the bytes.
 * Spec:    The Java Virtual Machine Specification (SE 21), chapters 4 and 6.
 */
#ifndef LW_ANALYZE_CLASS_FILE_H
#define LW_ANALYZE_CLASS_FILE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/reader.h"

struct lw_class_method {
    struct lw_view name, descriptor;
    struct lw_view code;  /* its instructions; empty where it has none */
    struct lw_view lines; /* of its LineNumberTable: (u2 start, u2 line) each */
};

struct lw_class_file {
    struct lw_view bytes;
    const uint32_t *constants;  /* where the tag of each one stands; 0 where there is none */
    unsigned constant_count;    /* the first is no constant */
    struct lw_view name, super; /* "java/lang/Object" */
    struct lw_view interfaces;  /* u2 each, of constants */
    struct lw_class_method *methods;
    size_t method_count;
};

bool lw_class_magic(struct lw_view head);

/* err: LW_E_FORMAT. */
LW_NODISCARD lw_status lw_class_parse(struct lw_class_file *out, struct lw_arena *arena,
                                      struct lw_view bytes, struct lw_err *err);

/* The name of a constant of a class, the text of one of a string; empty for all others. */
struct lw_view lw_class_name(const struct lw_class_file *file, unsigned index);
struct lw_view lw_class_string(const struct lw_class_file *file, unsigned index);

/* A member of a class that others name: a method or a field. */
struct lw_class_member {
    unsigned owner_index;
    struct lw_view owner, name, descriptor;
};
bool lw_class_member(struct lw_class_member *out, const struct lw_class_file *file, unsigned index);

enum {
    LW_JVM_ICONST_1 = 0x04,
    LW_JVM_LDC = 0x12,
    LW_JVM_LDC_W = 0x13,
    LW_JVM_IRETURN = 0xac,
    LW_JVM_RETURN = 0xb1,
    LW_JVM_GETSTATIC = 0xb2,
    LW_JVM_INVOKEVIRTUAL = 0xb6,
    LW_JVM_INVOKESTATIC = 0xb8,
    LW_JVM_INVOKEINTERFACE = 0xb9,
    LW_JVM_INVOKEDYNAMIC = 0xba,
};

struct lw_instruction {
    uint32_t at;
    uint8_t code;
    unsigned constant; /* that it names; 0: none */
};

/* The next one of a reader over a method's code; false at its end, and where there is none such. */
bool lw_class_instruction(struct lw_instruction *out, struct lw_reader *code);

/* The line of the source that an instruction is of, or 0. */
uint32_t lw_class_line(const struct lw_class_method *method, uint32_t at);

#endif
