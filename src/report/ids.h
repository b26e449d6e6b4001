/* SPDX-License-Identifier: Apache-2.0
 *
 * report/ids.h - identifiers that documents need: references, UUIDs, URIs, licences.
 */
#ifndef LW_REPORT_IDS_H
#define LW_REPORT_IDS_H

#include "base/buf.h"
#include "scan/scan.h"

/* One reference for each package, in their order: the purl, with "#2" … behind it where several
 * packages share it. */
struct lw_view *lw_package_refs(struct lw_arena *arena, const struct lw_facts *facts);

/* The digest that stands for what was scanned and how: content, tool, advisories. The same scan
 * gives the same one. */
struct lw_digest lw_scan_identity(const struct lw_scan *scan);

/* "xxxxxxxx-xxxx-8xxx-…" (RFC 9562, version 8: made from a hash of our own choosing). */
#define LW_UUID_BYTES 37
void lw_uuid(char out[LW_UUID_BYTES], const struct lw_digest *digest);

/* A path as a relative URI reference (RFC 3986): never read as a scheme, a host or a root. */
struct lw_view lw_uri_path(struct lw_arena *arena, struct lw_view path);

/* An absolute http or https URI of plain characters, fit to be linked to. */
bool lw_uri_is_web(struct lw_view text);

/* Name and its namespace: "@scope", "group", "vendor"; "" where there is none. */
void lw_package_names(const struct lw_package *package, struct lw_view *space,
                      struct lw_view *name);

/* All licences of a package as one expression; false where one of them is not an expression. */
bool lw_package_expression(struct lw_view *out, const struct lw_package *package,
                           struct lw_arena *arena);

/* The artifact's file that a package is or lies in (a native library, a jar, a program), with its
 * digest; NULL where there is none. */
const struct lw_scan_file *lw_package_file(const struct lw_scan *scan,
                                           const struct lw_package *package);

/* Indexes of the packages that a vulnerability is in; `*count` may be 0. */
size_t *lw_finding_packages(size_t *count, const struct lw_scan *scan,
                            const struct lw_finding *finding, struct lw_arena *arena);

#endif
