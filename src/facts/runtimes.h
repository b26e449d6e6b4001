/* SPDX-License-Identifier: Apache-2.0
 *
 * facts/runtimes.h - what is known of Lambda's runtimes and of the interpreters inside of layers.
 *
 * Owns:    nothing; the tables are static and made from data/runtimes.json and
 *          data/interpreters.json, which name their sources.
 * Spec:    https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
#ifndef LW_FACTS_RUNTIMES_H
#define LW_FACTS_RUNTIMES_H

#include "base/view.h"

struct lw_runtime {
    const char *name;        /* "python3.12", "provided.al2023" */
    const char *family;      /* "python", "nodejs", "java", "ruby", "dotnet", "go", "custom" */
    const char *version;     /* of the language: "3.12", "20"; "" for custom runtimes */
    const char *label;       /* for a person: "Python 3.12" */
    const char *os;          /* "al1", "al2", "al2023" */
    const char *glibc;       /* of that system: "2.17", "2.26", "2.34" */
    const char *deprecation; /* "YYYY-MM-DD" */
    const char *block_function_update; /* "YYYY-MM-DD", or NULL where none is announced */
    unsigned abi; /* NODE_MODULE_VERSION or the magic of .pyc files; 0 where neither is */
    bool arm64;   /* runs on arm64 too */
    bool container_only;
};

extern const struct lw_runtime lw_runtimes[];
extern const char lw_runtimes_as_of[]; /* the day on which the table was right */
extern const size_t lw_runtime_count;

/* By its identifier, or NULL. */
const struct lw_runtime *lw_runtime_find(struct lw_view name);

struct lw_interpreter {
    const char *name;        /* "python", "node", "ruby", "php", "dotnet", "java", "openssl", ... */
    const char *cycle;       /* the versions it speaks of: "3.8", "14", "1.1.1" */
    const char *end_of_life; /* "YYYY-MM-DD": no security fix of its makers from then on */
};

extern const struct lw_interpreter lw_interpreters[];
extern const size_t lw_interpreter_count;

/* The cycle that a version belongs to ("1.1.1k" to "1.1.1"; a leading "v" or "go" is passed
 * over; "1.8.0_292" of Java is 8), or NULL where none is known. `name` in lower case. */
const struct lw_interpreter *lw_interpreter_find(struct lw_view name, struct lw_view version);

/* Whether the day of `date` ("YYYY-MM-DD", NULL: never) has begun in UTC. */
bool lw_date_reached(const char *date, int64_t now_utc_s);

/* Dotted numbers in order: <0, 0, >0. "2.9" is before "2.17". What is no number counts as 0. */
int lw_dotted_cmp(struct lw_view a, struct lw_view b);

#endif
