/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/endpoint.h - hosts in text, code and programs: where they stand, and whose they are.
 *
 * Owns:    nothing; results borrow from the text, but for struct lw_endpoint.host.
 * Trusts:  nothing.
 * Spec:    RFC 3986 (authority), RFC 1123 2.1 (host names), inet_aton(3) (numbers as addresses).
 */
#ifndef LW_ANALYZE_ENDPOINT_H
#define LW_ANALYZE_ENDPOINT_H

#include "base/arena.h"

enum lw_endpoint_class {
    LW_EP_OTHER,
    LW_EP_AWS,
    LW_EP_AWS_HOSTED,
    LW_EP_REGISTRY,
    LW_EP_DOCUMENTATION,
    LW_EP_METADATA,
    LW_EP_CODE,
    LW_EP_DROP,
    LW_EP_LOCAL,
    LW_EP_NETWORK,
    LW_EP_CLASSES
};

/* "other", "aws", "aws-hosted", "package-registry", "documentation", "cloud-metadata", "code-host",
 * "drop", "local", "network" (of many addresses: "203.0.113.0/24"). */
const char *lw_endpoint_class_name(enum lw_endpoint_class class);

enum { LW_HOST_MAX_BYTES = 254 };

struct lw_endpoint {
    const char *kind;             /* "url", "host", "ipv4", "ipv6" */
    char host[LW_HOST_MAX_BYTES]; /* lower case; "*" for what is filled in; addresses as usual */
    struct lw_view text;          /* the whole URL, or the host as written */
    struct lw_view behind;        /* of the host: ":443/path" */
    size_t at;                    /* of `text` */
    bool network;                 /* the address of many: "203.0.113.0/24" */
};

/* The next one from `*at` on; false behind the last. `quoted` also takes hosts and addresses that
 * are all of a string of code ("evil.example.net", '203.0.113.7:443'); `packed` strings stand
 * against each other without an end, as in Go programs. `networks` also takes those of at most 24
 * bits: nobody has such an address, but for code that cuts its end off. */
struct lw_endpoint_options {
    bool quoted, packed, networks;
};
bool lw_endpoint_next(struct lw_endpoint *out, struct lw_view text, size_t *at,
                      const struct lw_endpoint_options *options);

/* By its host, and where the table says so its path. */
enum lw_endpoint_class lw_endpoint_classify(const struct lw_endpoint *endpoint);

/* A file by whose name an SDK of AWS makes up the addresses that it calls. */
bool lw_endpoint_table(struct lw_view path);

/* Names and addresses that RFC 2606, 5737, 3849 and 6761 keep for documents and tests. */
bool lw_endpoint_is_reserved(const struct lw_endpoint *endpoint);

/* "203.0.113.7" of its forms (decimal, hex, octal, fewer parts); false where it is none. */
bool lw_ipv4_parse(uint32_t *out, struct lw_view text);

/* Loopback, private, link-local, multicast and reserved ranges, those for benchmarks (RFC 1122,
 * 1918, 2544, 3927, 6598): of no use to anyone outside. */
bool lw_ipv4_is_local(uint32_t address);

/* "10.0.0.0/8": a network of at most that many bits, whose address has no bits of a host. Nobody
 * has the address of a large one; of a small one it may be a server's, and the rest a path. */
bool lw_ipv4_is_range(struct lw_view text, unsigned most_bits);

#endif
