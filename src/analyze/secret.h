/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/secret.h - kinds of credential (secret.def), and what must be true of a hit to be one.
 *
 * A hit of the pattern matcher is only a place. It is a secret where its length, its alphabet, its
 * entropy and its structure are those of its kind, and where it is no placeholder: documentation,
 * examples and tests are full of values that look like keys and open nothing.
 *
 * Owns:    nothing; a value borrows from the file.
 * Trusts:  nothing.
 */
#ifndef LW_ANALYZE_SECRET_H
#define LW_ANALYZE_SECRET_H

#include "analyze/patterns.h"

enum lw_charset {
    LW_CS_ALNUM,
    LW_CS_LOWER, /* and digits */
    LW_CS_UPPER, /* and digits */
    LW_CS_HEX,
    LW_CS_HEXANY,
    LW_CS_HEXDASH,
    LW_CS_WORD,   /* letters, digits, _ - */
    LW_CS_WORDEQ, /* and = */
    LW_CS_DOTTED, /* and . */
    LW_CS_TILDE,  /* and . ~ */
    LW_CS_BASE64, /* + / = */
    LW_CS_BASE64DASH,
    LW_CS_URLENC, /* % + / - */
};

enum lw_secret_class { LW_SECRET_LIVE, LW_SECRET_TRIAL, LW_SECRET_NAMELESS };

/* A hit that is being looked at. A check may move `value` and write a note for a person. */
struct lw_secret {
    const struct lw_secret_kind *kind;
    struct lw_view value;
    size_t at;            /* of the value in the file */
    struct lw_view bytes; /* the file; borrowed */
    char note[96];        /* "account 123456789012", "checksum right"; "" where nothing is known */
};

typedef bool lw_secret_check(struct lw_secret *secret);

struct lw_secret_kind {
    const char *id, *title;
    enum lw_secret_class class;
    enum lw_charset charset;
    uint32_t lead, max; /* bytes of the value in the match; bytes of the value at most */
    unsigned floor;     /* tenths of a bit a character */
    const char *context;
    lw_secret_check *check;
    bool assigned;
    bool varies; /* more of the value stands before those bytes */
};

/* By pattern; NULL where it is none of a secret. The kinds are [0, lw_secret_kind_count). */
const struct lw_secret_kind *lw_secret_kind(uint32_t pattern);
extern const struct lw_secret_kind lw_secret_kinds[];
extern const size_t lw_secret_kind_count;

/* Whether what a match of the kind ends in at `end` is a secret. */
bool lw_secret_look(struct lw_secret *out, const struct lw_secret_kind *kind, struct lw_view bytes,
                    uint64_t end);

/* A value that is written to be replaced: example words, runs, sequences. */
bool lw_secret_is_placeholder(struct lw_view value, bool runs_count);

/* Shannon's, in tenths of a bit a byte. */
unsigned lw_entropy_tenths(struct lw_view value);

/* Base64 of either alphabet up to the first other byte; at most `capacity` bytes are written. */
size_t lw_secret_base64(uint8_t *out, size_t capacity, struct lw_view text);

/* Structure (secret_checks.c, secret_signed.c, secret_text.c). */
lw_secret_check lw_secret_any, lw_secret_mixed, lw_secret_uuid, lw_secret_nameless,
    lw_secret_lumigo, lw_secret_discord, lw_secret_aws_key, lw_secret_aws_session, lw_secret_github,
    lw_secret_npm, lw_secret_grafana, lw_secret_pypi, lw_secret_google_service, lw_secret_jwt,
    lw_secret_docker_auth, lw_secret_url, lw_secret_adyen;

#endif
