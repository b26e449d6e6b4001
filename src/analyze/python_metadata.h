/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/python_metadata.h - the core metadata of a Python distribution, and names of its files.
 *
 * Owns:    nothing; views borrow from the text.
 * Trusts:  nothing; a header that is missing or broken is the empty view.
 * Spec:    https://packaging.python.org/specifications/core-metadata, PEP 376, PEP 427, PEP 639.
 */
#ifndef LW_ANALYZE_PYTHON_METADATA_H
#define LW_ANALYZE_PYTHON_METADATA_H

#include "analyze/place.h"

enum { LW_PYTHON_CLASSIFIERS = 16 };

struct lw_python_metadata {
    struct lw_view name, version;
    struct lw_view license_expression;
    struct lw_view license; /* first line only */
    bool license_is_text;   /* more lines follow: it holds the licence's whole text */
    size_t license_count;   /* of classifiers */
    struct lw_view licenses[LW_PYTHON_CLASSIFIERS]; /* "License :: ..." classifiers */
};

/* Reads METADATA or PKG-INFO up to the empty line that ends its headers. */
struct lw_python_metadata lw_python_metadata(struct lw_view text);

/* Cuts "NAME-VERSION" (of "NAME-VERSION.dist-info") at the last '-' that a digit follows; without
 * one the whole is the name and the version empty. */
void lw_python_split(struct lw_view *name, struct lw_view *version, struct lw_view stem);

/* "six-1.16.0.dist-info" gives "six-1.16.0"; empty where the name ends otherwise. */
struct lw_view lw_python_stem(struct lw_view folder, const char *ending);

/* Adds the distribution that `text` describes; `stem` ("six-1.16.0") stands in for headers that
 * are missing, and its modules are in the folder `levels` above the file. err: LW_E_FORMAT where
 * neither has a name. */
LW_NODISCARD lw_status lw_python_add(struct lw_facts *out, const struct lw_file *file,
                                     struct lw_view text, struct lw_view stem, unsigned levels,
                                     const char *analyzer, struct lw_err *err);

#endif
