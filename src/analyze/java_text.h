/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/java_text.h - the texts by which a Java archive says what it is.
 *
 * Trusts:  nothing; what does not follow its form is passed over.
 * Spec:    JAR File Specification (manifest), java.util.Properties, Maven POM 4.0.0.
 */
#ifndef LW_ANALYZE_JAVA_TEXT_H
#define LW_ANALYZE_JAVA_TEXT_H

#include "base/arena.h"

/* The main section of MANIFEST.MF: cuts off the next attribute, its continuation lines joined (in
 * the arena). False at the end of the section. */
bool lw_manifest_next(struct lw_view *name, struct lw_view *value, struct lw_view *rest,
                      struct lw_arena *arena);

/* What matters of it; each may be empty. */
struct lw_manifest {
    struct lw_view implementation_title, implementation_version, implementation_vendor_id;
    struct lw_view specification_title, specification_version;
    struct lw_view bundle_name, bundle_symbolic_name, bundle_version, bundle_license;
    struct lw_view module_name;
};
struct lw_manifest lw_manifest_parse(struct lw_view text, struct lw_arena *arena);

/* Maven's coordinates; borrowed from what they were read from. */
struct lw_coordinates {
    struct lw_view group, artifact, version;
};

/* pom.properties: groupId, artifactId, version. False where one is missing or not literal. */
bool lw_pom_properties(struct lw_coordinates *out, struct lw_view text);

/* pom.xml: the project's own coordinates, or those it takes over from its parent, and the names of
 * its licences. A value with "${" is left empty. */
struct lw_pom {
    struct lw_coordinates project;
    struct lw_view licenses[8];
    size_t license_count;
};
void lw_pom_xml(struct lw_pom *out, struct lw_view text);

/* "log4j-1.2-api-2.17.1-sources.jar" into artifact, version and classifier. False where the name
 * has no version in it (artifact is then the whole stem). */
struct lw_jar_name {
    struct lw_view artifact, version, classifier;
};
bool lw_jar_name_parse(struct lw_jar_name *out, struct lw_view file_name);

/* The group of a well-known artifact, or the empty view. */
struct lw_view lw_jar_group(struct lw_view artifact);

#endif
