/* SPDX-License-Identifier: Apache-2.0
 *
 * review/rule.h - a rule over what a new version changes: one file, one descriptor.
 *
 * review/rules/NAME.c defines `const struct lw_review_rule lw_review_rule_NAME`; the id is the
 * file's name with "-" for "_". A rule reads what was compared, and never files.
 *
 * `block` is for what an honest update has no reason to do; `review` for a new power; `note` for
 * what a reviewer wants to know and what changes no verdict. A rule speaks of what code can do,
 * never of names of campaigns or of their files.
 */
#ifndef LW_REVIEW_RULE_H
#define LW_REVIEW_RULE_H

#include "review/delta.h"
#include "review/places.h"

struct lw_review_context {
    const struct lw_review *review;
    const struct lw_delta *delta;
    const struct lw_review_config *config;
    struct lw_reason_list *out;
    struct lw_arena *arena;
    const struct lw_places *places;
};

struct lw_review_rule {
    const char *id;
    enum lw_level level; /* the usual one; check() may set another */
    enum lw_severity severity;
    const char *title; /* in the catalogue */
    const char *why;
    const char *fix;
    const char *attack; /* ATT&CK technique, or NULL */
    void (*check)(const struct lw_review_rule *rule, struct lw_review_context *ctx);
};

extern const struct lw_review_rule *const lw_review_rule_all[];
extern const size_t lw_review_rule_count;

/* NULL where there is none of that id. */
const struct lw_review_rule *lw_review_rule_find(struct lw_view id);

/* The most reasons of one rule that are told one by one; the rest becomes one more. */
enum { LW_REASONS_MOST = 20 };

/* Adds a reason with the rule's texts; the evidence by printf. */
struct lw_reason *lw_reason_add(struct lw_review_context *ctx, const struct lw_review_rule *rule,
                                struct lw_view path, uint32_t line, const char *evidence_fmt, ...)
    LW_PRINTF(5, 6);

/* The same for an added fact: its place, and its snippet or detail as evidence. */
struct lw_reason *lw_reason_of_fact(struct lw_review_context *ctx,
                                    const struct lw_review_rule *rule,
                                    const struct lw_fact_change *change);

void lw_reason_title(struct lw_review_context *ctx, struct lw_reason *reason, const char *fmt, ...)
    LW_PRINTF(3, 4);

/* The next added fact of a kind behind `change` (NULL: the first), or NULL. */
const struct lw_fact_change *lw_added_next(const struct lw_review_context *ctx,
                                           enum lw_fact_kind kind,
                                           const struct lw_fact_change *change);

#define LW_EACH_ADDED(change, ctx, kind)                                                           \
    const struct lw_fact_change *change = lw_added_next((ctx), (kind), NULL);                      \
    change;                                                                                        \
    change = lw_added_next((ctx), (kind), change)

/* What a fact of a capability or a native import names; LW_C_COUNT where that is not known. */
enum lw_capability lw_fact_capability(const struct lw_fact *fact);

/* The first added capability in a file, of those in a set of bits (1 << LW_C_...); `all` looks at
 * every capability that the new file has, not only at those that were added. NULL: none. */
#define LW_C_BIT(capability) (1ull << (capability))
const struct lw_fact *lw_file_does(const struct lw_review_context *ctx, struct lw_view location,
                                   uint64_t set, bool all);

/* Whether a fact says that it runs when its file is loaded. */
bool lw_fact_at_import(const struct lw_fact *fact);

/* What kind of code a path is: a language's source that a runtime may load, or a shell script. */
bool lw_is_code(struct lw_view path);

/* Whether an endpoint stands in code: of such a path, or in a script that only its first line tells
 * (extensions, programs). */
bool lw_endpoint_in_code(const struct lw_fact *fact);

/* The change of a file by its new path, or NULL where it did not change. */
const struct lw_file_change *lw_change_of(const struct lw_review_context *ctx,
                                          struct lw_view location);

/* The change of the package that a change of a file or a fact belongs to, or NULL. */
const struct lw_package_change *lw_package_of(const struct lw_review_context *ctx, size_t package);

/* A test of a package, by its path. */
bool lw_is_test(struct lw_view path);

/* The same of a place that is asked about: not where other code loads such files. Nothing is known
 * of Node packages' own names: "node_modules/test/index.js" is none. */
bool lw_test_apart(const struct lw_review_context *ctx, const struct lw_fact_change *change);

/* In such a folder, or in one of measurements, of a published version of a Node package none of
 * whose other code can load it: nothing of it ever runs. */
bool lw_test_idle(const struct lw_review_context *ctx, const struct lw_fact_change *change);

/* All that a function can write to, or much of it: "/", "/tmp/..", "/mnt/files", "$HOME"; of a
 * command ("rm -rf / -v") any of its words. */
bool lw_is_tree(struct lw_view path);

/* A program, a script, an example or a test of a package: it is started, not loaded. */
bool lw_is_program(const struct lw_review_context *ctx, struct lw_view path);

/* Another version, or another package, explains what is new: not where it is of no package, of one
 * whose version stayed, or of one that newly has a name and was there. */
bool lw_explained(const struct lw_package_change *package);

/* No published version explains what code does: as above, or it is of one in an organisation's own
 * scope of npm (none of whose packages is widely used), whose version is whatever it says. */
bool lw_loose(const struct lw_package_change *package);

/* The facts of a kind that a side has: what its scan saw, and what unchanged files say, as far as
 * they were looked at. So a zip, of which those are no part of the scan, and a folder of the same
 * content are judged alike. `owner`: its package of that side, by index from 1; 0: none. */
struct lw_fact_walk {
    const struct lw_fact *fact;
    size_t owner;
    size_t next;
};
bool lw_fact_walk(struct lw_fact_walk *walk, const struct lw_review_context *ctx, bool new_side,
                  enum lw_fact_kind kind);

/* How many facts of a kind that `counts` packages of the old side have, by their index from 1 (0:
 * what is no package's). `counts` may be NULL. */
const size_t *lw_fact_counts(const struct lw_review_context *ctx, enum lw_fact_kind kind,
                             bool (*counts)(const struct lw_fact *fact));

/* "name 1.2.3", or "the layer's own code". */
struct lw_view lw_package_label(const struct lw_review_context *ctx,
                                const struct lw_package_change *package);

/* A host that the configuration knows ("review.hosts", "*" is any run). */
bool lw_host_known(const struct lw_review_context *ctx, struct lw_view host);

/* Whom the old version named, by owner (lw_host_domain()). */
void lw_domains_before(struct lw_map *out, const struct lw_review_context *ctx);

/* A path that the configuration calls one's own code ("review.own"). */
bool lw_path_own(const struct lw_review_context *ctx, struct lw_view path);

/* The exception of the configuration ("review.accept") that is for this rule and names such a path,
 * by its number from 1; 0: none. What makes one reason of many makes one for each of these: else an
 * exception for the path of the one reason is one for all. */
size_t lw_exception_of(const struct lw_review_context *ctx, const struct lw_review_rule *rule,
                       struct lw_view path);

#endif
