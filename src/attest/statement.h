/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/statement.h - what is said of which bytes: in-toto statements.
 *
 * A statement that was read is a struct lw_unverified_statement. It becomes a struct lw_statement
 * only in attest/verify.c, behind a signature that counts.
 *
 * Owns:    nothing; texts live in the arena.
 * Spec:    in-toto Attestation Framework v1 (statement.md, digest_set.md), SLSA provenance v1 and
 *          v0.2. docs/formats.md says what Layerward writes.
 */
#ifndef LW_ATTEST_STATEMENT_H
#define LW_ATTEST_STATEMENT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"

#define LW_STATEMENT_V1 "https://in-toto.io/Statement/v1"
#define LW_SLSA_V1 "https://slsa.dev/provenance/v1"
#define LW_CYCLONEDX "https://cyclonedx.org/bom"

/* Name of the content digest in a digest set: SHA-256 of the manifest, lower-case hex. */
#define LW_CONTENT_DIGEST "layerwardContentV1"

/* The two identities of an artifact (DESIGN: vocabulary). */
struct lw_identity {
    struct lw_view name;
    bool have_zip; /* false: a folder */
    struct lw_digest zip, content;
};

enum lw_subject_match { LW_MATCH_NONE, LW_MATCH_CONTENT, LW_MATCH_ZIP };

struct lw_subject {
    struct lw_view name;
    bool have_zip, have_content; /* other digests are passed over */
    struct lw_digest zip, content;
};

struct lw_unverified_statement {
    struct lw_view type, predicate_type;
    struct lw_subject *items;
    size_t count, capacity;
    /* Out of SLSA provenance (v1 and v0.2), "" where it is not that or does not say. */
    struct lw_view builder, repository, ref, commit, build_type;
};

/* err: LW_E_FORMAT for what is no statement, a digest of wrong length or with other than lower-case
 * hex, a key that stands twice; LW_E_UNSUPPORTED for a statement of another version. */
LW_NODISCARD lw_status lw_statement_parse(struct lw_unverified_statement *out, struct lw_view text,
                                          struct lw_arena *arena, struct lw_err *err);

/* The best match of any subject; comparing takes constant time. */
enum lw_subject_match lw_statement_match(const struct lw_unverified_statement *statement,
                                         const struct lw_identity *identity);

/* "git+https://host/repo.git@ref" is "https://host/repo": what patterns are compared with. */
struct lw_view lw_repository_name(struct lw_view uri);

#endif
