/* SPDX-License-Identifier: Apache-2.0
 *
 * aws/sigv4.h - AWS Signature Version 4, in the Authorization header.
 *
 * Owns:    nothing; results are in the caller's arena.
 * Spec:    "AWS Signature Version 4 for API requests" (IAM User Guide); the published test suite.
 */
#ifndef LW_AWS_SIGV4_H
#define LW_AWS_SIGV4_H

#include "aws/credentials.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"

struct lw_sigv4_header {
    struct lw_view name, value;
};

struct lw_sigv4_request {
    struct lw_view method;
    struct lw_view path;                   /* as sent, from its '/' on */
    struct lw_view query;                  /* as sent, without its '?' */
    const struct lw_sigv4_header *headers; /* each of them is signed: host and x-amz-date too */
    size_t header_count;
    struct lw_view body;
    bool keep_path; /* for S3: no segment is left out, %XX is not encoded again */
};

struct lw_sigv4_scope {
    const struct lw_aws_credentials *credentials;
    struct lw_view region, service;
    int64_t time_utc_s;
};

/* What was signed, step by step. */
struct lw_sigv4 {
    struct lw_view canonical, to_sign, signed_headers;
    char signature[LW_HEX_BYTES];
    struct lw_view authorization; /* the header's value */
};

/* "20150830T123600Z": what x-amz-date has to be. */
void lw_sigv4_date(char out[32], int64_t time_utc_s);

/* err: LW_E_UNSUPPORTED where there is no libcrypto. */
LW_NODISCARD lw_status lw_sigv4_sign(struct lw_sigv4 *out, const struct lw_sigv4_request *request,
                                     const struct lw_sigv4_scope *scope, struct lw_arena *arena,
                                     struct lw_err *err);

/* Adds `text` with all but unreserved characters (RFC 3986) as %XX; '/' stays where `slashes`. */
void lw_sigv4_encode(struct lw_buf *out, struct lw_view text, bool slashes);

#endif
