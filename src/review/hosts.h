/* SPDX-License-Identifier: Apache-2.0
 *
 * review/hosts.h - what a host name says of who receives what is sent there.
 */
#ifndef LW_REVIEW_HOSTS_H
#define LW_REVIEW_HOSTS_H

#include "base/view.h"

/* The host of "https://user@host:1/path", or of "host:1", or an address; without brackets. */
struct lw_view lw_host_of(struct lw_view url);

/* A number, not a name: IPv4 in dotted, whole or hex form, or IPv6; but no address that only this
 * machine or its own network has (loopback, private, link-local, documentation is not one). */
bool lw_host_is_address(struct lw_view host);

/* What one owner has of a host: "acme.co.uk" of "a.b.acme.co.uk"; all of it below a domain that
 * hands names out to its customers. */
struct lw_view lw_host_domain(struct lw_view host);

/* A service where anyone can receive or serve data without a name of one's own: request bins, paste
 * sites, tunnels, chat hooks, dynamic names, look-ups for out-of-band tests. */
bool lw_host_receives(struct lw_view host);

#endif
