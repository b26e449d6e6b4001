/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/pypi_legacy.h - the order that setuptools gave to versions before PEP 440.
 *
 * Spec: packaging 21.3, LegacyVersion (the last release that had it).
 */
#ifndef LW_VULN_PYPI_LEGACY_H
#define LW_VULN_PYPI_LEGACY_H

#include "base/view.h"

/* -1, 0 or 1, in any case, whatever the bytes. */
int lw_pypi_legacy_compare(struct lw_view a, struct lw_view b);

#endif
