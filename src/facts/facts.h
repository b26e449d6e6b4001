/* SPDX-License-Identifier: Apache-2.0
 *
 * facts/facts.h - what was seen in files: packages, facts, and what could not be looked at.
 *
 * A fact is not a judgement. Facts of every kind share one shape, a list of named values, so that
 * they can be kept, compared and reported without code for each; packages, which matching and
 * every bill of materials work on, have a type of their own.
 *
 * Owns:    nothing but its lists; all texts live in (or outlive) the arena given at the start.
 */
#ifndef LW_FACTS_FACTS_H
#define LW_FACTS_FACTS_H

#include "facts/ecosystem.h"

enum lw_fact_kind {
#define LW_FACT_KIND(constant, name, what) constant,
#include "facts/fact.def"
#undef LW_FACT_KIND
    LW_F_COUNT
};
#define LW_F_BIT(kind) (UINT64_C(1) << (kind))

enum lw_fact_key {
#define LW_FACT_KEY(constant, name) constant,
#include "facts/fact.def"
#undef LW_FACT_KEY
    LW_K_COUNT_
};

enum lw_capability {
#define LW_CAPABILITY(constant, name, what) constant,
#include "facts/fact.def"
#undef LW_CAPABILITY
    LW_C_COUNT
};

const char *lw_fact_kind_name(enum lw_fact_kind kind);
const char *lw_fact_kind_what(enum lw_fact_kind kind);
const char *lw_fact_key_name(enum lw_fact_key key);
const char *lw_capability_name(enum lw_capability capability); /* "env-all" */
const char *lw_capability_what(enum lw_capability capability);

/* The same without the examples behind its colon: "reads credentials". */
struct lw_view lw_capability_words(enum lw_capability capability);

/* By name; false where there is none of that name. */
bool lw_capability_parse(enum lw_capability *out, struct lw_view name);

/* The language of facts about configuration files: who reads them is not in the file. */
#define LW_SETTINGS "settings"

struct lw_attr {
    enum lw_fact_key key;
    struct lw_view value;
};

/* `location` is a path from the artifact's root; inside a nested archive "outer.jar!/path". */
struct lw_fact {
    enum lw_fact_kind kind;
    struct lw_view location; /* "" for the artifact as a whole */
    uint32_t line;           /* from 1; 0 where a line says nothing */
    uint64_t offset;         /* in the file, where it says something */
    struct lw_attr *items;   /* a key may stand more than once (needed) */
    size_t count, capacity;
    bool behavior; /* seen by an analyser of behaviour in the bytes of its file */
};

enum lw_package_flag {
    LW_PKG_VENDORED = 1,  /* a copy inside of another package */
    LW_PKG_BUNDLED = 2,   /* merged into a bundle, known by its banner or source map */
    LW_PKG_LOCK_ONLY = 4, /* named by a lock or index, no files of it seen */
    LW_PKG_EDITABLE = 8,  /* installed by reference to a source folder */
    LW_PKG_LINKED = 16,   /* compiled into a program (Go, Rust, a static library) */
};

struct lw_views {
    struct lw_view *items;
    size_t count, capacity;
};

struct lw_package {
    enum lw_ecosystem ecosystem;
    struct lw_view name;      /* as the ecosystem writes it: "group:artifact", "@scope/name" */
    struct lw_view version;   /* may be "": known to be there, version not known */
    struct lw_view purl;      /* made by lw_facts_package() */
    struct lw_view location;  /* the file that gave it away */
    struct lw_view root;      /* folder (or nested archive, or program) that holds it */
    struct lw_view evidence;  /* one line for a person: "METADATA", "OpenSSL 1.1.1k in .rodata" */
    struct lw_views licenses; /* SPDX ids or expressions where they are that, else as written */
    const char *analyzer;     /* static text, or in the arena */
    unsigned flags;           /* enum lw_package_flag */
};

struct lw_incomplete {
    struct lw_view location;
    const char *code; /* "LW_E_LIMIT" ... */
    struct lw_view reason;
};

struct lw_package_list {
    struct lw_package *items;
    size_t count, capacity;
};
struct lw_fact_list {
    struct lw_fact *items;
    size_t count, capacity;
};
struct lw_incomplete_list {
    struct lw_incomplete *items;
    size_t count, capacity;
};

struct lw_facts {
    struct lw_arena *arena; /* borrowed */
    struct lw_package_list packages;
    struct lw_fact_list facts;
    struct lw_incomplete_list incomplete;
};

struct lw_facts lw_facts(struct lw_arena *arena);

/* Adds a package; name and version are trimmed and copied, location copied, the purl made. The
 * pointer is good until the next package is added: set root, evidence, flags (copy texts into
 * facts->arena) and licences at once. Root is the location's folder unless set. */
struct lw_package *lw_facts_package(struct lw_facts *facts, enum lw_ecosystem ecosystem,
                                    struct lw_view name, struct lw_view version,
                                    struct lw_view location);

/* Copies one licence; empty ones, repeats and what comes after the 64th are passed over. */
void lw_package_license(struct lw_facts *facts, struct lw_package *package, struct lw_view license);

/* Adds a fact, location copied; good until the next one is added. */
struct lw_fact *lw_facts_add(struct lw_facts *facts, enum lw_fact_kind kind,
                             struct lw_view location);

/* Adds a value to a fact, copied; an empty value is passed over. */
void lw_fact_set(struct lw_facts *facts, struct lw_fact *fact, enum lw_fact_key key,
                 struct lw_view value);
void lw_fact_set_c(struct lw_facts *facts, struct lw_fact *fact, enum lw_fact_key key,
                   const char *value);
void lw_fact_printf(struct lw_facts *facts, struct lw_fact *fact, enum lw_fact_key key,
                    const char *fmt, ...) LW_PRINTF(4, 5);

/* The file of the artifact that a location is, or is nested in: "a.jar!/x" is in "a.jar". */
struct lw_view lw_location_file(struct lw_view location);

/* The first value of a key, or the empty view. */
struct lw_view lw_fact_get(const struct lw_fact *fact, enum lw_fact_key key);

/* The same in words for a person where it is a name for machines (facts/words.def). */
struct lw_view lw_fact_words(const struct lw_fact *fact, enum lw_fact_key key);
bool lw_fact_is(const struct lw_fact *fact, enum lw_fact_key key, const char *value);

/* "Could not look at it" is said, never silence. `code` is lw_code_name(err.code). */
void lw_facts_incomplete(struct lw_facts *facts, struct lw_view location, const char *code,
                         struct lw_view reason);

/* Appends copies of what stands in `from` from the given mark on, in the arena of `into`. */
struct lw_facts_mark {
    size_t packages, facts, incomplete;
};
struct lw_facts_mark lw_facts_mark(const struct lw_facts *facts);
void lw_facts_copy(struct lw_facts *into, const struct lw_facts *from, struct lw_facts_mark begin,
                   struct lw_facts_mark end);

/* Room for so many more facts at once: a list that grows leaves what it outgrew in its arena. */
void lw_facts_reserve(struct lw_facts *facts, size_t more);

/* Appends all of `from`; texts are shared, so their arena must live as long as `into`. */
void lw_facts_append(struct lw_facts *into, const struct lw_facts *from);

/* About what all behind the mark takes in memory; the same whatever stands before it. */
uint64_t lw_facts_bytes(const struct lw_facts *facts, struct lw_facts_mark from);

/* Sorts packages (purl, location) and facts (kind, location, offset), and joins packages that are
 * one: same purl and same root, or one of them without a version; licences and flags are united,
 * the evidence that came first stays. */
void lw_facts_settle(struct lw_facts *facts);

#endif
