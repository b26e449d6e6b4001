/* SPDX-License-Identifier: Apache-2.0
 *
 * base/http.h - one request and its answer into a file, by the system's libcurl.
 *
 * libcurl is loaded on first use and not linked: it brings some thirty libraries along, which every
 * other verb would load for nothing.
 *
 * Trusts:  the server's certificate for https, by the system's authorities; nothing else.
 */
#ifndef LW_BASE_HTTP_H
#define LW_BASE_HTTP_H

#include <stdio.h>

#include "base/err.h"
#include "base/progress.h"

struct lw_http_request {
    const char *url;            /* http, https or file; borrowed */
    const char *name;           /* of it in messages; NULL: the address */
    const char *method;         /* without a body; NULL: GET */
    const char *const *headers; /* "Name: value", with a NULL at the end; NULL: none. With them no
                                   redirect is followed: they would go along */
    bool direct;                /* through no proxy */
    bool any_status;            /* any answer is one: its status is told, its body written */
    long total_timeout_ms;      /* 0: none */
    const char *etag;           /* of what is there already, sent as If-None-Match; NULL or "" */
    const char *last_modified;  /* sent as If-Modified-Since; NULL or "" */
    FILE *into;                 /* the body; nothing is written for 304 */
    uint64_t max_bytes;         /* LW_E_LIMIT beyond */
    long connect_timeout_ms;
    long stall_timeout_s;         /* fails where less than 100 bytes a second come for so long */
    struct lw_progress *progress; /* or NULL */
};

struct lw_http_response {
    long status;    /* 200; 304: not modified; 0 for file: */
    char etag[256]; /* "" where there was none, or too long */
    char last_modified[64];
    uint64_t bytes;
};

/* Follows at most 5 redirects, from https only to https. err: LW_E_REMOTE (no answer, another
 * status than 200 or 304, cut short), LW_E_LIMIT, LW_E_IO (writing), LW_E_INTERRUPTED,
 * LW_E_UNSUPPORTED (no libcurl here); each names the address. */
LW_NODISCARD lw_status lw_http_get(struct lw_http_response *out,
                                   const struct lw_http_request *request, struct lw_err *err);

#endif
