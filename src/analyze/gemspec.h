/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/gemspec.h - a gem's specification, read as text and never executed.
 *
 * Trusts:  nothing; values that are not literal are left empty.
 * Spec:    https://guides.rubygems.org/specification-reference, Gem::Specification#to_ruby.
 */
#ifndef LW_ANALYZE_GEMSPEC_H
#define LW_ANALYZE_GEMSPEC_H

#include "base/view.h"

struct lw_gemspec {
    struct lw_view name, version, platform; /* borrowed from the text */
    struct lw_view licenses[8];
    size_t license_count;
};

/* Fills what is there literally; name and version are empty where they are computed. */
void lw_gemspec_parse(struct lw_gemspec *out, struct lw_view text);

#endif
