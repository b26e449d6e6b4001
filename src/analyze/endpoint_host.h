/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/endpoint_host.h - one host as text names it, with what is filled in as "*"; inside of
 * endpoint.c.
 */
#ifndef LW_ANALYZE_ENDPOINT_HOST_H
#define LW_ANALYZE_ENDPOINT_HOST_H

#include "analyze/endpoint.h"

/* "s3.{region}.amazonaws.com", "${bucket}.x.net", "%s.x.net": what is filled in becomes "*". */
struct lw_host_text {
    char text[LW_HOST_MAX_BYTES];
    size_t len;
};

/* Domains that code names most, for hosts that no scheme introduces. Those that are also the
 * suffix of files (.py, .sh, .rs, .zip ...) are left out. */
bool lw_common_domain(struct lw_view label);

/* Reads the host that text begins with; how many bytes of it that takes. `any_letter`: those of
 * other alphabets, and wide dots, are parts of it too. */
size_t lw_host_read(struct lw_host_text *out, struct lw_view text, bool any_letter);

#endif
