/* SPDX-License-Identifier: Apache-2.0
 *
 * facts/ecosystem.h - where a package comes from: its purl type and its name in OSV.
 *
 * Spec: https://github.com/package-url/purl-spec, https://ossf.github.io/osv-schema (ecosystems).
 */
#ifndef LW_FACTS_ECOSYSTEM_H
#define LW_FACTS_ECOSYSTEM_H

#include "base/arena.h"

/* X(constant, purl type, OSV name or "" where OSV has none, what a person calls it) */
#define LW_ECOSYSTEMS(X)                                                                           \
    X(LW_ECO_PYPI, "pypi", "PyPI", "Python")                                                       \
    X(LW_ECO_NPM, "npm", "npm", "Node.js")                                                         \
    X(LW_ECO_MAVEN, "maven", "Maven", "Java")                                                      \
    X(LW_ECO_GOLANG, "golang", "Go", "Go")                                                         \
    X(LW_ECO_GEM, "gem", "RubyGems", "Ruby")                                                       \
    X(LW_ECO_COMPOSER, "composer", "Packagist", "PHP")                                             \
    X(LW_ECO_NUGET, "nuget", "NuGet", ".NET")                                                      \
    X(LW_ECO_CARGO, "cargo", "crates.io", "Rust")                                                  \
    X(LW_ECO_CONDA, "conda", "", "Conda")                                                          \
    X(LW_ECO_DEB, "deb", "Debian", "Debian")                                                       \
    X(LW_ECO_GENERIC, "generic", "", "native")

enum lw_ecosystem {
#define X(constant, purl, osv, person) constant,
    LW_ECOSYSTEMS(X)
#undef X
        LW_ECO_COUNT
};

const char *lw_ecosystem_purl_type(enum lw_ecosystem ecosystem);
const char *lw_ecosystem_osv(enum lw_ecosystem ecosystem);
const char *lw_ecosystem_person(enum lw_ecosystem ecosystem);
bool lw_ecosystem_from_purl_type(enum lw_ecosystem *out, struct lw_view type);
bool lw_ecosystem_from_osv(enum lw_ecosystem *out, struct lw_view osv_name); /* "Debian:12" too */

/* The name by which two packages of the ecosystem are the same: PEP 503 for PyPI; lower case for
 * NuGet and Packagist; as it is for all others (npm has packages from before 2017 that differ by
 * case alone: JSONPath is not jsonpath; Go tells github.com/Sirupsen/logrus from
 * .../sirupsen/...). */
struct lw_view lw_package_name_normal(struct lw_arena *arena, enum lw_ecosystem ecosystem,
                                      struct lw_view name);

/* "pkg:npm/%40scope/name@1.2.3". `name` as in the ecosystem ("group:artifact" for Maven,
 * "@scope/name" for npm, "vendor/name" for Composer, the module path for Go); an empty version
 * leaves out the "@". A purl of Go is lower case, so that it does not tell the module's real
 * path. */
struct lw_view lw_purl_make(struct lw_arena *arena, enum lw_ecosystem ecosystem,
                            struct lw_view name, struct lw_view version);

/* The parts of a purl, decoded into the arena; qualifiers and subpath are passed over. False when
 * it is not a purl or of a type that is not known here. */
bool lw_purl_parse(enum lw_ecosystem *ecosystem, struct lw_view *name, struct lw_view *version,
                   struct lw_view purl, struct lw_arena *arena);

#endif
