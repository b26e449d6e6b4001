/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/policy.h - who is trusted to sign what: `signers` and `publishers` of layerward.yaml.
 *
 *     signers:
 *       - name: release                     # a key, or a certificate with its validity
 *         key: keys/release.pub             # PEM; relative to this file
 *       - name: pipeline                    # Sigstore: a certificate for an identity
 *         trusted-root: trusted_root.json   # or roots, logs and certificate-logs, each PEM files
 *         identity: https://github.com/acme/layers/.github/workflows/release.yml@refs/tags/v*
 *         issuer: https://token.actions.githubusercontent.com
 *         proof: required                   # of bundles of any version; a promise is not enough
 *     publishers:
 *       - name: acme
 *         layer: acme-*                     # optional
 *         account: "123456789012"           # optional, as region and partition: of the ARN
 *         signers: [release, pipeline]
 *         threshold: 1                      # how many of them; 1 unless given
 *         predicate: https://slsa.dev/provenance/v1
 *         builder: https://github.com/actions/runner/github-hosted
 *         repository: https://github.com/acme/layers
 *         exact: true                       # the zip itself, not only the same files
 *
 * Where one text is asked for, identity, issuer, layer, predicate, builder and repository take a
 * list too; "*" is any run of bytes. docs/formats.md says it at length.
 *
 * Owns:    keys, certificates and lists (lw_policy_free); texts borrow from the configuration.
 * Trusts:  nothing; what is not known is an error with its line and column.
 */
#ifndef LW_ATTEST_POLICY_H
#define LW_ATTEST_POLICY_H

#include "attest/trust.h"
#include "config/config.h"

enum lw_signer_kind { LW_SIGNER_KEY, LW_SIGNER_CERTIFICATE, LW_SIGNER_SIGSTORE };

struct lw_signer {
    struct lw_view name;
    enum lw_signer_kind kind;
    struct lw_key *key;                 /* of the first two kinds */
    struct lw_certificate *certificate; /* of the second */
    struct lw_trust trust;              /* of the third; of others where a log is demanded */
    bool logged;                        /* a log must hold it */
    bool proof;                         /* and prove that, not only promise */
    struct lw_config_texts identities, issuers;
    size_t line; /* 0: not from a file */
};

struct lw_publisher {
    struct lw_view name;
    struct lw_config_texts partitions, regions, accounts, layers;
    size_t *signers; /* indices into the policy's */
    size_t signer_count;
    uint64_t threshold;
    struct lw_config_texts predicates, builders, repositories;
    bool exact;
    size_t line;
};

struct lw_policy {
    struct lw_arena arena;
    struct {
        struct lw_signer *items;
        size_t count, capacity;
    } signers;
    struct {
        struct lw_publisher *items;
        size_t count, capacity;
    } publishers;
};

/* An empty one, to be filled by hand. */
struct lw_policy *lw_policy_new(void);
void lw_policy_free(struct lw_policy *policy); /* NULL is fine */
void lw_policy_free_p(struct lw_policy **slot);

/* Reads both sections of a configuration, and the keys and certificates that they name. err:
 * LW_E_CONFIG with "FILE: line L, column C: ...". */
LW_NODISCARD lw_status lw_policy_read(struct lw_policy **out, const struct lw_config *config,
                                      struct lw_err *err);

/* Adds a signer by a file with a public key or a certificate. err: LW_E_CONFIG naming the file. */
LW_NODISCARD lw_status lw_policy_add_key(struct lw_policy *policy, struct lw_signer *signer,
                                         const char *path, struct lw_err *err);

/* The publisher of that name, or NULL. */
const struct lw_publisher *lw_policy_publisher(const struct lw_policy *policy, struct lw_view name);

/* Whose a layer is: the publisher `named` ("": the only one that fits), which must fit a layer
 * whose ARN is known. `layer` is that ARN, or a name, which publishers with an account, a region or
 * a partition do not fit unless named. err: LW_E_USAGE, LW_E_CONFIG. */
LW_NODISCARD lw_status lw_policy_choose(const struct lw_publisher **out,
                                        const struct lw_policy *policy, struct lw_view named,
                                        struct lw_view layer, struct lw_err *err);

/* Whether any of the patterns matches; true where there are none. */
bool lw_texts_match(const struct lw_config_texts *patterns, struct lw_view text);

#endif
