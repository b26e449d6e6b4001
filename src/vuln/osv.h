/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/osv.h - one advisory in OSV form, reduced to what matching and reports need.
 *
 * Owns:    nothing; all texts and lists live in the arena given to lw_osv_parse().
 * Trusts:  nothing. A member of an unexpected type is read as if it were missing; only what makes
 *          the whole useless (no object, no id) is an error.
 * Spec:    https://ossf.github.io/osv-schema/ 1.7.
 */
#ifndef LW_VULN_OSV_H
#define LW_VULN_OSV_H

#include "base/err.h"
#include "base/json.h"
#include "facts/facts.h"
#include "facts/severity.h"

enum lw_osv_event_kind {
    LW_OSV_INTRODUCED,
    LW_OSV_FIXED,
    LW_OSV_LAST_AFFECTED,
    LW_OSV_LIMIT,
    LW_OSV_EVENT_COUNT
};

struct lw_osv_event {
    enum lw_osv_event_kind kind;
    struct lw_view version; /* introduced "0": before every version; limit "*": after each */
};

struct lw_osv_range {
    bool semver; /* SEMVER; else ECOSYSTEM. GIT ranges are left out */
    struct lw_osv_event *items;
    size_t count, capacity;
};

struct lw_osv_affected {
    struct lw_view ecosystem;    /* as written: "PyPI", "Debian:12" */
    struct lw_view name;         /* as written */
    struct lw_views vectors;     /* of this package alone; none that can be read: the
                                    record's hold */
    enum lw_severity word;       /* severity in a word, LW_SEVERITY_UNKNOWN where there is none */
    struct lw_osv_range *ranges; /* count, capacity below */
    size_t range_count, range_capacity;
    struct lw_views versions;
};

struct lw_osv {
    struct lw_view id;
    struct lw_views aliases; /* without repeats and without the id */
    struct lw_view summary;  /* at most LW_OSV_TEXT_BYTES, one line; from details if need be */
    struct lw_view digest;   /* orders two texts of the same id and time; set by importers */
    int64_t modified_utc_s;  /* 0 where it is missing or no time */
    int64_t published_utc_s; /* the same */
    bool withdrawn;
    enum lw_severity word;
    struct lw_views vectors;       /* every CVSS vector of severity[], as written */
    struct lw_views references;    /* at most LW_OSV_REFERENCES, the most telling ones first */
    struct lw_views cwes;          /* "CWE-79" */
    struct lw_osv_affected *items; /* count, capacity */
    size_t count, capacity;
};

enum {
    LW_OSV_TEXT_BYTES = 300,
    LW_OSV_REFERENCES = 4,
    LW_OSV_MAX_BYTES = 64 << 20,
    LW_OSV_LIST_MAX = 4096,     /* aliases, scores, weaknesses */
    LW_OSV_WORK_MAX = 10000000, /* versions times events of ranges, over all packages */
};

/* Reads one record. err: LW_E_FORMAT with the offset (not JSON) or the record's id in the text. */
LW_NODISCARD lw_status lw_osv_parse(struct lw_osv *out, struct lw_view text, struct lw_arena *arena,
                                    struct lw_err *err);

/* The same from a value that is parsed already; texts are copied. */
LW_NODISCARD lw_status lw_osv_from_json(struct lw_osv *out, yyjson_val *record,
                                        struct lw_arena *arena, struct lw_err *err);

#endif
