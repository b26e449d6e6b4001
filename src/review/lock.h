/* SPDX-License-Identifier: Apache-2.0
 *
 * review/lock.h - layerward.lock: which layer versions were adopted, and what they could do then.
 *
 *     version: 1
 *     layers:
 *       "arn:aws:lambda:eu-west-1:123456789012:layer:tools:7":
 *         zip-sha256: 64 hex digits           # not of a folder
 *         content-digest: 64 hex digits       # the same however it is packed
 *         bytes: 22007457                     # of the zip; of a folder, unpacked
 *         path: layers/tools.zip              # from the lock's folder; where check looks
 *         publisher: "123456789012"
 *         adopted-by: ana
 *         adopted-at: 2026-11-22T10:00:00Z
 *         reason: urllib3 2.8.0 mends CVE-2026-1
 *         verdict: review                      # of `lock update`
 *         capabilities: ["pkg:pypi/urllib3 network"]
 *         endpoints: [api.example.com]
 *         extensions: [telemetry]
 *         attestations:                        # verified, or (a text) noted
 *           - sha256: 64 hex digits
 *             predicate: https://slsa.dev/provenance/v1
 *             signers: [release]
 *
 * Layers and lists are sorted bytewise, a value a line, so that a merge touches what it must.
 * Trusts:  nothing; what is not known, a digest of a wrong length and an unsolved merge are errors
 *          with their line.
 * Spec:    docs/formats-lock.md, schemas/lock.schema.json
 */
#ifndef LW_REVIEW_LOCK_H
#define LW_REVIEW_LOCK_H

#include "config/config.h"
#include "scan/scan.h"

#define LW_LOCK_NAME "layerward.lock"
#define LW_LOCK_UNREVIEWED "unreviewed" /* in place of a verdict */
enum { LW_LOCK_VERSION = 1, LW_LOCK_MAX_BYTES = 64 << 20 };

/* An attestation that was verified when the layer was adopted. */
struct lw_lock_attestation {
    struct lw_digest envelope;      /* SHA-256 of the file, or of its line where it has several */
    struct lw_config_texts signers; /* by the names of layerward.yaml, with identities; sorted */
    struct lw_view predicate, repository, commit; /* as the statement has them; may be "" */
};

struct lw_lock_entry {
    struct lw_view name; /* ARN of a layer version, or a name of one's own */
    bool have_zip, have_content;
    struct lw_digest zip, content;
    uint64_t bytes;
    struct lw_view path, publisher, adopted_by, adopted_at, reason; /* may be "" */
    struct lw_view verdict; /* on the step to it: "adopt", "review", "block", "unreviewed", or "" */
    struct lw_config_texts capabilities, endpoints, extensions; /* sorted */
    struct lw_config_texts notes; /* on attestations, as somebody wrote them; sorted */
    struct {
        struct lw_lock_attestation *items;
        size_t count, capacity;
    } attested; /* sorted by digest */
    size_t line;
};

struct lw_lock {
    struct lw_arena *arena; /* borrowed */
    struct lw_view name;    /* of the file, for messages */
    struct lw_lock_entry *items;
    size_t count, capacity;
};

/* err: LW_E_CONFIG "NAME: line L, column C: ...". */
LW_NODISCARD lw_status lw_lock_parse(struct lw_lock *out, struct lw_view text, const char *name,
                                     struct lw_arena *arena, struct lw_err *err);

/* From a file; with `may_lack` one that is not there is empty. err: also LW_E_NOT_FOUND,
 * LW_E_IO. */
LW_NODISCARD lw_status lw_lock_load(struct lw_lock *out, const char *path, bool may_lack,
                                    struct lw_arena *arena, struct lw_err *err);

/* The whole file, sorted. Writing what was parsed gives the same bytes again. */
void lw_lock_write(struct lw_buf *out, struct lw_lock *lock);

struct lw_lock_entry *lw_lock_find(const struct lw_lock *lock, struct lw_view name);

/* Adds, or takes the place of one of its name. */
void lw_lock_put(struct lw_lock *lock, const struct lw_lock_entry *entry);

/* False: there is none of that name. */
bool lw_lock_remove(struct lw_lock *lock, struct lw_view name);

/* What a name must be: 1 to 256 printable characters without spaces at its ends, or an ARN of a
 * layer version. err: LW_E_USAGE. */
LW_NODISCARD lw_status lw_lock_check_name(struct lw_view name, struct lw_err *err);
bool lw_lock_is_arn(struct lw_view name);

/* The account of a layer version's ARN; "" for another name. */
struct lw_view lw_lock_account(struct lw_view name);

#endif
