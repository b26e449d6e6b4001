/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/predicate.h - writes statements, and SLSA provenance for them.
 *
 * Spec:    in-toto Statement v1; SLSA provenance v1; docs/formats.md.
 */
#ifndef LW_ATTEST_PREDICATE_H
#define LW_ATTEST_PREDICATE_H

#include "attest/statement.h"

#define LW_BUILD_TYPE "urn:layerward:build:v1"

struct lw_parameter {
    struct lw_view name, value;
};

struct lw_dependency {
    struct lw_view uri, algorithm, digest; /* "pkg:pypi/x@1", "sha256", hex */
};

/* "" where it is not known. */
struct lw_provenance {
    struct lw_view builder, build_type, repository, ref, commit;
    struct lw_view invocation, started, finished;
    struct {
        struct lw_parameter *items;
        size_t count, capacity;
    } parameters;
    struct {
        struct lw_dependency *items;
        size_t count, capacity;
    } dependencies;
};

/* What cannot stand in provenance is said at once: err: LW_E_USAGE for a builder or repository that
 * is no URI, a commit that is not 40 or 64 lower-case hex digits, a time that is not RFC 3339, a
 * parameter that is given twice. */
LW_NODISCARD lw_status lw_provenance_check(const struct lw_provenance *provenance,
                                           struct lw_err *err);

/* The predicate as JSON. The manifest of `identity` is named as a by-product. */
void lw_provenance_write(struct lw_buf *out, const struct lw_provenance *provenance,
                         const struct lw_identity *identity);

/* The statement: one subject with both digests. `predicate` is JSON. */
void lw_statement_write(struct lw_buf *out, const struct lw_identity *identity,
                        struct lw_view predicate_type, struct lw_view predicate);

/* Reads a predicate that was given as a file: strict JSON, one object; rewritten on one line. With
 * `bom` it must be a CycloneDX document. err: LW_E_FORMAT, LW_E_LIMIT. */
LW_NODISCARD lw_status lw_predicate_read(struct lw_buf *out, struct lw_view text, bool bom,
                                         struct lw_err *err);

#endif
