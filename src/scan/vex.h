/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/vex.h - what a supplier says of vulnerabilities: CycloneDX VEX and OpenVEX.
 *
 * Trusts:  nothing in the file's form. What it says is believed: whoever names the file on the
 *          command line vouches for it.
 * Spec:    CycloneDX 1.4 to 1.6, "vulnerabilities"; OpenVEX 0.2.0.
 */
#ifndef LW_SCAN_VEX_H
#define LW_SCAN_VEX_H

#include "base/err.h"
#include "rules/finding.h"

/* A product that a statement is about: a package, at a version, in a range, or at any. */
struct lw_vex_product {
    enum lw_ecosystem ecosystem;
    struct lw_view name;    /* normal form; "" : the package could not be told, matches nothing */
    struct lw_view version; /* "" any */
    struct lw_view range;   /* vers (purl-spec); "" any */
};

struct lw_vex_statement {
    struct lw_view source; /* name of the file, for messages */
    struct lw_views ids;   /* any of these */
    struct lw_view state;  /* "not_affected", "fixed" ... as the file says */
    struct lw_view detail;
    bool every_package; /* it names no product */
    bool used;          /* lw_vex_apply() found something that it is about */
    struct lw_vex_product *items;
    size_t count, capacity;
};

struct lw_vex {
    struct lw_vex_statement *items; /* those that suppress */
    size_t count, capacity;
    size_t passed_over; /* statements that say "affected" or "under investigation" */
};

/* Reads a CycloneDX JSON document with `vulnerabilities`, or an OpenVEX document, and appends to
 * `out` (zeroed at first), so that several files can be read. err: LW_E_FORMAT naming the file. */
LW_NODISCARD lw_status lw_vex_parse(struct lw_vex *out, struct lw_view text, const char *name,
                                    struct lw_arena *arena, struct lw_err *err);
LW_NODISCARD lw_status lw_vex_load(struct lw_vex *out, const char *path, struct lw_arena *arena,
                                   struct lw_err *err);

/* Marks vulnerabilities that a statement says do not apply as suppressed. Suppressed by CycloneDX
 * states not_affected, resolved, resolved_with_pedigree, false_positive, and by versions that are
 * stated "unaffected" under any state; by OpenVEX statuses not_affected and fixed. */
void lw_vex_apply(struct lw_finding_list *findings, struct lw_vex *vex, struct lw_arena *arena);

#endif
