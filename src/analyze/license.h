/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/license.h - how people write a licence, and what SPDX calls it.
 *
 * Owns:    nothing; results are static texts or the text that was given.
 * Spec:    https://spdx.org/licenses, the trove classifiers of the Python package index.
 */
#ifndef LW_ANALYZE_LICENSE_H
#define LW_ANALYZE_LICENSE_H

#include "base/view.h"

/* The SPDX id of a common spelling ("Apache License, Version 2.0", "Apache 2", "GPLv3+"), in
 * static memory; false where it is not known, or names a family without a version. */
bool lw_license_find(struct lw_view *spdx, struct lw_view text);

/* The SPDX id where lw_license_find() knows it, else the text as it is, trimmed. */
struct lw_view lw_license_spdx(struct lw_view text);

/* "License :: OSI Approved :: MIT License" gives "MIT". Empty where the classifier is none of a
 * licence or names none ("License :: OSI Approved"); its last part where SPDX has no id for it. */
struct lw_view lw_license_classifier(struct lw_view classifier);

#endif
